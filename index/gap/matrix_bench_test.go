package gap

import (
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"testing"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/corpus/sqlite"
)

// BenchmarkMatrix lays 20 countries with 100,000 provisions beside the Organized Crime Convention: cold reads every tag out of the catalogue, first looks for
// the elements in what was read, warm is every time after.
func BenchmarkMatrix(b *testing.B) {
	const countries, laws, sections = 20, 50, 100
	catalog, err := sqlite.Open(filepath.Join(b.TempDir(), "library.db"))
	if err != nil {
		b.Fatal(err)
	}
	defer catalog.Close()
	scheme := analyst(b, &shelf{}).Scheme
	in, _ := scheme.Instrument("untoc")
	random := rand.New(rand.NewPCG(1, 2))
	var codes []string
	for c := range countries {
		code := fmt.Sprintf("X%c", 'A'+c)
		codes = append(codes, code)
		var texts []corpus.Text
		for l := range laws {
			t := corpus.Text{Law: corpus.Law{ID: corpus.URI(fmt.Sprintf("%s/act/%d", code, l)), Country: code, Title: fmt.Sprintf("Act %d", l)}, Language: "en"}
			for s := range sections {
				p := corpus.Provision{EID: corpus.EID(fmt.Sprintf("sec_%d", s+1)), Kind: "section", Number: fmt.Sprint(s + 1)}
				p.Text = fmt.Sprintf("A person who conceals the origin of property %d, knowing that it is the proceeds of an offence, is liable to imprisonment for %d years.", random.IntN(1e6), 1+random.IntN(20))
				if random.IntN(3) == 0 { // as many as real laws carry
					r := in.Requirements[random.IntN(len(in.Requirements))]
					p.Needs = []corpus.Tag{{ID: r.ID, Weight: 0.5 + random.Float64()/2, By: corpus.ByProgram}}
					if r.Topic != "" {
						p.Topics = []corpus.Tag{{ID: r.Topic, Weight: 0.8, By: corpus.ByProgram}}
					}
				}
				t.Provisions = append(t.Provisions, p)
			}
			texts = append(texts, t)
		}
		if err := catalog.Put(context.Background(), texts, nil); err != nil {
			b.Fatal(err)
		}
	}
	fresh := func() *Analyst {
		a := analyst(b, &shelf{})
		a.Catalog = catalog
		return a
	}
	matrix := func(b *testing.B, a *Analyst) {
		m, err := a.Matrix(context.Background(), "untoc", codes)
		if err != nil || len(m.Cells[0]) != countries {
			b.Fatal(err)
		}
	}
	b.Run("cold", func(b *testing.B) {
		for b.Loop() {
			matrix(b, fresh())
		}
	})
	b.Run("first", func(b *testing.B) {
		for b.Loop() {
			b.StopTimer()
			a := fresh()
			if err := a.Warm(context.Background()); err != nil {
				b.Fatal(err)
			}
			b.StartTimer()
			matrix(b, a)
		}
	})
	b.Run("warm", func(b *testing.B) {
		a := fresh()
		matrix(b, a)
		for b.Loop() {
			matrix(b, a)
		}
	})
}
