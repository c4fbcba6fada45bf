package worker

import (
	"cmp"
	"context"
	"fmt"
	"os/exec"
	"sync"
	"time"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/ingest"
)

// Limits of a child. Zero fields take the defaults.
type Limits struct {
	CPU    time.Duration // processor time from one sign of progress to the next: 8 s. It holds on a busy machine too
	Time   time.Duration // time on the clock from one sign of progress to the next: 1 min
	Total  time.Duration // time on the clock for a file: 1 h, which a scan of 1,000 pages needs
	Memory int64         // bytes resident: 512 MiB
	Files  int           // a child is replaced after so many, against slow leaks: 200
}

func (l *Limits) fill() {
	l.CPU = cmp.Or(l.CPU, 8*time.Second)
	l.Time = cmp.Or(l.Time, time.Minute)
	l.Total = cmp.Or(l.Total, time.Hour)
	l.Memory = cmp.Or(l.Memory, 512<<20)
	l.Files = cmp.Or(l.Files, 200)
}

// maxPages is how many pages one child may have under OCR at a time: each takes 20 MB of the child's memory.
const maxPages = 4

// Pool reads files in up to Jobs children. Its methods are safe for concurrent use; a call waits while all children are busy.
type Pool struct {
	command func() *exec.Cmd
	limits  Limits
	slots   chan *child // nil entries stand for children not started yet
	close   sync.Once
}

// NewPool makes a pool whose children are started, when first needed, with what command returns: it must run Serve on its
// standard input and output.
func NewPool(command func() *exec.Cmd, jobs int, limits Limits) *Pool {
	limits.fill()
	p := &Pool{command: command, limits: limits, slots: make(chan *child, max(1, jobs))}
	for range cap(p.slots) {
		p.slots <- nil
	}
	return p
}

// Read is ingest.Reader.Read in a child. A file that breaks a limit gives a *ingest.Failure of kind timeout, memory or crash.
func (p *Pool) Read(ctx context.Context, data []byte, hint ingest.Hint) (corpus.Text, error) {
	resp, err := p.ask(ctx, request{Hint: hint}, data)
	if err != nil {
		return corpus.Text{}, err
	}
	return *resp.Text, nil
}

// Blocks is ingest.Reader.Blocks in a child, with the errors of Read.
func (p *Pool) Blocks(ctx context.Context, data []byte, hint ingest.Hint) (*ingest.Document, error) {
	resp, err := p.ask(ctx, request{Hint: hint, Blocks: true}, data)
	return resp.Document, err
}

// Paint is ingest.Reader.Paint in a child, with the errors of Read.
func (p *Pool) Paint(ctx context.Context, data []byte, page, scale int) (corpus.PageImage, error) {
	resp, err := p.ask(ctx, request{Page: page, Scale: scale}, data)
	if err != nil {
		return corpus.PageImage{}, err
	}
	return *resp.Page, nil
}

// Close ends the children. Calls under way are waited for.
func (p *Pool) Close() error {
	p.close.Do(func() {
		for range cap(p.slots) {
			if c := <-p.slots; c != nil {
				c.kill()
			}
		}
	})
	return nil
}

func (p *Pool) ask(ctx context.Context, req request, data []byte) (resp response, err error) {
	var c *child
	select {
	case c = <-p.slots:
	case <-ctx.Done():
		return resp, ctx.Err()
	}
	defer func() { p.slots <- c }()
	req.Hint.Jobs = min(1+len(p.slots), maxPages) // what idle children leave
	if c == nil {
		if c, err = start(p.command()); err != nil {
			return resp, fmt.Errorf("start reader: %w", err)
		}
	}
	resp, failure := c.ask(ctx, req, data, p.limits)
	if failure != nil || c.files >= p.limits.Files {
		c.kill()
		c = nil
	}
	switch {
	case ctx.Err() != nil:
		return resp, ctx.Err()
	case failure != nil:
		return resp, failure
	case resp.Failure != nil:
		return response{}, resp.Failure
	case !resp.answers(req):
		return response{}, crashed()
	}
	return resp, nil
}
