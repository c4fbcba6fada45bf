package api

import (
	"strings"
	"testing"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/index"
)

// wordings are a law of 2000 in English and French as it is since 2015 and as it was before, in the order in which a catalogue lists them.
func wordings() []corpus.Text {
	var out []corpus.Text
	for _, w := range []struct {
		language, title, text string
		from                  int
	}{
		{"en", "Arms Act", "Whoever keeps a rifle without a licence applies in vain and is imprisoned.", 2015},
		{"en", "Arms Act", "Fines are ten dollars. This applies to whoever keeps a musket.", 2000},
		{"fr", "Loi sur les armes", "Qui garde une carabine sans permis est emprisonné.", 2015},
		{"fr", "Loi sur les armes", "Qui garde un mousquet paie dix dollars.", 2000},
	} {
		out = append(out, corpus.Text{
			Law: corpus.Law{ID: "xa/act/2000/1", Country: "XA", Type: "act", Number: "1", Title: w.title, Date: corpus.Date{Year: 2000, Month: 1, Day: 1},
				Status: "repealed", Extra: map[string]string{"until": "2020-01-01"}},
			Language: w.language, From: corpus.Date{Year: w.from, Month: 1, Day: 1},
			Provisions: []corpus.Provision{
				{EID: "sec_1", Kind: "section", Number: "1", Label: "1.", Heading: "Offence", Text: w.text, Page: 1},
				{EID: "sec_2", Kind: "section", Number: "2", Label: "2.", Text: "In this Act, “rifle” means a long gun."},
			},
			Original: &corpus.Original{Name: w.language + ".pdf", MediaType: "application/pdf", SHA256: strings.Repeat(string(rune('a'+w.from%7)), 62) + w.language, Bytes: 9},
		})
	}
	return out
}

// A law applied from its date until it was repealed: its addresses say so as its search does.
func TestWordings_AsOf(t *testing.T) {
	h := site(t, &shelf{texts: wordings()})
	for _, c := range []struct {
		day, language, want string
		status              int
	}{
		{"1999-12-31", "", "", 404},
		{"2005-01-01", "", "musket", 200},
		{"2005-01-01", "fr", "mousquet", 200},
		{"2015-01-01", "fr", "carabine", 200},
		{"2019-12-31", "", "rifle without", 200},
		{"2020-01-01", "", "", 404},
	} {
		w := ask(h, "/api/v1/laws/xa/act/2000/1?asof="+c.day+"&language="+c.language)
		if w.Code != c.status || !strings.Contains(w.Body.String(), c.want) {
			t.Errorf("%s %s: %d, %.300s", c.day, c.language, w.Code, w.Body)
		}
	}
}

// What the pages, files and answers of an earlier wording, or of a translation, hold and lead to.
func TestWordings_Pages(t *testing.T) {
	all := wordings()
	for i := range all {
		all[i].Status, all[i].Extra = "in force", nil
	}
	s := &shelf{texts: all, edit: true}
	h := site(t, s)
	const law, api, id = "/law/xa/act/2000/1", "/api/v1/laws/xa/act/2000/1", "xa%2Fact%2F2000%2F1"
	hits := func(language string) {
		for _, x := range all {
			if x.Language == language { // the first is the one that the index holds
				u := x.Units()[0]
				hit := index.Hit{Ref: u.Ref, Unit: u, Law: x.Law, Text: []corpus.Span{{Start: 1, End: 5}}, Snippet: corpus.Span{End: len(u.Text)}, Translation: language != "en"}
				s.result = &index.Result{Total: 1, Laws: 1, Hits: []index.Hit{hit}}
				return
			}
		}
	}
	hits("en")
	earlier := versionOf(&all[1])
	for _, c := range []struct {
		name, address string
		want, not     []string
	}{
		{"marks are those of the text that is shown", law + "?asof=2005-01-01&q=applies", []string{"This <mark>applies</mark> to whoever"}, []string{"F<mark>"}},
		{"words are found in the text that is shown", law + "?asof=2005-01-01&find=musket", []string{"<mark>musket</mark>", "asof=2005-01-01&amp;eid=sec_1"}, []string{"rifle without"}},
		{"the text beside is of the same day", law + "?asof=2005-01-01&beside=fr", []string{"musket", "mousquet"}, []string{"carabine"}},
		{"today's text beside is today's", law + "?beside=fr", []string{"rifle without", "carabine"}, []string{"mousquet"}},
		{"files are of the wording that is shown", law + "?asof=2005-01-01", []string{"asof=2005-01-01&amp;format=akn&amp;p=" + id + "%23%40en"}, []string{"format=akn&amp;language=en&amp;law="}},
		{"files are of the version that is shown", law + "?version=" + earlier, []string{"format=akn&amp;p=" + id + "%23%40en&amp;version=" + earlier}, nil},
		{"a file as of a day", "/api/v1/export?format=jsonl&asof=2005-01-01&p=" + id + "%23%40fr", []string{"mousquet"}, []string{"carabine", "musket"}},
		{"a file of a version", "/api/v1/export?format=jsonl&p=" + id + "&version=" + earlier, []string{"musket"}, []string{"rifle without"}},
		{"a file of a search as of a day", "/api/v1/export?format=jsonl&q=offence&asof=2005-01-01", []string{"musket"}, []string{"rifle without"}},
		{"a search's answer leads to the wording of the day", "/api/v1/search?q=offence&asof=2005-01-01", []string{`asof=2005-01-01`}, nil},
		{"a provision's answer leads to its wording", api + "/provisions/sec_1?language=fr&asof=2005-01-01", []string{"mousquet", `"url":"/law/xa/act/2000/1?asof=2005-01-01\u0026eid=sec_1\u0026language=fr#sec_1"`}, nil},
		{"the original of a hit is that of its wording", "/search?q=offence", []string{"/api/v1/originals/" + all[0].Original.SHA256}, []string{all[1].Original.SHA256}},
		{"the form shows the wording that is read", "/edit?law=" + id + "&language=fr", []string{"from=2015-01-01"}, []string{"from=2000-01-01"}},
		{"a translation is collected as such", law + "?language=fr", []string{`value="xa/act/2000/1#sec_1@fr"`, `value="xa/act/2000/1#@fr"`}, nil},
		{"an original is collected as ever", law, []string{`value="xa/act/2000/1#sec_1"`, `value="xa/act/2000/1"`}, []string{"@en"}},
		{"a collected translation is shown", "/collection?p=" + id + "%23sec_1%40fr", []string{"carabine", `value="xa/act/2000/1#sec_1@fr"`}, []string{"rifle without"}},
		{"a collection of before", "/collection?p=" + id + "%23sec_1", []string{"rifle without"}, []string{"carabine"}},
		{"a translation is compared", "/compare?p=" + id + "%23sec_1%40fr", []string{"carabine", id + "%23sec_1%40fr"}, []string{"rifle without"}},
	} {
		w := ask(h, c.address, "Accept: text/html")
		body := w.Body.String()
		if w.Code != 200 {
			t.Errorf("%s: status %d", c.name, w.Code)
		}
		for _, want := range c.want {
			if !strings.Contains(body, want) && !strings.Contains(body, strings.ReplaceAll(want, `\u0026`, "&")) {
				t.Errorf("%s: %s does not hold %q", c.name, c.address, want)
			}
		}
		for _, not := range c.not {
			if strings.Contains(body, not) {
				t.Errorf("%s: %s holds %q", c.name, c.address, not)
			}
		}
	}
	hits("fr")
	if w := ask(h, "/search?q=carabine", "Accept: text/html"); !strings.Contains(w.Body.String(), `value="xa/act/2000/1#sec_1@fr"`) {
		t.Error("a hit in a translation is not ticked as one")
	}
	w := ask(h, law+"?language=fr&asof=2005-01-01&eid=sec_1", "Accept: application/json")
	if got := w.Header().Get("Location"); w.Code != 303 || got != api+"/provisions/sec_1?asof=2005-01-01&language=fr" {
		t.Errorf("%d to %q", w.Code, got)
	}
}
