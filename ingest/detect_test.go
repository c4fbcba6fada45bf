package ingest

import (
	"errors"
	"strings"
	"testing"
)

func TestDetect(t *testing.T) {
	for _, c := range []struct{ name, data, want, kind string }{
		{"PDF", "%PDF-1.4\n", "application/pdf", ""},
		{"PDF behind a mail header", strings.Repeat("x", 300) + "%PDF-1.4\n", "application/pdf", ""},
		{"HTML", "<!DOCTYPE html><p>Act", "text/html", ""},
		{"HTML without html", "\n\n<center><b>LEY</b></center>", "text/html", ""},
		{"HTML behind a comment", "<!-- saved -->\n<div>Act</div>", "text/html", ""},
		{"XHTML", `<?xml version="1.0"?><html xmlns="x"><body/></html>`, "text/html", ""},
		{"UTF-16 with mark", "\xff\xfe<\x00p\x00>\x00", "text/html", ""},
		{"UTF-16 without mark", "<\x00h\x00t\x00m\x00l\x00>\x00<\x00b\x00o\x00d\x00y\x00>\x00", "text/html", ""},
		{"text", "Article 1. The Minister may…", "text/plain", ""},
		{"text, Latin 1", "Art\xedculo 1. La ley de extradici\xf3n", "text/plain", ""},
		{"text, Cyrillic in 1251", "\xd1\xf2\xe0\xf2\xfc\xff 1", "text/plain", ""},
		{"empty", "", "", "empty"},
		{"blank", " \n\t\x00\x00 ", "", "empty"},
		{"DOCX", "PK\x03\x04\x14\x00word/document.xml", "", "unsupported"},
		{"Word", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "", "unsupported"},
		{"PNG", "\x89PNG\r\n\x1a\n", "", "unsupported"},
		{"JPEG", "\xff\xd8\xff\xe0", "", "unsupported"},
		{"RTF", `{\rtf1 Act}`, "", "unsupported"},
		{"JSON", "{\"id\": \"xa/act/1\", \"provisions\": []}\n", "", "unsupported"},
		{"JSON, a list of objects", "[\n  { \"title\" : \"Act\" } ]", "", "unsupported"},
		{"text in braces", "{\"Interpretation\"} In this Act: \"firearm\" means", "text/plain", ""},
		{"MP4", "\x00\x00\x00\x20ftypisom", "", "unsupported"},
		{"random bytes", "\x00\x01\x02\x03\x04\x05\x06\x07\x10\x11", "", "unsupported"},
	} {
		got, err := Detect([]byte(c.data))
		var f *Failure
		switch {
		case c.kind == "" && (err != nil || got != c.want):
			t.Errorf("%s: %q, %v, want %q", c.name, got, err, c.want)
		case c.kind != "" && (!errors.As(err, &f) || f.Kind != c.kind || f.Message == ""):
			t.Errorf("%s: %q, %v, want a failure %s", c.name, got, err, c.kind)
		}
	}
}
