package api

import (
	"context"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/labstack/echo/v4"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/corpus/password"
	"github.com/pandect/pandect/corpus/sqlite"
)

const rightPassword = "correct horse battery"

var secret = password.Hash(rightPassword)

// staffed is the library of tagged with one person of each role, named by it, in a real catalogue.
func staffed(t testing.TB) *shelf {
	t.Helper()
	people, err := sqlite.Open(filepath.Join(t.TempDir(), "library.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = people.Close() })
	for _, role := range corpus.Roles {
		if err := people.AddPerson(context.Background(), corpus.Person{Name: role, Role: role, Secret: secret, Added: time.Now()}, "test"); err != nil {
			t.Fatal(err)
		}
	}
	s := tagged()
	s.people, s.edit = people, true // where there are people, edit opens nothing
	return s
}

// signedIn is the header of a new session of a person; "" where there is no name.
func signedIn(t *testing.T, s *shelf, name string) string {
	t.Helper()
	return sessionSince(t, s, name, time.Now(), time.Now())
}

func sessionSince(t *testing.T, s *shelf, name string, began, used time.Time) string {
	t.Helper()
	if name == "" {
		return "X-Nobody: yes"
	}
	token := fmt.Sprintf("%s-%d", name, time.Now().UnixNano())
	if err := s.people.BeginSession(t.Context(), corpus.Session{Key: keyOf(token), Person: name, Began: began, Used: used}); err != nil {
		t.Fatal(err)
	}
	return "Cookie: session=" + token
}

func post(h http.Handler, address string, form url.Values, header ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodPost, address, strings.NewReader(form.Encode()))
	return send(h, r, append([]string{"Content-Type: application/x-www-form-urlencoded", "Sec-Fetch-Site: same-origin"}, header...)...)
}

// openToAll are the routes by which everybody reads a public library.
var openToAll = []string{
	"/", "/search", "/search.atom", "/advanced", "/law/*", "/laws", "/countries", "/countries/:code", "/topics", "/instruments", "/instruments/:id",
	"/collection", "/collection.docx", "/attempts", "/gaps", "/checklist", "/compare", "/definitions", "/tags", "/help", "/about", "/signin", oidcAway,
	oidcBack, "/api/v1/search", "/api/v1/suggest", "/api/v1/laws", "/api/v1/laws/*", "/api/v1/originals/:sha256", "/api/v1/originals/:sha256/pages/:page",
	"/api/v1/topics", "/api/v1/jurisdictions", "/api/v1/instruments", "/api/v1/instruments/:id", "/api/v1/collection", "/api/v1/status", "/api/v1/attempts", "/api/v1/export", tablePath,
	tablePath + "-metadata.json", "/api/v1/gaps", "/api/v1/assessments", "/api/v1/compare", "/api/v1/definitions", "/static/:name", "/openapi.yaml",
	"/opensearch.xml", "/sitemap.xml", "/topics.jsonld", "/topics.ttl", "/oai", "/oai/record.xsd", "/robots.txt", "/favicon.ico", "/healthz", "/readyz",
	"/metrics",
}

// rights says which role every other route needs.
var rights = map[string]string{
	"POST /gaps": corpus.Librarian, "POST /api/v1/assessments": corpus.Librarian, "POST /checklist": corpus.Librarian, "POST /checklist/import": corpus.Librarian, "POST /tags": corpus.Librarian,
	"POST /signin": "", "POST /oai": "", // open to all; in a private library the first alone
	"POST /signout": corpus.Reader, "GET /account": corpus.Reader, "POST /account": corpus.Reader,
	"GET /upload": corpus.Librarian, "POST /upload": corpus.Librarian, "POST /upload/again": corpus.Librarian,
	"GET /edit": corpus.Librarian, "POST /edit": corpus.Librarian, "POST /undo": corpus.Librarian, "POST /queue": corpus.Librarian, "POST /relation": corpus.Librarian, "GET /log": corpus.Librarian,
	"GET /structure": corpus.Librarian, "POST /structure": corpus.Librarian, "GET /merge": corpus.Librarian, "POST /merge": corpus.Librarian, "GET /api/v1/structure": corpus.Librarian, "GET /api/v1/duplicates": corpus.Librarian,
	"GET /api/v1/corrections": corpus.Librarian, "POST /api/v1/corrections": corpus.Librarian, "POST /api/v1/corrections/:id/undo": corpus.Librarian,
	"GET /queue": corpus.Librarian, "GET /people": corpus.Administrator, "POST /people": corpus.Administrator,
}

// TestRights asks for every route of the site as nobody and in each role, in a public and in a private library.
func TestRights(t *testing.T) {
	params := strings.NewReplacer(":sha256", fakeSum, ":code", "XA", ":id", "untoc", ":name", "none", "/*", "/xa/act/2014/14")
	unused := maps.Clone(rights)
	for _, private := range []bool{false, true} {
		s := staffed(t)
		s.private = private
		h := site(t, s)
		for _, route := range h.(*echo.Echo).Routes() {
			needs, listed := rights[strings.Replace(route.Method, "HEAD", "GET", 1)+" "+route.Path]
			delete(unused, route.Method+" "+route.Path)
			reads := route.Method == http.MethodGet || route.Method == http.MethodHead
			if listed == (reads && slices.Contains(openToAll, route.Path)) {
				t.Errorf("%s %s: who may is said nowhere, or twice", route.Method, route.Path)
			}
			if route.Path == "/signin" || strings.HasPrefix(route.Path, "/signin/oidc") { // TestOIDC
				continue // answers 401 to a wrong password: TestSignIn
			}
			always := strings.HasPrefix(route.Path, "/static/") || slices.Contains([]string{"/healthz", "/readyz", "/metrics", "/favicon.ico"}, route.Path)
			for _, role := range append([]string{""}, corpus.Roles...) {
				may := needs == "" || corpus.RoleReaches(role, needs)
				if private && role == "" && !always {
					may = false
				}
				r := httptest.NewRequest(route.Method, params.Replace(route.Path), nil)
				w := send(h, r, "Sec-Fetch-Site: same-origin", signedIn(t, s, role))
				refused := w.Code == http.StatusUnauthorized || w.Code == http.StatusForbidden
				if refused == may || refused && (role == "") != (w.Code == http.StatusUnauthorized) {
					t.Errorf("private %v: %s %s as %q: %d", private, route.Method, route.Path, role, w.Code)
				}
			}
		}
	}
	for route := range unused {
		t.Errorf("%s has rights, but is no route", route)
	}
}

// TestPrivate holds that nothing of a private library reaches who is not signed in, and that no shared cache keeps what a person may see.
func TestPrivate(t *testing.T) {
	s := staffed(t)
	s.private = true
	h := site(t, s)
	for _, address := range []string{"/", "/search?q=recruits", "/law/xa/act/2014/14", "/law/xa/none", "/nowhere", "/sitemap.xml", "/oai?verb=Identify", "/api/v1/laws", "/api/v1/originals/" + fakeSum, "/api/v1/export?format=csv", "/about", "//signin", "/signin/", "/static/../laws", "/signin/../laws", "/SIGNIN"} {
		for _, header := range []string{"Accept: text/html", "Accept: application/json"} {
			w := ask(h, address, header)
			if body := w.Body.String(); w.Code == 200 && address != "/signin/" || strings.Contains(body, "Trafficking") || strings.Contains(body, "laws · ") {
				t.Errorf("%s with %s: %d\n%.300s", address, header, w.Code, body)
			}
		}
	}
	w := ask(h, "/law/xa/act/2014/14?part=2", "Accept: text/html")
	if to := w.Header().Get("Location"); w.Code != 303 || to != "/signin?to=%2Flaw%2Fxa%2Fact%2F2014%2F14%3Fpart%3D2" {
		t.Errorf("%d to %q", w.Code, to)
	}
	for _, address := range []string{"/law/xa/act/2014/14", "/api/v1/originals/" + fakeSum, "/api/v1/laws"} {
		w := ask(h, address, signedIn(t, s, corpus.Reader))
		if cache := w.Header().Get("Cache-Control"); w.Code != 200 || cache != "private, no-cache" {
			t.Errorf("%s as a reader: %d, Cache-Control %q", address, w.Code, cache)
		}
	}
	reader, librarian := ask(h, "/", signedIn(t, s, corpus.Reader)), ask(h, "/", signedIn(t, s, corpus.Librarian))
	if reader.Header().Get("ETag") == librarian.Header().Get("ETag") {
		t.Error("two people have one tag for a page that names them")
	}
}

// TestJudge_CarriesThePerson holds that a judgement is signed by who is signed in, whatever the form says, and what was imported by who took it in.
func TestJudge_CarriesThePerson(t *testing.T) {
	s := staffed(t)
	h := site(t, s)
	form := url.Values{"country": {"XA"}, "requirement": {"tip-protocol/5/1"}, "state": {"covered"}, "by": {"The Minister"}}
	as := signedIn(t, s, corpus.Librarian)
	for _, address := range []string{"/gaps", "/checklist"} {
		if w := post(h, address, form, as); w.Code != 303 || strings.Contains(w.Header().Get("Location"), "by=") {
			t.Errorf("%s: %d, on to %s: %s", address, w.Code, w.Header().Get("Location"), w.Body)
		}
	}
	if w := send(h, httptest.NewRequest(http.MethodPost, "/api/v1/assessments", strings.NewReader(`{"country":"XA","requirement":"tip-protocol/5/1","state":"covered","by":"The Minister"}`)), "Content-Type: application/json", as); w.Code != 201 {
		t.Errorf("as JSON: %d %s", w.Code, w.Body)
	}
	for _, j := range s.judgements {
		if j.By != corpus.Librarian {
			t.Errorf("signed by %q", j.By)
		}
	}
	if body := ask(h, "/gaps?requirement=tip-protocol/5/1&country=XA", "Accept: text/html", as).Body.String(); strings.Contains(body, `name="by"`) {
		t.Error("the form asks for a name")
	}
	file := `{"format":"pandect-assessment/1","country":"XA","instrument":"tip-protocol","judgements":[{"country":"XA","requirement":"tip-protocol/5/2/a","state":"absent","by":"B. Elsewhere","at":"2026-01-02T03:04:05Z","imported_by":"Forged"}]}`
	body := "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.json\"\r\n\r\n" + file + "\r\n--b--\r\n"
	w := send(h, httptest.NewRequest(http.MethodPost, "/checklist/import", strings.NewReader(body)), "Content-Type: multipart/form-data; boundary=b", as)
	if w.Code != 200 || len(s.judgements) != 4 {
		t.Fatalf("import: %d with %d judgements\n%.300s", w.Code, len(s.judgements), w.Body)
	}
	if j := s.judgements[3]; j.By != "B. Elsewhere" || j.ImportedBy != corpus.Librarian {
		t.Errorf("imported as %+v", j)
	}
}

// TestSameSite sends every form from another site.
func TestSameSite(t *testing.T) {
	s := staffed(t)
	h := site(t, s)
	for route := range rights {
		method, address, _ := strings.Cut(route, " ")
		if method != http.MethodPost || address == "/oai" {
			continue
		}
		for _, header := range []string{"Sec-Fetch-Site: cross-site", "Sec-Fetch-Site: same-site", "Origin: https://evil.example"} {
			r := httptest.NewRequest(method, address, nil)
			if w := send(h, r, header, signedIn(t, s, corpus.Administrator)); w.Code != http.StatusForbidden || !strings.Contains(w.Body.String(), "another site") {
				t.Errorf("%s with %s: %d %s", route, header, w.Code, w.Body)
			}
		}
	}
}

// TestPeople_Pages walks the administrator's forms, with names that are markup.
func TestPeople_Pages(t *testing.T) {
	s := staffed(t)
	h := site(t, s)
	as := func() string { return signedIn(t, s, corpus.Administrator) }
	do := func(want int, fields ...string) {
		t.Helper()
		form := url.Values{}
		for i := 0; i < len(fields); i += 2 {
			form.Set(fields[i], fields[i+1])
		}
		if w := post(h, "/people", form, as()); w.Code != want {
			t.Errorf("%v: %d, want %d", fields, w.Code, want)
		}
	}
	do(303, "do", "add", "name", poison, "role", "reader", "password", rightPassword)
	do(409, "do", "add", "name", poison, "role", "reader", "password", rightPassword)
	do(400, "do", "add", "name", "B", "role", "reader", "password", "short")
	do(400, "do", "add", "name", "B", "role", "owner", "password", rightPassword)
	do(303, "do", "role", "name", poison, "role", "librarian")
	do(303, "do", "password", "name", poison, "password", "another long one")
	do(404, "do", "role", "name", "C", "role", "librarian")
	do(409, "do", "remove", "name", corpus.Administrator)
	do(400, "do", "anything")
	page := ask(h, "/people", "Accept: text/html", as()).Body.String()
	if strings.Contains(page, poison) || !strings.Contains(page, "&lt;script&gt;") {
		t.Error("a name is markup in the list of people")
	}
	p, err := s.people.Person(context.Background(), poison)
	if err != nil || p.Role != corpus.Librarian || !password.Matches(p.Secret, "another long one") || strings.Contains(page, "argon2id") {
		t.Errorf("%+v, %v", p, err)
	}
	if own := ask(h, "/account", "Accept: text/html", signedIn(t, s, poison)).Body.String(); strings.Contains(own, poison) {
		t.Error("a name is markup on its account")
	}
	do(303, "do", "remove", "name", poison)

	_, table, _ := strings.Cut(ask(h, "/people", "Accept: text/html", as()).Body.String(), `id="log"`)
	log := strings.Split(table, "<tr>")[2:] // behind the head
	if len(log) < 4 || !strings.Contains(log[0], "removed") || !strings.Contains(log[0], corpus.Administrator) || !strings.Contains(log[1], "another password") || !strings.Contains(log[2], "<td>reader</td><td>librarian</td>") {
		t.Errorf("the log of people: %q", log)
	}
}

// TestSigned_EveryForm holds that nobody who is signed in signs under another's name: not in a form's field, its address or a record, whatever is corrected.
func TestSigned_EveryForm(t *testing.T) {
	const law, unit = "xa/act/2014/14", "part_1__sec_1"
	for _, c := range []struct{ address, kind, body string }{
		{"/edit", "form", "law=" + law + "&title=Another+title&before_title=Plain+title&language=en"},
		{"/edit", "form", "law=" + law + "&do=withdraw&note=x"},
		{"/structure", "form", "law=" + law + "&eid=" + unit + "&do=reword&text=Another+wording."},
		{"/merge", "form", "a=" + law + "&b=" + law + "-2&do=apart"},
		{"/queue", "form", "law=" + law + "&reason=page+3+read+by+OCR"},
		{"/tags", "form", "p=" + law + "%23" + unit + "&id=tip-protocol%2F5%2F1&say=no"},
		{"/api/v1/corrections", "json", `{"corrections":[{"law":"` + law + `","language":"en","what":"title","before":"Plain title","after":"Another title","by":"The Minister","at":"1999-01-01T00:00:00Z","note":"n"}]}`},
		{"/api/v1/corrections", "json", `{"corrections":[{"law":"` + law + `","eid":"` + unit + `","what":"requirement","subject":"tip-protocol/5/1","after":"no","by":"The Minister"}]}`},
	} {
		s := staffed(t)
		s.texts[0].Title, s.texts[0].Warnings = "Plain title", []string{"page 3 read by OCR"}
		twin := s.texts[0]
		twin.ID = law + "-2"
		s.texts = append(s.texts, twin)
		h := site(t, s)
		kind, body := "application/x-www-form-urlencoded", c.body+"&by=The+Minister"
		if c.kind == "json" {
			kind, body = "application/json", c.body
		}
		w := send(h, httptest.NewRequest(http.MethodPost, c.address+"?by=The+Minister", strings.NewReader(body)), "Content-Type: "+kind, signedIn(t, s, corpus.Librarian))
		signed := 0
		for _, one := range s.corrections {
			if signed++; one.By != corpus.Librarian {
				t.Errorf("%s %s: a correction is signed by %q", c.address, c.body, one.By)
			}
		}
		for p := range corpus.All(s.texts[0].Provisions) {
			for _, tag := range p.Needs {
				if tag.Rejected {
					if signed++; tag.By != corpus.Librarian {
						t.Errorf("%s %s: a tag is signed by %q", c.address, c.body, tag.By)
					}
				}
			}
		}
		if w.Code != 303 && w.Code != 201 || signed == 0 {
			t.Errorf("%s %s: %d, %d signed: %.300s", c.address, c.body, w.Code, signed, w.Body)
		}
		if told := w.Body.String() + w.Header().Get("Location"); strings.Contains(told, "Minister") {
			t.Errorf("%s %s: another's name goes on: %.300s", c.address, c.body, told)
		}
	}
}
