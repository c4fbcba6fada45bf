package ui

import "github.com/pandect/pandect/corpus"

// MergePage sets two laws that may be one side by side.
type MergePage struct {
	Frame
	Sides    [2]MergeSide
	Rows     []MergeRow
	Changes  *VersionChanges // from the second to the first, where both have a text of Language; nil otherwise
	Rest     int             // provisions that differ and are not shown
	Language string
	Common   bool // both have a text in one language
	May      bool
	By       string
}

func (MergePage) template() string { return "merge" }

// MergeSide is one of the two.
type MergeSide struct {
	ID                    corpus.URI
	Title, Language, Href string
	Languages, Tongues    []string
	Originals             []Entry
}

// MergeRow is a field of both.
type MergeRow struct {
	Label, A, B string
	Differs     bool
	Printed     bool // it is in the language of the law
}
