package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"mime/multipart"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/ingest"
)

const lanternAct = `<!doctype html><html lang="en"><head><title>Harbour Lanterns Act 2019</title></head><body><h1>Harbour Lanterns Act 2019</h1>
<p>1. Short title</p><p>This Act may be cited as the Harbour Lanterns Act 2019.</p>
<p>2. Lanterns</p><p>The keeper of a harbour shall light a quillon lantern at dusk on every pier.</p>
<p>3. Offence</p><p>A keeper who fails to light a lantern commits an offence and is liable to a fine.</p></body></html>`

// TestUpload_Walk is the librarian's walk without script: a sound file and a broken one are sent in, both outcomes are told, and the law is found by search.
func TestUpload_Walk(t *testing.T) {
	site := demonstration(t)
	var form bytes.Buffer
	m := multipart.NewWriter(&form)
	for name, value := range map[string]string{"country": "XF", "date": "2019-05-02"} {
		if err := m.WriteField(name, value); err != nil {
			t.Fatal(err)
		}
	}
	for name, content := range map[string]string{"lanterns.html": lanternAct, "broken.pdf": "%PDF-1.7\nno page tree"} {
		w, err := m.CreateFormFile("files", name)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = io.WriteString(w, content)
	}
	_ = m.Close()
	r, err := http.Post(site+"/upload", m.FormDataContentType(), &form) // the client goes to the page of the batch
	if err != nil {
		t.Fatal(err)
	}
	batch, page := r.Request.URL.String(), bodyOf(t, r)
	for until := time.Now().Add(time.Minute); !strings.Contains(page, "All were read"); page = pageAt(t, batch) {
		if r.StatusCode != http.StatusOK || time.Now().After(until) {
			t.Fatalf("%d from %s:\n%s", r.StatusCode, batch, page)
		}
		time.Sleep(200 * time.Millisecond)
	}
	for _, want := range []string{"Harbour Lanterns Act 2019", "broken.pdf", "failed", "taken in", `action="/upload/again"`} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not hold %q", want)
		}
	}
	if found := pageAt(t, site+"/search?q=quillon"); !strings.Contains(found, "Harbour Lanterns Act 2019") {
		t.Error("the law is not found")
	}
}

// TestBrowser_Upload is the same walk with script, by a librarian who signs in: each file is sent by itself, the page follows what becomes of them.
func TestBrowser_Upload(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: no browser")
	}
	path, err := exec.LookPath("chromium")
	if err != nil {
		t.Skip("no Chromium on this machine; make tools brings it")
	}
	dir := t.TempDir()
	site := demonstrationIn(t, dir)
	add := exec.Command("pandect", "people", "add", "Mira", "--role", "librarian", "--library", dir)
	add.Stdin = strings.NewReader("correct horse battery\n")
	if said, err := add.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	var files []string
	for name, content := range map[string]string{"lanterns.html": lanternAct, "broken.pdf": "%PDF-1.7\nno page tree"} {
		file := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	ctx, cancel := chromedp.NewExecAllocator(t.Context(), append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox, chromedp.ExecPath(path))...)
	defer cancel()
	ctx, cancel = chromedp.NewContext(ctx)
	defer cancel()
	ctx, cancel = context.WithTimeout(ctx, 2*time.Minute)
	defer cancel()
	if err := chromedp.Do(ctx); err != nil {
		t.Skipf("Chromium does not start: %v", err)
	}
	if err := chromedp.Do(ctx, chromedp.Navigate(site+"/upload?lang=en"), chromedp.WaitVisible("#password"), // asked to sign in, and led back
		chromedp.SendKeys("#name", "Mira"), chromedp.SendKeys("#password", "correct horse battery"), chromedp.Click(".stacked button"),
		chromedp.WaitVisible("#files"), chromedp.SetUploadFiles("#files", files), chromedp.Click("form[data-upload] > p > button"),
		chromedp.WaitVisible("#uploads"), chromedp.WaitVisible("#uploads:not([data-waiting]) li, #uploads .state.failed"), chromedp.WaitVisible("#uploads .state.accepted")); err != nil {
		t.Fatal(err)
	}
	text, err := chromedp.Run(ctx, chromedp.Text("main"))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"broken.pdf failed", "lanterns.html taken in", "Harbour Lanterns Act 2019"} {
		if !strings.Contains(text, want) {
			t.Errorf("the page does not hold %q:\n%s", want, text)
		}
	}
	if err := chromedp.Do(ctx, chromedp.Navigate(site+"/search?q=quillon"), chromedp.WaitVisible("main mark")); err != nil {
		t.Error(err)
	}
}

func pageAt(t *testing.T, address string) string {
	t.Helper()
	r, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	return bodyOf(t, r)
}

func bodyOf(t *testing.T, r *http.Response) string {
	t.Helper()
	defer r.Body.Close()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

// TestUploader_Stop holds that a file whose reading a stop interrupts waits for the next start, and is read then.
func TestUploader_Stop(t *testing.T) {
	lib, err := openCatalog(&config{library: t.TempDir()}, true)
	if err != nil {
		t.Fatal(err)
	}
	defer lib.Close()
	sum, _, err := lib.files.Put(t.Context(), strings.NewReader(lanternAct))
	if err != nil {
		t.Fatal(err)
	}
	if err := lib.catalog.AddUploads(t.Context(), 10, corpus.Upload{Batch: "b", Name: "l.html", SHA256: sum, Known: corpus.Known{Country: "XF"}, At: time.Now()}); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	up := uploader{queue: lib.catalog, files: lib.files, log: slog.New(slog.DiscardHandler), pause: time.Millisecond, index: func(context.Context) error { return nil }}
	up.pipeline = ingest.Pipeline{Files: lib.files, Catalog: lib.catalog, Read: func(ctx context.Context, _ []byte, _ ingest.Hint) (corpus.Text, error) {
		stop() // while it is read
		return corpus.Text{}, ctx.Err()
	}}
	up.run(ctx)
	if next, err := lib.catalog.NextUpload(t.Context()); err != nil || next.SHA256 != sum {
		t.Fatalf("after the stop %+v waits: %v", next, err)
	}
	ctx, stop = context.WithCancel(t.Context())
	up.index = func(context.Context) error { stop(); return nil }
	up.pipeline.Read = func(_ context.Context, data []byte, hint ingest.Hint) (corpus.Text, error) {
		if string(data) != lanternAct || hint.Country != "XF" {
			t.Errorf("read %.20q with %+v", data, hint)
		}
		return corpus.Text{Law: corpus.Law{ID: "xf/act/2019/1", Country: "XF", Title: "Harbour Lanterns Act", Year: 2019}, Language: "en", Original: &corpus.Original{MediaType: "text/html"},
			Provisions: []corpus.Provision{{EID: "sec_1", Kind: "section", Number: "1", Text: "Lanterns are lit."}}}, nil
	}
	up.run(ctx)
	if _, err := lib.catalog.NextUpload(t.Context()); !errors.Is(err, corpus.ErrNotFound) {
		t.Errorf("something waits still: %v", err)
	}
	sent, err := lib.catalog.Uploads(t.Context(), "b")
	if err != nil || len(sent) != 1 || sent[0].Outcome == nil || sent[0].Outcome.State != corpus.StateAccepted {
		t.Fatalf("%+v: %v", sent, err)
	}
	if _, err := lib.catalog.Text(t.Context(), sent[0].Outcome.Law, "en"); err != nil {
		t.Error(err)
	}
}

// TestUploader_Unsound holds that a file which the library cannot store does not keep the next from its turn for ever.
func TestUploader_Unsound(t *testing.T) {
	lib, err := openCatalog(&config{library: t.TempDir()}, true)
	if err != nil {
		t.Fatal(err)
	}
	defer lib.Close()
	lost := strings.Repeat("ab", 32) // the catalogue names it, the disk lost it
	if err := lib.catalog.AddUploads(t.Context(), 10, corpus.Upload{Batch: "b", Name: "l.html", SHA256: lost, At: time.Now()}); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer stop()
	up := uploader{queue: lib.catalog, files: lib.files, log: slog.New(slog.DiscardHandler), pause: time.Millisecond}
	up.pipeline = ingest.Pipeline{Files: lib.files, Catalog: lib.catalog}
	up.run(ctx)
	sent, err := lib.catalog.Uploads(t.Context(), "b")
	if err != nil || len(sent) != 1 || sent[0].Outcome == nil || sent[0].Outcome.State != corpus.StateFailed {
		t.Errorf("%+v: %v", sent, err)
	}
}
