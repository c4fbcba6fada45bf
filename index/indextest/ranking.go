package indextest

import (
	_ "embed"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/index"
)

//go:embed testdata/ranking.txt
var rankingCases string

// sampleSource is where the demonstration laws stand, seen from an engine's package (index/NAME).
const sampleSource = "../../corpus/sample/source"

// Ranking asks the cases of testdata/ranking.txt of an engine that holds the demonstration laws. It keeps the first five of each in dir/ranking.txt and
// recall@1, recall@5 and MRR@5 in dir/stats.txt: a change of analysis is a diff to read. update writes both.
func Ranking(t *testing.T, open Open, dir string, update bool) {
	texts, err := sampleLaws(os.DirFS(sampleSource))
	if err != nil {
		t.Fatal(err)
	}
	shelf := &Shelf{}
	shelf.Put(texts...)
	engine := open(t, shelf)
	if err := engine.Put(t.Context(), texts...); err != nil {
		t.Fatal(err)
	}
	var list strings.Builder
	n, first, five, mrr := 0, 0, 0, 0.0
	for line := range strings.Lines(rankingCases) {
		f := strings.Split(strings.TrimSpace(line), "\t")
		if strings.HasPrefix(line, "#") || len(f) != 3 {
			continue
		}
		language, across := strings.CutSuffix(f[0], " +")
		r := ask(t, engine, f[1], func(q *index.Query) { q.Language, q.Expand, q.Size = language, across, 5 })
		n++
		fmt.Fprintf(&list, "%s\t%s\n", f[0], f[1])
		for i, h := range r.Hits {
			mark := " "
			if id := fmt.Sprintf("%s#%s", h.Ref.Law, strings.TrimPrefix(string(h.Ref.EID), "sec_")); id == f[2] {
				mark = "*"
				five++
				mrr += 1 / float64(i+1)
				if i == 0 {
					first++
				}
			}
			fmt.Fprintf(&list, "  %s %d %s#%s\n", mark, i+1, h.Ref.Law, h.Ref.EID)
		}
	}
	stats := fmt.Sprintf("questions\t%d\nrecall@1\t%.3f\nrecall@5\t%.3f\nMRR@5\t%.3f\n", n, float64(first)/float64(n), float64(five)/float64(n), mrr/float64(n))
	golden(t, filepath.Join(dir, "ranking.txt"), list.String(), update)
	golden(t, filepath.Join(dir, "stats.txt"), stats, update)
}

func golden(t *testing.T, name, got string, update bool) {
	t.Helper()
	if update {
		if err := os.MkdirAll(filepath.Dir(name), 0o750); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got; -update rewrites):\n%s", name, diff)
	}
}

// sampleLaws reads the demonstration laws as they were written, a text for every file, its sections numbered by their place: "key: value" lines,
// "# " before the heading of a part, "== " before that of a section.
func sampleLaws(tree fs.FS) ([]corpus.Text, error) {
	names, err := fs.Glob(tree, "*.txt")
	if err != nil {
		return nil, err
	}
	slices.Sort(names)
	var out []corpus.Text
	for _, name := range names {
		b, err := fs.ReadFile(tree, name)
		if err != nil {
			return nil, err
		}
		out = append(out, sampleLaw(strings.TrimSuffix(path.Base(name), ".txt"), string(b)))
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("no demonstration laws: %w", corpus.ErrNotFound)
	}
	return out, nil
}

func sampleLaw(id, source string) corpus.Text {
	head, body, _ := strings.Cut(source, "\n\n")
	t := corpus.Text{Law: corpus.Law{ID: corpus.URI(id), Type: "act"}}
	for line := range strings.Lines(head) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
		switch key {
		case "country":
			t.Country = value
		case "language":
			t.Language = value
		case "title":
			t.Title = value
		}
	}
	sections := 0
	parts := []corpus.Provision{{Kind: "part", EID: "part_0"}}
	for line := range strings.Lines(body) {
		line = strings.TrimSpace(line)
		part := &parts[len(parts)-1]
		switch {
		case strings.HasPrefix(line, "# "):
			parts = append(parts, corpus.Provision{Kind: "part", EID: corpus.EID(fmt.Sprintf("part_%d", len(parts))), Heading: line[2:]})
		case strings.HasPrefix(line, "== "):
			sections++
			label, heading, _ := strings.Cut(line[3:], ". ")
			number := fmt.Sprint(sections)
			part.Children = append(part.Children, corpus.Provision{Kind: "section", EID: corpus.EID("sec_" + number), Number: number, Label: label, Heading: heading})
		case line != "" && len(part.Children) > 0:
			section := &part.Children[len(part.Children)-1]
			section.Text = strings.TrimSpace(section.Text + "\n" + line)
		}
	}
	t.Provisions = slices.DeleteFunc(parts, func(p corpus.Provision) bool { return len(p.Children) == 0 })
	return t
}
