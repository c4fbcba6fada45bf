package pdf

import (
	"slices"

	"github.com/go-text/typesetting/bidi"
	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"
)

// Span is a part of a paragraph's text, in bytes.
type Span struct {
	Start, End int
	Bold       bool
	To         string // an address of the web, or "#" and the Name of a paragraph
}

// em is the size at which text is shaped: a unit is a thousandth of the em, as in a PDF.
const em = 1000

// setter makes lines of paragraphs: bidirectional order (UAX #9), fonts, shapes (HarfBuzz's rules), breaks (UAX #14).
type setter struct {
	faces   *faces
	bidi    bidi.Paragraph
	split   shaping.Segmenter
	shape   shaping.HarfbuzzShaper
	wrapper shaping.LineWrapper
}

// line is what stands side by side, in reading order.
type line struct {
	runs   []run
	text   []rune  // of the whole paragraph
	length int     // characters of it in this line
	width  float64 // thousandths of the em
}

// run is a part of a line in one font, direction and span.
type run struct {
	drawn
	glyphs []shaping.Glyph
	x      float64 // from the left end of the line, thousandths of the em
	width  float64
	to     string

	fromRight bool
}

// set makes lines of text; control characters in it become blanks. What no font has is drawn as U+FFFD and stands for itself.
func (s *setter) set(original []rune, spans []runeSpan, lang string, rtl bool, width float64) []line {
	for i, r := range original {
		if r < ' ' {
			original[i] = ' '
		}
	}
	shaped := slices.Clone(original)
	for i, r := range shaped {
		if !holds(r) && !ignorable(r) {
			shaped[i] = '\uFFFD'
		}
	}
	levels := s.levels(shaped, rtl)
	direction := di.DirectionLTR
	if rtl {
		direction = di.DirectionRTL
	}
	var outs []shaping.Output
	for start := 0; start < len(shaped); {
		end := start + 1
		for end < len(shaped) && levels[end] == levels[start] {
			end++
		}
		in := shaping.Input{Text: shaped, RunStart: start, RunEnd: end, Direction: di.DirectionLTR, Size: fixed.I(em), Language: language.NewLanguage(lang)}
		if levels[start]%2 == 1 {
			in.Direction = di.DirectionRTL
		}
		for _, part := range s.split.Split(in, s.faces) {
			if s.faces.err != nil {
				return nil
			}
			for _, piece := range cut(part, spans) {
				if bold(spans, piece.RunStart) {
					piece.Face = s.faces.heavy(piece.Face)
				}
				outs = append(outs, s.shape.Shape(piece))
			}
		}
		start = end
	}
	wrapped, _ := s.wrapper.WrapParagraphF(shaping.WrapConfig{Direction: direction}, fixed.Int26_6(width*64), shaped, shaping.NewSliceIterator(outs))
	lines := make([]line, len(wrapped))
	for i, w := range wrapped {
		lines[i] = s.order(w, levels, spans)
		lines[i].text = original
	}
	return lines
}

// levels are the embedding levels of the characters, in a paragraph whose direction is given and not guessed.
func (s *setter) levels(text []rune, rtl bool) []bidi.Level {
	mark, base := '\u200E', bidi.LeftToRight
	if rtl {
		mark, base = '\u200F', bidi.RightToLeft
	}
	runs := s.bidi.Segment(append([]rune{mark}, text...), base)
	levels := make([]bidi.Level, len(text))
	start := 0
	for i := range runs.NumRuns() {
		r := runs.Run(i)
		for ; start < r.End; start++ {
			if start > 0 {
				levels[start-1] = r.Level
			}
		}
	}
	return levels
}

// order says where each run stands: from the highest level down, neighbours of that level or above turn about (UAX #9, L2).
func (s *setter) order(w shaping.Line, levels []bidi.Level, spans []runeSpan) line {
	l := line{runs: make([]run, len(w))}
	visual := make([]int, len(w))
	at := make([]bidi.Level, len(w))
	highest := bidi.Level(0)
	for i := range w {
		visual[i] = i
		at[i] = levels[w[i].Runes.Offset]
		highest = max(highest, at[i])
	}
	for level := highest; level > 0; level-- {
		for i := 0; i < len(visual); i++ {
			j := i
			for j < len(visual) && at[visual[j]] >= level {
				j++
			}
			slices.Reverse(visual[i:max(i, j)])
			i = max(i, j)
		}
	}
	for _, i := range visual {
		o := &w[i]
		r := run{drawn: s.faces.drawn[o.Face], glyphs: o.Glyphs, x: l.width, width: float64(o.Advance) / 64, to: link(spans, o.Runes.Offset), fromRight: at[i]%2 == 1}
		l.width += r.width
		l.length += o.Runes.Count
		l.runs[i] = r
	}
	return l
}

// ignorable characters draw nothing, and need no font.
func ignorable(r rune) bool {
	return r == '\u00AD' || r >= '\u200B' && r <= '\u200F' || r >= '\u202A' && r <= '\u202E' || r >= '\u2060' && r <= '\u2069' || r == '\uFEFF' || r == ' ' || r == '\u00A0' ||
		r >= '\u2000' && r <= '\u200A' || r == '\u202F' || r == '\u3000' || r >= '\uFE00' && r <= '\uFE0F' || r == '\u034F' || r == '\u061C'
}

// runeSpan is a Span in characters.
type runeSpan struct {
	start, end int
	bold       bool
	to         string
}

// runeSpans counts spans in characters of s. Spans are sorted and do not overlap; others are left out.
func runeSpans(s string, spans []Span) []runeSpan {
	if len(spans) == 0 {
		return nil
	}
	var out []runeSpan
	at, n := 0, 0
	count := func(to int) int {
		for range s[at:to] {
			n++
		}
		at = to
		return n
	}
	for _, x := range spans {
		if x.Start < at || x.End <= x.Start || x.End > len(s) {
			continue
		}
		start := count(x.Start)
		out = append(out, runeSpan{start, count(x.End), x.Bold, x.To})
	}
	return out
}

// cut parts an input where spans begin and end.
func cut(in shaping.Input, spans []runeSpan) []shaping.Input {
	var out []shaping.Input
	for _, x := range spans {
		for _, edge := range []int{x.start, x.end} {
			if edge > in.RunStart && edge < in.RunEnd {
				piece := in
				piece.RunEnd = edge
				out = append(out, piece)
				in.RunStart = edge
			}
		}
	}
	return append(out, in)
}

func bold(spans []runeSpan, at int) bool {
	return slices.ContainsFunc(spans, func(x runeSpan) bool { return x.bold && x.start <= at && at < x.end })
}

func link(spans []runeSpan, at int) string {
	for _, x := range spans {
		if x.start <= at && at < x.end {
			return x.to
		}
	}
	return ""
}
