package ui

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/pandect/pandect/corpus"
)

func TestCut(t *testing.T) {
	tests := []struct {
		text   string
		within corpus.Span
		marks  []corpus.Span
		want   string
	}{
		{"one two three", corpus.Span{End: 13}, []corpus.Span{{Start: 4, End: 7}}, "one [two] three"},
		{"one two three", corpus.Span{Start: 4, End: 13}, []corpus.Span{{Start: 8, End: 13}, {Start: 4, End: 7}}, "[two] [three]"},
		{"one two three", corpus.Span{End: 7}, []corpus.Span{{Start: 4, End: 99}, {Start: 5, End: 6}}, "one [two]"},
		{"one", corpus.Span{Start: 2, End: 1}, nil, ""},
		{"one", corpus.Span{Start: -4, End: 40}, []corpus.Span{{Start: -1, End: 2}}, "[on]e"},
	}
	for _, tt := range tests {
		var b strings.Builder
		for _, s := range Cut(tt.text, tt.within, tt.marks) {
			if s.Mark {
				fmt.Fprintf(&b, "[%s]", s.Text)
			} else {
				b.WriteString(s.Text)
			}
		}
		if b.String() != tt.want {
			t.Errorf("Cut(%q, %v, %v) = %q, want %q", tt.text, tt.within, tt.marks, b.String(), tt.want)
		}
	}
}

func TestPaging(t *testing.T) {
	tests := []struct {
		total, page, size int
		want              string
	}{
		{20, 1, 20, ""},
		{21, 1, 20, "(1) 2 next2"},
		{200, 5, 20, "prev4 1 … 3 4 (5) 6 7 … 10 next6"},
		{200, 10, 20, "prev9 1 … 8 9 (10)"},
		{100000, 1, 20, "(1) 2 3 … 5000 next2"},
	}
	for _, tt := range tests {
		var got []string
		for _, l := range Paging(tt.total, tt.page, tt.size, func(n int) string { return fmt.Sprint(n) }) {
			switch {
			case l.Gap:
				got = append(got, "…")
			case l.Href == "":
				got = append(got, fmt.Sprintf("(%d)", l.Number))
			default:
				got = append(got, l.Rel+l.Href)
			}
		}
		if s := strings.Join(got, " "); s != tt.want {
			t.Errorf("Paging(%d, %d, %d) = %q, want %q", tt.total, tt.page, tt.size, s, tt.want)
		}
	}
}

func TestProvisionPath(t *testing.T) {
	tests := []struct {
		ref  corpus.Ref
		want string
	}{
		{corpus.Ref{Law: "ke/act/2010/8", EID: "sec_3"}, "/law/ke/act/2010/8?eid=sec_3#sec_3"},
		{corpus.Ref{Law: "xa/law#7", EID: "art_1", Language: "fr"}, "/law/xa/law%237?eid=art_1&language=fr#art_1"},
		{corpus.Ref{Law: "ae/قانون/3"}, "/law/ae/%D9%82%D8%A7%D9%86%D9%88%D9%86/3"},
	}
	for _, tt := range tests {
		if got := ProvisionPath(tt.ref); got != tt.want {
			t.Errorf("ProvisionPath(%v) = %q, want %q", tt.ref, got, tt.want)
		}
	}
}

func TestBlocks_Parts(t *testing.T) {
	law := corpus.Text{Law: corpus.Law{ID: "xa/code/1"}}
	for i := range 3000 {
		law.Provisions = append(law.Provisions, corpus.Provision{
			EID: corpus.EID(fmt.Sprintf("art_%d", i)), Kind: "article", Number: fmt.Sprint(i), Text: strings.Repeat("words of the law ", 20),
			Children: []corpus.Provision{{EID: corpus.EID(fmt.Sprintf("art_%d__para_1", i)), Kind: "paragraph", Label: "1", Text: "a point"}},
		})
	}
	blocks := Blocks(&law, nil, nil)
	parts := Split(blocks)
	n := 0
	for i, part := range parts {
		n += len(part)
		if part[0].Subdivision() {
			t.Errorf("part %d begins within a provision", i+1)
		}
	}
	if n != len(blocks) || len(parts) < 10 {
		t.Errorf("%d blocks in %d parts, want %d in 10 or more", n, len(parts), len(blocks))
	}
	for _, e := range ContentsOf(parts, 3, nil) {
		if !strings.HasPrefix(e.Href, "#") {
			t.Fatalf("contents of a long law without containers lists %q of another part", e.Href)
		}
	}
	if diff := cmp.Diff("#art_0", ContentsOf(parts, 0, nil)[0].Href); diff != "" {
		t.Error(diff)
	}
}

func TestPairs(t *testing.T) {
	unit := func(eid, number string) Block {
		return Block{EID: corpus.EID(eid), Kind: "article", Number: number, Basic: true}
	}
	sub := Block{EID: "art_2__para_1", Depth: 1}
	left := []Block{unit("art_1", "1"), unit("art_2", "2"), sub, unit("art_4", "4")}
	right := []Block{unit("art_1", "1"), unit("art_1bis", "1bis"), unit("article2", "2"), unit("art_9", "9")}
	var got []string
	for _, p := range Pairs(left, right) {
		side := func(bs []Block) string {
			if len(bs) == 0 {
				return "-"
			}
			return fmt.Sprintf("%s+%d", bs[0].Number, len(bs)-1)
		}
		got = append(got, side(p.Left)+"|"+side(p.Right))
	}
	if diff := cmp.Diff([]string{"1+0|1+0", "-|1bis+0", "2+1|2+0", "4+0|-", "-|9+0"}, got); diff != "" {
		t.Errorf("Pairs (-want +got):\n%s", diff)
	}
}

// TestBlocks_Marks marks a word wherever it stands in a unit's wording and finds it marked in every piece of the page.
func TestBlocks_Marks(t *testing.T) {
	law := corpus.Text{Law: corpus.Law{ID: "xa/act/1"}, Provisions: []corpus.Provision{{EID: "sec_1", Kind: "section", Number: "1", Text: "fire and\nmore fire", Children: []corpus.Provision{
		{EID: "sec_1__a", Kind: "paragraph", Label: "(a)", Heading: "of fire", Text: "no fire;", Children: []corpus.Provision{{EID: "sec_1__a__i", Kind: "point", Text: "fire at sea"}}},
		{EID: "sec_1__b", Kind: "paragraph", Label: "(b)", Text: "see fire 2", Links: []corpus.Link{{Span: corpus.Span{Start: 9, End: 10}, To: "sec_2"}}},
	}}}}
	wording := law.Provisions[0].Wording()
	var spans []corpus.Span
	for at := 0; ; {
		i := strings.Index(wording[at:], "fire")
		if i < 0 {
			break
		}
		spans = append(spans, corpus.Span{Start: at + i, End: at + i + 4})
		at += i + 4
	}
	var marked, all []string
	for _, b := range Blocks(&law, nil, Marks{"sec_1": spans}) {
		for _, p := range b.Paragraphs {
			for _, s := range p {
				all = append(all, s.Text)
				if s.Mark {
					marked = append(marked, s.Text)
				}
			}
		}
	}
	if diff := cmp.Diff([]string{"fire", "fire", "fire", "fire", "fire"}, marked); diff != "" {
		t.Errorf("marked (-want +got):\n%s", diff)
	}
	if got := strings.Join(all, ""); got != "fire andmore fireno fire;fire at seasee fire 2" {
		t.Errorf("the page reads %q", got)
	}
}
