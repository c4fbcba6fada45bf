package bleve

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/pandect/pandect/corpus"
)

// chain is the analysis of one language: words, small letters, the language's own normalisation, stems, and letters without marks.
// Stop words are indexed, since phrases hold them; a query leaves them out (stop.go). Scripts without blanks give single
// characters and pairs of neighbours. Safe for concurrent use.
type chain struct {
	language string
	stem     stemmer           // nil for none
	stops    map[string]bool   // by term
	singular map[string]string // stem of a plural that no ending tells → stem of its singular; nil for none
	elides   map[string]bool   // what stands before an apostrophe and is no word: l'article

	known memo // word → term
}

// maxKnown bounds the memory of a chain: a language's laws have some hundred thousand forms, nine tenths of all words are the first twenty.
const maxKnown = 60_000

func newChain(language string) *chain {
	c := &chain{language: language, stem: stemmerOf(language), elides: elisions[language], known: memo{limit: maxKnown}}
	c.singular = c.singulars()
	c.stops = c.stopTerms()
	return c
}

// token of a text: its term, and where it stands in bytes. Pairs of characters share the place of the first.
type token struct {
	term       string
	start, end int
	pos        int // of the word in the text, from 1
	pair       bool
}

// tokens are the tokens of text in order.
func (c *chain) tokens(text string) []token { return c.appendTokens(nil, text, nil) }

// eachToken calls fn with the tokens of text in order, as appendTokens makes them. The room for them is used again.
func (c *chain) eachToken(text string, asked *beginnings, fn func(token)) {
	room := tokenRooms.Get().(*[]token)
	*room = c.appendTokens((*room)[:0], text, asked)
	for _, t := range *room {
		fn(t)
	}
	clear(*room) // a term may be a piece of the text
	tokenRooms.Put(room)
}

var tokenRooms = sync.Pool{New: func() any { return new([]token) }}

// appendTokens appends the tokens of text to out. Words that begin otherwise than all those asked for are left out before anything is made of them; nil asks for all.
func (c *chain) appendTokens(out []token, text string, asked *beginnings) []token {
	pos, before := 0, 0 // end of the word before
	for start := 0; start < len(text); {
		if b := text[start]; b < utf8.RuneSelf {
			if !asciiWord[b] {
				start++
				continue
			}
		} else if r, n := utf8.DecodeRuneInString(text[start:]); !isWordRune(r) {
			start += n
			continue
		} else if unspaced(r) {
			out, start, pos = c.appendRun(out, text, start, pos)
			continue
		}
		end := wordEnd(text, start)
		if c.elides != nil && apostrophe(text[end:]) && c.elides[strings.ToLower(text[start:end])] {
			start = end
			continue
		}
		if end-start == 1 && text[start]|0x20 == 's' && c.language == "en" && before > 0 && before < start && apostrophe(text[before:]) {
			start = end // the court's
			continue
		}
		pos++
		before = end
		if asked != nil && asked.without(text[start:]) {
			start = end
			continue
		}
		out = append(out, token{term: c.term(text[start:end]), start: start, end: end, pos: pos})
		start = end
	}
	return out
}

// wordEnd is where the word that begins at start ends. An apostrophe parts l'article and stays in don't; a full stop between digits (127.1)
// stays.
func wordEnd(text string, start int) int {
	at := start
	for at < len(text) {
		if asciiWord[text[at]] {
			at++
			continue
		}
		if b := text[at]; b < utf8.RuneSelf && b != '.' {
			return at
		}
		r, n := utf8.DecodeRuneInString(text[at:])
		switch {
		case unspaced(r):
			return at
		case isWordRune(r), r == '\u00AD', r == '\u200C', r == '\u200D':
			at += n
			continue
		case r == '.' && at > start && isDigit(text[at-1]) && at+1 < len(text) && isDigit(text[at+1]):
			at += n
			continue
		}
		return at
	}
	return at
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

// asciiWord are the bytes that are letters and digits by themselves: nine tenths of what is read.
var asciiWord = func() (t [256]bool) {
	for r := range utf8.RuneSelf {
		t[r] = isWordRune(rune(r))
	}
	return t
}()

func isWordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Mc, r)
}

func apostrophe(s string) bool { return strings.HasPrefix(s, "'") || strings.HasPrefix(s, "’") }

// maxWord is how many bytes of a word are looked at: the longest of the laws at hand has 90. A file of one endless word would fill the memory (5 MB of it took 1.5 GB).
const maxWord = 256

// term is the indexed form of one word.
func (c *chain) term(word string) string {
	if len(word) > maxWord {
		end := maxWord
		for !utf8.RuneStart(word[end]) {
			end--
		}
		word = word[:end]
	}
	if t, ok := c.known.get(word); ok {
		return t
	}
	t := c.make(word)
	c.known.put(word, t)
	return t
}

func (c *chain) make(word string) string {
	w := strings.ToLower(norm.NFKC.String(word))
	w = strings.Map(dropMarks, w)
	if c.language == "ru" || c.language == "uk" || c.language == "be" {
		w = strings.ReplaceAll(w, "ё", "е")
	}
	if c.language == "ar" || c.language == "fa" || c.language == "ur" {
		w = strings.Map(foldArabic, w)
	}
	if c.stem != nil && len(w) < 64 && !strings.ContainsAny(w, "0123456789") {
		if c.language == "ar" {
			w = "ال" + withoutArticle(w)
		}
		w = c.stem(w)
		if one, ok := c.singular[w]; ok {
			w = one
		}
	}
	if c.language == "vi" {
		return w // tones part words
	}
	return foldLatin(w)
}

// dropMarks takes out what is not written by everyone (Arabic vowels and tatweel, Hebrew points, soft hyphens, joiners) and makes the digits of
// every script those of ASCII.
func dropMarks(r rune) rune {
	switch {
	case r < 0x00AD:
		return r
	case r == '\u00AD' || r == '\u0640' || r == '\u200C' || r == '\u200D', 0x064B <= r && r <= 0x0652, r == 0x0670, 0x0591 <= r && r <= 0x05C7 && unicode.Is(unicode.Mn, r):
		return -1
	}
	return corpus.ASCIIDigit(r)
}

func foldArabic(r rune) rune {
	switch r {
	case 'أ', 'إ', 'آ', 'ٱ':
		return 'ا'
	case 'ى', 'ي', 'ی':
		return 'ي'
	case 'ة':
		return 'ه'
	case 'ک':
		return 'ك'
	}
	return r
}

// foldLatin takes accents from Latin and Greek letters, so that extradicion finds extradición. Umlauts go too: the loss in precision is
// small beside a reader without that keyboard who finds nothing.
func foldLatin(w string) string {
	ascii := true
	for i := 0; i < len(w); i++ {
		if w[i] >= utf8.RuneSelf {
			ascii = false
			break
		}
	}
	if ascii {
		return w
	}
	var b strings.Builder
	for _, r := range norm.NFD.String(w) {
		switch {
		case unicode.Is(unicode.Mn, r) && r < 0x0370:
			continue
		case r == 'ß':
			b.WriteString("ss")
			continue
		case r == 'ς':
			r = 'σ'
		case r == 'ı':
			r = 'i'
		case r == 'đ':
			r = 'd'
		case r == 'ø':
			r = 'o'
		case r == 'æ':
			b.WriteString("ae")
			continue
		}
		b.WriteRune(r)
	}
	return norm.NFC.String(b.String())
}
