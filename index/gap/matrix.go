package gap

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/pandect/pandect/corpus"
)

// Matrix is countries × the requirements of one instrument.
type Matrix struct {
	Instrument   string   `json:"instrument"`
	Countries    []string `json:"countries"`
	Requirements []string `json:"requirements"`
	Cells        [][]Cell `json:"cells"` // by requirement, then country
	Bound        []string `json:"bound"` // by country: yes, no, unknown
}

// Cell is one requirement in one country.
type Cell struct {
	State     string  `json:"state"`
	By        string  `json:"by"`
	Provision string  `json:"provision,omitempty"` // the best candidate
	Label     string  `json:"label,omitempty"`
	Law       string  `json:"law,omitempty"`
	Score     float64 `json:"score,omitempty"`
	Stale     bool    `json:"stale,omitempty"`
}

// Matrix lays several countries beside one instrument. ErrNotFound for an unknown instrument. A cell looks at the elements of the best few
// candidates, where Assess looks at more.
func (a *Analyst) Matrix(ctx context.Context, instrument string, countries []string) (Matrix, error) {
	in, ok := a.Scheme.Instrument(instrument)
	if !ok {
		return Matrix{}, fmt.Errorf("instrument %q: %w", instrument, corpus.ErrNotFound)
	}
	m := Matrix{Instrument: instrument, Countries: countries, Cells: make([][]Cell, len(in.Requirements))}
	for i := range in.Requirements {
		m.Requirements = append(m.Requirements, in.Requirements[i].ID)
	}
	for _, country := range countries {
		h, err := a.hold(ctx, country)
		if err != nil {
			return Matrix{}, err
		}
		js, err := a.judgements(ctx, country)
		if err != nil {
			return Matrix{}, err
		}
		best, err := a.best(ctx, h, in.Requirements)
		if err != nil {
			return Matrix{}, err
		}
		_, bound := a.Parties.of(country, instrument)
		m.Bound = append(m.Bound, bound)
		for i := range in.Requirements {
			cell, err := a.cell(ctx, h, &in.Requirements[i], best[in.Requirements[i].ID], js)
			if err != nil {
				return Matrix{}, err
			}
			m.Cells[i] = append(m.Cells[i], cell)
		}
	}
	return m, nil
}

// inCell is how many candidates of a cell have their elements looked at.
const inCell = 5

// best gives the best candidates of each requirement with their elements; what was looked at once is kept with the holdings.
func (a *Analyst) best(ctx context.Context, h *holdings, rs []corpus.Requirement) (map[string][]Candidate, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.best == nil {
		h.best = map[string][]Candidate{}
	}
	for i := range rs {
		id := rs[i].ID
		if _, done := h.best[id]; done {
			continue
		}
		cs := slices.Clone(h.byNeed[id])
		if len(cs) == 0 {
			cs = slices.Clone(h.drafts.byNeed[id])
		}
		cs = cs[:min(len(cs), inCell)]
		if err := a.detail(ctx, cs, a.Elements.Of(&rs[i]), elementShare); err != nil {
			return nil, err
		}
		rank(cs)
		h.best[id] = cs
	}
	return maps.Clone(h.best), nil
}

func (a *Analyst) cell(ctx context.Context, h *holdings, r *corpus.Requirement, cs []Candidate, js map[string]corpus.Judgement) (Cell, error) {
	out := newRequirement(r)
	for _, t := range a.Scheme.Within(r.Topic) {
		out.Related += h.byTopic[t]
	}
	out.State, _ = stateOf(cs, out.Related, h)
	if err := a.judge(ctx, &out, js); err != nil {
		return Cell{}, err
	}
	c := Cell{State: out.State, By: out.By, Stale: out.Judgement != nil && len(out.Judgement.Stale) > 0}
	if len(cs) > 0 {
		c.Provision, c.Label, c.Law, c.Score = cs[0].Provision, cs[0].Label, cs[0].Law, cs[0].Score
	}
	return c, nil
}

// Rows is the matrix as a table for a spreadsheet or document: a header, then a row a requirement, its title in a language.
func (m *Matrix) Rows(titles func(requirement string) string) [][]string {
	rows := [][]string{append([]string{"requirement", "title"}, m.Countries...)}
	for i, id := range m.Requirements {
		row := []string{id, titles(id)}
		for _, c := range m.Cells[i] {
			cell := c.State
			if c.Label != "" {
				cell += ": " + c.Law + ", " + c.Label
			}
			row = append(row, cell)
		}
		rows = append(rows, row)
	}
	return rows
}

// Rows is the assessment as a table: a header, then a row for each candidate, or one for a requirement without any. With clusters it has the
// order of the review questionnaire: cluster, requirement, applicable law, relevant provision.
func (as *Assessment) Rows(language string) [][]string {
	rows := [][]string{{
		"cluster", "requirement", "title", "duty", "force", "state", "by", "law", "provision", "heading", "score", "missing", "text", "remark", "assistance needed", "stale", "address", "status",
	}}
	for i := range as.Requirements {
		r := &as.Requirements[i]
		title := r.Titles[language]
		if title == "" {
			title = r.Titles["en"]
		}
		duty, _ := r.Wording(language)
		head := []string{r.Cluster, r.ID, title, duty, r.Force, r.State, r.By}
		var remark, needs, stale string
		if r.Judgement != nil {
			remark, needs, stale = r.Judgement.Remark, r.Judgement.Needs, strings.Join(r.Judgement.Stale, " ")
		}
		tail := []string{remark, needs, stale}
		if len(r.Candidates) == 0 {
			rows = append(rows, append(append(head, "", "", "", "", "", ""), append(tail, "", "")...))
		}
		for n, c := range r.Candidates {
			missing := ""
			if n == 0 {
				missing = strings.Join(r.Missing, ", ")
			}
			row := append(head[:len(head):len(head)], c.Law, c.Label, c.Heading, strconv.FormatFloat(c.Score, 'f', 3, 64), missing, c.Snippet)
			rows = append(rows, append(append(row, tail...), "/law/"+c.Provision, c.Status))
		}
	}
	return rows
}
