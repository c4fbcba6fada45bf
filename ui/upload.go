package ui

import "github.com/pandect/pandect/corpus"

// UploadPage sends files in, and says what became of those of one sending.
type UploadPage struct {
	Frame
	Batch    string // of what the form sends
	Lines    []UploadLine
	Waiting  int    // of Lines; the page comes again while there are any
	Here     string // address of the page of these Lines
	MaxFiles int    // in one sending
	MaxMB    int    // of a file
}

func (UploadPage) template() string { return "upload" }

// UploadLine is one file and what became of it.
type UploadLine struct {
	Name     string
	State    string // waiting, or that of the attempt
	Attempt  corpus.Attempt
	Title    string // of the law it became, or is already held as
	Language string // of Title
	Href     string // of the law
	Doubtful bool   // the law is among those to look at
	SHA256   string // of a file that can be read again; empty: it cannot
}
