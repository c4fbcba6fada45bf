package ingest

import (
	"bytes"
	"fmt"
	"net/http"
	"regexp"
	"strings"
)

// Detect tells the media type of data by its content, never by its name. *Failure of kind "empty" for a file without content, of kind
// "unsupported" for a format that is recognised and not read.
func Detect(data []byte) (string, error) {
	trimmed := bytes.Trim(data[:min(len(data), 1<<16)], " \t\r\n\f\v\x00")
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
	if looksLikeJSON.Match(trimmed[:min(len(trimmed), 512)]) {
		return "", &Failure{Kind: "unsupported", Message: "it is data (JSON), whatever its name says; bring in records of laws with pandect import"}
	}
	if isWide(data) {
		return "text/html", nil // the reader of HTML reads plain text too
	}
	media, _, _ := strings.Cut(http.DetectContentType(data), ";")
	switch {
	case media == "text/html" || media == "text/xml" || looksLikeHTML(trimmed):
		return "text/html", nil
	case media == "text/plain", media == "application/octet-stream" && isText(data[:min(len(data), 1<<16)]):
		return "text/plain", nil
	case media == "application/octet-stream":
		return "", &Failure{Kind: "unsupported", Message: "it is neither PDF nor HTML nor text, but a format that Pandect does not know; save the document as PDF or HTML"}
	}
	return "", &Failure{Kind: "unsupported", Message: fmt.Sprintf("it is %s; Pandect reads PDF and HTML: save the document as one of these", media)}
}

// isText allows what text has: hardly any control characters.
func isText(data []byte) bool {
	control := 0
	for _, c := range data {
		if c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0x1B || c == 0x7F {
			control++
		}
	}
	return control*100 < len(data)
}

// isWide says whether data is UTF-16: by its mark, or because every other byte of its beginning is zero.
func isWide(data []byte) bool {
	if bytes.HasPrefix(data, []byte{0xFF, 0xFE}) || bytes.HasPrefix(data, []byte{0xFE, 0xFF}) {
		return true
	}
	var zeros [2]int
	head := data[:min(len(data), 512)]
	for i, c := range head {
		if c == 0 {
			zeros[i%2]++
		}
	}
	few, many := min(zeros[0], zeros[1]), max(zeros[0], zeros[1])
	return many > len(head)/4 && few < len(head)/20
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
	{"%!PS", "a PostScript file", "convert it to PDF"},
	{"AT&TFORM", "a DjVu document", "convert it to PDF"},
	{"\x7FELF", "a program", "give the law itself"},
	{"MZ\x90\x00", "a program", "give the law itself"},
}

// looksLikeJSON: an object, or a list of objects, up to its first key.
var looksLikeJSON = regexp.MustCompile(`^(?:\xEF\xBB\xBF)?\[?\s*\{\s*"[^"\n]{1,100}"\s*:`)

func looksLikeHTML(head []byte) bool {
	lower := bytes.ToLower(head[:min(len(head), 4096)])
	for _, tag := range []string{"<html", "<body", "<head", "<!doctype", "<p>", "<p ", "<div", "<table", "<br", "<pre", "<title", "<font", "<center"} {
		if bytes.Contains(lower, []byte(tag)) {
			return true
		}
	}
	return false
}
