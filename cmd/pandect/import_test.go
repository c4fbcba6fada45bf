package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"github.com/pandect/pandect/corpus"
)

// mostHeldOfImport is the live heap that an import may take beside what it began with, in bytes.
const mostHeldOfImport = 40 << 20

// records are laws as an import reads them, made as they are read; the live heap is measured at every thirtieth.
type records struct {
	law   func(n int) corpus.Text
	count int

	rest  bytes.Buffer
	n     int
	began uint64
	peak  uint64
}

func (r *records) Read(p []byte) (int, error) {
	if r.rest.Len() == 0 && r.n < r.count {
		if r.n%30 == 0 {
			var now runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&now)
			if r.n == 0 {
				r.began = now.HeapAlloc
			}
			r.peak = max(r.peak, now.HeapAlloc-min(now.HeapAlloc, r.began))
		}
		if err := json.NewEncoder(&r.rest).Encode(r.law(r.n)); err != nil {
			return 0, err
		}
		r.n++
	}
	return r.rest.Read(p)
}

// An import holds a few batches, however many records there are and however long a law is that nobody divided. The index, which grows by design, is filled by the
// next start.
func TestImport_ConstantMemory(t *testing.T) {
	defer debug.SetGCPercent(debug.SetGCPercent(20))
	sentence := "A person who carries a lantern without a light commits an offence. "
	for name, r := range map[string]*records{
		"of many provisions": {count: 200, law: func(n int) corpus.Text {
			x := corpus.Text{Law: corpus.Law{ID: corpus.URI(fmt.Sprintf("xa/act/2009/%d", n)), Country: "XA", Title: fmt.Sprintf("Act %d", n)}, Language: "en"}
			for i := range 100 {
				x.Provisions = append(x.Provisions, corpus.Provision{EID: corpus.EID(fmt.Sprintf("sec_%d", i)), Kind: "section", Number: fmt.Sprint(i), Text: strings.Repeat(sentence, 10)})
			}
			return x
		}},
		"not divided": {count: 90, law: func(n int) corpus.Text {
			return corpus.Text{Law: corpus.Law{ID: corpus.URI(fmt.Sprintf("xa/act/2010/%d", n)), Country: "XA", Title: fmt.Sprintf("Act %d", n)}, Language: "en",
				Provisions: []corpus.Provision{{EID: "provision", Kind: "provision", Text: strings.Repeat(sentence, 10_000)}}}
		}},
	} {
		t.Run(name, func(t *testing.T) {
			cfg := &config{library: filepath.Join(t.TempDir(), "library")}
			lib, err := openLibrary(t.Context(), cfg, true)
			if err != nil {
				t.Fatal(err)
			}
			defer lib.Close()
			cmd := &cobra.Command{}
			cmd.SetContext(t.Context())
			cmd.SetIn(r)
			im := importer{lib: lib, stderr: t.Output()}
			if err := im.file(cmd, "-"); err != nil {
				t.Fatal(err)
			}
			t.Logf("%d laws, live heap at most %.1f MB", im.texts, float64(r.peak)/(1<<20))
			if im.texts != r.count || r.peak > mostHeldOfImport {
				t.Errorf("%d of %d laws brought in; %d MB of heap, want at most %d", im.texts, r.count, r.peak>>20, mostHeldOfImport>>20)
			}
		})
	}
}
