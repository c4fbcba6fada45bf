package ingest

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/pandect/pandect/corpus"
)

// short forms of the Akoma Ntoso naming convention 1.0, and of the kinds it does not name.
var short = map[string]string{
	"article": "art", "section": "sec", "rule": "rule", "regulation": "reg", "provision": "prov", "book": "book", "part": "part", "title": "title", "subtitle": "subtitle", "chapter": "chp",
	"division": "dvs", "subdivision": "subdvs", "subsection": "subsec", "paragraph": "para", "subparagraph": "subpara", "point": "point", "schedule": "sched", "annex": "annex", "appendix": "app", "endnotes": "endnotes",
	"crossheading": "hcontainer", "preamble": "preamble", "conclusions": "conclusions", "definition": "def",
}

// number gives every provision its EID. A basic unit whose number is unique in the law needs no container before it, so that its
// address outlives a new chapter: art_12. Everything else is named below what holds it. Doubled ids get _2, _3 ….
func number(ps []corpus.Provision, _ string) {
	counts := map[string]int{}
	for p := range corpus.All(ps) {
		if corpus.IsBasic(p.Kind) {
			counts[own(p)]++
		}
	}
	seen := map[string]int{}
	var visit func(ps []corpus.Provision, above string)
	visit = func(ps []corpus.Provision, above string) {
		for i := range ps {
			id := own(&ps[i])
			if above != "" && !(corpus.IsBasic(ps[i].Kind) && counts[id] == 1) && ps[i].Kind != "preamble" && ps[i].Kind != "conclusions" {
				id = above + "__" + id
			}
			for seen[id] > 0 {
				seen[id]++
				id += "_" + strconv.Itoa(seen[id])
			}
			seen[id] = 1
			ps[i].EID = corpus.EID(id)
			visit(ps[i].Children, id)
		}
	}
	visit(ps, "")
}

// own is the last part of a provision's id: its kind and number.
func own(p *corpus.Provision) string {
	kind := short[p.Kind]
	if kind == "" {
		kind = p.Kind
	}
	n := idNumber(p.Number)
	if n == "" {
		return kind
	}
	return kind + "_" + n
}

// idNumber is a number as ids hold it: small letters and digits, parts joined by "-", at most 60 bytes.
func idNumber(s string) string {
	var b strings.Builder
	raised := false
	for _, r := range strings.ToLower(s) {
		if i := strings.IndexRune("⁰¹²³⁴⁵⁶⁷⁸⁹", r); i >= 0 {
			if s := b.String(); s != "" && !strings.HasSuffix(s, "-") && !raised {
				b.WriteByte('-')
			}
			b.WriteString(strconv.Itoa(utf8.RuneCountInString("⁰¹²³⁴⁵⁶⁷⁸⁹"[:i])))
			raised = true
			continue
		}
		raised = false
		switch {
		case digitValue(r) >= 0:
			b.WriteString(strconv.Itoa(digitValue(r)))
		case unicode.IsLetter(r):
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	return strings.TrimRight(shorten(b.String(), 60), "-")
}
