package bleve

import (
	bleveindex "github.com/blevesearch/bleve_index_api"
)

// document and field are what Bleve's index takes, without its analysis: the terms are known already. A field of which all units of a law have the same is made once
// and shared: nobody changes one that is made.
type document struct {
	id     string
	fields []*field
}

type field struct {
	name    string
	value   []byte // stored
	options bleveindex.FieldIndexingOptions
	terms   bleveindex.TokenFrequencies
}

var (
	_ bleveindex.Document = (*document)(nil)
	_ bleveindex.Field    = (*field)(nil)
)

const (
	wordOptions   = bleveindex.IndexField // no term vectors: they are five times the postings; Stream has the order of the words
	columnOptions = bleveindex.IndexField | bleveindex.DocValues
	streamField   = "stream"
)

// frequencies[n-1] stands for n occurrences of any term: nobody reads the term in it.
var frequencies = func() (out [256]*bleveindex.TokenFreq) {
	for i := range out {
		out[i] = frequency(i + 1)
	}
	return out
}()

func frequency(n int) *bleveindex.TokenFreq {
	f := &bleveindex.TokenFreq{}
	f.SetFrequency(n)
	return f
}

// words is a field of tokens, nil for none.
func words(name string, tokens []token) *field {
	if len(tokens) == 0 {
		return nil
	}
	terms := make(bleveindex.TokenFrequencies, len(tokens)/2+1)
	for i := range tokens {
		n := 0
		if before := terms[tokens[i].term]; before != nil {
			n = before.Frequency()
		}
		if n < len(frequencies) {
			terms[tokens[i].term] = frequencies[n]
		} else {
			terms[tokens[i].term] = frequency(n + 1)
		}
	}
	return &field{name: name, options: wordOptions, terms: terms}
}

// columnOf is a field whose values, those that are not empty, are one term each; nil for none.
func columnOf(name string, values ...string) *field {
	var terms bleveindex.TokenFrequencies
	for _, v := range values {
		if v != "" {
			if terms == nil {
				terms = make(bleveindex.TokenFrequencies, len(values))
			}
			terms[v] = frequencies[0]
		}
	}
	if terms == nil {
		return nil
	}
	return &field{name: name, options: columnOptions, terms: terms}
}

// add adds a field that is there. No two of a document have one name.
func (d *document) add(f *field) {
	if f != nil {
		d.fields = append(d.fields, f)
	}
}

func (d *document) ID() string { return d.id }

// AddIDField is called by the index, once.
func (d *document) AddIDField() {
	d.add(&field{name: "_id", value: []byte(d.id), options: bleveindex.IndexField | bleveindex.StoreField, terms: bleveindex.TokenFrequencies{d.id: frequencies[0]}})
}

func (d *document) VisitFields(visit bleveindex.FieldVisitor) {
	for _, f := range d.fields {
		visit(f)
	}
}

func (d *document) VisitComposite(bleveindex.CompositeFieldVisitor) {}
func (d *document) HasComposite() bool                              { return false }
func (d *document) Indexed() bool                                   { return true }

// Of sizes the index keeps statistics that nobody asks for.
func (d *document) Size() int                 { return 0 }
func (d *document) NumPlainTextBytes() uint64 { return 0 }
func (d *document) StoredFieldsBytes() uint64 { return 0 }

func (f *field) Name() string                                          { return f.name }
func (f *field) Value() []byte                                         { return f.value }
func (f *field) ArrayPositions() []uint64                              { return nil }
func (f *field) EncodedFieldType() byte                                { return 't' }
func (f *field) Analyze()                                              {}
func (f *field) Options() bleveindex.FieldIndexingOptions              { return f.options }
func (f *field) AnalyzedTokenFrequencies() bleveindex.TokenFrequencies { return f.terms }
func (f *field) NumPlainTextBytes() uint64                             { return 0 }

// AnalyzedLength is kept with every posting; the column "lengths" has it once. A posting of length 0 is none to the index.
func (f *field) AnalyzedLength() int { return 1 }
