package api

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/labstack/echo/v4"
	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/index"
	"github.com/pandect/pandect/ui"
)

// Suggestion is where the words typed so far may lead.
type Suggestion struct {
	Kind  string `json:"kind"` // law topic instrument country provision
	Label string `json:"label"`
	Note  string `json:"note"` // the kind, for a person
	Href  string `json:"href"`
}

const maxSuggestions = 8

// suggest offers topics, conventions, countries and laws whose names hold the words typed so far, and provisions whose headings do.
func (s *server) suggest(c echo.Context) error {
	if done, err := s.unchanged(c); done || err != nil {
		return err
	}
	words := strings.TrimSpace(c.QueryParam("q"))
	if len(words) > 200 {
		return fmt.Errorf("q is longer than 200 bytes: %w", corpus.ErrInvalid)
	}
	status, err := s.state.now(c.Request().Context())
	if err != nil {
		return err
	}
	out := []Suggestion{}
	if words != "" {
		f := s.frame(c)
		out = append(out, s.suggestNames(f, status, words)...)
		laws, _, err := s.Catalog.Laws(c.Request().Context(), corpus.LawFilter{Words: words, Limit: maxSuggestions})
		if err != nil {
			return err
		}
		for _, l := range laws {
			out = append(out, Suggestion{"law", strings.TrimSpace(l.Title + " · " + f.Country(l.Country)), f.T("field.law"), ui.LawPath(l.ID)})
		}
		provisions, err := s.suggestHeadings(c.Request().Context(), f, words)
		if err != nil {
			return err
		}
		out = append(out[:min(len(out), maxSuggestions-len(provisions))], provisions...)
	}
	return answer(c, map[string]any{"query": words, "suggestions": out[:min(len(out), maxSuggestions)]})
}

// suggestNames looks among topics, conventions and countries, at most three of each.
func (s *server) suggestNames(f ui.Frame, status corpus.Status, words string) []Suggestion {
	var out []Suggestion
	n := 0
	add := func(kind, label, href string) {
		if n < 3 && holdsWords(label, words) {
			out = append(out, Suggestion{kind, label, f.T("field." + kind), href})
			n++
		}
	}
	for _, t := range s.Scheme.Topics {
		add("topic", t.Label(f.Code), ui.SearchPath("topic", t.ID))
	}
	n = 0
	for _, i := range s.Scheme.Instruments {
		add("instrument", i.Title(f.Code), "/instruments/"+i.ID)
	}
	n = 0
	for _, code := range slices.Sorted(maps.Keys(status.Countries)) {
		add("country", f.Country(code), countryHref(code))
	}
	return out
}

const maxHeadings = 3 // suggested

// suggestHeadings looks for provisions whose heading holds the words, the last of which may be half typed.
func (s *server) suggestHeadings(ctx context.Context, f ui.Frame, words string) ([]Suggestion, error) {
	typed := wordsIn(words)
	if len(typed) == 0 {
		return nil, nil
	}
	root := &index.Node{Op: index.And, Children: termsOf(typed, "heading")}
	if last := root.Children[len(typed)-1]; utf8.RuneCountInString(last.Text) > 1 && !isWide(last.Text) {
		last.Op = index.Prefix
	}
	r, err := s.Search.Search(ctx, index.Query{Text: words, Root: root, Size: maxHeadings, Group: "law"})
	if err != nil || r.Relaxed {
		return nil, err
	}
	var out []Suggestion
	for _, h := range r.Hits {
		if h.Unit.Heading != "" {
			label := strings.Join(strings.Fields(cmp.Or(h.Unit.Label, h.Unit.Number)+" "+h.Unit.Heading+" · "+h.Law.Title), " ")
			out = append(out, Suggestion{"provision", label, f.T("field.provision"), ui.ProvisionPath(h.Ref)})
		}
	}
	return out, nil
}

// holdsWords says whether each of the words begins a word of the label.
func holdsWords(label, words string) bool {
	label = " " + strings.ToLower(label)
	for _, w := range strings.Fields(strings.ToLower(words)) {
		if !strings.Contains(label, " "+w) && !strings.Contains(label, "("+w) && !(isWide(w) && strings.Contains(label, w)) {
			return false
		}
	}
	return true
}

// isWide says whether a word is of a script that writes no spaces.
func isWide(w string) bool {
	for _, r := range w {
		if r >= 0x2e80 {
			return true
		}
	}
	return false
}
