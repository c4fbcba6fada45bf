package api

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/ui"
)

// sheets are the pages of one original: page 4 cannot be drawn.
type sheets map[int]corpus.PageImage

func (s sheets) Page(_ context.Context, sum string, page, _ int) (corpus.PageImage, error) {
	p, ok := s[page]
	switch {
	case sum != fakeSum || !ok && page != 4:
		return p, fmt.Errorf("page %d of %s: %w", page, sum, corpus.ErrNotFound)
	case page == 4:
		return p, fmt.Errorf("page 4 cannot be drawn: %w", corpus.ErrUnsupported)
	}
	return p, nil
}

// typed puts words on a page, ten pixels each, five a line.
func typed(text string) []corpus.PageWord {
	var out []corpus.PageWord
	for i, w := range strings.Fields(text) {
		out = append(out, corpus.PageWord{Text: w, X: 20 * (i % 5), Y: 30 * (i / 5), Width: 18, Height: 12})
	}
	return out
}

func TestLeaf(t *testing.T) {
	s := library()
	s.pages = sheets{
		2: {MediaType: "image/png", Width: 100, Height: 200, Image: []byte("png"), Pages: 4, Words: typed("Part 1 Offences 1. Trafficking A person who recruits another commits an offence.")},
		3: {MediaType: "image/jpeg", Width: 100, Height: 200, Image: []byte("jpeg"), Pages: 4},
	}
	h := site(t, s)
	for _, c := range []struct {
		address   string
		status    int
		has, hasn []string
	}{
		{"/law/xa/act/2014/14", 200, []string{`href="/law/xa/act/2014/14?page=2&amp;eid=part_1__sec_1"`}, []string{"<svg viewBox=\"0 0 100"}},
		{"/law/xa/act/2014/14?page=2&eid=part_1__sec_1&q=recruits", 200,
			[]string{`href="/api/v1/originals/` + fakeSum + `/pages/2"`, `viewBox="0 0 100 200"`, `class="opened"`, `class="marked" x="60" y="30"`, "recruits", `href="/law/xa/act/2014/14?q=recruits&amp;page=3"`}, []string{"ten years", "it is a scan"}},
		{"/law/xa/act/2014/14?page=3", 200, []string{"it is a scan", "ten years", "page=2"}, []string{`class="opened"`}},
		{"/law/xa/act/2014/14?page=4", 200, []string{"cannot be drawn", "cannot be shown"}, []string{"<image"}},
		{"/law/xa/act/2014/14?page=2&zoom=150&q=recruits", 200, []string{`/pages/2?scale=2"`, `class="sheet-image z150"`, `page=2&amp;zoom=100"`, `page=2&amp;zoom=200"`, `page=3&amp;zoom=150"`, "150%"}, nil},
		{"/law/xa/act/2014/14?page=2&zoom=7", 400, nil, nil},
		{"/law/xa/act/2014/14?page=9", 404, nil, nil},
		{"/law/xa/act/2014/14?page=-1", 400, nil, nil},
		{"/law/xa/act/2014/14?page=x", 400, nil, nil},
		{"/law/xa/act/2014/14?page=2&language=fr", 200, nil, []string{"<image"}}, // it came without an original
		{"/api/v1/originals/" + fakeSum + "/pages/2", 200, []string{"png"}, nil},
		{"/api/v1/originals/" + fakeSum + "/pages/4", 415, nil, nil},
		{"/api/v1/originals/" + fakeSum + "/pages/2?scale=2", 200, []string{"png"}, nil},
		{"/api/v1/originals/" + fakeSum + "/pages/2?scale=9", 400, nil, nil},
		{"/api/v1/originals/" + fakeSum + "/pages/0", 400, nil, nil},
		{"/api/v1/originals/" + strings.Repeat("0", 64) + "/pages/1", 404, nil, nil},
	} {
		w := ask(h, c.address)
		if w.Code != c.status {
			t.Errorf("%s: %d, want %d", c.address, w.Code, c.status)
		}
		for _, has := range c.has {
			if !strings.Contains(w.Body.String(), has) {
				t.Errorf("%s has no %s", c.address, has)
			}
		}
		for _, has := range c.hasn {
			if strings.Contains(w.Body.String(), has) {
				t.Errorf("%s has %s", c.address, has)
			}
		}
	}
	if w := ask(h, "/api/v1/originals/"+fakeSum+"/pages/3"); w.Header().Get("Content-Type") != "image/jpeg" || !strings.Contains(w.Header().Get("Cache-Control"), "max-age") {
		t.Errorf("page 3: %v", w.Header())
	}
	s.pages = nil
	if w := ask(site(t, s), "/law/xa/act/2014/14?page=2"); w.Code != 200 || strings.Contains(w.Body.String(), "<image") || strings.Contains(w.Body.String(), "?page=") {
		t.Errorf("where pages are not shown: %d, %s", w.Code, w.Body)
	}
}

// TestOnLeaf holds that what goes on from the page before is shown with what begins on a page.
func TestOnLeaf(t *testing.T) {
	law := corpus.Text{Law: corpus.Law{ID: "xa/act/4"}, Provisions: []corpus.Provision{{EID: "part_1", Kind: "part", Number: "1", Page: 1, Children: []corpus.Provision{
		{EID: "sec_1", Kind: "section", Number: "1", Text: "A person who sells a firearm without a licence is liable to imprisonment for ten years.", Page: 1},
		{EID: "sec_2", Kind: "section", Number: "2", Text: "The registrar keeps the register.", Page: 2},
		{EID: "sec_3", Kind: "section", Number: "3", Page: 2, Children: []corpus.Provision{
			{EID: "sec_3__para_a", Kind: "paragraph", Number: "a", Text: "one", Page: 2}, {EID: "sec_3__para_b", Kind: "paragraph", Number: "b", Text: "two", Page: 3}}},
	}}}}
	for _, c := range []struct {
		page  int
		words string
		want  string
	}{
		{2, "liable to imprisonment for ten years. 2 The registrar keeps the register. 3 (a) one", "sec_1 sec_2 sec_3 sec_3__para_a "},
		{2, "2 The registrar keeps the register. 3 (a) one", "sec_2 sec_3 sec_3__para_a "},
		{2, "", "sec_1 sec_2 sec_3 sec_3__para_a "}, // a scan
		{3, "(b) two", "sec_3 sec_3__para_a sec_3__para_b "},
		{1, "Part 1 A person who sells a firearm", "part_1 sec_1 "},
		{4, "Schedule of fees in the country of the act", ""},
	} {
		got := ""
		for _, b := range onLeaf(&law, ui.Blocks(&law, func(string) ui.Entry { return ui.Entry{} }, nil), c.page, typed(c.words)) {
			got += string(b.EID) + " "
		}
		if got != c.want {
			t.Errorf("page %d with %q: %s, want %s", c.page, c.words, got, c.want)
		}
	}
}

func TestLineBoxes(t *testing.T) {
	page := typed("The minister may appoint a controller of consumer affairs. 6. No contracting out. The provisions of this Act shall have effect notwithstanding anything. 7. The minister may resign")
	for _, c := range []struct {
		name, wording string
		want          []ui.Box
	}{
		{"from the middle of a line", "6. No contracting out. The provisions of this Act shall have effect notwithstanding anything.", []ui.Box{
			{X: 80, Y: 30, Width: 18, Height: 12}, {X: 0, Y: 60, Width: 98, Height: 12}, {X: 0, Y: 90, Width: 98, Height: 12}, {X: 0, Y: 120, Width: 58, Height: 12}}},
		{"words that stand there in another order", "anything notwithstanding effect have shall Act this of provisions", nil},
		{"three words by chance", "A court may rule that the minister may not, whatever a party says of it", nil},
		{"nothing", "", nil},
	} {
		got := lineBoxes(page, plainWords(c.wording))
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: (-want +got)\n%s", c.name, diff)
		}
	}
}

func TestPlainWords(t *testing.T) {
	for in, want := range map[string][]string{
		"Art. 5(a): the Court's": {"art", "5", "a", "the", "court", "s"},
		"第三条 犯罪":                 {"第", "三", "条", "犯", "罪"},
		"ﻻ الْمَادَّة":           {"لا", "المادة"},
		"":                       nil,
	} {
		if got := plainWords(in); !cmp.Equal(got, want) {
			t.Errorf("plainWords(%q) = %q, want %q", in, got, want)
		}
	}
}

// stuck draws no page before it is released.
type stuck struct{ asked, release chan struct{} }

func (s stuck) Page(ctx context.Context, _ string, _, _ int) (corpus.PageImage, error) {
	s.asked <- struct{}{}
	<-s.release
	return corpus.PageImage{}, fmt.Errorf("page 1: %w", corpus.ErrUnsupported)
}

// TestLeaf_Hangs holds that those who wait for pictures of pages keep nobody from reading.
func TestLeaf_Hangs(t *testing.T) {
	s, pages := library(), stuck{make(chan struct{}, 8), make(chan struct{})}
	h, err := made(Server{Catalog: s, Files: cellar{s: s}, Search: s, Pages: pages, Limits: Limits{Pages: 1, Exports: 1, Waiting: 4, Patience: time.Minute}})
	if err != nil {
		t.Fatal(err)
	}
	codes := make(chan int, 2) // of one address: one is at work, the other waits
	for range cap(codes) {
		go func() { codes <- ask(h, "/api/v1/originals/"+fakeSum+"/pages/1").Code }()
	}
	<-pages.asked
	if w := ask(h, "/about"); w.Code != 200 {
		t.Errorf("a reader beside them: %d", w.Code)
	}
	close(pages.release)
	for range cap(codes) {
		if code := <-codes; code != 415 {
			t.Errorf("who waited: %d", code)
		}
	}
}
