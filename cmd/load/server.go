package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/pandect/pandect/corpus"
)

// makeLibrary takes the demonstration laws in and repeats their provisions, with other words in them, until there are so many.
func makeLibrary(ctx context.Context, program string, provisions int) (dir string, err error) {
	if dir, err = os.MkdirTemp("", "pandect-load-*"); err != nil {
		return "", err
	}
	defer func() {
		if err != nil {
			_ = os.RemoveAll(dir)
		}
	}()
	texts, err := demonstration(ctx, program, dir)
	if err != nil {
		return "", err
	}
	var records [][]byte
	for n, made := 0, 0; made < provisions; n++ {
		t := texts[n%len(texts)]
		t.ID, t.Number, t.Original = corpus.URI(fmt.Sprintf("xa/load/%d", n)), fmt.Sprint(n), nil
		t.Title = fmt.Sprintf("%s (%d)", t.Title, n)
		t.Provisions = reworded(t.Provisions, n)
		b, err := json.Marshal(t)
		if err != nil {
			return "", err
		}
		records = append(records, b)
		made += len(t.Units())
	}
	name := filepath.Join(dir, "laws.jsonl")
	f, err := os.Create(name)
	if err != nil {
		return "", err
	}
	_, err = io.Copy(f, lines(records))
	if err := errors.Join(err, f.Close()); err != nil {
		return "", err
	}
	library := filepath.Join(dir, "library")
	return dir, command(ctx, program, "import", "--library", library, name).Run()
}

// demonstration gives the demonstration laws as the program reads them.
func demonstration(ctx context.Context, program, dir string) (texts []corpus.Text, err error) {
	files, err := fs.Glob(os.DirFS("."), "corpus/sample/law/*")
	if err != nil {
		return nil, err
	}
	out, err := command(ctx, program, append([]string{"extract", "--json"}, files...)...).Output()
	if len(out) == 0 {
		return nil, fmt.Errorf("extract the demonstration laws: %w", err)
	}
	for line := range strings.Lines(string(out)) {
		var t corpus.Text
		if json.Unmarshal([]byte(line), &t) == nil && len(t.Units()) > 5 {
			texts = append(texts, t)
		}
	}
	if len(texts) == 0 {
		return nil, errors.New("no demonstration law could be read; run it at the top of the project")
	}
	return texts, nil
}

// reworded puts a word of its own behind every seventh word.
func reworded(ps []corpus.Provision, n int) []corpus.Provision {
	out := make([]corpus.Provision, len(ps))
	for i, p := range ps {
		fields := strings.Fields(p.Text)
		for k := 3; k < len(fields); k += 7 {
			fields[k] += fmt.Sprintf(" %s%d", words[(n+k+i)%len(words)], (n*31+k)%997)
		}
		p.Text, p.Links = strings.Join(fields, " "), nil
		p.Children = reworded(p.Children, n)
		out[i] = p
	}
	return out
}

func command(ctx context.Context, program string, args ...string) *exec.Cmd {
	c := exec.CommandContext(ctx, program, args...) // #nosec G204 -- the program that who runs this names
	c.Stderr = io.Discard
	return c
}

// server is the program under load.
type server struct {
	cmd  *exec.Cmd
	base string
	out  io.ReadCloser
}

// start runs the program on a free port of this machine and waits until it answers.
func start(ctx context.Context, program, dir string) (*server, error) {
	library := dir
	if _, err := os.Stat(filepath.Join(dir, "library")); err == nil {
		library = filepath.Join(dir, "library")
	}
	c := command(ctx, program, "serve", "--addr", "127.0.0.1:0", "--library", library)
	out, err := c.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := c.Start(); err != nil {
		return nil, err
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	_, address, found := strings.Cut(strings.TrimSpace(line), " at ")
	u, errAddress := url.Parse(address)
	if err != nil || !found || errAddress != nil || !net.ParseIP(u.Hostname()).IsLoopback() {
		return nil, errors.Join(fmt.Errorf("the program says %q", line), err, errAddress, c.Process.Kill())
	}
	return &server{cmd: c, base: address, out: out}, nil
}

func (s *server) kill() {
	if s.cmd.ProcessState == nil {
		_ = s.cmd.Process.Kill()
		_ = s.cmd.Wait()
	}
}

// stop asks the program to end while it is asked, and says what became of the requests that it had taken.
func (s *server) stop(l *loader) (string, error) {
	under := l.behind(16, searches(1))
	time.Sleep(time.Second)
	began := time.Now()
	if err := s.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		return "", err
	}
	err := s.cmd.Wait()
	took := time.Since(began)
	o := under()
	return fmt.Sprintf("16 clients asked without pause; it ended %d ms after SIGTERM (%s); %d answers were whole, %d broken off", took.Milliseconds(), exitOf(err), o.ok, o.failed), nil
}

func exitOf(err error) string {
	if err == nil {
		return "exit 0"
	}
	return err.Error()
}

// processor is the name that Linux gives it.
func processor() string {
	b, err := os.ReadFile("/proc/cpuinfo")
	if err == nil {
		for line := range strings.Lines(string(b)) {
			if name, value, _ := strings.Cut(line, ":"); strings.TrimSpace(name) == "model name" {
				return strings.TrimSpace(value)
			}
		}
	}
	return "processor not known"
}
