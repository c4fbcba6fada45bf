package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// Every variable that the program reads stands in doc/config.md with its flag and its default, and every row there is read.
func TestConfig_Documented(t *testing.T) {
	doc, err := os.ReadFile(filepath.Join("..", "..", "doc", "config.md"))
	if err != nil {
		t.Fatal(err)
	}
	rows := map[string][]string{} // variable → cells
	for line := range strings.Lines(string(doc)) {
		cells := strings.Split(line, "|")
		if len(cells) > 4 && strings.HasPrefix(strings.TrimSpace(cells[1]), "`PANDECT_") {
			rows[strings.Trim(cells[1], " `")] = cells
		}
	}
	sources, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	reads := regexp.MustCompile(`(?:envOr|os\.Getenv)\("(PANDECT_\w+)"`)
	read := map[string]bool{}
	for _, name := range sources {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range reads.FindAllStringSubmatch(string(b), -1) {
			read[m[1]] = true
			if rows[m[1]] == nil {
				t.Errorf("%s reads %s, which is not in doc/config.md", name, m[1])
			}
		}
	}
	for variable, cells := range rows {
		if !read[variable] {
			t.Errorf("doc/config.md has %s, which nothing reads", variable)
		}
		t.Setenv(variable, "") // as where it is not set
		flag := strings.Trim(cells[2], " `")
		if flag == "none" { // a secret stands on no command line
			continue
		}
		want, usage, ok := flagNamed(newRoot(), strings.TrimPrefix(flag, "--"))
		if !ok {
			t.Errorf("doc/config.md: no command has %s", flag)
			continue
		}
		if want != "" && !strings.Contains(cells[3], "`"+want+"`") {
			t.Errorf("doc/config.md says %s for %s, the default is %q", cells[3], flag, want)
		}
		if !strings.Contains(usage, variable) {
			t.Errorf("the help of %s does not name %s", flag, variable)
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
