package corpustest

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/pandect/pandect/corpus"
)

// relations: what one law says of another is resolved by number and title among the laws of its country, seen from both, and decided by people.
func relations(t *testing.T, c corpus.Catalog) {
	code, act := Law("xa/code/1990/penal", "Theft is an offence."), Law("xa/act/2001/7", "The Penal Code is amended.")
	code.Title, code.Number, code.Type, code.Year = "The Penal Code (Chapter 3)", "12", "code", 1990
	act.Title, act.Number, act.Year = "Penal Code (Amendment) Act", "7", 2001
	act.Provisions[0].Text = "The Penal Code is amended."
	eid := act.Provisions[0].EID
	act.Relations = []corpus.Relation{
		{Kind: "amends", Mention: corpus.Mention{Words: "Penal Code", Title: "Penal Code"}, EID: eid, Evidence: corpus.Span{Start: 4, End: 14}, By: corpus.ByProgram},
		{Kind: "repeals", Mention: corpus.Mention{Words: "Act No. 12 of 1990", Number: "12", Year: 1990}, EID: eid, By: corpus.ByProgram},
		{Kind: "repeals", Mention: corpus.Mention{Words: "Ghost Act 1801", Title: "Ghost Act 1801"}, EID: eid, By: corpus.ByProgram},
	}
	put(t, c, act)
	meant := func(want ...corpus.URI) {
		t.Helper()
		got := text(t, c, act.ID, "").Relations
		for i, r := range got {
			if i >= len(want) || r.Law != want[i] {
				t.Errorf("relation %d (%s) means %q, want %v", i, r.Words, r.Law, want)
			}
		}
		if len(got) != len(want) {
			t.Errorf("%d relations, want %d", len(got), len(want))
		}
	}
	meant("", "", "")
	other := code // the same title in another country is not meant
	other.ID, other.Country = "xb/code/1990/penal", "XB"
	put(t, c, other)
	meant("", "", "")
	put(t, c, code)
	meant(code.ID, code.ID, "")

	seen := func(want ...string) {
		t.Helper()
		all, err := c.RelatedTo(ctx, code.ID)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, r := range all {
			got = append(got, string(r.From.ID)+" "+r.Kind+" by "+r.By)
		}
		if len(got) != len(want) {
			t.Fatalf("related: %q, want %q", got, want)
		}
		for i := range got {
			if got[i] != want[i] {
				t.Errorf("related: %q, want %q", got, want)
			}
		}
	}
	seen("xa/act/2001/7 amends by program", "xa/act/2001/7 repeals by program")

	field := corpus.RelationField("repeals", code.ID)
	reject := corpus.Correction{By: "Ana", Law: act.ID, What: field, After: "no"}
	if _, err := c.Correct(ctx, reject); err != nil {
		t.Fatal(err)
	}
	seen("xa/act/2001/7 amends by program")
	if _, err := c.Correct(ctx, corpus.Correction{By: "Ben", Law: other.ID, What: corpus.RelationField("translates", code.ID), After: "yes"}); err != nil {
		t.Fatal(err)
	}
	seen("xa/act/2001/7 amends by program", "xb/code/1990/penal translates by Ben")
	for _, bad := range []corpus.Correction{
		{By: "Ana", Law: act.ID, What: "relation:eats:" + string(code.ID), After: "yes"},
		{By: "Ana", Law: act.ID, What: corpus.RelationField("amends", act.ID), After: "yes"},
		{By: "Ana", Law: act.ID, What: corpus.RelationField("amends", "a b"), After: "yes"},
		{By: "Ana", Law: act.ID, What: field, Before: "no", After: "perhaps"},
	} {
		if _, err := c.Correct(ctx, bad); !errors.Is(err, corpus.ErrInvalid) {
			t.Errorf("Correct(%v): %v, want ErrInvalid", bad, err)
		}
	}

	act.Provisions[0].Text = "The Penal Code is hereby amended." // a new reading keeps what a person said
	put(t, c, act)
	seen("xa/act/2001/7 amends by program", "xb/code/1990/penal translates by Ben")
	log, err := c.Corrections(ctx, corpus.CorrectionFilter{Law: act.ID})
	if err != nil || len(log) != 1 {
		t.Fatal(log, err)
	}
	if _, err := c.Correct(ctx, log[0].Undo("Ben")); err != nil {
		t.Fatal(err)
	}
	seen("xa/act/2001/7 amends by program", "xa/act/2001/7 repeals by program", "xb/code/1990/penal translates by Ben")

	twin := code // two laws of one name: none is meant
	twin.ID, twin.Number = "xa/code/1991/penal", "13"
	put(t, c, twin)
	named, err := c.Named(ctx, "XA", []string{"t:penal code", "n:12/1990", "t:none"})
	if err != nil || len(named) != 2 || len(named["t:penal code"]) != 2 || len(named["n:12/1990"]) != 1 {
		t.Errorf("named: %v, %v", named, err)
	}
	meant("", code.ID, "")
}

// subdivisions: what the wording of a subdivision names is its own law, and its state's where it has none.
func subdivisions(t *testing.T, c corpus.Catalog) {
	for id, of := range map[corpus.URI][2]string{"xa/code/1": {"XA", "Penal Code"}, "xa/act/2": {"XA", "Evidence Act"}, "xa-qc/act/2": {"XA-QC", "Evidence Act"}, "xa-on/act/2": {"XA-ON", "Evidence Act"}} {
		law := Law(id, "x")
		law.Country, law.Title = of[0], of[1]
		put(t, c, law)
	}
	for country, want := range map[string]map[string][]corpus.URI{
		"XA-QC": {"t:penal code": {"xa/code/1"}, "t:evidence act": {"xa-qc/act/2"}},
		"XA":    {"t:penal code": {"xa/code/1"}, "t:evidence act": {"xa/act/2"}},
		"XB":    {},
	} {
		named, err := c.Named(ctx, country, []string{"t:penal code", "t:evidence act"})
		if diff := cmp.Diff(want, named); err != nil || diff != "" {
			t.Errorf("named in %s (%v): %s", country, err, diff)
		}
	}
}
