package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/corpus/sqlite"
)

// A harvester that others wrote gets every law of the demonstration library and of a large gazette beside it: in parts, by sets, with what was withdrawn.
func TestOAI_SecondClient(t *testing.T) {
	dir := os.Getenv("PANDECT_VALIDATORS")
	if dir == "" {
		t.Skip("PANDECT_VALIDATORS names no folder: fill one with .ci/validators FOLDER")
	}
	library := filepath.Join(t.TempDir(), "library")
	ran(t, "demo", "--fill-only", "--library", library)
	const lanterns = 230
	var more bytes.Buffer
	for i := range lanterns {
		fmt.Fprintf(&more, `{"id":"xz/act/2011/%d","country":"XZ","title":"Lantern Act %[1]d","language":"en","text":"Lantern %[1]d of the harbour is lit at dusk."}`+"\n", i+1)
	}
	file := filepath.Join(t.TempDir(), "laws.jsonl")
	if err := os.WriteFile(file, more.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	ran(t, "import", "--library", library, file)
	laws := 0
	opened(t, library, func(ctx context.Context, c *sqlite.Catalog) {
		for _, law := range []corpus.URI{"xz/act/2011/7", "xa/act/2014/14"} {
			if err := c.Delete(ctx, law); err != nil {
				t.Fatal(err)
			}
		}
		status, err := c.Status(ctx)
		if err != nil {
			t.Fatal(err)
		}
		laws = status.Laws
	})
	address := serveSite(t, "serve", "--library", library, "--addr", "127.0.0.1:0")
	out, err := exec.Command(filepath.Join(dir, "python", "bin", "python"), filepath.Join("testdata", "oai.py"), address+"/oai", fmt.Sprint(laws), "2", fmt.Sprint(lanterns)).CombinedOutput()
	if err != nil {
		t.Errorf("%v\n%s", err, out)
	}
	t.Logf("%s", out)
}
