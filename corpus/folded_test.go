package corpus

import (
	"errors"
	"fmt"
	"runtime"
	"strings"
	"testing"
)

// What a librarian types is looked for while nobody else writes: the work grows with the wording, not with how often the words stand in it.
func TestTree_FurnitureOfHugeWording(t *testing.T) {
	const times = 20_000
	wording := strings.Repeat("7 lanterns ", times)
	tree := NewTree([]Provision{{EID: "art_1", Kind: "article", Number: "1", Text: wording, Topics: []Tag{{ID: "a", By: "Ana", Evidence: []Span{{2, 10}, {11, 12}, {len(wording) - 9, len(wording) - 1}}}}}})
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	if err := tree.Apply(&Correction{What: Furniture, Before: "7", After: "anywhere"}); err != nil {
		t.Fatal(err)
	}
	runtime.ReadMemStats(&after)
	if grown := after.TotalAlloc - before.TotalAlloc; grown > 200*uint64(len(wording)) {
		t.Errorf("%d bytes allocated for a wording of %d", grown, len(wording))
	}
	p := tree.Provisions[0]
	if want := strings.Repeat("lanterns ", times); p.Text != want {
		t.Errorf("left: %.60q…, %d bytes", p.Text, len(p.Text))
	}
	if e := p.Topics[0].Evidence; len(e) != 2 || p.Text[e[0].Start:e[0].End] != "lanterns" || p.Text[e[1].Start:e[1].End] != "lanterns" || !p.Topics[0].Stale {
		t.Errorf("evidence: %+v", p.Topics[0])
	}
}

func TestTree_Furniture(t *testing.T) {
	for _, c := range []struct{ text, line, after, want string }{
		{"one\nPage 12\ntwo\n  Page  3 \nthree", "Page 7", "", "one\ntwo\nthree"},
		{"one\nPage 12 of\ntwo", "Page 7", "", "one\nPage 12 of\ntwo"},
		{"one\nPage 12", "Page 7", "", "one"},
		{"one Page 12 two", "Page 7", "", "one Page 12 two"},
		{"one Page 12 two", "Page 7", "anywhere", "one two"},
		{"one Page\u00a012\nPage 13 two", "Page 7", "anywhere", "one two"},
		{"Page 12 two Page 1", "Page 7", "anywhere", "two"},
		{"one Page 12a xPage 1 two", "Page 7", "anywhere", "one Page 12a xPage 1 two"},
		{"第 12 页 条", "第 1 页", "anywhere", "条"},
	} {
		tree := NewTree([]Provision{{EID: "art_1", Kind: "article", Number: "1", Text: c.text}})
		if err := tree.Apply(&Correction{What: Furniture, Before: c.line, After: c.after}); err != nil || tree.Provisions[0].Text != c.want {
			t.Errorf("%q without %q %s: %q, %v; want %q", c.text, c.line, c.after, tree.Provisions[0].Text, err, c.want)
		}
	}
}

// Blanks between words are of many kinds, and a place is named by a few words.
func TestTree_SplitWords(t *testing.T) {
	for _, c := range []struct {
		text, words, heading string
		want                 error
		left, rest           string
	}{
		{"One light. 2\u00a0Two\n lights.", "2 Two lights", "", nil, "One light.", "2\u00a0Two\n lights."},
		{"One light. Two \n\u3000lights burn.", "Two lights", "Two lights", nil, "One light.", "burn."},
		{"A. A light. A. A light.", "A light", "", ErrInvalid, "", ""},
		{"One light.", strings.Repeat("light ", 400), "", ErrInvalid, "", ""},
	} {
		tree := NewTree([]Provision{{EID: "art_1", Kind: "article", Number: "1", Text: c.text}})
		err := tree.Apply(&Correction{What: Split, EID: "art_1", After: fmt.Sprintf(`{"words":%q,"kind":"article","number":"2","heading":%q}`, c.words, c.heading)})
		if !errors.Is(err, c.want) {
			t.Errorf("%q at %.40q: %v, want %v", c.text, c.words, err, c.want)
		}
		if err == nil && (tree.Provisions[0].Text != c.left || tree.Provisions[1].Text != c.rest) {
			t.Errorf("%q at %q: %q and %q", c.text, c.words, tree.Provisions[0].Text, tree.Provisions[1].Text)
		}
	}
	tree := NewTree([]Provision{{EID: "art_1", Kind: "article", Number: "1", Text: "One light."}})
	if err := tree.Apply(&Correction{What: Split, EID: "art_1", After: `{"words":"` + strings.Repeat("light ", 400) + `","kind":"article"}`}); err == nil || !strings.Contains(err.Error(), "at most 2000 bytes") {
		t.Errorf("words without end: %v", err)
	}
}

// Thousands of issues of a gazette are not thousands of copies of one law.
func TestTwins_Series(t *testing.T) {
	var laws []Text
	for n := range 2000 {
		laws = append(laws, Text{Law: Law{ID: URI(fmt.Sprintf("xa/gazette/%d", n)), Title: "Official Gazette", Country: "XA", Year: 2010}})
	}
	laws = append(laws, Text{Law: Law{ID: "xa/act/1", Title: "Lantern Act", Country: "XA", Year: 2010}}, Text{Law: Law{ID: "xa/act/1-2", Title: "Lantern  act", Country: "XA", Year: 2010}})
	if twins := Twins(laws); len(twins) != 2 || len(twins["xa/act/1"]) != 1 {
		t.Errorf("%d laws have twins", len(twins))
	}
}
