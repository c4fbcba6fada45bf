package api

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
)

// TestLaws_Countries: lists, as pages and as JSON, understand countries as search and gaps do: small letters, several, and what is no code is refused.
func TestLaws_Countries(t *testing.T) {
	s := library()
	other := s.texts[0]
	other.ID, other.Country = "xb/act/2014/14", "XB"
	s.texts = append(s.texts, other)
	h := site(t, s)
	total := func(address string) int {
		w := ask(h, address)
		var a struct{ Total int }
		if err := json.Unmarshal(w.Body.Bytes(), &a); err != nil || w.Code != http.StatusOK {
			t.Fatalf("%s: %d, %v: %s", address, w.Code, err, w.Body)
		}
		return a.Total
	}
	all, one := total("/api/v1/laws"), total("/api/v1/laws?country=XA")
	if one == 0 || one >= all {
		t.Fatalf("%d laws of XA, %d of all", one, all)
	}
	for query, want := range map[string]int{"xa": one, "XA,xb": all, "XB&country=XA": all} {
		if got := total("/api/v1/laws?country=" + query); got != want {
			t.Errorf("country=%s: %d laws, want %d", query, got, want)
		}
		if w := ask(h, "/laws?country="+query, "Accept: text/html"); w.Code != http.StatusOK {
			t.Errorf("/laws?country=%s: %d", query, w.Code)
		}
	}
	for _, address := range []string{"/api/v1/laws?country=ZZZZ", "/laws?country=ZZZZ"} {
		if w := ask(h, address); w.Code != http.StatusBadRequest || !strings.Contains(w.Body.String(), "ZZZZ") {
			t.Errorf("%s: %d: %s", address, w.Code, w.Body)
		}
	}
}
