package corpus

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// folded is a wording as a sought one is compared with it: every run of blanks is one blank, and there is none at the ends. What is sought is then found by comparing bytes, in time that
// grows with the wording alone; a pattern of a thousand words would look at each of its words at each of the wording's.
type folded struct {
	text string
	at   []int // of each byte of text, and of its end, the byte of the wording
}

func fold(wording string) folded {
	var b strings.Builder
	b.Grow(len(wording))
	f := folded{at: make([]int, 0, len(wording)+1)}
	end := 0
	for i := 0; i < len(wording); {
		r, size := utf8.DecodeRuneInString(wording[i:])
		if !unicode.IsSpace(r) {
			if b.Len() > 0 && end < i {
				b.WriteByte(' ')
				f.at = append(f.at, end)
			}
			b.WriteString(wording[i : i+size])
			for k := range size {
				f.at = append(f.at, i+k)
			}
			end = i + size
		}
		i += size
	}
	f.text = b.String()
	f.at = append(f.at, end)
	return f
}

// alike are words in which every run of digits is one 0: a page number is like another.
func (f folded) alike() folded {
	var b strings.Builder
	b.Grow(len(f.text))
	g := folded{at: make([]int, 0, len(f.at))}
	for i := range len(f.text) {
		c := f.text[i]
		if isDigit(c) {
			if i > 0 && isDigit(f.text[i-1]) {
				continue
			}
			c = '0'
		}
		b.WriteByte(c)
		g.at = append(g.at, f.at[i])
	}
	g.text = b.String()
	g.at = append(g.at, f.at[len(f.text)])
	return g
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// cut is a part of a wording that is taken out, and what comes in its place.
type cut struct {
	Span
	glue string
}

// cutLines takes out the lines that are like a sought one, with what ends them.
func cutLines(wording, sought string) (out []cut) {
	start := 0
	for line := range strings.Lines(wording) {
		if fold(line).alike().text == sought {
			out = append(out, cut{Span: Span{start, start + len(line)}})
		}
		start += len(line)
	}
	return out
}

// cutWords takes out words wherever they stand, with the blanks around them.
func cutWords(wording, sought string) (out []cut) {
	f := fold(wording).alike()
	for from := 0; ; {
		i := strings.Index(f.text[from:], sought)
		if i < 0 {
			return out
		}
		i += from
		end := i + len(sought)
		if i > 0 && f.text[i-1] != ' ' || end < len(f.text) && f.text[end] != ' ' {
			from = i + 1
			continue
		}
		c := cut{Span: Span{0, len(wording)}}
		if i > 0 {
			c.Start = f.at[i-1]
		}
		if end < len(f.text) {
			c.End = f.at[end+1]
			end++
		}
		if last := len(out) - 1; last >= 0 && out[last].End >= c.Start { // one behind the other
			c.Start = out[last].Start
			out = out[:last]
		}
		if c.Start > 0 && c.End < len(wording) {
			c.glue = " "
		}
		out = append(out, c)
		from = end
	}
}

// without takes parts out of the wording of p, which stand in order and apart. Spans within them are nowhere any more.
func (p *Provision) without(cuts []cut) {
	var b strings.Builder
	by := make([]int, len(cuts)+1) // how far what stands before each cut moves
	from := 0
	for i, c := range cuts {
		b.WriteString(p.Text[from:c.Start])
		b.WriteString(c.glue)
		from = c.End
		by[i+1] = by[i] - (c.End - c.Start) + len(c.glue)
	}
	b.WriteString(p.Text[from:])
	p.Text = b.String()
	p.respan(func(s Span) (Span, bool) {
		k, _ := slices.BinarySearchFunc(cuts, s.Start, func(c cut, start int) int {
			if c.End <= start {
				return -1
			}
			return 1
		})
		return Span{s.Start + by[k], s.End + by[k]}, k == len(cuts) || s.End <= cuts[k].Start
	})
}
