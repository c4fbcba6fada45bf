package uitest

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

var (
	all   = flag.Bool("walks", false, "go every walk in every view: three languages, three widths, with script and without")
	shots = flag.String("shots", "", "a folder for a picture of every page that a walk comes to")
)

// View is how a page is looked at.
type View struct {
	Language string // of the interface: ar
	Width    int    // of the window, CSS pixels
	Script   bool
	Keys     bool // no mouse: everything is reached with the tab key
}

func (v View) String() string {
	s := fmt.Sprintf("%s-%d", v.Language, v.Width)
	if !v.Script {
		s += "-noscript"
	}
	if v.Keys {
		s += "-keys"
	}
	return s
}

// Views are the views of a walk: with -walks all of three languages, three widths, script or none; otherwise so many that each language, each width, script,
// none and the keyboard is among them.
func Views() []View {
	if !*all {
		return []View{{Language: "ar", Width: 320, Script: true}, {Language: "fr", Width: 768}, {Language: "en", Width: 1440, Script: true, Keys: true}}
	}
	var views []View
	for _, language := range []string{"en", "fr", "ar"} {
		for _, width := range []int{320, 768, 1440} {
			for _, script := range []bool{true, false} {
				views = append(views, View{Language: language, Width: width, Script: script, Keys: width == 1440})
			}
		}
	}
	return views
}

// Walk goes through a site in a tab of its own. At every page it comes to, the page is looked at (see [Tab.Look]). In the texts of steps, {lang} and {view}
// stand for the language and the whole of the view.
func (b *Browser) Walk(t *testing.T, site string, v View, steps ...Step) {
	t.Helper()
	tab := b.Open(t, site, v)
	for i, step := range steps {
		if err := step.do(tab); err != nil {
			address, _ := Ask[string](tab, "location.href")
			tab.picture(t, t.ArtifactDir(), "failed.png")
			t.Fatalf("step %d, %s: %v\nat %s", i+1, tab.fill(step.says), err, address)
		}
		fresh, faults := tab.Look()
		for _, fault := range faults {
			address, _ := Ask[string](tab, "location.pathname + location.search")
			t.Errorf("step %d, %s: %s: %s", i+1, tab.fill(step.says), address, fault)
		}
		if *shots != "" && fresh {
			tab.picture(t, *shots, fmt.Sprintf("%s-%02d.png", strings.NewReplacer("/", "-", "Test", "").Replace(t.Name()), i+1))
		}
	}
}

func (tab *Tab) fill(text string) string {
	return strings.NewReplacer("{lang}", tab.Language, "{view}", tab.View.String()).Replace(text)
}

// picture keeps the whole page as a picture; it is for people to look at, and fails no test.
func (tab *Tab) picture(t *testing.T, dir, name string) {
	t.Helper()
	image, err := chromedp.Run(tab.ctx, chromedp.FullScreenshot(100))
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, name), image, 0o600)
	}
	if err != nil {
		t.Logf("no picture %s: %v", name, err)
	}
}
