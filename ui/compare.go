package ui

import (
	"github.com/pandect/pandect/index/compare"
)

// ComparePage sets provisions side by side, aligned by element.
type ComparePage struct {
	Frame
	Topics    []Choice // topics, then requirements of the chosen instrument
	Countries []Choice
	Chosen    string
	Refs      []string // provisions that the address names, instead of countries
	Earlier   bool     // it names the wording of a day of some, which are compared as they read today all the same
	Heading   string
	Columns   []CompareColumn
	Rows      []CompareRow
	Sort      string // term or fine; "" = as asked
	SortTerm  string // addresses
	SortFine  string
	SortNone  string
	Diff      *DiffView
	Exports   []Entry
	Collect   string   // address of the columns as a collection; "" where there are none
	Missing   []string // provisions that the address names and the library does not hold
	Ready     bool     // something was asked
}

func (ComparePage) template() string { return "compare" }

// CompareColumn is one provision, or a country without one.
type CompareColumn struct {
	compare.Column
	Country   Entry
	Href      string
	Text      []Segment
	Penalties []PenaltyLine
	Cut       bool // the wording goes on
}

// PenaltyLine is a penalty in the words of the law.
type PenaltyLine struct{ Kind, Words string }

// CompareRow is one element; its cells stand in the order of the columns.
type CompareRow struct {
	Label string
	Cells []CompareCell
}

// CompareCell is the words that show an element; none where it was not found.
type CompareCell struct {
	Words    []string
	Language string
}

// DiffView is two wordings word by word.
type DiffView struct {
	Old, New       string
	OldHref        string
	NewHref        string
	Language       string
	Changes        []compare.Change
	Same, Far      bool // equal; so different that words are no measure
	OtherLanguages bool
}
