package api

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
)

// A page answers a program as its address under /api/v1 does, and a browser, which names HTML too, with the page.
func TestAccept(t *testing.T) {
	s := library()
	s.edit = true
	h := site(t, s)
	const collected = "?p=xa/act/2014/14%23part_1__sec_1&n=mine&name=Bill"
	for page, data := range map[string]string{
		"/": "/api/v1/status", "/search?q=recruits": "", "/laws": "/api/v1/laws", "/laws?country=XA&page=1": "/api/v1/laws?country=XA&page=1", "/countries": "/api/v1/jurisdictions", "/countries/XA": "/api/v1/laws?country=XA",
		"/topics": "/api/v1/topics", "/instruments": "/api/v1/instruments", "/instruments/untoc": "/api/v1/instruments/untoc", "/attempts": "/api/v1/attempts", "/collection" + collected: "/api/v1/collection" + collected,
		"/gaps": "/api/v1/gaps?instrument=untoc", "/gaps?instrument=tip-protocol&country=XA": "/api/v1/gaps?instrument=tip-protocol&country=XA", "/checklist?instrument=tip-protocol&country=XA": "/api/v1/assessments?instrument=tip-protocol&country=XA",
		"/compare?topic=trafficking-in-persons": "/api/v1/compare?topic=trafficking-in-persons", "/definitions?term=recruit": "/api/v1/definitions?term=recruit",
		"/structure?law=xa/act/2014/14": "/api/v1/structure?law=xa/act/2014/14", "/log": "/api/v1/corrections",
	} {
		w := ask(h, page, "Accept: application/json")
		if w.Code != http.StatusOK || !strings.HasPrefix(w.Header().Get("Content-Type"), "application/json") || !json.Valid(w.Body.Bytes()) {
			t.Errorf("%s: %d %s", page, w.Code, w.Header().Get("Content-Type"))
		}
		if data != "" {
			if want := ask(h, data).Body.String(); w.Body.String() != want {
				t.Errorf("%s answers\n%.300s\nand %s\n%.300s", page, w.Body, data, want)
			}
		}
		w = ask(h, page, "Accept: text/html,application/xhtml+xml,application/json;q=0.8")
		if w.Code != http.StatusOK || !strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") {
			t.Errorf("%s to a browser: %d %s", page, w.Code, w.Header().Get("Content-Type"))
		}
	}
	for _, page := range []string{"/instruments/none", "/gaps?instrument=none", "/api/v1/gaps?instrument=none"} {
		for _, accept := range []string{"Accept: application/json", "Accept: text/html"} {
			if w := ask(h, page, accept); w.Code != http.StatusNotFound {
				t.Errorf("%s, %s: %d", page, accept, w.Code)
			}
		}
	}
}
