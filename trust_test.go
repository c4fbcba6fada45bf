package pandect_test

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
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

// linked are the modules in the program, each with its version, and held by go.mod to it.
func linked(t *testing.T) map[string]string {
	t.Helper()
	required, err := os.ReadFile("go.mod")
	if err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("go", "list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}}{{end}}{{end}}", "./cmd/pandect").Output()
	if err != nil {
		t.Fatal(err)
	}
	modules := map[string]string{}
	for line := range strings.Lines(string(out)) {
		if name, version, found := strings.Cut(strings.TrimSpace(line), " "); found {
			modules[name] = version
		}
	}
	for name, version := range modules {
		if !strings.Contains(string(required), name+" "+version) {
			t.Errorf("go.mod does not hold %s to %s", name, version)
		}
	}
	return modules
}

var licenceRow = regexp.MustCompile(`(?m)^\| (\S+) \| (v\d\S*) \| (.+) \|$`)

// TestLicences holds that LICENCES.md names what is linked, and only licences that may be linked. `.ci/licences > LICENCES.md` writes it.
func TestLicences(t *testing.T) {
	text, err := os.ReadFile("LICENCES.md")
	if err != nil {
		t.Fatal(err)
	}
	named := map[string]string{}
	for _, m := range licenceRow.FindAllStringSubmatch(string(text), -1) {
		named[m[1]] = m[2]
		switch m[3] {
		case "MIT", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "ISC":
		default:
			t.Errorf("%s: the licence %q is none of those looked at", m[1], m[3])
		}
	}
	if diff := cmp.Diff(linked(t), named); diff != "" {
		t.Errorf("LICENCES.md (-linked +named); write it anew with .ci/licences:\n%s", diff)
	}
}

// TestSBOM holds that doc/sbom.cdx.json names what is linked, with the sums of go.sum. `make sbom` writes it.
func TestSBOM(t *testing.T) {
	b, err := os.ReadFile("doc/sbom.cdx.json")
	if err != nil {
		t.Fatal(err)
	}
	var bom struct {
		BomFormat  string
		Components []struct {
			Name, Version, Purl string
			Hashes              []struct{ Content string }
			Licenses            []json.RawMessage
		}
	}
	if err := json.Unmarshal(b, &bom); err != nil || bom.BomFormat != "CycloneDX" {
		t.Fatalf("format %q, %v", bom.BomFormat, err)
	}
	sums, err := os.ReadFile("go.sum")
	if err != nil {
		t.Fatal(err)
	}
	named := map[string]string{}
	for _, c := range bom.Components {
		if len(c.Licenses) == 0 {
			t.Errorf("%s has no licence", c.Name)
		}
		if c.Purl == "" {
			continue // carried by a module
		}
		named[c.Name] = c.Version
		sum, err := hex.DecodeString(c.Hashes[0].Content)
		if line := c.Name + " " + c.Version + " h1:" + base64.StdEncoding.EncodeToString(sum) + "\n"; err != nil || !strings.Contains(string(sums), line) {
			t.Errorf("go.sum has no line %q", line)
		}
	}
	if diff := cmp.Diff(linked(t), named); diff != "" {
		t.Errorf("doc/sbom.cdx.json (-linked +named); write it anew with make sbom:\n%s", diff)
	}
}

// TestUnit_ShutIn lets systemd judge the unit of doc/operation: it can be read, and what it leaves open (the network, writable code for WebAssembly) exposes
// little.
func TestUnit_ShutIn(t *testing.T) {
	systemd, err := exec.LookPath("systemd-analyze")
	if err != nil {
		t.Skip("systemd-analyze is not installed")
	}
	unit, err := os.ReadFile("doc/operation/pandect.service")
	if err != nil {
		t.Fatal(err)
	}
	name := path.Join(t.TempDir(), "pandect.service")
	if err := os.WriteFile(name, []byte(strings.Replace(string(unit), "=/usr/local/bin/pandect", "=/bin/true", 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command(systemd, "verify", name).CombinedOutput(); err != nil || len(out) > 0 {
		t.Errorf("verify: %v\n%s", err, out)
	}
	const most = "15" // of 100
	if out, err := exec.Command(systemd, "security", "--offline=true", "--threshold="+most, name).CombinedOutput(); err != nil {
		t.Errorf("security: %v\n%s", err, out)
	}
}
