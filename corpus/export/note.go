package export

import (
	"strings"

	"github.com/pandect/pandect/corpus"
)

// Note is what a reader wrote in a collection on a provision, or on the whole law.
type Note struct {
	EID  corpus.EID `json:"eid"` // "" = the law
	Text string     `json:"note"`
}

// paragraphs are the notes as documents show them, line by line with a label before the first: those that stand under the law's title, and by the provision under
// whose heading they stand. One on a provision that the text does not have stands under the title.
func (i *Item) paragraphs(h *Header) (law []string, below map[corpus.EID][]string) {
	if len(i.Notes) == 0 {
		return nil, nil
	}
	above := parents(i.Text.Provisions)
	below = map[corpus.EID][]string{}
	for _, n := range i.Notes {
		_, there := above[n.EID]
		before := orElse(h.NoteLabel, "Note") + ": "
		for line := range strings.SplitSeq(n.Text, "\n") {
			if line = strings.TrimSpace(line); line != "" {
				if there {
					below[n.EID] = append(below[n.EID], before+line)
				} else {
					law = append(law, before+line)
				}
				before = ""
			}
		}
	}
	return law, below
}

// cells are the notes by the unit in whose row they stand: one on a law or chapter in the first row of it. nil where there is none.
func (i *Item) cells() map[corpus.EID]string {
	if len(i.Notes) == 0 || len(i.Units) == 0 {
		return nil
	}
	above := parents(i.Text.Provisions)
	within := func(low, high corpus.EID) bool {
		for ok := true; ok; low, ok = above[low] {
			if low == high {
				return true
			}
		}
		return false
	}
	out := map[corpus.EID]string{}
	for _, n := range i.Notes {
		at := i.Units[0].EID
		for u := range i.Units {
			if eid := i.Units[u].EID; n.EID != "" && (within(eid, n.EID) || within(n.EID, eid)) {
				at = eid
				break
			}
		}
		out[at] = strings.TrimPrefix(out[at]+"\n"+n.Text, "\n")
	}
	return out
}

// parents are the provisions with what each stands in; "" for those at the top.
func parents(ps []corpus.Provision) map[corpus.EID]corpus.EID {
	out := map[corpus.EID]corpus.EID{}
	var visit func(ps []corpus.Provision, in corpus.EID)
	visit = func(ps []corpus.Provision, in corpus.EID) {
		for i := range ps {
			if ps[i].EID != "" {
				out[ps[i].EID] = in
			}
			visit(ps[i].Children, ps[i].EID)
		}
	}
	visit(ps, "")
	return out
}

// remarks are the notes as citations have them: each behind the labels of its provision, from the unit down.
func (i *Item) remarks() []string {
	if len(i.Notes) == 0 {
		return nil
	}
	labels := map[corpus.EID]string{}
	var visit func(ps []corpus.Provision, unit string)
	visit = func(ps []corpus.Provision, unit string) {
		for i := range ps {
			p, below := &ps[i], ""
			labels[p.EID] = strings.TrimSpace(unit + p.Label + " " + p.Heading)
			if corpus.IsBasic(p.Kind) || unit != "" {
				below = unit + p.Label + " "
			}
			visit(p.Children, below)
		}
	}
	visit(i.Text.Provisions, "")
	var out []string
	for _, n := range i.Notes {
		if n.EID == "" {
			out = append(out, n.Text)
		} else {
			out = append(out, orElse(labels[n.EID], string(n.EID))+": "+n.Text)
		}
	}
	return out
}
