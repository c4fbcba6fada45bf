package export

import (
	"fmt"
	"io"
	"runtime"
	"runtime/debug"
	"strings"
	"testing"

	"github.com/pandect/pandect/corpus"
)

const (
	manyLaws     = 1000
	perLaw       = 100
	mostHeap     = 64 << 20 // bytes; the wording of all has 50 MB, its records 90
	measureEvery = 50
)

// A hundred thousand provisions leave in constant memory in every format, five thousand as PDF; with -short, which the run for races is, a twentieth of that.
func TestFormats_ConstantMemory(t *testing.T) {
	for _, name := range []string{"csv", "csvw", "xlsx", "jsonl", "akn", "html", "docx", "epub", "pdf", "txt", "ris", "bibtex", "csl", "zip"} {
		t.Run(name, func(t *testing.T) {
			f, err := Find(name)
			if err != nil {
				t.Fatal(err)
			}
			count := manyLaws
			if name == "pdf" { // lines are set, some thousand provisions a second
				count /= 20
			}
			if testing.Short() {
				count = max(2, count/20)
			}
			runtime.GC()
			defer debug.SetGCPercent(debug.SetGCPercent(20))
			var before, now runtime.MemStats
			runtime.ReadMemStats(&before)
			var peak uint64
			n := 0
			library := func(yield func(Item, error) bool) {
				for i := range count {
					text := longLaw(i)
					if !yield(Item{Text: text, Units: text.Units()}, nil) {
						return
					}
					if n++; n%measureEvery == 0 {
						runtime.GC()
						runtime.ReadMemStats(&now)
						peak = max(peak, now.HeapAlloc-min(now.HeapAlloc, before.HeapAlloc))
					}
				}
			}
			var size counter
			if err := Write(&size, f, header, library, nil); err != nil {
				t.Fatal(err)
			}
			t.Logf("%s: %d provisions, %d MB written, live heap at most %.1f MB", name, count*perLaw, size>>20, float64(peak)/(1<<20))
			if peak > mostHeap {
				t.Errorf("%d MB of heap, want at most %d", peak>>20, mostHeap>>20)
			}
		})
	}
}

type counter int64

func (c *counter) Write(p []byte) (int, error) { *c += counter(len(p)); return io.Discard.Write(p) }

func longLaw(n int) corpus.Text {
	t := corpus.Text{Law: corpus.Law{ID: corpus.URI(fmt.Sprintf("xa/act/2009/%d", n)), Country: "XA", Title: fmt.Sprintf("Act %d", n)}, Language: "en"}
	for i := 1; i <= perLaw; i++ {
		t.Provisions = append(t.Provisions, corpus.Provision{EID: corpus.EID(fmt.Sprintf("sec_%d", i)), Kind: "section", Number: fmt.Sprint(i), Label: fmt.Sprintf("%d.", i),
			Heading: fmt.Sprintf("Heading %d of %d", i, n), Text: fmt.Sprintf("Wording %d of %d. %s", i, n, strings.Repeat("A person who does this commits an offence. ", 10))})
	}
	return t
}
