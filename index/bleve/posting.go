package bleve

import (
	"context"
	"math"

	bleveindex "github.com/blevesearch/bleve_index_api"

	"github.com/pandect/pandect/index"
)

// weighed is a word of one language as it counts in every document that holds it (BM25F): its occurrences in all fields, weighed and measured by
// their length, count as one. It is shared; do not modify.
type weighed struct {
	docs []int32
	tf   []float32 // by place in docs
	idf  float64
}

// gain is what the word adds to the score of its k-th document.
func (t *weighed) gain(k int) float32 {
	tf := t.tf[k]
	return float32(t.idf) * tf * float32(weights.k1+1) / (tf + float32(weights.k1))
}

// best is what the word adds to the score of a document that is about it.
func (t *weighed) best() float64 { return t.idf * (weights.k1 + 1) * 0.6 }

// weighed reads a word's postings in a field ("" for all) of a language, or takes them from those read before.
func (v *view) weighed(term string, lang uint32, field string, b *board) (*weighed, error) {
	key := wordKey{term, field, lang}
	if t, ok := v.read.get(key); ok {
		return t, nil
	}
	t, err := v.weigh(key, b)
	if err == nil {
		v.read.put(key, t, len(t.docs)+keySize)
	}
	return t, err
}

func (v *view) weigh(key wordKey, b *board) (*weighed, error) {
	language, average := v.language.names[key.lang], v.average[key.lang]
	var docs, best int
	b.seen = b.seen[:0]
	for f, spec := range index.Fields {
		if key.field != "" && key.field != spec.Name {
			continue
		}
		n, err := v.postings(key.term, spec.Name+"."+language, func(d int32, freq uint64) {
			length := 1.0
			if average[f] > 0 {
				length = 1 - spec.B + spec.B*float64(v.lengths[d][f])/average[f]
			}
			if b.tf[d] == 0 {
				b.seen = append(b.seen, d)
			}
			b.tf[d] += float32(spec.Weight * float64(freq) / length)
		})
		if err != nil {
			return nil, err
		}
		if spec.Name != "title" && spec.Name != "path" {
			best = max(best, n)
		}
		docs = max(docs, n)
	}
	if best == 0 {
		best = docs
	}
	t := &weighed{}
	if best == 0 {
		return t, nil // nothing was seen
	}
	all := float64(v.docsIn[key.lang])
	t.idf = math.Log(1 + (all-float64(best)+0.5)/(float64(best)+0.5))
	t.docs, t.tf = make([]int32, len(b.seen)), make([]float32, len(b.seen))
	copy(t.docs, b.seen)
	for i, d := range t.docs {
		t.tf[i] = b.tf[d]
		b.tf[d] = 0
	}
	return t, nil
}

// postings calls fn with every live document that has the term in a field, and says how many there are.
func (v *view) postings(term, field string, fn func(d int32, freq uint64)) (int, error) {
	reader, err := v.reader.TermFieldReader(context.Background(), []byte(term), field, true, false, false)
	if err != nil {
		return 0, err
	}
	defer reader.Close()
	n := 0
	var into bleveindex.TermFieldDoc
	for {
		d, err := reader.Next(&into)
		if err != nil || d == nil {
			return n, err
		}
		n++
		fn(int32(number(d.ID)), d.Freq)
	}
}

// frequency is how many live documents have a term in a field of a language (text.fr); 0 where that cannot be read.
func (v *view) frequency(term, field string) int {
	key := [2]string{term, field}
	if n, ok := v.counted.get(key); ok {
		return n
	}
	n := v.countPostings(term, field)
	v.counted.put(key, n, 1)
	return n
}

func (v *view) countPostings(term, field string) int {
	reader, err := v.reader.TermFieldReader(context.Background(), []byte(term), field, false, false, false)
	if err != nil {
		return 0
	}
	defer reader.Close()
	return int(reader.Count())
}

// wordKey says which postings.
type wordKey struct {
	term, field string
	lang        uint32
}

const (
	maxRead    = 3 << 20 // postings that a view keeps, 8 bytes each: the words of law are few, most questions ask for some that were asked for before
	maxCounted = 1 << 15 // frequencies
	keySize    = 32      // postings that take as much memory as a key
)
