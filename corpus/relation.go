package corpus

import (
	"fmt"
	"slices"
	"strings"
)

// Relation is what a law says of another: that it amends it, repeals it, carries it out. The words that say so, and where they stand, come with it.
type Relation struct {
	Kind     string `json:"kind"` // one of RelationKinds
	Mention         // the other law as it is named
	EID      EID    `json:"eid,omitempty"`      // the provision in whose Text the evidence stands; "" for the title
	Evidence Span   `json:"evidence,omitzero"`  // into that Text, or into the title; zero where a person says it
	By       string `json:"by"`                 // ByProgram or a person
	Rejected bool   `json:"rejected,omitempty"` // a person said no to Law; it wins over the program for ever
	// Law is the law that is meant. A catalogue finds it among those it holds whenever the relation is read; "" where it holds none, or several, of that name. A person
	// names it.
	Law URI `json:"law,omitempty"`
}

// RelationKinds in the order in which pages list them. In each the law that speaks is the later one.
var RelationKinds = []string{"amends", "repeals", "implements", "based-on", "consolidates", "translates"}

// Related is a relation as it is seen from the law that it is about.
type Related struct {
	Relation
	From     Law    `json:"from"` // the law that says it
	Language string `json:"language,omitempty"`
}

// relationPrefix begins the name of the field by which a Correction says that a law has a relation: "relation:amends:ke/act/1990/12". Its value is
// relationYes or relationNo where a person said so, and "" where nobody did.
const (
	relationPrefix = "relation:"
	relationYes    = "yes"
	relationNo     = "no"
)

// RelationField is the name under which people correct that a law has a relation of a kind to another.
func RelationField(kind string, law URI) string { return relationPrefix + kind + ":" + string(law) }

// ParseRelationField reads what RelationField prints. ok: it is one, of a kind that there is.
func ParseRelationField(what string) (kind string, law URI, ok bool) {
	rest, ok := strings.CutPrefix(what, relationPrefix)
	if !ok {
		return "", "", false
	}
	kind, id, _ := strings.Cut(rest, ":")
	law, err := ParseURI(id)
	return kind, law, err == nil && slices.Contains(RelationKinds, kind)
}

// FieldOf is a field of Law.FieldOf, or of RelationField.
func (t *Text) FieldOf(name string) string {
	kind, law, ok := ParseRelationField(name)
	if !ok {
		return t.Law.FieldOf(name)
	}
	for _, r := range t.Relations {
		switch {
		case r.By == ByProgram || r.Kind != kind || r.Law != law:
		case r.Rejected:
			return relationNo
		default:
			return relationYes
		}
	}
	return ""
}

// Apply does what a correction says to a field of t. ErrInvalid names the field.
func (t *Text) Apply(c *Correction) error {
	kind, law, ok := ParseRelationField(c.What)
	if !ok {
		if err := t.SetField(c.What, c.After); err != nil {
			return err
		}
		for i := range t.Relations {
			if r := &t.Relations[i]; c.What == "title" && r.EID == "" { // it counted in the title of before
				r.Evidence = Span{}
			}
		}
		return nil
	}
	t.Relations = slices.DeleteFunc(slices.Clone(t.Relations), func(r Relation) bool { return r.By != ByProgram && r.Kind == kind && r.Law == law })
	if c.After != "" {
		t.Relations = append(t.Relations, Relation{Kind: kind, Law: law, By: c.By, Rejected: c.After == relationNo})
	}
	if len(t.Relations) == 0 {
		t.Relations = nil
	}
	return nil
}

// checkRelation reports what makes the correction of a relation unfit: ErrInvalid.
func (c *Correction) checkRelation() error {
	_, law, ok := ParseRelationField(c.What)
	switch {
	case !ok:
		return fmt.Errorf("%q is no relation between laws: a kind (%s) and the id of a law are needed: %w", c.What, strings.Join(RelationKinds, ", "), ErrInvalid)
	case law == c.Law:
		return fmt.Errorf("%s has no relation to itself: %w", law, ErrInvalid)
	case c.After != "" && c.After != relationYes && c.After != relationNo:
		return fmt.Errorf("%s is %q: yes, no or nothing is needed: %w", c.What, c.After, ErrInvalid)
	}
	return nil
}

// Outgoing are the relations of t that hold: those that people rejected are left out, and what a person and the program both say is said by the person.
func (t *Text) Outgoing() []Relation {
	type key struct {
		kind string
		law  URI
	}
	said := map[key]bool{}
	var out []Relation
	for _, r := range t.Relations {
		if r.By != ByProgram {
			said[key{r.Kind, r.Law}] = true
		}
	}
	for _, r := range t.Relations {
		if r.Rejected || r.By == ByProgram && r.Law != "" && said[key{r.Kind, r.Law}] || r.Law == t.ID {
			continue
		}
		out = append(out, r)
	}
	return out
}

func (t *Text) checkRelations() error {
	for i := range t.Relations {
		r := &t.Relations[i]
		if !slices.Contains(RelationKinds, r.Kind) {
			return fmt.Errorf("%s: relation %q is none of %s: %w", t.ID, r.Kind, strings.Join(RelationKinds, ", "), ErrInvalid)
		}
		if r.Law != "" {
			if _, err := ParseURI(string(r.Law)); err != nil {
				return fmt.Errorf("%s: relation: %w", t.ID, err)
			}
		}
		within := len(t.Title)
		if r.EID != "" {
			within = -1
			for p := range All(t.Provisions) {
				if p.EID == r.EID {
					within = len(p.Text)
				}
			}
		}
		if s := r.Evidence; s != (Span{}) && (s.Start < 0 || s.End < s.Start || s.End > within) {
			return fmt.Errorf("%s: evidence of a relation lies outside provision %q: %w", t.ID, r.EID, ErrInvalid)
		}
	}
	return nil
}

// Says is the words of t by which it has a relation, "" where a person says it.
func (t *Text) Says(r *Relation) string {
	in := t.Title
	if r.EID != "" {
		in = ""
		for p := range All(t.Provisions) {
			if p.EID == r.EID {
				in = p.Text
			}
		}
	}
	if r.Evidence.End > len(in) || r.Evidence.Start > r.Evidence.End {
		return ""
	}
	return in[r.Evidence.Start:r.Evidence.End]
}
