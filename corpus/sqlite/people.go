package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/pandect/pandect/corpus"
)

var _ corpus.People = (*Catalog)(nil)

// AddPerson implements corpus.People.
func (c *Catalog) AddPerson(ctx context.Context, p corpus.Person, by string) error {
	if err := p.Check(); err != nil {
		return err
	}
	return c.update(ctx, func(tx *sql.Tx) error {
		r, err := tx.ExecContext(ctx, "INSERT OR IGNORE INTO person (key, name, role, secret, added) VALUES (?, ?, ?, ?, ?)", corpus.PersonKey(p.Name), p.Name, p.Role, p.Secret, stamp(p.Added))
		if err != nil {
			return err
		}
		if n, err := r.RowsAffected(); err != nil || n == 0 {
			return errors.Join(err, fmt.Errorf("%s is there already: %w", p.Name, corpus.ErrConflict))
		}
		return notePerson(ctx, tx, corpus.PersonChange{By: by, Person: p.Name, What: corpus.PersonAdded, After: p.Role})
	})
}

const (
	personColumns = "person.name, person.role, person.secret, person.added"
	selectPeople  = "SELECT " + personColumns + " FROM person ORDER BY key"
)

// Person implements corpus.People.
func (c *Catalog) Person(ctx context.Context, name string) (p corpus.Person, err error) {
	var added string
	err = c.read.QueryRowContext(ctx, "SELECT "+personColumns+" FROM person WHERE key = ?", corpus.PersonKey(name)).Scan(&p.Name, &p.Role, &p.Secret, &added)
	if errors.Is(err, sql.ErrNoRows) {
		return p, noPerson(name)
	}
	if err == nil {
		p.Added, err = time.Parse(time.RFC3339, added)
	}
	return p, err
}

func noPerson(name string) error { return fmt.Errorf("person %q: %w", name, corpus.ErrNotFound) }

// People implements corpus.People.
func (c *Catalog) People(ctx context.Context) ([]corpus.Person, error) {
	found, err := c.people.QueryContext(ctx)
	if err != nil {
		return nil, err
	}
	var list []corpus.Person
	err = scanAll(found, func(r *sql.Rows) error {
		var p corpus.Person
		var added string
		err := r.Scan(&p.Name, &p.Role, &p.Secret, &added)
		if err == nil {
			p.Added, err = time.Parse(time.RFC3339, added)
		}
		list = append(list, p)
		return err
	})
	return list, err
}

// SetRole implements corpus.People.
func (c *Catalog) SetRole(ctx context.Context, name, role, by string) error {
	if err := (&corpus.Person{Name: "x", Role: role}).Check(); err != nil {
		return err
	}
	return c.changePerson(ctx, name, corpus.PersonChange{By: by, What: corpus.PersonRole, After: role}, "UPDATE person SET role = ? WHERE key = ?", role)
}

// SetSecret implements corpus.People.
func (c *Catalog) SetSecret(ctx context.Context, name, secret, by string) error {
	switch p, err := c.Person(ctx, name); {
	case err != nil:
		return err
	case p.IsOutside():
		return fmt.Errorf("%s signs in by another site and has no password here; remove them and add them with one: %w", p.Name, corpus.ErrConflict)
	}
	return c.changePerson(ctx, name, corpus.PersonChange{By: by, What: corpus.PersonPassword}, "UPDATE person SET secret = ? WHERE key = ?", secret)
}

// RemovePerson implements corpus.People.
func (c *Catalog) RemovePerson(ctx context.Context, name, by string) error {
	return c.changePerson(ctx, name, corpus.PersonChange{By: by, What: corpus.PersonRemoved}, "DELETE FROM person WHERE key = ?")
}

// changePerson runs a statement whose last argument is the key, ends the person's sessions, holds that an administrator is left where there was one, and notes
// the change, of which the person and the role before are found here.
func (c *Catalog) changePerson(ctx context.Context, name string, change corpus.PersonChange, statement string, args ...any) error {
	return c.update(ctx, func(tx *sql.Tx) error {
		before, err := administrators(ctx, tx)
		if err != nil {
			return err
		}
		key := corpus.PersonKey(name)
		err = tx.QueryRowContext(ctx, "SELECT name, role FROM person WHERE key = ?", key).Scan(&change.Person, &change.Before)
		if errors.Is(err, sql.ErrNoRows) {
			return noPerson(name)
		}
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, statement, append(args, key)...); err != nil {
			return err
		}
		if after, err := administrators(ctx, tx); err != nil || before > 0 && after == 0 {
			return errors.Join(err, fmt.Errorf("%s is the last administrator; make another one first: %w", name, corpus.ErrConflict))
		}
		if _, err := tx.ExecContext(ctx, "DELETE FROM session WHERE person = ?", key); err != nil {
			return err
		}
		if change.What == corpus.PersonPassword {
			change.Before = ""
		}
		return notePerson(ctx, tx, change)
	})
}

// notePerson keeps a change of a person, as of now.
func notePerson(ctx context.Context, tx *sql.Tx, p corpus.PersonChange) error {
	_, err := tx.ExecContext(ctx, "INSERT INTO person_change (at, by, person, what, before, after) VALUES (?, ?, ?, ?, ?, ?)", stamp(time.Now()), p.By, p.Person, p.What, p.Before, p.After)
	return err
}

// PeopleLog implements corpus.People.
func (c *Catalog) PeopleLog(ctx context.Context, limit int) ([]corpus.PersonChange, error) {
	if limit <= 0 {
		limit = -1
	}
	var list []corpus.PersonChange
	err := rows(ctx, c.read, func(r *sql.Rows) error {
		var p corpus.PersonChange
		var at string
		err := r.Scan(&at, &p.By, &p.Person, &p.What, &p.Before, &p.After)
		if err == nil {
			p.At, err = time.Parse(time.RFC3339, at)
		}
		list = append(list, p)
		return err
	}, "SELECT at, by, person, what, before, after FROM person_change ORDER BY id DESC LIMIT ?", limit)
	return list, err
}

func administrators(ctx context.Context, tx *sql.Tx) (n int, err error) {
	err = tx.QueryRowContext(ctx, "SELECT count(*) FROM person WHERE role = ?", corpus.Administrator).Scan(&n)
	return n, err
}

// stamp writes a time so that stamps sort as times do.
func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339) }
