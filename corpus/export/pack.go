package export

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/pandect/pandect/corpus"
)

// A pack is the bag that Zip writes, with two files more: data/withdrawn.txt, a law a line, and signature.json, which signs (Ed25519) the tag manifest and
// with it, by the sums that this and the manifest hold, every byte of the pack.
const (
	packRecords   = "data/laws.jsonl"
	packWithdrawn = "data/withdrawn.txt"
	packSignature = "signature.json"
	packTags      = "tagmanifest-sha256.txt"
	packManifest  = "manifest-sha256.txt"
	maxTagFile    = 64 << 20 // bytes of one tag file: a line a file of the library
	maxGrowth     = 100      // times its own size that a pack may grow when unpacked, beside maxTagFile: laws as JSON shrink to a tenth, originals hardly
)

type signature struct {
	Algorithm string `json:"algorithm"` // ed25519
	Key       string `json:"key"`       // public, base64
	Signature string `json:"signature"` // of tagmanifest-sha256.txt, base64
}

// Pack writes a signed pack.
func Pack(w io.Writer, h Header, items Items, files corpus.Files, withdrawn []corpus.URI, key ed25519.PrivateKey) error {
	return writeBag(w, h, items, files, func(b *bag) (func([]byte) error, error) {
		var list strings.Builder
		for _, law := range withdrawn {
			fmt.Fprintln(&list, law)
		}
		seal := func(tagManifest []byte) error {
			public := key.Public().(ed25519.PublicKey)
			s, err := json.Marshal(signature{Algorithm: "ed25519", Key: base64.StdEncoding.EncodeToString(public), Signature: base64.StdEncoding.EncodeToString(ed25519.Sign(key, tagManifest))})
			if err != nil {
				return err
			}
			return b.file(packSignature, bytes.NewReader(s))
		}
		return seal, b.file(packWithdrawn, strings.NewReader(list.String()))
	})
}

// SignedPack is a pack whose signature and sums are right. Who signed it is for the caller to judge.
type SignedPack struct {
	Key       string // public key of who signed it, base64
	Withdrawn []corpus.URI
	files     map[string]*zip.File
}

// OpenPack verifies a pack: its signature, then the sum of every file. ErrInvalid says what is wrong.
func OpenPack(r io.ReaderAt, size int64) (*SignedPack, error) {
	z, err := zip.NewReader(r, size)
	if err != nil {
		return nil, fmt.Errorf("pack: no ZIP file (%w): %w", err, corpus.ErrInvalid)
	}
	p := &SignedPack{files: map[string]*zip.File{}}
	for _, f := range z.File {
		if p.files[f.Name] != nil {
			return nil, fmt.Errorf("pack: %s stands twice: %w", f.Name, corpus.ErrInvalid)
		}
		p.files[f.Name] = f
	}
	if err := p.checkGrowth(size); err != nil {
		return nil, err
	}
	tags, err := p.small(packTags)
	if err != nil {
		return nil, err
	}
	if err := p.checkSignature(tags); err != nil {
		return nil, err
	}
	checked := map[string]bool{packTags: true, packSignature: true}
	if err := p.checkSums(string(tags), checked); err != nil {
		return nil, err
	}
	if !checked[packManifest] {
		return nil, fmt.Errorf("pack: the tag manifest names no %s: %w", packManifest, corpus.ErrInvalid)
	}
	manifest, err := p.small(packManifest)
	if err != nil {
		return nil, err
	}
	if err := p.checkSums(string(manifest), checked); err != nil {
		return nil, err
	}
	for name := range p.files {
		if !checked[name] {
			return nil, fmt.Errorf("pack: %s is in no manifest: %w", name, corpus.ErrInvalid)
		}
	}
	return p, p.readWithdrawn()
}

// checkGrowth refuses decompression bombs before anything is unpacked: anybody can sign a pack, and the key is judged only after the sums.
func (p *SignedPack) checkGrowth(size int64) error {
	left := uint64(maxTagFile) + maxGrowth*uint64(size)
	for name, f := range p.files {
		if f.UncompressedSize64 > left {
			return fmt.Errorf("pack: unpacked, it grows to more than %d times its size (at %s); ask whoever made it: %w", maxGrowth, name, corpus.ErrInvalid)
		}
		left -= f.UncompressedSize64
	}
	return nil
}

func (p *SignedPack) checkSignature(tags []byte) error {
	b, err := p.small(packSignature)
	if err != nil {
		return err
	}
	var s signature
	if err := json.Unmarshal(b, &s); err != nil {
		return fmt.Errorf("pack: %s: %w: %w", packSignature, err, corpus.ErrInvalid)
	}
	key, errKey := base64.StdEncoding.DecodeString(s.Key)
	sum, errSum := base64.StdEncoding.DecodeString(s.Signature)
	if s.Algorithm != "ed25519" || errKey != nil || errSum != nil || len(key) != ed25519.PublicKeySize || !ed25519.Verify(key, tags, sum) {
		return fmt.Errorf("pack: the signature is not that of its files; it was changed on its way, ask for it again: %w", corpus.ErrInvalid)
	}
	p.Key = s.Key
	return nil
}

func (p *SignedPack) checkSums(manifest string, checked map[string]bool) error {
	for line := range strings.Lines(manifest) {
		want, name, found := strings.Cut(strings.TrimRight(line, "\n"), "  ")
		f := p.files[name]
		if !found || f == nil {
			return fmt.Errorf("pack: %q is missing: %w", name, corpus.ErrInvalid)
		}
		if checked[name] {
			return fmt.Errorf("pack: the manifests name %s twice: %w", name, corpus.ErrInvalid) // each line would have it unpacked again
		}
		r, err := f.Open()
		if err != nil {
			return fmt.Errorf("pack: %s: %w: %w", name, err, corpus.ErrInvalid)
		}
		hash := sha256.New()
		_, err = io.Copy(hash, io.LimitReader(r, int64(f.UncompressedSize64)))
		r.Close()
		if err != nil || hex.EncodeToString(hash.Sum(nil)) != want {
			return fmt.Errorf("pack: %s is not what was signed: %w", name, corpus.ErrInvalid)
		}
		checked[name] = true
	}
	return nil
}

// small reads a file that is no longer than maxTagFile.
func (p *SignedPack) small(name string) ([]byte, error) {
	f := p.files[name]
	if f == nil {
		return nil, fmt.Errorf("pack: it has no %s; make one with pandect pack: %w", name, corpus.ErrInvalid)
	}
	r, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("pack: %s: %w: %w", name, err, corpus.ErrInvalid)
	}
	defer r.Close()
	b, err := io.ReadAll(io.LimitReader(r, maxTagFile+1))
	if err != nil || len(b) > maxTagFile {
		return nil, fmt.Errorf("pack: %s cannot be read, or is longer than %d MB: %w", name, maxTagFile>>20, corpus.ErrInvalid)
	}
	return b, nil
}

func (p *SignedPack) readWithdrawn() error {
	b, err := p.small(packWithdrawn)
	if err != nil {
		return err
	}
	for _, line := range strings.Fields(string(b)) {
		law, err := corpus.ParseURI(line)
		if err != nil {
			return fmt.Errorf("pack: %s: %w", packWithdrawn, err)
		}
		p.Withdrawn = append(p.Withdrawn, law)
	}
	return nil
}

// Texts calls fn with every record.
func (p *SignedPack) Texts(fn func(corpus.Text) error) error {
	f := p.files[packRecords]
	if f == nil {
		return fmt.Errorf("pack: it has no %s: %w", packRecords, corpus.ErrInvalid)
	}
	r, err := f.Open()
	if err != nil {
		return err
	}
	defer r.Close()
	for t, err := range ReadJSONL(r) {
		if err == nil {
			err = t.Check()
		}
		if err == nil {
			err = fn(t)
		}
		if err != nil {
			return fmt.Errorf("pack: %w", err)
		}
	}
	return nil
}

// Originals puts the originals into files.
func (p *SignedPack) Originals(ctx context.Context, files corpus.Files) error {
	for _, name := range sortedKeys(p.files) {
		if !strings.HasPrefix(name, "data/originals/") {
			continue
		}
		r, err := p.files[name].Open()
		if err != nil {
			return err
		}
		_, _, err = files.Put(ctx, r)
		r.Close()
		if err != nil {
			return fmt.Errorf("pack: %s: %w", name, err)
		}
	}
	return nil
}
