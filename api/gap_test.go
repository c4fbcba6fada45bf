package api

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/corpus/topic"
)

// tagged is the library with one provision that carries out a requirement.
func tagged() *shelf {
	s := library()
	p := &s.texts[0].Provisions[0].Children[0]
	p.Needs = []corpus.Tag{{ID: "tip-protocol/5/1", Weight: 0.9, By: corpus.ByProgram}}
	s.edit = true
	return s
}

const section = "xa/act/2014/14#part_1__sec_1"

func TestGaps_Pages(t *testing.T) {
	h := site(t, tagged())
	tests := []struct {
		address string
		status  int
		want    []string
	}{
		{"/gaps", 200, []string{"UNTOC", "All countries", `class="sign no-law-held"`}},
		{"/gaps?instrument=tip-protocol", 200, []string{"gapmatrix", `class="sign found`, "/gaps?requirement=tip-protocol/5/1&amp;country=XA"}},
		{"/gaps?instrument=tip-protocol&country=XA", 200, []string{"gaprow", "Prevention of Trafficking Act", "not known here whether it is a party"}},
		{"/gaps?instrument=tip-protocol&country=XA&force=shall", 200, []string{"5(1)"}},
		{"/gaps?requirement=tip-protocol/5/1&country=XA", 200, []string{"Provisions that may carry it out", `value="` + section + `"`, "Your judgement", "commits an offence"}},
		{"/gaps?requirement=tip-protocol/5/1", 200, []string{"Best candidate", "(fictional)"}},
		{"/gaps?instrument=none", 404, nil},
		{"/gaps?requirement=none", 404, nil},
		{"/compare", 200, []string{"side by side", `name="country"`}},
		{"/compare?topic=trafficking-in-persons&country=XA,ZZ", 200, []string{"Prevention of Trafficking Act", "No provision found in what the library holds"}},
		{"/compare?p=" + url.QueryEscape(section) + "&p=" + url.QueryEscape("xa/act/2014/14#part_1__sec_2"), 200, []string{"Word by word", "<del>", "<ins>"}},
		{"/compare?topic=none", 404, nil},
		{"/compare?topic=firearms&sort=colour", 400, nil},
	}
	for _, tt := range tests {
		w := ask(h, tt.address, "Accept: text/html")
		if w.Code != tt.status {
			t.Errorf("%s: status %d, want %d", tt.address, w.Code, tt.status)
		}
		for _, want := range tt.want {
			if !strings.Contains(w.Body.String(), want) {
				t.Errorf("%s does not hold %q", tt.address, want)
			}
		}
		if strings.Contains(w.Body.String(), poison) {
			t.Errorf("%s holds a script of a law's title", tt.address)
		}
	}
}

// A duty is said in the reader's language, marked as what it is in; in English where a convention has nothing else.
func TestGaps_Duty(t *testing.T) {
	scheme, err := topic.LoadWith(fstest.MapFS{"accord.csv": {Data: []byte("id,kind,title,requirement\nxa-accord,instrument,Accord,\nxa-accord/4,article,Books,\nxa-accord/4/1,records,Books,Books are kept.\n")}})
	if err != nil {
		t.Fatal(err)
	}
	c := tagged()
	h, err := made(Server{Catalog: c, Files: cellar{s: c}, Search: c, Scheme: scheme, Version: "test"})
	if err != nil {
		t.Fatal(err)
	}
	const french, english = `lang="fr" dir="ltr">La loi punit la traite des personnes.<`, `lang="en" dir="ltr">Books are kept.<`
	for _, page := range []struct{ address, want string }{
		{"/instruments/tip-protocol?lang=fr", french}, {"/gaps?instrument=tip-protocol&country=XA&lang=fr", french},
		{"/gaps?requirement=tip-protocol/5/1&lang=fr", french}, {"/checklist?instrument=tip-protocol&country=XA&lang=fr", french},
		{"/instruments/xa-accord?lang=ar", english}, {"/gaps?instrument=xa-accord&country=XA&lang=ar", english},
		{"/gaps?requirement=xa-accord/4/1&lang=ar", english}, {"/checklist?instrument=xa-accord&country=XA&lang=ar", english},
	} {
		if body := ask(h, page.address, "Accept: text/html").Body.String(); !strings.Contains(body, page.want) {
			t.Errorf("%s does not hold %s", page.address, page.want)
		}
	}
}

func TestGaps_API(t *testing.T) {
	h := site(t, tagged())
	tests := []struct{ address, want string }{
		{"/api/v1/gaps?instrument=tip-protocol&country=XA", `"candidates":[{"provision":"` + section + `"`},
		{"/api/v1/gaps?instrument=tip-protocol", `"countries":["XA"]`},
		{"/api/v1/gaps?requirement=tip-protocol/5/1", `"assessments":[{"country":"XA"`},
		{"/api/v1/gaps?instrument=tip-protocol&country=XA&format=csv", "tip-protocol/5/1"},
		{"/api/v1/gaps?instrument=tip-protocol&format=csv", "requirement,title,XA"},
		{"/api/v1/compare?topic=trafficking-in-persons&country=XA", `"provision":"` + section + `"`},
		{"/api/v1/compare?topic=trafficking-in-persons&country=XA&format=csv", "Prevention of Trafficking Act"},
	}
	for _, tt := range tests {
		if w := ask(h, tt.address); w.Code != 200 || !strings.Contains(w.Body.String(), tt.want) {
			t.Errorf("%s: %d, want %q in %.300s", tt.address, w.Code, tt.want, w.Body)
		}
	}
	for _, address := range []string{"/api/v1/compare", "/api/v1/gaps?instrument=tip-protocol&format=gif"} {
		if w := ask(h, address); w.Code != 400 {
			t.Errorf("%s: %d, want 400", address, w.Code)
		}
	}
	for _, format := range []string{"xlsx", "docx"} {
		if w := ask(h, "/api/v1/gaps?instrument=tip-protocol&country=XA&format="+format); w.Code != 200 || !strings.HasPrefix(w.Body.String(), "PK") {
			t.Errorf("%s: %d", format, w.Code)
		}
	}
}

// TestJudge_JSON: a program judges as a form does; what is no judgement is not stored.
func TestJudge_JSON(t *testing.T) {
	s := tagged()
	s.edit = true
	h := site(t, s)
	law, eid, _ := strings.Cut(section, "#")
	good := `{"country":"xa","requirement":"tip-protocol/5/1","state":"partly","provisions":[{"law":"` + law + `","eid":"` + eid + `"}],"remark":"no means","by":"A. Lawyer"}`
	for body, status := range map[string]int{
		`{`: 400, `{"country":"XA","verdict":"fine"}`: 400, strings.Replace(good, "partly", "fine", 1): 400, strings.Replace(good, "A. Lawyer", " ", 1): 400,
		strings.Replace(good, "5/1", "999", 1): 404, strings.Replace(good, law, "xa/gone", 1): 404,
	} {
		if w := postJSON(h, "/api/v1/assessments", body); w.Code != status || len(s.judgements) != 0 {
			t.Errorf("%s: %d with %d judgements, want %d: %s", body, w.Code, len(s.judgements), status, w.Body)
		}
	}
	w := postJSON(h, "/api/v1/assessments", good)
	var said corpus.Judgement
	if err := json.Unmarshal(w.Body.Bytes(), &said); err != nil || w.Code != http.StatusCreated || len(s.judgements) != 1 {
		t.Fatalf("%d, %v: %s", w.Code, err, w.Body)
	}
	if said.Country != "XA" || said.State != corpus.Partly || len(said.Provisions) != 1 || said.Provisions[0].Digest == "" || time.Since(said.At) > time.Hour {
		t.Errorf("kept as %+v", said)
	}
}

func TestJudge(t *testing.T) {
	good := url.Values{"country": {"xa"}, "requirement": {"tip-protocol/5/1"}, "state": {"covered"}, "by": {"A. Lawyer"}, "remark": {"see section 1"}, "p": {section}}
	with := func(name, value string) url.Values {
		v := url.Values{}
		for k := range good {
			v[k] = good[k]
		}
		v.Set(name, value)
		return v
	}
	tests := []struct {
		name   string
		form   url.Values
		edit   bool
		header string
		status int
	}{
		{"accepted", good, true, "Sec-Fetch-Site: same-origin", 303},
		{"reading only", good, false, "Sec-Fetch-Site: same-origin", 403},
		{"from another site", good, true, "Sec-Fetch-Site: cross-site", 403},
		{"from another origin", good, true, "Origin: https://evil.example", 403},
		{"no name", with("by", " "), true, "", 400},
		{"the program's name", with("by", "program"), true, "", 400},
		{"no such state", with("state", "fine"), true, "", 400},
		{"no such requirement", with("requirement", "untoc/999"), true, "", 404},
		{"no such provision", with("p", "xa/gone#sec_1"), true, "", 404},
		{"too long", with("remark", strings.Repeat("x", 8001)), true, "", 400},
	}
	for _, tt := range tests {
		s := tagged()
		s.edit = tt.edit
		r := httptest.NewRequest(http.MethodPost, "/gaps", strings.NewReader(tt.form.Encode()))
		w := send(site(t, s), r, "Content-Type: application/x-www-form-urlencoded", tt.header)
		if w.Code != tt.status || (len(s.judgements) == 1) != (tt.status == 303) {
			t.Errorf("%s: %d with %d judgements stored, want %d", tt.name, w.Code, len(s.judgements), tt.status)
		}
		if tt.status != 303 {
			continue
		}
		if j := s.judgements[0]; j.Country != "XA" || j.By != "A. Lawyer" || len(j.Provisions) != 1 || j.Provisions[0].Digest == "" {
			t.Errorf("%s: stored %+v", tt.name, j)
		}
		if page := ask(site(t, s), w.Header().Get("Location"), "Accept: text/html"); !strings.Contains(page.Body.String(), "see section 1") || !strings.Contains(page.Body.String(), "by A. Lawyer") {
			t.Errorf("%s: the page does not show it", tt.name)
		}
	}
}

func TestExport(t *testing.T) {
	h := site(t, library())
	tests := []struct {
		address string
		status  int
		want    []string
		not     []string
	}{
		{"/api/v1/export?format=jsonl", 200, []string{`"id":"xa/act/2014/14"`, `"id":"xa/law#7"`}, nil},
		{"/api/v1/export?format=csv&q=penalty", 200, []string{section[:14], "The penalty is ten years.", "shelf-3"}, []string{"commits an offence"}},
		{"/api/v1/export?format=csv&p=" + url.QueryEscape(section), 200, []string{"commits an offence"}, []string{"ten years"}},
		{"/api/v1/export?format=ris&law=xa/act/2014/14", 200, []string{"TY  - STAT", "ER  - "}, nil},
		{"/api/v1/export?format=akn&law=xa/law%237", 200, []string{"akomaNtoso"}, nil},
		{"/api/v1/export?format=gif", 400, []string{"there are [csv"}, nil},
		{"/api/v1/export?format=csv&p=bad%20id", 400, nil, nil},
	}
	for _, tt := range tests {
		w := ask(h, tt.address)
		if w.Code != tt.status {
			t.Errorf("%s: %d, want %d", tt.address, w.Code, tt.status)
		}
		if tt.status == 200 && !strings.Contains(w.Header().Get("Content-Disposition"), "attachment; filename=pandect-") {
			t.Errorf("%s: disposition %q", tt.address, w.Header().Get("Content-Disposition"))
		}
		for _, want := range tt.want {
			if !strings.Contains(w.Body.String(), want) {
				t.Errorf("%s does not hold %q", tt.address, want)
			}
		}
		for _, not := range tt.not {
			if strings.Contains(w.Body.String(), not) {
				t.Errorf("%s holds %q", tt.address, not)
			}
		}
		if again := ask(h, tt.address); tt.status == 200 && again.Body.String() != w.Body.String() {
			t.Errorf("%s gives other bytes the second time", tt.address)
		}
	}
	for _, format := range []string{"xlsx", "docx", "zip"} {
		if w := ask(h, "/api/v1/export?format="+format+"&q=penalty"); w.Code != 200 || !strings.HasPrefix(w.Body.String(), "PK") {
			t.Errorf("%s: %d", format, w.Code)
		}
	}
}

func TestPlaceIn(t *testing.T) {
	for id, want := range map[string]string{
		"untoc/6/1/a": "6(1)(a)", "untoc/9": "9", "untoc/20/controlled-delivery": "20", "untoc/7/1/a/reports": "7(1)(a)", "drugs-1988/3/1/a/iii": "3(1)(a)(iii)", "untoc/18/11-12": "18(11-12)",
	} {
		if got := placeIn(id); got != want {
			t.Errorf("placeIn(%q) = %q, want %q", id, got, want)
		}
	}
}
