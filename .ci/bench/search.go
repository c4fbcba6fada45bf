package main

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"golang.org/x/sys/unix"
)

// measured is what was found of one engine at one size; the timings are medians of the rounds.
type measured struct {
	engine      string
	fill        time.Duration
	fillWork    time.Duration // of the processors; without what a server of its own spends
	again       time.Duration // 0: it has no catalogue to be filled from
	index, disk int64
	cold, warm  time.Duration // start to the first answer, files out of the page cache and in it
	idle        int64         // bytes resident after the first answer
	all, files  int64         // bytes resident after all rounds, and the pages of files among them
	one, many   timing
}

// searching fills every engine with n provisions, asks them in turn, and prints the tables.
func searching(o options, folder string, n int, grown map[string][]measured) error {
	base, err := laws(o.shared)
	if err != nil {
		return err
	}
	warm, asked, err := questions(o.shared, base)
	if err != nil {
		return err
	}
	dir := filepath.Join(folder, fmt.Sprint(n))
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	if o.keep == "" {
		defer os.RemoveAll(dir)
	}
	t, err := makeTexts(base, n, dir)
	if err != nil {
		return err
	}
	fmt.Printf("## %d provisions in %d laws, %.0f MB of wording\n\n", t.units, t.laws, mega(t.bytes))
	var engines []engine
	var out []measured
	var servers []*serving
	defer func() {
		for _, s := range servers {
			if e := s.Close(); e != nil {
				fmt.Fprintln(os.Stderr, "bench:", e)
			}
		}
	}()
	for _, e := range []engine{pandect(o.pandect), fts5(), postgres(), lucene(o.lucene, dir)} {
		if o.only != "" && !strings.Contains(o.only, strings.ToLower(strings.TrimPrefix(e.name, "SQLite "))) {
			continue
		}
		if why := e.absent(); why != "" {
			fmt.Printf("%s is left out: %s\n\n", e.name, why)
			continue
		}
		m, s, err := prepare(e, t, filepath.Join(dir, strings.ReplaceAll(e.name, " ", "")), warm)
		if err != nil {
			return fmt.Errorf("%s: %w", e.name, err)
		}
		engines, out, servers = append(engines, e), append(out, m), append(servers, s)
	}
	if err := rounds(o.rounds, servers, out, asked); err != nil {
		return err
	}
	for i, e := range engines {
		out[i].all, out[i].files = e.memory(servers[i])
		grown[e.name] = append(grown[e.name], out[i])
	}
	printSize(t, out)
	return nil
}

// mostAgain is up to how many provisions the index is filled anew: it takes as long as the first time.
const mostAgain = 200_000

// prepare fills an engine, measures its start, and leaves it serving.
func prepare(e engine, t texts, dir string, warm []ask) (m measured, s *serving, err error) {
	m.engine = e.name
	if _, err := os.Stat(dir); err != nil {
		fmt.Fprintf(os.Stderr, "filling %s with %d provisions\n", e.name, t.units)
		before := childWork()
		if m.fill, err = took(func() error { return e.fill(t, dir) }); err != nil {
			return m, nil, err
		}
		m.fillWork = childWork() - before
		if e.again != nil && t.units <= mostAgain {
			if m.again, err = took(func() error { return e.again(dir) }); err != nil {
				return m, nil, err
			}
		}
	}
	m.index, m.disk = e.index(dir), e.disk(dir)
	begin := func() (*serving, error) { return e.serve(dir) }
	if err := evict(dir); err != nil {
		return m, nil, err
	}
	if s, m.cold, err = firstAnswer(begin, warm[0]); err != nil {
		return m, nil, err
	}
	if err := s.Close(); err != nil {
		return m, nil, err
	}
	if s, m.warm, err = firstAnswer(begin, warm[0]); err != nil {
		return m, nil, err
	}
	m.idle, _ = e.memory(s)
	_, err = pass(s, warm)
	return m, s, err
}

// childWork is the processor time of all processes that were started and have ended.
func childWork() time.Duration {
	var u unix.Rusage
	if err := unix.Getrusage(unix.RUSAGE_CHILDREN, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func took(fn func() error) (time.Duration, error) {
	began := time.Now()
	err := fn()
	return time.Since(began), err
}

// evict puts the files of a folder out of the page cache, as after a start of the machine.
func evict(dir string) error {
	unix.Sync()
	return filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		f, err := os.Open(name)
		if err != nil {
			return err
		}
		return errors.Join(unix.Fadvise(int(f.Fd()), 0, 0, unix.FADV_DONTNEED), f.Close())
	})
}

// rounds asks every engine in turn, as often as o says, and keeps the medians.
func rounds(n int, servers []*serving, out []measured, asked []ask) error {
	one, many := make([][]timing, len(servers)), make([][]timing, len(servers))
	for round := range n {
		for i, s := range servers {
			fmt.Fprintf(os.Stderr, "round %d: %s\n", round+1, out[i].engine)
			t, err := pass(s, asked)
			if err != nil {
				return fmt.Errorf("%s: %w", out[i].engine, err)
			}
			one[i] = append(one[i], t)
			if t, err = worked(s, func() (timing, error) { return crowd(s, asked) }); err != nil {
				return fmt.Errorf("%s: %w", out[i].engine, err)
			}
			many[i] = append(many[i], t)
		}
	}
	for i := range out {
		out[i].one, out[i].many = median(one[i]), median(many[i])
	}
	return nil
}

// worked notes how much processor time the server took for each answer. On a machine that others use too it says more than the time on the clock.
func worked(s *serving, fn func() (timing, error)) (timing, error) {
	before := s.processor()
	t, err := fn()
	if n := t.answers; n > 0 {
		t.work = (s.processor() - before) / time.Duration(n)
	}
	return t, err
}

// median of each figure by itself.
func median(all []timing) timing {
	t := all[0]
	t.p50 = middle(all, func(t timing) time.Duration { return t.p50 })
	t.p95 = middle(all, func(t timing) time.Duration { return t.p95 })
	t.p99 = middle(all, func(t timing) time.Duration { return t.p99 })
	t.rate = middle(all, func(t timing) float64 { return t.rate })
	t.work = middle(all, func(t timing) time.Duration { return t.work })
	t.refused = middle(all, func(t timing) int { return t.refused })
	return t
}

func middle[T cmp.Ordered](all []timing, of func(timing) T) T {
	var values []T
	for _, t := range all {
		values = append(values, of(t))
	}
	slices.Sort(values)
	return values[len(values)/2]
}

func mega(bytes int64) float64 { return float64(bytes) / 1e6 }
