package api

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/pandect/pandect/corpus"
)

// longLaw has 3,000 articles in titles and chapters, each with a heading and a paragraph of its own length.
func longLaw() corpus.Text {
	t := corpus.Text{Law: corpus.Law{ID: "xa/code/2020/1", Country: "XA", Type: "code", Title: "Code of Everything", Year: 2020}, Language: "en"}
	for title := range 10 {
		top := corpus.Provision{EID: corpus.EID(fmt.Sprintf("title_%d", title+1)), Kind: "title", Number: fmt.Sprint(title + 1), Label: fmt.Sprintf("Title %d", title+1), Heading: "Matters of one kind"}
		for chapter := range 12 {
			c := corpus.Provision{EID: corpus.EID(fmt.Sprintf("%s__chp_%d", top.EID, chapter+1)), Kind: "chapter", Number: fmt.Sprint(chapter + 1), Label: fmt.Sprintf("Chapter %d", chapter+1), Heading: "Things that belong together"}
			for article := range 25 {
				n := title*300 + chapter*25 + article + 1
				c.Children = append(c.Children, corpus.Provision{
					EID: corpus.EID(fmt.Sprintf("art_%d", n)), Kind: "article", Number: fmt.Sprint(n), Label: fmt.Sprintf("Article %d", n), Heading: "What is asked of everybody",
					Text:   strings.Repeat(fmt.Sprintf("Whoever does what article %d says is answerable for it before the court of the place. ", n), 1+n%7) + "\n",
					Topics: []corpus.Tag{{ID: "firearms", By: corpus.ByProgram}, {ID: "corruption", By: corpus.ByProgram}}[:n%3],
				})
			}
			top.Children = append(top.Children, c)
		}
		t.Provisions = append(t.Provisions, top)
	}
	return t
}

const (
	maxPage  = 100 << 10 // bytes of a page as it is written
	maxVisit = 100 << 10 // bytes of a page with its style, script and mark, as they go over the line
)

// Pages are small, whatever the length of the law that they show: what is asked for of a bad line.
func TestPages_Bytes(t *testing.T) {
	s := library()
	s.texts = append(s.texts, longLaw())
	h := site(t, s)
	static := 0
	home := ask(h, "/").Body.String()
	for _, name := range regexp.MustCompile(`/static/[a-z0-9.]+`).FindAllString(home, -1) {
		static += ask(h, name, "Accept-Encoding: gzip").Body.Len()
	}
	if static == 0 {
		t.Fatal("the page has no style")
	}
	for _, address := range []string{"/", "/search?q=court", "/countries", "/topics", "/law/xa/act/2014/14", "/law/xa/code/2020/1", "/law/xa/code/2020/1?part=7", "/law/xa/code/2020/1?eid=art_2999&lang=ar", "/law/xa/code/2020/1?lang=ru", "/compare", "/help"} {
		raw, packed := ask(h, address).Body.Len(), ask(h, address, "Accept-Encoding: gzip").Body.Len()
		t.Logf("%-42s %6d bytes, %6d over the line, %6d with style and script", address, raw, packed, packed+static)
		if raw > maxPage || packed+static > maxVisit {
			t.Errorf("%s: %d bytes, %d over the line with style and script", address, raw, packed+static)
		}
	}
	whole := ask(h, "/law/xa/code/2020/1?part=all").Body.String()
	if n := strings.Count(whole, `class="unit"`); n != 3000 {
		t.Errorf("on one page the law has %d articles", n)
	}
	if !strings.Contains(ask(h, "/law/xa/code/2020/1?eid=art_2999").Body.String(), `id="art_2999"`) {
		t.Error("the part that holds an article is not opened")
	}
}
