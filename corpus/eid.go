package corpus

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// shortKind are the forms of kinds in ids: those of the Akoma Ntoso naming convention 1.0, and of the kinds it does not name.
var shortKind = map[string]string{
	"article": "art", "section": "sec", "rule": "rule", "regulation": "reg", "provision": "prov", "book": "book", "part": "part", "title": "title", "subtitle": "subtitle", "chapter": "chp",
	"division": "dvs", "subdivision": "subdvs", "subsection": "subsec", "paragraph": "para", "subparagraph": "subpara", "point": "point", "schedule": "sched", "annex": "annex", "appendix": "app", "endnotes": "endnotes",
	"crossheading": "hcontainer", "preamble": "preamble", "conclusions": "conclusions", "definition": "def",
}

// OwnID is the last part of a provision's EID: its kind and number.
func (p *Provision) OwnID() string {
	kind := shortKind[p.Kind]
	if kind == "" {
		kind = p.Kind
	}
	n := IDNumber(p.Number)
	if n == "" {
		return kind
	}
	return kind + "_" + n
}

// NameEIDs gives every provision its EID. A basic unit whose number is unique in the law needs no container before it, so that its
// address outlives a new chapter: art_12. Everything else is named below what holds it. Doubled ids get _2, _3 ….
func NameEIDs(ps []Provision) {
	counts := map[string]int{}
	for p := range All(ps) {
		if IsBasic(p.Kind) {
			counts[p.OwnID()]++
		}
	}
	n := namer{taken: map[EID]bool{}, doubled: map[string]int{}, alone: func(id string) bool { return counts[id] == 1 }}
	n.name(ps, "")
}

// namer gives EIDs that are not taken.
type namer struct {
	taken   map[EID]bool
	doubled map[string]int          // how often an id was wanted again
	alone   func(ownID string) bool // a basic unit of that id needs no container before it
}

func (n *namer) name(ps []Provision, above EID) {
	for i := range ps {
		p := &ps[i]
		id := p.OwnID()
		if above != "" && !(IsBasic(p.Kind) && n.alone(id)) && p.Kind != "preamble" && p.Kind != "conclusions" {
			id = string(above) + "__" + id
		}
		p.EID = EID(id)
		for n.taken[p.EID] {
			n.doubled[id]++
			p.EID = EID(id + "_" + strconv.Itoa(n.doubled[id]+1))
		}
		n.taken[p.EID] = true
		n.name(p.Children, p.EID)
	}
}

// IDNumber is a number as ids hold it: small letters and digits, parts joined by "-", at most 60 bytes.
func IDNumber(s string) string {
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
		case DigitValue(r) >= 0:
			b.WriteString(strconv.Itoa(DigitValue(r)))
		case unicode.IsLetter(r):
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	return strings.TrimRight(shorten(b.String(), 60), "-")
}

// shorten cuts an id to n bytes, at a "-" where one stands in its second half.
func shorten(s string, n int) string {
	if len(s) <= n {
		return s
	}
	s = strings.ToValidUTF8(s[:n], "")
	if i := strings.LastIndexByte(s, '-'); i > n/2 {
		s = s[:i]
	}
	return s
}
