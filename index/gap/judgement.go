package gap

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"github.com/pandect/pandect/corpus"
)

// Digest is what corpus.Cited keeps of a provision's wording: SHA-256, hex.
func Digest(wording string) string {
	sum := sha256.Sum256([]byte(wording))
	return hex.EncodeToString(sum[:])
}

// judgements of a country on all instruments, since an answer serves equivalent requirements.
func (a *Analyst) judgements(ctx context.Context, country string) (map[string]corpus.Judgement, error) {
	js, err := a.Catalog.Judgements(ctx, country, "")
	if err != nil {
		return nil, fmt.Errorf("judgements of %s: %w", country, err)
	}
	out := map[string]corpus.Judgement{}
	for _, j := range js {
		if old, ok := out[j.Requirement]; !ok || j.At.After(old.At) {
			out[j.Requirement] = j
		}
	}
	return out, nil
}

// judge lets what a person decided win: on the requirement itself, else the newest on an equivalent one.
func (a *Analyst) judge(ctx context.Context, out *Requirement, js map[string]corpus.Judgement) error {
	j, ok := js[out.ID]
	from := ""
	if !ok {
		for _, id := range out.Equivalent {
			if e, there := js[id]; there && (!ok || e.At.After(j.At)) {
				j, from, ok = e, id, true
			}
		}
	}
	if !ok {
		return nil
	}
	stale, err := a.stale(ctx, j.Provisions)
	if err != nil {
		return err
	}
	out.State, out.By = j.State, j.By
	out.Judgement = &Judgement{Judgement: j, From: from, Stale: stale}
	return nil
}

// stale names the cited provisions whose wording is another today, or which are gone.
func (a *Analyst) stale(ctx context.Context, cited []corpus.Cited) ([]string, error) {
	refs := make([]corpus.Ref, len(cited))
	for i, c := range cited {
		refs[i] = c.Ref
	}
	if len(refs) == 0 {
		return nil, nil
	}
	units, err := a.Catalog.Units(ctx, refs)
	if err != nil {
		return nil, fmt.Errorf("cited provisions: %w", err)
	}
	var out []string
	for i, c := range cited {
		if units[i].Law == "" || c.Digest != "" && c.Digest != Digest(units[i].Text) {
			out = append(out, corpus.Ref{Law: c.Law, EID: c.EID}.String())
		}
	}
	return out, nil
}

// Cite makes the citation of a provision as it reads today. ErrNotFound if it is not held.
func (a *Analyst) Cite(ctx context.Context, ref corpus.Ref) (corpus.Cited, error) {
	units, err := a.Catalog.Units(ctx, []corpus.Ref{ref})
	if err != nil {
		return corpus.Cited{}, err
	}
	if units[0].Law == "" {
		return corpus.Cited{}, fmt.Errorf("provision %s: %w", ref, corpus.ErrNotFound)
	}
	return corpus.Cited{Ref: ref, Digest: Digest(units[0].Text)}, nil
}
