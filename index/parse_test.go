package index

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/pandect/pandect/corpus"
)

func TestParse_Prints(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"trafficking in persons", "trafficking in persons"},
		{"a OR b c", "a OR b c"},
		{"(a OR b) c", "(a OR b) c"},
		{"a AND b NOT c -d", "a b NOT c NOT d"},
		{"NOT (a b)", "NOT (a b)"},
		{`"controlled delivery"~5`, `"controlled delivery"~5`},
		{"traffick* wepon~ wepon~2", "traffick* wepon~1 wepon~2"},
		{"title:(firearms act) heading:licence", "title:firearms title:act heading:licence"},
		{"number:5 text:\"of the act\"", "number:5 text:\"of the act\""},
		{"arms country:ke,ug -country:TZ", "arms country:KE country:UG -country:TZ"},
		{"country:KE OR country:UG arms", "arms country:KE country:UG"},
		{`status:"in force" year:2001..2015`, `status:"in force" year:2001..2015`},
		{"year:2001 article:tip-protocol/5", "article:tip-protocol/5 year:2001"},
		{"year:..1999", "year:..1999"},
		{"asof:2015-06-30 arms -asof:2001-01-01", "arms asof:2015-06-30 -asof:2001-01-01"},
		{"amends:xa/act/1 arms -repeals:xa/act/2,xa/act/3", "arms amends:xa/act/1 -repeals:xa/act/2 -repeals:xa/act/3"},
		{"based-on:xa/act/1 relation:implements:xa/act/2 relation:what", "based-on:xa/act/1 implements:xa/act/2 relation:what"},
		{"“bonne foi” « ordre public »", `"bonne foi" "ordre public"`},
		{"刑法第二百四十条", "刑法第二百四十条"},
		{"trafficking AND", "trafficking"},
		{"OR", `\OR`},
		{"section 5: arms", `section 5\: arms`},
		{"re-entry - bail", "re-entry bail"},
		{"what is the penalty?", "what is the penalty?"},
		{"", ""},
		{"()", ""},
		{"* ? — -", ""},
	} {
		q, err := Parse(c.in)
		if err != nil || q.String() != c.want {
			t.Errorf("Parse(%q) = %q, %v, want %q", c.in, q.String(), err, c.want)
		}
	}
}

func TestParse_SaysReasonAndPlace(t *testing.T) {
	for _, c := range []struct {
		in, reason string
		place      int
	}{
		{`arms "open`, "never closed", 5},
		{"(arms", "never closed", 0},
		{"arms)", "closes nothing", 4},
		{"arms year:soon", "no year", 5},
		{"year:2015..2001", "no year", 0},
		{"arms asof:2015", "no day", 5},
		{"(arms country:KE)", "inside parentheses", 6},
		{"arms OR country:KE", "side of an OR", 8},
		{"a*", "two letters", 0},
		{"amends:, x", "such as amends:ke/act/2010/8", 0},
		{"country:, x", "needs a value", 0},
		{strings.Repeat("(", 30) + "a" + strings.Repeat(")", 30), "parentheses in one another", 20},
		{strings.Repeat("ab* ", 11), "more than 10", 40},
		{strings.Repeat("a", 9000), "longer than", 8192},
	} {
		_, err := Parse(c.in)
		var s *SyntaxError
		if !errors.As(err, &s) || !errors.Is(err, corpus.ErrInvalid) || s.Place != c.place || !strings.Contains(s.Reason, c.reason) {
			t.Errorf("Parse(%.40q): %v, want %q at %d", c.in, err, c.reason, c.place)
		}
	}
}

func TestParseFilters_RefusesWords(t *testing.T) {
	if _, err := ParseFilters("country:KE arms"); !errors.Is(err, corpus.ErrInvalid) {
		t.Errorf("ParseFilters: %v, want ErrInvalid", err)
	}
	f, err := ParseFilters("language:de country:DE")
	if diff := cmp.Diff(Filters{Language: []string{"de"}, Country: []string{"DE"}}, f); err != nil || diff != "" {
		t.Error(err, diff)
	}
}

// FuzzParse holds: no panic, every error an ErrInvalid with a place inside the query, and what is printed is read as the same query.
func FuzzParse(f *testing.F) {
	for _, s := range []string{`a "b c"~5 OR -(d e*) title:f~ country:KE -year:2001..`, `title:("a" OR b) NOT NOT c`, `\- \AND a:b "`, `law:"a b" status:«x»`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		q, err := Parse(s)
		if err != nil {
			var place *SyntaxError
			if !errors.As(err, &place) || place.Place < 0 || place.Place > len(s) {
				t.Fatalf("Parse(%q): %v", s, err)
			}
			return
		}
		printed := q.String()
		if len(printed) > maxLength {
			return
		}
		again, err := Parse(printed)
		if err != nil {
			t.Fatalf("Parse(%q) printed %q: %v", s, printed, err)
		}
		if diff := cmp.Diff(q, again, cmpopts.IgnoreFields(Query{}, "Text"), cmpopts.IgnoreFields(Node{}, "Pos"), cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("Parse(%q) printed %q: %s", s, printed, diff)
		}
	})
}
