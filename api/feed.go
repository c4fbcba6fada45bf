package api

import (
	"cmp"
	"encoding/xml"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/index"
	"github.com/pandect/pandect/ui"
)

// atomFeed is RFC 4287, with the totals of OpenSearch 1.1 and the paging of RFC 5005.
type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Search  string      `xml:"xmlns:opensearch,attr"`
	Lang    string      `xml:"xml:lang,attr"`
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Updated string      `xml:"updated"`
	Author  string      `xml:"author>name"`
	Links   []atomLink  `xml:"link"`
	Total   int         `xml:"opensearch:totalResults"`
	Start   int         `xml:"opensearch:startIndex"`
	Size    int         `xml:"opensearch:itemsPerPage"`
	Entries []atomEntry `xml:"entry"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr,omitempty"`
	Type string `xml:"type,attr,omitempty"`
	Href string `xml:"href,attr"`
}

type atomEntry struct {
	Lang    string   `xml:"xml:lang,attr,omitempty"`
	ID      string   `xml:"id"`
	Title   string   `xml:"title"`
	Updated string   `xml:"updated"`
	Link    atomLink `xml:"link"`
	Summary string   `xml:"summary"`
}

// feed is any search as an Atom feed, the newest laws first.
func (s *server) feed(c echo.Context) error {
	if done, err := s.unchanged(c); done || err != nil {
		return err
	}
	q, err := readQuestion(c.QueryParams(), 50)
	if err != nil {
		return err
	}
	q.query.Sort = cmp.Or(q.query.Sort, "-date")
	q.query.Group = cmp.Or(q.query.Group, "flat")
	result, err := s.Search.Search(c.Request().Context(), q.query)
	if err != nil {
		return err
	}
	status, err := s.state.now(c.Request().Context())
	if err != nil {
		return err
	}
	return writeXML(c, "application/atom+xml", s.atom(c, q, result, status))
}

func (s *server) atom(c echo.Context, q question, r index.Result, status corpus.Status) atomFeed {
	f, base := s.frame(c), s.base(c.Request())
	updated := status.Changed.UTC().Format(time.RFC3339)
	self := base + addressOf("/search.atom", q.with("page", pageOf(q.page)))
	feed := atomFeed{
		Search: "http://a9.com/-/spec/opensearch/1.1/", Lang: f.Code, ID: base + addressOf("/search.atom", q.with()), Title: cmp.Or(q.text, f.T("laws.all")) + " · " + f.T("site.name"),
		Updated: updated, Author: f.T("site.name"), Total: r.Total, Start: q.query.Offset + 1, Size: q.query.Size,
		Links: []atomLink{{Rel: "self", Type: "application/atom+xml", Href: self}, {Rel: "alternate", Type: "text/html", Href: base + addressOf("/search", q.with())}},
	}
	if last := q.query.Offset + q.query.Size; last < min(r.Total, maxWindow) {
		feed.Links = append(feed.Links, atomLink{Rel: "next", Type: "application/atom+xml", Href: base + addressOf("/search.atom", q.with("page", pageOf(q.page+1)))})
	}
	for _, h := range r.Hits {
		feed.Entries = append(feed.Entries, atomOf(base, h, updated))
	}
	return feed
}

func atomOf(base string, h index.Hit, updated string) atomEntry {
	span := within(h.Snippet, len(h.Unit.Text))
	if !h.Law.Date.IsZero() {
		updated = fmt.Sprintf("%sT00:00:00Z", h.Law.Date)
	}
	title := cmp.Or(h.Law.Title, string(h.Ref.Law))
	if label := cmp.Or(h.Unit.Label, h.Unit.Number); label != "" {
		title += ", " + label
	}
	if h.Unit.Heading != "" {
		title += ": " + h.Unit.Heading
	}
	href := base + ui.ProvisionPath(h.Ref)
	return atomEntry{Lang: h.Ref.Language, ID: href, Title: title, Updated: updated, Link: atomLink{Type: "text/html", Href: href}, Summary: h.Unit.Text[span.Start:span.End]}
}

func pageOf(n int) string {
	if n < 2 {
		return ""
	}
	return strconv.Itoa(n)
}

// openSearch describes the search to browsers (OpenSearch 1.1).
func (s *server) openSearch(c echo.Context) error {
	type link struct {
		Type     string `xml:"type,attr"`
		Rel      string `xml:"rel,attr,omitempty"`
		Template string `xml:"template,attr"`
	}
	base, f := s.base(c.Request()), s.frame(c)
	return writeXML(c, "application/opensearchdescription+xml", struct {
		XMLName     xml.Name `xml:"http://a9.com/-/spec/opensearch/1.1/ OpenSearchDescription"`
		ShortName   string   // 16 characters at most
		Description string
		Encoding    string `xml:"InputEncoding"`
		URL         []link `xml:"Url"`
	}{ShortName: f.T("site.name"), Description: f.T("home.title"), Encoding: "UTF-8", URL: []link{
		{Type: "text/html", Template: base + "/search?q={searchTerms}&page={startPage?}"},
		{Type: "application/atom+xml", Template: base + "/search.atom?q={searchTerms}&page={startPage?}&size={count?}"},
		{Type: "application/json", Template: base + "/api/v1/search?q={searchTerms}&page={startPage?}&size={count?}"},
		{Type: "application/opensearchdescription+xml", Rel: "self", Template: base + "/opensearch.xml"},
	}})
}

const sitemapSize = 40_000 // addresses in one file; the protocol allows 50,000

// sitemap lists every law's page with the time of its newest change, the oldest first; beyond sitemapSize laws it is an index of sitemaps, of which only the last ones change.
func (s *server) sitemap(c echo.Context) error {
	type entry struct {
		Loc     string `xml:"loc"`
		Lastmod string `xml:"lastmod,omitempty"`
	}
	if done, err := s.unchanged(c); done || err != nil {
		return err
	}
	base := s.base(c.Request())
	page, err := number(c.QueryParams(), "page", 1, 1000)
	if err != nil {
		return err
	}
	laws, err := s.Catalog.Changes(c.Request().Context(), corpus.ChangeFilter{})
	if err != nil {
		return err
	}
	laws = slices.DeleteFunc(laws, func(l corpus.Change) bool { return l.Withdrawn })
	files := slices.Collect(slices.Chunk(laws, sitemapSize))
	if page == 0 && len(files) > 1 {
		var maps []entry
		for i, file := range files {
			maps = append(maps, entry{base + addressOf("/sitemap.xml", url.Values{"page": {strconv.Itoa(i + 1)}}), file[len(file)-1].At.Format(time.RFC3339)})
		}
		return writeXML(c, "application/xml", struct {
			XMLName xml.Name `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 sitemapindex"`
			Maps    []entry  `xml:"sitemap"`
		}{Maps: maps})
	}
	urls := []entry{}
	switch i := max(page, 1) - 1; {
	case i < len(files):
		for _, l := range files[i] {
			urls = append(urls, entry{base + ui.LawPath(l.Law), l.At.Format(time.RFC3339)})
		}
	case i == 0: // a sitemap has an address: of a library without laws, its own
		urls = append(urls, entry{Loc: base + "/"})
	default:
		return fmt.Errorf("sitemap %d of %d: %w", page, len(files), corpus.ErrNotFound)
	}
	return writeXML(c, "application/xml", struct {
		XMLName xml.Name `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
		URLs    []entry  `xml:"url"`
	}{URLs: urls})
}

func (s *server) robots(c echo.Context) error {
	return plain(c, "User-agent: *\nDisallow: /search\nDisallow: /api/\nDisallow: /attempts\nDisallow: /collection\nSitemap: "+s.base(c.Request())+"/sitemap.xml\n")
}

func writeXML(c echo.Context, mediaType string, v any) error {
	h := c.Response().Header()
	h.Set(echo.HeaderContentType, mediaType+"; charset=utf-8")
	b, err := xml.MarshalIndent(v, "", " ")
	if err != nil {
		return fmt.Errorf("%s: %w", mediaType, err)
	}
	_, err = c.Response().Write(append([]byte(xml.Header), b...))
	return err
}
