package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/corpus/corpustest"
)

// Catalogues as the programs of earlier revisions left them (.ci/fixture) are upgraded when they are opened: every law is there and reads as its digest says,
// is found by its title, has its attempt, and can be superseded and saved.
func TestOpen_UpgradesEveryEarlierSchema(t *testing.T) {
	entries, err := migrations.ReadDir("migration")
	if err != nil {
		t.Fatal(err)
	}
	fixtures, err := filepath.Glob("testdata/upgrade/*.sql")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries[:len(entries)-1] {
		if name := "testdata/upgrade/" + e.Name(); !slices.Contains(fixtures, filepath.FromSlash(name)) {
			t.Errorf("%s is missing: a library whose newest migration is that; run .ci/fixture with the revision before the newest one", name)
		}
	}
	for _, fixture := range fixtures {
		t.Run(filepath.Base(fixture), func(t *testing.T) { upgrade(t, fixture) })
	}
}

// A server of an earlier release, whose statements are of the tables as they were, keeps its library until it ends.
func TestOpen_BesideEarlierRelease(t *testing.T) {
	name := filepath.Join(t.TempDir(), "library.db")
	texts := []corpus.Text{corpustest.Law("xa/act/1", "Arms.")}
	oldLibrary(t, name, texts)
	server, err := sql.Open("sqlite3", strings.Replace(dsn(name), "10000", "1", 1))
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	put, err := server.Prepare("INSERT INTO part VALUES (1, ?, -1, '', '', '', '')")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Open(name); !errors.Is(err, corpus.ErrUnavailable) {
		t.Errorf("beside a server of the first release: %v, want ErrUnavailable", err)
	}
	if n := migrated(t, name); n != 1 {
		t.Errorf("%d migrations were applied beside it", n)
	}
	if _, err := put.Exec(99); err != nil {
		t.Errorf("the server can write no more: %v", err)
	}
	if err := errors.Join(put.Close(), server.Close()); err != nil {
		t.Fatal(err)
	}
	c, err := Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	second, err := Open(name) // the upgrade keeps nobody out once it is done
	if err != nil {
		t.Fatal(err)
	}
	defer second.Close()
	if err := second.Put(t.Context(), texts, nil); err != nil {
		t.Error(err)
	}
}

// What a later release wrote is not opened, and not changed.
func TestOpen_LaterRelease(t *testing.T) {
	name := filepath.Join(t.TempDir(), "library.db")
	c, err := Open(name)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.write.Exec("INSERT INTO migration VALUES ('9999_later.sql')"); err != nil {
		t.Fatal(err)
	}
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(name); !errors.Is(err, corpus.ErrUnsupported) || !strings.Contains(err.Error(), "9999_later.sql") {
		t.Errorf("%v, want ErrUnsupported that names the migration", err)
	}
}

func upgrade(t *testing.T, fixture string) {
	ctx := context.Background()
	dump, err := os.ReadFile(fixture)
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "library.db")
	db, err := sql.Open("sqlite3", "file:"+name)
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1) // the dump is one transaction
	if _, err := db.Exec(string(dump)); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	c, err := Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	intact(t, c)
	status, err := c.Status(ctx)
	if err != nil || status.Laws != 2 || status.Texts != 2 || status.Attempts != 2 || status.Originals != 2 || status.Provisions != 6 {
		t.Errorf("status %+v, %v; want 2 laws, each of 2 articles and what stands before them", status, err)
	}
	for word, wording := range map[string]string{"lantern": "carry a firearm", "lanternes": "arme à feu"} {
		laws, n, err := c.Laws(ctx, corpus.LawFilter{Words: word})
		if err != nil || n == 0 {
			t.Fatalf("laws by %q: %d, %v", word, n, err)
		}
		whole, err := c.Text(ctx, laws[0].ID, laws[0].Language)
		if err != nil {
			t.Fatal(err)
		}
		var all strings.Builder
		for p := range corpus.All(whole.Provisions) {
			all.WriteString(p.Text)
		}
		if !strings.Contains(all.String(), wording) {
			t.Errorf("%s reads %q, without %q", whole.ID, all.String(), wording)
		}
		next := corpustest.Law(whole.ID, "Repealed.")
		next.Language, next.From = whole.Language, whole.From
		if err := c.Put(ctx, []corpus.Text{next}, nil); err != nil {
			t.Error(err)
		}
	}
	if err := c.BackupTo(ctx, filepath.Join(t.TempDir(), "saved.db")); err != nil {
		t.Error(err)
	}
	intact(t, c)
}

// intact looks at the catalogue without its originals.
func intact(t *testing.T, c *Catalog) {
	t.Helper()
	files, err := corpus.OpenFiles(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	err = c.Check(context.Background(), files, func(flaw string) {
		if !strings.HasSuffix(flaw, "is named and not there") {
			t.Error(flaw)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
}
