package ingest

import (
	"strings"

	"github.com/pandect/pandect/corpus"
)

// Segment turns blocks into the provision tree: containers, basic units, subdivisions. Wording before the first unit is a
// preamble; a document without numbers is one provision. Warnings are what is not sound about it (sound.go).
//
// Paragraphs that begin like a unit are candidates (candidate.go); those whose numbers make the best sequence are the units (choose.go); what
// stands between them is cut into headings, containers and subdivisions (tree.go, subdivide.go).
//
// Where the language's own labels are found nowhere, those of every language are sought: neighbours (Indonesian and Malay) are taken for one another.
func Segment(doc *Document, language string) (provisions []corpus.Provision, warnings []string) {
	provisions, warnings = segment(doc, language, lexisOf(language))
	if len(provisions) == 1 && provisions[0].Kind == "provision" {
		if ps, w := segment(doc, language, lexisOf("")); len(ps) > 1 {
			return ps, w
		}
	}
	return provisions, warnings
}

func segment(doc *Document, language string, lex *lexis) (provisions []corpus.Provision, warnings []string) {
	ps := paragraphs(doc, language, lex)
	if len(ps) == 0 {
		return nil, nil
	}
	readLabels(ps, lex)
	listed := readContents(doc.Contents, lex)
	cs := candidates(ps, listed)
	chosen := choose(cs)
	if body := twice(chosen); body != nil {
		chosen = body
	}
	chosen = mendMisread(chosen, cs, ps)
	if len(chosen) == 0 {
		provisions = wholeText(ps)
		corpus.NameEIDs(provisions)
		return provisions, wholeFinding(provisions)
	}
	settle(ps, chosen)
	markAnnexed(chosen, ps)
	skip := contentsRange(cs, chosen, ps)
	if len(listed.entries) == 0 {
		listed = contentsWithin(skip, cs, ps)
	}
	t := tree{ps: ps, lex: lex, units: withAsides(chosen, ps), skip: skip, listed: listed}
	provisions = t.build()
	corpus.NameEIDs(provisions)
	link(provisions, language)
	linkNear(provisions, language)
	return provisions, findings(chosen, listed, provisions)
}

// wholeText is a law without numbers: one provision.
func wholeText(ps []paragraph) []corpus.Provision {
	p := corpus.Provision{Kind: "provision", Page: ps[0].page}
	var lines []string
	for i := range ps {
		if ps[i].kind == Footnote {
			p.Notes = append(p.Notes, ps[i].text)
			continue
		}
		lines = append(lines, ps[i].text)
	}
	p.Text = strings.Join(lines, "\n")
	p.Confidence, p.Repaired = confidence(ps), repaired(ps)
	return []corpus.Provision{p}
}

// contentsRange is where the law's own table of contents stands before the first unit, as paragraphs [from, to): five candidates or more of
// the same class that were not chosen.
func contentsRange(cs, chosen []candidate, ps []paragraph) (r [2]int) {
	first := chosen[0]
	count := 0
	for i := range cs {
		if cs[i].at >= first.at {
			break
		}
		if cs[i].class == first.class {
			if count == 0 {
				r[0] = cs[i].at
			}
			count++
			r[1] = cs[i].at + 1
		}
	}
	if count < 5 {
		return [2]int{}
	}
	size := 0
	for i := r[0]; i < r[1]; i++ {
		size += len(ps[i].text)
	}
	if size > 300*count { // that is wording
		return [2]int{}
	}
	return r
}
