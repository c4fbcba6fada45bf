package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/corpus/corpustest"
)

// oldLibrary writes a file as the first release left it: migration 0001 alone, and a law in two languages put by its statements.
func oldLibrary(t *testing.T, name string, texts []corpus.Text) {
	t.Helper()
	db, err := sql.Open("sqlite3", dsn(name))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1) // of the one transaction
	exec := func(query string, args ...any) {
		t.Helper()
		if _, err := db.Exec(query, args...); err != nil {
			t.Fatal(err)
		}
	}
	script, err := migrations.ReadFile("migration/0001_laws.sql")
	if err != nil {
		t.Fatal(err)
	}
	exec("CREATE TABLE migration (name TEXT PRIMARY KEY)")
	exec("INSERT INTO migration VALUES ('0001_laws.sql')")
	exec(string(script))
	exec("BEGIN")
	defer exec("COMMIT")
	for i, x := range texts {
		_, digest, err := asStored(x)
		if err != nil {
			t.Fatal(err)
		}
		head := x
		head.Provisions = nil
		exec(`INSERT INTO text (id, law, language, starts, state, head, country, type, status, year, title, topics, sha256, digest, units, people, added)
			VALUES (?, ?, ?, '', 'current', ?, ?, ?, ?, ?, ?, '{}', '', ?, ?, 0, '2026-01-01T00:00:00Z')`,
			i+1, string(x.ID), x.Language, asJSON(t, head), x.Country, x.Type, x.Status, x.Year, x.Title, digest, len(x.Units()))
		for _, p := range cut(&x) {
			exec("INSERT INTO part VALUES (?, ?, ?, ?, ?, ?, ?)", i+1, p.seq, p.parent, string(p.node.EID), p.unit, asJSON(t, p.path), asJSON(t, p.node))
		}
	}
}

func asJSON(t *testing.T, v any) []byte {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// A library of the first release opens, keeps every word, and its laws are found by the words of their titles.
func TestOpen_MigratesFirstRelease(t *testing.T) {
	ctx := context.Background()
	name := filepath.Join(t.TempDir(), "library.db")
	ru, en := corpustest.Law("xa/act/1", "Оружие."), corpustest.Law("xa/act/1", "Arms.")
	ru.Language, ru.Title = "ru", "ЗАКОН об Оружии"
	oldLibrary(t, name, []corpus.Text{ru, en})
	c, err := Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	for _, want := range []corpus.Text{ru, en} {
		got, err := c.Text(ctx, want.ID, want.Language)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", want.Language, diff)
		}
	}
	if found, total, err := c.Laws(ctx, corpus.LawFilter{Words: "закон"}); err != nil || total != 1 || found[0].Language != "ru" {
		t.Errorf("Laws by a word of the title: %v, %d, %v", found, total, err)
	}
	if err := c.Put(ctx, []corpus.Text{changedWording(ru)}, nil); err != nil {
		t.Fatal(err)
	}
	if first, err := c.Text(ctx, ru.ID, ""); err != nil || first.Language != "ru" {
		t.Errorf("the first text is in %q (%v), want ru", first.Language, err)
	}
}

func changedWording(t corpus.Text) corpus.Text {
	changed := corpustest.Law(t.ID, "Changed.")
	changed.Language = t.Language
	return changed
}

// A file that is no library is refused, and stays as it is.
func TestOpen_NoLibrary(t *testing.T) {
	name := filepath.Join(t.TempDir(), "library.db")
	const letter = "Dear Sir, this is not a database, though it is long enough to be taken for one by its length alone."
	if err := os.WriteFile(name, []byte(letter), 0o644); err != nil {
		t.Fatal(err)
	}
	if c, err := Open(name); err == nil {
		t.Errorf("Open of a letter: no error (%v)", c.Close())
	}
	if b, err := os.ReadFile(name); err != nil || string(b) != letter {
		t.Errorf("the letter reads %q, %v", b, err)
	}
}
