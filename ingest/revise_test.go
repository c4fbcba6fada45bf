package ingest

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/pandect/pandect/corpus"
)

// A tree that people mended has the findings, references and warnings that it would have had if it had been read so.
func TestRevise(t *testing.T) {
	art := func(n, text string) corpus.Provision {
		return corpus.Provision{EID: corpus.EID("art_" + n), Kind: "article", Number: n, Label: "Article " + n, Text: text}
	}
	text := corpus.Text{Language: "en", Warnings: []string{"page 3 read by OCR", "numbers are missing between 1–3", "its contents lists units that were not found: 2, 9"}, Provisions: []corpus.Provision{
		{EID: "chp_1", Kind: "chapter", Number: "I", Children: []corpus.Provision{art("1", "See article 2."), art("2", "A fine.")}},
		{EID: "chp_2", Kind: "chapter", Number: "II", Children: []corpus.Provision{art("3", "x"), art("4", "v"), art("9", "y")}},
		{EID: "sched_1", Kind: "schedule", Children: []corpus.Provision{art("1_2", "z")}},
	}}
	text.Provisions[2].Children[0].Number = "1"
	text.Provisions[1].Children[1].Number, text.Provisions[1].Children[2].Number = "4 to 8", "11" // repealed together
	Revise(&text, nil)
	if diff := cmp.Diff([]string{"page 3 read by OCR", "its contents lists units that were not found: 9", "numbers are missing between 4 to 8–11"}, text.Warnings); diff != "" {
		t.Errorf("warnings (-want +got):\n%s", diff)
	}
	if links := text.Provisions[0].Children[0].Links; len(links) != 1 || links[0].To != "art_2" {
		t.Errorf("links: %v", links)
	}
	text.Provisions[1].Children[2].Number = "3"
	if got := Unsound(&text); !slices.Contains(got, "numbers stand twice: 3") {
		t.Errorf("Unsound: %q", got)
	}
}
