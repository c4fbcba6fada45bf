package bleve

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/pandect/pandect/corpus"
)

// citeBonus puts a provision that is cited by law and number before all others.
const citeBonus = 1 << 16

// unitWords are what stands before a number in a citation, folded. They and the joints below name no law.
var unitWords = set("section", "sections", "sec", "s", "ss", "article", "articles", "art", "arts", "articulo", "artigo", "articolo", "artikel", "paragraph",
	"para", "paragraf", "rule", "regulation", "reg", "статья", "статьи", "статье", "ст", "стаття", "ماده", "ماده", "المادة", "الماده", "ماده", "pasal", "madde", "articol",
	"dieu", "điều", "clanak", "artykul", "§", "nr", "no", "numero", "number", "n", "nº", "n°", "№", "มาตรา", "धारा", "kifungu", "αρθρο", "סעיף", "pykala", "статьею", "статей")

// partWords stand before the number of a subdivision: it does not name the provision.
var partWords = set("abs", "absatz", "satz", "nummer", "buchstabe", "lit", "alinea", "al", "inciso", "inc", "literal", "lit", "parrafo", "paragrafo", "subsection", "subs", "paragraph", "para", "point",
	"ч", "часть", "части", "частью", "п", "пункт", "пункта", "пп", "подпункт", "الفقره", "فقره", "البند", "khoan", "ust", "pkt", "comma", "lid")

var joints = set("of", "the", "in", "under", "to", "de", "du", "des", "la", "le", "les", "del", "el", "los", "da", "do", "dos", "der", "das", "die", "vom", "von", "und", "and", "et", "y", "e",
	"من", "في", "của", "cha", "ya")

var (
	wideNumber  = regexp.MustCompile(`第\s*([0-9０-９一二三四五六七八九十百千零〇两]+)\s*[条條](?:之([0-9一二三四五六七八九十]+))?`)
	wideShort   = regexp.MustCompile(`([0-9０-９]+)\s*[条條](?:之([0-9]+))?|제\s*([0-9]+)\s*조(?:의\s*([0-9]+))?`)
	bracketed   = regexp.MustCompile(`(\p{Nd}[\p{L}\p{Nd}]*)(?:\s*\([\p{L}\p{Nd}]{1,4}\))+`)
	thousands   = regexp.MustCompile(`^\d{1,3}(?:\.\d{3})+$`)
	plainNumber = regexp.MustCompile(`^\d+[a-z]{0,3}[⁰¹²³⁴⁵⁶⁷⁸⁹]{0,2}(?:[-–./]\d+[a-z]{0,3})*$`)
	latinSuffix = set("bis", "ter", "quater", "quinquies", "sexies", "septies", "octies")
)

// citation is a law and a number read out of a question.
type citation struct {
	number string          // as numberKey makes it
	words  []string        // of the law's name, folded; for wide scripts one string
	short  map[string]bool // those that were typed in capitals: UK may be Ugolovny Kodeks
	wide   bool
	marked bool // a word for section or article stands before the number
}

// readCitations gives the ways to read a question as the citation of a provision; empty for most.
func readCitations(text string) []citation {
	if c, ok := readWide(text); ok {
		return []citation{c}
	}
	text = bracketed.ReplaceAllString(strings.ReplaceAll(text, "§", " § "), "$1")
	typed := strings.FieldsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",;:()\"«»“”„《》", r) })
	if len(typed) < 2 || len(typed) > 18 {
		return nil
	}
	short := map[string]bool{}
	fields := make([]string, len(typed))
	for i, f := range typed {
		fields[i] = foldWord(strings.Trim(strings.ToLower(f), "."))
		if f = strings.Trim(f, "."); strings.ToUpper(f) == f && strings.ToLower(f) != f && len([]rune(f)) > 1 {
			short[fields[i]] = true
		}
	}
	fields = withoutParts(withOrdinals(fields))
	var out []citation
	for i, f := range fields {
		if !plainNumber.MatchString(f) {
			continue
		}
		c := citation{number: numberKey(f), short: short}
		c.marked = i > 0 && unitWords[fields[i-1]]
		rest := slices.Clone(fields[:i])
		after := fields[i+1:]
		if len(after) > 0 && (latinSuffix[after[0]] || len(after[0]) == 1 && 'a' <= after[0][0] && after[0][0] <= 'z') {
			c.number += after[0]
			after = after[1:]
		}
		for _, w := range append(rest, after...) {
			w = strings.Trim(w, "'’")
			if _, article, ok := strings.Cut(w, "'"); ok && article != "" {
				w = article
			}
			if thousands.MatchString(w) {
				w = strings.ReplaceAll(w, ".", "")
			}
			if w != "" && !unitWords[w] && !joints[w] {
				c.words = append(c.words, w)
			}
		}
		out = append(out, c)
	}
	return out
}

// readWide reads 刑法第二百四十条, 刑法240条 and 형법 제250조.
func readWide(text string) (citation, bool) {
	m := wideNumber.FindStringSubmatchIndex(text)
	if m == nil {
		if m = wideShort.FindStringSubmatchIndex(text); m == nil {
			return citation{}, false
		}
		if m[2] < 0 { // Korean
			m = append(m[:2], m[6:]...)
		}
	}
	number := wideValue(text[m[2]:m[3]])
	if m[4] >= 0 {
		number += "-" + wideValue(text[m[4]:m[5]])
	}
	name := strings.TrimFunc(text[:m[0]], func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return citation{number: number, words: []string{name}, wide: true, marked: true}, true
}

// withoutParts leaves out the subdivisions that a citation names ("Abs. 1", "ч. 2", "inciso b") where a number stays without them.
func withoutParts(fields []string) []string {
	var out []string
	numbers := 0
	for i := 0; i < len(fields); i++ {
		if partWords[fields[i]] && i+1 < len(fields) && len([]rune(fields[i+1])) <= 3 && !unitWords[fields[i+1]] {
			i++
			continue
		}
		if plainNumber.MatchString(fields[i]) {
			numbers++
		}
		out = append(out, fields[i])
	}
	if numbers == 0 {
		return fields
	}
	return out
}

// wideValue reads a Chinese number or one in any digits: 二百四十 → 240. What it cannot read stays as it is.
func wideValue(s string) string {
	if n, size := corpus.HanNumber(s); size == len(s) {
		return itoa(n)
	}
	return corpus.ASCIIDigits(s)
}

// lawName is how a law may be called: the words of its titles, its number, its abbreviations and the parts of its id.
type lawName struct {
	law, language uint32
	title         string // folded
	words         map[string]bool
	initials      []string // of each title
	size          int
	chain         *chain
	terms         map[string]bool
}

// names are the laws' names, made when a citation is first asked for.
func (v *view) names() []lawName {
	v.namesOnce.Do(func() {
		seen := map[[2]uint32]bool{}
		for d := range v.n {
			key := [2]uint32{v.law.of[d], v.language.of[d]}
			if !v.live.has(d) || seen[key] {
				continue
			}
			seen[key] = true
			v.lawNames = append(v.lawNames, v.lawName(d))
		}
	})
	return v.lawNames
}

func (v *view) lawName(d int) lawName {
	name := corpus.FoldHan(foldLatin(strings.ToLower(v.name.names[v.name.of[d]])))
	n := lawName{law: v.law.of[d], language: v.language.of[d], title: name, words: map[string]bool{}, terms: map[string]bool{}, chain: v.chain(v.language.names[v.language.of[d]])}
	for line := range strings.Lines(name) {
		initials := ""
		for _, w := range plainWords(strings.ReplaceAll(line, ".", "")) {
			n.words[w.text] = true // 19.574 is 19574
			if t := n.chain.term(w.text); !n.chain.stops[t] {
				n.terms[t] = true
				r, _ := utf8.DecodeRuneInString(w.text)
				initials += string(r)
			}
		}
		n.initials = append(n.initials, initials)
	}
	for _, part := range [...]string{name, strings.ToLower(v.law.names[v.law.of[d]])} {
		for _, w := range strings.FieldsFunc(part, func(r rune) bool { return !isWordRune(r) }) {
			n.words[w] = true
		}
	}
	_, title, _ := strings.Cut(name, "\n")
	n.size = len(strings.Fields(title))
	if v.year[d] != 0 {
		n.words[itoa(int(v.year[d]))] = true
	}
	return n
}

// holds says whether the law may be what the citation means, and how many of its words the citation leaves out.
func (n *lawName) holds(c *citation) bool {
	if c.wide {
		return c.words[0] != "" && strings.Contains(n.title, corpus.FoldHan(foldLatin(strings.ToLower(c.words[0]))))
	}
	for _, w := range c.words {
		if n.words[w] || n.terms[n.chain.term(w)] || unspacedText(w) && strings.Contains(n.title, corpus.FoldHan(w)) {
			continue
		}
		if c.short[w] && slices.ContainsFunc(n.initials, func(i string) bool { return strings.Contains(i, w) }) {
			continue // IRPA, УК РФ
		}
		if len(w) < 4 || !n.beginsWith(w) {
			return false
		}
	}
	return len(c.words) > 0
}

// beginsWith: "firearm" means the Firearms Act.
func (n *lawName) beginsWith(w string) bool {
	for other := range n.words {
		if strings.HasPrefix(other, w) && len(other) <= len(w)+2 || strings.HasPrefix(w, other) && len(w) <= len(other)+1 && len(other) > 3 {
			return true
		}
	}
	return false
}

// cite finds the provisions that the question cites by law and number and puts them first; a number with a word for section or article
// alone ("section 5") lifts the provisions of that number.
func (s *search) cite(allowed bits) {
	s.bonus = map[int]float64{}
	if ablated("citations") || s.q.Root == nil {
		return
	}
	for _, c := range readCitations(s.q.Text) {
		number, ok := s.v.number.known[c.number]
		if !ok {
			continue
		}
		laws := map[[2]uint32]float64{}
		for i, n := range s.v.names() {
			if n.holds(&c) {
				laws[[2]uint32{n.law, n.language}] = citeBonus - 10*float64(s.v.lawNames[i].size)
			}
		}
		inLaw := len(s.q.Filters.Law) > 0 && c.marked && len(c.words) == 0
		if len(laws) == 0 && !inLaw {
			continue
		}
		for d, n := range s.v.number.of {
			if n != number || !allowed.has(d) {
				continue
			}
			bonus := laws[[2]uint32{s.v.law.of[d], s.v.language.of[d]}]
			if inLaw {
				bonus = citeBonus
			}
			if bonus > 0 {
				if c.marked {
					bonus += 1
				}
				s.bonus[d] = max(s.bonus[d], bonus)
				s.found.set(d)
				if s.strict != nil {
					s.strict.set(d)
				}
			}
		}
		if len(s.bonus) > 0 {
			return
		}
	}
}

type lazyNames struct {
	namesOnce sync.Once
	lawNames  []lawName
}
