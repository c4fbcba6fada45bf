package compare

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/corpus/topic"
)

// shelf is two laws of fictional states: catalogue and finder in one.
type shelf []corpus.Text

func (s shelf) Laws(_ context.Context, f corpus.LawFilter) ([]corpus.Text, int, error) {
	var out []corpus.Text
	for _, t := range s {
		if len(f.Countries) == 0 || slices.Contains(f.Countries, t.Country) {
			out = append(out, t)
		}
	}
	return out, len(out), nil
}

func (s shelf) Texts(_ context.Context, law corpus.URI) ([]corpus.Text, error) {
	return slices.DeleteFunc(slices.Clone(s), func(t corpus.Text) bool { return t.ID != law }), nil
}

func (s shelf) Text(ctx context.Context, law corpus.URI, _ string) (corpus.Text, error) {
	ts, _ := s.Texts(ctx, law)
	if len(ts) == 0 {
		return corpus.Text{}, corpus.ErrNotFound
	}
	return ts[0], nil
}

func (s shelf) Units(_ context.Context, refs []corpus.Ref) ([]corpus.Unit, error) {
	out := make([]corpus.Unit, len(refs))
	for i, r := range refs {
		for _, t := range s {
			for _, u := range t.Units() {
				if u.Law == r.Law && u.EID == r.EID {
					out[i] = u
				}
			}
		}
	}
	return out, nil
}

func (s shelf) Best(_ context.Context, country, _ string, n int) ([]corpus.Ref, error) {
	for _, t := range s {
		if t.Country == country {
			return []corpus.Ref{{Law: t.ID, EID: "sec_2", Language: t.Language}}, nil
		}
	}
	return nil, nil
}

func comparer(t *testing.T) (*Comparer, *topic.Lexicon) {
	t.Helper()
	scheme, err := topic.Load()
	if err != nil {
		t.Fatal(err)
	}
	lexicon, err := topic.LoadLexicon(nil)
	if err != nil {
		t.Fatal(err)
	}
	elements, err := topic.LoadElements(lexicon)
	if err != nil {
		t.Fatal(err)
	}
	law := func(id, country, language, definition, offence string) corpus.Text {
		return corpus.Text{Law: corpus.Law{ID: corpus.URI(id), Country: country, Title: "Act " + id}, Language: language, Provisions: []corpus.Provision{
			{EID: "sec_1", Kind: "section", Label: "1.", Heading: map[string]string{"en": "Interpretation", "fr": "Définitions"}[language], Text: definition},
			{EID: "sec_2", Kind: "section", Label: "2.", Text: offence},
		}}
	}
	s := shelf{
		law("xa/act/1", "XA", "en", "In this Act—\n“firearm” means a portable barrelled weapon;\n“minister” means the Minister of the Interior.",
			"A person who recruits another by threat for the purpose of exploitation is liable to imprisonment for a term not exceeding twelve years."),
		law("xb/loi/1", "XB", "fr", "Au sens de la présente loi :\n« Arme à feu » : toute arme portative à canon ;", "Le fait de recruter une personne à des fins d'exploitation est puni de sept ans d'emprisonnement."),
	}
	return &Comparer{Catalog: s, Find: s, Scheme: scheme, Elements: elements}, lexicon
}

// Three countries side by side: what is missing shows as a blank, and so does a country without a provision.
func TestComparer_Compare(t *testing.T) {
	c, _ := comparer(t)
	table, err := c.Compare(t.Context(), "trafficking-in-persons", []string{"XA", "XB", "XC"}, 1)
	if err != nil {
		t.Fatal(err)
	}
	rows := table.Rows()
	row := func(name string) []string {
		i := slices.IndexFunc(rows, func(r []string) bool { return r[0] == name })
		return rows[i][1:]
	}
	for _, w := range []struct {
		name string
		want []string
	}{
		{"", []string{"XA", "XB", "XC"}}, {"act", []string{"recruits", "recruter", ""}}, {"means", []string{"threat", "", ""}},
		{"penalties", []string{"twelve years", "sept ans", ""}}, {"address", []string{"/law/xa/act/1#sec_2", "/law/xb/loi/1#sec_2", ""}},
	} {
		if diff := cmp.Diff(w.want, row(w.name)); diff != "" {
			t.Errorf("row %q (-want +got):\n%s", w.name, diff)
		}
	}
	if table.Columns[0].Term != 144 || table.Columns[1].Term != 84 {
		t.Errorf("terms %v and %v months, want 144 and 84", table.Columns[0].Term, table.Columns[1].Term)
	}
	if !slices.Contains(table.Columns[1].Missing, "means") || slices.Contains(table.Columns[0].Missing, "means") {
		t.Errorf("missing %v and %v", table.Columns[0].Missing, table.Columns[1].Missing)
	}
	if _, err := c.Compare(t.Context(), "witchcraft", []string{"XA"}, 1); !errors.Is(err, corpus.ErrNotFound) {
		t.Errorf("unknown topic: %v, want ErrNotFound", err)
	}
	if _, err := c.Provisions(t.Context(), "", []corpus.Ref{{Law: "xz/act/9", EID: "sec_1"}}); !errors.Is(err, corpus.ErrNotFound) {
		t.Errorf("unknown provision: %v, want ErrNotFound", err)
	}
}

// A law that was withdrawn since it was found does not cost the others.
func TestComparer_DefinitionsOfTheRest(t *testing.T) {
	c, _ := comparer(t)
	all, err := c.Definitions(t.Context(), "firearm", nil)
	if err != nil || len(all) == 0 {
		t.Fatalf("%v, %v", all, err)
	}
	laws := []corpus.URI{"xz/act/9"}
	for _, d := range all {
		law, _, _ := strings.Cut(d.Provision, "#")
		laws = append(laws, corpus.URI(law))
	}
	rest, err := c.Definitions(t.Context(), "firearm", laws)
	if diff := cmp.Diff(all, rest); err != nil || diff != "" {
		t.Errorf("%v (-all +with one that is gone):\n%s", err, diff)
	}
}

// "firearm", a group of the lexicon, finds the term in every language; other words find it in their own.
func TestComparer_Definitions(t *testing.T) {
	c, _ := comparer(t)
	for _, q := range []struct {
		term string
		want []string
	}{{"firearm", []string{"firearm", "Arme à feu"}}, {"arme", []string{"Arme à feu"}}, {"Minister", []string{"minister"}}, {"ghost", nil}} {
		ds, err := c.Definitions(t.Context(), q.term, nil)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, d := range ds {
			got = append(got, d.Term)
		}
		if diff := cmp.Diff(q.want, got); diff != "" {
			t.Errorf("definitions of %q (-want +got):\n%s", q.term, diff)
		}
	}
}
