package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/corpus/sqlite"
)

func restoreCommand(cfg *config) *cobra.Command {
	var at string
	var list bool
	cmd := &cobra.Command{
		Use:   "restore SRC",
		Short: "Bring a library back from a backup",
		Long: `Bring a library back from a backup, into a folder that holds none yet (--library): as it was at the last backup, or with --at at the last
one not after a day or moment (UTC). Every original is compared with its SHA-256 and the catalogue with the fingerprint that the backup
noted; then the index is built. The backup itself is only read. --list shows the moments it has.`,
		Example: "  pandect restore /mnt/backup/laws --library ./library\n  pandect restore --list /mnt/backup/laws\n  pandect restore --at 2026-03-31 /mnt/backup/laws",
		Args:    arguments(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			w := cmd.OutOrStdout()
			if list {
				all, err := points(args[0])
				if err == nil && len(all) == 0 {
					err = usageError{fmt.Errorf("%s holds no backup", args[0])}
				}
				for _, p := range all {
					fmt.Fprintln(w, p.at.Format(time.RFC3339))
				}
				return err
			}
			t, err := parseMoment(at)
			if err != nil {
				return usageError{err}
			}
			if err := restore(cmd.Context(), cfg, args[0], t); err != nil {
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
			_, err = fmt.Fprintf(w, "restored %d laws, %d texts; fingerprint %s\n", status.Laws, status.Texts, status.Fingerprint)
			return err
		},
	}
	cmd.Flags().StringVar(&at, "at", "", "as it was at this `MOMENT`: 2026-03-31, or 2026-03-31T12:00:00Z")
	cmd.Flags().BoolVar(&list, "list", false, "show what moments there are, and restore nothing")
	return cmd
}

// parseMoment reads a day, which means its end, or a moment in RFC 3339; "" is the zero time.
func parseMoment(s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	if day, err := time.Parse(time.DateOnly, s); err == nil {
		return day.AddDate(0, 0, 1).Add(-time.Nanosecond), nil
	}
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return t, fmt.Errorf("--at %q: write a day, 2026-03-31, or a moment, 2026-03-31T12:00:00Z", s)
	}
	if t.Nanosecond() == 0 {
		t = t.Add(time.Second - time.Nanosecond) // --list shows whole seconds
	}
	return t, nil
}

// restore copies originals and catalogue; the catalogue last, so that a stop before that leaves no library.
func restore(ctx context.Context, cfg *config, src string, at time.Time) error {
	db := filepath.Join(cfg.library, "library.db")
	if _, err := os.Stat(db); err == nil {
		return fmt.Errorf("%s holds a library already; name another folder with --library: %w", cfg.library, corpus.ErrConflict)
	}
	p, err := pointAt(src, at)
	if err != nil {
		return err
	}
	b, err := os.ReadFile(filepath.Join(p.dir, "backup.json"))
	if err != nil {
		return fmt.Errorf("%s is no finished backup: %w", src, err)
	}
	var note backupNote
	if err := json.Unmarshal(b, &note); err != nil {
		return fmt.Errorf("backup.json: %w", err)
	}
	if err := os.MkdirAll(cfg.library, 0o700); err != nil {
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
	if err := copyBeside(corpus.OS{}, p.dir, cfg.library, src); err != nil {
		return err
	}
	return restoreCatalog(ctx, filepath.Join(p.dir, "library.db"), db, note, to)
}

// restoreCatalog works on a copy: opening the saved file would migrate it, and its folder may be read-only.
func restoreCatalog(ctx context.Context, saved, db string, note backupNote, files corpus.Files) (err error) {
	work, err := os.MkdirTemp(filepath.Dir(db), ".restore-*")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(work)) }()
	name := filepath.Join(work, "library.db")
	if err := copyFile(corpus.OS{}, saved, name, 0o600); err != nil {
		return err
	}
	c, err := sqlite.Open(name)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, c.Close()) }()
	status, err := c.Status(ctx)
	if err != nil {
		return err
	}
	if status.Fingerprint != note.Fingerprint {
		return fmt.Errorf("the saved catalogue has fingerprint %s, the backup noted %s: %w", status.Fingerprint, note.Fingerprint, corpus.ErrConflict)
	}
	var flaws []error
	if err := c.Check(ctx, files, func(flaw string) { flaws = append(flaws, errors.New(flaw)) }); err != nil {
		return err
	}
	if len(flaws) > 0 {
		return fmt.Errorf("the backup is not sound: %w", errors.Join(flaws...))
	}
	return c.BackupTo(ctx, db) // the index's folder is new, so that opening tells the catalogue
}
