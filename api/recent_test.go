package api

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/pandect/pandect/corpus"
)

func TestRecent(t *testing.T) {
	var r recent
	reads := 0
	ask := func(library, law string, size int) {
		t.Helper()
		got, err := r.get(textKey{library: library, law: law}, func() (corpus.Text, error) {
			reads++
			return corpus.Text{Law: corpus.Law{ID: corpus.URI(law)}, Provisions: []corpus.Provision{{Text: strings.Repeat("x", size)}}}, nil
		})
		if err != nil || string(got.ID) != law {
			t.Fatalf("%s: %s, %v", law, got.ID, err)
		}
	}
	ask("1", "a", 1)
	ask("1", "a", 1)
	if reads != 1 {
		t.Errorf("a text was read %d times", reads)
	}
	ask("2", "a", 1) // the library changed
	if reads != 2 || len(r.kept) != 1 {
		t.Errorf("after a change %d were read and %d kept", reads, len(r.kept))
	}
	for i := range 2 * maxRecent {
		ask("2", fmt.Sprint("law", i), 1)
	}
	if len(r.kept) != maxRecent {
		t.Errorf("%d are kept", len(r.kept))
	}
	ask("2", "huge", maxRecentSize+1)
	if len(r.kept) != 0 {
		t.Errorf("with one that is too large %d are kept", len(r.kept))
	}
	if _, err := r.get(textKey{law: "none"}, func() (corpus.Text, error) { return corpus.Text{}, corpus.ErrNotFound }); !errors.Is(err, corpus.ErrNotFound) || len(r.kept) != 0 {
		t.Errorf("an error is kept: %v", err)
	}
}
