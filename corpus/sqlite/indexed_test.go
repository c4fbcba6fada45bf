package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/corpus/corpustest"
)

// What every start asks, and every rebuild of the index, reaches its texts by an index: of a million provisions no table is read through, and of the texts
// none beside those that stand.
func TestUnindexed_ByIndex(t *testing.T) {
	c, err := Open(filepath.Join(t.TempDir(), "library.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if err := c.Put(t.Context(), []corpus.Text{corpustest.Law("xa/act/1", "Arms.")}, nil); err != nil {
		t.Fatal(err)
	}
	for name, query := range map[string]string{"texts": selectUnindexed, "laws that are gone": selectGone} {
		var steps []string
		err := rows(t.Context(), c.read, func(r *sql.Rows) error {
			var id, parent, unused int
			var detail string
			err := r.Scan(&id, &parent, &unused, &detail)
			steps = append(steps, detail)
			return err
		}, "EXPLAIN QUERY PLAN "+query, 1)
		if err != nil {
			t.Fatal(err)
		}
		plan := strings.Join(steps, "\n")
		if !strings.Contains(plan, "SEARCH text USING INDEX text_unindexed (state=?)") && !strings.Contains(plan, "SEARCH text USING COVERING INDEX text_unindexed (state=?)") {
			t.Errorf("%s are not found by their state:\n%s", name, plan)
		}
		if name == "texts" && !strings.Contains(plan, "SEARCH o USING ") {
			t.Errorf("the wording that is read today is not found by an index:\n%s", plan)
		}
		if strings.Contains(plan, "SCAN text") || strings.Contains(plan, "SCAN o") {
			t.Errorf("%s: a table is read through:\n%s", name, plan)
		}
		t.Log(plan)
	}
}

// A write that took too long says that, whatever its statements said of it.
func TestUpdate_Ended(t *testing.T) {
	c, err := Open(filepath.Join(t.TempDir(), "library.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	ctx, cancel := context.WithCancel(t.Context())
	err = c.update(ctx, func(tx *sql.Tx) error {
		cancel()
		for {
			if _, err := tx.Exec("DELETE FROM text"); err != nil { // the transaction is rolled back in the background
				return err
			}
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("%v, want %v", err, context.Canceled)
	}
}
