package api

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/ui"
)

// plainWords are the words of text in small letters without marks; of scripts without blanks, their characters.
func plainWords(text string) []string {
	var out []string
	var word strings.Builder
	end := func() {
		if word.Len() > 0 {
			out = append(out, word.String())
			word.Reset()
		}
	}
	for _, r := range norm.NFKC.String(text) {
		switch {
		case unicode.Is(unicode.Han, r):
			end()
			out = append(out, string(r))
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			word.WriteRune(unicode.ToLower(r))
		case unicode.IsMark(r) || r == '\u00AD' || r == '\u0640':
		default:
			end()
		}
	}
	end()
	return out
}

// soughtWords are the words that a search marked in a text, as they stand there.
func soughtWords(t *corpus.Text, marks ui.Marks) map[string]bool {
	out := map[string]bool{}
	if len(marks) == 0 {
		return out
	}
	for _, u := range t.Units() {
		for _, span := range marks[u.EID] {
			if span.Start >= 0 && span.Start <= span.End && span.End <= len(u.Text) {
				for _, w := range plainWords(u.Text[span.Start:span.End]) {
					out[w] = true
				}
			}
		}
	}
	return out
}

// wordBoxes are the words of a page that are among those sought.
func wordBoxes(page []corpus.PageWord, sought map[string]bool) []ui.Box {
	var out []ui.Box
	for _, w := range page {
		for _, part := range plainWords(w.Text) {
			if sought[part] {
				out = append(out, ui.Box{X: w.X, Y: w.Y, Width: w.Width, Height: w.Height})
				break
			}
		}
	}
	return out
}

// provisionWords are the words of a provision with its parts, in order.
func provisionWords(p *corpus.Provision) []string {
	var out []string
	for part := range corpus.All([]corpus.Provision{*p}) {
		out = append(out, plainWords(part.Label+" "+part.Heading+" "+part.Text)...)
	}
	return out
}

const (
	inRow     = 3  // words of a page that stand in a provision side by side are taken for its words
	mayMiss   = 12 // words between, misread or of another column
	fewOnPage = 5  // fewer are taken for chance, unless the provision has no more
)

// lineBoxes are the lines of a page in which a provision stands: the longest stretch of words that come in its order.
func lineBoxes(page []corpus.PageWord, wording []string) []ui.Box {
	rows := map[[inRow]string][]int{} // places in the wording
	for i := 0; i+inRow <= len(wording); i++ {
		row := [inRow]string(wording[i : i+inRow])
		rows[row] = append(rows[row], i)
	}
	var words []string
	var of []int // words of the page
	for i, w := range page {
		for _, part := range plainWords(w.Text) {
			words, of = append(words, part), append(of, i)
		}
	}
	var stretch, best []int
	last, lastPlace := -1, -1 // on the page, in the wording
	for i := 0; i+inRow <= len(words); i++ {
		places := rows[[inRow]string(words[i:i+inRow])]
		if len(places) == 0 {
			continue
		}
		next := slices.IndexFunc(places, func(p int) bool { return p > lastPlace && p-lastPlace <= i-last+mayMiss })
		if last < 0 || i-last > mayMiss || next < 0 {
			if next < 0 && last >= 0 && i-last <= mayMiss {
				continue // the same words elsewhere: of this provision's neighbour
			}
			stretch, next, last = nil, 0, i-inRow
		}
		stretch = append(stretch, of[max(i, last+inRow):i+inRow]...)
		last, lastPlace = i, places[next]
		if len(stretch) > len(best) {
			best = slices.Clone(stretch)
		}
	}
	if len(best) < min(fewOnPage, len(wording)) {
		return nil
	}
	return joinLines(page, best)
}

// joinLines joins words that stand on one line.
func joinLines(page []corpus.PageWord, words []int) []ui.Box {
	var out []ui.Box
	for _, i := range words {
		w := page[i]
		if n := len(out) - 1; n >= 0 && w.Y < out[n].Y+out[n].Height/2 && w.Y+w.Height > out[n].Y+out[n].Height/2 {
			left, right := min(out[n].X, w.X), max(out[n].X+out[n].Width, w.X+w.Width)
			top, bottom := min(out[n].Y, w.Y), max(out[n].Y+out[n].Height, w.Y+w.Height)
			out[n] = ui.Box{X: left, Y: top, Width: right - left, Height: bottom - top}
			continue
		}
		out = append(out, ui.Box{X: w.X, Y: w.Y, Width: w.Width, Height: w.Height})
	}
	return out
}
