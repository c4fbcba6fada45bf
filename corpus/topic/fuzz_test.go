package topic

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/pandect/pandect/corpus"
)

// FuzzReadInstrument reads tables of instruments and of topics, which people bring along in a folder.
func FuzzReadInstrument(f *testing.F) {
	f.Fuzz(func(t *testing.T, data []byte) {
		folder := fstest.MapFS{"x.csv": {Data: data}}
		i, err := readInstrument(folder, "x.csv")
		if err != nil && !errors.Is(err, corpus.ErrInvalid) {
			t.Errorf("an error without a kind: %v", err)
		}
		for _, r := range i.Requirements {
			if err == nil && !strings.HasPrefix(r.ID, i.ID+"/") {
				t.Errorf("requirement %q of %q", r.ID, i.ID)
			}
		}
		var s Scheme
		if err := s.readTopics(folder, "x.csv"); err != nil && !errors.Is(err, corpus.ErrInvalid) {
			t.Errorf("topics: an error without a kind: %v", err)
		}
	})
}

func FuzzReadThesaurus(f *testing.F) {
	f.Fuzz(func(t *testing.T, data []byte) {
		concepts, err := readThesaurus(fstest.MapFS{"en.tsv": {Data: data}}, "*.tsv")
		if err != nil && !errors.Is(err, corpus.ErrInvalid) {
			t.Errorf("an error without a kind: %v", err)
		}
		for _, c := range concepts {
			if c.ID == "" || len(c.Terms["en"]) == 0 {
				t.Errorf("concept %+v", c)
			}
		}
	})
}
