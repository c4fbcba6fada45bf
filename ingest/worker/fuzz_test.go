package worker

import (
	"bufio"
	"bytes"
	"testing"
)

// FuzzReadResponse is what a child says that a hostile file took over.
func FuzzReadResponse(f *testing.F) {
	f.Fuzz(func(t *testing.T, data []byte) {
		r := bufio.NewReader(bytes.NewReader(data))
		for range len(data) + 1 {
			resp, err := readResponse(r)
			if err != nil {
				return
			}
			resp.answers(request{})
			resp.answers(request{Page: 1})
		}
		t.Error("it never ends")
	})
}

// FuzzReadRequest is the way to the child.
func FuzzReadRequest(f *testing.F) {
	f.Fuzz(func(t *testing.T, line []byte) {
		_, data, err := readRequest(bufio.NewReader(bytes.NewReader(line)))
		if err == nil && len(data) > len(line) {
			t.Errorf("%d bytes out of %d", len(data), len(line))
		}
	})
}
