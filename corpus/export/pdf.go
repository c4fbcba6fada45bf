package export

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/corpus/export/pdf"
)

// PDF writes the laws as one PDF/A file, each from a new page, with its provisions as bookmarks and its references as links. The bookmarks of a file of
// one law are its containers and articles; of more, the laws with those below. A file of more than some pages begins with its contents, in which long laws
// stand with their containers alone.
func PDF(w io.Writer, h Header, items Items) error {
	b := book{h: &h}
	var held *Item
	for item, err := range items {
		if err != nil {
			return err
		}
		if held != nil {
			b.several = true
			b.begin(w, held)
			b.law(held)
		}
		held = &item
	}
	b.begin(w, held)
	if held != nil {
		b.law(held)
	}
	return b.d.Close()
}

// book is a PDF of laws being written.
type book struct {
	h       *Header
	d       *pdf.Document
	several bool
	long    bool // of the law being written, contents list no articles
	laws    int
	lang    string
	rtl     bool
	eids    map[corpus.EID]bool // of the law being written
	noted   map[corpus.EID][]string
}

// begin opens the file in the language of its first law; first is nil where there is none.
func (b *book) begin(w io.Writer, first *Item) {
	if b.d != nil {
		return
	}
	m := pdf.Meta{Title: b.h.title(), Language: "en", Changed: b.h.Changed}
	seed := b.h.Name + b.h.Query + b.h.Fingerprint
	if first != nil {
		t := &first.Text
		if !b.several && b.h.Name == "" {
			m.Title = t.Title
		}
		for _, n := range first.Notes {
			seed += n.Text
		}
		m.Language, m.FromRight = orElse(t.Language, "und"), corpus.RightToLeft(t.Language)
		seed += string(t.ID) + t.Language
	}
	m.Title = orElse(m.Title, "Pandect")
	sum := sha256.Sum256([]byte(seed))
	m.ID = hex.EncodeToString(sum[:16])
	b.d = pdf.New(w, m)
}

func (b *book) law(item *Item) {
	t := &item.Text
	b.laws++
	lines, noted := item.paragraphs(b.h)
	b.noted = noted
	b.lang, b.rtl = orElse(t.Language, "und"), corpus.RightToLeft(t.Language)
	b.eids = map[corpus.EID]bool{}
	for p := range corpus.All(t.Provisions) {
		b.eids[p.EID] = true
	}
	b.long = long(t)
	title := orElse(strings.TrimSpace(t.Title), string(t.ID))
	b.d.Begin(pdf.Running{Text: title, Language: b.lang, RightToLeft: b.rtl})
	b.say(pdf.Paragraph{Style: pdf.Title, Heading: 1, Text: title, Name: strconv.Itoa(b.laws), Bookmark: b.bookmark(title, 0), Listed: b.several})
	facts := strings.Join(facts(t), " · ")
	b.say(pdf.Paragraph{Style: pdf.Note, Text: facts})
	if at := address(*b.h, t); strings.HasPrefix(at, "http") {
		b.say(pdf.Paragraph{Style: pdf.Note, Text: at, Language: "und", Spans: []pdf.Span{{End: len(at), To: at}}})
	}
	b.note(lines, 0)
	level := 1
	if b.several {
		level = 2
	}
	for i := range t.Provisions {
		b.provision(&t.Provisions[i], 2, level, 0)
	}
	b.d.End()
}

// bookmark is a title for the outline; only the laws of several are at its top.
func (b *book) bookmark(title string, level int) string {
	if level == 0 && !b.several {
		return ""
	}
	return title
}

// say writes a paragraph in the direction of the law, and its language unless it has its own.
func (b *book) say(p pdf.Paragraph) {
	p.Language = orElse(p.Language, b.lang)
	p.RightToLeft = b.rtl
	b.d.Paragraph(p)
}

// note writes what a reader noted, in whatever language that is.
func (b *book) note(lines []string, indent int) {
	for _, line := range lines {
		b.d.Paragraph(pdf.Paragraph{Style: pdf.Note, Text: line, Indent: indent, Language: "und", RightToLeft: startsFromRight(line)})
	}
}

// provision writes p with all below it. heading is the level of a heading that it would have, 2 below the title; level that of its bookmark, from 1.
func (b *book) provision(p *corpus.Provision, heading, level, indent int) {
	name := b.name(p.EID)
	basic := corpus.IsBasic(p.Kind)
	if head := strings.TrimSpace(p.Label + " " + p.Heading); head != "" && (p.Heading != "" || basic) {
		style := pdf.Container
		if basic || !corpus.HoldsBasic(p.Children) {
			style = pdf.Unit
		}
		b.say(pdf.Paragraph{Style: style, Heading: min(heading, 6), Text: head, Indent: indent, Name: name, Bookmark: head, Level: level - 1, Listed: !b.long || corpus.HoldsBasic(p.Children)})
		name = ""
		heading, level = heading+1, level+1
		b.note(b.noted[p.EID], indent)
		b.lines(p, "", name, indent)
	} else {
		b.note(b.noted[p.EID], indent)
		b.lines(p, p.Label, name, indent)
	}
	below := indent
	if basic || indent > 0 {
		below++
	}
	for i := range p.Children {
		b.provision(&p.Children[i], heading, level, below)
	}
	for i, note := range p.Notes {
		b.say(pdf.Paragraph{Style: pdf.Note, Text: strconv.Itoa(i+1) + " " + oneLine(note), Indent: indent})
	}
}

// lines writes the own wording of p, its label in bold before the first line, its references as links.
func (b *book) lines(p *corpus.Provision, label, name string, indent int) {
	at := 0
	first := true
	for line := range strings.SplitSeq(p.Text+"\n", "\n") {
		start := at
		at += len(line) + 1
		if strings.TrimSpace(line) == "" && (label == "" || !first) {
			continue
		}
		par := pdf.Paragraph{Style: pdf.Body, Text: line, Indent: indent}
		shift := -start
		if first {
			par.Name = name
			if label != "" {
				par.Text = strings.TrimRight(label+" "+line, " ")
				par.Spans = []pdf.Span{{End: len(label), Bold: true}}
				shift += len(label) + 1
			}
		}
		first = false
		for _, l := range p.Links {
			if l.Start >= start && l.End <= start+len(line) && b.eids[l.To] {
				par.Spans = append(par.Spans, pdf.Span{Start: l.Start + shift, End: l.End + shift, To: "#" + b.name(l.To)})
			}
		}
		b.say(par)
	}
}

// name is what links call a provision by, one in the whole file.
func (b *book) name(eid corpus.EID) string { return fmt.Sprintf("%d/%s", b.laws, eid) }
