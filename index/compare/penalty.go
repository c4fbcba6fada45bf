package compare

import (
	_ "embed"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/corpus/topic"
)

// Kinds of penalty.
const (
	Imprisonment = "imprisonment"
	Fine         = "fine"
	Life         = "life"  // imprisonment for life
	Death        = "death" // where a law still has it
)

// Penalty is a term or a fine lifted out of a provision: its words, and values to sort by.
type Penalty struct {
	corpus.Span         // bytes of the text
	Kind        string  `json:"kind"`
	Words       string  `json:"words"`
	Min         float64 `json:"min,omitempty"` // months, or money; 0: not said
	Max         float64 `json:"max,omitempty"` // months (life: lifeMonths, death: more), or money
	Money       string  `json:"money,omitempty"`
}

// lifeMonths sorts imprisonment for life behind every term and death behind it: no term in the corpus is longer than 60 years.
const lifeMonths, deathMonths = 1200, 2400

//go:embed number.txt
var numberData string

// table is the words of penalties of one language.
type table struct {
	kinds  map[string]map[string]float64 // kind → word → value (1 where none is said)
	prefix map[string]map[string]float64 // the same for words with a star
}

// tables are read once from number.txt; a line that cannot be read is an error of this package, found by its test.
var tables = sync.OnceValue(func() map[string]*table {
	out := map[string]*table{}
	for line := range strings.SplitSeq(numberData, "\n") {
		head, words, ok := strings.Cut(line, "=")
		f := strings.Fields(head)
		if !ok || len(f) != 2 || strings.HasPrefix(line, "#") {
			continue
		}
		t := out[f[0]]
		if t == nil {
			t = &table{kinds: map[string]map[string]float64{}, prefix: map[string]map[string]float64{}}
			out[f[0]] = t
		}
		t.add(f[0], f[1], words)
	}
	return out
})

func (t *table) add(language, kind, words string) {
	if t.kinds[kind] == nil {
		t.kinds[kind], t.prefix[kind] = map[string]float64{}, map[string]float64{}
	}
	for w := range strings.SplitSeq(words, ",") {
		w, number, said := strings.Cut(strings.TrimSpace(w), ":")
		value := 1.0
		if said {
			value, _ = strconv.ParseFloat(number, 64)
		}
		into := t.kinds[kind]
		if strings.HasSuffix(w, "*") {
			into = t.prefix[kind]
		}
		if strings.ContainsAny(w, "€£$₹") {
			into[w] = value
		}
		topic.EachWord(language, strings.Trim(w, "*"), func(word string, _, _ int) { into[word] = value })
	}
}

func (t *table) value(kind, word string) (float64, bool) {
	if v, ok := t.kinds[kind][word]; ok {
		return v, v > 0
	}
	for p, v := range t.prefix[kind] {
		if strings.HasPrefix(word, p) {
			return v, true
		}
	}
	return 0, false
}

func (t *table) is(kind, word string) bool { _, ok := t.value(kind, word); return ok }

// word is a token of the text.
type word struct {
	corpus.Span
	text string
}

// Penalties lifts terms of imprisonment and fines out of a text, in its order. Nil where the language has no table.
func Penalties(text, language string) []Penalty {
	t := tables()[language]
	if t == nil {
		return nil
	}
	p := reader{text: text, t: t, language: language, chinese: language == "zh"}
	topic.EachWord(language, text, func(w string, from, to int) { p.words = append(p.words, word{corpus.Span{Start: from, End: to}, w}) })
	for i := 0; i < len(p.words); {
		i = p.step(i)
	}
	return p.out
}

// reader walks the words of a text.
type reader struct {
	text     string
	t        *table
	language string
	chinese  bool
	words    []word
	out      []Penalty
}

// step looks for a penalty that begins at word i and gives the word to go on with.
func (p *reader) step(i int) int {
	if p.special(i) {
		return i + 1
	}
	low, next, ok := p.number(i)
	if !ok {
		return i + 1
	}
	if months, end, ok := p.unit(next); ok {
		if low*months > lifeMonths { // of a calendar
			return end
		}
		return p.term(i, low*months, end, months)
	}
	if next == i {
		return i + 1
	}
	if j := p.skip(next, "range", 2); j > next && p.ranges(next, j) { // from two to five years
		if high, after, ok := p.number(j); ok && after > j {
			if months, end, ok := p.unit(after); ok {
				if high*months <= lifeMonths && p.near(i, end, "prison", p.reach(14), p.reach(8)) {
					p.add(Imprisonment, i, end, low*months, high*months, "")
				}
				return end
			}
			return p.fine(i, low, high, after)
		}
	}
	return p.fine(i, 0, low, next)
}

// ranges says whether the words from i to j lead from one number to another: the last does, and none is of something else.
func (p *reader) ranges(i, j int) bool {
	for _, w := range p.words[i:j] {
		if p.t.is("prison", w.text) || p.t.is("money", w.text) {
			return false
		}
	}
	last := p.words[j-1].text
	return p.t.is("range", last) || p.t.is("most", last)
}

// special are life and death, which have no number.
func (p *reader) special(i int) bool {
	w := p.words[i].text
	switch {
	case p.chinese:
		switch {
		case p.follows(i, "无期徒刑"):
			p.add(Life, i, i+4, 0, lifeMonths, "")
			return true
		case p.follows(i, "死刑"):
			p.add(Death, i, i+2, 0, deathMonths, "")
			return true
		}
	case p.t.is("life", w) && p.near(i, i+1, "prison", 4, 3):
		p.add(Life, i, i+1, 0, lifeMonths, "")
		return true
	case p.t.is("death", w) && p.near(i, i+1, "capital", 3, 3):
		p.add(Death, i, i+1, 0, deathMonths, "")
		return true
	}
	return false
}

func (p *reader) follows(i int, s string) bool {
	for _, r := range s {
		if i >= len(p.words) || p.words[i].text != string(r) {
			return false
		}
		i++
	}
	return true
}

// term adds what begins with a duration: "six months to five years", "not less than two years", "三年以上十年以下".
func (p *reader) term(i int, low float64, end int, months float64) int {
	lo, hi := 0.0, low
	from := i
	least := p.marked(i, "least")
	if p.chinese {
		least = p.follows(end, "以上")
		if least || p.follows(end, "以下") {
			end += 2
		}
	}
	if least {
		lo, hi = low, 0
	}
	j := p.skip(end, "range", 4)
	if p.chinese {
		j = end
	}
	if n, after, ok := p.number(j); ok && (j > end || p.chinese) {
		if m, stop, ok := p.unit(after); ok && (!p.chinese || least && p.follows(stop, "以下")) {
			if p.chinese {
				stop += 2
			}
			if n*m >= low || least || math.IsNaN(n*m+low) {
				lo, hi, end = min(low, n*m), max(low, n*m), stop
			}
		}
	}
	if p.near(from, end, "prison", p.reach(14), p.reach(8)) && !p.aged(from, end) {
		p.add(Imprisonment, from, end, lo, hi, "")
	}
	return end
}

// aged says whether the years are those of a person: "a child under fifteen years", "不满十四周岁".
func (p *reader) aged(from, end int) bool {
	return p.near(from, from, "age", 3, 0) || p.near(end, end, "age", 0, 2) || p.chinese && end < len(p.words) && p.words[end].text == "岁"
}

func (p *reader) reach(n int) int {
	if p.chinese {
		return n / 2
	}
	return n
}

// fine adds an amount of money (from low, if there is such) near a word for a fine; the money stands behind it, or right before it (Rs. 50,000).
func (p *reader) fine(i int, low, amount float64, next int) int {
	money, from, end := "", i, next
	behind := p.parenthesis(next)
	for j := behind; j < min(len(p.words), behind+3); j++ {
		if p.t.is("money", p.words[j].text) {
			money, end = p.text[p.words[j].Start:p.words[j].End], j+1
			break
		}
	}
	if money == "" && i > 0 && p.t.is("money", p.words[i-1].text) && strings.Trim(p.text[p.words[i-1].End:p.words[i].Start], " .\u00a0$") == "" {
		money, from = p.text[p.words[i-1].Start:p.words[i-1].End], i-1
	}
	if money == "" {
		for _, sign := range [...]string{"€", "£", "$", "₹"} {
			if strings.HasSuffix(strings.TrimSpace(p.text[:p.words[i].Start]), sign) || strings.HasPrefix(strings.TrimSpace(p.text[p.words[next-1].End:]), sign) {
				money = sign
			}
		}
	}
	least := low == 0 && p.marked(from, "least")
	if p.chinese && low == 0 && money != "" {
		low, amount, end, least = p.chineseFine(amount, end)
	}
	if money == "" || amount <= 0 || !p.near(from, end, "fine", 12, 6) {
		return next
	}
	if least {
		p.add(Fine, from, end, amount, 0, money)
	} else {
		p.add(Fine, from, end, low, amount, money)
	}
	return end
}

// chineseFine reads on behind a sum, as in 二万元以上二十万元以下罚款 and 二万元以上的罚款: both bounds and the word behind them, or that the sum is the least.
func (p *reader) chineseFine(sum float64, end int) (low, high float64, stop int, least bool) {
	switch {
	case p.follows(end, "以下"):
		return 0, sum, end + 2, false
	case !p.follows(end, "以上"):
		return 0, sum, end, false
	}
	end += 2
	if high, next, ok := p.number(end); ok && next < len(p.words) && p.t.is("money", p.words[next].text) && p.follows(next+1, "以下") && high >= sum {
		return sum, high, next + 3, false
	}
	return 0, sum, end, true
}

// parenthesis is the word behind what stands in parentheses at word i, where a number is said again: five (5) years; i itself where there is none.
func (p *reader) parenthesis(i int) int {
	if i == 0 || i >= len(p.words) || !strings.Contains(p.text[p.words[i-1].End:p.words[i].Start], "(") {
		return i
	}
	for j := i; j < min(len(p.words)-1, i+8); j++ {
		if strings.Contains(p.text[p.words[j].End:p.words[j+1].Start], ")") {
			return j + 1
		}
	}
	return i
}

func (p *reader) add(kind string, from, to int, low, high float64, money string) {
	if math.IsNaN(low + high) { // its words are shown, and it sorts as none
		low, high = 0, 0
	}
	s := corpus.Span{Start: p.words[from].Start, End: p.words[min(to, len(p.words))-1].End}
	p.out = append(p.out, Penalty{Span: s, Kind: kind, Words: strings.Join(strings.Fields(p.text[s.Start:s.End]), " "), Min: low, Max: high, Money: money})
}

// marked says whether one of the three words before i says "at least" and none nearer says "at most".
func (p *reader) marked(i int, kind string) bool {
	for j := i - 1; j >= max(0, i-3); j-- {
		switch {
		case p.t.is(kind, p.words[j].text):
			return true
		case kind == "least" && p.t.is("most", p.words[j].text):
			return false
		}
	}
	return false
}

// skip is the word after the last connecting word among the next n, i itself if there is none.
func (p *reader) skip(i int, kind string, n int) int {
	out := i
	for j := i; j < min(len(p.words), i+n); j++ {
		w := p.words[j].text
		if !p.t.is(kind, w) && !p.t.is("least", w) && !p.t.is("most", w) && !p.t.is("prison", w) && len(w) > 6 {
			break
		}
		if _, _, ok := p.number(j); ok {
			break
		}
		out = j + 1
	}
	return out
}

// near says whether a word of the kind stands within the words before or after.
func (p *reader) near(from, to int, kind string, before, after int) bool {
	if kind == "capital" {
		return p.near(from, to, "prison", before+8, after+8) || p.near(from, to, "penal", before, after)
	}
	return slices.ContainsFunc(p.words[max(0, from-before):from], func(w word) bool { return p.t.is(kind, w.text) }) ||
		slices.ContainsFunc(p.words[min(to, len(p.words)):min(len(p.words), to+after)], func(w word) bool { return p.t.is(kind, w.text) })
}

// unit reads year, month or day at word i (or after "(5)") as months.
func (p *reader) unit(i int) (months float64, end int, ok bool) {
	i = p.parenthesis(i)
	for j := i; j < min(len(p.words), i+2); j++ {
		w := p.words[j].text
		switch {
		case p.t.is("year", w):
			return 12, j + 1, true
		case p.t.is("month", w):
			return 1, j + 1, true
		case p.t.is("day", w):
			return 1.0 / 30, j + 1, true
		}
		if p.chinese && (w == "个" || w == "個") {
			continue
		}
		if _, err := strconv.Atoi(w); err != nil {
			return 0, 0, false
		}
	}
	return 0, 0, false
}
