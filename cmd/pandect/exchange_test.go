package main

import (
	"bytes"
	"context"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/corpus/sample"
	"github.com/pandect/pandect/corpus/sqlite"
)

// ran runs a command and gives what it prints.
func ran(t *testing.T, args ...string) string {
	t.Helper()
	cmd := exec.Command("pandect", args...)
	var errs bytes.Buffer
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("pandect %s: %v\n%s%s", strings.Join(args, " "), err, out, &errs)
	}
	return string(out)
}

// opened gives fn the catalogue of a library between two commands.
func opened(t *testing.T, dir string, fn func(ctx context.Context, c *sqlite.Catalog)) {
	t.Helper()
	c, err := sqlite.Open(filepath.Join(dir, "library.db"))
	if err != nil {
		t.Fatal(err)
	}
	fn(t.Context(), c)
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
}

// contents are all texts of a library, and what people judged.
func contents(t *testing.T, dir string) (texts []corpus.Text, judgements []corpus.Judgement, fingerprint string) {
	t.Helper()
	opened(t, dir, func(ctx context.Context, c *sqlite.Catalog) {
		if err := c.Each(ctx, func(x corpus.Text) error { texts = append(texts, x); return nil }); err != nil {
			t.Fatal(err)
		}
		status, err := c.Status(ctx)
		if err != nil {
			t.Fatal(err)
		}
		fingerprint = status.Fingerprint
		if judgements, err = c.Judgements(ctx, "XA", "tip-protocol"); err != nil {
			t.Fatal(err)
		}
	})
	return texts, judgements, fingerprint
}

// worked fills a library as a year of work does: laws of six languages, a later wording of one, tags, corrections and relations by people, a judgement.
func worked(t *testing.T, dir string) {
	t.Helper()
	laws := t.TempDir()
	if err := os.CopyFS(laws, sample.FS); err != nil {
		t.Fatal(err)
	}
	scan, err := fs.Glob(os.DirFS(laws), "law/*.pdf")
	if err != nil || len(scan) == 0 {
		t.Fatal(scan, err)
	}
	for _, name := range scan[2:] { // two PDFs are enough
		if err := os.Remove(filepath.Join(laws, name)); err != nil {
			t.Fatal(err)
		}
	}
	ran(t, "ingest", "--library", dir, filepath.Join(laws, "law"))
	opened(t, dir, func(ctx context.Context, c *sqlite.Catalog) {
		var all []corpus.Text
		if err := c.Each(ctx, func(x corpus.Text) error { all = append(all, x); return nil }); err != nil {
			t.Fatal(err)
		}
		first := all[0]
		var unit corpus.EID
		for p := range corpus.All(first.Provisions) {
			if corpus.IsBasic(p.Kind) {
				unit = p.EID
				break
			}
		}
		later := first
		later.From = corpus.Date{Year: 2021, Month: 5, Day: 1}
		later.Provisions = append([]corpus.Provision(nil), first.Provisions...)
		later.Provisions[len(later.Provisions)-1].Text += "\nAmended in 2021."
		later.Provisions[len(later.Provisions)-1].Links = nil
		must := func(err error) {
			if err != nil {
				t.Fatal(err)
			}
		}
		did := func(_ any, err error) { must(err) }
		must(c.Put(ctx, []corpus.Text{later}, nil))
		did(c.SetTag(ctx, corpus.Ref{Law: first.ID, EID: unit, Language: first.Language}, false, corpus.Tag{ID: "firearms", Weight: 1, By: "Amal"}))
		did(c.SetTag(ctx, corpus.Ref{Law: first.ID, EID: unit, Language: first.Language}, false, corpus.Tag{ID: "corruption", By: "Amal", Rejected: true}))
		did(c.Correct(ctx, corpus.Correction{At: time.Now().UTC(), By: "Amal", Law: all[1].ID, What: "title", Before: all[1].Title, After: "A title by a person"},
			corpus.Correction{At: time.Now().UTC(), By: "Amal", Law: all[1].ID, What: corpus.RelationField("amends", all[2].ID), After: "yes"}))
		must(c.Judge(ctx, corpus.Judgement{Country: "XA", Requirement: "tip-protocol/5/1", State: "covered", Remark: "as the adviser reads it", By: "Amal", At: time.Now().UTC().Truncate(time.Second),
			Provisions: []corpus.Cited{{Ref: corpus.Ref{Law: first.ID, EID: unit}}}}))
	})
}

// import(export(library)) = library: every wording, tag, correction's outcome, relation and judgement; a pack brings the originals as well.
func TestLibrary_ImportOfExport(t *testing.T) {
	if testing.Short() {
		t.Skip("reads the demonstration laws")
	}
	a, b, c := t.TempDir(), t.TempDir(), t.TempDir()
	worked(t, a)
	files := t.TempDir()
	file := func(name string) string { return filepath.Join(files, name) }
	ran(t, "export", "--library", a, "--format", "jsonl", "-o", file("a.jsonl"))
	ran(t, "import", "--library", b, file("a.jsonl"))
	ran(t, "assess", "--library", a, "--country", "XA", "--instrument", "tip-protocol", "--format", "json", "-o", file("xa.json"))
	ran(t, "assess", "--library", b, "--import", file("xa.json"))
	wantTexts, wantJudgements, want := contents(t, a)
	gotTexts, gotJudgements, got := contents(t, b)
	if diff := cmp.Diff(wantTexts, gotTexts); diff != "" || got != want {
		t.Errorf("import(export(library)), fingerprint %s, want %s (-want +got):\n%s", got, want, diff)
	}
	if diff := cmp.Diff(wantJudgements, gotJudgements); diff != "" || len(wantJudgements) == 0 {
		t.Errorf("judgements (-want +got):\n%s", diff)
	}
	ran(t, "pack", "--library", a, "-o", file("a.zip"))
	key := strings.TrimSpace(ran(t, "key", "--library", a))
	ran(t, "key", "--library", c, "--trust", key, "--name", "a")
	ran(t, "merge", "--library", c, file("a.zip"))
	if texts, _, got := contents(t, c); got != want {
		t.Errorf("merge(pack(library)) (-want +got):\n%s", cmp.Diff(wantTexts, texts))
	}
	for _, x := range wantTexts {
		if x.Original == nil {
			continue
		}
		name := filepath.Join("originals", x.Original.SHA256[:2], x.Original.SHA256)
		before, err := os.ReadFile(filepath.Join(a, name))
		if err != nil {
			t.Fatal(err)
		}
		if after, err := os.ReadFile(filepath.Join(c, name)); err != nil || !bytes.Equal(before, after) {
			t.Errorf("original of %s: %v", x.ID, err)
		}
	}
}
