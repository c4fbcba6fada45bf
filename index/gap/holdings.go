package gap

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/corpus/topic"
)

// holdings are the tags of one country's laws that apply today, without their wording.
type holdings struct {
	laws, provisions int
	byNeed           map[string][]Candidate // requirement → candidates, best first
	byTopic          map[string]int         // provisions by topic
	onTopic          map[string][]Candidate // topic → its provisions, best first, at most bestKept
	unreadable       []string
	drafts           *holdings // the same of its bills and of laws that are not yet in force; nil for those of one law

	mu   sync.Mutex
	best map[string][]Candidate // what Matrix looked at, by requirement
}

func newHoldings() *holdings {
	return &holdings{byNeed: map[string][]Candidate{}, byTopic: map[string]int{}, onTopic: map[string][]Candidate{}}
}

// merge adds what another part of the country's laws holds, behind what is there.
func (h *holdings) merge(p *holdings) {
	h.laws += p.laws
	h.provisions += p.provisions
	for id, n := range p.byTopic {
		h.byTopic[id] += n
	}
	for id, cs := range p.byNeed {
		h.byNeed[id] = append(h.byNeed[id], cs...)
	}
	for id, cs := range p.onTopic {
		h.onTopic[id] = append(h.onTopic[id], cs...)
	}
}

// hold gives what is held of a country, read anew when the catalogue has changed since, a file was tried, or another day began.
func (a *Analyst) hold(ctx context.Context, country string) (*holdings, error) {
	status, err := a.Catalog.Status(ctx)
	if err != nil {
		return nil, fmt.Errorf("gaps of %s: %w", country, err)
	}
	today := corpus.Today()
	state := fmt.Sprint(status.Fingerprint, " ", status.Attempts, " ", today)
	a.mu.Lock()
	if a.state != state || a.countries == nil {
		a.state, a.countries = state, map[string]*holdings{}
	}
	h := a.countries[country]
	a.mu.Unlock()
	if h != nil {
		return h, nil
	}
	h, err = a.read(ctx, country, today)
	if err != nil {
		return nil, fmt.Errorf("gaps of %s: %w", country, err)
	}
	a.mu.Lock()
	if a.state == state {
		a.countries[country] = h
	}
	a.mu.Unlock()
	return h, nil
}

func (a *Analyst) read(ctx context.Context, country string, today corpus.Date) (*holdings, error) {
	h := newHoldings()
	h.drafts = newHoldings()
	laws, _, err := a.Catalog.Laws(ctx, corpus.LawFilter{Countries: []string{country}})
	if err != nil {
		return nil, err
	}
	into := map[corpus.URI]*holdings{}
	var ids []corpus.URI
	for i := range laws {
		to, p := h, laws[i].Period()
		switch {
		case p.After(today):
			to = h.drafts
		case !p.Holds(today):
			continue // it applied once
		}
		if into[laws[i].ID] == nil {
			into[laws[i].ID] = to
			ids = append(ids, laws[i].ID)
		}
	}
	parts, err := a.readAll(ctx, ids)
	if err != nil {
		return nil, err
	}
	for i, p := range parts {
		into[ids[i]].merge(p)
	}
	h.order()
	h.drafts.order()
	for _, cs := range h.drafts.byNeed {
		for i := range cs {
			cs[i].Draft, cs[i].Status = true, cmp.Or(cs[i].Status, "bill")
		}
	}
	h.unreadable, err = a.unreadable(ctx, country)
	return h, err
}

// order puts the best first.
func (h *holdings) order() {
	for need := range h.byNeed {
		rank(h.byNeed[need])
		h.byNeed[need] = unique(h.byNeed[need])
	}
	for id, cs := range h.onTopic {
		rank(cs)
		h.onTopic[id] = slices.Clone(cs[:min(len(cs), bestKept)])
	}
}

// bestKept bounds what is kept of a topic: more than anyone sets side by side.
const bestKept = 50

// topicShare is what a provision without any element of its topic loses: more than with a requirement, since a topic takes in all that
// surrounds the offence.
const topicShare = 0.3

// Best gives a country's n best provisions on a topic or requirement, best first, those of drafts where no law has one; none is not an error.
func (a *Analyst) Best(ctx context.Context, country, id string, n int) ([]corpus.Ref, error) {
	h, err := a.hold(ctx, country)
	if err != nil {
		return nil, err
	}
	refs, err := a.bestOf(ctx, h, id, n)
	if err == nil && len(refs) == 0 {
		refs, err = a.bestOf(ctx, h.drafts, id, n)
	}
	return refs, err
}

func (a *Analyst) bestOf(ctx context.Context, h *holdings, id string, n int) ([]corpus.Ref, error) {
	cs, elements, share := h.onTopic[id], a.Elements.OfTopic(id), topicShare
	if r, ok := a.Scheme.Requirement(id); ok {
		cs, elements, share = h.byNeed[id], a.Elements.Of(&r), elementShare
	}
	cs = slices.Clone(cs)
	cs = cs[:min(len(cs), bestKept)]
	if err := a.detail(ctx, cs, elements, share); err != nil {
		return nil, err
	}
	rank(cs)
	var refs []corpus.Ref
	for _, c := range cs[:min(len(cs), n)] {
		refs = append(refs, c.ref)
	}
	return refs, nil
}

// readAll reads the tags of every text of the laws, a few laws at a time, in their order.
func (a *Analyst) readAll(ctx context.Context, ids []corpus.URI) ([]*holdings, error) {
	out, errs := make([]*holdings, len(ids)), make([]error, len(ids))
	var wg sync.WaitGroup
	slots := make(chan struct{}, runtime.GOMAXPROCS(0))
	for i, id := range ids {
		wg.Add(1)
		slots <- struct{}{}
		go func() {
			defer func() { <-slots; wg.Done() }()
			out[i], errs[i] = a.readLaw(ctx, id)
		}()
	}
	wg.Wait()
	return out, errors.Join(errs...)
}

// lawHoldings are the tags of one law, of the wordings named.
type lawHoldings struct {
	wordings string
	*holdings
}

// readLaw is what a law holds; it is read anew when its wordings have changed since, and not when those of another law have.
func (a *Analyst) readLaw(ctx context.Context, law corpus.URI) (*holdings, error) {
	versions, err := a.Catalog.Versions(ctx, law)
	if err != nil {
		return nil, err
	}
	wordings := ""
	var languages []string
	for _, v := range versions {
		if v.Superseded || slices.Contains(languages, v.Language) {
			continue
		}
		languages = append(languages, v.Language)
		read, _ := corpus.VersionRead(versions, v.Language, corpus.Today())
		wordings += read.ID
	}
	a.mu.Lock()
	kept, ok := a.laws[law]
	a.mu.Unlock()
	if ok && kept.wordings == wordings {
		return kept.holdings, nil
	}
	h, err := a.readTexts(ctx, law, languages)
	if err != nil {
		return nil, err
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.laws == nil {
		a.laws = map[corpus.URI]lawHoldings{}
	}
	a.laws[law] = lawHoldings{wordings, h}
	return h, nil
}

// Warm reads what every country holds, so that the first question need not wait for it.
func (a *Analyst) Warm(ctx context.Context) error {
	status, err := a.Catalog.Status(ctx)
	if err != nil {
		return err
	}
	for country := range status.Countries {
		if _, err := a.hold(ctx, country); err != nil {
			return err
		}
	}
	return nil
}

// readTexts reads the tags of a law in its languages, tagging texts that came without tags.
func (a *Analyst) readTexts(ctx context.Context, law corpus.URI, languages []string) (*holdings, error) {
	h := newHoldings()
	h.laws = 1
	for i, language := range languages {
		t, err := a.Catalog.Text(ctx, law, language)
		if err != nil {
			return nil, err
		}
		if a.Tagger != nil && !tagged(t.Provisions) {
			a.Tagger.Tag(&t)
		}
		h.add(&t, i == 0, a.Scheme)
	}
	return h, nil
}

func tagged(ps []corpus.Provision) bool {
	for p := range corpus.All(ps) {
		if len(p.Topics)+len(p.Needs) > 0 {
			return true
		}
	}
	return false
}

// add takes in the units of a text. A translation (not first) ranks behind the same provision of the original, which unique keeps.
func (h *holdings) add(t *corpus.Text, first bool, scheme *topic.Scheme) {
	for _, u := range t.Units() {
		if first {
			h.provisions++
			for _, tag := range u.Topics {
				h.byTopic[tag.ID]++
				h.onTopic[tag.ID] = append(h.onTopic[tag.ID], Candidate{Provision: u.Ref.String(), Score: weight(tag) + core(&u, tag.ID, scheme) - spread(&u), By: cmp.Or(tag.By, corpus.ByProgram), Language: t.Language, ref: u.Ref, seq: u.Seq})
			}
		}
		for _, tag := range u.Needs {
			h.byNeed[tag.ID] = append(h.byNeed[tag.ID], Candidate{
				Provision: corpus.Ref{Law: u.Law, EID: u.EID}.String(), Score: weight(tag), Law: t.Title, Date: t.Date, Status: t.Status,
				Language: t.Language, Label: u.Label, Heading: u.Heading, Rule: tag.Rule, By: cmp.Or(tag.By, corpus.ByProgram), ref: u.Ref, seq: u.Seq,
			})
		}
	}
}

// core is how far a provision carries out what an instrument asks on the topic, 0 to 1: the offence before what surrounds it.
func core(u *corpus.Unit, topic string, scheme *topic.Scheme) float64 {
	best := 0.0
	for _, tag := range u.Needs {
		if r, ok := scheme.Requirement(tag.ID); ok && r.Topic == topic {
			w := weight(tag)
			if r.Kind != "criminalise" {
				w *= 0.7
			}
			best = max(best, w)
		}
	}
	return best
}

// spread is what a provision loses for speaking of other topics too: the offence itself stands before one that is the same for drugs alone, and before what
// promises leniency to who helps against any of a list of offences.
func spread(u *corpus.Unit) float64 { return 0.03 * float64(max(0, len(u.Topics)-1)) }

// weight is 1 for what a person said.
func weight(t corpus.Tag) float64 {
	if t.By != corpus.ByProgram && t.By != "" {
		return 1
	}
	return t.Weight
}

// alike is how far apart the scores of candidates are that it makes no difference between. From 0.01 to 0.02 the labelled gaps (make eval) differ by one of fifty.
const alike = 0.015

// rank orders candidates, the best first. Those whose score is within alike of the best that is left stand law by law, the law of the best first, in the order of their
// place: the rule stands before its variations.
func rank(cs []Candidate) {
	byPlace := func(a, b Candidate) int {
		return cmp.Or(cmp.Compare(a.ref.Law, b.ref.Law), cmp.Compare(a.seq, b.seq))
	}
	slices.SortStableFunc(cs, func(a, b Candidate) int { return cmp.Or(cmp.Compare(b.Score, a.Score), byPlace(a, b)) })
	for from, to := 0, 0; from < len(cs); from = to {
		for to = from; to < len(cs) && cs[to].Score >= cs[from].Score-alike; {
			to++
		}
		best := map[corpus.URI]int{} // where the law's best stands
		for i, c := range cs[from:to] {
			if _, ok := best[c.ref.Law]; !ok {
				best[c.ref.Law] = i
			}
		}
		slices.SortStableFunc(cs[from:to], func(a, b Candidate) int {
			return cmp.Or(cmp.Compare(best[a.ref.Law], best[b.ref.Law]), cmp.Compare(a.seq, b.seq))
		})
	}
}

// unique keeps the first of the candidates that name the same provision.
func unique(cs []Candidate) []Candidate {
	seen := map[string]bool{}
	return slices.DeleteFunc(cs, func(c Candidate) bool {
		again := seen[c.Provision]
		seen[c.Provision] = true
		return again
	})
}

// unreadable names the files that failed when they were last tried and are of the country: as their manifest says, or as the law that they gave once.
func (a *Analyst) unreadable(ctx context.Context, country string) ([]string, error) {
	all, err := a.Catalog.Attempts(ctx, corpus.AttemptFilter{})
	if err != nil {
		return nil, err
	}
	var names []string
	for _, f := range corpus.NewestAttempts(all) {
		of := f.Given["country"]
		if of == "" && f.Law != "" {
			of, _, _ = strings.Cut(string(f.Law), "/")
		}
		if f.State == corpus.StateFailed && strings.EqualFold(of, country) && !slices.Contains(names, f.Name) {
			names = append(names, f.Name)
		}
	}
	slices.Sort(names)
	return names, nil
}
