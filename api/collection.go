package api

import (
	"fmt"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"
	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/ui"
)

const maxCollected = 200 // provisions; their references fill an address of 12 KB

// collectionPage shows the provisions that its address names (p=<law id>#<eid>, as often as there are).
func (s *server) collectionPage(c echo.Context) error {
	if done, err := s.unchanged(c); done || err != nil {
		return err
	}
	v := c.QueryParams()
	refs, err := readRefs(v["p"])
	if err != nil {
		return err
	}
	f := s.frame(c)
	f.Title, f.Private = f.T("collection.title"), true
	p := ui.CollectionPage{Frame: f, Name: strings.TrimSpace(v.Get("name")), Exports: s.exports(f, url.Values{"p": v["p"]}), Compare: addressOf("/compare", url.Values{"p": v["p"]})}
	for _, ref := range v["p"] {
		p.Fields = append(p.Fields, ui.Field{Name: "p", Value: ref})
	}
	for _, ref := range refs {
		item, err := s.collected(c, ref)
		if err != nil {
			if statusOf(err) != 404 {
				return err
			}
			p.Missing = append(p.Missing, ref.String())
			continue
		}
		rest := question{values: v}.without("p", ref.String())
		item.Remove = addressOf("/collection", rest)
		p.Items = append(p.Items, item)
	}
	if len(refs) == 0 {
		p.Exports = nil
	}
	return s.page(c, p)
}

// readRefs reads references to provisions, each once.
func readRefs(values []string) ([]corpus.Ref, error) {
	if len(values) > maxCollected {
		return nil, fmt.Errorf("a collection holds %d provisions at most, this one has %d: %w", maxCollected, len(values), corpus.ErrInvalid)
	}
	seen := map[corpus.Ref]bool{}
	var refs []corpus.Ref
	for _, value := range values {
		ref, err := corpus.ParseRef(value)
		if err != nil {
			return nil, err
		}
		if !seen[ref] {
			refs, seen[ref] = append(refs, ref), true
		}
	}
	return refs, nil
}

// collected reads one provision, or the first lines of a law where the whole of it was collected.
func (s *server) collected(c echo.Context, ref corpus.Ref) (ui.CollectionItem, error) {
	t, err := s.Catalog.Text(c.Request().Context(), ref.Law, ref.Language)
	if err != nil {
		return ui.CollectionItem{}, err
	}
	item := ui.CollectionItem{Law: t.Law}
	item.Ref, item.Language, item.Href = ref.String(), t.Language, ui.ProvisionPath(ref)
	if ref.EID == "" {
		item.Label = t.Title
		return item, nil
	}
	p, path := findProvision(t.Provisions, ref.EID)
	if p == nil {
		return ui.CollectionItem{}, fmt.Errorf("provision %s: %w", ref, corpus.ErrNotFound)
	}
	item.Label, item.Path, item.Page = headed(p), path, p.Page
	for line := range strings.SplitSeq(p.Wording(), "\n") {
		if line != "" {
			item.Paragraphs = append(item.Paragraphs, line)
		}
	}
	return item, nil
}
