package export

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"sort"
	"strings"
	"time"

	"github.com/pandect/pandect/corpus"
)

// Zip writes a bag (BagIt 1.0, RFC 8493) as a ZIP file: data/manifest.csv, which `pandect ingest --manifest` reads, data/originals/…, data/laws.jsonl, and a
// SHA-256 of each. An original that the library has no more is left out; its law stands in laws.jsonl all the same.
func Zip(w io.Writer, h Header, items Items, files corpus.Files) error {
	return writeBag(w, h, items, files, nil)
}

// writeBag writes a bag; more, which may be nil, adds files behind the records, and what it gives back is called with the tag manifest to seal the bag.
func writeBag(w io.Writer, h Header, items Items, files corpus.Files, more func(b *bag) (seal func(tagManifest []byte) error, err error)) error {
	b := bag{z: zip.NewWriter(w), changed: h.Changed.UTC(), sums: map[string]string{}}
	var manifest bytes.Buffer
	rows := csv.NewWriter(&manifest)
	if err := rows.Write([]string{"path", "country", "language", "title", "title_en", "year", "date", "type", "number", "status", "source_url", "sha256", "id"}); err != nil {
		return err
	}
	records := func(yield func(Item, error) bool) {
		for item, err := range items {
			if err == nil {
				err = b.original(&item.Text, files, rows)
			}
			if !yield(item, err) || err != nil {
				return
			}
		}
	}
	laws, err := os.CreateTemp("", "pandect-*.jsonl") // a ZIP takes one file after another: the records wait until the originals are in
	if err != nil {
		return err
	}
	defer func() { _ = errors.Join(laws.Close(), os.Remove(laws.Name())) }()
	if err := JSONL(laws, h, records); err != nil {
		return err
	}
	if _, err := laws.Seek(0, io.SeekStart); err != nil {
		return err
	}
	rows.Flush()
	if err := rows.Error(); err != nil {
		return err
	}
	if err := errors.Join(b.file("data/laws.jsonl", laws), b.file("data/manifest.csv", &manifest)); err != nil {
		return err
	}
	var seal func([]byte) error
	if more != nil {
		if seal, err = more(&b); err != nil {
			return err
		}
	}
	if err := b.tags(h, seal); err != nil {
		return err
	}
	return b.z.Close()
}

// bag is a BagIt package being written.
type bag struct {
	z       *zip.Writer
	changed time.Time
	sums    map[string]string // by path
	octets  int64
	count   int
}

func (b *bag) file(name string, r io.Reader) error {
	f, err := b.z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: b.changed})
	if err != nil {
		return err
	}
	hash := sha256.New()
	n, err := io.Copy(io.MultiWriter(f, hash), r)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	b.sums[name] = hex.EncodeToString(hash.Sum(nil))
	if strings.HasPrefix(name, "data/") {
		b.octets += n
		b.count++
	}
	return nil
}

func (b *bag) original(t *corpus.Text, files corpus.Files, rows *csv.Writer) error {
	if t.Original == nil || t.Original.SHA256 == "" || files == nil {
		return nil
	}
	f, err := files.Open(context.Background(), t.Original.SHA256)
	if errors.Is(err, corpus.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	defer f.Close()
	name := "originals/" + SafeName(t)
	if _, taken := b.sums["data/"+name]; taken {
		name = "originals/" + t.Original.SHA256[:12] + "-" + SafeName(t)
	}
	if _, taken := b.sums["data/"+name]; !taken {
		if err := b.file("data/"+name, f); err != nil {
			return err
		}
	}
	year := ""
	if t.Year != 0 {
		year = fmt.Sprint(t.Year)
	}
	cells := []string{name, t.Country, t.Language, t.Title, t.Titles["en"], year, t.Date.String(), t.Type, t.Number, t.Status, t.SourceURL, t.Original.SHA256, string(t.ID)}
	for i := range cells {
		cells[i] = harmless(cells[i])
	}
	return rows.Write(cells)
}

// SafeName is a file name for the original of a text: made of its law id and language, the extension of its media type, nothing that a file
// system or an unpacking program could take for a path.
func SafeName(t *corpus.Text) string {
	base := corpus.Slug(string(t.ID))
	if t.Language != "" {
		base += "." + corpus.Slug(t.Language)
	}
	ext := path.Ext(t.Original.Name)
	switch t.Original.MediaType {
	case "application/pdf":
		ext = ".pdf"
	case "text/html":
		ext = ".html"
	case "text/plain":
		ext = ".txt"
	}
	return strings.ToValidUTF8(base[:min(len(base), 120)], "") + "." + corpus.Slug(strings.TrimPrefix(ext, "."))
}

func (b *bag) tags(h Header, seal func(tagManifest []byte) error) error {
	var manifest strings.Builder
	for _, name := range sortedKeys(b.sums) {
		fmt.Fprintf(&manifest, "%s  %s\n", b.sums[name], name)
	}
	info := fmt.Sprintf("Source-Organization: Pandect\nBagging-Date: %s\nPayload-Oxum: %d.%d\nExternal-Description: %s\nInternal-Sender-Identifier: %s\n",
		b.changed.Format(time.DateOnly), b.octets, b.count, orElse(oneLine(h.Query), "The whole library"), h.Fingerprint)
	payload := manifest.String()
	if err := errors.Join(b.file("bagit.txt", strings.NewReader("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")),
		b.file("bag-info.txt", strings.NewReader(info)), b.file("manifest-sha256.txt", strings.NewReader(payload))); err != nil {
		return err
	}
	var tags strings.Builder
	for _, name := range []string{"bag-info.txt", "bagit.txt", "manifest-sha256.txt"} {
		fmt.Fprintf(&tags, "%s  %s\n", b.sums[name], name)
	}
	if err := b.file("tagmanifest-sha256.txt", strings.NewReader(tags.String())); err != nil || seal == nil {
		return err
	}
	return seal([]byte(tags.String()))
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}
