package bleve

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	bolt "go.etcd.io/bbolt"

	"github.com/pandect/pandect/index/indextest"
)

// TestCheckRoot cuts the file that names the segments after each of its pages, and writes over each: what is gone is noticed before Scorch reads it in a
// goroutine of its own, and nothing ends the program.
func TestCheckRoot(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "v1")
	e, err := Open(dir, &indextest.Shelf{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range indextest.Library()[:4] { // each leaves a snapshot of its own
		if err := e.Put(t.Context(), text); err != nil {
			t.Fatal(err)
		}
	}
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(dir, rootFile)
	if err := checkRoot(dir); err != nil {
		t.Fatalf("a sound one: %v", err)
	}
	root, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	page, used, noticed := os.Getpagesize(), usedOf(t, name), 0
	damaged := func(content []byte) bool {
		if err := os.WriteFile(name, content, 0o600); err != nil {
			t.Fatal(err)
		}
		return checkRoot(dir) != nil
	}
	for at := range int(used) / page {
		if !damaged(root[:at*page]) {
			t.Errorf("cut at %d of %d bytes in use: it is not noticed", at*page, used)
		}
		over := bytes.Clone(root)
		copy(over[at*page:], make([]byte, page))
		if damaged(over) { // a free page is no loss
			noticed++
		}
	}
	if noticed == 0 {
		t.Error("no page that was written over is noticed")
	}
}

// usedOf is how many bytes of a file of bolt hold something.
func usedOf(t *testing.T, name string) (used int64) {
	t.Helper()
	db, err := bolt.Open(name, 0o600, &bolt.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.View(func(tx *bolt.Tx) error { used = tx.Size(); return nil }); err != nil {
		t.Fatal(err)
	}
	return used
}
