package corpus_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/corpus/corpustest"
)

func openDir(t *testing.T) (*corpus.Dir, string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "originals")
	d, err := corpus.OpenFiles(path)
	if err != nil {
		t.Fatal(err)
	}
	return d, path
}

func TestDir(t *testing.T) {
	corpustest.Files(t, func(t *testing.T) corpus.Files { d, _ := openDir(t); return d })
}

// leftovers lists what a Put that did not end left in the folder.
func leftovers(t *testing.T, path string) []string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(path, ".part-*"))
	if err != nil {
		t.Fatal(err)
	}
	return names
}

func TestDir_LeavesNoTemporaryFile(t *testing.T) {
	d, path := openDir(t)
	for range 2 { // the second finds the file there
		if _, _, err := d.Put(context.Background(), strings.NewReader("x")); err != nil {
			t.Fatal(err)
		}
	}
	done, cancel := context.WithCancel(context.Background())
	cancel()
	if _, _, err := d.Put(done, strings.NewReader("y")); !errors.Is(err, context.Canceled) {
		t.Errorf("Put after its context ended: %v", err)
	}
	if left := leftovers(t, path); len(left) != 0 {
		t.Errorf("left over: %v", left)
	}
}

// What a crash left is swept; what another process is receiving just now is not.
func TestOpenFiles_SweepsWhatIsOld(t *testing.T) {
	_, path := openDir(t)
	old, fresh := filepath.Join(path, ".part-old"), filepath.Join(path, ".part-fresh")
	for _, name := range []string{old, fresh} {
		if err := os.WriteFile(name, []byte("half"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	yesterday := time.Now().Add(-24 * time.Hour)
	if err := os.Chtimes(old, yesterday, yesterday); err != nil {
		t.Fatal(err)
	}
	if _, err := corpus.OpenFiles(path); err != nil {
		t.Fatal(err)
	}
	if left := leftovers(t, path); len(left) != 1 || left[0] != fresh {
		t.Errorf("left: %v, want the fresh one alone", left)
	}
}

// An original that the disk damaged is whole again once it is received again.
func TestDir_PutHeals(t *testing.T) {
	d, path := openDir(t)
	sum, _, err := d.Put(context.Background(), strings.NewReader("the original"))
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(path, sum[:2], sum)
	for _, damaged := range []string{"", "other bytes!"} {
		if err := os.WriteFile(name, []byte(damaged), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, _, err := d.Put(context.Background(), strings.NewReader("the original")); err != nil {
			t.Fatal(err)
		}
		if b, err := os.ReadFile(name); err != nil || string(b) != "the original" {
			t.Errorf("after damage %q and Put again: %q, %v", damaged, b, err)
		}
	}
}

// A folder that cannot be written to is an error, and nothing is claimed to be kept.
func TestDir_FolderLost(t *testing.T) {
	d, path := openDir(t)
	if err := os.RemoveAll(path); err != nil {
		t.Fatal(err)
	}
	if sum, _, err := d.Put(context.Background(), strings.NewReader("x")); err == nil || sum != "" {
		t.Errorf("Put into a folder that is gone = %q, %v", sum, err)
	}
}

// aged makes an original one that came long ago.
func aged(t *testing.T, path, sum string) {
	t.Helper()
	old := time.Now().Add(-48 * time.Hour)
	if err := os.Chtimes(filepath.Join(path, sum[:2], sum), old, old); err != nil {
		t.Fatal(err)
	}
}

// TestDir_Discard removes what is old; what was received again since stays.
func TestDir_Discard(t *testing.T) {
	d, path := openDir(t)
	ctx, day := context.Background(), time.Now().Add(-24*time.Hour)
	sum, _, err := d.Put(ctx, strings.NewReader("x"))
	if err != nil {
		t.Fatal(err)
	}
	if gone, err := d.Discard(sum, day); gone || err != nil {
		t.Errorf("a new one: %v, %v", gone, err)
	}
	aged(t, path, sum)
	if _, _, err := d.Put(ctx, strings.NewReader("x")); err != nil {
		t.Fatal(err)
	}
	if gone, err := d.Discard(sum, day); gone || err != nil {
		t.Errorf("one received again: %v, %v", gone, err)
	}
	aged(t, path, sum)
	if gone, err := d.Discard(sum, day); !gone || err != nil {
		t.Errorf("an old one: %v, %v", gone, err)
	}
	if _, _, err := d.Info(sum); !errors.Is(err, corpus.ErrNotFound) {
		t.Errorf("after it was discarded: %v", err)
	}
	if gone, err := d.Discard(sum, day); gone || err != nil {
		t.Errorf("once more: %v, %v", gone, err)
	}
}

// lateTouch is a disk that touches a file when all that between does is done.
type lateTouch struct {
	corpus.OS
	between func()
}

func (l lateTouch) Touch(name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	l.between()
	return f.Close()
}

// TestDir_DiscardBeforeTouch discards an original from beginning to end while a Put that found it there is about to touch it.
func TestDir_DiscardBeforeTouch(t *testing.T) {
	d, path := openDir(t)
	ctx := context.Background()
	sum, _, err := d.Put(ctx, strings.NewReader("x"))
	if err != nil {
		t.Fatal(err)
	}
	aged(t, path, sum)
	late, err := corpus.OpenFilesOn(lateTouch{between: func() {
		if gone, err := d.Discard(sum, time.Now().Add(-24*time.Hour)); !gone || err != nil {
			t.Errorf("discarded: %v, %v", gone, err)
		}
	}}, path)
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := late.Put(ctx, strings.NewReader("x")); err != nil {
		t.Fatal(err)
	}
	if _, _, err := d.Info(sum); err != nil {
		t.Errorf("accepted, and discarded: %v", err)
	}
}

// TestDir_DiscardBesidePut discards an old original while others receive the same bytes: what a Put accepted is there.
func TestDir_DiscardBesidePut(t *testing.T) {
	d, path := openDir(t)
	ctx, day := context.Background(), time.Now().Add(-24*time.Hour)
	for range 200 {
		sum, _, err := d.Put(ctx, strings.NewReader("x"))
		if err != nil {
			t.Fatal(err)
		}
		aged(t, path, sum)
		done := make(chan error, 2)
		go func() { _, _, err := d.Put(ctx, strings.NewReader("x")); done <- err }()
		go func() { _, err := d.Discard(sum, day); done <- err }()
		if err := errors.Join(<-done, <-done); err != nil {
			t.Fatal(err)
		}
		if _, _, err := d.Info(sum); err != nil {
			t.Fatalf("accepted, and discarded: %v", err)
		}
	}
}
