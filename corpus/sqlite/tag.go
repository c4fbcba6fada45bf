package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

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
	one := corpus.Correction{By: tag.By, Law: ref.Law, Language: ref.Language, EID: ref.EID, Subject: tag.ID, What: what}
	err := c.update(ctx, func(tx *sql.Tx) error {
		if err := storeTag(ctx, tx, &one, &saidTag{Tag: tag}, nil); err != nil {
			return err
		}
		if err := note(ctx, tx, &one); err != nil {
			return err
		}
		return touch(ctx, tx)
	})
	return one, err
}

// saidTag is a tag as the log keeps it: with the words of its evidence, since the wording may be another when it is taken back. Those of earlier programs are without.
type saidTag struct {
	corpus.Tag
	Words []string `json:"words,omitempty"`
}

// UnmarshalJSON reads both: that of corpus.Tag would be had for the whole.
func (k *saidTag) UnmarshalJSON(b []byte) error {
	var more struct {
		Words []string `json:"words"`
	}
	if err := json.Unmarshal(b, &more); err != nil {
		return err
	}
	k.Words = more.Words
	return json.Unmarshal(b, &k.Tag)
}

// say is a tag of a provision as the log keeps it.
func say(tag corpus.Tag, p *corpus.Provision) string {
	kept := saidTag{Tag: tag}
	for _, s := range tag.Evidence {
		if s.Start < 0 || s.End < s.Start || s.End > len(p.Text) { // the text is refused
			return asJSONText(tag)
		}
		kept.Words = append(kept.Words, p.Text[s.Start:s.End])
	}
	return asJSONText(kept)
}

// in is the tag with its evidence where the words of it stand in text now; without, and stale where a person gave it, where they do not all, or are not known.
func (k saidTag) in(text string) corpus.Tag {
	tag := k.Tag
	tag.Evidence = nil
	for i, s := range k.Evidence {
		at := -1
		if i < len(k.Words) && k.Words[i] != "" {
			if at = strings.Index(text, k.Words[i]); s.Start >= 0 && s.Start <= len(text) && strings.HasPrefix(text[s.Start:], k.Words[i]) {
				at = s.Start
			}
		}
		if at < 0 {
			tag.Evidence, tag.Stale = nil, tag.Stale || tag.ByPerson()
			break
		}
		tag.Evidence = append(tag.Evidence, corpus.Span{Start: at, End: at + len(k.Words[i])})
	}
	return tag
}

// takeBackTag gives a provision the tag that it had before a person said otherwise, or none.
func takeBackTag(ctx context.Context, tx *sql.Tx, one *corpus.Correction) error {
	var said corpus.Tag
	if err := json.Unmarshal([]byte(one.Before), &said); err != nil {
		return err
	}
	var tag *saidTag
	if one.After != "" {
		tag = &saidTag{}
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
func storeTag(ctx context.Context, tx *sql.Tx, one *corpus.Correction, tag *saidTag, fits func(now *corpus.Tag) error) error {
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
	} else if one.After = say(tag.Tag, p); now != nil {
		one.Before = say(*now, p)
	}
	*tags = slices.DeleteFunc(slices.Clone(*tags), func(t corpus.Tag) bool { return t.ID == one.Subject })
	if tag != nil {
		put := tag.Tag
		if fits != nil {
			put = tag.in(p.Text)
		}
		*tags = append(*tags, put)
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
