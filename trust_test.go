package pandect_test

import (
	"io/fs"
	"os"
	"path"
	"regexp"
	"strings"
	"testing"
)

// eachTest calls fn with every file of tests.
func eachTest(t *testing.T, fn func(name, text string)) {
	t.Helper()
	tree := os.DirFS(".")
	err := fs.WalkDir(tree, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && name != "." && (strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata") {
			return fs.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(name, "_test.go") && !strings.HasPrefix(name, "corpus/corpustest/") {
			return nil
		}
		text, err := fs.ReadFile(tree, name)
		if err == nil {
			fn(name, string(text))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

var fuzzTarget = regexp.MustCompile(`(?m)^func (Fuzz\w+)\(`)

// TestFuzz_Corpus holds that every fuzz target has inputs of its own in the repository: what it begins with, and what once broke it.
func TestFuzz_Corpus(t *testing.T) {
	targets := 0
	eachTest(t, func(name, text string) {
		for _, m := range fuzzTarget.FindAllStringSubmatch(text, -1) {
			targets++
			folder := path.Join(path.Dir(name), "testdata", "fuzz", m[1])
			if inputs, err := os.ReadDir(folder); err != nil || len(inputs) == 0 {
				t.Errorf("%s: %s has no inputs in %s", name, m[1], folder)
			}
		}
	})
	if targets < 30 {
		t.Errorf("%d fuzz targets", targets)
	}
}

var (
	named    = regexp.MustCompile("`((?:Test|Fuzz)[A-Z]\\w*)`")
	declared = regexp.MustCompile(`(?m)^func ((?:Test|Fuzz)\w+)\(`)
)

// TestSecurity_Tests holds that every threat of doc/security.md names what shows its defence, and that the tests it names are there.
func TestSecurity_Tests(t *testing.T) {
	there := map[string]bool{}
	eachTest(t, func(_, text string) {
		for _, m := range declared.FindAllStringSubmatch(text, -1) {
			there[m[1]] = true
		}
	})
	text, err := os.ReadFile("doc/security.md")
	if err != nil {
		t.Fatal(err)
	}
	rows := 0
	for line := range strings.Lines(string(text)) {
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
		if len(cells) != 3 || strings.HasPrefix(line, "|---") || strings.Contains(line, "| threat |") {
			continue
		}
		rows++
		shown := named.FindAllStringSubmatch(cells[2], -1)
		if len(shown) == 0 && !strings.Contains(cells[2], "`make ") {
			t.Errorf("no test is named for the threat:%s", cells[0])
		}
		for _, m := range shown {
			if !there[m[1]] {
				t.Errorf("%s is named, but is no test", m[1])
			}
		}
	}
	if rows < 30 {
		t.Errorf("the table has %d rows", rows)
	}
}
