package html

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/pandect/pandect/ingest"
)

var update = flag.Bool("update", false, "rewrite testdata/*.txtar")

// Each archive is a page and what must come of it: its blocks, one line each, and the entries of its table of contents.
func TestExtract(t *testing.T) {
	names, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatal("no testdata", err)
	}
	for _, name := range names {
		t.Run(filepath.Base(name), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			doc, err := New().Extract(context.Background(), archive.Files[0].Data, ingest.Hint{})
			if err != nil {
				t.Fatal(err)
			}
			got := map[string]string{"blocks": printBlocks(doc.Blocks), "contents": printEntries(doc.Contents), "warnings": printLines(doc.Warnings)}
			for i, f := range archive.Files[1:] {
				if *update {
					archive.Files[i+1].Data = []byte(got[f.Name])
				} else if diff := cmp.Diff(string(f.Data), got[f.Name]); diff != "" {
					t.Errorf("%s (-want +got):\n%s", f.Name, diff)
				}
			}
			if *update {
				if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

func printBlocks(blocks []ingest.Block) string {
	kinds := map[ingest.Kind]string{ingest.Paragraph: "p", ingest.Heading: "h", ingest.ListItem: "li", ingest.TableRow: "tr", ingest.Margin: "margin", ingest.Footnote: "note"}
	var b strings.Builder
	for _, block := range blocks {
		fmt.Fprintf(&b, "%s%s", kinds[block.Kind], strings.Repeat("+", block.Level))
		if block.Label != "" {
			fmt.Fprintf(&b, " {%s}", block.Label)
		}
		for _, l := range block.Lines {
			sep := " "
			if l.Soft {
				sep = " ~ "
			}
			fmt.Fprintf(&b, "%s%s%s%s", sep, mark(l.Bold, "*"), mark(l.Center, "="), l.Text)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func mark(set bool, sign string) string {
	if set {
		return sign
	}
	return ""
}

func printEntries(entries []ingest.Entry) string {
	lines := make([]string, len(entries))
	for i, e := range entries {
		lines[i] = strings.TrimSpace(e.Label + " " + e.Heading)
	}
	return printLines(lines)
}

func printLines(lines []string) string {
	if len(lines) == 0 {
		return ""
	}
	return strings.Join(lines, "\n") + "\n"
}

func TestExtract_Refused(t *testing.T) {
	for _, c := range []struct{ name, page, kind string }{
		{"script only", `<html><body><div id="app"></div><script>render()</script></body></html>`, "no-text"},
		{"asks for scripts", `<html><body><noscript>Enable JavaScript</noscript><p>Please enable JavaScript to view this page.</p><script>x()</script></body></html>`, "not-a-law"},
		{"not found", `<html><title>404</title><body><h1>Page not found</h1><p>The page that you asked for is not here. Try the search, or go back to the start.</p></body></html>`, "not-a-law"},
		{"menus only", `<html><body><nav><a href="/a">Acts</a> <a href="/b">Rules</a></nav></body></html>`, "no-text"},
	} {
		_, err := New().Extract(context.Background(), []byte(c.page), ingest.Hint{})
		var f *ingest.Failure
		if !errors.As(err, &f) || f.Kind != c.kind {
			t.Errorf("%s: error %v, want kind %s", c.name, err, c.kind)
		}
	}
}

// Old gazettes leave hundreds of <font> open; the tree builder gives up at 512.
func TestExtract_UnclosedTags(t *testing.T) {
	var b strings.Builder
	b.WriteString("<html><body>")
	for i := range 700 {
		fmt.Fprintf(&b, "<font color=%06d>%d. Section of the Harbour Act on the keeping of boats.<br>", i, i+1)
	}
	page := b.String()
	doc, err := New().Extract(context.Background(), []byte(page), ingest.Hint{})
	if err != nil {
		t.Fatal(err)
	}
	if len(doc.Blocks) != 1 || len(doc.Blocks[0].Lines) != 700 || len(doc.Warnings) == 0 {
		t.Errorf("%d blocks, warnings %q", len(doc.Blocks), doc.Warnings)
	}
}

func TestExtract_DeepNesting(t *testing.T) {
	page := strings.Repeat("<div>", 100_000) + "The Minister may by order extradite a person who is sought by another state." + strings.Repeat("</div>", 100_000)
	doc, err := New().Extract(context.Background(), []byte(page), ingest.Hint{})
	if err != nil {
		t.Fatal(err)
	}
	if len(doc.Blocks) != 1 || len(doc.Warnings) == 0 {
		t.Errorf("%d blocks, warnings %q", len(doc.Blocks), doc.Warnings)
	}
}

func FuzzExtract(f *testing.F) {
	names, _ := filepath.Glob("testdata/*.txtar")
	for _, name := range names {
		if archive, err := txtar.ParseFile(name); err == nil {
			f.Add(archive.Files[0].Data)
		}
	}
	f.Add([]byte("<table><tr><td>1<td><ol type=i start=-5><li><sup>x<pre>\n\n  a\f</table>"))
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, err := New().Extract(context.Background(), data, ingest.Hint{})
		if err != nil {
			var f *ingest.Failure
			if !errors.As(err, &f) {
				t.Fatalf("error without a kind: %v", err)
			}
			return
		}
		for _, b := range doc.Blocks {
			if len(b.Lines) == 0 {
				t.Fatalf("a block without lines: %+v", b)
			}
			for _, l := range b.Lines {
				if strings.TrimSpace(l.Text) == "" || strings.ContainsAny(l.Text, "\n\r") {
					t.Fatalf("line %q", l.Text)
				}
			}
		}
	})
}
