//go:build linux

package sqlite

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/corpus/corpustest"
)

const fullDisk = "PANDECT_TEST_FULL_DISK"

// TestFullDiskWriter is the process whose files cannot grow beyond two megabytes: it puts laws and says which were accepted and which refused.
func TestFullDiskWriter(t *testing.T) {
	name := os.Getenv(fullDisk)
	if name == "" {
		t.Skip("runs as a child of TestCatalog_FullDisk")
	}
	signal.Ignore(syscall.SIGXFSZ) // the write fails then, as on a full disk
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: 2 << 20, Max: 2 << 20}); err != nil {
		t.Fatal(err)
	}
	c, err := Open(name)
	if err != nil {
		t.Fatal(err)
	}
	refused := 0
	for n := 0; n < 4000 && refused < 20; n++ {
		id := corpus.URI(fmt.Sprintf("xa/act/%d", n))
		if err := c.Put(context.Background(), []corpus.Text{corpustest.Law(id, strings.Repeat("Arms. ", 200))}, nil); err != nil {
			refused++
			fmt.Println("refused", id)
		} else {
			fmt.Println("accepted", id)
		}
	}
}

// A disk that fills up refuses laws, and loses none that it accepted; the library is sound, and with room again goes on.
func TestCatalog_FullDisk(t *testing.T) {
	ctx := context.Background()
	name := filepath.Join(t.TempDir(), "library.db")
	cmd := exec.Command(os.Args[0], "-test.run=^TestFullDiskWriter$")
	cmd.Env = append(os.Environ(), fullDisk+"="+name)
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	said := map[string][]corpus.URI{}
	for line := range strings.Lines(string(out)) {
		word, id, _ := strings.Cut(strings.TrimSpace(line), " ")
		said[word] = append(said[word], corpus.URI(id))
	}
	if len(said["accepted"]) == 0 || len(said["refused"]) == 0 {
		t.Fatalf("%d accepted, %d refused: the disk was not full in the midst", len(said["accepted"]), len(said["refused"]))
	}
	c, err := Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	intact(t, c)
	for _, id := range said["accepted"] {
		if _, err := c.Text(ctx, id, ""); err != nil {
			t.Errorf("accepted and lost: %v", err)
		}
	}
	for _, id := range said["refused"] {
		if _, err := c.Text(ctx, id, ""); err == nil {
			t.Errorf("%s was refused and is there", id)
		}
		if err := c.Put(ctx, []corpus.Text{corpustest.Law(id, "Arms.")}, nil); err != nil {
			t.Errorf("with room again: %v", err)
		}
	}
	t.Logf("%d accepted, %d refused, 0 lost", len(said["accepted"]), len(said["refused"]))
}

const fullUpgrade = "PANDECT_TEST_FULL_UPGRADE"

// TestFullUpgrade is the process whose files cannot grow beyond so many bytes: it upgrades a library of the first release, or says why not.
func TestFullUpgrade(t *testing.T) {
	name, room, ok := strings.Cut(os.Getenv(fullUpgrade), "\n")
	if !ok {
		t.Skip("runs as a child of TestOpen_UpgradeOnFullDisk")
	}
	bytes, err := strconv.ParseUint(room, 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	signal.Ignore(syscall.SIGXFSZ)
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: bytes, Max: bytes}); err != nil {
		t.Fatal(err)
	}
	c, err := Open(name)
	if err != nil {
		fmt.Println("refused", err)
		return
	}
	if err := c.Close(); err != nil {
		fmt.Println("refused", err)
	}
}

// A disk that fills up amid an upgrade ends it with an error; with room again the upgrade goes on, and every word is there.
func TestOpen_UpgradeOnFullDisk(t *testing.T) {
	var texts []corpus.Text
	for n := range 150 {
		texts = append(texts, corpustest.Law(corpus.URI(fmt.Sprintf("xa/act/%d", n)), "Arms."))
	}
	first := filepath.Join(t.TempDir(), "first.db")
	oldLibrary(t, first, texts)
	template, err := os.ReadFile(first)
	if err != nil {
		t.Fatal(err)
	}
	refused := 0
	for room := len(template) / 8; ; room += len(template) / 4 {
		name := filepath.Join(t.TempDir(), "library.db")
		if err := os.WriteFile(name, template, 0o600); err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command(os.Args[0], "-test.run=^TestFullUpgrade$")
		cmd.Env = append(os.Environ(), fmt.Sprintf("%s=%s\n%d", fullUpgrade, name, room))
		said, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("with room for %d bytes: %v\n%s", room, err, said)
		}
		checkUpgraded(t, name, texts)
		if t.Failed() {
			t.Fatalf("with room for %d bytes: %s", room, said)
		}
		if !strings.Contains(string(said), "refused") {
			break
		}
		refused++
	}
	if refused < 3 {
		t.Errorf("the disk was full %d times only", refused)
	}
	t.Logf("%d upgrades on a full disk, nothing lost", refused)
}

// The power goes while a law is written: of the log, what was synced with the law before is on the disk, and of the rest any part, or blocks of nothing. The
// law before is there, the one under way whole or not at all. The writer is never closed, so that the log is what it was.
func TestCatalog_PowerCut(t *testing.T) {
	ctx := context.Background()
	folder := t.TempDir()
	name := filepath.Join(folder, "library.db")
	c, err := Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	var logs []int64 // size of the log after each law
	for n := range 4 {
		if err := c.Put(ctx, []corpus.Text{corpustest.Law(corpus.URI(fmt.Sprintf("xa/act/%d", n)), strings.Repeat("Arms. ", 2000))}, nil); err != nil {
			t.Fatal(err)
		}
		info, err := os.Stat(name + "-wal")
		if err != nil {
			t.Fatal(err)
		}
		logs = append(logs, info.Size())
	}
	db, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	wal, err := os.ReadFile(name + "-wal")
	if err != nil {
		t.Fatal(err)
	}
	shown := [2]int{}
	for range 60 {
		before := rand.N(3)
		from, to := logs[before], logs[before+1]
		if from >= to {
			t.Fatalf("the log went back from %d to %d: it was checkpointed, the test's laws are too large", from, to)
		}
		cut := from + rand.N(to-from+1)
		left := append([]byte{}, wal[:cut]...)
		if rand.N(2) == 0 { // the file had grown, and its last blocks were never written
			left = append(left, make([]byte, to-cut)...)
		}
		after := filepath.Join(t.TempDir(), "library.db")
		for file, b := range map[string][]byte{after: db, after + "-wal": left} {
			if err := os.WriteFile(file, b, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		saved, err := Open(after)
		if err != nil {
			t.Fatalf("the start after a power cut: %v", err)
		}
		intact(t, saved)
		laws, _, err := saved.Laws(ctx, corpus.LawFilter{})
		if err != nil || len(laws) < before+1 || len(laws) > before+2 {
			t.Errorf("%d laws after the cut (%v), %d were accepted and one was under way", len(laws), err, before+1)
		} else {
			shown[len(laws)-before-1]++
		}
		if err := saved.Close(); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("60 power cuts: 0 accepted laws lost; the law under way absent %d times, whole %d times", shown[0], shown[1])
}
