package bleve

import (
	"iter"
	mathbits "math/bits"
	"strings"
	"unicode/utf8"
)

// initials are the terms of a field that begin with one letter, in order, to be compared with a misspelt word. Bleve's automata find the same; to make them took a
// third of the processor's time of an answer (doc/performance.md).
type initials struct {
	terms []string
	marks []uint32 // of the letters of each
}

// initials reads the terms of a field that begin as word does, or takes those that were read before.
func (v *view) initials(field, letter string) *initials {
	key := field + "\n" + letter
	if known, ok := v.letters.Load(key); ok {
		return known.(*initials)
	}
	in := &initials{}
	dict, err := v.reader.FieldDictPrefix(field, []byte(letter))
	if err != nil {
		return in
	}
	defer dict.Close()
	for {
		entry, err := dict.Next()
		if err != nil || entry == nil {
			break
		}
		in.terms = append(in.terms, entry.Term)
		in.marks = append(in.marks, lettersOf(entry.Term))
	}
	made, _ := v.letters.LoadOrStore(key, in)
	return made.(*initials)
}

// lettersOf has a bit for each letter of a word; other letters than those of ASCII share a few.
func lettersOf(word string) (mark uint32) {
	for _, r := range word {
		mark |= 1 << (uint32(r) % 32)
	}
	return mark
}

// near are the terms of a field (text.fr) that are at most so many edits from word and begin with the same letter, in order.
func (v *view) near(word, field string, edits int) iter.Seq[string] {
	return func(yield func(string) bool) {
		if word == "" || !v.fields[field] {
			return
		}
		_, n := utf8.DecodeRuneInString(word)
		in := v.initials(field, word[:n])
		mark := lettersOf(word)
		runes := utf8.RuneCountInString(word)
		for i, term := range in.terms {
			// An edit puts at most one letter in and takes one out.
			if mathbits.OnesCount32(in.marks[i]^mark) > 2*edits || len(term) > utf8.UTFMax*(runes+edits) {
				continue
			}
			if d := utf8.RuneCountInString(term) - runes; d > edits || -d > edits {
				continue
			}
			if distance(term, word) <= edits && !yield(term) {
				return
			}
		}
	}
}

// distance is how many letters must be put in, taken out, changed, or swapped with their neighbour to make b of a, case aside.
func distance(a, b string) int {
	var room [3 * 32]int
	x, y := []rune(strings.ToLower(a)), []rune(strings.ToLower(b))
	width := len(y) + 1
	rows := room[:]
	if 3*width > len(rows) {
		rows = make([]int, 3*width)
	}
	before, last, row := rows[:width], rows[width:2*width], rows[2*width:3*width]
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(x); i++ {
		row[0] = i
		for j := 1; j <= len(y); j++ {
			change := last[j-1]
			if x[i-1] != y[j-1] {
				change++
			}
			d := min(change, last[j]+1, row[j-1]+1)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				d = min(d, before[j-2]+1)
			}
			row[j] = d
		}
		before, last, row = last, row, before
	}
	return last[len(y)]
}
