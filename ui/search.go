package ui

import (
	"net/url"
	"strconv"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/index"
)

// SearchPage shows an answer, or why there is none.
type SearchPage struct {
	Frame
	Asked     Asked
	Result    index.Result
	Groups    []Group
	Facets    []Facet
	Pages     []PageLink // empty where one page holds all
	Active    []Entry    // filters that are on; Href takes the one away
	Offers    []Entry    // filters that the question itself names; Href sets the one
	Absent    []string   // countries that the question names and the library has nothing of
	Unread    *Unread    // the query could not be read
	Exports   []Entry
	Corrected Entry // what may have been meant; Label "" where nothing better is known
	From, To  int   // hits on this page, from 1

	Like      Entry   // the provision that others are to be like; Label "" for none
	LikeLinks []Entry // the same in other languages, by country
	Ways      []Entry // where nothing was found: searches close to this one, and how much they find
	Near      []Entry // where nothing was found: topics that the words name
	Compare   string  // address that sets the hits of this page side by side; "" where they are not one a country
	Keep      string  // address of this search
	Advanced  string  // of the advanced form with this search in it

	Expansions []ExpansionLine
	Carry      []Field // the question as hidden fields, without its expansions
	ExpandHref string  // the same question with the other languages
}

func (SearchPage) template() string { return "search" }

// Searched is how many terms of other languages were searched, those switched off left out.
func (p SearchPage) Searched() (n int) {
	for _, x := range p.Expansions {
		if !x.Off {
			n += len(x.Terms)
		}
	}
	return n
}

// Asked is the form as it was sent.
type Asked struct {
	Sort, Group      string
	Expand           bool
	YearFrom, YearTo int
	AsOf             string  // YYYY-MM-DD
	Hidden           []Field // parameters that the form carries along
	Beginning        bool    // nothing was asked yet
}

// ExpansionLine is terms of another language that were searched for some words of the question; Value switches them off.
type ExpansionLine struct {
	Value, Source, Language string
	First                   bool // of its words
	Terms                   []string
	Off                     bool
}

// Field of a form.
type Field struct{ Name, Value string }

// Unread is a query that could not be read: the reason and the place.
type Unread struct {
	Before, At, After string // the query, cut at the place
	Reason            Fact
}

// Group is the hits of one law on a page.
type Group struct {
	Law      corpus.Law
	Ref      string // for the check box
	Language string // of Title
	Title    []Segment
	Href     string
	Hits     []HitLine
	More     string // address of the search inside this law
}

// HitLine is one provision found.
type HitLine struct {
	Ref      string // for the check box
	Href     string
	Language string
	Label    string
	Heading  []Segment
	Path     []string
	Snippet  []Segment
	Before   bool // words of the provision stand before the snippet
	After    bool
	Page     int
	PageHref string // the original at that page; may be empty
	Topics   []Entry
	Similar  int
	Like     string // address of provisions like it
	Then     string // of a search as of a day: what is to be said of the wording of that day; may be empty
}

// Segment is a piece of wording; a marked one answers the question, one with an Href refers to another provision.
type Segment struct {
	Text string
	Mark bool
	Href string
	Says string // what Href leads to, where it is a definition
}

// Facet is one field by which hits can be narrowed.
type Facet struct {
	Name    string // parameter
	Label   string
	Choices []Choice
	Open    bool
	More    bool // there are more choices than these
}

// Choice of a facet.
type Choice struct {
	Value, Label string
	Count        int
	Checked      bool
	Lang         string // of the label, where it is not the interface's
}

// PageLink of the paging; Href "" for the present one.
type PageLink struct {
	Number     int
	Href       string
	Gap        bool // pages are left out here
	Rel, Label string
}

// SearchPath is the address of a search with these parameters: name, value, name, value …
func SearchPath(pairs ...string) string {
	v := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		v.Add(pairs[i], pairs[i+1])
	}
	return address("/search", v)
}

// LikePath is the address of provisions like one.
func LikePath(r corpus.Ref) string {
	v := url.Values{"like": {r.String()}}
	if r.Language != "" {
		v.Set("like_language", r.Language)
	}
	return address("/search", v)
}

func yearRange(y int) string { return strconv.Itoa(y) + ".." + strconv.Itoa(y) }

// Paging links pages of size hits each: the first, the last and those around the present one.
func Paging(total, page, size int, href func(page int) string) []PageLink {
	last := (total + size - 1) / size
	if last < 2 {
		return nil
	}
	var links []PageLink
	if page > 1 {
		links = append(links, PageLink{Number: page - 1, Href: href(page - 1), Rel: "prev"})
	}
	for n := 1; n <= last; n++ {
		switch {
		case n == 1 || n == last || n >= page-2 && n <= page+2:
			l := PageLink{Number: n, Href: href(n)}
			if n == page {
				l.Href = ""
			}
			links = append(links, l)
		case n == page-3 || n == page+3:
			links = append(links, PageLink{Gap: true})
		}
		if n > page+3 && n < last-1 {
			n = last - 1
		}
	}
	if page < last {
		links = append(links, PageLink{Number: page + 1, Href: href(page + 1), Rel: "next"})
	}
	return links
}

// Cut marks spans in text and keeps the piece within; spans may be unsorted, overlap, or reach beyond it.
func Cut(text string, within corpus.Span, marks []corpus.Span) []Segment {
	start, end := max(within.Start, 0), min(within.End, len(text))
	if end <= start {
		return nil
	}
	var out []Segment
	at := start
	for _, m := range sorted(marks) {
		from, to := max(m.Start, at), min(m.End, end)
		if to <= from {
			continue
		}
		if from > at {
			out = append(out, Segment{Text: text[at:from]})
		}
		out = append(out, Segment{Text: text[from:to], Mark: true})
		at = to
	}
	if at < end {
		out = append(out, Segment{Text: text[at:end]})
	}
	return out
}

// Marked marks spans in the whole of text.
func Marked(text string, marks []corpus.Span) []Segment {
	return Cut(text, corpus.Span{End: len(text)}, marks)
}
