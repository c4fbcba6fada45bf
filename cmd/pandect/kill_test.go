package main

import (
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/corpus/corpustest"
)

var kills = flag.Int("kills", 2, "how often ingestion, reindex and backup are killed each")

// killed runs pandect again and again and kills it at a random moment of its work, as long as an undisturbed run takes. before prepares a round, after looks at
// what the kill left and says whether the work had begun and was not done. Only rounds that the program did not live to end count.
func killed(t *testing.T, before func(round int) (args []string), after func() (midway bool)) {
	t.Helper()
	began := time.Now()
	if out, err := exec.Command("pandect", before(0)...).CombinedOutput(); err != nil {
		t.Fatalf("undisturbed: %v\n%s", err, out)
	}
	whole := time.Since(began)
	after()
	hit, midway, rounds := 0, 0, 0
	for hit < *kills {
		if rounds++; rounds > 4**kills+10 {
			t.Fatalf("only %d of %d rounds were killed", hit, rounds)
		}
		cmd := exec.Command("pandect", before(rounds)...)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		began := time.Now()
		kill := time.AfterFunc(whole/8+rand.N(whole*7/8), func() { _ = cmd.Process.Kill() })
		_ = cmd.Wait()
		kill.Stop()
		if !cmd.ProcessState.Exited() {
			hit++
		} else {
			whole = time.Since(began) // the machine has less to do than before
		}
		if after() {
			midway++
		}
		if t.Failed() {
			t.Fatalf("after kill %d", hit)
		}
	}
	t.Logf("%d kills in %d rounds, %d with the work begun and not done; nothing lost, nothing half-done", hit, rounds, midway)
}

func openAfterKill(t *testing.T, cfg *config) *library {
	t.Helper()
	lib, err := openLibrary(context.Background(), cfg, true)
	if err != nil {
		t.Fatalf("the start after a kill: %v", err)
	}
	return lib
}

// sound looks at everything, with the index brought up to date by the opening.
func sound(t *testing.T, lib *library) {
	t.Helper()
	ctx := context.Background()
	flaw := func(flaw string) { t.Error(flaw) }
	if err := lib.catalog.Check(ctx, lib.files, flaw); err != nil {
		t.Fatal(err)
	}
	if err := indexFlaws(ctx, lib.catalog, lib.engine, flaw); err != nil {
		t.Fatal(err)
	}
}

func lawsOf(t *testing.T, lib *library) map[corpus.URI]bool {
	t.Helper()
	laws, _, err := lib.catalog.Laws(context.Background(), corpus.LawFilter{})
	if err != nil {
		t.Fatal(err)
	}
	ids := map[corpus.URI]bool{}
	for _, l := range laws {
		ids[l.ID] = true
	}
	return ids
}

// Every round takes in laws that were never there, more than one transaction holds, so that each kill comes amid new work. What was there stays; one more run
// brings in the rest. A library is left after a few rounds, so that looking at all of it stays quick.
func TestKill_Ingestion(t *testing.T) {
	const each, few = 60, 8
	dir := t.TempDir()
	cfg := &config{}
	laws, given := "", 0
	var held map[corpus.URI]bool
	whole := func() { // one more run over all that this library was given
		if out, err := exec.Command("pandect", "ingest", "--library", cfg.library, laws).CombinedOutput(); err != nil {
			t.Fatalf("the last run: %v\n%s", err, out)
		}
		lib := openAfterKill(t, cfg)
		defer lib.Close()
		sound(t, lib)
		if now := lawsOf(t, lib); len(now) != given {
			t.Errorf("%d laws in the end, want %d", len(now), given)
		}
		if err := lib.catalog.Unlisted(context.Background(), lib.files, func(sum string) error { // a run that was killed named what it had kept, or the last one did
			t.Errorf("original %s is named by nothing in the end", sum)
			return nil
		}); err != nil {
			t.Fatal(err)
		}
	}
	killed(t, func(round int) []string {
		if round%few == 0 {
			if round > 0 {
				whole()
			}
			epoch := fmt.Sprint(round / few)
			cfg.library, laws, given, held = filepath.Join(dir, "lib"+epoch), filepath.Join(dir, "laws"+epoch), 0, nil
		}
		given += each
		now := filepath.Join(laws, fmt.Sprint(round))
		writeLaws(t, now, round*each, each)
		return []string{"ingest", "--library", cfg.library, "--jobs", "2", now}
	}, func() bool {
		lib := openAfterKill(t, cfg)
		defer lib.Close()
		sound(t, lib)
		now := lawsOf(t, lib)
		for id := range held {
			if !now[id] {
				t.Errorf("%s was accepted and is lost", id)
			}
		}
		more, kept := len(now)-len(held), 0
		if err := lib.files.Each(context.Background(), func(string) error { kept++; return nil }); err != nil {
			t.Fatal(err)
		}
		held = now
		return more < each && (more > 0 || kept > len(now))
	})
	whole()
}

func writeLaws(t *testing.T, dir string, first, n int) {
	t.Helper()
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	for i := first; i < first+n; i++ {
		var page strings.Builder
		fmt.Fprintf(&page, "<h1>Lantern Act %d</h1><p>Act of a fictional state.</p>", 100_000+i)
		for n := range 50 {
			fmt.Fprintf(&page, "<h3>%d. Licence</h3><p>No person may light a lantern of kind %d without a licence of the registrar.</p>", n+1, n*i)
		}
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%d.html", i)), []byte(page.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// stocked is a library with laws and their originals.
func stocked(t *testing.T, laws int) *config {
	t.Helper()
	cfg := &config{library: filepath.Join(t.TempDir(), "lib")}
	lib := openAfterKill(t, cfg)
	defer lib.Close()
	stock(t, lib, 0, laws)
	return cfg
}

func stock(t *testing.T, lib *library, first, n int) {
	t.Helper()
	ctx := context.Background()
	var texts []corpus.Text
	for i := first; i < first+n; i++ {
		law := corpustest.Law(corpus.URI(fmt.Sprintf("xa/act/%d", i)), "Arms and lanterns.")
		sum, _, err := lib.files.Put(ctx, strings.NewReader(strings.Repeat(fmt.Sprintf("Act %d. ", i), 10_000)))
		if err != nil {
			t.Fatal(err)
		}
		law.Original.SHA256 = sum
		texts = append(texts, law)
	}
	if err := lib.catalog.Put(ctx, texts, nil); err != nil {
		t.Fatal(err)
	}
	if lib.engine == nil {
		return
	}
	if err := heal(ctx, lib.catalog, lib.engine); err != nil {
		t.Fatal(err)
	}
}

// Whatever moment a reindex is killed at, the next start answers with all laws; the next reindex leaves one generation.
func TestKill_Reindex(t *testing.T) {
	cfg := stocked(t, 400)
	killed(t, func(int) []string { return []string{"reindex", "--library", cfg.library} }, func() bool {
		lib := openAfterKill(t, cfg)
		defer lib.Close()
		sound(t, lib)
		_, all, err := lib.generations()
		if err != nil {
			t.Fatal(err)
		}
		return len(all) > 1
	})
	if out, err := exec.Command("pandect", "reindex", "--library", cfg.library).CombinedOutput(); err != nil {
		t.Fatalf("the last run: %v\n%s", err, out)
	}
	lib := openAfterKill(t, cfg)
	defer lib.Close()
	sound(t, lib)
	if _, all, err := lib.generations(); err != nil || len(all) != 1 {
		t.Errorf("generations %v (%v), want one", all, err)
	}
}

// Whatever moment a backup is killed at, its earlier points stay and every point that is shown is whole; the last is brought back.
func TestKill_Backup(t *testing.T) {
	ctx := context.Background()
	cfg, saved := stocked(t, 10), filepath.Join(t.TempDir(), "saved")
	shown := 0
	killed(t, func(round int) []string {
		lib, err := openCatalog(cfg, false)
		if err != nil {
			t.Fatal(err)
		}
		defer lib.Close()
		stock(t, lib, 10+round*40, 40)
		return []string{"backup", "--keep", "1000", "--library", cfg.library, saved}
	}, func() bool {
		all, err := points(saved)
		if err != nil || len(all) < shown {
			t.Fatalf("%d points (%v), %d before", len(all), err, shown)
		}
		for _, p := range all[max(0, shown-1):] {
			if _, err := os.Stat(filepath.Join(p.dir, "backup.json")); err != nil {
				t.Error(err)
			}
		}
		if len(all) > 0 {
			if err := verifyBackup(ctx, saved); err != nil {
				t.Error(err)
			}
		}
		begun, err := filepath.Glob(filepath.Join(saved, "point", ".part-*"))
		for _, name := range begun {
			err = os.RemoveAll(name) // so that the next round's is told from this
		}
		if err != nil {
			t.Fatal(err)
		}
		same := len(all) == shown
		shown = len(all)
		return same && len(begun) > 0
	})
	if out, err := exec.Command("pandect", "backup", "--verify", "--library", cfg.library, saved).CombinedOutput(); err != nil {
		t.Fatalf("the last run: %v\n%s", err, out)
	}
	again := &config{library: filepath.Join(t.TempDir(), "again")}
	if err := restore(ctx, again, saved, time.Time{}); err != nil {
		t.Fatal(err)
	}
	var fingerprints []string
	for _, c := range []*config{cfg, again} {
		lib := openAfterKill(t, c)
		sound(t, lib)
		s, err := lib.catalog.Status(ctx)
		if err != nil {
			t.Fatal(err)
		}
		fingerprints = append(fingerprints, s.Fingerprint)
		if err := lib.Close(); err != nil {
			t.Error(err)
		}
	}
	if len(slices.Compact(fingerprints)) != 1 {
		t.Errorf("fingerprints %q differ", fingerprints)
	}
}
