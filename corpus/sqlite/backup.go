package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/pandect/pandect/corpus"
)

// BackupTo writes a consistent copy of the catalogue to the file name, while readers and the writer go on. The copy is checked before it takes the place of
// an older one.
func (c *Catalog) BackupTo(ctx context.Context, name string) error {
	part := name + ".part"
	if err := errors.Join(removeIfThere(part), removeIfThere(part+"-wal"), removeIfThere(part+"-shm")); err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	if err := makeFile(part); err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	if err := c.vacuumInto(ctx, part); err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	if err := c.compare(ctx, part); err != nil {
		return fmt.Errorf("backup: %w", errors.Join(err, removeIfThere(part)))
	}
	if err := syncFile(part); err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	if err := errors.Join(removeIfThere(name+"-wal"), removeIfThere(name+"-shm")); err != nil { // of the older copy: SQLite would play them into the new one
		return fmt.Errorf("backup: %w", err)
	}
	if err := os.Rename(part, name); err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	return syncFile(filepath.Dir(name))
}

// vacuumInto copies through a connection of its own: the readers' cannot write, and the writer's must not wait.
func (c *Catalog) vacuumInto(ctx context.Context, name string) error {
	db, err := sql.Open("sqlite3", dsn(c.path))
	if err != nil {
		return err
	}
	_, err = db.ExecContext(ctx, "VACUUM INTO ?", name)
	return errors.Join(err, db.Close())
}

// compare opens a copy and reads all of it: it must be sound, and if nothing changed meanwhile, the same.
func (c *Catalog) compare(ctx context.Context, name string) error {
	before, err := c.Status(ctx)
	if err != nil {
		return err
	}
	copied, err := Open(name)
	if err != nil {
		return err
	}
	defer copied.Close()
	var sound string
	if err := copied.read.QueryRowContext(ctx, "PRAGMA integrity_check(1)").Scan(&sound); err != nil {
		return err
	}
	if sound != "ok" {
		return fmt.Errorf("the copy is not sound: %s: %w", sound, corpus.ErrUnavailable)
	}
	after, err := copied.Status(ctx)
	if err != nil {
		return err
	}
	now, err := c.Status(ctx)
	if err != nil {
		return err
	}
	if before.Fingerprint == now.Fingerprint && after.Fingerprint != now.Fingerprint {
		return fmt.Errorf("the copy differs from the catalogue: %w", corpus.ErrConflict)
	}
	return nil
}

func removeIfThere(name string) error {
	if err := os.Remove(name); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return nil
}

func syncFile(name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
