package ingest

import (
	"bytes"
	"errors"
	"testing"
	"unicode/utf8"

	"github.com/pandect/pandect/corpus"
)

// FuzzParseManifest holds that a row that is accepted names a file and holds no broken characters.
func FuzzParseManifest(f *testing.F) {
	f.Fuzz(func(t *testing.T, data []byte) {
		rows, _, err := ParseManifest(bytes.NewReader(data))
		if err != nil && !errors.Is(err, corpus.ErrInvalid) {
			t.Fatalf("an error without a kind: %v", err)
		}
		for _, r := range rows {
			if r.Path == "" || !utf8.ValidString(r.Title) {
				t.Errorf("row %+v", r)
			}
		}
	})
}

func FuzzDetect(f *testing.F) {
	f.Fuzz(func(t *testing.T, data []byte) {
		media, err := Detect(data)
		var failure *Failure
		if err != nil && !errors.As(err, &failure) || (err == nil) != (media != "") {
			t.Errorf("Detect = %q, %v", media, err)
		}
	})
}

// FuzzIdentify holds that what is found of a law can be stored: an id that is one, days of the calendar.
func FuzzIdentify(f *testing.F) {
	f.Fuzz(func(t *testing.T, text, language string) {
		if len(text) > 5000 {
			t.Skip("long")
		}
		doc := printed(text)
		if language == "" {
			language, _ = DetectLanguage(text)
		}
		ps, _ := Segment(doc, language)
		law := Identify(doc, ps, language, Hint{Name: text})
		if _, err := corpus.ParseURI(string(law.ID)); err != nil && law.ID != "" {
			t.Errorf("id: %v", err)
		}
		if _, err := corpus.ParseDate(law.Date.String()); err != nil && !law.Date.IsZero() {
			t.Errorf("date: %v", err)
		}
		for name, sure := range law.Confidence {
			if !(sure >= 0 && sure <= 1) {
				t.Errorf("%s is sure to %v", name, sure)
			}
		}
	})
}
