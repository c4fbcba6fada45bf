package ingest

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/pandect/pandect/corpus"
)

// sections are the paragraphs of a fictional law with these numbers.
func sections(numbers ...string) []Block {
	var out []Block
	for _, n := range numbers {
		out = append(out, plainBlock("Section "+n+". The harbour master of Varland keeps the list of "+n+" and shows it to whoever asks."))
	}
	return out
}

func TestFindings_Numbers(t *testing.T) {
	for _, c := range []struct {
		name    string
		numbers string
		want    []string
	}{
		{"in order", "1 2 3 4 5", nil},
		{"inserted", "1 2 2A 2B 3 4", nil},
		{"letters run out", "1 2 2Y 2Z 2AA 3", nil},
		{"a gap", "1 2 5 6 7", []string{"numbers are missing between 2–5"}},
		{"the beginning is lost", "4 5 6 7", []string{"numbers are missing between the beginning and 4"}},
		{"an extract of a code", "217 218 219 220", nil},
		{"twice", "1 2 3 3 4 5", []string{"numbers stand twice: 3"}},
		{"backwards", "1 2 3 5 4 6 7", []string{"numbers are missing between 3–5, 4–6", "numbers run backwards: 4 after 5"}},
		{"many gaps", "1 3 5 7 9 11 13 15", []string{"numbers are missing between 1–3, 3–5, 5–7, 7–9, 9–11 and 2 more"}},
	} {
		var units []candidate
		for n := range strings.FieldsSeq(c.numbers) {
			num, ok := digits(n)
			if !ok {
				t.Fatalf("%s: %q is no number", c.name, n)
			}
			units = append(units, candidate{mark: mark{num: num}})
		}
		if diff := cmp.Diff(c.want, sequenceFindings(units)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

func TestFindings_ChaptersNumberAnew(t *testing.T) {
	var units []candidate
	for _, n := range strings.Fields("1 2 3 |1 2 3") {
		n, below := strings.CutPrefix(n, "|")
		num, _ := digits(n)
		units = append(units, candidate{mark: mark{num: num}, below: below})
	}
	if got := sequenceFindings(units); got != nil {
		t.Errorf("%q", got)
	}
}

func TestFindings_Contents(t *testing.T) {
	law := func(headings ...string) (blocks []Block) {
		for i, h := range headings {
			if h != "" {
				blocks = append(blocks, heading(fmt.Sprintf("Section %d. %s", i+1, h), 1, false), plainBlock("The harbour master of Varland sees to it."))
			}
		}
		return blocks
	}
	listed := []Entry{{Label: "Section 1", Heading: "Name"}, {Label: "Section 2", Heading: "List of boats"}, {Label: "Section 3", Heading: "Entry by night"}, {Label: "Section 4", Heading: "Fees"}, {Label: "Section 5", Heading: "Fines"}}
	for _, c := range []struct {
		name   string
		blocks []Block
		want   []string
	}{
		{"as listed", law("Name", "List of boats", "Entry by night", "Fees", "Fines"), nil},
		{"one lost", law("Name", "List of boats", "Entry by night", "Fees"), []string{"its contents lists units that were not found: 5"}},
		{"one more", law("Name", "List of boats", "Entry by night", "Fees", "Fines", "Rules"), []string{"units that are not in its contents: 6"}},
		{"another heading", law("Name", "List of boats", "Lighthouse keepers' pensions", "Fees", "Fines"), []string{"headings that read otherwise in its contents: 3"}},
	} {
		_, got := Segment(&Document{Blocks: c.blocks, Contents: listed}, "en")
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

func TestFindings_Wording(t *testing.T) {
	sentence := "The harbour master of Varland keeps a list of boats. "
	unit := func(n int, text string) corpus.Provision {
		return corpus.Provision{Kind: "section", Number: fmt.Sprint(n), Text: text}
	}
	units := func(texts ...string) (ps []corpus.Provision) {
		for i, s := range texts {
			ps = append(ps, unit(i+1, s))
		}
		return ps
	}
	long := strings.Repeat(sentence, 20)
	for _, c := range []struct {
		name string
		tree []corpus.Provision
		want []string
	}{
		{"in order", units(long, long, long, long, long), nil},
		{"short law with a cover", append(units(sentence), corpus.Provision{Kind: "preamble", Text: long}), nil},
		{"half of it before the first", append(units(long, long), corpus.Provision{Kind: "preamble", Text: long + long}), []string{"50 % of the wording stands outside articles and sections: some may not have been recognised"}},
		{"a schedule without numbers", append(units(long, long), corpus.Provision{Kind: "schedule", Text: long + long + long}), nil},
		{"the last swallowed the rest", units(sentence, sentence, sentence, sentence, long+long+long+long), []string{"95 % of the wording stands in section 5: what follows it may not have been recognised"}},
		{"empty ones", units(long, "", "", "", long, long, long, ""), []string{"4 of 8 units have no wording: 2, 3, 4, 8"}},
		{"within a chapter", []corpus.Provision{{Kind: "chapter", Text: long + long, Children: units(long, long)}}, []string{"50 % of the wording stands outside articles and sections: some may not have been recognised"}},
	} {
		if diff := cmp.Diff(c.want, wordingFindings(c.tree)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

func TestSegment_Findings(t *testing.T) {
	if _, got := Segment(&Document{Blocks: sections("1", "2", "3", "4")}, "en"); got != nil {
		t.Errorf("a law in order: %q", got)
	}
	if _, got := Segment(&Document{Blocks: sections("1", "2", "5", "6")}, "en"); !cmp.Equal(got, []string{"numbers are missing between 2–5"}) {
		t.Errorf("a law with a gap: %q", got)
	}
	var prose []Block
	for range 60 {
		prose = append(prose, plainBlock("Whoever brings a boat into the port of Varland tells the harbour master."))
	}
	if _, got := Segment(&Document{Blocks: prose}, "en"); len(got) != 1 || !strings.Contains(got[0], "kept as one provision") {
		t.Errorf("a text without numbers: %q", got)
	}
}
