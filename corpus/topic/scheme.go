// Package topic holds the schemes: topics, instruments with their articles and requirements, and the multilingual thesaurus of legal terms.
//
// All of it is data in this folder, embedded, one file a language or an instrument, made to be read and extended by a lawyer. It tags
// nothing: package ingest/tag does, with the words of the Lexicon kept here because comparing laws asks for the same words.
package topic

import (
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/pandect/pandect/corpus"
)

// Scheme is everything this package knows. It is not changed after Load and safe for concurrent use.
type Scheme struct {
	Topics      []corpus.Topic      // in the order of the scheme, broader before narrower
	Instruments []corpus.Instrument // in the order of adoption
	Concepts    []Concept           // the thesaurus, in order of ID

	byID map[string]*corpus.Requirement // nil in a Scheme that was not loaded
}

// Concept of the thesaurus: one legal idea and its words in many languages (SKOS: preferred and alternative labels).
type Concept struct {
	ID    string
	Topic string              // the topic it belongs to; may be empty
	Terms map[string][]string // by language, the preferred one first
}

//go:embed topics.csv instrument/*.csv instrument/wording/*.tsv
var data embed.FS

// Load reads the embedded scheme; an error means that the data in this folder is unsound, and names file and line.
func Load() (*Scheme, error) { return LoadWith(nil) }

// LoadWith reads the embedded scheme and adds the instruments of a folder: every *.csv in it, of the form of instrument/untoc.csv, and where there are
// such, wording/<language>.tsv with their duties in other languages. An instrument of a name that is there already takes its place, so that a person can
// correct one. A nil folder adds nothing.
// ErrInvalid names file, line and remedy.
func LoadWith(extra fs.FS) (*Scheme, error) {
	s := &Scheme{}
	if err := s.readTopics(data, "topics.csv"); err != nil {
		return nil, err
	}
	if err := s.readInstruments(data, "instrument"); err != nil {
		return nil, err
	}
	concepts, err := readThesaurus(thesaurusData, "thesaurus/*.tsv")
	if err != nil {
		return nil, err
	}
	s.Concepts = concepts
	if extra != nil {
		if err := s.readInstruments(extra, "."); err != nil {
			return nil, err
		}
	}
	slices.SortStableFunc(s.Instruments, func(a, b corpus.Instrument) int {
		if c := a.Date.Compare(b.Date); c != 0 {
			return c
		}
		return strings.Compare(a.ID, b.ID)
	})
	s.byID = map[string]*corpus.Requirement{}
	for r := range s.Requirements() {
		s.byID[r.ID] = r
	}
	return s, s.check()
}

// check holds what readers of a Scheme rely on: IDs are unique, every reference is to something that is there, broader topics come first.
func (s *Scheme) check() error {
	topics := map[string]bool{}
	for _, t := range s.Topics {
		if topics[t.ID] {
			return fmt.Errorf("topics.csv: topic %q stands twice: %w", t.ID, corpus.ErrInvalid)
		}
		if t.Broader != "" && !topics[t.Broader] {
			return fmt.Errorf("topics.csv: %q must stand below its broader topic %q: %w", t.ID, t.Broader, corpus.ErrInvalid)
		}
		topics[t.ID] = true
	}
	needs := map[string]bool{}
	for r := range s.Requirements() {
		if needs[r.ID] {
			return fmt.Errorf("requirement %q stands twice: %w", r.ID, corpus.ErrInvalid)
		}
		needs[r.ID] = true
		if r.Topic != "" && !topics[r.Topic] {
			return fmt.Errorf("requirement %q: there is no topic %q in topics.csv: %w", r.ID, r.Topic, corpus.ErrInvalid)
		}
	}
	for r := range s.Requirements() {
		for _, e := range r.Equivalent {
			if !needs[e] || e == r.ID {
				return fmt.Errorf("requirement %q: no other requirement %q to be equivalent to: %w", r.ID, e, corpus.ErrInvalid)
			}
		}
	}
	return nil
}

// Topic finds a topic by its ID.
func (s *Scheme) Topic(id string) (corpus.Topic, bool) {
	for _, t := range s.Topics {
		if t.ID == id {
			return t, true
		}
	}
	return corpus.Topic{}, false
}

// Instrument finds an instrument by its ID.
func (s *Scheme) Instrument(id string) (corpus.Instrument, bool) {
	for _, i := range s.Instruments {
		if i.ID == id {
			return i, true
		}
	}
	return corpus.Instrument{}, false
}
