package corpustest

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/pandect/pandect/corpus"
)

// eids lists the provisions of the current text, in order.
func eids(t *testing.T, c corpus.Catalog, law corpus.URI) (out []string) {
	t.Helper()
	x := text(t, c, law, "")
	if err := x.Check(); err != nil {
		t.Error(err)
	}
	for p := range corpus.All(x.Provisions) {
		out = append(out, string(p.EID))
	}
	return out
}

func provision(t *testing.T, c corpus.Catalog, law corpus.URI, e corpus.EID) corpus.Provision {
	t.Helper()
	x := text(t, c, law, "")
	for p := range corpus.All(x.Provisions) {
		if p.EID == e {
			return *p
		}
	}
	t.Fatalf("%s has no %s", law, e)
	return corpus.Provision{}
}

func newestCorrection(t *testing.T, c corpus.Catalog, f corpus.CorrectionFilter) corpus.Correction {
	t.Helper()
	f.Limit = 1
	log, err := c.Corrections(ctx, f)
	if err != nil || len(log) != 1 {
		t.Fatalf("Corrections(%+v): %v, %v", f, log, err)
	}
	return log[0]
}

// structure: what people change of a tree is kept through a new reading, old addresses lead to the provision, and it is taken back.
func structure(t *testing.T, c corpus.Catalog) {
	law := Law("xa/act/2003/3", "Arms are things. 1A. Penalty Whoever has one is fined.")
	put(t, c, law)
	correct := func(want error, one corpus.Correction) {
		t.Helper()
		one.By, one.Law, one.Language = "Ana", law.ID, "en"
		if _, err := c.Correct(ctx, one); !errors.Is(err, want) {
			t.Fatalf("Correct(%+v): %v, want %v", one, err, want)
		}
	}
	leads := func(from, to corpus.EID) {
		t.Helper()
		got, err := c.Moved(ctx, corpus.Ref{Law: law.ID, EID: from})
		if err != nil || got.EID != to || got.Law != law.ID {
			t.Errorf("%s leads to %v, %v; want %s", from, got, err, to)
		}
		if units, err := c.Units(ctx, []corpus.Ref{{Law: law.ID, EID: from}, {Law: law.ID, EID: "none"}}); err != nil || units[0].EID != to || units[1].Law != "" {
			t.Errorf("units of %s: %v, %v", from, units, err)
		}
	}
	original := eids(t, c, law.ID)
	if _, err := c.SetTag(ctx, corpus.Ref{Law: law.ID, EID: "sec_1"}, false, corpus.Tag{ID: "penalties", Weight: 1, By: "Ana", Evidence: []corpus.Span{{Start: 46, End: 51}}}); err != nil {
		t.Fatal(err)
	}
	seen := provision(t, c, law.ID, "sec_1")
	split := corpus.Correction{What: corpus.Split, EID: "sec_1", Seen: seen.State(), After: `{"words":"1A. Penalty","kind":"section","number":"1A","label":"1A.","heading":"Penalty"}`}
	correct(nil, split)
	if got := provision(t, c, law.ID, "sec_1a"); got.Text != "Whoever has one is fined." || got.Heading != "Penalty" || len(got.Topics) != 1 || got.Topics[0].By != "Ana" || got.Topics[0].Stale {
		t.Errorf("the new provision: %+v", got)
	}
	if waiting(t, c, 1) == nil {
		t.Error("the index does not learn of a split")
	}
	correct(corpus.ErrConflict, split)                                                                   // from a page of before
	correct(corpus.ErrInvalid, corpus.Correction{What: corpus.Retitle, EID: "sec_1a", After: "Penalty"}) // nothing changes
	correct(corpus.ErrNotFound, corpus.Correction{What: corpus.Retitle, EID: "sec_9", After: "x"})

	correct(nil, corpus.Correction{What: corpus.Renumber, EID: "sec_1a", After: `{"kind":"section","number":"3","label":"3."}`})
	leads("sec_1a", "sec_3")
	correct(nil, corpus.Correction{What: corpus.Reword, EID: "sec_3", Before: "Whoever has one is fined.", After: "Whoever has an arm is fined."})
	if _, err := c.Moved(ctx, corpus.Ref{Law: law.ID, EID: "sec_2"}); !errors.Is(err, corpus.ErrNotFound) {
		t.Errorf("Moved of what stays: %v", err)
	}

	law.Provisions[1].Children[0].Text = "Firearms are things. 1A. Penalty Whoever has one is fined." // read better
	put(t, c, law)
	if got := provision(t, c, law.ID, "sec_3"); got.Text != "Whoever has an arm is fined." || len(got.Topics) != 1 {
		t.Errorf("after a new reading: %+v", got)
	}
	if got := provision(t, c, law.ID, "sec_1").Text; got != "Firearms are things." {
		t.Errorf("sec_1 reads %q", got)
	}
	leads("sec_1a", "sec_3")

	first := newestCorrection(t, c, corpus.CorrectionFilter{Law: law.ID, What: corpus.Split})
	if first.EID != "sec_1" || !strings.Contains(first.After, `"at":21`) && !strings.Contains(first.After, `"at":17`) {
		t.Errorf("the split is kept as %+v", first)
	}
	undo := func(want error, one corpus.Correction) {
		t.Helper()
		if _, err := c.Correct(ctx, one.Undo("Ben")); !errors.Is(err, want) {
			t.Fatalf("taking back %s: %v, want %v", one.What, err, want)
		}
	}
	undo(corpus.ErrConflict, first) // what came later needs it
	for _, what := range []string{corpus.Reword, corpus.Renumber} {
		undo(nil, newestCorrection(t, c, corpus.CorrectionFilter{Law: law.ID, What: what}))
	}
	leads("sec_3", "sec_1a")
	undo(nil, first)
	undo(corpus.ErrConflict, first)
	if diff := cmp.Diff(original, eids(t, c, law.ID)); diff != "" {
		t.Errorf("all taken back (-want +got):\n%s", diff)
	}
	leads("sec_3", "sec_1")
	leads("sec_1a", "sec_1")
	if got := provision(t, c, law.ID, "sec_1"); got.Text != "Firearms are things. 1A. Penalty Whoever has one is fined." || !slices.ContainsFunc(got.Topics, func(g corpus.Tag) bool { return g.By == "Ana" }) {
		t.Errorf("sec_1 after all was taken back: %+v", got)
	}

	correct(nil, corpus.Correction{What: corpus.Remove, EID: "sec_2"})
	law.Provisions[1].Children[1].Text = "In this Act, as amended—"
	put(t, c, law)
	if warned := text(t, c, law.ID, "").Warnings; !slices.ContainsFunc(warned, func(w string) bool { return strings.Contains(w, "remove of sec_2") && strings.Contains(w, "left out") }) {
		t.Errorf("what could not be carried over is not said: %q", warned)
	}
	provision(t, c, law.ID, "sec_2")
}

// merging: two laws become one, in texts, wordings, addresses and judgements, whatever is read again, and two again.
func merging(t *testing.T, c corpus.Catalog) {
	kept, other, french := Law("xa/act/2004/4", "Arms are things."), Law("xa/act/2004/four", "Arms  are things."), Law("xa/act/2004/four", "Les armes.")
	french.Language = "fr"
	put(t, c, kept, other, french)
	if _, err := c.SetTag(ctx, corpus.Ref{Law: other.ID, Language: "en", EID: "sec_2"}, false, corpus.Tag{ID: "definitions", Weight: 1, By: "Ana"}); err != nil {
		t.Fatal(err)
	}
	try := func(want error, one corpus.Correction) {
		t.Helper()
		one.By, one.What = "Ana", corpus.Merge
		if _, err := c.Correct(ctx, one); !errors.Is(err, want) {
			t.Fatalf("Correct(%+v): %v, want %v", one, err, want)
		}
	}
	foreign := Law("xb/act/1", "x")
	foreign.Country = "XB"
	put(t, c, foreign)
	try(corpus.ErrInvalid, corpus.Correction{Law: other.ID, After: string(other.ID)})
	try(corpus.ErrInvalid, corpus.Correction{Law: other.ID, After: string(foreign.ID)})
	try(corpus.ErrNotFound, corpus.Correction{Law: other.ID, After: "xa/none"})
	try(corpus.ErrNotFound, corpus.Correction{Law: "xa/none", After: string(kept.ID)})
	try(nil, corpus.Correction{Law: other.ID, After: string(kept.ID), Note: "one act"})

	joined := func() {
		t.Helper()
		if _, err := c.Texts(ctx, other.ID); !errors.Is(err, corpus.ErrNotFound) {
			t.Errorf("the other is still there: %v", err)
		}
		texts, err := c.Texts(ctx, kept.ID)
		if err != nil || len(texts) != 2 || texts[1].Language != "fr" {
			t.Errorf("texts of what is kept: %v, %v", texts, err)
		}
		versions, err := c.Versions(ctx, kept.ID)
		if err != nil || len(versions) != 3 {
			t.Fatalf("wordings: %+v, %v; want both of one language, and the other language", versions, err)
		}
		for _, v := range versions {
			if x, err := c.Version(ctx, kept.ID, v.ID); err != nil || x.ID != kept.ID {
				t.Errorf("wording %s: %s, %v", v.ID, x.ID, err)
			}
		}
		if gone, err := c.Changes(ctx, corpus.ChangeFilter{Law: other.ID}); err != nil || len(gone) != 1 || !gone[0].Withdrawn { // harvesters learn of it as of a withdrawal
			t.Errorf("Changes of the other: %+v, %v", gone, err)
		}
		if here, err := c.Changes(ctx, corpus.ChangeFilter{Law: kept.ID}); err != nil || len(here) != 1 || here[0].Withdrawn {
			t.Errorf("Changes of what is kept: %+v, %v", here, err)
		}
		if now, err := c.Moved(ctx, corpus.Ref{Law: other.ID, EID: "sec_1"}); err != nil || now != (corpus.Ref{Law: kept.ID, EID: "sec_1"}) {
			t.Errorf("Moved: %v, %v", now, err)
		}
		if units, err := c.Units(ctx, []corpus.Ref{{Law: other.ID, EID: "sec_1"}}); err != nil || units[0].Law != kept.ID {
			t.Errorf("Units: %v, %v", units, err)
		}
	}
	joined()
	if got := text(t, c, kept.ID, "en").Provisions[1].Children[1].Topics; len(got) != 1 || got[0].By != "Ana" {
		t.Errorf("what Ana said of the same wording is not there: %v", got)
	}
	if got := waiting(t, c, 1); !slices.Contains(got, "-"+string(other.ID)) || !slices.Contains(got, string(kept.ID)+"/fr") {
		t.Errorf("the index learns of %v", got)
	}
	put(t, c, french, other) // read again
	joined()
	try(corpus.ErrNotFound, corpus.Correction{Law: kept.ID, After: string(other.ID)})

	log := newestCorrection(t, c, corpus.CorrectionFilter{Law: kept.ID, What: corpus.Merge})
	if log.Law != other.ID || log.Note != "one act" {
		t.Errorf("the log of what is kept has %+v", log)
	}
	if _, err := c.Correct(ctx, log.Undo("Ben")); err != nil {
		t.Fatal(err)
	}
	if texts, err := c.Texts(ctx, other.ID); err != nil || len(texts) != 2 {
		t.Errorf("taken back, the other has %v, %v", texts, err)
	}
	if texts, err := c.Texts(ctx, kept.ID); err != nil || len(texts) != 1 || texts[0].Language != "en" {
		t.Errorf("taken back, what was kept has %v, %v", texts, err)
	}
	if _, err := c.Moved(ctx, corpus.Ref{Law: other.ID, EID: "sec_1"}); !errors.Is(err, corpus.ErrNotFound) {
		t.Errorf("taken back, Moved: %v", err)
	}
	if got := waiting(t, c, 1); !slices.Contains(got, "-"+string(kept.ID)) || !slices.Contains(got, string(kept.ID)+"/en") || !slices.Contains(got, string(other.ID)+"/fr") {
		t.Errorf("taken back, the index learns of %v", got)
	}
	if _, err := c.Correct(ctx, log.Undo("Ben")); !errors.Is(err, corpus.ErrConflict) {
		t.Errorf("taken back twice: %v", err)
	}
}

// carriedBack: a tag that is taken back after the wording changed points at its words where they stand now, and at nothing where they are gone.
func carriedBack(t *testing.T, c corpus.Catalog) {
	t.Helper()
	for _, tt := range []struct {
		now  string
		want []corpus.Span
	}{
		{"Whoever keeps a register: arms are listed in it.", []corpus.Span{{Start: 26, End: 30}}},
		{"Whoever keeps a register lists things in it.", nil},
	} {
		law := Law("xa/act/2005/6", "Things are arms.")
		law.Provisions[1].Children[0].Text = "All arms are things that are listed."
		law.Provisions[1].Children[0].Topics = []corpus.Tag{{ID: "firearms", Weight: 1, By: corpus.ByProgram, Evidence: []corpus.Span{{Start: 4, End: 8}}}}
		law.Provisions[1].Children[0].Links = nil
		put(t, c, law)
		ref := corpus.Ref{Law: law.ID, EID: "sec_1"}
		if _, err := c.SetTag(ctx, ref, false, corpus.Tag{ID: "firearms", By: "Ana", Rejected: true}); err != nil {
			t.Fatal(err)
		}
		rejected := newestCorrection(t, c, corpus.CorrectionFilter{What: corpus.TagTopic, Law: law.ID})
		law.Provisions[1].Children[0].Text, law.Provisions[1].Children[0].Topics = tt.now, nil
		put(t, c, law)
		if _, err := c.Correct(ctx, rejected.Undo("Cleo")); err != nil {
			t.Fatal(err)
		}
		topics := provision(t, c, law.ID, "sec_1").Topics
		if len(topics) != 1 || cmp.Diff(tt.want, topics[0].Evidence) != "" {
			t.Errorf("taken back where it reads %q: %+v, want evidence %v", tt.now, topics, tt.want)
		}
		if err := c.Delete(ctx, law.ID); err != nil {
			t.Fatal(err)
		}
	}
}

// logged: what people say of tags and requirements is in the log, and is taken back.
func logged(t *testing.T, c corpus.Catalog) {
	law := Law("xa/act/2005/5", "Arms are things.")
	put(t, c, law)
	ref := corpus.Ref{Law: law.ID, EID: "sec_1"}
	if _, err := c.SetTag(ctx, ref, false, corpus.Tag{ID: "firearms", By: "Ana", Rejected: true}); err != nil {
		t.Fatal(err)
	}
	if _, err := c.SetTag(ctx, ref, true, corpus.Tag{ID: "untoc/5/1/a", By: "Ben", Weight: 1}); err != nil {
		t.Fatal(err)
	}
	rejected, added := newestCorrection(t, c, corpus.CorrectionFilter{What: corpus.TagTopic}), newestCorrection(t, c, corpus.CorrectionFilter{What: corpus.TagRequirement})
	if rejected.By != "Ana" || rejected.EID != "sec_1" || rejected.Subject != "firearms" || !strings.Contains(rejected.Before, `"program"`) || !strings.Contains(rejected.After, `"rejected":true`) || added.Before != "" {
		t.Errorf("logged as %+v and %+v", rejected, added)
	}
	for _, one := range []corpus.Correction{rejected, added} {
		if _, err := c.Correct(ctx, one.Undo("Cleo")); err != nil {
			t.Fatal(err)
		}
	}
	if got := provision(t, c, law.ID, "sec_1"); cmp.Diff(law.Provisions[1].Children[0], got) != "" {
		t.Errorf("taken back (-want +got):\n%s", cmp.Diff(law.Provisions[1].Children[0], got))
	}
	if _, err := c.Correct(ctx, corpus.Correction{By: "Ana", Law: law.ID, What: corpus.TagTopic, EID: "sec_1", Subject: "x"}); !errors.Is(err, corpus.ErrInvalid) {
		t.Errorf("a tag that is given as a correction: %v", err)
	}

	carriedBack(t, c)

	at := time.Now().UTC().Add(-time.Hour).Truncate(time.Second)
	covered := corpus.Judgement{Country: "XA", Requirement: "untoc/5/1/a", State: corpus.Covered, By: "Ana", At: at, Provisions: []corpus.Cited{{Ref: ref, Digest: "d"}}}
	absent := covered
	absent.State, absent.By, absent.At, absent.Provisions = corpus.Absent, "Ben", at.Add(time.Minute), nil
	if err := c.Judge(ctx, covered, absent); err != nil {
		t.Fatal(err)
	}
	counts := func(want string) {
		t.Helper()
		got, err := c.Judgements(ctx, "XA", "untoc")
		state := ""
		for _, j := range got {
			state = j.State
		}
		if err != nil || state != want {
			t.Errorf("what counts is %q, %v; want %q", state, err, want)
		}
	}
	second := newestCorrection(t, c, corpus.CorrectionFilter{What: corpus.Judged})
	first := newestCorrection(t, c, corpus.CorrectionFilter{What: corpus.Judged, Below: second.ID, Law: law.ID})
	if _, err := c.Correct(ctx, first.Undo("Cleo")); !errors.Is(err, corpus.ErrConflict) {
		t.Errorf("taken back out of turn: %v", err)
	}
	counts(corpus.Absent)
	for _, one := range []corpus.Correction{second, first} {
		if _, err := c.Correct(ctx, one.Undo("Cleo")); err != nil {
			t.Fatal(err)
		}
		counts(map[bool]string{true: corpus.Covered, false: ""}[one.ID == second.ID])
	}
	today, tomorrow := corpus.DateOf(time.Now()), corpus.DateOf(time.Now().AddDate(0, 0, 2))
	if log, err := c.Corrections(ctx, corpus.CorrectionFilter{From: today, Until: today, By: "Ana"}); err != nil || len(log) == 0 {
		t.Errorf("the log of today: %v, %v", log, err)
	}
	if log, err := c.Corrections(ctx, corpus.CorrectionFilter{From: tomorrow}); err != nil || len(log) != 0 {
		t.Errorf("the log of what is to come: %v, %v", log, err)
	}
}
