package uitest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// Step is one thing that a person does or sees.
type Step struct {
	says string // for a failure
	do   func(*Tab) error
}

// Go types an address of the site: a path with its query.
func Go(path string) Step {
	return Step{"go " + path, func(tab *Tab) error { return tab.Do(chromedp.Navigate(tab.site + tab.fill(path))) }}
}

// Follow uses a link or a button, and waits until the page it leads to is there.
func Follow(selector string) Step {
	return Step{"follow " + selector, func(tab *Tab) error { return tab.Leave(tab.use(tab.fill(selector))) }}
}

// Click uses what leads to no other page.
func Click(selector string) Step {
	return Step{"click " + selector, func(tab *Tab) error { return tab.Do(tab.use(tab.fill(selector))) }}
}

// Tick ticks a box or takes a choice, where it is not taken already.
func Tick(selector string) Step {
	return Step{"tick " + selector, func(tab *Tab) error {
		at := tab.fill(selector)
		ticked, err := Ask[bool](tab, fmt.Sprintf("document.querySelector(%s).checked", quoted(at)))
		if err != nil || ticked {
			return err
		}
		return tab.Do(tab.use(at))
	}}
}

// Unfold opens what a summary folds, where it is closed: script folds some things on narrow screens.
func Unfold(summary string) Step {
	return Step{"unfold " + summary, func(tab *Tab) error {
		open, err := Ask[bool](tab, fmt.Sprintf("document.querySelector(%s).parentElement.open", quoted(summary)))
		if err != nil || open {
			return err
		}
		return tab.Do(tab.use(summary))
	}}
}

// Fill types into a field, emptied before.
func Fill(selector, text string) Step {
	return Step{"fill " + selector, func(tab *Tab) error {
		at := tab.fill(selector)
		if err := tab.reach(at); err != nil {
			return err
		}
		if _, err := Ask[string](tab, fmt.Sprintf(`document.querySelector(%s).value = ""`, quoted(at))); err != nil {
			return err
		}
		return tab.Do(chromedp.SendKeys(chromedp.CSS(at), tab.fill(text)))
	}}
}

// Enter sends the form of a field with the enter key, and waits for the page it leads to.
func Enter(selector string) Step {
	return Step{"enter " + selector, func(tab *Tab) error { return tab.Leave(chromedp.SendKeys(chromedp.CSS(tab.fill(selector)), kb.Enter)) }}
}

// Press presses keys where the focus is.
func Press(keys string) Step {
	return Step{"press", func(tab *Tab) error { return tab.Do(chromedp.KeyEvent(keys)) }}
}

// Holds holds that an expression is true in the page.
func Holds(says, expression string) Step {
	return Step{says, func(tab *Tab) error {
		ok, err := Ask[bool](tab, expression)
		if err == nil && !ok {
			err = errors.New("it does not hold")
		}
		return err
	}}
}

// Choose takes an option of a list by its value.
func Choose(selector, value string) Step {
	return Step{"choose " + value + " of " + selector, func(tab *Tab) error {
		at := tab.fill(selector)
		if err := tab.reach(at); err != nil {
			return err
		}
		return tab.Do(chromedp.SetValue(chromedp.CSS(at), tab.fill(value)))
	}}
}

// Copy uses a button that copies the text of an element, and holds that the clipboard has it. Without script the button is not there: the text itself is to be seen.
func Copy(button, source string) Step {
	return Step{"copy " + source, func(tab *Tab) error {
		text, err := tab.text(source)
		if err == nil && strings.TrimSpace(text) == "" {
			err = errors.New("there is nothing to copy")
		}
		if err != nil || !tab.Script {
			return errors.Join(err, Miss(button+":not([hidden])").do(tab))
		}
		if err := tab.Do(tab.use(button), chromedp.WaitVisible(chromedp.CSS(button))); err != nil {
			return err
		}
		said := fmt.Sprintf("document.querySelector(%[1]s).textContent === document.querySelector(%[1]s).dataset.done", quoted(button))
		for until := time.Now().Add(patience); ; time.Sleep(20 * time.Millisecond) {
			if done, err := Ask[bool](tab, said); err != nil || done {
				break
			}
			if time.Now().After(until) {
				return errors.New("the button does not say that it is done")
			}
		}
		got, err := Ask[string](tab, "navigator.clipboard.readText()")
		if want := strings.TrimSpace(text); err == nil && got != want {
			err = fmt.Errorf("the clipboard has %q, want %q", got, want)
		}
		return err
	}}
}

// Drop lets files fall on a form, which gives them to its file field. By keyboard and without script they are attached to the field.
func Drop(form, field string, files map[string]string) Step {
	return Step{"drop on " + form, func(tab *Tab) error {
		if !tab.Script || tab.Keys {
			return Attach(field, files).do(tab)
		}
		filled := map[string]string{}
		for name, content := range files {
			filled[tab.fill(name)] = tab.fill(content)
		}
		all, err := json.Marshal(filled)
		if err != nil {
			return err
		}
		n, err := Ask[int](tab, fmt.Sprintf(`(() => { const form = document.querySelector(%s), data = new DataTransfer();
			for (const [name, content] of Object.entries(%s)) data.items.add(new File([content], name));
			const over = new DragEvent("dragover", {dataTransfer: data, bubbles: true, cancelable: true});
			if (form.dispatchEvent(over)) return -1; // a page that does not stop it lets the browser open the file in its place
			form.dispatchEvent(new DragEvent("drop", {dataTransfer: data, bubbles: true, cancelable: true}));
			return document.querySelector(%s).files.length; })()`, quoted(form), all, quoted(field)))
		if err == nil && n != len(files) {
			err = fmt.Errorf("the field has %d files, want %d", n, len(files))
		}
		return err
	}}
}

// Attach gives files to a file field: names and contents.
func Attach(selector string, files map[string]string) Step {
	return Step{"attach to " + selector, func(tab *Tab) error {
		var paths []string
		for name, content := range files {
			path := filepath.Join(tab.place, tab.fill(name))
			if err := os.WriteFile(path, []byte(tab.fill(content)), 0o600); err != nil {
				return err
			}
			paths = append(paths, path)
		}
		return tab.Do(chromedp.SetUploadFiles(chromedp.CSS(selector), paths))
	}}
}

// See waits until something is visible; the page may still be changing itself.
func See(selector string) Step {
	return Step{"see " + selector, func(tab *Tab) error { return tab.Do(chromedp.WaitVisible(chromedp.CSS(tab.fill(selector)))) }}
}

// Has waits until something is on the page, visible or not, as the options of a list.
func Has(selector string) Step {
	return Step{"has " + selector, func(tab *Tab) error { return tab.Do(chromedp.WaitReady(chromedp.CSS(tab.fill(selector)))) }}
}

// Miss holds that nothing of the selector is on the page.
func Miss(selector string) Step {
	return Step{"miss " + selector, func(tab *Tab) error {
		n, err := Ask[int](tab, fmt.Sprintf("document.querySelectorAll(%s).length", quoted(tab.fill(selector))))
		if err == nil && n > 0 {
			err = fmt.Errorf("there are %d", n)
		}
		return err
	}}
}

// Read holds that the text of an element has words in it.
func Read(selector, words string) Step {
	return Step{"read " + words + " in " + selector, func(tab *Tab) error {
		text, err := tab.text(tab.fill(selector))
		if err == nil && !strings.Contains(text, tab.fill(words)) {
			err = fmt.Errorf("it says %.400q", text)
		}
		return err
	}}
}

// Lack holds that the text of an element does not have words in it.
func Lack(selector, words string) Step {
	return Step{"lack " + words + " in " + selector, func(tab *Tab) error {
		text, err := tab.text(tab.fill(selector))
		if err == nil && strings.Contains(text, tab.fill(words)) {
			err = fmt.Errorf("it says %.400q", text)
		}
		return err
	}}
}

// Until waits until something is on a page that changes itself; without script it is loaded again and again, as a person does.
func Until(selector string) Step {
	return Step{"until " + selector, func(tab *Tab) error { return tab.until(tab.fill(selector), !tab.Script) }}
}

// Reload loads the page again until something is on it.
func Reload(selector string) Step {
	return Step{"reload until " + selector, func(tab *Tab) error { return tab.until(tab.fill(selector), true) }}
}

func (tab *Tab) until(selector string, reload bool) error {
	for until := time.Now().Add(patience); time.Now().Before(until); time.Sleep(100 * time.Millisecond) {
		n, err := Ask[int](tab, fmt.Sprintf("document.querySelectorAll(%s).length", quoted(selector)))
		if err != nil || n > 0 {
			return err
		}
		if reload {
			if err := tab.Do(chromedp.Reload()); err != nil {
				return err
			}
		}
	}
	return errors.New("it did not come")
}

// Save downloads what a link or button gives, and holds the file to a check.
func Save(selector string, check func(file []byte) error) Step {
	return Step{"save " + selector, func(tab *Tab) error {
		ctx, cancel := context.WithTimeout(tab.ctx, patience)
		defer cancel()
		progress := chromedp.BrowserEvents(ctx, browser.DownloadProgress)
		if err := chromedp.Do(ctx, tab.use(tab.fill(selector))); err != nil {
			return err
		}
		for e, err := range progress {
			if err != nil {
				return fmt.Errorf("nothing came: %w", err)
			}
			if e.State == browser.DownloadProgressStateInProgress {
				continue
			}
			file, err := os.ReadFile(filepath.Join(tab.place, e.GUID))
			if err != nil {
				return fmt.Errorf("the download was %s: %w", e.State, err)
			}
			return check(file)
		}
		return errors.New("nothing came")
	}}
}

// Expecting is a step after which the console may say something: the browser tells of every answer above 399.
func Expecting(part string, step Step) Step {
	return Step{step.says, func(tab *Tab) error {
		err := step.do(tab)
		tab.mu.Lock()
		defer tab.mu.Unlock()
		tab.faults = slices.DeleteFunc(tab.faults, func(fault string) bool { return strings.Contains(fault, part) })
		return err
	}}
}

// Shot keeps what the window shows as a picture.
func Shot(file string) Step {
	return Step{"shot " + file, func(tab *Tab) error {
		ctx, cancel := context.WithTimeout(tab.ctx, patience)
		defer cancel()
		image, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
		if err != nil {
			return err
		}
		return os.WriteFile(file, image, 0o600)
	}}
}

// Act is any other action.
func Act(says string, do func(*Tab) error) Step { return Step{says, do} }

// Leave does what leads to another page and waits until that is loaded.
func (tab *Tab) Leave(do chromedp.Action[chromedp.Void]) error {
	ctx, cancel := context.WithTimeout(tab.ctx, patience)
	defer cancel()
	if _, err := chromedp.Run(ctx, chromedp.WaitEvent(page.LoadEventFired, nil, do)); err != nil {
		if ctx.Err() != nil {
			return errors.New("it led nowhere")
		}
		return err
	}
	return nil
}

// use is a click, or what stands for it on the keyboard.
func (tab *Tab) use(selector string) chromedp.Action[chromedp.Void] {
	if !tab.Keys {
		return chromedp.Click(chromedp.CSS(selector))
	}
	return func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
		if err := tab.reach(selector); err != nil {
			return chromedp.Void{}, err
		}
		kind, err := chromedp.Evaluate[string](`document.activeElement.type || ""`)(ctx, t)
		if err != nil {
			return chromedp.Void{}, err
		}
		key := kb.Enter
		if kind == "checkbox" || kind == "radio" {
			key = " "
		}
		return chromedp.KeyEvent(key)(ctx, t)
	}
}

// reach goes to an element with the tab key, through the link that skips the head of the page where it stands in the main part. It does nothing where the mouse is used.
func (tab *Tab) reach(selector string) error {
	if err := tab.Do(chromedp.WaitVisible(chromedp.CSS(selector))); err != nil || !tab.Keys {
		return err
	}
	at := fmt.Sprintf(`(() => { const e = document.querySelector(%s), a = document.activeElement;
		return a === e ? "there" : a && a.type === "radio" && a.name === e.name ? "radio" : a === document.body && e.closest("main") ? "skip" : ""; })()`, quoted(selector))
	for range 600 {
		where, err := Ask[string](tab, at)
		if err != nil || where == "there" {
			return err
		}
		keys := kb.Tab
		switch where {
		case "radio": // the tab key goes to one of them, the arrows to the rest
			keys = kb.ArrowDown
		case "skip":
			keys = kb.Tab + kb.Enter + kb.Tab
		}
		if err := tab.Do(chromedp.KeyEvent(keys)); err != nil {
			return err
		}
	}
	return errors.New("the tab key does not reach it")
}

// text is what an element says, as it is drawn.
func (tab *Tab) text(selector string) (string, error) {
	ctx, cancel := context.WithTimeout(tab.ctx, patience)
	defer cancel()
	return chromedp.Run(ctx, chromedp.Text(chromedp.CSS(selector)))
}

// quoted is text as an expression of JavaScript.
func quoted(text string) string {
	b, _ := json.Marshal(text)
	return string(b)
}
