package api

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/corpus/relation"
	"github.com/pandect/pandect/ui"
)

// RelationsAnswer is what a law says of others, and what others say of it.
type RelationsAnswer struct {
	ID        corpus.URI        `json:"id"`
	Relations []corpus.Relation `json:"relations"`
	Related   []corpus.Related  `json:"related"`
}

func (s *server) relations(c echo.Context, id string) error {
	t, err := s.textOf(c, id)
	if err != nil {
		return err
	}
	related, err := s.Catalog.RelatedTo(c.Request().Context(), t.ID)
	if err != nil {
		return err
	}
	a := RelationsAnswer{ID: t.ID, Relations: t.Outgoing(), Related: related}
	if a.Relations == nil {
		a.Relations = []corpus.Relation{}
	}
	if a.Related == nil {
		a.Related = []corpus.Related{}
	}
	return answer(c, a)
}

const (
	maxEvidence  = 160 // bytes of the words shown for a relation
	shownAtFirst = 8   // of one kind; the rest unfolds
)

// fillRelations sets what the law says of others and others say of it, by kind.
func (s *server) fillRelations(ctx context.Context, p *ui.LawPage) error {
	related, err := s.Catalog.RelatedTo(ctx, p.Text.ID)
	if err != nil {
		return err
	}
	outgoing := p.Text.Outgoing()
	for _, kind := range corpus.RelationKinds {
		var group ui.RelationGroup
		for i := range outgoing {
			if r := &outgoing[i]; r.Kind == kind {
				line, err := s.relationLine(ctx, p, r)
				if err != nil {
					return err
				}
				group.Lines = append(group.Lines, line)
			}
		}
		s.addGroup(p, group, p.T("relation."+kind))
		group = ui.RelationGroup{}
		said := url.Values{"relation": {kind + ":" + string(p.Text.ID)}}
		for _, r := range related {
			if r.Kind == kind {
				group.Lines = append(group.Lines, ui.RelationLine{
					Label: cmp.Or(r.From.Title, string(r.From.ID)), Language: r.Language, Href: ui.LawPath(r.From.ID), By: person(r.By), Year: r.From.Year,
					Place: saidAt(p.Frame, r.From.ID, r.EID, r.Language), Law: string(r.From.ID),
				})
			}
		}
		group.Laws, group.Find = addressOf("/laws", said), addressOf("/search", said)
		s.addGroup(p, group, p.T("relation."+kind+".by"))
	}
	return nil
}

func (s *server) addGroup(p *ui.LawPage, g ui.RelationGroup, label string) {
	if len(g.Lines) == 0 {
		return
	}
	g.Label = label
	slices.SortStableFunc(g.Lines, func(a, b ui.RelationLine) int { return cmp.Compare(held(a), held(b)) })
	if len(g.Lines) > shownAtFirst+2 {
		g.Lines, g.Rest = g.Lines[:shownAtFirst], g.Lines[shownAtFirst:]
	}
	p.Relations = append(p.Relations, g)
}

// relationLine shows a relation of the law's own: the law that is meant by its title, or as the words name it where none is held.
func (s *server) relationLine(ctx context.Context, p *ui.LawPage, r *corpus.Relation) (ui.RelationLine, error) {
	line := ui.RelationLine{
		Label: strings.Join(strings.Fields(r.Words), " "), Language: p.Text.Language, Year: r.Year, By: person(r.By), Says: shorten(p.Text.Says(r)), Kind: r.Kind, Law: string(r.Law),
		Place: saidAt(p.Frame, p.Text.ID, r.EID, p.Text.Language),
	}
	if at, _ := findProvision(p.Text.Provisions, r.EID); at != nil && r.EID != "" {
		line.Place.Label = cmp.Or(strings.TrimRight(cmp.Or(at.Label, at.Number), ". "), line.Place.Label)
	}
	if r.Law == "" {
		return line, nil
	}
	texts, err := s.Catalog.Texts(ctx, r.Law)
	if statusOf(err) == http.StatusNotFound { // withdrawn, or said by a person of a law that is not held
		line.Label = cmp.Or(r.Words, string(r.Law))
		return line, nil
	}
	if err != nil {
		return line, err
	}
	line.Label, line.Language, line.Href, line.Year = cmp.Or(texts[0].Title, string(r.Law)), texts[0].Language, ui.LawPath(r.Law), texts[0].Year
	return line, nil
}

// held puts laws that the library holds before those it does not.
func held(l ui.RelationLine) int {
	if l.Href != "" {
		return 0
	}
	return 1
}

// person is who says a relation, "" for the program.
func person(by string) string {
	if by == corpus.ByProgram {
		return ""
	}
	return by
}

// saidAt leads to the provision that says it; the title has none.
func saidAt(f ui.Frame, law corpus.URI, eid corpus.EID, language string) ui.Entry {
	if eid == "" {
		return ui.Entry{}
	}
	label := f.T("relation.where")
	if m := numberInEID.FindStringSubmatch(string(eid)); m != nil {
		label = m[1]
	}
	return ui.Entry{Label: label, Href: ui.ProvisionPath(corpus.Ref{Law: law, EID: eid, Language: language})}
}

// numberInEID is the number of the article or section that an eid names.
var numberInEID = regexp.MustCompile(`(?:^|__)(?:art|sec|rule|reg)_([^_]+)`)

func shorten(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if len(s) <= maxEvidence {
		return s
	}
	return strings.ToValidUTF8(s[:maxEvidence], "") + " …"
}

// linkLaws lets the names of other laws in blocks lead to those that the library holds.
func (s *server) linkLaws(ctx context.Context, blocks []ui.Block, t *corpus.Text) error {
	return ui.LinkLaws(blocks, func(texts []string) ([][]ui.Linked, error) {
		found := make([][]relation.Mention, len(texts))
		var keys []string
		for i, text := range texts {
			found[i] = relation.Mentions(text, t.Language)
			for k := range found[i] {
				keys = append(keys, found[i][k].Keys()...)
			}
		}
		if len(keys) == 0 {
			return nil, nil
		}
		slices.Sort(keys)
		named, err := s.Catalog.Named(ctx, t.Country, slices.Compact(keys))
		if err != nil || len(named) == 0 {
			return nil, err
		}
		out := make([][]ui.Linked, len(texts))
		for i, mentions := range found {
			for k := range mentions {
				if law := corpus.Meant(named, mentions[k].Keys(), t.ID); law != "" {
					out[i] = append(out[i], ui.Linked{Span: mentions[k].Span, Href: ui.LawPath(law)})
				}
			}
		}
		return out, nil
	})
}

// relate stores what a person says of the relation of law= to other=: do=add says that there is one, do=reject that there is none.
func (s *server) relate(c echo.Context) error {
	form, err := c.FormParams()
	if err != nil {
		return fmt.Errorf("form: %v: %w", err, corpus.ErrInvalid)
	}
	law, err := corpus.ParseURI(form.Get("law"))
	if err != nil {
		return err
	}
	other, err := corpus.ParseURI(strings.TrimPrefix(strings.TrimSpace(form.Get("other")), s.base(c.Request())+"/law/"))
	if err != nil {
		return err
	}
	after, ok := map[string]string{"add": "yes", "reject": "no"}[form.Get("do")]
	if !ok {
		return fmt.Errorf("do is %q: add or reject is needed: %w", form.Get("do"), corpus.ErrInvalid)
	}
	ctx := c.Request().Context()
	if after == "yes" {
		if _, err := s.Catalog.Texts(ctx, other); err != nil {
			return err
		}
	}
	t, err := s.Catalog.Text(ctx, law, "")
	if err != nil {
		return err
	}
	one := corpus.Correction{By: author(c, form.Get("by")), Law: law, What: corpus.RelationField(form.Get("kind"), other), After: after}
	if one.Before = t.FieldOf(one.What); one.Before != one.After {
		if _, err := s.Catalog.Correct(ctx, one); err != nil {
			return err
		}
		s.state.forget()
	}
	return c.Redirect(http.StatusSeeOther, addressOf(ui.LawPath(law), url.Values{}))
}
