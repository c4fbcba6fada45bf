package main

import (
	"bytes"
	"flag"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	. "github.com/pandect/pandect/ui/uitest" // steps read as sentences
)

const secret = "correct horse battery" // of everyone in the walks

var pictures = flag.String("pictures", "", "a folder for the pictures of doc/tour.md; they are taken with TestWalks/pictures")

// TestWalks goes the ways of those who use a library, on the demonstration laws: one public library, which readers see and its librarian
// changes, one with misread laws, and a private one.
func TestWalks(t *testing.T) {
	browser := Start(t)
	dir := t.TempDir()
	library := func(name string) string { return filepath.Join(dir, name) }
	demonstration(t, library("filled"))
	pandect(t, "", "import", "--library", library("filled"), filepath.Join("testdata", "walk.jsonl"))
	for _, name := range []string{"public", "private", "misread"} {
		if err := os.CopyFS(library(name), os.DirFS(library("filled"))); err != nil {
			t.Fatal(err)
		}
	}
	pandect(t, "", "import", "--library", library("misread"), misreadLaws(t))
	pandect(t, secret, "people", "add", "Mira", "--role", "librarian", "--library", library("public"))
	pandect(t, secret, "people", "add", "Mira", "--role", "librarian", "--library", library("misread"))
	pandect(t, secret, "people", "add", "Ana", "--role", "administrator", "--library", library("private"))
	open := serveSite(t, "serve", "--addr", "127.0.0.1:0", "--library", library("public"))
	mended := serveSite(t, "serve", "--addr", "127.0.0.1:0", "--library", library("misread"))
	closed := serveSite(t, "serve", "--addr", "127.0.0.1:0", "--library", library("private"), "--private")
	if *pictures != "" {
		t.Run("pictures", func(t *testing.T) { tour(t, browser, open) })
	}
	for _, walk := range []struct {
		who, site string
		steps     []Step
	}{
		{"reader", open, reader()},
		{"drafter", open, drafter()},
		{"adviser", open, adviser(t)},
		{"librarian", open, librarian()},
		{"administrator", closed, administrator(closed)},
		{"curator", mended, curator()},
	} {
		t.Run(walk.who, func(t *testing.T) { // several people at once, each in one view after another
			t.Parallel()
			for _, v := range Views() {
				t.Run(v.String(), func(t *testing.T) { browser.Walk(t, walk.site, v, walk.steps...) })
			}
		})
	}
}

// tour takes the pictures of doc/tour.md.
func tour(t *testing.T, browser *Browser, site string) {
	signed := []Step{Go("/signin"), Fill("#name", "Mira"), Fill("#password", secret), Follow(".stacked button")}
	for _, picture := range []struct {
		name     string
		language string
		width    int
		steps    []Step
	}{
		{"home", "en", 1440, []Step{Go("/")}},
		{"search", "en", 1440, []Step{Go("/search?q=trafficking+victim+consent")}},
		{"search-languages", "en", 1440, []Step{Go("/search?q=money+laundering&expand=1")}},
		{"search-arabic", "ar", 1440, []Step{Go("/search?q=%D8%BA%D8%B3%D9%84+%D8%A7%D9%84%D8%A3%D9%85%D9%88%D8%A7%D9%84")}},
		{"law", "en", 1440, []Step{Go("/law/xa/act/2014/14?eid=sec_3"), Holds("scrolled", `(document.querySelector("#sec_3").scrollIntoView(), true)`)}},
		{"law-phone", "fr", 320, []Step{Go("/law/xb/act/2012/2012-07?eid=art_4#art_4")}},
		{"page", "en", 1440, []Step{Go("/law/xa/act/2009/6?q=trafficking&page=2&eid=sec_8")}},
		{"beside", "en", 1440, []Step{Go("/law/xa/act/2018/4?language=en&beside=fr")}},
		{"compare", "en", 1440, []Step{Go("/compare?topic=trafficking-in-persons&country=XA,XB,XE")}},
		{"collection", "en", 1440, []Step{Go("/collection?name=Means&p=xa/act/2014/14%23sec_3&n=Ours%2C+as+enacted&p=int/model-law/2016/1%23sec_3&n=The+model")}},
		{"gaps", "en", 1440, []Step{Go("/gaps?instrument=tip-protocol")}},
		{"requirement", "en", 1440, append(signed, Go("/gaps?requirement=tip-protocol/3/a&country=XB"))},
		{"attempts", "en", 1440, []Step{Go("/attempts")}},
		{"correct", "en", 1440, append(signed, Go("/edit?law=xa/act/2009/6"))},
		{"upload", "ar", 320, append(signed, Go("/upload"))},
	} {
		v := View{Language: picture.language, Width: picture.width, Script: true}
		browser.Walk(t, site, v, append(picture.steps, Shot(filepath.Join(*pictures, picture.name+".png")))...)
	}
}

// A reader looks for an offence, narrows to a country, reads the provision and the page it was printed on, follows a term to its definition, lays languages and
// wordings side by side, and takes the law and its citation away.
func reader() []Step {
	return []Step{
		Go("/?lang={lang}"), See(".figures"),
		Fill("#q", "trafficking"), Follow(".searchbox button"), See(".hit-list"),
		Unfold(".facet-fold > summary"), Tick(`.facets input[name="country"][value="XA"]`), Follow(".facets button"), See(".chips.active"),
		Miss(`.hit a[href^="/law/xb/"]`),
		Follow(`.hit h3 a[href^="/law/xa/act/2009/6?eid=sec_8"]`), See("#sec_8.open"), See("#sec_8 mark"),
		Follow(`#sec_8 a.anchor[href*="page="]`), See(".sheet-image image"), See(".sheet-image rect.marked"),
		Follow(`.sheet-head a[rel="prev"]`), See(".sheet-image image"),
		Go("/law/xa/act/2014/14"), Follow("a.term"), See(".wording .open"),
		Fill("#find", "victim"), Follow(".find button"), See(".found ol"),
		Go("/law/xa/act/2018/4"), Follow(`.versions a[href*="beside="]`), See(".beside .pair"), Read(".beside", "Le capitaine du port"),
		Go("/law/xa/act/2018/4"), Follow(`.versions-list a[href*="against="]`), Read(".changes .diff del", "dusk"), Read(".changes .diff ins", "sunset"),
		Go("/law/xa/act/2018/4?asof=2019-01-01"), Read(".wording", "at dusk"),
		Unfold(".exports > summary"), Save(`.exports a[href*="format=akn"]`, holds("<akomaNtoso")),
		Save(`.cite-links a[href*="ris"]`, holds("TI  - Harbour Watch Act 2018")), Save(`.cite-links a[href*="bibtex"]`, holds("Harbour Watch Act 2018")),
		Save(`.cite-links a[href*="csl"]`, holds(`"title":"Harbour Watch Act 2018"`)), Copy("button[data-copy=citation]", "#citation"),
		Go("/search?q=harbour"), Unfold(".exports.keep > summary"), Copy("button[data-copy=address]", "#address"),
	}
}

// A drafter lays a topic of three countries side by side, looks up who defines a term, collects provisions with notes, takes them away as a Word document,
// and sees word by word how two wordings differ.
func drafter() []Step {
	return []Step{
		Go("/compare?lang={lang}"), Choose("#topic", "trafficking-in-persons"),
		Tick(`.pick input[value="XA"]`), Tick(`.pick input[value="XB"]`), Tick(`.pick input[value="XE"]`), Follow(".choose button"),
		See(`.compare th a[href="/countries/XA"]`), See(`.compare th a[href="/countries/XB"]`), See(`.compare th a[href="/countries/XE"]`),
		Follow(`main a[href="/definitions"]`), Fill("#term", "child"), Follow(".choose button"), Read("main table", "under the age of eighteen"),
		Go("/search?q=trafficking+heading:trafficking"), Tick(`.tick input[value="xa/act/2014/14#sec_3"]`), Tick(`.tick input[value="int/model-law/2016/1#sec_3"]`),
		Follow(".tick-bar button"), See("#n1"),
		Fill("#name", "Means"), Fill("#n0", "Ours, as enacted"), Fill("#n1", "The model"), Follow("#n1 ~ * button, form > p:last-child button"),
		Read("main h1", "Means"), See("#n1"),
		Save(`.law-tools a[href^="/collection.docx"]`, word("Ours, as enacted")),
		Follow(`.law-tools a[href^="/compare"]`), See("table.compare"), See(".diff del"), See(".diff ins"),
	}
}

// A legal adviser sees in the matrix the gap of one state and the incomplete definition of another; signed in, she opens a requirement, ticks the provision that
// carries it out, says that it is covered, and takes the answers away as a Word document.
func adviser(t *testing.T) []Step {
	cell := func(country, requirement, class string) string {
		return `.gapmatrix a.` + class + `[href="/gaps?requirement=` + requirement + `&country=` + country + `"]`
	}
	return []Step{
		Go("/gaps?instrument=tip-protocol&lang={lang}"),
		See(cell("XA", "tip-protocol/3/a", "found")),         // complete
		See(cell("XB", "tip-protocol/3/a", "found-in-part")), // the means are missing from its definition
		See(cell("XB", "tip-protocol/3/b", "nothing-found")), // the deliberate gap
		Follow(cell("XB", "tip-protocol/3/a", "found-in-part")), See(".candidate"),
		Go("/signin"), Fill("#name", "Mira"), Fill("#password", secret), Follow(".stacked button"),
		Go("/gaps?requirement=tip-protocol/5/1&country=XA"), See(".candidate"),
		Tick("#c0"), Tick("#s-covered"), Fill("#remark", "as amended"), Follow(".judge button"), See(".verdict q"),
		Go("/checklist?instrument=tip-protocol&country=XA"), See(".question"), Read(".progress-line", "21"),
		Unfold(".exports > summary"),
		Save(`.exports a[href*="format=docx"]`, func(file []byte) error {
			document := filepath.Join(t.TempDir(), "answers.docx")
			body, err := packaged(file)
			if err != nil || os.WriteFile(document, file, 0o600) != nil {
				return fmt.Errorf("no document: %w", err)
			}
			for name, text := range map[string]string{"as a package": body, "by LibreOffice": converted(t, document)} {
				for _, want := range []string{"Prevention of Trafficking in Persons Act 2014", "as amended", "Mira"} {
					if text != "" && !strings.Contains(text, want) {
						return fmt.Errorf("read %s, the document does not hold %q", name, want)
					}
				}
			}
			return nil
		}),
	}
}

// The librarian signs in, sends a sound file and a broken one, looks at the queue, corrects the title, confirms a tag, withdraws the law and brings it back; the
// log tells all of it.
func librarian() []Step {
	law := `<!doctype html><html lang="en"><head><title>Quay {view} Act 2019</title></head><body><h1>Quay {view} Act 2019</h1>
<p>1. Short title</p><p>This Act may be cited as the Quay {view} Act 2019.</p>
<p>2. Trafficking in persons</p><p>A person who recruits, transports or harbours another person by threat, force or deception for the purpose of exploitation commits
the offence of trafficking in persons and is liable to imprisonment for ten years.</p>
<p>3. Lanterns</p><p>The keeper of a harbour shall light a quillon lantern at dusk on every pier.</p></body></html>`
	return []Step{
		Go("/upload?lang={lang}"), Fill("#name", "Mira"), Fill("#password", secret), Follow(".stacked button"),
		Unfold("form[data-upload] > details > summary"), Fill("#country", "XF"),
		Drop("form[data-upload]", "#files", map[string]string{"quay-{view}.html": law, "broken-{view}.pdf": "%PDF-1.7\nno page tree {view}"}), Follow("form[data-upload] > p > button"),
		Until("#uploads .state.accepted"), Until("#uploads .state.failed"), Read("#uploads", "broken-{view}.pdf"), Read("#uploads", "Quay {view} Act 2019"),
		Follow(`.foot a[href="/queue"]`), Reload(`.notice.warn a[href*="state=failed"]`), Follow(`.notice.warn a[href*="state=failed"]`), Read("main", "broken-{view}.pdf"),
		Go("/search?q=quillon+%22Quay+{view}%22"), Reload(".hit h3 a"), Follow(".hit h3 a"), Follow(".correct a"),
		Fill("#f-title", "Quay and Pier {view} Act 2019"), Fill("#note", "as printed in the gazette"), Follow(".edit button"), Read("main table", "Quay and Pier {view} Act 2019"),
		Go("/search?q=title:pier+%22{view}%22+recruits"), Reload(".hit h3 a"), Follow(".hit h3 a"), Follow(`.unit.open .tags a[href^="/tags"]`),
		Follow(`button[name="say"][value="yes"]`), Read("main table", "Mira"),
		Follow(".crumbs a"), Follow(".correct a"), Fill("#why", "sent in twice"), Follow(`button[value="withdraw"]`), See(".notice.warn"), Read("main table", "sent in twice"),
		Follow(`form[action="/undo"] button`), Miss(".notice.warn"),
		Follow(`.foot a[href="/log"]`), Read("main table", "Quay and Pier {view} Act 2019"), Read("main table", "Mira"),
		Follow(`.foot a[href="/account"]`), Follow(".signouts button"),
	}
}

// The first administrator, made on the command line, signs in to a library that is closed to strangers, lets a person in, makes her a librarian, and takes her right away.
func administrator(site string) []Step {
	bo := "Bo {view}"
	signIn := func(name string) []Step {
		return []Step{Fill("#name", name), Fill("#password", secret), Follow(".stacked button")}
	}
	signOut := []Step{Follow(`.foot a[href="/account"]`), Follow(".signouts button")}
	row := `tr:has(input[name="name"][value="` + bo + `"])`
	steps := []Step{Go("/law/xa/act/2014/14?lang={lang}"), See("#password"), Lack("body", "Prevention of Trafficking"), Act("the interface for programs is closed too", func(*Tab) error {
		r, err := http.Get(site + "/api/v1/laws")
		if err == nil && r.StatusCode != http.StatusUnauthorized {
			err = fmt.Errorf("it answers %s", r.Status)
		}
		return err
	})}
	steps = append(steps, signIn("Ana")...)
	steps = append(steps, Read("h1", "Prevention of Trafficking"), Follow(`.foot a[href="/people"]`),
		Fill("#name", bo), Choose("#role", "reader"), Fill("#password", secret), Follow(".stacked button"), See(row),
		Choose(row+" select", "librarian"), Follow(row+" td:nth-child(2) button"), Has(row+` option[value="librarian"][selected]`))
	steps = append(append(append(steps, signOut...), signIn(bo)...), See(`.foot a[href="/upload"]`), Miss(`.foot a[href="/people"]`))
	steps = append(append(append(steps, signOut...), signIn("Ana")...), Go("/people"), Follow(row+" td:nth-child(5) button"), Miss(row))
	steps = append(steps, signOut...)
	wrong := signIn(bo)
	wrong[2] = Expecting("401", wrong[2])
	return append(append(steps, wrong...), See(".notice.bad"))
}

// holds is a check that a file has words in it.
func holds(words string) func([]byte) error {
	return func(file []byte) error {
		if !bytes.Contains(file, []byte(words)) {
			return fmt.Errorf("the file does not hold %q: %.200q", words, file)
		}
		return nil
	}
}

// word is a check that a Word document has words in it.
func word(words string) func([]byte) error {
	return func(file []byte) error {
		body, err := packaged(file)
		if err == nil && !strings.Contains(body, words) {
			err = fmt.Errorf("the document does not hold %q", words)
		}
		return err
	}
}

// demonstration fills a library with the demonstration laws. One of them is a scan, which fails alone where there is no tesseract.
func demonstration(t *testing.T, library string) {
	t.Helper()
	cmd := exec.Command("pandect", "demo", "--fill-only", "--library", library)
	cmd.Env = cached()
	said, err := cmd.CombinedOutput()
	if err == nil {
		return
	}
	if _, absent := exec.LookPath("tesseract"); absent == nil || cmd.ProcessState.ExitCode() != 3 || !bytes.Contains(said, []byte("failed 1")) {
		t.Fatalf("pandect demo: %v\n%s", err, said)
	}
	t.Log("no tesseract on this machine: the scan among the demonstration laws is not there; make tools brings it")
}

// pandect runs a command to its end.
func pandect(t *testing.T, input string, args ...string) {
	t.Helper()
	cmd := exec.Command("pandect", args...)
	cmd.Env, cmd.Stdin = cached(), strings.NewReader(input+"\n")
	if said, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("pandect %s: %v\n%s", strings.Join(args, " "), err, said)
	}
}
