package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/ingest"
	"github.com/pandect/pandect/ingest/fetch"
)

// clientFlags are the flags of every command that asks the web.
type clientFlags struct {
	contact string
	delay   time.Duration
	timeout time.Duration
	private bool
}

func (f *clientFlags) add(cmd *cobra.Command) {
	textSetting(cmd.Flags(), &f.contact, "contact")
	cmd.Flags().DurationVar(&f.delay, "delay", 2*time.Second, "pause between two requests to a host")
	cmd.Flags().DurationVar(&f.timeout, "timeout", 5*time.Minute, "longest time for one answer")
	cmd.Flags().BoolVar(&f.private, "allow-private", false, "ask also hosts of this machine and its network")
}

func (f *clientFlags) client() *fetch.Client {
	agent := "Pandect/" + version()
	if f.contact != "" {
		agent += " (+" + f.contact + ")"
	}
	return &fetch.Client{UserAgent: agent, Delay: max(f.delay, time.Millisecond), Timeout: f.timeout, AllowPrivate: f.private}
}

func fetchCommand(cfg *config) *cobra.Command {
	var reading readerFlags
	var asking clientFlags
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "fetch LIST.csv",
		Short: "Take in files from a list of web addresses; safe to stop and to run again",
		Long: `Take in files from a list of web addresses. The list is a manifest (see pandect ingest) whose column path, or url, holds the
address of each file. Hosts are asked politely: one request at a time with a pause, as robots.txt says, and a file that did not
change since the last run is not sent again. Name a --contact, so that who runs a host can write to you.

Addresses of this machine and its network are not asked unless --allow-private is given; no proxy is used.`,
		Example: "  pandect fetch gazettes.csv --contact library@example.org\n  pandect fetch gazettes.csv --delay 10s",
		Args:    arguments(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			rows, err := readManifest(cmd, args[0])
			if err != nil {
				return err
			}
			return fetchRows(cmd, cfg, rows, asking.client(), &reading, asJSON)
		},
	}
	reading.add(cmd)
	asking.add(cmd)
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the report as JSON")
	return cmd
}

// fetchRows takes in the files that rows name by address, through the ordinary pipeline.
func fetchRows(cmd *cobra.Command, cfg *config, rows []ingest.Row, client *fetch.Client, reading *readerFlags, asJSON bool) error {
	ctx := cmd.Context()
	lib, engine, err := openToStore(ctx, cfg, cmd.ErrOrStderr())
	if err != nil {
		return err
	}
	defer lib.Close()
	seen, err := openFetched(filepath.Join(lib.dir, "fetched.jsonl"))
	if err != nil {
		return err
	}
	defer seen.Close()
	g := getter{ctx: ctx, client: client, files: lib.files, seen: seen}
	report, err := takeIn(ctx, lib, engine, g.sources(rows), reading, cmd.ErrOrStderr())
	if err == nil || errors.Is(err, context.Canceled) {
		if printErr := report.print(cmd.OutOrStdout(), asJSON); printErr != nil {
			return printErr
		}
	}
	if err == nil && len(report.Failed) > 0 {
		return errPartly
	}
	return err
}

// getter opens sources of the web.
type getter struct {
	ctx    context.Context
	client *fetch.Client
	files  corpus.Files
	seen   *fetched
}

func (g *getter) sources(rows []ingest.Row) []ingest.Source {
	sources := make([]ingest.Source, len(rows))
	for i := range rows {
		row := rows[i]
		if row.SourceURL == "" {
			row.SourceURL = row.Path
		}
		name := row.Path
		if u, err := url.Parse(name); err == nil {
			name = path.Base(u.Path)
		}
		sources[i] = ingest.Source{Name: row.Path, Row: &row, Hint: ingest.Hint{Name: name, Country: row.Country, Language: row.Language},
			Open: func() ([]byte, error) { return g.get(row.Path) }}
	}
	return sources
}

// get brings the bytes of an address: those kept, where the host says that they did not change.
func (g *getter) get(address string) ([]byte, error) {
	before := g.seen.of(address)
	kept, err := g.kept(before.SHA256)
	if err != nil || kept == nil {
		before = visit{}
	}
	a, err := g.client.Get(g.ctx, address, before.ETag, before.LastModified)
	if err != nil {
		return nil, err
	}
	if a.NotModified {
		return kept, nil
	}
	sum, _, err := g.files.Put(g.ctx, bytes.NewReader(a.Body)) // before the visit is on record, so that the record never names what is not kept
	if err != nil {
		return nil, err
	}
	return a.Body, g.seen.add(visit{URL: address, ETag: a.ETag, LastModified: a.LastModified, SHA256: sum, At: time.Now().UTC()})
}

func (g *getter) kept(sum string) ([]byte, error) {
	if sum == "" {
		return nil, nil
	}
	f, err := g.files.Open(g.ctx, sum)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(f)
}

// visit is one answer of one address.
type visit struct {
	URL          string    `json:"url"`
	ETag         string    `json:"etag,omitempty"`
	LastModified string    `json:"last_modified,omitempty"`
	SHA256       string    `json:"sha256"`
	At           time.Time `json:"at"`
}

// fetched is what was fetched before: a file of visits, the newest of an address last. A crash may cut its last line, which is passed over.
type fetched struct {
	mu     sync.Mutex
	file   *os.File
	visits map[string]visit
}

func openFetched(name string) (*fetched, error) {
	f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		return nil, fmt.Errorf("what was fetched: %w", err)
	}
	b, err := io.ReadAll(f)
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	list := &fetched{file: f, visits: map[string]visit{}}
	for line := range bytes.Lines(b) {
		var v visit
		if json.Unmarshal(line, &v) == nil {
			list.visits[v.URL] = v
		}
	}
	if len(b) > 0 && b[len(b)-1] != '\n' {
		if _, err := f.WriteString("\n"); err != nil {
			return nil, errors.Join(err, f.Close())
		}
	}
	return list, nil
}

func (l *fetched) of(address string) visit {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.visits[address]
}

// fetchedSums are the originals that visits of this library name.
func (l *library) fetchedSums() (map[string]bool, error) {
	sums := map[string]bool{}
	name := filepath.Join(l.dir, "fetched.jsonl")
	if _, err := os.Stat(name); errors.Is(err, os.ErrNotExist) {
		return sums, nil
	}
	list, err := openFetched(name)
	if err != nil {
		return nil, err
	}
	for _, v := range list.visits {
		sums[v.SHA256] = true
	}
	return sums, list.Close()
}

func (l *fetched) add(v visit) error {
	b, err := json.Marshal(v)
	if err != nil {
		return err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.visits[v.URL] = v
	_, err = l.file.Write(append(b, '\n'))
	return err
}

func (l *fetched) Close() error { return l.file.Close() }
