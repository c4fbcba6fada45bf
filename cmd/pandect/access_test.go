package main

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/pandect/pandect/corpus"
)

// A new library and its backup are their owner's alone, and doctor says so when they are not.
func TestLibrary_OwnersAlone(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no permission bits")
	}
	ctx := context.Background()
	cfg := &config{library: filepath.Join(t.TempDir(), "lib")}
	saved := filepath.Join(t.TempDir(), "saved")
	lib, err := openLibrary(ctx, cfg, true)
	if err != nil {
		t.Fatal(err)
	}
	putLaw(t, lib, 1, "Arms.")
	for _, name := range []string{"library.db", "library.db-wal", "library.db-shm", ""} {
		ownersAlone(t, filepath.Join(cfg.library, name))
	}
	if _, err := backup(ctx, corpus.OS{}, lib, saved); err != nil {
		t.Fatal(err)
	}
	if err := lib.Close(); err != nil {
		t.Fatal(err)
	}
	ownersAlone(t, saved)
	p, err := points(saved)
	if err != nil || len(p) != 1 {
		t.Fatalf("points %v, %v", p, err)
	}
	ownersAlone(t, filepath.Join(p[0].dir, "library.db"))

	var out strings.Builder
	if err := examineAccess(cfg.library, &out); err != nil {
		t.Errorf("doctor on a new library: %v", err)
	}
	for _, name := range []string{"", "library.db"} {
		if err := os.Chmod(filepath.Join(cfg.library, name), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := examineAccess(cfg.library, &out); err == nil || !strings.Contains(err.Error(), "chmod") {
		t.Errorf("doctor on a library that everyone reads: %v", err)
	}
}

func ownersAlone(t *testing.T, name string) {
	t.Helper()
	info, err := os.Stat(name)
	if err != nil {
		t.Fatal(err)
	}
	if info.Mode()&fs.ModePerm&0o077 != 0 {
		t.Errorf("%s has %v: others can read it", name, info.Mode())
	}
}
