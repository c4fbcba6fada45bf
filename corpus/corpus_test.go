package corpus_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/corpus/corpustest"
)

func TestParseURI(t *testing.T) {
	for _, c := range []struct {
		in string
		ok bool
	}{
		{"ke/act/2010/8", true}, {"xe/act/17#x", true}, {"القانون/١٧", true}, {"a", true}, {strings.Repeat("a", 300), true},
		{"", false}, {"a b", false}, {"a\u00a0b", false}, {"a\x00", false}, {"\xff", false}, {"/a", false}, {"a/", false}, {"a//b", false}, {"a/../b", false}, {"./a", false}, {strings.Repeat("a", 301), false},
	} {
		got, err := corpus.ParseURI(c.in)
		if c.ok != (err == nil) || (err != nil && !errors.Is(err, corpus.ErrInvalid)) || (c.ok && string(got) != c.in) {
			t.Errorf("ParseURI(%q) = %q, %v; want ok %v", c.in, got, err, c.ok)
		}
	}
}

// ParseRef reads what String prints, for any law id, that of a law without a "#" at least.
func TestRef_ParsePrint(t *testing.T) {
	for _, r := range []corpus.Ref{{Law: "ke/act/2010/8", EID: "part_2__sec_3"}, {Law: "ke/act/2010/8"}, {Law: "xe/act/17#x", EID: "art_1"}} {
		got, err := corpus.ParseRef(r.String())
		if err != nil || got != r {
			t.Errorf("ParseRef(%q) = %+v, %v", r, got, err)
		}
	}
	for _, s := range []string{"", "#art_1", "a#", "a b#c"} {
		if _, err := corpus.ParseRef(s); !errors.Is(err, corpus.ErrInvalid) {
			t.Errorf("ParseRef(%q): %v, want ErrInvalid", s, err)
		}
	}
}

func FuzzParseRef(f *testing.F) {
	f.Add("ke/act/2010/8#part_2__sec_3")
	f.Fuzz(func(t *testing.T, s string) {
		r, err := corpus.ParseRef(s)
		if err == nil && r.String() != s {
			t.Errorf("ParseRef(%q) prints as %q", s, r)
		}
	})
}

func TestParseDate(t *testing.T) {
	for _, c := range []struct {
		in   string
		want corpus.Date
		ok   bool
	}{
		{"2010-07-30", corpus.Date{Year: 2010, Month: 7, Day: 30}, true}, {"2024-02-29", corpus.Date{Year: 2024, Month: 2, Day: 29}, true},
		{"2023-02-29", corpus.Date{}, false}, {"2010-7-30", corpus.Date{}, false}, {"", corpus.Date{}, false}, {"2010", corpus.Date{}, false},
	} {
		got, err := corpus.ParseDate(c.in)
		if got != c.want || c.ok != (err == nil) || (c.ok && got.String() != c.in) {
			t.Errorf("ParseDate(%q) = %v, %v", c.in, got, err)
		}
	}
	a, b := corpus.Date{Year: 2010, Month: 12, Day: 31}, corpus.Date{Year: 2011, Month: 1, Day: 1}
	if a.Compare(b) >= 0 || b.Compare(a) <= 0 || a.Compare(a) != 0 {
		t.Error("Compare does not follow the calendar")
	}
}

func TestSlug(t *testing.T) {
	for in, want := range map[string]string{"Arms Act, 2009": "arms-act-2009", "  –Loi n° 4–": "loi-n-4", "قانون الأسلحة": "قانون-الأسلحة", "": "", "№": ""} {
		if got := corpus.Slug(in); got != want {
			t.Errorf("Slug(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestText_JSON(t *testing.T) {
	for _, c := range []struct {
		in   string
		want corpus.Text
	}{
		{`{"id":"a","text":"x"}`, corpus.Text{Law: corpus.Law{ID: "a"}, Provisions: []corpus.Provision{{Kind: "provision", Text: "x"}}}},
		{`{"id":"a","gazette":"12","pages":3,"empty":"","topics":["firearms",{"id":"drugs","weight":0.5}]}`,
			corpus.Text{Law: corpus.Law{ID: "a", Extra: map[string]string{"gazette": "12"}, Topics: []corpus.Tag{{ID: "firearms"}, {ID: "drugs", Weight: 0.5}}}}},
		{`{"id":"a","date":"","provisions":[{"eid":"e","text":"y"}],"text":"left out"}`, corpus.Text{Law: corpus.Law{ID: "a"}, Provisions: []corpus.Provision{{EID: "e", Text: "y"}}}},
	} {
		var got corpus.Text
		if err := json.Unmarshal([]byte(c.in), &got); err != nil {
			t.Errorf("%s: %v", c.in, err)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.in, diff)
		}
	}
	for _, bad := range []string{`{"id":1}`, `{"date":"yesterday"}`, `[]`, `{"provisions":"x"}`} {
		var got corpus.Text
		if err := json.Unmarshal([]byte(bad), &got); !errors.Is(err, corpus.ErrInvalid) {
			t.Errorf("%s: %v, want ErrInvalid", bad, err)
		}
	}
	whole := corpustest.Law("xa/act/2009/14", "Arms.")
	b, err := json.Marshal(whole)
	if err != nil {
		t.Fatal(err)
	}
	var got corpus.Text
	if err := json.Unmarshal(b, &got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(whole, got); diff != "" {
		t.Errorf("a record that is read and written differs (-want +got):\n%s", diff)
	}
}

// Every word of a law stands in exactly one unit, but for headings of containers, which stand in Path.
func TestText_Units(t *testing.T) {
	law := corpustest.Law("xa/act/2009/14", "Arms are things.")
	type cell struct {
		EID  corpus.EID
		Path string
		Text string
	}
	var got []cell
	for i, u := range law.Units() {
		if u.Seq != i || u.Law != law.ID || u.Language != "en" {
			t.Errorf("unit %d: %+v", i, u)
		}
		got = append(got, cell{u.EID, strings.Join(u.Path, " > "), u.Text})
	}
	want := []cell{
		{"preamble", "", "Be it enacted"},
		{"part_1", "", "Words of the part."},
		{"sec_1", "Part 1 General", "Arms are things."},
		{"sec_2", "Part 1 General", "In this Act—\n(a) arms;"},
		{"sched_1__sec_1", "Schedule", "Forms"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Units (-want +got):\n%s", diff)
	}
}

// A tag that a person rejected is no tag of the unit; of two with one ID the heavier counts.
func TestText_Units_Tags(t *testing.T) {
	law := corpus.Text{Law: corpus.Law{ID: "a"}, Provisions: []corpus.Provision{{EID: "sec_1", Kind: "section", Text: "x",
		Topics:   []corpus.Tag{{ID: "drugs", Weight: 0.2}, {ID: "arms", Rejected: true}},
		Children: []corpus.Provision{{EID: "sec_1__para_a", Kind: "paragraph", Text: "y", Topics: []corpus.Tag{{ID: "drugs", Weight: 0.8}}}}}}}
	want := []corpus.Tag{{ID: "drugs", Weight: 0.8}}
	if diff := cmp.Diff(want, law.Units()[0].Topics); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestText_Check_Year holds that a record has a year that every index and export can hold.
func TestText_Check_Year(t *testing.T) {
	for year, ok := range map[int]bool{0: true, 1: true, 2026: true, 9999: true, 10_000: false, -1: false, 1 << 40: false} {
		text := corpus.Text{Law: corpus.Law{ID: "xa/act/1", Year: year}, Provisions: []corpus.Provision{{Text: "x"}}}
		if err := text.Check(); (err == nil) != ok || err != nil && !errors.Is(err, corpus.ErrInvalid) {
			t.Errorf("year %d: %v", year, err)
		}
	}
}
