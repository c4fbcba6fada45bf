package bleve

import (
	"slices"
	"testing"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/index"
	"github.com/pandect/pandect/index/indextest"
)

// A question of everyday words finds the terms of laws, not the other way round; and a term of several characters is one concept in other languages.
func TestExpand(t *testing.T) {
	section := func(eid corpus.EID, text string) corpus.Provision {
		return corpus.Provision{EID: eid, Kind: "section", Number: string(eid[4:]), Text: text}
	}
	texts := []corpus.Text{
		{Law: corpus.Law{ID: "xa/act/1", Country: "XA", Title: "Crimes Act"}, Language: "en", Provisions: []corpus.Provision{
			section("sec_1", "Whoever takes a bribe is liable to imprisonment for five years."),
			section("sec_2", "A visitor of the jail shows an identity card."),
			section("sec_3", "The proceeds of crime are forfeited to the State."),
			section("sec_4", "Crime statistics are published; the revenue of the ministry is accounted for."),
		}},
		{Law: corpus.Law{ID: "xb/act/1", Country: "XB", Title: "刑法"}, Language: "zh", Provisions: []corpus.Provision{
			section("sec_1", "犯前款罪的，处三年以下有期徒刑。"),
			section("sec_2", "房屋的出租人应当登记。"),
		}},
	}
	shelf := &indextest.Shelf{}
	shelf.Put(texts...)
	e := open(t, shelf)
	if err := e.Put(t.Context(), texts...); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		query, language string
		expand          bool
		want, not       string
	}{
		{"how long in jail for kickbacks", "en", false, "xa/act/1#sec_1", ""},
		{"imprisonment", "en", false, "xa/act/1#sec_1", "xa/act/1#sec_2"},
		{"坐牢", "zh", false, "", "xb/act/1#sec_2"},
		{"房东 登记", "zh", false, "xb/act/1#sec_2", "xb/act/1#sec_1"},
		{"犯罪所得", "zh", true, "xa/act/1#sec_3", "xa/act/1#sec_4"},
	} {
		q, err := index.Parse(c.query)
		if err != nil {
			t.Fatal(err)
		}
		q.Language, q.Expand = c.language, c.expand
		r, err := e.Search(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		var found []string
		for _, h := range r.Hits {
			found = append(found, string(h.Law.ID)+"#"+string(h.EID))
		}
		if c.want != "" && (len(found) == 0 || found[0] != c.want) || slices.Contains(found, c.not) {
			t.Errorf("%s: found %v, want %s first and not %s", c.query, found, c.want, c.not)
		}
	}
}
