package api

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/index"
)

// TestExport_WhatIsAsked holds that what is asked for is what is exported: the whole library is never the answer to another question.
func TestExport_WhatIsAsked(t *testing.T) {
	s := library()
	h := site(t, s)
	w := ask(h, "/api/v1/export?format=jsonl&like=xa/act/2014/14%23part_1__sec_2&like_language=en")
	if w.Code != 200 || s.asked.Like.EID != "part_1__sec_2" || !strings.Contains(w.Header().Get("Content-Disposition"), "like") {
		t.Errorf("like: %d, asked for %v, as %s", w.Code, s.asked.Like, w.Header().Get("Content-Disposition"))
	}
	for address, status := range map[string]int{
		"/api/v1/export?format=jsonl": 200, "/api/v1/export?format=jsonl&q=&lang=fr": 200,
		"/api/v1/export?format=jsonl&contry=XA": 400, "/api/v1/export?format=jsonl&country=,": 400,
	} {
		if w := ask(h, address); w.Code != status {
			t.Errorf("%s: %d, want %d", address, w.Code, status)
		}
	}
}

// TestAdvanced_Brackets holds that what is typed under "all words" stays one condition beside the others.
func TestAdvanced_Brackets(t *testing.T) {
	for all, want := range map[string]string{
		"penalty OR trafficking": "(penalty OR trafficking) heading:offences", "penalty trafficking": "penalty trafficking heading:offences",
		"a OR b country:XA": "(a OR b) heading:offences country:XA",
	} {
		v, ok := composed(url.Values{"all": {all}, "heading": {"offences"}})
		if !ok || v.Get("q") != want {
			t.Errorf("%s: %q, want %q", all, v.Get("q"), want)
		}
		got, err := index.Parse(v.Get("q"))
		if err != nil || got.Root == nil || got.Root.Op != index.And {
			t.Errorf("%s: %q is no conjunction (%v)", all, v.Get("q"), err)
		}
	}
}

// brokenLog gives one page of corrections and breaks at the next; a correction of another comes in between.
type brokenLog struct{ *shelf }

func (b brokenLog) Corrections(_ context.Context, f corpus.CorrectionFilter) ([]corpus.Correction, error) {
	if f.Below != 0 {
		return nil, errors.New("the disk is gone")
	}
	out := make([]corpus.Correction, f.Limit)
	for i := range out {
		out[i] = corpus.Correction{ID: int64(len(out) - i + 1), By: "Ben", Law: "xa/other", What: "title"}
	}
	return out, nil
}

// TestCorrections_BrokenOff holds that a log that ends before its end does not look whole.
func TestCorrections_BrokenOff(t *testing.T) {
	s := library()
	h, err := made(Server{Catalog: brokenLog{s}, Files: cellar{s: s}, Search: s, Edit: true})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if r := recover(); r != http.ErrAbortHandler { //nolint:errorlint // a panic's value
			t.Errorf("the answer ended with %v, want http.ErrAbortHandler", r)
		}
	}()
	w := ask(h, "/api/v1/corrections?format=jsonl")
	t.Errorf("a cut file is answered with %d", w.Code)
}

// TestCorrections_Own holds that a correction is answered with itself, whoever else corrects at the same time.
func TestCorrections_Own(t *testing.T) {
	s := library()
	h, err := made(Server{Catalog: brokenLog{s}, Files: cellar{s: s}, Search: s, Edit: true})
	if err != nil {
		t.Fatal(err)
	}
	w := postJSON(h, "/api/v1/corrections", `{"corrections":[{"what":"status","law":"xa/act/2014/14","before":"in force","after":"repealed","by":"Ana"}]}`)
	var got struct{ Corrections []corpus.Correction }
	if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil || w.Code != http.StatusCreated || len(got.Corrections) != 1 || got.Corrections[0].By != "Ana" || got.Corrections[0].After != "repealed" {
		t.Errorf("%d: %s", w.Code, w.Body)
	}
}

// TestServer_SlowOriginals holds that who takes originals slowly keeps nobody from reading.
func TestServer_SlowOriginals(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := narrow(t)
		var slow []net.Conn
		for range 3 {
			slow = append(slow, w.dial(t, "GET /api/v1/originals/"+fakeSum+" HTTP/1.1\r\nHost: x\r\n\r\n"))
			synctest.Wait()
		}
		if code := w.get(t, "/about"); code != 200 {
			t.Errorf("a reader beside slow downloads: %d", code)
		}
		for _, c := range slow {
			r, err := http.ReadResponse(bufio.NewReader(c), nil)
			if err != nil || r.StatusCode != 200 {
				t.Errorf("a slow download gets %v, %v", r, err)
			}
			c.Close()
		}
	})
}

// TestOriginal_Rights holds that files of no law, and what is known of failed ones, are the librarians' once there are people.
func TestOriginal_Rights(t *testing.T) {
	failed := strings.Repeat("b", 64)
	for _, who := range []string{"", corpus.Reader, corpus.Librarian} {
		s := staffed(t)
		s.originals = map[string][]byte{failed: []byte("%PDF-locked"), fakeSum: []byte("%PDF-fake")}
		s.attempts = []corpus.Attempt{{ID: 2, Name: "secret.pdf", SHA256: failed, State: corpus.StateFailed, Message: "asks"}, {ID: 1, Name: "act.pdf", SHA256: fakeSum, State: corpus.StateAccepted, Law: s.texts[0].ID}}
		h, cookie := site(t, s), signedIn(t, s, who)
		may := who == corpus.Librarian
		for address, status := range map[string]int{
			"/api/v1/originals/" + failed: 404, "/api/v1/attempts?state=failed": map[string]int{"": 401, corpus.Reader: 401}[who], "/attempts?state=failed": map[string]int{"": 401, corpus.Reader: 401}[who],
			"/api/v1/originals/" + fakeSum: 200, "/api/v1/attempts": 200, "/attempts": 200,
		} {
			if may {
				status = 200
			}
			w := ask(h, address, cookie)
			if w.Code != status {
				t.Errorf("%q %s: %d, want %d", who, address, w.Code, status)
			}
			if !may && strings.Contains(w.Body.String(), "secret.pdf") {
				t.Errorf("%q %s tells the name of a failed file", who, address)
			}
		}
	}
}

// TestCountries_Bounded holds that codes of countries are few, and codes.
func TestCountries_Bounded(t *testing.T) {
	h := site(t, tagged())
	var many []string
	for i := range maxValues + 1 {
		many = append(many, fmt.Sprintf("%c%c", 'A'+i/26, 'A'+i%26))
	}
	for _, country := range []string{strings.Join(many, ","), "XA,%3Cscript%3E", "nowhere"} {
		for _, address := range []string{"/api/v1/gaps?instrument=tip-protocol&country=", "/gaps?instrument=tip-protocol&country=", "/api/v1/gaps?requirement=tip-protocol/5/1&country=", "/gaps?requirement=tip-protocol/5/1&country=", "/compare?topic=firearms&country="} {
			if w := ask(h, address+country); w.Code != 400 {
				t.Errorf("%s%.20s: %d, want 400", address, country, w.Code)
			}
		}
	}
	several := strings.Join(many[:maxColumns+1], ",")
	if w := ask(h, "/compare?topic=firearms&country="+several, "Accept: text/html"); w.Code != 400 {
		t.Errorf("%d countries on a page: %d", maxColumns+1, w.Code)
	}
	if w := ask(h, "/api/v1/compare?format=csv&topic=firearms&country="+several); w.Code != 200 || !strings.Contains(w.Body.String(), many[maxColumns]) {
		t.Errorf("%d countries in a file: %d, the last is not there", maxColumns+1, w.Code)
	}
}

// TestGaps_Countries holds that page, JSON and export read ?country=, ?force= and ?cluster= alike.
func TestGaps_Countries(t *testing.T) {
	empty := site(t, &shelf{})
	for _, h := range []http.Handler{empty, site(t, tagged())} {
		for _, address := range []string{"/gaps?country=,", "/gaps?requirement=tip-protocol/5/1&country=,"} {
			if w := ask(h, address, "Accept: text/html"); w.Code != 200 {
				t.Errorf("%s: %d", address, w.Code)
			}
		}
	}
	h := site(t, tagged())
	page := ask(h, "/gaps?instrument=tip-protocol&country=xa,xb&force=shall&lang=en", "Accept: text/html").Body.String()
	for _, want := range []string{"gapmatrix", "/api/v1/gaps?country=XA&amp;country=XB&amp;force=shall&amp;format=csv&amp;instrument=tip-protocol"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page of two countries lacks %s", want)
		}
	}
	var all, shall struct{ Requirements []struct{ Force string } }
	for address, into := range map[string]any{"": &all, "&force=shall": &shall} {
		if err := json.Unmarshal(ask(h, "/api/v1/gaps?instrument=tip-protocol&country=XA"+address).Body.Bytes(), into); err != nil {
			t.Fatal(err)
		}
	}
	if len(shall.Requirements) == 0 || len(shall.Requirements) >= len(all.Requirements) {
		t.Errorf("%d requirements that a law must carry out, of %d", len(shall.Requirements), len(all.Requirements))
	}
}

// TestPeople_Outside holds that no password takes the place of what another site vouches for, and that new passwords wait for their turn.
func TestPeople_Outside(t *testing.T) {
	s := staffed(t)
	if err := s.people.AddPerson(t.Context(), corpus.Person{Name: "ana@example.org", Role: corpus.Reader, Secret: corpus.Outside + "issuer 7", Added: time.Now()}, "test"); err != nil {
		t.Fatal(err)
	}
	h := site(t, s)
	cookie := signedIn(t, s, corpus.Administrator)
	w := post(h, "/people", url.Values{"do": {"password"}, "name": {"ana@example.org"}, "password": {"a quite long password"}}, cookie)
	if p, err := s.people.Person(t.Context(), "ana@example.org"); w.Code != http.StatusConflict || err != nil || p.Secret != corpus.Outside+"issuer 7" {
		t.Errorf("%d: the secret is %q (%v)", w.Code, p.Secret, err)
	}
	waiting := &server{turns: make(chan struct{})} // no turn is free
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := waiting.newSecret(ctx, "a quite long password", "Ana"); !errors.Is(err, corpus.ErrUnavailable) {
		t.Errorf("a new password is hashed out of turn: %v", err)
	}
}

// TestCollection_Gone holds that one law that was withdrawn costs itself alone, in whatever form the collection is taken, and that a chapter chooses what stands in it.
func TestCollection_Gone(t *testing.T) {
	h := site(t, tagged())
	const with = "p=xa/gone%23sec_1&p=xa/act/2014/14%23part_1"
	for address, want := range map[string]string{
		"/collection?": "xa/gone#sec_1", "/api/v1/export?format=csv&": "commits an offence", "/api/v1/export?format=jsonl&": "part_1__sec_2",
		"/api/v1/compare?" + "p=xa/act/2014/14%23part_1__sec_1&": `"missing":["xa/gone#sec_1"]`, "/compare?lang=en&": "xa/gone#sec_1", "/collection.docx?": "PK",
	} {
		if w := ask(h, address+with, "Accept: text/html"); w.Code != 200 || !strings.Contains(w.Body.String(), want) {
			t.Errorf("%s: %d without %q: %.300s", address, w.Code, want, w.Body)
		}
	}
	if w := ask(h, "/api/v1/export?format=csv&p=xa/gone%23sec_1"); w.Code != 404 {
		t.Errorf("nothing of it is held: %d", w.Code)
	}
}

// TestRelations_Moved holds that what a merged law is related to is found where the law stands now.
func TestRelations_Moved(t *testing.T) {
	s := library()
	s.moved = map[corpus.Ref]corpus.Ref{{Law: "xa/old"}: {Law: "xa/act/2014/14"}}
	w := ask(site(t, s), "/api/v1/laws/xa/old/relations")
	if w.Code != http.StatusPermanentRedirect || w.Header().Get("Location") != "/api/v1/laws/xa/act/2014/14/relations" {
		t.Errorf("%d to %s", w.Code, w.Header().Get("Location"))
	}
}

// TestOAI_FullPage holds that a list as long as a page ends with it: a part without records is none.
func TestOAI_FullPage(t *testing.T) {
	for n, more := range map[int]bool{oaiPage - 1: false, oaiPage: true} { // and the withdrawn one
		s := &shelf{}
		for i := range n {
			s.texts = append(s.texts, corpus.Text{Law: corpus.Law{ID: corpus.URI(fmt.Sprintf("xa/act/2000/%03d", i)), Country: "XA", Title: "x"}, Language: "en"})
		}
		got := ask(site(t, s), "/oai?verb=ListIdentifiers&metadataPrefix=oai_dc").Body.String()
		if strings.Contains(got, "<resumptionToken>") != more {
			t.Errorf("%d records: a token %v, want %v", n+1, !more, more)
		}
	}
}
