package ui

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/pandect/pandect/corpus"
)

func TestDefine(t *testing.T) {
	law := corpus.Text{Law: corpus.Law{ID: "xa/act/1"}, Language: "en", Provisions: []corpus.Provision{
		{EID: "sec_1", Kind: "section", Number: "1", Text: "In this Act:", Children: []corpus.Provision{
			{EID: "sec_1__def_1", Kind: "definition", Text: "“dealer” means a person who sells a firearm."},
			{EID: "sec_1__def_2", Kind: "definition", Text: "“firearm” means a weapon; “registered firearm” has its own meaning."},
			{EID: "sec_1__def_3", Kind: "definition", Text: "“registered firearm” means one in the register."},
			{EID: "sec_1__def_4", Kind: "definition", Text: "weapon means nothing that is marked: it stands in no quotation marks."},
		}},
		{EID: "sec_2", Kind: "section", Number: "2", Text: "A Dealer shall keep each registered firearm. Dealers and a firearm and a firearm.", Children: []corpus.Provision{
			{EID: "sec_2__para_a", Kind: "paragraph", Number: "a", Text: "No dealer may lend a weapon."}}},
	}}
	blocks := Blocks(&law, func(id string) Entry { return Entry{} }, nil)
	DefinedIn(&law).Define(blocks)
	got := map[corpus.EID]string{}
	for _, b := range blocks {
		for _, p := range b.Paragraphs {
			for _, s := range p {
				text := s.Text
				if s.Says != "" {
					_, eid, _ := strings.Cut(s.Href, "#")
					text = "[" + text + " → " + eid + "]"
				}
				got[b.EID] += text
			}
		}
	}
	want := map[corpus.EID]string{
		"sec_1":         "In this Act:",
		"sec_1__def_1":  "“dealer” means a person who sells a [firearm → sec_1__def_2].",
		"sec_1__def_2":  "“firearm” means a weapon; “[registered firearm → sec_1__def_3]” has its own meaning.",
		"sec_1__def_3":  "“registered firearm” means one in the register.",
		"sec_1__def_4":  "weapon means nothing that is marked: it stands in no quotation marks.",
		"sec_2":         "A [Dealer → sec_1__def_1] shall keep each [registered firearm → sec_1__def_3]. Dealers and a [firearm → sec_1__def_2] and a firearm.",
		"sec_2__para_a": "No dealer may lend a weapon.",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestShortened(t *testing.T) {
	if got := shortened(strings.Repeat("слово ", 80), 100); len(got) > 110 || !strings.HasSuffix(got, "слово …") {
		t.Errorf("shortened to %q", got)
	}
	if got := shortened("short", 100); got != "short" {
		t.Errorf("shortened to %q", got)
	}
}
