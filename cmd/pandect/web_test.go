package main

import (
	"context"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"sync/atomic"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/pandect/pandect/api"
	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/corpus/sqlite"
)

// serveFolder is the script command "web FOLDER": a web server of this machine gives its files; $WEB is its address, robots.txt forbids /private/.
func serveFolder(ts *testscript.TestScript, _ bool, args []string) {
	files := http.FileServer(http.Dir(ts.MkAbs(args[0])))
	var sent atomic.Int64
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/sent" {
			_, _ = w.Write([]byte{byte('0' + sent.Load())})
			return
		}
		recorder := &statusWriter{ResponseWriter: w}
		files.ServeHTTP(recorder, r)
		if recorder.status == http.StatusOK && r.URL.Path != "/robots.txt" {
			sent.Add(1)
		}
	}))
	ts.Defer(s.Close)
	ts.Setenv("WEB", s.URL)
}

type statusWriter struct {
	http.ResponseWriter
	status int
}

func (w *statusWriter) WriteHeader(status int) {
	w.status = status
	w.ResponseWriter.WriteHeader(status)
}

// serveLibrary is the script command "library FOLDER": its laws are there to be harvested at $OAI.
func serveLibrary(ts *testscript.TestScript, _ bool, args []string) {
	dir := ts.MkAbs(args[0])
	catalog, err := sqlite.Open(filepath.Join(dir, "library.db"))
	ts.Check(err)
	ts.Defer(func() { ts.Check(catalog.Close()) })
	files, err := corpus.OpenFiles(filepath.Join(dir, "originals"))
	ts.Check(err)
	h, err := api.New(api.Server{Catalog: catalog, Files: files})
	ts.Check(err)
	s := httptest.NewServer(h)
	ts.Defer(s.Close)
	ts.Setenv("OAI", s.URL+"/oai")
}

// withdraw is the script command "withdraw FOLDER LAW".
func withdraw(ts *testscript.TestScript, _ bool, args []string) {
	catalog, err := sqlite.Open(filepath.Join(ts.MkAbs(args[0]), "library.db"))
	ts.Check(err)
	ts.Check(catalog.Delete(context.Background(), corpus.URI(args[1])))
	ts.Check(catalog.Close())
}
