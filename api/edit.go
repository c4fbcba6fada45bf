package api

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/ui"
)

// editPage shows what is known of law ?law=, to be corrected, and what was changed of it.
func (s *server) editPage(c echo.Context) error {
	c.Response().Header().Set("Cache-Control", "no-store")
	id, err := corpus.ParseURI(c.QueryParam("law"))
	if err != nil {
		return err
	}
	p := ui.EditPage{Frame: s.frame(c), Law: corpus.Law{ID: id}, May: s.edits(c), By: c.QueryParam("by")}
	texts, err := s.Catalog.Texts(c.Request().Context(), id)
	if errors.Is(err, corpus.ErrNotFound) { // what was merged is corrected where it is now
		if done, err := s.redirected(c, corpus.Ref{Law: id}, func(r corpus.Ref) string { return editHref(r.Law, "", p.By) }); done || err != nil {
			return err
		}
	}
	switch {
	case errors.Is(err, corpus.ErrNotFound):
		p.Withdrawn = true
	case err != nil:
		return err
	default:
		t := texts[0]
		if i := slices.IndexFunc(texts, func(o corpus.Text) bool { return o.Language == c.QueryParam("language") }); i >= 0 {
			t = texts[i] // of one language the first is the one that is read
		}
		p.Law, p.Language = t.Law, t.Language
		p.Structure = ui.StructurePage{Text: corpus.Text{Law: t.Law, Language: t.Language, From: t.From}, By: p.By}.At("", 0)
		for _, name := range corpus.CorrectedFields {
			p.Fields = append(p.Fields, ui.EditField{Name: name, Label: p.Word("field", name), Value: t.FieldOf(name), Sure: t.Confidence[name] == 1})
		}
	}
	log, err := s.Catalog.Corrections(c.Request().Context(), corpus.CorrectionFilter{Law: id})
	if err != nil {
		return err
	}
	if p.Withdrawn && len(log) == 0 {
		return fmt.Errorf("law %s: %w", id, corpus.ErrNotFound)
	}
	p.Log = s.logLines(p.Frame, log, p.May)
	p.Title, p.Nav, p.Private = p.T("edit.title", "law", cmp.Or(p.Law.Title, string(id))), "queue", true
	return s.page(c, p)
}

// edit stores the fields of the form that differ from what the page showed, or withdraws the law.
func (s *server) edit(c echo.Context) error {
	form, err := c.FormParams()
	if err != nil {
		return fmt.Errorf("form: %v: %w", err, corpus.ErrInvalid)
	}
	id, err := corpus.ParseURI(form.Get("law"))
	if err != nil {
		return err
	}
	one := corpus.Correction{By: author(c, form.Get("by")), Law: id, Note: strings.TrimSpace(form.Get("note"))}
	if len(one.Note) > maxNote {
		return fmt.Errorf("the note is longer than %d bytes: %w", maxNote, corpus.ErrInvalid)
	}
	var all []corpus.Correction
	if form.Get("do") == corpus.Withdraw {
		one.What = corpus.Withdraw
		all = append(all, one)
	}
	for _, name := range corpus.CorrectedFields {
		if one.What == corpus.Withdraw || !form.Has(name) || form.Get(name) == form.Get("before_"+name) {
			continue
		}
		field := one
		field.What, field.Before, field.After, field.Language = name, form.Get("before_"+name), form.Get(name), form.Get("language")
		all = append(all, field)
	}
	if all, err = s.inEveryText(c.Request().Context(), yearOfDate(all, form.Get("before_year"))); err != nil {
		return err
	}
	if len(all) > 0 {
		if _, err := s.Catalog.Correct(c.Request().Context(), all...); err != nil {
			return err
		}
		s.state.forget()
	}
	return c.Redirect(http.StatusSeeOther, editHref(id, form.Get("language"), one.By))
}

// yearOfDate puts the year that a date says, as a change of its own, in the place of a year that was typed beside it.
func yearOfDate(all []corpus.Correction, before string) []corpus.Correction {
	at := slices.IndexFunc(all, func(c corpus.Correction) bool { return c.What == "date" && c.After != "" })
	if at < 0 {
		return all
	}
	year := all[at]
	year.What, year.Before = "year", before
	year.After, _, _ = strings.Cut(year.After, "-")
	all = slices.DeleteFunc(all, func(c corpus.Correction) bool { return c.What == "year" })
	if strings.TrimLeft(year.After, "0") != before {
		all = append(all, year)
	}
	return all
}

// inEveryText repeats what is corrected of the law, all but its title, for its texts in other languages, each with what it says now: one change a text, so that
// taking it back gives each its own again.
func (s *server) inEveryText(ctx context.Context, all []corpus.Correction) ([]corpus.Correction, error) {
	if len(all) == 0 || all[0].What == corpus.Withdraw {
		return all, nil
	}
	texts, err := s.Catalog.Texts(ctx, all[0].Law)
	if err != nil {
		return nil, err
	}
	done := map[string]bool{}
	for _, one := range all[:len(all):len(all)] {
		for _, t := range texts {
			if one.What != "title" && t.Language != all[0].Language && !done[t.Language+"\n"+one.What] && t.FieldOf(one.What) != one.After {
				done[t.Language+"\n"+one.What] = true
				other := one
				other.Language, other.Before = t.Language, t.FieldOf(one.What)
				all = append(all, other)
			}
		}
	}
	return all, nil
}

// undo takes back the correction ?id= of the form.
func (s *server) undo(c echo.Context) error {
	form, err := c.FormParams()
	if err != nil {
		return fmt.Errorf("form: %v: %w", err, corpus.ErrInvalid)
	}
	by := author(c, form.Get("by"))
	taken, err := s.takeBack(c.Request().Context(), form.Get("id"), by)
	if err != nil {
		return err
	}
	if accessOf(c).governed { // it is asked no more
		by = ""
	}
	return c.Redirect(http.StatusSeeOther, logHref(&taken, by))
}

// takeBack takes back the correction of an id, and gives it.
func (s *server) takeBack(ctx context.Context, id, by string) (corpus.Correction, error) {
	n, err := strconv.ParseInt(id, 10, 64)
	if err != nil || n < 1 {
		return corpus.Correction{}, fmt.Errorf("correction %q: %w", id, corpus.ErrNotFound)
	}
	found, err := s.Catalog.Corrections(ctx, corpus.CorrectionFilter{ID: n})
	if err != nil {
		return corpus.Correction{}, err
	}
	if len(found) == 0 || found[0].Undoes != 0 {
		return corpus.Correction{}, fmt.Errorf("correction %d that could be taken back: %w", n, corpus.ErrNotFound)
	}
	if _, err := s.Catalog.Correct(ctx, found[0].Undo(by)); err != nil {
		return corpus.Correction{}, err
	}
	s.state.forget()
	return found[0], nil
}

func editHref(law corpus.URI, language, by string) string {
	v := url.Values{"law": {string(law)}}
	if language != "" {
		v.Set("language", language)
	}
	if by != "" {
		v.Set("by", by)
	}
	return addressOf("/edit", v)
}
