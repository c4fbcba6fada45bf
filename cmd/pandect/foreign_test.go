package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"

	"github.com/rogpeppe/go-internal/testscript"
)

// foreign is a repository of another make: it has oai_dc alone, days for datestamps, pages of two records that end with tokens, sets, deletions; it is busy at
// times, forgets a token once, and one of its records is broken. Its records name files as repositories do: a landing page first, the file somewhere behind.
type foreign struct {
	mu     sync.Mutex
	asked  []string // queries, in order
	busy   bool     // the next request is answered with 503
	forget bool     // the next token is not known any more
	files  int      // sent
	url    string
}

// serveForeign is the script command "foreign": the repository is at $FOREIGN/oai; $FOREIGN/asked lists what it was asked, $FOREIGN/sent says how many files it gave.
func serveForeign(ts *testscript.TestScript, _ bool, _ []string) {
	f := &foreign{busy: true, forget: true}
	s := httptest.NewUnstartedServer(f)
	f.url = "http://" + s.Listener.Addr().String()
	s.Start()
	ts.Defer(s.Close)
	ts.Setenv("FOREIGN", s.URL)
}

func (f *foreign) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	f.mu.Lock()
	defer f.mu.Unlock()
	switch {
	case r.URL.Path == "/asked":
		fmt.Fprintln(w, strings.Join(f.asked, "\n"))
	case r.URL.Path == "/sent":
		fmt.Fprint(w, f.files)
	case r.URL.Path == "/robots.txt":
		fmt.Fprint(w, "User-agent: *\nDisallow: /closed/\n")
	case strings.HasPrefix(r.URL.Path, "/file/"):
		f.files++
		n := strings.TrimSuffix(strings.TrimPrefix(r.URL.Path, "/file/"), ".html")
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(w, `<!doctype html><html lang="en"><title>Lantern Act No %[1]s</title><h1>Lantern Act No %[1]s of 2011</h1><h2>1. Offence</h2><p>A person who carries lantern %[1]s at sea without a permit commits an offence.</p><h2>2. Penalty</h2><p>The penalty is a fine.</p></html>`, n)
	case r.URL.Path == "/oai":
		f.oai(w, r)
	default:
		http.NotFound(w, r)
	}
}

func (f *foreign) oai(w http.ResponseWriter, r *http.Request) {
	v := r.URL.Query()
	f.asked = append(f.asked, r.URL.RawQuery)
	if f.busy && v.Get("verb") == "ListRecords" {
		f.busy = false
		w.Header().Set("Retry-After", "1")
		http.Error(w, "busy", http.StatusServiceUnavailable)
		return
	}
	body := ""
	from := v.Get("from")
	switch token := v.Get("resumptionToken"); {
	case v.Get("verb") == "ListMetadataFormats":
		body = `<ListMetadataFormats><metadataFormat><metadataPrefix>oai_dc</metadataPrefix><schema>http://www.openarchives.org/OAI/2.0/oai_dc.xsd</schema><metadataNamespace>http://www.openarchives.org/OAI/2.0/oai_dc/</metadataNamespace></metadataFormat></ListMetadataFormats>`
	case v.Get("set") == "ring" || strings.HasPrefix(token, "ring"): // two parts, each of which names the other, by new tokens
		body = `<ListRecords>` + f.record(4+len(f.asked)%2, "2024-05-04", false) + fmt.Sprintf(`<resumptionToken>ring%d</resumptionToken></ListRecords>`, len(f.asked))
	case v.Get("set") == "forgetful":
		body = `<ListRecords>` + f.record(4, "2024-05-04", false) + `<resumptionToken>forgotten</resumptionToken></ListRecords>`
	case len(from) > len("2020-01-01"):
		body = `<error code="badArgument">from: this repository counts days</error>`
	case from > "2024-05-04":
		body = `<error code="noRecordsMatch"/>`
	case from != "": // what changed since
		body = `<ListRecords>` + f.record(1, "2024-05-04", true) + `</ListRecords>`
	case v.Get("set") == "boats":
		body = `<ListRecords>` + f.record(4, "2024-05-04", false) + `</ListRecords>`
	case token == "second" && f.forget:
		f.forget = false
		body = `<error code="badResumptionToken">it is an hour old</error>`
	case token == "second":
		body = `<ListRecords>` + f.record(3, "2024-05-03", false) + `<record><header><identifier>oai:foreign.example:bad</identifier><datestamp>yesterday</datestamp></header></record><resumptionToken/></ListRecords>`
	case token != "":
		body = `<error code="badResumptionToken"/>`
	default:
		body = `<ListRecords>` + f.record(1, "2024-05-01", false) + f.record(2, "2024-05-02", false) + `<resumptionToken completeListSize="4">second</resumptionToken></ListRecords>`
	}
	w.Header().Set("Content-Type", "text/xml")
	fmt.Fprintf(w, `<?xml version="1.0" encoding="UTF-8"?><OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><responseDate>2024-06-01T00:00:00Z</responseDate><request>%s/oai</request>%s</OAI-PMH>`, f.url, body)
}

// record n names its file; that of record 2 is closed to robots, that of record 4 a page without ending.
func (f *foreign) record(n int, day string, deleted bool) string {
	head := fmt.Sprintf(`<identifier>oai:foreign.example:%d</identifier><datestamp>%s</datestamp><setSpec>lanterns</setSpec></header>`, n, day)
	if deleted {
		return `<record><header status="deleted">` + head + `</record>`
	}
	file := fmt.Sprintf("%s/file/%d.html", f.url, n)
	if n == 2 {
		file = f.url + "/closed/2.pdf"
	}
	return `<record><header>` + head + fmt.Sprintf(`<metadata><oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title>Lantern Act No %d of 2011</dc:title><dc:date>2011-04-05</dc:date><dc:language>en</dc:language><dc:coverage>XA</dc:coverage><dc:identifier>ISBN 0-00-0</dc:identifier>
<dc:identifier>%s</dc:identifier></oai_dc:dc></metadata></record>`, n, file)
}
