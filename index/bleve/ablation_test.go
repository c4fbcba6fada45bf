package bleve

import (
	"fmt"
	"testing"

	"github.com/pandect/pandect/index"
)

// TestAblation prints the table of doc/ranking.md: MRR@10 of every set with all mechanisms, then without each.
//
//	go test ./index/bleve -run Ablation -v -eval all
func TestAblation(t *testing.T) {
	names := chosenSets(t)
	fmt.Print("without")
	for _, name := range names {
		fmt.Print("\t", name)
	}
	fmt.Println()
	row := func(title string) {
		fmt.Print(title)
		for _, name := range names {
			h, _ := measure(t, evalEngine(t, name), name)
			m := h.all()
			fmt.Printf("\t%.3f", m.mrr/float64(max(1, m.queries)))
		}
		fmt.Println()
	}
	row("(all mechanisms)")
	for _, mechanism := range []string{"thesaurus", "parallels", "twins", "compounds", "frames", "citations", "laws before regulations"} {
		ablation = mechanism
		row(mechanism)
		ablation = ""
	}
	kept := weights
	for _, w := range []struct {
		title string
		value *float64
		off   float64
	}{
		{"synonyms", &weights.synonym, 0}, {"everyday words", &weights.everyday, 0}, {"kin", &weights.kin, 0}, {"pairs that bind words", &weights.bound, 0}, {"coverage", &weights.cover, 0}, {"coverage of pairs", &weights.coverPairs, 0}, {"neighbours in order", &weights.pair, 0}, {"closeness", &weights.window, 0}, {"heading", &weights.heading, 0}, {"early words", &weights.early, 0}, {"opening words without a heading", &weights.opening, 0},
	} {
		*w.value = w.off
		row(w.title)
		weights = kept
	}
	fields := append([]index.Field(nil), index.Fields...)
	for i := range index.Fields {
		if index.Fields[i].Name == "text" {
			continue
		}
		index.Fields[i].Weight = 0
		forget()
		row("field " + index.Fields[i].Name)
		copy(index.Fields, fields)
		forget()
	}
}
