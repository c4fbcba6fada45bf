package ui

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"path"
	"strings"
)

//go:embed template/*.html
var templateFiles embed.FS

//go:embed static/*
var staticFiles embed.FS

// Pages writes every page. It is not changed after New and safe for concurrent use.
type Pages struct {
	templates map[string]*template.Template // by page name
	speeches  map[string]*Speech
	assets    map[string]string // site.css → site.1a2b3c4d.css
	contents  map[string][]byte // site.1a2b3c4d.css → its bytes
	version   string
}

// Page is a struct of this package that has a template of its own.
type Page interface{ template() string }

// New reads all templates, messages and static files; an error means that the program is unsound.
func New() (*Pages, error) {
	p := &Pages{templates: map[string]*template.Template{}, speeches: map[string]*Speech{}, assets: map[string]string{}, contents: map[string][]byte{}}
	for _, code := range Codes {
		s, err := readSpeech(code)
		if err != nil {
			return nil, err
		}
		p.speeches[code] = s
	}
	said := sayings(p.speeches["en"].messages)
	for _, s := range p.speeches {
		s.sayings = said
	}
	if err := p.readAssets(); err != nil {
		return nil, err
	}
	return p, p.readTemplates()
}

// readAssets gives every static file a name that changes with its bytes, so that a browser may keep it for ever.
func (p *Pages) readAssets() error {
	all := sha256.New()
	err := fs.WalkDir(staticFiles, "static", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := staticFiles.ReadFile(name)
		if err != nil {
			return err
		}
		sum := sha256.Sum256(b)
		base, ext := path.Base(name), path.Ext(name)
		hashed := strings.TrimSuffix(base, ext) + "." + hex.EncodeToString(sum[:4]) + ext
		p.assets[base], p.contents[hashed] = hashed, b
		all.Write(sum[:])
		return nil
	})
	if err != nil {
		return fmt.Errorf("static files: %w", err)
	}
	for _, files := range []embed.FS{templateFiles, messageFiles} {
		err := fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			b, err := files.ReadFile(name)
			all.Write(b)
			return err
		})
		if err != nil {
			return fmt.Errorf("embedded files: %w", err)
		}
	}
	p.version = hex.EncodeToString(all.Sum(nil)[:4])
	return nil
}

func (p *Pages) readTemplates() error {
	names, err := fs.Glob(templateFiles, "template/*.html")
	if err != nil {
		return err
	}
	funcs := template.FuncMap{"asset": p.Asset}
	for _, name := range names {
		base := strings.TrimSuffix(path.Base(name), ".html")
		if base == "layout" || strings.HasPrefix(base, "part_") {
			continue
		}
		t, err := template.New(base).Funcs(funcs).ParseFS(templateFiles, "template/layout.html", "template/part_*.html", name)
		if err != nil {
			return fmt.Errorf("template %s: %w", base, err)
		}
		p.templates[base] = t
	}
	return nil
}

// Write draws a page. Nothing is written when the page cannot be drawn, unless it is longer than what is held back: a whole law goes out while it is made, its
// beginning at once where w can Flush.
func (p *Pages) Write(w io.Writer, page Page) error {
	b := held{to: w}
	t := p.templates[page.template()]
	if t == nil {
		return fmt.Errorf("page %s has no template", page.template())
	}
	if err := t.ExecuteTemplate(&b, "layout", page); err != nil {
		return fmt.Errorf("page %s: %w", page.template(), err)
	}
	return b.flush()
}

// heldBack is more than any page has but that of a whole law.
const heldBack = 100 << 10

// held gathers what is written, and hands it on once it is longer than heldBack.
type held struct {
	to  io.Writer
	buf bytes.Buffer

	begun bool // the beginning went out
}

func (h *held) Write(b []byte) (int, error) {
	h.buf.Write(b)
	if h.buf.Len() <= heldBack {
		return len(b), nil
	}
	if err := h.flush(); err != nil {
		return 0, err
	}
	if f, ok := h.to.(interface{ Flush() error }); ok && !h.begun {
		h.begun = true
		return len(b), f.Flush()
	}
	return len(b), nil
}

func (h *held) flush() error {
	_, err := h.to.Write(h.buf.Bytes())
	h.buf.Reset()
	return err
}

// Speech is the interface in a language, English where code is none of Codes.
func (p *Pages) Speech(code string) *Speech {
	if s := p.speeches[code]; s != nil {
		return s
	}
	return p.speeches["en"]
}

// Asset is the address of a static file.
func (p *Pages) Asset(name string) string { return "/static/" + p.assets[name] }

// Static is the content of a static file by its hashed name; nil if there is none.
func (p *Pages) Static(hashed string) []byte { return p.contents[hashed] }

// Version changes whenever a template, a message or a static file does: part of the ETag of every page.
func (p *Pages) Version() string { return p.version }
