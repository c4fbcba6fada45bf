package export

import (
	"archive/zip"
	"bytes"
	"crypto/ed25519"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/pandect/pandect/corpus"
)

// rewritten is a ZIP file with one of its files changed, or added.
func rewritten(t *testing.T, pack []byte, name, body string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	put := func(name string, r io.Reader) {
		f, err := w.Create(name)
		if err == nil {
			_, err = io.Copy(f, r)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, f := range opened(t, pack).File {
		if f.Name != name {
			put(f.Name, strings.NewReader(read(t, f)))
		}
	}
	put(name, strings.NewReader(body))
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// A pack is read as it was written; of a changed one nothing is.
func TestPack(t *testing.T) {
	key := ed25519.NewKeyFromSeed(bytes.Repeat([]byte{7}, ed25519.SeedSize))
	var b bytes.Buffer
	if err := Pack(&b, header, items(laws()), nil, []corpus.URI{"xa/act/gone"}, key); err != nil {
		t.Fatal(err)
	}
	p, err := OpenPack(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	var ids []corpus.URI
	if err := p.Texts(func(t corpus.Text) error { ids = append(ids, t.ID); return nil }); err != nil {
		t.Fatal(err)
	}
	if want := []corpus.URI{laws()[0].ID, laws()[1].ID}; !slices.Equal(ids, want) || !slices.Equal(p.Withdrawn, []corpus.URI{"xa/act/gone"}) {
		t.Errorf("texts %v, withdrawn %v", ids, p.Withdrawn)
	}
	for _, name := range []string{packRecords, packWithdrawn, packManifest, packTags, packSignature, "bag-info.txt", "data/originals/added.pdf", "added.txt"} {
		changed := rewritten(t, b.Bytes(), name, "{}")
		if _, err := OpenPack(bytes.NewReader(changed), int64(len(changed))); !errors.Is(err, corpus.ErrInvalid) {
			t.Errorf("%s changed: %v, want ErrInvalid", name, err)
		}
	}
}
