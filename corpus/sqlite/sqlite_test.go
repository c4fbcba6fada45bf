package sqlite

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/corpus/corpustest"
)

func openTemp(t testing.TB) (*Catalog, string) {
	t.Helper()
	name := filepath.Join(t.TempDir(), "library.db")
	c, err := Open(name)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	return c, name
}

func TestCatalog(t *testing.T) {
	corpustest.Catalog(t, func(t *testing.T) corpus.Catalog { c, _ := openTemp(t); return c })
}

func TestPeople(t *testing.T) {
	corpustest.People(t, func(t *testing.T) corpus.People { c, _ := openTemp(t); return c })
}

// What was put is there after closing and opening, and the migrations are not applied twice.
func TestCatalog_Reopen(t *testing.T) {
	c, name := openTemp(t)
	if err := c.Put(context.Background(), []corpus.Text{corpustest.Law("xa/a", "x")}, nil); err != nil {
		t.Fatal(err)
	}
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	again, err := Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	if _, err := again.Text(context.Background(), "xa/a", ""); err != nil {
		t.Error(err)
	}
}

func TestCheck_FindsFlaws(t *testing.T) {
	ctx := context.Background()
	c, _ := openTemp(t)
	folder := t.TempDir()
	files, err := corpus.OpenFiles(folder)
	if err != nil {
		t.Fatal(err)
	}
	sum, _, err := files.Put(ctx, strings.NewReader("the original"))
	if err != nil {
		t.Fatal(err)
	}
	text := corpustest.Law("xa/a", "x")
	text.Original.SHA256 = sum
	if err := c.Put(ctx, []corpus.Text{text}, nil); err != nil {
		t.Fatal(err)
	}
	flaws := func() (list []string) {
		if err := c.Check(ctx, files, func(flaw string) { list = append(list, flaw) }); err != nil {
			t.Fatal(err)
		}
		return list
	}
	if got := flaws(); len(got) != 0 {
		t.Fatalf("a sound library has flaws: %v", got)
	}
	if err := os.WriteFile(filepath.Join(folder, sum[:2], sum), []byte("other bytes!"), 0o644); err != nil {
		t.Fatal(err)
	}
	if got := flaws(); len(got) != 1 || !strings.Contains(got[0], "other bytes") {
		t.Errorf("changed original: %v", got)
	}
	if err := os.Remove(filepath.Join(folder, sum[:2], sum)); err != nil {
		t.Fatal(err)
	}
	if got := flaws(); len(got) != 1 || !strings.Contains(got[0], "not there") {
		t.Errorf("lost original: %v", got)
	}
	if _, err := c.write.Exec(`UPDATE part SET body = replace(body, 'Forms', 'Farms')`); err != nil {
		t.Fatal(err)
	}
	if got := flaws(); len(got) != 2 || !strings.Contains(strings.Join(got, " "), "not what was stored") {
		t.Errorf("changed wording: %v", got)
	}
}

func TestBackupTo_WhileServing(t *testing.T) {
	ctx := context.Background()
	c, _ := openTemp(t)
	if err := c.Put(ctx, []corpus.Text{corpustest.Law("xa/a", "x")}, nil); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "copy.db")
	for range 2 { // the second takes the place of the first
		if err := c.BackupTo(ctx, name); err != nil {
			t.Fatal(err)
		}
	}
	saved, err := Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer saved.Close()
	want, _ := c.Status(ctx)
	got, err := saved.Status(ctx)
	if err != nil || got.Fingerprint != want.Fingerprint {
		t.Errorf("fingerprint %q, want %q (%v)", got.Fingerprint, want.Fingerprint, err)
	}
}

func BenchmarkPut(b *testing.B) {
	c, _ := openTemp(b)
	var texts []corpus.Text
	for i := range 100 {
		texts = append(texts, corpustest.Law(corpus.URI(fmt.Sprintf("xa/%d", i)), strings.Repeat("wording of a section ", 40)))
	}
	for n := 0; b.Loop(); n++ {
		for i := range texts {
			texts[i].ID = corpus.URI(fmt.Sprintf("xa/%d/%d", n, i))
		}
		if err := c.Put(context.Background(), texts, nil); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N*len(texts)*5)/b.Elapsed().Seconds(), "units/s")
}

func BenchmarkUnits(b *testing.B) {
	c, _ := openTemp(b)
	law := corpustest.Law("xa/a", strings.Repeat("wording of a section ", 40))
	if err := c.Put(context.Background(), []corpus.Text{law}, nil); err != nil {
		b.Fatal(err)
	}
	refs := make([]corpus.Ref, 100)
	for i := range refs {
		refs[i] = corpus.Ref{Law: "xa/a", EID: "sec_1"}
	}
	for b.Loop() {
		if _, err := c.Units(context.Background(), refs); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*len(refs)), "µs/unit")
}

// BenchmarkStatus counts a library of 2,000 texts anew, as after each change; the next call finds it counted.
func BenchmarkStatus(b *testing.B) {
	c, _ := openTemp(b)
	ctx := context.Background()
	texts := make([]corpus.Text, 2_000)
	for i := range texts {
		texts[i] = corpustest.Law(corpus.URI(fmt.Sprintf("xa/%d", i)), "Arms.")
	}
	if err := c.Put(ctx, texts, nil); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		c.known = -1
		if _, err := c.Status(ctx); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*len(texts)), "µs/text")
}

// BenchmarkText reads a law of 3,000 sections.
func BenchmarkText(b *testing.B) {
	c, _ := openTemp(b)
	law := corpustest.Law("xa/a", "Arms.")
	wording := strings.Repeat("wording of a section ", 40)
	for i := range 3_000 {
		law.Provisions = append(law.Provisions, corpus.Provision{EID: corpus.EID(fmt.Sprintf("sec_x%d", i)), Kind: "section", Text: wording})
	}
	if err := c.Put(context.Background(), []corpus.Text{law}, nil); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := c.Text(context.Background(), "xa/a", ""); err != nil {
			b.Fatal(err)
		}
	}
}
