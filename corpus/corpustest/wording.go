package corpustest

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/pandect/pandect/corpus"
)

// Wordings is a law of a fictional state that stands in English and French as it was in 2000 and in 2015, and in English as it will be in 2099; each wording holds a word of its own.
func Wordings(id corpus.URI) []corpus.Text {
	var out []corpus.Text
	for _, w := range []struct {
		language, text string
		year           int
	}{
		{"en", "Who keeps a musket pays ten dollars.", 2000}, {"fr", "Qui garde un mousquet paie dix dollars.", 2000},
		{"en", "Who keeps a rifle is imprisoned.", 2015}, {"fr", "Qui garde une carabine est emprisonné.", 2015}, {"en", "Who keeps a drone is banished.", 2099},
	} {
		t := Law(id, w.text)
		t.Language, t.Original = w.language, nil
		t.From = corpus.Date{Year: w.year, Month: 1, Day: 1}
		t.Date, t.Year = corpus.Date{Year: 2000, Month: 1, Day: 1}, 2000
		out = append(out, t)
	}
	return out
}

// wordings: in whatever order they came, the wording read today is that of 2015: not what came last, and not what is to come.
func wordings(t *testing.T, c corpus.Catalog) {
	const id = corpus.URI("xa/act/2000/1")
	all := Wordings(id)
	en2000, fr2000, en2015, fr2015, en2099 := all[0], all[1], all[2], all[3], all[4]
	names := func(texts []corpus.Text) []string {
		out := []string{}
		for _, x := range texts {
			out = append(out, x.Language+x.From.String()[:4])
		}
		return out
	}
	read := func(when string, want ...string) {
		t.Helper()
		if want == nil {
			want = []string{}
		}
		now, err := c.ReadToday(ctx, all)
		if diff := cmp.Diff(want, names(now)); err != nil || diff != "" {
			t.Errorf("%s: read today (-want +got, %v):\n%s", when, err, diff)
		}
	}
	put(t, c, en2099)
	read("one to come", "en2099")
	if got := text(t, c, id, ""); got.From != en2099.From {
		t.Errorf("where none has begun, the next is read; got that of %s", got.From)
	}
	if err := c.MarkIndexed(ctx, 1, []corpus.Text{en2099}, nil); err != nil {
		t.Fatal(err)
	}
	put(t, c, en2015, fr2015)
	put(t, c, en2000, fr2000)
	read("all", "en2015", "fr2015")
	if diff := cmp.Diff([]string{string(id) + "/en", string(id) + "/fr"}, waiting(t, c, 1)); diff != "" {
		t.Errorf("waiting for the index: %s", diff)
	}
	if s, err := c.Status(ctx); err != nil || s.Unindexed != 2 {
		t.Errorf("status counts %d that wait (%v), want 2", s.Unindexed, err)
	}
	if err := c.MarkIndexed(ctx, 1, []corpus.Text{en2015, fr2015}, nil); err != nil {
		t.Fatal(err)
	}
	if got := waiting(t, c, 1); len(got) != 0 {
		t.Errorf("all is marked, and still waiting: %v", got)
	}
	texts, err := c.Texts(ctx, id)
	if diff := cmp.Diff([]string{"en2015", "en2000", "en2099", "fr2015", "fr2000"}, names(texts)); err != nil || diff != "" {
		t.Errorf("Texts (%v): %s", err, diff)
	}
	laws, _, err := c.Laws(ctx, corpus.LawFilter{})
	if diff := cmp.Diff([]string{"en2015"}, names(laws)); err != nil || diff != "" {
		t.Errorf("Laws (%v): %s", err, diff)
	}
	units, err := c.Units(ctx, []corpus.Ref{{Law: id, EID: "sec_1"}, {Law: id, EID: "sec_1", Language: "fr"}})
	if err != nil || units[0].Text != en2015.Provisions[1].Children[0].Text || units[1].Text != fr2015.Provisions[1].Children[0].Text {
		t.Errorf("Units = %v, %v", units, err)
	}
	versions, err := c.Versions(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	for _, language := range []string{"", "en", "fr"} {
		v, _ := corpus.VersionRead(versions, language, corpus.Today())
		if got := text(t, c, id, language); got.From != v.From || got.Language != v.Language {
			t.Errorf("Text in %q is that of %s, VersionRead that of %s", language, got.From, v.From)
		}
	}
	changed := en2015
	changed.Title = "The Arms Act"
	put(t, c, changed)
	read("a new reading", "en2015", "fr2015")
	if diff := cmp.Diff([]string{string(id) + "/en"}, waiting(t, c, 1)); diff != "" {
		t.Errorf("after a new reading: %s", diff)
	}
	err = c.Rewrite(ctx, []corpus.URI{id, "xa/none"}, func(t *corpus.Text) {
		if t.From.Year == 2000 {
			t.Provisions[1].Children[0].Topics = []corpus.Tag{{ID: "customs", Weight: 1, By: corpus.ByProgram}}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	var rewritten []string
	err = c.EachOf(ctx, id, func(x corpus.Text) error {
		s := x.Provisions[1].Children[0]
		rewritten = append(rewritten, s.Text+" "+s.Topics[0].ID)
		return nil
	})
	if diff := cmp.Diff([]string{"Who keeps a musket pays ten dollars. customs", "Who keeps a rifle is imprisoned. firearms", "Who keeps a drone is banished. firearms",
		"Qui garde un mousquet paie dix dollars. customs", "Qui garde une carabine est emprisonné. firearms"}, rewritten); err != nil || diff != "" {
		t.Errorf("rewritten (%v): %s", err, diff)
	}
	if err := c.Delete(ctx, id); err != nil {
		t.Fatal(err)
	}
	read("withdrawn")
}
