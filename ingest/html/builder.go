package html

import (
	"strings"
	"unicode"

	"github.com/pandect/pandect/ingest"
)

// style is what the markup says of a piece of text.
type style struct {
	bold, italic, center, small bool
	size                        float64 // relative; 0: not said
	level                       int     // of a heading, from 1
	kind                        ingest.Kind
	label                       string // of a list item: printed once, at its first line
}

// builder makes blocks out of text and breaks.
type builder struct {
	blocks  []ingest.Block
	block   ingest.Block
	line    strings.Builder
	indent  int // non-breaking blanks at the start of the line
	letters int // of the line
	bold    int // of them, bold
	italic  int
	lead    int   // bytes of the line that are bold from its start
	style   style // of the block's first text
	begun   bool  // the block has text
	pending string
}

// text adds a piece of running text: white space is one blank, non-breaking blanks at a line's start are its indent.
func (b *builder) text(s string, st style) {
	for _, r := range s {
		switch {
		case r == '\u00AD' || r == '\uFEFF' || r == '\u200B':
			continue
		case unicode.IsSpace(r) || r == '\u00A0':
			if b.line.Len() == 0 {
				if r == '\u00A0' {
					b.indent++
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
		if st.bold {
			if b.bold == b.letters-1 {
				b.lead = b.line.Len()
			}
			b.bold++
		}
		if st.italic {
			b.italic++
		}
	}
}

func (b *builder) begin(st style) {
	b.begun, b.style = true, st
	b.block.Kind, b.block.Level = st.kind, st.level
	b.block.Label = b.pending
	b.pending = ""
	if st.level > 0 {
		b.block.Kind = ingest.Heading
	}
}

// endLine ends a line of the block, if it has text.
func (b *builder) endLine() {
	text := strings.TrimRight(b.line.String(), " ")
	if text != "" {
		b.block.Lines = append(b.block.Lines, ingest.Line{
			Text: text, Bold: 10*b.bold >= 9*b.letters, Italic: 10*b.italic >= 9*b.letters, Center: b.style.center,
			Size: b.style.size, Indent: float64(b.indent) / 2, Lead: b.leadOf(text),
		})
	}
	b.line.Reset()
	b.indent, b.letters, b.bold, b.italic, b.lead = 0, 0, 0, 0, 0
}

// leadOf is how much of the line's start is bold, where the rest is not.
func (b *builder) leadOf(text string) int {
	if b.lead >= len(text) {
		return 0
	}
	return b.lead
}

// endBlock ends the block, if it has text.
func (b *builder) endBlock() {
	b.endLine()
	if len(b.block.Lines) > 0 {
		b.blocks = append(b.blocks, b.block)
	}
	b.block, b.begun = ingest.Block{}, false
}

func (b *builder) done() []ingest.Block {
	b.endBlock()
	return b.blocks
}

// preformatted reads text whose line ends are the page's: a paragraph ends at an empty line, or where the next line
// stands further in than the one before.
func (b *builder) preformatted(text string) {
	b.endBlock()
	lines := strings.Split(strings.ReplaceAll(text, "\r", ""), "\n")
	width := typicalWidth(lines)
	previous := 0
	for _, l := range lines {
		wording := strings.TrimSpace(strings.ReplaceAll(l, "\u00AD", ""))
		if wording == "" {
			b.endBlock()
			continue
		}
		indent := leading(l)
		if len(b.block.Lines) > 0 && indent >= previous+2 {
			b.endBlock()
		}
		if n := len(b.block.Lines); n > 0 {
			last := &b.block.Lines[n-1]
			last.Soft = true
			last.Hyphen = strings.HasSuffix(last.Text, "-")
		}
		b.block.Lines = append(b.block.Lines, ingest.Line{
			Text: squeeze(wording), Indent: float64(indent) / 2, Center: indent > width/8 && indent+len([]rune(wording)) < width && centred(indent, wording, width),
		})
		previous = indent
	}
	b.endBlock()
}

func leading(l string) int {
	n := 0
	for _, r := range l {
		switch {
		case r == '\t':
			n += 8
		case unicode.IsSpace(r):
			n++
		default:
			return n
		}
	}
	return n
}

// centred says whether a line has about as much room after it as before it.
func centred(indent int, wording string, width int) bool {
	after := width - indent - len([]rune(wording))
	return indent >= 8 && after-indent < 8 && indent-after < 8
}

// typicalWidth is the length that nine lines in ten do not pass.
func typicalWidth(lines []string) int {
	var counts [201]int
	n := 0
	for _, l := range lines {
		if w := len([]rune(strings.TrimRight(l, " \t"))); w > 0 {
			counts[min(w, 200)]++
			n++
		}
	}
	seen := 0
	for w, c := range counts {
		if seen += c; 10*seen >= 9*n {
			return w
		}
	}
	return 200
}
