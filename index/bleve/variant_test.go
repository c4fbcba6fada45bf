package bleve

import (
	"strings"
	"testing"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/index"
	"github.com/pandect/pandect/index/indextest"
)

// Who writes simplified characters finds laws in traditional ones, and the other way round; what is shown and marked is the law's own wording.
func TestSearch_HanVariants(t *testing.T) {
	laundering := corpus.Text{Law: corpus.Law{ID: "xa/act/1", Country: "XA", Title: "洗錢防制法"}, Language: "zh", Provisions: []corpus.Provision{
		{EID: "art_2", Kind: "article", Number: "2", Text: "本法所稱洗錢，指隱匿特定犯罪所得，或者妨礙國家機關調查其來源。"},
		{EID: "art_14", Kind: "article", Number: "14", Text: "實施前條行為的，處七年以下有期徒刑，併科罰金。"},
	}}
	witness := corpus.Text{Law: corpus.Law{ID: "xb/act/1", Country: "XB", Title: "证人保护法"}, Language: "zh", Provisions: []corpus.Provision{
		{EID: "art_1", Kind: "article", Number: "1", Text: "对于面临危险的证人，公安机关应当采取保护措施。"},
		{EID: "art_14", Kind: "article", Number: "14", Text: "泄露证人住址的，处三年以下有期徒刑。"},
	}}
	shelf := &indextest.Shelf{}
	e := open(t, shelf)
	for _, text := range []corpus.Text{laundering, witness} {
		shelf.Put(text)
		if err := e.Put(t.Context(), text); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct{ query, law, eid, marked string }{
		{"隐匿犯罪所得", "xa/act/1", "art_2", "隱匿"},
		{"隱匿犯罪所得", "xa/act/1", "art_2", "隱匿"},
		{`"國家機關調查"`, "xa/act/1", "art_2", "國家機關調查"},
		{`"国家机关调查"`, "xa/act/1", "art_2", "國家機關調查"},
		{"證人保護措施", "xb/act/1", "art_1", "证人"},
		{"洗钱防制法第十四条", "xa/act/1", "art_14", ""},
		{"證人保護法第14條", "xb/act/1", "art_14", ""},
		{"什麼情況下保護證人", "xb/act/1", "art_1", "证人"},
	} {
		q, err := index.Parse(c.query)
		if err != nil {
			t.Fatal(err)
		}
		r, err := e.Search(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		if len(r.Hits) == 0 || string(r.Hits[0].Law.ID) != c.law || string(r.Hits[0].EID) != c.eid {
			t.Errorf("%s: found %v, want %s#%s first", c.query, refs(r.Hits), c.law, c.eid)
			continue
		}
		h := r.Hits[0]
		var marks []string
		for _, span := range h.Text {
			marks = append(marks, h.Unit.Text[span.Start:span.End])
		}
		if !strings.Contains(strings.Join(marks, " "), c.marked) {
			t.Errorf("%s: marks %q, want %q", c.query, marks, c.marked)
		}
	}
}

func refs(hits []index.Hit) []corpus.Ref {
	var out []corpus.Ref
	for _, h := range hits {
		out = append(out, h.Ref)
	}
	return out
}
