package compare

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/pandect/pandect/corpus"
)

// unread is the value of a number that is there but cannot be read for sure: its words are shown, and it sorts as none.
var unread = math.NaN()

// number reads a number at word i: digits, words, both with a scale (1.5 million, 2 lakh), Chinese numerals. A number that cannot be read is unread,
// never its first part. Where a word is number and unit in one (سنتين, two years), next is i itself.
func (p *reader) number(i int) (value float64, next int, ok bool) {
	if i >= len(p.words) {
		return 0, 0, false
	}
	if p.chinese {
		if v, size := corpus.HanNumber(p.text[p.words[i].Start:]); size > 0 {
			for next = i; next < len(p.words) && p.words[next].Start < p.words[i].Start+size; next++ {
			}
			return float64(v), next, true
		}
	}
	if v, dual := p.t.value("dual", p.words[i].text); dual {
		return v, i, true
	}
	c := composer{language: p.language}
	j := i
	for j < len(p.words) && (j == i || p.adjoins(j) && !p.isUnit(j)) {
		if v, after, scaled, is := p.digits(j); is {
			if !c.digits(v, scaled) {
				break
			}
			j = after
			continue
		}
		parts := p.t.parts(p.words[j].text)
		if parts == nil || !c.all(parts) {
			break
		}
		j++
	}
	if c.taken == 0 {
		return 0, 0, false
	}
	if c.hanging > 0 { // an "and" that led nowhere
		return c.value(), j - 1, true
	}
	// Words of numbers that do not fit together, on either side: what was read is a part of something else.
	more := j < len(p.words) && p.adjoins(j) && !p.isUnit(j) && slices.ContainsFunc(p.t.parts(p.words[j].text), func(w part) bool { return w.kind != 'j' })
	hyphen := i > 0 && p.text[p.words[i-1].End:p.words[i].Start] == "-" && p.t.parts(p.words[i].text) != nil
	if !more && !hyphen && !math.IsNaN(c.value()) {
		return c.value(), j, c.value() > 0
	}
	for j < len(p.words) && p.adjoins(j) && !p.isUnit(j) && p.t.parts(p.words[j].text) != nil {
		j++
	}
	return unread, j, true
}

// adjoins says whether only spaces or a hyphen stand before word j.
func (p *reader) adjoins(j int) bool {
	return strings.Trim(p.text[p.words[j-1].End:p.words[j].Start], " \n\t\u00a0\u202f-\u2010\u2011") == ""
}

func (p *reader) isUnit(i int) bool {
	w := p.words[i].text
	return p.t.is("year", w) || p.t.is("month", w) || p.t.is("day", w)
}

// part is what a word says within a number: 'n' a number, 's' a scale, 'j' a joining "and".
type part struct {
	kind  byte
	value float64
}

// parts takes a word of a number apart: fünfundzwanzig, centocinquantamila, وعشرون. Nil for a word that is none.
func (t *table) parts(w string) []part {
	for _, k := range [...]string{"scale", "number", "join"} {
		if v, ok := t.value(k, w); ok {
			return []part{{k[0], v}}
		}
	}
	if rest, ok := strings.CutPrefix(w, "و"); ok {
		if of := t.parts(rest); of != nil {
			return append([]part{{'j', 1}}, of...)
		}
	}
	if t.kinds["glued"] == nil {
		return nil
	}
	for end := len(w) - 2; end >= 2; end-- { // the longest first
		for _, k := range [...]string{"scale", "number", "join", "glued"} {
			v, ok := t.kinds[k][w[:end]]
			if !ok {
				continue
			}
			if rest := t.parts(w[end:]); rest != nil {
				if k == "glued" {
					k = "number"
				}
				return append([]part{{k[0], v}}, rest...)
			}
		}
	}
	return nil
}

// composer puts a number together: total is what scales have closed, open what stands before the next one.
type composer struct {
	language    string
	total, open float64
	room        float64 // what may be added to open is less
	above       float64 // the scale that closed total last; 0: none
	last        float64 // what was added to open last
	taken       int     // parts
	hanging     int     // joins since the last number
}

func (c *composer) value() float64 { return c.total + c.open }

// all takes the parts of one word, all or none.
func (c *composer) all(parts []part) bool {
	before := *c
	for i, w := range parts {
		ok := false
		switch w.kind {
		case 'j':
			ok = c.hanging == 0 && (c.taken > 0 || i == 0 && len(parts) > 1)
			if c.taken > 0 {
				c.hanging++
			}
		case 's':
			ok = c.scale(w.value)
		default:
			ok = c.add(w.value)
		}
		if !ok {
			*c = before
			return false
		}
	}
	return true
}

func (c *composer) took(last, room float64) bool {
	c.taken, c.hanging, c.last, c.room = c.taken+1, 0, last, room
	return true
}

func (c *composer) add(v float64) bool {
	ones := c.last >= 1 && c.last < 10 && c.open > 0
	switch {
	case c.above > 0 && v >= c.above:
		return false
	case c.language == "fr" && ones && c.last == 4 && v == 20 && c.hanging == 0: // quatre-vingt
		c.open += 76
		return c.took(80, 20)
	case (c.language == "ar" || c.language == "de") && ones && v >= 20 && v < 100 && c.hanging > 0, // fünfundzwanzig
		c.language == "ar" && ones && v == 10 && c.hanging == 0: // خمس عشرة
		c.open += v
		return c.took(0, 0)
	case c.open > 0 && (v >= c.room || c.language == "fr" && c.last == 10 && v < 7):
		return false
	}
	c.open += v
	return c.took(v, c.roomBehind(v))
}

// roomBehind is below what a number must be that follows v: twenty-five, but not fifteen-five. In Arabic the ones stand before the tens.
func (c *composer) roomBehind(v float64) float64 {
	french := c.language == "fr"
	switch {
	case v != math.Trunc(v):
		return 0
	case v >= 1000:
		return 1000
	case v >= 100:
		return 100
	case french && v == 60:
		return 20
	case french && v == 10, v >= 20 && math.Mod(v, 10) == 0 && c.language != "ar":
		return 10
	}
	return 0
}

func (c *composer) scale(s float64) bool {
	switch {
	case s == 100:
		if c.open >= 100 || c.open > 0 && c.hanging > 0 || c.above > 0 && s >= c.above {
			return false
		}
		c.open = 100 * cmp.Or(c.open, 1)
		return c.took(100, 100)
	case c.open > 0 && c.hanging > 0:
		return false
	case c.above == 0 || s < c.above:
		if c.open == 0 && c.total > 0 && c.hanging == 0 { // million thousand
			return false
		}
		c.total += s * cmp.Or(c.open, 1)
	default: // one thousand crore, dos mil quinientos millones
		c.total = (c.total + c.open) * s
	}
	c.open, c.above = 0, s
	return c.took(0, s)
}

// digits takes a number in digits, which begins a number or stands behind a scale, before a smaller one.
func (c *composer) digits(v float64, scaled bool) bool {
	if c.taken > 0 && (!scaled || c.open > 0 || c.above == 0 || !(v < c.above)) {
		return false
	}
	c.open = v
	return c.took(0, 0)
}

// digits reads a number in digits of any script at word i: 7 500 000, 1,000,000, 1.5, 1,00,000 (Indian), 2.500,00, 1'000. What is neither is unread:
// a date, a place in a law. scaled says whether a scale follows.
func (p *reader) digits(i int) (value float64, next int, scaled, ok bool) {
	if r, _ := utf8.DecodeRuneInString(p.text[p.words[i].Start:]); !unicode.IsDigit(r) {
		return 0, 0, false, false
	}
	groups, seps, size := digitGroups(p.text[p.words[i].Start:])
	for next = i; next < len(p.words) && p.words[next].Start < p.words[i].Start+size; next++ {
	}
	if p.words[next-1].End > p.words[i].Start+size { // 5th, 3a
		return 0, 0, false, false
	}
	scaled = next < len(p.words) && p.adjoins(next) && p.t.is("scale", p.words[next].text)
	return p.grouped(groups, seps, scaled), next, scaled, true
}

// digitGroups cuts off the digits that s begins with, and the marks between them; size is in bytes. Behind a space three digits must follow.
func digitGroups(s string) (groups []string, seps []rune, size int) {
	for {
		from := size
		var b strings.Builder
		for size < len(s) {
			r, n := utf8.DecodeRuneInString(s[size:])
			d := corpus.DigitValue(r)
			if d < 0 {
				break
			}
			b.WriteByte(byte('0' + d))
			size += n
		}
		if n := len(seps); n > 0 && seps[n-1] == ' ' && b.Len() != 3 || b.Len() == 0 {
			sep := 0
			if n > 0 {
				_, sep = utf8.DecodeLastRuneInString(s[:from])
			}
			return groups, seps[:max(0, n-1)], from - sep
		}
		groups = append(groups, b.String())
		r, n := utf8.DecodeRuneInString(s[size:])
		switch r {
		case ' ', '\u00a0', '\u202f', '\u2009':
			r = ' '
			if len(groups[len(groups)-1]) > 3 {
				return groups, seps, size
			}
		case '.', ',', '\'', '’', '٫', '٬':
		default:
			return groups, seps, size
		}
		seps, size = append(seps, r), size+n
	}
}

// grouped is the value of digits with marks between them.
func (p *reader) grouped(groups []string, seps []rune, scaled bool) float64 {
	n := len(seps)
	decimal := false
	if n > 0 {
		switch last := seps[n-1]; {
		case last == '٫':
			decimal = true
		case last != '.' && last != ',' || slices.Contains(seps[:n-1], last):
		case n > 1: // 2.500,00
			decimal = true
		case len(groups[1]) != 3 || len(groups[0]) > 3 || groups[0] == "0":
			decimal = true
		case scaled: // 1.500 million in English, 1,500 millones in Spanish
			decimal = (last == '.') == (p.language == "en" || p.language == "zh")
		}
	}
	fraction := ""
	if decimal {
		fraction, groups, seps = "."+groups[n], groups[:n], seps[:n-1]
	}
	if !evenly(groups, seps) {
		return unread
	}
	v, err := strconv.ParseFloat(strings.Join(groups, "")+fraction, 64)
	if err != nil {
		return unread
	}
	return v
}

// evenly says whether digits are grouped as numbers are: by threes, or as in India by twos before the last three, with one kind of mark.
func evenly(groups []string, seps []rune) bool {
	if len(seps) == 0 {
		return true
	}
	if len(groups[0]) > 3 || slices.ContainsFunc(seps, func(r rune) bool { return r != seps[0] }) || len(groups[len(groups)-1]) != 3 {
		return false
	}
	inner := groups[1 : len(groups)-1]
	all := func(size int) bool { return !slices.ContainsFunc(inner, func(g string) bool { return len(g) != size }) }
	return all(3) || seps[0] == ',' && len(groups[0]) <= 2 && all(2)
}
