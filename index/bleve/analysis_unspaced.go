package bleve

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/pandect/pandect/corpus"
)

// Scripts that put no blanks between words are cut at their clusters: what a reader takes for one character, so that no mark is cut off its letter. A
// token is a cluster, or two neighbours; two that stand in a word's place find the word inside any run. Publishers who do show words put
// zero-width spaces between them (Khmer, Lao, Burmese): those are read over, since questions have none.

// unspaced says whether r is of a script that puts no blanks between words. Digits are words in every script.
func unspaced(r rune) bool {
	switch {
	case r < 0x0E00, unicode.IsDigit(r):
		return false
	case r == 'ー' || r == 'ｰ' || r == 'ﾞ' || r == 'ﾟ': // common to both Japanese scripts, so in neither's table
		return true
	}
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// invisible says whether r is a zero-width space or joiner.
func invisible(r rune) bool {
	return 0x200B <= r && r <= 0x200D || r == 0x2060 || r == 0xFEFF || r == 0x00AD
}

const (
	leadingVowels   = "เแโใไເແໂໃໄ"   // written before the consonant they follow in speech
	followingVowels = "ะาำๅະາຳຽ"     // letters by category, but never the first of a syllable
	laoAfterHo      = "ງຍນມລວຣ"      // ຫ makes the next consonant high: one letter, with forms of its own for two of them
	stackers        = "\u1039\u17D2" // the next consonant stands below
	asat            = '\u103A'       // the consonant before it ends the syllable
	burmeseDotBelow = '\u1037'       // may stand between the consonant and asat
)

// clusterEnd is where the cluster ends that begins at start, with what is invisible behind it.
func clusterEnd(text string, start int) int {
	first, n := utf8.DecodeRuneInString(text[start:])
	at := start + n
	if strings.ContainsRune(leadingVowels, first) {
		if r, m := utf8.DecodeRuneInString(text[at:]); unicode.In(r, unicode.Thai, unicode.Lao) && unicode.Is(unicode.Lo, r) {
			first = r
			at += m
		}
	}
	if first == 'ຫ' {
		if r, m := utf8.DecodeRuneInString(text[at:]); m > 0 && strings.ContainsRune(laoAfterHo, r) {
			at += m
		}
	}
	for at < len(text) {
		r, n := utf8.DecodeRuneInString(text[at:])
		switch {
		case strings.ContainsRune(stackers, r):
			at += n
			if r, n := utf8.DecodeRuneInString(text[at:]); unicode.IsLetter(r) {
				at += n
			}
		case unicode.In(r, unicode.Mn, unicode.Mc) || invisible(r) || strings.ContainsRune(followingVowels, r) || r == 'ﾞ' || r == 'ﾟ', endsSyllable(text[at:]):
			at += n
		default:
			return at
		}
	}
	return at
}

// endsSyllable says whether the Burmese consonant that text begins with has no vowel.
func endsSyllable(text string) bool {
	r, n := utf8.DecodeRuneInString(text)
	if !unicode.Is(unicode.Myanmar, r) || !unicode.IsLetter(r) {
		return false
	}
	next, m := utf8.DecodeRuneInString(text[n:])
	if next == burmeseDotBelow {
		next, _ = utf8.DecodeRuneInString(text[n+m:])
	}
	return next == asat
}

// appendRun adds the clusters and pairs of the run that begins at start, and says where it ends and the place of its last token.
func (c *chain) appendRun(out []token, text string, start, pos int) ([]token, int, int) {
	end := clusterEnd(text, start)
	term := c.clusterTerm(text[start:end])
	for {
		pos++
		out = append(out, token{term: term, start: start, end: end, pos: pos})
		if r, _ := utf8.DecodeRuneInString(text[end:]); !unspaced(r) {
			return out, end, pos
		}
		after := clusterEnd(text, end)
		next := c.clusterTerm(text[end:after])
		pair := text[start:after]
		if term != text[start:end] || next != text[end:after] {
			pair = term + next
		}
		out = append(out, token{term: pair, start: start, end: after, pos: pos, pair: true})
		start, end, term = end, after, next
	}
}

// clusterTerm is a cluster as it is indexed: composed, its marks in one order, without what is invisible, Chinese in one form.
func (c *chain) clusterTerm(cluster string) string {
	r, n := utf8.DecodeRuneInString(cluster)
	if form := corpus.HanForm(r); c.language == "zh" && form != r {
		return string(form)
	}
	if n == len(cluster) && r < 0xF900 && r != 'ຳ' && r != 'ำ' && r != 'ໜ' && r != 'ໝ' {
		return cluster // most of Chinese, Japanese and Korean
	}
	runes := []rune(norm.NFKC.String(strings.Map(visible, cluster)))
	if unicode.In(r, unicode.Thai, unicode.Lao) {
		slices.SortStableFunc(runes, func(a, b rune) int {
			if unicode.Is(unicode.Mn, a) && unicode.Is(unicode.Mn, b) {
				return int(a - b) // น้ำ is typed in two orders
			}
			return 0
		})
	}
	return string(runes)
}

// visible leaves out what is invisible, and selectors of variants.
func visible(r rune) rune {
	if invisible(r) || 0xFE00 <= r && r <= 0xFE0F || 0xE0100 <= r && r <= 0xE01EF {
		return -1
	}
	return r
}
