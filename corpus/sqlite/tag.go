package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/pandect/pandect/corpus"
)

// SetTag implements corpus.Catalog. The text is stored anew, so that the index learns of it.
func (c *Catalog) SetTag(ctx context.Context, ref corpus.Ref, requirement bool, tag corpus.Tag) (corpus.Correction, error) {
	if tag.ID == "" || tag.By == "" || tag.By == corpus.ByProgram {
		return corpus.Correction{}, fmt.Errorf("tag %q on %s by %q: a person's name is needed: %w", tag.ID, ref, tag.By, corpus.ErrInvalid)
	}
	what := corpus.TagTopic
	if requirement {
		what = corpus.TagRequirement
	}
	one := corpus.Correction{By: tag.By, Law: ref.Law, Language: ref.Language, EID: ref.EID, Subject: tag.ID, What: what, After: asJSONText(tag)}
	err := c.update(ctx, func(tx *sql.Tx) error {
		if err := storeTag(ctx, tx, &one, &tag, nil); err != nil {
			return err
		}
		if err := note(ctx, tx, &one); err != nil {
			return err
		}
		return touch(ctx, tx)
	})
	return one, err
}

// takeBackTag gives a provision the tag that it had before a person said otherwise, or none.
func takeBackTag(ctx context.Context, tx *sql.Tx, one *corpus.Correction) error {
	var said corpus.Tag
	if err := json.Unmarshal([]byte(one.Before), &said); err != nil {
		return err
	}
	var tag *corpus.Tag
	if one.After != "" {
		tag = &corpus.Tag{}
		if err := json.Unmarshal([]byte(one.After), tag); err != nil {
			return err
		}
	}
	return storeTag(ctx, tx, one, tag, func(now *corpus.Tag) error {
		if now == nil || now.By != said.By || now.Rejected != said.Rejected {
			return fmt.Errorf("%s of %s#%s is not what %s said any more: %w", one.Subject, one.Law, one.EID, said.By, corpus.ErrConflict)
		}
		return nil
	})
}

// storeTag puts a tag (nil: none) in the place of what the provision has of its ID, and fills in where that was and what it was. The text is stored anew. fits
// may refuse what is there.
func storeTag(ctx context.Context, tx *sql.Tx, one *corpus.Correction, tag *corpus.Tag, fits func(now *corpus.Tag) error) error {
	var id int64
	var head []byte
	err := tx.QueryRowContext(ctx, "SELECT id, head FROM text WHERE law = ? AND (? = '' OR language = ?) AND state = 'current'"+order+" LIMIT 1",
		string(one.Law), one.Language, one.Language).Scan(&id, &head)
	if errors.Is(err, sql.ErrNoRows) {
		return fmt.Errorf("law %s: %w", one.Law, corpus.ErrNotFound)
	}
	if err != nil {
		return err
	}
	t, err := readHead(head)
	if err != nil {
		return err
	}
	if t.Provisions, err = provisions(ctx, tx, id); err != nil {
		return err
	}
	p := provisionOf(t.Provisions, one.EID)
	if p == nil {
		if now, err := moved(ctx, tx, corpus.Ref{Law: one.Law, EID: one.EID, Language: t.Language}); err == nil {
			p = provisionOf(t.Provisions, now.EID)
		}
	}
	if p == nil {
		return fmt.Errorf("provision %s#%s: %w", one.Law, one.EID, corpus.ErrNotFound)
	}
	tags := &p.Topics
	if one.What == corpus.TagRequirement {
		tags = &p.Needs
	}
	var now *corpus.Tag
	if i := slices.IndexFunc(*tags, func(t corpus.Tag) bool { return t.ID == one.Subject }); i >= 0 {
		now = &(*tags)[i]
	}
	if fits != nil {
		if err := fits(now); err != nil {
			return err
		}
	} else if now != nil {
		one.Before = asJSONText(*now)
	}
	*tags = slices.DeleteFunc(slices.Clone(*tags), func(t corpus.Tag) bool { return t.ID == one.Subject })
	if tag != nil {
		if fits != nil && slices.ContainsFunc(tag.Evidence, func(s corpus.Span) bool { return s.End > len(p.Text) }) { // the wording changed since
			tag.Evidence = nil
		}
		*tags = append(*tags, *tag)
	}
	if err := t.Check(); err != nil {
		return err
	}
	one.EID, one.Language, one.From = p.EID, t.Language, t.From
	return replace(ctx, tx, id, t)
}

func provisionOf(ps []corpus.Provision, eid corpus.EID) *corpus.Provision {
	for p := range corpus.All(ps) {
		if p.EID == eid {
			return p
		}
	}
	return nil
}

func asJSONText(v any) string {
	b, err := json.Marshal(v)
	if err != nil { // of strings and numbers alone
		panic(err)
	}
	return string(b)
}
