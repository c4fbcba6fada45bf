package pdf

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/pandect/pandect/ingest"
)

// typeset draws text at x, y (baseline) in letters half as wide as they are high.
func typeset(s *sheet, x, y, size float64, text string) {
	r := row{y: y, size: size}
	for i, r := range s.rows {
		if r.y == y {
			s.rows[i].words = append(s.rows[i].words, wordsAt(x, y, size, text)...)
			return
		}
	}
	r.words = wordsAt(x, y, size, text)
	s.rows = append(s.rows, r)
}

func wordsAt(x, y, size float64, text string) []word {
	var ws []word
	for _, t := range strings.Fields(text) {
		n := len([]rune(t))
		ws = append(ws, word{text: t, n: n, x0: x, x1: x + float64(n)*size/2, y: y, size: size})
		x += float64(n+1) * size / 2
	}
	return ws
}

// lines typesets lines one below the other, 12 points apart.
func typesetAll(s *sheet, x, y, size float64, lines ...string) {
	for i, l := range lines {
		typeset(s, x, y+12*float64(i), size, l)
	}
}

// read gives the blocks of sheets as kind: text, lines joined by a slash.
func readSheets(sheets ...sheet) []string {
	furniture(sheets)
	st := measure(sheets)
	blocks, _ := paragraphs(layout(sheets, st), st, len(sheets))
	kinds := map[ingest.Kind]string{ingest.Paragraph: "p", ingest.Heading: "h", ingest.Margin: "m", ingest.Footnote: "f"}
	var got []string
	for _, b := range blocks {
		var lines []string
		for _, l := range b.Lines {
			lines = append(lines, l.Text)
		}
		got = append(got, kinds[b.Kind]+": "+strings.Join(lines, " / "))
	}
	return got
}

func newPage(number int) sheet { return sheet{number: number, width: 500, height: 700} }

const filler = "wording that fills the line up to its very end now"

func TestLayout_TwoColumns(t *testing.T) {
	s := newPage(1)
	typeset(&s, 150, 40, 14, "An Act of the two columns of print")
	typesetAll(&s, 50, 80, 10, "1. The left column begins with a", "section that has a few lines of", "wording and ends here.",
		"2. Then comes another section, and it", "has wording enough to fill the lines", "of the column to its foot.")
	typesetAll(&s, 270, 80, 10, "3. The right column goes on with a", "third section, which is not to stand", "between the lines of the first.",
		"4. The last section of this small page", "ends the Act, and nothing is to come", "after it but the schedule.")
	want := []string{
		"h: An Act of the two columns of print",
		"p: 1. The left column begins with a / section that has a few lines of / wording and ends here.",
		"p: 2. Then comes another section, and it / has wording enough to fill the lines / of the column to its foot.",
		"p: 3. The right column goes on with a / third section, which is not to stand / between the lines of the first.",
		"p: 4. The last section of this small page / ends the Act, and nothing is to come / after it but the schedule.",
	}
	if diff := cmp.Diff(want, readSheets(s)); diff != "" {
		t.Error(diff)
	}
}

func TestLayout_MarginalNotes(t *testing.T) {
	s := newPage(1)
	typesetAll(&s, 50, 80, 10, "1. This Act may be cited as the Harbours Act and its "+"sections", "apply to all harbours of the Republic, whatever their size.",
		"2. In this Act, unless the context otherwise requires, harbour", "means a place where ships may lie, load and unload in safety", "and any place that the Minister so declares.")
	typeset(&s, 380, 80, 8, "Short title")
	typesetAll(&s, 380, 104, 8, "Meaning of", "harbour")
	want := []string{
		"m: Short title",
		"p: 1. This Act may be cited as the Harbours Act and its sections / apply to all harbours of the Republic, whatever their size.",
		"m: Meaning of / harbour",
		"p: 2. In this Act, unless the context otherwise requires, harbour / means a place where ships may lie, load and unload in safety / and any place that the Minister so declares.",
	}
	if diff := cmp.Diff(want, readSheets(s)); diff != "" {
		t.Error(diff)
	}
}

func TestLayout_FurnitureAndPageBreak(t *testing.T) {
	var sheets []sheet
	for n := 1; n <= 4; n++ {
		s := newPage(n)
		typeset(&s, 50, 30, 8, "Official Gazette No. "+strings.Repeat("1", n))
		typesetAll(&s, 50, 80, 10, "A paragraph that runs over the foot of the page "+"goes", "on at the head of the next one and has no full stop yet to", filler+" as it goes")
		typeset(&s, 240, 680, 10, strings.Repeat("i", n))
		sheets = append(sheets, s)
	}
	got := strings.Join(readSheets(sheets...), "\n")
	if strings.Contains(got, "Gazette") || strings.Contains(got, "iii") {
		t.Errorf("furniture left in: %s", got)
	}
}

func TestLayout_ArticleAtTheHeadOfPages(t *testing.T) {
	var sheets []sheet
	for n := 1; n <= 20; n++ {
		s := newPage(n)
		if n%4 == 0 {
			typeset(&s, 50, 80, 10, fmt.Sprintf("Article %d.", 3*n))
		}
		typesetAll(&s, 50, 92, 10, filler, filler, filler, filler+".")
		sheets = append(sheets, s)
	}
	if got := strings.Join(readSheets(sheets...), "\n"); strings.Count(got, "Article") != 5 {
		t.Errorf("articles were taken for running heads: %s", got)
	}
}

func TestLayout_Footnote(t *testing.T) {
	a, b := newPage(1), newPage(2)
	typesetAll(&a, 50, 80, 10, filler, filler, filler, filler, "a sentence that is not at an end where the page is")
	typeset(&a, 50, 180, 8, "1 The earlier Act was repealed.")
	typesetAll(&b, 50, 80, 10, "goes on with the rest of it on the next page, so far", filler, filler, filler, filler+".")
	got := readSheets(a, b)
	if len(got) != 2 || got[1] != "f: 1 The earlier Act was repealed." || !strings.Contains(got[0], "page is / goes on") {
		t.Errorf("got %q", got)
	}
}

func TestLayout_LineNumbers(t *testing.T) {
	s := newPage(1)
	typesetAll(&s, 60, 80, 10, filler, filler, filler, filler, filler, filler, filler, filler, filler, filler, filler, filler, filler, filler, filler, filler, filler, filler, filler, filler)
	for i := 4; i < 20; i += 5 {
		s.rows[i].words = append(wordsAt(30, s.rows[i].y, 8, []string{"5", "10", "15", "20"}[i/5]), s.rows[i].words...)
	}
	for _, b := range readSheets(s) {
		if strings.ContainsAny(b, "0123456789") {
			t.Errorf("line number left in %q", b)
		}
	}
}

func TestContents(t *testing.T) {
	s := newPage(1)
	typesetAll(&s, 50, 60, 10, "ARRANGEMENT OF SECTIONS", "1. Short title", "2. Interpretation of terms", "3. Duties of the harbour master", "4. Offences and penalties", "5. Repeal of earlier law")
	body := newPage(2)
	typesetAll(&body, 50, 60, 10, "1. Short title", "This Act may be cited as the Harbours Act and its sections so", "apply.", "2. Interpretation of terms", "In this Act harbour means a place where ships may lie.",
		"3. Duties of the harbour master", "The harbour master keeps order.", "4. Offences and penalties", "A person who disobeys commits an offence.", "5. Repeal of earlier law", "The Ports Act is repealed.")
	sheets := []sheet{s, body}
	st := measure(sheets)
	blocks, entries := paragraphs(layout(sheets, st), st, 2)
	want := []ingest.Entry{{Label: "1.", Heading: "Short title"}, {Label: "2.", Heading: "Interpretation of terms"},
		{Label: "3.", Heading: "Duties of the harbour master"}, {Label: "4.", Heading: "Offences and penalties"}, {Label: "5.", Heading: "Repeal of earlier law"}}
	if diff := cmp.Diff(want, entries); diff != "" {
		t.Error(diff)
	}
	for _, b := range blocks {
		if b.Lines[0].Page == 1 {
			t.Errorf("contents left in the text: %q", b.Lines[0].Text)
		}
	}
}

func TestCutEntry(t *testing.T) {
	tests := []struct {
		in, text string
		page     int
	}{
		{"5. Offences ........ 12", "5. Offences", 12},
		{"Artículo 3 … … … 7", "Artículo 3", 7},
		{"Chapter II . . . . . iv", "Chapter II", 4},
		{"المادة الأولى ...... ٣", "المادة الأولى", 3},
		{"Interpretation", "Interpretation", 0},
	}
	for _, test := range tests {
		if text, page, _ := cutEntry(test.in); text != test.text || page != test.page {
			t.Errorf("cutEntry(%q) = %q, %d, want %q, %d", test.in, text, page, test.text, test.page)
		}
	}
}

func TestPageNumber(t *testing.T) {
	tests := []struct {
		in   string
		want int
		ok   bool
	}{
		{"12", 12, true}, {"— 12 —", 12, true}, {"Page 3 of 9", 3, true}, {"xiv", 14, true}, {"صفحة ٣", 3, true}, {"第3页", 3, true},
		{"12. Offences", 0, false}, {"Harbours Act", 0, false}, {"2001 No. 15", 0, false},
	}
	for _, test := range tests {
		if got, ok := pageNumber(test.in); got != test.want || ok != test.ok {
			t.Errorf("pageNumber(%q) = %d, %t, want %d, %t", test.in, got, ok, test.want, test.ok)
		}
	}
}

// FuzzLayout scatters letters over three pages. Nothing may be lost but what repeats.
func FuzzLayout(f *testing.F) {
	f.Add([]byte("1. An Act of letters and 12 numbers"), uint8(7), uint8(12))
	f.Add([]byte("المادة 1 (٢) text\xff\x00\x10"), uint8(1), uint8(200))
	f.Fuzz(func(t *testing.T, text []byte, step, turn uint8) {
		var sheets []sheet
		for n := 1; n <= 3; n++ {
			p := page{number: n, width: 500, height: 700}
			x, y := 50.0, 60.0
			for i, r := range string(text) {
				size := 6 + float64((i*int(turn))%9)
				p.glyphs = append(p.glyphs, glyph{r: r, x0: x, x1: x + size/2, y: y, size: size, font: &font{bold: i%7 == 0}, run: i / 5, breakAfter: r == ' '})
				x += float64(step%40) - 4
				if x > 460 || i%max(int(turn), 1) == 0 {
					x, y = 50+float64(i%90), y+float64(turn%30)
				}
			}
			sheets = append(sheets, newSheet(&p))
		}
		readSheets(sheets...)
	})
}

func TestOnce(t *testing.T) {
	run := func(id int, x float64, text string) (gs []glyph) {
		for _, r := range text {
			gs = append(gs, glyph{r: r, run: id, x0: x, x1: x + 3, y: 100, size: 11})
			x += 3
		}
		return gs
	}
	var page []glyph
	page = append(page, run(1, 10, "ກີ")...)
	page = append(page, run(2, 17, "ດ")...)
	page = append(page, run(3, 11, "ກີ")...) // the mark's own shape
	page = append(page, run(4, 30, "ກີ")...) // the same syllable again
	text := ""
	for _, g := range once(page) {
		text += string(g.r)
	}
	if want := "ກີດກີ"; text != want {
		t.Errorf("once = %q, want %q", text, want)
	}
}
