package pdf

import (
	"math"
	"strings"

	"github.com/pandect/pandect/ingest"
)

// blocks joins lines to paragraphs.
func blocks(lines []line, body float64) []ingest.Block {
	var result []ingest.Block
	for i, l := range lines {
		if i == 0 || starts(lines[i-1], l) {
			result = append(result, ingest.Block{})
		}
		b := &result[len(result)-1]
		if n := len(b.Lines); n > 0 {
			b.Lines[n-1].Soft = true
			b.Lines[n-1].Hyphen = endsInHyphen(b.Lines[n-1].Text)
		}
		b.Lines = append(b.Lines, printed(l, body))
	}
	return result
}

func endsInHyphen(s string) bool {
	return strings.HasSuffix(s, "-") || strings.HasSuffix(s, "\u00AD") || strings.HasSuffix(s, "\u2010") || strings.HasSuffix(s, "¬")
}

// starts says whether l begins a paragraph after the line before it.
func starts(before, l line) bool {
	if before.page != l.page || before.column != l.column {
		return true
	}
	gap := l.y - before.y
	return gap > 1.6*math.Max(before.size, l.size) || gap < 0 || before.bold != l.bold || math.Abs(before.size-l.size) > 0.1*l.size ||
		l.x0-l.column.x0 > before.x0-l.column.x0+0.8*l.size
}

func printed(l line, body float64) ingest.Line {
	return ingest.Line{Text: l.text, Page: l.page, Size: math.Round(l.size/body*100) / 100, Bold: l.bold, Italic: l.italic, Conf: l.conf}
}
