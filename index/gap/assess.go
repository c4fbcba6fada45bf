package gap

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/corpus/topic"
	"github.com/pandect/pandect/index"
)

// Assess lays one country beside one instrument. ErrNotFound for an unknown instrument.
func (a *Analyst) Assess(ctx context.Context, country, instrument string) (Assessment, error) {
	in, ok := a.Scheme.Instrument(instrument)
	if !ok {
		return Assessment{}, fmt.Errorf("instrument %q: %w", instrument, corpus.ErrNotFound)
	}
	h, err := a.hold(ctx, country)
	if err != nil {
		return Assessment{}, err
	}
	js, err := a.judgements(ctx, country)
	if err != nil {
		return Assessment{}, err
	}
	out := Assessment{Country: country, Instrument: instrument, Laws: h.laws, Provisions: h.provisions, Unreadable: h.unreadable}
	out.Party, out.Bound = a.Parties.of(country, instrument)
	for i := range in.Requirements {
		r, err := a.requirement(ctx, h, country, &in.Requirements[i], js)
		if err != nil {
			return Assessment{}, err
		}
		out.Requirements = append(out.Requirements, r)
	}
	return out, nil
}

// Compare lays one requirement beside several countries: one row each, in the order given. ErrNotFound for an unknown requirement.
func (a *Analyst) Compare(ctx context.Context, requirement string, countries []string) ([]Assessment, error) {
	r, ok := a.Scheme.Requirement(requirement)
	if !ok {
		return nil, fmt.Errorf("requirement %q: %w", requirement, corpus.ErrNotFound)
	}
	instrument, _, _ := strings.Cut(requirement, "/")
	var out []Assessment
	for _, country := range countries {
		h, err := a.hold(ctx, country)
		if err != nil {
			return nil, err
		}
		js, err := a.judgements(ctx, country)
		if err != nil {
			return nil, err
		}
		one, err := a.requirement(ctx, h, country, &r, js)
		if err != nil {
			return nil, err
		}
		as := Assessment{Country: country, Instrument: instrument, Laws: h.laws, Provisions: h.provisions, Unreadable: h.unreadable, Requirements: []Requirement{one}}
		as.Party, as.Bound = a.Parties.of(country, instrument)
		out = append(out, as)
	}
	return out, nil
}

func newRequirement(r *corpus.Requirement) Requirement {
	return Requirement{
		ID: r.ID, Titles: r.Titles, Text: r.Text, Texts: r.Texts, Kind: r.Kind, Force: r.Force, Topic: r.Topic, Cluster: r.Cluster, Equivalent: r.Equivalent,
		By: corpus.ByProgram, Candidates: []Candidate{},
	}
}

func (a *Analyst) requirement(ctx context.Context, h *holdings, country string, r *corpus.Requirement, js map[string]corpus.Judgement) (Requirement, error) {
	out := newRequirement(r)
	for _, t := range a.Scheme.Within(r.Topic) {
		out.Related += h.byTopic[t]
	}
	for _, of := range [...]*holdings{h, h.drafts} { // drafts behind what is law
		candidates := slices.Clone(of.byNeed[r.ID])
		candidates = candidates[:min(len(candidates), considered)]
		if err := a.detail(ctx, candidates, a.Elements.Of(r), elementShare); err != nil {
			return out, err
		}
		rank(candidates)
		out.Candidates = append(out.Candidates, candidates[:min(len(candidates), CandidatesShown-len(out.Candidates))]...)
	}
	out.State, out.Missing = stateOf(out.Candidates, out.Related, h)
	if len(out.Candidates) < 3 && h.provisions > 0 {
		if err := a.suggest(ctx, country, r, &out); err != nil {
			return out, err
		}
	}
	return out, a.judge(ctx, &out, js)
}

// considered is how many candidates have their wording read for elements.
const considered = 25

// clear is the score from which a candidate is a find and not a hint; enough is what a sure candidate with all its elements reaches.
const clear = 0.65

// stateOf is the program's view, and the elements that the best candidate lacks. Drafts carry nothing out.
func stateOf(cs []Candidate, related int, h *holdings) (string, []string) {
	drafted := slices.IndexFunc(cs, func(c Candidate) bool { return c.Draft })
	if drafted < 0 {
		drafted = len(cs)
	}
	switch cs, drafts := cs[:drafted], cs[drafted:]; {
	case len(cs) == 0 && len(drafts) > 0:
		return InDraft, missingIn(drafts)
	case len(cs) > 0:
		missing := missingIn(cs)
		if cs[0].Score < clear || len(missing) > 0 {
			return FoundInPart, missing
		}
		return Found, nil
	case related > 0:
		return NothingFound, nil
	case len(h.unreadable) > 0:
		return NotReadable, nil
	}
	return NoLawHeld, nil
}

// missingIn names the elements that none of the clear candidates shows: what one provision leaves out another may hold.
func missingIn(cs []Candidate) []string {
	var missing []string
	for i, e := range cs[0].Elements {
		shown := false
		for _, c := range cs {
			if (c.Score >= clear || c.Provision == cs[0].Provision) && i < len(c.Elements) && len(c.Elements[i].Spans) > 0 {
				shown = true
			}
		}
		if !shown && !e.Optional {
			missing = append(missing, e.Name)
		}
	}
	return missing
}

// detail reads the wording of the candidates: snippet, elements, and the score lowered by up to loss for elements that are missing.
func (a *Analyst) detail(ctx context.Context, cs []Candidate, elements []topic.Element, loss float64) error {
	refs := make([]corpus.Ref, len(cs))
	for i := range cs {
		refs[i] = cs[i].ref
	}
	if len(refs) == 0 {
		return nil
	}
	units, err := a.Catalog.Units(ctx, refs)
	if err != nil {
		return fmt.Errorf("wording of candidates: %w", err)
	}
	for i := range cs {
		c := &cs[i]
		c.Elements = a.Elements.In(units[i].Text, c.Language, elements)
		c.Snippet = snippet(units[i].Text, c.Elements)
		if c.By == corpus.ByProgram {
			c.Score = math.Round((c.Score-loss*(1-share(c.Elements)))*1000) / 1000
		}
	}
	return nil
}

// elementShare is what a candidate without any of its elements loses.
const elementShare = 0.15

// share is how much of the elements is there, 0 to 1; optional ones count for a third.
func share(fs []topic.Found) float64 {
	n, shown := 0.0, 0.0
	for _, f := range fs {
		w := 1.0
		if f.Optional {
			w = 0.3
		}
		n += w
		if len(f.Spans) > 0 {
			shown += w
		}
	}
	if n == 0 {
		return 1
	}
	return shown / n
}

// snippet is about 200 bytes of text around the first element, cut at words.
func snippet(text string, fs []topic.Found) string {
	start := 0
	first := -1
	for _, f := range fs {
		if len(f.Spans) > 0 && (first < 0 || f.Spans[0].Start < first) {
			first = f.Spans[0].Start
		}
	}
	if first > 80 {
		start = first - 60
	}
	end := min(len(text), start+240)
	for start > 0 && !boundary(text, start) {
		start--
	}
	for end < len(text) && !boundary(text, end) {
		end++
	}
	return strings.Join(strings.Fields(text[start:end]), " ")
}

// boundary says whether a snippet may begin or end at byte i: after a space, or between characters of scripts without spaces.
func boundary(s string, i int) bool {
	return s[i] == ' ' || s[i] == '\n' || s[i] >= 0xe3 && s[i] < 0xf0
}

// suggest adds provisions that the search finds by the words of the requirement, behind all that have its tag. They do not change the state.
func (a *Analyst) suggest(ctx context.Context, country string, r *corpus.Requirement, out *Requirement) error {
	if a.Search == nil {
		return nil
	}
	q := index.Plain(r.Titles["en"] + " " + r.Text)
	q.Filters.Country, q.Filters.AsOf = []string{country}, corpus.Today()
	q.Language, q.Expand, q.Loose, q.Size = "en", true, true, suggestions
	res, err := a.Search.Search(ctx, q)
	if err != nil {
		return fmt.Errorf("search for %s: %w", r.ID, err)
	}
	lowest := 0.3
	for _, c := range out.Candidates {
		lowest = min(lowest, c.Score)
	}
	for i, hit := range res.Hits {
		id := corpus.Ref{Law: hit.Law.ID, EID: hit.EID}.String()
		if hit.Law.ID == "" {
			id = corpus.Ref{Law: hit.Ref.Law, EID: hit.EID}.String()
		}
		if slices.ContainsFunc(out.Candidates, func(c Candidate) bool { return c.Provision == id }) {
			continue
		}
		out.Candidates = append(out.Candidates, Candidate{
			Provision: id, Score: math.Round(lowest*900/float64(i+1)) / 1000, Law: hit.Law.Title, Date: hit.Law.Date, Status: hit.Law.Status,
			Language: hit.Language, Label: hit.Unit.Label, Heading: hit.Unit.Heading, Snippet: snippet(hit.Unit.Text, nil), Rule: "search", By: "search", ref: hit.Ref,
		})
	}
	slices.SortStableFunc(out.Candidates, func(x, y Candidate) int { return cmp.Compare(y.Score, x.Score) })
	return nil
}

// suggestions is how many hits of the search are offered.
const suggestions = 5
