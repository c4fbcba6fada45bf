package index

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/pandect/pandect/corpus"
)

// Relations is what laws say of a law, as the catalogue knows it.
type Relations interface {
	RelatedTo(ctx context.Context, law corpus.URI) ([]corpus.Related, error)
}

// noLaw is a value of Filters.Law that no law has.
const noLaw = ""

// Lawful is f with laws in the place of relations: amends:ke/act/1990/12 becomes the laws that the catalogue knows to amend that one. Which they are changes with what is held, so
// no index keeps it. ErrInvalid names what is no relation.
func (f Filters) Lawful(ctx context.Context, c Relations) (Filters, error) {
	if f.Not != nil {
		not, err := f.Not.saying(ctx, c)
		if err != nil {
			return f, err
		}
		out := *f.Not
		out.Relation = nil
		for _, laws := range not {
			out.Law = append(slices.Clip(out.Law), laws...)
		}
		f.Not = &out
	}
	kinds, err := f.saying(ctx, c)
	if err != nil {
		return f, err
	}
	f.Relation = nil
	for _, laws := range kinds {
		if len(f.Law) > 0 {
			laws = slices.DeleteFunc(laws, func(id string) bool { return !slices.Contains(f.Law, id) })
		}
		if f.Law = laws; len(laws) == 0 {
			f.Law = []string{noLaw}
		}
	}
	return f, nil
}

// saying lists, for each kind of relation that f names, the laws that have it to one of those named.
func (f *Filters) saying(ctx context.Context, c Relations) (map[string][]string, error) {
	found := map[string][]string{}
	for _, v := range f.Relation {
		kind, id, _ := strings.Cut(v, ":")
		kind, law, ok := corpus.ParseRelationField(corpus.RelationField(kind, corpus.URI(id)))
		if !ok {
			return nil, fmt.Errorf("relation %q: a kind and a law are needed, such as amends:ke/act/2010/8; kinds: %s: %w", v, strings.Join(corpus.RelationKinds, ", "), corpus.ErrInvalid)
		}
		related, err := c.RelatedTo(ctx, law)
		if err != nil {
			return nil, err
		}
		laws := found[kind]
		for i := range related {
			if id := string(related[i].From.ID); related[i].Kind == kind && !slices.Contains(laws, id) {
				laws = append(laws, id)
			}
		}
		found[kind] = laws
	}
	return found, nil
}
