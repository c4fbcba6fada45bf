// Package sqlite keeps corpus.Catalog in one SQLite file.
//
// A write is on the disk when its method returns: WAL with synchronous=FULL. There are two pools, since a connection that begins with an
// immediate transaction waits for the writer: readers that cannot write, and one writer. Start with Open.
package sqlite

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path"
	"strings"
	"sync"

	_ "github.com/mattn/go-sqlite3" // the driver "sqlite3"

	"github.com/pandect/pandect/corpus"
)

// Catalog implements corpus.Catalog.
type Catalog struct {
	// Revise finds anew what the program says of a text whose structure people corrected: tags, references, warnings. What people said stays. Nil: it stays as it
	// was read. It is set before the first use.
	Revise func(t *corpus.Text)

	read, write *sql.DB
	path        string

	people, units, laws *sql.Stmt // what every page of hits asks

	mu     sync.Mutex
	status corpus.Status // of change number known
	known  int64
}

var _ corpus.Catalog = (*Catalog)(nil)

//go:embed migration/*.sql
var migrations embed.FS

// Open opens the file, making it where there is none, and brings its tables up to date.
// A new file is its owner's alone: it holds hashes of passwords.
func Open(path string) (*Catalog, error) {
	if err := makeFile(path); err != nil {
		return nil, fmt.Errorf("open catalogue: %w", err)
	}
	write, err := sql.Open("sqlite3", dsn(path)+"&_txlock=immediate")
	if err != nil {
		return nil, fmt.Errorf("open catalogue %s: %w", path, err)
	}
	write.SetMaxOpenConns(1)
	c := &Catalog{write: write, path: path, known: -1}
	if err := c.migrate(); err != nil {
		return nil, errors.Join(fmt.Errorf("open catalogue %s: %w", path, err), write.Close())
	}
	c.read, err = sql.Open("sqlite3", dsn(path)+"&_query_only=on")
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open catalogue %s: %w", path, err), write.Close())
	}
	c.read.SetMaxOpenConns(8)
	c.read.SetMaxIdleConns(8)
	for _, s := range []struct {
		into  **sql.Stmt
		query string
	}{{&c.people, selectPeople}, {&c.units, selectUnits}, {&c.laws, selectTexts}} {
		if *s.into, err = c.read.Prepare(s.query); err != nil {
			return nil, errors.Join(fmt.Errorf("open catalogue %s: %w", path, err), c.Close())
		}
	}
	return c, nil
}

// makeFile makes an empty file where there is none; what SQLite puts beside it has its permissions.
func makeFile(path string) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err != nil {
		return err
	}
	return f.Close()
}

// dsn names the file and the settings of every connection: PRAGMAs sent later reach one pooled connection alone.
func dsn(path string) string {
	file := url.URL{Scheme: "file", Opaque: (&url.URL{Path: path}).EscapedPath()}
	return file.String() + "?_foreign_keys=on&_journal_mode=WAL&_busy_timeout=10000&_synchronous=FULL"
}

// Close closes the file.
func (c *Catalog) Close() error { return errors.Join(c.read.Close(), c.write.Close()) }

// migrate applies the migrations that the file does not have yet, in order of name, each in a transaction of its own.
func (c *Catalog) migrate() error {
	ctx := context.Background()
	if _, err := c.write.ExecContext(ctx, "CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY)"); err != nil {
		return err
	}
	names, err := fs.Glob(migrations, "migration/*.sql") // sorted
	if err != nil {
		return err
	}
	for _, name := range names {
		if err := c.apply(ctx, name); err != nil {
			return fmt.Errorf("migration %s: %w", path.Base(name), err)
		}
	}
	return nil
}

func (c *Catalog) apply(ctx context.Context, name string) error {
	return c.update(ctx, func(tx *sql.Tx) error {
		r, err := tx.ExecContext(ctx, "INSERT OR IGNORE INTO migration VALUES (?)", path.Base(name))
		if err != nil {
			return err
		}
		if n, err := r.RowsAffected(); err != nil || n == 0 {
			return err
		}
		script, err := migrations.ReadFile(name)
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, string(script)); err != nil {
			return err
		}
		if path.Base(name) == "0002_order.sql" {
			return fillWords(ctx, tx)
		}
		if strings.HasSuffix(name, "_relations.sql") || strings.HasSuffix(name, "_numbers.sql") {
			return fillNames(ctx, tx)
		}
		return nil
	})
}

// update runs fn in a write transaction, which is rolled back if fn fails.
func (c *Catalog) update(ctx context.Context, fn func(*sql.Tx) error) error {
	tx, err := c.write.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := fn(tx); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	return tx.Commit()
}

// rows runs a query and calls scan for each row.
func rows(ctx context.Context, q querier, scan func(*sql.Rows) error, query string, args ...any) error {
	r, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	return scanAll(r, scan)
}

func scanAll(r *sql.Rows, scan func(*sql.Rows) error) error {
	defer r.Close()
	for r.Next() {
		if err := scan(r); err != nil {
			return err
		}
	}
	return r.Err()
}

// querier is a pool or a transaction.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}
