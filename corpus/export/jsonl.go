package export

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"

	"github.com/pandect/pandect/corpus"
)

// JSONL writes interchange records (DESIGN.md §5), one law a line. The header stands in the member "export" of the first record, where
// every reader of records may pass it over; so do the notes of a collection, in "collection_notes" of the law they are on.
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
		if len(item.Notes) > 0 {
			notes, err := marshal(item.Notes)
			if err != nil {
				return err
			}
			line = append(append(append(line[:len(line)-1], `,"collection_notes":`...), notes...), '}')
		}
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
// record without id gets one made of what it says of its law, numbered where another record has made it in the same language and of the same day, with other words.
func ReadJSONL(r io.Reader) iter.Seq2[corpus.Text, error] {
	return func(yield func(corpus.Text, error) bool) {
		in := bufio.NewReaderSize(r, 1<<16)
		made := ids{}
		for n := 1; ; n++ {
			line, err := readLine(in)
			if errors.Is(err, io.EOF) && len(line) == 0 {
				return
			}
			if err != nil && !errors.Is(err, io.EOF) {
				if !yield(corpus.Text{}, fmt.Errorf("line %d: %w", n, err)) || !errors.Is(err, errLong) {
					return
				}
				continue
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
			t.Complete()
			if t.ID == "" {
				made.name(&t, line)
			}
			if !yield(t, nil) {
				return
			}
		}
	}
}

// ids are those made for records without one: what is identified by it, to the SHA-256 of its line.
type ids map[string][sha256.Size]byte

func (made ids) name(t *corpus.Text, line []byte) {
	id := corpus.LawID(&t.Law)
	if l := t.Law; l.Country+l.Type+l.Number == "" && l.Year == 0 {
		id = corpus.URI(corpus.Slug(l.Title))
	}
	sum := sha256.Sum256(line)
	for n := 1; ; n++ {
		t.ID = id
		if n > 1 {
			t.ID = corpus.URI(fmt.Sprintf("%s-%d", id, n))
		}
		key := fmt.Sprint(t.ID, " ", t.Language, " ", t.From)
		if had, ok := made[key]; !ok || had == sum {
			made[key] = sum
			return
		}
	}
}

var errLong = fmt.Errorf("longer than %d MB: %w", maxRecord>>20, corpus.ErrInvalid)

// readLine reads up to a line end, which it leaves out. The last line may lack one: then the error is io.EOF. A line that is too long is passed over: errLong.
func readLine(in *bufio.Reader) (line []byte, err error) {
	for {
		piece, err := in.ReadSlice('\n')
		if len(line)+len(piece) > maxRecord {
			for errors.Is(err, bufio.ErrBufferFull) {
				_, err = in.ReadSlice('\n')
			}
			if err != nil && !errors.Is(err, io.EOF) {
				return nil, err
			}
			return nil, errLong
		}
		line = append(line, piece...)
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		return bytes.TrimSuffix(line, []byte("\n")), err
	}
}
