package main

import (
	"archive/zip"
	"bufio"
	"bytes"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// serveSite starts a server and gives its address; it is ended with the test.
func serveSite(t *testing.T, args ...string) string {
	t.Helper()
	cmd := exec.Command("pandect", args...)
	cmd.Env = cached()
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if _, address, ok := strings.Cut(lines.Text(), "Pandect is at "); ok {
			go func() { _, _ = io.Copy(io.Discard, out) }()
			return address
		}
	}
	t.Fatalf("pandect %s said no address", strings.Join(args, " "))
	return ""
}

// cached is an environment in which PDFium is compiled once for all tests.
func cached() []string {
	return append(os.Environ(), "XDG_CACHE_HOME="+testCache)
}

// packaged reads the body of a Word document out of its package.
func packaged(data []byte) (string, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return "", err
	}
	f, err := z.Open("word/document.xml")
	if err != nil {
		return "", err
	}
	defer f.Close()
	body, err := io.ReadAll(f)
	return string(body), err
}

// converted is the document as LibreOffice reads it; "" where there is none.
func converted(t *testing.T, document string) string {
	t.Helper()
	office, err := exec.LookPath("soffice")
	if err != nil {
		t.Log("no LibreOffice on this machine: the document was read as a package alone")
		return ""
	}
	dir := filepath.Dir(document)
	cmd := exec.Command(office, "-env:UserInstallation=file://"+dir+"/profile", "--headless", "--convert-to", "txt:Text", "--outdir", dir, document)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("LibreOffice: %v\n%s", err, out)
	}
	text, err := os.ReadFile(strings.TrimSuffix(document, ".docx") + ".txt")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
