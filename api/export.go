package api

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"
	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/corpus/export"
	"github.com/pandect/pandect/index"
	"github.com/pandect/pandect/ui"
)

// export writes what the address asks for as a file: the provisions it names (p), the answer to a question, or the whole library. It streams
// and has no limit; the same address on the same library gives the same bytes.
func (s *server) export(c echo.Context) error {
	if done, err := s.unchanged(c); done || err != nil {
		return err
	}
	v := c.QueryParams()
	format, err := export.Find(cmp.Or(v.Get("format"), "jsonl"))
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	status, err := s.state.now(ctx)
	if err != nil {
		return err
	}
	h := export.Header{Laws: status.Laws, Provisions: status.Provisions, Fingerprint: status.Fingerprint, Changed: status.Changed, Site: s.base(c.Request()) + "/", NoteLabel: s.speech(c).T("collection.note")}
	items, err := s.itemsOf(ctx, v, &h)
	if err != nil {
		return err
	}
	header := c.Response().Header()
	header.Set("Content-Type", format.MediaType)
	header.Set("Content-Disposition", attachment(h, format))
	if format.Name == "csv" {
		header.Add("Link", fmt.Sprintf(`<%s>; rel="describedby"; type="application/csvm+json"`, tableAddress(v, "-metadata.json")))
	}
	write := func(w io.Writer) error { return export.Write(w, format, h, items, s.Files) }
	if from, ok := resumed(c); ok {
		return s.rest(c, from, write)
	}
	if c.Request().Method == http.MethodHead {
		return c.NoContent(http.StatusOK)
	}
	return s.whole(c, write(c.Response()))
}

// whole is the end of a file: one that broke off after its first byte is aborted, which is the only way to tell a client that it is not whole.
func (s *server) whole(c echo.Context, err error) error {
	if err != nil && c.Response().Committed {
		s.Log.ErrorContext(c.Request().Context(), "file broken off", "request", requestID(c), "path", c.Request().URL.Path, "error", err)
		panic(http.ErrAbortHandler)
	}
	return err
}

// resumed says where a client that has the first bytes of a file goes on: Range: bytes=N-, with If-Range where it knows the file's tag. Files are as long as what
// is asked, so that no other range is kept, and one that holds no longer is answered with the whole (RFC 9110, 14.2).
func resumed(c echo.Context) (from int64, ok bool) {
	h := c.Response().Header()
	if strings.Contains(c.Request().Header.Get("Accept-Encoding"), "gzip") && !packed(c.QueryParam("format")) {
		return 0, false // what is compressed on the way has other bytes
	}
	h.Set("ETag", strings.TrimPrefix(h.Get("ETag"), "W/")) // the same address on the same library gives the same bytes
	h.Set("Accept-Ranges", "bytes")
	r := c.Request().Header
	if held := r.Get("If-Range"); held != "" && held != h.Get("ETag") {
		return 0, false
	}
	from, err := strconv.ParseInt(strings.TrimSuffix(strings.TrimPrefix(r.Get("Range"), "bytes="), "-"), 10, 64)
	return from, err == nil && from > 0 && strings.HasPrefix(r.Get("Range"), "bytes=") && strings.HasSuffix(r.Get("Range"), "-")
}

// rest writes a file from a byte on. It is made twice, once to know its size: that takes time where a line broke, and no room on the disk.
func (s *server) rest(c echo.Context, from int64, write func(io.Writer) error) error {
	var whole counted
	if err := write(&whole); err != nil {
		return err
	}
	h := c.Response().Header()
	if from >= int64(whole) {
		h.Set("Content-Range", fmt.Sprintf("bytes */%d", whole))
		return c.NoContent(http.StatusRequestedRangeNotSatisfiable)
	}
	h.Set("Content-Range", fmt.Sprintf("bytes %d-%d/%d", from, whole-1, whole))
	h.Set("Content-Length", strconv.FormatInt(int64(whole)-from, 10))
	c.Response().WriteHeader(http.StatusPartialContent)
	if c.Request().Method == http.MethodHead {
		return nil
	}
	return s.whole(c, write(&behind{c.Response(), from}))
}

// counted is how many bytes were written to it.
type counted int64

func (n *counted) Write(b []byte) (int, error) { *n += counted(len(b)); return len(b), nil }

// behind passes on what is written to it after the first left bytes.
type behind struct {
	w    io.Writer
	left int64
}

func (b *behind) Write(p []byte) (int, error) {
	skip := min(b.left, int64(len(p)))
	b.left -= skip
	if skip == int64(len(p)) {
		return len(p), nil
	}
	n, err := b.w.Write(p[skip:])
	return n + int(skip), err
}

const tablePath = "/api/v1/export/" + export.TableName

// tableAddress is where the table of v stands by its name, or what is beside it.
func tableAddress(v url.Values, beside string) string {
	with := url.Values{}
	for k, values := range v {
		if k != "format" {
			with[k] = values
		}
	}
	return addressOf(tablePath+beside, with)
}

// table is the table of provisions under the name of a file.
func (s *server) table(c echo.Context) error {
	c.QueryParams().Set("format", "csv")
	return s.export(c)
}

// tableMetadata is what the columns of a table are: CSV on the Web looks for it under the table's name and "-metadata.json".
func (s *server) tableMetadata(c echo.Context) error {
	if done, err := s.unchanged(c); done || err != nil {
		return err
	}
	status, err := s.state.now(c.Request().Context())
	if err != nil {
		return err
	}
	q, err := readQuestion(c.QueryParams(), pageSize)
	if err != nil {
		return err
	}
	h := export.Header{Name: strings.TrimSpace(c.QueryParam("name")), Query: cmp.Or(strings.Join(c.QueryParams()["p"], " "), described(q)), Fingerprint: status.Fingerprint, Changed: status.Changed}
	c.Response().Header().Set("Content-Type", "application/csvm+json; charset=utf-8")
	return export.CSVW(c.Response(), h, s.base(c.Request())+tableAddress(c.QueryParams(), ""))
}

// attachment names the file after what was asked and the state of the library.
func attachment(h export.Header, f export.Format) string {
	name := corpus.Slug(cmp.Or(h.Name, h.Query))
	if len(name) > 48 {
		name = strings.Trim(name[:cutAt(name, 48)], "-")
	}
	name = strings.Trim("pandect-"+name, "-") + "-" + h.Fingerprint[:min(8, len(h.Fingerprint))] + f.Extension
	return contentDisposition("attachment", name)
}

// itemsOf chooses what is exported and says in h what it is and how much.
func (s *server) itemsOf(ctx context.Context, v url.Values, h *export.Header) (export.Items, error) {
	if len(v["p"]) > 0 {
		return s.collectedItems(ctx, v, h)
	}
	q, err := readQuestion(v, pageSize)
	if err != nil {
		return nil, err
	}
	if all, err := everything(q); err != nil || all {
		return export.Whole(func(fn func(corpus.Text) error) error { return s.Catalog.Each(ctx, fn) }), err
	}
	h.Query = described(q)
	refs, err := s.allHits(ctx, q.query)
	if err != nil {
		return nil, err
	}
	day := q.query.Filters.AsOf
	items := s.chosen(refs, nil, h, func(law corpus.URI, language string) (corpus.Text, error) {
		return corpus.NearestText(ctx, s.Catalog, law, language, day)
	})
	if !day.IsZero() { // what was found is of today
		items = export.Holding(items)
		return items, h.Count(items)
	}
	return items, nil
}

// collectedItems are the laws that hold what a collection names, with its notes: those of one day after those of another, in the order in which the days first stand in it.
func (s *server) collectedItems(ctx context.Context, v url.Values, h *export.Header) (export.Items, error) {
	list, err := readCollection(v)
	if err != nil {
		return nil, err
	}
	otherwise, err := readDay(v)
	if err != nil {
		return nil, err
	}
	h.Name, h.Query = list.name, strings.Join(v["p"], " ")
	version := v.Get("version")
	if version != "" {
		h.Query += " version:" + version
	} else if !otherwise.IsZero() {
		h.Query += " asof:" + otherwise.String()
	}
	var days []corpus.Date
	for i, e := range list.refs {
		if e.day.IsZero() {
			list.refs[i].day = otherwise
		}
		if !slices.Contains(days, list.refs[i].day) {
			days = append(days, list.refs[i].day)
		}
	}
	var parts []export.Items
	var missing []string
	for _, day := range days {
		read := s.on(ctx, day)
		if version != "" {
			read = func(law corpus.URI, _ string) (corpus.Text, error) { return s.Catalog.Version(ctx, law, version) }
		}
		var refs []corpus.Ref
		var written, notes []noted
		for i, e := range list.refs {
			if e.day == day {
				refs, written = append(refs, e.Ref), append(written, noted{e.Ref, list.notes[i]})
			}
		}
		there, gone, err := s.held(ctx, refs, read, func(i int, now corpus.Ref) {
			if written[i].note != "" {
				notes = append(notes, noted{now, written[i].note})
			}
		})
		if missing = append(missing, gone...); err == nil {
			parts = append(parts, s.chosen(there, notes, h, read))
		} else if !errors.Is(err, corpus.ErrNotFound) {
			return nil, err
		}
	}
	if len(parts) == 0 {
		return nil, fmt.Errorf("%s: %w", strings.Join(missing, ", "), corpus.ErrNotFound)
	}
	if len(missing) > 0 {
		h.Query += " (not in the library: " + strings.Join(missing, " ") + ")"
	}
	items := func(yield func(export.Item, error) bool) {
		for _, part := range parts {
			for item, err := range part {
				if !yield(item, err) {
					return
				}
			}
		}
	}
	return items, h.Count(items)
}

// noted is what a reader wrote on a provision, or on a law.
type noted struct {
	ref  corpus.Ref
	note string
}

// readDay is the day that ?asof= names, zero where it names none.
func readDay(v url.Values) (day corpus.Date, err error) {
	if asof := strings.TrimSpace(v.Get("asof")); asof != "" {
		if day, err = corpus.ParseDate(asof); err != nil {
			return day, fmt.Errorf("asof: %w", err)
		}
	}
	return day, nil
}

// presented are parameters that choose nothing.
var presented = []string{"format", "lang", "expand", "only", "without", "sort", "group", "size", "page"}

// everything says that a question chooses nothing, so that all is meant: no parameter that could choose has a value. ErrInvalid where one has, but none that is known.
func everything(q question) (bool, error) {
	if q.text != "" || q.query.Like.Law != "" || q.query.Filters.String() != "" {
		return false, nil
	}
	for name, values := range q.values {
		if !slices.Contains(presented, name) && strings.TrimSpace(strings.Join(values, "")) != "" {
			return false, fmt.Errorf("%s=%s chooses nothing; without any choice the whole library is meant: %w", name, strings.Join(values, ","), corpus.ErrInvalid)
		}
	}
	return true, nil
}

// described is a question in the query language: its words, or the provision that others are like, and the boxes that were ticked.
func described(q question) string {
	parts := nonEmpty(q.text)
	if q.query.Like.Law != "" {
		parts = append(parts, "like:"+q.query.Like.String())
	}
	for _, f := range listFilters {
		if values := listOf(q.values[f.name]); len(values) > 0 {
			for i, value := range values {
				if strings.ContainsAny(value, " ,") {
					values[i] = `"` + value + `"`
				}
			}
			parts = append(parts, f.name+":"+strings.Join(values, ","))
		}
	}
	if from, to := q.query.Filters.YearFrom, q.query.Filters.YearTo; from+to > 0 && !strings.Contains(q.text, "year:") {
		parts = append(parts, "year:"+blankZero(from)+".."+blankZero(to))
	}
	if day := q.values.Get("asof"); day != "" {
		parts = append(parts, "asof:"+day)
	}
	return strings.Join(parts, " ")
}

const exportPage = 1000 // hits gathered at once

// allHits gathers the references of every hit: some dozen bytes each.
func (s *server) allHits(ctx context.Context, q index.Query) ([]corpus.Ref, error) {
	q.Offset, q.Size, q.Plain, q.Facets, q.Group = 0, exportPage, true, nil, "flat"
	var refs []corpus.Ref
	for {
		r, err := s.Search.Search(ctx, q)
		if err != nil {
			return nil, err
		}
		for _, h := range r.Hits {
			refs = append(refs, h.Ref)
		}
		q.Offset += len(r.Hits)
		if len(r.Hits) == 0 || q.Offset >= r.Total {
			return refs, nil
		}
	}
}

// chosen are the laws that hold refs, in order of id and language, each with the units chosen of it; wording is read law by law. A reference
// without eid chooses the whole law; one to a subdivision, the provision that it belongs to. A law that was withdrawn since it was found is left out.
// notes are on some of refs.
func (s *server) chosen(refs []corpus.Ref, notes []noted, h *export.Header, read reading) export.Items {
	type text struct {
		law      corpus.URI
		language string
	}
	eids := map[text]map[corpus.EID]bool{}
	var texts []text
	for _, r := range refs {
		t := text{r.Law, r.Language}
		if eids[t] == nil {
			eids[t], texts = map[corpus.EID]bool{}, append(texts, t)
		}
		eids[t][r.EID] = true
	}
	slices.SortFunc(texts, func(a, b text) int { return cmp.Or(cmp.Compare(a.law, b.law), cmp.Compare(a.language, b.language)) })
	h.Laws, h.Provisions = len(texts), len(refs)
	return func(yield func(export.Item, error) bool) {
		for _, t := range texts {
			whole, err := read(t.law, t.language)
			if errors.Is(err, corpus.ErrNotFound) {
				continue
			}
			item := export.Item{Text: whole}
			for _, u := range item.Text.Units() {
				if wanted(&whole, u.EID, eids[t]) {
					item.Units = append(item.Units, u)
				}
			}
			for _, n := range notes {
				if n.ref.Law == t.law && n.ref.Language == t.language {
					item.Notes = append(item.Notes, export.Note{EID: n.ref.EID, Text: n.note})
				}
			}
			if !yield(item, err) || err != nil {
				return
			}
		}
	}
}

// wanted says whether a unit, the whole law, or a part of the unit was chosen.
func wanted(t *corpus.Text, unit corpus.EID, eids map[corpus.EID]bool) bool {
	if eids[unit] || eids[""] {
		return true
	}
	for eid := range eids {
		if unit != "" && strings.HasPrefix(string(eid), string(unit)+"__") {
			return true
		}
	}
	return false
}

// short names of formats, which are the same in every language.
var formatNames = map[string]string{
	"csv": "CSV", "xlsx": "Excel (XLSX)", "jsonl": "JSON Lines", "akn": "Akoma Ntoso 3.0", "html": "HTML", "docx": "Word (DOCX)", "txt": "TXT", "ris": "RIS", "bibtex": "BibTeX",
	"csl": "CSL-JSON", "csvw": "CSV on the Web (ZIP)", "pdf": "PDF", "epub": "EPUB 3", "zip": "ZIP (BagIt)", "json": "JSON",
}

// exports lists the formats in which what v names can be taken away.
func (s *server) exports(f ui.Frame, v url.Values) []ui.Entry {
	var out []ui.Entry
	for _, name := range export.Names() {
		out = append(out, ui.Entry{Value: name, Label: cmp.Or(formatNames[name], name), Href: exportHref(name, v)})
	}
	return out
}

func (s *server) hasFormat(name string) bool { return slices.Contains(export.Names(), name) }

// tableExports lists the formats of a table.
func tableExports(path string, v url.Values) []ui.Entry {
	var out []ui.Entry
	for _, name := range append([]string{"json"}, export.RowFormats...) {
		with := url.Values{"format": {name}}
		for k, values := range v {
			if len(values) > 0 {
				with[k] = values
			}
		}
		out = append(out, ui.Entry{Value: name, Label: formatNames[name], Href: addressOf(path, with)})
	}
	return out
}

// writeTable answers with v as JSON, or with rows in the format that is asked for: in a file of that name, under that title, with their headings in the
// reader's language.
func (s *server) writeTable(c echo.Context, file, title string, rows func() [][]string, v any) error {
	name := c.QueryParam("format")
	if name == "" || name == "json" {
		return answer(c, v)
	}
	if !slices.Contains(export.RowFormats, name) {
		return fmt.Errorf("format %q: there are json %s: %w", name, strings.Join(export.RowFormats, " "), corpus.ErrInvalid)
	}
	format, err := export.Find(name)
	if err != nil {
		return err
	}
	h := c.Response().Header()
	h.Set("Content-Type", format.MediaType)
	h.Set("Content-Disposition", contentDisposition("attachment", corpus.Slug(file)+format.Extension))
	return export.Rows(c.Response(), name, title, Spoken(s.speech(c), name, rows()))
}

func contentDisposition(kind, name string) string {
	return mime.FormatMediaType(kind, map[string]string{"filename": name})
}
