package corpustest

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/pandect/pandect/corpus"
)

// originalFirst: a new wording of the original language does not move it behind the translation; of one language the newest wording is read.
func originalFirst(t *testing.T, c corpus.Catalog) {
	id := corpus.URI("xb/act/2001/3")
	original, translation := Law(id, "Des armes."), Law(id, "Arms.")
	original.Language = "fr"
	put(t, c, original)
	put(t, c, translation)
	changed := Law(id, "Des armes et munitions.")
	changed.Language = "fr"
	put(t, c, changed)
	dated := Law(id, "Des armes, depuis 2020.")
	dated.Language, dated.From = "fr", corpus.Date{Year: 2020, Month: 1, Day: 1}
	put(t, c, dated)
	list, err := c.Texts(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, x := range list {
		got = append(got, x.Language+x.From.String())
	}
	if diff := cmp.Diff([]string{"fr2020-01-01", "fr", "en"}, got); diff != "" {
		t.Errorf("Texts (-want +got):\n%s", diff)
	}
	if got := text(t, c, id, "").Provisions[1].Children[0].Text; got != "Des armes, depuis 2020." {
		t.Errorf("Text reads %q, want the newest French one", got)
	}
	units, err := c.Units(ctx, []corpus.Ref{{Law: id, EID: "sec_1"}, {Law: id, EID: "sec_1", Language: "en"}})
	if err != nil || units[0].Text != "Des armes, depuis 2020." || units[1].Text != "Arms." {
		t.Errorf("Units = %v, %v", units, err)
	}
	laws, total, err := c.Laws(ctx, corpus.LawFilter{})
	if err != nil || total != 1 || len(laws) != 1 || laws[0].Language != "fr" {
		t.Errorf("Laws = %v, %d, %v; want the law once, in French", laws, total, err)
	}
}

// titleWords: capitals and signs do not matter in any script, translations count, and Chinese has no blanks.
func titleWords(t *testing.T, c corpus.Catalog) {
	for id, title := range map[corpus.URI]string{"x/ru": "ЗАКОН об Оружии", "x/fr": "Loi sur l’Éducation (révisée)", "x/zh": "中华人民共和国禁毒法", "x/ar": "قانون الأسلحة والذخائر"} {
		law := Law(id, "x")
		law.Title, law.Titles, law.Number = title, map[string]string{"en": "Law " + strings.TrimPrefix(string(id), "x/")}, "7/A"
		put(t, c, law)
	}
	for _, q := range []struct {
		words string
		want  []corpus.URI
	}{
		{"закон оруж", []corpus.URI{"x/ru"}}, {"ружии", nil}, {"éducation", []corpus.URI{"x/fr"}}, {"(Révisée)", []corpus.URI{"x/fr"}}, {"禁毒", []corpus.URI{"x/zh"}},
		{"الأسلحة", []corpus.URI{"x/ar"}}, {"law zh", []corpus.URI{"x/zh"}}, {"7/a law", []corpus.URI{"x/ar", "x/fr", "x/ru", "x/zh"}}, {"_", nil}, {"' OR 1=1 --", nil},
	} {
		texts, total, err := c.Laws(ctx, corpus.LawFilter{Words: q.words})
		var got []corpus.URI
		for _, l := range texts {
			got = append(got, l.ID)
		}
		if diff := cmp.Diff(q.want, got); diff != "" || total != len(q.want) || err != nil {
			t.Errorf("Laws by %q: total %d, %v\n%s", q.words, total, err, diff)
		}
	}
}

// notUTF8: wording with bytes that are no UTF-8 is stored with U+FFFD in their place, and the index is told of it once.
func notUTF8(t *testing.T, c corpus.Catalog) {
	law := Law("xa/act/1", "Arms \xff are \xc3\x28 things.")
	put(t, c, law)
	if err := c.MarkIndexed(ctx, 1, []corpus.Text{law}, nil); err != nil {
		t.Fatal(err)
	}
	if left := waiting(t, c, 1); len(left) != 0 {
		t.Errorf("marked, and still waiting: %v", left)
	}
	if got := text(t, c, law.ID, "").Provisions[1].Children[0].Text; got != "Arms \ufffd are \ufffd( things." {
		t.Errorf("stored as %q", got)
	}
}

// withoutIdentity: a law that is one provision without number, of no country, whose id holds a "#".
func withoutIdentity(t *testing.T, c corpus.Catalog) {
	want := corpus.Text{Law: corpus.Law{ID: "notices/17#x"}, Provisions: []corpus.Provision{{Kind: "provision", Text: "All arms are to be handed in."}}}
	put(t, c, want)
	if diff := cmp.Diff(want, text(t, c, want.ID, "")); diff != "" {
		t.Errorf("Text (-want +got):\n%s", diff)
	}
	got, err := c.Units(ctx, []corpus.Ref{{Law: want.ID}})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want.Units(), got); diff != "" {
		t.Errorf("Units (-want +got):\n%s", diff)
	}
	before, err := c.Status(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Delete(ctx, "unknown/law"); err != nil {
		t.Error(err)
	}
	after, err := c.Status(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(before, after); diff != "" {
		t.Errorf("Delete of an unknown law changed the status:\n%s", diff)
	}
}

// paging: the pages together are the list, each law once, for combinations of filters.
func paging(t *testing.T, c corpus.Catalog) {
	var texts []corpus.Text
	for i := range 30 {
		law := Law(corpus.URI(fmt.Sprintf("x/%02d", i)), "x")
		law.Country, law.Language = []string{"XA", "XB", "XC"}[i%3], []string{"en", "fr"}[i%2]
		texts = append(texts, law)
	}
	put(t, c, texts...)
	for _, f := range []corpus.LawFilter{{}, {Countries: []string{"XA"}}, {Countries: []string{"XB"}, Language: "fr"}, {Language: "en", Topic: "firearms", Words: "arms act", Type: "act", Status: "in force", Year: 2009}} {
		whole, total, err := c.Laws(ctx, f)
		if err != nil || len(whole) != total {
			t.Fatalf("Laws(%+v): %d of %d, %v", f, len(whole), total, err)
		}
		var paged []corpus.Text
		for f.Limit = 4; f.Offset < total; f.Offset += f.Limit {
			page, n, err := c.Laws(ctx, f)
			if err != nil || n != total {
				t.Fatalf("Laws(%+v): total %d, want %d, %v", f, n, total, err)
			}
			paged = append(paged, page...)
		}
		if diff := cmp.Diff(whole, paged); diff != "" {
			t.Errorf("Laws(%+v): the pages differ from the list:\n%s", f, diff)
		}
		if !slices.IsSortedFunc(whole, func(a, b corpus.Text) int { return strings.Compare(string(a.ID), string(b.ID)) }) {
			t.Errorf("Laws(%+v) is not in order of id", f)
		}
	}
}
