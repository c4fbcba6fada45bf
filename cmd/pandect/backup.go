package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/corpus/sqlite"
)

// backupNote stands in a backup as backup.json.
type backupNote struct {
	At          time.Time `json:"at"`
	Laws        int       `json:"laws"`
	Texts       int       `json:"texts"`
	Originals   int       `json:"originals"`
	Fingerprint string    `json:"fingerprint"`
}

func backupCommand(cfg *config) *cobra.Command {
	return &cobra.Command{
		Use:   "backup DEST",
		Short: "Save the library into a folder",
		Long: `Save the library into a folder: the catalogue as it is at one moment, and the originals that the folder does not have yet, and
what else lies in the library's folder (parties.csv, instruments, keys, decisions on packs). It may run while the library is served. What was written is read again and compared. The index is not saved: restore rebuilds it.`,
		Example: "  pandect backup /mnt/backup/laws",
		Args:    arguments(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			lib, err := openCatalog(cfg, false)
			if err != nil {
				return err
			}
			defer lib.Close()
			note, err := backup(cmd.Context(), lib, args[0])
			if err != nil {
				return err
			}
			_, err = fmt.Fprintf(cmd.OutOrStdout(), "saved %d laws, %d texts, %d originals; fingerprint %s\n", note.Laws, note.Texts, note.Originals, note.Fingerprint)
			return err
		},
	}
}

// backup copies the catalogue first: every original that it names was kept before it.
func backup(ctx context.Context, lib *library, dest string) (note backupNote, err error) {
	if err := os.MkdirAll(dest, 0o755); err != nil {
		return note, fmt.Errorf("backup: %w", err)
	}
	if err := lib.catalog.BackupTo(ctx, filepath.Join(dest, "library.db")); err != nil {
		return note, err
	}
	to, err := corpus.OpenFiles(filepath.Join(dest, "originals"))
	if err != nil {
		return note, err
	}
	if note.Originals, err = copyFiles(ctx, lib.files, to); err != nil {
		return note, err
	}
	if err := copyBeside(lib.dir, dest); err != nil {
		return note, fmt.Errorf("backup: %w", err)
	}
	saved, err := sqlite.Open(filepath.Join(dest, "library.db"))
	if err != nil {
		return note, err
	}
	status, err := saved.Status(ctx)
	if err = errors.Join(err, saved.Close()); err != nil {
		return note, err
	}
	note.At, note.Laws, note.Texts, note.Fingerprint = time.Now().UTC(), status.Laws, status.Texts, status.Fingerprint
	return note, writeFile(filepath.Join(dest, "backup.json"), func(w io.Writer) error { return json.NewEncoder(w).Encode(note) })
}

// copyFiles copies the originals that to does not have, and says how many from has. What Put returns is the hash of what it wrote.
func copyFiles(ctx context.Context, from, to corpus.Files) (n int, err error) {
	have := map[string]bool{}
	if err := to.Each(ctx, func(sum string) error { have[sum] = true; return nil }); err != nil {
		return 0, err
	}
	return n, errors.Join(from.Each(ctx, func(sum string) error {
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
	}))
}

func restoreCommand(cfg *config) *cobra.Command {
	return &cobra.Command{
		Use:   "restore SRC",
		Short: "Bring a library back from a backup",
		Long: `Bring a library back from a backup, into a folder that holds none yet (--library). Every original is compared with its SHA-256 and the
catalogue with the fingerprint that the backup noted; then the index is built.`,
		Example: "  pandect restore /mnt/backup/laws --library ./library",
		Args:    arguments(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := restore(cmd.Context(), cfg, args[0]); err != nil {
				return fmt.Errorf("restore: %w", err)
			}
			lib, err := openLibrary(cmd.Context(), cfg, false)
			if err != nil {
				return err
			}
			defer lib.Close()
			status, err := lib.catalog.Status(cmd.Context())
			if err != nil {
				return err
			}
			_, err = fmt.Fprintf(cmd.OutOrStdout(), "restored %d laws, %d texts; fingerprint %s\n", status.Laws, status.Texts, status.Fingerprint)
			return err
		},
	}
}

// restore copies originals and catalogue; the catalogue last, so that a stop before that leaves no library.
func restore(ctx context.Context, cfg *config, src string) error {
	db := filepath.Join(cfg.library, "library.db")
	if _, err := os.Stat(db); err == nil {
		return fmt.Errorf("%s holds a library already; name another folder with --library: %w", cfg.library, corpus.ErrConflict)
	}
	b, err := os.ReadFile(filepath.Join(src, "backup.json"))
	if err != nil {
		return fmt.Errorf("%s is no finished backup: %w", src, err)
	}
	var note backupNote
	if err := json.Unmarshal(b, &note); err != nil {
		return fmt.Errorf("backup.json: %w", err)
	}
	if err := os.MkdirAll(cfg.library, 0o755); err != nil {
		return err
	}
	from, err := corpus.OpenFiles(filepath.Join(src, "originals"))
	if err != nil {
		return err
	}
	to, err := corpus.OpenFiles(filepath.Join(cfg.library, "originals"))
	if err != nil {
		return err
	}
	if _, err := copyFiles(ctx, from, to); err != nil {
		return err
	}
	if err := copyBeside(src, cfg.library); err != nil {
		return err
	}
	saved, err := sqlite.Open(filepath.Join(src, "library.db"))
	if err != nil {
		return err
	}
	status, err := saved.Status(ctx)
	if err == nil && status.Fingerprint != note.Fingerprint {
		err = fmt.Errorf("the saved catalogue has fingerprint %s, the backup noted %s: %w", status.Fingerprint, note.Fingerprint, corpus.ErrConflict)
	}
	if err == nil {
		err = saved.BackupTo(ctx, db)
	}
	return errors.Join(err, saved.Close()) // the index's folder is new, so that opening tells the catalogue
}
