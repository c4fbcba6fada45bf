package api

import (
	"net/http/httptest"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/pandect/pandect/corpus"
)

// TestBrowser_Terms holds that a term says its definition by keyboard until Escape, and leads to it without script.
func TestBrowser_Terms(t *testing.T) {
	ctx, messages := browser(t)
	shelf := library()
	shelf.texts = append(shelf.texts, corpus.Text{Law: corpus.Law{ID: "xa/act/3", Country: "XA", Title: "Dealers Act"}, Language: "en", Provisions: []corpus.Provision{
		{EID: "sec_1", Kind: "section", Number: "1", Text: "In this Act:", Children: []corpus.Provision{{EID: "sec_1__def_1", Kind: "definition", Text: "“dealer” means who sells a firearm."}}},
		{EID: "sec_2", Kind: "section", Number: "2", Text: "A dealer keeps a register."}}})
	server := httptest.NewServer(site(t, shelf))
	defer server.Close()
	for _, code := range []string{"en", "ar"} {
		err := chromedp.Do(ctx,
			chromedp.EmulateViewport(320, 700),
			chromedp.Navigate(server.URL+"/law/xa/act/3?lang="+code),
			chromedp.WaitVisible("a.term"),
		)
		if err != nil {
			t.Fatalf("%s: the law: %v", code, err)
		}
		// A page without the window's focus, as this one, is not told of it by the browser.
		const shown = `(() => { const term = document.querySelector("a.term"); term.focus(); term.dispatchEvent(new FocusEvent("focusin", {bubbles: true})); const s = document.querySelector("#says"), b = s && s.getBoundingClientRect();
			return s !== null && s.getAttribute("role") === "tooltip" && s.textContent.includes("who sells a firearm") && document.activeElement.getAttribute("aria-describedby") === "says" && b.left >= 0 && b.right <= innerWidth; })()`
		if ok, err := chromedp.Run(ctx, chromedp.Evaluate[bool](shown)); err != nil || !ok {
			t.Errorf("%s: what is shown is not the definition, or stands beside the page: %v", code, err)
		}
		if gone, err := chromedp.Run(ctx, chromedp.Evaluate[bool](`document.dispatchEvent(new KeyboardEvent("keydown", {key: "Escape"})) && !document.querySelector("#says")`)); err != nil || !gone {
			t.Errorf("%s: Escape leaves the definition: %v", code, err)
		}
	}
	err := chromedp.Do(ctx, script(false), chromedp.Navigate(server.URL+"/law/xa/act/3?lang=en"), chromedp.Click("a.term"), chromedp.WaitVisible("#sec_1__def_1"), script(true))
	if err != nil {
		t.Errorf("without script: %v", err)
	}
	if len(*messages) > 0 {
		t.Errorf("the console says: %v", *messages)
	}
}
