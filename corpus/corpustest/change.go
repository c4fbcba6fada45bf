package corpustest

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/pandect/pandect/corpus"
)

// changes: each law stands once, by its newest change, a withdrawn one as withdrawn until it comes back; a page goes on behind the last.
func changes(t *testing.T, c corpus.Catalog) {
	began := time.Now().UTC().Truncate(time.Second)
	a, b := Law("xa/a", "x"), Law("xb/b", "y")
	b.Country = "XB"
	b.Provisions[0].Topics = []corpus.Tag{{ID: "counterfeit-currency", By: corpus.ByProgram}}
	french := Law("xa/a", "x")
	french.Language = "fr"
	put(t, c, a, b, french)
	list := func(f corpus.ChangeFilter) []string {
		t.Helper()
		found, err := c.Changes(ctx, f)
		if err != nil {
			t.Fatal(err)
		}
		names := []string{}
		for _, ch := range found {
			if ch.At.Before(began) || ch.At.After(time.Now().Add(time.Second)) || ch.At.Nanosecond() != 0 {
				t.Errorf("%s changed at %s", ch.Law, ch.At)
			}
			name := string(ch.Law)
			if ch.Withdrawn {
				name = "-" + name
			}
			names = append(names, name)
		}
		return names
	}
	check := func(want []string, f corpus.ChangeFilter) {
		t.Helper()
		if diff := cmp.Diff(want, list(f)); diff != "" {
			t.Errorf("Changes(%+v): %s", f, diff)
		}
	}
	check([]string{"xa/a", "xb/b"}, corpus.ChangeFilter{})
	check([]string{"xb/b"}, corpus.ChangeFilter{Country: "XB"})
	check([]string{"xb/b"}, corpus.ChangeFilter{Topic: "counterfeit-currency"})
	check([]string{"xa/a"}, corpus.ChangeFilter{Law: "xa/a"})
	check([]string{}, corpus.ChangeFilter{From: began.Add(time.Hour)})
	check([]string{}, corpus.ChangeFilter{Until: began.Add(-time.Hour)})
	first, err := c.Changes(ctx, corpus.ChangeFilter{Limit: 1})
	if err != nil || len(first) != 1 {
		t.Fatalf("one change: %v %v", first, err)
	}
	check([]string{"xb/b"}, corpus.ChangeFilter{After: first[0]})
	if err := c.Delete(ctx, "xa/a"); err != nil {
		t.Fatal(err)
	}
	gone, err := c.Changes(ctx, corpus.ChangeFilter{Law: "xa/a"})
	if err != nil || len(gone) != 1 || !gone[0].Withdrawn || gone[0].Country != a.Country {
		t.Errorf("a withdrawn law: %+v %v", gone, err)
	}
	put(t, c, a)
	check([]string{"xa/a"}, corpus.ChangeFilter{Law: "xa/a"})
	languages := ""
	if err := c.EachOf(ctx, "xa/a", func(t corpus.Text) error { languages += t.Language; return nil }); err != nil || languages != "en" {
		t.Errorf("EachOf: %q %v", languages, err)
	}
}
