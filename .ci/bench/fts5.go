package main

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"

	_ "github.com/mattn/go-sqlite3"
)

// fts5 is SQLite's full-text index: Porter stems, the law's title as a column of weight 2, whole in one transaction.
func fts5() engine {
	return engine{
		name:   "SQLite FTS5",
		absent: func() string { return "" },
		fill: func(t texts, dir string) error {
			return quiet(exec.Command(os.Args[0], "peer", "fts5", "fill", t.rows, dir))
		},
		serve: func(dir string) (*serving, error) {
			s, err := start(exec.Command(os.Args[0], "peer", "fts5", "serve", dir))
			if err == nil {
				s.path = peerPath
			}
			return s, err
		},
		index: size, disk: size, memory: resident,
	}
}

func fillFTS5(rows, dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	db, err := sql.Open("sqlite3", filepath.Join(dir, "fts.db"))
	if err != nil {
		return err
	}
	db.SetMaxOpenConns(1)
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	for _, s := range []string{
		"CREATE VIRTUAL TABLE u USING fts5(title, text, tokenize='porter unicode61')",
		"CREATE TABLE m (n INTEGER PRIMARY KEY, id TEXT, law TEXT, country TEXT, language TEXT, year INTEGER)",
	} {
		if _, err := tx.Exec(s); err != nil {
			return err
		}
	}
	words, err := tx.Prepare("INSERT INTO u (rowid, title, text) VALUES (?,?,?)")
	if err != nil {
		return err
	}
	facts, err := tx.Prepare("INSERT INTO m VALUES (?,?,?,?,?,?)")
	if err != nil {
		return err
	}
	n := 0
	err = eachRow(rows, func(r row) error {
		n++
		_, a := words.Exec(n, r.title, r.text)
		_, b := facts.Exec(n, r.id, r.law, r.country, r.language, r.year)
		return errors.Join(a, b)
	})
	if err != nil {
		return err
	}
	return errors.Join(tx.Commit(), db.Close())
}

type fts struct{ counts, hits *sql.Stmt }

func openFTS5(dir string) (*fts, error) {
	db, err := sql.Open("sqlite3", "file:"+filepath.Join(dir, "fts.db")+"?mode=ro&_query_only=on&_cache_size=-65536")
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(2 * runtime.NumCPU()) // more of them only wait for each other
	db.SetMaxIdleConns(2 * runtime.NumCPU())
	var f fts
	// One pass gives the total and the three facets; a pass a facet would take three times as long.
	if f.counts, err = db.Prepare("SELECT m.country, m.language, m.year, count(*) FROM u CROSS JOIN m ON m.n = u.rowid WHERE u MATCH ? GROUP BY 1, 2, 3"); err != nil {
		return nil, err
	}
	// Ordered by the hidden column, FTS5 sorts within itself, and a snippet is made for ten rows alone.
	f.hits, err = db.Prepare("SELECT m.id, m.law, m.country, m.year, u.title, snippet(u, 1, char(1), char(2), '…', 40), u.rank FROM u CROSS JOIN m ON m.n = u.rowid WHERE u MATCH ? AND rank MATCH 'bm25(2.0, 1.0)' ORDER BY rank LIMIT 10")
	return &f, err
}

func (f *fts) search(ctx context.Context, q ask) (a answer, err error) {
	match := `"` + q.Words + `"`
	if !q.Phrase {
		match = `"` + strings.ReplaceAll(q.Words, " ", `" "`) + `"`
	}
	err = scan(ctx, f.counts, match, func(rows *sql.Rows) error {
		var country, language string
		var year, n int
		err := rows.Scan(&country, &language, &year, &n)
		a.count(country, language, year, n)
		return err
	})
	if err != nil {
		return a, err
	}
	return a, scan(ctx, f.hits, match, func(rows *sql.Rows) error {
		var h found
		err := rows.Scan(&h.ID, &h.Law, &h.Country, &h.Year, &h.Title, &h.Snippet, &h.Score)
		a.Hits = append(a.Hits, h)
		return err
	})
}

func scan(ctx context.Context, s *sql.Stmt, match string, fn func(*sql.Rows) error) error {
	rows, err := s.QueryContext(ctx, match)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := fn(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}
