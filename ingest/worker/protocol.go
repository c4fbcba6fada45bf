// Package worker reads files in child processes of the same program, so that a hostile or broken file costs itself and nothing else: a
// child that takes too long, takes too much memory or crashes is killed, with what it started, and another takes its place.
//
// Pool is the parent's side, Serve the child's. Limits inside one process do not hold: a page tree that contains itself
// hangs a goroutine that nothing can end, and a decompression bomb passes the limit of the WebAssembly module (measured, 2 GB).
package worker

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/ingest"
)

// request goes to the child as a JSON line, followed by Size bytes: the file.
type request struct {
	Hint   ingest.Hint
	Blocks bool // blocks alone, no structure
	Page   int  // not 0: that page is shown
	Scale  int  // how large
	Size   int
}

// response comes back as a JSON line: one of its fields. Beats come before the answer and say that reading goes on.
type response struct {
	Beat     bool              `json:",omitempty"`
	Text     *corpus.Text      `json:",omitempty"`
	Document *ingest.Document  `json:",omitempty"`
	Page     *corpus.PageImage `json:",omitempty"`
	Failure  *ingest.Failure   `json:",omitempty"`
}

// answers says whether the response has what was asked for.
func (r *response) answers(req request) bool {
	switch {
	case req.Page != 0:
		return r.Page != nil
	case req.Blocks:
		return r.Document != nil
	}
	return r.Text != nil
}

const maxResponse = 1 << 30 // bytes; the record of a 5,000-page code takes 40 MB

func writeRequest(w io.Writer, req request, data []byte) error {
	req.Size = len(data)
	line, err := json.Marshal(req)
	if err != nil {
		return err
	}
	if _, err := w.Write(append(line, '\n')); err != nil {
		return err
	}
	_, err = w.Write(data)
	return err
}

func readRequest(r *bufio.Reader) (req request, data []byte, err error) {
	line, err := r.ReadBytes('\n')
	if err != nil {
		return req, nil, err
	}
	if err := json.Unmarshal(line, &req); err != nil {
		return req, nil, fmt.Errorf("request: %w", err)
	}
	if req.Size < 0 || req.Size > ingest.MaxFile {
		return req, nil, fmt.Errorf("request: a file of %d bytes", req.Size)
	}
	data = make([]byte, req.Size)
	_, err = io.ReadFull(r, data)
	return req, data, err
}

func readResponse(r *bufio.Reader) (resp response, err error) {
	var line []byte
	for {
		piece, err := r.ReadSlice('\n')
		line = append(line, piece...)
		if err == nil {
			break
		}
		if err != bufio.ErrBufferFull {
			return resp, err
		}
		if len(line) > maxResponse {
			return resp, fmt.Errorf("answer longer than %d bytes", maxResponse)
		}
	}
	err = json.Unmarshal(line, &resp)
	return resp, err
}
