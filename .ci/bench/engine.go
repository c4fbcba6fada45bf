package main

import (
	"bufio"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// engine is Pandect or a peer: how it is filled, served and measured. dir is a folder of its own.
type engine struct {
	name   string
	absent func() string                       // why it cannot run here; "" if it can
	fill   func(t texts, dir string) error     // leaves everything written
	again  func(dir string) error              // fills the index anew from its own catalogue; nil: it has none
	serve  func(dir string) (*serving, error)  // answers at its address, or will in a moment
	index  func(dir string) int64              // bytes on disk that searching needs
	disk   func(dir string) int64              // bytes on disk in all
	memory func(s *serving) (all, files int64) // bytes resident; of them pages of files, which the system takes back when it needs them
}

// serving is an engine at work.
type serving struct {
	cmd     *exec.Cmd
	address string // host:port
	path    func(q ask) string
	stop    func() error // more to stop than cmd; may be nil
	others  string       // name of other processes that work for it; "" for none
}

func (s *serving) url(q ask) string { return "http://" + s.address + s.path(q) }

// Close ends the process and waits for it.
func (s *serving) Close() error {
	_ = s.cmd.Process.Signal(syscall.SIGTERM)
	done := make(chan error, 1)
	go func() { done <- s.cmd.Wait() }()
	select {
	case <-done: // ended by a signal is no error
	case <-time.After(20 * time.Second):
		_ = s.cmd.Process.Kill()
		<-done
	}
	if s.stop != nil {
		return s.stop()
	}
	return nil
}

// start runs a server that prints a line with its address, http://host:port or host:port, when it listens.
func start(cmd *exec.Cmd) (*serving, error) {
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	s := &serving{cmd: cmd}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		return nil, errors.Join(fmt.Errorf("%s: no address on standard output: %w", cmd.Path, err), s.Close())
	}
	fields := strings.Fields(line)
	s.address = strings.TrimPrefix(fields[len(fields)-1], "http://")
	return s, nil
}

// peerPath is how peers are asked.
func peerPath(q ask) string {
	values := url.Values{"q": {q.Words}, "language": {q.Language}}
	if q.Phrase {
		values.Set("phrase", "1")
	}
	return "/search?" + values.Encode()
}

// quiet runs a command whose output is shown only where it fails.
func quiet(cmd *exec.Cmd) error {
	out, err := cmd.CombinedOutput()
	if err != nil {
		return fmt.Errorf("%s: %w\n%s", strings.Join(cmd.Args, " "), err, out)
	}
	return nil
}

// size of the files in a folder.
func size(dir string) (n int64) {
	_ = filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		if err != nil {
			return nil // gone in between
		}
		if info, err := d.Info(); err == nil && !d.IsDir() {
			n += info.Size()
		}
		return nil
	})
	return n
}

// processor is the time that processors have spent on the engine.
func (s *serving) processor() (d time.Duration) {
	stats := []string{fmt.Sprintf("/proc/%d/stat", s.cmd.Process.Pid)}
	if s.others != "" {
		for _, dir := range named(s.others) {
			stats = append(stats, dir+"/stat")
		}
	}
	for _, name := range stats {
		data, _ := os.ReadFile(name)
		_, rest, _ := strings.Cut(string(data), ") ")
		if f := strings.Fields(rest); len(f) > 12 {
			for _, ticks := range f[11:13] { // user and system, in hundredths of a second
				n, _ := strconv.ParseInt(ticks, 10, 64)
				d += time.Duration(n) * (time.Second / 100)
			}
		}
	}
	return d
}

// named are the folders in /proc of the processes of a name.
func named(name string) (out []string) {
	dirs, _ := filepath.Glob("/proc/[0-9]*")
	for _, d := range dirs {
		if comm, err := os.ReadFile(d + "/comm"); err == nil && strings.TrimSpace(string(comm)) == name {
			out = append(out, d)
		}
	}
	return out
}

// resident is what the process has in memory, and what of it are pages of files.
func resident(s *serving) (all, files int64) {
	data, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", s.cmd.Process.Pid))
	for line := range strings.SplitSeq(string(data), "\n") {
		var kb int64
		if _, err := fmt.Sscanf(line, "VmRSS: %d", &kb); err == nil {
			all = kb << 10
		}
		if _, err := fmt.Sscanf(line, "RssFile: %d", &kb); err == nil {
			files = kb << 10
		}
	}
	return all, files
}
