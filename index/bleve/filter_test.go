package bleve

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
		{corpus.Text{Law: corpus.Law{Extra: map[string]string{"until": "soon"}}}, "", "2999-01-01", "", ""},
		{corpus.Text{Law: corpus.Law{Year: 2001, Status: "repealed"}}, "2001..?", "2001-05-01", "2000-01-01", "2999-01-01"},
		{corpus.Text{Law: corpus.Law{Date: day, Status: "Bill"}}, "9999..", "", "2010-07-30", "2999-01-01"},
		{corpus.Text{Law: corpus.Law{Date: day, Status: "not yet in force"}}, "9999..", "", "2010-07-30", ""},
		{corpus.Text{Law: corpus.Law{Year: 2001, Status: "not yet in force"}, From: day}, "2010-07-30..", "2010-07-30", "2005-01-01", ""},
	} {
		if got := period(&c.text); got != c.period {
			t.Errorf("%+v: period %q, want %q", c.text.Law, got, c.period)
		}
		for day, want := range map[string]bool{c.on: true, c.off: false, c.offLater: false} {
			if day != "" && applies(c.period, day) != want {
				t.Errorf("%q applies on %s: %v", c.period, day, !want)
			}
		}
	}
}
