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
