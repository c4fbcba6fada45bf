package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/ingest"
	"github.com/pandect/pandect/ingest/fetch"
)

func harvestCommand(cfg *config) *cobra.Command {
	h := harvest{}
	var reading readerFlags
	var asking clientFlags
	cmd := &cobra.Command{
		Use:   "harvest URL [--set country:KE]",
		Short: "Take over the laws of another library by OAI-PMH; what changed since, when run again",
		Long: `Take over the laws of another library by OAI-PMH 2.0. URL is its base address, which ends in /oai where it is a Pandect. From a Pandect
come whole records with their originals; from any other source what its Dublin Core says, and the file that it names, which is read as
pandect fetch would. Run again, it asks for what changed since; stopped, it goes on where it was.

A law that the source withdrew is named and stays, unless --withdraw is given; of a source that is no Pandect it always stays, since its deleted records do
not say what file they were of.`,
		Example: "  pandect harvest https://laws.example.org/oai --contact library@example.net\n  pandect harvest https://laws.example.org/oai --set country:KE --withdraw",
		Args:    arguments(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			h.url, h.stdout, h.stderr = args[0], cmd.OutOrStdout(), cmd.ErrOrStderr()
			web := asking.client()
			protocol := asking.client()
			protocol.IgnoreRobots = true // the protocol is there for programs
			h.source = fetch.Repository{Client: protocol, URL: h.url}
			return h.run(cmd.Context(), cfg, web, &reading)
		},
	}
	reading.add(cmd)
	asking.add(cmd)
	cmd.Flags().StringVar(&h.set, "set", "", "only this set of the source (country:KE, topic:firearms)")
	cmd.Flags().BoolVar(&h.withdraw, "withdraw", false, "withdraw here what the source withdrew")
	cmd.Flags().BoolVar(&h.again, "again", false, "ask for everything, not for what changed")
	return cmd
}

// harvest is one run over one source.
type harvest struct {
	source         fetch.Repository
	url, set       string
	withdraw       bool
	again          bool
	stdout, stderr io.Writer

	lib                                     *library
	im                                      *importer
	web                                     *getter
	pipeline                                func([]ingest.Source) (*report, error)
	withdrawn, left, gone, failed, received int
}

// bookmark is how far a source was harvested.
type bookmark struct {
	Prefix string `json:"prefix"`
	From   string `json:"from,omitempty"`  // greatest datestamp of the runs that ended
	Seen   string `json:"seen,omitempty"`  // greatest datestamp of this run
	Token  string `json:"token,omitempty"` // of the part that comes next
}

func (h *harvest) run(ctx context.Context, cfg *config, web *fetch.Client, reading *readerFlags) error {
	lib, engine, err := openToStore(ctx, cfg, h.stderr)
	if err != nil {
		return err
	}
	defer lib.Close()
	seen, err := openFetched(filepath.Join(lib.dir, "fetched.jsonl"))
	if err != nil {
		return err
	}
	defer seen.Close()
	h.lib, h.im = lib, &importer{lib: lib, engine: engine, stderr: h.stderr}
	h.web = &getter{ctx: ctx, client: web, files: lib.files, seen: seen}
	h.pipeline = func(sources []ingest.Source) (*report, error) {
		return takeIn(ctx, lib, engine, sources, reading, h.stderr)
	}
	if err := h.parts(ctx); err != nil {
		return err
	}
	fmt.Fprintf(h.stdout, "received %d records · brought in %d texts · withdrawn %d · failed %d\n", h.received, h.im.texts, h.withdrawn, h.failed)
	if h.left > 0 {
		fmt.Fprintf(h.stdout, "%d laws were withdrawn at the source and are kept here; --withdraw withdraws them too\n", h.left)
	}
	if h.gone > 0 {
		fmt.Fprintf(h.stdout, "%d records were deleted at the source; their laws are kept here, and a librarian may withdraw them\n", h.gone)
	}
	if h.failed > 0 {
		return errPartly
	}
	return nil
}

// mostBegun is how often a list begins anew in one run because its source takes its own token no more.
const mostBegun = 3

// parts asks part by part; how far it came is on record when a part is stored.
func (h *harvest) parts(ctx context.Context) error {
	name := filepath.Join(h.lib.dir, "harvest.json")
	marks, err := readMarks(name)
	if err != nil {
		return err
	}
	key := h.url + " " + h.set
	mark := marks[key]
	if h.again || mark.Prefix == "" {
		mark = bookmark{}
		if mark.Prefix, err = h.source.Prefix(ctx); err != nil {
			return err
		}
	}
	var trail fetch.Trail
	for begun := 0; ; {
		page, err := h.source.List(ctx, mark.Prefix, h.set, mark.From, mark.Token)
		if err != nil && mark.Token != "" && errors.Is(err, corpus.ErrInvalid) && begun < mostBegun { // the token is too old: the list begins anew
			mark.Token, mark.Seen, trail = "", "", fetch.Trail{}
			begun++
			continue
		}
		if err != nil {
			return err
		}
		if err := trail.Follow(page); err != nil {
			return fmt.Errorf("harvest %s: %w", h.url, err)
		}
		if err := h.store(ctx, mark.Prefix, page); err != nil {
			return err
		}
		for _, r := range page.Records {
			mark.Seen = max(mark.Seen, r.Datestamp)
		}
		if mark.Token = page.Token; mark.Token == "" {
			mark.From, mark.Seen = max(mark.From, mark.Seen), ""
		}
		marks[key] = mark
		if err := writeFile(name, func(w io.Writer) error { return json.NewEncoder(w).Encode(marks) }); err != nil {
			return err
		}
		if mark.Token == "" {
			return nil
		}
	}
}

func readMarks(name string) (map[string]bookmark, error) {
	marks := map[string]bookmark{}
	b, err := os.ReadFile(name)
	if errors.Is(err, os.ErrNotExist) {
		return marks, nil
	}
	if err == nil {
		err = json.Unmarshal(b, &marks)
	}
	if err != nil {
		return nil, fmt.Errorf("%s says how far sources were harvested: %w; without it they are harvested anew", name, err)
	}
	return marks, nil
}

func (h *harvest) store(ctx context.Context, prefix string, page fetch.Page) error {
	for _, err := range page.Broken {
		h.failed++
		fmt.Fprintf(h.stderr, "failed   %v\n", err)
	}
	var sources []ingest.Source
	for _, r := range page.Records {
		h.received++
		switch {
		case r.Deleted:
			if err := h.deleted(ctx, prefix, r); err != nil {
				return err
			}
		case prefix == fetch.RecordPrefix:
			if err := h.records(ctx, r); err != nil {
				return err
			}
		default:
			if row, ok := rowOf(r.Core); ok {
				sources = append(sources, h.web.sources([]ingest.Row{row})...)
			} else {
				h.failed++
				fmt.Fprintf(h.stderr, "failed   %s: names no file\n", r.Identifier)
			}
		}
	}
	if err := h.im.flush(ctx); err != nil || len(sources) == 0 {
		return err
	}
	report, err := h.pipeline(sources)
	if err != nil {
		return err
	}
	h.im.texts += report.TakenIn
	h.failed += len(report.Failed)
	for _, a := range report.Failed {
		fmt.Fprintf(h.stderr, "failed   %s: %s: %s\n", a.Name, a.Kind, a.Message)
	}
	return nil
}

// records stores the texts of a law as they are, and their originals first.
func (h *harvest) records(ctx context.Context, r fetch.Record) error {
	for _, t := range r.Texts {
		if t.Original != nil && t.Original.SHA256 != "" {
			if err := h.original(ctx, t.Original.SHA256); err != nil {
				h.failed++
				fmt.Fprintf(h.stderr, "failed   original of %s: %v\n", t.ID, err)
			}
		}
		if err := h.im.add(ctx, t); err != nil {
			return err
		}
	}
	return nil
}

// original brings an original that is not here. What came is kept by its own SHA-256, so a wrong file never stands for the right one.
func (h *harvest) original(ctx context.Context, sum string) error {
	f, err := h.lib.files.Open(ctx, sum)
	if err == nil {
		return f.Close()
	}
	if !errors.Is(err, corpus.ErrNotFound) { // sum is the source's word, and no SHA-256
		return err
	}
	u, err := url.Parse(h.url)
	if err != nil {
		return err
	}
	a, err := h.source.Client.Get(ctx, u.JoinPath("..", "api", "v1", "originals", sum).String(), "", "") // #nosec G125 -- Open has taken sum for a SHA-256
	if err != nil {
		return err
	}
	got, _, err := h.lib.files.Put(ctx, strings.NewReader(string(a.Body)))
	if err == nil && got != sum {
		err = fmt.Errorf("the source gave a file with SHA-256 %s, not %s", got, sum)
	}
	return err
}

func (h *harvest) deleted(ctx context.Context, prefix string, r fetch.Record) error {
	if prefix != fetch.RecordPrefix { // Dublin Core names a file, and a deleted record not even that
		h.gone++
		fmt.Fprintf(h.stderr, "deleted at the source, kept here: %s\n", r.Identifier)
		return nil
	}
	law, err := r.Law()
	if err != nil {
		return err
	}
	if _, err := h.lib.catalog.Texts(ctx, law); errors.Is(err, corpus.ErrNotFound) {
		return nil
	}
	if !h.withdraw {
		h.left++
		fmt.Fprintf(h.stderr, "withdrawn at the source, kept here: %s\n", law)
		return nil
	}
	h.withdrawn++
	if err := h.im.flush(ctx); err != nil { // what came before stands before
		return err
	}
	if err := h.lib.catalog.Delete(ctx, law); err != nil {
		return err
	}
	if h.im.engine == nil {
		return nil
	}
	return heal(ctx, h.lib.catalog, h.im.engine)
}

// rowOf is what Dublin Core says of a law, as a row of a manifest; false where it names no file.
func rowOf(d fetch.DublinCore) (ingest.Row, bool) {
	row := ingest.Row{Path: d.Original(), Title: first(d.Title), Language: strings.ToLower(first(d.Language))}
	if len(row.Language) != 2 {
		row.Language = ""
	}
	if c := first(d.Coverage); corpus.IsCountry(c) {
		row.Country = c
	}
	if date, err := corpus.ParseDate(first(d.Date)); err == nil {
		row.Date, row.Year = date, date.Year
	}
	return row, row.Path != ""
}

func first(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return strings.TrimSpace(list[0])
}
