package sqlite

import (
	"context"
	"database/sql"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/corpus/corpustest"
)

var upgradeKills = flag.Int("upgrade-kills", 6, "how many times TestKill_Upgrade kills the upgrade")

const killedUpgrade = "PANDECT_TEST_KILLED_UPGRADE"

// TestKilledUpgrade is the process that is killed: it opens a library of the first release.
func TestKilledUpgrade(t *testing.T) {
	name := os.Getenv(killedUpgrade)
	if name == "" {
		t.Skip("runs as a child of TestKill_Upgrade")
	}
	fmt.Println("opening")
	c, err := Open(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
}

// Whatever moment the upgrade of a library of the first release is killed at, the next start ends it, and every word is there.
func TestKill_Upgrade(t *testing.T) {
	var texts []corpus.Text
	for n := range manyParts/7 + 1 { // of seven provisions each: so many that the file gives back the room of its old table at the end
		texts = append(texts, corpustest.Law(corpus.URI(fmt.Sprintf("xa/act/%d", n)), "Arms."))
	}
	first := filepath.Join(t.TempDir(), "first.db")
	oldLibrary(t, first, texts)
	template, err := os.ReadFile(first)
	if err != nil {
		t.Fatal(err)
	}
	entries, err := migrations.ReadDir("migration")
	if err != nil {
		t.Fatal(err)
	}
	hit, midway, rounds := 0, 0, 0
	whole := 50 * time.Millisecond
	for hit < *upgradeKills {
		if rounds++; rounds > 6**upgradeKills+20 {
			t.Fatalf("only %d of %d rounds were killed", hit, rounds)
		}
		name := filepath.Join(t.TempDir(), "library.db")
		if err := os.WriteFile(name, template, 0o600); err != nil {
			t.Fatal(err)
		}
		after := rand.N(whole)
		if rounds == 1 {
			after = time.Hour
		}
		took, died := upgradeFor(t, name, after)
		if died {
			hit++
		} else {
			whole = took // as fast as the machine is now
		}
		if n := migrated(t, name); n > 1 && n < len(entries) {
			midway++
		}
		checkUpgraded(t, name, texts)
		if t.Failed() {
			t.Fatalf("after kill %d", hit)
		}
	}
	t.Logf("%d kills in %d rounds, %d between two migrations; every word is there", hit, rounds, midway)
}

// upgradeFor opens the library in a process that is killed a while after it began to open it.
func upgradeFor(t *testing.T, name string, after time.Duration) (took time.Duration, died bool) {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=^TestKilledUpgrade$")
	cmd.Env = append(os.Environ(), killedUpgrade+"="+name)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if _, err := out.Read(make([]byte, 1)); err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	kill := time.AfterFunc(after, func() { _ = cmd.Process.Kill() })
	_ = cmd.Wait()
	kill.Stop()
	return time.Since(began), !cmd.ProcessState.Exited()
}

// migrated counts the migrations that a file has, as a reader sees it after the kill.
func migrated(t *testing.T, name string) (n int) {
	t.Helper()
	db, err := sql.Open("sqlite3", dsn(name))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.QueryRow("SELECT count(*) FROM migration").Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

func checkUpgraded(t *testing.T, name string, texts []corpus.Text) {
	t.Helper()
	ctx := context.Background()
	c, err := Open(name)
	if err != nil {
		t.Errorf("the start after the kill: %v", err)
		return
	}
	defer c.Close()
	kept := map[corpus.URI]corpus.Text{}
	if err := c.Each(ctx, func(x corpus.Text) error { kept[x.ID] = x; return nil }); err != nil {
		t.Fatal(err)
	}
	for _, want := range texts {
		if diff := cmp.Diff(want, kept[want.ID]); diff != "" {
			t.Errorf("%s (-want +got):\n%s", want.ID, diff)
			return
		}
	}
	if _, total, err := c.Laws(ctx, corpus.LawFilter{Words: texts[0].Title}); err != nil || total == 0 {
		t.Errorf("a law by the words of its title: %d, %v", total, err)
	}
}
