package corpus_test

import (
	"encoding/json"
	"errors"
	"path"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/pandect/pandect/corpus"
)

// FuzzParseURI holds that an id, of a law or a provision, is kept as it stands, and leads nowhere else as part of an address.
func FuzzParseURI(f *testing.F) {
	f.Fuzz(func(t *testing.T, s string) {
		u, err := corpus.ParseURI(s)
		if err == nil && (string(u) != s || path.Clean("/"+s) != "/"+s) {
			t.Errorf("ParseURI(%q) = %q", s, u)
		}
		e, errEID := corpus.ParseEID(s)
		if errEID == nil && string(e) != s {
			t.Errorf("ParseEID(%q) = %q", s, e)
		}
		for _, err := range []error{err, errEID} {
			if err != nil && !errors.Is(err, corpus.ErrInvalid) {
				t.Errorf("%q: an error without a kind: %v", s, err)
			}
		}
	})
}

func FuzzParseDate(f *testing.F) {
	f.Fuzz(func(t *testing.T, s string) {
		d, err := corpus.ParseDate(s)
		if err == nil && d.String() != s {
			t.Errorf("ParseDate(%q) prints as %q", s, d)
		}
	})
}

// FuzzText holds that an interchange record that is accepted is read again as it was written.
func FuzzText(f *testing.F) {
	f.Fuzz(func(t *testing.T, data []byte) {
		var x, again corpus.Text
		if json.Unmarshal(data, &x) != nil || x.Check() != nil {
			return
		}
		b, err := json.Marshal(x)
		if err == nil {
			err = json.Unmarshal(b, &again)
		}
		if err != nil {
			t.Fatalf("%s is written as %s: %v", data, b, err)
		}
		c, err := json.Marshal(again)
		if diff := cmp.Diff(string(b), string(c)); err != nil || diff != "" {
			t.Errorf("%s: %v %s", data, err, diff)
		}
		x.Units()
	})
}
