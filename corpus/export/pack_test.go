package export

import (
	"archive/zip"
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
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

// A pack signed by anybody at all costs no more than its own size in proportion: it may neither grow without bound nor have a file read again and again.
func TestOpenPack_Bomb(t *testing.T) {
	key := ed25519.NewKeyFromSeed(bytes.Repeat([]byte{9}, ed25519.SeedSize))
	line := fmt.Sprintf("%x  %s\n", sha256.Sum256(nil), packManifest)
	for name, c := range map[string]struct {
		tags     string
		declared uint64 // bytes of data/bomb
		want     string
	}{
		"one that grows":      {line, 1 << 40, "grows to more than"},
		"a size that wraps":   {line, 1<<64 - 1, "grows to more than"},
		"a file named again":  {line + line, 0, "twice"},
		"the signature named": {line + strings.Replace(line, packManifest, packSignature, 1), 0, "twice"},
	} {
		var b bytes.Buffer
		w := zip.NewWriter(&b)
		put := func(name, body string) {
			f, err := w.Create(name)
			if err == nil {
				_, err = io.WriteString(f, body)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		encode := base64.StdEncoding.EncodeToString
		put(packTags, c.tags)
		put(packManifest, "")
		put(packSignature, fmt.Sprintf(`{"algorithm":"ed25519","key":%q,"signature":%q}`, encode(key.Public().(ed25519.PublicKey)), encode(ed25519.Sign(key, []byte(c.tags)))))
		if _, err := w.CreateRaw(&zip.FileHeader{Name: "data/bomb", Method: zip.Deflate, UncompressedSize64: c.declared}); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		if _, err := OpenPack(bytes.NewReader(b.Bytes()), int64(b.Len())); !errors.Is(err, corpus.ErrInvalid) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
}
