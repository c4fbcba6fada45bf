package corpus

import (
	"fmt"
	"iter"
	"strings"
	"unicode"
)

// Provision is a numbered part of a text and its place in the tree. A basic unit is the part by which a law is cited
// (article, section, §, 条, المادة, статья); containers stand above it, subdivisions below.
type Provision struct {
	EID        EID         `json:"eid,omitempty"`
	Kind       string      `json:"kind,omitempty"`
	Number     string      `json:"number,omitempty"` // without its word: "12bis", "29a", "12" for 第十二条
	Label      string      `json:"label,omitempty"`  // the number as printed
	Heading    string      `json:"heading,omitempty"`
	Text       string      `json:"text,omitempty"`               // own wording, without heading and subdivisions; paragraphs end in \n
	Page       int         `json:"page,omitempty"`               // of the original, from 1
	Confidence float64     `json:"ocr_confidence,omitempty"`     // mean word confidence 0..1 where read by OCR
	Repaired   float64     `json:"repaired,omitempty"`           // share of its words, 0..1, that the page shows otherwise: broken at a line end, misread
	Certainty  float64     `json:"language_certainty,omitempty"` // how far its words are those of the text's language, above 0 and below 1; 0: no doubt, or too short to tell
	Notes      []string    `json:"notes,omitempty"`              // footnotes, kept apart from the wording
	Links      []Link      `json:"links,omitempty"`              // references in Text that resolve within the law
	Topics     []Tag       `json:"topics,omitempty"`
	Needs      []Tag       `json:"requirements,omitempty"` // requirements of instruments it carries out
	Children   []Provision `json:"children,omitempty"`
}

// Span is a piece of a string in bytes, half open.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Link is a reference in a provision's Text to another provision of the same law.
type Link struct {
	Span
	To EID `json:"to"`
}

// Who gave a tag. Anything else is the name of a person.
const ByProgram = "program"

// Tag ties a provision (or a law) to a topic or a requirement and shows the words that earned it.
type Tag struct {
	ID       string  `json:"id"`
	Weight   float64 `json:"weight,omitempty"`   // 0..1, how sure
	By       string  `json:"by,omitempty"`       // ByProgram or a person
	Rule     string  `json:"rule,omitempty"`     // the rule that fired, as a lawyer can look it up
	Rejected bool    `json:"rejected,omitempty"` // a person said no; it wins over the program for ever
	Evidence []Span  `json:"evidence,omitempty"` // into the provision's Text
	Stale    bool    `json:"stale,omitempty"`    // a person said it of a wording that has changed since
}

// ByPerson says whether a person gave or rejected the tag.
func (t *Tag) ByPerson() bool { return t.By != "" && t.By != ByProgram }

// IsBasic says whether kind is one by which laws are cited (DESIGN.md §5).
func IsBasic(kind string) bool {
	switch kind {
	case "article", "section", "rule", "regulation", "provision":
		return true
	}
	return false
}

// All walks provisions in document order, depth first, containers before what they hold.
func All(ps []Provision) iter.Seq[*Provision] {
	return func(yield func(*Provision) bool) { walk(ps, yield) }
}

func walk(ps []Provision, yield func(*Provision) bool) bool {
	for i := range ps {
		if !yield(&ps[i]) || !walk(ps[i].Children, yield) {
			return false
		}
	}
	return true
}

// Wording is the provision's own text and that of its subdivisions, each subdivision on a line of its own behind its label. Its heading
// is left out.
func (p *Provision) Wording() string {
	if len(p.Children) == 0 {
		return p.Text
	}
	var b strings.Builder
	b.WriteString(p.Text)
	for i := range p.Children {
		p.Children[i].write(&b)
	}
	return b.String()
}

func (p *Provision) write(b *strings.Builder) {
	label := p.Label
	if label == "" {
		label = p.Number
	}
	start := b.Len()
	for _, part := range [...]string{label, p.Heading, p.Text} {
		if part == "" {
			continue
		}
		switch {
		case b.Len() > start:
			b.WriteByte(' ')
		case start > 0:
			b.WriteByte('\n')
		}
		b.WriteString(part)
	}
	for i := range p.Children {
		p.Children[i].write(b)
	}
}

func (p *Provision) checkSpans() error {
	for _, tags := range [...][]Tag{p.Topics, p.Needs} {
		for _, t := range tags {
			for _, s := range t.Evidence {
				if s.Start < 0 || s.End < s.Start || s.End > len(p.Text) {
					return fmt.Errorf("provision %q: evidence of %s lies outside its text: %w", p.EID, t.ID, ErrInvalid)
				}
			}
		}
	}
	for _, l := range p.Links {
		if l.Start < 0 || l.End < l.Start || l.End > len(p.Text) {
			return fmt.Errorf("provision %q: link to %s lies outside its text: %w", p.EID, l.To, ErrInvalid)
		}
	}
	return nil
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }
