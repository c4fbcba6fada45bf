package export

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"errors"
	"io"
	"testing"

	"github.com/pandect/pandect/corpus"
)

// FuzzReadJSONL holds that of a file of records every line is read or named, and that what is read is written alike.
func FuzzReadJSONL(f *testing.F) {
	f.Fuzz(func(t *testing.T, data []byte) {
		for x, err := range ReadJSONL(bytes.NewReader(data)) {
			if err != nil {
				if !errors.Is(err, corpus.ErrInvalid) {
					t.Fatalf("an error without a kind: %v", err)
				}
				continue
			}
			if x.Check() != nil {
				continue
			}
			var b bytes.Buffer
			if err := JSONL(&b, Header{}, func(yield func(Item, error) bool) { yield(Item{Text: x}, nil) }); err != nil {
				t.Fatal(err)
			}
			n := 0
			for again, err := range ReadJSONL(&b) {
				if n++; err != nil || again.ID != x.ID {
					t.Fatalf("%s comes back as %s, %v", x.ID, again.ID, err)
				}
			}
			if n != 1 {
				t.Fatalf("one record is written as %d", n)
			}
		}
	})
}

// FuzzOpenPack holds that of a pack nothing is read but what its signature covers.
func FuzzOpenPack(f *testing.F) {
	var b bytes.Buffer
	key := ed25519.NewKeyFromSeed(bytes.Repeat([]byte{7}, ed25519.SeedSize))
	if err := Pack(&b, header, items(laws()), nil, []corpus.URI{"xa/act/gone"}, key); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := OpenPack(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			if !errors.Is(err, corpus.ErrInvalid) {
				t.Fatalf("an error without a kind: %v", err)
			}
			return
		}
		_ = p.Texts(func(corpus.Text) error { return nil })
		if err := p.Originals(context.Background(), sink{}); err != nil {
			t.Errorf("an original whose sum was right: %v", err)
		}
	})
}

// sink takes originals and keeps none.
type sink struct{ corpus.Files }

func (sink) Put(_ context.Context, r io.Reader) (string, int64, error) {
	n, err := io.Copy(io.Discard, r)
	return "", n, err
}
