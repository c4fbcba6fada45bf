package main

import (
	"bytes"
	"context"
	"errors"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/corpus/sample"
	"github.com/pandect/pandect/ingest/worker"
)

// pagesOf is a store whose children are pandect, which this test program is under that name.
func pagesOf(t *testing.T, dir string, files *corpus.Dir) *pageStore {
	s, err := newPageStore(&library{dir: dir, files: files})
	if err != nil {
		t.Fatal(err)
	}
	s.pool = worker.NewPool(func() *exec.Cmd { return exec.Command("pandect", "read-worker") }, 1, worker.Limits{Files: 1})
	t.Cleanup(func() { s.Close() })
	return s
}

func TestPageStore(t *testing.T) {
	dir := t.TempDir()
	files, err := corpus.OpenFiles(filepath.Join(dir, "originals"))
	if err != nil {
		t.Fatal(err)
	}
	law, err := sample.FS.ReadFile("law/xa-firearms.pdf")
	if err != nil {
		t.Fatal(err)
	}
	put := func(b []byte) string {
		sum, _, err := files.Put(context.Background(), bytes.NewReader(b))
		if err != nil {
			t.Fatal(err)
		}
		return sum
	}
	sum := put(law)
	s := pagesOf(t, dir, files)
	p, err := s.Page(context.Background(), sum, 1, 1)
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(p.Image))
	if err != nil || img.Bounds().Dx() != p.Width || img.Bounds().Dy() != p.Height {
		t.Fatalf("page 1: %s of %d × %d: %v", p.MediaType, p.Width, p.Height, err)
	}
	var read strings.Builder
	for _, w := range p.Words {
		read.WriteString(w.Text + " ")
		if w.X < 0 || w.Y < 0 || w.Width <= 0 || w.X+w.Width > p.Width || w.Y+w.Height > p.Height {
			t.Errorf("word %q stands at %d,%d %d×%d on a page of %d×%d", w.Text, w.X, w.Y, w.Width, w.Height, p.Width, p.Height)
		}
	}
	if !strings.Contains(strings.ToLower(read.String()), "firearm") {
		t.Errorf("words of page 1: %s", read.String())
	}
	if large, err := s.Page(context.Background(), sum, 1, 2); err != nil || large.Width < 2*p.Width-2 || large.Width > 2*p.Width+2 {
		t.Errorf("twice as large it is %d wide, %d once: %v", large.Width, p.Width, err)
	}
	s.pool.Close() // what is kept needs no child
	if again, err := s.Page(context.Background(), sum, 1, 1); err != nil || !bytes.Equal(again.Image, p.Image) {
		t.Errorf("the page again: %v", err)
	}
}

func TestPageStore_Refuses(t *testing.T) {
	dir := t.TempDir()
	files, err := corpus.OpenFiles(filepath.Join(dir, "originals"))
	if err != nil {
		t.Fatal(err)
	}
	s := pagesOf(t, dir, files)
	sums := map[string]string{"none": strings.Repeat("a", 64)}
	for name, content := range map[string]string{"html": "<!doctype html><p>Section 1. Short title.", "damaged": "%PDF-1.7\nnothing"} {
		sum, _, err := files.Put(context.Background(), strings.NewReader(content))
		if err != nil {
			t.Fatal(err)
		}
		sums[name] = sum
	}
	law, _ := sample.FS.ReadFile("law/xa-firearms.pdf")
	sums["law"], _, _ = files.Put(context.Background(), bytes.NewReader(law))
	for _, c := range []struct {
		original string
		page     int
		want     error
	}{{"none", 1, corpus.ErrNotFound}, {"html", 1, corpus.ErrUnsupported}, {"damaged", 1, corpus.ErrUnsupported}, {"law", 9999, corpus.ErrNotFound}} {
		if _, err := s.Page(context.Background(), sums[c.original], c.page, 1); !errors.Is(err, c.want) {
			t.Errorf("page %d of %s: %v, want %v", c.page, c.original, err, c.want)
		}
	}
	s.pool.Close() // a page that failed is not tried again, until some time has passed
	if _, err := s.Page(context.Background(), sums["damaged"], 1, 1); !errors.Is(err, corpus.ErrUnsupported) {
		t.Errorf("a damaged page asked for again: %v", err)
	}
	for name, f := range s.failed {
		s.failed[name] = failedPage{f.err, f.at.Add(-failedRest)}
	}
	gone, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := s.Page(gone, sums["damaged"], 1, 1); !errors.Is(err, context.Canceled) {
		t.Errorf("a damaged page asked for later, by somebody who went away: %v", err)
	}
	for range cap(s.turns) {
		s.turns <- struct{}{}
	}
	if _, err := s.Page(context.Background(), sums["law"], 1, 1); !errors.Is(err, corpus.ErrUnavailable) {
		t.Errorf("with all turns taken: %v", err)
	}
}

func TestPageStore_Prune(t *testing.T) {
	s := &pageStore{dir: t.TempDir(), most: 100}
	for i, name := range []string{"old", "middle", "new"} {
		path := filepath.Join(s.dir, name)
		if err := os.WriteFile(path, make([]byte, 40), 0o600); err != nil {
			t.Fatal(err)
		}
		when := time.Now().Add(time.Duration(i-10) * time.Hour)
		if err := os.Chtimes(path, when, when); err != nil {
			t.Fatal(err)
		}
	}
	s.prune()
	left, _ := filepath.Glob(filepath.Join(s.dir, "*"))
	if len(left) != 1 || filepath.Base(left[0]) != "new" {
		t.Errorf("120 bytes where 100 may be kept: %v are left, want the newest alone (75)", left)
	}
}
