package bleve

import (
	"bytes"
	"fmt"

	"github.com/blevesearch/bleve/v2/index/scorch"
	bleveindex "github.com/blevesearch/bleve_index_api"
)

// stream is the words of a unit in their order: text, heading, path, each word the low 24 bits of a hash of its term, fields parted by a zero.
// It is stored with the document and read for the candidates of a query alone. Beside term vectors it is a fifth of the size, and
// reading one costs some microseconds. Two terms share a hash once in 16 million: in a unit that holds all words of a phrase already that
// is no error that anyone will meet.
type stream []byte

const streamStep = 3

// maxStream bounds a unit's words: schedules of 60,000 words exist, and nobody judges closeness there.
const maxStream = 20_000

func (s *stream) add(tokens []token) {
	n := 0
	for _, t := range tokens {
		if t.pair {
			continue
		}
		if n++; n > maxStream {
			break
		}
		h := hash(t.term)
		*s = append(*s, byte(h), byte(h>>8), byte(h>>16))
	}
	*s = append(*s, 0, 0, 0)
}

// hash is FNV-1a, folded to 24 bits, never zero.
func hash(term string) uint32 {
	h := uint32(2166136261)
	for i := 0; i < len(term); i++ {
		h = (h ^ uint32(term[i])) * 16777619
	}
	h = h>>24 ^ h&0xffffff
	if h == 0 {
		return 1
	}
	return h
}

// words appends the hashes of the stream to into; 0 stands between fields.
func (s stream) words(into []uint32) []uint32 {
	for i := 0; i+streamStep <= len(s); i += streamStep {
		into = append(into, uint32(s[i])|uint32(s[i+1])<<8|uint32(s[i+2])<<16)
	}
	return into
}

// number is the document number behind an id.
func number(id bleveindex.IndexInternalID) int {
	return int(id.Value())
}

// holds says whether the words of another stream stand in s side by side and in order.
func (s stream) holds(words stream) bool {
	for at := 0; ; {
		i := bytes.Index(s[at:], words)
		if i < 0 {
			return false
		}
		if at += i; at%streamStep == 0 {
			return true
		}
		at++
	}
}

// asStream writes hashes as they stand in a stream.
func asStream(words []uint32) stream {
	var s stream
	for _, h := range words {
		s = append(s, byte(h), byte(h>>8), byte(h>>16))
	}
	return s
}

// stream reads the words of a document.
func (v *view) stream(doc int, into []uint32) ([]uint32, error) {
	err := v.visitor(func(s stream) { into = s.words(into) })(doc)
	return into, err
}

// visitor reads streams of documents, one after the other: it calls fn with that of the document it is called with, which is fn's until fn returns.
func (v *view) visitor(fn func(stream)) (visit func(doc int) error) {
	take := func(field string, _ byte, value []byte, _ []uint64) bool {
		if field == streamField {
			fn(value)
			return false
		}
		return true
	}
	return func(doc int) error {
		segment := v.segmentOf(doc)
		return v.segments[segment].VisitDocument(uint64(doc-v.offsets[segment]), take)
	}
}

// segmentOf is the segment that holds a document number.
func (v *view) segmentOf(doc int) int {
	low, high := 0, len(v.offsets)-1
	for low < high {
		mid := (low + high + 1) / 2
		if v.offsets[mid] <= doc {
			low = mid
		} else {
			high = mid - 1
		}
	}
	return low
}

// openSegments notes the segments, their first document numbers and their fields.
func (v *view) openSegments() error {
	snapshot, ok := v.reader.(*scorch.IndexSnapshot)
	if !ok {
		return fmt.Errorf("index reader is a %T", v.reader)
	}
	next := 0
	for _, s := range snapshot.Segments() {
		v.segments = append(v.segments, s)
		v.offsets = append(v.offsets, next)
		next += int(s.FullSize())
		for _, f := range s.Fields() {
			v.fields[f] = true
		}
	}
	return nil
}
