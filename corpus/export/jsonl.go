package export

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"

	"github.com/pandect/pandect/corpus"
)

// JSONL writes interchange records (DESIGN.md §5), one law a line. The header stands in the member "export" of the first record, where
// every reader of records may pass it over.
func JSONL(w io.Writer, h Header, items Items) error {
	out := bufio.NewWriterSize(w, 1<<16)
	first := true
	for item, err := range items {
		if err != nil {
			return err
		}
		line, err := marshal(item.Text)
		if err != nil {
			return fmt.Errorf("%s: %w", item.Text.ID, err)
		}
		if first && h.Query != "" {
			head, err := marshal(h)
			if err != nil {
				return err
			}
			line = append(append(append(line[:len(line)-1], `,"export":`...), head...), '}')
		}
		first = false
		if _, err := out.Write(append(line, '\n')); err != nil {
			return err
		}
	}
	return out.Flush()
}

// marshal is json.Marshal without the escapes for HTML, which make laws unreadable.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	encode := json.NewEncoder(&b)
	encode.SetEscapeHTML(false)
	err := encode.Encode(v)
	return bytes.TrimRight(b.Bytes(), "\n"), err
}

// maxRecord is the longest line read, in bytes: the longest code has 5 MB.
const maxRecord = 64 << 20

// ReadJSONL reads interchange records. A line that is none gives an error that wraps corpus.ErrInvalid and names the line; reading goes on with the next. A
// record without id gets one made of its title.
func ReadJSONL(r io.Reader) iter.Seq2[corpus.Text, error] {
	return func(yield func(corpus.Text, error) bool) {
		in := bufio.NewReaderSize(r, 1<<16)
		for n := 1; ; n++ {
			line, err := readLine(in)
			if errors.Is(err, io.EOF) && len(line) == 0 {
				return
			}
			if err != nil && !errors.Is(err, io.EOF) {
				yield(corpus.Text{}, fmt.Errorf("line %d: %w", n, err))
				return
			}
			if len(bytes.TrimSpace(line)) == 0 {
				continue
			}
			var t corpus.Text
			if err := json.Unmarshal(line, &t); err != nil {
				err = fmt.Errorf("line %d: %w: %w", n, err, corpus.ErrInvalid)
				if !yield(t, err) {
					return
				}
				continue
			}
			if t.ID == "" {
				t.ID = corpus.URI(corpus.Slug(t.Title))
			}
			if !yield(t, nil) {
				return
			}
		}
	}
}

// readLine reads up to a line end, which it leaves out. The last line may lack one: then the error is io.EOF.
func readLine(in *bufio.Reader) ([]byte, error) {
	var line []byte
	for {
		piece, err := in.ReadSlice('\n')
		line = append(line, piece...)
		if len(line) > maxRecord {
			return nil, fmt.Errorf("longer than %d MB: %w", maxRecord>>20, corpus.ErrInvalid)
		}
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		return bytes.TrimSuffix(line, []byte("\n")), err
	}
}
