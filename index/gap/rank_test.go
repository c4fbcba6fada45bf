package gap

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/pandect/pandect/corpus"
)

// The rule stands before its variations where their scores are alike, on whichever side of a round number they lie; the better one where they are not.
func TestRank(t *testing.T) {
	for _, tt := range []struct {
		name   string
		scores []float64 // of sections 0, 1, …
		want   []int
	}{
		{"a variation a little better", []float64{0.865, 0.874}, []int{0, 1}},
		{"so across a hundredth", []float64{0.8699, 0.8701}, []int{0, 1}},
		{"a better one", []float64{0.80, 0.90, 0.85}, []int{1, 2, 0}},
		{"alike to the best, not to one another in a row", []float64{0.876, 0.888, 0.90}, []int{1, 2, 0}},
		{"none", nil, nil},
	} {
		var cs []Candidate
		for i, s := range tt.scores {
			cs = append(cs, Candidate{Score: s, seq: i, ref: corpus.Ref{Law: "xa/act/1"}})
		}
		rank(cs)
		var got []int
		for _, c := range cs {
			got = append(got, c.seq)
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
}
