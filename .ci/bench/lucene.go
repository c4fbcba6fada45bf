package main

import (
	"os"
	"os/exec"
	"path/filepath"
)

// lucene is Lucene in a Java process, made by Maven when the bench begins: each language's analyzer, BM25, offsets in the postings for its highlighter.
func lucene(source, folder string) engine {
	home := filepath.Join(folder, "lucene")
	peer := func(args ...string) *exec.Cmd {
		return exec.Command("java", append([]string{"-Xmx1g", "-Dsun.net.httpserver.nodelay=true", "-cp", filepath.Join(home, "target/classes") + ":" + filepath.Join(home, "target/lib/*"), "Peer"}, args...)...)
	}
	return engine{
		name: "Lucene",
		absent: func() string {
			for _, tool := range []string{"java", "mvn"} {
				if _, err := exec.LookPath(tool); err != nil {
					return "no " + tool + " here: apt-get install default-jdk-headless maven"
				}
			}
			if err := os.CopyFS(home, os.DirFS(source)); err != nil {
				return err.Error()
			}
			cmd := exec.Command("mvn", "-q", "-B", "package")
			cmd.Dir = home
			if err := quiet(cmd); err != nil {
				return err.Error()
			}
			return ""
		},
		fill: func(t texts, dir string) error { return quiet(peer("fill", t.rows, dir)) },
		serve: func(dir string) (*serving, error) {
			s, err := start(peer("serve", dir))
			if err == nil {
				s.path = peerPath
			}
			return s, err
		},
		index: size, disk: size, memory: resident,
	}
}
