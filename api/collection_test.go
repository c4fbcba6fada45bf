package api

import (
	"archive/zip"
	"bytes"
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
