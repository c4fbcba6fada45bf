package ui

import "github.com/pandect/pandect/corpus"

// TagsPage shows why a provision and its parts carry their topics and requirements: the words, the rule, who says so; and lets a person decide.
type TagsPage struct {
	Frame
	Law      corpus.Law
	Language string
	Label    string // of the provision
	Href     string // its place in the law
	Parts    []TaggedPart
	May      bool // decisions are entered here
	By       string
	Topics   []Choice // to add
	Needs    []Choice
}

func (TagsPage) template() string { return "tags" }

// Addition is a list to add a tag from.
type Addition struct {
	Label   string
	Choices []Choice
}

// Additions are the lists that the page offers.
func (p TagsPage) Additions() []Addition {
	return []Addition{{p.T("nav.topics"), p.Topics}, {p.T("gaps.requirement"), p.Needs}}
}

// TaggedPart is the provision itself, or a part below it, with what was said of it.
type TaggedPart struct {
	Ref, Label string
	Text       []Segment // with the evidence of all its tags marked
	Tags       []TagLine
}

// TagLine is one topic or requirement.
type TagLine struct {
	ID, Label, Href string
	Requirement     bool
	Rejected, Stale bool   // Stale: the wording changed since a person decided
	Person          string // who decided; "" for the program
	Sure            string // the weight, in per cent
	Rule            string
	Words           []string // the evidence
}

// DefinitionsPage lists what laws define under a term, country by country.
type DefinitionsPage struct {
	Frame
	Term    string
	Found   []DefinitionLine
	Total   int
	Exports []Entry
	Terms   []Choice // that are known in all languages
}

func (DefinitionsPage) template() string { return "definitions" }

// DefinitionLine is one definition.
type DefinitionLine struct {
	Country, Term, Text, Law, Label, Language, Href string
}
