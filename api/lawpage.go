package api

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/labstack/echo/v4"
	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/index"
	"github.com/pandect/pandect/ui"
)

// lawPage shows a law; ?page= shows a page of its original with the wording that stands there, ?eid= opens the part that holds a provision, ?part= a part, ?part=all everything, ?find= looks for words in it;
// ?version=, ?asof= and ?against= choose among its wordings.
func (s *server) lawPage(c echo.Context) error {
	id := strings.TrimPrefix(c.Request().URL.Path, "/law/")
	if wantsJSON(c) {
		v := c.QueryParams()
		u := url.URL{Path: "/api/v1/laws/" + id}
		if eid := v.Get("eid"); eid != "" {
			u.Path += "/provisions/" + eid
			v.Del("eid")
		}
		u.RawQuery = v.Encode()
		return c.Redirect(303, u.String())
	}
	if done, err := s.unchanged(c); done || err != nil {
		return err
	}
	if done, err := s.pressedAgain(c); done || err != nil {
		return err
	}
	t, err := s.textOf(c, id)
	if moved, failed := s.lawMoved(c, &t.Text, id, err); moved || failed != nil {
		return failed
	}
	texts, err := s.Catalog.Texts(c.Request().Context(), t.ID)
	if err != nil {
		return err
	}
	f := s.frame(c)
	f.Title, f.Linked = cmp.Or(t.Title, string(t.ID)), linkedLaw(s.base(c.Request()), &t.Text, texts)
	p := ui.LawPage{
		Frame: f, Text: t.Text, Topics: s.topicsOf(f, &t), Open: corpus.EID(c.QueryParam("eid")), AskedLanguage: c.QueryParam("language"), AskedVersion: c.QueryParam("version"),
		Here: ui.LawPath(t.ID), Cited: cited(f.Speech, &t.Text, nil), Warnings: warnings(f, &t.Text), Facts: s.facts(f, &t),
	}
	if err := s.fillVersions(c, &p); err != nil {
		return err
	}
	if err := s.fillBeside(c, &p, texts); err != nil {
		return err
	}
	status, err := s.state.now(c.Request().Context())
	if err != nil {
		return err
	}
	p.Translation = texts[0].Language != t.Language
	p.Models = status.Countries["INT"] > 0 && t.Country != "INT"
	marks, err := s.marksOf(c, &p)
	if err != nil {
		return err
	}
	finish := s.finishing(c.Request().Context(), &p, marks)
	if title := t.Titles[f.Code]; title != "" && title != t.Title {
		p.Translated = title
	}
	if len(texts) > 1 {
		for i, o := range texts {
			if slices.ContainsFunc(texts[:i], func(b corpus.Text) bool { return b.Language == o.Language }) {
				continue // another wording of the language; versions are listed apart
			}
			p.Others = append(p.Others, ui.TongueLink{Code: o.Language, Name: f.Tongue(o.Language), Href: lawHref(t.ID, o.Language, ""), Current: o.Language == t.Language})
		}
	}
	if len(p.Others) == 1 {
		p.Others = nil // wordings of one language alone
	}
	if o := t.Original; o != nil && o.SHA256 != "" {
		p.Original = ui.Entry{Label: path.Base(o.Name), Href: "/api/v1/originals/" + o.SHA256, Note: strings.TrimSpace(kindOfFile(o.MediaType) + " " + sizeOf(f, o.Bytes))}
	}
	if err := s.fillLeaf(c, &p, t.outline, marks, finish); err != nil {
		return err
	}
	if p.Leaf == nil {
		if err := s.fillParts(&p, &t, c.QueryParam("part"), finish); err != nil {
			return err
		}
	}
	if err := s.movedAway(c, &p); err != nil {
		return err
	}
	if err := s.fillRelations(c.Request().Context(), &p); err != nil {
		return err
	}
	lawValues := url.Values{"law": {string(t.ID)}}
	if t.Language != "" && len(texts) > 1 {
		lawValues.Set("language", t.Language)
	}
	if p.Newest != "" { // another wording than the one that is searched: all of it
		lawValues = url.Values{"p": {corpus.Ref{Law: t.ID, Language: t.Language}.Address()}}
		if p.AskedVersion != "" {
			lawValues.Set("version", p.AskedVersion)
		} else {
			lawValues.Set("asof", p.AsOf)
		}
	}
	p.Exports, p.Citations = s.exports(f, lawValues), s.citations(lawValues)
	if p.Find = strings.TrimSpace(c.QueryParam("find")); p.Find != "" {
		if p.Found, err = s.findIn(c.Request().Context(), &p, p.Find); err != nil {
			return err
		}
	}
	return s.press(c, p, p.Leaf == nil) // whether a page of the original can be drawn may change
}

// lawMoved sends who asks for a law that was merged with another, or for a provision whose address people changed, on to where it stands now. err is that of reading the law,
// which stays where there is nothing else.
func (s *server) lawMoved(c echo.Context, t *corpus.Text, id string, err error) (bool, error) {
	eid := corpus.EID(c.QueryParam("eid"))
	if err != nil && !errors.Is(err, corpus.ErrNotFound) {
		return false, err
	}
	if p, _ := findProvision(t.Provisions, eid); err == nil && (eid == "" || p != nil || c.QueryParam("version") != "") {
		return false, nil
	}
	done, failed := s.redirected(c, corpus.Ref{Law: corpus.URI(id), EID: eid, Language: c.QueryParam("language")}, func(now corpus.Ref) string {
		v := c.QueryParams()
		if eid != "" {
			v.Set("eid", string(now.EID))
		}
		u := url.URL{Path: "/law/" + string(now.Law), RawQuery: v.Encode(), Fragment: string(now.EID)}
		return u.String()
	})
	if done {
		return true, failed
	}
	return false, cmp.Or(failed, err)
}

// movedAway says of the provision that is open that another one had its address before people corrected the structure.
func (s *server) movedAway(c echo.Context, p *ui.LawPage) error {
	if p.Open == "" || p.AskedVersion != "" {
		return nil
	}
	now, err := s.Catalog.Moved(c.Request().Context(), corpus.Ref{Law: p.Text.ID, EID: p.Open, Language: p.Text.Language})
	if errors.Is(err, corpus.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	if other, _ := findProvision(p.Text.Provisions, now.EID); other != nil {
		p.MovedAway = ui.Entry{Label: cmp.Or(headed(other), string(now.EID)), Href: ui.ProvisionPath(corpus.Ref{Law: now.Law, EID: now.EID, Language: p.Text.Language})}
	}
	return nil
}

// fillBeside sets the text beside the one in another language that ?beside= names, of the same day, and links the pairs that there are.
func (s *server) fillBeside(c echo.Context, p *ui.LawPage, texts []corpus.Text) error {
	asked := c.QueryParam("beside")
	var day corpus.Date // zero: today
	if p.Newest != "" {
		if day = p.Text.From; p.AskedVersion == "" {
			day, _ = corpus.ParseDate(p.AsOf) // it was read before
		}
	}
	for i, t := range texts {
		same := func(o corpus.Text) bool { return o.Language == t.Language }
		if t.Language == p.Text.Language || slices.ContainsFunc(texts[:i], same) {
			continue
		}
		if p.Newest != "" && !slices.ContainsFunc(texts, func(o corpus.Text) bool { return same(o) && day.Compare(o.From) >= 0 }) {
			continue // none of that day is held
		}
		href := withParameter(lawHref(t.ID, p.Text.Language, ""), "beside", t.Language)
		if p.AskedVersion != "" {
			href = withParameter(href, "version", p.AskedVersion)
		} else if p.AsOf != "" {
			href = withParameter(href, "asof", p.AsOf)
		}
		p.Pairs = append(p.Pairs, ui.TongueLink{Code: t.Language, Name: p.Tongue(t.Language), Href: href, Current: t.Language == asked})
	}
	if asked == "" || asked == p.Text.Language {
		return nil
	}
	other, err := corpus.TextOn(c.Request().Context(), s.Catalog, p.Text.ID, asked, day)
	if err != nil {
		return err
	}
	p.BesideLanguage = other.Language
	name := func(id string) ui.Entry { return s.topicEntry(p.Frame, id) }
	p.Beside = ui.Pairs(ui.Blocks(&p.Text, name, nil), ui.Blocks(&other, name, nil))
	return nil
}

// finishing makes of blocks of an outline what the page shows: their wording with marks, links to other laws that are held, and terms that lead to their definitions.
func (s *server) finishing(ctx context.Context, p *ui.LawPage, marks ui.Marks) func(blocks []ui.Block) error {
	name, terms := func(id string) ui.Entry { return s.topicEntry(p.Frame, id) }, ui.DefinedIn(&p.Text)
	return func(blocks []ui.Block) error {
		ui.Fill(blocks, &p.Text, name, marks)
		if err := s.linkLaws(ctx, blocks, &p.Text); err != nil {
			return err
		}
		terms.Define(blocks)
		return nil
	}
}

// fillParts chooses the part to show: the one asked for, or the one that holds the provision that is to be opened. Of a whole law what follows the first part is made while it is written.
func (s *server) fillParts(p *ui.LawPage, t *countedText, asked string, finish func(blocks []ui.Block) error) error {
	parts, whole := t.parts, [][]ui.Block{t.outline}
	p.Part, p.PartCount, p.Whole = 1, len(parts), withLanguage(p, "part", "all")
	if p.Beside != nil {
		p.Contents = ui.ContentsOf(whole, 0, nil)
		return nil
	}
	if asked == "all" || len(parts) == 1 {
		p.Contents, p.Blocks = ui.ContentsOf(whole, 0, nil), slices.Clone(parts[0])
		p.More = func(yield func(ui.Block) bool) {
			for _, part := range parts[1:] {
				part = slices.Clone(part)
				if err := finish(part); err != nil { // the wording is there, and the page is under way
					s.Log.Warn("links to other laws", "law", p.Text.ID, "error", err)
				}
				for _, b := range part {
					if !yield(b) {
						return
					}
				}
			}
		}
		return finish(p.Blocks)
	}
	if n, err := strconv.Atoi(asked); err == nil && n >= 1 && n <= len(parts) {
		p.Part = n
	} else if p.Open != "" {
		for i, part := range parts {
			if slices.ContainsFunc(part, func(b ui.Block) bool { return b.EID == p.Open }) {
				p.Part = i + 1
			}
		}
	}
	p.Blocks, p.Contents = slices.Clone(parts[p.Part-1]), ui.ContentsOf(parts, p.Part-1, func(n int) string {
		return strings.TrimPrefix(withLanguage(p, "part", strconv.Itoa(n)), p.Here)
	})
	p.Parts = ui.Paging(len(parts), p.Part, 1, func(n int) string { return withLanguage(p, "part", strconv.Itoa(n)) })
	return finish(p.Blocks)
}

func withLanguage(p *ui.LawPage, name, value string) string {
	v := url.Values{name: {value}}
	if p.AskedVersion != "" {
		v.Set("version", p.AskedVersion)
	}
	if p.AsOf != "" {
		v.Set("asof", p.AsOf)
	}
	if p.AskedLanguage != "" {
		v.Set("language", p.AskedLanguage)
	}
	return p.Here + "?" + v.Encode()
}

// marksOf are the words of the search that led here (?q=), wherever they stand in the text.
func (s *server) marksOf(c echo.Context, p *ui.LawPage) (ui.Marks, error) {
	if p.Words = strings.TrimSpace(c.QueryParam("q")); p.Words == "" || len(p.Words) > maxQuery {
		p.Words = ""
		return nil, nil
	}
	p.Unmarked = addressOf(c.Request().URL.Path, question{values: c.QueryParams()}.with("q", ""))
	hits, err := s.hitsIn(c.Request().Context(), p, p.Words, 500)
	marks := ui.Marks{}
	for _, h := range hits {
		marks[h.EID] = h.Text
	}
	return marks, err
}

const maxFound = 60 // provisions shown above the text

// findIn looks for words in one law. Words that cannot be read as a query are looked for as they are.
func (s *server) findIn(ctx context.Context, p *ui.LawPage, words string) ([]ui.HitLine, error) {
	hits, err := s.hitsIn(ctx, p, words, maxFound)
	slices.SortStableFunc(hits, func(a, b index.Hit) int { return a.Unit.Seq - b.Unit.Seq })
	var out []ui.HitLine
	for _, h := range hits {
		line := s.hitLine(p.Frame, h)
		if p.Newest != "" {
			line.Href = withLanguage(p, "eid", string(h.EID)) + "#" + string(h.EID)
		}
		out = append(out, line)
	}
	return out, err
}

// hitsIn finds words in the text that a page shows: by the index, or in the text itself where that is another wording than the index holds.
func (s *server) hitsIn(ctx context.Context, p *ui.LawPage, words string, size int) ([]index.Hit, error) {
	t := &p.Text
	if p.Newest != "" {
		return lookIn(ctx, t, words, size)
	}
	q, err := index.Parse(words)
	if err != nil {
		if q, err = index.Parse(`"` + strings.ReplaceAll(words, `"`, " ") + `"`); err != nil {
			return nil, err
		}
	}
	q.Filters = index.Filters{Law: []string{string(t.ID)}}
	if t.Language != "" {
		q.Filters.Language = []string{t.Language}
	}
	q.Group, q.Size = "flat", size
	r, err := s.Search.Search(ctx, q)
	return r.Hits, err
}

// mostSought is how many different words are looked for in a wording that no index holds, the longest of them.
const mostSought = 40

// lookIn finds the units of a text that hold each of some words as they are, whatever their case; the signs of the query language are blanks. The longest, which most units
// lack, are looked for first. It ends with ctx.
func lookIn(ctx context.Context, t *corpus.Text, words string, size int) ([]index.Hit, error) {
	sought := strings.FieldsFunc(strings.ToLower(words), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) })
	slices.SortFunc(sought, func(a, b string) int { return cmp.Or(len(b)-len(a), strings.Compare(a, b)) })
	sought = slices.Compact(sought)
	var patterns []*regexp.Regexp
	for _, w := range sought[:min(len(sought), mostSought)] {
		if one, err := regexp.Compile("(?i)" + regexp.QuoteMeta(w)); err == nil {
			patterns = append(patterns, one)
		}
	}
	var hits []index.Hit
	for _, u := range t.Units() {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		lacks := func(p *regexp.Regexp) bool { return !p.MatchString(u.Text) && !p.MatchString(u.Heading) }
		if len(patterns) == 0 || slices.ContainsFunc(patterns, lacks) {
			continue
		}
		var marks []corpus.Span
		for _, p := range patterns {
			for _, at := range p.FindAllStringIndex(u.Text, -1) {
				marks = append(marks, corpus.Span{Start: at[0], End: at[1]})
			}
		}
		slices.SortFunc(marks, func(a, b corpus.Span) int { return cmp.Or(a.Start-b.Start, b.End-a.End) })
		apart := marks[:0]
		for _, m := range marks {
			if len(apart) == 0 || m.Start >= apart[len(apart)-1].End {
				apart = append(apart, m)
			}
		}
		hits = append(hits, index.Hit{Ref: u.Ref, Unit: u, Law: t.Law, Text: apart, Snippet: corpus.Span{End: cutAt(u.Text, min(len(u.Text), 320))}})
		if len(hits) == size {
			break
		}
	}
	return hits, nil
}

// topicsOf counts the units of a text by topic, the most frequent first; the link finds them within the law.
func (s *server) topicsOf(f ui.Frame, t *countedText) []ui.Entry {
	counts := maps.Clone(t.topics)
	for _, tag := range t.Topics {
		if !tag.Rejected {
			counts[tag.ID] += 0
		}
	}
	out := s.countedTopics(f, counts)
	for i := range out {
		out[i].Href = ui.SearchPath("law", string(t.ID), "topic", out[i].Value)
	}
	return out
}

// warnings says what a reader should know of how the text was read.
func warnings(f ui.Frame, t *corpus.Text) []ui.Fact {
	var out []ui.Fact
	for _, w := range t.Warnings {
		out = append(out, f.Warned(w))
	}
	for p := range corpus.All(t.Provisions) {
		if p.Confidence > 0 {
			return append(out, ui.Fact{Value: f.T("law.ocr")})
		}
	}
	return out
}

// facts describes the law for the side of its page.
func (s *server) facts(f ui.Frame, t *countedText) []ui.Fact {
	facts := []ui.Fact{
		{Label: f.T("field.country"), Value: f.Country(t.Country), Href: countryHref(t.Country)},
		{Label: f.T("field.language"), Value: f.Tongue(t.Language)},
		{Label: f.T("law.date"), Value: f.Date(t.Date)},
		{Label: f.T("law.from"), Value: f.Date(t.From)},
		{Label: f.T("law.units"), Value: f.Num(t.units)},
		{Label: f.T("law.id"), Value: string(t.ID)},
		{Label: f.T("law.source"), Value: hostOf(t.SourceURL), Href: webAddress(t.SourceURL)},
	}
	if o := t.Original; o != nil {
		facts = append(facts, ui.Fact{Label: f.T("law.file"), Value: path.Base(o.Name)}, ui.Fact{Label: f.T("law.sum"), Value: o.SHA256})
	}
	return slices.DeleteFunc(facts, func(x ui.Fact) bool { return x.Value == "" || x.Value == "." })
}

// webAddress is u where it is one that a browser may open.
func webAddress(u string) string {
	if p, err := url.Parse(u); err == nil && (p.Scheme == "https" || p.Scheme == "http") && p.Host != "" {
		return u
	}
	return ""
}

func hostOf(u string) string {
	if p, err := url.Parse(u); err == nil && p.Host != "" {
		return p.Host
	}
	return u
}

func kindOfFile(mediaType string) string {
	switch base, _, _ := strings.Cut(mediaType, ";"); base {
	case "application/pdf":
		return "PDF"
	case "text/html", "application/xhtml+xml":
		return "HTML"
	}
	return ""
}

func sizeOf(f ui.Frame, n int64) string {
	switch {
	case n <= 0:
		return ""
	case n < 1<<20:
		return f.Num(int((n+1023)>>10)) + " KB"
	}
	return f.Num(int(n>>20)) + " MB"
}
