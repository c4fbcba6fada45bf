package ui

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestWarned holds that what the program notices is said in every language, with its numbers and names.
func TestWarned(t *testing.T) {
	pages, err := New()
	if err != nil {
		t.Fatal(err)
	}
	for _, warning := range []string{
		"numbers are missing between 4–7, 12–14 and 3 more", "numbers stand twice: 322-13", "pages 1–4, 7 read by OCR", "page 3 read by OCR", "8 of 20 units have no wording: 5, 6",
		"image only: page 2 not read; install tesseract and run pandect ingest --retry ocr", "image only: pages 1–9 not read", "63 % of the wording stands in article 12: what follows it may not have been recognised",
		"the same law was held from laws/old.pdf; this file is its wording now, the earlier one is kept", "another law has the id fr/code/x; this one became fr/code/x-2: check its number and date",
		"correction 7 by Ana (no such words) does not fit this reading of the file and was left out: make it again, or take it back", "the file is damaged in 3 places; wording may be missing, compare it with the original",
	} {
		for _, code := range Codes {
			got := pages.Speech(code).Warned(warning)
			if got.Lang != "" || code != "en" && got.Value == warning || code == "en" && got.Value != warning {
				t.Errorf("%s: %q is said as %q (%s)", code, warning, got.Value, got.Lang)
			}
			for _, figure := range regexp.MustCompile(`[0-9][0-9–-]*|laws/old\.pdf|fr/code/x-2|Ana|no such words`).FindAllString(warning, -1) {
				if !strings.Contains(got.Value, figure) {
					t.Errorf("%s: %q lacks %s: %q", code, warning, figure, got.Value)
				}
			}
			if code != "en" && strings.Contains(got.Value, " more") {
				t.Errorf("%s: %q", code, got.Value)
			}
		}
	}
	if got := pages.Speech("fr").Warned("something new"); got.Value != "something new" || got.Lang != "en" {
		t.Errorf("what no message says: %+v", got)
	}
}

// TestWarned_Sources holds that every warning in the readers' code has its messages.
func TestWarned_Sources(t *testing.T) {
	var files []string
	for _, pattern := range []string{"../ingest/html/*.go", "../ingest/pdf/*.go", "../ingest/sound.go", "../ingest/store.go", "../ingest/segment.go", "../ingest/revise.go", "../corpus/sqlite/structure.go"} {
		found, err := filepath.Glob(pattern)
		if err != nil || len(found) == 0 {
			t.Fatalf("%s: %v", pattern, err)
		}
		files = append(files, found...)
	}
	pages, err := New()
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`(?:(?:Warnings = append|out = append)\([^"\n]*|return fmt\.Sprintf\(|const (?:repaired|unfound) = |return \[\]string\{)"([^"]{12,})"( *\+)?`).FindAllStringSubmatch(string(b), -1) {
			seen++
			example := strings.ReplaceAll(regexp.MustCompile(`%\.0f|%[dsv]`).ReplaceAllString(m[1], "7"), "%%", "%")
			if m[2] != "" || strings.HasSuffix(example, ": ") {
				example += "7"
			}
			if strings.HasPrefix(example, " ") {
				example = "page 7" + example
			}
			if strings.HasPrefix(example, "7 and 7") { // a part of others
				continue
			}
			if got := pages.Speech("ar").Warned(example); got.Lang != "" {
				t.Errorf("%s: no message says %q", file, example)
			}
		}
	}
	if seen < 15 {
		t.Errorf("%d warnings were found in the code", seen)
	}
}

// TestWords_Sources holds that the names of elements and of the kinds of provisions, which the program keeps in English, have their messages.
func TestWords_Sources(t *testing.T) {
	pages, err := New()
	if err != nil {
		t.Fatal(err)
	}
	for _, source := range []struct {
		file, group string
		names       *regexp.Regexp
		least       int
	}{
		{"../corpus/topic/elements.txt", "element", regexp.MustCompile(`(?m)(?:^[a-z][^:#\n]*:|;) *([a-z][a-z ]*)\??(?: =)`), 80},
		{"../corpus/eid.go", "provision", regexp.MustCompile(`"([a-z]+)": +"[a-z]+"`), 20},
	} {
		b, err := os.ReadFile(source.file)
		if err != nil {
			t.Fatal(err)
		}
		names := map[string]bool{}
		b = regexp.MustCompile(`(?m)^#.*`).ReplaceAll(b, nil) // comments
		for _, m := range source.names.FindAllStringSubmatch(string(b), -1) {
			names[m[1]] = true
			if word := pages.Speech("ar").Word(source.group, m[1]); word == m[1] {
				t.Errorf("%s: no message says %q", source.file, m[1])
			}
		}
		if len(names) < source.least {
			t.Errorf("%s: %d names were found", source.file, len(names))
		}
	}
}

// TestFailed_Sources holds that every failure in the readers' code has its kind and each of its clauses in the messages.
func TestFailed_Sources(t *testing.T) {
	pages, err := New()
	if err != nil {
		t.Fatal(err)
	}
	var kinds, messages []string
	for _, pattern := range []string{"../ingest/*.go", "../ingest/*/*.go", "../api/upload.go"} {
		found, err := filepath.Glob(pattern)
		if err != nil || len(found) == 0 {
			t.Fatalf("%s: %v", pattern, err)
		}
		for _, file := range found {
			if strings.HasSuffix(file, "_test.go") || strings.HasSuffix(file, "paint.go") || strings.HasSuffix(file, "pdf/image.go") { // images of pages are no attempts
				continue
			}
			b, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range regexp.MustCompile(`(?:Failure\{|[ (])Kind: "([a-z-]+)", Message: (?:fmt\.Sprintf\()?([^\n]*)`).FindAllStringSubmatch(string(b), -1) {
				literals := regexp.MustCompile(`"([^"]+)"`).FindAllStringSubmatch(m[2], -1)
				kinds = append(kinds, m[1])
				for i, literal := range literals {
					if i == 0 || strings.HasPrefix(literal[1], "; ") { // others are parts: names of formats
						messages = append(messages, strings.TrimSuffix(strings.TrimPrefix(literal[1], "; "), "; "))
					}
				}
			}
			for _, m := range regexp.MustCompile(`\bfailure\("([a-z-]+)", "([^"]+)"`).FindAllStringSubmatch(string(b), -1) {
				kinds, messages = append(kinds, m[1]), append(messages, m[2])
			}
			for _, m := range regexp.MustCompile(`(?m)^\terr(?:Damaged|Password|Security|NoMemory|NoContent|Broken) += errors\.New\("([^"]+)"\)`).FindAllStringSubmatch(string(b), -1) {
				messages = append(messages, m[1])
			}
			for _, m := range regexp.MustCompile(`(?m)^\t\{"[^"]+", "([^"]+)", "([^"]+)"\},$`).FindAllStringSubmatch(string(b), -1) {
				if strings.HasSuffix(file, "detect.go") {
					messages = append(messages, "it is "+m[1]+", whatever its name says", m[1], m[2])
				}
			}
		}
	}
	if len(kinds) < 30 || len(messages) < 60 {
		t.Errorf("%d kinds and %d messages were found in the code", len(kinds), len(messages))
	}
	for _, kind := range append(kinds, "unsound") {
		if !pages.Speech("ar").Has("kind." + kind) {
			t.Errorf("no message says the kind %q", kind)
		}
	}
	for _, m := range messages {
		example := regexp.MustCompile(`%[dsvq]`).ReplaceAllString(m, "7")
		for _, clause := range pages.Speech("ar").Failed(example) {
			if clause.Lang != "" && clause.Value != "7" && example != "it is " {
				t.Errorf("no message says %q", clause.Value)
			}
		}
	}
}

// TestFailed holds that numbers and names stay in a failure that is said in another language, and that the words of other programs are marked as English.
func TestFailed(t *testing.T) {
	pages, err := New()
	if err != nil {
		t.Fatal(err)
	}
	said := func(code, message string) string {
		var b strings.Builder
		for _, f := range pages.Speech(code).Failed(message) {
			b.WriteString(f.Lang + "<" + f.Value + ">")
		}
		return b.String()
	}
	for _, c := range []struct{ code, message, want string }{
		{"fr", "it is an image (PNG), whatever its name says; put the page images into a PDF; its pages are then read by OCR", "<c’est une image (PNG), quoi qu’en dise son nom><\u00a0; ><réunissez les images des pages dans un PDF><\u00a0; ><ses pages seront alors lues par OCR>"},
		{"zh", "it has 300 MB, the limit is 256; split it", "<大小为300 MB，上限为256><；><请拆分>"},
		{"ar", "open /x/y.pdf: permission denied; check the path and the rights on it", "en<open /x/y.pdf: permission denied><؛ ><تحقق من المسار ومن حقوق الوصول إليه>"},
		{"en", "a password is needed to open it; ask the sender for an open copy", "<a password is needed to open it><; ><ask the sender for an open copy>"},
	} {
		if got := said(c.code, c.message); got != c.want {
			t.Errorf("%s: %q is said as %s, want %s", c.code, c.message, got, c.want)
		}
	}
}
