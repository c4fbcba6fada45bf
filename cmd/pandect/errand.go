package main

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/pandect/pandect/corpus"
)

// An errand is what a command asks of the process that holds the index, through the folder index/errand: the command leaves ID.reindex or ID.check there, the
// server renames it to ID.taken within two seconds, touches that while it works, and leaves ID.answer. Who can write there can change the index itself, so that
// an errand grants nothing new.
type errand struct {
	kind, taken, answer string
}

// outcome is the answer to an errand.
type outcome struct {
	Texts int      `json:"texts"`
	Flaws []string `json:"flaws,omitempty"`
	Error string   `json:"error,omitempty"`
}

const (
	errandPatience = 8 * time.Second  // within which a server takes an errand: four of its rounds
	errandSilence  = 30 * time.Second // after which whoever took it is taken for dead
	errandPoll     = 100 * time.Millisecond
)

func (l *library) errandDir() string { return filepath.Join(l.dir, "index", "errand") }

// errands takes the errands that were left, and removes what nobody came back for.
func (l *library) errands(log *slog.Logger) []errand {
	var out []errand
	entries, err := os.ReadDir(l.errandDir())
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		log.Error("look for errands", "error", err)
	}
	for _, e := range entries {
		name := filepath.Join(l.errandDir(), e.Name())
		id, kind, _ := strings.Cut(e.Name(), ".")
		if kind == "reindex" || kind == "check" {
			taken := filepath.Join(l.errandDir(), id+".taken")
			if err := os.Rename(name, taken); err == nil { // else the command gave up
				out = append(out, errand{kind: kind, taken: taken, answer: filepath.Join(l.errandDir(), id+".answer")})
			}
		} else if info, err := e.Info(); err == nil && time.Since(info.ModTime()) > time.Hour {
			_ = os.Remove(name) // the next round tries again
		}
	}
	return out
}

// run does an errand, one at a time, and leaves the answer.
func (k *keeper) run(ctx context.Context, e errand) {
	working, stop := context.WithCancel(ctx)
	defer stop()
	go beat(working, e.taken)
	k.busy.Lock()
	defer k.busy.Unlock()
	began := time.Now()
	var out outcome
	var err error
	switch e.kind {
	case "reindex":
		if out.Texts, err = k.rebuild(ctx); err == nil {
			err = k.lib.catalog.Did(ctx, "reindex")
		}
	case "check":
		out.Flaws, err = k.check(ctx)
	}
	if ctx.Err() != nil {
		err = errors.New("it was stopped before it was done")
	}
	k.log.Info(e.kind, "texts", out.Texts, "flaws", len(out.Flaws), "took", time.Since(began), "error", err)
	if err != nil {
		out.Error = err.Error()
	}
	err = writeJSON(e.answer, out)
	if err = errors.Join(err, os.Remove(e.taken)); err != nil {
		k.log.Error("answer an errand", "error", err)
	}
}

// beat shows that the errand is being run, until ctx ends.
func beat(ctx context.Context, name string) {
	tick := time.NewTicker(errandPatience / 4)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case now := <-tick.C:
			_ = os.Chtimes(name, now, now) // gone once answered
		}
	}
}

// send asks the process that holds the index. ErrUnavailable where it takes no errands (it is no server) or went away.
func (l *library) send(ctx context.Context, kind string) (out outcome, err error) {
	if err := os.MkdirAll(l.errandDir(), 0o700); err != nil {
		return out, err
	}
	id := rand.Text()
	path := func(ext string) string { return filepath.Join(l.errandDir(), id+"."+ext) }
	if err := os.WriteFile(path(kind), nil, 0o600); err != nil {
		return out, err
	}
	defer os.Remove(path(kind)) // where it was not taken
	tick := time.NewTicker(errandPoll)
	defer tick.Stop()
	for began := time.Now(); ; {
		select {
		case <-ctx.Done():
			return out, ctx.Err()
		case <-tick.C:
		}
		b, err := os.ReadFile(path("answer"))
		if err == nil {
			if err := errors.Join(json.Unmarshal(b, &out), os.Remove(path("answer"))); err != nil {
				return out, fmt.Errorf("the server's answer: %w", err)
			}
			if out.Error != "" {
				return out, fmt.Errorf("the server: %s", out.Error)
			}
			return out, nil
		}
		if _, err := os.Stat(path(kind)); err == nil {
			if time.Since(began) > errandPatience {
				return out, fmt.Errorf("another pandect process holds the index, and it is no server that could be asked; try again when it is done: %w", corpus.ErrUnavailable)
			}
			continue
		}
		if info, err := os.Stat(path("taken")); err == nil && time.Since(info.ModTime()) > errandSilence {
			return out, fmt.Errorf("the server that began it went away; run it again: %w", errors.Join(corpus.ErrUnavailable, os.Remove(path("taken"))))
		}
	}
}
