package api

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/index"
)

// shelf is a catalogue, its originals and a search over them in memory, for the handlers' tests.
type shelf struct {
	moved      map[corpus.Ref]corpus.Ref
	texts      []corpus.Text
	originals  map[string][]byte
	attempts   []corpus.Attempt
	judgements []corpus.Judgement
	broken     error         // what every method answers, if it is set
	result     *index.Result // what Search answers, if it is set
	asked      index.Query   // the last question
	edit       bool          // judgements may be entered
	private    bool
	people     corpus.People // nil: there are none
	pages      pager         // nil: pages are not shown

	corrections []corpus.Correction // the newest first
}

func (s *shelf) Texts(_ context.Context, law corpus.URI) ([]corpus.Text, error) {
	var out []corpus.Text
	for _, t := range s.texts {
		if t.ID == law {
			t.Provisions = nil
			out = append(out, t)
		}
	}
	if out == nil {
		return nil, fmt.Errorf("law %s: %w", law, corpus.ErrNotFound)
	}
	return out, s.broken
}

func (s *shelf) Text(_ context.Context, law corpus.URI, language string) (corpus.Text, error) {
	for _, t := range s.texts {
		if t.ID == law && (language == "" || language == t.Language) {
			return t, s.broken
		}
	}
	return corpus.Text{}, fmt.Errorf("law %s: %w", law, corpus.ErrNotFound)
}

// Named looks through every text; the key of the first of two laws wins nothing.
func (s *shelf) Named(_ context.Context, country string, keys []string) (map[string][]corpus.URI, error) {
	out := map[string][]corpus.URI{}
	for _, t := range s.texts {
		for _, k := range t.NameKeys() {
			if (t.Country == country || t.Country == "INT") && slices.Contains(keys, k) && !slices.Contains(out[k], t.ID) {
				out[k] = append(out[k], t.ID)
			}
		}
	}
	return out, s.broken
}

func (s *shelf) RelatedTo(_ context.Context, law corpus.URI) ([]corpus.Related, error) {
	var out []corpus.Related
	for _, t := range s.texts {
		for _, r := range t.Outgoing() {
			if r.Law == law {
				out = append(out, corpus.Related{Relation: r, From: t.Law, Language: t.Language})
			}
		}
	}
	return out, s.broken
}

// Versions makes a text with a year in From a version named by it.
func (s *shelf) Versions(_ context.Context, law corpus.URI) ([]corpus.Version, error) {
	var out []corpus.Version
	for _, t := range s.texts {
		if t.ID == law {
			out = append(out, corpus.Version{ID: versionOf(&t), Language: t.Language, From: t.From, Added: time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC), Title: t.Title})
		}
	}
	if out == nil {
		return nil, fmt.Errorf("law %s: %w", law, corpus.ErrNotFound)
	}
	return out, s.broken
}

func (s *shelf) Version(_ context.Context, law corpus.URI, id string) (corpus.Text, error) {
	for _, t := range s.texts {
		if t.ID == law && versionOf(&t) == id {
			return t, s.broken
		}
	}
	return corpus.Text{}, fmt.Errorf("law %s, version %s: %w", law, id, corpus.ErrNotFound)
}

func versionOf(t *corpus.Text) string { return fmt.Sprintf("%s%014d", t.Language, t.From.Year) }

func (s *shelf) Units(_ context.Context, refs []corpus.Ref) ([]corpus.Unit, error) {
	out := make([]corpus.Unit, len(refs))
	for _, t := range s.texts {
		for _, u := range t.Units() {
			if i := slices.IndexFunc(refs, func(r corpus.Ref) bool {
				return r.Law == u.Law && r.EID == u.EID && (r.Language == "" || r.Language == u.Language)
			}); i >= 0 && out[i].Law == "" {
				out[i] = u
			}
		}
	}
	return out, s.broken
}

func (s *shelf) Each(_ context.Context, fn func(corpus.Text) error) error {
	for _, t := range s.texts {
		if err := fn(t); err != nil {
			return err
		}
	}
	return s.broken
}

func (s *shelf) EachOf(ctx context.Context, law corpus.URI, fn func(corpus.Text) error) error {
	return s.Each(ctx, func(t corpus.Text) error {
		if t.ID != law {
			return nil
		}
		return fn(t)
	})
}

// Changes says that each law changed a second after the one before, and that "xa/gone" was withdrawn last.
func (s *shelf) Changes(_ context.Context, f corpus.ChangeFilter) ([]corpus.Change, error) {
	at := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	var all, out []corpus.Change
	for _, t := range s.texts {
		if len(all) == 0 || all[len(all)-1].Law != t.ID {
			c := corpus.Change{Law: t.ID, At: at.Add(time.Duration(len(all)) * time.Second), Country: t.Country}
			for _, u := range t.Units() {
				for _, tag := range u.Topics {
					c.Topics = append(c.Topics, tag.ID)
				}
			}
			all = append(all, c)
		}
	}
	all = append(all, corpus.Change{Law: "xa/gone", At: at.Add(time.Hour), Withdrawn: true, Country: "XA"})
	for _, c := range all {
		switch {
		case f.Law != "" && c.Law != f.Law, f.Country != "" && c.Country != f.Country, f.Topic != "" && !slices.Contains(c.Topics, f.Topic), c.At.Before(f.From),
			!f.Until.IsZero() && c.At.After(f.Until), f.After.Law != "" && !c.At.After(f.After.At), f.Limit > 0 && len(out) == f.Limit:
		default:
			out = append(out, c)
		}
	}
	return out, s.broken
}

func (s *shelf) Laws(ctx context.Context, f corpus.LawFilter) ([]corpus.Text, int, error) {
	if err := ctx.Err(); err != nil {
		return nil, 0, err
	}
	var out []corpus.Text
	for _, t := range s.texts {
		if len(f.Countries) > 0 && !slices.Contains(f.Countries, t.Country) || f.Words != "" && !strings.Contains(strings.ToLower(t.Title), strings.ToLower(f.Words)) || f.IDs != nil && !slices.Contains(f.IDs, t.ID) {
			continue
		}
		t.Provisions = nil
		out = append(out, t)
	}
	total := len(out)
	out = out[min(f.Offset, total):]
	if f.Limit > 0 {
		out = out[:min(f.Limit, len(out))]
	}
	return out, total, s.broken
}

// Moved is where a test says.
func (s *shelf) Moved(_ context.Context, ref corpus.Ref) (corpus.Ref, error) {
	if now, ok := s.moved[corpus.Ref{Law: ref.Law, EID: ref.EID}]; ok {
		return now, nil
	}
	return ref, corpus.ErrNotFound
}

func (s *shelf) Original(_ context.Context, sum string) (corpus.Original, error) {
	for _, t := range s.texts {
		if t.Original != nil && t.Original.SHA256 == sum {
			return *t.Original, nil
		}
	}
	return corpus.Original{}, fmt.Errorf("original %s: %w", sum, corpus.ErrNotFound)
}

func (s *shelf) Attempts(_ context.Context, f corpus.AttemptFilter) ([]corpus.Attempt, error) {
	var out []corpus.Attempt
	for _, a := range s.attempts {
		if (f.State == "" || a.State == f.State) && (f.SHA256 == "" || a.SHA256 == f.SHA256) && (f.Limit == 0 || len(out) < f.Limit) {
			out = append(out, a)
		}
	}
	return out, s.broken
}

// Correct changes titles and statuses, and the structure, which is all that the handlers' tests change; Before and Seen must hold.
func (s *shelf) Correct(_ context.Context, cs ...corpus.Correction) (stored []corpus.Correction, err error) {
	for _, one := range cs {
		if err := one.Check(); err != nil {
			return nil, err
		}
		found := one.What == corpus.Apart || one.What == corpus.Merge
		for i := range s.texts {
			t := &s.texts[i]
			if t.ID != one.Law || one.Language != "" && one.Language != t.Language {
				continue
			}
			if one.IsStructural() && one.Undoes == 0 {
				for p := range corpus.All(t.Provisions) {
					if p.EID == one.EID && one.Seen != "" && p.State() != one.Seen {
						return nil, fmt.Errorf("%s changed since: %w", p.EID, corpus.ErrConflict)
					}
				}
				tree := corpus.NewTree(t.Provisions)
				if err := tree.Apply(&one); err != nil {
					return nil, err
				}
				t.Provisions = tree.Provisions
			} else if one.IsStructural() || one.What == corpus.Merge || one.What == corpus.Apart || one.What == corpus.Looked {
			} else if one.What != corpus.Withdraw && one.What != corpus.Restore {
				if t.FieldOf(one.What) != one.Before {
					return nil, fmt.Errorf("%s is %q now: %w", one.What, t.FieldOf(one.What), corpus.ErrConflict)
				}
				if err := t.Apply(&one); err != nil {
					return nil, err
				}
			}
			found = true
		}
		if !found {
			return nil, fmt.Errorf("law %s: %w", one.Law, corpus.ErrNotFound)
		}
		one.ID, one.Seen = int64(len(s.corrections)+1), ""
		stored = append(stored, one)
		for i := range s.corrections {
			if s.corrections[i].ID == one.Undoes {
				s.corrections[i].UndoneBy = one.ID
			}
		}
		s.corrections = append([]corpus.Correction{one}, s.corrections...)
	}
	return stored, s.broken
}

func (s *shelf) Corrections(_ context.Context, f corpus.CorrectionFilter) ([]corpus.Correction, error) {
	var out []corpus.Correction
	for _, one := range s.corrections {
		if (f.Law == "" || f.Law == one.Law) && (f.ID == 0 || f.ID == one.ID) && (f.By == "" || f.By == one.By) && (f.What == "" || f.What == one.What) && (f.Below == 0 || one.ID < f.Below) && (f.Limit == 0 || len(out) < f.Limit) {
			out = append(out, one)
		}
	}
	return out, s.broken
}

func (s *shelf) SetTag(_ context.Context, ref corpus.Ref, requirement bool, tag corpus.Tag) (corpus.Correction, error) {
	for i := range s.texts {
		if s.texts[i].ID != ref.Law {
			continue
		}
		for p := range corpus.All(s.texts[i].Provisions) {
			if p.EID == ref.EID {
				tags := &p.Topics
				if requirement {
					tags = &p.Needs
				}
				*tags = append(slices.DeleteFunc(slices.Clone(*tags), func(t corpus.Tag) bool { return t.ID == tag.ID }), tag)
				return corpus.Correction{ID: 1, By: tag.By, Law: ref.Law, EID: ref.EID, Subject: tag.ID}, s.broken
			}
		}
	}
	return corpus.Correction{}, fmt.Errorf("provision %s: %w", ref, corpus.ErrNotFound)
}

func (s *shelf) Judge(_ context.Context, js ...corpus.Judgement) error {
	s.judgements = append(s.judgements, js...)
	return s.broken
}

func (s *shelf) Judgements(_ context.Context, country, instrument string) ([]corpus.Judgement, error) {
	var out []corpus.Judgement
	for _, j := range s.judgements {
		if (country == "" || j.Country == country) && (instrument == "" || strings.HasPrefix(j.Requirement, instrument+"/")) {
			out = append(out, j)
		}
	}
	return out, s.broken
}

func (s *shelf) JudgementHistory(ctx context.Context, country, instrument string) ([]corpus.Judgement, error) {
	return s.Judgements(ctx, country, instrument)
}

func (s *shelf) Status(context.Context) (corpus.Status, error) {
	st := corpus.Status{
		Texts: len(s.texts), Originals: len(s.originals), Attempts: len(s.attempts), Fingerprint: fmt.Sprint("shelf-", len(s.texts), "-", len(s.corrections)),
		Changed: time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC), Countries: map[string]int{}, Languages: map[string]int{}, Topics: map[string]int{},
		Years: map[int]int{}, Coverage: map[string]map[string]int{},
	}
	seen := map[corpus.URI]bool{}
	for _, t := range s.texts {
		st.Languages[t.Language]++
		if !seen[t.ID] {
			st.Laws, seen[t.ID] = st.Laws+1, true
			st.Countries[t.Country]++
			st.Years[t.Year]++
		}
		if st.Coverage[t.Country] == nil {
			st.Coverage[t.Country] = map[string]int{}
		}
		for _, u := range t.Units() {
			st.Provisions++
			for _, tag := range u.Topics {
				st.Topics[tag.ID]++
				st.Coverage[t.Country][tag.ID]++
			}
		}
	}
	return st, s.broken
}

// cellar is the originals of a shelf; nothing is put there by a handler.
type cellar struct {
	corpus.Files
	s *shelf
}

func (c cellar) Open(_ context.Context, sum string) (io.ReadSeekCloser, error) {
	b, ok := c.s.originals[sum]
	if !ok {
		return nil, fmt.Errorf("original %s: %w", sum, corpus.ErrNotFound)
	}
	return struct {
		io.ReadSeeker
		io.Closer
	}{bytes.NewReader(b), io.NopCloser(nil)}, nil
}

// Search finds units that hold the first word of the question, in order, and marks it.
func (s *shelf) Search(_ context.Context, q index.Query) (index.Result, error) {
	s.asked = q
	if s.broken != nil {
		return index.Result{}, s.broken
	}
	if s.result != nil {
		return *s.result, nil
	}
	word := ""
	if words := strings.Fields(q.Text); len(words) > 0 {
		word = strings.ToLower(strings.Trim(words[0], `"`))
	}
	r := index.Result{Facets: map[string][]index.Count{}}
	counts, laws := map[string]map[string]int{"country": {}, "topic": {}, "language": {}, "type": {}}, map[corpus.URI]bool{}
	for _, t := range s.texts {
		if f := q.Filters.Country; len(f) > 0 && !slices.Contains(f, t.Country) {
			continue
		}
		if f := q.Filters.Law; len(f) > 0 && !slices.Contains(f, string(t.ID)) {
			continue
		}
		for _, u := range t.Units() {
			at := strings.Index(strings.ToLower(u.Text), word)
			if at < 0 || at+len(word) > len(u.Text) {
				continue
			}
			laws[t.ID] = true
			counts["country"][t.Country]++
			counts["language"][t.Language]++
			counts["type"][t.Type]++
			for _, tag := range u.Topics {
				counts["topic"][tag.ID]++
			}
			h := index.Hit{Ref: u.Ref, Score: 1, Unit: u, Law: t.Law, Snippet: corpus.Span{Start: 0, End: min(300, len(u.Text))}}
			if word != "" {
				h.Text = []corpus.Span{{Start: at, End: at + len(word)}}
			}
			r.Hits = append(r.Hits, h)
		}
	}
	r.Total, r.Laws = len(r.Hits), len(laws)
	r.Hits = r.Hits[min(q.Offset, len(r.Hits)):]
	r.Hits = r.Hits[:min(cmp.Or(q.Size, 20), len(r.Hits))]
	for field, values := range counts {
		for value, n := range values {
			r.Facets[field] = append(r.Facets[field], index.Count{Value: value, Count: n})
		}
		slices.SortFunc(r.Facets[field], func(a, b index.Count) int { return cmp.Or(b.Count-a.Count, cmp.Compare(a.Value, b.Value)) })
	}
	return r, nil
}
