package export

import (
	"io"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/pandect/pandect/corpus"
)

func TestCutCell(t *testing.T) {
	for _, c := range []struct {
		name, in string
		whole    bool
	}{
		{"empty", "", true}, {"just fits", strings.Repeat("a", maxCell), true}, {"one too many", strings.Repeat("a", maxCell+1), false},
		{"Arabic, many bytes", strings.Repeat("م", maxCell), true}, {"pairs, just fits", strings.Repeat("𠀀", maxCell/2), true}, {"pairs, too many", strings.Repeat("𠀀", maxCell/2+1), false},
	} {
		got := cutCell(c.in)
		if n := len(utf16.Encode([]rune(got))); n > maxCell || (got == c.in) != c.whole || (!c.whole && !strings.HasSuffix(got, "…")) {
			t.Errorf("%s: %d units, whole %v, want %v", c.name, n, got == c.in, c.whole)
		}
	}
}

func TestHarmless(t *testing.T) {
	for in, want := range map[string]string{"=1+1": "'=1+1", "+1": "'+1", "-1": "'-1", "@SUM(A1)": "'@SUM(A1)", "\t=1": "'\t=1", "\r=1": "'\r=1", "": "", "1=1": "1=1", "—": "—"} {
		if got := harmless(in); got != want {
			t.Errorf("harmless(%q) = %q, want %q", in, got, want)
		}
	}
}

// manyItems are n laws of ten sections of 800 bytes, made as they are asked for.
func manyItems(n int) Items {
	wording := strings.Repeat("wording of a section ", 40)
	law := corpus.Text{Law: corpus.Law{ID: "xa/act/1", Country: "XA", Title: "Arms Act"}, Language: "en"}
	for _, number := range strings.Split("1 2 3 4 5 6 7 8 9 10", " ") {
		law.Provisions = append(law.Provisions, corpus.Provision{EID: corpus.EID("sec_" + number), Kind: "section", Number: number, Label: number + ".", Text: wording})
	}
	item := Item{Text: law, Units: law.Units()}
	return func(yield func(Item, error) bool) {
		for range n {
			if !yield(item, nil) {
				return
			}
		}
	}
}

func BenchmarkFormats(b *testing.B) {
	const laws = 500
	for _, f := range Formats {
		b.Run(f.Name, func(b *testing.B) {
			for b.Loop() {
				if err := Write(io.Discard, f, header, manyItems(laws), nil); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.N*laws*10)/b.Elapsed().Seconds(), "provisions/s")
		})
	}
}
