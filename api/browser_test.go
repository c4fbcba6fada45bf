package api

import (
	"net/http/httptest"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/pandect/pandect/corpus"
	. "github.com/pandect/pandect/ui/uitest" // steps read as sentences
)

// TestBrowser_Finding goes the way of a drafter: a suggestion by keyboard alone; the advanced form, the best of each country, side by side; provisions like one.
func TestBrowser_Finding(t *testing.T) {
	browser := Start(t)
	shelf := library()
	shelf.texts = append(shelf.texts, corpus.Text{Law: corpus.Law{ID: "ke/act/1", Country: "KE", Title: "Other Act"}, Language: "en", Provisions: []corpus.Provision{{EID: "sec_1", Kind: "section", Number: "1", Heading: "Penalty", Text: "The penalty is a fine."}}})
	server := httptest.NewServer(site(t, shelf))
	defer server.Close()
	// The driver sends what Enter types beside the key, which no page can prevent: the form would be sent too.
	const enter = `document.querySelector("#q").dispatchEvent(new KeyboardEvent("keydown", {key: "Enter", bubbles: true, cancelable: true}))`
	browser.Walk(t, server.URL, View{Language: "en", Width: 1280, Script: true},
		Go("/search"), Fill("#q", "penal"), See("#s0"), Press(kb.ArrowDown), See(`#s0[aria-selected="true"]`),
		Act("enter", func(tab *Tab) error { return tab.Leave(chromedp.Evaluate[chromedp.Void](enter)) }), See("#part_1__sec_2.open"))
	for _, script := range []bool{true, false} {
		v := View{Language: "en", Width: 1280, Script: script}
		t.Run(v.String(), func(t *testing.T) {
			browser.Walk(t, server.URL, v,
				Go("/search"), Follow(".check .aside a"), Fill("#w-phrase", "penalty"), Choose("#group", "country"), Follow(".advanced button"),
				Follow(`.result-head > a.button[href^="/compare?p="]`), See("main table"),
				Go("/search?q=penalty"), Follow(`.hit .meta a[href^="/search?like="]`), See(`.notice a[href*="group=country"]`))
		})
	}
}

// TestBrowser_Pages looks at every page, at some with what the demonstration laws do not have.
func TestBrowser_Pages(t *testing.T) {
	browser := Start(t)
	shelf := tagged()
	before := shelf.texts[0]
	before.From, before.Provisions = corpus.Date{Year: 2012, Month: 1, Day: 1}, []corpus.Provision{{EID: "part_1__sec_1", Kind: "section", Number: "1", Label: "1.", Text: "An older wording."}}
	shelf.texts[0].From = corpus.Date{Year: 2014, Month: 1, Day: 1}
	shelf.texts = append(shelf.texts, before)
	older := versionOf(&before)
	shelf.pages = sheets{2: {MediaType: "image/png", Width: 100, Height: 200, Pages: 4, Words: typed("1. Trafficking A person who recruits another commits an offence.")}}
	shelf.corrections = []corpus.Correction{{ID: 1, By: "Ana", Law: before.ID, What: "status", Before: "bill", After: "in force", Note: "gazette 7"}}
	server := httptest.NewServer(site(t, shelf))
	t.Cleanup(server.Close)
	var steps []Step
	for _, page := range []string{"/", "/search", "/search?q=penalty&country=XA", "/search?q=zebra", "/search?q=penalty&group=country", "/search?like=xa/act/2014/14%23part_1__sec_1&size=2", "/advanced?q=penalty", "/law/xa/act/2014/14?find=penalty", "/countries", "/countries/XA", "/topics", "/instruments",
		"/instruments/untoc", "/help", "/about", "/attempts", "/gaps?instrument=tip-protocol", "/gaps?instrument=tip-protocol&country=XA",
		"/gaps?requirement=tip-protocol/5/1&country=XA", "/gaps?requirement=tip-protocol/5/1", "/compare", "/compare?topic=trafficking-in-persons&country=XA,ZZ",
		"/compare?p=xa/act/2014/14%23part_1__sec_1&p=xa/act/2014/14%23part_1__sec_2", "/collection?p=xa/act/2014/14%23part_1__sec_2&n=a+note",
		"/signin", "/queue", "/edit?law=xa/act/2014/14", "/log", "/law/xa/act/2014/14?page=2&eid=part_1__sec_1&q=recruits", "/checklist", "/checklist?instrument=tip-protocol&country=XA", "/tags?p=xa/act/2014/14%23part_1__sec_1", "/definitions?term=recruit", "/law/xa/act/2014/14?against=" + older, "/law/xa/act/2014/14?asof=2013-01-01"} {
		steps = append(steps, Go(page))
	}
	steps = append(steps, Expecting("404", Go("/nothing")))
	for _, v := range Views() {
		v.Keys = false
		t.Run(v.String(), func(t *testing.T) {
			t.Parallel()
			browser.Walk(t, server.URL, v, steps...)
		})
	}
}

// What is ticked on several pages is one collection; its button takes all of it, and what is taken out there is ticked no more.
func TestBrowser_Collect(t *testing.T) {
	server := httptest.NewServer(site(t, library()))
	defer server.Close()
	Start(t).Walk(t, server.URL, View{Language: "en", Width: 1280, Script: true},
		Go("/law/xa/act/2014/14"), Click("#part_1__sec_1 .pick-one"), See("a[data-basket]"),
		Go("/countries/XA"), See("a[data-basket]"), Click(".ticked .tick input"), Read("a[data-basket]", "Collection 2"),
		Follow(".tick-bar button"), Has("article + article a[data-remove]"), Read("main", "Trafficking"),
		Follow("a[data-remove]"), Miss("article + article"), Read("a[data-basket]", "Collection 1"))
}
