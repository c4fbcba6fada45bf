package api

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/index"
)

const (
	maxQuery    = 2000   // bytes; the longest batch query of the evaluation sets has 300
	maxPageSize = 100    // hits
	maxWindow   = 10_000 // hits that can be paged through; an export has no limit
	maxValues   = 100    // values of one filter
)

// question is a search as its address says it: what index.Parse made of the words, with the boxes that are ticked.
type question struct {
	values     url.Values
	text       string
	page, size int
	query      index.Query
}

// listFilters are the parameters that choose units, and where each goes.
var listFilters = []struct {
	name  string
	field func(*index.Filters) *[]string
}{
	{"country", func(f *index.Filters) *[]string { return &f.Country }},
	{"topic", func(f *index.Filters) *[]string { return &f.Topic }},
	{"language", func(f *index.Filters) *[]string { return &f.Language }},
	{"type", func(f *index.Filters) *[]string { return &f.Type }},
	{"status", func(f *index.Filters) *[]string { return &f.Status }},
	{"instrument", func(f *index.Filters) *[]string { return &f.Instrument }},
	{"article", func(f *index.Filters) *[]string { return &f.Article }},
	{"relation", func(f *index.Filters) *[]string { return &f.Relation }},
	{"law", func(f *index.Filters) *[]string { return &f.Law }},
}

// readQuestion reads the parameters of a search. ErrInvalid names the parameter, or the place in the query.
func readQuestion(v url.Values, defaultSize int) (question, error) {
	q := question{values: v, text: strings.TrimSpace(v.Get("q"))}
	if len(q.text) > maxQuery {
		return q, fmt.Errorf("q is longer than %d bytes: %w", maxQuery, corpus.ErrInvalid)
	}
	var err error
	if q.query, err = index.Parse(q.text); err != nil {
		return q, err
	}
	for _, f := range listFilters {
		values := listOf(v[f.name])
		if len(values) > maxValues {
			return q, fmt.Errorf("%s has more than %d values: %w", f.name, maxValues, corpus.ErrInvalid)
		}
		into := f.field(&q.query.Filters)
		*into = intersect(*into, values)
	}
	if like := v.Get("like"); like != "" && q.text == "" { // who types words asks for them
		if q.query.Like, err = corpus.ParseRef(like); err != nil {
			return q, fmt.Errorf("like: %w", err)
		}
		q.query.Like.Language = v.Get("like_language")
	}
	return q, q.readOptions(v, defaultSize)
}

// intersect joins what the words and the boxes ask of one field. Both at once narrow: where nothing is in both, nothing is found, so the
// boxes win, since they are what the reader sees.
func intersect(words, boxes []string) []string {
	if len(words) == 0 || len(boxes) == 0 {
		return append(words, boxes...)
	}
	var both []string
	for _, b := range boxes {
		if slices.ContainsFunc(words, func(w string) bool { return strings.EqualFold(w, b) }) {
			both = append(both, b)
		}
	}
	if both == nil {
		return boxes
	}
	return both
}

func (q *question) readOptions(v url.Values, defaultSize int) error {
	yearFrom, err1 := number(v, "year_from", 0, 9999)
	yearTo, err2 := number(v, "year_to", 0, 9999)
	page, err3 := number(v, "page", 1, maxWindow)
	size, err4 := number(v, "size", 1, maxPageSize)
	if err := errors.Join(err1, err2, err3, err4); err != nil {
		return err
	}
	from, to, err := years(v.Get("year"))
	if err != nil {
		return err
	}
	f := &q.query.Filters
	f.YearFrom, f.YearTo = max(f.YearFrom, yearFrom, from), least(f.YearTo, yearTo, to)
	if day := strings.TrimSpace(v.Get("asof")); day != "" {
		if f.AsOf, err = corpus.ParseDate(day); err != nil {
			return fmt.Errorf("asof: %w", err)
		}
	}
	q.page, q.size = max(page, 1), size
	if q.size == 0 {
		q.size = defaultSize
	}
	if q.page*q.size > maxWindow {
		return fmt.Errorf("page %d of %d hits lies beyond the first %d; narrow the question down, or export it: %w", q.page, q.size, maxWindow, corpus.ErrInvalid)
	}
	q.query.Offset, q.query.Size = (q.page-1)*q.size, q.size
	if q.query.Sort, err = oneOf(v, "sort", "", "relevance", "date", "-date", "title"); err != nil {
		return err
	}
	if q.query.Group, err = oneOf(v, "group", "", "law", "country", "flat"); err != nil {
		return err
	}
	q.query.Expand = flag(v, "expand") || q.query.Expand
	q.query.Only, q.query.Without = append(q.query.Only, listOf(v["only"])...), append(q.query.Without, listOf(v["without"])...)
	return nil
}

// listOf splits values at commas: country=KE,ZA is country=KE&country=ZA.
func listOf(values []string) []string {
	var out []string
	for _, v := range values {
		for part := range strings.SplitSeq(v, ",") {
			if part = strings.TrimSpace(part); part != "" && !slices.Contains(out, part) {
				out = append(out, part)
			}
		}
	}
	return out
}

// number reads an integer parameter; 0 where it is absent or empty.
func number(v url.Values, name string, low, high int) (int, error) {
	s := strings.TrimSpace(v.Get(name))
	if s == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < low || n > high {
		return 0, fmt.Errorf("%s %q is not a number from %d to %d: %w", name, s, low, high, corpus.ErrInvalid)
	}
	return n, nil
}

// years reads year=2001 and year=2001..2015, either end open.
func years(s string) (from, to int, err error) {
	if s == "" {
		return 0, 0, nil
	}
	a, b, isRange := strings.Cut(s, "..")
	if !isRange {
		b = a
	}
	for _, end := range []struct {
		text string
		into *int
	}{{a, &from}, {b, &to}} {
		if end.text == "" {
			continue
		}
		if *end.into, err = strconv.Atoi(end.text); err != nil {
			return 0, 0, fmt.Errorf("year %q is not YYYY or YYYY..YYYY: %w", s, corpus.ErrInvalid)
		}
	}
	return from, to, nil
}

// least is the smallest of those that are not 0.
func least(ns ...int) int {
	m := 0
	for _, n := range ns {
		if n != 0 && (m == 0 || n < m) {
			m = n
		}
	}
	return m
}

func oneOf(v url.Values, name string, known ...string) (string, error) {
	s := v.Get(name)
	if slices.Contains(known, s) {
		return s, nil
	}
	return "", fmt.Errorf("%s %q is none of %s: %w", name, s, strings.TrimLeft(strings.Join(known, " "), " "), corpus.ErrInvalid)
}

func flag(v url.Values, name string) bool {
	switch v.Get(name) {
	case "1", "true", "on", "yes":
		return true
	}
	return false
}

// with is the question's parameters with some set (name, value) or taken out (name, ""); the page is forgotten.
func (q question) with(pairs ...string) url.Values {
	v := url.Values{}
	for name, values := range q.values {
		if name != "lang" && name != "page" {
			v[name] = slices.Clone(values)
		}
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		v.Del(pairs[i])
		if pairs[i+1] != "" {
			v.Set(pairs[i], pairs[i+1])
		}
	}
	return v
}

// without is the question's parameters without one value of a list.
func (q question) without(name, value string) url.Values {
	v := q.with()
	rest := slices.DeleteFunc(listOf(v[name]), func(s string) bool { return s == value })
	v.Del(name)
	for _, r := range rest {
		v.Add(name, r)
	}
	return v
}
