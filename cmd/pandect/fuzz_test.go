package main

import (
	"bytes"
	"strings"
	"testing"
)

// FuzzParseBatch reads lines of queries: each has an id that a TREC run can hold.
func FuzzParseBatch(f *testing.F) {
	f.Fuzz(func(t *testing.T, data []byte) {
		queries, err := parseBatch(bytes.NewReader(data), "queries.jsonl")
		if err != nil {
			return
		}
		for _, q := range queries {
			if len(strings.Fields(q.ID)) != 1 || strings.Fields(q.ID)[0] != q.ID {
				t.Errorf("id %q", q.ID)
			}
		}
	})
}

// FuzzParseMoment reads the time to go back to.
func FuzzParseMoment(f *testing.F) {
	f.Fuzz(func(t *testing.T, s string) {
		if at, err := parseMoment(s); err == nil && at.IsZero() && s != "" && !strings.HasPrefix(s, "000") {
			t.Errorf("%q is no moment", s)
		}
	})
}
