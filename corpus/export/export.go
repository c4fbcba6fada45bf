// Package export writes laws and search results as files, one writer a format. Every writer streams, has no limit of rows, and gives the same bytes
// for the same input: no clock, no random name.
//
// Formats of provisions (csv, csvw, xlsx) list the units that were chosen; formats of laws (jsonl, akn, html, docx, pdf, epub, txt, ris, bibtex,
// csl, zip) give each law that holds one, whole. Start with Write.
package export

import (
	"fmt"
	"io"
	"iter"
	"time"

	"github.com/pandect/pandect/corpus"
)

// Header travels in every file: what was asked, and of which library.
type Header struct {
	Name        string    `json:"name,omitempty"`  // of the collection; "" = it has none, or it is no collection
	Query       string    `json:"query,omitempty"` // "" = the whole library
	Laws        int       `json:"laws,omitempty"`
	Provisions  int       `json:"provisions,omitempty"`
	Fingerprint string    `json:"fingerprint"` // corpus.Status
	Changed     time.Time `json:"changed"`     // last change of the library
	Site        string    `json:"-"`           // address of the library with a slash behind it; "" where it has none
	NoteLabel   string    `json:"-"`           // what stands before a reader's note; "" = Note
}

// title is what a file is called: as its reader named it, or by what was asked; "" for the whole library.
func (h *Header) title() string { return orElse(h.Name, h.Query) }

// Item is a law with the units that were chosen of it.
type Item struct {
	Text  corpus.Text
	Units []corpus.Unit // in document order
	Notes []Note        // of a collection, in its order
}

// Items come in the order in which they are to stand. An error ends the export.
type Items = iter.Seq2[Item, error]

// Format of export.
type Format struct {
	Name      string // as --format and ?format= take it
	Title     string // for people, English
	MediaType string
	Extension string // with its full stop
	write     func(w io.Writer, h Header, items Items) error
}

// Formats in the order in which they are offered. ZIP is not among them, since it needs the originals: see Zip.
var Formats = []Format{
	{"csv", "CSV table of provisions", "text/csv; charset=utf-8", ".csv", CSV},
	{"csvw", "CSV table of provisions with its metadata (CSV on the Web)", "application/zip", ".csvw.zip", Table},
	{"xlsx", "Excel table of provisions", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx", XLSX},
	{"jsonl", "JSON Lines, one law a line", "application/jsonl; charset=utf-8", ".jsonl", JSONL},
	{"akn", "Akoma Ntoso 3.0", "application/xml; charset=utf-8", ".xml", AKN},
	{"html", "HTML, one page", "text/html; charset=utf-8", ".html", HTML},
	{"docx", "Word document", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx", DOCX},
	{"pdf", "PDF (PDF/A-2a, tagged)", "application/pdf", ".pdf", PDF},
	{"epub", "E-book (EPUB 3)", epubType, ".epub", EPUB},
	{"txt", "Plain text", "text/plain; charset=utf-8", ".txt", Text},
	{"ris", "RIS citations", "application/x-research-info-systems; charset=utf-8", ".ris", RIS},
	{"bibtex", "BibTeX citations", "application/x-bibtex; charset=utf-8", ".bib", BibTeX},
	{"csl", "CSL-JSON citations", "application/vnd.citationstyles.csl+json; charset=utf-8", ".json", CSL},
}

// ZipFormat is the archive of originals, texts and a manifest, as Zip writes it.
var ZipFormat = Format{Name: "zip", Title: "Originals, texts and a manifest (BagIt)", MediaType: "application/zip", Extension: ".zip"}

// Names lists what --format takes.
func Names() []string {
	names := make([]string, 0, len(Formats)+1)
	for _, f := range Formats {
		names = append(names, f.Name)
	}
	return append(names, ZipFormat.Name)
}

// Find gives a format by its name; ErrInvalid names those there are.
func Find(name string) (Format, error) {
	for _, f := range append(Formats, ZipFormat) {
		if f.Name == name {
			return f, nil
		}
	}
	return Format{}, fmt.Errorf("format %q: there are %v: %w", name, Names(), corpus.ErrInvalid)
}

// Write writes items in a format; zip needs files, the others do not.
func Write(w io.Writer, f Format, h Header, items Items, files corpus.Files) error {
	if f.Name == ZipFormat.Name {
		return Zip(w, h, items, files)
	}
	return f.write(w, h, items)
}

// Holding are those of items that hold a chosen unit: of what a search of today finds, an earlier wording may lack some.
func Holding(items Items) Items {
	return func(yield func(Item, error) bool) {
		for item, err := range items {
			if (err != nil || len(item.Units) > 0) && !yield(item, err) {
				return
			}
		}
	}
}

// Count says in the header how many laws and units items hold. Items are read for it, and again when they are written.
func (h *Header) Count(items Items) error {
	h.Laws, h.Provisions = 0, 0
	for item, err := range items {
		if err != nil {
			return err
		}
		h.Laws++
		h.Provisions += len(item.Units)
	}
	return nil
}

// Whole is every law of a catalogue with all its units. each is corpus.Catalog.Each with its context.
func Whole(each func(fn func(corpus.Text) error) error) Items {
	return func(yield func(Item, error) bool) {
		stopped := fmt.Errorf("stopped")
		err := each(func(t corpus.Text) error {
			if !yield(Item{Text: t, Units: t.Units()}, nil) {
				return stopped
			}
			return nil
		})
		if err != nil && err != stopped {
			yield(Item{}, err)
		}
	}
}
