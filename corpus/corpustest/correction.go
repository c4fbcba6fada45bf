package corpustest

import (
	"errors"
	"slices"
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
		stored, err := c.Correct(ctx, cs...)
		if !errors.Is(err, want) {
			t.Fatalf("Correct(%v): %v, want %v", cs, err, want)
		}
		if want != nil {
			return
		}
		log, err := c.Corrections(ctx, corpus.CorrectionFilter{Limit: len(cs)})
		slices.Reverse(log)
		if diff := cmp.Diff(log, stored); err != nil || diff != "" {
			t.Errorf("Correct gives other than the log has (%v, -log +given):\n%s", err, diff)
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
		{By: "Ana", Law: english.ID, What: "country", Before: "XA", After: "Xanadu"},
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

// correctionsApart: what one text says is not lost where another is corrected, and what was corrected again is not taken back out of turn.
func correctionsApart(t *testing.T, c corpus.Catalog) {
	english, french := Law("xa/act/2002/2", "Wording."), Law("xa/act/2002/2", "Texte.")
	english.Language, english.SourceURL, english.Date, english.Title = "en", "https://en.example/2", corpus.Date{}, "a"
	french.Language, french.SourceURL = "fr", "https://fr.example/2"
	put(t, c, english, french)
	try := func(want error, one corpus.Correction) {
		t.Helper()
		one.By, one.Law = "Ana", english.ID
		if _, err := c.Correct(ctx, one); !errors.Is(err, want) {
			t.Fatalf("Correct(%+v): %v, want %v", one, err, want)
		}
	}
	newest := func() corpus.Correction {
		t.Helper()
		log, err := c.Corrections(ctx, corpus.CorrectionFilter{Law: english.ID, Limit: 1})
		if err != nil || len(log) != 1 {
			t.Fatalf("Corrections: %v, %v", log, err)
		}
		return log[0]
	}

	try(nil, corpus.Correction{What: "source_url", Before: "https://en.example/2", After: "https://new.example/2"})
	undo := newest()
	if fr := text(t, c, english.ID, "fr").SourceURL; fr != "https://fr.example/2" {
		t.Errorf("the French source is %q", fr)
	}
	try(nil, undo.Undo("Ana"))
	if en, fr := text(t, c, english.ID, "en").SourceURL, text(t, c, english.ID, "fr").SourceURL; en != "https://en.example/2" || fr != "https://fr.example/2" {
		t.Errorf("taken back: %q, %q", en, fr)
	}
	try(nil, corpus.Correction{Language: "fr", What: "source_url", Before: "https://fr.example/2", After: ""})

	try(nil, corpus.Correction{Language: "en", What: "date", After: "2002-03-04"}) // it had none
	given := newest()
	try(nil, given.Undo("Ana"))
	if date := text(t, c, english.ID, "en").Date; !date.IsZero() {
		t.Errorf("a date that was taken back is %s", date)
	}

	try(nil, corpus.Correction{Language: "en", What: "title", Before: "a", After: "b"})
	first := newest()
	try(nil, corpus.Correction{Language: "en", What: "title", Before: "b", After: "c"})
	try(nil, corpus.Correction{Language: "en", What: "title", Before: "c", After: "b"})
	try(corpus.ErrConflict, first.Undo("Ana"))

	try(nil, corpus.Correction{What: corpus.Withdraw})
	put(t, c, english) // it comes back, in English alone
	try(nil, corpus.Correction{What: corpus.Withdraw})
	last := newest()
	try(nil, last.Undo("Ana"))
	if texts, err := c.Texts(ctx, english.ID); err != nil || len(texts) != 1 || texts[0].Language != "en" || texts[0].Title != "b" {
		t.Errorf("brought back: %+v, %v", texts, err)
	}
}
