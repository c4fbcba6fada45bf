// Package ingest makes corpus.Texts out of files: it detects the format by content, has an Extractor read the blocks, finds
// the language, segments the wording into the provision tree, identifies the law and tags its provisions (Read), and does
// so for many files at once, storing what it found (Pipeline).
//
// It knows no catalogue and no index but through the small interfaces that Pipeline asks for. Start with Document: what every format is
// turned into, and what segment.go turns into provisions.
package ingest

import "context"

// Document is what an Extractor makes of a file: its blocks in reading order, with furniture (menus, running heads, page numbers,
// watermarks, contents pages) already taken out.
type Document struct {
	MediaType string   // of the content, not of the name: application/pdf, text/html, text/plain
	Title     string   // what the format itself says (PDF information, <title>): a hint, often wrong
	Language  string   // declared; a hint
	Pages     int      // 0 where the format has none
	Blocks    []Block  // in reading order
	Contents  []Entry  // the document's own table of contents, where one was found; taken out of Blocks
	Warnings  []string // what a librarian should know: "pages 3, 7 read by OCR"
	Dates     []string // dates stated in metadata, as found
	ImageOnly []int    // pages that hold an image and no text, and were not read by OCR
}

// Block is a paragraph, heading, list item, table row or note: what the source shows as one piece.
type Block struct {
	Kind    Kind
	Level   int      // of a heading or list item as the markup says, from 1; 0: not said
	Label   string   // a number that stands apart from the wording (list marker made by markup)
	Lines   []Line   // at least one; a hard line break of the source, or a printed line of a page, is a line end
	Columns []string // the cells of a table row; Lines then holds them joined by " | "
}

// Line is one line as printed. A line of HTML ends at <br> or at the end of its block; one of PDF where the page ends it.
type Line struct {
	Text   string
	Page   int     // from 1; 0 where the format has no pages
	Size   float64 // of the letters, relative to the document's body text: 1 is body size; 0: not known
	Bold   bool
	Italic bool
	Center bool
	Lead   int     // bytes at its start that are bold, where the rest is not: a run-in heading
	Indent float64 // of the first letter from the left edge of the column (right edge in right-to-left text), in body letter heights
	Soft   bool    // the line end is only the page's: the sentence goes on in the next line of the block
	Hyphen bool    // a soft line that ends in a hyphen the typesetter may have put there
	Conf   float64 // mean OCR word confidence 0..1; 0: not read by OCR
	Mended int     // words that the extractor put right: drawn with spaces between their letters, numbers that OCR misread
}

// Entry is a line of the document's own table of contents.
type Entry struct {
	Label   string // as printed: "5.", "Artículo 3"; may be empty
	Heading string
	Page    int // as printed; 0 where none
}

// Kind of a block.
type Kind int

const (
	Paragraph Kind = iota
	Heading        // the markup says so, or size and weight leave no doubt
	ListItem
	TableRow
	Margin   // a marginal note; stands before the block it belongs to
	Footnote // stands after the block that refers to it
)

// Extractor reads one format. It obeys ctx between pages. Errors are *Failure, so that a librarian sees a kind and a remedy.
type Extractor interface {
	Extract(ctx context.Context, data []byte, hint Hint) (*Document, error)
}

// Hint is what is known before reading: a row of the manifest, the place of the file. Every field may be empty.
type Hint struct {
	Name     string // path as given
	Country  string
	Language string
	Jobs     int // pages that may be read by OCR at a time; 0: one
}

// Failure says why a file cannot be read: for machines (Kind) and for a librarian (Message: what, where, what to do).
type Failure struct {
	Kind    string // empty unsupported encrypted damaged no-text not-a-law too-large timeout memory crash
	Message string
}

func (f *Failure) Error() string { return f.Kind + ": " + f.Message }
