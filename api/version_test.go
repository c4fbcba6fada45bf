package api

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/pandect/pandect/corpus"
)

func TestVersions(t *testing.T) {
	s := library()
	old := s.texts[0]
	s.texts[0].From = corpus.Date{Year: 2020, Month: 1, Day: 1}
	old.From = corpus.Date{Year: 2014, Month: 1, Day: 1}
	old.Provisions = []corpus.Provision{{EID: "part_1", Kind: "part", Label: "Part 1", Children: []corpus.Provision{
		{EID: "part_1__sec_1", Kind: "section", Number: "1", Label: "1.", Text: "An older wording of the offence."},
		{EID: "part_1__sec_9", Kind: "section", Number: "9", Label: "9.", Text: "A section since repealed."},
	}}}
	s.texts = append(s.texts, old)
	h := site(t, s)
	const law = "/law/xa/act/2014/14"
	before := versionOf(&old)
	tests := []struct {
		address string
		status  int
		want    []string
		not     []string
	}{
		{law, 200, []string{"Wordings", "As it applied on", "version=" + before, "against=" + before}, []string{"older wording", "To the newest wording"}},
		{law + "?asof=2015-06-01", 200, []string{"older wording of the offence", "applies from 1 January 2014", "To the newest wording"}, nil},
		{law + "?asof=2020-01-01", 200, []string{"commits an offence"}, []string{"older wording"}},
		{law + "?version=" + before, 200, []string{"older wording of the offence"}, nil},
		{law + "?against=" + before, 200, []string{"What differs, word by word", "<del>", "Only in the other wording", "A section since repealed."}, nil},
		{law + "?asof=2001-01-01", 404, nil, nil},
		{law + "?asof=yesterday", 400, nil, nil},
		{law + "?version=none", 404, nil, nil},
		{law + "?against=none", 404, nil, nil},
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
		for _, not := range tt.not {
			if strings.Contains(w.Body.String(), not) {
				t.Errorf("%s holds %q", tt.address, not)
			}
		}
	}
	for address, want := range map[string]string{
		"/api/v1/laws/xa/act/2014/14/versions":                                   `"id":"` + before + `"`,
		"/api/v1/laws/xa/act/2014/14?asof=2015-01-01":                            "older wording",
		"/api/v1/laws/xa/act/2014/14/provisions/part_1__sec_9?version=" + before: "since repealed",
	} {
		if w := ask(h, address); w.Code != 200 || !strings.Contains(w.Body.String(), want) {
			t.Errorf("%s: %d, %.300s", address, w.Code, w.Body)
		}
	}
}

// A search as of a day leads to the wording of that day where the library holds another.
func TestSearch_AsOf(t *testing.T) {
	s := library()
	old := s.texts[0]
	s.texts[0].From = corpus.Date{Year: 2020, Month: 1, Day: 1}
	old.From = corpus.Date{Year: 2014, Month: 1, Day: 1}
	old.Provisions = []corpus.Provision{{EID: "part_1", Kind: "part", Label: "Part 1", Children: []corpus.Provision{
		{EID: "part_1__sec_1", Kind: "section", Number: "1", Label: "1.", Text: "This is what was said of a person who recruits then."},
	}}}
	s.texts = append(s.texts, old)
	h := site(t, s)
	for _, c := range []struct {
		address   string
		status    int
		want, not string
	}{
		{"/search?q=recruits&asof=2015-06-01", 200, "asof=2015-06-01&amp;eid=part_1__sec_1&amp;", ""},
		{"/search?q=recruits&asof=2015-06-01", 200, "Wording of 1 June 2015", "Not in the wording"},
		{"/search?q=recruits&asof=2015-06-01", 200, "<mark>recruits</mark> then", ""},
		{"/search?q=recruits&asof=2021-06-01", 200, "Laws that applied on", "Wording of"},
		{"/search?q=recruits&asof=2021-06-01", 200, `value="2021-06-01"`, "asof=2021-06-01&amp;eid="},
		{"/search?q=recruits&asof=soon", 400, "", ""},
		{"/search?q=trafficking+asof:soon", 400, "asof:2015-06-30", ""},
		{"/advanced?asof=2015-06-01", 200, `name="asof" type="date" value="2015-06-01"`, ""},
	} {
		w := ask(h, c.address)
		if w.Code != c.status || !strings.Contains(w.Body.String(), c.want) || c.not != "" && strings.Contains(w.Body.String(), c.not) {
			t.Errorf("%s: %d, want %d, %q and not %q", c.address, w.Code, c.status, c.want, c.not)
		}
	}
}

// Older wordings are looked through word by word, in no index: of a question without end the longest words, and no longer than the request lasts.
func TestLookIn_Bounded(t *testing.T) {
	var long, short []string
	for n := range 60 {
		long, short = append(long, fmt.Sprintf("lantern%02d", n)), append(short, fmt.Sprintf("w%02d", n))
	}
	law := &corpus.Text{Provisions: []corpus.Provision{{EID: "sec_1", Kind: "section", Number: "1", Text: strings.ToUpper(strings.Join(long, " "))}, {EID: "sec_2", Kind: "section", Number: "2", Text: "A lantern."}}}
	hits, err := lookIn(t.Context(), law, strings.Join(append(short, long...), " "), 10)
	if err != nil || len(hits) != 1 || hits[0].Unit.EID != "sec_1" || len(hits[0].Text) != mostSought {
		t.Errorf("%d hits, %v; %+v", len(hits), err, hits)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := lookIn(ended, law, "lantern", 10); !errors.Is(err, context.Canceled) {
		t.Errorf("looked on after the request ended: %v", err)
	}
}
