//go:build unix

package sqlite

import (
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/pandect/pandect/corpus"
)

// BenchmarkUnits_Many reads ten units at addresses chosen at random among 40,000 of a kilobyte, as a page of hits does: cpu-µs/page is processor time, user and system.
func BenchmarkUnits_Many(b *testing.B) {
	ctx := context.Background()
	c, err := Open(filepath.Join(b.TempDir(), "library.db"))
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { c.Close() })
	for n := range 400 {
		t := corpus.Text{Law: corpus.Law{ID: corpus.URI(fmt.Sprintf("xa/act/2014/%d", n)), Country: "XA", Type: "act", Title: "Records Act"}, Language: "en"}
		for k := range 100 {
			t.Provisions = append(t.Provisions, corpus.Provision{EID: corpus.EID(fmt.Sprintf("sec_%d", k+1)), Kind: "section", Number: fmt.Sprint(k + 1), Heading: "Records to be kept",
				Text: strings.Repeat("a person who keeps records of what is asked of the holder of a licence keeps them for five years; ", 5+(n+k)%10)})
		}
		if err := c.Put(ctx, []corpus.Text{t}, nil); err != nil {
			b.Fatal(err)
		}
	}
	random := rand.New(rand.NewPCG(1, 2))
	refs := make([]corpus.Ref, 10)
	var before, after syscall.Rusage
	used := func(u syscall.Rusage) time.Duration { return time.Duration(u.Utime.Nano() + u.Stime.Nano()) }
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &before); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		for i := range refs {
			refs[i] = corpus.Ref{Law: corpus.URI(fmt.Sprintf("xa/act/2014/%d", random.IntN(400))), EID: corpus.EID(fmt.Sprintf("sec_%d", 1+random.IntN(100))), Language: "en"}
		}
		if units, err := c.Units(ctx, refs); err != nil || units[9].Text == "" {
			b.Fatal(err)
		}
	}
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &after); err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64((used(after)-used(before)).Microseconds())/float64(b.N), "cpu-µs/page")
}
