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
// not "new" are old, those that are not "old" are new, byte for byte.
//
// It is Myers' greedy algorithm (An O(ND) Difference Algorithm and Its Variations, 1986) between the common beginning and end. Where more than
// maxEdits words differ, the middle is given as replaced: two such wordings are not versions of each other.
func Diff(old, new string) []Change {
	a, b := split(old), split(new)
	start := 0
	for start < len(a) && start < len(b) && a[start] == b[start] {
		start++
	}
	end := 0
	for end < len(a)-start && end < len(b)-start && a[len(a)-1-end] == b[len(b)-1-end] {
		end++
	}
	var out []Change
	for _, t := range a[:start] {
		out = join(out, "same", t)
	}
	for _, c := range myers(a[start:len(a)-end], b[start:len(b)-end]) {
		out = join(out, c.Op, c.Text)
	}
	for _, t := range a[len(a)-end:] {
		out = join(out, "same", t)
	}
	return out
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

// myers finds a shortest edit script. trace keeps, for every number of edits, how far each diagonal reached.
func myers(a, b []string) []Change {
	n, m := len(a), len(b)
	if n == 0 || m == 0 {
		return replaced(a, b)
	}
	limit := min(n+m, maxEdits)
	v := map[int]int{1: 0}
	var trace []map[int]int
	for d := 0; d <= limit; d++ {
		reached := make(map[int]int, d+2)
		for k := -d; k <= d; k += 2 {
			x := v[k-1] + 1
			if k == -d || k != d && v[k-1] < v[k+1] {
				x = v[k+1]
			}
			y := x - k
			for x < n && y < m && a[x] == b[y] {
				x, y = x+1, y+1
			}
			reached[k] = x
			if x >= n && y >= m {
				return back(a, b, append(trace, v), d)
			}
		}
		trace = append(trace, v)
		v = reached
	}
	return replaced(a, b)
}

func replaced(a, b []string) []Change {
	var out []Change
	for _, t := range a {
		out = join(out, "old", t)
	}
	for _, t := range b {
		out = join(out, "new", t)
	}
	return out
}

// back walks from the end to the beginning along the furthest reaching paths.
func back(a, b []string, trace []map[int]int, d int) []Change {
	var rev []Change
	x, y := len(a), len(b)
	for ; d >= 0; d-- {
		v, k := trace[d], x-y
		from := k - 1
		if k == -d || k != d && v[k-1] < v[k+1] {
			from = k + 1
		}
		px := v[from]
		py := px - from
		if d == 0 {
			px, py = 0, 0
		}
		for x > px && y > py {
			x, y = x-1, y-1
			rev = append(rev, Change{"same", a[x]})
			if d == 0 && x == 0 {
				break
			}
		}
		if d > 0 {
			if x > px {
				rev = append(rev, Change{"old", a[px]})
			} else {
				rev = append(rev, Change{"new", b[py]})
			}
			x, y = px, py
		}
	}
	var out []Change
	for i := len(rev) - 1; i >= 0; i-- {
		out = join(out, rev[i].Op, rev[i].Text)
	}
	return out
}
