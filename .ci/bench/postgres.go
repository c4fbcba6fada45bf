package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
	"syscall"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// postgres is PostgreSQL's full-text search: a tsvector by the language of each text under a GIN index, a cluster of its own on a socket in dir.
func postgres() engine {
	return engine{
		name: "PostgreSQL",
		absent: func() string {
			if bin() == "" {
				return "no initdb here: apt-get install postgresql"
			}
			if _, err := notRoot(); err != nil {
				return err.Error()
			}
			return ""
		},
		fill: func(t texts, dir string) error {
			if err := initPostgres(dir); err != nil {
				return err
			}
			stop, err := startPostgres(dir)
			if err != nil {
				return err
			}
			return errors.Join(quiet(exec.Command(os.Args[0], "peer", "postgresql", "fill", t.rows, dir)), stop())
		},
		serve: func(dir string) (*serving, error) {
			stop, err := startPostgres(dir)
			if err != nil {
				return nil, err
			}
			s, err := start(exec.Command(os.Args[0], "peer", "postgresql", "serve", dir))
			if err != nil {
				return nil, errors.Join(err, stop())
			}
			s.path, s.stop, s.others = peerPath, stop, "postgres"
			return s, nil
		},
		index: func(dir string) int64 { return size(filepath.Join(dir, "data", "base")) },
		disk:  size,
		memory: func(s *serving) (all, files int64) {
			all, files = resident(s)
			return all + shareOf("postgres"), files
		},
	}
}

// bin is the folder of PostgreSQL's programs; the newest where there are several.
func bin() string {
	if found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/initdb"); len(found) > 0 {
		sort.Strings(found)
		return filepath.Dir(found[len(found)-1])
	}
	if name, err := exec.LookPath("initdb"); err == nil {
		return filepath.Dir(name)
	}
	return ""
}

// notRoot is who PostgreSQL runs as, since it refuses root: the user postgres; nil for a bench that is not root itself.
func notRoot() (*syscall.Credential, error) {
	if os.Getuid() != 0 {
		return nil, nil
	}
	u, err := user.Lookup("postgres")
	if err != nil {
		return nil, fmt.Errorf("PostgreSQL does not run as root: %w", err)
	}
	uid, err := strconv.ParseUint(u.Uid, 10, 32)
	if err != nil {
		return nil, err
	}
	gid, err := strconv.ParseUint(u.Gid, 10, 32)
	return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}, err
}

func asPostgres(program string, args ...string) error {
	cmd := exec.Command(filepath.Join(bin(), program), args...)
	who, err := notRoot()
	if err != nil {
		return err
	}
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: who}
	cmd.Dir = "/"
	return quiet(cmd)
}

func initPostgres(dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	if who, err := notRoot(); err != nil {
		return err
	} else if who != nil {
		if err := os.Chown(dir, int(who.Uid), int(who.Gid)); err != nil {
			return err
		}
	}
	return asPostgres("initdb", "-D", filepath.Join(dir, "data"), "-U", "bench", "-E", "UTF8", "--locale=C.UTF-8", "-A", "trust")
}

// startPostgres gives it the memory of a small server: the defaults are for a machine of the last century.
func startPostgres(dir string) (stop func() error, err error) {
	data := filepath.Join(dir, "data")
	settings := "-c listen_addresses= -c unix_socket_directories=" + dir + " -c shared_buffers=256MB -c work_mem=64MB -c maintenance_work_mem=256MB -c jit=off -c max_wal_size=4GB"
	if err := asPostgres("pg_ctl", "-D", data, "-l", filepath.Join(dir, "log"), "-w", "-o", settings, "start"); err != nil {
		return nil, err
	}
	return func() error { return asPostgres("pg_ctl", "-D", data, "-m", "fast", "-w", "stop") }, nil
}

func connection(dir string) string { return "host=" + dir + " user=bench dbname=postgres" }

// configs are PostgreSQL's names of the languages of the sets.
var configs = map[string]string{"en": "english", "de": "german", "fr": "french"}

func fillPostgres(rows, dir string) error {
	ctx := context.Background()
	db, err := pgx.Connect(ctx, connection(dir))
	if err != nil {
		return err
	}
	defer db.Close(ctx)
	if _, err := db.Exec(ctx, "CREATE TABLE u (id text, law text, country text, language text, year int, title text, body text, config regconfig, words tsvector)"); err != nil {
		return err
	}
	pipe := make(chan []any, 1000)
	failed := make(chan error, 1)
	go func() {
		defer close(pipe)
		failed <- eachRow(rows, func(r row) error {
			pipe <- []any{r.id, r.law, r.country, r.language, r.year, r.title, r.text}
			return nil
		})
	}()
	if _, err := db.CopyFrom(ctx, pgx.Identifier{"u"}, []string{"id", "law", "country", "language", "year", "title", "body"}, pgx.CopyFromFunc(func() ([]any, error) {
		return <-pipe, nil
	})); err != nil {
		return err
	}
	if err := <-failed; err != nil {
		return err
	}
	// The words are made into a second table: an UPDATE would leave every row twice.
	for _, s := range []string{
		"CREATE TABLE w AS SELECT id, law, country, language, year, title, body, setweight(to_tsvector(c, title), 'A') || to_tsvector(c, body) AS words FROM (SELECT *, (CASE language WHEN 'de' THEN 'german' WHEN 'fr' THEN 'french' ELSE 'english' END)::regconfig AS c FROM u) x",
		"DROP TABLE u",
		"CREATE INDEX ON w USING gin (words)",
		"VACUUM ANALYZE w",
		"CHECKPOINT",
	} {
		if _, err := db.Exec(ctx, s); err != nil {
			return fmt.Errorf("%.40s…: %w", s, err)
		}
	}
	return nil
}

type pg struct{ pool *pgxpool.Pool }

func openPostgres(dir string) (*pg, error) {
	pool, err := pgxpool.New(context.Background(), connection(dir)+" pool_max_conns=4")
	return &pg{pool}, err
}

func (p *pg) search(ctx context.Context, q ask) (a answer, err error) {
	query := "plainto_tsquery($1::regconfig, $2)"
	if q.Phrase {
		query = "phraseto_tsquery($1::regconfig, $2)"
	}
	config := configs[q.Language]
	rows, err := p.pool.Query(ctx, "SELECT country, language, year, count(*) FROM w WHERE words @@ "+query+" GROUP BY 1, 2, 3", config, q.Words)
	if err != nil {
		return a, err
	}
	var country, language string
	var year, n int
	if _, err := pgx.ForEachRow(rows, []any{&country, &language, &year, &n}, func() error {
		a.count(country, language, year, n)
		return nil
	}); err != nil {
		return a, err
	}
	// The headline is made for the ten alone.
	rows, err = p.pool.Query(ctx, "SELECT id, law, country, year, title, ts_headline($1::regconfig, body, "+query+", E'StartSel=\\x01,StopSel=\\x02,MaxWords=40,MinWords=20'), score FROM (SELECT *, ts_rank(words, "+query+") AS score FROM w WHERE words @@ "+query+" ORDER BY score DESC, id LIMIT 10) best", config, q.Words)
	if err != nil {
		return a, err
	}
	var h found
	_, err = pgx.ForEachRow(rows, []any{&h.ID, &h.Law, &h.Country, &h.Year, &h.Title, &h.Snippet, &h.Score}, func() error {
		a.Hits = append(a.Hits, h)
		return nil
	})
	return a, err
}

// shareOf is what processes of a name have in memory, pages that several share counted once.
func shareOf(name string) (n int64) {
	for _, d := range named(name) {
		data, _ := os.ReadFile(d + "/smaps_rollup")
		for line := range strings.SplitSeq(string(data), "\n") {
			var kb int64
			if _, err := fmt.Sscanf(line, "Pss: %d", &kb); err == nil {
				n += kb << 10
			}
		}
	}
	return n
}
