package tag

import (
	"maps"
	"slices"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/corpus/topic"
)

// worker tags one text at a time.
type worker struct {
	pool    pooler
	scanner *topic.Scanner
	view    view
	pieces  []*corpus.Provision // where the tokens come from: the provision whose text they are; nil for a heading
	hits    []topic.Hit
	results []result
}

type pooler interface{ Put(any) }

// result is what was found in one unit.
type result struct {
	unit          *corpus.Provision
	needs, topics map[string]finding
}

// firstWords is how much of a provision without heading stands in for one.
const firstWords = 15

func (w *worker) law(t *Tagger, text *corpus.Text) {
	w.results = w.results[:0]
	title := w.groups(nil, text.Title, text.Titles[text.Language])
	w.level(t, text.Provisions, title)
	atHome := t.names(title) || w.strong() >= homeShare
	for _, r := range w.results {
		if !atHome {
			onlyNamed(r.needs)
			onlyNamed(r.topics)
		}
		attach(r.unit, r.needs, func(n *corpus.Provision) *[]corpus.Tag { return &n.Needs })
		attach(r.unit, r.topics, func(n *corpus.Provision) *[]corpus.Tag { return &n.Topics })
	}
	clear(w.results)
}

// homeShare: a law in which every fifth provision has a topic is about these things, whatever its title says. Of laws on other subjects in
// the evaluation sets none reaches a tenth.
const homeShare = 0.2

// strong is the share of units with a finding that a rule of some weight made.
func (w *worker) strong() float64 {
	n := 0
	for _, r := range w.results {
		for _, f := range r.topics {
			if f.weight >= sure {
				n++
				break
			}
		}
	}
	return float64(n) / float64(max(1, len(w.results)))
}

// sure is the weight from which a finding counts in a law about something else.
const sure = 0.72

// names says whether a title names a topic or a penal law.
func (t *Tagger) names(title []bool) bool {
	if title[t.penal] {
		return true
	}
	for _, c := range t.home {
		for _, a := range c {
			if title[a.group] {
				return true
			}
		}
	}
	return false
}

// onlyNamed leaves of a provision in a law about something else what is sure and names its topic.
func onlyNamed(found map[string]finding) {
	for id, f := range found {
		if f.weight < sure || !f.named || f.lone {
			delete(found, id)
		}
	}
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
		if corpus.IsBasic(p.Kind) || !corpus.HoldsBasic(p.Children) {
			w.unit(t, p, above, true)
			continue
		}
		if p.Text != "" {
			w.unit(t, p, above, false)
		}
		w.level(t, p.Children, w.groups(above, p.Heading))
	}
}

// unit tags one provision with what is below it (whole), or its own text alone.
func (w *worker) unit(t *Tagger, p *corpus.Provision, above []bool, whole bool) {
	w.read(p, above, whole)
	if len(w.view.found) == 0 {
		w.results = append(w.results, result{unit: p})
		return
	}
	best := map[string]finding{}
	for i := range t.needs {
		w.try(&t.needs[i], best)
	}
	carryOver(best, t.equal, func(f finding, e string) bool {
		return !f.rule.own || t.topicOf[e] == t.topicOf[f.rule.id] || w.says(t.home[t.topicOf[e]])
	})
	about := map[string]finding{}
	for i := range t.topics {
		w.try(&t.topics[i], about)
	}
	for _, id := range slices.Sorted(maps.Keys(best)) {
		f, topic := best[id], t.topicOf[id]
		if topic != "" && !f.derived && f.weight > about[topic].weight && (t.offence[id] && f.weight >= sure || w.says(t.home[topic])) {
			about[topic] = f
		}
	}
	for id, f := range best {
		f.node, f.evidence = w.evidence(f.hits)
		f.named = w.any(t.home[t.topicOf[id]])
		best[id] = f
	}
	for id, f := range about {
		f.node, f.evidence = w.evidence(f.hits)
		f.named = w.any(t.home[id])
		about[id] = f
	}
	if len(best)+len(about) > 0 {
		w.results = append(w.results, result{p, best, about})
	} else {
		w.results = append(w.results, result{unit: p})
	}
}

// carryOver gives requirements what was found for their equivalents in other conventions, a little weaker, where it reaches them: what is said of drugs alone does
// not carry out the same duty on terrorism. What was carried over goes no further: of three duties that another convention puts in one, what carries out the
// first does not carry out the third.
func carryOver(best map[string]finding, equal map[string][]string, reaches func(f finding, requirement string) bool) {
	direct := maps.Clone(best)
	for _, id := range slices.Sorted(maps.Keys(direct)) {
		f := direct[id]
		for _, e := range equal[id] {
			if w := 0.9 * f.weight; best[e].weight < w && reaches(f, e) {
				best[e] = finding{weight: w, rule: f.rule, hits: f.hits, derived: true, lone: f.lone}
			}
		}
	}
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
	v.headed = v.heads > 0
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
	w.pieces = append(w.pieces, node)
}

// finding is the best rule that holds for a tag.
type finding struct {
	weight  float64
	rule    *rule
	hits    []topic.Hit
	derived bool // from an equivalent requirement
	named   bool // the provision has words at home in the topic
	lone    bool // one word, said once

	node     *corpus.Provision // whose text holds most of the evidence; nil: a heading
	evidence []corpus.Span
}

func (w *worker) try(r *rule, best map[string]finding) {
	if len(r.near) > 0 && !w.any(r.near[0]) {
		return
	}
	hits, weight := r.match(&w.view, w.hits)
	if hits != nil || weight > 0 {
		w.hits = hits[:0]
		if old := best[r.id]; weight > old.weight {
			best[r.id] = finding{weight: weight, rule: r, hits: slices.Clone(hits), lone: w.lone(r, hits)}
		}
	}
}

// lone says whether a finding rests on one word said once, and not in a heading: "corruption" in a list of grounds for dismissal.
func (w *worker) lone(r *rule, hits []topic.Hit) bool {
	return len(hits) == 1 && len(r.near)+len(r.other) == 1 && len(w.view.byWord[hits[0].Group]) == 1 && !(w.view.headed && hits[0].From < w.view.heads)
}

// says whether a group is found in the unit or above it.
func (w *worker) says(c condition) bool {
	for _, a := range c {
		if len(w.view.byWord[a.group]) > 0 || w.view.above[a.group] {
			return true
		}
	}
	return false
}

func (w *worker) any(c condition) bool {
	for _, a := range c {
		if len(w.view.byWord[a.group]) > 0 {
			return true
		}
	}
	return false
}
