package ui

import (
	"slices"

	"github.com/pandect/pandect/corpus"
)

// RelationGroup is what a law and others have to do with each other in one way: "Amends", "Repealed by".
type RelationGroup struct {
	Label string
	Laws  string // address of the list of laws that say it of this one; "" where this one says it
	Find  string // address of a search in them
	Lines []RelationLine
	Rest  []RelationLine // that unfold
}

// RelationLine is another law, as the library holds it or as the wording names it.
type RelationLine struct {
	Label, Language, Href string // Href "" where the library does not hold it
	Year                  int
	Says                  string // the words that say it
	Place                 Entry  // where they stand; Label "" for the title
	By                    string // a person; "" for the program
	Kind, Law             string // to reject it; Kind "" where the other law says it
}

// Linked is a piece of a text that leads somewhere.
type Linked struct {
	corpus.Span
	Href string
}

// LinkLaws makes links of the pieces of blocks' wording that find tells for each of the texts it is given, in order. What is a link already, or marked, is left alone.
func LinkLaws(blocks []Block, find func(texts []string) ([][]Linked, error)) error {
	var texts []string
	each := func(fn func(s *[]Segment)) {
		for i := range blocks {
			for k := range blocks[i].Paragraphs {
				fn(&blocks[i].Paragraphs[k])
			}
		}
	}
	each(func(paragraph *[]Segment) {
		for _, s := range *paragraph {
			if s.Href == "" && !s.Mark {
				texts = append(texts, s.Text)
			}
		}
	})
	links, err := find(texts)
	if err != nil || links == nil {
		return err
	}
	next := 0
	each(func(paragraph *[]Segment) {
		var out []Segment
		for _, s := range *paragraph {
			if s.Href != "" || s.Mark {
				out = append(out, s)
				continue
			}
			at := 0
			for _, l := range links[next] {
				if l.Start > at {
					out = append(out, Segment{Text: s.Text[at:l.Start]})
				}
				out = append(out, Segment{Text: s.Text[l.Start:l.End], Href: l.Href})
				at = l.End
			}
			next++
			if at < len(s.Text) {
				out = append(out, Segment{Text: s.Text[at:]})
			}
		}
		*paragraph = out
	})
	return nil
}

// RelationView is a line with its page, for the template.
type RelationView struct {
	Page LawPage
	Line RelationLine
}

// Relate joins a line to its page.
func (p LawPage) Relate(l RelationLine) RelationView { return RelationView{Page: p, Line: l} }

// Unheld says that a law is named that the library does not hold.
func (p LawPage) Unheld() bool {
	for _, g := range p.Relations {
		for _, l := range append(slices.Clone(g.Lines), g.Rest...) {
			if l.Href == "" {
				return true
			}
		}
	}
	return false
}

// RelationKinds are the kinds that a person may add.
func (p LawPage) RelationKinds() []Entry {
	var out []Entry
	for _, kind := range corpus.RelationKinds {
		out = append(out, Entry{Value: kind, Label: p.T("relation." + kind)})
	}
	return out
}
