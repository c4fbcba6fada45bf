// Package index is questions and answers: the query language (Parse), what an Engine must do, and what it gives back.
//
// It imports no engine; index/bleve keeps the Engine contract and index/indextest proves it. Start with Query.
package index

import (
	"context"

	"github.com/pandect/pandect/corpus"
)

// Query is a question as plain data, made by Parse or Plain; engines compile it, and no one else reads Root.
type Query struct {
	Text     string // as typed
	Root     *Node  // nil: every unit (filters alone)
	Filters  Filters
	Language string   // of the words; "" = detect
	Expand   bool     // add the same terms in other languages
	Only     []string // with Expand: these languages alone; empty = all
	Without  []string // expansions the reader switched off, as printed in Result.Expansions
	Loose    bool     // always rank by the words found, never ask for all of them (a batch)

	Like corpus.Ref // provisions like this one, in its place the words that tell it from others; Text and Root are then left out

	Sort   string // relevance (default), date, -date, title
	Group  string // "" = units, ranked and grouped by law for show; law = one hit a law; country = the best hit a country; flat
	Offset int
	Size   int      // 0 = 20
	Facets []string // of FacetFields; nil: none
	Plain  bool     // no highlights and snippets wanted
}

// Node of the parsed query.
type Node struct {
	Op       Op
	Field    string // title heading text number; "" = all
	Text     string // of a Term, Prefix, Fuzzy, Phrase
	Slop     int    // of a Phrase: how far words may stand apart
	Fuzz     int    // of a Fuzzy: edits allowed
	Children []*Node
	Pos      int // byte place in the query, for messages
}

// Op of a Node.
type Op int

const (
	Term   Op = iota
	Prefix    // traffick*
	Fuzzy     // word~
	Phrase    // "…", "…"~5
	And
	Or
	Not // one child
)

// Filters choose units; values of one field are alternatives, fields are joined by AND. Empty fields do not filter.
type Filters struct {
	Country, Topic, Language, Type, Status, Instrument, Article, Law []string
	Relation                                                         []string    // what a law says of another: "amends:ke/act/1990/12"; of several kinds all, of one kind any
	YearFrom, YearTo                                                 int         // inclusive; 0 = open
	AsOf                                                             corpus.Date // laws that applied on that day, as far as is known; zero: any
	Not                                                              *Filters    // units that these choose are left out
}

// FacetFields are the fields that can be counted.
var FacetFields = []string{"country", "topic", "language", "type", "status", "year", "instrument"}

// Result answers a Query.
type Result struct {
	Total      int // units (or laws, countries where Group says so) that match: agrees with what paging through gives
	Laws       int // laws they stand in
	Hits       []Hit
	Facets     map[string][]Count
	Expansions []Expansion // foreign terms that were searched
	Corrected  string      // "did you mean", in query syntax; "" = nothing better known
	Relaxed    bool        // too few units hold all the words: those with most of them follow
	Language   string      // the language the words were taken for
	Offers     []Offer     // filters that the question itself named
}

// Hit is a unit found.
type Hit struct {
	corpus.Ref
	Score    float64
	Heading  []corpus.Span // highlights, bytes into Unit.Heading
	Text     []corpus.Span // highlights, bytes into Unit.Text, ascending
	Snippet  corpus.Span   // the piece of Unit.Text to show
	LawTitle []corpus.Span // bytes into Law.Title
	Similar  int           // near-duplicates folded under this hit
	Unit     corpus.Unit   // filled unless Query.Plain
	Law      corpus.Law    // filled unless Query.Plain

	Translation bool // the law's original text is in another language; filled unless Query.Plain
}

// Address names the hit's provision; with its language where that is a translation.
func (h *Hit) Address() corpus.Ref {
	r := h.Ref
	if !h.Translation {
		r.Language = ""
	}
	return r
}

// Count of one facet value.
type Count struct {
	Value string `json:"value"`
	Count int    `json:"count"`
}

// Expansion is a term that was added in another language.
type Expansion struct {
	Concept  string   `json:"concept"`
	Source   string   `json:"source"` // the words of the query
	Language string   `json:"language"`
	Terms    []string `json:"terms"`
	Off      bool     `json:"off,omitempty"` // the reader switched it off
}

// Offer is a filter that the question names: "in Kenya" → country:KE.
type Offer struct {
	Field string `json:"field"`
	Value string `json:"value"`
	Words string `json:"words"` // as typed

	Absent  bool `json:"absent,omitempty"`  // of a country: nothing of it is held
	Foreign bool `json:"foreign,omitempty"` // of a country: what is held is in other languages than the question
}

// Engine finds provisions. Search sees every Put that returned before it began and nothing of an earlier Put of the same text. A failed
// Put may be partly visible; repeating it heals. Methods are safe for concurrent use.
type Engine interface {
	Search(ctx context.Context, q Query) (Result, error)  // ErrInvalid if q cannot be answered; no hits is not an error
	Put(ctx context.Context, texts ...corpus.Text) error  // replaces the text of the same law and language; of several in one call the last stays
	Delete(ctx context.Context, laws ...corpus.URI) error // unknown ids are ignored
	Close() error
}

// Source is what an engine asks the catalogue for: what it shows of hits, and which laws a filter by relation means. corpus.Catalog satisfies it.
type Source interface {
	Relations
	Units(ctx context.Context, refs []corpus.Ref) ([]corpus.Unit, error)
	Texts(ctx context.Context, law corpus.URI) ([]corpus.Text, error)
}

// SchemaVersion names the analysis: the folder index/v<N>. It grows by one when fields or analysis change.
//
//	1: first
//	2: clusters in scripts without blanks, zero-width spaces read over; stems in twenty-five more languages; digits of all scripts
//	3: simplified and traditional Chinese are one; from when to when a law applies; Arabic plurals that no ending tells, and stems without the article
const SchemaVersion = 3
