package pdf

import (
	"errors"
	"strings"
	"unicode/utf16"

	"github.com/klippa-app/go-pdfium"
)

// file is one document open in pdfium. It is used by one goroutine at a time.
type file struct {
	*module
	instance pdfium.Pdfium
	doc      uint64
	open     uint64 // the page read last
	scratch  uint64 // 64 bytes for results by pointer
	fonts    map[uint64]*font
}

// What pdfium says when it does not open a document (fpdfview.h, FPDF_ERR_*).
var (
	errDamaged   = errors.New("no document structure was found in it")
	errPassword  = errors.New("a password is needed to open it")
	errSecurity  = errors.New("it is protected in a way that is not supported")
	errNoMemory  = errors.New("it takes more memory than a file may have")
	errBroken    = errors.New("it breaks the PDF reader")
	errNoContent = errors.New("it has no pages")
)

func (f *file) load(data []byte) error {
	f.fonts = map[uint64]*font{}
	f.scratch = f.alloc(64)
	p := f.alloc(len(data))
	if f.scratch == 0 || p == 0 || !f.memory.Write(uint32(p), data) {
		return errNoMemory
	}
	f.doc = f.call("FPDF_LoadMemDocument", p, uint64(len(data)), 0)
	if f.err != nil {
		return f.broken()
	}
	if f.doc == 0 {
		switch f.call("FPDF_GetLastError") {
		case 4:
			return errPassword
		case 5:
			return errSecurity
		}
		return errDamaged
	}
	return nil
}

// broken says what a failed call means: after it nothing can be asked of the instance any more.
func (f *file) broken() error {
	const nearly = (maxModulePages - 64) << 16
	if f.memory.Size() > nearly {
		return errNoMemory
	}
	return errBroken
}

// close releases the instance with all its memory.
func (f *file) close() { f.instance.Close() }

func (f *file) pages() int { return asInt(f.call("FPDF_GetPageCount", f.doc)) }

// restricted says that the owner asked for limits on use; the text can be read.
func (f *file) restricted() bool {
	return asInt(f.call("FPDF_GetSecurityHandlerRevision", f.doc)) > 0
}

// meta is an entry of the document's information, such as "Title"; "" if it has none.
func (f *file) meta(tag string) string {
	name := f.alloc(len(tag) + 1)
	defer f.free(name)
	f.memory.Write(uint32(name), append([]byte(tag), 0))
	n := asInt(f.call("FPDF_GetMetaText", f.doc, name, 0, 0))
	if n <= 2 || n > 4096 {
		return ""
	}
	p := f.alloc(n)
	defer f.free(p)
	f.call("FPDF_GetMetaText", f.doc, name, p, uint64(n))
	return strings.TrimSpace(utf16LE(f.read(p, n-2)))
}

func utf16LE(b []byte) string {
	u := make([]uint16, len(b)/2)
	for i := range u {
		u[i] = uint16(b[2*i]) | uint16(b[2*i+1])<<8
	}
	return string(utf16.Decode(u))
}
