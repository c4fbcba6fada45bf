package ingest

import (
	"bytes"
	"net/http"
	"strings"
)

// Detect tells the media type of data by its content, never by its name. *Failure of kind "empty" for an empty file.
func Detect(data []byte) (string, error) {
	if len(bytes.TrimSpace(data)) == 0 {
		return "", &Failure{Kind: "empty", Message: "the file is empty; fetch it again"}
	}
	if i := bytes.Index(data[:min(len(data), 1024)], []byte("%PDF-")); i >= 0 {
		return "application/pdf", nil
	}
	media, _, _ := strings.Cut(http.DetectContentType(data), ";")
	return media, nil
}
