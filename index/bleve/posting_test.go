package bleve

import (
	"slices"
	"testing"
)

// Postings of a library of several times 64 Ki documents are those that were put in, and those of a block are those between its ends.
func TestWeighed(t *testing.T) {
	docs := []int32{0, 5, 16383, 16384, 65535, 65536, 70000, 131071, 262144, 262145}
	gain := []float32{1, 0.5, 0.25, 1e-9, 1, 0.75, 1, 0.5, 0.125, 1}
	w := newWeighed(docs, gain, 1)
	var got []int32
	w.each(func(d int, g float32) {
		if want := gain[len(got)]; g <= 0 || max(g-want, want-g) > 1.0/65535 {
			t.Errorf("document %d adds %g, want %g", d, g, want)
		}
		got = append(got, int32(d))
	})
	if !slices.Equal(got, docs) {
		t.Errorf("documents %v, want %v", got, docs)
	}
	got = nil
	const n = 262146
	for from := 0; from < n+blockSize; from += blockSize {
		low, share := w.between(from, min(from+blockSize, n))
		if len(low) != len(share) {
			t.Fatalf("from %d: %d documents, %d shares", from, len(low), len(share))
		}
		for _, l := range low {
			d := int32(from&^0xffff | int(l))
			if int(d) < from || int(d) >= from+blockSize {
				t.Errorf("block %d has document %d", from, d)
			}
			got = append(got, d)
		}
	}
	if !slices.Equal(got, docs) {
		t.Errorf("by blocks %v, want %v", got, docs)
	}
	if low, _ := new(weighed).between(0, blockSize); low != nil {
		t.Errorf("a word that nothing holds is in %v", low)
	}
}
