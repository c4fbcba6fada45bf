package ui

import (
	"net/url"
	"strconv"
	"strings"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/index/compare"
)

// StructurePage shows the provisions of a text beside a page of its original, and what may be done with one of them.
type StructurePage struct {
	Frame
	Text    corpus.Text
	Version string // names the wording that is shown
	Unsound []string
	Sheet   int   // page of the original; 0: there is none to show
	Leaf    *Leaf // nil where Sheet is 0
	Lines   []StructureLine
	More    string // address of what follows; "" at the end
	Before  string
	Open    corpus.EID
	Form    *StructureForm // of the provision that is open; nil: none is
	Log     []LogLine
	May     bool
	By      string
	Note    string

	Wrong    string // why the last correction was refused
	Conflict bool   // since something changed meanwhile
	Changes  []compare.Change
}

func (StructurePage) template() string { return "structure" }

// StructureLine is a provision in the outline.
type StructureLine struct {
	EID          corpus.EID
	Depth        int
	Kind, Words  string
	Href         string
	Page         int
	Open, Strong bool
}

// StructureForm is a provision to be corrected, filled in.
type StructureForm struct {
	corpus.Provision // without its parts
	Seen             string
	Next             string   // beginning of what follows among its siblings; "": nothing does
	Beginnings       []string // of its sentences
	Into             []Choice // what it may be moved into
	Top              bool     // it stands in nothing
	First            bool     // it is the whole law

	Words, NewKind, NewNumber, NewLabel, NewHeading string
	NewPage                                         int
	Line                                            string
}

// Fill puts what a person typed into the form again.
func (f *StructureForm) Fill(v url.Values) {
	if f == nil {
		return
	}
	for name, into := range map[string]*string{"kind": &f.Kind, "number": &f.Number, "label": &f.Label, "heading": &f.Heading, "text": &f.Text,
		"words": &f.Words, "new_kind": &f.NewKind, "new_number": &f.NewNumber, "new_label": &f.NewLabel, "new_heading": &f.NewHeading, "line": &f.Line} {
		if v.Has(name) {
			*into = v.Get(name)
		}
	}
	if v.Has("into") {
		for i := range f.Into {
			f.Into[i].Checked = f.Into[i].Value == v.Get("into")
		}
	}
}

// Kinds of provision that a form offers.
var kinds = []string{"article", "section", "rule", "regulation", "book", "part", "title", "chapter", "division", "subdivision", "subsection", "paragraph", "subparagraph", "point", "schedule", "annex", "preamble", "conclusions", "provision"}

// Kinds are the kinds of provision by name; current, where it is none of the usual, stands first.
func (p StructurePage) Kinds(current string) []Choice {
	var out []Choice
	found := false
	for _, k := range kinds {
		found = found || k == current
		out = append(out, Choice{Value: k, Label: p.Word("provision", k), Checked: k == current})
	}
	if !found && current != "" {
		out = append([]Choice{{Value: current, Label: current, Checked: true}}, out...)
	}
	return out
}

// At is the address of this page with a provision open, beside a page of the original; 0: that on which the provision stands.
func (p StructurePage) At(e corpus.EID, sheet int) string {
	v := url.Values{"law": {string(p.Text.ID)}}
	for name, value := range map[string]string{"language": p.Text.Language, "from": p.Text.From.String(), "eid": string(e), "by": p.By} {
		if value != "" {
			v.Set(name, value)
		}
	}
	if sheet > 0 {
		v.Set("page", strconv.Itoa(sheet))
	}
	a := address("/structure", v)
	if e != "" {
		a += "#correct"
	}
	return a
}

// outlined is how many provisions the outline shows where there are no pages.
const outlined = 150

// Outline fills in the provisions that stand on a page of the original, and the one before; where there are no pages, those from the one of number start.
func (p *StructurePage) Outline(sheet, start int) {
	var all []StructureLine
	open := -1
	var visit func(ps []corpus.Provision, depth int)
	visit = func(ps []corpus.Provision, depth int) {
		for i := range ps {
			q := &ps[i]
			words := strings.Fields(strings.TrimSpace(q.Label+" "+q.Heading) + " " + q.Text)
			l := StructureLine{EID: q.EID, Depth: min(depth, 5), Kind: p.Word("provision", q.Kind), Words: strings.Join(words[:min(9, len(words))], " "), Href: p.At(q.EID, 0), Page: q.Page, Open: q.EID == p.Open && q.EID != "", Strong: corpus.IsBasic(q.Kind) || corpus.HoldsBasic(q.Children)}
			if l.Open {
				open = len(all)
			}
			all = append(all, l)
			visit(q.Children, depth+1)
		}
	}
	visit(p.Text.Provisions, 0)
	first, end := 0, 0
	if sheet > 0 {
		for first < len(all) && all[first].Page < sheet {
			first++
		}
		end = first
		for end < len(all) && all[end].Page <= sheet {
			end++
		}
		first = max(first-1, 0)
		for first > 0 && !all[first].Strong { // the whole of the unit that goes on from the page before
			first--
		}
		if open >= 0 && (open < first || open >= end) {
			first, end = min(first, open), max(end, open+1)
		}
		for i := first; i < end; i++ {
			all[i].Href = p.At(all[i].EID, sheet)
		}
		p.Lines = all[first:end]
		return
	}
	if open >= 0 && start == 0 {
		start = max(0, open-outlined/3)
	}
	first = min(start, len(all))
	end = min(first+outlined, len(all))
	p.Lines = all[first:end]
	if end < len(all) {
		p.More = p.At("", 0) + "&start=" + strconv.Itoa(end)
	}
	if first > 0 {
		p.Before = p.At("", 0) + "&start=" + strconv.Itoa(max(0, first-outlined))
	}
}

// signedForm is the page for one of its forms: who signs it is asked where nobody is signed in.
type signedForm struct {
	*Speech
	Person, By, Of string
}

// For names a form of the page.
func (p StructurePage) For(form string) signedForm {
	return signedForm{p.Speech, p.Person, p.By, "s-" + form}
}
