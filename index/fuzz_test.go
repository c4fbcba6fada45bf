package index

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/pandect/pandect/corpus"
)

// FuzzParseFilters holds that the filters of a batch line print as they are read, and that its plain words never are syntax.
func FuzzParseFilters(f *testing.F) {
	f.Fuzz(func(t *testing.T, s string) {
		Plain(s)
		filters, err := ParseFilters(s)
		if err != nil {
			if !errors.Is(err, corpus.ErrInvalid) {
				t.Fatalf("an error without a kind: %v", err)
			}
			return
		}
		printed := Query{Filters: filters}.String()
		if len(printed) > maxLength {
			return
		}
		again, err := ParseFilters(printed)
		if diff := cmp.Diff(filters, again, cmpopts.EquateEmpty()); err != nil || diff != "" {
			t.Errorf("%q prints as %q: %v %s", s, printed, err, diff)
		}
	})
}
