package bleve

import (
	"testing"

	"github.com/pandect/pandect/index"
)

// BenchmarkMechanism is what each step before scoring costs a question, words read before: a library of the thesaurus' terms in five languages.
//
//	go test ./index/bleve -run '^$' -bench Mechanism -benchmem
func BenchmarkMechanism(b *testing.B) {
	e := shelf(b, "en", "de", "es", "fr", "ru")
	v, release, err := e.current()
	if err != nil {
		b.Fatal(err)
	}
	defer release()
	const text = "how long in jail for smuggling drugs by sea without a licence"
	q, err := index.Parse(text)
	if err != nil {
		b.Fatal(err)
	}
	q.Expand = true
	languages := v.languages(v.live)
	ready := func() *search {
		s := &search{e: e, v: v, q: &q}
		s.result.Language = "en"
		if s.plan, err = e.compile(v, &q, "en", languages, nil, true); err != nil {
			b.Fatal(err)
		}
		return s
	}
	for _, m := range []struct {
		name string
		do   func(*search) error
	}{
		{"language", func(s *search) error { s.guess(); return nil }},
		{"understand", func(s *search) error { s.understand(); return nil }},
		{"compile", func(*search) error { return nil }},
		{"expand", func(s *search) error { s.expand(); return nil }},
		{"kin", func(s *search) error { return s.kin() }},
		{"compounds", func(s *search) error { s.compounds(); return nil }},
	} {
		b.Run(m.name, func(b *testing.B) {
			b.ReportAllocs()
			s := ready()
			for b.Loop() {
				if m.name != "language" && m.name != "understand" {
					s = ready()
				}
				if err := m.do(s); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
