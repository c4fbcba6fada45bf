package api

import (
	"net/url"
	"strings"
	"testing"

	"github.com/pandect/pandect/corpus"
)

func TestEdit(t *testing.T) {
	s := library()
	s.edit = true
	h := site(t, s)
	page := func(address string, status int, has ...string) {
		t.Helper()
		w := ask(h, address)
		if w.Code != status {
			t.Fatalf("%s: %d, want %d", address, w.Code, status)
		}
		for _, want := range has {
			if !strings.Contains(w.Body.String(), want) {
				t.Errorf("%s has no %s", address, want)
			}
		}
		if strings.Contains(w.Body.String(), poison) {
			t.Errorf("%s: a title is markup", address)
		}
	}
	send := func(address string, status int, form url.Values) {
		t.Helper()
		if w := post(h, address, form); w.Code != status {
			t.Errorf("%s %v: %d, want %d: %s", address, form, w.Code, status, w.Body)
		}
	}
	page("/edit?law=xa/act/2014/14", 200, `name="before_number" value="14"`, `name="before_date" value="2014-06-03"`, `name="do" value="withdraw"`)
	page("/edit?law=xa/none", 404)
	page("/edit?law=", 400)
	page("/log", 200)
	page("/law/xa/act/2014/14", 200, `href="/edit?law=xa%2fact%2f2014%2f14&amp;language=en"`)

	change := url.Values{"law": {"xa/act/2014/14"}, "language": {"en"}, "by": {"Ana"}, "note": {"gazette 7"},
		"number": {"14"}, "before_number": {"14"}, "status": {"repealed"}, "before_status": {"in force"}}
	send("/edit", 303, change)
	if len(s.corrections) != 2 || s.corrections[1].What != "status" || s.corrections[1].By != "Ana" || s.corrections[1].Language != "en" || s.corrections[0].Language != "fr" {
		t.Fatalf("what was not changed is no correction: %+v", s.corrections)
	}
	page("/edit?law=xa/act/2014/14", 200, "repealed", "gazette 7", `action="/undo"`)
	page("/log?person=Ana", 200, "gazette 7")
	send("/edit", 409, change) // from a page of before
	send("/edit", 400, url.Values{"law": {"xa/act/2014/14"}, "by": {""}, "status": {"bill"}, "before_status": {"repealed"}})
	send("/edit", 400, url.Values{"law": {"xa/act/2014/14"}, "by": {"Ana"}, "note": {strings.Repeat("x", 2000)}, "status": {"bill"}, "before_status": {"repealed"}})
	send("/undo", 303, url.Values{"id": {"1"}, "by": {"Ben"}})
	if got := s.texts[0].Status; got != "in force" || s.corrections[0].Undoes != 1 {
		t.Errorf("after the change was taken back the status is %q: %+v", got, s.corrections)
	}
	send("/undo", 404, url.Values{"id": {"99"}, "by": {"Ben"}})
	send("/undo", 404, url.Values{"id": {"x"}, "by": {"Ben"}})

	send("/edit", 303, url.Values{"law": {"xa/act/2014/14"}, "by": {"Ana"}, "do": {"withdraw"}, "note": {"taken in twice"}, "status": {"bill"}, "before_status": {"in force"}})
	if c := s.corrections[0]; c.What != corpus.Withdraw || c.Note != "taken in twice" || s.texts[0].Status != "in force" {
		t.Errorf("withdrawn: %+v", c)
	}

	s.edit = false
	if w := ask(site(t, s), "/law/xa/act/2014/14"); strings.Contains(w.Body.String(), `href="/edit`) {
		t.Error("who may not correct is shown the way to it")
	}
}

func TestEdit_DateSaysTheYear(t *testing.T) {
	date, year := corpus.Correction{What: "date", After: "2001-02-03"}, corpus.Correction{What: "year", Before: "1998", After: "1999"}
	for _, c := range []struct {
		all    []corpus.Correction
		before string
		want   string
	}{
		{[]corpus.Correction{date, year}, "1998", "date 2001-02-03; year 2001; "},
		{[]corpus.Correction{date}, "2001", "date 2001-02-03; "},
		{[]corpus.Correction{date}, "", "date 2001-02-03; year 2001; "},
		{[]corpus.Correction{{What: "date"}, year}, "1998", "date ; year 1999; "},
		{[]corpus.Correction{year}, "1998", "year 1999; "},
		{nil, "", ""},
	} {
		got := ""
		for _, one := range yearOfDate(c.all, c.before) {
			got += one.What + " " + one.After + "; "
		}
		if got != c.want {
			t.Errorf("yearOfDate(%v) = %s, want %s", c.all, got, c.want)
		}
	}
}

// TestEdit_EveryText holds that what all texts of a law share is corrected in each, with what each said.
func TestEdit_EveryText(t *testing.T) {
	s := library()
	s.edit = true
	s.texts[1].Status = "bill" // the French text
	form := url.Values{"law": {"xa/act/2014/14"}, "language": {"en"}, "by": {"Ana"}, "status": {"repealed"}, "before_status": {"in force"}, "title": {"Act"}, "before_title": {s.texts[0].Title}}
	if w := post(site(t, s), "/edit", form); w.Code != 303 {
		t.Fatalf("%d: %s", w.Code, w.Body)
	}
	got := ""
	for _, one := range s.corrections {
		got = one.Language + " " + one.What + " " + one.Before + "; " + got
	}
	if want := "en title " + form.Get("before_title") + "; en status in force; fr status bill; "; got != want {
		t.Errorf("corrected %s, want %s", got, want)
	}
	if s.texts[0].Status != "repealed" || s.texts[1].Status != "repealed" || s.texts[1].Title == "Act" {
		t.Errorf("texts: %+v", s.texts[:2])
	}
}
