// Package pdf sets paragraphs and tables as a PDF file: pages, bookmarks, links and tags, with fonts for the scripts in which laws are written. It knows
// nothing of laws. What it writes streams, is the same for the same input, and keeps to PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1): every font is
// embedded, every word reads back as it was given, whatever the script and direction. Start with New.
package pdf

import (
	"cmp"
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
)

// Meta is what a file says of itself.
type Meta struct {
	Title     string
	Language  string    // of most of the text, BCP 47
	Changed   time.Time // zero: not said
	ID        string    // two files with one id are the same file: 32 hexadecimal digits
	Landscape bool
	FromRight bool // pages are turned from the right
}

// Running stands at the foot of each page.
type Running struct {
	Text, Language string
	RightToLeft    bool
}

// Document is a PDF file being written. Errors come with Close.
type Document struct {
	o       *objects
	meta    Meta
	faces   *faces
	tags    *tags
	marks   *outline
	set     setter
	running Running
	names   []name

	width, height    float64 // points
	resources, pages int     // objects
	group, groups    []int
	groupNumber      int
	page             *page
	marking          *element // whose content is open
	count            int      // pages begun
	listed           []listing
	deepest          int  // level that is listed
	front            bool // the contents are being written
}

// name is a place that links lead to.
type name struct{ name, place string }

// New begins a file of A4 pages.
func New(w io.Writer, m Meta) *Document {
	o := newObjects(w)
	d := &Document{o: o, meta: m, faces: newFaces(o), tags: newTags(o), marks: newOutline(o), width: 595.28, height: 841.89, resources: o.reserve(), pages: o.reserve(), deepest: maxIndent}
	if m.Landscape {
		d.width, d.height = d.height, d.width
	}
	d.set.faces = d.faces
	d.set.shape.SetFontCacheSize(64)
	return d
}

// Begin opens a part of the document in a language: a law. It begins on a new page with what stands at the foot of its pages.
func (d *Document) Begin(foot Running) {
	d.turn()
	d.running = foot
	d.tags.begin("Sect", "/Lang"+text(cmp.Or(foot.Language, "und")))
}

// End closes the part that Begin opened.
func (d *Document) End() {
	d.endMarked()
	d.marking = nil
	d.tags.end()
}

// Close writes what is left of the file.
func (d *Document) Close() error {
	if d.count == 0 { // a file has a page
		d.sheet()
	}
	d.turn()
	d.endGroup()
	front := d.contents()
	if d.faces.err != nil {
		return d.faces.err
	}
	d.o.write(d.pages, fmt.Sprintf("<</Type/Pages/Count %d/Kids[%s]>>", d.count, references(d.groups)))
	var fonts strings.Builder
	for _, f := range d.faces.used {
		fmt.Fprintf(&fonts, "/F%d %d 0 R", f.number, f.number)
		if err := f.embed(d.o); err != nil {
			return err
		}
	}
	// DeviceGray means this grey, so that no page depends on a device
	d.o.write(d.resources, fmt.Sprintf("<</Font<<%s>>/ColorSpace<</DefaultGray[/CalGray<</WhitePoint[0.9505 1 1.089]/Gamma 2.2>>]>>>>", fonts.String()))
	catalog := fmt.Sprintf("<</Type/Catalog/Pages %d 0 R/Lang%s/MarkInfo<</Marked true>>/StructTreeRoot %d 0 R/Metadata %d 0 R",
		d.pages, text(cmp.Or(d.meta.Language, "und")), d.tags.finish(), d.metadata())
	if n := d.marks.finish(); n > 0 {
		catalog += fmt.Sprintf("/Outlines %d 0 R/PageMode/UseOutlines", n)
	}
	if front > 0 {
		catalog += fmt.Sprintf("/PageLabels<</Nums[0<</S/r>>%d<</S/D>>]>>", front)
	}
	direction := "L2R"
	if d.meta.FromRight {
		direction = "R2L"
	}
	catalog += fmt.Sprintf("/ViewerPreferences<</DisplayDocTitle true/Direction/%s>>", direction)
	if len(d.names) > 0 {
		catalog += fmt.Sprintf("/Names<</Dests %d 0 R>>", d.destinations())
	}
	return d.o.finish(d.o.add(catalog+">>"), d.meta.ID)
}

// destinations writes the tree of names (ISO 32000-1, 7.9.6).
func (d *Document) destinations() int {
	slices.SortFunc(d.names, func(a, b name) int { return cmp.Compare(a.name, b.name) })
	d.names = slices.CompactFunc(d.names, func(a, b name) bool { return a.name == b.name })
	var kids []int
	for part := range slices.Chunk(d.names, 256) {
		var b strings.Builder
		for _, n := range part {
			fmt.Fprintf(&b, "<%x>%s", n.name, n.place)
		}
		kids = append(kids, d.o.add(fmt.Sprintf("<</Limits[<%x><%x>]/Names[%s]>>", part[0].name, part[len(part)-1].name, b.String())))
	}
	return d.o.add("<</Kids[" + references(kids) + "]>>")
}

// metadata writes the XMP packet (ISO 16684-1) that names title, language and the standards kept to.
func (d *Document) metadata() int {
	n := d.o.reserve()
	dates := ""
	if !d.meta.Changed.IsZero() {
		at := d.meta.Changed.UTC().Format("2006-01-02T15:04:05Z")
		dates = fmt.Sprintf("<xmp:CreateDate>%s</xmp:CreateDate><xmp:ModifyDate>%[1]s</xmp:ModifyDate>", at)
	}
	var title, language strings.Builder
	_ = xml.EscapeText(&title, []byte(d.meta.Title)) // a Builder does not fail
	_ = xml.EscapeText(&language, []byte(cmp.Or(d.meta.Language, "und")))
	d.o.plain(n, "/Type/Metadata/Subtype/XML", []byte(fmt.Sprintf(`<?xpacket begin="`+"\uFEFF"+`" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt></dc:title><dc:language><rdf:Bag><rdf:li>%s</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>Pandect</xmp:CreatorTool>%s
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema><pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>Part of ISO 14289</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>`, title.String(), language.String(), dates)))
	return n
}
