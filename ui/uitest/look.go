package uitest

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/pandect/pandect/ui"
)

//go:embed look.js
var lookScript string

// Look says whether the tab shows a page that was not looked at before, and what is wrong with it. Held are: language and direction; no scrolling sideways; no message of the
// interface in another language than the page's; every control can be focused and shows it; axe-core for WCAG 2.2 AA finds nothing; the first tab key finds
// the link to the main part, and the next goes on from there; nothing asked of another host, no complaint in the console.
func (tab *Tab) Look() (fresh bool, faults []string) {
	fresh, err := Ask[bool](tab, `document.documentElement.tagName === "HTML" && !document.looked && (document.looked = true)`)
	if err != nil {
		return false, []string{err.Error()}
	}
	faults = tab.heard() // before the checks' own doings
	if !fresh {
		return false, faults
	}
	if !tab.Script {
		if err := tab.Do(script(true)); err != nil {
			return true, append(faults, err.Error())
		}
	}
	if tab.axe != "" {
		if _, err := Ask[int](tab, tab.axe+";1"); err != nil {
			faults = append(faults, "axe-core does not start: "+err.Error())
		}
	}
	seen, err := Ask[[]string](tab, fmt.Sprintf("(%s)(%s)", lookScript, tab.expected))
	if err != nil {
		seen = append(seen, err.Error())
	}
	faults = append(faults, seen...)
	faults = append(faults, tab.tabbed()...)
	if !tab.Script {
		if err := tab.Do(script(false)); err != nil {
			faults = append(faults, err.Error())
		}
	}
	tab.heard()
	return true, faults
}

// tabbed is what is wrong with the first steps through the page by keyboard.
func (tab *Tab) tabbed() []string {
	const begin = `(() => { document.documentElement.style.scrollBehavior = "auto"; scrollTo(0, 0); const b = document.body; b.tabIndex = -1; b.focus(); b.removeAttribute("tabindex"); return true; })()`
	const skip = `(() => { const s = document.activeElement, r = s.getBoundingClientRect(); return s.className === "skip" && r.top >= 0 && r.left >= 0 && r.right <= innerWidth; })()`
	const inside = `document.querySelector("main").contains(document.activeElement) || !document.querySelector("main :is(a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0'])")`
	address, err := Ask[string](tab, "location.href")
	if err != nil {
		return []string{err.Error()}
	}
	var faults []string
	for _, step := range []struct{ keys, holds, fault string }{
		{"", begin, "cannot begin at the top"},
		{kb.Tab, skip, "the first tab key does not show the link to the main part"},
		{kb.Enter, `document.activeElement === document.querySelector("main")`, "the link to the main part does not lead there"},
		{kb.Tab, inside, "the tab key does not go on in the main part"},
	} {
		if err := tab.Do(chromedp.KeyEvent(step.keys)); err != nil {
			return append(faults, err.Error())
		}
		if ok, err := Ask[bool](tab, step.holds); err != nil || !ok {
			faults = append(faults, step.fault)
		}
	}
	if _, err := Ask[bool](tab, begin+` && (history.replaceState(null, "", `+quoted(address)+`), true)`); err != nil {
		faults = append(faults, err.Error())
	}
	return faults
}

// expected is what look.js is told of a language: its name, its direction, and the English messages that it has other words for.
func (b *Browser) expected(language string) string {
	english, own := b.pages.Speech("en"), b.pages.Speech(language)
	foreign := []string{}
	if own.Code != english.Code {
		for _, key := range english.Keys() {
			message := english.T(key)
			if letters := placeholder.ReplaceAllString(message, ""); len(strings.TrimSpace(letters)) < 3 || message == own.T(key) {
				continue
			}
			foreign = append(foreign, "^"+placeholder.ReplaceAllString(regexp.QuoteMeta(message), ".+")+"$")
		}
	}
	told, _ := json.Marshal(map[string]any{"lang": own.Code, "dir": ui.Dir(own.Code), "foreign": foreign})
	return string(told)
}

var placeholder = regexp.MustCompile(`\\?\{[a-z]+\\?\}`)
