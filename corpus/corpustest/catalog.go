// Package corpustest proves what package corpus promises of its contracts: every Catalog and every Files passes it.
package corpustest

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/pandect/pandect/corpus"
)

// Catalog runs the suite. open gives an empty catalogue, closed by the test's cleanup.
func Catalog(t *testing.T, open func(t *testing.T) corpus.Catalog) {
	for _, c := range []struct {
		name string
		run  func(t *testing.T, c corpus.Catalog)
	}{
		{"RoundTrip", roundTrip}, {"Superseding", superseding}, {"SamePutChangesNothing", samePut}, {"PeopleWin", peopleWin}, {"Invalid", invalid}, {"NotFound", notFound},
		{"Units", units}, {"Languages", languages}, {"Attempts", attempts}, {"Originals", originals}, {"Laws", laws}, {"Delete", deletion}, {"Changes", changes}, {"Unindexed", unindexed}, {"Judgements", judgements}, {"Versions", versions}, {"Wordings", wordings}, {"SetTag", setTag}, {"Corrections", corrections}, {"CorrectionsApart", correctionsApart}, {"Structure", structure}, {"Merging", merging}, {"Logged", logged}, {"Relations", relations}, {"Subdivisions", subdivisions},
		{"Fingerprint", fingerprint}, {"EvidenceMoves", evidenceMoves}, {"Concurrent", concurrent}, {"OriginalLanguageStaysFirst", originalFirst}, {"TitleWords", titleWords}, {"NotUTF8", notUTF8},
		{"WithoutIdentity", withoutIdentity}, {"Paging", paging},
	} {
		t.Run(c.name, func(t *testing.T) { c.run(t, open(t)) })
	}
}

var ctx = context.Background()

// Law is a law with every field filled, in two parts, of a fictional state.
func Law(id corpus.URI, wording string) corpus.Text {
	return corpus.Text{
		Law: corpus.Law{ID: id, Country: "XA", Type: "act", Number: "14", Title: "Arms Act 2009", Titles: map[string]string{"fr": "Loi sur les armes"}, Date: corpus.Date{Year: 2009, Month: 3, Day: 12}, Year: 2009,
			Status: "in force", SourceURL: "https://example.org/14", Topics: []corpus.Tag{{ID: "firearms", Weight: 1, By: "manifest"}}, Extra: map[string]string{"gazette": "12"}},
		Language: "en", Original: &corpus.Original{Name: "a.pdf", MediaType: "application/pdf", SHA256: fmt.Sprintf("%064x", len(wording)), Bytes: 12}, Warnings: []string{"page 3 read by OCR"},
		Provisions: []corpus.Provision{
			{EID: "preamble", Kind: "preamble", Text: "Be it enacted"},
			{EID: "part_1", Kind: "part", Number: "1", Label: "Part 1", Heading: "General", Text: "Words of the part.", Children: []corpus.Provision{
				{EID: "sec_1", Kind: "section", Number: "1", Label: "1.", Heading: "Title", Text: wording, Page: 2, Confidence: 0.9, Notes: []string{"a note"},
					Topics: []corpus.Tag{{ID: "firearms", Weight: 0.9, By: corpus.ByProgram, Rule: "r", Evidence: []corpus.Span{{Start: 0, End: 1}}}}, Needs: []corpus.Tag{{ID: "firearms-protocol/5/1/a", Weight: 0.5, By: corpus.ByProgram}},
					Links: []corpus.Link{{Span: corpus.Span{Start: 0, End: 1}, To: "sec_2"}}},
				{EID: "sec_2", Kind: "section", Number: "2", Label: "2.", Text: "In this Act—", Children: []corpus.Provision{{EID: "sec_2__para_a", Kind: "paragraph", Number: "a", Label: "(a)", Text: "arms;"}}},
			}},
			{EID: "sched_1", Kind: "schedule", Label: "Schedule", Children: []corpus.Provision{{EID: "sched_1__sec_1", Kind: "section", Number: "1", Text: "Forms"}}},
		},
	}
}

func put(t *testing.T, c corpus.Catalog, texts ...corpus.Text) {
	t.Helper()
	if err := c.Put(ctx, texts, nil); err != nil {
		t.Fatal(err)
	}
}

func text(t *testing.T, c corpus.Catalog, id corpus.URI, language string) corpus.Text {
	t.Helper()
	got, err := c.Text(ctx, id, language)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func roundTrip(t *testing.T, c corpus.Catalog) {
	want := Law("xa/act/2009/14", "Arms are things.")
	put(t, c, want)
	if diff := cmp.Diff(want, text(t, c, want.ID, "")); diff != "" {
		t.Errorf("Text after Put (-want +got):\n%s", diff)
	}
	n := 0
	err := c.Each(ctx, func(got corpus.Text) error {
		n++
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("Each (-want +got):\n%s", diff)
		}
		return nil
	})
	if err != nil || n != 1 {
		t.Errorf("Each gave %d texts, %v", n, err)
	}
}

func superseding(t *testing.T, c corpus.Catalog) {
	put(t, c, Law("xa/act/2009/14", "Old wording."), Law("xa/act/2010/1", "Another."))
	put(t, c, Law("xa/act/2009/14", "New wording."))
	if got := text(t, c, "xa/act/2009/14", "").Provisions[1].Children[0].Text; got != "New wording." {
		t.Errorf("Text gives %q, want the new wording", got)
	}
	s, err := c.Status(ctx)
	if err != nil || s.Laws != 2 || s.Texts != 2 {
		t.Errorf("Status counts %d laws and %d texts (%v), want 2 and 2", s.Laws, s.Texts, err)
	}
	later := Law("xa/act/2009/14", "Wording from 2020.")
	later.From = corpus.Date{Year: 2020, Month: 1, Day: 1}
	put(t, c, later)
	if all, err := c.Texts(ctx, "xa/act/2009/14"); err != nil || len(all) != 2 {
		t.Errorf("Texts gives %d (%v), want the two periods", len(all), err)
	}
}

func samePut(t *testing.T, c corpus.Catalog) {
	put(t, c, Law("xa/act/2009/14", "Same."))
	before, err := c.Status(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if err := c.MarkIndexed(ctx, 1, []corpus.Text{Law("xa/act/2009/14", "Same.")}, nil); err != nil {
		t.Fatal(err)
	}
	put(t, c, Law("xa/act/2009/14", "Same."))
	after, err := c.Status(ctx)
	if err != nil || after.Fingerprint != before.Fingerprint {
		t.Errorf("the same Put changed the fingerprint (%v)", err)
	}
	if n := len(waiting(t, c, 1)); n != 0 {
		t.Errorf("the same Put left %d texts to be indexed again", n)
	}
}

func peopleWin(t *testing.T, c corpus.Catalog) {
	judged := Law("xa/act/2009/14", "Old wording.")
	judged.Provisions[1].Children[0].Topics = []corpus.Tag{{ID: "firearms", By: "A. Librarian", Rejected: true}, {ID: "explosives", Weight: 1, By: "A. Librarian"}}
	put(t, c, judged)
	put(t, c, Law("xa/act/2009/14", "New wording."))
	got := text(t, c, "xa/act/2009/14", "").Provisions[1].Children[0].Topics
	want := map[string]bool{"firearms": true, "explosives": false} // rejected or not
	for _, g := range got {
		if rejected, ok := want[g.ID]; !ok || g.By != "A. Librarian" || g.Rejected != rejected {
			t.Errorf("tag %+v: what a person decided must win over the program", g)
		}
		delete(want, g.ID)
	}
	if len(want) > 0 {
		t.Errorf("lost: %v", want)
	}
}

// evidenceMoves: what a person's tag rests on is words, not places.
func evidenceMoves(t *testing.T, c corpus.Catalog) {
	const words = "traffics in firearms"
	judged := Law("xa/act/2009/14", "Whoever "+words+" is punished.")
	judged.Provisions[1].Children[0].Topics = []corpus.Tag{{ID: "firearms", By: "Ana", Evidence: []corpus.Span{{Start: 8, End: 8 + len(words)}}}}
	put(t, c, judged)
	for _, s := range []struct {
		wording, evidence string
		stale             bool
	}{{"It is so: any person who " + words + " is punished.", words, false}, {"The Minister may make regulations on this part.", "", true}} {
		put(t, c, Law("xa/act/2009/14", s.wording))
		p := text(t, c, "xa/act/2009/14", "").Provisions[1].Children[0]
		if len(p.Topics) != 1 || p.Topics[0].By != "Ana" || p.Topics[0].Stale != s.stale {
			t.Fatalf("tags of %q: %+v", s.wording, p.Topics)
		}
		got := ""
		for _, e := range p.Topics[0].Evidence {
			got += p.Text[e.Start:e.End]
		}
		if got != s.evidence {
			t.Errorf("evidence of %q: %q, want %q", s.wording, got, s.evidence)
		}
	}
}

func invalid(t *testing.T, c corpus.Catalog) {
	doubled := Law("xa/act/1", "x")
	doubled.Provisions[1].Children[1].EID = "sec_1"
	outside := Law("xa/act/2", "x")
	outside.Provisions[1].Children[0].Topics[0].Evidence = []corpus.Span{{Start: 0, End: 99}}
	empty := corpus.Text{Law: corpus.Law{ID: "xa/act/3"}}
	for _, bad := range []corpus.Text{doubled, outside, empty, Law("not an id", "x"), Law("xa//x", "x")} {
		if err := c.Put(ctx, []corpus.Text{Law("xa/act/9", "good"), bad}, nil); !errors.Is(err, corpus.ErrInvalid) {
			t.Errorf("Put(%s) = %v, want ErrInvalid", bad.ID, err)
		}
	}
	if s, err := c.Status(ctx); err != nil || s.Laws != 0 {
		t.Errorf("%d laws stored (%v) with an invalid one beside them, want none", s.Laws, err)
	}
}

func notFound(t *testing.T, c corpus.Catalog) {
	if _, err := c.Text(ctx, "xa/none", ""); !errors.Is(err, corpus.ErrNotFound) {
		t.Errorf("Text: %v", err)
	}
	if _, err := c.Texts(ctx, "xa/none"); !errors.Is(err, corpus.ErrNotFound) {
		t.Errorf("Texts: %v", err)
	}
	if _, err := c.Seen(ctx, "00"); !errors.Is(err, corpus.ErrNotFound) {
		t.Errorf("Seen: %v", err)
	}
	if _, err := c.Text(ctx, "xa/none", "fr"); !errors.Is(err, corpus.ErrNotFound) {
		t.Errorf("Text fr: %v", err)
	}
}

func units(t *testing.T, c corpus.Catalog) {
	law := Law("xa/act/2009/14", "Arms are things.")
	put(t, c, law)
	want := law.Units()
	refs := []corpus.Ref{{Law: law.ID, EID: "nowhere"}}
	for i := len(want) - 1; i >= 0; i-- { // in another order than stored
		refs = append(refs, corpus.Ref{Law: law.ID, EID: want[i].EID})
	}
	got, err := c.Units(ctx, refs)
	if err != nil || len(got) != len(refs) {
		t.Fatalf("Units gave %d of %d, %v", len(got), len(refs), err)
	}
	if diff := cmp.Diff(corpus.Unit{}, got[0]); diff != "" {
		t.Errorf("an unknown reference gave %+v", got[0])
	}
	for i, u := range got[1:] {
		if diff := cmp.Diff(want[len(want)-1-i], u); diff != "" {
			t.Errorf("unit %s (-want +got):\n%s", u.EID, diff)
		}
	}
}

func languages(t *testing.T, c corpus.Catalog) {
	en, fr := Law("xa/act/2009/14", "Arms."), Law("xa/act/2009/14", "Des armes.")
	fr.Language = "fr"
	put(t, c, en)
	put(t, c, fr)
	if got := text(t, c, en.ID, "fr").Provisions[1].Children[0].Text; got != "Des armes." {
		t.Errorf("the French text reads %q", got)
	}
	if got := text(t, c, en.ID, "").Language; got != "en" {
		t.Errorf("the first text is in %q, want the one taken in first", got)
	}
	got, err := c.Units(ctx, []corpus.Ref{{Law: en.ID, EID: "sec_1", Language: "fr"}, {Law: en.ID, EID: "sec_1"}})
	if err != nil || got[0].Text != "Des armes." || got[1].Text != "Arms." {
		t.Errorf("Units by language: %v %v", got, err)
	}
}

func attempts(t *testing.T, c corpus.Catalog) {
	at := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	failed := corpus.Attempt{Name: "b.pdf", SHA256: "bb", State: corpus.StateFailed, Step: "extract", Kind: "encrypted", Message: "a password", At: at, Given: map[string]string{"country": "KE", "shelf": "B 12"}}
	accepted := corpus.Attempt{Name: "a.pdf", SHA256: "aa", State: corpus.StateAccepted, Law: "xa/act/2009/14", Warnings: []string{"w"}, At: at}
	if err := c.RecordAttempt(ctx, failed); err != nil {
		t.Fatal(err)
	}
	if err := c.Put(ctx, []corpus.Text{Law("xa/act/2009/14", "x")}, []corpus.Attempt{accepted}); err != nil {
		t.Fatal(err)
	}
	seen, err := c.Seen(ctx, "aa")
	if err != nil || seen.Law != accepted.Law || seen.ID == 0 {
		t.Errorf("Seen = %+v, %v", seen, err)
	}
	if _, err := c.Seen(ctx, "bb"); !errors.Is(err, corpus.ErrNotFound) {
		t.Errorf("Seen of a failed attempt: %v, want ErrNotFound", err)
	}
	list, err := c.Attempts(ctx, corpus.AttemptFilter{State: corpus.StateFailed})
	if err != nil || len(list) != 1 || list[0].Kind != "encrypted" {
		t.Errorf("Attempts failed = %+v, %v", list, err)
	}
	if list, err = c.Attempts(ctx, corpus.AttemptFilter{Limit: 1}); err != nil || len(list) != 1 || list[0].Name != "a.pdf" {
		t.Errorf("the newest attempt = %+v, %v", list, err)
	}
	if list, err = c.Attempts(ctx, corpus.AttemptFilter{SHA256: "bb"}); err != nil || len(list) != 1 || !cmp.Equal(list[0].Given, failed.Given) {
		t.Errorf("attempts on bb = %+v, %v, want that of b.pdf with what was given", list, err)
	}
	if list, err = c.Attempts(ctx, corpus.AttemptFilter{SHA256: "bb", State: corpus.StateAccepted}); err != nil || len(list) != 0 {
		t.Errorf("accepted attempts on bb = %+v, %v, want none", list, err)
	}
	s, err := c.Status(ctx)
	if err != nil || s.Attempts != 2 || s.Failed != 1 {
		t.Errorf("Status counts %d attempts and %d failed (%v), want 2 and 1", s.Attempts, s.Failed, err)
	}
	mended := failed
	mended.State = corpus.StateAccepted
	if err := c.RecordAttempt(ctx, mended); err != nil {
		t.Fatal(err)
	}
	if s, err = c.Status(ctx); err != nil || s.Failed != 0 {
		t.Errorf("a retry that succeeded still counts as failed: %d (%v)", s.Failed, err)
	}
}

// originals: a file is known as long as its law is in the library, in whatever wording.
func originals(t *testing.T, c corpus.Catalog) {
	first, second := Law("xa/act/2009/14", "x"), Law("xa/act/2009/14", "the later wording")
	put(t, c, first)
	put(t, c, second)
	known := func(sum string, want error) {
		t.Helper()
		o, err := c.Original(ctx, sum)
		if !errors.Is(err, want) || want == nil && (o.Name != "a.pdf" || o.MediaType != "application/pdf" || o.SHA256 != sum) {
			t.Errorf("Original(%.6s…) = %+v, %v, want error %v", sum, o, err, want)
		}
	}
	known(second.Original.SHA256, nil)
	known(first.Original.SHA256, nil)
	known("", corpus.ErrNotFound)
	known(strings.Repeat("f", 64), corpus.ErrNotFound)
	if _, err := c.Correct(ctx, corpus.Correction{By: "Ana", Law: first.ID, What: corpus.Withdraw}); err != nil {
		t.Fatal(err)
	}
	known(second.Original.SHA256, corpus.ErrNotFound)
	known(first.Original.SHA256, corpus.ErrNotFound)
}

func laws(t *testing.T, c corpus.Catalog) {
	for i, l := range []struct{ country, kind, title string }{{"XA", "act", "Arms Act"}, {"XA", "code", "Penal Code"}, {"XB", "act", "Loi sur les armes 100%"}, {"XC-Q", "act", "Provincial Act"}} {
		text := Law(corpus.URI(fmt.Sprintf("x/%d", i)), "x")
		text.Country, text.Type, text.Title, text.Year = l.country, l.kind, l.title, 2000+i
		put(t, c, text)
	}
	for _, q := range []struct {
		f     corpus.LawFilter
		want  []corpus.URI
		total int
	}{
		{corpus.LawFilter{}, []corpus.URI{"x/0", "x/1", "x/2", "x/3"}, 4},
		{corpus.LawFilter{Countries: []string{"XC"}}, []corpus.URI{"x/3"}, 1}, // a state has the laws of its subdivisions
		{corpus.LawFilter{Countries: []string{"XC-Q"}}, []corpus.URI{"x/3"}, 1},
		{corpus.LawFilter{Countries: []string{"XB", "XC"}}, []corpus.URI{"x/2", "x/3"}, 2},
		{corpus.LawFilter{Countries: []string{"X"}}, nil, 0},
		{corpus.LawFilter{Countries: []string{"XA"}}, []corpus.URI{"x/0", "x/1"}, 2},
		{corpus.LawFilter{Countries: []string{"XA"}, Type: "code"}, []corpus.URI{"x/1"}, 1},
		{corpus.LawFilter{Year: 2002}, []corpus.URI{"x/2"}, 1},
		{corpus.LawFilter{Words: "pen co"}, []corpus.URI{"x/1"}, 1},
		{corpus.LawFilter{Words: "100%"}, []corpus.URI{"x/2"}, 1},
		{corpus.LawFilter{Words: "%"}, nil, 0},
		{corpus.LawFilter{Topic: "firearms"}, []corpus.URI{"x/0", "x/1", "x/2", "x/3"}, 4},
		{corpus.LawFilter{Topic: "fire"}, nil, 0},
		{corpus.LawFilter{Status: "repealed"}, nil, 0},
		{corpus.LawFilter{IDs: []corpus.URI{"x/2", "x/9"}}, []corpus.URI{"x/2"}, 1},
		{corpus.LawFilter{IDs: []corpus.URI{}}, nil, 0},
		{corpus.LawFilter{Offset: 1, Limit: 1}, []corpus.URI{"x/1"}, 4},
	} {
		texts, total, err := c.Laws(ctx, q.f)
		var got []corpus.URI
		for _, l := range texts {
			got = append(got, l.ID)
		}
		if diff := cmp.Diff(q.want, got); diff != "" || total != q.total || err != nil {
			t.Errorf("Laws(%+v): total %d, %v\n%s", q.f, total, err, diff)
		}
	}
}

func waiting(t *testing.T, c corpus.Catalog, schema int) (ids []string) {
	t.Helper()
	err := c.Unindexed(ctx, schema, func(changed []corpus.Text, deleted []corpus.URI) error {
		for _, x := range changed {
			ids = append(ids, string(x.ID)+"/"+x.Language)
		}
		for _, d := range deleted {
			ids = append(ids, "-"+string(d))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return ids
}

func deletion(t *testing.T, c corpus.Catalog) {
	law := Law("xa/act/2009/14", "x")
	unindexed := func(want int) {
		t.Helper()
		if s, err := c.Status(ctx); err != nil || s.Unindexed != want {
			t.Errorf("%d are unindexed, want %d (%v)", s.Unindexed, want, err)
		}
	}
	put(t, c, law)
	unindexed(1)
	if err := c.MarkIndexed(ctx, 1, []corpus.Text{law}, nil); err != nil {
		t.Fatal(err)
	}
	unindexed(0)
	if err := c.Delete(ctx, law.ID, "xa/unknown"); err != nil {
		t.Fatal(err)
	}
	unindexed(1)
	if _, err := c.Text(ctx, law.ID, ""); !errors.Is(err, corpus.ErrNotFound) {
		t.Errorf("Text after Delete: %v", err)
	}
	if diff := cmp.Diff([]string{"-xa/act/2009/14"}, waiting(t, c, 1)); diff != "" {
		t.Errorf("the index does not learn of it: %s", diff)
	}
	if err := c.MarkIndexed(ctx, 1, nil, []corpus.URI{law.ID}); err != nil {
		t.Fatal(err)
	}
	unindexed(0)
	if got := waiting(t, c, 1); len(got) != 0 {
		t.Errorf("still waiting: %v", got)
	}
	put(t, c, law) // it comes back
	if diff := cmp.Diff([]string{"xa/act/2009/14/en"}, waiting(t, c, 1)); diff != "" {
		t.Error(diff)
	}
}

func unindexed(t *testing.T, c corpus.Catalog) {
	a, b := Law("xa/a", "x"), Law("xa/b", "x")
	put(t, c, a, b)
	if err := c.MarkIndexed(ctx, 1, []corpus.Text{a}, nil); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"xa/b/en"}, waiting(t, c, 1)); diff != "" {
		t.Error(diff)
	}
	if got := waiting(t, c, 2); len(got) != 2 {
		t.Errorf("a new schema has %v, want both", got)
	}
	put(t, c, Law("xa/a", "changed"))
	if err := c.MarkIndexed(ctx, 1, []corpus.Text{a}, nil); err != nil { // the older wording was indexed meanwhile
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"xa/b/en", "xa/a/en"}, waiting(t, c, 1)); diff != "" {
		t.Errorf("a wording that changed while it was indexed: %s", diff)
	}
	if err := c.ForgetIndexed(ctx); err != nil || len(waiting(t, c, 1)) != 2 {
		t.Errorf("ForgetIndexed: %v", err)
	}
}

func judgements(t *testing.T, c corpus.Catalog) {
	at := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	older := corpus.Judgement{Country: "XA", Requirement: "untoc/5/1/a", State: corpus.Absent, By: "A", At: at}
	newer := corpus.Judgement{Country: "XA", Requirement: "untoc/5/1/a", State: corpus.Covered, By: "B", At: at.Add(time.Hour), Remark: "r", Provisions: []corpus.Cited{{Ref: corpus.Ref{Law: "xa/a", EID: "sec_1"}, Digest: "d"}}}
	other := corpus.Judgement{Country: "XB", Requirement: "uncac/15/a", State: corpus.Partly, By: "A", At: at}
	if err := c.Judge(ctx, older, newer, other); err != nil {
		t.Fatal(err)
	}
	late := corpus.Judgement{Country: "XA", Requirement: "untoc/5/1/a", State: corpus.DoesNotApply, By: "C", At: at.Add(time.Minute)} // decided elsewhere, before newer
	if err := c.Judge(ctx, late); err != nil {
		t.Fatal(err)
	}
	history, err := c.JudgementHistory(ctx, "XA", "untoc")
	var order []string
	for _, j := range history {
		order = append(order, j.By)
	}
	if diff := cmp.Diff([]string{"A", "C", "B"}, order); diff != "" || err != nil {
		t.Errorf("JudgementHistory: %v\n%s", err, diff)
	}
	for _, bad := range []corpus.Judgement{
		{Country: "XA"}, {Country: "XA", Requirement: "untoc/5", By: "Ana", State: "banana"}, {Country: "XA", Requirement: "untoc/5", By: corpus.ByProgram, State: corpus.Covered},
		{Requirement: "untoc/5", By: "Ana", State: corpus.Covered}, {Country: "XA", Requirement: "untoc/5", State: corpus.Covered},
	} {
		if err := c.Judge(ctx, bad); !errors.Is(err, corpus.ErrInvalid) {
			t.Errorf("Judge(%+v) = %v, want ErrInvalid", bad, err)
		}
	}
	for _, q := range []struct {
		country, instrument string
		want                []string
	}{{"XA", "untoc", []string{"covered"}}, {"", "", []string{"covered", "partly"}}, {"", "uncac", []string{"partly"}}, {"XA", "un", nil}} {
		list, err := c.Judgements(ctx, q.country, q.instrument)
		var got []string
		for _, j := range list {
			got = append(got, j.State)
		}
		if diff := cmp.Diff(q.want, got); diff != "" || err != nil {
			t.Errorf("Judgements(%q, %q): %v\n%s", q.country, q.instrument, err, diff)
		}
	}
}

func fingerprint(t *testing.T, c corpus.Catalog) {
	put(t, c, Law("xa/a", "x"), Law("xa/b", "y"))
	first, err := c.Status(ctx)
	if err != nil {
		t.Fatal(err)
	}
	put(t, c, Law("xa/b", "z"))
	second, err := c.Status(ctx)
	if err != nil || second.Fingerprint == first.Fingerprint {
		t.Errorf("a changed wording left the fingerprint (%v)", err)
	}
	put(t, c, Law("xa/b", "y"))
	if third, err := c.Status(ctx); err != nil || third.Fingerprint != first.Fingerprint {
		t.Errorf("equal contents, other fingerprint (%v)", err)
	}
	if first.Provisions != 10 || first.Topics["firearms"] != 2 || first.Coverage["XA"]["firearms"] != 2 || first.Years[2009] != 2 {
		t.Errorf("Status = %+v", first)
	}
}

// concurrent readers see whole texts, the old or the new, while a writer replaces them.
func concurrent(t *testing.T, c corpus.Catalog) {
	put(t, c, Law("xa/a", "version 0"))
	stop := make(chan struct{})
	var readers sync.WaitGroup
	for range 3 {
		readers.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				got, err := c.Text(ctx, "xa/a", "")
				if err != nil || len(got.Provisions) != 3 {
					t.Errorf("a reader saw %d parts, %v", len(got.Provisions), err)
					return
				}
			}
		})
	}
	for i := range 20 {
		put(t, c, Law("xa/a", fmt.Sprintf("version %d", i)))
	}
	close(stop)
	readers.Wait()
}

func versions(t *testing.T, c corpus.Catalog) {
	at := func(text corpus.Text, year int) corpus.Text {
		text.From = corpus.Date{Year: year, Month: 1, Day: 1}
		return text
	}
	put(t, c, at(Law("xa/a", "old"), 2001), at(Law("xa/a", "first reading"), 2010))
	put(t, c, at(Law("xa/a", "new"), 2010))
	list, err := c.Versions(ctx, "xa/a")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, v := range list {
		text, err := c.Version(ctx, "xa/a", v.ID)
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, fmt.Sprint(text.Provisions[1].Children[0].Text, " ", text.From.Year, " ", v.Superseded))
		if v.Added.IsZero() || v.Language != text.Language || v.From != text.From {
			t.Errorf("version %+v of %s from %s", v, text.Language, text.From)
		}
	}
	if diff := cmp.Diff([]string{"new 2010 false", "first reading 2010 true", "old 2001 false"}, got); diff != "" {
		t.Error(diff)
	}
	for day, want := range map[string]string{"2005-06-01": list[2].ID, "2010-01-01": list[0].ID, "2030-01-01": list[0].ID, "2000-12-31": ""} {
		on, err := corpus.ParseDate(day)
		if err != nil {
			t.Fatal(err)
		}
		if v, ok := corpus.VersionOn(list, "", on); v.ID != want || ok != (want != "") {
			t.Errorf("on %s: version %q, want %q", day, v.ID, want)
		}
	}
	for _, id := range []string{"", "0000000000000000", list[0].ID + "00", strings.Repeat("%", corpus.VersionIDLength)} {
		if _, err := c.Version(ctx, "xa/a", id); !errors.Is(err, corpus.ErrNotFound) {
			t.Errorf("Version(%q): %v, want ErrNotFound", id, err)
		}
	}
	if _, err := c.Versions(ctx, "xa/none"); !errors.Is(err, corpus.ErrNotFound) {
		t.Errorf("Versions of an unknown law: %v, want ErrNotFound", err)
	}
	if err := c.Delete(ctx, "xa/a"); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Versions(ctx, "xa/a"); !errors.Is(err, corpus.ErrNotFound) {
		t.Errorf("Versions of a withdrawn law: %v, want ErrNotFound", err)
	}
}

func setTag(t *testing.T, c corpus.Catalog) {
	put(t, c, Law("xa/a", "wording"))
	ref := corpus.Ref{Law: "xa/a", EID: "sec_1"}
	no := corpus.Tag{ID: "firearms", Weight: 1, By: "A. Librarian", Rejected: true}
	need := corpus.Tag{ID: "firearms-protocol/3/a", Weight: 1, By: "A. Librarian"}
	_, err1 := c.SetTag(ctx, ref, false, no)
	_, err2 := c.SetTag(ctx, ref, true, need)
	if err := errors.Join(err1, err2); err != nil {
		t.Fatal(err)
	}
	see := func(when string, want corpus.Tag) {
		t.Helper()
		text, err := c.Text(ctx, "xa/a", "")
		if err != nil {
			t.Fatal(err)
		}
		p := text.Provisions[1].Children[0]
		if diff := cmp.Diff([]corpus.Tag{want}, p.Topics); diff != "" {
			t.Errorf("%s: %s", when, diff)
		}
		if p.Needs[len(p.Needs)-1].ID != need.ID {
			t.Errorf("%s: requirements %v", when, p.Needs)
		}
	}
	see("rejected", no)
	if got := waiting(t, c, 1); len(got) != 1 {
		t.Errorf("the index is not told: %v", got)
	}
	put(t, c, Law("xa/a", "wording")) // read again by the program
	see("read again", no)
	yes := corpus.Tag{ID: "firearms", Weight: 1, By: "B. Librarian"}
	if _, err := c.SetTag(ctx, ref, false, yes); err != nil {
		t.Fatal(err)
	}
	see("decided anew", yes)
	for _, tt := range []struct {
		ref  corpus.Ref
		tag  corpus.Tag
		want error
	}{
		{corpus.Ref{Law: "xa/none", EID: "sec_1"}, yes, corpus.ErrNotFound}, {corpus.Ref{Law: "xa/a", EID: "sec_99"}, yes, corpus.ErrNotFound},
		{ref, corpus.Tag{ID: "firearms", By: corpus.ByProgram}, corpus.ErrInvalid}, {ref, corpus.Tag{By: "A"}, corpus.ErrInvalid},
	} {
		if _, err := c.SetTag(ctx, tt.ref, false, tt.tag); !errors.Is(err, tt.want) {
			t.Errorf("SetTag(%s, %+v): %v, want %v", tt.ref, tt.tag, err, tt.want)
		}
	}
}
