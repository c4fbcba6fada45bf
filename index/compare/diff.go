package compare

import (
	"unicode"
	"unicode/utf8"
)

// Change is a run of words that both wordings have, or only the old or the new one.
type Change struct {
	Op   string `json:"op"` // same, old, new
	Text string `json:"text"`
}

// Diff gives the differences of two wordings word by word; Chinese, Japanese and Thai character by character. Put together, the runs that are
// not "new" are old, those that are not "old" are new, byte for byte; between two runs that are the same, what is old stands before what is new.
//
// It is Myers' algorithm in linear space (An O(ND) Difference Algorithm and Its Variations, 1986, section 4b). Where more than maxEdits words
// differ, what lies between the common beginning and end is given as replaced: two such wordings are not versions of each other.
func Diff(old, new string) []Change {
	d := differ{}
	numbers := map[string]int32{}
	d.a, d.b = number(split(old), numbers), number(split(new), numbers)
	d.old, d.new = old, new
	d.between(0, len(d.a), 0, len(d.b))
	d.flush()
	return d.out
}

// token is a word with its place; words are equal where their numbers are.
type token struct {
	id    int32
	bytes int
}

func number(words []string, numbers map[string]int32) []token {
	out := make([]token, len(words))
	for i, w := range words {
		id, ok := numbers[w]
		if !ok {
			id = int32(len(numbers))
			numbers[w] = id
		}
		out[i] = token{id, len(w)}
	}
	return out
}

// differ walks through two wordings; gone and come are the bytes of both that are not yet in out.
type differ struct {
	a, b       []token
	old, new   string // what is left of them
	gone, come int
	out        []Change
}

func (d *differ) same(a []token) {
	if len(a) == 0 {
		return
	}
	d.flush()
	n := bytesOf(a)
	d.out = join(d.out, "same", d.old[:n])
	d.old, d.new = d.old[n:], d.new[n:]
}

func (d *differ) flush() {
	if d.gone > 0 {
		d.out = join(d.out, "old", d.old[:d.gone])
	}
	if d.come > 0 {
		d.out = join(d.out, "new", d.new[:d.come])
	}
	d.old, d.new, d.gone, d.come = d.old[d.gone:], d.new[d.come:], 0, 0
}

func bytesOf(ts []token) (n int) {
	for _, t := range ts {
		n += t.bytes
	}
	return n
}

// between compares a[a0:a1] with b[b0:b1], which follow what was compared before.
func (d *differ) between(a0, a1, b0, b1 int) {
	start := a0
	for a0 < a1 && b0 < b1 && d.a[a0].id == d.b[b0].id {
		a0, b0 = a0+1, b0+1
	}
	d.same(d.a[start:a0])
	end := a1
	for a0 < a1 && b0 < b1 && d.a[a1-1].id == d.b[b1-1].id {
		a1, b1 = a1-1, b1-1
	}
	if x, y, ok := middle(d.a[a0:a1], d.b[b0:b1]); ok {
		d.between(a0, a0+x, b0, b0+y)
		d.between(a0+x, a1, b0+y, b1)
	} else {
		d.gone += bytesOf(d.a[a0:a1])
		d.come += bytesOf(d.b[b0:b1])
	}
	d.same(d.a[a1:end])
}

// middle is a place in the middle of a shortest way from a to b, which neither begin nor end alike; not ok where one of them is empty, they have nothing
// in common, or the way is longer than maxEdits. forth and back hold how far each diagonal was reached from either end.
func middle(a, b []token) (x, y int, ok bool) {
	n, m := len(a), len(b)
	if n == 0 || m == 0 {
		return 0, 0, false
	}
	limit := min((n+m+1)/2, maxEdits/2)
	forth, back := make([]int, 2*limit+3), make([]int, 2*limit+3)
	for i := range forth {
		forth[i], back[i] = -1, -1
	}
	zero, delta := limit+1, n-m
	forth[zero+1], back[zero+1] = 0, 0
	step := func(v []int, k, d int, same func(x, y int) bool) int {
		x := v[zero+k-1] + 1
		if k == -d || k != d && v[zero+k-1] < v[zero+k+1] {
			x = v[zero+k+1]
		}
		for y := x - k; x < n && y >= 0 && y < m && same(x, y); x, y = x+1, y+1 {
		}
		v[zero+k] = x
		return x
	}
	met := func(v []int, k, x int) bool {
		i := zero + delta - k
		return i >= 0 && i < len(v) && v[i] >= 0 && x+v[i] >= n
	}
	for d := 0; d <= limit; d++ {
		for k := -d; k <= d; k += 2 {
			x := step(forth, k, d, func(x, y int) bool { return a[x].id == b[y].id })
			if y := x - k; x <= n && y <= m && y >= 0 && delta%2 != 0 && met(back, k, x) {
				return x, y, x+y > 0 && x+y < n+m
			}
		}
		for k := -d; k <= d; k += 2 {
			x := step(back, k, d, func(x, y int) bool { return a[n-1-x].id == b[m-1-y].id })
			if y := x - k; x <= n && y <= m && y >= 0 && delta%2 == 0 && met(forth, k, x) {
				return n - x, m - y, x+y > 0 && x+y < n+m
			}
		}
	}
	return 0, 0, false
}

const maxEdits = 4000

func join(out []Change, op, text string) []Change {
	if n := len(out); n > 0 && out[n-1].Op == op {
		out[n-1].Text += text
		return out
	}
	return append(out, Change{op, text})
}

// split cuts s into words, runs of spaces, and single other characters; nothing is lost.
func split(s string) []string {
	var out []string
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		j := i + size
		if k := class(r); k != 0 {
			for j < len(s) {
				r, size := utf8.DecodeRuneInString(s[j:])
				if class(r) != k {
					break
				}
				j += size
			}
		}
		out = append(out, s[i:j])
		i = j
	}
	return out
}

// class is 1 for letters of spaced scripts and digits, 2 for spaces, 0 for what stands alone.
func class(r rune) int {
	switch {
	case unicode.IsSpace(r):
		return 2
	case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar):
		return 0
	case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
		return 1
	}
	return 0
}
