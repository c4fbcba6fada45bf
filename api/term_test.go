package api

import (
	"net/http/httptest"
	"testing"

	"github.com/pandect/pandect/corpus"
	. "github.com/pandect/pandect/ui/uitest"
)

// TestBrowser_Terms holds that a term says its definition by keyboard until Escape, and leads to it without script.
func TestBrowser_Terms(t *testing.T) {
	browser := Start(t)
	shelf := library()
	shelf.texts = append(shelf.texts, corpus.Text{Law: corpus.Law{ID: "xa/act/3", Country: "XA", Title: "Dealers Act"}, Language: "en", Provisions: []corpus.Provision{
		{EID: "sec_1", Kind: "section", Number: "1", Text: "In this Act:", Children: []corpus.Provision{{EID: "sec_1__def_1", Kind: "definition", Text: "“dealer” means who sells a firearm."}}},
		{EID: "sec_2", Kind: "section", Number: "2", Text: "A dealer keeps a register."}}})
	server := httptest.NewServer(site(t, shelf))
	defer server.Close()
	// A page without the window's focus, as this one may be, is not told of it by the browser.
	const shown = `(() => { const term = document.querySelector("a.term"); term.focus(); term.dispatchEvent(new FocusEvent("focusin", {bubbles: true})); const s = document.querySelector("#says"), b = s && s.getBoundingClientRect();
		return s !== null && s.getAttribute("role") === "tooltip" && s.textContent.includes("who sells a firearm") && document.activeElement.getAttribute("aria-describedby") === "says" && b.left >= 0 && b.right <= innerWidth; })()`
	const gone = `document.dispatchEvent(new KeyboardEvent("keydown", {key: "Escape"})) && !document.querySelector("#says")`
	for _, code := range []string{"en", "ar"} {
		browser.Walk(t, server.URL, View{Language: code, Width: 320, Script: true}, Go("/law/xa/act/3"), See("a.term"), Holds("the definition is said", shown), Holds("Escape ends it", gone))
	}
	browser.Walk(t, server.URL, View{Language: "en", Width: 320}, Go("/law/xa/act/3"), Follow("a.term"), See("#sec_1__def_1"))
}
