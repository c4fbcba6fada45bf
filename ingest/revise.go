package ingest

import (
	"slices"
	"strings"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/corpus/relation"
)

// Revise finds anew what the program says of a text whose structure people corrected: references, tags, and what is unsound in its tree. What people said stays, and so
// do warnings that are not about the tree. tagger may be nil.
func Revise(t *corpus.Text, tagger Tagger) {
	link(t.Provisions, t.Language)
	linkNear(t.Provisions, t.Language)
	relation.Find(t)
	if tagger != nil {
		tagger.Tag(t)
	}
	var kept []string
	for _, w := range t.Warnings {
		if w, ok := stillHolds(w, t.Provisions); ok {
			kept = append(kept, w)
		}
	}
	t.Warnings = append(kept, Unsound(t)...)
}

// Unsound is what is unsound in the tree of a text, in words for a librarian: numbers that are missing, stand twice or run backwards, and wording that is not where it
// should be.
func Unsound(t *corpus.Text) []string {
	units := unitsOf(t)
	if len(units) == 0 && len(t.Provisions) == 1 {
		return wholeFinding(t.Provisions)
	}
	return findings(units, contents{}, t.Provisions)
}

// unitsOf are the basic units of a tree as the segmenter had them, of those whose number can be read.
func unitsOf(t *corpus.Text) (units []candidate) {
	lex := lexisOf(t.Language)
	var below, reset bool
	var visit func(ps []corpus.Provision, annex bool)
	visit = func(ps []corpus.Provision, annex bool) {
		for i := range ps {
			p := &ps[i]
			if corpus.IsBasic(p.Kind) {
				if num, ok := parseNumeral(p.Number, lex.ordinals); ok && len(num.key) > 0 {
					units = append(units, candidate{mark: mark{num: num.throughRange(p.Number)}, below: below, reset: reset, annex: annex})
					below, reset = false, false
				}
				continue // what is within a unit numbers for itself
			}
			scheduled := p.Kind == "schedule" || p.Kind == "annex" || p.Kind == "appendix"
			below, reset = true, reset || scheduled
			visit(p.Children, annex || scheduled)
		}
	}
	visit(t.Provisions, false)
	return units
}

// Beginnings of findings that are made anew, and of that which names what a tree may have got since.
var (
	treeFindings = []string{"numbers are missing between ", "numbers stand twice: ", "numbers run backwards: ", "no articles or sections were recognised"}
	treePhrases  = []string{" of the wording stands ", " units have no wording: "}
)

const unfound = "its contents lists units that were not found: "

// stillHolds says whether a warning is still to be given, and what is left of it.
func stillHolds(w string, ps []corpus.Provision) (string, bool) {
	if slices.ContainsFunc(treeFindings, func(s string) bool { return strings.HasPrefix(w, s) }) || slices.ContainsFunc(treePhrases, func(s string) bool { return strings.Contains(w, s) }) {
		return "", false
	}
	list, ok := strings.CutPrefix(w, unfound)
	if !ok {
		return w, true
	}
	there := map[string]bool{}
	for p := range corpus.All(ps) {
		there[corpus.IDNumber(p.Number)] = corpus.IsBasic(p.Kind) || there[corpus.IDNumber(p.Number)]
	}
	missing := slices.DeleteFunc(strings.Split(list, ", "), func(n string) bool { return there[corpus.IDNumber(n)] })
	return unfound + strings.Join(missing, ", "), len(missing) > 0
}
