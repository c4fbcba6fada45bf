package api

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"

	"github.com/labstack/echo/v4"
	"github.com/pandect/pandect/ui"
)

// pressed keeps pages of laws as they went over the line, by their ETag: the same page is made and compressed once as long as neither the library, the program nor who asks changes.
// Safe for concurrent use.
type pressed struct {
	mu   sync.Mutex
	kept []pressedPage // the one asked for last at the end
	size int
}

type pressedPage struct {
	tag  string
	page []byte
}

const (
	maxPressed     = 16 << 20 // bytes of all pages
	maxPressedPage = 2 << 20  // of one
)

func (k *pressed) get(tag string) []byte {
	k.mu.Lock()
	defer k.mu.Unlock()
	i := slices.IndexFunc(k.kept, func(p pressedPage) bool { return p.tag == tag })
	if i < 0 {
		return nil
	}
	p := k.kept[i]
	k.kept = append(slices.Delete(k.kept, i, i+1), p)
	return p.page
}

func (k *pressed) put(tag string, page []byte) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if slices.ContainsFunc(k.kept, func(p pressedPage) bool { return p.tag == tag }) {
		return
	}
	k.kept, k.size = append(k.kept, pressedPage{tag, page}), k.size+len(page)
	for k.size > maxPressed {
		k.size -= len(k.kept[0].page)
		k.kept = slices.Delete(k.kept, 0, 1)
	}
}

// takesGzip says whether the pages of laws go out compressed; those of all others are compressed by the middleware.
func takesGzip(r *http.Request) bool {
	return r.Method == http.MethodGet && strings.Contains(r.Header.Get(echo.HeaderAcceptEncoding), "gzip")
}

// pressedAgain answers with the page as it went out before, and says whether there is one.
func (s *server) pressedAgain(c echo.Context) (bool, error) {
	if !takesGzip(c.Request()) {
		return false, nil
	}
	page := s.laid.get(c.Response().Header().Get("ETag"))
	if page == nil {
		return false, nil
	}
	pressedHeader(c)
	_, err := c.Response().Write(page)
	return true, err
}

// press writes a page, and keeps it where it is to be kept.
func (s *server) press(c echo.Context, p ui.Page, keep bool) error {
	if !takesGzip(c.Request()) {
		return s.page(c, p)
	}
	pressedHeader(c)
	var copied bytes.Buffer
	z, err := gzip.NewWriterLevel(io.MultiWriter(c.Response(), &capped{to: &copied}), 5)
	if err != nil {
		return err
	}
	if err := s.pages.Write(pressing{z, c.Response()}, p); err != nil {
		if !c.Response().Committed {
			c.Response().Header().Del(echo.HeaderContentEncoding)
		}
		return s.brokenOff(c, err)
	}
	if err := z.Close(); err != nil {
		return err
	}
	if keep && copied.Len() < maxPressedPage {
		s.laid.put(c.Response().Header().Get("ETag"), copied.Bytes())
	}
	return nil
}

// pressing is a page on its way through gzip.
type pressing struct {
	*gzip.Writer
	to *echo.Response
}

// Flush sends what was written to the reader.
func (p pressing) Flush() error {
	if err := p.Writer.Flush(); err != nil {
		return err
	}
	p.to.Flush()
	return nil
}

func pressedHeader(c echo.Context) {
	h := c.Response().Header()
	h.Set(echo.HeaderContentType, echo.MIMETextHTMLCharsetUTF8)
	h.Set(echo.HeaderContentEncoding, "gzip")
	h.Add(echo.HeaderVary, echo.HeaderAcceptEncoding)
}

// capped takes what is written up to maxPressedPage and drops the rest.
type capped struct{ to *bytes.Buffer }

func (b *capped) Write(p []byte) (int, error) {
	b.to.Write(p[:min(len(p), maxPressedPage-b.to.Len())])
	return len(p), nil
}
