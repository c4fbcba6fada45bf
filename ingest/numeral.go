package ingest

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/pandect/pandect/corpus"
)

// numeral is a number as laws print it.
type numeral struct {
	text    string // as printed, without blanks: "12bis", "222-37", "127¹", "29a"; what is written in words or other digits in 0 to 9: "11" for الحادية عشرة
	key     []int  // for order: 12bis → 12,2; 222-37 → 222,37; 71A → 71,1; 66DA → 66,4,1
	decimal []int  // for order where 4.31 stands between 4.3 and 4.4: 4,3,1; nil where it is that of key
	upTo    []int  // of a range, "21 to 30": the key of its end; nil where the number is one
	end     int    // bytes of the input it takes
}

// last is the place in the order after which the next number stands.
func (n numeral) last() []int {
	if n.upTo != nil {
		return n.upTo
	}
	return n.key
}

// rangeWords join the ends of a range of units that were repealed or put together: "21 to 30", "§§ 22 bis 29", "34–36".
var rangeWords = []string{"to", "and", "à", "et", "bis", "und", "a", "al", "y", "e", "до", "и", "إلى", "و", "–", "—", "―", "-", "−"}

// throughRange reads the second number of a range behind n, where a bracket, a point or the end follows it.
func (n numeral) throughRange(s string) numeral {
	rest := strings.TrimLeft(s[n.end:], " \u00A0")
	for _, w := range rangeWords {
		after, ok := strings.CutPrefix(rest, w)
		if !ok || startsWithLetter(w) && !startsWithDigit(strings.TrimLeft(after, " \u00A0")) {
			continue
		}
		blank := leadingBlank(after, " \u00A0")
		end, ok := digits(after[blank:])
		if !ok || !before(n.key, end.key) {
			continue
		}
		tail := strings.TrimLeft(after[blank+end.end:], " \u00A0")
		if tail != "" && !strings.ContainsAny(firstRune(tail), "([.:") {
			continue
		}
		n.end = len(s) - len(after) + blank + end.end
		n.upTo = end.key
		if startsWithLetter(w) {
			n.text += " " + w + " " + end.text
		} else {
			n.text += "-" + end.text
		}
		return n
	}
	return n
}

func before(a, b []int) bool { return slices.Compare(a, b) < 0 }

// parseNumeral reads a number at the start of s: digits of any script with suffixes, Roman, Han, or ordinals in words. ok is false
// where there is none.
func parseNumeral(s string, words map[string]int) (n numeral, ok bool) {
	for _, parse := range []func(string) (numeral, bool){digits, han, func(s string) (numeral, bool) { return ordinal(s, words) }, romanNumeral} {
		if n, ok := parse(s); ok {
			return n, true
		}
	}
	return n, false
}

// suffixes that make a new number between two old ones, by their rank.
var suffixes = map[string]int{
	"bis": 2, "ter": 3, "quater": 4, "quinquies": 5, "quinquis": 5, "sexies": 6, "septies": 7, "octies": 8, "nonies": 9, "novies": 9, "decies": 10, "undecies": 11, "duodecies": 12,
	"мкр": 2, "مكرر": 2, "مكررا": 2, "مكررة": 2,
}

// digits reads "12", "12.1", "22.01", "222-37-1", "12bis", "12 bis", "71A", "5-bis", "6 a", "6क", "L. 121-3", "٥", "12/3", "1.º-A", "7¹".
func digits(s string) (n numeral, ok bool) {
	at := prefixLetter(s)
	i, value, count := readDigits(s[at:])
	if count == 0 || count > 5 {
		return n, false
	}
	at += i
	var b strings.Builder
	b.WriteString(s[:prefixLetterText(s)])
	b.WriteString(strconv.Itoa(value))
	n.key, n.decimal = append(n.key, value), append(n.decimal, value)
	points := false
	at += ordinalMark(s[at:])
	for {
		size, text, ranks := suffix(s[at:])
		if size == 0 {
			break
		}
		b.WriteString(text)
		n.key = append(n.key, ranks...)
		if text[0] == '.' && isASCIIDigit(text[1]) {
			points = true
			for _, d := range []byte(text[1:]) {
				n.decimal = append(n.decimal, int(d-'0'))
			}
		} else {
			n.decimal = append(n.decimal, ranks...)
		}
		at += size
		at += ordinalMark(s[at:])
	}
	if !points {
		n.decimal = nil
	}
	n.text, n.end = b.String(), at
	return n, true
}

// raised orders a number by its last digit as one that was raised in print: 71 stands behind 7, 521-1 behind 52¹. Its text stays as the file
// has it: which of two readings is right, only the sequence tells.
func (n numeral) raised() (r numeral, ok bool) {
	whole := strconv.Itoa(n.key[0])
	last := len(whole) - 1
	if last < 1 || whole[last] == '0' || !strings.HasPrefix(n.text, whole) || n.upTo != nil {
		return r, false
	}
	digit := int(whole[last] - '0')
	r = numeral{text: n.text, key: []int{n.key[0] / 10, digit}, end: n.end}
	r.key = append(r.key, n.key[1:]...)
	return r, true
}

// prefixLetter is the length of "L. ", "R*", "D" before a number of a French code; prefixLetterText of its letter.
func prefixLetter(s string) int {
	n := prefixLetterText(s)
	if n == 0 {
		return 0
	}
	rest := strings.TrimLeft(s[n:], ".*")
	rest = strings.TrimLeft(rest, " ")
	if rest == "" || !isASCIIDigit(rest[0]) {
		return 0
	}
	return len(s) - len(rest)
}

func prefixLetterText(s string) int {
	if len(s) > 1 && strings.IndexByte("LRDA", s[0]) >= 0 && strings.IndexByte(".* 0123456789", s[1]) >= 0 {
		return 1
	}
	return 0
}

func ordinalMark(s string) int {
	for _, mark := range []string{".º", ".°", ".ª", "º", "°", "ª", "er", "ère", "ro", "ero", "ra", "ο", "ος"} {
		if strings.HasPrefix(s, mark) && !startsWithLetter(s[len(mark):]) {
			return len(mark)
		}
	}
	if strings.HasPrefix(s, "o.") || strings.HasPrefix(s, "o ") { // "Art. 1o"
		return 1
	}
	return 0
}

// suffix reads what follows a number: ".1", "-37", ":305", "bis", " bis", "A", "/3", "¹"; ranks is its place in the order.
func suffix(s string) (size int, text string, ranks []int) {
	if s == "" {
		return 0, "", nil
	}
	if c := s[0]; c == '.' || c == '-' || c == '/' || c == ':' {
		if i, v, count := readDigits(s[1:]); count > 0 && count <= 6 {
			return i + 1, string(c) + corpus.ASCIIDigits(s[1:1+i]), []int{v}
		}
	}
	point := len(s) - len(strings.TrimPrefix(s, ".")) // 6.¹ pants
	if size, value := superscript(s[point:]); size > 0 {
		return point + size, strings.Replace(s[:point+size], "⁻", "-", 1), []int{value}
	}
	if after, ok := strings.CutPrefix(s, "^"); ok { // 6^1, as Romanian portals write 6¹
		if i, v, count := readDigits(after); count > 0 && count <= 2 {
			return i + 1, s[:i+1], []int{v}
		}
	}
	trimmed := strings.TrimLeft(s, " -.\u00A0")
	gap := len(s) - len(trimmed)
	word := leadingWord(trimmed)
	if rank, ok := suffixes[strings.ToLower(word)]; ok && gap <= 2 && !isRangeEnd(strings.TrimLeft(trimmed[len(word):], " \u00A0")) { // not "22 bis 29"
		size = gap + len(word)
		text = strings.ToLower(word)                                 // 2-bis and 2 bis are one number
		if n, which := bracketedDigits(trimmed[len(word):]); n > 0 { // مكرر (٢)
			return size + n, text, []int{rank, which}
		}
		return size, text, []int{rank}
	}
	if size, rank := letterSuffix(s); size > 0 {
		return size, strings.TrimSpace(s[:size]), []int{rank}
	}
	letter := leadingWord(s)
	if gap == 0 && len(letter) >= 1 && len(letter) <= 2 && isASCIILetters(letter) && !isEnglishOrdinal(letter) &&
		!(len(letter) == 2 && startsWithDigit(s[2:])) { // 21to30
		for _, c := range strings.ToLower(letter) {
			ranks = append(ranks, int(c-'a')+1)
		}
		return len(letter), letter, ranks
	}
	return 0, "", nil
}

// isRangeEnd says whether s begins with a number, and not with the label of a point: "29 (weggefallen)", but not "1° Tout …".
func isRangeEnd(s string) bool {
	size, _, count := readDigits(s)
	return count > 0 && !strings.ContainsAny(firstRune(s[size:]), "°º)")
}

// letterSuffix reads one letter that makes a new number: 5-A, 3/A and 5-а behind a stroke; 6а, 6א, 6क in the scripts whose laws count so; and apart in
// small letters before a point or at the end, § 6 a. It says its place in the alphabet.
func letterSuffix(s string) (size, rank int) {
	joined := s[0] == '-' || s[0] == '/'
	apart := s[0] == ' ' || strings.HasPrefix(s, "\u00A0")
	rest := s
	if joined || apart {
		rest = s[len(firstRune(s)):]
	}
	r, size := utf8.DecodeRuneInString(rest)
	next, _ := utf8.DecodeRuneInString(rest[size:])
	if rest == "" || unicode.IsLetter(next) || unicode.IsMark(next) || unicode.IsDigit(next) {
		return 0, 0
	}
	latin := 'a' <= r|0x20 && r|0x20 <= 'z' && r < 0x80
	switch {
	case latin && joined && (unicode.IsUpper(r) || next == '.' || next == ' ' || rest[size:] == ""):
	case latin && apart && unicode.IsLower(r) && (next == '.' || rest[size:] == ""):
	case !latin && !apart && rankOfLetter(r) > 0:
		rank = rankOfLetter(r)
	default:
		return 0, 0
	}
	if latin {
		rank = int(r|0x20-'a') + 1
	}
	return len(s) - len(rest) + size, rank
}

// insertedBy are the alphabets by whose letters laws number what they insert, beside the Latin one.
var insertedBy = []string{"абвгдежзиклмнопрстуфхцчшщэюя", "αβγδεζηθικλμνξοπρστυφχψω", "אבגדהוזחטיכלמנסעפצקרשת", "कखगघङचछजझञ", "কখগঘঙচছজঝঞ", "அஆஇஈஉஊ"}

// rankOfLetter is the place of a letter in the alphabet of insertedBy that it belongs to, from 1; 0 where it belongs to none.
func rankOfLetter(r rune) int {
	for _, alphabet := range insertedBy {
		for i, a := range []rune(alphabet) {
			if a == unicode.ToLower(r) {
				return i + 1
			}
		}
	}
	return 0
}

func isEnglishOrdinal(s string) bool { return s == "st" || s == "nd" || s == "rd" || s == "th" }

// bracketedDigits reads " (٢)": bytes and value.
func bracketedDigits(s string) (size, value int) {
	rest := strings.TrimLeft(s, " \u00A0")
	inner, ok := strings.CutPrefix(rest, "(")
	if !ok {
		return 0, 0
	}
	n, v, count := readDigits(inner)
	if count == 0 || count > 2 || !strings.HasPrefix(inner[n:], ")") {
		return 0, 0
	}
	return len(s) - len(inner) + n + 1, v
}

// superscript reads "¹", "¹²", "⁻¹".
func superscript(s string) (size, value int) {
	for i, r := range s {
		d := strings.IndexRune("⁰¹²³⁴⁵⁶⁷⁸⁹", r)
		if r == '⁻' && i == 0 {
			continue
		}
		if d < 0 || i > 12 {
			break
		}
		for k, q := range []rune("⁰¹²³⁴⁵⁶⁷⁸⁹") {
			if q == r {
				value = value*10 + k
			}
		}
		size = i + utf8.RuneLen(r)
	}
	return size, value
}

// readDigits reads decimal digits of one script: bytes, value, how many.
func readDigits(s string) (size, value, count int) {
	for size < len(s) {
		r, n := utf8.DecodeRuneInString(s[size:])
		d := corpus.DigitValue(r)
		if d < 0 || count == 6 {
			break
		}
		value, count, size = value*10+d, count+1, size+n
	}
	return size, value, count
}

// han reads 十二, 二百四十, 一〇二, and 之一 behind it.
func han(s string) (n numeral, ok bool) {
	value, size := corpus.HanNumber(s)
	if size == 0 {
		return n, false
	}
	return numeral{text: strconv.Itoa(value), key: []int{value}, end: size}, true
}

// ordinal reads ordinals and cardinals in words by adding up what words mean: الحادية والخمسون is 1+50, "trigésimo primero" 30+1.
func ordinal(s string, words map[string]int) (n numeral, ok bool) {
	if len(words) == 0 {
		return n, false
	}
	total, end, rest := 0, 0, s
	for {
		trimmed := strings.TrimLeft(rest, " \u00A0-")
		word := leadingWord(trimmed)
		if word == "" {
			break
		}
		value, known := ordinalWord(foldWord(word), words)
		if !known {
			break
		}
		total += value
		end = len(s) - len(trimmed) + len(word)
		rest = trimmed[len(word):]
	}
	if total == 0 {
		return n, false
	}
	n = numeral{text: strconv.Itoa(total), key: []int{total}, end: end}
	if size, text, ranks := suffix(s[n.end:]); size > 0 && isSuffixWord(text) {
		n.text, n.key, n.end = n.text+text, append(n.key, ranks...), n.end+size
	}
	return n, true
}

// ordinalWord is the value of a word. OCR takes one Arabic or Cyrillic letter for another: a long word with one letter changed, lost or added is
// taken for the word it is near to, where all such words have one value.
func ordinalWord(word string, words map[string]int) (value int, known bool) {
	if value, known = words[word]; known {
		return value, true
	}
	r := []rune(word)
	if len(r) < 5 || r[0] < 0x400 {
		return 0, false
	}
	for w, v := range words {
		if !oneLetterApart(r, []rune(w)) {
			continue
		}
		if known && v != value {
			return 0, false
		}
		value, known = v, true
	}
	return value, known
}

func oneLetterApart(a, b []rune) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > 1 {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	j := 0
	for j < len(a)-i && a[len(a)-1-j] == b[len(b)-1-j] {
		j++
	}
	return len(b)-i-j <= 1
}

// foldWord is a word without case, Arabic marks, the conjunction و and accents, as the tables of words are written.
func foldWord(w string) string {
	var b strings.Builder
	for _, r := range norm.NFC.String(strings.ToLower(w)) {
		switch {
		case unicode.Is(unicode.Mn, r) || r == 'ـ':
		case r == 'أ' || r == 'إ' || r == 'آ':
			b.WriteRune('ا')
		case r == 'ى':
			b.WriteRune('ي')
		case r < 0x80 || unicode.Is(unicode.Arabic, r):
			b.WriteRune(r)
		default:
			for _, d := range norm.NFD.String(string(r)) {
				if !unicode.Is(unicode.Mn, d) {
					b.WriteRune(d)
				}
			}
		}
	}
	return strings.TrimPrefix(b.String(), "و")
}

// romanNumeral reads I to MMM, upper or lower case, that stands alone; "Ier" is I.
func romanNumeral(s string) (n numeral, ok bool) {
	word := leadingWord(s)
	value := romanValue(strings.TrimSuffix(strings.TrimSuffix(word, "er"), "ER"))
	if value == 0 || len(word) > 9 {
		return n, false
	}
	n = numeral{text: strings.TrimSuffix(word, "er"), key: []int{value}, end: len(word)}
	if size, text, ranks := suffix(s[n.end:]); size > 0 && isSuffixWord(text) {
		n.text, n.key, n.end = n.text+text, append(n.key, ranks...), n.end+size
	}
	return n, true
}

func isSuffixWord(s string) bool { _, ok := suffixes[s]; return ok }

func romanValue(s string) int {
	values := map[rune]int{'I': 1, 'V': 5, 'X': 10, 'L': 50, 'C': 100, 'D': 500, 'M': 1000, 'І': 1, 'Х': 10} // the last two are Cyrillic look-alikes
	total, last := 0, 0
	for _, r := range strings.ToUpper(s) {
		v := values[r]
		if v == 0 {
			return 0
		}
		if v > last {
			total -= 2 * last
		}
		total += v
		last = v
	}
	return total
}

func leadingWord(s string) string {
	for i, r := range s {
		if !unicode.IsLetter(r) && !unicode.IsMark(r) && r != 'ـ' {
			return s[:i]
		}
	}
	return s
}

func startsWithLetter(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r)
}

func isASCIILetters(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i] | 0x20; c < 'a' || c > 'z' {
			return false
		}
	}
	return s != ""
}

func isASCIIDigit(c byte) bool { return '0' <= c && c <= '9' }
