//go:build unix

package api

import (
	"context"
	"fmt"
	"net/http"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/corpus/sqlite"
	"github.com/pandect/pandect/corpus/topic"
)

// BenchmarkLawPage reads a law of 3,000 articles whose wording refers to itself and names other laws: cpu-ms/page is processor time, of all cores, and B/page what goes
// over the line. "first" is the page of a server that has not read the law yet, "part", "provision" and "all" are pages that no one asked for before, "kept" ones are.
func BenchmarkLawPage(b *testing.B) {
	c, err := sqlite.Open(filepath.Join(b.TempDir(), "library.db"))
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { c.Close() })
	law := longLaw()
	n := 0
	for p := range corpus.All(law.Provisions) {
		if p.Kind != "article" {
			continue
		}
		n++
		start := len(p.Text)
		p.Text += fmt.Sprintf("Article %d applies, and so do section 5 of the Firearms Act, 2014 and the Courts (Procedure) Act, No. %d of 2011, as amended by the Police Act.\n", n%3000+1, n%90)
		p.Links = []corpus.Link{{Span: corpus.Span{Start: start, End: start + len(fmt.Sprintf("Article %d", n%3000+1))}, To: corpus.EID(fmt.Sprintf("art_%d", n%3000+1))}}
		for k := range 2 {
			p.Children = append(p.Children, corpus.Provision{EID: corpus.EID(fmt.Sprintf("%s__para_%d", p.EID, k+1)), Kind: "paragraph", Number: fmt.Sprint(k + 1), Label: fmt.Sprintf("(%d)", k+1),
				Text: strings.Repeat("a person who keeps records of what is asked of the holder of a licence keeps them for five years; ", 1+n%3)})
		}
	}
	definitions := corpus.Provision{EID: "art_0", Kind: "article", Number: "0", Heading: "Definitions"}
	for _, term := range []string{"court", "place", "holder of a licence", "records", "licence", "firearm", "ammunition", "person"} {
		definitions.Children = append(definitions.Children, corpus.Provision{EID: corpus.EID("art_0__def_" + strings.ReplaceAll(term, " ", "-")), Kind: "definition", Text: fmt.Sprintf("“%s” means what is said of it here;", term)})
	}
	law.Provisions = append([]corpus.Provision{definitions}, law.Provisions...)
	firearms := corpus.Text{Law: corpus.Law{ID: "xa/act/2014/14", Country: "XA", Type: "act", Number: "14", Title: "Firearms Act, 2014", Year: 2014}, Language: "en", Provisions: []corpus.Provision{{EID: "sec_5", Kind: "section", Number: "5", Text: "No person keeps a firearm without a licence."}}}
	if err := c.Put(context.Background(), []corpus.Text{law, firearms}, nil); err != nil {
		b.Fatal(err)
	}
	scheme, err := topic.Load()
	if err != nil {
		b.Fatal(err)
	}
	s := library()
	for _, page := range []struct {
		name, query string
		fresh, kept bool
	}{{"first", "?part=1", true, false}, {"part", "?part=7", false, false}, {"provision", "?eid=art_2999&lang=ar", false, false}, {"all", "?part=all", false, false}, {"kept", "?part=1", false, true}, {"kept-all", "?part=all", false, true}} {
		b.Run(page.name, func(b *testing.B) {
			open := func() http.Handler {
				h, err := made(Server{Catalog: c, Files: cellar{s: s}, Search: s, Scheme: scheme, Version: "test"})
				if err != nil {
					b.Fatal(err)
				}
				ask(h, "/law/"+string(firearms.ID)) // what every server does once
				return h
			}
			h := open()
			if !page.fresh {
				ask(h, "/law/"+string(law.ID)+page.query, "Accept-Encoding: gzip")
			}
			var used time.Duration
			bytes := 0
			b.ResetTimer()
			for i := range b.N {
				query := page.query
				if !page.kept { // an address that is new is made anew
					query += fmt.Sprint("&n=", i)
				}
				if page.fresh {
					b.StopTimer()
					h = open()
					b.StartTimer()
				}
				before := processor(b)
				bytes += ask(h, "/law/"+string(law.ID)+query, "Accept-Encoding: gzip").Body.Len()
				used += processor(b) - before
			}
			b.ReportMetric(used.Seconds()*1000/float64(b.N), "cpu-ms/page")
			b.ReportMetric(float64(bytes)/float64(b.N), "B/page")
		})
	}
}

// processor is the time that this process has used so far, its own and that of the system for it.
func processor(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
