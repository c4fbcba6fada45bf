package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/testscript"
	"github.com/spf13/cobra"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/corpus/export"
)

// TestMain makes this test program be pandect where a script, or pandect itself, runs it under that name.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"pandect": main})
}

// testCache is where PDFium's compiled module is kept, once for all tests of an account of this machine.
var testCache = filepath.Join(os.TempDir(), fmt.Sprintf("pandect-test-cache-%d", os.Getuid()))

// The scripts read like the manual.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:  "testdata/script",
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"units": sameUnits, "many": manyLaws, "lines": countLines, "code": exitsWith, "web": serveFolder, "library": serveLibrary, "foreign": serveForeign, "withdraw": withdraw},
		Setup: func(env *testscript.Env) error {
			env.Setenv("XDG_CACHE_HOME", testCache)
			env.Setenv("HOME", env.WorkDir)
			return nil
		},
	})
}

// Every command shows an example and the exit codes.
func TestHelp(t *testing.T) {
	var visit func(c *cobra.Command)
	visit = func(c *cobra.Command) {
		for _, child := range c.Commands() {
			if child.Hidden || child.Name() == "help" || child.Name() == "completion" {
				continue
			}
			if !strings.Contains(child.Example, child.CommandPath()) {
				t.Errorf("%s: no example", child.CommandPath())
			}
			if !strings.Contains(child.Long, "Exit codes") {
				t.Errorf("%s: the help lists no exit codes", child.CommandPath())
			}
			visit(child)
		}
	}
	visit(newRoot())
}

// sampleSource is where the sources of the demonstration laws stand; scripts run in other folders.
var sampleSource, _ = filepath.Abs("../../corpus/sample/source")

var sourceUnit = regexp.MustCompile(`(?m)^== (.+)$`)

// sameUnits is the script command "units FILE": the demonstration laws, read from their portal pages, gazettes and scan, have the units of the
// sources they were made of, in order.
func sameUnits(ts *testscript.TestScript, _ bool, args []string) {
	f, err := os.Open(ts.MkAbs(args[0]))
	ts.Check(err)
	defer f.Close()
	read := map[string]corpus.Text{}
	for text, err := range export.ReadJSONL(f) {
		ts.Check(err)
		read[strings.TrimSuffix(filepath.Base(text.Original.Name), filepath.Ext(text.Original.Name))] = text
	}
	sources, err := filepath.Glob(filepath.Join(sampleSource, "*.txt"))
	ts.Check(err)
	if len(sources) < 15 {
		ts.Fatalf("%d sources in %s", len(sources), sampleSource)
	}
	for _, source := range sources {
		name := strings.TrimSuffix(filepath.Base(source), ".txt")
		text, ok := read[name]
		if !ok {
			if _, err := exec.LookPath("tesseract"); err != nil && name == "xa-witness" {
				ts.Logf("%s is a scan, and tesseract is not installed", name)
				continue
			}
			ts.Fatalf("%s was not taken in", name)
		}
		b, err := os.ReadFile(source)
		ts.Check(err)
		var got []string
		for p := range corpus.All(text.Provisions) {
			if corpus.IsBasic(p.Kind) {
				got = append(got, squeezed(p.Label+p.Heading))
			}
		}
		var want []string
		for _, m := range sourceUnit.FindAllStringSubmatch(string(b), -1) {
			want = append(want, squeezed(m[1]))
		}
		if len(got) != len(want) {
			ts.Fatalf("%s: %d units, want %d\n%s", name, len(got), len(want), cmp.Diff(want, got))
		} else if name != "xa-witness" && !slices.Equal(got, want) { // OCR may misread a letter of a heading
			ts.Fatalf("%s: labels and headings (-want +got):\n%s", name, cmp.Diff(want, got))
		}
	}
}

// squeezed is a label without blanks and marks: where a heading's full stop is kept does not matter.
func squeezed(s string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" .:()\u00A0", r) {
			return -1
		}
		return r
	}, s)
}
