package corpustest

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/pandect/pandect/corpus"
)

// corrections: what people change of a law is seen, kept through a new reading, taken back, and never lost.
func corrections(t *testing.T, c corpus.Catalog) {
	english, french := Law("xa/act/2001/1", "A person who recruits another commits an offence."), Law("xa/act/2001/1", "Quiconque recrute est puni.")
	english.Language, english.Title, english.Status = "en", "Prevntion Act", "in force"
	french.Language, french.Title, french.Status = "fr", "Loi sur la traite", "in force"
	put(t, c, english, french)
	correct := func(want error, cs ...corpus.Correction) {
		t.Helper()
		if err := c.Correct(ctx, cs...); !errors.Is(err, want) {
			t.Fatalf("Correct(%v): %v, want %v", cs, err, want)
		}
	}
	see := func(language, title, status string) {
		t.Helper()
		got := text(t, c, english.ID, language)
		if got.Title != title || got.Status != status || len(got.Provisions) == 0 {
			t.Errorf("%s: title %q, status %q with %d provisions; want %q, %q", language, got.Title, got.Status, len(got.Provisions), title, status)
		}
	}
	title := corpus.Correction{By: "Ana", Law: english.ID, Language: "en", What: "title", Before: "Prevntion Act", After: "Prevention Act"}
	repealed := corpus.Correction{By: "Ben", Law: english.ID, What: "status", Before: "in force", After: "repealed", Note: "gazette 7"}
	correct(nil, title, repealed)
	see("en", "Prevention Act", "repealed")
	see("fr", "Loi sur la traite", "repealed")
	if sure := text(t, c, english.ID, "en").Confidence["title"]; sure != 1 {
		t.Errorf("a corrected title is sure by %v, want 1", sure)
	}
	if waiting(t, c, 1) == nil {
		t.Error("the index does not learn of a correction")
	}

	correct(corpus.ErrConflict, title) // somebody was first
	correct(corpus.ErrConflict, corpus.Correction{By: "Ana", Law: english.ID, What: "number", Before: english.Number, After: "99"}, title)
	if n := text(t, c, english.ID, "en").Number; n != english.Number {
		t.Errorf("half of what was refused was stored: number %q", n)
	}
	correct(corpus.ErrNotFound, corpus.Correction{By: "Ana", Law: "xa/none", What: "status", After: "repealed"})
	for _, bad := range []corpus.Correction{
		{Law: english.ID, What: "status", Before: "repealed", After: "bill"},
		{By: corpus.ByProgram, Law: english.ID, What: "status", Before: "repealed", After: "bill"},
		{By: "Ana", Law: english.ID, What: "country", Before: "XA", After: "XB"},
		{By: "Ana", Law: english.ID, What: "date", After: "yesterday"},
		{By: "Ana", Law: english.ID, What: "year", After: "-3"},
		{By: "Ana", Law: english.ID, Language: "en", What: "title", Before: "Prevention Act"},
		{By: "Ana", Law: english.ID, What: "source_url", After: "javascript:alert(1)"},
	} {
		correct(corpus.ErrInvalid, bad)
	}

	put(t, c, english, french) // read again
	see("en", "Prevention Act", "repealed")

	log, err := c.Corrections(ctx, corpus.CorrectionFilter{Law: english.ID})
	if err != nil || len(log) != 2 || log[0].What != "status" || log[0].By != "Ben" || log[0].Note != "gazette 7" || log[0].At.IsZero() {
		t.Fatalf("Corrections: %v, %v", log, err)
	}
	correct(nil, log[1].Undo("Cleo"))
	see("en", "Prevntion Act", "repealed")
	correct(corpus.ErrConflict, log[1].Undo("Cleo")) // once
	english.Title = "Prevention of Trafficking Act"
	put(t, c, english) // what was taken back is the program's again
	see("en", "Prevention of Trafficking Act", "repealed")

	correct(nil, corpus.Correction{By: "Ana", Law: english.ID, What: corpus.Withdraw, Note: "taken in twice"})
	if _, err := c.Texts(ctx, english.ID); !errors.Is(err, corpus.ErrNotFound) {
		t.Errorf("Texts of a withdrawn law: %v", err)
	}
	correct(corpus.ErrNotFound, corpus.Correction{By: "Ana", Law: english.ID, What: corpus.Withdraw})
	log, _ = c.Corrections(ctx, corpus.CorrectionFilter{Law: english.ID, Limit: 1})
	correct(nil, log[0].Undo("Ana"))
	see("en", "Prevention of Trafficking Act", "repealed")
	see("fr", "Loi sur la traite", "repealed")
	correct(corpus.ErrConflict, corpus.Correction{By: "Ana", Law: english.ID, What: corpus.Restore})

	log, err = c.Corrections(ctx, corpus.CorrectionFilter{By: "Ana"})
	var what []string
	for _, one := range log {
		what = append(what, one.What)
	}
	if diff := cmp.Diff([]string{"restore", "withdraw", "title"}, what); err != nil || diff != "" {
		t.Errorf("what Ana did: %v (-want +got)\n%s", err, diff)
	}
}
