package api

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"net/url"
	"strings"
	"testing"

	"github.com/pandect/pandect/corpus"
)

const second = "xa/act/2014/14#part_1__sec_2"

func TestCollection_Notes(t *testing.T) {
	h := site(t, library())
	address := "/collection?" + url.Values{"name": {"Our bill"}, "p": {section, second}, "n": {"", "softer <b>here</b>"}}.Encode()
	body := ask(h, address, "Accept: text/html").Body.String()
	for _, want := range []string{`value="Our bill"`, "softer &lt;b&gt;here&lt;/b&gt;</textarea>", "Move up", "/collection.docx?", "Start a draft"} {
		if !strings.Contains(body, want) {
			t.Errorf("the collection does not hold %q", want)
		}
	}
	up, err := readCollection(url.Values{"p": {section, second}, "n": {"", "b"}})
	if err != nil {
		t.Fatal(err)
	}
	if got := up.moved(1).values(); got["p"][0] != second || got["n"][0] != "b" {
		t.Errorf("moved up: %v", got)
	}
	if got := up.without(0).values(); len(got["p"]) != 1 || got["n"][0] != "b" {
		t.Errorf("taken out: %v", got)
	}
	if w := ask(h, "/collection?"+url.Values{"p": {section}, "n": {strings.Repeat("x", maxNote+1)}}.Encode()); w.Code != 400 {
		t.Errorf("a note that is too long: %d", w.Code)
	}

	w := ask(h, strings.Replace(address, "/collection", "/collection.docx", 1))
	text := wordText(t, w.Body.Bytes())
	for _, want := range []string{"Our bill", "1. ", "2. ", "commits an offence", "Source: Prevention of Trafficking Act", "http://example.com/law/xa/act/2014/14", "Note: softer &lt;b&gt;here&lt;/b&gt;"} {
		if !strings.Contains(text, want) {
			t.Errorf("the draft does not hold %q", want)
		}
	}
	if w := ask(h, "/collection.docx?p=xa/gone%23sec_1"); w.Code != 404 {
		t.Errorf("a draft of what is not held: %d", w.Code)
	}
}

// reworded is the library with an older wording of its first law, of one section.
func reworded() (*shelf, corpus.Text) {
	s := library()
	old := s.texts[0]
	s.texts[0].From, old.From = corpus.Date{Year: 2020, Month: 1, Day: 1}, corpus.Date{Year: 2014, Month: 1, Day: 1}
	old.Provisions = []corpus.Provision{{EID: "part_1__sec_1", Kind: "section", Number: "1", Label: "1.", Text: "An older wording of the offence."}}
	s.texts = append(s.texts, old)
	return s, old
}

// A collection keeps the day of what was ticked on the page of an earlier wording, on its page and in its exports, which have its notes and its name.
func TestCollection_OfADay(t *testing.T) {
	s, old := reworded()
	h := site(t, s)
	then := section + "@2015-06-01"
	page := ask(h, "/law/xa/act/2014/14?asof=2015-06-01", "Accept: text/html").Body.String()
	for _, tick := range []string{`value="` + then + `"`, `value="xa/act/2014/14#@2015-06-01"`} {
		if !strings.Contains(page, tick) {
			t.Errorf("the page of an earlier day has no tick %s", tick)
		}
	}
	if page := ask(h, "/law/xa/act/2014/14?version="+versionOf(&old), "Accept: text/html").Body.String(); !strings.Contains(page, `value="`+section+`@2014-01-01"`) {
		t.Error("what is ticked on the page of an earlier wording has not its day")
	}
	v := url.Values{"name": {"Our bill"}, "p": {then, section, "xa/gone#@2015-06-01"}, "n": {"as it was", "as it is", "where is it?"}}
	page = ask(h, "/collection?"+v.Encode(), "Accept: text/html").Body.String()
	for _, want := range []string{"An older wording of the offence.", "Wording of 1 June 2015", "commits an offence", `name="p" value="` + then + `"`, `name="n" value="where is it?"`, "asof=2015-06-01"} {
		if !strings.Contains(page, want) {
			t.Errorf("the collection does not hold %q", want)
		}
	}
	for _, format := range []string{"csv", "html", "txt", "ris", "jsonl"} {
		got := ask(h, "/api/v1/export?format="+format+"&"+v.Encode()).Body.String()
		for _, want := range []string{"as it was", "as it is"} {
			if !strings.Contains(got, want) {
				t.Errorf("%s does not hold %q: %s", format, want, got)
			}
		}
	}
	ris := ask(h, "/api/v1/export?format=ris&"+v.Encode()).Body.String()
	for _, want := range []string{"AN  - xa/act/2014/14@2014-01-01", "AN  - xa/act/2014/14@2020-01-01", "ID  - xa-act-2014-14-en-2014-01-01", "/law/xa/act/2014/14?asof=2014-01-01"} {
		if !strings.Contains(ris, want) {
			t.Errorf("RIS lacks %q", want)
		}
	}
	if head := ask(h, "/api/v1/export?format=jsonl&"+v.Encode()).Body.String(); !strings.Contains(head, `"export":{"name":"Our bill",`) || !strings.Contains(head, `"laws":2,"provisions":2,`) || !strings.Contains(head, "(not in the library: xa/gone)") {
		t.Errorf("the header of the export: %s", head)
	}
	if w := ask(h, "/compare?"+url.Values{"p": {then, second}}.Encode(), "Accept: text/html"); w.Code != 200 || !strings.Contains(w.Body.String(), "compared here as they read today") {
		t.Errorf("compared: %d, and does not say as of when", w.Code)
	}
	if e, err := readEntry("ke/act/2010/8/eng@2012-01-01"); err != nil || !e.day.IsZero() {
		t.Errorf("an id that ends like a day: %v %v", e, err)
	}
}

// What is exported as of a day is counted as of that day: an earlier wording may lack what was found in today's.
func TestExport_CountsOfTheDay(t *testing.T) {
	s, _ := reworded()
	h := site(t, s)
	now := ask(h, "/api/v1/export?format=jsonl&country=XA").Body.String()
	then := ask(h, "/api/v1/export?format=jsonl&country=XA&asof=2015-06-01").Body.String()
	rows := strings.Count(ask(h, "/api/v1/export?format=csv&country=XA&asof=2015-06-01").Body.String(), "\r\n") - 1
	if want := fmt.Sprintf(`"provisions":%d,"fingerprint"`, rows); !strings.Contains(then, want) || strings.Contains(now, want) {
		t.Errorf("want %s then, another number now:\n%s\n%s", want, then, now)
	}
}

// wordText is the body of a Word document.
func wordText(t *testing.T, data []byte) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	body, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

func TestCompare_Model(t *testing.T) {
	s := tagged()
	model := corpus.Text{Law: corpus.Law{ID: "int/model-law/1", Country: "INT", Type: "model-law", Title: "Model Provisions"}, Language: "en", Provisions: []corpus.Provision{
		{EID: "sec_1", Kind: "section", Number: "1", Label: "1.", Heading: "Purpose", Text: "These provisions serve a purpose."},
		{EID: "sec_3", Kind: "section", Number: "3", Label: "3.", Heading: "Offence", Text: "Whoever recruits another person commits an offence.", Needs: []corpus.Tag{{ID: "tip-protocol/5/1", Weight: 0.9, By: corpus.ByProgram}}},
	}}
	s.texts = append(s.texts, model)
	h := site(t, s)
	body := ask(h, "/compare?"+url.Values{"p": {section}, "model": {"1"}}.Encode(), "Accept: text/html").Body.String()
	if !strings.Contains(body, "Model Provisions") || !strings.Contains(body, "commits an offence") {
		t.Error("the model does not stand beside the provision")
	}
	for _, address := range []string{"/law/xa/act/2014/14?part=all", "/gaps?requirement=tip-protocol/5/1&country=XA"} {
		if body := ask(h, address, "Accept: text/html").Body.String(); !strings.Contains(body, "Beside the model law") {
			t.Errorf("%s does not lead to the model", address)
		}
	}
	if body := ask(h, "/compare?"+url.Values{"p": {second}, "model": {"1"}}.Encode(), "Accept: text/html").Body.String(); strings.Contains(body, "Model Provisions") {
		t.Error("a provision without a requirement or topic has a model")
	}
}
