package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/corpus/export"
)

func mergeCommand(cfg *config) *cobra.Command {
	var list, all bool
	var keep, take []string
	cmd := &cobra.Command{
		Use:   "merge PACK…",
		Short: "Take in signed packs of other libraries; a person decides conflicts",
		Long: `Take in packs that trusted keys signed (pandect key --trust). What is new comes in; what this library has as it came from the same sender before is
replaced; where both have a wording of their own, both are kept and the law is listed as a conflict, which a person decides: --keep leaves ours, --take
puts theirs. What was replaced stays in the catalogue's file as an older wording, what was not taken in merge/decided.`,
		Example: "  pandect merge march.pack.zip\n  pandect merge --list\n  pandect merge --take xa/act/2009/6 --keep xb/loi/3\n  pandect merge --take-all",
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 && !list && !all && len(keep)+len(take) == 0 {
				return usageError{errors.New("name a pack, --list, --keep or --take; see pandect merge --help")}
			}
			lib, engine, err := openToStore(cmd.Context(), cfg, cmd.ErrOrStderr())
			if err != nil {
				return err
			}
			defer lib.Close()
			m, err := openMerger(lib, &importer{lib: lib, engine: engine, stderr: cmd.ErrOrStderr()}, cmd.OutOrStdout())
			if err != nil {
				return err
			}
			for _, name := range args {
				if err := m.pack(cmd.Context(), name); err != nil {
					return fmt.Errorf("%s: %w", name, err)
				}
			}
			return m.decide(cmd.Context(), keep, take, all, list || len(args) > 0)
		},
	}
	cmd.Flags().BoolVar(&list, "list", false, "list the conflicts")
	cmd.Flags().BoolVar(&all, "take-all", false, "put theirs in every conflict")
	cmd.Flags().StringSliceVar(&keep, "keep", nil, "leave ours of these `LAWS`")
	cmd.Flags().StringSliceVar(&take, "take", nil, "put theirs of these `LAWS`")
	return cmd
}

// conflict is a law of which both libraries have a wording of their own.
type conflict struct {
	Law       corpus.URI   `json:"law"`
	Language  string       `json:"language,omitempty"`
	From      corpus.Date  `json:"from,omitzero"`
	Sender    string       `json:"sender"` // public key
	At        time.Time    `json:"at"`
	Withdrawn bool         `json:"withdrawn,omitempty"` // they withdrew it
	Gone      bool         `json:"gone,omitempty"`      // it was withdrawn here, and changed there
	Theirs    *corpus.Text `json:"theirs,omitempty"`
	Decided   string       `json:"decided,omitempty"` // keep, take
}

// merger takes packs into a library. Its folder merge/ holds what came from whom (came.json) and a file a conflict; merge/decided those that were decided.
type merger struct {
	lib    *library
	im     *importer
	out    io.Writer
	came   map[string]string // digest of the record that came last, by sender and text
	folder string
}

func openMerger(lib *library, im *importer, out io.Writer) (*merger, error) {
	m := &merger{lib: lib, im: im, out: out, came: map[string]string{}, folder: filepath.Join(lib.dir, "merge")}
	if err := os.MkdirAll(filepath.Join(m.folder, "decided"), 0o750); err != nil {
		return nil, err
	}
	b, err := os.ReadFile(filepath.Join(m.folder, "came.json"))
	if errors.Is(err, fs.ErrNotExist) {
		return m, nil
	}
	if err == nil {
		err = json.Unmarshal(b, &m.came)
	}
	return m, err
}

func nameOf(law corpus.URI, language string, from corpus.Date) string {
	return string(law) + " " + language + " " + from.String()
}

func digest(v any) (string, error) {
	b, err := json.Marshal(v)
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:]), err
}

// pack verifies a pack as a whole before anything of it is stored.
func (m *merger) pack(ctx context.Context, name string) error {
	f, err := os.Open(name)
	if err != nil {
		return usageError{err}
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	p, err := export.OpenPack(f, info.Size())
	if err != nil {
		return err
	}
	who, trusted, err := whose(m.lib, p.Key)
	if err != nil {
		return err
	}
	if !trusted {
		return fmt.Errorf("it was signed by %s, which this library does not trust; ask the sender whether it is theirs, then: pandect key --trust %s --name WHOSE", p.Key, p.Key)
	}
	if err := p.Originals(ctx, m.lib.files); err != nil {
		return err
	}
	fresh, same, conflicts := 0, 0, 0
	err = p.Texts(func(t corpus.Text) error {
		state, err := m.text(ctx, p.Key, t)
		switch state {
		case "same":
			same++
		case "conflict":
			conflicts++
		default:
			fresh++
		}
		return err
	})
	if err != nil {
		return err
	}
	if err := m.im.flush(ctx); err != nil {
		return err
	}
	withdrawn, open, err := m.withdrawn(ctx, p)
	if err != nil {
		return err
	}
	if err := m.save(); err != nil {
		return err
	}
	_, err = fmt.Fprintf(m.out, "%s (%s): brought in %d texts · the same %d · withdrawn %d · conflicts %d\n", name, who, fresh, same, withdrawn, conflicts+open)
	return err
}

func (m *merger) save() error {
	return writeFile(filepath.Join(m.folder, "came.json"), func(w io.Writer) error { return json.NewEncoder(w).Encode(m.came) })
}

// text says what became of a record: new, same, conflict.
func (m *merger) text(ctx context.Context, sender string, t corpus.Text) (string, error) {
	theirs, err := digest(t)
	if err != nil {
		return "", err
	}
	ours := ""
	err = m.lib.catalog.EachOf(ctx, t.ID, func(o corpus.Text) error {
		if o.Language != t.Language || o.From != t.From {
			return nil
		}
		ours, err = digest(o)
		return err
	})
	if err != nil {
		return "", err
	}
	key := sender + " " + nameOf(t.ID, t.Language, t.From)
	last := m.came[key]
	m.came[key] = theirs
	switch {
	case ours == theirs:
		return "same", nil
	case theirs == last: // they did not change it; we did, withdrew it, or decided to keep ours
		return "same", nil
	case last == "" && ours == "" || ours == last: // never here as they have it, or here as it came
		return "new", m.im.add(ctx, t)
	}
	return "conflict", m.keepConflict(conflict{Law: t.ID, Language: t.Language, From: t.From, Sender: sender, Gone: ours == "", Theirs: &t})
}

// withdrawn follows withdrawals of laws that are here as they came from the sender; of others a person decides.
func (m *merger) withdrawn(ctx context.Context, p *export.SignedPack) (gone, open int, err error) {
	for _, law := range p.Withdrawn {
		texts, unchanged := 0, true
		err := m.lib.catalog.EachOf(ctx, law, func(t corpus.Text) error {
			texts++
			d, err := digest(t)
			unchanged = unchanged && d == m.came[p.Key+" "+nameOf(t.ID, t.Language, t.From)]
			return err
		})
		if err != nil {
			return gone, open, err
		}
		switch {
		case texts == 0: // here by decision, or before a kill: what came is forgotten then too
			m.forget(p.Key, law)
		case unchanged:
			gone++
			err = m.withdraw(ctx, p.Key, law)
		case m.came[p.Key+" withdrawn "+string(law)] == "": // asked once
			open++
			m.came[p.Key+" withdrawn "+string(law)] = "asked"
			err = m.keepConflict(conflict{Law: law, Sender: p.Key, Withdrawn: true})
		}
		if err != nil {
			return gone, open, err
		}
	}
	return gone, open, nil
}

// withdraw follows a sender; what came of the law is forgotten, so that it comes in again when the sender brings it back.
func (m *merger) withdraw(ctx context.Context, sender string, law corpus.URI) error {
	m.forget(sender, law)
	if err := m.lib.catalog.Delete(ctx, law); err != nil || m.im.engine == nil {
		return err
	}
	return heal(ctx, m.lib.catalog, m.im.engine)
}

func (m *merger) forget(sender string, law corpus.URI) {
	maps.DeleteFunc(m.came, func(key, _ string) bool { return strings.HasPrefix(key, sender+" "+string(law)+" ") })
}

// file is the name of a conflict: a newer record of the same sender takes the place of the older.
func (c conflict) file() (string, error) {
	d, err := digest([]string{c.Sender, nameOf(c.Law, c.Language, c.From)})
	return d[:24] + ".json", err
}

func (m *merger) keepConflict(c conflict) error {
	c.At = time.Now().UTC().Truncate(time.Second)
	name, err := c.file()
	if err != nil {
		return err
	}
	return writeFile(filepath.Join(m.folder, name), func(w io.Writer) error { return json.NewEncoder(w).Encode(c) })
}

// decide does what a person says of the open conflicts, and lists the rest.
func (m *merger) decide(ctx context.Context, keep, take []string, all, list bool) error {
	names, err := filepath.Glob(filepath.Join(m.folder, "*.json"))
	if err != nil {
		return err
	}
	named := map[string]bool{}
	for _, name := range names {
		if filepath.Base(name) == "came.json" {
			continue
		}
		var c conflict
		b, err := os.ReadFile(name)
		if err == nil {
			err = json.Unmarshal(b, &c)
		}
		if err != nil {
			return fmt.Errorf("conflict %s: %w", name, err)
		}
		named[string(c.Law)] = true
		switch {
		case slices.Contains(keep, string(c.Law)):
			c.Decided = "keep"
		case all || slices.Contains(take, string(c.Law)):
			c.Decided = "take"
			if err := m.take(ctx, c); err != nil {
				return err
			}
		default:
			if list {
				what := "a wording of its own here and there"
				switch {
				case c.Withdrawn:
					what = "withdrawn there, with a wording of its own here"
				case c.Gone:
					what = "withdrawn here, changed there"
				}
				fmt.Fprintf(m.out, "conflict  %s %s  %s; decide with --keep %s or --take %s\n", c.Law, c.Language, what, c.Law, c.Law)
			}
			continue
		}
		if err := m.decided(name, c); err != nil {
			return err
		}
	}
	for _, law := range slices.Concat(keep, take) {
		if !named[law] {
			return usageError{fmt.Errorf("%s: no conflict; pandect merge --list names them", law)}
		}
	}
	return nil
}

func (m *merger) take(ctx context.Context, c conflict) error {
	if c.Withdrawn {
		if err := m.withdraw(ctx, c.Sender, c.Law); err != nil {
			return err
		}
		return m.save()
	}
	if err := m.im.add(ctx, *c.Theirs); err != nil {
		return err
	}
	return m.im.flush(ctx)
}

// decided keeps the decision and both sides' record for ever: under merge/decided, by the time.
func (m *merger) decided(name string, c conflict) error {
	target := filepath.Join(m.folder, "decided", time.Now().UTC().Format("20060102T150405.000000000")+"-"+filepath.Base(name))
	if err := writeFile(target, func(w io.Writer) error { return json.NewEncoder(w).Encode(c) }); err != nil {
		return err
	}
	fmt.Fprintf(m.out, "%s: %s\n", c.Decided, c.Law)
	return os.Remove(name)
}
