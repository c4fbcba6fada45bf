package corpus_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/corpus/corpustest"
)

var original = strings.Repeat("Act on lanterns. ", 9_000) // several writes long

// damaged names the files that are shown as originals and have other bytes, and says whether the one of the test is whole.
func damaged(t *testing.T, folder string) (bad []string, whole bool) {
	t.Helper()
	files, err := corpus.OpenFiles(folder)
	if err != nil {
		t.Fatal(err)
	}
	err = files.Each(context.Background(), func(sum string) error {
		b, err := os.ReadFile(filepath.Join(folder, sum[:2], sum))
		got := sha256.Sum256(b)
		if hex.EncodeToString(got[:]) != sum {
			bad = append(bad, sum)
		} else if string(b) == original {
			whole = true
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return bad, whole
}

// Each operation of Put fails in turn, by an error of the disk and by a full disk (writes are short then): no half original is shown, nothing is left over, and
// the same Put heals. What was accepted survives a power cut.
func TestDir_EveryFault(t *testing.T) {
	ctx, faults := context.Background(), 0
	for _, fault := range []error{syscall.EIO, syscall.ENOSPC} {
		for at := 1; ; at++ {
			path := filepath.Join(t.TempDir(), "originals")
			disk := &corpustest.Disk{FailAt: at, Fault: fault}
			d, err := corpus.OpenFilesOn(disk, path)
			if err != nil {
				t.Fatal(err)
			}
			_, _, err = d.Put(ctx, strings.NewReader(original))
			if disk.Steps < at {
				break
			}
			faults++
			if !errors.Is(err, fault) {
				t.Errorf("operation %d fails with %v: Put says %v", at, fault, err)
			}
			if bad, _ := damaged(t, path); len(bad) > 0 || len(leftovers(t, path)) > 0 {
				t.Errorf("operation %d fails with %v: %d half originals, leftovers %v", at, fault, len(bad), leftovers(t, path))
			}
			if _, _, err := d.Put(ctx, strings.NewReader(original)); err != nil {
				t.Errorf("Put after the fault: %v", err)
			}
			after := t.TempDir()
			if err := disk.Cut(path, after); err != nil {
				t.Fatal(err)
			}
			if bad, whole := damaged(t, after); len(bad) > 0 || !whole {
				t.Errorf("operation %d failed with %v, Put was repeated and accepted: after a power cut it is lost", at, fault)
			}
		}
	}
	t.Logf("%d faults, 0 originals lost, 0 half shown", faults)
}

// cuts cuts the power after each operation of a Put, and says how many originals were shown with other bytes, and whether what was accepted was lost.
func cuts(t *testing.T, disk *corpustest.Disk) (n, half int, lost bool) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "originals")
	look := func() (whole bool) {
		n++
		after := t.TempDir()
		if err := disk.Cut(path, after); err != nil {
			t.Fatal(err)
		}
		bad, whole := damaged(t, after)
		half += len(bad)
		return whole
	}
	disk.Step = func() { look() }
	d, err := corpus.OpenFilesOn(disk, path)
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := d.Put(context.Background(), strings.NewReader(original)); err != nil {
		t.Fatal(err)
	}
	return n, half, !look()
}

// Whatever moment the power is cut at, no half original is shown, and one that Put accepted is there; the order of names and bytes is the file system's to
// choose. A disk that lies about syncing shows that this test would notice.
func TestDir_PowerCut(t *testing.T) {
	for _, eager := range []bool{false, true} {
		if n, half, lost := cuts(t, &corpustest.Disk{Eager: eager}); half > 0 || lost {
			t.Errorf("eager %v: of %d power cuts %d showed a half original; lost: %v", eager, n, half, lost)
		}
		if _, half, lost := cuts(t, &corpustest.Disk{Eager: eager, LoseSync: true}); half == 0 && !lost {
			t.Errorf("eager %v: a disk that does not sync goes unnoticed", eager)
		}
	}
}

// A file that is written anew is the old or the new one, whole, whatever fails and whenever the power is cut.
func TestWriteFile_OldOrNew(t *testing.T) {
	write := func(d corpus.Disk, name, text string) error {
		return corpus.WriteFile(d, name, 0o600, func(w io.Writer) error {
			_, err := io.WriteString(w, text)
			return err
		})
	}
	for _, eager := range []bool{false, true} {
		for at := 0; ; at++ {
			dir := t.TempDir()
			name := filepath.Join(dir, "decisions.json")
			disk := &corpustest.Disk{Eager: eager, Fault: syscall.ENOSPC}
			if err := write(disk, name, "old"); err != nil {
				t.Fatal(err)
			}
			first := disk.Steps
			if at > 0 {
				disk.FailAt = first + at
			}
			look := func(when string) string {
				after := t.TempDir()
				if err := disk.Cut(dir, after); err != nil {
					t.Fatal(err)
				}
				b, err := os.ReadFile(filepath.Join(after, "decisions.json"))
				if err != nil || string(b) != "old" && string(b) != "new" {
					t.Errorf("fault %d, eager %v, %s: %q, %v", at, eager, when, b, err)
				}
				return string(b)
			}
			disk.Step = func() { look(fmt.Sprint("cut after operation ", disk.Steps-first)) }
			if err := write(disk, name, "new"); err == nil && look("at the end") != "new" {
				t.Errorf("fault %d: accepted and lost", at)
			}
			if at > 0 && disk.Steps < disk.FailAt {
				break
			}
		}
	}
}

// Each operation of Discard fails in turn: the original is there whole after the next start, or it is gone.
func TestDir_DiscardEveryFault(t *testing.T) {
	for at := 1; ; at++ {
		path := filepath.Join(t.TempDir(), "originals")
		d, err := corpus.OpenFiles(path)
		if err != nil {
			t.Fatal(err)
		}
		sum, _, err := d.Put(t.Context(), strings.NewReader(original))
		if err != nil {
			t.Fatal(err)
		}
		aged(t, path, sum)
		disk := &corpustest.Disk{FailAt: at, Fault: syscall.EIO}
		if d, err = corpus.OpenFilesOn(disk, path); err != nil {
			t.Fatal(err)
		}
		gone, err := d.Discard(sum, time.Now().Add(-24*time.Hour))
		if disk.Steps < at {
			if !gone || err != nil {
				t.Errorf("without a fault: %v, %v", gone, err)
			}
			break
		}
		if gone || !errors.Is(err, syscall.EIO) {
			t.Errorf("operation %d fails: %v, %v", at, gone, err)
		}
		if _, err := corpus.OpenFiles(path); err != nil {
			t.Fatal(err)
		}
		bad, whole := damaged(t, path)
		aside, _ := filepath.Glob(filepath.Join(path, ".aside-*"))
		if len(bad) > 0 || len(aside) > 0 || !whole && at < 3 {
			t.Errorf("operation %d failed: %d half originals, whole %v, set aside %v", at, len(bad), whole, aside)
		}
	}
}
