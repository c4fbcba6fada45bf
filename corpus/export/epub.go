package export

import (
	"archive/zip"
	"bufio"
	"crypto/sha256"
	"fmt"
	"hash/crc32"
	"io"
	"strings"
	"time"

	"github.com/pandect/pandect/corpus"
)

const epubType = "application/epub+zip"

// EPUB writes an e-book (EPUB 3.3, W3C 2023): a chapter a law, in its own direction. The contents of a book of one law list its containers and
// articles, those of more the laws.
func EPUB(w io.Writer, h Header, items Items) error {
	b := epub{z: zip.NewWriter(w), changed: h.Changed.UTC()}
	if err := b.mimetype(); err != nil {
		return err
	}
	if err := b.part("META-INF/container.xml", func(out *bufio.Writer) {
		fmt.Fprint(out, `<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="book/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>`)
	}); err != nil {
		return err
	}
	for item, err := range items {
		if err == nil {
			err = b.chapter(&item, &h)
		}
		if err != nil {
			return err
		}
	}
	if len(b.chapters) == 0 { // a book has at least one chapter
		if err := b.chapter(&Item{Text: corpus.Text{Law: corpus.Law{Title: orElse(h.title(), "Pandect")}, Language: "en"}}, &h); err != nil {
			return err
		}
	}
	if err := b.part("book/style.css", func(out *bufio.Writer) { fmt.Fprint(out, bookStyle) }); err != nil {
		return err
	}
	if err := b.part("book/nav.xhtml", b.contents); err != nil {
		return err
	}
	if err := b.part("book/package.opf", func(out *bufio.Writer) { b.manifest(out, h) }); err != nil {
		return err
	}
	return b.z.Close()
}

const bookStyle = `body{line-height:1.5}h1{font-size:1.5em}h2{font-size:1.2em}h3,h4,h5,h6{font-size:1em}p{margin:.3em 0}.facts{font-size:.85em}.noted{font-size:.9em;font-style:italic}.sub{margin-inline-start:1.5em}
`

// epub is a book being written.
type epub struct {
	z        *zip.Writer
	changed  time.Time
	chapters []chapter
	first    []block // of the first law: the contents of a book of one
}

type chapter struct{ title, language string }

func (c chapter) direction() string {
	if corpus.RightToLeft(c.language) {
		return "rtl"
	}
	return "ltr"
}

// mimetype is the first file, stored, with its size in its header and no extra field (EPUB 3.3, OCF ZIP container).
func (b *epub) mimetype() error {
	n := uint64(len(epubType))
	f, err := b.z.CreateRaw(&zip.FileHeader{Name: "mimetype", Method: zip.Store, CRC32: crc32.ChecksumIEEE([]byte(epubType)), CompressedSize64: n, UncompressedSize64: n})
	if err != nil {
		return err
	}
	_, err = io.WriteString(f, epubType)
	return err
}

// part writes one XML file or style sheet; errors come with Flush.
func (b *epub) part(name string, write func(out *bufio.Writer)) error {
	f, err := b.z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: b.changed})
	if err != nil {
		return err
	}
	out := bufio.NewWriterSize(f, 1<<16)
	if !strings.HasSuffix(name, ".css") {
		fmt.Fprintln(out, `<?xml version="1.0" encoding="UTF-8"?>`)
	}
	write(out)
	return out.Flush()
}

func (b *epub) chapter(item *Item, h *Header) error {
	t := &item.Text
	lines, noted := item.paragraphs(h)
	c := chapter{title: orElse(strings.TrimSpace(t.Title), string(t.ID)), language: orElse(t.Language, "und")}
	list := blocks(t, t.Provisions, noted, 2)
	b.chapters = append(b.chapters, c)
	if len(b.chapters) == 1 {
		b.first = list
	}
	return b.part(fmt.Sprintf("book/law-%d.xhtml", len(b.chapters)), func(out *bufio.Writer) {
		xhtmlHead(out, c)
		fmt.Fprintf(out, "<h1>%s</h1>\n<p class=\"facts\">%s</p>\n", escape(c.title), escape(strings.Join(facts(t), " · ")))
		xhtmlNoted(out, lines)
		for i := range list {
			xhtmlBlock(out, &list[i])
		}
		fmt.Fprint(out, "</body></html>\n")
	})
}

func xhtmlHead(out *bufio.Writer, c chapter) {
	fmt.Fprintf(out, "<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\" lang=%[1]q xml:lang=%[1]q dir=%[2]q><head><title>%[3]s</title><link rel=\"stylesheet\" href=\"style.css\"/></head><body>\n",
		attribute(c.language), c.direction(), escape(c.title))
}

// xhtmlNoted writes what a reader noted, in whatever language that is.
func xhtmlNoted(out *bufio.Writer, lines []string) {
	for _, line := range lines {
		fmt.Fprintf(out, "<p class=\"noted\" lang=\"\" xml:lang=\"\" dir=\"auto\">%s</p>\n", escape(line))
	}
}

func xhtmlBlock(out *bufio.Writer, b *block) {
	fmt.Fprintf(out, "<section id=\"%s\">\n", escape(b.ID))
	if b.Head != "" {
		fmt.Fprintf(out, "<h%[1]d>%[2]s</h%[1]d>\n", b.Level, escape(b.Head))
	}
	xhtmlNoted(out, b.Noted)
	for i, line := range b.Lines {
		lead := ""
		if b.Lead != "" && i == 0 {
			lead = "<b>" + escape(b.Lead) + "</b> "
		}
		fmt.Fprintf(out, "<p>%s%s</p>\n", lead, escape(line))
	}
	if len(b.Children) > 0 {
		class := ""
		if b.Basic {
			class = ` class="sub"`
		}
		fmt.Fprintf(out, "<div%s>", class)
		for i := range b.Children {
			xhtmlBlock(out, &b.Children[i])
		}
		fmt.Fprint(out, "</div>\n")
	}
	for i, note := range b.Notes {
		fmt.Fprintf(out, "<p class=\"facts\">%d %s</p>\n", i+1, escape(note))
	}
	fmt.Fprint(out, "</section>\n")
}

func (b *epub) contents(out *bufio.Writer) {
	xhtmlHead(out, b.chapters[0])
	fmt.Fprint(out, "<nav epub:type=\"toc\"><ol>\n")
	for i, c := range b.chapters {
		fmt.Fprintf(out, "<li><a href=\"law-%d.xhtml\">%s</a>", i+1, escape(c.title))
		if len(b.chapters) == 1 {
			entries(out, b.first)
		}
		fmt.Fprint(out, "</li>\n")
	}
	fmt.Fprint(out, "</ol></nav></body></html>\n")
}

// entries lists what has a heading of its own, in containers.
func entries(out *bufio.Writer, list []block) {
	open := false
	for i := range list {
		e := &list[i]
		if e.Head == "" {
			continue
		}
		if !open {
			open = true
			fmt.Fprint(out, "<ol>")
		}
		fmt.Fprintf(out, "<li><a href=\"law-1.xhtml#%s\">%s</a>", escape(fragment(e.ID)), escape(e.Head))
		if !e.Basic {
			entries(out, e.Children)
		}
		fmt.Fprint(out, "</li>\n")
	}
	if open {
		fmt.Fprint(out, "</ol>")
	}
}

func (b *epub) manifest(out *bufio.Writer, h Header) {
	first := b.chapters[0]
	title := first.title
	if h.Name != "" || h.Query != "" && len(b.chapters) > 1 {
		title = h.title()
	}
	sum := sha256.Sum256([]byte(h.Fingerprint + "\n" + h.Name + h.Query + "\n" + first.title))
	fmt.Fprintf(out, `<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang=%q><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:sha256:%x</dc:identifier><dc:title>%s</dc:title><dc:publisher>Pandect</dc:publisher><meta property="dcterms:modified">%s</meta>
`, attribute(first.language), sum, escape(title), b.changed.Format(time.RFC3339))
	said := map[string]bool{}
	for _, c := range b.chapters {
		if !said[c.language] {
			said[c.language] = true
			fmt.Fprintf(out, "<dc:language>%s</dc:language>\n", escape(c.language))
		}
	}
	fmt.Fprint(out, `</metadata><manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/><item id="style" href="style.css" media-type="text/css"/>`+"\n")
	for i := range b.chapters {
		fmt.Fprintf(out, "<item id=\"law-%[1]d\" href=\"law-%[1]d.xhtml\" media-type=\"application/xhtml+xml\"/>\n", i+1)
	}
	fmt.Fprintf(out, "</manifest><spine page-progression-direction=%q><itemref idref=\"nav\"/>\n", first.direction())
	for i := range b.chapters {
		fmt.Fprintf(out, "<itemref idref=\"law-%d\"/>\n", i+1)
	}
	fmt.Fprint(out, "</spine></package>\n")
}

// fragment is an id as it stands in an address behind "#": what has a meaning there is written in hex.
func fragment(id string) string {
	return strings.NewReplacer("%", "%25", "#", "%23", "\"", "%22", "<", "%3C", ">", "%3E", "`", "%60", "^", "%5E", "{", "%7B", "}", "%7D", "|", "%7C", "\\", "%5C", "[", "%5B", "]", "%5D").Replace(id)
}
