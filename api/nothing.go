package api

import (
	"context"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/pandect/pandect/index"
	"github.com/pandect/pandect/ui"
)

const (
	maxWays       = 5 // ways out of a search that found nothing
	maxTried      = 9 // searches tried for them
	maxNearTopics = 4
	fewLetters    = 4 // of a word worth asking alone
)

// way is a search close to one that found nothing.
type way struct {
	label  string
	values url.Values
}

// ways are searches close to one that found nothing, which find something: in other languages, without filters, any of the words, one word.
func (s *server) ways(ctx context.Context, f ui.Frame, q question) []ui.Entry {
	words := leafWords(q.query.Root)
	bare := index.Query{Root: q.query.Root}.String()
	var tries []way
	if !q.query.Expand {
		tries = append(tries, way{f.T("none.expanded"), q.with("expand", "1")})
	}
	if q.query.Filters.String() != "" && bare != "" {
		tries = append(tries, way{f.T("none.unfiltered"), url.Values{"q": {bare}}})
	}
	typed, _ := index.Parse(q.text)
	only := func(words string) url.Values { return q.with("q", strings.TrimSpace(words+" "+typed.Filters.String())) }
	if loose := strings.Join(words, " "); loose != bare && len(words) > 1 {
		tries = append(tries, way{loose, only(loose)})
	}
	if len(words) > 1 {
		for _, w := range words {
			if utf8.RuneCountInString(w) >= fewLetters || isWide(w) {
				tries = append(tries, way{w, only(w)})
			}
		}
	}
	var out []ui.Entry
	for _, t := range tries[:min(len(tries), maxTried)] {
		if len(out) == maxWays {
			break
		}
		try, err := readQuestion(t.values, 1)
		if err != nil {
			continue
		}
		try.query.Plain = true
		r, err := s.Search.Search(ctx, try.query)
		if err != nil || r.Total == 0 {
			continue
		}
		out = append(out, ui.Entry{Label: t.label, Href: addressOf("/search", t.values), Count: r.Total})
	}
	return out
}

// leafWords are the words of a query in their order, without those that must not be there, fields and operators.
func leafWords(n *index.Node) []string {
	if n == nil || n.Op == index.Not || n.Field == "number" {
		return nil
	}
	var out []string
	for _, c := range n.Children {
		out = append(out, leafWords(c)...)
	}
	if len(n.Children) == 0 {
		out = append(out, wordsIn(n.Text)...)
	}
	return out
}

// nearTopics are topics whose name, in any language, has one of the words.
func (s *server) nearTopics(f ui.Frame, q question) []ui.Entry {
	words := slices.DeleteFunc(leafWords(q.query.Root), func(w string) bool { return utf8.RuneCountInString(w) < fewLetters && !isWide(w) })
	var out []ui.Entry
	for _, t := range s.Scheme.Topics {
		named := false
		for _, label := range t.Labels {
			named = named || slices.ContainsFunc(words, func(w string) bool { return holdsWords(label, w) })
		}
		if named && len(out) < maxNearTopics {
			out = append(out, s.topicEntry(f, t.ID))
		}
	}
	return out
}
