package api

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/corpus/topic"
)

// tray is a queue of uploads in memory.
type tray struct{ sent []corpus.Upload }

func (q *tray) AddUploads(_ context.Context, limit int, us ...corpus.Upload) error {
	waiting := 0
	for _, u := range append(q.sent, us...) {
		if u.Outcome == nil {
			waiting++
		}
	}
	if waiting > limit {
		return corpus.ErrUnavailable
	}
	q.sent = append(q.sent, us...)
	return nil
}

func (q *tray) Uploads(_ context.Context, batch string) (list []corpus.Upload, err error) {
	for _, u := range q.sent {
		if u.Batch == batch {
			list = append(list, u)
		}
	}
	return list, nil
}

// receiving is a site that takes files of 100 bytes, three at once, four waiting.
func receiving(t *testing.T) (http.Handler, *shelf, *tray, *corpus.Dir) {
	t.Helper()
	files, err := corpus.OpenFiles(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	s, q := staffed(t), &tray{}
	h, err := made(Server{Catalog: s, Files: files, Search: s, Scheme: &topic.Scheme{}, People: s.people, Uploads: q, UploadLimits: UploadLimits{File: 100, Request: 4000, Files: 3, Waiting: 4}})
	if err != nil {
		t.Fatal(err)
	}
	return h, s, q, files
}

type field struct{ name, value string }

// sendFiles posts a form of fields and files (name, content).
func sendFiles(t *testing.T, h http.Handler, fields, files []field, header ...string) *httptest.ResponseRecorder {
	t.Helper()
	var b bytes.Buffer
	m := multipart.NewWriter(&b)
	for _, f := range fields {
		_ = m.WriteField(f.name, f.value)
	}
	for _, f := range files {
		w, _ := m.CreateFormFile("files", f.name)
		_, _ = io.WriteString(w, f.value)
	}
	_ = m.Close()
	r := httptest.NewRequest(http.MethodPost, "/upload", &b)
	return send(h, r, append([]string{"Content-Type: " + m.FormDataContentType(), "Sec-Fetch-Site: same-origin"}, header...)...)
}

// TestUpload_Refusals holds what is refused, that the answer names the file or the field, and that nothing is queued then.
func TestUpload_Refusals(t *testing.T) {
	one := []field{{"a.html", "<p>1. A rule.</p>"}}
	for _, tt := range []struct {
		name          string
		fields, files []field
		status        int
		says          string
	}{
		{"no file", nil, nil, 400, "no file"},
		{"a field without a file chosen", nil, []field{{"", ""}}, 400, "no file"},
		{"too many", nil, []field{{"a", "1"}, {"b", "2"}, {"c", "3"}, {"d.html", "4"}}, 413, "d.html"},
		{"country", []field{{"country", "Kenya"}}, one, 400, "country"},
		{"language", []field{{"language", "english"}}, one, 400, "language"},
		{"date", []field{{"date", "tomorrow"}}, one, 400, "date"},
		{"source", []field{{"source", "javascript:alert(1)"}}, one, 400, "source"},
		{"long field", []field{{"title", strings.Repeat("x", 3000) + strings.Repeat("y", 1500)}}, nil, 413, "larger"},
		{"request", nil, []field{{"big.pdf", strings.Repeat("x", 5000)}}, 413, "larger"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			h, s, q, _ := receiving(t)
			w := sendFiles(t, h, tt.fields, tt.files, signedIn(t, s, corpus.Librarian), "Accept: application/json")
			if body := w.Body.String(); w.Code != tt.status || !strings.Contains(body, tt.says) {
				t.Errorf("%d, want %d with %q\n%s", w.Code, tt.status, tt.says, body)
			}
			if len(q.sent) > 0 {
				t.Errorf("queued: %+v", q.sent)
			}
		})
	}
}

// TestUpload_Streamed holds that a request of unknown length is cut at the limit, and the answer names the file that was coming.
func TestUpload_Streamed(t *testing.T) {
	h, s, q, _ := receiving(t)
	head := "--x\r\nContent-Disposition: form-data; name=\"files\"; filename=\"endless.pdf\"\r\n\r\n"
	r := httptest.NewRequest(http.MethodPost, "/upload", io.MultiReader(strings.NewReader(head), strings.NewReader(strings.Repeat("x", 9000))))
	r.ContentLength = -1
	w := send(h, r, "Content-Type: multipart/form-data; boundary=x", "Sec-Fetch-Site: same-origin", "Accept: application/json", signedIn(t, s, corpus.Librarian))
	if w.Code != 413 || !strings.Contains(w.Body.String(), "endless.pdf") || len(q.sent) > 0 {
		t.Errorf("%d, %d queued\n%s", w.Code, len(q.sent), w.Body)
	}
}

// TestUpload holds that accepted files are originals and wait with what was said of them, that too large a file is refused alone, that a full queue
// is 503 with a time to come again, and that the page tells each outcome.
func TestUpload(t *testing.T) {
	h, s, q, files := receiving(t)
	me := signedIn(t, s, corpus.Librarian)
	w := sendFiles(t, h, []field{{"country", "xa-qc"}, {"date", "2010-07-30"}, {"source", "https://laws.example/1"}}, []field{{"../" + poison + ".html", "<p>one</p>"}, {"large.pdf", strings.Repeat("x", 101)}, {"broken.pdf", "%PDF"}}, me, "Accept: text/html")
	to := w.Header().Get("Location")
	if w.Code != 303 || !strings.HasPrefix(to, "/upload?batch=") || len(q.sent) != 3 {
		t.Fatalf("%d to %q, %d queued", w.Code, to, len(q.sent))
	}
	good, large := q.sent[0], &q.sent[1]
	want := corpus.Known{Country: "XA-QC", Date: corpus.Date{Year: 2010, Month: 7, Day: 30}, SourceURL: "https://laws.example/1"}
	if good.Known != want || good.By != corpus.Librarian || good.Outcome != nil || strings.Contains(good.Name, "/") {
		t.Errorf("queued %+v", good)
	}
	if large.SHA256 != "" || large.Outcome == nil || large.Outcome.Kind != "too-large" {
		t.Errorf("too large: %+v", large)
	}
	f, err := files.Open(t.Context(), good.SHA256)
	if err != nil {
		t.Fatal(err)
	}
	kept, err := io.ReadAll(f)
	if _ = f.Close(); err != nil || string(kept) != "<p>one</p>" {
		t.Errorf("kept %q: %v", kept, err)
	}
	body := ask(h, to+"&lang=en", me, "Accept: text/html").Body.String()
	for _, want := range []string{"Files still to be read: 2", "large.pdf", "Too large"} {
		if !strings.Contains(body, want) {
			t.Errorf("the page does not hold %q", want)
		}
	}
	if strings.Contains(body, poison) {
		t.Error("a file's name is markup")
	}
	if w := sendFiles(t, h, nil, []field{{"a", "1"}, {"b", "2"}, {"c", "3"}}, me); w.Code != 503 || w.Header().Get("Retry-After") == "" || len(q.sent) != 3 {
		t.Errorf("a full queue: %d, Retry-After %q, %d queued", w.Code, w.Header().Get("Retry-After"), len(q.sent))
	}
	law := s.texts[0]
	q.sent[0].Outcome = &corpus.Attempt{State: corpus.StateKnown, Law: law.ID}
	q.sent[2].Outcome = &corpus.Attempt{State: corpus.StateFailed, Kind: "damaged", Message: "no page tree"}
	body = ask(h, to+"&lang=en", me, "Accept: text/html").Body.String()
	for _, want := range []string{"Already held as", "/law/" + string(law.ID), "no page tree", "Damaged", fmt.Sprintf(`name="sha256" value="%s"`, q.sent[2].SHA256), "All were read"} {
		if !strings.Contains(body, want) {
			t.Errorf("the page does not hold %q", want)
		}
	}
	if strings.Contains(body, `http-equiv="refresh"`) {
		t.Error("a page where nothing waits comes again")
	}
	if w := ask(h, "/upload?batch=NONE", me); w.Code != 404 {
		t.Errorf("an unknown batch: %d", w.Code)
	}
}

func TestUpload_ReadAgain(t *testing.T) {
	h, s, q, _ := receiving(t)
	me := signedIn(t, s, corpus.Librarian)
	s.attempts = []corpus.Attempt{{SHA256: "aa", State: corpus.StateKnown}, {SHA256: "aa", Name: "scan.pdf", State: corpus.StateFailed}, {SHA256: "bb", Name: "held.pdf", State: corpus.StateAccepted}, {SHA256: "bb", State: corpus.StateFailed}}
	for _, tt := range []struct {
		sum, country string
		status       int
	}{{"", "", 404}, {"cc", "", 404}, {"bb", "", 409}, {"aa", "Kenya", 400}, {"aa", " ke ", 303}} {
		if w := post(h, "/upload/again", url.Values{"sha256": {tt.sum}, "country": {tt.country}}, me); w.Code != tt.status {
			t.Errorf("%q, %q: %d, want %d", tt.sum, tt.country, w.Code, tt.status)
		}
	}
	if len(q.sent) != 1 || !q.sent[0].Again || q.sent[0].Name != "scan.pdf" || q.sent[0].Known.Country != "KE" || q.sent[0].SHA256 != "aa" {
		t.Errorf("queued %+v", q.sent)
	}
}
