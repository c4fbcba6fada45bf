package relation

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Most wording names no law, and a regular expression that looks at every letter of it for the names of laws took two thirds of an import. So each name says where it may begin,
// which is found by comparing bytes, and is tried there alone.

// maxName is how many bytes a name has at most: the longest titles of laws have some hundreds, and a text of one endless word is read in time.
const maxName = 2000

// starts lists, in order, the places in a text at which a name may begin: at all at which it does, and at some others.
type starts func(text string) []int

// at are the places of the pieces with one of which every name begins.
func at(pieces ...string) starts {
	return func(text string) (out []int) {
		for _, p := range pieces {
			for from := 0; ; {
				i := strings.Index(text[from:], p)
				if i < 0 {
					break
				}
				out = append(out, from+i)
				from += i + 1
			}
		}
		return sorted(out)
	}
}

// atFold is at for pieces in small letters that may stand in capitals as well.
func atFold(pieces ...string) starts {
	var first [256]bool
	for _, p := range pieces {
		first[p[0]], first[p[0]&^0x20] = true, true
	}
	return func(text string) (out []int) {
		for i := range len(text) {
			if first[text[i]] && slices.ContainsFunc(pieces, func(p string) bool { return len(text)-i >= len(p) && strings.EqualFold(text[i:i+len(p)], p) }) {
				out = append(out, i)
			}
		}
		return out
	}
}

// titlesBefore are the capitals of the titles before the words, each behind a blank, with which they end, and of those words: names are titles that begin with any of their capitals.
func titlesBefore(words ...string) starts {
	return func(text string) (out []int) {
		from, to := 0, 0 // where the capitals are listed
		for _, end := range at(words...)(text) {
			out = append(out, end)
			if title, ok := strings.CutSuffix(text[:end], " "); ok && endsTitle(title) {
				start := titleStart(title)
				if start < from { // what stood in the brackets of this one was a title
					out, from = appendCapitals(out, text, start, end), start
				} else {
					out, from = appendCapitals(out, text, max(start, to), end), start
				}
				to = end
			}
		}
		return sorted(out)
	}
}

// titleStart goes back over the words of which a title may be made: with a capital, small ones, and what stands in brackets.
func titleStart(text string) int {
	at := len(text)
	for at > 0 && len(text)-at < maxName {
		begin := strings.LastIndexAny(text[:at], " \n") + 1
		word := text[begin:at]
		if open := bracket(text[:at]); open >= 0 {
			begin = open
		} else if !smallWords[word] && word != "the" && !strings.ContainsFunc(word, unicode.IsUpper) {
			return at
		}
		if begin == 0 || text[begin-1] == '\n' {
			return begin
		}
		at = begin - 1
	}
	return at
}

// bracket is where the bracket opens that the end of a text, or a comma there, closes; -1 for none.
func bracket(text string) int {
	inner, ok := strings.CutSuffix(strings.TrimSuffix(text, ","), ")")
	if !ok {
		return -1
	}
	i := strings.LastIndexAny(inner, "()\n")
	if i < 0 || inner[i] != '(' {
		return -1
	}
	return i
}

// capitalsBefore are the capitals of the words that hold the pieces, before them.
func capitalsBefore(pieces ...string) starts {
	return func(text string) (out []int) {
		for _, end := range at(pieces...)(text) {
			begin := end
			for begin > 0 && end-begin < maxName/10 { // one word
				r, n := utf8.DecodeLastRuneInString(text[:begin])
				if !unicode.IsLetter(r) {
					break
				}
				begin -= n
			}
			out = appendCapitals(out, text, begin, end)
		}
		return sorted(out)
	}
}

func appendCapitals(out []int, text string, from, to int) []int {
	for i, r := range text[from:to] {
		if unicode.IsUpper(r) {
			out = append(out, from+i)
		}
	}
	return out
}

func sorted(at []int) []int {
	slices.Sort(at)
	return slices.Compact(at)
}
