package export

import (
	"archive/zip"
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/pandect/pandect/corpus"
)

// DOCX writes the laws as one Word document (ECMA-376, the parts that a text needs and no more): headings by depth, so that Word and LibreOffice show a
// navigation tree, and right-to-left paragraphs where the language asks for them.
func DOCX(w io.Writer, h Header, items Items) error {
	return WordDocument(w, func(d *Document) error {
		if h.Query != "" {
			d.Paragraph("", h.Query+" · "+h.Fingerprint, false)
		}
		for item, err := range items {
			if err != nil {
				return err
			}
			d.law(&item.Text)
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
	out *bufio.Writer
}

// WordDocument writes a Word document whose body fill makes, for tables and reports.
func WordDocument(w io.Writer, fill func(*Document) error) error {
	z := zip.NewWriter(w)
	for _, part := range docxParts {
		if err := writePart(z, part.name, part.body); err != nil {
			return err
		}
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
		`<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>`)
}

func (d *Document) end() error {
	fmt.Fprint(d.out, `<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr></w:body></w:document>`)
	return d.out.Flush()
}

// Paragraph writes one paragraph in a style ("", Title, Heading1, Heading2, Heading3, Indent).
func (d *Document) Paragraph(style, text string, rightToLeft bool) {
	fmt.Fprint(d.out, "<w:p><w:pPr>")
	if style != "" {
		fmt.Fprintf(d.out, `<w:pStyle w:val=%q/>`, style)
	}
	run := ""
	if rightToLeft {
		fmt.Fprint(d.out, "<w:bidi/>")
		run = "<w:rPr><w:rtl/></w:rPr>"
	}
	fmt.Fprintf(d.out, `</w:pPr><w:r>%s<w:t xml:space="preserve">%s</w:t></w:r></w:p>`, run, escape(text))
}

// Table writes rows of cells; the first row is repeated at the top of every page.
func (d *Document) Table(rows [][]string, rightToLeft bool) {
	if len(rows) == 0 {
		return
	}
	fmt.Fprint(d.out, `<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="5000" w:type="pct"/></w:tblPr><w:tblGrid>`)
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
				d.Paragraph("", line, rightToLeft)
			}
			fmt.Fprint(d.out, "</w:tc>")
		}
		fmt.Fprint(d.out, "</w:tr>")
	}
	fmt.Fprint(d.out, "</w:tbl>")
	d.Paragraph("", "", false)
}

func (d *Document) law(t *corpus.Text) {
	rtl := RightToLeft(t.Language)
	d.Paragraph("Title", t.Title, rtl)
	d.Paragraph("", strings.Join(facts(t), " · "), rtl)
	for i := range t.Provisions {
		d.provision(&t.Provisions[i], 1, rtl)
	}
}

func (d *Document) provision(p *corpus.Provision, depth int, rtl bool) {
	style := "Indent"
	if corpus.IsBasic(p.Kind) || corpus.HoldsBasic(p.Children) {
		style = fmt.Sprintf("Heading%d", min(depth, 3))
	}
	head := strings.TrimSpace(p.Label + " " + p.Heading)
	lines := strings.Split(p.Text, "\n")
	if style == "Indent" && head != "" {
		lines[0] = strings.TrimSpace(head + " " + lines[0])
	} else if head != "" {
		d.Paragraph(style, head, rtl)
	}
	body := ""
	if style == "Indent" && depth > 1 {
		body = "Indent"
	}
	for _, line := range lines {
		if line != "" {
			d.Paragraph(body, line, rtl)
		}
	}
	for i := range p.Children {
		d.provision(&p.Children[i], depth+1, rtl)
	}
}

// docxParts are the parts of the package that are the same in every document.
var docxParts = []struct{ name, body string }{
	{"[Content_Types].xml", `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>`},
	{"_rels/.rels", `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`},
	{"word/_rels/document.xml.rels", `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>`},
	{"word/styles.xml", `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults><w:pPrDefault><w:pPr><w:spacing w:after="80"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:rPr><w:sz w:val="22"/><w:szCs w:val="22"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/><w:pPr><w:pageBreakBefore/><w:spacing w:after="120"/></w:pPr><w:rPr><w:b/><w:bCs/><w:sz w:val="36"/><w:szCs w:val="36"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="240"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:bCs/><w:sz w:val="28"/><w:szCs w:val="28"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/><w:basedOn w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="160"/><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:b/><w:bCs/><w:sz w:val="24"/><w:szCs w:val="24"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Heading3"><w:name w:val="heading 3"/><w:basedOn w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="120"/><w:outlineLvl w:val="2"/></w:pPr><w:rPr><w:b/><w:bCs/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Indent"><w:name w:val="Indent"/><w:basedOn w:val="Normal"/><w:pPr><w:ind w:left="400"/></w:pPr></w:style><w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:tblPr><w:tblBorders><w:top w:val="single" w:sz="4"/><w:left w:val="single" w:sz="4"/><w:bottom w:val="single" w:sz="4"/><w:right w:val="single" w:sz="4"/><w:insideH w:val="single" w:sz="4"/><w:insideV w:val="single" w:sz="4"/></w:tblBorders></w:tblPr></w:style></w:styles>`},
}
