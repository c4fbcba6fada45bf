package ingest

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/pandect/pandect/corpus"
)

var update = flag.Bool("update", false, "rewrite the expected provisions in testdata")

// TestSegment reads testdata/segment/*.txtar: a law of a fictional state, one paragraph a line ("# " a heading, "> " a marginal note), the provisions
// expected, and the warnings.
func TestSegment(t *testing.T) {
	files, err := filepath.Glob("testdata/segment/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no testdata: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			language := strings.TrimSpace(strings.TrimPrefix(string(archive.Comment), "Language:"))
			provisions, warnings := Segment(printed(string(archive.Files[0].Data)), language)
			got := []string{outline(provisions), strings.Join(append(warnings, ""), "\n")}
			if *update {
				archive.Files[1].Data, archive.Files[2].Data = []byte(got[0]), []byte(got[1])
				if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			want := []string{string(archive.Files[1].Data), string(archive.Files[2].Data)}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("Segment(%s) (-want +got):\n%s", file, diff)
			}
		})
	}
}

// printed makes a document of a text, a block of each line.
func printed(text string) *Document {
	doc := &Document{}
	for line := range strings.Lines(text) {
		b := Block{Lines: []Line{{Text: strings.TrimSpace(line), Size: 1}}}
		if rest, ok := strings.CutPrefix(line, "# "); ok {
			b.Kind, b.Lines[0].Bold, b.Lines[0].Text = Heading, true, strings.TrimSpace(rest)
		}
		if rest, ok := strings.CutPrefix(line, "> "); ok {
			b.Kind, b.Lines[0].Text = Margin, strings.TrimSpace(rest)
		}
		doc.Blocks = append(doc.Blocks, b)
	}
	return doc
}

// outline prints a tree: a line a provision with its id, number, heading and wording, indented by depth, and its links.
func outline(ps []corpus.Provision) string {
	var b strings.Builder
	var write func(ps []corpus.Provision, depth int)
	write = func(ps []corpus.Provision, depth int) {
		for i := range ps {
			p := &ps[i]
			fmt.Fprintf(&b, "%s%s [%s] %s: %s", strings.Repeat("  ", depth), p.EID, p.Label, p.Heading, strings.ReplaceAll(p.Text, "\n", " ¶ "))
			for _, l := range p.Links {
				fmt.Fprintf(&b, " {%s → %s}", p.Text[l.Start:l.End], l.To)
			}
			b.WriteByte('\n')
			write(p.Children, depth+1)
		}
	}
	write(ps, 0)
	return b.String()
}
