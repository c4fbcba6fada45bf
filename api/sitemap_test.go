package api

import (
	"encoding/xml"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/pandect/pandect/corpus"
)

// TestSitemap holds that every law stands once in one of the files, with the time of its change, and that a large library has an index of files of at most 50,000 addresses.
func TestSitemap(t *testing.T) {
	type file struct {
		XMLName xml.Name
		Entries []struct {
			Loc     string    `xml:"loc"`
			Lastmod time.Time `xml:"lastmod"`
		} `xml:",any"`
	}
	s := library()
	read := func(address string) (f file) {
		t.Helper()
		w := ask(site(t, s), address)
		if err := xml.Unmarshal(w.Body.Bytes(), &f); err != nil || w.Code != 200 {
			t.Fatalf("%s: %d, %v", address, w.Code, err)
		}
		return f
	}
	small := read("/sitemap.xml")
	if small.XMLName.Local != "urlset" || len(small.Entries) == 0 || small.Entries[0].Loc != "http://example.com/law/"+string(s.texts[0].ID) || small.Entries[0].Lastmod.Year() != 2026 {
		t.Errorf("%+v", small)
	}
	for _, e := range small.Entries {
		if strings.Contains(e.Loc, "xa/gone") {
			t.Error("a law that was withdrawn is listed")
		}
	}
	s.texts = nil
	for i := range sitemapSize + 2 {
		s.texts = append(s.texts, corpus.Text{Law: corpus.Law{ID: corpus.URI(fmt.Sprintf("xa/act/%d", i)), Country: "XA"}, Language: "en"})
	}
	all := read("/sitemap.xml")
	if all.XMLName.Local != "sitemapindex" || len(all.Entries) != 2 {
		t.Fatalf("%+v", all)
	}
	seen := map[string]bool{}
	for _, part := range all.Entries {
		laws := read(strings.TrimPrefix(part.Loc, "http://example.com"))
		if len(laws.Entries) > 50_000 || !laws.Entries[len(laws.Entries)-1].Lastmod.Equal(part.Lastmod) {
			t.Errorf("%s: %d addresses, the newest of %s", part.Loc, len(laws.Entries), part.Lastmod)
		}
		for _, e := range laws.Entries {
			seen[e.Loc] = true
		}
	}
	if len(seen) != sitemapSize+2 {
		t.Errorf("%d laws are listed", len(seen))
	}
}
