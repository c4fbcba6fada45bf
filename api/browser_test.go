package api

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/pandect/pandect/corpus"
)

// browser starts a headless Chromium, or skips where there is none; messages are what its console said.
func browser(t *testing.T) (ctx context.Context, messages *[]string) {
	t.Helper()
	if testing.Short() {
		t.Skip("-short: no browser")
	}
	var path string
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			path = found
			break
		}
	}
	if path == "" {
		t.Skip("no Chromium on this machine; make tools brings it")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox, chromedp.ExecPath(path))
	ctx, cancel := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	ctx, cancel = context.WithTimeout(ctx, 2*time.Minute)
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil {
		t.Skipf("Chromium does not start: %v", err)
	}
	messages = new([]string)
	err := chromedp.Listen(ctx, func(ev any) {
		switch name := fmt.Sprintf("%T", ev); {
		case strings.HasSuffix(name, "ExceptionThrown"), strings.HasSuffix(name, "EntryAdded"):
			// The script of the browser's own error page, shown when a test's server is gone, is not ours.
			if text, _ := json.Marshal(ev); !strings.Contains(string(text), "chrome-error://") {
				*messages = append(*messages, name+": "+string(text))
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	return ctx, messages
}

func script(on bool) chromedp.Action[chromedp.Void] {
	return func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
		_, err := cdp.Call(ctx, t, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !on})
		return chromedp.Void{}, err
	}
}

// TestBrowser_Walk goes the way of a reader: home, search, facet, law, provision, original; with script and without.
func TestBrowser_Walk(t *testing.T) {
	ctx, messages := browser(t)
	shelf := library()
	shelf.texts = append(shelf.texts, corpus.Text{Law: corpus.Law{ID: "ke/act/1", Country: "KE", Title: "Other Act"}, Language: "en", Provisions: []corpus.Provision{{EID: "sec_1", Kind: "section", Number: "1", Text: "The penalty is a fine."}}})
	server := httptest.NewServer(site(t, shelf))
	defer server.Close()
	for _, on := range []bool{true, false} {
		t.Run(fmt.Sprintf("script=%v", on), func(t *testing.T) {
			steps := []chromedp.Action[chromedp.Void]{
				script(on),
				chromedp.EmulateViewport(1280, 900),
				chromedp.Navigate(server.URL + "/?lang=en"),
				chromedp.SendKeys("#q", "penalty"),
				chromedp.Submit("#q"),
				chromedp.WaitVisible(".hit-list"),
				chromedp.Click("#f-country-0"),
				chromedp.Click(".facets button"),
				chromedp.WaitVisible(".chips.active"),
				chromedp.Click(".hit h3 a"),
				chromedp.WaitVisible(".unit.open"),
			}
			if err := chromedp.Do(ctx, steps...); err != nil {
				t.Fatal(err)
			}
			address, err := chromedp.Run(ctx, chromedp.Location())
			if err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(address, "/law/") || !strings.Contains(address, "#") {
				t.Errorf("the walk ends at %s", address)
			}
		})
	}
	for _, m := range *messages {
		t.Errorf("console: %s", m)
	}
}

// TestBrowser_Finding goes the way of a drafter: the advanced form, the best of each country, side by side; provisions like one; a suggestion by keyboard alone.
func TestBrowser_Finding(t *testing.T) {
	ctx, messages := browser(t)
	shelf := library()
	shelf.texts = append(shelf.texts, corpus.Text{Law: corpus.Law{ID: "ke/act/1", Country: "KE", Title: "Other Act"}, Language: "en", Provisions: []corpus.Provision{{EID: "sec_1", Kind: "section", Number: "1", Heading: "Penalty", Text: "The penalty is a fine."}}})
	server := httptest.NewServer(site(t, shelf))
	defer server.Close()
	err := chromedp.Do(ctx,
		chromedp.EmulateViewport(1280, 900),
		chromedp.Navigate(server.URL+"/search?lang=en"),
		chromedp.SendKeys("#q", "penal"),
		chromedp.Sleep(time.Second), // the answers to the first letters come and go
		chromedp.WaitVisible("#s0"),
		chromedp.KeyEvent(kb.ArrowDown),
		chromedp.WaitVisible(`#s0[aria-selected="true"]`),
	)
	if err != nil {
		t.Fatalf("a suggestion by keyboard: %v", err)
	}
	// The driver sends what Enter types beside the key, which no page can prevent: the form would be sent too.
	const enter = `document.querySelector("#q").dispatchEvent(new KeyboardEvent("keydown", {key: "Enter", bubbles: true, cancelable: true}))`
	if _, err := chromedp.Run(ctx, chromedp.Evaluate[bool](enter)); err != nil {
		t.Fatal(err)
	}
	address := ""
	for range 50 {
		if address, err = chromedp.Run(ctx, chromedp.Location()); err != nil || strings.Contains(address, "/law/") {
			break
		}
		time.Sleep(100 * time.Millisecond)
	}
	if !strings.Contains(address, "/law/xa/act/2014/14?eid=part_1__sec_2") {
		t.Errorf("the suggestion leads to %s, %v", address, err)
	}
	for _, on := range []bool{true, false} {
		t.Run(fmt.Sprintf("script=%v", on), func(t *testing.T) {
			err := chromedp.Do(ctx,
				script(on),
				chromedp.EmulateViewport(1280, 900),
				chromedp.Navigate(server.URL+"/search?lang=en"),
				chromedp.Click(".check .aside a"),
				chromedp.WaitVisible("#w-phrase"),
				chromedp.SendKeys("#w-phrase", "penalty"),
				chromedp.SetValue("#group", "country"),
				chromedp.Click(".advanced button"),
				chromedp.WaitVisible(`.result-head > a.button[href^="/compare?p="]`),
				chromedp.Click(".result-head > a.button"),
				chromedp.WaitVisible("main table"),
			)
			if err != nil {
				t.Fatal(err)
			}
			err = chromedp.Do(ctx,
				chromedp.Navigate(server.URL+"/search?q=penalty&lang=en"),
				chromedp.Click(`.hit .meta a[href^="/search?like="]`),
				chromedp.WaitVisible(`.notice a[href*="group=country"]`),
			)
			if err != nil {
				t.Errorf("provisions like one: %v", err)
			}
		})
	}
	for _, m := range *messages {
		t.Errorf("console: %s", m)
	}
}

// TestBrowser_SignIn goes the way of a librarian: turned to the way in, a wrong password, the right one, an answer under their name, out again; with
// script and without.
func TestBrowser_SignIn(t *testing.T) {
	ctx, messages := browser(t)
	for _, on := range []bool{true, false} {
		t.Run(fmt.Sprintf("script=%v", on), func(t *testing.T) {
			shelf := staffed(t)
			shelf.private = true
			server := httptest.NewServer(site(t, shelf))
			defer server.Close()
			err := chromedp.Do(ctx,
				script(on),
				chromedp.EmulateViewport(1280, 900),
				chromedp.Navigate(server.URL+"/gaps?requirement=tip-protocol/5/1&country=XA&lang=en"),
				chromedp.WaitVisible("#password"),
				chromedp.SendKeys("#name", "librarian"),
				chromedp.SendKeys("#password", "not the right one"),
				chromedp.Click("main button"),
				chromedp.WaitVisible(".notice.bad"),
				chromedp.SendKeys("#name", "librarian"),
				chromedp.SendKeys("#password", rightPassword),
				chromedp.Click("main button"),
				chromedp.WaitVisible(".judge"),
				chromedp.Click("#s-covered"),
				chromedp.Click(".judge button"),
				chromedp.WaitVisible(".verdict .sign.covered"),
				chromedp.Navigate(server.URL+"/account?lang=ar"),
				chromedp.WaitVisible("#current"),
				chromedp.Click(".signouts button"),
				chromedp.WaitVisible("#password"),
			)
			if err != nil {
				t.Fatal(err)
			}
			if len(shelf.judgements) != 1 || shelf.judgements[0].By != corpus.Librarian {
				t.Errorf("the walk left %+v", shelf.judgements)
			}
		})
	}
	for _, m := range *messages {
		if !strings.Contains(m, "401") { // the browser tells of the wrong password
			t.Errorf("console: %s", m)
		}
	}
}

// TestBrowser_Accessible runs axe-core on every page, narrow and wide, in English and Arabic, if .cache/axe.min.js is there (npm: axe-core).
func TestBrowser_Accessible(t *testing.T) {
	axe, err := os.ReadFile(filepath.Join("..", ".cache", "axe.min.js"))
	if err != nil {
		t.Skip("no ../.cache/axe.min.js; it is the file of that name in the npm package axe-core")
	}
	ctx, _ := browser(t)
	shelf := tagged()
	before := shelf.texts[0]
	before.From, before.Provisions = corpus.Date{Year: 2012, Month: 1, Day: 1}, []corpus.Provision{{EID: "part_1__sec_1", Kind: "section", Number: "1", Label: "1.", Text: "An older wording."}}
	shelf.texts[0].From = corpus.Date{Year: 2014, Month: 1, Day: 1}
	shelf.texts = append(shelf.texts, before)
	older := versionOf(&before)
	shelf.pages = sheets{2: {MediaType: "image/png", Width: 100, Height: 200, Pages: 4, Words: typed("1. Trafficking A person who recruits another commits an offence.")}}
	shelf.corrections = []corpus.Correction{{ID: 1, By: "Ana", Law: before.ID, What: "status", Before: "bill", After: "in force", Note: "gazette 7"}}
	server := httptest.NewServer(site(t, shelf))
	defer server.Close()
	const run = `axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})
		.then(r => r.violations.map(v => v.id + ' at ' + v.nodes.map(n => n.target.join(' ')).join(', ')).join('; '))`
	const overflow = `document.documentElement.scrollWidth > document.documentElement.clientWidth + 1`
	for _, page := range []string{"/", "/search", "/search?q=penalty&country=XA", "/search?q=zebra", "/search?q=penalty&group=country", "/search?like=xa/act/2014/14%23part_1__sec_1&size=2", "/advanced?q=penalty", "/law/xa/act/2014/14?find=penalty", "/countries", "/countries/XA", "/topics", "/instruments",
		"/instruments/untoc", "/help", "/about", "/attempts", "/nothing", "/gaps?instrument=tip-protocol", "/gaps?instrument=tip-protocol&country=XA",
		"/gaps?requirement=tip-protocol/5/1&country=XA", "/gaps?requirement=tip-protocol/5/1", "/compare", "/compare?topic=trafficking-in-persons&country=XA,ZZ",
		"/compare?p=xa/act/2014/14%23part_1__sec_1&p=xa/act/2014/14%23part_1__sec_2", "/collection?p=xa/act/2014/14%23part_1__sec_2&n=a+note",
		"/signin", "/queue", "/edit?law=xa/act/2014/14", "/log", "/law/xa/act/2014/14?page=2&eid=part_1__sec_1&q=recruits", "/checklist", "/checklist?instrument=tip-protocol&country=XA", "/tags?p=xa/act/2014/14%23part_1__sec_1", "/definitions?term=recruit", "/law/xa/act/2014/14?against=" + older, "/law/xa/act/2014/14?asof=2013-01-01"} {
		for _, v := range []struct {
			width int64
			code  string
		}{{320, "ar"}, {768, "fr"}, {1440, "en"}} {
			at := page + "?lang=" + v.code
			if strings.Contains(page, "?") {
				at = page + "&lang=" + v.code
			}
			if err := chromedp.Do(ctx, chromedp.EmulateViewport(v.width, 900), chromedp.Navigate(server.URL+at)); err != nil {
				t.Fatal(err)
			}
			if _, err := chromedp.Run(ctx, chromedp.Evaluate[int](string(axe)+";1")); err != nil {
				t.Fatal(err)
			}
			found, err := chromedp.Run(ctx, chromedp.Evaluate[string](run, chromedp.EvalAwaitPromise))
			if err != nil || found != "" {
				t.Errorf("%s at %d pixels: %s %v", at, v.width, found, err)
			}
			wide, err := chromedp.Run(ctx, chromedp.Evaluate[bool](overflow))
			if err != nil || wide {
				t.Errorf("%s at %d pixels: scrolls sideways %v", at, v.width, err)
			}
		}
	}
}

// What is ticked on several pages is one collection; its button takes all of it, and what is taken out there is ticked no more.
func TestBrowser_Collect(t *testing.T) {
	ctx, messages := browser(t)
	server := httptest.NewServer(site(t, library()))
	defer server.Close()
	read := func(selector string) string {
		t.Helper()
		text, err := chromedp.Run(ctx, chromedp.Text(selector))
		if err != nil {
			t.Fatal(err)
		}
		return strings.Join(strings.Fields(text), " ")
	}
	do := func(actions ...chromedp.Action[chromedp.Void]) {
		t.Helper()
		if err := chromedp.Do(ctx, actions...); err != nil {
			t.Fatal(err)
		}
	}
	do(chromedp.Navigate(server.URL+"/law/xa/act/2014/14"), chromedp.Click(`#part_1__sec_1 .pick-one`), chromedp.WaitVisible(`a[data-basket]`))
	do(chromedp.Navigate(server.URL+"/countries/XA"), chromedp.WaitVisible(`a[data-basket]`))
	if _, err := chromedp.Run(ctx, chromedp.Evaluate[bool](`(document.querySelector(".ticked .tick input").click(), true)`)); err != nil {
		t.Fatal(err)
	}
	if got := read(`a[data-basket]`); got != "Collection 2" {
		t.Errorf("after two ticks the way to the collection says %q", got)
	}
	do(chromedp.Click(`.tick-bar button`), chromedp.WaitVisible(`form[data-collection]`))
	if got := read("main"); !strings.Contains(got, "Trafficking") || strings.Count(got, "Take out") != 2 {
		t.Errorf("the collection: %s", got)
	}
	do(chromedp.Click(`a[data-remove]`), chromedp.WaitNotPresent(`article + article`))
	if got := read(`a[data-basket]`); got != "Collection 1" {
		t.Errorf("with one taken out the way to the collection says %q", got)
	}
	if len(*messages) > 0 {
		t.Errorf("the browser complains: %v", *messages)
	}
}
