package main

import (
	"archive/zip"
	"bufio"
	"bytes"
	"context"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// demonstration serves the demonstration library and gives its address.
func demonstration(t *testing.T) string {
	t.Helper()
	return demonstrationIn(t, t.TempDir())
}

// demonstrationIn is demonstration with the library in a folder of the test's.
func demonstrationIn(t *testing.T, dir string) string {
	t.Helper()
	cmd := exec.Command("pandect", "demo", "--library", dir, "--addr", "127.0.0.1:0")
	cmd.Env = append(os.Environ(), "XDG_CACHE_HOME="+filepath.Join(os.TempDir(), "pandect-test-cache"))
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if _, address, ok := strings.Cut(lines.Text(), "Pandect is at "); ok {
			go func() { _, _ = io.Copy(io.Discard, out) }()
			return address
		}
	}
	t.Fatal("the demonstration said no address")
	return ""
}

// The way of a legal adviser: the matrix shows the gap of one state and the incomplete definition of another; she opens a requirement, ticks the provision
// that carries it out, says that it is covered, and takes the answers away as a Word document.
func TestBrowser_Assessment(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: no browser")
	}
	path, err := exec.LookPath("chromium")
	if err != nil {
		t.Skip("no Chromium on this machine; make tools brings it")
	}
	site := demonstration(t)
	ctx, cancel := chromedp.NewExecAllocator(t.Context(), append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox, chromedp.ExecPath(path))...)
	defer cancel()
	ctx, cancel = chromedp.NewContext(ctx)
	defer cancel()
	ctx, cancel = context.WithTimeout(ctx, 2*time.Minute)
	defer cancel()
	if err := chromedp.Do(ctx); err != nil {
		t.Skipf("Chromium does not start: %v", err)
	}
	say := func(address, selector string) string {
		t.Helper()
		if err := chromedp.Do(ctx, chromedp.Navigate(site+address), chromedp.WaitVisible(selector)); err != nil {
			t.Fatal(err)
		}
		text, err := chromedp.Run(ctx, chromedp.Text("main"))
		if err != nil {
			t.Fatal(err)
		}
		return text
	}
	cell := func(country, requirement string) string {
		return `.gapmatrix a[href="/gaps?requirement=` + requirement + `&country=` + country + `"]`
	}
	say("/gaps?instrument=tip-protocol&lang=en", ".gapmatrix")
	for _, tt := range []struct{ country, requirement, class string }{
		{"XA", "tip-protocol/3/a", "found"},         // complete
		{"XB", "tip-protocol/3/a", "found-in-part"}, // the means are missing from its definition
		{"XB", "tip-protocol/3/b", "nothing-found"}, // the deliberate gap
	} {
		class, err := chromedp.Run(ctx, chromedp.AttributeValue(cell(tt.country, tt.requirement), "class"))
		if err != nil || !strings.HasSuffix(" "+class.Value, " "+tt.class) {
			t.Errorf("%s of %s: %+v, %v; want %s", tt.requirement, tt.country, class, err, tt.class)
		}
	}
	if text := say("/gaps?requirement=tip-protocol/3/a&country=XB", ".candidate"); !strings.Contains(text, "means") {
		t.Error("what the definition of XB lacks is not named")
	}

	steps := []chromedp.Action[chromedp.Void]{
		chromedp.Navigate(site + "/gaps?instrument=tip-protocol"),
		chromedp.Click(cell("XA", "tip-protocol/5/1")),
		chromedp.WaitVisible(".candidate"),
		chromedp.Click("#c0"),
		chromedp.Click("#s-covered"),
		chromedp.SendKeys("#remark", "as amended"),
		chromedp.SendKeys("#by", "A. Adviser"),
		chromedp.Click(".judge button"),
		chromedp.WaitVisible(".verdict q"),
	}
	if err := chromedp.Do(ctx, steps...); err != nil {
		t.Fatal(err)
	}
	if text := say("/checklist?instrument=tip-protocol&country=XA", ".question"); !strings.Contains(text, "1 of 21 questions answered") {
		t.Errorf("the checklist does not count the answer: %.300s", text)
	}
	document := filepath.Join(t.TempDir(), "answers.docx")
	resp, err := http.Get(site + "/api/v1/assessments?instrument=tip-protocol&country=XA&format=docx")
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(document, data, 0o644); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"as a package": packaged(t, data), "by LibreOffice": converted(t, document)} {
		for _, want := range []string{"Prevention of Trafficking in Persons Act 2014", "covered", "as amended", "A. Adviser"} {
			if text != "" && !strings.Contains(text, want) {
				t.Errorf("read %s, the document does not hold %q", name, want)
			}
		}
	}
}

// packaged reads the body of a Word document out of its package.
func packaged(t *testing.T, data []byte) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	body, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

// converted is the document as LibreOffice reads it; "" where there is none.
func converted(t *testing.T, document string) string {
	t.Helper()
	office, err := exec.LookPath("soffice")
	if err != nil {
		t.Log("no LibreOffice on this machine: the document was read as a package alone")
		return ""
	}
	dir := filepath.Dir(document)
	cmd := exec.Command(office, "-env:UserInstallation=file://"+dir+"/profile", "--headless", "--convert-to", "txt:Text", "--outdir", dir, document)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("LibreOffice: %v\n%s", err, out)
	}
	text, err := os.ReadFile(strings.TrimSuffix(document, ".docx") + ".txt")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
