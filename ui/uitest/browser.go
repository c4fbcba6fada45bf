// Package uitest goes through pages in a real Chromium as people do, and holds at each what every page must keep. The steps of a [Walk] are data, so that
// one walk is gone in several languages and widths, with script and without, with the mouse and by keyboard alone.
package uitest

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"github.com/pandect/pandect/ui"
)

// patience is how long one step may take, on the slowest machine.
const patience = 2 * time.Minute

// Browser is a headless Chromium, ended with the test.
type Browser struct {
	ctx   context.Context
	axe   string // source of axe-core; empty where it is not on this machine
	pages *ui.Pages
}

// Start starts a Chromium, or skips the test where there is none.
func Start(t testing.TB) *Browser {
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
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil {
		t.Skipf("Chromium does not start: %v", err)
	}
	pages, err := ui.New()
	if err != nil {
		t.Fatal(err)
	}
	b := &Browser{ctx: ctx, pages: pages}
	if source, err := os.ReadFile(filepath.Join(root(), ".cache", "axe.min.js")); err == nil {
		b.axe = string(source)
	} else {
		t.Log("accessibility is not checked: no .cache/axe.min.js; make tools brings it")
	}
	return b
}

// root is the module's folder.
func root() string {
	dir, err := os.Getwd()
	for ; err == nil && dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
	}
	return "."
}

// Tab is a tab with cookies of its own, seen as its View says.
type Tab struct {
	View
	ctx      context.Context
	site     string // http://127.0.0.1:4711
	axe      string
	expected string // what look.js is told
	place    string // where downloads go

	mu     sync.Mutex
	faults []string // what the console said and what was asked of other hosts since they were last taken
}

// Open opens a tab on a site; it is closed with the test.
func (b *Browser) Open(t testing.TB, site string, v View) *Tab {
	t.Helper()
	tab := &Tab{View: v, site: site, axe: b.axe, expected: b.expected(v.Language), place: t.TempDir()}
	ctx, cancel := chromedp.NewContext(b.ctx, chromedp.WithNewBrowserContext(), chromedp.WithListener(tab.hear))
	t.Cleanup(cancel)
	tab.ctx = ctx
	yes := true
	err := chromedp.Do(ctx,
		chromedp.EmulateViewport(int64(v.Width), 900),
		script(v.Script),
		chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
			if _, err := cdp.Call(ctx, target, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true}); err != nil {
				return err
			}
			_, err := cdp.Call(ctx, target, network.SetExtraHTTPHeaders, network.SetExtraHTTPHeadersParams{Headers: network.Headers{"Accept-Language": v.Language}})
			return err
		}),
		chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
			_, err := chromedp.CallBrowser(ctx, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{Behavior: browser.SetDownloadBehaviorBehaviorAllowAndName,
				BrowserContextID: chromedp.FromContext(ctx).BrowserContextID, DownloadPath: tab.place, EventsEnabled: &yes})
			if err != nil {
				return err
			}
			for _, name := range []string{"clipboard-read", "clipboard-write"} { // to read what a page copied
				_, err := chromedp.CallBrowser(ctx, browser.SetPermission, browser.SetPermissionParams{BrowserContextID: chromedp.FromContext(ctx).BrowserContextID,
					Permission: &browser.PermissionDescriptor{Name: name}, Setting: browser.PermissionSettingGranted})
				if err != nil {
					return err
				}
			}
			return nil
		}))
	if err != nil {
		t.Fatalf("a tab: %v", err)
	}
	return tab
}

func script(on bool) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !on})
		return err
	})
}

// hear keeps what no page may do: fail in its script, be blocked by its own policy, or ask another host.
func (tab *Tab) hear(ev any) {
	var fault string
	switch ev := ev.(type) {
	case *runtime.EventExceptionThrown:
		text, _ := json.Marshal(ev.ExceptionDetails)
		// The script of the browser's own error page, shown when a test's server is gone, is not ours.
		if fault = "script: " + string(text); strings.Contains(fault, "chrome-error://") {
			return
		}
	case *log.EventEntryAdded:
		fault = fmt.Sprintf("console: %s (%s)", ev.Entry.Text, ev.Entry.URL)
	case *network.EventRequestWillBeSent:
		for _, own := range []string{tab.site + "/", "data:", "blob:"} {
			if strings.HasPrefix(ev.Request.URL, own) {
				return
			}
		}
		fault = "asks another host: " + ev.Request.URL
	default:
		return
	}
	tab.mu.Lock()
	tab.faults = append(tab.faults, fault)
	tab.mu.Unlock()
}

// heard takes what was heard.
func (tab *Tab) heard() []string {
	tab.mu.Lock()
	defer tab.mu.Unlock()
	heard := tab.faults
	tab.faults = nil
	return heard
}

// Do runs actions in the tab.
func (tab *Tab) Do(actions ...chromedp.Action[chromedp.Void]) error {
	ctx, cancel := context.WithTimeout(tab.ctx, patience)
	defer cancel()
	return chromedp.Do(ctx, actions...)
}

// Ask evaluates an expression in a tab; a promise is awaited.
func Ask[T any](tab *Tab, expression string) (T, error) {
	ctx, cancel := context.WithTimeout(tab.ctx, patience)
	defer cancel()
	return chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
}
