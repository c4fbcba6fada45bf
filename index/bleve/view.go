package bleve

import (
	"math"
	"sort"
	"strconv"
	"strings"
	"sync"

	"github.com/blevesearch/bleve/v2/index/scorch"
	bleveindex "github.com/blevesearch/bleve_index_api"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/index"
)

// view is the index as it stood at one moment: a reader, and its columns in memory by document number. It is not changed.
type view struct {
	reader bleveindex.IndexReader
	n      int // document numbers are below it
	live   bits

	law, country, language, kind, status, date, applies, name, number column
	topic, requirement                                                lists
	eid                                                               column
	same                                                              []uint32 // number of the wording of those that stand in more than one unit; 0 = in one
	wordings                                                          []uint64 // keys of wordings, while the columns are read
	year                                                              []int16
	yearFrom, yearTo                                                  int16 // of all; 0 = none
	seq                                                               []int32
	text                                                              []uint32 // number of the document's text
	yearOfText                                                        []int16
	lengths                                                           [4][]uint16 // by field of index.Fields, in words; longer ones count as the longest

	segments []*scorch.SegmentSnapshot
	offsets  []int           // first document numbers of the segments
	fields   map[string]bool // of words that some document has
	cursors  sync.Pool       // *cursor
	boards   chan *board
	heads    recent[corpus.URI, []corpus.Text] // laws shown last
	twin     []int32                           // number of the provision that stands in several languages; 0 = in one
	twins    [][]int32                         // its documents
	under    []bool                            // by law: made under another
	prefixes sync.Map                          // language and prefix → terms
	lexes    sync.Map                          // language → *lexis
	letters  sync.Map                          // field and first letter → *initials

	translations sync.Map // languages and term → []translation
	kin          sync.Map // language and term → []relative
	both         sync.Map // two languages → provisions that stand in both

	byLanguage []bits // documents, by language
	read       recent[wordKey, *weighed]
	counted    recent[[2]string, int]
	lazyNames
	chain   func(string) *chain
	idle    *spare
	docsIn  map[uint32]int        // documents by language
	average map[uint32][4]float64 // mean lengths by language
}

// column is one value a document, as a number into names.
type column struct {
	of     []uint32
	ofText []uint32 // the same by text, of what is the law's own
	names  []string
	known  map[string]uint32
}

// lists is any number of names a document, as numbers into names, one document's behind the other's: a slice for each would be half a million pointers for the
// garbage collector to follow.
type lists struct {
	of      []uint32
	start   []uint32 // by document: where its own begin in of; one more at the end
	names   []string
	known   map[string]uint32
	values  []string // that are counted: names, or what several of them are part of
	valueOf []uint32 // by name
}

// add gives a document a name; documents come in ascending order.
func (l *lists) add(doc int, name []byte) {
	for len(l.start) <= doc {
		l.start = append(l.start, uint32(len(l.of)))
	}
	l.of = append(l.of, intern(&l.names, l.known, name))
}

// end is called when all n documents have their names. value says what a name counts as.
func (l *lists) end(n int, value func(name string) string) {
	for len(l.start) <= n {
		l.start = append(l.start, uint32(len(l.of)))
	}
	known := map[string]uint32{}
	for _, name := range l.names {
		l.valueOf = append(l.valueOf, intern(&l.values, known, []byte(value(name))))
	}
}

// at are the names of a document.
func (l *lists) at(doc int) []uint32 { return l.of[l.start[doc]:l.start[doc+1]] }

func newColumn(n int) column {
	return column{of: make([]uint32, n), names: []string{""}, known: map[string]uint32{"": 0}}
}

func intern(names *[]string, known map[string]uint32, value []byte) uint32 {
	if id, ok := known[string(value)]; ok {
		return id
	}
	id := uint32(len(*names))
	*names = append(*names, string(value))
	known[string(value)] = id
	return id
}

func newView(reader bleveindex.IndexReader, chains func(string) *chain, idle *spare) (*view, error) {
	ids, n, err := documentNumbers(reader)
	if err != nil {
		return nil, err
	}
	v := &view{read: recent[wordKey, *weighed]{most: max(maxRead, n*readShare)}, counted: recent[[2]string, int]{most: maxCounted}, heads: recent[corpus.URI, []corpus.Text]{most: maxHeads}, boards: make(chan *board, maxBoards),
		chain: chains, idle: idle, reader: reader, n: n, live: newBits(n), year: make([]int16, n), seq: make([]int32, n), wordings: make([]uint64, n), docsIn: map[uint32]int{}, average: map[uint32][4]float64{}, fields: map[string]bool{}}
	for f := range v.lengths {
		v.lengths[f] = make([]uint16, n)
	}
	if err := v.openSegments(); err != nil {
		return nil, err
	}
	for _, c := range []*column{&v.law, &v.country, &v.language, &v.kind, &v.status, &v.date, &v.applies, &v.name, &v.number, &v.eid} {
		*c = newColumn(n)
	}
	for _, l := range []*lists{&v.topic, &v.requirement} {
		*l = lists{known: map[string]uint32{}}
	}
	values, err := reader.DocValueReader(append([]string{"lengths", "same"}, index.Columns...))
	if err != nil {
		return nil, err
	}
	for _, id := range ids {
		doc := number(id)
		v.live.set(doc)
		if err := values.VisitDocValues(id, func(field string, term []byte) { v.take(doc, field, term) }); err != nil {
			return nil, err
		}
		v.count(doc)
	}
	v.topic.end(n, func(topic string) string { return topic })
	v.requirement.end(n, func(requirement string) string {
		instrument, _, _ := strings.Cut(requirement, "/")
		return instrument
	})
	v.findTexts()
	v.byLanguage = make([]bits, len(v.language.names))
	for i := range v.byLanguage {
		v.byLanguage[i] = newBits(n)
	}
	v.live.each(func(d int) { v.byLanguage[v.language.of[d]].set(d) })
	v.findSame()
	v.findTwins()
	v.findUnder()
	for language, sum := range v.average {
		for f := range sum {
			sum[f] /= float64(v.docsIn[language])
		}
		v.average[language] = sum
	}
	return v, nil
}

func documentNumbers(reader bleveindex.IndexReader) (ids []bleveindex.IndexInternalID, n int, err error) {
	all, err := reader.DocIDReaderAll()
	if err != nil {
		return nil, 0, err
	}
	defer all.Close()
	for {
		id, err := all.Next()
		if err != nil {
			return nil, 0, err
		}
		if id == nil {
			return ids, n, nil
		}
		ids = append(ids, append(bleveindex.IndexInternalID(nil), id...))
		n = max(n, number(id)+1)
	}
}

// take stores one value of a document.
func (v *view) take(doc int, field string, term []byte) {
	one := func(c *column) { c.of[doc] = intern(&c.names, c.known, term) }
	switch field {
	case "law":
		one(&v.law)
	case "country":
		one(&v.country)
	case "language":
		one(&v.language)
	case "type":
		one(&v.kind)
	case "status":
		one(&v.status)
	case "date":
		one(&v.date)
	case "applies":
		one(&v.applies)
	case "name":
		one(&v.name)
	case "topic":
		v.topic.add(doc, term)
	case "requirement":
		v.requirement.add(doc, term)
	case "eid":
		one(&v.eid)
	case "number":
		one(&v.number)
	case "same":
		v.wordings[doc], _ = strconv.ParseUint(string(term), 36, 64)
	case "year":
		y, _ := strconv.Atoi(string(term))
		v.addYear(doc, y)
	case "seq":
		s, _ := strconv.ParseInt(string(term), 10, 32)
		v.seq[doc] = int32(s)
	case "lengths":
		for f, s := range strings.Fields(string(term)) {
			n, _ := strconv.ParseUint(s, 10, 32)
			if f < 4 {
				v.lengths[f][doc] = uint16(min(n, math.MaxUint16))
			}
		}
	}
}

func (v *view) count(doc int) {
	language := v.language.of[doc]
	v.docsIn[language]++
	sum := v.average[language]
	for f := range sum {
		sum[f] += float64(v.lengths[f][doc])
	}
	v.average[language] = sum
}

func (v *view) ref(doc int) corpus.Ref {
	return corpus.Ref{Law: corpus.URI(v.law.names[v.law.of[doc]]), EID: corpus.EID(v.eid.names[v.eid.of[doc]]), Language: v.language.names[v.language.of[doc]]}
}

// before orders documents that score alike: by law, language, place.
func (v *view) before(a, b int) bool {
	if x, y := v.law.of[a], v.law.of[b]; x != y {
		return v.law.names[x] < v.law.names[y]
	}
	if x, y := v.language.of[a], v.language.of[b]; x != y {
		return v.language.names[x] < v.language.names[y]
	}
	if v.seq[a] != v.seq[b] {
		return v.seq[a] < v.seq[b]
	}
	return v.eid.names[v.eid.of[a]] < v.eid.names[v.eid.of[b]]
}

// languages in which chosen documents are written, in order of name.
func (v *view) languages(chosen bits) []string {
	var names []string
	for id, documents := range v.byLanguage {
		if chosen.meets(documents) {
			names = append(names, v.language.names[id])
		}
	}
	sort.Strings(names)
	return names
}

// findTexts numbers the texts: documents of one text are alike in all that is the law's own.
func (v *view) findTexts() {
	v.text = make([]uint32, v.n)
	known := map[[6]uint32]uint32{}
	v.live.each(func(d int) {
		key := [6]uint32{v.law.of[d], v.language.of[d], v.country.of[d], v.kind.of[d], v.status.of[d], uint32(v.year[d])}
		id, ok := known[key]
		if !ok {
			id = uint32(len(v.yearOfText))
			known[key] = id
			for i, c := range []*column{&v.law, &v.language, &v.country, &v.kind, &v.status} {
				c.ofText = append(c.ofText, key[i])
			}
			v.yearOfText = append(v.yearOfText, v.year[d])
		}
		v.text[d] = id
	})
}

// findSame numbers the wordings that stand in more than one unit.
func (v *view) findSame() {
	seen := make(map[uint64]uint32, len(v.wordings)) // 0: in one unit so far
	number := uint32(0)
	for _, key := range v.wordings {
		if key == 0 {
			continue
		}
		if n, ok := seen[key]; !ok {
			seen[key] = 0
		} else if n == 0 {
			number++
			seen[key] = number
		}
	}
	v.same = make([]uint32, v.n)
	for d, key := range v.wordings {
		v.same[d] = seen[key]
	}
	v.wordings = nil
}

// addYear notes a document's year; numbers that are none are left out.
func (v *view) addYear(doc, year int) {
	if year <= 0 || year > 9999 {
		return
	}
	y := int16(year)
	if v.yearTo == 0 {
		v.yearFrom, v.yearTo = y, y
	}
	v.year[doc], v.yearFrom, v.yearTo = y, min(v.yearFrom, y), max(v.yearTo, y)
}

// titleKey is a law's title in the order of an alphabet.
func (v *view) titleKey(doc int) string {
	_, title, _ := strings.Cut(v.name.names[v.name.of[doc]], "\n")
	return foldLatin(strings.ToLower(title))
}
