package export

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// validator gives the path of a file that `.ci/validators` fetched; its licence keeps it out of this project.
func validator(t *testing.T, name, program string) string {
	t.Helper()
	dir := os.Getenv("PANDECT_VALIDATORS")
	if dir == "" {
		t.Skip("PANDECT_VALIDATORS names no folder: fill one with .ci/validators FOLDER")
	}
	if _, err := exec.LookPath(program); err != nil {
		t.Skip(err)
	}
	return filepath.Join(dir, name)
}

// Akoma Ntoso is valid against the schema of OASIS, for one law, several and none.
func TestAKN_Schema(t *testing.T) {
	xsd := validator(t, "akomantoso30.xsd", "xmllint")
	for n := range 3 {
		var b bytes.Buffer
		if err := AKN(&b, header, items(laws()[:n])); err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command("xmllint", "--nonet", "--noout", "--schema", xsd, "-")
		cmd.Stdin = &b
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("%d laws: %v\n%s", n, err, out)
		}
	}
}

func TestEPUB_Check(t *testing.T) {
	jar := validator(t, "epubcheck.jar", "java")
	for n := range 3 {
		var b bytes.Buffer
		if err := EPUB(&b, header, items(laws()[:n])); err != nil {
			t.Fatal(err)
		}
		name := filepath.Join(t.TempDir(), "laws.epub")
		if err := os.WriteFile(name, b.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
		if out, err := exec.Command("java", "-jar", jar, "--failonwarnings", name).CombinedOutput(); err != nil {
			t.Errorf("%d laws: %v\n%s", n, err, out)
		}
	}
}

// What others read is what was written: tables, citations, documents and the bag opened by libraries of Python.
func TestFormats_SecondReader(t *testing.T) {
	python := validator(t, filepath.Join("python", "bin", "python"), "python3")
	if _, err := os.Stat(python); err != nil {
		t.Skip(err)
	}
	dir := t.TempDir()
	units := 0
	for _, l := range laws() {
		units += len(l.Units())
	}
	for _, name := range Names() {
		if err := os.WriteFile(filepath.Join(dir, "laws."+name), written(t, name, nil), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	out, err := exec.Command(python, filepath.Join("testdata", "second.py"), dir, strconv.Itoa(len(laws())), strconv.Itoa(units)).CombinedOutput()
	if err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

// The page of laws, and that of a table, have no error by the checker of the W3C.
func TestHTML_Checker(t *testing.T) {
	jar := validator(t, "vnu.jar", "java")
	if _, err := os.Stat(jar); err != nil {
		t.Skip(err)
	}
	var table bytes.Buffer
	if err := Rows(&table, "html", "Gaps", [][]string{{"Requirement", "XA"}, {"untoc/5", "<covered>"}}); err != nil {
		t.Fatal(err)
	}
	for name, page := range map[string][]byte{"laws.html": written(t, "html", nil), "table.html": table.Bytes()} {
		file := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(file, page, 0o600); err != nil {
			t.Fatal(err)
		}
		if out, err := exec.Command("java", "-jar", jar, "--format", "text", file).CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s", name, err, out)
		}
	}
}

// A reading system knows a book by its first file; every part is sound XML, and each place of the contents is in the book.
func TestEPUB_Package(t *testing.T) {
	z := opened(t, written(t, "epub", nil))
	if f := z.File[0]; f.Name != "mimetype" || f.Method != zip.Store || len(f.Extra) != 0 || f.Flags&8 != 0 {
		t.Errorf("first file: %s, method %d, flags %d, %d bytes extra", f.Name, f.Method, f.Flags, len(f.Extra))
	}
	parts := map[string]string{}
	for _, f := range z.File {
		body := read(t, f)
		parts[f.Name] = body
		if ext := filepath.Ext(f.Name); ext == ".xhtml" || ext == ".opf" || ext == ".xml" {
			if err := wellFormed([]byte(body)); err != nil {
				t.Errorf("%s: %v", f.Name, err)
			}
		}
	}
	if !strings.Contains(parts["book/law-2.xhtml"], `dir="rtl"`) || !strings.Contains(parts["book/nav.xhtml"], `href="law-2.xhtml"`) {
		t.Errorf("the Arabic law is not right to left, or not in the contents:\n%s", parts["book/nav.xhtml"])
	}
}

func read(t *testing.T, f *zip.File) string {
	t.Helper()
	r, err := f.Open()
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// The metadata says of each column what its cells are.
func TestCSVW_DescribesTheTable(t *testing.T) {
	z := opened(t, written(t, "csvw", nil))
	var meta csvwTable
	if err := json.Unmarshal([]byte(read(t, z.File[1])), &meta); err != nil {
		t.Fatal(err)
	}
	if meta.URL != z.File[0].Name || z.File[1].Name != meta.URL+"-metadata.json" {
		t.Errorf("the table is %s, the metadata %s says %s", z.File[0].Name, z.File[1].Name, meta.URL)
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(read(t, z.File[0]), "\uFEFF"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, c := range meta.Schema.Columns {
		names = append(names, c.Titles)
	}
	if !slices.Equal(names, rows[0]) {
		t.Errorf("columns %v, header %v", names, rows[0])
	}
	parse := map[string]func(string) error{
		"integer":  func(s string) error { _, err := strconv.Atoi(s); return err },
		"number":   func(s string) error { _, err := strconv.ParseFloat(s, 64); return err },
		"dateTime": func(s string) error { _, err := time.Parse(time.RFC3339, s); return err },
		"string":   func(string) error { return nil },
	}
	for _, row := range rows[1:] {
		for i, cell := range row {
			if cell == "" {
				continue
			}
			if err := parse[meta.Schema.Columns[i].Datatype](cell); err != nil {
				t.Errorf("%s: %v", names[i], err)
			}
		}
	}
}
