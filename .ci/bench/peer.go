package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/signal"
	"strconv"
	"strings"
	"syscall"
)

// answer is what every peer gives for a question.
type answer struct {
	Total  int                       `json:"total"`
	Facets map[string]map[string]int `json:"facets"`
	Hits   []found                   `json:"hits"`
}

type found struct {
	ID      string  `json:"id"`
	Law     string  `json:"law"`
	Country string  `json:"country"`
	Year    int     `json:"year"`
	Title   string  `json:"title"`
	Snippet string  `json:"snippet"` // marks between \x01 and \x02
	Score   float64 `json:"score"`
}

func (a *answer) count(country, language string, year, n int) {
	if a.Facets == nil {
		a.Facets = map[string]map[string]int{"country": {}, "language": {}, "year": {}}
	}
	a.Total += n
	a.Facets["country"][country] += n
	a.Facets["language"][language] += n
	a.Facets["year"][strconv.Itoa(year)] += n
}

type searcher interface {
	search(ctx context.Context, q ask) (answer, error)
}

// servePeer is the process of a peer: bench peer fts5|postgresql fill|serve ARGUMENT….
func servePeer(args []string) error {
	if len(args) < 3 {
		return fmt.Errorf("peer: want an engine, fill or serve, and its arguments")
	}
	switch args[0] + " " + args[1] {
	case "fts5 fill":
		return fillFTS5(args[2], args[3])
	case "fts5 serve":
		s, err := openFTS5(args[2])
		if err != nil {
			return err
		}
		return listen(s)
	case "postgresql fill":
		return fillPostgres(args[2], args[3])
	case "postgresql serve":
		s, err := openPostgres(args[2])
		if err != nil {
			return err
		}
		return listen(s)
	}
	return fmt.Errorf("peer %s: unknown", strings.Join(args, " "))
}

func listen(s searcher) error {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, os.Interrupt)
	defer stop()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	server := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		values := r.URL.Query()
		a, err := s.search(r.Context(), ask{Words: values.Get("q"), Phrase: values.Get("phrase") == "1", Language: values.Get("language")})
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(a)
	})}
	go func() {
		<-ctx.Done()
		_ = server.Close()
	}()
	fmt.Println(listener.Addr())
	if err := server.Serve(listener); err != http.ErrServerClosed {
		return err
	}
	return nil
}

// row is a provision of texts.rows.
type row struct {
	id, law, country, language string
	year                       int
	title, text                string
}

func eachRow(name string, fn func(row) error) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	s := bufio.NewScanner(f)
	s.Buffer(nil, 64<<20)
	for s.Scan() {
		c := strings.Split(s.Text(), "\t")
		if len(c) != 7 {
			return fmt.Errorf("%s: a line of %d cells", name, len(c))
		}
		year, err := strconv.Atoi(c[4])
		if err != nil {
			return err
		}
		if err := fn(row{c[0], c[1], c[2], c[3], year, c[5], c[6]}); err != nil {
			return err
		}
	}
	return s.Err()
}
