package topic

import (
	"embed"
	"fmt"
	"strings"
	"sync"

	"github.com/pandect/pandect/corpus"
)

//go:embed elements.txt
var elementData embed.FS

// Element of what a requirement asks (act, means, purpose, penalty …) and the groups of the lexicon whose words show it.
type Element struct {
	Name     string
	Optional bool // its absence is no gap: aggravation, attempt, treatment …
	Groups   []int32
}

// Elements knows which elements a requirement or topic has. Safe for concurrent use.
type Elements struct {
	lexicon *Lexicon
	byID    map[string][]Element
	pools   sync.Map // language → *sync.Pool of *Scanner
}

// Lexicon is the one that the elements are made of.
func (e *Elements) Lexicon() *Lexicon { return e.lexicon }

// LoadElements reads elements.txt. ErrInvalid names the line.
func LoadElements(lexicon *Lexicon) (*Elements, error) {
	b, err := elementData.ReadFile("elements.txt")
	if err != nil {
		return nil, err
	}
	e := &Elements{lexicon: lexicon, byID: map[string][]Element{}}
	for i, line := range strings.Split(string(b), "\n") {
		line, _, _ = strings.Cut(line, "#")
		if strings.TrimSpace(line) == "" {
			continue
		}
		id, rest, ok := strings.Cut(line, ":")
		if !ok {
			return nil, fmt.Errorf("elements.txt line %d: want \"id: element = group\": %w", i+1, corpus.ErrInvalid)
		}
		for part := range strings.SplitSeq(rest, ";") {
			el, err := e.parse(part)
			if err != nil {
				return nil, fmt.Errorf("elements.txt line %d: %w", i+1, err)
			}
			e.byID[id] = append(e.byID[id], el)
		}
	}
	return e, nil
}

func (e *Elements) parse(s string) (Element, error) {
	name, groups, ok := strings.Cut(s, "=")
	name, optional := strings.CutSuffix(strings.TrimSpace(name), "?")
	el := Element{Name: name, Optional: optional}
	if !ok || el.Name == "" {
		return el, fmt.Errorf("%q lacks a name or \"=\": %w", s, corpus.ErrInvalid)
	}
	for g := range strings.SplitSeq(groups, "|") {
		n, ok := e.lexicon.Group(strings.TrimSpace(g))
		if !ok {
			return el, fmt.Errorf("no file of the lexicon has words for %q: %w", strings.TrimSpace(g), corpus.ErrInvalid)
		}
		el.Groups = append(el.Groups, n)
	}
	return el, nil
}

// Of lists the elements of a requirement, in the order of a comparison.
func (e *Elements) Of(r *corpus.Requirement) []Element {
	for id := r.ID; id != ""; id = id[:max(0, strings.LastIndexByte(id, '/'))] {
		if els := e.byID[id]; els != nil {
			return els
		}
	}
	if els := e.byID[r.Topic]; els != nil && r.Kind == "criminalise" {
		return els
	}
	return e.byID[r.Kind]
}

// OfTopic lists the elements of a topic; those of a penal provision where none are its own.
func (e *Elements) OfTopic(id string) []Element {
	if els := e.byID[id]; els != nil {
		return els
	}
	return e.byID["criminalise"]
}

// Found is an element in a text: the spans that show it, in bytes of the text, ascending; none where it is missing.
type Found struct {
	Name     string        `json:"name"`
	Optional bool          `json:"optional,omitempty"`
	Spans    []corpus.Span `json:"spans,omitempty"`
}

// In looks for the elements in a text of a language. All are without spans where the language has no words.
func (e *Elements) In(text, language string, elements []Element) []Found {
	out := make([]Found, len(elements))
	of := map[int32][]int{}
	for i, el := range elements {
		out[i].Name, out[i].Optional = el.Name, el.Optional
		for _, g := range el.Groups {
			of[g] = append(of[g], i)
		}
	}
	s := e.scanner(language)
	if s == nil {
		return out
	}
	defer s.put()
	s.Reset()
	s.Add(0, text)
	for _, h := range s.Scan() {
		span := corpus.Span{Start: int(s.Tokens[h.From].From), End: int(s.Tokens[h.To-1].To)}
		for _, i := range of[h.Group] {
			out[i].Spans = addSpan(out[i].Spans, span)
		}
	}
	return out
}

// addSpan adds a span that begins at or after the last one, merging where they overlap.
func addSpan(spans []corpus.Span, s corpus.Span) []corpus.Span {
	if n := len(spans); n > 0 && s.Start < spans[n-1].End {
		spans[n-1].End = max(spans[n-1].End, s.End)
		return spans
	}
	return append(spans, s)
}

// lent is a scanner that goes back to its pool.
type lent struct {
	*Scanner
	pool *sync.Pool
}

func (l *lent) put() { l.pool.Put(l.Scanner) }

func (e *Elements) scanner(language string) *lent {
	p, ok := e.pools.Load(language)
	if !ok {
		words := e.lexicon.Words(language)
		if words == nil {
			return nil
		}
		p, _ = e.pools.LoadOrStore(language, &sync.Pool{New: func() any { return words.NewScanner() }})
	}
	pool := p.(*sync.Pool)
	return &lent{pool.Get().(*Scanner), pool}
}
