package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode"

	"github.com/spf13/cobra"

	"github.com/pandect/pandect/api"
	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/index"
)

func searchCommand(cfg *config) *cobra.Command {
	var asJSON, expand bool
	var like, group string
	var limit int
	var b batchFlags
	var filters filterFlags
	cmd := &cobra.Command{
		Use:   "search [--json] [--limit N] QUERY…",
		Short: "The same search as the site",
		Long: `The same search as the site. Words (all must match unless OR), "phrases", "near words"~5, AND OR NOT -, ( ), traffick*, word~, fields
title: heading: text: number:, filters country:KE topic:firearms language:fr type:act year:2001..2015 status:"in force"
instrument:tip-protocol article:tip-protocol/5.

--batch answers a file of queries, a JSON object a line, as a TREC run (qid Q0 id rank score tag).`,
		Example: "  pandect search 'trafficking in persons country:KE'\n  pandect search --json --limit 5 '\"controlled delivery\"'\n" +
			"  pandect search --like xa/act/2014/14#sec_3 --expand --group country\n  pandect search --batch queries.jsonl --run run.txt --limit 100 --unit provision",
		RunE: func(cmd *cobra.Command, args []string) error {
			if b.queries == "" && len(args) == 0 && like == "" {
				return usageError{errors.New("name a query, or a file of queries with --batch")}
			}
			lib, err := openLibrary(cmd.Context(), cfg, false)
			if err != nil {
				return err
			}
			defer lib.Close()
			if b.queries != "" {
				return b.run(cmd.Context(), lib.engine, limit, cmd.OutOrStdout())
			}
			q, err := filters.query(args)
			if err != nil {
				return err
			}
			q.Size, q.Expand, q.Group = limit, expand, group
			if like != "" {
				if q.Root != nil {
					return usageError{errors.New("--like stands in the place of words; filters may stand beside it")}
				}
				if q.Like, err = corpus.ParseRef(like); err != nil {
					return err
				}
			}
			if !slices.Contains([]string{"", "law", "country", "flat"}, group) {
				return usageError{fmt.Errorf("--group is law, country or flat, not %q", group)}
			}
			if asJSON {
				q.Facets = index.FacetFields
			}
			start := time.Now()
			result, err := lib.engine.Search(cmd.Context(), q)
			if err != nil {
				return err
			}
			if asJSON {
				lines := json.NewEncoder(cmd.OutOrStdout())
				lines.SetEscapeHTML(false)
				return lines.Encode(api.NewSearchAnswer(cmd.Context(), lib.catalog, q.String(), q, result, time.Since(start)))
			}
			return printResult(cmd.OutOrStdout(), result, group)
		},
	}
	filters.add(cmd)
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the answer of GET /api/v1/search")
	cmd.Flags().BoolVar(&expand, "expand", false, "search the same terms in the other languages too")
	cmd.Flags().StringVar(&like, "like", "", "provisions like this one (law id#eid), in the place of words")
	cmd.Flags().StringVar(&group, "group", "", "the best of each law or country; flat: one list")
	cmd.Flags().IntVar(&limit, "limit", 20, "hits at the most")
	cmd.Flags().StringVar(&b.queries, "batch", "", "answer every query of a JSON Lines `FILE`")
	cmd.Flags().StringVar(&b.run_, "run", "-", "with --batch: write the run to this `FILE` (- for standard output)")
	cmd.Flags().StringVar(&b.unit, "unit", "provision", "with --batch: what a line of the run names, law or provision")
	return cmd
}

func printResult(w io.Writer, result index.Result, group string) error {
	for _, h := range result.Hits {
		u := h.Unit
		fmt.Fprintf(w, "%s\n  %s %s · %s\n", h.Ref, u.Label, u.Heading, h.Law.Title)
		if s := u.Text[h.Snippet.Start:h.Snippet.End]; s != "" {
			fmt.Fprintf(w, "  %s\n", strings.Join(strings.Fields(s), " "))
		}
	}
	if result.Relaxed {
		fmt.Fprintln(w, "few provisions hold all the words; those with most of them follow")
	}
	if result.Corrected != "" {
		fmt.Fprintf(w, "did you mean: %s\n", result.Corrected)
	}
	total := map[string]string{"law": "%d laws\n", "country": "%d countries\n"}[group]
	if total != "" {
		_, err := fmt.Fprintf(w, total, result.Total)
		return err
	}
	_, err := fmt.Fprintf(w, "%d provisions in %d laws\n", result.Total, result.Laws)
	return err
}

// batchFlags answer many queries as a TREC run.
type batchFlags struct {
	queries, run_, unit string
}

// batchQuery is one line of the file: DESIGN.md §4.
type batchQuery struct {
	ID       string `json:"id"`
	Text     string `json:"text"`
	Language string `json:"language"`
	Filters  string `json:"filters"`
	Expand   bool   `json:"expand"`
}

// run answers on all processors and prints in the order of the file, so that the same file on the same library gives the same bytes.
func (b *batchFlags) run(ctx context.Context, engine index.Engine, limit int, stdout io.Writer) error {
	if b.unit != "law" && b.unit != "provision" {
		return usageError{fmt.Errorf("--unit is law or provision, not %q", b.unit)}
	}
	queries, err := readBatch(b.queries)
	if err != nil {
		return usageError{err}
	}
	write := func(out io.Writer) error { return b.answerAll(ctx, engine, queries, limit, out) }
	if b.run_ == "-" {
		return write(stdout)
	}
	return writeFile(b.run_, write)
}

func (b *batchFlags) answerAll(ctx context.Context, engine index.Engine, queries []batchQuery, limit int, out io.Writer) error {
	answers := make([][]byte, len(queries))
	errs := make([]error, len(queries))
	var workers sync.WaitGroup
	next := make(chan int)
	for range runtime.NumCPU() {
		workers.Go(func() {
			for i := range next {
				answers[i], errs[i] = b.answer(ctx, engine, queries[i], limit)
			}
		})
	}
	for i := range queries {
		next <- i
	}
	close(next)
	workers.Wait()
	w := bufio.NewWriter(out)
	for i := range queries {
		if errs[i] != nil {
			return fmt.Errorf("%s: query %s: %w", b.queries, queries[i].ID, errs[i])
		}
		if _, err := w.Write(answers[i]); err != nil {
			return err
		}
	}
	return w.Flush()
}

func (b *batchFlags) answer(ctx context.Context, engine index.Engine, line batchQuery, limit int) ([]byte, error) {
	q := index.Plain(line.Text)
	filters, err := index.ParseFilters(line.Filters)
	if err != nil {
		return nil, usageError{err}
	}
	q.Filters, q.Language, q.Expand, q.Loose, q.Plain, q.Size = filters, line.Language, line.Expand, true, true, limit
	if b.unit == "law" {
		q.Group = "law"
	}
	result, err := engine.Search(ctx, q)
	if err != nil {
		return nil, err
	}
	var out []byte
	for i, h := range result.Hits {
		id := h.Ref.String()
		if b.unit == "law" {
			id = string(h.Law.ID)
			if id == "" {
				id = string(h.Ref.Law)
			}
		}
		out = fmt.Appendf(out, "%s Q0 %s %d %.6f pandect\n", line.ID, id, i+1, h.Score)
	}
	return out, nil
}

func readBatch(name string) ([]batchQuery, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return parseBatch(f, name)
}

func parseBatch(r io.Reader, name string) ([]batchQuery, error) {
	var queries []batchQuery
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		if len(strings.TrimSpace(lines.Text())) == 0 {
			continue
		}
		var q batchQuery
		if err := json.Unmarshal(lines.Bytes(), &q); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, n, err)
		}
		if q.ID == "" || strings.ContainsFunc(q.ID, unicode.IsSpace) {
			return nil, fmt.Errorf("%s:%d: a query needs an id without blanks", name, n)
		}
		queries = append(queries, q)
	}
	return queries, lines.Err()
}
