package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"mime/multipart"
	"net/http"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/pandect/pandect/corpus"
)

// answered is what a server said that it had, before it was killed.
type answered struct {
	batches  []string // of files sent in
	headings []string // given to a provision, in order
}

// work sends files and corrections to a server until it is gone.
func (a *answered) work(t *testing.T, site string, round int) {
	var both sync.WaitGroup
	both.Go(func() {
		for n := 0; ; n++ {
			var body bytes.Buffer
			form := multipart.NewWriter(&body)
			part, err := form.CreateFormFile("files", fmt.Sprintf("%d-%d.html", round, n))
			if err != nil {
				t.Error(err)
			}
			fmt.Fprintf(part, "%s", strings.ReplaceAll(lanternAct, "2019", fmt.Sprint(1000+round*200+n)))
			if err := form.Close(); err != nil {
				t.Error(err)
			}
			var said struct{ Batch string }
			if post(site+"/upload", form.FormDataContentType(), &body, http.StatusAccepted, &said) != nil {
				return
			}
			a.batches = append(a.batches, said.Batch)
		}
	})
	both.Go(func() {
		for n := 0; ; n++ {
			heading := fmt.Sprintf("Heading %d of round %d", n, round)
			body, err := json.Marshal(map[string]any{"corrections": []corpus.Correction{{Law: "xa/act/2011/0", EID: "sec_7", What: corpus.Retitle, After: heading, By: "Ana"}}})
			if err != nil {
				t.Error(err)
			}
			if post(site+"/api/v1/corrections", "application/json", bytes.NewReader(body), http.StatusCreated, nil) != nil {
				return
			}
			a.headings = append(a.headings, heading)
		}
	})
	both.Wait()
}

// post is an error where nothing, or another answer than wanted, came whole.
func post(address, kind string, body io.Reader, want int, into any) error {
	r, err := http.NewRequest(http.MethodPost, address, body)
	if err != nil {
		return err
	}
	r.Header.Set("Content-Type", kind)
	r.Header.Set("Accept", "application/json")
	w, err := http.DefaultClient.Do(r)
	if err != nil {
		return err
	}
	defer w.Body.Close()
	told, err := io.ReadAll(w.Body)
	if err == nil && w.StatusCode != want {
		err = fmt.Errorf("%s: %s", w.Status, told)
	}
	if err == nil && into != nil {
		err = json.Unmarshal(told, into)
	}
	return err
}

// Whatever moment a server is killed at: each file that it answered for waits with its original, or has its outcome, and its law is there; each correction that it answered
// for is in the log and in the wording; and the next server reads what waits.
func TestKill_Serve(t *testing.T) {
	ctx := t.Context()
	cfg := &config{library: filepath.Join(t.TempDir(), "lib")}
	records := filepath.Join(t.TempDir(), "laws.jsonl")
	writeRecords(t, records, lanterns(0, 20, "tin"))
	ran(t, "import", "--keep-tags", "--library", cfg.library, records)
	serving := func() (*exec.Cmd, string) {
		cmd := exec.Command("pandect", "serve", "--addr", "127.0.0.1:0", "--library", cfg.library)
		cmd.Env = cached()
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(out)
		for lines.Scan() {
			if _, address, ok := strings.Cut(lines.Text(), "Pandect is at "); ok {
				return cmd, address
			}
		}
		t.Fatal("the server said no address")
		return nil, ""
	}
	all := answered{}
	waited := 0
	for n := range *kills {
		cmd, site := serving()
		kill := time.AfterFunc(50*time.Millisecond+rand.N(time.Second), func() { _ = cmd.Process.Kill() })
		all.work(t, site, n)
		_ = cmd.Wait()
		kill.Stop()
		if cmd.ProcessState.Exited() {
			t.Fatalf("the server ended by itself: %v", cmd.ProcessState)
		}
		lib := openAfterKill(t, cfg)
		sound(t, lib)
		all.kept(t, lib)
		if _, err := lib.catalog.NextUpload(ctx); err == nil {
			waited++
		} else if !errors.Is(err, corpus.ErrNotFound) {
			t.Error(err)
		}
		if err := lib.Close(); err != nil {
			t.Error(err)
		}
		if t.Failed() {
			t.Fatalf("after kill %d", n+1)
		}
	}
	cmd, site := serving()
	for _, batch := range all.batches {
		for { // the server reads on: the test's time is its limit
			r, err := http.Get(site + "/upload?batch=" + batch)
			if err != nil {
				t.Fatal(err)
			}
			page, err := io.ReadAll(r.Body)
			_ = r.Body.Close()
			if err != nil || r.StatusCode != http.StatusOK {
				t.Fatalf("batch %s: %s %v", batch, r.Status, err)
			}
			if !bytes.Contains(page, []byte(`class="state waiting"`)) {
				break
			}
			time.Sleep(20 * time.Millisecond)
		}
	}
	_ = cmd.Process.Kill()
	_ = cmd.Wait()
	lib := openAfterKill(t, cfg)
	defer lib.Close()
	sound(t, lib)
	for _, u := range all.kept(t, lib) {
		if u.Outcome == nil || u.Outcome.State == corpus.StateFailed {
			t.Errorf("%s in the end: %+v", u.Name, u.Outcome)
		}
	}
	t.Logf("%d kills, after %d something waited; %d files and %d corrections answered for, nothing lost", *kills, waited, len(all.batches), len(all.headings))
}

// kept holds that everything answered for is there, and gives the files.
func (a *answered) kept(t *testing.T, lib *library) (files []corpus.Upload) {
	t.Helper()
	ctx := t.Context()
	for _, batch := range a.batches {
		sent, err := lib.catalog.Uploads(ctx, batch)
		if err != nil || len(sent) != 1 {
			t.Errorf("batch %s was answered for: %d files, %v", batch, len(sent), err)
			continue
		}
		u := sent[0]
		files = append(files, u)
		if r, err := lib.files.Open(ctx, u.SHA256); err != nil {
			t.Errorf("the original of %s: %v", u.Name, err)
		} else {
			_ = r.Close()
		}
		if u.Outcome != nil && u.Outcome.State == corpus.StateAccepted {
			if _, err := lib.catalog.Texts(ctx, u.Outcome.Law); err != nil {
				t.Errorf("%s was said to be taken in: %v", u.Name, err)
			}
		}
	}
	text, err := lib.catalog.Text(ctx, "xa/act/2011/0", "en")
	if err != nil {
		t.Fatal(err)
	}
	log, err := lib.catalog.Corrections(ctx, corpus.CorrectionFilter{Law: text.ID, What: corpus.Retitle})
	if err != nil {
		t.Fatal(err)
	}
	logged := map[string]bool{}
	for _, c := range log {
		logged[c.After] = true
	}
	for _, heading := range a.headings {
		if !logged[heading] {
			t.Errorf("%q was answered for and is not in the log", heading)
		}
	}
	if now := text.Provisions[6].Heading; len(log) > 0 && now != log[0].After || len(log) == 0 && now != "Licence" {
		t.Errorf("it is headed %q, the log's newest is %+v", now, log)
	}
	return files
}
