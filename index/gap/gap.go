// Package gap lays what an instrument asks of a state beside what the library holds of that state: requirement by requirement the
// candidate provisions, best first, what is missing in each, and what a person decided.
//
// It finds and shows; it does not judge. "Nothing found" is kept apart from "no law of that kind held", from "held but not readable" and
// from "absent", which only a person can say. Start with Analyst.
package gap

import (
	"context"
	"sync"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/corpus/topic"
	"github.com/pandect/pandect/index"
)

// States that the program gives. A person's are those of corpus (Covered, Partly, Absent, DoesNotApply) and win.
const (
	Found        = "found"         // a provision with all elements, or without elements to ask for
	FoundInPart  = "found in part" // a provision, but elements are missing or the signs are weak
	InDraft      = "in draft"      // a provision of a bill or of a law that is not yet in force alone
	NothingFound = "nothing found" // laws on the topic are held and were read
	NoLawHeld    = "no law held"   // the library holds no law of that kind from that country
	NotReadable  = "not readable"  // … and files of that country could not be read
)

// catalog is what the analysis asks the catalogue for.
type catalog interface {
	Laws(ctx context.Context, f corpus.LawFilter) ([]corpus.Text, int, error)
	Texts(ctx context.Context, law corpus.URI) ([]corpus.Text, error)
	Text(ctx context.Context, law corpus.URI, language string) (corpus.Text, error)
	Versions(ctx context.Context, law corpus.URI) ([]corpus.Version, error)
	Units(ctx context.Context, refs []corpus.Ref) ([]corpus.Unit, error)
	Attempts(ctx context.Context, f corpus.AttemptFilter) ([]corpus.Attempt, error)
	Judgements(ctx context.Context, country, instrument string) ([]corpus.Judgement, error)
	Status(ctx context.Context) (corpus.Status, error)
}

type searcher interface {
	Search(ctx context.Context, q index.Query) (index.Result, error)
}

type tagger interface{ Tag(t *corpus.Text) }

// Analyst answers questions about gaps. Catalog, Scheme and Elements are needed; fields are set once, then it is safe for concurrent use.
//
// What a law holds is read once and kept until its wordings change: about 200 bytes a tag.
type Analyst struct {
	Catalog  catalog
	Scheme   *topic.Scheme
	Elements *topic.Elements
	Search   searcher // nil: no suggestions where the tags give none
	Tagger   tagger   // nil: laws that came without tags have none
	Parties  *Parties // nil: not known who is bound

	mu        sync.Mutex
	state     string // of the catalogue and the day, of countries
	countries map[string]*holdings
	laws      map[corpus.URI]lawHoldings
}

// Assessment is one country against one instrument.
type Assessment struct {
	Country      string        `json:"country"`
	Instrument   string        `json:"instrument"`
	Party        *Party        `json:"party,omitempty"` // nil: not a party, or not known
	Bound        string        `json:"bound"`           // yes, no, unknown
	Laws         int           `json:"laws"`            // of that country, held and applying today
	Provisions   int           `json:"provisions"`
	Unreadable   []string      `json:"unreadable,omitempty"` // files of that country that could not be read
	Requirements []Requirement `json:"requirements"`         // in the order of the treaty
}

// Requirement is what is known of one requirement in one country.
type Requirement struct {
	ID         string            `json:"id"`
	Titles     map[string]string `json:"titles"`
	Text       string            `json:"requirement,omitempty"`
	Texts      map[string]string `json:"texts,omitempty"`
	Kind       string            `json:"kind"`
	Force      string            `json:"force"`
	Topic      string            `json:"topic,omitempty"`
	Cluster    string            `json:"cluster,omitempty"`
	State      string            `json:"state"`
	By         string            `json:"by"`         // who says so: program or a person
	Candidates []Candidate       `json:"candidates"` // best first
	Missing    []string          `json:"missing,omitempty"`
	Related    int               `json:"related"` // provisions held on the topic: what the state rests on
	Judgement  *Judgement        `json:"judgement,omitempty"`
	Equivalent []string          `json:"equivalent,omitempty"` // requirements that one answer serves as well
}

// Wording is the duty in a language, and the language that it is in: English where there is no other.
func (r *Requirement) Wording(language string) (text, in string) {
	return (&corpus.Requirement{Text: r.Text, Texts: r.Texts}).Wording(language)
}

// Candidate is a provision that may carry a requirement out.
type Candidate struct {
	Provision string        `json:"provision"` // <law id>#<eid>
	Score     float64       `json:"score"`
	Law       string        `json:"law"` // title as printed
	Date      corpus.Date   `json:"date,omitzero"`
	Status    string        `json:"status,omitempty"`
	Draft     bool          `json:"draft,omitempty"` // of a bill, or of a law that is not yet in force
	Language  string        `json:"language,omitempty"`
	Label     string        `json:"label,omitempty"`
	Heading   string        `json:"heading,omitempty"`
	Snippet   string        `json:"snippet,omitempty"`
	Elements  []topic.Found `json:"elements,omitempty"` // spans are bytes into the provision's wording
	Rule      string        `json:"rule,omitempty"`     // why the program offers it; "search" where the words alone did
	By        string        `json:"by"`                 // program, search or the person who tagged it

	ref corpus.Ref
	seq int
}

// Judgement is a person's decision and how it stands today.
type Judgement struct {
	corpus.Judgement
	From  string   `json:"from,omitempty"`  // the equivalent requirement it was made for
	Stale []string `json:"stale,omitempty"` // cited provisions that read otherwise now or are gone
}

// CandidatesShown is how many candidates a requirement has at most: what a lawyer reads before asking the search.
const CandidatesShown = 10
