package api

import (
	"cmp"
	"math"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"
	"github.com/pandect/pandect/index"
	"github.com/pandect/pandect/ui"
)

// advancedFields are the parameters of the advanced form, beside those of every search, and what each makes of its words.
var advancedFields = []struct {
	name string
	make func(words []string, v url.Values) *index.Node
}{
	{"phrase", func(words []string, _ url.Values) *index.Node { return phraseOf(words, 0) }},
	{"near", func(words []string, v url.Values) *index.Node { return phraseOf(words, nearness(v)) }},
	{"any", func(words []string, _ url.Values) *index.Node {
		return &index.Node{Op: index.Or, Children: termsOf(words, "")}
	}},
	{"none", func(words []string, _ url.Values) *index.Node {
		return &index.Node{Op: index.Not, Children: []*index.Node{{Op: index.Or, Children: termsOf(words, "")}}}
	}},
	{"heading", func(words []string, _ url.Values) *index.Node {
		return &index.Node{Op: index.And, Children: termsOf(words, "heading")}
	}},
	{"title", func(words []string, _ url.Values) *index.Node {
		return &index.Node{Op: index.And, Children: termsOf(words, "title")}
	}},
	{"number", func(words []string, _ url.Values) *index.Node {
		return &index.Node{Op: index.And, Children: termsOf(words, "number")}
	}},
}

const (
	usualNearness = 5   // other words between, where the form says none
	mostNearness  = 100 // as the query language has it
)

func nearness(v url.Values) int {
	n, err := strconv.Atoi(strings.TrimSpace(v.Get("within")))
	if err != nil || n < 1 {
		return usualNearness
	}
	return min(n, mostNearness)
}

func phraseOf(words []string, slop int) *index.Node {
	return &index.Node{Op: index.Phrase, Text: strings.Join(words, " "), Slop: slop}
}

func termsOf(words []string, field string) []*index.Node {
	var out []*index.Node
	for _, w := range words {
		out = append(out, &index.Node{Op: index.Term, Field: field, Text: w})
	}
	return out
}

// composed makes one query of the advanced form; ok is false where the address is not one of that form. What stands under "all words" is taken as
// typed, so that its syntax holds; the other fields are words.
func composed(v url.Values) (address url.Values, ok bool) {
	root := &index.Node{Op: index.And}
	out := url.Values{}
	for name, values := range v {
		for _, value := range values {
			if value != "" {
				out.Add(name, value)
			}
		}
	}
	for _, f := range append([]string{"all", "within"}, names()...) {
		ok = ok || v.Has(f)
		out.Del(f)
	}
	for _, f := range advancedFields {
		if words := wordsIn(v.Get(f.name)); len(words) > 0 {
			root.Children = append(root.Children, f.make(words, v))
		}
	}
	text := strings.TrimSpace(v.Get("all"))
	if q, err := index.Parse(text); len(root.Children) > 0 && err == nil && q.Root != nil && q.Root.Op == index.Or {
		root.Children = append([]*index.Node{q.Root}, root.Children...) // so that it is bracketed
		q.Root = root
		text = q.String()
	} else if len(root.Children) > 0 {
		text = strings.TrimSpace(text + " " + index.Query{Root: root}.String())
	}
	out.Del("q")
	if text != "" {
		out.Set("q", text)
	}
	return out, ok
}

func names() []string {
	var out []string
	for _, f := range advancedFields {
		out = append(out, f.name)
	}
	return out
}

// wordsIn are the words of a field: pieces between blanks that hold a letter or digit.
func wordsIn(s string) []string {
	var out []string
	for w := range strings.FieldsSeq(s) {
		if index.HasWord(w) {
			out = append(out, w)
		}
	}
	return out
}

// advanced is the form with a field for everything that the query language can say.
func (s *server) advanced(c echo.Context) error {
	q, err := readQuestion(c.QueryParams(), pageSize)
	if err != nil {
		q, _ = readQuestion(url.Values{}, pageSize) // what cannot be read is put into the form to be put right
	}
	whole := index.Query{Facets: index.FacetFields, Size: 1, Plain: true}
	result, err := s.Search.Search(c.Request().Context(), whole)
	if err != nil {
		return err
	}
	f := s.frame(c)
	f.Title, f.Nav, f.Private = f.T("advanced.title"), "search", true
	p := ui.AdvancedPage{Frame: f, All: strings.TrimSpace(c.QueryParam("q")), Within: usualNearness, Asked: sent(q), Facets: s.facets(f, q, result, math.MaxInt)}
	for _, facet := range p.Facets {
		slices.SortStableFunc(facet.Choices, func(a, b ui.Choice) int { return cmp.Compare(a.Label, b.Label) })
	}
	for _, name := range names() {
		if name != "near" {
			p.Fields = append(p.Fields, ui.AdvancedField{Name: name, Label: f.T("advanced." + map[bool]string{true: "lawtitle", false: name}[name == "title"])})
		}
	}
	return s.page(c, p)
}

// composeFirst sends the advanced form on to the address of the search that it makes.
func composeFirst(c echo.Context) (done bool, err error) {
	v, ok := composed(c.QueryParams())
	if !ok {
		return false, nil
	}
	return true, c.Redirect(http.StatusSeeOther, addressOf("/search", v))
}
