package html

import (
	"math"
	"strings"
	"unicode"

	"github.com/pandect/pandect/ingest"
)

// style is what the markup says of a piece of text.
type style struct {
	bold, italic, center, raised, linked bool
	points                               float64 // size of the letters; 12 where nothing is said
	indent                               float64 // from the left edge, in letter heights
	level                                int     // of a heading, from 1
	kind                                 ingest.Kind
	note                                 string // the footnote's id, where it is one
}

// piece is a block and what is known of it beyond the contract.
type piece struct {
	ingest.Block
	letters, linked int
	refs            []string // ids of the footnotes that it refers to
	note            string   // its own id, of a footnote
}

// builder makes pieces out of text and breaks.
type builder struct {
	pieces  []piece
	piece   piece
	line    strings.Builder
	blanks  int // non-breaking blanks at the start of the line
	letters int // of the line
	bold    int // of them
	italic  int
	style   style // of the block's first text
	begun   bool  // the block has text
	label   string
	sizes   map[float64]int // letters of each size, in points
}

func newBuilder() builder { return builder{sizes: map[float64]int{}} }

// text adds a piece of running text: white space is one blank, non-breaking blanks at a line's start are its indent.
func (b *builder) text(s string, st style) {
	for _, r := range s {
		switch {
		case r == '\u00AD' || r == '\uFEFF' || r == '\u200B' || r == '\u2060':
			continue
		case unicode.IsSpace(r):
			if b.line.Len() == 0 {
				if r == '\u00A0' || r == '\u3000' || r == '\u2003' || r == '\u2002' {
					b.blanks++
				}
				continue
			}
			if !strings.HasSuffix(b.line.String(), " ") {
				b.line.WriteByte(' ')
			}
			continue
		}
		if !b.begun {
			b.begin(st)
		}
		b.line.WriteRune(r)
		b.letters++
		b.piece.letters++
		if st.linked {
			b.piece.linked++
		}
		if st.bold {
			b.bold++
		}
		if st.italic {
			b.italic++
		}
	}
}

func (b *builder) begin(st style) {
	b.begun, b.style = true, st
	b.piece.Kind, b.piece.Level, b.piece.note = st.kind, st.level, st.note
	b.piece.Label, b.label = b.label, ""
	if st.level > 0 && st.kind != ingest.Margin {
		b.piece.Kind = ingest.Heading
	}
}

// last is the last letter of the open line, 0 where it is empty.
func (b *builder) last() rune {
	r := []rune(b.line.String()[max(0, b.line.Len()-4):])
	if len(r) == 0 {
		return 0
	}
	return r[len(r)-1]
}

// endLine ends a line of the block, if it has text.
func (b *builder) endLine() {
	text := strings.TrimRight(b.line.String(), " ")
	if text != "" {
		b.piece.Lines = append(b.piece.Lines, ingest.Line{
			Text: text, Bold: 10*b.bold >= 9*b.letters, Italic: 10*b.italic >= 9*b.letters, Center: b.style.center,
			Size: b.size(), Indent: b.style.indent + float64(b.blanks)/2,
		})
		b.sizes[b.size()] += b.letters
	}
	b.line.Reset()
	b.blanks, b.letters, b.bold, b.italic = 0, 0, 0, 0
}

// breakLine is <br>: the end of a line, and of the block where the line is empty.
func (b *builder) breakLine() {
	if b.line.Len() == 0 {
		b.endBlock()
		return
	}
	b.endLine()
}

// joinLines opens the last line of the open block again: what follows goes on in it.
func (b *builder) joinLines() {
	n := len(b.piece.Lines)
	if b.line.Len() > 0 || n == 0 {
		return
	}
	last := b.piece.Lines[n-1]
	b.piece.Lines = b.piece.Lines[:n-1]
	b.line.WriteString(last.Text + " ")
	b.letters = len([]rune(last.Text))
	if last.Bold {
		b.bold = b.letters
	}
}

func (b *builder) size() float64 {
	if b.style.points == 0 {
		return 12
	}
	return math.Round(b.style.points*4) / 4
}

// endBlock ends the block, if it has text.
func (b *builder) endBlock() {
	b.endLine()
	if len(b.piece.Lines) > 0 {
		b.pieces = append(b.pieces, b.piece)
	}
	b.piece, b.begun = piece{}, false
}

// endBlockUnlessNumber keeps a block open that is nothing but the number of a provision, loose before the block that it belongs to:
// <td><b>3</b><table>…(1)….
func (b *builder) endBlockUnlessNumber() {
	if len(b.piece.Lines) == 0 && b.line.Len() > 0 && isNumberWord(strings.TrimSpace(b.line.String())) {
		b.text(" ", b.style)
		return
	}
	b.endBlock()
}

// done is the pieces, sizes relative to that of most letters.
func (b *builder) done() []piece {
	b.endBlock()
	base, most := 12.0, 0
	for size, n := range b.sizes {
		if n > most || n == most && size < base {
			base, most = size, n
		}
	}
	for i := range b.pieces {
		for j := range b.pieces[i].Lines {
			if l := &b.pieces[i].Lines[j]; l.Size > 0 {
				l.Size = math.Round(l.Size/base*100) / 100
			}
		}
	}
	return b.pieces
}

func blocks(pieces []piece) []ingest.Block {
	out := make([]ingest.Block, len(pieces))
	for i := range pieces {
		out[i] = pieces[i].Block
	}
	return out
}
