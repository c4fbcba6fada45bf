package pdf

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/ingest"
)

// indent is how far l begins from its column's edge, slack how far it ends before the other edge, in points.
func (l *line) indent() float64 {
	if l.rtl {
		return l.column.x1 - l.x1
	}
	return l.x0 - l.column.x0
}

func (l *line) slack() float64 {
	if l.rtl {
		return l.x0 - l.column.x0
	}
	return l.column.x1 - l.x1
}

// centered says whether l stands in the middle of its column, with room on both sides.
func (l *line) centered() bool { return l.middle }

// center marks the lines that are centred: those that have the same room on both sides, and do not begin where a neighbour of another width
// begins, as the lines of a hanging paragraph do.
func center(lines []line) {
	for i := range lines {
		l := &lines[i]
		a, b := l.indent(), l.slack()
		l.middle = a > 1.8*l.size && b > 1.8*l.size && math.Abs(a-b) < math.Max(1.2*l.size, 0.08*(a+b)) &&
			!(i > 0 && l.flush(&lines[i-1])) && !(i+1 < len(lines) && l.flush(&lines[i+1]))
	}
}

// flush says whether l and its neighbour begin at the same place and end at others.
func (l *line) flush(o *line) bool {
	return l.column == o.column && math.Abs(o.y-l.y) < 2*l.size && math.Abs(l.indent()-o.indent()) < 0.3*l.size && math.Abs(l.slack()-o.slack()) > l.size
}

// paragraphs joins lines to blocks, each a paragraph, heading, note or footnote, and takes out tables of contents.
func paragraphs(lines []line, s style, pages int) ([]ingest.Block, []ingest.Entry) {
	main, notes, foots := parted(lines, s)
	main, entries := contents(main, notes, pages)
	p := joiner{style: s, beside: besides(notes)}
	var found []paragraph
	for _, l := range main {
		if p.last == nil || p.starts(l) {
			found = append(found, paragraph{})
			p.begin(l)
		}
		last := &found[len(found)-1]
		last.lines = append(last.lines, l)
		p.add(l)
	}
	return assemble(found, notes, foots, s), entries
}

// paragraph is the lines of a block.
type paragraph struct{ lines []*line }

// near is how far apart the first line of a note and that of its paragraph may stand.
func (p paragraph) near(note paragraph) float64 {
	best := math.Inf(1)
	for i, l := range p.lines {
		if l.page != note.lines[0].page {
			continue
		}
		d := math.Abs(l.y - note.lines[0].y)
		if i > 0 { // in the middle of a paragraph: only if none begins there
			d += 2 * l.size
		}
		best = math.Min(best, d)
	}
	return best
}

// parted takes marginal notes and footnotes out of lines, and joins their lines.
func parted(lines []line, s style) (main []*line, notes, foots []paragraph) {
	numbered := map[int][]float64{} // heights at which numbered provisions begin, by page
	for i := range lines {
		l := &lines[i]
		if l.foot {
			if n := len(foots); n == 0 || footMark.MatchString(l.text) || foots[n-1].lines[0].page != l.page {
				foots = append(foots, paragraph{})
			}
			last := &foots[len(foots)-1]
			last.lines = append(last.lines, l)
		} else if !l.note {
			main = append(main, l)
			if sectionStart.MatchString(l.text) {
				numbered[l.page] = append(numbered[l.page], l.y)
			}
		}
	}
	for i := range lines {
		l := &lines[i]
		if !l.note {
			continue
		}
		if n := len(notes); n > 0 && notes[n-1].continues(l, s, numbered[l.page]) {
			notes[n-1].lines = append(notes[n-1].lines, l)
			continue
		}
		notes = append(notes, paragraph{[]*line{l}})
	}
	return main, notes, foots
}

var sectionStart = regexp.MustCompile(`^\p{Nd}{1,4}\p{L}{0,2}\.`)

// continues says whether l is the next line of note p: close below, and no new note that stands beside the next section.
func (p paragraph) continues(l *line, s style, numbered []float64) bool {
	before := p.lines[len(p.lines)-1]
	if before.column != l.column || l.y-before.y >= 1.5*math.Max(l.size, s.leading*l.size/s.size) {
		return false
	}
	if r, _ := utf8.DecodeRuneInString(l.text); !unicode.IsUpper(r) || len(p.lines) < 2 {
		return true
	}
	for _, y := range numbered {
		if math.Abs(y-l.y) < 0.6*s.size {
			return false
		}
	}
	return true
}

// besides lists the heights at which notes begin, by page.
func besides(notes []paragraph) map[int][]float64 {
	ys := map[int][]float64{}
	for _, n := range notes {
		ys[n.lines[0].page] = append(ys[n.lines[0].page], n.lines[0].y)
	}
	return ys
}

// assemble makes blocks of paragraphs, with each marginal note before the paragraph it stands beside and each footnote behind the last
// paragraph that begins on its page.
func assemble(main, notes, foots []paragraph, s style) []ingest.Block {
	after := map[int][]paragraph{}
	for i, f := 0, 0; f < len(foots); f++ {
		for i+1 < len(main) && main[i+1].lines[0].page <= foots[f].lines[0].page {
			i++
		}
		after[i] = append(after[i], foots[f])
	}
	before := map[int][]paragraph{}
	at := 0
	for _, n := range notes {
		page := n.lines[0].page
		for at < len(main) && main[at].lines[len(main[at].lines)-1].page < page {
			at++
		}
		best, distance := at, math.Inf(1)
		for i := at; i < len(main) && main[i].lines[0].page <= page; i++ {
			if d := main[i].near(n); d < distance {
				best, distance = i, d
			}
		}
		before[best] = append(before[best], n)
	}
	var blocks []ingest.Block
	for i := 0; i <= len(main); i++ {
		for _, n := range before[i] {
			blocks = append(blocks, block(n, ingest.Margin, s))
		}
		if i < len(main) {
			blocks = append(blocks, block(main[i], main[i].kind(s), s))
		}
		for _, f := range after[i] {
			blocks = append(blocks, block(f, ingest.Footnote, s))
		}
	}
	return blocks
}

func block(p paragraph, kind ingest.Kind, s style) ingest.Block {
	b := ingest.Block{Kind: kind, Lines: make([]ingest.Line, len(p.lines))}
	for i, l := range p.lines {
		b.Lines[i] = printed(l, s)
		if i+1 < len(p.lines) {
			b.Lines[i].Soft = true
			b.Lines[i].Hyphen = endsInHyphen(l.text)
		}
	}
	return b
}

// kind is Heading where size, weight and place leave no doubt.
func (p paragraph) kind(s style) ingest.Kind {
	l := p.lines[0]
	letters := 0
	for _, l := range p.lines {
		letters += utf8.RuneCountInString(l.text)
	}
	switch {
	case letters > 250 || len(p.lines) > 5:
		return ingest.Paragraph
	case l.size > 1.15*s.size || l.bold && (l.centered() || !terminal(p.lines[len(p.lines)-1].text)):
		return ingest.Heading
	case l.centered() && strings.ToUpper(l.text) == l.text && strings.ToLower(l.text) != l.text:
		return ingest.Heading
	}
	return ingest.Paragraph
}

// joiner decides where paragraphs begin. It looks at the line before, and at what the paragraph under way looks like.
type joiner struct {
	style  style
	beside map[int][]float64 // heights at which marginal notes begin, by page
	first  *line             // of the paragraph
	last   *line
	n      int
}

func (p *joiner) begin(l *line) { p.first, p.last, p.n = l, nil, 0 }
func (p *joiner) add(l *line)   { p.last = l; p.n++ }

// starts says whether l begins a paragraph after p.last.
func (p *joiner) starts(l *line) bool {
	a := p.last
	em := math.Max(a.size, l.size)
	if endsInHyphen(a.text) && lower(l.text) && a.column == l.column && math.Abs(a.size-l.size) < 0.12*em && l.y-a.y < 1.35*p.leading(em) && l.y > a.y {
		return false // in the middle of a word, even if its weight changes
	}
	if math.Abs(a.size-l.size) > 0.12*em && !runsOn(a, l, em) || a.bold != l.bold && (a.bold || !l.bold || l.centered()) {
		return true
	}
	if a.centered() != l.centered() && (a.centered() || p.n > 1) && !(a.centered() && p.first.indent() < em) {
		return true
	}
	if a.column != l.column {
		return p.startsColumn(a, l, em)
	}
	gap := l.y - a.y
	if gap > 1.35*p.leading(em) || gap < 0.3*em {
		return true
	}
	if p.ended(a, l, em) || labelled(l.text) && p.noted(l) || succeeds(p.first.text, l.text) {
		return true
	}
	step := l.indent() - a.indent()
	if a.rtl != l.rtl {
		return false
	}
	switch {
	case a.centered() && l.centered():
		return labelled(l.text) && terminal(a.text)
	case step > 0.7*em: // further in than the line before
		if p.n == 1 && hangs(a, l, em) {
			return false
		}
		return terminal(a.text) || labelled(l.text) || p.n > 1
	case step < -0.7*em: // further out
		return p.n > 1 || labelled(l.text) && terminal(a.text)
	}
	return labelled(l.text) && (terminal(a.text) || p.n == 1 && labelled(a.text) && a.slack() > em)
}

// runsOn says whether l goes on with a though its letters are of another size, as in a long title in small capitals.
func runsOn(a, l *line, em float64) bool {
	return a.column == l.column && !labelled(l.text) && a.slack() < em && !terminal(a.text) && math.Abs(a.indent()-l.indent()) < 0.5*em && !a.bold && !l.bold && math.Min(a.size, l.size) > 0.65*em
}

// noted says whether a marginal note begins beside l.
func (p *joiner) noted(l *line) bool {
	for _, y := range p.beside[l.page] {
		if math.Abs(y-l.y) < 0.6*l.size {
			return true
		}
	}
	return false
}

// leading is the distance of baselines that letters of this size usually have.
func (p *joiner) leading(size float64) float64 {
	return p.style.leading * math.Max(1, size/p.style.size)
}

// ended says whether a ends before the edge though the first word of l would have had room.
func (p *joiner) ended(a, l *line, em float64) bool {
	if a.centered() {
		return false
	}
	word := math.Min(l.first.x1-l.first.x0, 12*em)
	if r, _ := utf8.DecodeRuneInString(l.text); isHan(r) {
		word = 1.2 * em
	}
	room := a.slack() - word - 0.3*em
	if endsInHyphen(a.text) {
		room -= 2 * em
	}
	return room > 0.9*em
}

// startsColumn is starts for the first line of a column or page.
func (p *joiner) startsColumn(a, l *line, em float64) bool {
	if p.ended(a, l, em) && !endsInHyphen(a.text) || a.centered() || l.centered() {
		return true
	}
	if labelled(l.text) && !lower(l.text) && (terminal(a.text) || l.indent() > 0.7*em) {
		return true
	}
	if endsInHyphen(a.text) || lower(l.text) {
		return false
	}
	if terminal(a.text) {
		return l.indent() > 0.7*em || a.slack() > 0.5*em || p.n > 1 && p.first.indent() < 0.5*em && l.indent() < 0.5*em
	}
	return l.indent() > 0.7*em && p.first.indent() > 0.7*em && p.last != p.first
}

// hangs says whether l stands under the wording of a, whose label stands out.
func hangs(a, l *line, em float64) bool {
	return labelled(a.text) || !terminal(a.text)
}

var label = regexp.MustCompile(`^[“"«„'(\[]{0,2}(?:(?:§+|Art(?:icle|ículo|igo|\.)?|Sec(?:tion|ción|\.)?|Статья|Глава|Раздел|المادة|مادة|[Pp]art|PART|Chapter|CHAPTER|[A-Z]{2,} )\s*\p{Nd}+|\p{L}[\p{L}\p{M}]{1,12}\.?\s?\p{Nd}{1,4}\S{0,4}?\s*(?:[.:—–ـ-]\s|$)|\p{Nd}{1,4} ?\p{L}?\.? ?§|\p{Nd}{1,4}-\p{L}{3,6}\b|제\s?\p{Nd}{1,4}조|第[\p{Han}\p{Nd}]{1,6}[条條章节編编款]|[（(][\p{Han}\p{Nd}\p{L}]{1,5}[)）]|\p{Nd}{1,4}[\p{L}]{0,3}(?:[.\-–]\p{Nd}+)*[.)°º।۔။]|\p{Nd}+[A-Z]{0,2}(?:\.| ?\()|[a-zA-Zа-яА-Я]{1,2}[).] |[ivxlcdmIVXLCDM]{1,6}[).] |[•·▪●–—-] |[\p{Han}]{1,3}、)`)

var wordAndNumber = regexp.MustCompile(`^(§|\p{L}{3,10})[.:]?\s?(\p{Nd}{1,4})\b`)

// succeeds says whether b begins with the number after the one that a begins with, behind the same word: "Article 2" after "Article 1". A
// reference at the head of a line seldom does.
func succeeds(a, b string) bool {
	x, y := wordAndNumber.FindStringSubmatch(a), wordAndNumber.FindStringSubmatch(b)
	if x == nil || y == nil || !strings.EqualFold(x[1], y[1]) {
		return false
	}
	n, _ := strconv.Atoi(corpus.ASCIIDigits(x[2]))
	m, _ := strconv.Atoi(corpus.ASCIIDigits(y[2]))
	return m == n+1
}

// labelled says whether a line begins with a number, a letter in brackets or another mark as provisions have.
func labelled(s string) bool { return label.MatchString(s) }

// terminal says whether s ends as a sentence or a clause does.
func terminal(s string) bool {
	s = strings.TrimRight(s, "”\"»’') ]")
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(".;:?!。；：？！؛.؟…—–।۔។။።։", r) || s == ""
}

func lower(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r)
}

func endsInHyphen(s string) bool {
	r, n := utf8.DecodeLastRuneInString(s)
	if !strings.ContainsRune("-\u00AD\u2010¬", r) {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(s[:len(s)-n])
	return unicode.IsLetter(before)
}

func printed(l *line, s style) ingest.Line {
	return ingest.Line{Text: l.text, Page: l.page, Size: math.Round(l.size/s.size*100) / 100, Bold: l.bold, Italic: l.italic, Lead: l.lead,
		Center: l.centered(), Indent: math.Round(l.indent()/s.size*10) / 10, Conf: l.conf, Mended: l.mended}
}
