package ingest

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// paragraph is what the segmenter reads: a piece of wording that begins where the source shows a new line of thought.
type paragraph struct {
	text   string
	kind   Kind
	level  int
	page   int
	bold   bool // all of it
	italic bool
	center bool
	size   float64
	indent float64
	lead   int  // bytes at its start that are bold, where the rest is not
	first  bool // of its block
	conf   float64
	words  int  // words read by OCR, for the mean
	mended int  // words that the page shows otherwise
	ocr    bool // its page was read by OCR
	bare   bool // so it was, and may be a heading for all that is known of its look
	quoted bool // within quotation marks opened in an earlier paragraph

	misread                   bool  // unit is what OCR misread
	unit, container, attached *mark // the label with which it begins, read as one of these; nil where it has none (readLabels)
	aside                     *mark // of a unit that counts by itself
}

// paragraphs makes paragraphs of the blocks: soft lines are joined, hard ones part them.
func paragraphs(doc *Document, language string, lex *lexis) []paragraph {
	joiner := newJoiner(doc, language)
	read := pagesRead(doc)
	var out []paragraph
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		for j := 0; j < len(b.Lines); {
			end := j + 1
			for end < len(b.Lines) && b.Lines[end-1].Soft && !lex.breaks(&b.Lines[end-1], &b.Lines[end], end+1 == len(b.Lines)) {
				end++
			}
			p := newParagraph(b, b.Lines[j:end], j == 0)
			before := joiner.mended
			p.text = norm.NFC.String(joiner.join(b.Lines[j:end]))
			p.mended += joiner.mended - before
			if j == 0 && b.Label != "" {
				p.text = b.Label + " " + p.text
				p.lead = 0
			}
			p.ocr = read[p.page]
			p.bare = p.ocr && j == 0 && end == len(b.Lines) && mayHead(b, p.text)
			if p.text != "" {
				out = append(out, p)
			}
			j = end
		}
	}
	markQuoted(out)
	return out
}

// pagesRead lists the pages that OCR read.
func pagesRead(doc *Document) map[int]bool {
	pages := map[int]bool{}
	for i := range doc.Blocks {
		for _, l := range doc.Blocks[i].Lines {
			if l.Conf > 0 {
				pages[l.Page] = true
			}
		}
	}
	return pages
}

// breaks says whether a paragraph begins at line b although the page shows none: where letters turn bold after the end of a sentence; where a label
// stands below a bold heading of another size, or alone below any; where a label alone ends its block; and where a label with its word and a point,
// a bracket or a capital letter behind it follows the end of a sentence. Whether it begins a unit is for the sequence to say.
func (l *lexis) breaks(a, b *Line, last bool) bool {
	if a.Bold && b.Bold {
		m, ok := l.unitMark(b.Text)
		return ok && (m.end == len(b.Text) || m.end > m.label && (math.Abs(a.Size-b.Size) > 0.05 || a.Center != b.Center))
	}
	m, ok := l.find(b.Text, l.units)
	if ok && last && m.end == len(b.Text) {
		return true
	}
	if m, ok := l.unitMark(b.Text); ok && last && m.end == len(b.Text) && b.Conf > 0 && !endsSentence(a.Text) && unicode.IsUpper(firstOf(a.Text)) {
		return true
	}
	if ok && l.unpointed && strings.HasPrefix(b.Text[m.label:], " ") && !isReference(b.Text[m.end:], b.Text[:m.end]) {
		return true
	}
	if !endsSentence(a.Text) && !strings.HasSuffix(a.Text, ")") {
		return false
	}
	if b.Bold && !a.Bold && !strings.HasSuffix(a.Text, ",") {
		return true
	}
	if !ok || isReference(b.Text[m.end:], b.Text[:m.end]) {
		return false
	}
	rest := b.Text[m.label:]
	return m.end > m.label && strings.ContainsAny(b.Text[m.label:m.end], ".:-–—．　।۔ـ") || // Art. 5.
		m.end > m.label && unicode.IsUpper(firstOf(b.Text[m.end:])) && !bracketedPart.MatchString(rest) || // 5 § Envar
		isHan(m.word.text) && strings.ContainsAny(firstRune(rest), "(（【") // 제5조(목적)
}

func firstOf(s string) rune { r, _ := utf8.DecodeRuneInString(s); return r }

func newParagraph(b *Block, lines []Line, first bool) paragraph {
	p := paragraph{kind: b.Kind, level: b.Level, page: lines[0].Page, size: lines[0].Size, indent: lines[0].Indent, center: lines[0].Center, lead: lines[0].Lead, first: first, bold: true, italic: true}
	for i := range lines {
		l := &lines[i]
		p.bold = p.bold && l.Bold
		p.italic = p.italic && l.Italic
		p.center = p.center && l.Center
		p.mended += l.Mended
		if l.Conf > 0 {
			n := len(strings.Fields(l.Text))
			p.conf += l.Conf * float64(n)
			p.words += n
		}
	}
	if p.words > 0 {
		p.conf /= float64(p.words)
	}
	return p
}

// startsQuoted says whether a paragraph itself begins with an opening mark.
func startsQuoted(s string) bool {
	for _, q := range []string{"“", "«", "„", "‘", "\"", "「", "『", "‟", "”"} {
		if strings.HasPrefix(s, q) {
			return true
		}
	}
	return false
}

// isTitleLike says whether a paragraph is set as a heading: marked up, bold, italic or centred, and short.
func (p *paragraph) isTitleLike() bool {
	return len([]rune(p.text)) <= 250 && p.kind != TableRow && p.kind != Footnote &&
		(p.kind == Heading || p.bold || p.italic || p.center || p.bare || p.size > 1.12)
}

// endsSentence says whether the wording ends as a sentence or a clause does.
func endsSentence(s string) bool {
	s = strings.TrimRight(s, " \u00A0\")]”»’")
	for _, end := range []string{".", ";", ":", ",", "—", "。", "；", "：", "،", "؛", "۔", "।", "။", "។", "።", "։", "?", "!"} {
		if strings.HasSuffix(s, end) {
			return true
		}
	}
	return false
}
