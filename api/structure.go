package api

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/index/compare"
	"github.com/pandect/pandect/ui"
)

// structurePage shows the provisions of law ?law= beside page ?page= of its original, to be corrected; ?eid= opens one.
func (s *server) structurePage(c echo.Context) error {
	return s.showStructure(c, c.QueryParams(), http.StatusOK, nil)
}

// showStructure writes the page. wrong is why what the form v said was refused: the form is shown again as it was filled in.
func (s *server) showStructure(c echo.Context, v url.Values, status int, wrong error) error {
	c.Response().Header().Set("Cache-Control", "no-store")
	ctx := c.Request().Context()
	t, err := s.structured(ctx, v)
	if err != nil {
		return err
	}
	open := corpus.EID(v.Get("eid"))
	p, _ := findProvision(t.Provisions, open)
	if p == nil && open != "" {
		if now, err := s.Catalog.Moved(ctx, corpus.Ref{Law: t.ID, EID: open, Language: t.Language}); err == nil {
			open = now.EID
			p, _ = findProvision(t.Provisions, open)
		}
	}
	f := s.frame(c)
	f.Title, f.Nav, f.Private = f.T("structure.title", "law", cmp.Or(t.Title, string(t.ID))), "queue", true
	page := ui.StructurePage{Frame: f, Text: t, By: v.Get("by"), May: s.edits(c), Open: open, Note: v.Get("note")}
	if s.Unsound != nil {
		page.Unsound = s.Unsound(&t)
	}
	page.Text.Warnings = slices.DeleteFunc(slices.Clone(t.Warnings), func(w string) bool { return slices.Contains(page.Unsound, w) }) // said once
	if page.Version, err = s.versionOf(ctx, &t); err != nil {
		return err
	}
	sheet, _ := strconv.Atoi(v.Get("page"))
	if sheet == 0 && p != nil {
		sheet = p.Page
	}
	if err := s.fillSheet(ctx, &page, max(sheet, 1), p); err != nil {
		return err
	}
	page.Outline(page.Sheet, number0(v.Get("start")))
	if p != nil {
		page.Form = formOf(&t, p, page.Sheet)
	}
	if wrong != nil {
		page.Wrong, page.Conflict = detailOf(wrong, status), status == http.StatusConflict
		page.Form.Fill(v)
		if page.Changes, err = s.changedSince(ctx, &t, corpus.EID(v.Get("eid")), v.Get("version")); err != nil {
			return err
		}
	}
	log, err := s.Catalog.Corrections(ctx, corpus.CorrectionFilter{Law: t.ID, Limit: maxLogged})
	if err != nil {
		return err
	}
	lines := s.logLines(f, log, page.May)
	page.Log = slices.DeleteFunc(lines, func(l ui.LogLine) bool { return !l.IsStructural() })
	c.Response().Status = status
	return s.page(c, page)
}

func number0(s string) int { n, _ := strconv.Atoi(s); return max(n, 0) }

// structured is the text that ?law=, ?language= and ?from= name.
func (s *server) structured(ctx context.Context, v url.Values) (corpus.Text, error) {
	id, err := corpus.ParseURI(v.Get("law"))
	if err != nil {
		return corpus.Text{}, err
	}
	if v.Get("from") == "" {
		return s.Catalog.Text(ctx, id, v.Get("language"))
	}
	from, err := corpus.ParseDate(v.Get("from"))
	if err != nil {
		return corpus.Text{}, fmt.Errorf("from: %w", err)
	}
	versions, err := s.Catalog.Versions(ctx, id)
	if err != nil {
		return corpus.Text{}, err
	}
	for _, w := range versions {
		if !w.Superseded && w.Language == v.Get("language") && w.From == from {
			return s.Catalog.Version(ctx, id, w.ID)
		}
	}
	return corpus.Text{}, fmt.Errorf("law %s has no wording in %q from %s: %w", id, v.Get("language"), from, corpus.ErrNotFound)
}

// versionOf names the wording that stands; "" where the catalogue has no name for it.
func (s *server) versionOf(ctx context.Context, t *corpus.Text) (string, error) {
	versions, err := s.Catalog.Versions(ctx, t.ID)
	for _, w := range versions {
		if !w.Superseded && w.Language == t.Language && w.From == t.From {
			return w.ID, err
		}
	}
	return "", err
}

// fillSheet shows page n of the original beside the provisions, with the lines of p marked.
func (s *server) fillSheet(ctx context.Context, page *ui.StructurePage, n int, p *corpus.Provision) error {
	o := page.Text.Original
	if s.Pages == nil || o == nil || o.SHA256 == "" || o.MediaType != "application/pdf" {
		return nil
	}
	page.Sheet = n
	leaf := &ui.Leaf{Number: n, Pages: n, Law: ui.LawPath(page.Text.ID)}
	image, err := s.Pages.Page(ctx, o.SHA256, n, 1)
	switch {
	case errors.Is(err, corpus.ErrUnsupported), errors.Is(err, corpus.ErrUnavailable):
		leaf.Reason = err.Error()
	case err != nil:
		return err
	default:
		leaf.Image = "/api/v1/originals/" + o.SHA256 + "/pages/" + strconv.Itoa(n) + "?scale=2"
		leaf.Width, leaf.Height, leaf.Wordless, leaf.Pages = image.Width, image.Height, len(image.Words) == 0, max(image.Pages, n)
		if p != nil {
			leaf.Opened = lineBoxes(image.Words, provisionWords(p))
		}
	}
	if n > 1 {
		leaf.Prev = page.At("", n-1)
	}
	if n < leaf.Pages {
		leaf.Next = page.At("", n+1)
	}
	page.Leaf = leaf
	return nil
}

// formOf is what may be done with a provision.
func formOf(t *corpus.Text, p *corpus.Provision, sheet int) *ui.StructureForm {
	f := &ui.StructureForm{Provision: *p, Seen: p.State(), NewKind: p.Kind, NewPage: sheet}
	f.Provision.Children = nil
	list, i, above := siblings(t.Provisions, p.EID, nil)
	f.First = len(above) == 0 && len(list) == 1
	if i+1 < len(list) {
		f.Next = cmp.Or(headed(&list[i+1]), firstOf(list[i+1].Text))
	}
	for q := range corpus.All([]corpus.Provision{*p}) {
		for line := range strings.SplitSeq(q.Text, "\n") {
			for _, sentence := range sentences(line) {
				if begin := firstOf(sentence); begin != "" && len(f.Beginnings) < 40 {
					f.Beginnings = append(f.Beginnings, begin)
				}
			}
		}
		if q.EID != p.EID && q.Label != "" && len(f.Beginnings) < 40 {
			f.Beginnings = append(f.Beginnings, firstOf(strings.TrimSpace(q.Label+" "+q.Heading+" "+q.Text)))
		}
	}
	within := map[corpus.EID]bool{}
	for q := range corpus.All([]corpus.Provision{*p}) {
		within[q.EID] = true
	}
	ancestor := map[corpus.EID]bool{}
	for _, a := range above {
		ancestor[a] = true
	}
	var visit func(ps []corpus.Provision, depth int)
	visit = func(ps []corpus.Provision, depth int) {
		for k := range ps {
			q := &ps[k]
			if within[q.EID] {
				continue
			}
			next := k+1 < len(ps) && ps[k+1].EID == p.EID // what stands before it may take it in
			if !corpus.IsBasic(q.Kind) && len(q.Children) > 0 || ancestor[q.EID] || next || corpus.HoldsBasic(q.Children) {
				f.Into = append(f.Into, ui.Choice{Value: string(q.EID), Label: strings.Repeat("\u2003", depth) + cmp.Or(headed(q), string(q.EID)), Checked: len(above) > 0 && above[len(above)-1] == q.EID})
			}
			if !corpus.IsBasic(q.Kind) || ancestor[q.EID] {
				visit(q.Children, depth+1)
			}
		}
	}
	visit(t.Provisions, 1)
	f.Top = len(above) == 0
	return f
}

// siblings are the list in which a provision stands, its place there and what stands above, outermost first.
func siblings(ps []corpus.Provision, e corpus.EID, above []corpus.EID) ([]corpus.Provision, int, []corpus.EID) {
	for i := range ps {
		if ps[i].EID == e {
			return ps, i, above
		}
		if list, k, path := siblings(ps[i].Children, e, append(above[:len(above):len(above)], ps[i].EID)); list != nil {
			return list, k, path
		}
	}
	return nil, 0, nil
}

// sentences cuts a line behind full stops.
func sentences(line string) []string {
	var out []string
	start := 0
	for i, r := range line {
		if strings.ContainsRune(".;:。；۔؛", r) && i+1 < len(line) {
			out = append(out, strings.TrimLeft(line[start:i+len(string(r))], ".;: "))
			start = i + len(string(r))
		}
	}
	return append(out, line[start:])
}

// firstOf are the first words of a wording: enough to find the place.
func firstOf(text string) string {
	words := strings.Fields(text)
	out := strings.Join(words[:min(8, len(words))], " ")
	if len(out) > 100 {
		out = strings.ToValidUTF8(out[:100], "")
	}
	return out
}

// correctStructure does what a form of structurePage says. What it refuses is shown with what changed meanwhile, and with all that was typed.
func (s *server) correctStructure(c echo.Context) error {
	v, err := c.FormParams()
	if err != nil {
		return fmt.Errorf("form: %v: %w", err, corpus.ErrInvalid)
	}
	ctx := c.Request().Context()
	t, err := s.structured(ctx, v)
	if err != nil {
		return err
	}
	all, err := structural(&t, v)
	if err != nil {
		return s.showStructure(c, v, statusOf(err), err)
	}
	note := strings.TrimSpace(v.Get("note"))
	if len(note) > maxNote {
		return s.showStructure(c, v, http.StatusBadRequest, fmt.Errorf("the note is longer than %d bytes: %w", maxNote, corpus.ErrInvalid))
	}
	for i := range all {
		all[i].By, all[i].Note = author(c, v.Get("by")), note
		all[i].Law, all[i].Language, all[i].From = t.ID, t.Language, t.From
	}
	if len(all) > 0 {
		if _, err := s.Catalog.Correct(ctx, all...); err != nil {
			if status := statusOf(err); status < 500 {
				return s.showStructure(c, v, status, err)
			}
			return err
		}
		s.state.forget()
	}
	page := ui.StructurePage{Text: t, By: map[bool]string{true: "", false: v.Get("by")}[accessOf(c).governed]}
	n, _ := strconv.Atoi(v.Get("page"))
	return c.Redirect(http.StatusSeeOther, page.At(corpus.EID(v.Get("eid")), n))
}

// structural are the corrections that a form asks for. The first carries what was seen of the provision.
func structural(t *corpus.Text, v url.Values) ([]corpus.Correction, error) {
	one := corpus.Correction{What: v.Get("do"), EID: corpus.EID(v.Get("eid")), Seen: v.Get("seen")}
	asText := func(x any) string { b, _ := json.Marshal(x); return string(b) } // of strings and numbers alone
	switch one.What {
	case "name":
		var all []corpus.Correction
		if v.Get("heading") != v.Get("before_heading") {
			title := one
			title.What, title.After = corpus.Retitle, v.Get("heading")
			all = append(all, title)
			one.Seen = "" // it was looked at by the first
		}
		if v.Get("kind") != v.Get("before_kind") || v.Get("number") != v.Get("before_number") || v.Get("label") != v.Get("before_label") {
			one.What, one.After = corpus.Renumber, asText(corpus.Naming{Kind: v.Get("kind"), Number: v.Get("number"), Label: v.Get("label")})
			all = append(all, one)
		}
		return all, nil
	case corpus.Reword:
		one.After = v.Get("text")
	case corpus.Split:
		page, _ := strconv.Atoi(v.Get("new_page"))
		one.After = asText(corpus.Cut{Words: v.Get("words"), Kind: v.Get("new_kind"), Number: v.Get("new_number"), Label: v.Get("new_label"), Heading: v.Get("new_heading"), Page: page})
	case corpus.Move:
		one.After = asText(placeFor(t, one.EID, corpus.EID(v.Get("into")), v.Get("following") != ""))
	case corpus.Furniture:
		one.Before = v.Get("line")
		if v.Get("anywhere") != "" {
			one.After = "anywhere"
		}
		if v.Get("everywhere") != "" {
			one.EID, one.Seen = "", ""
		}
	case corpus.Join, corpus.Remove:
	default:
		return nil, fmt.Errorf("%q is nothing that is done with a provision: %w", one.What, corpus.ErrInvalid)
	}
	return []corpus.Correction{one}, nil
}

// placeFor is where a provision comes to stand in what is to hold it, so that the order of reading stays.
func placeFor(t *corpus.Text, e, into corpus.EID, following bool) corpus.Place {
	place := corpus.Place{Into: into, Following: following}
	list := t.Provisions
	if into != "" {
		p, _ := findProvision(t.Provisions, into)
		if p == nil {
			return place
		}
		list = p.Children
	}
	_, _, above := siblings(t.Provisions, e, nil)
	passed := false // the provision itself
	for p := range corpus.All(t.Provisions) {
		if p.EID == e {
			passed = true
		}
		if p.EID == into && passed && into != "" {
			return place // it comes from before: it is the first
		}
	}
	for i := range list {
		if list[i].EID == e {
			break
		}
		place.After = list[i].EID
		if slices.Contains(above, list[i].EID) { // it comes out of this one
			break
		}
	}
	return place
}

// changedSince is how a provision differs from that of a version: what a person did not see when they corrected it. Empty where that is not known.
func (s *server) changedSince(ctx context.Context, t *corpus.Text, e corpus.EID, version string) ([]compare.Change, error) {
	if version == "" {
		return nil, nil
	}
	old, err := s.Catalog.Version(ctx, t.ID, version)
	if errors.Is(err, corpus.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	was, _ := findProvision(old.Provisions, e)
	now, _ := findProvision(t.Provisions, e)
	if was == nil {
		return nil, nil
	}
	words := func(p *corpus.Provision) string {
		if p == nil {
			return ""
		}
		return strings.TrimSpace(headed(p) + "\n" + p.Wording())
	}
	if words(was) == words(now) {
		return nil, nil
	}
	return compare.Diff(words(was), words(now)), nil
}

// StructureAnswer is the tree of a text as it is corrected.
type StructureAnswer struct {
	Law        corpus.URI            `json:"law"`
	Language   string                `json:"language,omitempty"`
	From       corpus.Date           `json:"from,omitzero"`
	Version    string                `json:"version,omitempty"`
	Unsound    []string              `json:"unsound"` // what is unsound in it, English
	Provisions []StructuredProvision `json:"provisions"`
}

// StructuredProvision is a provision without its wording. State is to be sent as "seen" with a correction of it.
type StructuredProvision struct {
	EID     corpus.EID `json:"eid"`
	Above   corpus.EID `json:"above,omitempty"`
	Kind    string     `json:"kind"`
	Number  string     `json:"number,omitempty"`
	Label   string     `json:"label,omitempty"`
	Heading string     `json:"heading,omitempty"`
	Page    int        `json:"page,omitempty"`
	State   string     `json:"state"`
}

func (s *server) structureJSON(c echo.Context) error {
	ctx := c.Request().Context()
	t, err := s.structured(ctx, c.QueryParams())
	if err != nil {
		return err
	}
	a := StructureAnswer{Law: t.ID, Language: t.Language, From: t.From, Unsound: []string{}, Provisions: []StructuredProvision{}}
	if a.Version, err = s.versionOf(ctx, &t); err != nil {
		return err
	}
	if s.Unsound != nil {
		a.Unsound = append(a.Unsound, s.Unsound(&t)...)
	}
	var visit func(ps []corpus.Provision, above corpus.EID)
	visit = func(ps []corpus.Provision, above corpus.EID) {
		for i := range ps {
			p := &ps[i]
			a.Provisions = append(a.Provisions, StructuredProvision{p.EID, above, p.Kind, p.Number, p.Label, p.Heading, p.Page, p.State()})
			visit(p.Children, p.EID)
		}
	}
	visit(t.Provisions, "")
	c.Response().Header().Set("Cache-Control", "no-store")
	return answer(c, a)
}
