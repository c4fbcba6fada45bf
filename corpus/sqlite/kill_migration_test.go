package sqlite

import (
	"bufio"
	"context"
	"database/sql"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
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
	c, err := Open(name, func(what string) { fmt.Println(what) })
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
}

// Whatever moment the upgrade of a library of the first release is killed at, the next start ends it, and every word is there. Every second kill waits until the file
// gives back the room of its old table (VACUUM).
func TestKill_Upgrade(t *testing.T) {
	var texts []corpus.Text
	for parts := 0; parts < manyParts; { // so many that the file gives back the room of its old table at the end
		x := corpustest.Law(corpus.URI(fmt.Sprintf("xa/act/%d", len(texts))), "Arms.")
		texts, parts = append(texts, x), parts+len(cut(&x))
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
	hit, midway, vacuuming, rounds := 0, 0, 0, 0
	whole, end := 50*time.Millisecond, 5*time.Millisecond // how long an upgrade takes, and its end
	for hit < *upgradeKills || vacuuming < *upgradeKills/6 {
		if rounds++; rounds > 6**upgradeKills+20 {
			t.Fatalf("only %d of %d rounds were killed, %d while room was given back", hit, rounds, vacuuming)
		}
		name := filepath.Join(t.TempDir(), "library.db")
		if err := os.WriteFile(name, template, 0o600); err != nil {
			t.Fatal(err)
		}
		after, behind := rand.N(whole), time.Hour
		if rounds%2 == 0 {
			after, behind = time.Hour, rand.N(end)
		}
		if rounds == 1 {
			after = time.Hour
		}
		u := upgradeFor(t, name, after, behind)
		if u.died {
			hit++
		} else {
			if whole, end = u.whole, u.end; end == 0 || !u.done { // as fast as the machine is now
				t.Fatal("no room was given back")
			}
		}
		switch n := migrated(t, name); {
		case u.died && u.end > 0 && !u.done:
			vacuuming++
		case n > 1 && n < len(entries):
			midway++
		}
		checkUpgraded(t, name, texts)
		if t.Failed() {
			t.Fatalf("after kill %d", hit)
		}
	}
	t.Logf("%d kills in %d rounds, %d between two migrations, %d while the room of the old table was given back; every word is there", hit, rounds, midway, vacuuming)
}

// upgraded is how an upgrade went: how long it took, and its end, when room is given back (0: it did not come so far); whether it was killed, and whether it told that it was done.
type upgraded struct {
	whole, end time.Duration
	died, done bool
}

// upgradeFor opens the library in a process that is killed a while after it began to open it, or behind the beginning of the end.
func upgradeFor(t *testing.T, name string, after, behind time.Duration) (u upgraded) {
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
	kill := func() { _ = cmd.Process.Kill() }
	var began, late time.Time
	for lines := bufio.NewScanner(out); lines.Scan(); {
		switch {
		case began.IsZero():
			began = time.Now()
			defer time.AfterFunc(after, kill).Stop()
		case strings.HasSuffix(lines.Text(), givingBack):
			late = time.Now()
			defer time.AfterFunc(behind, kill).Stop()
		case strings.HasSuffix(lines.Text(), "the catalogue is upgraded"):
			u.done = true
		}
	}
	_ = cmd.Wait()
	u.whole, u.died = time.Since(began), !cmd.ProcessState.Exited()
	if !late.IsZero() {
		u.end = time.Since(late)
	}
	return u
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
