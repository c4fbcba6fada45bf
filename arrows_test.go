package pandect_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/pandect/pandect/"

// arrows says what each package may import of this module; a trailing "/*" stands for any child. Tests are not held to it.
// Read through os.DirFS, not go list: the test cache would hide a change.
var arrows = map[string][]string{
	"corpus":          {},
	"corpus/topic":    {"corpus"},
	"corpus/*":        {"corpus"},
	"corpus/export/*": {},
	"index":           {"corpus", "corpus/topic"},
	"index/*":         {"index", "corpus", "corpus/topic"},
	"ingest":          {"corpus", "corpus/relation", "corpus/topic"},
	"ingest/*":        {"ingest", "corpus", "corpus/topic"},
	"ui":              {"index", "index/gap", "index/compare", "corpus"},
	"ui/uitest":       {"ui"},
	"api":             {"ui", "index", "index/gap", "index/compare", "corpus/export", "corpus/password", "corpus/relation", "corpus/topic", "corpus"},
	"cmd/pandect":     nil, // everything
	"cmd/pandect/*":   nil,
	"cmd/load":        {"corpus"},
}

func TestArrows(t *testing.T) {
	tree := os.DirFS(".")
	err := fs.WalkDir(tree, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "testdata" || (strings.HasPrefix(d.Name(), ".") && name != ".")) {
			return fs.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		return checkFile(t, tree, name)
	})
	if err != nil {
		t.Fatal(err)
	}
}

func checkFile(t *testing.T, tree fs.FS, name string) error {
	t.Helper()
	src, err := fs.ReadFile(tree, name)
	if err != nil {
		return err
	}
	file, err := parser.ParseFile(token.NewFileSet(), name, src, parser.ImportsOnly)
	if err != nil {
		return err
	}
	from := path.Dir(name)
	allowed, known := allowedFrom(from)
	if !known {
		t.Errorf("%s: package %s is not in the table of arrows", name, from)
		return nil
	}
	for _, spec := range file.Imports {
		imported, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			return err
		}
		to, own := strings.CutPrefix(imported, module)
		if own && allowed != nil && !slices.Contains(allowed, to) && !strings.HasPrefix(to, from+"/") {
			t.Errorf("%s imports %s, which %s may not", name, to, from)
		}
	}
	return nil
}

// allowedFrom finds the row of the table for a package: its own, else that of the nearest folder above.
func allowedFrom(pkg string) ([]string, bool) {
	if row, ok := arrows[pkg]; ok {
		return row, true
	}
	for dir := path.Dir(pkg); dir != "."; dir = path.Dir(dir) {
		if row, ok := arrows[dir+"/*"]; ok {
			return row, true
		}
	}
	return nil, false
}
