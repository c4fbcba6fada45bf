package api

import (
	"net/url"
	"strings"
	"testing"

	"github.com/pandect/pandect/corpus"
)

func TestRelations(t *testing.T) {
	s := library()
	s.edit = true
	first := s.texts[0]
	later := corpus.Text{
		Law:        corpus.Law{ID: "xa/act/2020/9", Country: "XA", Type: "act", Title: "Second Act", Year: 2020},
		Language:   "en",
		Provisions: []corpus.Provision{{EID: "sec_1", Kind: "section", Number: "1", Label: "1.", Text: "The Trafficking Act is amended. The Ghost Act 1801 is repealed. It names the Harbour and Docks Act 1980."}},
		Relations: []corpus.Relation{
			{Kind: "amends", Mention: corpus.Mention{Words: "Trafficking Act"}, Law: first.ID, EID: "sec_1", Evidence: corpus.Span{Start: 4, End: 30}, By: corpus.ByProgram},
			{Kind: "repeals", Mention: corpus.Mention{Words: "Ghost Act 1801"}, EID: "sec_1", Evidence: corpus.Span{Start: 36, End: 62}, By: corpus.ByProgram},
		},
	}
	docks := corpus.Text{Law: corpus.Law{ID: "xa/act/1980/3", Country: "XA", Type: "act", Title: "Harbour and Docks Act", Year: 1980}, Language: "en", Provisions: []corpus.Provision{{EID: "sec_1", Kind: "section", Text: "x"}}}
	s.texts = append(s.texts, later, docks)
	h := site(t, s)
	page := ask(h, "/law/xa/act/2020/9").Body.String()
	for _, want := range []string{"Amends", "Repeals", "Ghost Act 1801", "does not hold", "Trafficking Act is amended", `href="/law/xa/act/1980/3">Harbour and Docks Act 1980</a>`, `"legislationAmends":[{"@type":"Legislation","@id":"`} {
		if !strings.Contains(page, want) {
			t.Errorf("the page of a law that amends has no %s", want)
		}
	}
	if page := ask(h, "/law/"+string(first.ID)).Body.String(); !strings.Contains(page, "Amended by") || !strings.Contains(page, "Second Act") {
		t.Error("the law that is amended does not say so")
	}
	if w := ask(h, "/api/v1/laws/"+string(first.ID)+"/relations"); !strings.Contains(w.Body.String(), `"from":{"id":"xa/act/2020/9"`) {
		t.Errorf("relations: %s", w.Body)
	}
	for _, address := range []string{"/api/v1/laws?relation=amends:" + string(first.ID), "/laws?relation=amends:" + string(first.ID)} {
		if list := ask(h, address).Body.String(); !strings.Contains(list, "Second Act") || strings.Contains(list, "Harbour and Docks") {
			t.Errorf("%s does not list the law that amends, alone", address)
		}
	}
	if list := ask(h, "/api/v1/laws?relation=repeals:"+string(first.ID)).Body.String(); !strings.Contains(list, `"total":0`) {
		t.Errorf("laws that repeal a law that none repeals: %s", list)
	}
	for _, address := range []string{"/api/v1/laws?relation=eats:xa/1", "/laws?relation=amends"} {
		if w := ask(h, address); w.Code != 400 {
			t.Errorf("%s: %d", address, w.Code)
		}
	}
	send := func(status int, form url.Values) {
		t.Helper()
		if w := post(h, "/relation", form); w.Code != status {
			t.Errorf("%v: %d, want %d: %s", form, w.Code, status, w.Body)
		}
	}
	with := func(kind, other, do string) url.Values {
		return url.Values{"law": {"xa/act/2020/9"}, "kind": {kind}, "other": {other}, "do": {do}, "by": {"Ana"}}
	}
	send(303, with("based-on", "xa/act/1980/3", "add"))
	if page := ask(h, "/law/xa/act/2020/9").Body.String(); !strings.Contains(page, "Based on") || !strings.Contains(page, "said by Ana") {
		t.Error("what a person said is not on the page")
	}
	send(303, with("amends", string(first.ID), "reject"))
	if page := ask(h, "/law/"+string(first.ID)).Body.String(); strings.Contains(page, "Amended by") {
		t.Error("what a person rejected is on the page")
	}
	send(404, with("amends", "xa/none", "add"))
	send(400, with("eats", "xa/act/1980/3", "add"))
	send(400, with("amends", "xa/act/1980/3", "perhaps"))
	send(400, with("amends", "xa/act/2020/9", "add"))
}
