package corpus_test

import (
	"testing"

	"github.com/pandect/pandect/corpus"
)

func TestPeriod(t *testing.T) {
	day := corpus.Date{Year: 2010, Month: 7, Day: 30}
	until := map[string]string{"until": "2014-01-01"}
	for _, c := range []struct {
		text              corpus.Text
		period            string
		on, off, offLater string // days on which it applies, and not; "" for none
	}{
		{corpus.Text{}, "", "1900-01-01", "", ""},
		{corpus.Text{Law: corpus.Law{Date: day, Year: 2010}}, "2010-07-30..", "2010-07-30", "2010-07-29", ""},
		{corpus.Text{Law: corpus.Law{Year: 2010}}, "2010..", "2010-01-01", "2009-12-31", ""},
		{corpus.Text{From: day}, "2010-07-30..", "2010-07-30", "2010-07-29", ""},
		{corpus.Text{Law: corpus.Law{Year: 2001, Extra: until}}, "2001..2014-01-01", "2013-12-31", "2000-01-01", "2014-01-01"},
		{corpus.Text{Law: corpus.Law{Year: 2011}, From: day}, "2010-07-30..", "2010-07-30", "2010-07-29", ""},
		{corpus.Text{Law: corpus.Law{Extra: map[string]string{"until": "soon"}}}, "", "2999-01-01", "", ""},
		{corpus.Text{Law: corpus.Law{Year: 2001, Status: "repealed"}}, "2001..?", "2001-05-01", "2000-01-01", "2999-01-01"},
		{corpus.Text{Law: corpus.Law{Date: day, Status: "Bill"}}, "9999..", "", "2010-07-30", "2999-01-01"},
		{corpus.Text{Law: corpus.Law{Date: day, Type: "bill"}}, "9999..", "", "2010-07-30", "2999-01-01"},
		{corpus.Text{Law: corpus.Law{Date: day, Type: "bill", Status: "in force"}}, "2010-07-30..", "2010-07-30", "", ""},
		{corpus.Text{Law: corpus.Law{Date: day, Status: "not yet in force"}}, "9999..", "", "2010-07-30", ""},
		{corpus.Text{Law: corpus.Law{Year: 2001, Status: "not yet in force"}, From: day}, "2010-07-30..", "2010-07-30", "2005-01-01", ""},
	} {
		if got := c.text.Period(); string(got) != c.period {
			t.Errorf("%+v: period %q, want %q", c.text.Law, got, c.period)
		}
		for day, want := range map[string]bool{c.on: true, c.off: false, c.offLater: false} {
			if day != "" && corpus.Period(c.period).Holds(must(t, day)) != want {
				t.Errorf("%q applies on %s: %v", c.period, day, !want)
			}
		}
	}
}

func must(t *testing.T, day string) corpus.Date {
	t.Helper()
	d, err := corpus.ParseDate(day)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestVersionRead(t *testing.T) {
	vs := []corpus.Version{
		{ID: "2099", Language: "en", From: must(t, "2099-01-01")}, {ID: "2090", Language: "en", From: must(t, "2090-01-01")},
		{ID: "2015", Language: "en", From: must(t, "2015-06-01")}, {ID: "read again", Language: "en", From: must(t, "2015-06-01"), Superseded: true}, {ID: "first", Language: "en"},
		{ID: "à venir", Language: "fr", From: must(t, "2099-01-01")},
	}
	for _, c := range []struct{ language, day, on, read string }{
		{"", "2026-01-01", "2015", "2015"},
		{"en", "2015-06-01", "2015", "2015"},
		{"en", "2015-05-31", "first", "first"},
		{"en", "2095-01-01", "2090", "2090"},
		{"en", "2100-01-01", "2099", "2099"},
		{"fr", "2026-01-01", "", "à venir"}, // none has begun: the next
		{"de", "2026-01-01", "", ""},
	} {
		on, okOn := corpus.VersionOn(vs, c.language, must(t, c.day))
		read, okRead := corpus.VersionRead(vs, c.language, must(t, c.day))
		if on.ID != c.on || read.ID != c.read || okOn != (c.on != "") || okRead != (c.read != "") {
			t.Errorf("%s on %s: %q (%v), read %q (%v); want %q and %q", c.language, c.day, on.ID, okOn, read.ID, okRead, c.on, c.read)
		}
	}
}
