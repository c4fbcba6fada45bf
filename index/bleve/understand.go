package bleve

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/index"
)

// understand settles the language of the question, takes out the words that only frame it, and finds the country and year it names.
func (s *search) understand() {
	s.result.Language = s.q.Language
	if s.q.Language == "" && s.q.Root != nil {
		s.result.Language, s.tongues = s.guess()
	}
	if s.q.Root == nil || s.q.Like.Law != "" || ablated("frames") {
		return
	}
	words := plainWords(s.q.Text)
	s.skips = append(frames(words, s.result.Language), wideSpans(s.q.Text)...)
	for _, l := range s.tongues {
		s.skips = append(s.skips, frames(words, l)...)
	}
	s.offer(words)
}

// plainWord is a word of the question as typed, folded, and its bytes.
type plainWord struct {
	text       string
	start, end int
}

func plainWords(text string) []plainWord {
	var out []plainWord
	start := -1
	for i, r := range text + " " {
		if isWordRune(r) {
			if start < 0 {
				start = i
			}
			continue
		}
		if start >= 0 {
			out = append(out, plainWord{foldWord(text[start:i]), start, i})
			start = -1
		}
	}
	return out
}

// foldWord is a word as it is compared where no analysis has its place: small letters without accents, Arabic without marks.
func foldWord(w string) string {
	return strings.Map(foldArabic, strings.Map(dropMarks, foldLatin(strings.ToLower(w))))
}

// span of bytes of the question.
type span struct{ from, to int }

// frames are the pieces of a question that ask and do not say about what: "what is the … for", "如何", "est-il possible de".
func frames(words []plainWord, language string) []span {
	var out []span
	for i := 0; i < len(words); {
		n := 0
		for _, f := range questionFrames[language] {
			if len(f.words) > n && (i == 0 || !f.first) && begins(words[i:], f.words) {
				n = len(f.words)
			}
		}
		if n == 0 {
			i++
			continue
		}
		out = append(out, span{words[i].start, words[i+n-1].end})
		i += n
	}
	return out
}

// wideSpans are the frames in scripts without blanks.
func wideSpans(text string) []span {
	var out []span
	text = corpus.FoldHan(text)
	for _, f := range wideFrames {
		for from := 0; ; {
			i := strings.Index(text[from:], f)
			if i < 0 {
				break
			}
			out = append(out, span{from + i, from + i + len(f)})
			from += i + len(f)
		}
	}
	return out
}

func begins(words []plainWord, frame []string) bool {
	if len(frame) > len(words) {
		return false
	}
	for i, f := range frame {
		if words[i].text != f {
			return false
		}
	}
	return true
}

// offer notes the countries and years that the question names as filters.
func (s *search) offer(words []plainWord) {
	if len(s.q.Filters.Country) == 0 {
		s.offerCountries(words)
	}
	if s.q.Filters.YearFrom == 0 && s.q.Filters.YearTo == 0 {
		s.offerYears()
	}
}

// yearPattern is a year of a question, with a second one behind it or a word before that makes it the beginning or end of a period.
var yearPattern = regexp.MustCompile(`(?i)(?:^|[^\p{Latin}\p{Nd}/-])(?:(since|after|from|depuis|apr[eè]s|desde|despu[eé]s de|ap[oó]s|seit|nach|ab|с|после|منذ|بعد)\s+|(before|until|avant|jusqu.?en|antes de|hasta|at[eé]|vor|bis|до|قبل|حتى)\s+)?(\p{Nd}{4})(?:\s*(?:-|–|\.\.|to|until|and|à|et|a|y|e|bis|und|по|до|и|إلى|و|至|到)\s*(\p{Nd}{4}))?(?:年?(以来|以后|之后|以前|之前))?(?:$|[^\p{Nd}/-])`)

// offerYears notes the year or period that the question names. A year stays asked for, since titles hold years; the words of a period do not.
func (s *search) offerYears() {
	text := corpus.FoldHan(s.q.Text)
	m := yearPattern.FindStringSubmatchIndex(text)
	if m == nil {
		return
	}
	group := func(i int) string {
		if m[2*i] < 0 {
			return ""
		}
		return text[m[2*i]:m[2*i+1]]
	}
	value, end := strings.Map(dropMarks, group(3)), strings.Map(dropMarks, group(4))
	if value < "1900" || value > "2099" || strings.ContainsFunc(value, func(r rune) bool { return r > '9' }) {
		return
	}
	last := 3
	switch {
	case end >= value:
		value, last = value+".."+end, 4
	case group(1) != "" || strings.HasSuffix(group(5), "来") || strings.HasSuffix(group(5), "后"):
		value += ".."
	case group(2) != "" || group(5) != "":
		value = ".." + value
	}
	from := m[6]
	for _, g := range []int{1, 2} {
		if m[2*g] >= 0 {
			from = m[2*g]
		}
	}
	if last == 3 && m[10] >= 0 {
		last = 5
	}
	words := span{from, m[2*last+1]}
	if strings.Contains(value, "..") {
		s.skips = append(s.skips, words)
	}
	s.result.Offers = append(s.result.Offers, index.Offer{Field: "year", Value: value, Words: s.q.Text[words.from:words.to]})
}

// guess tells the language of the question's words, and others that they may be in nearly as well.
func (s *search) guess() (best string, others []string) {
	var found []guessed
	text := s.q.Text
	script := byScript(text)
	words, telling := plainWords(text), tellingOf(text)
	languages := slices.DeleteFunc(s.guessable(), func(l string) bool { return scriptOf(l) != scriptOf(script) })
	scores := make([]float64, len(languages))
	s.v.idle.each(len(languages), func(i int) { scores[i] = s.known(text, languages[i], words, telling) })
	for i, l := range languages {
		if scores[i] > 0 {
			found = append(found, guessed{l, scores[i]})
		}
	}
	slices.SortStableFunc(found, func(a, b guessed) int { return cmp.Compare(b.score, a.score) })
	if len(found) == 0 || script != "" && !severalSpeak(script) {
		return script, nil
	}
	best = found[0].language
	if at := slices.IndexFunc(found, func(g guessed) bool { return g.language == script }); at >= 0 && found[at].score >= found[0].score {
		best = script // of several that know the words alike, the one that is written so most often
	}
	for _, g := range found {
		if g.language != best && g.score >= nearlyAs*found[0].score && len(others) < maxOthers {
			others = append(others, g.language)
		}
	}
	return best, others
}

// guessed is a language and how much of a question it knows.
type guessed struct {
	language string
	score    float64
}

const (
	nearlyAs  = 0.7 // of what the likeliest language knows: a question may be in another that knows so much
	maxOthers = 3   // such languages
)

// guessable are the languages of the library and of the thesaurus, English first so that it wins a tie, then those of the library.
func (s *search) guessable() []string {
	out := []string{"en"}
	for _, languages := range [][]string{s.v.language.names[1:], s.e.thesaurus.languages} {
		for _, l := range slices.Sorted(slices.Values(languages)) {
			if !slices.Contains(out, l) {
				out = append(out, l)
			}
		}
	}
	return out
}

// scriptOf names the script of a language by the language that byScript takes it for; "" = Latin.
func scriptOf(l string) string {
	switch l {
	case "uk", "bg", "be", "sr", "mk", "kk", "ky", "tg", "mn":
		return "ru"
	case "fa", "ur", "ps", "ckb":
		return "ar"
	}
	if latin(l) {
		return ""
	}
	return l
}

// severalSpeak says whether a script, as byScript names it, is that of several languages.
func severalSpeak(script string) bool { return script == "ru" || script == "ar" }

// tellingLetters are those that few languages write.
var tellingLetters = func() map[rune][]string {
	m := map[rune][]string{}
	for language, letters := range map[string]string{
		"pt": "ãõ", "es": "ñ¿¡", "de": "ß", "tr": "ğı", "pl": "ąęłżźńś", "ro": "șțăţ", "fr": "œê", "it": "ìò", "vi": "ơưđạảấầẩậắằặẹẻẽếềểệịỉọỏốồổộớờợụủứừựỳỵỷỹ", "da": "ø", "no": "ø",
		"sv": "å", "hu": "őű", "cs": "ěřů", "uk": "іїєґ", "fa": "پچژگ", "ur": "ٹڈڑں", "be": "ў", "sr": "ђћџјљњ", "mk": "ѓќѕ", "bg": "щъ", "ru": "ыэё", "kk": "әғқңөұүһ",
	} {
		for _, r := range letters {
			m[r] = append(m[r], language)
		}
	}
	return m
}()

func latin(l string) bool {
	switch l {
	case "ar", "fa", "ur", "he", "zh", "ja", "ko", "th", "hi", "bn", "ru", "uk", "bg", "be", "sr", "mk", "kk", "ky", "tg", "mn", "el", "hy", "ka", "am", "km", "lo", "my", "ne", "si", "ta":
		return false
	}
	return true
}

// tellingOf are the languages of the letters of a text that few languages write, letter by letter.
func tellingOf(text string) (out [][]string) {
	for _, r := range strings.ToLower(text) {
		if r < utf8.RuneSelf {
			continue
		}
		if languages := tellingLetters[r]; languages != nil {
			out = append(out, languages)
		}
	}
	return out
}

// known is how much of the text a language knows: its stop words, words of its texts, terms of its thesaurus, letters.
func (s *search) known(text, l string, plain []plainWord, telling [][]string) float64 {
	c := s.e.chain(l)
	score := 0.0
	for _, w := range plain {
		if c.elides[w.text] && apostrophe(text[w.end:]) {
			score += 1.2
		}
	}
	var words []word
	field, vocabulary := "text."+l, s.e.vocabulary(l)
	c.eachToken(text, nil, func(t token) {
		if c.stops[t.term] {
			score += 1.2
			return
		}
		words = append(words, word{term: t.term, surface: foldLatin(strings.ToLower(text[t.start:t.end]))})
		if n := s.v.frequency(t.term, field); n > 0 {
			score += 1 + min(0.5, float64(n)/float64(1+s.v.docsIn[s.v.language.known[l]]))
		} else if vocabulary.words[t.term] {
			score++
		}
	})
	for _, languages := range telling {
		if slices.Contains(languages, l) {
			score++
		}
	}
	concepts, _ := s.e.thesaurus.longest(vocabulary.mentions(words), l)
	for _, m := range concepts {
		score += 0.5 * float64(m.to-m.from)
	}
	return score
}

// byScript is the language of scripts that few languages share.
func byScript(text string) string {
	count := map[string]int{}
	for _, r := range text {
		switch {
		case unicode.In(r, unicode.Hiragana, unicode.Katakana):
			return "ja"
		case unicode.Is(unicode.Hangul, r):
			return "ko"
		case unicode.Is(unicode.Han, r):
			count["zh"]++
		case unicode.Is(unicode.Thai, r):
			return "th"
		case unicode.Is(unicode.Lao, r):
			return "lo"
		case unicode.Is(unicode.Khmer, r):
			return "km"
		case unicode.Is(unicode.Myanmar, r):
			return "my"
		case unicode.Is(unicode.Devanagari, r):
			return "hi"
		case unicode.Is(unicode.Greek, r):
			return "el"
		case unicode.Is(unicode.Hebrew, r):
			return "he"
		case unicode.Is(unicode.Cyrillic, r):
			count["ru"]++
		case unicode.Is(unicode.Arabic, r):
			count["ar"]++
		case unicode.Is(unicode.Latin, r):
			count[""]++
		}
	}
	best := ""
	for _, l := range []string{"zh", "ru", "ar"} {
		if count[l] > count[best] || l == "zh" && count[l] > 0 && count[l]*3 > count[""] {
			best = l
		}
	}
	return best
}

// level measures the whole question in each language: a word that a language has no term for counts half where terms were added, since
// nothing could be found for it there. coverage and base divide by it.
func (s *search) level() {
	reference := make([]float64, len(s.plan.groups))
	s.whole, s.reference = make([]float64, len(s.v.language.names)), 0
	for i := range s.plan.groups {
		for _, idf := range s.b.idf[i] {
			reference[i] = max(reference[i], idf)
		}
		s.reference += reference[i]
	}
	missing := 1.0
	if s.q.Expand {
		missing = 0.5
	}
	for _, language := range s.plan.searched {
		lang, ok := s.v.language.known[language]
		if !ok {
			continue
		}
		for i, g := range s.plan.groups {
			if idfs := s.b.idf[i]; idfs != nil && idfs[lang] > 0 {
				s.whole[lang] += idfs[lang]
			} else if !g.gone[language] {
				s.whole[lang] += missing * reference[i]
			}
		}
	}
}

// ablated says whether a mechanism is switched off, for the table of doc/ranking.md.
func ablated(name string) bool { return ablation == name }

// ablation is set by the test that prints the table, before any search; empty otherwise.
var ablation string
