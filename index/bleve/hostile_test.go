package bleve

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/index"
	"github.com/pandect/pandect/index/indextest"
)

// TestChain_EndlessWord holds that of a word without end only its beginning is kept, by which it is found.
func TestChain_EndlessWord(t *testing.T) {
	for _, letter := range []string{"a", "é", "м", "م", "条", "ก"} {
		for _, language := range []string{"en", "ru", "ar", "zh"} {
			for _, token := range newChain(language).tokens(strings.Repeat(letter, 50_000)) {
				if len(token.term) > maxWord || !utf8.ValidString(token.term) {
					t.Fatalf("%s in %s: a term of %d bytes", letter, language, len(token.term))
				}
			}
		}
	}
	shelf := &indextest.Shelf{}
	e := open(t, shelf)
	endless := strings.Repeat("ab", 50_000)
	text := corpus.Text{Law: corpus.Law{ID: "xa/act/1", Title: endless}, Language: "en", Provisions: []corpus.Provision{{EID: "sec_1", Kind: "section", Text: "Endless " + endless}}}
	shelf.Put(text)
	if err := e.Put(t.Context(), text); err != nil {
		t.Fatal(err)
	}
	for _, asked := range []string{"endless", endless[:1000]} {
		q, err := index.Parse(asked)
		if err != nil {
			t.Fatal(err)
		}
		if r, err := e.Search(t.Context(), q); err != nil || r.Total != 1 {
			t.Errorf("%.20s finds %d, %v", asked, r.Total, err)
		}
	}
}

// TestSearch_Hostile asks a library of many words what is meant to cost much: each question is answered, or refused as one, and a star stands for no more
// than maxSpread words.
func TestSearch_Hostile(t *testing.T) {
	shelf := &indextest.Shelf{}
	e := open(t, shelf)
	many := corpus.Text{Law: corpus.Law{ID: "xa/act/many", Country: "XA", Title: "Act of many words"}, Language: "en"}
	for i := range 300 {
		var words strings.Builder
		for j := range 20 {
			fmt.Fprintf(&words, "ab%c%c%d ", 'a'+i%26, 'a'+j, i*20+j)
		}
		many.Provisions = append(many.Provisions, corpus.Provision{EID: corpus.EID(fmt.Sprintf("sec_%d", i)), Kind: "section", Number: fmt.Sprint(i), Text: words.String()})
	}
	shelf.Put(many)
	if err := e.Put(t.Context(), many); err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{
		"a* b* c*", "ab*", "ab* aba* abb* abc* abd* abe* abf* abg* abh* abi*", "abaa0~2 abab1~2 abac2~ abad3~2 abae4~2", strings.Repeat("ab* OR ", 9) + "ab*",
		strings.Repeat("abaa0 OR ", 800) + "abab1", strings.Repeat("x OR ", 1600) + "y", strings.Repeat("-abaa0 ", 1000), strings.Repeat("NOT ", 19) + "a", strings.Repeat("(", 20) + "ab" + strings.Repeat(")", 20),
		strings.Repeat("(", 4000), strings.Repeat("(ab OR ", 19) + "ab" + strings.Repeat(")", 19), `"` + strings.Repeat("abaa0 ", 1300) + `"`, `"abaa0 abab1"~100 "abaa0 abab1"~9999999999`, strings.Repeat(`"a b"~100 `, 700),
		"title:ab* heading:ab* text:ab* number:ab*", strings.Repeat("é", 4000), strings.Repeat("الأسلحة ", 500), strings.Repeat("条", 2700), strings.Repeat("a", 8192), "country:" + strings.Repeat("XA,", 2700) + "XA ab",
		"NOT ab*", "-ab*", strings.Repeat("\u0301", 4000), strings.Repeat("\u202e", 2700), "* * *", `"" "" ""`, "~~~~", "ab~ab~ab~",
	} {
		q, err := index.Parse(text)
		if err != nil {
			if !errors.Is(err, corpus.ErrInvalid) {
				t.Errorf("%.60q: an error without a kind: %v", text, err)
			}
			continue
		}
		q.Size, q.Expand, q.Facets = 20, true, []string{"country", "topic"}
		r, err := e.Search(t.Context(), q)
		if err != nil && !errors.Is(err, corpus.ErrInvalid) {
			t.Errorf("%.60q: %v", text, err)
		}
		if len(r.Hits) > 20 {
			t.Errorf("%.60q: %d hits", text, len(r.Hits))
		}
	}
	q, err := index.Parse("ab*")
	if err != nil {
		t.Fatal(err)
	}
	q.Size = 1
	if r, err := e.Search(t.Context(), q); err != nil || r.Total == 0 || r.Total > maxSpread {
		t.Errorf("ab*, which 6000 words begin with, finds %d sections, %v; want some, one for each of %d words at most", r.Total, err, maxSpread)
	}
}
