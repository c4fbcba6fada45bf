package topic

import (
	"fmt"
	"io/fs"
	"iter"
	"path"
	"slices"
	"strings"

	"github.com/pandect/pandect/corpus"
)

// readInstruments reads each table of a folder, and then what its folder "wording" says of their requirements. One file is one instrument: a row of
// kind "instrument", then its articles (kind "article") and its requirements (any other kind), each with id, title (English) and title_<language>.
func (s *Scheme) readInstruments(folder fs.FS, place string) error {
	names, err := fs.Glob(folder, path.Join(place, "*.csv"))
	if err != nil {
		return err
	}
	for _, name := range names {
		i, err := readInstrument(folder, name)
		if err != nil {
			return err
		}
		s.Instruments = slices.DeleteFunc(s.Instruments, func(old corpus.Instrument) bool { return old.ID == i.ID })
		s.Instruments = append(s.Instruments, i)
	}
	return s.readWordings(folder, path.Join(place, "wording", "*.tsv"))
}

func readInstrument(folder fs.FS, name string) (corpus.Instrument, error) {
	var i corpus.Instrument
	t, err := readTable(folder, name)
	if err != nil {
		return i, err
	}
	for _, row := range t.rows {
		if err := addRow(&i, row); err != nil {
			return i, err
		}
	}
	if i.ID == "" {
		return i, fmt.Errorf("%s: no row of kind \"instrument\": %w", name, corpus.ErrInvalid)
	}
	return i, nil
}

func addRow(i *corpus.Instrument, row row) error {
	id, kind, titles := row.cell("id"), row.cell("kind"), row.byLanguage("title_")
	if titles["en"] = row.cell("title"); id == "" || titles["en"] == "" {
		return row.errorf("a row needs id and title")
	}
	if kind == "instrument" {
		return startInstrument(i, row, id, titles)
	}
	place, ok := strings.CutPrefix(id, i.ID+"/")
	switch {
	case i.ID == "" || !ok:
		return row.errorf("%q does not belong to the instrument %q, whose row must come first", id, i.ID)
	case kind == "article":
		i.Articles = append(i.Articles, corpus.Article{Number: place, Titles: titles})
		return nil
	}
	r := corpus.Requirement{
		ID: id, Titles: titles, Text: row.cell("requirement"), Kind: kind, Force: row.cell("force"),
		Topic: row.cell("topic"), Cluster: row.cell("cluster"), Equivalent: strings.Fields(row.cell("equivalent")),
	}
	if !slices.Contains(kinds, r.Kind) {
		return row.errorf("kind %q is none of %s", r.Kind, strings.Join(kinds, " "))
	}
	if r.Force == "" {
		r.Force = "shall"
	}
	if !slices.Contains(forces, r.Force) {
		return row.errorf("force %q is none of %s", r.Force, strings.Join(forces, ", "))
	}
	i.Requirements = append(i.Requirements, r)
	return nil
}

// Kinds and forces of requirements: reference for corpus.Requirement.
var (
	kinds  = []string{"criminalise", "procedure", "jurisdiction", "cooperation", "prevention", "victims", "institution", "records"}
	forces = []string{"shall", "shall endeavour", "shall consider", "may"}
)

func startInstrument(i *corpus.Instrument, row row, id string, titles map[string]string) error {
	if i.ID != "" {
		return row.errorf("a second instrument; put each into a file of its own")
	}
	i.ID, i.Titles, i.Short = id, titles, row.cell("short")
	for column, date := range map[string]*corpus.Date{"date": &i.Date, "in_force": &i.InForce} {
		if v := row.cell(column); v != "" {
			var err error
			if *date, err = corpus.ParseDate(v); err != nil {
				return row.errorf("column %s: %v", column, err)
			}
		}
	}
	return nil
}

// Requirements walks the requirements of all instruments, in order.
func (s *Scheme) Requirements() iter.Seq[*corpus.Requirement] {
	return func(yield func(*corpus.Requirement) bool) {
		for i := range s.Instruments {
			for j := range s.Instruments[i].Requirements {
				if !yield(&s.Instruments[i].Requirements[j]) {
					return
				}
			}
		}
	}
}

// Requirement finds a requirement by its ID.
func (s *Scheme) Requirement(id string) (corpus.Requirement, bool) {
	if s.byID != nil {
		if r := s.byID[id]; r != nil {
			return *r, true
		}
		return corpus.Requirement{}, false
	}
	for r := range s.Requirements() {
		if r.ID == id {
			return *r, true
		}
	}
	return corpus.Requirement{}, false
}
