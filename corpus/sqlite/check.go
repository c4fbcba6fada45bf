package sqlite

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"io"

	"github.com/pandect/pandect/corpus"
)

// Check looks at everything the library holds and calls found with each flaw, in plain words: the file itself, every text against its digest and its
// own rules, every original against its SHA-256. The error is one of looking, not of what was found.
func (c *Catalog) Check(ctx context.Context, files corpus.Files, found func(flaw string)) error {
	err := rows(ctx, c.read, func(r *sql.Rows) error {
		var message string
		err := r.Scan(&message)
		if message != "ok" {
			found("library.db: " + message)
		}
		return err
	}, "PRAGMA integrity_check(20)")
	if err != nil {
		return err
	}
	err = rows(ctx, c.read, func(*sql.Rows) error {
		found("library.db: a row refers to one that is not there")
		return nil
	}, "PRAGMA foreign_key_check")
	if err != nil {
		return err
	}
	if err := c.checkTexts(ctx, found); err != nil {
		return err
	}
	return c.checkOriginals(ctx, files, found)
}

func (c *Catalog) checkTexts(ctx context.Context, found func(string)) error {
	digests := map[string][]byte{}
	key := func(law, language, starts string) string { return law + "\x1f" + language + "\x1f" + starts }
	err := rows(ctx, c.read, func(r *sql.Rows) error {
		var law, language, starts string
		var digest []byte
		if err := r.Scan(&law, &language, &starts, &digest); err != nil {
			return err
		}
		digests[key(law, language, starts)] = digest
		return nil
	}, "SELECT law, language, starts, digest FROM text WHERE state = 'current'")
	if err != nil {
		return err
	}
	return c.Each(ctx, func(t corpus.Text) error {
		if err := t.Check(); err != nil {
			found(err.Error())
		}
		_, sum, err := asStored(t)
		if err != nil {
			return err
		}
		if want, ok := digests[key(string(t.ID), t.Language, t.From.String())]; ok && !bytes.Equal(sum, want) {
			found(fmt.Sprintf("%s (%s): its wording is not what was stored", t.ID, t.Language))
		}
		return nil
	})
}

// checkOriginals reads every original that a text or an accepted attempt names, and every one that is kept.
func (c *Catalog) checkOriginals(ctx context.Context, files corpus.Files, found func(string)) error {
	var sums []string
	err := rows(ctx, c.read, func(r *sql.Rows) error {
		var sum string
		err := r.Scan(&sum)
		sums = append(sums, sum)
		return err
	}, "SELECT sha256 FROM text WHERE sha256 <> '' AND state <> 'withdrawn' UNION SELECT sha256 FROM attempt WHERE sha256 <> '' AND state = 'accepted' ORDER BY 1")
	if err != nil {
		return err
	}
	kept := map[string]bool{}
	err = files.Each(ctx, func(sum string) error {
		kept[sum] = true
		return checkOriginal(ctx, files, sum, found)
	})
	if err != nil {
		return err
	}
	for _, sum := range sums {
		if !kept[sum] {
			found(fmt.Sprintf("original %s is named and not there", sum))
		}
	}
	return nil
}

func checkOriginal(ctx context.Context, files corpus.Files, sum string, found func(string)) error {
	f, err := files.Open(ctx, sum)
	if errors.Is(err, corpus.ErrNotFound) {
		return nil // said above
	}
	if err != nil {
		return err
	}
	defer f.Close()
	hash := sha256.New()
	if _, err := io.Copy(hash, f); err != nil {
		found(fmt.Sprintf("original %s cannot be read: %v", sum, err))
		return nil
	}
	if got := hex.EncodeToString(hash.Sum(nil)); got != sum {
		found(fmt.Sprintf("original %s has other bytes: %s", sum, got))
	}
	return nil
}

// Unlisted calls fn with every original that no text, of whatever state, no attempt and no file sent in names: a sending was refused after its first files had
// come, or a process ended between keeping a file and saying what came of it.
func (c *Catalog) Unlisted(ctx context.Context, files corpus.Files, fn func(sum string) error) error {
	named := map[string]bool{}
	err := rows(ctx, c.read, func(r *sql.Rows) error {
		var sum string
		err := r.Scan(&sum)
		named[sum] = true
		return err
	}, "SELECT sha256 FROM text UNION SELECT sha256 FROM attempt UNION SELECT sha256 FROM upload")
	if err != nil {
		return err
	}
	return files.Each(ctx, func(sum string) error {
		if named[sum] {
			return nil
		}
		return fn(sum)
	})
}
