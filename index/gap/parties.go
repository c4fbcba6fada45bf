package gap

import (
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/pandect/pandect/corpus"
)

// Party is a state bound by an instrument.
type Party struct {
	State        string      `json:"state"`
	Instrument   string      `json:"instrument"`
	Date         corpus.Date `json:"date,omitzero"` // of ratification or accession
	Reservations string      `json:"reservations,omitempty"`
}

// Parties is who is bound by what, as a person imported it. A nil *Parties knows nothing.
type Parties struct {
	rows []Party
}

// ReadParties reads parties.csv: state,instrument,date,reservations, with a header, in any order of columns. ErrInvalid names the line.
// None is embedded: ratifications change, and the depositary's list is the one to import.
func ReadParties(r io.Reader) (*Parties, error) {
	c := csv.NewReader(r)
	c.FieldsPerRecord = -1
	rows, err := c.ReadAll()
	if err != nil || len(rows) == 0 {
		return nil, fmt.Errorf("parties: want a header state,instrument,date,reservations: %w", corpus.ErrInvalid)
	}
	column := func(row []string, name string) string {
		i := slices.IndexFunc(rows[0], func(h string) bool { return strings.TrimSpace(strings.TrimPrefix(h, "\ufeff")) == name })
		if i < 0 || i >= len(row) {
			return ""
		}
		return strings.TrimSpace(row[i])
	}
	p := &Parties{}
	for i, row := range rows[1:] {
		one := Party{State: strings.ToUpper(column(row, "state")), Instrument: column(row, "instrument"), Reservations: column(row, "reservations")}
		if one.State == "" || one.Instrument == "" {
			return nil, fmt.Errorf("parties line %d: state and instrument are needed: %w", i+2, corpus.ErrInvalid)
		}
		if d := column(row, "date"); d != "" {
			if one.Date, err = corpus.ParseDate(d); err != nil {
				return nil, fmt.Errorf("parties line %d: %w", i+2, err)
			}
		}
		p.rows = append(p.rows, one)
	}
	return p, nil
}

// of says whether a state is bound: "no" only where the table knows other parties of that instrument.
func (p *Parties) of(state, instrument string) (*Party, string) {
	if p == nil {
		return nil, "unknown"
	}
	bound := "unknown"
	for i := range p.rows {
		if p.rows[i].Instrument != instrument {
			continue
		}
		if p.rows[i].State == state {
			one := p.rows[i]
			return &one, "yes"
		}
		bound = "no"
	}
	return nil, bound
}
