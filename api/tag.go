package api

import (
	"cmp"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"

	"github.com/labstack/echo/v4"
	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/ui"
)

// tagsPage shows why the provision ?p= carries its topics and requirements.
func (s *server) tagsPage(c echo.Context) error {
	c.Response().Header().Set("Cache-Control", "no-store")
	ref, err := corpus.ParseRef(c.QueryParam("p"))
	if err != nil {
		return err
	}
	ref.Language = cmp.Or(c.QueryParam("language"), ref.Language)
	t, err := s.Catalog.Text(c.Request().Context(), ref.Law, ref.Language)
	if err != nil && !errors.Is(err, corpus.ErrNotFound) {
		return err
	}
	p, _ := findProvision(t.Provisions, ref.EID)
	if p == nil {
		done, failed := s.redirected(c, ref, func(now corpus.Ref) string {
			return logHref(&corpus.Correction{What: corpus.TagTopic, Law: now.Law, EID: now.EID, Language: ref.Language}, "")
		})
		if done || failed != nil {
			return failed
		}
		return cmp.Or(err, fmt.Errorf("provision %s: %w", ref, corpus.ErrNotFound))
	}
	f := s.frame(c)
	f.Private, f.Title = true, f.T("tags.title", "provision", cmp.Or(headed(p), string(p.EID)))
	page := ui.TagsPage{Frame: f, Law: t.Law, Language: t.Language, Label: headed(p), Href: ui.ProvisionPath(corpus.Ref{Law: t.ID, EID: p.EID, Language: t.Language}), May: s.edits(c), By: c.QueryParam("by")}
	for part := range corpus.All([]corpus.Provision{*p}) {
		if part.EID == p.EID || len(part.Topics)+len(part.Needs) > 0 {
			page.Parts = append(page.Parts, s.taggedPart(f, &t, part))
		}
	}
	for _, topic := range s.Scheme.Topics {
		page.Topics = append(page.Topics, ui.Choice{Value: topic.ID, Label: topic.Label(f.Code)})
	}
	for r := range s.Scheme.Requirements() {
		page.Needs = append(page.Needs, ui.Choice{Value: r.ID, Label: r.ID + " · " + r.Title(f.Code)})
	}
	return s.page(c, page)
}

func (s *server) taggedPart(f ui.Frame, t *corpus.Text, p *corpus.Provision) ui.TaggedPart {
	out := ui.TaggedPart{Ref: corpus.Ref{Law: t.ID, EID: p.EID}.String(), Label: cmp.Or(headed(p), string(p.EID))}
	var marks []corpus.Span
	add := func(tags []corpus.Tag, requirement bool) {
		for _, tag := range tags {
			line := ui.TagLine{ID: tag.ID, Requirement: requirement, Rejected: tag.Rejected, Rule: tag.Rule, Stale: tag.Stale, Sure: f.Num(int(100*tag.Weight + 0.5))}
			if tag.By != "" && tag.By != corpus.ByProgram {
				line.Person = tag.By
			}
			if requirement {
				r, _ := s.Scheme.Requirement(tag.ID)
				line.Label, line.Href = r.Title(f.Code), requirementHref(t.Country, tag.ID)
			} else {
				e := s.topicEntry(f, tag.ID)
				line.Label, line.Href = e.Label, e.Href
			}
			for _, span := range tag.Evidence {
				marks = append(marks, span)
				if w := p.Text[span.Start:span.End]; !slices.Contains(line.Words, w) {
					line.Words = append(line.Words, w)
				}
			}
			out.Tags = append(out.Tags, line)
		}
	}
	add(p.Topics, false)
	add(p.Needs, true)
	out.Text = ui.Marked(p.Text, marks)
	return out
}

// setTag stores that a person confirms, rejects or adds a tag.
func (s *server) setTag(c echo.Context) error {
	form, err := c.FormParams()
	if err != nil {
		return fmt.Errorf("form: %v: %w", err, corpus.ErrInvalid)
	}
	ref, err := corpus.ParseRef(form.Get("p"))
	if err != nil {
		return err
	}
	ref.Language = form.Get("language")
	tag := corpus.Tag{ID: form.Get("id"), Weight: 1, By: author(c, form.Get("by")), Rejected: form.Get("say") == "no"}
	if len(tag.By) > 200 {
		return fmt.Errorf("the name is longer than 200 bytes: %w", corpus.ErrInvalid)
	}
	_, isTopic := s.Scheme.Topic(tag.ID)
	_, isNeed := s.Scheme.Requirement(tag.ID)
	if !isTopic && !isNeed {
		return fmt.Errorf("%q is neither a topic nor a requirement: %w", tag.ID, corpus.ErrNotFound)
	}
	if say := form.Get("say"); say != "yes" && say != "no" {
		return fmt.Errorf("say is yes or no, not %q: %w", say, corpus.ErrInvalid)
	}
	if _, err := s.Catalog.SetTag(c.Request().Context(), ref, isNeed, tag); err != nil {
		return err
	}
	s.state.forget()
	back := url.Values{"p": {cmp.Or(form.Get("of"), ref.String())}, "by": {tag.By}}
	if ref.Language != "" {
		back.Set("language", ref.Language)
	}
	return c.Redirect(http.StatusSeeOther, addressOf("/tags", back))
}
