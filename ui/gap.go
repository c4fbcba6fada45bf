package ui

import (
	"strings"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/index/gap"
)

// GapsPage lays an instrument beside one country (Rows), or beside all (Matrix).
type GapsPage struct {
	Frame
	Instruments []Choice
	Countries   []Choice
	Chosen      GapChoice
	Heading     string
	Matrix      *GapMatrix
	Assessment  *gap.Assessment
	Rows        []GapRow
	Counts      []Entry // requirements by state; Value is the mark's class
	Exports     []Entry

	ChecklistHref string // "" where no country is chosen
}

func (GapsPage) template() string { return "gaps" }

// GapChoice is what the form of the page says.
type GapChoice struct{ Instrument, Country, Force, Cluster string }

// GapMatrix is requirements × countries.
type GapMatrix struct {
	Countries []Entry // Note says whether the country is bound
	Rows      []MatrixRow
	Legend    []Sign
}

// MatrixRow is one requirement; its cells stand in the order of the countries.
type MatrixRow struct {
	ID, Place, Label, Href string
	Force                  string
	Cells                  []MatrixCell
}

// MatrixCell is a state as a sign and in words.
type MatrixCell struct {
	Sign
	Href, Evidence string // the best candidate, for the title
	Stale          bool
}

// Sign of a state: a class for its colour, a mark that says the same without colour, and words.
type Sign struct{ Class, Mark, Label string }

// GapRow is one requirement of one country.
type GapRow struct {
	gap.Requirement
	Duty               Fact // its sentence
	Place, Label, Href string
	Sign               Sign
	Says               string // who says so
	Lacks              []string
	Best               *CandidateLine
	More               int
}

// CandidateLine is a candidate as the page shows it.
type CandidateLine struct {
	gap.Candidate
	Href     string
	Has      []string // elements that it shows
	HasNot   []string
	Text     []Segment // its wording with the elements marked; the snippet where the wording is not at hand
	Cited    bool      // in the judgement that counts
	Distrust bool      // offered by the search alone
}

// RequirementPage shows one requirement of one country with all candidates and the form for a judgement, or the requirement in all countries.
type RequirementPage struct {
	Frame
	Requirement corpus.Requirement
	Duty        Fact
	Place       string
	Heading     string
	Country     string
	Row         *GapRow
	Candidates  []CandidateLine
	All         []CountryRow
	AllHref     string
	CompareHref string
	Back        string
	Equivalent  []Entry
	Form        *JudgementForm // nil: judgements are not entered here

	ChecklistHref string
	ModelHref     string // beside the model laws; "" where none is held
}

func (RequirementPage) template() string { return "requirement" }

// CountryRow is the requirement in one country.
type CountryRow struct {
	Country Entry
	Row     GapRow
}

// JudgementForm is what a person says of a requirement.
type JudgementForm struct {
	Instrument, Country, Requirement string
	State, Remark, Needs, By, Cycle  string
	States                           []Choice
}

// SignOf gives the sign of a state of package gap or of a person.
func (s *Speech) SignOf(state string) Sign {
	sign := Sign{Class: strings.ReplaceAll(state, " ", "-"), Label: s.Word("gap", state), Mark: "?"}
	if mark := marks[state]; mark != "" {
		sign.Mark = mark
	}
	return sign
}

var marks = map[string]string{
	gap.Found: "●", gap.FoundInPart: "◐", gap.InDraft: "◌", gap.NothingFound: "○", gap.NoLawHeld: "–", gap.NotReadable: "?",
	corpus.Covered: "✓", corpus.Partly: "½", corpus.Absent: "✗", corpus.DoesNotApply: "n/a",
}

// States in the order of a legend: what the program says, then what people say.
func States() []string {
	return []string{gap.Found, gap.FoundInPart, gap.InDraft, gap.NothingFound, gap.NoLawHeld, gap.NotReadable, corpus.Covered, corpus.Partly, corpus.Absent, corpus.DoesNotApply}
}
