package bleve

import (
	"math"
	"slices"
	"sync"

	segment "github.com/blevesearch/scorch_segment_api/v2"

	"github.com/pandect/pandect/index"
)

// weighed is a word of one language as it counts in every document that holds it (BM25F): its occurrences in all fields, weighed and measured by
// their length, count as one. It is shared; do not modify.
type weighed struct {
	low    []uint16 // documents, ascending, by the low half of their numbers
	starts []int32  // where in low those of each high half begin; one more at the end
	share  []uint16 // by place in low: what the word adds to the document's score, in steps
	step   float32
	idf    float64
}

// A posting takes four bytes: what a word adds is kept in 65,535 steps of the most it adds anywhere, which is closer than the lengths it is reckoned from are counted.
func newWeighed(docs []int32, gain []float32, idf float64) *weighed {
	t := &weighed{low: make([]uint16, len(docs)), share: make([]uint16, len(docs)), idf: idf}
	t.step = max(slices.Max(gain)/math.MaxUint16, math.SmallestNonzeroFloat32)
	for i, d := range docs {
		for len(t.starts) <= int(d>>16) {
			t.starts = append(t.starts, int32(i))
		}
		t.low[i], t.share[i] = uint16(d), uint16(max(1, gain[i]/t.step+0.5)) // not nothing: what scores nothing was not found
	}
	t.starts = append(t.starts, int32(len(docs)))
	return t
}

// each calls fn with every document, ascending, and what the word adds to its score.
func (t *weighed) each(fn func(d int, gain float32)) {
	for high := range len(t.starts) - 1 {
		for i := t.starts[high]; i < t.starts[high+1]; i++ {
			fn(high<<16|int(t.low[i]), float32(t.share[i])*t.step)
		}
	}
}

// between are the documents from one number up to another, which have their high half in common, as the low halves and shares.
func (t *weighed) between(from, to int) (low, share []uint16) {
	high := from >> 16
	if high >= len(t.starts)-1 {
		return nil, nil
	}
	first, end := t.starts[high], t.starts[high+1]
	low, share = t.low[first:end], t.share[first:end]
	if from&math.MaxUint16 > 0 {
		at, _ := slices.BinarySearch(low, uint16(from))
		low, share = low[at:], share[at:]
	}
	if to>>16 == high {
		at, _ := slices.BinarySearch(low, uint16(to))
		low, share = low[:at], share[:at]
	}
	return low, share
}

// best is what the word adds to the score of a document that is about it.
func (t *weighed) best() float64 { return t.idf * (weights.k1 + 1) * 0.6 }

// weighed reads a word's postings in a field ("" for all) of a language, or takes them from those read before.
func (v *view) weighed(term string, lang uint32, field string) (*weighed, error) {
	key := wordKey{term, field, lang}
	if t, ok := v.read.get(key); ok {
		return t, nil
	}
	t, err := v.weigh(key)
	if err == nil {
		v.read.put(key, t, len(t.low)+keySize)
	}
	return t, err
}

func (v *view) weigh(key wordKey) (*weighed, error) {
	language, average := v.language.names[key.lang], v.average[key.lang]
	var docs, best int
	work := scratch.Get().(*[3]occurrences)
	defer scratch.Put(work)
	sum, one, both := &work[0], &work[1], &work[2]
	sum.clear()
	for f, spec := range index.Fields {
		if key.field != "" && key.field != spec.Name {
			continue
		}
		fixed, perWord := 1.0, 0.0
		if average[f] > 0 {
			fixed, perWord = 1-spec.B, spec.B/average[f]
		}
		lengths := v.lengths[f]
		one.clear()
		n, err := v.postings(key.term, spec.Name+"."+language, func(d int32, freq uint64) {
			one.docs = append(one.docs, d)
			one.tf = append(one.tf, float32(spec.Weight*float64(freq)/(fixed+perWord*float64(lengths[d]))))
		})
		if err != nil {
			return nil, err
		}
		if spec.Name != "title" && spec.Name != "path" {
			best = max(best, n)
		}
		docs = max(docs, n)
		switch {
		case n == 0:
		case len(sum.docs) == 0:
			sum, one = one, sum
		default:
			both.merge(sum, one)
			sum, both = both, sum
		}
	}
	if best == 0 {
		best = docs
	}
	if best == 0 {
		return &weighed{}, nil // nothing was seen
	}
	all := float64(v.docsIn[key.lang])
	idf := math.Log(1 + (all-float64(best)+0.5)/(float64(best)+0.5))
	k1 := float32(weights.k1)
	for i, tf := range sum.tf {
		sum.tf[i] = float32(idf) * tf * float32(weights.k1+1) / (tf + k1)
	}
	return newWeighed(sum.docs, sum.tf, idf), nil
}

// occurrences are documents, ascending, with how much a word occurs in each.
type occurrences struct {
	docs []int32
	tf   []float32
}

var scratch = sync.Pool{New: func() any { return new([3]occurrences) }}

func (o *occurrences) clear() { o.docs, o.tf = o.docs[:0], o.tf[:0] }

// merge makes o the sum of a and b.
func (o *occurrences) merge(a, b *occurrences) {
	n := len(a.docs) + len(b.docs)
	o.docs, o.tf = slices.Grow(o.docs[:0], n), slices.Grow(o.tf[:0], n)
	i, j := 0, 0
	for i < len(a.docs) && j < len(b.docs) {
		x, y := a.docs[i], b.docs[j]
		d, tf := min(x, y), float32(0)
		if x == d {
			tf += a.tf[i]
			i++
		}
		if y == d {
			tf += b.tf[j]
			j++
		}
		o.docs, o.tf = append(o.docs, d), append(o.tf, tf)
	}
	o.docs, o.tf = append(append(o.docs, a.docs[i:]...), b.docs[j:]...), append(append(o.tf, a.tf[i:]...), b.tf[j:]...)
}

// cursor is what reading postings needs, to be used again: the dictionaries of the fields by segment, and the last list.
type cursor struct {
	fields map[string][]segment.TermDictionary
	list   segment.PostingsList
	at     segment.PostingsIterator
}

// cursor is one that nobody uses; the caller puts it back into v.cursors.
func (v *view) cursor() *cursor {
	if c, ok := v.cursors.Get().(*cursor); ok {
		return c
	}
	return &cursor{fields: map[string][]segment.TermDictionary{}}
}

// dictionaries of a field, one a segment. The segments are asked themselves: Bleve's reader of postings takes twice as long.
func (v *view) dictionaries(c *cursor, field string) ([]segment.TermDictionary, error) {
	if known, ok := c.fields[field]; ok {
		return known, nil
	}
	var out []segment.TermDictionary
	for _, s := range v.segments {
		d, err := s.Segment().Dictionary(field)
		if err != nil {
			return nil, err
		}
		out = append(out, d)
	}
	c.fields[field] = out
	return out, nil
}

// postings calls fn with every live document that has the term in a field, ascending, and says how many there are.
func (v *view) postings(term, field string, fn func(d int32, freq uint64)) (n int, err error) {
	if !v.fields[field] {
		return 0, nil
	}
	c := v.cursor()
	defer v.cursors.Put(c)
	dictionaries, err := v.dictionaries(c, field)
	if err != nil {
		return 0, err
	}
	key := []byte(term)
	for i, dictionary := range dictionaries {
		if c.list, err = dictionary.PostingsList(key, v.segments[i].Deleted(), c.list); err != nil {
			return n, err
		}
		if c.list.Count() == 0 {
			continue // a list that is used again has nothing to iterate over in a segment without the term
		}
		c.at = c.list.Iterator(true, false, false, c.at)
		first := v.offsets[i]
		for {
			p, err := c.at.Next()
			if err != nil {
				return n, err
			}
			if p == nil {
				break
			}
			n++
			fn(int32(first+int(p.Number())), p.Frequency())
		}
	}
	return n, nil
}

// frequency is how many live documents have a term in a field of a language (text.fr); 0 where that cannot be read.
func (v *view) frequency(term, field string) int {
	if !v.fields[field] {
		return 0
	}
	key := [2]string{term, field}
	if n, ok := v.counted.get(key); ok {
		return n
	}
	n := v.countPostings(term, field)
	v.counted.put(key, n, 1)
	return n
}

func (v *view) countPostings(term, field string) (n int) {
	c := v.cursor()
	defer v.cursors.Put(c)
	dictionaries, err := v.dictionaries(c, field)
	if err != nil {
		return 0
	}
	for i, dictionary := range dictionaries {
		list, err := dictionary.PostingsList([]byte(term), v.segments[i].Deleted(), c.list)
		if err != nil {
			return 0
		}
		c.list = list
		n += int(list.Count())
	}
	return n
}

// wordKey says which postings.
type wordKey struct {
	term, field string
	lang        uint32
}

const (
	maxRead    = 4 << 20 // postings that a view keeps, 4 bytes each: the words of law are few, most questions ask for some that were asked for before
	readShare  = 40      // or so many for each document, if that is more: in a large library a common word alone has some hundred thousand
	maxCounted = 1 << 15 // frequencies
	keySize    = 64      // postings that take as much memory as a key
)
