package sqlite

import (
	"bufio"
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/corpus/corpustest"
)

var kills = flag.Int("kills", 12, "how many times TestKill_NothingAcceptedIsLost kills the writer")

// killedWriter is set in the process that is to be killed: its library.
const killedWriter = "PANDECT_TEST_KILLED_WRITER"

// TestKilledWriter is the process that is killed: it keeps originals and puts laws of two languages, says each that it accepted, and backs up, until it dies.
func TestKilledWriter(t *testing.T) {
	folder := os.Getenv(killedWriter)
	if folder == "" {
		t.Skip("runs as a child of TestKill_NothingAcceptedIsLost")
	}
	ctx := context.Background()
	c, err := Open(filepath.Join(folder, "library.db"))
	if err != nil {
		t.Fatal(err)
	}
	files, err := corpus.OpenFiles(filepath.Join(folder, "originals"))
	if err != nil {
		t.Fatal(err)
	}
	for n := 0; ; n++ {
		id := corpus.URI(fmt.Sprintf("xa/%d/%d", os.Getpid(), n))
		sum, _, err := files.Put(ctx, strings.NewReader(strings.Repeat(string(id), 2_000)))
		if err != nil {
			t.Fatal(err)
		}
		en, fr := corpustest.Law(id, "Arms."), corpustest.Law(id, "Des armes.")
		en.Original.SHA256, fr.Original.SHA256, fr.Language = sum, sum, "fr"
		if err := c.Put(ctx, []corpus.Text{en, fr}, []corpus.Attempt{{Name: string(id), SHA256: sum, State: corpus.StateAccepted, Law: id}}); err != nil {
			t.Fatal(err)
		}
		fmt.Println("accepted", id)
		if n%7 == 3 {
			if err := c.BackupTo(ctx, filepath.Join(folder, "backup.db")); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// Whatever moment the writer is killed at: what it said to have accepted is there with its original, both languages or none, and the library and the
// last backup are sound.
func TestKill_NothingAcceptedIsLost(t *testing.T) {
	folder := t.TempDir()
	accepted := map[corpus.URI]bool{}
	for n := range *kills {
		for _, id := range killWriter(t, folder, time.Duration(rand.IntN(120))*time.Millisecond) {
			accepted[id] = true
		}
		checkAfterKill(t, folder, accepted)
		if t.Failed() {
			t.Fatalf("after kill %d", n+1)
		}
	}
	t.Logf("%d kills, %d laws accepted, 0 lost", *kills, len(accepted))
}

// killWriter runs the writer, kills it some time after its first word, and returns what it accepted.
func killWriter(t *testing.T, folder string, after time.Duration) (accepted []corpus.URI) {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=^TestKilledWriter$")
	cmd.Env = append(os.Environ(), killedWriter+"="+folder)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var kill *time.Timer
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		id, ok := strings.CutPrefix(lines.Text(), "accepted ")
		if !ok {
			t.Errorf("the writer says %q", lines.Text())
			continue
		}
		accepted = append(accepted, corpus.URI(id))
		if kill == nil {
			kill = time.AfterFunc(after, func() { _ = cmd.Process.Kill() })
		}
	}
	_ = cmd.Wait() // it was killed
	return accepted
}

func checkAfterKill(t *testing.T, folder string, accepted map[corpus.URI]bool) {
	t.Helper()
	ctx := context.Background()
	c, err := Open(filepath.Join(folder, "library.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	files, err := corpus.OpenFiles(filepath.Join(folder, "originals"))
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Check(ctx, files, func(flaw string) { t.Error(flaw) }); err != nil {
		t.Fatal(err)
	}
	laws, _, err := c.Laws(ctx, corpus.LawFilter{})
	if err != nil {
		t.Fatal(err)
	}
	there := map[corpus.URI]bool{}
	for _, l := range laws {
		there[l.ID] = true
		if texts, err := c.Texts(ctx, l.ID); err != nil || len(texts) != 2 {
			t.Errorf("%s: %d languages (%v), want 2: half a transaction is shown", l.ID, len(texts), err)
		}
	}
	for id := range accepted {
		if !there[id] {
			t.Errorf("%s was accepted and is lost", id)
		}
	}
	if _, err := os.Stat(filepath.Join(folder, "backup.db")); err != nil {
		return
	}
	saved, err := Open(filepath.Join(folder, "backup.db"))
	if err != nil {
		t.Fatalf("backup: %v", err)
	}
	defer saved.Close()
	if err := saved.Check(ctx, files, func(flaw string) { t.Error("backup: " + flaw) }); err != nil {
		t.Fatal(err)
	}
}
