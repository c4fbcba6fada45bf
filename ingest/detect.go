package ingest

import (
	"bytes"
	"net/http"
	"strings"
	"unicode/utf8"
)

// Detect tells the media type of data by its content, never by its name. *Failure of kind "empty" for a file without content, of kind
// "unsupported" for a format that is recognised and not read.
func Detect(data []byte) (string, error) {
	trimmed := bytes.TrimSpace(data[:min(len(data), 1<<16)])
	if len(trimmed) == 0 {
		return "", &Failure{Kind: "empty", Message: "the file is empty; fetch it again"}
	}
	if bytes.Contains(data[:min(len(data), 1024)], []byte("%PDF-")) {
		return "application/pdf", nil
	}
	for _, f := range formats {
		if bytes.HasPrefix(data, []byte(f.magic)) {
			return "", &Failure{Kind: "unsupported", Message: "it is " + f.name + ", whatever its name says; " + f.remedy}
		}
	}
	if utf16Marked(data) {
		return "text/html", nil
	}
	media, _, _ := strings.Cut(http.DetectContentType(data), ";")
	switch {
	case media == "text/html" || media == "text/xml" || looksLikeHTML(trimmed):
		return "text/html", nil
	case media == "text/plain":
		return "text/plain", nil
	case media == "application/octet-stream" && utf8.Valid(trimmed[:len(trimmed)-len(trimmed)%4]) && !bytes.ContainsRune(trimmed, 0):
		return "text/plain", nil
	}
	return media, nil
}

// formats that are refused, by their first bytes.
var formats = []struct{ magic, name, remedy string }{
	{"PK\x03\x04", "a ZIP archive (or DOCX, XLSX, EPUB, which are ZIP archives)", "unpack it, or save the document as PDF or HTML"},
	{"\xD0\xCF\x11\xE0", "an old Word, Excel or PowerPoint file", "save it as PDF or HTML"},
	{"{\\rtf", "an RTF document", "save it as PDF or HTML"},
	{"\x89PNG", "an image (PNG)", "put the page images into a PDF; its pages are then read by OCR"},
	{"\xFF\xD8\xFF", "an image (JPEG)", "put the page images into a PDF; its pages are then read by OCR"},
	{"GIF8", "an image (GIF)", "put the page images into a PDF; its pages are then read by OCR"},
	{"II*\x00", "an image (TIFF)", "put the page images into a PDF; its pages are then read by OCR"},
	{"MM\x00*", "an image (TIFF)", "put the page images into a PDF; its pages are then read by OCR"},
	{"\x1F\x8B", "a gzip file", "unpack it"},
	{"7z\xBC\xAF", "a 7-Zip archive", "unpack it"},
	{"Rar!", "a RAR archive", "unpack it"},
	{"\x7FELF", "a program", "give the law itself"},
	{"MZ", "a program", "give the law itself"},
}

func utf16Marked(data []byte) bool {
	return bytes.HasPrefix(data, []byte{0xFF, 0xFE}) || bytes.HasPrefix(data, []byte{0xFE, 0xFF})
}

func looksLikeHTML(head []byte) bool {
	lower := bytes.ToLower(head[:min(len(head), 4096)])
	for _, tag := range []string{"<html", "<body", "<head", "<!doctype", "<p>", "<p ", "<div", "<table", "<br", "<pre", "<title", "<font", "<center"} {
		if bytes.Contains(lower, []byte(tag)) {
			return true
		}
	}
	return false
}
