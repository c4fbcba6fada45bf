package api

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

func TestTags(t *testing.T) {
	s := tagged()
	h := site(t, s)
	page := "/tags?" + url.Values{"p": {section}}.Encode()
	body := ask(h, page, "Accept: text/html").Body.String()
	for _, want := range []string{"tip-protocol/5/1", "90&nbsp;%", "Reject", `value="` + section + `"`} {
		if !strings.Contains(body, want) {
			t.Errorf("the page does not hold %q", want)
		}
	}
	good := url.Values{"p": {section}, "id": {"tip-protocol/5/1"}, "say": {"no"}, "by": {"A. Librarian"}}
	with := func(name, value string) url.Values {
		v := url.Values{}
		for k := range good {
			v[k] = good[k]
		}
		v.Set(name, value)
		return v
	}
	for _, tt := range []struct {
		name   string
		form   url.Values
		edit   bool
		header string
		status int
	}{
		{"rejected", good, true, "Sec-Fetch-Site: same-origin", 303},
		{"added", with("id", "firearms"), true, "", 303},
		{"reading only", good, false, "", 403},
		{"from another site", good, true, "Sec-Fetch-Site: cross-site", 403},
		{"unknown tag", with("id", "none"), true, "", 404},
		{"unknown provision", with("p", "xa/gone#sec_1"), true, "", 404},
		{"neither yes nor no", with("say", "perhaps"), true, "", 400},
	} {
		s := tagged()
		s.edit = tt.edit
		h := site(t, s)
		r := httptest.NewRequest(http.MethodPost, "/tags", strings.NewReader(tt.form.Encode()))
		w := send(h, r, "Content-Type: application/x-www-form-urlencoded", tt.header)
		if w.Code != tt.status {
			t.Errorf("%s: %d, want %d", tt.name, w.Code, tt.status)
		}
		if w.Code != 303 {
			continue
		}
		after := ask(h, w.Header().Get("Location"), "Accept: text/html").Body.String()
		if !strings.Contains(after, "A. Librarian") || (tt.name == "rejected") != strings.Contains(after, "rejected</td>") && !strings.Contains(after, "rejected<br>") {
			t.Errorf("%s: the page does not show it", tt.name)
		}
	}
	for address, want := range map[string]int{"/tags": 400, "/tags?p=xa/gone%23sec_1": 404, "/tags?p=xa/act/2014/14%23none": 404} {
		if w := ask(h, address, "Accept: text/html"); w.Code != want {
			t.Errorf("%s: %d, want %d", address, w.Code, want)
		}
	}
}

func TestDefinitions(t *testing.T) {
	s := library()
	p := &s.texts[0].Provisions[0].Children[0]
	p.Heading, p.Text = "Interpretation", "In this Act—\n“recruit” means to engage a person for work;\n“penalty” means a fine."
	h := site(t, s)
	for address, want := range map[string]string{
		"/api/v1/definitions?term=recruit":            `"term":"recruit"`,
		"/api/v1/definitions?term=recruit&format=csv": "recruit,“recruit” means to engage a person for work;",
		"/definitions?term=recruit":                   "means to engage a person for work",
		"/definitions":                                "Definitions",
	} {
		if w := ask(h, address, "Accept: text/html"); w.Code != 200 || !strings.Contains(w.Body.String(), want) {
			t.Errorf("%s: %d, want %q in %.300s", address, w.Code, want, w.Body)
		}
	}
	if w := ask(h, "/api/v1/definitions"); w.Code != 400 {
		t.Errorf("without a term: %d", w.Code)
	}
}
