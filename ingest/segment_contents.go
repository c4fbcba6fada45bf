package ingest

import (
	"slices"
	"strings"
	"unicode"

	"github.com/pandect/pandect/corpus"
)

// contents is what the law's own table of contents lists: the words of each unit's heading, by its number as ids hold it. It is empty where no
// contents was found, and then says nothing.
type contents struct {
	entries map[string]listedUnit
	order   []string // numbers as printed, in order
}

type listedUnit struct {
	heading string
	words   []string
}

// fewestListed is how many entries make a table of contents.
const fewestListed = 4

func readContents(entries []Entry, lex *lexis) contents {
	c := contents{entries: map[string]listedUnit{}}
	for _, e := range entries {
		if _, ok := lex.containerMark(e.Label); ok {
			continue
		}
		m, ok := lex.unitMark(e.Label)
		if !ok {
			if m.num, ok = digits(e.Label); !ok {
				continue
			}
		}
		id := corpus.IDNumber(m.num.text)
		if _, doubled := c.entries[id]; doubled { // a schedule that numbers anew
			continue
		}
		c.entries[id] = listedUnit{strings.TrimSpace(e.Heading), wordsOf(e.Heading)}
		c.order = append(c.order, m.num.text)
	}
	if len(c.order) < fewestListed {
		return contents{}
	}
	return c
}

// contentsWithin is a table of contents that was left among the paragraphs [skip[0], skip[1]): the candidates in it, whose wording is the heading.
func contentsWithin(skip [2]int, cs []candidate, ps []paragraph) contents {
	c := contents{entries: map[string]listedUnit{}}
	for _, x := range cs {
		id := corpus.IDNumber(x.mark.num.text)
		if _, doubled := c.entries[id]; doubled || x.at < skip[0] || x.at >= skip[1] {
			continue
		}
		heading := strings.TrimRight(ps[x.at].text[x.mark.end:], " .0123456789…·")
		c.entries[id] = listedUnit{heading, wordsOf(heading)}
		c.order = append(c.order, x.mark.num.text)
	}
	if len(c.order) < fewestListed {
		return contents{}
	}
	return c
}

// speaksFor is what the contents says of paragraph i as the beginning of the unit m.
func (c contents) speaksFor(ps []paragraph, i int, m mark) float64 {
	if len(c.entries) == 0 {
		return 0
	}
	e, ok := c.entries[corpus.IDNumber(m.num.text)]
	switch {
	case !ok:
		return -0.4
	case len(e.words) == 0:
		return 0.3
	case e.heads(ps[i].text[m.end:]) > 0, i > 0 && e.is(ps[i-1].text), i+1 < len(ps) && e.is(ps[i+1].text):
		return 1.3
	}
	return 0.3
}

// is says whether text is the listed heading, give or take a few words.
func (e listedUnit) is(text string) bool {
	if len(e.words) == 0 || len(text) > 3*len(e.heading)+20 {
		return false
	}
	words := wordsOf(text)
	return 2*common(words, e.words) >= (len(words)+len(e.words))*7/10 && common(words, e.words) > 0
}

// heads is how many bytes of text are the listed heading, 0 where text does not begin with it.
func (e listedUnit) heads(text string) int {
	at, same := 0, 0
	for _, want := range e.words {
		start := strings.IndexFunc(text[at:], isWordLetter)
		if start < 0 {
			return 0
		}
		start += at
		end := strings.IndexFunc(text[start:], func(r rune) bool { return !isWordLetter(r) })
		if end < 0 {
			end = len(text) - start
		}
		if strings.EqualFold(text[start:start+end], want) {
			same++
		}
		at = start + end
	}
	if len(e.words) == 0 || same < len(e.words) {
		return 0
	}
	return at
}

// split parts the listed heading of a unit from the wording behind it. A unit whose wording is a remark in brackets, "(Deleted by Act …)", has
// the heading that the contents gives it.
func (c contents) split(num numeral, rest string) (heading, wording string) {
	e := c.entries[corpus.IDNumber(num.text)]
	if n := e.heads(rest); n > 0 {
		return rest[:n], strings.TrimLeft(rest[n:], " .:—–-\u00A0")
	}
	if strings.HasPrefix(rest, "(") && strings.HasPrefix(e.heading, "(") && len(rest) < 120 {
		return e.heading, rest
	}
	return "", rest
}

func wordsOf(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !isWordLetter(r) })
}

func isWordLetter(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

// common counts the words that two lists share.
func common(a, b []string) (n int) {
	left := slices.Clone(b)
	for _, w := range a {
		if i := slices.Index(left, w); i >= 0 {
			left[i] = left[len(left)-1]
			left = left[:len(left)-1]
			n++
		}
	}
	return n
}
