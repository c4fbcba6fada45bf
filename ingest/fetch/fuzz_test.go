package fetch

import (
	"errors"
	"net/url"
	"testing"
	"time"

	"github.com/pandect/pandect/corpus"
)

// FuzzRobots reads what a host asks of us.
func FuzzRobots(f *testing.F) {
	f.Fuzz(func(t *testing.T, text, path string) {
		r := parseRobots(text, "pandect")
		r.allow(&url.URL{Scheme: "https", Host: "x.example", Path: path})
		if r.delay < 0 {
			t.Errorf("a delay of %v", r.delay)
		}
	})
}

// FuzzOAI reads what a source of records answers: every record that is let through can be stored.
func FuzzOAI(f *testing.F) {
	f.Fuzz(func(t *testing.T, data []byte) {
		a, err := readOAI(data)
		if err != nil {
			if !errors.Is(err, corpus.ErrInvalid) {
				t.Errorf("an error without a kind: %v", err)
			}
			return
		}
		for _, r := range a.page().Records {
			for _, x := range r.Texts {
				if err := x.Check(); err != nil {
					t.Error(err)
				}
			}
			if id, err := r.Law(); err == nil {
				if _, err := corpus.ParseURI(string(id)); err != nil {
					t.Error(err)
				}
			}
			r.Core.Original()
		}
	})
}

func FuzzRetryAfter(f *testing.F) {
	f.Fuzz(func(t *testing.T, s string) {
		if d := retryAfter(s); d < time.Millisecond {
			t.Errorf("retryAfter(%q) = %v", s, d)
		}
	})
}
