package html

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/pandect/pandect/ingest"
)

// readPlain reads a text file: pages end at form feeds; a line that is only a page number beside one is left out.
func readPlain(doc *ingest.Document, text string) {
	pages := strings.Split(text, "\f")
	b := newBuilder()
	for i, page := range pages {
		before := len(b.pieces)
		if len(pages) > 1 {
			page = withoutPageNumber(page)
		}
		b.preformatted(page)
		for j := before; len(pages) > 1 && j < len(b.pieces); j++ {
			for k := range b.pieces[j].Lines {
				b.pieces[j].Lines[k].Page = i + 1
			}
		}
	}
	if len(pages) > 1 {
		doc.Pages = len(pages)
	}
	pieces, contents := cutContents(trim(b.done()))
	doc.Blocks, doc.Contents = blocks(pieces), contents
}

var pageNumber = regexp.MustCompile(`(?i)^[\s–-]*(page|seite|página|стр\.?)?\s*\d{1,4}\s*((of|/|von|de)\s*\d+)?[\s–-]*$`)

func withoutPageNumber(page string) string {
	lines := strings.Split(page, "\n")
	for _, i := range [2]int{firstFilled(lines), lastFilled(lines)} {
		if i >= 0 && pageNumber.MatchString(lines[i]) {
			lines[i] = ""
		}
	}
	return strings.Join(lines, "\n")
}

func firstFilled(lines []string) int {
	for i, l := range lines {
		if strings.TrimSpace(l) != "" {
			return i
		}
	}
	return -1
}

func lastFilled(lines []string) int {
	for i := len(lines) - 1; i >= 0; i-- {
		if strings.TrimSpace(lines[i]) != "" {
			return i
		}
	}
	return -1
}

// preformatted reads text that stands in lines. A line end is the page's own, and not the law's, where the next word would not have fitted
// the line; a paragraph ends at any other, at an empty line, and where the next line stands further in than the one before.
func (b *builder) preformatted(text string) {
	b.endBlock()
	lines := strings.Split(strings.ReplaceAll(text, "\r", ""), "\n")
	width := typicalWidth(lines)
	previous, centred := 0, false
	for _, l := range lines {
		wording := squeeze(strings.ReplaceAll(l, "\u00AD", ""))
		if wording == "" {
			b.endBlock()
			continue
		}
		indent := leading(l)
		middle := isCentred(indent, wording, width)
		if n := len(b.piece.Lines); n > 0 {
			last := &b.piece.Lines[n-1]
			full := previous+len([]rune(last.Text))+1+firstWord(wording) > width-width/12
			hangs := full && !strings.ContainsAny(last.Text[len(last.Text)-1:], ".;:!?") // a long heading goes on below itself
			switch {
			case middle && centred || hangs:
				last.Soft = true
			case indent >= previous+2 || middle != centred || !full:
				b.endBlock()
			default:
				last.Soft = true
			}
			last.Hyphen = last.Soft && strings.HasSuffix(last.Text, "-")
		}
		b.piece.Lines = append(b.piece.Lines, ingest.Line{Text: wording, Size: 12, Indent: float64(indent) / 2, Center: middle})
		b.piece.letters += len([]rune(wording))
		previous, centred = indent, middle
	}
	b.endBlock()
}

func firstWord(s string) int {
	if i := strings.IndexByte(s, ' '); i >= 0 {
		s = s[:i]
	}
	return len([]rune(s))
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

// isCentred says whether a line has about as much room after it as before it, and more than a paragraph's indent.
func isCentred(indent int, wording string, width int) bool {
	after := width - indent - len([]rune(wording))
	return indent >= 9 && after-indent < 9 && indent-after < 9
}

// typicalWidth is the length that nine lines in ten do not pass, at most 200.
func typicalWidth(lines []string) int {
	var counts [201]int
	n := 0
	for _, l := range lines {
		if w := len([]rune(strings.TrimRight(l, " \t\r"))); w > 0 {
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
