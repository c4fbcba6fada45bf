package ingest

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/pandect/pandect/corpus"
)

// findings is the check that a tree is sound, in words for a librarian who has the document beside it: numbers that are missing, stand twice or run
// backwards, what the law's own contents says otherwise, and wording that is not where it should be. A law in order gives none. Nothing is
// changed: a repealed article leaves a gap that is none of ours.
func findings(units []candidate, listed contents, provisions []corpus.Provision) []string {
	body := slices.DeleteFunc(slices.Clone(units), func(c candidate) bool { return c.annex }) // schedules number as they like
	out := sequenceFindings(body)
	out = append(out, listed.findings(units, provisions)...)
	return append(out, wordingFindings(provisions)...)
}

// sequenceFindings checks the numbers of the body. A chapter may number anew; then the check begins again.
func sequenceFindings(units []candidate) []string {
	var missing, doubled, backwards []string
	seen := map[string]bool{}
	for i := range units {
		b := units[i].mark.num
		if i == 0 {
			if first := b.key[0]; len(b.key) == 1 && first > 1 && first <= farthestStart {
				missing = append(missing, "the beginning and "+b.text)
			}
			seen[b.text] = true
			continue
		}
		a := units[i-1].mark.num
		anew := (units[i].below || units[i].reset) && !before(a.key, b.key)
		if anew {
			clear(seen)
		}
		switch {
		case seen[b.text]:
			doubled = append(doubled, b.text)
		case !anew && before(b.key, a.key) && !(b.key[0] == a.key[0] && len(b.text) > len(a.text)): // 94AA stands behind 94Z
			backwards = append(backwards, b.text+" after "+a.text)
		}
		seen[b.text] = true
		if last := a.last(); len(a.key) == 1 && len(last) == 1 && len(b.key) == 1 && b.key[0] > last[0]+1 {
			missing = append(missing, fmt.Sprintf("%s–%s", a.text, b.text))
		}
	}
	var out []string
	if len(missing) > 0 {
		out = append(out, "numbers are missing between "+first(missing))
	}
	if len(doubled) > 0 {
		out = append(out, "numbers stand twice: "+first(doubled))
	}
	if len(backwards) > 0 {
		out = append(out, "numbers run backwards: "+first(backwards))
	}
	return out
}

// farthestStart is the highest number with which a law that lost its beginning is thought to start; an extract of a code starts anywhere.
const farthestStart = 20

// mostNamed is how many places a finding names; a librarian looks up a few and then opens the document.
const mostNamed = 5

func first(places []string) string {
	if len(places) <= mostNamed {
		return strings.Join(places, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(places[:mostNamed], ", "), len(places)-mostNamed)
}

// findings says where the law's own contents and the tree differ: units that only one of them has, and headings that share less than half of their
// words. Units of schedules answer an entry, but need none.
func (c contents) findings(units []candidate, provisions []corpus.Provision) []string {
	if len(c.entries) == 0 {
		return nil
	}
	found := map[string]bool{}
	var missing, unlisted, otherwise []string
	for _, u := range units {
		id := corpus.IDNumber(u.mark.num.text)
		if _, ok := c.entries[id]; !ok && !u.annex && !found[id] && u.mark.num.upTo == nil {
			unlisted = append(unlisted, u.mark.num.text)
		}
		found[id] = true
	}
	for _, n := range c.order {
		if !found[corpus.IDNumber(n)] {
			missing = append(missing, n)
		}
	}
	headed := map[string]bool{}
	for p := range corpus.All(provisions) {
		id := corpus.IDNumber(p.Number)
		if e := c.entries[id]; corpus.IsBasic(p.Kind) && !headed[id] {
			headed[id] = true
			if words := wordsOf(p.Heading); len(words) > 0 && len(e.words) > 0 && 4*common(words, e.words) < len(words)+len(e.words) {
				otherwise = append(otherwise, p.Number)
			}
		}
	}
	var out []string
	if len(missing) > 0 {
		out = append(out, unfound+first(missing))
	}
	if len(unlisted) > 0 && 2*len(unlisted) < len(found) { // a contents of one part says nothing of the others
		out = append(out, "units that are not in its contents: "+first(unlisted))
	}
	if len(otherwise) > 0 {
		out = append(out, "headings that read otherwise in its contents: "+first(otherwise))
	}
	return out
}

// When wording is out of place. Measured on laws of eight states, of which none that is in order comes near: covers and formulas are up to a half of an
// amendment of one page, but never of a long text; definitions are up to 0.55 of a short act.
const (
	longText   = 3000 // letters; below that a cover weighs as much as the law
	muchBefore = 0.3  // of the wording stands outside provisions
	muchInOne  = 0.7  // of the wording stands in one of five or more units
	muchEmpty  = 0.25 // of the units have no wording
)

// wordingFindings weighs where the wording stands: within provisions, or in the preamble, the conclusions and under the headings of chapters. Schedules
// without numbers are rightly without provisions and count as neither.
func wordingFindings(provisions []corpus.Provision) []string {
	var w weighing
	w.walk(provisions)
	total := w.within + w.outside
	if total < longText {
		return nil
	}
	var out []string
	if share := float64(w.outside) / float64(total); share > muchBefore {
		out = append(out, fmt.Sprintf("%.0f %% of the wording stands outside articles and sections: some may not have been recognised", 100*share))
	}
	if share := float64(w.longest) / float64(total); w.units >= 5 && share > muchInOne {
		out = append(out, fmt.Sprintf("%.0f %% of the wording stands in %s: what follows it may not have been recognised", 100*share, w.name))
	}
	if n := len(w.empty); n >= 3 && float64(n) > muchEmpty*float64(w.units) {
		out = append(out, fmt.Sprintf("%d of %d units have no wording: %s", n, w.units, first(w.empty)))
	}
	return out
}

// weighing counts letters.
type weighing struct {
	within, outside, longest, units int
	name                            string   // of the longest unit
	empty                           []string // numbers of units without wording
}

func (w *weighing) walk(ps []corpus.Provision) {
	for i := range ps {
		p := &ps[i]
		if corpus.IsBasic(p.Kind) {
			n := utf8.RuneCountInString(p.Wording())
			w.within += n
			if w.units++; n > w.longest {
				w.longest, w.name = n, strings.TrimSpace(p.Kind+" "+p.Number)
			}
			if n == 0 {
				w.empty = append(w.empty, p.Number)
			}
			continue
		}
		if p.Kind == "schedule" || p.Kind == "annex" || p.Kind == "appendix" || p.Kind == "endnotes" {
			continue
		}
		w.outside += utf8.RuneCountInString(p.Text)
		w.walk(p.Children)
	}
}

// wholeFinding tells of a long text in which nothing is numbered.
func wholeFinding(provisions []corpus.Provision) []string {
	if utf8.RuneCountInString(provisions[0].Text) < longText {
		return nil
	}
	return []string{"no articles or sections were recognised; the text is kept as one provision"}
}
