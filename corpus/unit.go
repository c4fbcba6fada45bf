package corpus

// Unit is what is searched, tagged as a whole, cited and compared: a basic unit with all that is below it, or wording
// that stands outside every basic unit (a preamble, a schedule without numbered parts, a law without numbers).
type Unit struct {
	Ref
	Kind, Number, Label, Heading string
	Path                         []string // label and heading of the containers above, outermost first; may be empty
	Text                         string   // Provision.Wording: highlights and snippets are spans of it
	Page                         int
	Confidence                   float64 // mean OCR word confidence; 0: not read by OCR
	Repaired, Certainty          float64 // as in Provision
	Topics, Needs                []Tag   // its own and those of its subdivisions, one an ID, the heaviest; rejected ones left out
	Seq                          int     // its place in the text, from 0
}

// Units cuts t for searching, in document order. Every word of t stands in exactly one unit, but for headings of containers, which
// stand in Path.
func (t *Text) Units() []Unit {
	var units []Unit
	var visit func(ps []Provision, path []string)
	add := func(p *Provision, path []string, text string) {
		u := Unit{
			Ref:  Ref{Law: t.ID, EID: p.EID, Language: t.Language},
			Kind: p.Kind, Number: p.Number, Label: p.Label, Heading: p.Heading,
			Path: path, Text: text, Page: p.Page, Confidence: p.Confidence, Repaired: p.Repaired, Certainty: p.Certainty, Seq: len(units),
		}
		for q := range All([]Provision{*p}) {
			u.Topics, u.Needs = mergeTags(u.Topics, q.Topics), mergeTags(u.Needs, q.Needs)
		}
		units = append(units, u)
	}
	visit = func(ps []Provision, path []string) {
		for i := range ps {
			p := &ps[i]
			switch {
			case IsBasic(p.Kind) || !HoldsBasic(p.Children):
				if text := p.Wording(); text != "" || p.Heading != "" {
					add(p, path, text)
				}
			default:
				if p.Text != "" {
					own := *p
					own.Children = nil
					add(&own, path, p.Text)
				}
				visit(p.Children, append(path[:len(path):len(path)], joinNonEmpty(p.Label, p.Heading)))
			}
		}
	}
	visit(t.Provisions, nil)
	return units
}

// HoldsBasic says whether a basic unit stands among ps or below.
func HoldsBasic(ps []Provision) bool {
	for p := range All(ps) {
		if IsBasic(p.Kind) {
			return true
		}
	}
	return false
}

func mergeTags(into, from []Tag) []Tag {
next:
	for _, t := range from {
		if t.Rejected {
			continue
		}
		for i := range into {
			if into[i].ID == t.ID {
				if t.Weight > into[i].Weight {
					into[i] = t
				}
				continue next
			}
		}
		into = append(into, t)
	}
	return into
}

func joinNonEmpty(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + " " + b
}

// Load is what t costs whoever holds many texts at once: its units, and one more for every 8 KB of a wording, since a law that nobody divided is one unit however long.
func (t *Text) Load() int {
	n := len(t.Units())
	for p := range All(t.Provisions) {
		n += len(p.Text) >> 13
	}
	return n
}
