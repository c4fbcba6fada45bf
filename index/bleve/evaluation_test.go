package bleve

import (
	"bufio"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/corpus/topic"
	"github.com/pandect/pandect/index"
)

// The sets of ../shared/eval/retrieval, asked of the engine without a catalogue:
//
//	go test ./index/bleve -run Evaluation -v -eval all
//	go test ./index/bleve -run Evaluation -v -eval lawyer,heading-en -runs DIR
//	go test ./index/bleve -run Ablation -v -eval all
var (
	evalSets = flag.String("eval", "", "retrieval sets to measure, with commas between, or all")
	evalDir  = flag.String("retrieval", "../../../shared/eval/retrieval", "folder of the retrieval sets")
	evalRuns = flag.String("runs", "", "write the TREC runs into this folder")
)

var sets = []string{"lawyer", "crosslingual", "canada-x", "canada-x:apart", "stard-laws", "alqac2023", "udhr-x", "heading-en", "heading-de"}

func chosenSets(t testing.TB) []string {
	if *evalSets == "" {
		t.Skip("measures for minutes; ask for it with -eval all")
	}
	if _, err := os.Stat(*evalDir); err != nil {
		t.Skip("the evaluation sets are not beside this repository: ", err)
	}
	if *evalSets == "all" {
		return sets
	}
	return strings.Split(*evalSets, ",")
}

func TestEvaluation(t *testing.T) {
	names := chosenSets(t)
	fmt.Println("set\tqueries\tMRR@10\tnDCG@10\tP@1\tR@10\tR@100\tMAP\tms a query\tMRR@10 even\todd")
	for _, name := range names {
		e := evalEngine(t, name)
		m, took := measure(t, e, name)
		fmt.Printf("%s\t%s\t%.2f\t%.3f\t%.3f\n", name, m.all(), took, m[0].mrr/float64(max(1, m[0].queries)), m[1].mrr/float64(max(1, m[1].queries)))
	}
}

// memory is a Source of the texts that were read.
type memory map[corpus.Ref]corpus.Unit

func (m memory) Units(_ context.Context, refs []corpus.Ref) ([]corpus.Unit, error) {
	out := make([]corpus.Unit, len(refs))
	for i, r := range refs {
		out[i] = m[r]
	}
	return out, nil
}

func (m memory) Texts(context.Context, corpus.URI) ([]corpus.Text, error) { return nil, nil }

func (m memory) RelatedTo(context.Context, corpus.URI) ([]corpus.Related, error) { return nil, nil }

var engines = map[string]*Engine{}

func evalEngine(t testing.TB, set string) *Engine {
	if strings.HasPrefix(set, "crosslingual") {
		set = "lawyer" // crosslingual-fr asks the same in French
	}
	if e := engines[set]; e != nil {
		return e
	}
	name := set
	set, held := strings.CutSuffix(set, heldApart)
	if held {
		apart = isApart
		defer func() { apart = nil }()
	}
	scheme, err := topic.Load()
	if err != nil {
		t.Fatal(err)
	}
	source := memory{}
	e, err := Open(filepath.Join(t.TempDir(), "index"), source, scheme)
	if err != nil {
		t.Fatal(err)
	}
	f, err := os.Open(filepath.Join(*evalDir, set, "corpus.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 64<<20)
	var batch []corpus.Text
	units := 0
	for lines.Scan() {
		var text corpus.Text
		if err := json.Unmarshal(lines.Bytes(), &text); err != nil {
			t.Fatal(err)
		}
		for _, u := range text.Units() {
			source[u.Ref] = u
			units++
		}
		if batch = append(batch, text); units > 2000 {
			if err := e.Put(context.Background(), batch...); err != nil {
				t.Fatal(err)
			}
			batch, units = nil, 0
		}
	}
	if err := e.Put(context.Background(), batch...); err != nil {
		t.Fatal(err)
	}
	engines[name] = e
	if _, release, err := e.current(); err != nil {
		t.Fatal(err)
	} else {
		release()
	}
	return e
}

type evalQuery struct {
	ID, Text, Language, Filters string
	Expand                      bool
}

// measures of a run, as trec_eval.py computes them.
type measures struct {
	queries                          int
	mrr, ndcg, p1, r10, r100, meanAP float64
}

func (m measures) String() string {
	n := float64(max(1, m.queries))
	return fmt.Sprintf("%d\t%.3f\t%.3f\t%.3f\t%.3f\t%.3f\t%.3f", m.queries, m.mrr/n, m.ndcg/n, m.p1/n, m.r10/n, m.r100/n, m.meanAP/n)
}

// halves are the measures of the even and the odd questions: weights are chosen on one and judged on the other (tuning_test.go).
type halves [2]measures

func (h halves) all() measures {
	a, b := h[0], h[1]
	return measures{a.queries + b.queries, a.mrr + b.mrr, a.ndcg + b.ndcg, a.p1 + b.p1, a.r10 + b.r10, a.r100 + b.r100, a.meanAP + b.meanAP}
}

// half of a question: questions on one subject, asked of several countries or in several languages, are in the same.
func half(id string) int {
	subject, _, _ := strings.Cut(strings.TrimPrefix(id, "x-"), ".")
	return int(hash(subject) >> 3 & 1)
}

// A set whose name ends in heldApart is asked without the twins of every second law, and of those laws alone: what is found of a law that the library
// holds in one language, beside others that it holds in two.
const heldApart = ":apart"

func isApart(law string) bool {
	act, _, _ := strings.Cut(law, "#")
	return hash(act)>>3&1 == 0
}

func measure(t testing.TB, e *Engine, set string) (halves, float64) {
	set, held := strings.CutSuffix(set, heldApart)
	good := map[string]map[string]int{}
	for line := range strings.Lines(read(t, set, "qrels.txt")) {
		f := strings.Fields(line)
		if good[f[0]] == nil {
			good[f[0]] = map[string]int{}
		}
		if !held || isApart(f[2]) {
			good[f[0]][f[2]], _ = strconv.Atoi(f[3])
		}
	}
	var queries []evalQuery
	for line := range strings.Lines(read(t, set, "queries.jsonl")) {
		var q evalQuery
		if err := json.Unmarshal([]byte(line), &q); err != nil {
			t.Fatal(err)
		}
		queries = append(queries, q)
	}
	ranked := make([][]string, len(queries))
	start := time.Now()
	var wait sync.WaitGroup
	next := make(chan int)
	for range runtime.NumCPU() {
		wait.Go(func() {
			for i := range next {
				q := index.Plain(queries[i].Text)
				q.Filters, _ = index.ParseFilters(queries[i].Filters)
				q.Language, q.Expand, q.Plain, q.Size = queries[i].Language, queries[i].Expand, true, 100
				r, err := e.Search(context.Background(), q)
				if err != nil {
					t.Error(err)
				}
				for _, h := range r.Hits {
					ranked[i] = append(ranked[i], h.Ref.String())
				}
			}
		})
	}
	for i := range queries {
		next <- i
	}
	close(next)
	wait.Wait()
	took := time.Since(start).Seconds() * 1000 / float64(len(queries))
	var m halves
	var run strings.Builder
	for i, q := range queries {
		for k, id := range ranked[i] {
			fmt.Fprintf(&run, "%s Q0 %s %d %d pandect\n", q.ID, id, k+1, 1000-k)
		}
		if len(good[q.ID]) > 0 {
			m[half(q.ID)].add(ranked[i], good[q.ID])
		}
	}
	if *evalRuns != "" {
		if err := os.WriteFile(filepath.Join(*evalRuns, set+".run"), []byte(run.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return m, took
}

func (m *measures) add(ranked []string, good map[string]int) {
	m.queries++
	var hits []int
	dcg, ideal := 0.0, 0.0
	for i, id := range ranked {
		if good[id] > 0 {
			hits = append(hits, i+1)
			if i < 10 {
				dcg += (math.Pow(2, float64(good[id])) - 1) / math.Log2(float64(i+2))
			}
		}
	}
	var grades []int
	for _, g := range good {
		grades = append(grades, g)
	}
	slices.Sort(grades)
	slices.Reverse(grades)
	for i, g := range grades[:min(10, len(grades))] {
		ideal += (math.Pow(2, float64(g)) - 1) / math.Log2(float64(i+2))
	}
	m.ndcg += dcg / ideal
	for k, h := range hits {
		if h <= 10 {
			m.r10 += 1 / float64(len(good))
		}
		m.r100 += 1 / float64(len(good))
		m.meanAP += float64(k+1) / float64(h) / float64(len(good))
	}
	if len(hits) > 0 && hits[0] <= 10 {
		m.mrr += 1 / float64(hits[0])
	}
	if len(hits) > 0 && hits[0] == 1 {
		m.p1++
	}
}

func read(t testing.TB, set, name string) string {
	b, err := os.ReadFile(filepath.Join(*evalDir, set, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
