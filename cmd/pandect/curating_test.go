package main

import (
	"context"
	"flag"
	"fmt"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"github.com/pandect/pandect/corpus"
)

var shots = flag.String("shots", "", "folder in which TestBrowser_Curating leaves pictures of its pages")

const (
	pierAct = `<!doctype html><html lang="en"><head><title>Pier Lanterns Act 2020</title></head><body><h1>Pier Lanterns Act 2020</h1>
<p>1. Short title</p><p>This Act may be cited as the Pier Lanterns Act 2020.</p>
<p>2. Trafficking</p><p>Whoever recruits a person by force for the purpose of exploitation commits trafficking in persons. Section three. Penalty. A keeper who fails to light a brazen lantern is liable to a fine.</p>
<p>4. Regulations</p><p>The Minister may make regulations for quays.</p></body></html>`
	pierCopy = `<!doctype html><html lang="en"><head><title>Pier Lanterns Act 2020</title></head><body><h1>PIER LANTERNS ACT 2020</h1>
<p>1. Short title</p><p>This Act may be cited as the Pier Lanterns Act 2020, as published by the printer.</p>
<p>2. Trafficking</p><p>Other words altogether stand in this copy, which was made by a careless clerk who left out most of the law and wrote what he remembered of it.</p></body></html>`
)

// curators is a demonstration library with an administrator, and two files taken in for each walk.
func curators(t *testing.T) (site string) {
	t.Helper()
	dir := t.TempDir()
	site = demonstrationIn(t, dir)
	run := func(stdin string, args ...string) {
		t.Helper()
		cmd := exec.Command("pandect", append(args, "--library", dir)...)
		cmd.Stdin = strings.NewReader(stdin)
		if said, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v: %v: %s", args, err, said)
		}
	}
	files := t.TempDir()
	manifest := "path,country,title,year,number,type\n"
	for number, title := range map[string]string{"7": "Pier", "8": "Quay"} {
		for letter, content := range map[string]string{"": pierAct, "A": pierCopy} {
			name := number + letter + ".html"
			if err := os.WriteFile(filepath.Join(files, name), []byte(strings.ReplaceAll(content, "Pier", title)), 0o600); err != nil {
				t.Fatal(err)
			}
			manifest += fmt.Sprintf("%s,XF,%s Lanterns Act 2020,2020,%s,act\n", name, title, number+letter)
		}
	}
	list := filepath.Join(files, "m.csv")
	if err := os.WriteFile(list, []byte(manifest), 0o600); err != nil {
		t.Fatal(err)
	}
	run("", "ingest", "--manifest", list)
	run("correct horse battery\n", "people", "add", "Mira", "--role", "administrator")
	return site
}

// TestBrowser_Curating is the walk of a librarian and administrator, with script and without: she mends a title, splits what was read as one and takes it back, confirms a tag, makes two
// laws one, withdraws and brings back, reads the log; then makes a person, changes their role and password, and removes them.
func TestBrowser_Curating(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: no browser")
	}
	path, err := exec.LookPath("chromium")
	if err != nil {
		t.Skip("no Chromium on this machine; make tools brings it")
	}
	site := curators(t)
	for _, on := range []bool{true, false} {
		t.Run(fmt.Sprintf("script=%v", on), func(t *testing.T) { curate(t, path, site, on) })
	}
}

func curate(t *testing.T, path, site string, on bool) {
	w := &curator{t: t, site: site, script: on}
	law := map[bool]string{true: "xf/act/2020/7", false: "xf/act/2020/8"}[on]
	other := law + "a"
	ctx, cancel := chromedp.NewExecAllocator(t.Context(), append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox, chromedp.ExecPath(path))...)
	defer cancel()
	ctx, cancel = chromedp.NewContext(ctx)
	defer cancel()
	w.ctx, cancel = context.WithTimeout(ctx, 2*time.Minute)
	defer cancel()
	if err := chromedp.Do(w.ctx); err != nil {
		t.Skipf("Chromium does not start: %v", err)
	}
	w.do(func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
		_, err := cdp.Call(ctx, t, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !on})
		return chromedp.Void{}, err
	}, chromedp.EmulateViewport(1280, 1400),
		chromedp.Navigate(w.site+"/queue?lang=en"), chromedp.WaitVisible("#password"), // asked to sign in, and led back
		chromedp.SendKeys("#name", "Mira"), chromedp.SendKeys("#password", "correct horse battery"), w.submit(".stacked button"), chromedp.WaitVisible(".laws"))
	w.see("queue", "Perhaps the same as", other, "numbers are missing between 2–4")

	w.open("/edit?law="+law, "#f-title")
	w.do(chromedp.Clear("#f-title"), chromedp.SendKeys("#f-title", "Lanterns Act"), w.submit(".edit button"), chromedp.WaitVisible("table ins"))
	w.see("edited", " Lanterns Act 2020", "Mira")

	w.open("/structure?law="+law+"&eid=sec_2", "#correct")
	w.do(chromedp.Click("#correct details:nth-of-type(3) summary"), chromedp.WaitVisible("#s-words"), chromedp.SendKeys("#s-words", "Section three. Penalty."), chromedp.SendKeys("#s-nlabel", "Section three"),
		chromedp.SendKeys("#s-nnumber", "3"), chromedp.SendKeys("#s-nheading", "Penalty"), w.submit(`button[value="split"]`), chromedp.WaitVisible(`.outline a[href*="eid=sec_3"]`))
	w.see("split", "Numbers follow one another", "Section three Penalty")
	w.open("/law/"+law+"?eid=sec_3", "#sec_3.open")
	w.see("law", "is liable to a fine")
	w.open("/structure?law="+law+"&eid=sec_3", "#correct")
	w.do(chromedp.Clear("#s-number"), chromedp.SendKeys("#s-number", "3a"), w.submit(`button[value="name"]`), chromedp.WaitVisible(`.outline a[href*="eid=sec_3a"]`))
	w.open("/law/"+law+"?eid=sec_3", "#sec_3a.open") // the old address leads there
	if at, err := chromedp.Run(w.ctx, chromedp.Location()); err != nil || !strings.Contains(at, "eid=sec_3a") {
		t.Errorf("the old address leads to %s, %v", at, err)
	}
	w.stale(law)

	w.open("/tags?p="+url.QueryEscape(law+"#sec_2"), ".plain")
	w.do(w.submit(`button[value="yes"]`), chromedp.WaitVisible(".plain"))
	w.see("tags", "confirmed", "Mira")

	w.open("/merge?a="+law+"&b="+other, "#k0")
	w.see("merge", "printer", "differs")
	w.do(chromedp.SendKeys("#note", "a copy"), w.submit(`button[value="merge"]`), chromedp.WaitVisible(".edit"))
	w.open("/law/"+other, ".law-head")
	if at, err := chromedp.Run(w.ctx, chromedp.Location()); err != nil || !strings.HasSuffix(at, "/law/"+law) {
		t.Errorf("the address of the other leads to %s, %v", at, err)
	}

	w.open("/edit?law="+law, "#why")
	w.do(chromedp.SendKeys("#why", "by mistake"), w.submit(`button[value="withdraw"]`), chromedp.WaitVisible(".notice.warn"))
	w.see("withdrawn", "This law was withdrawn")
	w.do(w.submit(`form[action="/undo"] button`), chromedp.WaitVisible("#f-title")) // brought back

	w.open("/log?law="+law, ".plain")
	w.see("log", "Withdrawn", "Merged with another law", "Split", "Number and kind", "Title", "taken back")
	w.open("/log?kind=merge&law="+law, ".plain")
	w.do(w.submit(`form[action="/undo"] button`), chromedp.WaitVisible("main"))
	w.open("/law/"+other, ".law-head")
	w.see("parted", "as published by the printer")

	w.open("/people", "#name")
	w.do(chromedp.SendKeys("#name", "Ben"), chromedp.SendKeys("#password", "another horse battery"), w.submit(".stacked button"), chromedp.WaitVisible(`tr:has(input[value="Ben"])`))
	ben := `tr:has(input[value="Ben"]) `
	w.do(chromedp.SetValue(ben+"select", "librarian"), w.submit(ben+`td:nth-of-type(1) button`), chromedp.WaitVisible(ben+`select:has(option[value="librarian"][selected])`),
		chromedp.SendKeys(ben+`input[type="password"]`, "a third horse battery"), w.submit(ben+`td:nth-of-type(3) button`), chromedp.WaitVisible(ben))
	w.see("people", "Ben")
	if !signs(t, w.site, "Ben", "a third horse battery") || signs(t, w.site, "Ben", "another horse battery") {
		t.Error("the new password does not count, or the old one does")
	}
	w.do(w.submit(ben+`td:nth-of-type(4) button`), chromedp.WaitNotPresent(ben))
	if signs(t, w.site, "Ben", "a third horse battery") {
		t.Error("who was removed signs in")
	}
}

// curator is a person at a browser.
type curator struct {
	t      *testing.T
	ctx    context.Context
	site   string
	script bool
}

func (w *curator) do(actions ...chromedp.Action[chromedp.Void]) {
	w.t.Helper()
	if err := chromedp.Do(w.ctx, actions...); err != nil {
		at, _ := chromedp.Run(w.ctx, chromedp.Location())
		text, _ := chromedp.Run(w.ctx, chromedp.Text("main"))
		w.t.Fatalf("at %s: %v\n%.1500s", at, err, text)
	}
}

// submit presses a button and waits for the next page: what is on it may be on this one too.
func (w *curator) submit(button string) chromedp.Action[chromedp.Void] {
	return func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
		for _, step := range []chromedp.Action[chromedp.Void]{chromedp.SetAttributeValue("html", "data-left", "yes"), chromedp.Click(button), chromedp.WaitVisible("html:not([data-left]) .foot")} {
			if _, err := step(ctx, t); err != nil {
				return chromedp.Void{}, err
			}
		}
		return chromedp.Void{}, nil
	}
}

func (w *curator) open(address, selector string) {
	w.t.Helper()
	w.do(chromedp.Navigate(w.site+address), chromedp.WaitVisible(selector))
}

// see holds that the page says something, and leaves a picture of it where pictures are asked for.
func (w *curator) see(name string, want ...string) {
	w.t.Helper()
	text, err := chromedp.Run(w.ctx, chromedp.Text("main"))
	if err != nil {
		w.t.Fatal(err)
	}
	for _, one := range want {
		if !strings.Contains(text, one) {
			w.t.Errorf("%s does not say %q:\n%.2500s", name, one, text)
		}
	}
	if *shots == "" {
		return
	}
	picture, err := chromedp.Run(w.ctx, chromedp.FullScreenshot(100))
	if err == nil {
		err = os.WriteFile(filepath.Join(*shots, fmt.Sprintf("%s-%v.png", name, w.script)), picture, 0o644)
	}
	if err != nil {
		w.t.Error(err)
	}
}

// stale saves a wording from two pages: the second is refused, sees what changed, and has lost nothing.
func (w *curator) stale(law string) {
	w.t.Helper()
	client := client(w.t, w.site, "Mira", "correct horse battery")
	page := func(form url.Values) (int, string) {
		w.t.Helper()
		var r *http.Response
		var err error
		if form == nil {
			r, err = client.Get(w.site + "/structure?law=" + law + "&eid=sec_4")
		} else {
			r, err = client.PostForm(w.site+"/structure", form)
		}
		if err != nil {
			w.t.Fatal(err)
		}
		return r.StatusCode, bodyOf(w.t, r)
	}
	_, body := page(nil)
	form := url.Values{"law": {law}, "language": {"en"}, "eid": {"sec_4"}, "do": {corpus.Reword}, "text": {"The Minister may make rules for quays."}}
	for _, name := range []string{"seen", "version"} {
		_, rest, _ := strings.Cut(body, `name="`+name+`" value="`)
		value, _, _ := strings.Cut(rest, `"`)
		form.Set(name, value)
	}
	if code, _ := page(form); code != http.StatusOK {
		w.t.Errorf("a correction: %d", code)
	}
	form.Set("text", "The Minister may make orders for quays.")
	if code, body := page(form); code != http.StatusConflict || !strings.Contains(body, "may make orders for quays.") || !strings.Contains(body, "<ins>rules</ins>") {
		w.t.Errorf("a correction from a page of before: %d, without what was typed or what changed", code)
	}
}

// client is signed in.
func client(t *testing.T, site, name, password string) *http.Client {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	c := &http.Client{Jar: jar}
	r, err := c.PostForm(site+"/signin", url.Values{"name": {name}, "password": {password}})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	return c
}

func signs(t *testing.T, site, name, password string) bool {
	t.Helper()
	r, err := client(t, site, name, password).Get(site + "/account")
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	return r.StatusCode == http.StatusOK && r.Request.URL.Path == "/account"
}
