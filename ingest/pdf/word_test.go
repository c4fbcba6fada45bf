package pdf

import "testing"

// TestWords_OverhangingLetter holds that a blank that pdfium sees parts words though an italic f reaches over most of it, and that letters of one
// word stay together.
func TestWords_OverhangingLetter(t *testing.T) {
	for _, c := range []struct {
		letters string
		gap     float64 // points before the last letter, of letters of 9 points
		blank   bool    // pdfium thinks that a word ends there
		want    int
	}{
		{"ofA", 0.32, true, 2}, {"ofA", 0.32, false, 1}, {"ofA", 0.05, true, 1}, {"ofa", 0.32, true, 1}, {"ofa", 2, false, 2},
	} {
		var glyphs []glyph
		x := 0.0
		for i, r := range c.letters {
			if i == len(c.letters)-1 {
				x += c.gap
				glyphs[i-1].mayBreak = c.blank
			}
			glyphs = append(glyphs, glyph{r: r, x0: x, x1: x + 4, y: 10, size: 9})
			x += 4
		}
		if got := words(glyphs); len(got) != c.want {
			t.Errorf("%s with a gap of %v (a blank: %v) is %d words, want %d", c.letters, c.gap, c.blank, len(got), c.want)
		}
	}
}
