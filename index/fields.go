package index

// Field of the index: what of a unit is searched, and how much a word in it counts.
type Field struct {
	Name   string
	Weight float64 // of a word's occurrence, beside one in the text
	B      float64 // how far a long field counts against it: 0 not at all, 1 fully (BM25's b)
}

// Fields that hold words. The weights were tuned on the sets of eval/retrieval (doc/ranking.md). The order is that of the lengths column.
var Fields = []Field{
	{Name: "text", Weight: 1, B: 0.7},
	{Name: "heading", Weight: 3, B: 0.4},
	{Name: "path", Weight: 0.8, B: 0.5},
	{Name: "title", Weight: 2, B: 0.4},
}

// Columns hold whole values, for filters, facets and sorting.
var Columns = []string{"law", "eid", "country", "language", "type", "status", "year", "topic", "requirement", "number", "date", "applies", "name", "seq"}
