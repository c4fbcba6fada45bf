package worker

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"sync"
	"time"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/ingest"
)

// Serve answers requests from in on out, one after another, until in ends. It is all that a child does. A panic in reading a file is
// answered as a failure of kind "crash".
func Serve(in io.Reader, out io.Writer, reader *ingest.Reader) error {
	r, w := bufio.NewReaderSize(in, 1<<16), bufio.NewWriterSize(out, 1<<16)
	for {
		req, data, err := readRequest(r)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		ctx := ingest.WithProgress(context.Background(), beat(w))
		if err := json.NewEncoder(w).Encode(answer(ctx, reader, req, data)); err != nil {
			return err
		}
		if err := w.Flush(); err != nil {
			return err
		}
	}
}

// beat writes a beat line, at most ten a second; pages may be read by several goroutines.
func beat(w *bufio.Writer) func() {
	var mu sync.Mutex
	var last time.Time
	return func() {
		mu.Lock()
		defer mu.Unlock()
		if time.Since(last) < 100*time.Millisecond {
			return
		}
		last = time.Now()
		_, _ = w.WriteString("{\"Beat\":true}\n") // a parent that is gone is noticed at the answer
		_ = w.Flush()
	}
}

func answer(ctx context.Context, reader *ingest.Reader, req request, data []byte) (resp response) {
	defer func() {
		if p := recover(); p != nil {
			fmt.Fprintf(os.Stderr, "%s: %v\n%s", req.Hint.Name, p, debug.Stack())
			resp = response{Failure: crashed()}
		}
	}()
	var err error
	switch {
	case req.Page != 0:
		resp.Page = &corpus.PageImage{}
		*resp.Page, err = reader.Paint(ctx, data, req.Page, req.Scale)
	case req.Blocks:
		resp.Document, err = reader.Blocks(ctx, data, req.Hint)
	default:
		resp.Text = &corpus.Text{}
		*resp.Text, err = reader.Read(ctx, data, req.Hint)
	}
	if err == nil {
		return resp
	}
	var failure *ingest.Failure
	if !errors.As(err, &failure) {
		failure = &ingest.Failure{Kind: "damaged", Message: err.Error()}
	}
	return response{Failure: failure}
}

func crashed() *ingest.Failure {
	return &ingest.Failure{Kind: "crash", Message: "reading it crashed the reader; the file is damaged or hostile: try another copy, or print it to a new PDF"}
}
