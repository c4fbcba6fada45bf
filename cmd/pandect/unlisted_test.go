package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/pandect/pandect/corpus"
)

// TestCheck_Unlisted leaves originals behind as a stop does between keeping a file and saying what came of it: check names them, and removes them when told to and
// when they are old. What a text, an attempt, a file sent in or a visit names stays, however old.
func TestCheck_Unlisted(t *testing.T) {
	ctx, cfg := t.Context(), stocked(t, 2)
	lib, err := openCatalog(cfg, false)
	if err != nil {
		t.Fatal(err)
	}
	defer lib.Close()
	keep := func(words string) string {
		sum, _, err := lib.files.Put(ctx, strings.NewReader(words))
		if err != nil {
			t.Fatal(err)
		}
		return sum
	}
	lost, late, waiting, failed, visited := keep("lost"), keep("late"), keep("waiting"), keep("failed"), keep("visited")
	if err := lib.catalog.AddUploads(ctx, 10, corpus.Upload{Batch: "b", Name: "w.pdf", SHA256: waiting, At: time.Now()}); err != nil {
		t.Fatal(err)
	}
	if err := lib.catalog.RecordAttempt(ctx, corpus.Attempt{Name: "f.pdf", SHA256: failed, State: corpus.StateFailed, At: time.Now()}); err != nil {
		t.Fatal(err)
	}
	seen, err := openFetched(filepath.Join(cfg.library, "fetched.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	if err := seen.add(visit{URL: "https://laws.example/v.pdf", SHA256: visited}); err != nil {
		t.Fatal(err)
	}
	seen.Close()
	old := time.Now().Add(-2 * unlistedAge)
	if err := lib.files.Each(ctx, func(sum string) error {
		if sum == late {
			return nil
		}
		return os.Chtimes(filepath.Join(cfg.library, "originals", sum[:2], sum), old, old)
	}); err != nil {
		t.Fatal(err)
	}
	all := originalsOf(t, lib)

	told := ran(t, "check", "--library", cfg.library)
	if n := strings.Count(told, "is named by nothing"); n != 2 || !strings.Contains(told, lost) || !strings.Contains(told, late) || !strings.HasSuffix(told, "sound\n") || len(originalsOf(t, lib)) != len(all) {
		t.Errorf("check says of %s and %s:\n%s", lost, late, told)
	}
	told = ran(t, "check", "--library", cfg.library, "--discard-unlisted")
	if !strings.Contains(told, "; discarded") || !strings.Contains(told, "less than a day ago") {
		t.Errorf("check --discard-unlisted says:\n%s", told)
	}
	now := originalsOf(t, lib)
	for sum := range all {
		if now[sum] == (sum == lost) {
			t.Errorf("original %s is there: %v", sum, now[sum])
		}
	}
}

func originalsOf(t *testing.T, lib *library) map[string]bool {
	t.Helper()
	sums := map[string]bool{}
	if err := lib.files.Each(context.Background(), func(sum string) error { sums[sum] = true; return nil }); err != nil {
		t.Fatal(err)
	}
	return sums
}
