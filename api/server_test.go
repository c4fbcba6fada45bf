package api

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"mime"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/corpus/topic"
	"github.com/pandect/pandect/ui"
)

const poison = `<script>alert(1)</script>`

const fakeSum = "3fa9000000000000000000000000000000000000000000000000000000000000"

// library is a small shelf of a fictional state, with everything that has gone wrong in pages before: a title that is a script, an id with
// a number sign, a law in two languages, a file name with a quotation mark.
func library() *shelf {
	trafficking := corpus.Text{
		Law:      corpus.Law{ID: "xa/act/2014/14", Country: "XA", Type: "act", Number: "14", Title: "Prevention of Trafficking Act " + poison, Year: 2014, Date: corpus.Date{Year: 2014, Month: 6, Day: 3}, Status: "in force", SourceURL: "https://gazette.example/14"},
		Language: "en",
		Provisions: []corpus.Provision{
			{EID: "part_1", Kind: "part", Label: "Part 1", Heading: "Offences", Children: []corpus.Provision{
				{EID: "part_1__sec_1", Kind: "section", Number: "1", Label: "1.", Heading: "Trafficking", Text: "A person who recruits another " + poison + " commits an offence.", Page: 2,
					Topics:   []corpus.Tag{{ID: "trafficking-in-persons", Weight: 0.9, By: corpus.ByProgram}},
					Children: []corpus.Provision{{EID: "part_1__sec_1__para_a", Kind: "paragraph", Number: "a", Label: "(a)", Text: "by force;"}}},
				{EID: "part_1__sec_2", Kind: "section", Number: "2", Label: "2.", Heading: "Penalty", Text: "The penalty is ten years.", Page: 3},
			}},
		},
		Original: &corpus.Original{Name: `gazette/act "14".pdf`, MediaType: "application/pdf", SHA256: fakeSum, Bytes: 9},
	}
	french := trafficking
	french.Language, french.Title = "fr", "Loi sur la traite"
	french.Provisions = []corpus.Provision{{EID: "art_1", Kind: "article", Number: "1", Label: "Article 1", Text: "La traite est punie."}}
	french.Original = nil
	odd := corpus.Text{Law: corpus.Law{ID: "xa/law#7", Country: "XA", Title: "Odd Act", Year: 1999}, Language: "ar", Provisions: []corpus.Provision{{EID: "", Kind: "provision", Text: "نص القانون"}}}
	return &shelf{
		texts:     []corpus.Text{trafficking, french, odd},
		originals: map[string][]byte{fakeSum: []byte("%PDF-fake")},
		attempts: []corpus.Attempt{
			{ID: 1, Name: `gazette/act "14".pdf`, SHA256: fakeSum, State: corpus.StateAccepted, Law: trafficking.ID},
			{ID: 2, Name: "locked.pdf", State: corpus.StateFailed, Kind: "encrypted", Message: "asks for a password"},
		},
	}
}

// made is New, with templates and messages that all tests share: reading them is most of its work.
func made(s Server) (http.Handler, error) {
	pages, err := shared()
	if err != nil {
		return nil, err
	}
	return handler(s, pages)
}

var shared = sync.OnceValues(ui.New)

func site(t testing.TB, s *shelf) http.Handler {
	t.Helper()
	scheme, err := topic.Load()
	if err != nil {
		t.Fatal(err)
	}
	h, err := made(Server{Catalog: s, Files: cellar{s: s}, Search: s, Scheme: scheme, Version: "test", Edit: s.edit, Private: s.private, People: s.people, Pages: s.pages})
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// ask sends a GET; header is "Name: value" lines.
func ask(h http.Handler, address string, header ...string) *httptest.ResponseRecorder {
	return send(h, httptest.NewRequest(http.MethodGet, address, nil), header...)
}

func send(h http.Handler, r *http.Request, header ...string) *httptest.ResponseRecorder {
	for _, line := range header {
		name, value, _ := strings.Cut(line, ": ")
		r.Header.Set(name, value)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func TestPages(t *testing.T) {
	tests := []struct {
		address string
		status  int
		want    []string
		not     []string
	}{
		{"/", 200, []string{"What the laws of states say", "Prevention of Trafficking Act", "Trafficking in persons"}, []string{poison}},
		{"/?lang=ar", 200, []string{`<html lang="ar" dir="rtl">`, "مكتبة القوانين"}, nil},
		{"/search", 200, []string{"Narrow down", `name="country"`}, []string{"Nothing found", `class="hit"`}},
		{"/search?q=recruits", 200, []string{"<mark>recruits</mark>", "1 provision", "/api/v1/originals/" + fakeSum + "#page=2", "/law/xa/act/2014/14?eid=part_1__sec_1&amp;language=en&amp;q=recruits#part_1__sec_1", "Part 1 Offences"}, []string{poison}},
		{"/search?q=recruits&country=XA", 200, []string{`value="XA" id="f-country-0" checked`, "Remove"}, nil},
		{"/search?q=zebra", 200, []string{"Nothing found"}, []string{`class="hit"`}},
		{"/search?q=x&page=0", 400, []string{"is not a number from 1"}, nil},
		{"/search?q=x&page=501&size=20", 400, []string{"narrow the question down"}, nil},
		{"/search?q=" + strings.Repeat("x", 2001), 400, []string{"longer than 2000 bytes"}, nil},
		{"/search?q=%22never+closed", 400, []string{"The question could not be read", `<mark class="place">&#34;</mark>never closed`}, []string{"Nothing found"}},
		{"/law/xa/act/2014/14", 200, []string{`id="part_1__sec_1"`, "(a)", "by force;", "/api/v1/originals/" + fakeSum, "Languages of this law", `"@type":["Legislation","eli:LegalResource"]`, `"eli:is_realized_by"`, "page 2"}, []string{poison}},
		{"/law/xa/act/2014/14?language=fr", 200, []string{`lang="fr"`, "La traite est punie."}, []string{"by force;"}},
		{"/law/xa/act/2014/14?language=en&beside=fr", 200, []string{`class="pair"`, "by force;", "La traite est punie.", `aria-current="true">Beside French`}, []string{poison}},
		{"/law/xa/act/2014/14?beside=de", 404, nil, nil},
		{"/law/xa/act/2014/14?eid=part_1__sec_1&q=force", 200, []string{"by <mark>force</mark>;", "/law/xa/act/2014/14?eid=part_1__sec_1\""}, []string{poison}},
		{"/law/xa/act/2014/14?find=penalty", 200, []string{"1 provision with “penalty”"}, nil},
		{"/law/xa/act/2014/14?eid=part_1__sec_2", 200, []string{`class="unit open" id="part_1__sec_2"`}, nil},
		{"/law/xa/law%237", 200, []string{"Odd Act", `dir="rtl"`, "نص القانون"}, nil},
		{"/law/xa/act/none", 404, []string{"There is no page at this address", `value="none"`}, nil},
		{"/law/xa//bad", 400, nil, nil},
		{"/countries", 200, []string{"/countries/XA", "2 laws"}, nil},
		{"/countries/XA", 200, []string{"Odd Act"}, []string{poison}},
		{"/countries/xa", 301, nil, nil},
		{"/countries/ZZ", 404, nil, nil},
		{"/laws?words=odd", 200, []string{"Odd Act"}, []string{"Trafficking Act"}},
		{"/topics", 200, []string{"/search?topic=trafficking-in-persons", "Explosives"}, nil},
		{"/instruments", 200, []string{"/instruments/untoc"}, nil},
		{"/instruments/untoc", 200, []string{"Article 6", "shall"}, nil},
		{"/instruments/none", 404, nil, nil},
		{"/help?lang=ru", 200, []string{"Как искать", "traffick*"}, nil},
		{"/about", 200, []string{"Program version test"}, nil},
		{"/attempts?state=failed", 200, []string{"locked.pdf", "Protected by a password", "asks for a password"}, []string{"gazette/"}},
		{"/collection?p=xa/act/2014/14%23part_1__sec_2&p=xa/gone%23sec_1", 200, []string{"The penalty is ten years.", "Not in this library", "xa/gone#sec_1"}, nil},
		{"/collection", 200, []string{"Nothing collected yet"}, nil},
		{"/Prevention-of-trafficking", 404, []string{`value="Prevention of trafficking"`, "Laws with these words"}, []string{poison}},
		{"/%3Cscript%3Ealert(1)%3C/script%3E", 404, nil, []string{poison}},
		{"/help/", 200, nil, nil},
	}
	h := site(t, library())
	for _, tt := range tests {
		w := ask(h, tt.address, "Accept: text/html")
		if w.Code != tt.status {
			t.Errorf("%s: status %d, want %d", tt.address, w.Code, tt.status)
		}
		for _, want := range tt.want {
			if !strings.Contains(w.Body.String(), want) {
				t.Errorf("%s does not hold %q", tt.address, want)
			}
		}
		for _, not := range tt.not {
			if strings.Contains(w.Body.String(), not) {
				t.Errorf("%s holds %q", tt.address, not)
			}
		}
	}
}

func TestProblems(t *testing.T) {
	broken := library()
	broken.broken = errors.New("disk on fire at /secret/path")
	tests := []struct {
		shelf   *shelf
		method  string
		address string
		status  int
		want    string
		not     string
	}{
		{library(), "GET", "/api/v1/nothing", 404, `"title":"Not Found"`, "<html"},
		{library(), "DELETE", "/api/v1/search", 405, `"title":"Method Not Allowed"`, ""},
		{library(), "GET", "/api/v1/laws/xa/none", 404, `law xa/none: not found`, ""},
		{library(), "GET", "/api/v1/laws/xa/act/2014/14/provisions/sec_99", 404, `sec_99`, ""},
		{library(), "GET", "/api/v1/search?size=1000", 400, "not a number from 1 to 100", ""},
		{library(), "GET", "/api/v1/search?sort=colour", 400, "none of relevance date -date title", ""},
		{library(), "GET", "/api/v1/search?year=soon", 400, "YYYY", ""},
		{library(), "GET", "/api/v1/originals/xyz", 404, "not found", ""},
		{library(), "GET", "/api/v1/status?" + strings.Repeat("x", maxAddress), 414, "longer than", ""},
		{broken, "GET", "/api/v1/laws", 500, `"status":500`, "secret"},
		{&shelf{broken: fmt.Errorf("index: %w", corpus.ErrUnavailable)}, "GET", "/api/v1/status", 503, `"status":503`, ""},
		{&shelf{broken: context.DeadlineExceeded}, "GET", "/api/v1/status", 504, `"status":504`, ""},
	}
	for _, tt := range tests {
		w := send(site(t, tt.shelf), httptest.NewRequest(tt.method, tt.address, nil))
		if w.Code != tt.status || w.Header().Get("Content-Type") != "application/problem+json" {
			t.Errorf("%s %.60s: %d %s, want %d as a problem", tt.method, tt.address, w.Code, w.Header().Get("Content-Type"), tt.status)
		}
		if !strings.Contains(w.Body.String(), tt.want) || tt.not != "" && strings.Contains(w.Body.String(), tt.not) {
			t.Errorf("%s %.60s: %s, want %q and not %q", tt.method, tt.address, w.Body, tt.want, tt.not)
		}
	}
	w := ask(site(t, broken), "/", "Accept: text/html")
	if w.Code != 500 || !strings.Contains(w.Body.String(), "Something went wrong here") || strings.Contains(w.Body.String(), "secret") {
		t.Errorf("a broken library shows %d: %s", w.Code, w.Body)
	}
}

func TestHeaders(t *testing.T) {
	h := site(t, library())
	w := ask(h, "/search?q=recruits", "Accept: text/html")
	for name, want := range map[string]string{
		"Content-Security-Policy": "default-src 'none'", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin", "Vary": "Accept-Language",
	} {
		if got := strings.Join(w.Header().Values(name), ", "); !strings.Contains(got, want) {
			t.Errorf("%s: %q, want %q in it", name, got, want)
		}
	}
	if w.Header().Get("X-Request-Id") == "" {
		t.Error("no request id")
	}
	tag := w.Header().Get("ETag")
	french := ask(h, "/topics?lang=fr", "Accept: text/html").Header().Get("ETag") // the page is known; meanwhile English was chosen
	if again := ask(h, "/topics?lang=fr", "Accept: text/html", "Cookie: lang=en", "If-None-Match: "+french); again.Code != 304 || !strings.HasPrefix(again.Header().Get("Set-Cookie"), "lang=fr;") {
		t.Errorf("French chosen again, of a known page: %d, cookie %q", again.Code, again.Header().Get("Set-Cookie"))
	}
	if again := ask(h, "/search?q=recruits", "Accept: text/html", "If-None-Match: "+tag); again.Code != 304 || again.Body.Len() != 0 {
		t.Errorf("asked again with %s: %d, %d bytes", tag, again.Code, again.Body.Len())
	}
	for _, other := range []string{"Accept-Language: fr", "Cookie: lang=ru"} {
		if w := ask(h, "/search?q=recruits", "Accept: text/html", other); w.Header().Get("ETag") == tag {
			t.Errorf("the tag is the same with %s", other)
		}
	}
	if w := ask(h, "/help", "Accept: text/html", "Accept-Encoding: gzip"); w.Header().Get("Content-Encoding") != "gzip" {
		t.Error("a page is not compressed")
	}
	if w := ask(h, "/?lang=zh"); !strings.HasPrefix(w.Header().Get("Set-Cookie"), "lang=zh") {
		t.Errorf("the language is not remembered: %q", w.Header().Get("Set-Cookie"))
	}
	if w := ask(h, "/", "Accept-Language: de, fr-CA;q=0.8"); !strings.Contains(w.Body.String(), `<html lang="fr"`) {
		t.Error("a reader who asks for German or French does not get French")
	}
	if w := send(h, httptest.NewRequest(http.MethodHead, "/law/xa/act/2014/14", nil)); w.Code != 200 || w.Body.Len() != 0 {
		t.Errorf("HEAD: %d with %d bytes", w.Code, w.Body.Len())
	}
	for _, address := range []string{"/healthz", "/readyz", "/robots.txt", "/sitemap.xml", "/opensearch.xml", "/openapi.yaml", "/topics.jsonld", "/search.atom?q=recruits"} {
		if w := ask(h, address); w.Code != 200 || strings.Contains(w.Body.String(), poison) {
			t.Errorf("%s: %d", address, w.Code)
		}
	}
}

// TestSKOS holds the integrity conditions of the vocabulary: every broader concept is there, and no language has two labels.
func TestSKOS(t *testing.T) {
	var scheme skosScheme
	if err := json.Unmarshal(ask(site(t, library()), "/topics.jsonld").Body.Bytes(), &scheme); err != nil {
		t.Fatal(err)
	}
	ids := map[string]bool{}
	for _, c := range scheme.Graph {
		ids[c.ID] = true
	}
	for _, c := range scheme.Graph {
		if c.Broader != "" && !ids[c.Broader] {
			t.Errorf("%s: broader %s is not there", c.ID, c.Broader)
		}
		seen := map[string]bool{}
		for _, l := range c.PrefLabel {
			if seen[l.Language] || l.Value == "" {
				t.Errorf("%s: label in %s is empty or stands twice", c.ID, l.Language)
			}
			seen[l.Language] = true
		}
	}
	if len(scheme.Graph) < 30 {
		t.Errorf("%d concepts, want all topics", len(scheme.Graph))
	}
}

func TestOriginal(t *testing.T) {
	h := site(t, library())
	w := ask(h, "/api/v1/originals/"+fakeSum, "Range: bytes=1-3")
	if w.Code != 206 || w.Body.String() != "PDF" {
		t.Errorf("range: %d %q", w.Code, w.Body)
	}
	if got := w.Header().Get("Content-Disposition"); got != `inline; filename="act _14_.pdf"` {
		t.Errorf("disposition %q", got)
	}
	if got := w.Header().Get("Content-Type"); got != "application/pdf" {
		t.Errorf("type %q", got)
	}
	if !strings.Contains(w.Header().Get("Content-Security-Policy"), "default-src 'none'") {
		t.Error("an original may load what it likes")
	}
	if w := ask(h, "/api/v1/originals/"+fakeSum, `If-None-Match: "`+fakeSum+`"`); w.Code != 304 {
		t.Errorf("known original: %d", w.Code)
	}
}

// TestOriginal_Active serves originals that are pages, pictures that run scripts, and files that are two things at once: none of them may act on this site.
func TestOriginal_Active(t *testing.T) {
	for _, tt := range []struct {
		name, mediaType     string
		attachment, sandbox bool
	}{
		{"law.html", "text/html", false, true}, {"law.xhtml", "application/xhtml+xml", false, true}, {"law.svg", "image/svg+xml", true, true}, {"law.xml", "text/xml", true, true}, {"law.js", "text/javascript", true, true},
		{"law.txt", "text/plain", false, true}, {"law.pdf", "application/pdf", false, false}, {"law.pdf.html", "application/PDF", false, true}, {"law", "", true, true}, {"law.pdf", "text/html; charset=utf-8", false, true}, {"law.pdf", "no/type; at all;;", true, true},
		{"a\r\nX-Evil: 1.html", "text/html\r\nX-Evil: 1", true, true}, {`../../"; filename="x.exe`, "text/html", false, true},
	} {
		s := library()
		s.texts[0].Original = &corpus.Original{Name: tt.name, MediaType: tt.mediaType, SHA256: fakeSum}
		s.attempts[0].Name = tt.name
		s.originals[fakeSum] = []byte("%PDF-1.4<svg onload=alert(1)>" + poison)
		h := ask(site(t, s), "/api/v1/originals/"+fakeSum).Header()
		disposition, policy := h.Get("Content-Disposition"), h.Get("Content-Security-Policy")
		if strings.HasPrefix(disposition, "attachment") != tt.attachment || strings.Contains(policy, "sandbox") != tt.sandbox || h.Get("X-Content-Type-Options") != "nosniff" || !strings.Contains(policy, "default-src 'none'") || strings.Contains(policy, "script-src") {
			t.Errorf("%q as %q: %s, %s", tt.name, tt.mediaType, disposition, policy)
		}
		if _, params, err := mime.ParseMediaType(disposition); err != nil || params["filename"] == "" || strings.ContainsAny(params["filename"], "/\\\"\r\n") || h.Get("X-Evil") != "" {
			t.Errorf("%q is offered as %q, %v", tt.name, params["filename"], err)
		}
	}
}

func TestPage_Weight(t *testing.T) {
	long := corpus.Text{Law: corpus.Law{ID: "xa/code/1", Country: "XA", Title: "Code"}, Language: "en"}
	for i := range 3000 {
		long.Provisions = append(long.Provisions, corpus.Provision{EID: corpus.EID(fmt.Sprintf("art_%d", i)), Kind: "article", Number: fmt.Sprint(i), Label: fmt.Sprintf("Article %d", i), Heading: "Heading of it", Text: strings.Repeat("the words of the law ", 30)})
	}
	h := site(t, &shelf{texts: []corpus.Text{long}})
	for _, address := range []string{"/law/xa/code/1", "/law/xa/code/1?eid=art_2500", "/search?q=words"} {
		w := ask(h, address, "Accept: text/html")
		if w.Code != 200 || w.Body.Len() > 100<<10 {
			t.Errorf("%s: %d, %d bytes; want at most 100 KB", address, w.Code, w.Body.Len())
		}
	}
	if w := ask(h, "/law/xa/code/1?eid=art_2500", "Accept: text/html"); !strings.Contains(w.Body.String(), `class="unit open" id="art_2500"`) {
		t.Error("the part that holds the provision asked for is not open")
	}
}

// Ready means that catalogue and index both answer; a server whose library fails is up and not ready.
func TestReady(t *testing.T) {
	s := library()
	h := site(t, s)
	if w := ask(h, "/readyz"); w.Code != 200 || s.asked.Size != 1 {
		t.Errorf("ready: %d, the index was asked %+v", w.Code, s.asked)
	}
	s.broken = corpus.ErrUnavailable
	if w := ask(h, "/readyz"); w.Code != 503 {
		t.Errorf("ready with a library that fails: %d", w.Code)
	}
	if w := ask(h, "/healthz"); w.Code != 200 {
		t.Errorf("healthy with a library that fails: %d", w.Code)
	}
}

// A file whose line broke is gone on with: the rest of the same bytes, or the whole where the library changed.
func TestExport_Resumed(t *testing.T) {
	h := site(t, library())
	for _, format := range []string{"jsonl", "zip", "pdf"} {
		address := "/api/v1/export?format=" + format
		whole := ask(h, address)
		body, tag := whole.Body.String(), whole.Header().Get("ETag")
		if strings.HasPrefix(tag, "W/") || whole.Header().Get("Accept-Ranges") != "bytes" {
			t.Errorf("%s: tag %s, ranges %q", format, tag, whole.Header().Get("Accept-Ranges"))
		}
		middle := len(body) / 2
		for _, c := range []struct {
			span, held string
			status     int
			want       string
		}{
			{fmt.Sprintf("bytes=%d-", middle), tag, 206, body[middle:]},
			{fmt.Sprintf("bytes=%d-", middle), "", 206, body[middle:]},
			{fmt.Sprintf("bytes=%d-", middle), `"older"`, 200, body},
			{fmt.Sprintf("bytes=%d-", len(body)), tag, 416, ""},
			{"bytes=0-9", tag, 200, body},
		} {
			r := httptest.NewRequest(http.MethodGet, address, nil)
			r.Header.Set("Range", c.span)
			r.Header.Set("Accept-Encoding", "identity")
			if c.held != "" {
				r.Header.Set("If-Range", c.held)
			}
			w := httptest.NewRecorder()
			h.ServeHTTP(w, r)
			if w.Code != c.status || w.Body.String() != c.want {
				t.Errorf("%s, %s if %s: status %d and %d bytes (%s), want %d and %d", format, c.span, c.held, w.Code, w.Body.Len(), w.Header().Get("Content-Range"), c.status, len(c.want))
			}
		}
	}
}
