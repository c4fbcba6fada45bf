package export

import (
	"archive/zip"
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/pandect/pandect/corpus"
)

// DOCX writes the laws as one Word document (ECMA-376, the parts that a text needs and no more): a title page's worth of contents before each law, headings by
// depth, so that Word and LibreOffice show a navigation tree, page numbers, the language of every paragraph, and right-to-left paragraphs where it asks for them.
func DOCX(w io.Writer, h Header, items Items) error {
	return wordDocument(w, orElse(h.title(), "Pandect"), h.Changed, func(d *Document) error {
		for item, err := range items {
			if err != nil {
				return err
			}
			d.law(&item, &h)
		}
		if h.Query != "" {
			d.Paragraph("", "", false)
			d.Paragraph("Note", h.Query+" · "+h.Fingerprint, false)
		}
		return nil
	})
}

func writePart(z *zip.Writer, name, body string) error {
	f, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate})
	if err != nil {
		return err
	}
	_, err = io.WriteString(f, body)
	return err
}

// Document writes the body of a Word document. Errors come with its end.
type Document struct {
	out      *bufio.Writer
	language string // of the paragraphs; "" = the document's
	marks    int    // bookmarks so far
}

// WordDocument writes a Word document whose body fill makes, for tables and reports.
func WordDocument(w io.Writer, title string, fill func(*Document) error) error {
	return wordDocument(w, title, time.Time{}, fill)
}

// wordDocument says when the document changed, where changed is not zero.
func wordDocument(w io.Writer, title string, changed time.Time, fill func(*Document) error) error {
	z := zip.NewWriter(w)
	for _, part := range docxParts {
		if err := writePart(z, part.name, part.body); err != nil {
			return err
		}
	}
	at := ""
	if !changed.IsZero() {
		at = fmt.Sprintf(`<dcterms:created xsi:type="dcterms:W3CDTF">%s</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">%[1]s</dcterms:modified>`, changed.UTC().Format(time.RFC3339))
	}
	if err := writePart(z, "docProps/core.xml", fmt.Sprintf(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>%s</dc:title><dc:creator>Pandect</dc:creator>%s</cp:coreProperties>`, escape(title), at)); err != nil {
		return err
	}
	f, err := z.CreateHeader(&zip.FileHeader{Name: "word/document.xml", Method: zip.Deflate})
	if err != nil {
		return err
	}
	d := Document{out: bufio.NewWriterSize(f, 1<<16)}
	d.start()
	if err := fill(&d); err != nil {
		return err
	}
	if err := d.end(); err != nil {
		return err
	}
	return z.Close()
}

func (d *Document) start() {
	fmt.Fprint(d.out, `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>`+"\n"+
		`<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body>`)
}

func (d *Document) end() error {
	fmt.Fprint(d.out, `<w:sectPr><w:footerReference w:type="default" r:id="rId2"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr></w:body></w:document>`)
	return d.out.Flush()
}

// Paragraph writes one paragraph in a style ("", Title, Heading1, Heading2, Heading3, Indent, Note, Annotation).
func (d *Document) Paragraph(style, text string, rightToLeft bool) {
	d.paragraph(style, text, rightToLeft, 0, "", "")
}

// paragraph writes one that is indented, that bears a bookmark, or that leads to one.
func (d *Document) paragraph(style, text string, rightToLeft bool, indent int, mark, to string) {
	fmt.Fprint(d.out, "<w:p><w:pPr>")
	if style != "" {
		fmt.Fprintf(d.out, `<w:pStyle w:val=%q/>`, style)
	}
	run := ""
	if rightToLeft {
		fmt.Fprint(d.out, "<w:bidi/>")
		run = "<w:rtl/>"
	}
	if indent > 0 {
		fmt.Fprintf(d.out, `<w:ind w:left="%d"/>`, 400*min(indent, 10)) // a line must have room
	}
	if d.language != "" {
		kind := "val"
		switch {
		case rightToLeft:
			kind = "bidi"
		case d.language == "zh" || d.language == "ja" || d.language == "ko":
			kind = "eastAsia"
		}
		run += fmt.Sprintf(`<w:lang w:%s=%q/>`, kind, attribute(d.language))
	}
	if run != "" {
		run = "<w:rPr>" + run + "</w:rPr>"
	}
	fmt.Fprint(d.out, "</w:pPr>")
	if mark != "" {
		d.marks++
		fmt.Fprintf(d.out, `<w:bookmarkStart w:id="%d" w:name=%q/>`, d.marks, mark)
	}
	if to != "" {
		fmt.Fprintf(d.out, `<w:hyperlink w:anchor=%q w:history="1">`, to)
	}
	fmt.Fprintf(d.out, `<w:r>%s<w:t xml:space="preserve">%s</w:t></w:r>`, run, escape(text))
	if to != "" {
		fmt.Fprint(d.out, "</w:hyperlink>")
	}
	if mark != "" {
		fmt.Fprintf(d.out, `<w:bookmarkEnd w:id="%d"/>`, d.marks)
	}
	fmt.Fprint(d.out, "</w:p>")
}

// Table writes rows of cells; the first row is repeated at the top of every page.
func (d *Document) Table(rows [][]string, rightToLeft bool) {
	if len(rows) == 0 {
		return
	}
	visual := ""
	if rightToLeft {
		visual = "<w:bidiVisual/>"
	}
	fmt.Fprint(d.out, `<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/>`+visual+`<w:tblW w:w="5000" w:type="pct"/></w:tblPr><w:tblGrid>`)
	for range rows[0] {
		fmt.Fprint(d.out, `<w:gridCol/>`)
	}
	fmt.Fprint(d.out, `</w:tblGrid>`)
	for i, row := range rows {
		fmt.Fprint(d.out, "<w:tr>")
		if i == 0 {
			fmt.Fprint(d.out, "<w:trPr><w:tblHeader/></w:trPr>")
		}
		for _, cell := range row {
			fmt.Fprint(d.out, `<w:tc><w:tcPr><w:tcW w:w="0" w:type="auto"/></w:tcPr>`)
			for line := range strings.SplitSeq(cell, "\n") {
				d.Paragraph("", line, rightToLeft || startsFromRight(line))
			}
			fmt.Fprint(d.out, "</w:tc>")
		}
		fmt.Fprint(d.out, "</w:tr>")
	}
	fmt.Fprint(d.out, "</w:tbl>")
	d.Paragraph("", "", false)
}

func (d *Document) law(item *Item, h *Header) {
	t := &item.Text
	lines, noted := item.paragraphs(h)
	rtl := corpus.RightToLeft(t.Language)
	d.language = t.Language
	d.Paragraph("Title", t.Title, rtl)
	d.Paragraph("Note", strings.Join(facts(t), " · "), rtl)
	d.noted(lines, 0)
	first := d.marks + 1
	if n := d.contents(t.Provisions, first, 0, rtl, long(t)); n > first {
		d.Paragraph("", "", rtl)
	}
	for i := range t.Provisions {
		d.provision(&t.Provisions[i], 1, 0, rtl, noted)
	}
	d.language = ""
}

// contents lists the headings that provision will write, each leading to its bookmark; mark is the number of the first. It gives the number after the last.
// Of a long law only what holds articles is listed.
func (d *Document) contents(ps []corpus.Provision, mark, indent int, rtl, long bool) int {
	for i := range ps {
		p := &ps[i]
		below := indent
		if head, ok := headed(p); ok {
			if !long || corpus.HoldsBasic(p.Children) {
				d.paragraph("Contents", head, rtl, indent, "", fmt.Sprintf("h%d", mark))
				below++
			}
			mark++
		}
		mark = d.contents(p.Children, mark, below, rtl, long)
	}
	return mark
}

// headed gives the heading of a provision that has one in a document: a basic unit, what holds some, and what has words for it.
func headed(p *corpus.Provision) (string, bool) {
	head := strings.TrimSpace(p.Label + " " + p.Heading)
	return head, head != "" && (p.Heading != "" || corpus.IsBasic(p.Kind) || corpus.HoldsBasic(p.Children))
}

// shortContents is how many headings a law lists whole: two pages of them.
const shortContents = 100

// long says whether contents of a law list what holds articles and not the articles: where it is long and has such parts.
func long(t *corpus.Text) bool {
	n, parts := 0, false
	for p := range corpus.All(t.Provisions) {
		if _, ok := headed(p); ok {
			n++
			parts = parts || corpus.HoldsBasic(p.Children)
		}
	}
	return n > shortContents && parts
}

// noted writes what a reader noted, in whatever language that is.
func (d *Document) noted(lines []string, indent int) {
	language := d.language
	d.language = ""
	for _, line := range lines {
		d.paragraph("Annotation", line, startsFromRight(line), indent, "", "")
	}
	d.language = language
}

func (d *Document) provision(p *corpus.Provision, depth, indent int, rtl bool, noted map[corpus.EID][]string) {
	lines := strings.Split(p.Text, "\n")
	head, heading := headed(p)
	if heading {
		d.paragraph(fmt.Sprintf("Heading%d", min(depth, 3)), head, rtl, 0, fmt.Sprintf("h%d", d.marks+1), "")
	} else if head = strings.TrimSpace(p.Label + " " + p.Heading); head != "" {
		lines[0] = strings.TrimSpace(head + " " + lines[0])
	}
	d.noted(noted[p.EID], indent)
	for _, line := range lines {
		if line != "" {
			d.paragraph("", line, rtl, indent, "", "")
		}
	}
	below := indent
	if corpus.IsBasic(p.Kind) || indent > 0 {
		below++
	}
	for i := range p.Children {
		d.provision(&p.Children[i], depth+1, below, rtl, noted)
	}
	for i, note := range p.Notes {
		d.paragraph("Note", strconv.Itoa(i+1)+" "+oneLine(note), rtl, indent, "", "")
	}
}

// docxParts are the parts of the package that are the same in every document.
var docxParts = []struct{ name, body string }{
	{"[Content_Types].xml", `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>`},
	{"_rels/.rels", `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`},
	{"word/_rels/document.xml.rels", `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer1.xml"/></Relationships>`},
	{"word/footer1.xml", `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:ftr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:ftr>`},
	{"word/styles.xml", `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults><w:pPrDefault><w:pPr><w:spacing w:after="80"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:rPr><w:sz w:val="22"/><w:szCs w:val="22"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/><w:pPr><w:pageBreakBefore/><w:spacing w:after="120"/></w:pPr><w:rPr><w:b/><w:bCs/><w:sz w:val="36"/><w:szCs w:val="36"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="240"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:bCs/><w:sz w:val="28"/><w:szCs w:val="28"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/><w:basedOn w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="160"/><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:b/><w:bCs/><w:sz w:val="24"/><w:szCs w:val="24"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Heading3"><w:name w:val="heading 3"/><w:basedOn w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="120"/><w:outlineLvl w:val="2"/></w:pPr><w:rPr><w:b/><w:bCs/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Indent"><w:name w:val="Indent"/><w:basedOn w:val="Normal"/><w:pPr><w:ind w:left="400"/></w:pPr></w:style><w:style w:type="paragraph" w:styleId="Contents"><w:name w:val="Contents"/><w:basedOn w:val="Normal"/><w:pPr><w:spacing w:after="20"/></w:pPr><w:rPr><w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Note"><w:name w:val="Note"/><w:basedOn w:val="Normal"/><w:rPr><w:color w:val="444444"/><w:sz w:val="18"/><w:szCs w:val="18"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Annotation"><w:name w:val="Annotation"/><w:basedOn w:val="Normal"/><w:pPr><w:pBdr><w:left w:val="single" w:sz="12" w:space="6" w:color="888888"/></w:pBdr></w:pPr><w:rPr><w:i/><w:iCs/><w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr></w:style><w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:tblPr><w:tblBorders><w:top w:val="single" w:sz="4"/><w:left w:val="single" w:sz="4"/><w:bottom w:val="single" w:sz="4"/><w:right w:val="single" w:sz="4"/><w:insideH w:val="single" w:sz="4"/><w:insideV w:val="single" w:sz="4"/></w:tblBorders></w:tblPr></w:style></w:styles>`},
}
