package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/corpus/sqlite"
)

// A backup is a plain folder: originals/ as in the library, shared by all points, and point/TIME/ with the catalogue and what lies beside it as they were at
// that time. A point appears whole, by one rename; until then it is hidden.

// backupNote stands in a point as backup.json.
type backupNote struct {
	At          time.Time `json:"at"`
	Laws        int       `json:"laws"`
	Texts       int       `json:"texts"`
	Originals   int       `json:"originals"`
	Fingerprint string    `json:"fingerprint"`
}

func backupCommand(cfg *config) *cobra.Command {
	var keep int
	var verify bool
	cmd := &cobra.Command{
		Use:   "backup DEST",
		Short: "Save the library into a folder",
		Long: `Save the library into a folder, which keeps the points of earlier runs: the catalogue as it is at one moment, the originals that the
folder does not have yet, and what else lies in the library's folder (parties.csv, instruments, keys, decisions on packs). It may run
while the library is served. The copy of the catalogue is read again and compared; --verify also reads every original there against its
SHA-256, those of earlier runs too. The index is not saved: restore rebuilds it.`,
		Example: "  pandect backup /mnt/backup/laws\n  pandect backup --verify --keep 90 /mnt/backup/laws",
		Args:    arguments(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			if keep < 1 {
				return usageError{errors.New("--keep: at least one point is kept")}
			}
			lib, err := openCatalog(cfg, false)
			if err != nil {
				return err
			}
			defer lib.Close()
			note, err := backup(cmd.Context(), corpus.OS{}, lib, args[0])
			if err == nil && verify {
				err = verifyBackup(cmd.Context(), args[0])
			}
			if err == nil {
				err = thin(args[0], keep)
			}
			if err == nil {
				err = lib.catalog.Did(cmd.Context(), "backup")
			}
			if err != nil {
				return err
			}
			_, err = fmt.Fprintf(cmd.OutOrStdout(), "saved %d laws, %d texts, %d originals; fingerprint %s\n", note.Laws, note.Texts, note.Originals, note.Fingerprint)
			return err
		},
	}
	cmd.Flags().IntVar(&keep, "keep", 30, "how many `POINTS` in time the folder keeps; originals are always kept")
	cmd.Flags().BoolVar(&verify, "verify", false, "read everything in the folder again")
	return cmd
}

// backup copies the catalogue first: every original that it names was kept before it.
func backup(ctx context.Context, disk corpus.Disk, lib *library, dest string) (note backupNote, err error) {
	points := filepath.Join(dest, "point")
	if err := os.MkdirAll(points, 0o700); err != nil {
		return note, fmt.Errorf("backup: %w", err)
	}
	part, err := os.MkdirTemp(points, ".part-*")
	if err != nil {
		return note, fmt.Errorf("backup: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(part)) }() // gone where all went well
	if err := lib.catalog.BackupTo(ctx, filepath.Join(part, "library.db")); err != nil {
		return note, err
	}
	note.At = time.Now().UTC()
	to, err := corpus.OpenFilesOn(disk, filepath.Join(dest, "originals"))
	if err != nil {
		return note, err
	}
	if note.Originals, err = copyFiles(ctx, lib.files, to); err != nil {
		return note, err
	}
	if err := copyBeside(disk, lib.dir, part, dest); err != nil {
		return note, fmt.Errorf("backup: %w", err)
	}
	status, err := statusOf(ctx, filepath.Join(part, "library.db"))
	if err != nil {
		return note, err
	}
	note.Laws, note.Texts, note.Fingerprint = status.Laws, status.Texts, status.Fingerprint
	if err := writeJSON(filepath.Join(part, "backup.json"), note); err != nil {
		return note, err
	}
	return note, publish(disk, part, filepath.Join(points, pointName(note.At)))
}

// publish gives a finished point its name: all of it is on the disk before.
func publish(disk corpus.Disk, part, point string) error {
	if err := errors.Join(syncTree(part), disk.SyncFolder(filepath.Dir(filepath.Dir(point)))); err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	if err := disk.Rename(part, point); err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	return disk.SyncFolder(filepath.Dir(point))
}

func statusOf(ctx context.Context, db string) (corpus.Status, error) {
	saved, err := sqlite.Open(db)
	if err != nil {
		return corpus.Status{}, err
	}
	status, err := saved.Status(ctx)
	return status, errors.Join(err, saved.Close())
}

// copyFiles copies the originals that to does not have, and says how many from has. What Put returns is the hash of what it wrote.
func copyFiles(ctx context.Context, from, to corpus.Files) (n int, err error) {
	have := map[string]bool{}
	if err := to.Each(ctx, func(sum string) error { have[sum] = true; return nil }); err != nil {
		return 0, err
	}
	return n, from.Each(ctx, func(sum string) error {
		n++
		if have[sum] {
			return nil
		}
		f, err := from.Open(ctx, sum)
		if err != nil {
			return err
		}
		defer f.Close()
		got, _, err := to.Put(ctx, f)
		if err == nil && got != sum {
			err = fmt.Errorf("original %s has other bytes (%s); run pandect check: %w", sum, got, corpus.ErrConflict)
		}
		return err
	})
}

// verifyBackup reads the newest point and every original.
func verifyBackup(ctx context.Context, dest string) error {
	p, err := pointAt(dest, time.Time{})
	if err != nil {
		return err
	}
	files, err := corpus.OpenFiles(filepath.Join(dest, "originals"))
	if err != nil {
		return err
	}
	saved, err := sqlite.Open(filepath.Join(p.dir, "library.db"))
	if err != nil {
		return err
	}
	var flaws []error
	err = saved.Check(ctx, files, func(flaw string) { flaws = append(flaws, errors.New(flaw)) })
	return errors.Join(errors.Join(flaws...), err, saved.Close())
}

// thin removes the oldest points beyond keep, and what interrupted backups left a day ago.
func thin(dest string, keep int) error {
	all, err := points(dest)
	if err != nil {
		return err
	}
	for _, p := range all[:max(0, len(all)-keep)] {
		if p.dir != dest {
			err = errors.Join(err, os.RemoveAll(p.dir))
		}
	}
	leftover, globErr := filepath.Glob(filepath.Join(dest, "point", ".part-*"))
	for _, name := range leftover {
		if info, statErr := os.Stat(name); statErr == nil && time.Since(info.ModTime()) > 24*time.Hour {
			err = errors.Join(err, os.RemoveAll(name))
		}
	}
	return errors.Join(err, globErr)
}

// point is a moment that a library can be brought back to.
type point struct {
	dir string
	at  time.Time
}

const pointLayout = "2006-01-02T15-04-05.000Z" // no colons: Windows

func pointName(at time.Time) string { return at.UTC().Format(pointLayout) }

// points are the points of a backup, oldest first. A backup of an earlier release is one point, its folder.
func points(src string) ([]point, error) {
	var all []point
	if b, err := os.ReadFile(filepath.Join(src, "backup.json")); err == nil {
		var note backupNote
		if err := json.Unmarshal(b, &note); err != nil {
			return nil, fmt.Errorf("%s/backup.json: %w", src, err)
		}
		all = append(all, point{src, note.At})
	}
	entries, err := os.ReadDir(filepath.Join(src, "point")) // sorted
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	for _, e := range entries {
		if at, err := time.Parse(pointLayout, e.Name()); err == nil {
			all = append(all, point{filepath.Join(src, "point", e.Name()), at})
		}
	}
	return all, nil
}

// pointAt is the newest point that is not after t; of all, where t is zero. ErrNotFound if there is none.
func pointAt(src string, t time.Time) (point, error) {
	all, err := points(src)
	if err != nil {
		return point{}, err
	}
	var names []string
	for i := len(all) - 1; i >= 0; i-- {
		if t.IsZero() || !all[i].at.After(t) {
			return all[i], nil
		}
		names = append(names, all[i].at.Format(time.RFC3339))
	}
	if len(all) == 0 {
		return point{}, fmt.Errorf("%s holds no finished backup: %w", src, corpus.ErrNotFound)
	}
	return point{}, fmt.Errorf("%s holds nothing as old as that; it has %s: %w", src, strings.Join(names, ", "), corpus.ErrNotFound)
}
