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

	"github.com/mattn/go-sqlite3" // the driver "sqlite3" too

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
// A new file is its owner's alone: it holds hashes of passwords. Writing the tables of a large library anew takes a while: tell, where it is given, is called before and after.
func Open(path string, tell ...func(what string)) (*Catalog, error) {
	if err := makeFile(path); err != nil {
		return nil, fmt.Errorf("open catalogue: %w", err)
	}
	write, err := sql.Open("sqlite3", dsn(path)+"&_txlock=immediate")
	if err != nil {
		return nil, fmt.Errorf("open catalogue %s: %w", path, err)
	}
	write.SetMaxOpenConns(1)
	c := &Catalog{write: write, path: path, known: -1}
	if err := c.migrate(func(what string) {
		for _, fn := range tell {
			fn(what)
		}
	}); err != nil {
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

// rewrites is the migration that writes the table of provisions anew: what the old one took is given back after it.
const rewrites = "0013_rows.sql"

// manyParts is how many provisions take so long to write anew that somebody who waits should hear of it.
const manyParts = 5000

// givingBack is told when the provisions are written and the file is made smaller.
const givingBack = "the provisions are written; the room of their old table is given back"

// migrate applies the migrations that the file does not have yet, in order of name, each in a transaction of its own.
func (c *Catalog) migrate(tell func(what string)) (err error) {
	ctx := context.Background()
	if _, err := c.write.ExecContext(ctx, "CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY)"); err != nil {
		return err
	}
	names, err := fs.Glob(migrations, "migration/*.sql") // sorted
	if err != nil {
		return err
	}
	behind, err := c.behind(ctx, names)
	if err != nil {
		return err
	}
	if behind {
		if err := c.alone(ctx); err != nil {
			return err
		}
		defer func() { // a lock that is kept would keep every other process out
			_, e := c.write.ExecContext(ctx, "PRAGMA locking_mode = NORMAL; PRAGMA busy_timeout = 10000; SELECT count(*) FROM migration") // the read gives it back
			err = errors.Join(err, e)
		}()
	}
	parts, err := c.partsToWrite(ctx)
	if err != nil {
		return err
	}
	if parts >= manyParts {
		tell(fmt.Sprintf("upgrading the catalogue: %d provisions are written anew, some seconds for each 100,000; it may be stopped, and begins again at the next start", parts))
	}
	for _, name := range names {
		if err := c.apply(ctx, name); err != nil {
			return fmt.Errorf("migration %s: %w", path.Base(name), err)
		}
	}
	if parts < manyParts {
		return nil
	}
	// The upgrade is done. Without the room of the old table the file is as large as before; where it cannot be given back (a full disk), what is stored later takes it.
	tell(givingBack)
	if _, err := c.write.ExecContext(ctx, "VACUUM"); err != nil {
		tell(fmt.Sprintf("the catalogue is upgraded; the room of its old table stays in the file: %v", err))
		return nil
	}
	tell("the catalogue is upgraded")
	return nil
}

// behind says whether a file of an earlier release lacks migrations. ErrUnsupported where a later release wrote it: what that keeps would be overlooked.
func (c *Catalog) behind(ctx context.Context, names []string) (bool, error) {
	missing := map[string]bool{}
	for _, name := range names {
		missing[path.Base(name)] = true
	}
	err := rows(ctx, c.write, func(r *sql.Rows) error {
		var name string
		if err := r.Scan(&name); err != nil {
			return err
		}
		if !missing[name] {
			return fmt.Errorf("a later release of pandect wrote it (%s): use that release, or restore a backup from before its upgrade: %w", name, corpus.ErrUnsupported)
		}
		delete(missing, name)
		return nil
	}, "SELECT name FROM migration")
	return len(missing) > 0 && len(missing) < len(names), err
}

// alone keeps other processes out until the locking mode is normal again. A server of the earlier release, whose questions and writes are of the tables as they
// were, has the file open as long as it runs: ErrUnavailable.
func (c *Catalog) alone(ctx context.Context) error {
	_, err := c.write.ExecContext(ctx, "PRAGMA locking_mode = EXCLUSIVE; PRAGMA busy_timeout = 1000; BEGIN IMMEDIATE; COMMIT") // of the one connection that writes
	var busy sqlite3.Error
	if errors.As(err, &busy) && busy.Code == sqlite3.ErrBusy {
		return fmt.Errorf("it is of an earlier release and is to be upgraded, but another pandect process has it open: stop that, the server above all, and start again; nothing was changed: %w", corpus.ErrUnavailable)
	}
	return err
}

// partsToWrite is how many provisions a file has that still are to be written anew; 0 for a new file.
func (c *Catalog) partsToWrite(ctx context.Context) (n int, err error) {
	var there bool
	if err := c.write.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = 'part') AND NOT EXISTS (SELECT 1 FROM migration WHERE name = ?)", rewrites).Scan(&there); err != nil || !there {
		return 0, err
	}
	err = c.write.QueryRowContext(ctx, "SELECT count(*) FROM part").Scan(&n)
	return n, err
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

// update runs fn in a write transaction, which is rolled back if fn fails. What ended ctx is the error then: it closes the statements under way, whose errors say nothing.
func (c *Catalog) update(ctx context.Context, fn func(*sql.Tx) error) (err error) {
	defer func() {
		if ended := ctx.Err(); err != nil && ended != nil && !errors.Is(err, ended) {
			err = fmt.Errorf("%w (%v)", ended, err)
		}
	}()
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
