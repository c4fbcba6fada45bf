package api

import (
	"strings"
	"testing"

	"github.com/pandect/pandect/corpus"
)

// TestQueue holds that what is doubtful, doubled or was warned of is listed with its reason, the rest is not, and titles stay text.
func TestQueue(t *testing.T) {
	s := staffed(t)
	law := func(id corpus.URI, title, number string, sure float64, warnings ...string) corpus.Text {
		return corpus.Text{Law: corpus.Law{ID: id, Country: "XB", Type: "act", Number: number, Title: title, Year: 2001, Confidence: map[string]float64{"title": sure}}, Language: "en", Warnings: warnings,
			Provisions: []corpus.Provision{{EID: "sec_1", Kind: "section", Number: "1", Text: "x"}}}
	}
	s.texts = []corpus.Text{law("xb/fine", "A Fine Act", "1", 1), law("xb/unsure", poison, "2", 0.2), law("xb/warned", "Warned Act", "3", 1, "page 3 read by OCR "+poison),
		law("xb/one", "Twin  Act", "4", 1), law("xb/two", "TWIN act", "5", 1), law("xb/three", "Another", "4", 1)}
	body := ask(site(t, s), "/queue?lang=en", "Accept: text/html", signedIn(t, s, corpus.Librarian)).Body.String()
	for _, want := range []string{"/law/xb/unsure", "Not sure of: Title", "page 3 read by OCR"} {
		if !strings.Contains(body, want) {
			t.Errorf("the queue does not hold %q", want)
		}
	}
	if strings.Contains(body, "xb/fine") || strings.Contains(body, poison) {
		t.Error("the queue holds a law in order, or markup")
	}
	first, rest, _ := strings.Cut(body[strings.Index(body, `<ul class="laws queue">`):], "</li>") // the one with two twins
	if !strings.Contains(first, "/law/xb/one") || !strings.Contains(first, "<bdi>xb/two</bdi>") || !strings.Contains(first, "<bdi>xb/three</bdi>") || !strings.Contains(rest, "<bdi>xb/one</bdi>") {
		t.Errorf("twins: %s", first)
	}
}
