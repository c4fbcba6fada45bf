package api

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"syscall"
	"time"
	"unicode"

	"github.com/labstack/echo/v4"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/ui"
)

// uploads is what the page asks of corpus.Uploads; who runs the server reads what waits there.
type uploads interface {
	AddUploads(ctx context.Context, limit int, us ...corpus.Upload) error
	Uploads(ctx context.Context, batch string) ([]corpus.Upload, error)
}

// UploadLimits bounds what people send in. Zero fields take the defaults.
type UploadLimits struct {
	File    int64 // bytes of one file: 128 MiB
	Request int64 // bytes of one sending: 1 GiB
	Files   int   // in one sending: 200
	Waiting int   // files that wait to be read: 1,000
	Room    int64 // bytes that stay free on the disk, for the catalogue and an index that is built anew: 1 GiB
}

func (l UploadLimits) fill() UploadLimits {
	if l.File == 0 {
		l.File = 128 << 20
	}
	if l.Request == 0 {
		l.Request = 1 << 30
	}
	if l.Files == 0 {
		l.Files = 200
	}
	if l.Waiting == 0 {
		l.Waiting = 1000
	}
	if l.Room == 0 {
		l.Room = 1 << 30
	}
	return l
}

const (
	maxField    = 4 << 10 // bytes of a field of the form
	maxFileName = 200     // characters kept of a file's name
)

// uploadPage sends files in; with batch it says what became of those.
func (s *server) uploadPage(c echo.Context) error {
	if s.Uploads == nil {
		return errNoUploads
	}
	ctx := c.Request().Context()
	f := s.frame(c)
	f.Title, f.Nav, f.Private = f.T("upload.title"), "upload", true
	p := ui.UploadPage{Frame: f, Batch: rand.Text(), MaxFiles: s.UploadLimits.Files, MaxMB: int(s.UploadLimits.File >> 20)}
	if batch := c.QueryParam("batch"); batch != "" {
		sent, err := s.Uploads.Uploads(ctx, batch)
		if err != nil {
			return err
		}
		if len(sent) == 0 {
			return fmt.Errorf("files sent in: %w", corpus.ErrNotFound)
		}
		p.Here = batchAddress(batch)
		for _, u := range sent {
			line, err := s.uploadLine(ctx, u)
			if err != nil {
				return err
			}
			if u.Outcome == nil {
				p.Waiting++
			}
			p.Lines = append(p.Lines, line)
		}
	}
	c.Response().Header().Set("Cache-Control", "no-store")
	return s.page(c, p)
}

var errNoUploads = echo.NewHTTPError(http.StatusNotFound, "Files are not taken in over the web here.")

func batchAddress(batch string) string {
	return addressOf("/upload", url.Values{"batch": {batch}})
}

func (s *server) uploadLine(ctx context.Context, u corpus.Upload) (ui.UploadLine, error) {
	l := ui.UploadLine{Name: u.Name, State: "waiting"}
	if u.Outcome == nil {
		return l, nil
	}
	l.State, l.Attempt = u.Outcome.State, *u.Outcome
	if l.State == corpus.StateFailed {
		l.SHA256 = u.SHA256
	}
	if u.Outcome.Law == "" {
		return l, nil
	}
	texts, err := s.Catalog.Texts(ctx, u.Outcome.Law)
	if errors.Is(err, corpus.ErrNotFound) {
		return l, nil // withdrawn since
	}
	if err != nil {
		return l, err
	}
	t := texts[0]
	for _, other := range texts {
		if other.Original != nil && other.Original.SHA256 == u.SHA256 {
			t = other
			break
		}
	}
	l.Href, l.Title, l.Language = ui.LawPath(t.ID), t.Title, t.Language
	if l.Title == "" {
		l.Title = string(t.ID)
	}
	l.Doubtful = len(t.ToCheck())+len(t.Warnings) > 0
	return l, nil
}

// upload keeps what a form sends. Every file is among the originals, and all of them in the queue, before it answers: what was answered for
// survives the end of this process. A file that is refused is a line of the answer; the others go on.
func (s *server) upload(c echo.Context) error {
	if s.Uploads == nil {
		return errNoUploads
	}
	r := c.Request()
	in, err := r.MultipartReader()
	if err != nil {
		return fmt.Errorf("send the files as multipart/form-data: %w", corpus.ErrInvalid)
	}
	if err := s.Uploads.AddUploads(r.Context(), s.UploadLimits.Waiting-1); err != nil { // none: is there room for one more? A file that cannot wait need not be stored
		return s.queueFull(err)
	}
	control := http.NewResponseController(c.Response())
	form := sending{s: s, fields: map[string]string{}, by: author(c, ""), extend: func() {
		_ = control.SetReadDeadline(time.Now().Add(stall)) // a connection without deadlines is one of a test
		_ = control.SetWriteDeadline(time.Now().Add(stall))
	}}
	if err := form.read(r.Context(), in); err != nil {
		return err
	}
	batch, err := form.keep(r.Context())
	if err != nil {
		return err
	}
	return s.toBatch(c, batch)
}

// toBatch answers with the address of what became of a sending.
func (s *server) toBatch(c echo.Context, batch string) error {
	c.Response().Header().Set("Cache-Control", "no-store")
	if wantsJSON(c) {
		c.Response().Header().Set("Location", batchAddress(batch))
		c.Response().Header().Set(echo.HeaderContentType, echo.MIMEApplicationJSON)
		c.Response().WriteHeader(http.StatusAccepted)
		return jsonTo(c.Response(), map[string]string{"batch": batch, "page": batchAddress(batch)})
	}
	return c.Redirect(http.StatusSeeOther, batchAddress(batch))
}

// sending is one form as it comes in.
type sending struct {
	s      *server
	fields map[string]string
	files  []corpus.Upload
	by     string
	extend func() // gives the client more time, since it sends
}

// pacedReader keeps the connection open as long as something comes.
type pacedReader struct {
	r      io.Reader
	extend func()
}

func (p pacedReader) Read(b []byte) (int, error) {
	p.extend()
	return p.r.Read(b)
}

func (f *sending) read(ctx context.Context, in *multipart.Reader) error {
	f.extend()
	for {
		part, err := in.NextPart()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return f.broken("", err)
		}
		name := sentName(part.FileName())
		switch {
		case part.FormName() == "files" && name != "":
			if err := f.file(ctx, name, part); err != nil {
				return err
			}
		case part.FormName() != "files":
			value, err := io.ReadAll(io.LimitReader(part, maxField+1))
			if err != nil {
				return f.broken("", err)
			}
			if len(value) > maxField || len(f.fields) > 20 {
				return fmt.Errorf("field %.40q is too long, or there are too many: %w", part.FormName(), corpus.ErrInvalid)
			}
			f.fields[part.FormName()] = strings.TrimSpace(strings.ToValidUTF8(string(value), "\uFFFD"))
		}
	}
}

// file keeps one. Too large a file is refused alone.
func (f *sending) file(ctx context.Context, name string, part io.Reader) error {
	l := f.s.UploadLimits
	if len(f.files) == l.Files {
		return echo.NewHTTPError(http.StatusRequestEntityTooLarge, fmt.Sprintf("More than %d files were sent at once; %s is one too many. Nothing of this sending was taken in: send it in parts.", l.Files, name))
	}
	if f.s.Free != nil {
		if free, err := f.s.Free(); err == nil && free < l.Room {
			return errFull
		}
	}
	u := corpus.Upload{Name: name, By: f.by, At: time.Now().UTC()}
	bounded := &boundedReader{r: pacedReader{part, f.extend}, left: l.File}
	sum, _, err := f.s.Files.Put(ctx, bounded)
	switch {
	case errors.Is(err, errTooLarge):
		u.Outcome = &corpus.Attempt{Name: name, State: corpus.StateFailed, Step: "fetch", Kind: "too-large", Message: fmt.Sprintf("it has more than %d MB; split it, or use the command line", l.File>>20), At: u.At}
		if _, err := io.Copy(io.Discard, pacedReader{part, f.extend}); err != nil {
			return f.broken(name, err)
		}
	case bounded.failed != nil:
		return f.broken(name, bounded.failed)
	case errors.Is(err, syscall.ENOSPC):
		return errFull
	case err != nil:
		return fmt.Errorf("keep %s: %w", name, err)
	}
	u.SHA256 = sum
	f.files = append(f.files, u)
	return nil
}

var errFull = echo.NewHTTPError(http.StatusInsufficientStorage, "The disk of this library is almost full. Nothing of this sending was taken in: who runs the library must make room first.")

// broken says which file was coming when the request ended or grew too long.
func (f *sending) broken(name string, err error) error {
	var large *http.MaxBytesError
	where := ""
	if name != "" {
		where = " It ended in " + name + "."
	}
	if errors.As(err, &large) {
		return echo.NewHTTPError(http.StatusRequestEntityTooLarge, fmt.Sprintf("The files sent at once have more than %d MB.%s Nothing of this sending was taken in: send it in parts.", f.s.UploadLimits.Request>>20, where))
	}
	return echo.NewHTTPError(http.StatusBadRequest, "The sending broke off."+where+" Nothing of it was taken in: send it again.")
}

var batchForm = regexp.MustCompile(`^[A-Z2-7]{26}$`) // rand.Text

// keep puts what came into the queue.
func (f *sending) keep(ctx context.Context) (batch string, err error) {
	if len(f.files) == 0 {
		return "", fmt.Errorf("no file was sent; choose one or more: %w", corpus.ErrInvalid)
	}
	known, err := knownOf(f.fields)
	if err != nil {
		return "", err
	}
	if batch = f.fields["batch"]; !batchForm.MatchString(batch) {
		batch = rand.Text()
	}
	for i := range f.files {
		f.files[i].Batch, f.files[i].Known = batch, known
	}
	return batch, f.s.queueFull(f.s.Uploads.AddUploads(ctx, f.s.UploadLimits.Waiting, f.files...))
}

// queueFull says of an error that the queue is full, where it is that.
func (s *server) queueFull(err error) error {
	if !errors.Is(err, corpus.ErrUnavailable) {
		return err
	}
	return echo.NewHTTPError(http.StatusServiceUnavailable, fmt.Sprintf("With these, more than %d files would wait to be read. Nothing of this sending was taken in: send it again in some minutes.", s.UploadLimits.Waiting))
}

var languageForm = regexp.MustCompile(`^([a-z]{2,3})?$`)

// knownOf reads what the sender says of the law; errors name the field.
func knownOf(fields map[string]string) (k corpus.Known, err error) {
	k = corpus.Known{Country: strings.ToUpper(fields["country"]), Language: strings.ToLower(fields["language"]), Title: strings.Join(strings.Fields(fields["title"]), " "), Type: fields["type"], SourceURL: fields["source"]}
	if k.Country != "" && !corpus.IsCountry(k.Country) {
		return k, fmt.Errorf("country %q is neither two letters, such as KE, nor those of a part of a state, such as CA-QC: %w", k.Country, corpus.ErrInvalid)
	}
	if !languageForm.MatchString(k.Language) {
		return k, fmt.Errorf("language %q has not two or three letters, such as en: %w", k.Language, corpus.ErrInvalid)
	}
	if fields["date"] != "" {
		if k.Date, err = corpus.ParseDate(fields["date"]); err != nil {
			return k, fmt.Errorf("date: %w", err)
		}
	}
	if k.SourceURL != "" {
		if u, err := url.Parse(k.SourceURL); err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" {
			return k, fmt.Errorf("source %q is no address of a web page: %w", k.SourceURL, corpus.ErrInvalid)
		}
	}
	return k, nil
}

// sentName is what is kept of a name that a browser gives: no control characters, and not without end.
func sentName(name string) string {
	name = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(name, "\uFFFD"))
	if runes := []rune(name); len(runes) > maxFileName {
		name = string(runes[len(runes)-maxFileName:])
	}
	return strings.TrimSpace(name)
}

var errTooLarge = errors.New("too large")

// boundedReader gives no more than left bytes, and errTooLarge where there are more. failed is an error of r's own.
type boundedReader struct {
	r      io.Reader
	left   int64
	failed error
}

func (b *boundedReader) Read(p []byte) (int, error) {
	n, err := b.r.Read(p)
	if b.left -= int64(n); b.left < 0 {
		return 0, errTooLarge
	}
	if err != nil && !errors.Is(err, io.EOF) {
		b.failed = err
	}
	return n, err
}

// readAgain puts an original that failed into the queue once more, perhaps with what its reader should have known.
func (s *server) readAgain(c echo.Context) error {
	if s.Uploads == nil {
		return errNoUploads
	}
	ctx := c.Request().Context()
	sum := c.FormValue("sha256")
	name, err := s.failedName(ctx, sum)
	if err != nil {
		return err
	}
	known, err := knownOf(map[string]string{"country": strings.TrimSpace(c.FormValue("country")), "language": strings.TrimSpace(c.FormValue("language"))})
	if err != nil {
		return err
	}
	batch := rand.Text()
	u := corpus.Upload{Batch: batch, Name: name, SHA256: sum, Known: known, Again: true, By: author(c, ""), At: time.Now().UTC()}
	if err := s.Uploads.AddUploads(ctx, s.UploadLimits.Waiting, u); err != nil {
		return err
	}
	return s.toBatch(c, batch)
}

// failedName is the name of an original whose newest attempt failed; ErrConflict where it is in the library already.
func (s *server) failedName(ctx context.Context, sum string) (string, error) {
	var attempts []corpus.Attempt
	if sum != "" {
		var err error
		if attempts, err = s.Catalog.Attempts(ctx, corpus.AttemptFilter{SHA256: sum}); err != nil {
			return "", err
		}
	}
	for _, a := range attempts {
		if a.State == corpus.StateKnown {
			continue
		}
		if a.State != corpus.StateFailed {
			return "", fmt.Errorf("%s was taken in: %w", a.Name, corpus.ErrConflict)
		}
		return a.Name, nil
	}
	return "", fmt.Errorf("original %.64q: %w", sum, corpus.ErrNotFound)
}
