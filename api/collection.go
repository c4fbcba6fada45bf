package api

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"
	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/corpus/export"
	"github.com/pandect/pandect/ui"
)

const maxCollected = 200 // provisions; their references fill an address of 12 KB

// maxNote bounds a note of a collection, in bytes: it stands in the address.
const maxNote = 1000

// collection is what an address of a collection says: provisions or laws (p, as often as there are) and a note for each (n, in the
// same order; missing ones are empty).
type collection struct {
	name  string
	refs  []entry
	notes []string // as many as refs
}

// entry is a provision, or a law, of a collection: as it is read today, or as it stood on a day.
type entry struct {
	corpus.Ref
	day corpus.Date
}

// readEntry reads what String prints: <law id>#<eid>@<language>@<day>, without what it does not say; a day stands behind a "#" always, since ids of laws may end like one.
func readEntry(s string) (e entry, err error) {
	if i := strings.LastIndexByte(s, '@'); i > strings.LastIndexByte(s, '#') && strings.Contains(s, "#") {
		if day, failed := corpus.ParseDate(s[i+1:]); failed == nil {
			s, e.day = strings.TrimSuffix(s[:i], "#"), day
		}
	}
	e.Ref, err = corpus.ParseRef(s)
	return e, err
}

func (e entry) String() string {
	if e.day.IsZero() {
		return e.Address()
	}
	return ui.OnDay(e.Address(), e.day)
}

func readCollection(v url.Values) (collection, error) {
	out := collection{name: strings.TrimSpace(v.Get("name"))}
	if len(v["p"]) > maxCollected {
		return out, fmt.Errorf("a collection holds %d provisions at most, this one has %d: %w", maxCollected, len(v["p"]), corpus.ErrInvalid)
	}
	for i, value := range v["p"] {
		ref, err := readEntry(value)
		if err != nil {
			return out, err
		}
		if slices.Contains(out.refs, ref) {
			continue
		}
		note := ""
		if i < len(v["n"]) {
			note = strings.TrimSpace(v["n"][i])
		}
		if len(note) > maxNote {
			return out, fmt.Errorf("the note on %s is longer than %d bytes: %w", value, maxNote, corpus.ErrInvalid)
		}
		out.refs, out.notes = append(out.refs, ref), append(out.notes, note)
	}
	return out, nil
}

// values is the collection as an address says it. Notes are left out where there are none.
func (l *collection) values() url.Values {
	v := url.Values{}
	if l.name != "" {
		v.Set("name", l.name)
	}
	for _, ref := range l.refs {
		v.Add("p", ref.String())
	}
	if slices.ContainsFunc(l.notes, func(n string) bool { return n != "" }) {
		v["n"] = slices.Clone(l.notes)
	}
	return v
}

// add puts a reference at the end, unless it is there.
func (l *collection) add(value string) error {
	ref, err := readEntry(value)
	if err != nil {
		return err
	}
	if !slices.Contains(l.refs, ref) {
		l.refs, l.notes = append(l.refs, ref), append(l.notes, "")
	}
	if len(l.refs) > maxCollected {
		return fmt.Errorf("a collection holds %d provisions at most: %w", maxCollected, corpus.ErrInvalid)
	}
	return nil
}

// referred is what a person types to name a provision or a law: its id, or its address in this library.
func (s *server) referred(c echo.Context, typed string) string {
	path, ok := strings.CutPrefix(typed, s.base(c.Request())+"/law/")
	if !ok {
		if path, ok = strings.CutPrefix(typed, "/law/"); !ok {
			return typed
		}
	}
	u, err := url.Parse(path)
	if err != nil {
		return typed
	}
	day, _ := readDay(u.Query()) // a day that is none is no part of the address
	return entry{corpus.Ref{Law: corpus.URI(u.Path), EID: corpus.EID(cmp.Or(u.Query().Get("eid"), u.Fragment)), Language: u.Query().Get("language")}, day}.String()
}

// provisions is the part of an address that names the collection's provisions, without its whole laws; they are compared as they are read today.
func (l *collection) provisions() url.Values {
	v := url.Values{}
	for _, ref := range l.refs {
		if ref.EID != "" {
			v.Add("p", ref.Address())
		}
	}
	return v
}

// without is the collection without its i-th part, moved is it with that part one place higher.
func (l collection) without(i int) *collection {
	l.refs, l.notes = slices.Delete(slices.Clone(l.refs), i, i+1), slices.Delete(slices.Clone(l.notes), i, i+1)
	return &l
}

func (l collection) moved(i int) *collection {
	l.refs, l.notes = slices.Clone(l.refs), slices.Clone(l.notes)
	l.refs[i-1], l.refs[i] = l.refs[i], l.refs[i-1]
	l.notes[i-1], l.notes[i] = l.notes[i], l.notes[i-1]
	return &l
}

// collectionPage shows the collection that its address holds.
func (s *server) collectionPage(c echo.Context) error {
	if done, err := s.unchanged(c); done || err != nil {
		return err
	}
	list, err := readCollection(c.QueryParams())
	if err != nil {
		return err
	}
	f := s.frame(c)
	f.Title, f.Private = f.T("collection.title"), true
	if add := strings.Fields(c.QueryParam("add")); len(add) > 0 {
		for _, one := range add {
			if err := list.add(s.referred(c, one)); err != nil {
				return err
			}
		}
		return c.Redirect(http.StatusSeeOther, addressOf("/collection", list.values()))
	}
	p := ui.CollectionPage{Frame: f, Name: list.name, Exports: s.exports(f, list.values()), Compare: addressOf("/compare", list.provisions()), Draft: addressOf("/collection.docx", list.values())}
	for i, ref := range list.refs {
		item, err := s.collected(c, ref)
		if err != nil {
			if statusOf(err) != 404 {
				return err
			}
			p.Missing = append(p.Missing, ui.MissingItem{Ref: ref.String(), Note: list.notes[i]})
			continue
		}
		item.Note, item.Remove = list.notes[i], addressOf("/collection", list.without(i).values())
		if i > 0 {
			item.Up = addressOf("/collection", list.moved(i).values())
		}
		p.Items = append(p.Items, item)
	}
	if len(list.refs) == 0 {
		p.Exports = nil
	}
	if len(list.provisions()) == 0 { // whole laws are not set side by side
		p.Compare = ""
	}
	return s.page(c, p)
}

// CollectionAnswer is a collection as data; its entries are in its order.
type CollectionAnswer struct {
	Name    string            `json:"name,omitempty"`
	Entries []CollectedAnswer `json:"entries"`
}

// CollectedAnswer is a provision, or a law, of a collection.
type CollectedAnswer struct {
	ID       string     `json:"id"` // <law id>#<eid>@<language>@<day>, as in addresses of collections
	Note     string     `json:"note,omitempty"`
	Missing  bool       `json:"missing,omitempty"` // the library does not hold it; nothing else is said of it
	Law      corpus.URI `json:"law,omitempty"`
	URL      string     `json:"url,omitempty"`
	Title    string     `json:"title,omitempty"`
	Country  string     `json:"country,omitempty"`
	Language string     `json:"language,omitempty"`
	Day      string     `json:"day,omitempty"` // of the wording; none: as it is read today
	Label    string     `json:"label,omitempty"`
	Path     []string   `json:"path,omitempty"`
	Page     int        `json:"page,omitempty"`
	Text     string     `json:"text,omitempty"`
	Citation string     `json:"citation,omitempty"`
}

func (s *server) collectionJSON(c echo.Context) error {
	if done, err := s.unchanged(c); done || err != nil {
		return err
	}
	list, err := readCollection(c.QueryParams())
	if err != nil {
		return err
	}
	out := CollectionAnswer{Name: list.name, Entries: []CollectedAnswer{}}
	for i, ref := range list.refs {
		item, err := s.collected(c, ref)
		switch {
		case errors.Is(err, corpus.ErrNotFound):
			out.Entries = append(out.Entries, CollectedAnswer{ID: ref.String(), Note: list.notes[i], Missing: true})
			continue
		case err != nil:
			return err
		}
		out.Entries = append(out.Entries, CollectedAnswer{ID: item.Ref, Note: list.notes[i], Law: item.Law.ID, URL: item.Href, Title: item.Law.Title, Country: item.Law.Country, Language: item.Language,
			Day: item.Day.String(), Label: item.Label, Path: item.Path, Page: item.Page, Text: strings.Join(item.Paragraphs, "\n"), Citation: item.Cited})
	}
	return answer(c, out)
}

// draft answers /collection.docx: the collection as a document to draft from, every provision with its citation, its address and its note.
func (s *server) draft(c echo.Context) error {
	list, err := readCollection(c.QueryParams())
	if err != nil {
		return err
	}
	f := s.frame(c)
	d := export.Draft{Title: cmp.Or(list.name, f.T("collection.draft")), Intro: f.T("collection.draft.intro")}
	gone := 0
	for i, ref := range list.refs {
		item, err := s.collected(c, ref)
		if errors.Is(err, corpus.ErrNotFound) { // it was withdrawn since: the document says so in its place
			gone++
			d.Parts = append(d.Parts, export.DraftPart{Heading: ref.String(), Paragraphs: []string{f.T("collection.missing")}, Language: f.Code, Note: list.notes[i], NoteLabel: f.T("collection.note")})
			continue
		}
		if err != nil {
			return err
		}
		d.Parts = append(d.Parts, export.DraftPart{
			Heading: item.Label, Paragraphs: item.Paragraphs, Language: item.Language, Source: f.T("collection.source"), Citation: item.Cited,
			Address: s.base(c.Request()) + item.Href, Note: list.notes[i], NoteLabel: f.T("collection.note"),
		})
	}
	if gone > 0 && gone == len(list.refs) {
		return fmt.Errorf("nothing of this collection: %w", corpus.ErrNotFound)
	}
	format, err := export.Find("docx")
	if err != nil {
		return err
	}
	h := c.Response().Header()
	h.Set("Content-Type", format.MediaType)
	h.Set("Content-Disposition", contentDisposition("attachment", corpus.Slug(d.Title)+format.Extension))
	return d.DOCX(c.Response())
}

// readRefs reads references to provisions, each once, whatever day they name.
func readRefs(values []string) ([]corpus.Ref, error) {
	if len(values) > maxCollected {
		return nil, fmt.Errorf("a collection holds %d provisions at most, this one has %d: %w", maxCollected, len(values), corpus.ErrInvalid)
	}
	seen := map[corpus.Ref]bool{}
	var refs []corpus.Ref
	for _, value := range values {
		e, err := readEntry(value)
		if err != nil {
			return nil, err
		}
		if !seen[e.Ref] {
			refs, seen[e.Ref] = append(refs, e.Ref), true
		}
	}
	return refs, nil
}

// reading gives a law in a language, in the wording that is asked for; on is that which applied on a day, today's where that is zero.
type reading func(law corpus.URI, language string) (corpus.Text, error)

func (s *server) on(ctx context.Context, day corpus.Date) reading {
	return func(law corpus.URI, language string) (corpus.Text, error) {
		return corpus.TextOn(ctx, s.Catalog, law, language, day)
	}
}

// placed is a reference where it stands now, with its text: what was collected before people corrected the structure or merged laws is found. ErrNotFound.
func (s *server) placed(ctx context.Context, ref corpus.Ref, read reading) (corpus.Ref, corpus.Text, error) {
	t, err := read(ref.Law, ref.Language)
	if found, _ := findProvision(t.Provisions, ref.EID); errors.Is(err, corpus.ErrNotFound) || err == nil && ref.EID != "" && found == nil {
		now, failed := s.Catalog.Moved(ctx, ref)
		if failed != nil {
			return ref, t, cmp.Or(err, fmt.Errorf("provision %s: %w", ref, corpus.ErrNotFound))
		}
		ref = now
		t, err = read(ref.Law, ref.Language)
	}
	return ref, t, err
}

// held are those of refs that the library has, where they stand now, a chapter as the units in it, and the names of the others, which a page or a file says.
// ErrNotFound where it has none. placed, which may be nil, is called for each that it has with the place where it stands.
func (s *server) held(ctx context.Context, refs []corpus.Ref, read reading, placed func(i int, now corpus.Ref)) (there []corpus.Ref, missing []string, err error) {
	for i, ref := range refs {
		now, t, err := s.placed(ctx, ref, read)
		switch {
		case errors.Is(err, corpus.ErrNotFound):
			missing = append(missing, ref.String())
		case err != nil:
			return nil, nil, err
		default:
			if placed != nil {
				placed(i, now)
			}
			for _, one := range unitsOf(&t, now) {
				if !slices.Contains(there, one) {
					there = append(there, one)
				}
			}
		}
	}
	if len(there) == 0 && len(missing) > 0 {
		return nil, missing, fmt.Errorf("%s: %w", strings.Join(missing, ", "), corpus.ErrNotFound)
	}
	return there, missing, nil
}

// unitsOf are the units that stand in a chapter; every other reference stands for itself.
func unitsOf(t *corpus.Text, ref corpus.Ref) []corpus.Ref {
	p, _ := findProvision(t.Provisions, ref.EID)
	if ref.EID == "" || p == nil || len(p.Children) == 0 || corpus.IsBasic(p.Kind) {
		return []corpus.Ref{ref}
	}
	within := map[corpus.EID]bool{}
	for below := range corpus.All(p.Children) {
		within[below.EID] = true
	}
	var out []corpus.Ref
	for _, u := range t.Units() {
		if u.EID == ref.EID || within[u.EID] {
			out = append(out, corpus.Ref{Law: ref.Law, EID: u.EID, Language: ref.Language})
		}
	}
	if len(out) == 0 { // it stands below a unit
		return []corpus.Ref{ref}
	}
	return out
}

// collected reads one provision, or the first lines of a law where the whole of it was collected.
func (s *server) collected(c echo.Context, e entry) (ui.CollectionItem, error) {
	ref, t, err := s.placed(c.Request().Context(), e.Ref, s.on(c.Request().Context(), e.day))
	if err != nil {
		return ui.CollectionItem{}, err
	}
	item := ui.CollectionItem{Law: t.Law, Cited: cited(s.speech(c), &t, nil)}
	item.Ref, item.Language, item.Href, item.Day = entry{ref, e.day}.String(), t.Language, ui.ProvisionPath(ref), e.day
	if !e.day.IsZero() {
		item.Href = withParameter(item.Href, "asof", e.day.String())
	}
	if ref.EID == "" {
		item.Label = t.Title
		return item, nil
	}
	p, path := findProvision(t.Provisions, ref.EID)
	if p == nil {
		return ui.CollectionItem{}, fmt.Errorf("provision %s: %w", ref, corpus.ErrNotFound)
	}
	item.Label, item.Path, item.Page, item.Cited = headed(p), path, p.Page, cited(s.speech(c), &t, p)
	for line := range strings.SplitSeq(p.Wording(), "\n") {
		if line != "" {
			item.Paragraphs = append(item.Paragraphs, line)
		}
	}
	return item, nil
}
