package bleve

import (
	"fmt"
	"slices"
	"testing"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/index"
	"github.com/pandect/pandect/index/indextest"
)

// Words that begin alike are kin where the library has them side by side, and strangers where it does not.
func TestKin(t *testing.T) {
	shelf := &indextest.Shelf{}
	law := corpus.Text{Law: corpus.Law{ID: "xa/gesetz/1", Country: "XA", Title: "Registergesetz"}, Language: "de"}
	add := func(text string) {
		n := len(law.Provisions) + 1
		law.Provisions = append(law.Provisions, corpus.Provision{EID: corpus.EID(fmt.Sprintf("sec_%d", n)), Kind: "section", Number: fmt.Sprint(n), Text: text})
	}
	for range 3 {
		add("Die Löschung ordnet die Behörde an; sie hat zu löschen, was getilgt ist.")
		add("Löschen lassen muss, wer die Daten nicht mehr braucht.")
		add("Stationen werden beaufsichtigt.")
		add("Der Statiker berichtet jährlich.")
	}
	shelf.Put(law)
	e := open(t, shelf).(*Engine)
	if err := e.Put(t.Context(), law); err != nil {
		t.Fatal(err)
	}
	v, release, err := e.current()
	if err != nil {
		t.Fatal(err)
	}
	c := e.chain("de")
	kinOf := func(word string) []string {
		kin, err := v.kinOf(c.term(word), v.language.known["de"])
		if err != nil {
			t.Fatal(err)
		}
		var out []string
		for _, k := range kin {
			out = append(out, k.term)
		}
		return out
	}
	if got := kinOf("Löschung"); !slices.Contains(got, c.term("löschen")) {
		t.Errorf("kin of Löschung: %v, want %s among them", got, c.term("löschen"))
	}
	if got := kinOf("Stationen"); len(got) > 0 {
		t.Errorf("kin of Stationen: %v, want none", got)
	}
	release()
	for query, want := range map[string]int{"Löschung": 6, `"Löschung"`: 3, "text:Löschung": 3} {
		q, err := index.Parse(query)
		if err != nil {
			t.Fatal(err)
		}
		r, err := e.Search(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		if r.Total != want {
			t.Errorf("%s: %d found, want %d", query, r.Total, want)
		}
	}
}
