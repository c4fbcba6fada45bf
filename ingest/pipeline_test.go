package ingest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/pandect/pandect/corpus"
)

// shelf is a catalogue and an index in memory, as far as a pipeline needs them.
type shelf struct {
	mu       sync.Mutex
	texts    map[corpus.URI]corpus.Text
	attempts []corpus.Attempt
	indexed  map[corpus.URI]bool
	files    map[string]bool
}

func newShelf() *shelf {
	return &shelf{texts: map[corpus.URI]corpus.Text{}, indexed: map[corpus.URI]bool{}, files: map[string]bool{}}
}

func (s *shelf) Put(_ context.Context, texts []corpus.Text, attempts []corpus.Attempt) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, t := range texts {
		s.texts[t.ID] = t
	}
	s.attempts = append(s.attempts, attempts...)
	return nil
}

func (s *shelf) RecordAttempt(_ context.Context, a corpus.Attempt) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.attempts = append(s.attempts, a)
	return nil
}

func (s *shelf) Seen(_ context.Context, sum string) (corpus.Attempt, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, a := range s.attempts {
		if a.SHA256 == sum && a.State == corpus.StateAccepted {
			return a, nil
		}
	}
	return corpus.Attempt{}, corpus.ErrNotFound
}

func (s *shelf) Attempts(_ context.Context, f corpus.AttemptFilter) (out []corpus.Attempt, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, a := range slices.Backward(s.attempts) {
		if a.SHA256 == f.SHA256 {
			out = append(out, a)
		}
	}
	return out, nil
}

func (s *shelf) Text(_ context.Context, law corpus.URI, _ string) (corpus.Text, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	t, ok := s.texts[law]
	if !ok {
		return t, corpus.ErrNotFound
	}
	return t, nil
}

func (s *shelf) ReadToday(_ context.Context, texts []corpus.Text) ([]corpus.Text, error) {
	return texts, nil
}

func (s *shelf) MarkIndexed(context.Context, int, []corpus.Text, []corpus.URI) error { return nil }

// spines is the shelf as an index.
type spines struct{ *shelf }

func (s spines) Put(_ context.Context, texts ...corpus.Text) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, t := range texts {
		s.indexed[t.ID] = true
	}
	return nil
}

// box is the shelf's originals; the SHA-256 is the wording itself, which is as unique.
type box struct{ *shelf }

func (b box) Put(_ context.Context, r io.Reader) (string, int64, error) {
	data, err := io.ReadAll(r)
	b.mu.Lock()
	defer b.mu.Unlock()
	b.files[string(data)] = true
	return string(data), int64(len(data)), err
}
func (box) Open(context.Context, string) (io.ReadSeekCloser, error) { return nil, corpus.ErrNotFound }
func (box) Each(context.Context, func(string) error) error          { return nil }

// readWords makes a law of "id|wording"; "bad" cannot be read.
func readWords(_ context.Context, data []byte, hint Hint) (corpus.Text, error) {
	id, wording, ok := strings.Cut(string(data), "|")
	if !ok {
		return corpus.Text{}, &Failure{Kind: "damaged", Message: "it is broken"}
	}
	return corpus.Text{Law: corpus.Law{ID: corpus.URI(id), Title: id}, Language: "en", Original: &corpus.Original{Name: hint.Name},
		Provisions: []corpus.Provision{{EID: "sec_1", Kind: "section", Text: wording}}}, nil
}

func source(name, data string) Source {
	return Source{Name: name, Hint: Hint{Name: name}, Open: func() ([]byte, error) {
		if data == "" {
			return nil, errors.New("no such file")
		}
		return []byte(data), nil
	}}
}

func run(t *testing.T, s *shelf, sources ...Source) (results []string) {
	t.Helper()
	p := Pipeline{Files: box{s}, Catalog: s, Index: spines{s}, Read: readWords, Jobs: 1, OnResult: func(a corpus.Attempt) error {
		results = append(results, fmt.Sprintf("%s %s %s%s", a.Name, a.State, a.Law, a.Kind))
		return nil
	}}
	if err := p.Run(context.Background(), sources); err != nil {
		t.Fatal(err)
	}
	return results
}

func TestPipeline_OneBadFile(t *testing.T) {
	s := newShelf()
	got := run(t, s, source("a", "xa/1|wording of the first"), source("b", "bad"), source("c", ""), source("d", "xa/2|wording of the second"), source("e", "xa/1|wording of the first"))
	want := map[string]bool{"a accepted xa/1": true, "b failed damaged": true, "c failed unsound": true, "d accepted xa/2": true, "e known xa/1": true}
	for _, g := range got {
		if !want[g] {
			t.Errorf("unexpected: %s", g)
		}
		delete(want, g)
	}
	if len(want) > 0 || len(s.texts) != 2 || !s.indexed["xa/1"] || !s.indexed["xa/2"] {
		t.Errorf("missing %v; %d texts, indexed %v", want, len(s.texts), s.indexed)
	}
	if !s.files["bad"] {
		t.Error("the original of a file that could not be read was not kept")
	}
	again := run(t, s, source("a", "xa/1|wording of the first"), source("d", "xa/2|wording of the second"))
	if diff := cmp.Diff([]string{"a known xa/1", "d known xa/2"}, again); diff != "" {
		t.Errorf("a second run: %s", diff)
	}
}

// Two acts of one year and name that say different things are two laws; the same act again is its newer wording.
func TestPipeline_SameID(t *testing.T) {
	s := newShelf()
	long := "the registrar grants a licence to a person who has passed an examination in safe handling"
	run(t, s, source("a", "xa/1|"+long))
	run(t, s, source("b", "xa/1|"+long+" and pays the fee"))
	if len(s.texts) != 1 || !strings.HasSuffix(s.texts["xa/1"].Provisions[0].Text, "fee") {
		t.Errorf("a newer wording: %v", s.texts)
	}
	run(t, s, source("c", "xa/1|fishing without a permit is punished by a fine of one hundred crowns or by labour"))
	if len(s.texts) != 2 || s.texts["xa/1-2"].ID != "xa/1-2" {
		t.Errorf("another law of the same id must not take its place: %v", s.texts)
	}
}

func TestPipeline_Stopped(t *testing.T) {
	s := newShelf()
	ctx, cancel := context.WithCancel(context.Background())
	var sources []Source
	for i := range 50 {
		sources = append(sources, source(fmt.Sprint(i), fmt.Sprintf("xa/%d|wording %d", i, i)))
	}
	n := 0
	p := Pipeline{Files: box{s}, Catalog: s, Index: spines{s}, Jobs: 2, Read: func(ctx context.Context, data []byte, hint Hint) (corpus.Text, error) {
		if n++; n == 10 {
			cancel()
		}
		return readWords(ctx, data, hint)
	}}
	p.Jobs = 1
	if err := p.Run(ctx, sources); !errors.Is(err, context.Canceled) {
		t.Errorf("Run = %v, want the context's error", err)
	}
	for id := range s.texts {
		if !s.indexed[id] {
			t.Errorf("%s was stored and not indexed", id)
		}
	}
	run(t, s, sources...)
	if len(s.texts) != 50 {
		t.Errorf("after a second run %d laws, want 50", len(s.texts))
	}
}

// What a manifest said of a file is said again when the file is read again, below what is said then.
func TestPipeline_RemembersTheRow(t *testing.T) {
	s := newShelf()
	first := source("scan.pdf", "bad")
	first.know(&Row{Path: "scan.pdf", Country: "KE", Type: "decree", Year: 1977, Title: "Decree on Lanterns", Topics: []string{"firearms"}, Extra: map[string]string{"shelf": "B 12"}})
	run(t, s, first)
	var hint Hint
	p := Pipeline{Files: box{s}, Catalog: s, Read: func(_ context.Context, _ []byte, h Hint) (corpus.Text, error) {
		hint = h
		return readWords(context.Background(), []byte("xx/1|wording that OCR found"), h)
	}}
	again := source("scan.pdf", "bad")
	again.Again, again.Row = true, &Row{Number: "9", Date: corpus.Date{Year: 1978, Month: 2, Day: 1}}
	if err := p.Run(t.Context(), []Source{again}); err != nil {
		t.Fatal(err)
	}
	got, want := s.texts["ke/decree/1978/9"], "Decree on Lanterns"
	if got.Title != want || got.Country != "KE" || hint.Country != "KE" || got.Extra["shelf"] != "B 12" || len(got.Topics) != 1 {
		t.Errorf("read again with hint %+v: %+v", hint, s.texts)
	}
	if last := s.attempts[len(s.attempts)-1].Given; last["type"] != "decree" || last["date"] != "1978-02-01" || last["year"] != "" {
		t.Errorf("the attempt keeps %v", last)
	}
}

func TestKnown(t *testing.T) {
	folder := t.TempDir()
	sources := []Source{{Name: filepath.Join(folder, "in", "a.pdf")}, {Name: "https://example.org/b.pdf"}, {Name: "c.pdf"}}
	rows := []Row{{Path: "in/a.pdf", Country: "KE"}, {Path: "https://example.org/b.pdf", Country: "UG"}}
	if err := Known(sources, rows, folder); err != nil {
		t.Fatal(err)
	}
	if sources[0].Row == nil || sources[0].Hint.Country != "KE" || sources[1].Row == nil || sources[1].Hint.Country != "UG" || sources[2].Row != nil {
		t.Errorf("%+v", sources)
	}
}
