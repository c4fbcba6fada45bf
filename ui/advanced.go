package ui

// AdvancedPage is the form with a field for everything that the query language can say.
type AdvancedPage struct {
	Frame
	All    string // query syntax, as typed
	Within int    // other words between those that stand near
	Fields []AdvancedField
	Asked  Asked
	Facets []Facet
}

func (AdvancedPage) template() string { return "advanced" }

// AdvancedField takes words.
type AdvancedField struct{ Name, Label string }
