package main

import (
	"net/url"
	"os/exec"
	"path/filepath"
)

// pandect is the program as it is installed: its import, its reindex, its server. It counts seven facets where the peers count three.
func pandect(bin string) engine {
	run := func(args ...string) error { return quiet(exec.Command(bin, args...)) }
	return engine{
		name:   "Pandect",
		absent: func() string { return "" },
		fill: func(t texts, dir string) error {
			return run("import", "--keep-tags", "--library", dir, t.records)
		},
		again: func(dir string) error { return run("reindex", "--library", dir) },
		serve: func(dir string) (*serving, error) {
			s, err := start(exec.Command(bin, "serve", "--library", dir, "--addr", "127.0.0.1:0"))
			if err == nil {
				s.path = pandectPath
			}
			return s, err
		},
		index:  func(dir string) int64 { return size(filepath.Join(dir, "index")) },
		disk:   size,
		memory: resident,
	}
}

func pandectPath(q ask) string {
	words := q.Words
	if q.Phrase {
		words = `"` + words + `"`
	}
	return "/api/v1/search?" + url.Values{"q": {words}, "size": {"10"}}.Encode()
}
