package bleve

import (
	"errors"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/corpus/topic"
	"github.com/pandect/pandect/index"
	"github.com/pandect/pandect/index/indextest"
)

func open(t *testing.T, source index.Source) index.Engine {
	t.Helper()
	scheme, err := topic.Load()
	if err != nil {
		t.Fatal(err)
	}
	e, err := Open(filepath.Join(t.TempDir(), "index", "v1"), source, scheme)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	})
	return e
}

func TestEngine(t *testing.T) { indextest.Run(t, open) }

func TestOpen_HeldByAnother(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "v1")
	e, err := Open(dir, &indextest.Shelf{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Open(dir, &indextest.Shelf{}, nil); !errors.Is(err, corpus.ErrUnavailable) {
		t.Errorf("second Open: %v, want ErrUnavailable", err)
	}
	if err := e.Put(t.Context(), indextest.Library()...); err != nil {
		t.Fatal(err)
	}
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	if e, err = Open(dir, &indextest.Shelf{}, nil); err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	q, _ := index.Parse("weapon")
	if r, err := e.Search(t.Context(), q); err != nil || r.Total == 0 {
		t.Errorf("after opening again: %d, %v", r.Total, err)
	}
}

func TestChain(t *testing.T) {
	for _, c := range []struct {
		language, text string
		want           []string
	}{
		{"en", "The court's licences, re-entry", []string{"the", "court", "licenc", "re", "entri"}},
		{"fr", "l’étranger d'une définition", []string{"etrang", "une", "definit"}},
		{"de", "Straße Menschenhandels", []string{"strass", "menschenhandel"}},
		{"ru", "учётных партий", []string{"учетн", "парт"}},
		{"vi", "điều luật", []string{"điều", "luật"}},
		{"zh", "刑法12", []string{"刑", "刑法", "法", "12"}},
		{"ar", "المُخدِّرات ١٢", []string{"مخدر", "12"}},
		{"xx", "foo_bar 1.5", []string{"foo", "bar", "1.5"}},
	} {
		var got []string
		for _, tok := range newChain(c.language).tokens(c.text) {
			got = append(got, tok.term)
			if tok.start >= tok.end || tok.end > len(c.text) {
				t.Errorf("%s %q: token %+v", c.language, c.text, tok)
			}
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s %q: %s", c.language, c.text, diff)
		}
	}
}

func TestReadCitations(t *testing.T) {
	for _, c := range []struct {
		text, number string
		words        []string
	}{
		{"StGB 261", "261", []string{"stgb"}},
		{"§ 129a StGB", "129a", []string{"stgb"}},
		{"art. 225-4-1 code pénal", "225-4-1", []string{"code", "penal"}},
		{"刑法第二百四十条", "240", []string{"刑法"}},
		{"刑法第120条之一", "120-1", []string{"刑法"}},
		{"المادة 12 نظام مكافحة الرشوة", "12", []string{"نظام", "مكافحه", "الرشوه"}},
		{"статья 210 УК", "210", []string{"ук"}},
		{"article 12 bis of the code", "12bis", []string{"code"}},
	} {
		got := readCitations(c.text)
		if len(got) == 0 || got[0].number != c.number || !cmp.Equal(got[0].words, c.words) {
			t.Errorf("readCitations(%q) = %+v, want %s of %v", c.text, got, c.number, c.words)
		}
	}
}

func TestWithoutLanguage(t *testing.T) {
	for _, c := range []struct{ id, language, want string }{
		{"xc/i-2.5#2.en", "en", "xc/i-2.5#2.*"},
		{"int/charter/fr", "fr", "int/charter/*"},
		{"fr/code/penal", "fr", "fr/code/penal"},
		{"xa/act/enact", "en", "xa/act/enact"},
	} {
		if got := withoutLanguage(c.id, c.language); got != c.want {
			t.Errorf("withoutLanguage(%q, %q) = %q, want %q", c.id, c.language, got, c.want)
		}
	}
}
