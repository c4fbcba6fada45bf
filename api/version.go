package api

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"
	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/index/compare"
	"github.com/pandect/pandect/ui"
)

// textOf is the text that the address names: by ?version= one wording for ever, by ?asof= the one that applied on that day, else the one that is read today; in
// ?language=, else the original one.
func (s *server) textOf(c echo.Context, id string) (countedText, error) {
	uri, err := corpus.ParseURI(id)
	if err != nil {
		return countedText{}, err
	}
	ctx := c.Request().Context()
	if version := c.QueryParam("version"); version != "" {
		return s.versionText(ctx, uri, version)
	}
	language := c.QueryParam("language")
	day, err := readDay(c.QueryParams())
	if err != nil {
		return countedText{}, err
	}
	if day.IsZero() {
		return s.recentText(ctx, uri, language)
	}
	versions, err := s.Catalog.Versions(ctx, uri)
	if err != nil {
		return countedText{}, err
	}
	v, ok := corpus.VersionOn(versions, language, day)
	if !ok {
		return countedText{}, fmt.Errorf("no wording of %s that applied on %s is held: %w", id, day, corpus.ErrNotFound)
	}
	t, err := s.versionText(ctx, uri, v.ID)
	if err == nil && !t.Period().Holds(day) {
		return countedText{}, fmt.Errorf("%s did not apply on %s, as far as is known: %w", id, day, corpus.ErrNotFound)
	}
	return t, err
}

// VersionsAnswer lists the wordings of a law that are held.
type VersionsAnswer struct {
	ID       corpus.URI       `json:"id"`
	Versions []corpus.Version `json:"versions"`
}

func (s *server) versions(c echo.Context, id string) error {
	uri, err := corpus.ParseURI(id)
	if err != nil {
		return err
	}
	list, err := s.Catalog.Versions(c.Request().Context(), uri)
	if err != nil {
		return err
	}
	return answer(c, VersionsAnswer{ID: uri, Versions: list})
}

// fillVersions lists the wordings of the law in the language shown, says which one is shown, and sets the one named by ?against= beside it.
func (s *server) fillVersions(c echo.Context, p *ui.LawPage) error {
	all, err := s.Catalog.Versions(c.Request().Context(), p.Text.ID)
	if err != nil {
		return err
	}
	list := slices.DeleteFunc(all, func(v corpus.Version) bool { return v.Language != p.Text.Language })
	p.AsOf = c.QueryParam("asof")
	p.CollectedOn, _ = readDay(c.QueryParams()) // textOf has refused what is no day
	if len(list) < 2 {
		return nil
	}
	asked := c.QueryParam("version")
	shown := slices.IndexFunc(list, func(v corpus.Version) bool { return v.ID == asked })
	if shown < 0 {
		shown = max(0, slices.IndexFunc(list, func(v corpus.Version) bool { return !v.Superseded && v.From == p.Text.From }))
	}
	for i, v := range list {
		line := ui.VersionLine{
			Href: versionHref(p.Text.ID, v.ID), Current: i == shown, Superseded: v.Superseded, From: v.From, Added: p.Moment(v.Added),
		}
		if i != shown {
			line.Against = versionHref(p.Text.ID, list[shown].ID) + "&against=" + v.ID
		}
		p.Versions = append(p.Versions, line)
	}
	if read, _ := corpus.VersionRead(list, p.Text.Language, corpus.Today()); list[shown].ID != read.ID {
		p.Newest = ui.LawPath(p.Text.ID)
		if p.CollectedOn.IsZero() && !list[shown].Superseded {
			p.CollectedOn = p.Text.From
		}
		if p.AskedLanguage != "" {
			p.Newest = lawHref(p.Text.ID, p.AskedLanguage, "")
		}
	}
	against := c.QueryParam("against")
	if against == "" {
		return nil
	}
	other, err := s.Catalog.Version(c.Request().Context(), p.Text.ID, against)
	if err != nil {
		return err
	}
	p.Changes = changesOf(&other, &p.Text)
	return nil
}

func versionHref(law corpus.URI, id string) string {
	return ui.LawPath(law) + "?" + url.Values{"version": {id}}.Encode()
}

// changesOf lays two wordings of a law side by side, unit by unit and word by word. Units are the same by eid.
func changesOf(old, now *corpus.Text) *ui.VersionChanges {
	before := map[corpus.EID]corpus.Unit{}
	for _, u := range old.Units() {
		before[u.EID] = u
	}
	out := &ui.VersionChanges{Old: old.From, New: now.From}
	for _, u := range now.Units() {
		o, ok := before[u.EID]
		delete(before, u.EID)
		switch {
		case !ok:
			out.Units = append(out.Units, ui.ChangedUnit{Op: "new", Title: unitTitle(u), Changes: []compare.Change{{Op: "new", Text: unitWords(u)}}})
		case unitWords(o) == unitWords(u):
			out.Same++
		default:
			out.Units = append(out.Units, ui.ChangedUnit{Op: "changed", Title: unitTitle(u), Changes: compare.Diff(unitWords(o), unitWords(u))})
		}
	}
	for _, u := range old.Units() { // in their order
		if _, gone := before[u.EID]; gone {
			out.Units = append(out.Units, ui.ChangedUnit{Op: "old", Title: unitTitle(u), Changes: []compare.Change{{Op: "old", Text: unitWords(u)}}})
		}
	}
	return out
}

func unitTitle(u corpus.Unit) string { return strings.TrimSpace(u.Label + " " + u.Heading) }

func unitWords(u corpus.Unit) string {
	if u.Heading == "" {
		return u.Text
	}
	return u.Heading + "\n" + u.Text
}
