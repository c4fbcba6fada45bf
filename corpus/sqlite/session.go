package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/pandect/pandect/corpus"
)

// BeginSession implements corpus.People.
func (c *Catalog) BeginSession(ctx context.Context, s corpus.Session) error {
	return c.update(ctx, func(tx *sql.Tx) error {
		r, err := tx.ExecContext(ctx, "INSERT INTO session (key, person, began, used) SELECT ?, key, ?, ? FROM person WHERE key = ?", s.Key, stamp(s.Began), stamp(s.Used), corpus.PersonKey(s.Person))
		if err != nil {
			return err
		}
		if n, err := r.RowsAffected(); err != nil || n == 0 {
			return errors.Join(err, noPerson(s.Person))
		}
		return nil
	})
}

// Session implements corpus.People.
func (c *Catalog) Session(ctx context.Context, key string) (s corpus.Session, p corpus.Person, err error) {
	var began, used, added string
	err = c.read.QueryRowContext(ctx, "SELECT session.key, began, used, "+personColumns+" FROM session JOIN person ON person.key = session.person WHERE session.key = ?", key).
		Scan(&s.Key, &began, &used, &p.Name, &p.Role, &p.Secret, &added)
	if errors.Is(err, sql.ErrNoRows) {
		return s, p, fmt.Errorf("session: %w", corpus.ErrNotFound)
	}
	if err != nil {
		return s, p, err
	}
	s.Person = p.Name
	var errs [3]error
	s.Began, errs[0] = time.Parse(time.RFC3339, began)
	s.Used, errs[1] = time.Parse(time.RFC3339, used)
	p.Added, errs[2] = time.Parse(time.RFC3339, added)
	return s, p, errors.Join(errs[:]...)
}

// UseSession implements corpus.People.
func (c *Catalog) UseSession(ctx context.Context, key string, at time.Time) error {
	return c.sessions(ctx, "UPDATE session SET used = ? WHERE key = ?", stamp(at), key)
}

// EndSession implements corpus.People.
func (c *Catalog) EndSession(ctx context.Context, key string) error {
	return c.sessions(ctx, "DELETE FROM session WHERE key = ?", key)
}

// EndSessions implements corpus.People.
func (c *Catalog) EndSessions(ctx context.Context, name string) error {
	return c.sessions(ctx, "DELETE FROM session WHERE person = ?", corpus.PersonKey(name))
}

// ExpireSessions implements corpus.People.
func (c *Catalog) ExpireSessions(ctx context.Context, began, used time.Time) error {
	return c.sessions(ctx, "DELETE FROM session WHERE began < ? OR used < ?", stamp(began), stamp(used))
}

func (c *Catalog) sessions(ctx context.Context, statement string, args ...any) error {
	return c.update(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, statement, args...)
		return err
	})
}
