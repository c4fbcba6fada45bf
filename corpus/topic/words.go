package topic

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Words are the terms of one language, compiled: groups of terms that say the same thing. They are not changed after compiling and safe for
// concurrent use; each goroutine scans with a Scanner of its own.
type Words struct {
	Language string
	arabic   bool
	patterns map[string]int32   // "^word" and "word*" … → number
	exact    map[string][]int32 // whole words
	prefix   map[string][]int32 // word*
	longest  int                // bytes of the longest prefix
	inner    map[string][]inner // *word, *word*: by their first three letters
	first    [][]*term          // by pattern: the terms that begin with it
}

type inner struct {
	text    string
	atEnd   bool // *word
	pattern int32
}

// term is a sequence of word patterns; any of a step's patterns will do. gap is how many words may stand before a step.
type term struct {
	group int32
	steps []step
}

type step struct {
	any []int32
	gap int
}

// compile adds one term, as written in a lexicon file, to w.
func (w *Words) compile(group int32, text string) {
	t := &term{group: group}
	gap := 0
	for field := range strings.FieldsSeq(text) {
		if dots := strings.Trim(field, "."); dots == "" {
			gap = gapOf(field)
			continue
		}
		for _, s := range w.steps(field) {
			s.gap, gap = gap, 0
			t.steps = append(t.steps, s)
		}
	}
	if len(t.steps) == 0 {
		return
	}
	for _, p := range t.steps[0].any {
		w.first[p] = append(w.first[p], t)
	}
}

// gapOf: ".." lets up to four words stand between, "..." up to twelve.
func gapOf(dots string) int {
	if len(dots) > 2 {
		return 12
	}
	return 4
}

// steps reads one field of a term: a word with or without stars, several of them joined by "/", or a run of Chinese characters, each of
// which is a step. A word with a hyphen or an apostrophe is the words it is made of.
func (w *Words) steps(field string) []step {
	var out []step
	alternatives := strings.Split(field, "/")
	if len(alternatives) > 1 {
		var s step
		for _, a := range alternatives {
			if words := w.words(a); len(words) > 0 {
				s.any = append(s.any, words[0])
			}
		}
		if len(s.any) > 0 {
			out = append(out, s)
		}
		return out
	}
	for _, p := range w.words(field) {
		out = append(out, step{any: []int32{p}})
	}
	return out
}

func (w *Words) words(field string) []int32 {
	star, end := strings.HasPrefix(field, "*"), strings.HasSuffix(field, "*")
	var parts []string
	eachWord(strings.Trim(field, "*"), func(folded []byte, _, _ int) { parts = append(parts, string(folded)) })
	var out []int32
	for i, p := range parts {
		if w.arabic {
			p = bare(p)
		}
		out = append(out, w.pattern(p, star && i == 0, end && i == len(parts)-1))
	}
	return out
}

// pattern numbers a word pattern and makes it findable.
func (w *Words) pattern(text string, before, after bool) int32 {
	key := text
	if before {
		key = "*" + key
	}
	if after {
		key += "*"
	}
	if n, ok := w.patterns[key]; ok {
		return n
	}
	n := int32(len(w.first))
	w.patterns[key] = n
	w.first = append(w.first, nil)
	switch {
	case before:
		k := firstRunes(text, 3)
		w.inner[k] = append(w.inner[k], inner{text, !after, n})
	case after:
		w.prefix[text] = append(w.prefix[text], n)
		w.longest = max(w.longest, len(text))
	default:
		w.exact[text] = append(w.exact[text], n)
	}
	return n
}

// marks lists the patterns that a folded word satisfies, ascending.
func (w *Words) marks(word string) []int32 {
	var out []int32
	if w.arabic {
		word = bare(word)
		if l := loose(word); l != "" {
			out = w.marksOf(out, bare(l))
		}
	}
	out = w.marksOf(out, word)
	slices.Sort(out)
	return slices.Compact(out)
}

func (w *Words) marksOf(out []int32, word string) []int32 {
	out = append(out, w.exact[word]...)
	for i := range word {
		if i > w.longest {
			break
		}
		if i > 0 {
			out = append(out, w.prefix[word[:i]]...)
		}
	}
	out = append(out, w.prefix[word]...)
	if len(w.inner) == 0 {
		return out
	}
	for i := range word {
		for _, p := range w.inner[firstRunes(word[i:], 3)] {
			if p.atEnd && word[i:] == p.text || !p.atEnd && strings.HasPrefix(word[i:], p.text) {
				out = append(out, p.pattern)
			}
		}
	}
	return out
}

func firstRunes(s string, n int) string {
	i := 0
	for ; n > 0 && i < len(s); n-- {
		_, size := utf8.DecodeRuneInString(s[i:])
		i += size
	}
	return s[:i]
}
