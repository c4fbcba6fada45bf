package export

import (
	"fmt"
	"io"
	"strings"

	"github.com/pandect/pandect/corpus"
)

// Draft is what a drafter starts from: provisions of model laws and of other states, each with the words to cite it by and a note.
type Draft struct {
	Title string
	Intro string // a line below the title; may be empty
	Parts []DraftPart
}

// DraftPart is one provision of a draft.
type DraftPart struct {
	Heading    string // its label and heading
	Paragraphs []string
	Language   string // of the paragraphs
	Source     string // label of the citation: "Source"
	Citation   string // law, provision, country, date
	Address    string
	Note       string // of the drafter; may be empty
	NoteLabel  string
}

// DOCX writes the draft as a Word document.
func (d *Draft) DOCX(w io.Writer) error {
	return WordDocument(w, d.Title, func(doc *Document) error {
		doc.Paragraph("Title", d.Title, startsFromRight(d.Title))
		if d.Intro != "" {
			doc.Paragraph("", d.Intro, startsFromRight(d.Intro))
		}
		for i, p := range d.Parts {
			rtl := corpus.RightToLeft(p.Language)
			doc.Paragraph("Heading1", fmt.Sprintf("%d. %s", i+1, p.Heading), rtl)
			for _, line := range p.Paragraphs {
				doc.Paragraph("", line, rtl)
			}
			if p.Citation != "" {
				doc.Paragraph("", strings.TrimSpace(p.Source+": "+p.Citation+" "+p.Address), startsFromRight(p.Source))
			}
			if p.Note != "" {
				doc.Paragraph("", p.NoteLabel+": "+p.Note, startsFromRight(p.NoteLabel))
			}
		}
		return nil
	})
}
