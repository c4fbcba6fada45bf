// Command bench prints how fast Pandect is beside its peers, in one run on this machine, as Markdown.
//
// Peers answer what Pandect's API answers (total, three facets, ten hits with a snippet in which the words are marked), each in a process of its own behind a plain
// HTTP server, on the same texts and the same questions: SQLite FTS5 and PostgreSQL behind Go's net/http, Lucene behind Java's HttpServer. All are asked
// over loopback by the same client, in turn, and the median of the rounds is printed. Start with run.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"time"
)

// options of a run.
type options struct {
	shared  string // folder of the real laws and questions
	pandect string // the program
	lucene  string // folder of the Java peer's source
	sizes   []int  // provisions
	rounds  int
	reading bool // files too
	only    string
	keep    string // folder of filled engines: made by the first run, used again by the next; "" for none
}

func main() {
	if len(os.Args) > 1 && os.Args[1] == "peer" {
		if err := servePeer(os.Args[2:]); err != nil {
			fmt.Fprintln(os.Stderr, "bench peer:", err)
			os.Exit(1)
		}
		return
	}
	var o options
	var sizes string
	flag.StringVar(&o.shared, "shared", "../shared", "folder of the real laws and questions")
	flag.StringVar(&o.pandect, "pandect", "bin/pandect", "the program")
	flag.StringVar(&o.lucene, "lucene", ".ci/bench/lucene", "folder of the Java peer's source")
	flag.StringVar(&sizes, "units", "10000,100000", "provisions, one size after the other")
	flag.IntVar(&o.rounds, "rounds", 3, "rounds; the median is printed")
	flag.BoolVar(&o.reading, "reading", true, "PDFs, pages and scans too")
	flag.StringVar(&o.only, "only", "", "these engines alone: pandect,fts5,postgresql,lucene")
	flag.StringVar(&o.keep, "keep", "", "keep the filled engines in this folder, and use those that are there")
	flag.Parse()
	for s := range strings.SplitSeq(sizes, ",") {
		n, err := strconv.Atoi(strings.TrimSpace(s))
		if err != nil || n < 100 {
			fmt.Fprintf(os.Stderr, "bench: --units %q: numbers of provisions, 100 at least, with commas between\n", s)
			os.Exit(2)
		}
		o.sizes = append(o.sizes, n)
	}
	if err := run(o); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(o options) error {
	if _, err := os.Stat(filepath.Join(o.shared, "eval")); err != nil {
		fmt.Fprintf(os.Stderr, "make bench: no real laws in %s: the Go benchmarks alone were run\n", o.shared)
		return nil
	}
	machine()
	folder := o.keep
	var err error
	if folder == "" {
		if folder, err = os.MkdirTemp("", "bench"); err != nil {
			return err
		}
		defer os.RemoveAll(folder)
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	if err := os.Chmod(folder, 0o755); err != nil { // PostgreSQL works in it as another user
		return err
	}
	if o.reading {
		err = errors.Join(err, reading(o, folder))
	}
	grown := map[string][]measured{}
	for _, n := range o.sizes {
		if e := searching(o, folder, n, grown); e != nil {
			return errors.Join(err, e)
		}
	}
	printGrowth(o.sizes, grown)
	return err
}

// machine says what this was measured on.
func machine() {
	fmt.Printf("# Bench, %s\n\n", time.Now().UTC().Format("2006-01-02 15:04 UTC"))
	fmt.Printf("Machine: %s, %d cores, %s, %s/%s, %s; load before %s; commit %s.\n\n", cpu(), runtime.NumCPU(), memoryTotal(), runtime.GOOS, runtime.GOARCH, runtime.Version(), load(), commit())
}

func cpu() string {
	data, _ := os.ReadFile("/proc/cpuinfo")
	for line := range strings.SplitSeq(string(data), "\n") {
		if name, ok := strings.CutPrefix(line, "model name"); ok {
			return strings.Trim(name, "\t: ")
		}
	}
	return "unknown processor"
}

func memoryTotal() string {
	data, _ := os.ReadFile("/proc/meminfo")
	var kb int
	_, _ = fmt.Sscanf(string(data), "MemTotal: %d", &kb)
	return fmt.Sprintf("%d GB", (kb+1<<19)>>20)
}

func load() string {
	data, _ := os.ReadFile("/proc/loadavg")
	first, _, _ := strings.Cut(string(data), " ")
	return first
}

func commit() string {
	out, err := exec.Command("git", "rev-parse", "--short", "HEAD").Output()
	if err != nil {
		return "unknown"
	}
	return strings.TrimSpace(string(out))
}
