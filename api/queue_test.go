package api

import (
	"net/url"
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

// TestQueue_Looked holds that a law leaves the queue for what was looked at, comes back for what is noticed later, and that to take it back brings it back.
func TestQueue_Looked(t *testing.T) {
	s := staffed(t)
	s.texts = []corpus.Text{{Law: corpus.Law{ID: "xb/warned", Country: "XB", Type: "act", Number: "3", Title: "Warned Act", Year: 2001}, Language: "en", Warnings: []string{"page 3 read by OCR"},
		Provisions: []corpus.Provision{{EID: "sec_1", Kind: "section", Number: "1", Text: "x"}}}}
	h, session := site(t, s), signedIn(t, s, corpus.Librarian)
	listed := func() bool {
		return strings.Contains(ask(h, "/queue?lang=en", "Accept: text/html", session).Body.String(), "/law/xb/warned")
	}
	if !listed() {
		t.Fatal("the queue does not hold the law")
	}
	if w := post(h, "/queue", url.Values{"law": {"xb/warned"}, "reason": {"page 3 read by OCR", "never said"}}, session); w.Code != 303 {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	if listed() || len(s.corrections) != 1 || s.corrections[0].After != "page 3 read by OCR" || s.corrections[0].By != corpus.Librarian {
		t.Fatalf("after the look: listed %v, %+v", listed(), s.corrections)
	}
	if body := ask(h, "/queue?lang=en", "Accept: text/html", session).Body.String(); !strings.Contains(body, "1 law was looked at") {
		t.Error("the queue does not say what was looked at")
	}
	s.texts[0].Warnings = append(s.texts[0].Warnings, "numbers stand twice: 4")
	if !listed() {
		t.Error("what was noticed later does not bring the law back")
	}
	s.texts[0].Warnings = s.texts[0].Warnings[:1]
	if w := post(h, "/undo", url.Values{"id": {"1"}}, session); w.Code != 303 || !listed() {
		t.Errorf("taken back: %d, listed %v", w.Code, listed())
	}
	if w := post(h, "/queue", url.Values{"law": {"xb/none"}, "reason": {"x"}}, session); w.Code != 404 {
		t.Errorf("a law that is not there: %d", w.Code)
	}
	if w := post(h, "/queue", url.Values{"law": {"xb/warned"}, "reason": {"page 3 read by OCR"}}, signedIn(t, s, corpus.Reader)); w.Code != 403 {
		t.Errorf("a reader: %d", w.Code)
	}
}
