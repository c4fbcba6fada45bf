package ui

import "github.com/pandect/pandect/corpus"

// HelpPage explains the query language.
type HelpPage struct {
	Frame
	Topics, Instruments []Entry
}

func (HelpPage) template() string { return "help" }

// HelpLine is an example of the query language and the message that explains it.
type HelpLine struct{ Example, Key string }

// Lines explain words, in the order in which a newcomer needs them.
func (HelpPage) Lines() []HelpLine {
	return []HelpLine{
		{`trafficking victim`, "help.all"},
		{`smuggling OR facilitation`, "help.or"},
		{`"organized criminal group"`, "help.phrase"},
		{`"confiscation proceeds"~5`, "help.near"},
		{`firearm -toy`, "help.not"},
		{`(seizure OR freezing) AND property`, "help.group"},
		{`traffick*`, "help.prefix"},
		{`laundring~`, "help.fuzzy"},
		{`heading:definitions`, "help.heading"},
		{`title:extradition`, "help.lawtitle"},
		{`number:12 title:witness`, "help.number"},
	}
}

// FilterLines explain filters.
func (HelpPage) FilterLines() []HelpLine {
	return []HelpLine{
		{`definition country:KE,ZA`, "help.country"},
		{`topic:trafficking-in-persons`, "help.topic"},
		{`penalty language:fr`, "help.language"},
		{`type:act year:2001..2015`, "help.typeyear"},
		{`asof:2015-06-30`, "help.asof"},
		{`firearm status:"in force"`, "help.status"},
		{`article:tip-protocol/5`, "help.article"},
		{`amends:ke/act/2010/8`, "help.relation"},
		{`firearm -country:KE`, "help.notfilter"},
	}
}

// AboutPage says what this is, and what runs it.
type AboutPage struct {
	Frame
	Program string // version
	Formats []Entry
}

func (AboutPage) template() string { return "about" }

// ProblemPage says what went wrong and what to try.
type ProblemPage struct {
	Frame
	Status    int
	Detail    Fact // for a person; may be empty
	RequestID string
	Near      []LawLine // laws whose title or number holds the words of the address
	Suggested string    // words of the address, for the search box
}

func (ProblemPage) template() string { return "problem" }

// AttemptsPage is the librarian's list of what was taken in and what failed, and why.
type AttemptsPage struct {
	Frame
	State    string
	Attempts []AttemptLine
	Counts   []Entry // by state
	Kinds    []Entry // failures by kind
	More     bool    // older ones are not shown
}

func (AttemptsPage) template() string { return "attempts" }

// AttemptLine is an attempt with the address of what came of it.
type AttemptLine struct {
	corpus.Attempt
	Href, Original string
}

// CollectionPage is what a reader put aside; its address holds all of it.
type CollectionPage struct {
	Frame
	Name    string
	Items   []CollectionItem
	Exports []Entry
	Compare string
	Missing []MissingItem
	Draft   string // address of the collection as a Word document to draft from
}

func (CollectionPage) template() string { return "collection" }

// MissingItem is an entry of a collection that the library does not hold.
type MissingItem struct{ Ref, Note string }

// CollectionItem is a provision, or a whole law, with its words.
type CollectionItem struct {
	HitLine
	Law        corpus.Law
	Paragraphs []string
	Note       string
	Day        corpus.Date // of the wording; zero: as it is read today
	Cited      string
	Remove, Up string // addresses without this one, and with it one place higher ("" for the first)
}
