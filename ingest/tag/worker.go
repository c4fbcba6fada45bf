package tag

import (
	"slices"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/corpus/topic"
)

// worker tags one text at a time.
type worker struct {
	pool    pooler
	scanner *topic.Scanner
	view    view
	pieces  []piece
	hits    []topic.Hit
}

type pooler interface{ Put(any) }

// piece is where the tokens of a passage come from: a provision's text, or a heading (node nil).
type piece struct{ node *corpus.Provision }

// firstWords is how much of a provision without heading stands in for one.
const firstWords = 15

func (w *worker) law(t *Tagger, text *corpus.Text) {
	title := w.groups([]bool(nil), text.Title, text.Titles[text.Language])
	w.level(t, text.Provisions, title)
}

// groups marks the groups found in the headings, on a copy of above.
func (w *worker) groups(above []bool, headings ...string) []bool {
	out := make([]bool, len(w.view.byWord))
	copy(out, above)
	w.scanner.Reset()
	for _, h := range headings {
		w.scanner.Add(0, h)
	}
	for _, h := range w.scanner.Scan() {
		out[h.Group] = true
	}
	return out
}

// level tags the provisions of one level: those that are searched as a whole, and below containers the next level. It cuts a text as
// corpus.Text.Units does.
func (w *worker) level(t *Tagger, ps []corpus.Provision, above []bool) {
	for i := range ps {
		p := &ps[i]
		if corpus.IsBasic(p.Kind) || !holdsBasic(p.Children) {
			w.unit(t, p, above, true)
			continue
		}
		if p.Text != "" {
			w.unit(t, p, above, false)
		}
		w.level(t, p.Children, w.groups(above, p.Heading))
	}
}

func holdsBasic(ps []corpus.Provision) bool {
	for p := range corpus.All(ps) {
		if corpus.IsBasic(p.Kind) {
			return true
		}
	}
	return false
}

// unit tags one provision with what is below it (whole), or its own text alone.
func (w *worker) unit(t *Tagger, p *corpus.Provision, above []bool, whole bool) {
	w.read(p, above, whole)
	if len(w.view.found) == 0 {
		return
	}
	best := map[string]finding{}
	for i := range t.needs {
		w.try(&t.needs[i], best)
	}
	for id, f := range best {
		for _, e := range t.equal[id] {
			if o, ok := best[e]; !ok || o.weight < 0.9*f.weight {
				if !ok || o.rule != nil {
					best[e] = finding{weight: max(o.weight, 0.9*f.weight), rule: f.rule, hits: f.hits, derived: true}
				}
			}
		}
	}
	about := map[string]finding{}
	for i := range t.topics {
		w.try(&t.topics[i], about)
	}
	for id, f := range best {
		if topic := t.topicOf[id]; topic != "" && !f.derived && f.weight > about[topic].weight {
			about[topic] = f
		}
	}
	w.place(p, best, func(n *corpus.Provision) *[]corpus.Tag { return &n.Needs })
	w.place(p, about, func(n *corpus.Provision) *[]corpus.Tag { return &n.Topics })
}

// read makes the view of a provision.
func (w *worker) read(p *corpus.Provision, above []bool, whole bool) {
	v := &w.view
	for _, g := range v.found {
		v.byWord[g] = v.byWord[g][:0]
	}
	v.found, v.above, w.pieces = v.found[:0], above, w.pieces[:0]
	w.scanner.Reset()
	w.add(nil, p.Heading)
	v.heads = int32(len(w.scanner.Tokens))
	w.add(p, p.Text)
	if whole {
		for n := range corpus.All(p.Children) {
			w.add(nil, n.Heading)
			w.add(n, n.Text)
		}
	}
	if v.heads == 0 {
		v.heads = firstWords * v.scale
	}
	for _, h := range w.scanner.Scan() {
		if len(v.byWord[h.Group]) == 0 {
			v.found = append(v.found, h.Group)
		}
		v.byWord[h.Group] = append(v.byWord[h.Group], h)
	}
	v.tokens = w.scanner.Tokens
}

func (w *worker) add(node *corpus.Provision, text string) {
	if text == "" {
		return
	}
	w.scanner.Add(len(w.pieces), text)
	w.pieces = append(w.pieces, piece{node})
}

// finding is the best rule that holds for a tag.
type finding struct {
	weight  float64
	rule    *rule
	hits    []topic.Hit
	derived bool // from an equivalent requirement
}

func (w *worker) try(r *rule, best map[string]finding) {
	if len(r.near) > 0 && !w.any(r.near[0]) {
		return
	}
	hits, weight := r.match(&w.view, w.hits)
	if hits != nil || weight > 0 {
		w.hits = hits[:0]
		if old := best[r.id]; weight > old.weight {
			best[r.id] = finding{weight: weight, rule: r, hits: slices.Clone(hits)}
		}
	}
}

func (w *worker) any(c condition) bool {
	for _, a := range c {
		if len(w.view.byWord[a.group]) > 0 {
			return true
		}
	}
	return false
}
