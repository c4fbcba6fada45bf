package ui

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/pandect/pandect/corpus"
)

// definedTerm is a term that a law defines, in quotation marks at the beginning of a definition.
type definedTerm struct {
	term, href, says string
	eid              corpus.EID
}

var quotedTerm = regexp.MustCompile(`^["“«„「『]\s*([^"”»“」』]{3,60}?)\s*["”»“」』]`)

const (
	maxTerms   = 200 // of one law that are marked
	maxDefined = 280 // bytes of a definition that are shown beside a use
)

// Terms are the terms that a law defines, the longest first.
type Terms []definedTerm

// DefinedIn lists the terms that t defines.
func DefinedIn(t *corpus.Text) Terms {
	var out Terms
	seen := map[string]bool{}
	for p := range corpus.All(t.Provisions) {
		if p.Kind != "definition" || len(out) == maxTerms {
			continue
		}
		m := quotedTerm.FindStringSubmatch(p.Text)
		if m == nil {
			continue
		}
		term := strings.ToLower(m[1])
		if seen[term] || len(term) != len(m[1]) {
			continue
		}
		seen[term] = true
		out = append(out, definedTerm{term: term, eid: p.EID, says: shortened(p.Text, maxDefined),
			href: ProvisionPath(corpus.Ref{Law: t.ID, EID: p.EID, Language: t.Language})})
	}
	slices.SortStableFunc(out, func(a, b definedTerm) int { return cmp.Compare(len(b.term), len(a.term)) })
	return out
}

// shortened cuts text between words.
func shortened(text string, most int) string {
	if len(text) <= most {
		return text
	}
	cut := text[:most]
	for !utf8.ValidString(cut) {
		cut = cut[:len(cut)-1]
	}
	if i := strings.LastIndexByte(cut, ' '); i > most/2 {
		cut = cut[:i]
	}
	return cut + " …"
}

// Define makes the first use of each term, in every unit of blocks, lead to its definition and say it.
func (terms Terms) Define(blocks []Block) {
	if len(terms) == 0 {
		return
	}
	var used map[string]bool
	for i := range blocks {
		b := &blocks[i]
		if used == nil || !b.Subdivision() {
			used = map[string]bool{}
		}
		for k, paragraph := range b.Paragraphs {
			var out []Segment
			for _, s := range paragraph {
				out = append(out, define(s, terms, used, b.EID)...)
			}
			b.Paragraphs[k] = out
		}
	}
}

// define cuts a segment at the terms in it. Links, marks and a term's own definition are left alone.
func define(s Segment, terms []definedTerm, used map[string]bool, in corpus.EID) []Segment {
	lower := strings.ToLower(s.Text)
	if s.Href != "" || s.Mark || len(lower) != len(s.Text) {
		return []Segment{s}
	}
	for _, d := range terms {
		if used[d.term] || d.eid == in {
			continue
		}
		at := wordAt(lower, d.term)
		if at < 0 {
			continue
		}
		used[d.term] = true
		end := at + len(d.term)
		out := []Segment{{Text: s.Text[at:end], Href: d.href, Says: d.says}}
		if at > 0 {
			out = append(define(Segment{Text: s.Text[:at]}, terms, used, in), out...)
		}
		if end < len(s.Text) {
			out = append(out, define(Segment{Text: s.Text[end:]}, terms, used, in)...)
		}
		return out
	}
	return []Segment{s}
}

// wordAt is where term stands in text as words of its own; -1 if nowhere. In scripts without blanks any place will do.
func wordAt(text, term string) int {
	for from := 0; ; {
		i := strings.Index(text[from:], term)
		if i < 0 {
			return -1
		}
		at := from + i
		before, _ := utf8.DecodeLastRuneInString(text[:at])
		after, _ := utf8.DecodeRuneInString(text[at+len(term):])
		if !joins(before) && !joins(after) {
			return at
		}
		from = at + len(term)
	}
}

func joins(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r)) && !unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}
