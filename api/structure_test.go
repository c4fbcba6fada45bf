package api

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/pandect/pandect/corpus"
)

var seenField = regexp.MustCompile(`name="seen" value="([0-9a-f]{64})"`)

// TestStructure walks the forms of the page: what is seen may be corrected, what changed meanwhile is told, and nothing typed is lost.
func TestStructure(t *testing.T) {
	s := library()
	s.edit = true
	h := site(t, s)
	const law = "/structure?law=xa/act/2014/14"
	body := ask(h, law).Body.String()
	for _, want := range []string{"Is the tree sound?", `eid=part_1__sec_2`, "Choose a provision"} {
		if !strings.Contains(body, want) {
			t.Errorf("the page does not hold %q", want)
		}
	}
	open := ask(h, law+"&language=en&eid=part_1__sec_2").Body.String()
	seen := seenField.FindStringSubmatch(open)
	if seen == nil {
		t.Fatal("no form is open")
	}
	form := url.Values{"law": {"xa/act/2014/14"}, "language": {"en"}, "eid": {"part_1__sec_2"}, "seen": {seen[1]}, "by": {"Ana"}, "do": {"name"},
		"heading": {"A new heading"}, "before_heading": {"x"}, "kind": {"article"}, "before_kind": {"section"}, "number": {"2a"}, "before_number": {"2"}, "label": {"2a."}, "before_label": {"2."}}
	if w := post(h, "/structure", form); w.Code != http.StatusSeeOther {
		t.Fatalf("%d: %s", w.Code, w.Body)
	}
	if len(s.corrections) != 2 || s.corrections[0].What != corpus.Renumber || s.corrections[1].What != corpus.Retitle || s.corrections[1].By != "Ana" {
		t.Fatalf("corrections: %+v", s.corrections)
	}
	s.moved = map[corpus.Ref]corpus.Ref{{Law: "xa/act/2014/14", EID: "part_1__sec_2"}: {Law: "xa/act/2014/14", EID: "art_2a"}}
	for address, to := range map[string]string{
		"/law/xa/act/2014/14?eid=part_1__sec_2":                      "/law/xa/act/2014/14?eid=art_2a#art_2a",
		"/api/v1/laws/xa/act/2014/14/provisions/part_1__sec_2?lang=": "/api/v1/laws/xa/act/2014/14/provisions/art_2a?lang=",
		"/tags?p=xa/act/2014/14%23part_1__sec_2":                     "/tags?p=xa%2Fact%2F2014%2F14%23art_2a",
	} {
		if w := ask(h, address); w.Code != http.StatusPermanentRedirect || w.Header().Get("Location") != to {
			t.Errorf("%s: %d to %s, want %s", address, w.Code, w.Header().Get("Location"), to)
		}
	}
	form.Set("do", "reword")
	form.Set("text", "What a person typed.")
	form.Set("eid", "art_2a")
	w := post(h, "/structure", form) // seen is that of before
	if w.Code != http.StatusConflict || !strings.Contains(w.Body.String(), "What a person typed.") || !strings.Contains(w.Body.String(), "This changed meanwhile") {
		t.Errorf("a stale form: %d, without what was typed or why: %.600s", w.Code, w.Body)
	}
	form.Set("note", strings.Repeat("x", maxNote+1))
	if w := post(h, "/structure", form); w.Code != http.StatusBadRequest || !strings.Contains(w.Body.String(), "What a person typed.") || !strings.Contains(w.Body.String(), "note is longer") {
		t.Errorf("too long a note: %d, without what was typed or why: %.600s", w.Code, w.Body)
	}
	form.Del("note")
	for name, bad := range map[string]url.Values{
		"words":  {"do": {"split"}, "words": {"not there"}, "new_kind": {"section"}},
		"kind":   {"do": {"split"}, "words": {"the"}, "new_kind": {"<b>"}},
		"deed":   {"do": {"burn"}},
		"author": {"do": {"reword"}, "text": {"x"}, "by": {""}},
	} {
		bad["law"], bad["language"], bad["eid"] = []string{"xa/act/2014/14"}, []string{"en"}, []string{"art_2a"}
		if !bad.Has("by") {
			bad.Set("by", "Ana")
		}
		if w := post(h, "/structure", bad); w.Code < 400 || w.Code >= 500 {
			t.Errorf("%s: %d", name, w.Code)
		}
	}
	if w := ask(h, "/structure?law=xa/none"); w.Code != 404 {
		t.Errorf("an unknown law: %d", w.Code)
	}
}

func postJSON(h http.Handler, address, body string) *httptest.ResponseRecorder {
	return send(h, httptest.NewRequest(http.MethodPost, address, strings.NewReader(body)), "Content-Type: application/json", "Sec-Fetch-Site: same-origin")
}

// TestCorrections_API corrects, reads the log in every format, and takes back.
func TestCorrections_API(t *testing.T) {
	s := library()
	s.edit = true
	h := site(t, s)
	var tree StructureAnswer
	if err := json.Unmarshal(ask(h, "/api/v1/structure?law=xa/act/2014/14&language=en").Body.Bytes(), &tree); err != nil || len(tree.Provisions) < 3 {
		t.Fatalf("%v: %+v", err, tree)
	}
	state := ""
	for _, p := range tree.Provisions {
		if p.EID == "part_1__sec_2" {
			state = p.State
		}
	}
	correction := `{"corrections":[{"what":"retitle","law":"xa/act/2014/14","eid":"part_1__sec_2","after":"=New","by":"Ana","seen":"` + state + `"}]}`
	if w := postJSON(h, "/api/v1/corrections", correction); w.Code != http.StatusCreated || !strings.Contains(w.Body.String(), `"id":1`) {
		t.Fatalf("%d: %s", w.Code, w.Body)
	}
	for body, status := range map[string]int{
		correction: http.StatusConflict, `{"corrections":[]}`: 400, `{"x":1}`: 400, `[`: 400, `{"corrections":[{"what":"topic","law":"xa/act/2014/14","eid":"part_1__sec_2","subject":"none","after":"yes","by":"A"}]}`: 404,
		`{"corrections":[{"what":"topic","law":"xa/act/2014/14","eid":"part_1__sec_2","subject":"firearms","after":"perhaps","by":"A"}]}`: 400,
		`{"corrections":[{"what":"reword","law":"xa/none","eid":"x","after":"x","by":"A"}]}`:                                              404,
	} {
		if w := postJSON(h, "/api/v1/corrections", body); w.Code != status {
			t.Errorf("%s: %d, want %d: %s", body, w.Code, status, w.Body)
		}
	}
	for address, want := range map[string]string{
		"/api/v1/corrections": `"what":"retitle"`, "/api/v1/corrections?format=csv&kind=retitle": "\n1,", "/api/v1/corrections?format=jsonl&person=Ana": `"after":"=New"`, "/log?kind=retitle&from=2020-01-01": "/api/v1/corrections?format=csv",
	} {
		if w := ask(h, address); w.Code != 200 || !strings.Contains(w.Body.String(), want) {
			t.Errorf("%s: %d without %s: %.300s", address, w.Code, want, w.Body)
		}
	}
	if csv := ask(h, "/api/v1/corrections?format=csv").Body.String(); strings.Contains(csv, ",=New") {
		t.Error("a cell is a formula")
	}
	for _, bad := range []string{"kind=burn", "from=yesterday", "before=x", "format=gif"} {
		if w := ask(h, "/api/v1/corrections?"+bad); w.Code != 400 {
			t.Errorf("%s: %d", bad, w.Code)
		}
	}
	if w := postJSON(h, "/api/v1/corrections/1/undo?by=Ben", ""); w.Code != http.StatusNoContent {
		t.Errorf("undo: %d: %s", w.Code, w.Body)
	}
	for _, id := range []string{"2", "99", "x"} { // a taking back is not taken back
		if w := postJSON(h, "/api/v1/corrections/"+id+"/undo?by=Ben", ""); w.Code != 404 {
			t.Errorf("undo of %s: %d", id, w.Code)
		}
	}
}

// TestMerge compares two laws that may be one, and says that they are, or are not.
func TestMerge(t *testing.T) {
	s := library()
	s.edit = true
	twin := s.texts[0]
	twin.ID, twin.Status = "xa/act/2014/14-2", "repealed"
	s.texts = append(s.texts, twin)
	h := site(t, s)
	if body := ask(h, "/api/v1/duplicates").Body.String(); !strings.Contains(body, `{"law":"xa/act/2014/14","other":"xa/act/2014/14-2"`) {
		t.Errorf("duplicates: %s", body)
	}
	page := ask(h, "/merge?a=xa/act/2014/14&b=xa/act/2014/14-2").Body.String()
	for _, want := range []string{"repealed", `value="merge"`, `class="differs"`, "xa/act/2014/14-2"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not hold %q", want)
		}
	}
	if strings.Contains(page, poison) {
		t.Error("a title is markup")
	}
	form := url.Values{"a": {"xa/act/2014/14"}, "b": {"xa/act/2014/14-2"}, "by": {"Ana"}, "do": {"apart"}}
	if w := post(h, "/merge", form); w.Code != 303 || len(s.corrections) != 1 || s.corrections[0].What != corpus.Apart {
		t.Fatalf("%d: %+v", w.Code, s.corrections)
	}
	if body := ask(h, "/api/v1/duplicates").Body.String(); strings.Contains(body, "14-2") {
		t.Errorf("what is said to be apart is listed: %s", body)
	}
	form.Set("do", "merge")
	form.Set("keep", "xb/other")
	if w := post(h, "/merge", form); w.Code != 400 {
		t.Errorf("a third law is kept: %d", w.Code)
	}
	form.Set("keep", "xa/act/2014/14")
	if w := post(h, "/merge", form); w.Code != 303 || s.corrections[0].Law != "xa/act/2014/14-2" || s.corrections[0].After != "xa/act/2014/14" {
		t.Errorf("%d: %+v", w.Code, s.corrections[0])
	}
	s.texts = s.texts[:len(s.texts)-1]
	s.moved = map[corpus.Ref]corpus.Ref{{Law: twin.ID}: {Law: "xa/act/2014/14"}, {Law: twin.ID, EID: "part_1__sec_1"}: {Law: "xa/act/2014/14", EID: "part_1__sec_1"}}
	for address, to := range map[string]string{
		"/law/xa/act/2014/14-2":                                  "/law/xa/act/2014/14",
		"/law/xa/act/2014/14-2?eid=part_1__sec_1":                "/law/xa/act/2014/14?eid=part_1__sec_1#part_1__sec_1",
		"/api/v1/laws/xa/act/2014/14-2":                          "/api/v1/laws/xa/act/2014/14",
		"/api/v1/laws/xa/act/2014/14-2/versions":                 "/api/v1/laws/xa/act/2014/14/versions",
		"/api/v1/laws/xa/act/2014/14-2/provisions/part_1__sec_1": "/api/v1/laws/xa/act/2014/14/provisions/part_1__sec_1",
		"/edit?law=xa/act/2014/14-2":                             "/edit?law=xa%2Fact%2F2014%2F14",
	} {
		if w := ask(h, address); w.Code != http.StatusPermanentRedirect || w.Header().Get("Location") != to {
			t.Errorf("%s: %d to %s, want %s", address, w.Code, w.Header().Get("Location"), to)
		}
	}
}
