package main

import (
	"cmp"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/spf13/cobra"
)

// doc/config.md has the settings of the program, row by row, with their flags and defaults; each flag is that of a command, and nothing else is read.
func TestConfig_Documented(t *testing.T) {
	doc, err := os.ReadFile(filepath.Join("..", "..", "doc", "config.md"))
	if err != nil {
		t.Fatal(err)
	}
	type row struct{ Env, Flag, Otherwise string }
	var rows, want []row
	for line := range strings.Lines(string(doc)) {
		cells := strings.Split(line, "|")
		if len(cells) > 4 && strings.HasPrefix(strings.TrimSpace(cells[1]), "`PANDECT_") {
			rows = append(rows, row{strings.Trim(cells[1], " `"), strings.Trim(cells[2], " `"), strings.Trim(cells[3], " `")})
		}
	}
	for _, s := range settings {
		r := row{s.env, "none", cmp.Or(s.otherwise, "none")}
		if s.flag != "" {
			r.Flag = "--" + s.flag
			t.Setenv(s.env, "of the environment")
			if otherwise, usage, ok := flagNamed(newRoot(), s.flag); !ok || otherwise != s.otherwise || !strings.Contains(usage, s.env) {
				t.Errorf("--%s: there %t, default %q, help %q", s.flag, ok, otherwise, usage)
			}
		}
		if s.env == "PANDECT_BASE" {
			r.Otherwise = "that of the request"
		}
		want = append(want, r)
	}
	if diff := gocmp.Diff(want, rows); diff != "" {
		t.Errorf("doc/config.md (-program +document):\n%s", diff)
	}
	sources, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range sources {
		if strings.HasSuffix(name, "_test.go") || name == "config.go" {
			continue
		}
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if found := regexp.MustCompile(`os\.(Getenv|LookupEnv)\("[^G]\w*"`).Find(b); found != nil { // GOGC is Go's own
			t.Errorf("%s reads %s past the settings", name, found)
		}
	}
}

// The command line wins over the environment, that over the default; a switch that is neither true nor false is refused.
func TestFromEnvironment(t *testing.T) {
	t.Setenv("PANDECT_LIBRARY", "there")
	t.Setenv("PANDECT_PRIVATE", "true")
	t.Setenv("PANDECT_EDIT", "")
	var cfg config
	for _, c := range []struct {
		args                   []string
		library, private, base string
	}{
		{nil, "there", "true", ""},
		{[]string{"--library", "here", "--private=false", "--base", "https://laws.example.org"}, "here", "false", "https://laws.example.org"},
	} {
		serve := serveCommand(&cfg)
		textSetting(serve.Flags(), &cfg.library, "library")
		if err := errors.Join(serve.ParseFlags(c.args), fromEnvironment(serve, nil)); err != nil {
			t.Fatal(err)
		}
		for name, want := range map[string]string{"library": c.library, "private": c.private, "base": c.base, "edit": "false"} {
			if got := serve.Flags().Lookup(name).Value.String(); got != want {
				t.Errorf("%q: --%s is %q, want %q", c.args, name, got, want)
			}
		}
	}
	t.Setenv("PANDECT_PRIVATE", "yes")
	var usage usageError
	if err := fromEnvironment(serveCommand(&cfg), nil); !errors.As(err, &usage) || !strings.Contains(err.Error(), "PANDECT_PRIVATE=yes") {
		t.Errorf("PANDECT_PRIVATE=yes: %v", err)
	}
}

func TestServeFlags_Base(t *testing.T) {
	for in, want := range map[string]string{"": "", "https://laws.example.org": "https://laws.example.org", "http://laws.example.org:8080/": "http://laws.example.org:8080"} {
		f := serveFlags{base: in}
		if err := f.checkBase(); err != nil || f.base != want {
			t.Errorf("--base %q: %q, %v; want %q", in, f.base, err, want)
		}
	}
	for _, in := range []string{"laws.example.org", "laws.example.org:8080", "javascript:alert(1)", "https://", "https:///laws", "https://user:word@laws.example.org", "https://laws.example.org/library", "https://laws.example.org?x=1", "https://laws.example.org#x", "https://laws example.org", "ftp://laws.example.org", "https://:443", "\x00"} {
		f := serveFlags{base: in}
		var usage usageError
		if err := f.checkBase(); !errors.As(err, &usage) {
			t.Errorf("--base %q: %q, %v; want a wrong use", in, f.base, err)
		}
	}
}

// flagNamed is the default and the help of a flag of c or of a command below it.
func flagNamed(c *cobra.Command, name string) (otherwise, usage string, ok bool) {
	f := c.PersistentFlags().Lookup(name)
	if f == nil {
		f = c.Flags().Lookup(name)
	}
	if f != nil {
		return f.DefValue, f.Usage, true
	}
	for _, child := range c.Commands() {
		if otherwise, usage, ok = flagNamed(child, name); ok {
			return otherwise, usage, true
		}
	}
	return "", "", false
}
