package gap

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/corpus/topic"
	"github.com/pandect/pandect/index"
)

// shelf is a catalogue in memory: as much of it as the analysis asks for.
type shelf struct {
	texts      []corpus.Text
	attempts   []corpus.Attempt
	judgements []corpus.Judgement
	reads      atomic.Int32
}

func (s *shelf) Laws(_ context.Context, f corpus.LawFilter) ([]corpus.Text, int, error) {
	var out []corpus.Text
	for _, t := range s.texts {
		if len(f.Countries) == 0 || slices.Contains(f.Countries, t.Country) {
			out = append(out, t)
		}
	}
	return out, len(out), nil
}

func (s *shelf) Texts(_ context.Context, law corpus.URI) ([]corpus.Text, error) {
	var out []corpus.Text
	for _, t := range s.texts {
		if t.ID == law {
			out = append(out, t)
		}
	}
	return out, nil
}

func (s *shelf) Text(_ context.Context, law corpus.URI, language string) (corpus.Text, error) {
	s.reads.Add(1)
	for _, t := range s.texts {
		if t.ID == law && (language == "" || t.Language == language) {
			return t, nil
		}
	}
	return corpus.Text{}, corpus.ErrNotFound
}

func (s *shelf) Versions(_ context.Context, law corpus.URI) ([]corpus.Version, error) {
	var out []corpus.Version
	for _, t := range s.texts {
		if t.ID == law {
			out = append(out, corpus.Version{ID: fmt.Sprintf("%x", sha256.Sum256(fmt.Appendf(nil, "%+v", t)))[:corpus.VersionIDLength], Language: t.Language, From: t.From})
		}
	}
	return out, nil
}

func (s *shelf) Units(_ context.Context, refs []corpus.Ref) ([]corpus.Unit, error) {
	out := make([]corpus.Unit, len(refs))
	for i, r := range refs {
		for _, t := range s.texts {
			for _, u := range t.Units() {
				if u.Law == r.Law && u.EID == r.EID {
					out[i] = u
				}
			}
		}
	}
	return out, nil
}

func (s *shelf) Attempts(context.Context, corpus.AttemptFilter) ([]corpus.Attempt, error) {
	return s.attempts, nil
}

func (s *shelf) Judgements(_ context.Context, country, _ string) ([]corpus.Judgement, error) {
	var out []corpus.Judgement
	for _, j := range s.judgements {
		if j.Country == country {
			out = append(out, j)
		}
	}
	return out, nil
}

func (s *shelf) Status(context.Context) (corpus.Status, error) {
	return corpus.Status{Fingerprint: string(rune('a' + len(s.texts))), Attempts: len(s.attempts)}, nil
}

func law(id, country string, ps ...corpus.Provision) corpus.Text {
	return corpus.Text{Law: corpus.Law{ID: corpus.URI(id), Country: country, Title: "Act " + id}, Language: "en", Provisions: ps}
}

func section(eid, text string, topic string, needs ...corpus.Tag) corpus.Provision {
	return corpus.Provision{EID: corpus.EID(eid), Kind: "section", Label: eid, Text: text, Needs: needs, Topics: []corpus.Tag{{ID: topic, Weight: .9, By: corpus.ByProgram}}}
}

func need(id string, weight float64) corpus.Tag {
	return corpus.Tag{ID: id, Weight: weight, By: corpus.ByProgram, Rule: "a rule"}
}

const (
	whole   = "Trafficking means the recruitment or transport of a person by means of threat or deception for the purpose of forced labour."
	partial = "Trafficking means the recruitment or transport of a person for the purpose of forced labour."
)

func analyst(t testing.TB, s *shelf) *Analyst {
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
	return &Analyst{Catalog: s, Scheme: scheme, Elements: elements}
}

func assess(t *testing.T, a *Analyst, country, id string) Requirement {
	t.Helper()
	instrument, _, _ := strings.Cut(id, "/")
	as, err := a.Assess(t.Context(), country, instrument)
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(as.Requirements, func(r Requirement) bool { return r.ID == id })
	return as.Requirements[i]
}

// One complete state, one with a partial definition, one that read laws of the kind and has none, one with an unreadable file, one without law.
func TestAnalyst_States(t *testing.T) {
	const id = "tip-protocol/3/a"
	a := analyst(t, &shelf{
		texts: []corpus.Text{
			law("xa/act/1", "XA", section("sec_1", whole, "trafficking-in-persons", need(id, .95))),
			law("xb/act/1", "XB", section("sec_1", partial, "trafficking-in-persons", need(id, .9))),
			law("xc/act/1", "XC", section("sec_1", "Trafficking is punished.", "trafficking-in-persons")),
			law("xd/act/1", "XD", section("sec_1", "Roads are kept.", "")),
			law("xe/act/1", "XE", section("sec_1", "Roads are kept.", "")),
		},
		attempts: []corpus.Attempt{ // newest first
			{Name: "xe.pdf", SHA256: "ee", Given: map[string]string{"country": "XE"}, State: corpus.StateAccepted, Law: "xe/act/1"}, {Name: "xe.pdf", SHA256: "ee", Given: map[string]string{"country": "XE"}, State: corpus.StateFailed},
			{Name: "upload/xf-smoking-act.pdf", SHA256: "ff", State: corpus.StateFailed}, {Name: "scan.pdf", SHA256: "dd", Given: map[string]string{"country": "XD"}, State: corpus.StateFailed},
		},
	})
	for _, c := range []struct {
		country, state string
		missing        []string
	}{
		{"XA", Found, nil}, {"XB", FoundInPart, []string{"means"}}, {"XC", NothingFound, nil}, {"XD", NotReadable, nil}, {"XE", NoLawHeld, nil}, {"XF", NoLawHeld, nil},
	} {
		r := assess(t, a, c.country, id)
		if r.State != c.state || !slices.Equal(r.Missing, c.missing) {
			t.Errorf("%s: %s, missing %v; want %s, missing %v", c.country, r.State, r.Missing, c.state, c.missing)
		}
	}
	if r := assess(t, a, "XA", id); r.Candidates[0].Provision != "xa/act/1#sec_1" || r.Candidates[0].Snippet == "" || len(r.Candidates[0].Elements) != 3 {
		t.Errorf("candidate %+v", r.Candidates[0])
	}
	if _, err := a.Assess(t.Context(), "XA", "no-such-treaty"); !errors.Is(err, corpus.ErrNotFound) {
		t.Errorf("unknown instrument: %v, want ErrNotFound", err)
	}
}

// Drafts are shown, and carry nothing out; what is repealed is not shown.
func TestAnalyst_Drafts(t *testing.T) {
	const id = "tip-protocol/3/a"
	full := section("sec_1", whole, "trafficking-in-persons", need(id, .95))
	as := func(country, status, kind string, p corpus.Provision) corpus.Text {
		l := law(strings.ToLower(country)+"/act/"+corpus.Slug(status+kind), country, p)
		l.Status, l.Type = status, kind
		return l
	}
	a := analyst(t, &shelf{texts: []corpus.Text{
		as("XA", "bill", "", full), as("XB", "Not yet in force", "", full), as("XC", "", "bill", full), as("XD", "repealed", "", full),
		as("XE", "draft", "", full), as("XE", "in force", "", section("sec_1", partial, "trafficking-in-persons", need(id, .7))),
	}})
	for _, c := range []struct {
		country, state string
		laws           int
		drafts         []bool // candidates
	}{
		{"XA", InDraft, 0, []bool{true}}, {"XB", InDraft, 0, []bool{true}}, {"XC", InDraft, 0, []bool{true}}, {"XD", NoLawHeld, 0, nil}, {"XE", FoundInPart, 1, []bool{false, true}},
	} {
		r := assess(t, a, c.country, id)
		var drafts []bool
		for _, c := range r.Candidates {
			drafts = append(drafts, c.Draft)
			if c.Draft && c.Status == "" {
				t.Errorf("%s: a draft without its status", r.Candidates[0].Provision)
			}
		}
		if r.State != c.state || !slices.Equal(drafts, c.drafts) {
			t.Errorf("%s: %s, drafts %v; want %s, %v", c.country, r.State, drafts, c.state, c.drafts)
		}
		m, err := a.Matrix(t.Context(), "tip-protocol", []string{c.country})
		if err != nil {
			t.Fatal(err)
		}
		if got := m.Cells[slices.Index(m.Requirements, id)][0].State; got != c.state {
			t.Errorf("the matrix says %s of %s, want %s", got, c.country, c.state)
		}
		if best, err := a.Best(t.Context(), c.country, id, 1); err != nil || (len(best) > 0) != (len(c.drafts) > 0) {
			t.Errorf("best of %s: %v, %v", c.country, best, err)
		}
	}
}

// What failed counts until it is taken in, though no text changed.
func TestAnalyst_TakenInAfterAll(t *testing.T) {
	s := &shelf{texts: []corpus.Text{law("xd/act/1", "XD", section("sec_1", "Roads are kept.", ""))}}
	a := analyst(t, s)
	for _, c := range []struct{ state, want string }{{"", NoLawHeld}, {corpus.StateFailed, NotReadable}, {corpus.StateAccepted, NoLawHeld}} {
		if c.state != "" {
			s.attempts = append([]corpus.Attempt{{SHA256: "dd", Name: "a.pdf", Given: map[string]string{"country": "xd"}, State: c.state}}, s.attempts...)
		}
		if r := assess(t, a, "XD", "tip-protocol/3/a"); r.State != c.want {
			t.Errorf("after %q: %s, want %s", c.state, r.State, c.want)
		}
	}
}

// A judgement wins, serves its equivalents, and goes stale when the provision it cites is replaced.
func TestAnalyst_Judgement(t *testing.T) {
	s := &shelf{texts: []corpus.Text{law("xa/act/1", "XA", section("sec_1", "Bribes are punished.", "corruption", need("untoc/8/1/a", .6)))}}
	a := analyst(t, s)
	cited, err := a.Cite(t.Context(), corpus.Ref{Law: "xa/act/1", EID: "sec_1"})
	if err != nil {
		t.Fatal(err)
	}
	at := time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC)
	s.judgements = []corpus.Judgement{{Country: "XA", Requirement: "untoc/8/1/a", State: corpus.Covered, Provisions: []corpus.Cited{cited}, By: "A. Lawyer", At: at}}
	if r := assess(t, a, "XA", "untoc/8/1/a"); r.State != corpus.Covered || r.By != "A. Lawyer" || r.Judgement.From != "" || len(r.Judgement.Stale) > 0 {
		t.Errorf("own requirement: %+v, %+v", r.State, r.Judgement)
	}
	if r := assess(t, a, "XA", "uncac/15/a"); r.State != corpus.Covered || r.Judgement.From != "untoc/8/1/a" {
		t.Errorf("equivalent requirement: %+v, %+v", r.State, r.Judgement)
	}
	if r := assess(t, a, "XA", "untoc/8/1/b"); r.Judgement != nil {
		t.Errorf("another requirement has the judgement: %+v", r.Judgement)
	}
	s.texts[0].Provisions[0].Text = "Bribes are tolerated."
	if r := assess(t, a, "XA", "untoc/8/1/a"); !slices.Equal(r.Judgement.Stale, []string{"xa/act/1#sec_1"}) {
		t.Errorf("after a change stale = %v", r.Judgement.Stale)
	}
}

func TestAnalyst_Matrix(t *testing.T) {
	s := &shelf{texts: []corpus.Text{law("xa/act/1", "XA", section("sec_1", whole+" It is punished with imprisonment.", "trafficking-in-persons", need("tip-protocol/5/1", .9)), section("sec_2", partial, "trafficking-in-persons", need("tip-protocol/3/a", .9))), law("xb/act/1", "XB", section("sec_1", "Roads.", ""))}}
	a := analyst(t, s)
	m, err := a.Matrix(t.Context(), "tip-protocol", []string{"XA", "XB"})
	if err != nil {
		t.Fatal(err)
	}
	i := slices.Index(m.Requirements, "tip-protocol/5/1")
	if diff := cmp.Diff([]string{Found, NoLawHeld}, []string{m.Cells[i][0].State, m.Cells[i][1].State}); diff != "" {
		t.Errorf("states (-want +got):\n%s", diff)
	}
	if c := m.Cells[slices.Index(m.Requirements, "tip-protocol/3/a")][0]; c.State != FoundInPart {
		t.Errorf("a definition without the means is %s, want %s", c.State, FoundInPart)
	}
	rows := m.Rows(func(string) string { return "title" })
	if len(rows) != len(m.Requirements)+1 || len(rows[i+1]) != 4 || rows[i+1][2] != "found: Act xa/act/1, sec_1" {
		t.Errorf("row %q", rows[i+1])
	}
	reads := s.reads.Load()
	if _, err := a.Matrix(t.Context(), "untoc", []string{"XA", "XB"}); err != nil || s.reads.Load() != reads {
		t.Errorf("a second question read %d texts again (%v)", s.reads.Load()-reads, err)
	}
	s.texts = append(s.texts, law("xb/act/2", "XB", section("sec_9", whole, "trafficking-in-persons", need("tip-protocol/5/1", .9))))
	if m, _ := a.Matrix(t.Context(), "tip-protocol", []string{"XB"}); m.Cells[i][0].Provision != "xb/act/2#sec_9" {
		t.Errorf("a new law is not seen: %+v", m.Cells[i][0])
	}
}

type words struct{ q index.Query }

func (w *words) Search(_ context.Context, q index.Query) (index.Result, error) {
	w.q = q
	ref := corpus.Ref{Law: "xa/act/1", EID: "sec_1", Language: "en"}
	return index.Result{Hits: []index.Hit{{Ref: ref, Unit: corpus.Unit{Ref: ref, Text: "Roads are kept."}}}}, nil
}

// Where the tags give nothing the search offers provisions, which do not change the state.
func TestAnalyst_Suggestions(t *testing.T) {
	w := &words{}
	a := analyst(t, &shelf{texts: []corpus.Text{law("xa/act/1", "XA", section("sec_1", "Roads are kept.", ""))}})
	a.Search = w
	r := assess(t, a, "XA", "untoc/17")
	if r.State != NoLawHeld || len(r.Candidates) != 1 || r.Candidates[0].By != "search" || r.Candidates[0].Provision != "xa/act/1#sec_1" {
		t.Errorf("state %s, candidates %+v", r.State, r.Candidates)
	}
	if !slices.Equal(w.q.Filters.Country, []string{"XA"}) {
		t.Errorf("searched %+v", w.q.Filters)
	}
}

func TestReadParties(t *testing.T) {
	p, err := ReadParties(strings.NewReader("state,instrument,date,reservations\nxa,untoc,2004-05-06,article 35\n"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ state, instrument, bound string }{{"XA", "untoc", "yes"}, {"XB", "untoc", "no"}, {"XA", "uncac", "unknown"}} {
		if _, got := p.of(c.state, c.instrument); got != c.bound {
			t.Errorf("%s bound by %s: %s, want %s", c.state, c.instrument, got, c.bound)
		}
	}
	if _, got := (*Parties)(nil).of("XA", "untoc"); got != "unknown" {
		t.Errorf("without a table: %s", got)
	}
	for _, bad := range []string{"", "state,instrument\nxa,\n", "state,instrument,date\nxa,untoc,2004\n"} {
		if _, err := ReadParties(strings.NewReader(bad)); !errors.Is(err, corpus.ErrInvalid) {
			t.Errorf("ReadParties(%q) = %v, want ErrInvalid", bad, err)
		}
	}
}

func TestAssessment_Rows(t *testing.T) {
	a := analyst(t, &shelf{texts: []corpus.Text{law("xa/act/1", "XA", section("sec_1", whole, "trafficking-in-persons", need("tip-protocol/3/a", .9)))}})
	as, err := a.Assess(t.Context(), "XA", "tip-protocol")
	if err != nil {
		t.Fatal(err)
	}
	rows := as.Rows("fr")
	for i, row := range rows {
		if len(row) != len(rows[0]) {
			t.Errorf("row %d has %d cells, the header %d", i, len(row), len(rows[0]))
		}
	}
	if got := rows[1][2]; got != "Définition de la traite" {
		t.Errorf("title in French: %q", got)
	}
	if got := rows[1][3]; !strings.HasPrefix(got, "La traite est définie") {
		t.Errorf("duty in French: %q", got)
	}
}

// A change of one law does not make the others be read again.
func TestAnalyst_ReadsWhatChanged(t *testing.T) {
	s := &shelf{texts: []corpus.Text{law("xa/a", "XA", section("sec_1", "one", "firearms")), law("xa/b", "XA", section("sec_1", "two", "firearms"))}}
	a := analyst(t, s)
	hold := func() {
		if _, err := a.hold(t.Context(), "XA"); err != nil {
			t.Fatal(err)
		}
	}
	hold()
	if n := s.reads.Load(); n != 2 {
		t.Fatalf("%d texts read at first, want 2", n)
	}
	s.texts = append(s.texts, law("xa/c", "XA", section("sec_1", "three", "firearms"))) // another fingerprint
	if hold(); s.reads.Load() != 3 {
		t.Errorf("%d texts read, want 3", s.reads.Load())
	}
}

// Of several wordings in a language the one that is read today counts, once: what an earlier one held is a gap now.
func TestAnalyst_ReadsOneWording(t *testing.T) {
	now, before := law("xa/a", "XA", section("sec_1", "now", "firearms", need("firearms-protocol/5/1/a", .9))), law("xa/a", "XA", section("sec_1", "before", "firearms"), section("sec_9", "dropped", "firearms"))
	now.From, before.From = corpus.Date{Year: 2015, Month: 1, Day: 1}, corpus.Date{Year: 2000, Month: 1, Day: 1}
	s := &shelf{texts: []corpus.Text{now, before}} // in the order of Catalog.Texts
	a := analyst(t, s)
	got, err := a.Assess(t.Context(), "XA", "firearms-protocol")
	if err != nil || got.Provisions != 1 || s.reads.Load() != 1 {
		t.Errorf("%d provisions of %d readings, %v; want 1 of 1", got.Provisions, s.reads.Load(), err)
	}
}
