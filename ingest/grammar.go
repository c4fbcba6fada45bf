package ingest

import (
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/pandect/pandect/corpus"
)

// grammar is how laws of one tradition are numbered: the words before (or after) a number, by kind and rank. Grammars are data
// (grammar_data.go); one engine reads them all (segment.go).
type grammar struct {
	languages  string // ISO 639-1 codes that it serves, separated by blanks
	units      string // words of basic units: "article=article|art." with alternatives; kinds separated by blanks
	containers string // in order of rank, the highest first: "book=livre title=titre …"
	inflected  string // words of units as references have them, beside those of units: "sections", "статьи"
	attached   string // words of parts that follow the body and number anew: schedule, annex
	aside      string // words of basic units that count by themselves among the others: "article=ek_madde", an article added to a Turkish law
	bare       bool   // sections may be a number alone at the start of a paragraph: "5.", "5 "
	raised     bool   // inserted units have a raised digit, which old files lose: статья 7¹, 71
	ordinals   map[string]int
}

// word of a grammar, ready to match.
type word struct {
	kind   string
	text   string // lower case
	rank   int    // of a container: 1 is the highest; 0: a basic unit
	after  bool   // stands behind its number: 第三条, Erster Abschnitt
	raised bool   // its numbers have raised digits
	either bool   // of a unit: elsewhere it is the word of a container, الفصل in Tunisia and in Egypt
}

// lexis is a grammar made ready: words longest first.
type lexis struct {
	units, containers, attached []word
	aside                       []word
	inflected                   []word
	bare                        bool
	unpointed                   bool // the script ends no sentence with a mark
	headless                    bool // sections have no headings
	ordinals                    map[string]int
}

// lexisOf is the grammar of a language; unknown languages get all words of the Latin-script grammars.
func lexisOf(language string) *lexis {
	var l lexis
	for i := range grammars {
		g := &grammars[i]
		if language == "" || strings.Contains(" "+g.languages+" ", " "+language+" ") {
			l.add(g)
		}
	}
	if len(l.units) == 0 {
		return lexisOf("")
	}
	l.unpointed = language == "th" || language == "lo"
	l.headless = language == "th"
	return &l
}

// everyLanguage is the grammar for texts of which the language is not known.
var everyLanguage = sync.OnceValue(func() *lexis { return lexisOf("") })

// IsLabel says whether a text is the label of an article or section in any language, and nothing else: "Art. 5.", "6 a §", "12-бап.", "มาตรา ๓". Extractors
// ask it before a language is known.
func IsLabel(text string) bool {
	m, ok := everyLanguage().unitMark(text)
	return ok && m.end == len(text)
}

func (l *lexis) add(g *grammar) {
	for _, w := range parseWords(g.units, 0) {
		w.raised = g.raised
		l.units = append(l.units, w)
	}
	for rank, item := range strings.Split(g.containers, " ") {
		l.containers = append(l.containers, parseWords(item, rank+1)...)
	}
	for i := range l.units {
		l.units[i].either = l.units[i].either || slices.ContainsFunc(l.containers, func(c word) bool { return c.text == l.units[i].text && c.after == l.units[i].after })
	}
	l.attached = append(l.attached, parseWords(g.attached, 0)...)
	l.aside = append(l.aside, parseWords(g.aside, 0)...)
	l.inflected = append(l.inflected, parseWords(g.inflected, 0)...)
	l.bare = l.bare || g.bare
	if l.ordinals == nil {
		l.ordinals = map[string]int{}
	}
	for w, n := range g.ordinals {
		l.ordinals[foldWord(w)] = n
	}
}

// parseWords reads "kind=a|b kind=c"; "_" in a word is a blank, a leading "…" says that the word stands behind its number.
func parseWords(s string, rank int) (words []word) {
	for item := range strings.FieldsSeq(s) {
		kind, list, _ := strings.Cut(item, "=")
		for w := range strings.SplitSeq(list, "|") {
			w, after := strings.CutPrefix(w, "…")
			words = append(words, word{kind: kind, text: strings.ReplaceAll(w, "_", " "), rank: rank, after: after})
		}
	}
	return words
}

// mark is a label found at the start of a paragraph.
type mark struct {
	word  word
	num   numeral
	end   int  // bytes of the paragraph it takes, with its punctuation
	label int  // bytes of the paragraph that are the label as printed
	bare  bool // a number without a word
}

// unitMark reads the label of a basic unit at the start of s.
func (l *lexis) unitMark(s string) (m mark, ok bool) {
	if m, ok := l.find(s, l.units); ok {
		return m, true
	}
	if l.bare {
		return l.bareMark(s)
	}
	return m, false
}

// containerMark reads the label of a container at the start of s.
func (l *lexis) containerMark(s string) (m mark, ok bool) { return l.find(s, l.containers) }

// attachedMark reads the label of a schedule or annex, whose number may be missing.
func (l *lexis) attachedMark(s string) (m mark, ok bool) {
	if m, ok := l.find(s, l.attached); ok {
		return m, true
	}
	for _, w := range l.attached {
		if n, ok := foldedPrefix(s, w.text); ok && !w.after && !startsWithLetter(s[n:]) {
			return mark{word: w, end: n, label: n}, true
		}
	}
	return m, false
}

// find matches word and number at the start of s.
func (l *lexis) find(s string, words []word) (best mark, found bool) {
	first := foldRune(firstOf(s))
	var lead leading
	for i := range words {
		w := &words[i]
		var m mark
		var ok bool
		if w.after {
			if !lead.read {
				lead = l.leadingNumber(s)
			}
			m, ok = lead.before(s, *w)
		} else if foldRune(firstOf(w.text)) == first {
			m, ok = l.wordThenNumber(s, *w)
		}
		if ok && m.label > best.label {
			best, found = m, true
		}
	}
	return best, found
}

func (l *lexis) wordThenNumber(s string, w word) (m mark, ok bool) {
	n, ok := foldedPrefix(s, w.text)
	if !ok {
		return m, false
	}
	rest := s[n:]
	if startsWithLetter(rest) && startsWithLetter(lastRune(w.text)) {
		return m, false
	}
	at := n + leadingBlank(rest, " .\u00A0:№#-–")
	open := strings.HasPrefix(s[at:], "(") || strings.HasPrefix(s[at:], "（") || strings.HasPrefix(s[at:], "[")
	if open {
		at += len(firstRune(s[at:]))
		at += leadingBlank(s[at:], " \u00A0")
	}
	num, ok := parseNumeral(s[at:], l.ordinals)
	if !ok {
		return m, false
	}
	if !open && isASCIIDigit(num.text[0]) {
		num = num.throughRange(s[at:])
	}
	end := at + num.end
	if after, ok := strings.CutPrefix(s[end:], "."); ok { // Članak 6.a
		if size, rank := letterSuffix("-" + after); size == 2 && after[0] > '9' && unicode.IsLower(rune(after[0])) {
			num.text, num.key = num.text+s[end:end+size], append(num.key, rank)
			end += size
		}
	}
	if startsWithLetter(s[end:]) {
		return m, false
	}
	if open {
		end += leadingBlank(s[end:], " \u00A0)）]")
	}
	return mark{word: w, num: num, label: end, end: end + afterLabel(s[end:])}, true
}

// leading is a number at the start of a paragraph, which the word of a unit may follow: 第三条, Erster Abschnitt, "5. §", FIRST PART, 제3조.
type leading struct {
	read, ok bool
	num      numeral
	at, end  int // bytes before the number, and to where the word would begin
}

func (l *lexis) leadingNumber(s string) leading {
	n := leading{read: true}
	for _, prefix := range []string{"第", "제", "the "} {
		if size, found := foldedPrefix(s, prefix); found {
			n.at = size
			break
		}
	}
	n.at += leadingBlank(s[n.at:], " \u00A0")
	if n.num, n.ok = parseNumeral(s[n.at:], l.ordinals); !n.ok {
		return n
	}
	n.end = n.at + n.num.end
	n.end += leadingBlank(s[n.end:], " .\u00A0")
	if w := leadingWord(s[n.end:]); len(w) == 1 && len(n.num.key) == 1 && strings.HasPrefix(s[n.end+1:], " ") && unicode.IsLower(rune(w[0])) { // 2 a §
		n.num.text, n.num.key = n.num.text+w, append(n.num.key, int(w[0]-'a')+1)
		n.end += 2
	}
	return n
}

// before reads word w behind the number.
func (l leading) before(s string, w word) (m mark, ok bool) {
	if !l.ok {
		return m, false
	}
	num, at, end := l.num, l.at, l.end
	num.key = slices.Clone(num.key)
	n, ok := foldedPrefix(s[end:], w.text)
	if !ok || isHan(w.text) && at == 0 {
		return m, false
	}
	end += n
	if !isHan(w.text) && startsWithLetter(s[end:]) {
		return m, false
	}
	for _, sub := range []string{"之", "の", "의"} { // 第十二条之一, 第三条の二, 제3조의2
		of, found := strings.CutPrefix(s[end:], sub)
		if !found {
			continue
		}
		v, size := corpus.HanNumber(of)
		if size == 0 {
			size, v, _ = readDigits(of)
		}
		if size > 0 {
			num.text, num.key = num.text+"-"+strconv.Itoa(v), append(num.key, v)
			end += len(sub) + size
		}
	}
	return mark{word: w, num: num, label: end, end: end + afterLabel(s[end:])}, true
}

// bareMark reads "5.", "5A.", "5 Text", "5.—(1)".
func (l *lexis) bareMark(s string) (m mark, ok bool) {
	num, ok := digits(s)
	if !ok || num.key[0] > 2000 || prefixLetterText(s) > 0 || strings.ContainsAny(num.text, "-/") && len(num.key) > 2 {
		return m, false
	}
	num = num.throughRange(s)
	rest := s[num.end:]
	r := firstRune(rest)
	switch {
	case rest == "", r == ".", r == ":", r == "(", r == "—", r == "–", r == "\t", r == "\u00A0", r == " ", r == "।", r == "۔", r == "။":
	default:
		return m, false
	}
	return mark{word: word{kind: "section"}, num: num, label: num.end + leadingBlank(rest, ".।۔။"), end: num.end + afterLabel(rest), bare: true}, true
}

// afterLabel is how many bytes after a label are punctuation between it and what follows.
func afterLabel(s string) int {
	n := 0
	for n < len(s) {
		r := firstRune(s[n:])
		if !strings.Contains(" .\u00A0:：-–—－.．、,;ـ\t　।۔။՝`", r) {
			break
		}
		n += len(r)
	}
	return n
}

func leadingBlank(s, set string) int { return len(s) - len(strings.TrimLeft(s, set)) }

// foldedPrefix says whether s begins with the lower-case words of prefix, whatever its case, and how many bytes of s that takes.
func foldedPrefix(s, prefix string) (n int, ok bool) {
	rest := s
	for _, want := range prefix {
		if unicode.Is(unicode.Mn, want) {
			continue
		}
		for {
			got := firstRune(rest)
			if got == "" {
				return 0, false
			}
			r := []rune(got)[0]
			if unicode.Is(unicode.Mn, r) || r == 'ـ' {
				rest = rest[len(got):]
				continue
			}
			if len(rest) < len(s) && (r == ' ' || r == '　') && unicode.Is(unicode.Han, want) { // 附　則
				rest = rest[len(got):]
				continue
			}
			if want == ' ' && (r == ' ' || r == '\u00A0') || unicode.ToLower(r) == want || foldRune(r) == foldRune(want) {
				rest = rest[len(got):]
				break
			}
			return 0, false
		}
	}
	for r := firstOf(rest); unicode.Is(unicode.Mn, r) || r == 'ـ'; r = firstOf(rest) { // marks of the last letter
		rest = rest[utf8.RuneLen(r):]
	}
	return len(s) - len(rest), true
}

// foldRune joins letters that laws write in two ways: أ and ا, é and e are left to the tables.
func foldRune(r rune) rune {
	switch r {
	case 'أ', 'إ', 'آ':
		return 'ا'
	case 'ة':
		return 'ه'
	case 'ı': // in capitals, it is I
		return 'i'
	}
	return unicode.ToLower(r)
}

func firstRune(s string) string {
	for i := range s {
		if i > 0 {
			return s[:i]
		}
	}
	return s
}

func lastRune(s string) string {
	r := []rune(s)
	if len(r) == 0 {
		return ""
	}
	return string(r[len(r)-1])
}

func isHan(s string) bool {
	for _, r := range s {
		if !unicode.In(r, unicode.Han, unicode.Hangul) {
			return false
		}
	}
	return s != ""
}
