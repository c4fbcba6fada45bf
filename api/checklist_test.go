package api

import (
	"bytes"
	"encoding/json"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/index/gap"
	"github.com/pandect/pandect/ui"
)

func TestChecklist(t *testing.T) {
	s := tagged()
	h := site(t, s)
	const page = "/checklist?instrument=tip-protocol&country=XA&cycle=2026&by=A.+Lawyer"
	body := ask(h, page, "Accept: text/html").Body.String()
	for _, want := range []string{`name="requirement" value="tip-protocol/5/1"`, `value="` + section + `"`, `name="cycle" value="2026"`, `value="A. Lawyer"`, "not answered yet"} {
		if !strings.Contains(body, want) {
			t.Errorf("the empty checklist does not hold %q", want)
		}
	}
	form := url.Values{"country": {"XA"}, "requirement": {"tip-protocol/5/1"}, "state": {"partly"}, "by": {"A. Lawyer"}, "needs": {"drafting help"}, "cycle": {"2026"},
		"other": {" " + section + " "}, "page": {"2"}}
	post := func(headers ...string) *httptest.ResponseRecorder {
		r := httptest.NewRequest(http.MethodPost, "/checklist", strings.NewReader(form.Encode()))
		return send(h, r, append([]string{"Content-Type: application/x-www-form-urlencoded"}, headers...)...)
	}
	w := post("Accept: text/html")
	if to := w.Header().Get("Location"); w.Code != 303 || !strings.Contains(to, "page=2") || !strings.HasSuffix(to, "#q-tip-protocol-5-1") {
		t.Fatalf("answered %d, to %s", w.Code, to)
	}
	if w := post("Accept: application/json"); w.Code != 200 || !strings.Contains(w.Body.String(), `"state":"partly"`) {
		t.Errorf("to a script: %d %s", w.Code, w.Body)
	}
	if len(s.judgements) != 2 || len(s.judgements[0].Provisions) != 1 || s.judgements[0].Cycle != "2026" || s.judgements[0].Needs != "drafting help" {
		t.Fatalf("stored %+v", s.judgements)
	}
	// In the next cycle the answer is carried over until somebody confirms it.
	next := ask(h, strings.Replace(page, "2026", "2030", 1), "Accept: text/html").Body.String()
	for _, want := range []string{"carried over from the cycle 2026", "Confirm", "drafting help", `value="partly" id="tip-protocol-5-1-partly" required checked`} {
		if !strings.Contains(next, want) {
			t.Errorf("the next cycle does not hold %q", want)
		}
	}
	for _, address := range []string{"/checklist", "/checklist?instrument=untoc&country=ZZ", page + "&page=99", page + "&page=-1&lang=ar"} {
		if w := ask(h, address, "Accept: text/html"); w.Code != 200 {
			t.Errorf("%s: %d", address, w.Code)
		}
	}
	if w := ask(h, "/checklist?instrument=none", "Accept: text/html"); w.Code != 404 {
		t.Errorf("an unknown instrument: %d", w.Code)
	}
	s.edit = false
	h = site(t, s)
	if body := ask(h, page, "Accept: text/html").Body.String(); strings.Contains(body, `name="state"`) || !strings.Contains(body, "drafting help") {
		t.Error("where nobody may answer, the page offers a form or hides the answers")
	}
	if w := post(); w.Code != 403 {
		t.Errorf("answered where nobody may: %d", w.Code)
	}
}

func TestAssessments(t *testing.T) {
	s := tagged()
	at := time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC)
	s.judgements = []corpus.Judgement{{ID: 7, Country: "XA", Requirement: "tip-protocol/5/1", State: corpus.Covered, By: "A", At: at, Provisions: []corpus.Cited{{Ref: mustRef(t, section)}}}}
	w := ask(site(t, s), "/api/v1/assessments?instrument=tip-protocol&country=xa")
	var file gap.Answers
	if err := json.Unmarshal(w.Body.Bytes(), &file); err != nil || len(file.Judgements) != 1 || file.Judgements[0].ID != 0 {
		t.Fatalf("%v: %s", err, w.Body)
	}
	if w := ask(site(t, s), "/api/v1/assessments?instrument=tip-protocol&country=XA&format=csv"); !strings.Contains(w.Body.String(), "legal basis") || !strings.Contains(w.Body.String(), ui.ProvisionPath(mustRef(t, section))) {
		t.Errorf("as a table: %d %.400s", w.Code, w.Body)
	}
	for address, want := range map[string]int{"/api/v1/assessments?instrument=none&country=XA": 404, "/api/v1/assessments?instrument=untoc": 400, "/api/v1/assessments?instrument=untoc&country=XA&format=gif": 400} {
		if w := ask(site(t, s), address); w.Code != want {
			t.Errorf("%s: %d, want %d", address, w.Code, want)
		}
	}

	other := tagged()
	h := site(t, other)
	send := func(content []byte, headers ...string) *httptest.ResponseRecorder {
		var body bytes.Buffer
		m := multipart.NewWriter(&body)
		part, err := m.CreateFormFile("file", "answers.json")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := part.Write(content); err != nil {
			t.Fatal(err)
		}
		if err := m.Close(); err != nil {
			t.Fatal(err)
		}
		r := httptest.NewRequest(http.MethodPost, "/checklist/import", &body)
		return send(h, r, append([]string{"Content-Type: " + m.FormDataContentType()}, headers...)...)
	}
	if w := send(w.Body.Bytes(), "Accept: text/html"); w.Code != 200 || !strings.Contains(w.Body.String(), "Taken in: 1.") || len(other.judgements) != 1 {
		t.Errorf("import: %d, %d stored", w.Code, len(other.judgements))
	}
	mine := s.judgements[0]
	mine.State, mine.By, mine.At = corpus.Absent, "B", at.Add(time.Hour)
	other.judgements = append([]corpus.Judgement{}, mine)
	if w := send(w.Body.Bytes(), "Accept: text/html"); !strings.Contains(w.Body.String(), "Decided otherwise in both places") {
		t.Error("a conflict is not shown")
	}
	if w := send([]byte(`{"format":"x"}`), "Accept: application/json"); w.Code != 400 {
		t.Errorf("another format: %d", w.Code)
	}
	if w := send(w.Body.Bytes(), "Sec-Fetch-Site: cross-site"); w.Code != 403 {
		t.Errorf("from another site: %d", w.Code)
	}
}

func mustRef(t *testing.T, s string) corpus.Ref {
	t.Helper()
	ref, err := corpus.ParseRef(s)
	if err != nil {
		t.Fatal(err)
	}
	return ref
}
