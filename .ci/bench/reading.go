package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"golang.org/x/net/html"
)

// reading prints how fast files become provisions that can be found (pandect ingest: originals, catalogue, tags, index), beside the bare extraction of their text,
// each text then put into one FTS5 table. Peers work one file after the other; Pandect once with one job, once with two.
func reading(o options, folder string) error {
	fmt.Println("## Reading")
	fmt.Println("\n| files | | pages | Pandect pages/s, 1 job | 2 jobs | peer | peer pages/s | peer and FTS5 | Pandect / peer | Pandect / peer and FTS5 | 2 jobs / 1 |")
	fmt.Println("|---|---|---|---|---|---|---|---|---|---|---|")
	var failed error
	for _, k := range []kind{
		{"PDF", "poppler", files(o, "pdf/my/*.pdf", "pdf/lk/*.pdf", "pdf/fr/code*.pdf", "pdf/ie/*.pdf"), []string{"pdftotext", "pdfinfo"}, poppler},
		{"HTML", "x/net/html", files(o, "html/ca/*.html", "html/de/*.html", "html/fr/*.html", "html/ie/*.html"), nil, tokens},
		{"scan", "pdftoppm, tesseract", files(o, "scan/ca/*margin.pdf", "scan/fr/*.pdf", "scan/uy/*.pdf"), []string{"pdftoppm", "tesseract", "pdfinfo"}, tesseract},
	} {
		if why := k.print(o, folder); why != nil {
			failed = errors.Join(failed, fmt.Errorf("%s: %w", k.name, why))
		}
	}
	fmt.Println("\nA page of HTML is taken for 3,000 bytes of its wording.")
	fmt.Println()
	return failed
}

func files(o options, patterns ...string) (out []string) {
	for _, p := range patterns {
		found, _ := filepath.Glob(filepath.Join(o.shared, "corpus", p)) // the patterns are well formed
		out = append(out, found...)
	}
	return out
}

// kind of files that are read, and who reads them beside Pandect.
type kind struct {
	name, peer string
	files      []string
	tools      []string
	text       func(file string) (text string, pages float64, err error)
}

func (k kind) print(o options, folder string) error {
	for _, tool := range k.tools {
		if _, err := exec.LookPath(tool); err != nil {
			fmt.Printf("| %s | left out: no %s here (make tools) | | | | | | | | | |\n", k.name, tool)
			return nil
		}
	}
	if len(k.files) == 0 {
		fmt.Printf("| %s | left out: no such files | | | | | | | | | |\n", k.name)
		return nil
	}
	fmt.Fprintf(os.Stderr, "reading %d files: %s\n", len(k.files), k.name)
	var all []string
	pages := 0.0
	bare, err := took(func() error {
		for _, f := range k.files {
			text, n, err := k.text(f)
			if err != nil {
				return fmt.Errorf("%s: %w", f, err)
			}
			all, pages = append(all, text), pages+n
		}
		return nil
	})
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp(folder, "reading")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	filled, err := fillTexts(all, dir)
	if err != nil {
		return err
	}
	var own []time.Duration
	for _, jobs := range []string{"1", "2"} {
		t, err := took(func() error {
			cmd := exec.Command(o.pandect, append([]string{"ingest", "--library", filepath.Join(dir, "jobs"+jobs), "--jobs", jobs}, k.files...)...)
			out, err := cmd.CombinedOutput()
			if cmd.ProcessState != nil && cmd.ProcessState.ExitCode() == 3 {
				err = nil // some documents failed: they are work too
			}
			if err != nil {
				return fmt.Errorf("%w\n%s", err, out)
			}
			return nil
		})
		if err != nil {
			return err
		}
		own = append(own, t)
	}
	rate := func(d time.Duration) float64 { return pages / d.Seconds() }
	fmt.Printf("| %s | %d | %.0f | %.1f | %.1f | %s | %.1f | %.1f | %.2f | %.2f | %.2f |\n", k.name, len(k.files), pages, rate(own[0]), rate(own[1]), k.peer, rate(bare), rate(bare+filled),
		rate(own[0])/rate(bare), rate(own[0])/rate(bare+filled), rate(own[1])/rate(own[0]))
	return nil
}

// fillTexts is what FTS5 takes for texts of whole files.
func fillTexts(all []string, dir string) (time.Duration, error) {
	name := filepath.Join(dir, "texts.tsv")
	var rows bytes.Buffer
	for i, text := range all {
		fmt.Fprintf(&rows, "%d\t%d\tXA\ten\t2000\t\t%s\n", i, i, flat(text))
	}
	if err := os.WriteFile(name, rows.Bytes(), 0o644); err != nil {
		return 0, err
	}
	return took(func() error { return fillFTS5(name, filepath.Join(dir, "fts5")) })
}

func poppler(file string) (string, float64, error) {
	text, err := exec.Command("pdftotext", file, "-").Output()
	return string(text), float64(bytes.Count(text, []byte("\f"))), err
}

const htmlPage = 3000 // bytes of wording

// tokens is the text of a page of HTML without its structure. Two pages of the corpus are not UTF-8: their bytes are as good to be counted.
func tokens(file string) (string, float64, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return "", 0, err
	}
	var text strings.Builder
	z := html.NewTokenizer(bytes.NewReader(data))
	skip := false
	for {
		switch z.Next() {
		case html.ErrorToken:
			return text.String(), float64(text.Len()) / htmlPage, nil
		case html.StartTagToken:
			name, _ := z.TagName()
			skip = string(name) == "script" || string(name) == "style"
		case html.EndTagToken:
			skip = false
		case html.TextToken:
			if !skip {
				text.Write(z.Text())
			}
		}
	}
}

// languages of the scans, by folder, as tesseract calls them.
var languages = map[string]string{"ca": "eng", "fr": "fra", "uy": "spa"}

func tesseract(file string) (string, float64, error) {
	dir, err := os.MkdirTemp("", "bench-scan")
	if err != nil {
		return "", 0, err
	}
	defer os.RemoveAll(dir)
	if err := quiet(exec.Command("pdftoppm", "-r", "300", "-gray", file, filepath.Join(dir, "p"))); err != nil {
		return "", 0, err
	}
	pages, err := filepath.Glob(filepath.Join(dir, "p*"))
	if err != nil {
		return "", 0, err
	}
	var all []byte
	for _, p := range pages {
		cmd := exec.Command("tesseract", p, "-", "-l", languages[filepath.Base(filepath.Dir(file))])
		cmd.Env = append(os.Environ(), "OMP_THREAD_LIMIT=1") // its threads take more time than they save
		text, err := cmd.Output()
		if err != nil {
			return "", 0, err
		}
		all = append(all, text...)
	}
	return string(all), float64(len(pages)), nil
}
