package ui

import "github.com/pandect/pandect/corpus"

// BrowsePage is a list: countries, topics or instruments.
type BrowsePage struct {
	Frame
	Heading, Intro string
	Entries        []Entry
	Counted        string // message key of what Entry.Count counts
}

func (BrowsePage) template() string { return "browse" }

// LawsPage lists laws by country, type, language, status, topic or words of the title.
type LawsPage struct {
	Frame
	Heading   string
	Laws      []LawLine
	Total     int
	Pages     []PageLink
	Words     string
	Hidden    []Field
	Topics    []Entry // what the country's provisions are about
	Years     []Entry
	Relations []Entry // that the laws have
}

func (LawsPage) template() string { return "laws" }

// InstrumentPage shows a treaty with its articles and what they ask of a law.
type InstrumentPage struct {
	Frame
	Instrument corpus.Instrument
	Articles   []ArticleLine
	SearchHref string
	GapsHref   string
}

func (InstrumentPage) template() string { return "instrument" }

// ArticleLine is an article with its requirements.
type ArticleLine struct {
	Number, Title, Href string
	Requirements        []RequirementLine
}

// RequirementLine is a requirement with the address of the provisions that seem to carry it out.
type RequirementLine struct {
	corpus.Requirement
	Duty        Fact
	Label, Href string
	Count       int
}
