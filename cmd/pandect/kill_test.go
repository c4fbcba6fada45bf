package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/pandect/pandect/corpus"
)

var kills = flag.Int("kills", 4, "how often TestIngest_Killed kills an ingestion")

// A whole ingestion is killed at random moments. What a finished transaction accepted stays; one more run brings in the rest, and the
// library is sound then.
func TestIngest_Killed(t *testing.T) {
	dir, total := t.TempDir(), 400
	laws, lib := filepath.Join(dir, "laws"), filepath.Join(dir, "lib")
	writeLaws(t, laws, total)
	held := 0
	for n := range *kills {
		cmd := exec.Command("pandect", "ingest", "--library", lib, "--jobs", "2", laws)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(100*time.Millisecond + rand.N(900*time.Millisecond))
		_ = cmd.Process.Kill() // it may have ended
		_ = cmd.Wait()
		now := lawsIn(t, lib)
		t.Logf("kill %d: %d laws", n+1, now)
		if now < held {
			t.Fatalf("kill %d: %d laws, %d were accepted before", n+1, now, held)
		}
		held = now
	}
	if out, err := exec.Command("pandect", "ingest", "--library", lib, laws).CombinedOutput(); err != nil {
		t.Fatalf("the last run: %v\n%s", err, out)
	}
	if now := lawsIn(t, lib); now != total {
		t.Errorf("%d laws in the end, want %d", now, total)
	}
	if out, err := exec.Command("pandect", "check", "--library", lib).CombinedOutput(); err != nil {
		t.Errorf("check: %v\n%s", err, out)
	}
}

func writeLaws(t *testing.T, dir string, n int) {
	t.Helper()
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	for i := range n {
		page := fmt.Sprintf(`<h1>Lantern Act %[1]d</h1><p>Act of a fictional state.</p><h3>1. Licence</h3><p>No person may light a lantern of kind %[1]d
without a licence of the registrar.</p><h3>2. Penalty</h3><p>Whoever breaches section 1 pays a fine of %[1]d crowns.</p>`, 1000+i)
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%d.html", i)), []byte(page), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// lawsIn counts the laws of a library; 0 where a kill came before there was one.
func lawsIn(t *testing.T, lib string) int {
	t.Helper()
	if _, err := os.Stat(filepath.Join(lib, "library.db")); err != nil {
		return 0
	}
	out, err := exec.Command("pandect", "status", "--library", lib, "--json").Output()
	if err != nil {
		t.Fatal(err)
	}
	var s corpus.Status
	if err := json.Unmarshal(out, &s); err != nil {
		t.Fatal(err)
	}
	return s.Laws
}
