package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/corpus/corpustest"
	"github.com/pandect/pandect/corpus/sqlite"
	"github.com/pandect/pandect/index"
	"github.com/pandect/pandect/ingest"
)

// ordered is a catalogue and an index that look at what would be there after a power cut whenever something is put into them.
type ordered struct {
	*sqlite.Catalog
	engine index.Engine
	t      *testing.T
	disk   *corpustest.Disk
	files  string
	puts   [2]int // into catalogue and index
}

// Put of the catalogue: the originals of the texts are on the disk.
func (o *ordered) Put(ctx context.Context, texts []corpus.Text, attempts []corpus.Attempt) error {
	after := o.t.TempDir()
	if err := o.disk.Cut(o.files, after); err != nil {
		o.t.Error(err)
	}
	for _, x := range texts {
		o.puts[0]++
		if _, err := os.Stat(filepath.Join(after, x.Original.SHA256[:2], x.Original.SHA256)); err != nil {
			o.t.Errorf("%s goes into the catalogue, and a power cut now would lose its original: %v", x.ID, err)
		}
	}
	return o.Catalog.Put(ctx, texts, attempts)
}

// orderedIndex: the texts are in the catalogue, and not marked as indexed.
type orderedIndex struct{ *ordered }

func (o orderedIndex) Put(ctx context.Context, texts ...corpus.Text) error {
	pending := map[corpus.URI]bool{}
	err := o.Unindexed(ctx, index.SchemaVersion, func(changed []corpus.Text, _ []corpus.URI) error {
		for _, x := range changed {
			pending[x.ID] = true
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, x := range texts {
		o.puts[1]++
		if !pending[x.ID] {
			o.t.Errorf("%s goes into the index: it is not in the catalogue, or is marked already", x.ID)
		}
	}
	return o.engine.Put(ctx, texts...)
}

// Originals reach the disk before the catalogue has their rows, the catalogue before the index.
func TestIngest_OrderOfWrites(t *testing.T) {
	ctx, dir := context.Background(), t.TempDir()
	lib := openAfterKill(t, &config{library: filepath.Join(dir, "lib")})
	defer lib.Close()
	disk := &corpustest.Disk{}
	o := &ordered{Catalog: lib.catalog, engine: lib.engine, t: t, disk: disk, files: filepath.Join(dir, "originals")}
	files, err := corpus.OpenFilesOn(disk, o.files)
	if err != nil {
		t.Fatal(err)
	}
	laws := filepath.Join(dir, "laws")
	writeLaws(t, laws, 0, 5)
	sources, err := ingest.Sources([]string{laws}, nil, "")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	p := ingest.Pipeline{Files: files, Catalog: o, Index: orderedIndex{o}, Schema: index.SchemaVersion,
		Read: func(context.Context, []byte, ingest.Hint) (corpus.Text, error) {
			n++
			return corpustest.Law(corpus.URI(fmt.Sprintf("xa/act/%d", n)), "Lanterns."), nil
		}}
	if err := p.Run(ctx, sources); err != nil {
		t.Fatal(err)
	}
	if o.puts != [2]int{5, 5} {
		t.Errorf("%v texts looked at in catalogue and index, want 5 and 5", o.puts)
	}
}

// Each write of a backup fails in turn, as on a full disk: the earlier points stay whole, none that is not finished is shown, and the next backup heals.
func TestBackup_EveryFault(t *testing.T) {
	ctx := context.Background()
	cfg := stocked(t, 2)
	lib, err := openCatalog(cfg, false)
	if err != nil {
		t.Fatal(err)
	}
	defer lib.Close()
	if err := os.WriteFile(filepath.Join(cfg.library, "parties.csv"), []byte("state,instrument,date,reservations\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	faults := 0
	for at := 1; ; at++ {
		dest := t.TempDir()
		if _, err := backup(ctx, corpus.OS{}, lib, dest); err != nil {
			t.Fatal(err)
		}
		stock(t, lib, 10*at, 1)
		disk := &corpustest.Disk{FailAt: at, Fault: syscall.ENOSPC}
		_, err := backup(ctx, disk, lib, dest)
		if disk.Steps < at {
			break
		}
		faults++
		all, pointsErr := points(dest)
		if pointsErr != nil || err == nil && len(all) != 2 || len(all) == 0 {
			t.Errorf("operation %d fails: backup says %v, and %d points are shown (%v)", at, err, len(all), pointsErr)
		}
		if err := verifyBackup(ctx, dest); err != nil {
			t.Errorf("operation %d fails: %v", at, err)
		}
		if _, err := backup(ctx, corpus.OS{}, lib, dest); err != nil {
			t.Errorf("the backup after a fault: %v", err)
		}
		if err := verifyBackup(ctx, dest); err != nil {
			t.Errorf("the backup after a fault: %v", err)
		}
	}
	if faults < 10 {
		t.Errorf("only %d operations failed", faults)
	}
	t.Logf("%d faults, 0 points lost or half shown", faults)
}

// A power cut or a failing disk leaves any file of the index short or empty: the next start answers with all laws.
func TestOpenLibrary_DamagedIndex(t *testing.T) {
	cfg := stocked(t, 40)
	var names []string
	lib := openAfterKill(t, cfg)
	g, _, err := lib.generations()
	if err != nil {
		t.Fatal(err)
	}
	dir := lib.generationDir(g)
	if err := lib.Close(); err != nil {
		t.Fatal(err)
	}
	for _, pattern := range []string{"*", "*/*"} {
		found, err := filepath.Glob(filepath.Join(dir, pattern))
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, found...)
	}
	damaged := 0
	for _, name := range names {
		info, err := os.Stat(name)
		if err != nil || info.IsDir() {
			continue
		}
		for _, size := range []int64{0, info.Size() / 2, info.Size() - 3, -1} {
			copied := &config{library: filepath.Join(t.TempDir(), "lib")}
			if err := os.CopyFS(copied.library, os.DirFS(cfg.library)); err != nil {
				t.Fatal(err)
			}
			rel, err := filepath.Rel(cfg.library, name)
			if err != nil {
				t.Fatal(err)
			}
			if target := filepath.Join(copied.library, rel); size < 0 {
				err = os.Remove(target)
			} else {
				err = os.Truncate(target, size)
			}
			if err != nil {
				t.Fatal(err)
			}
			damaged++
			t.Run(fmt.Sprintf("%s to %d", filepath.Base(name), size), func(t *testing.T) {
				lib := openAfterKill(t, copied)
				defer lib.Close()
				sound(t, lib)
			})
		}
	}
	t.Logf("%d damages", damaged)
}
