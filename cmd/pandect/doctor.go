package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/pandect/pandect/corpus"
)

func doctorCommand(cfg *config) *cobra.Command {
	var url string
	cmd := &cobra.Command{
		Use:     "doctor [--url URL]",
		Short:   "What this machine has and lacks for Pandect",
		Long:    "What this machine has and lacks for Pandect: tesseract and its languages, the library's folder and who can read it, when it was saved and checked, the room on its disk. With --url it asks a running server whether it is well, and fails if it is not.",
		Example: "  pandect doctor\n  pandect doctor --url http://127.0.0.1:8080/healthz",
		Args:    arguments(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if url != "" {
				return askHealth(cmd.Context(), url)
			}
			return examine(cmd.Context(), cfg, cmd.OutOrStdout())
		},
	}
	cmd.Flags().StringVar(&url, "url", "", "ask this `URL` of a running server")
	return cmd
}

// askHealth fails unless the server answers 200 within five seconds.
func askHealth(ctx context.Context, url string) error {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return usageError{err}
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("%s answers %s", url, response.Status)
	}
	return nil
}

func examine(ctx context.Context, cfg *config, w io.Writer) error {
	if out, err := exec.CommandContext(ctx, "tesseract", "--list-langs").Output(); err != nil {
		fmt.Fprintln(w, "tesseract   not installed: scans are taken in as \"image only\"; install tesseract-ocr and pandect ingest --retry ocr")
	} else {
		_, languages, _ := strings.Cut(strings.TrimSpace(string(out)), "\n")
		fmt.Fprintln(w, "tesseract  ", strings.Join(strings.Fields(languages), " "))
	}
	if _, err := os.Stat(cfg.library); os.IsNotExist(err) {
		_, err := fmt.Fprintf(w, "library     none in %s yet\n", cfg.library)
		return err
	}
	probe, err := os.CreateTemp(cfg.library, ".probe-*")
	if err != nil {
		return fmt.Errorf("library: it cannot be written to: %w", err)
	}
	if err := probe.Close(); err != nil {
		return err
	}
	if err := os.Remove(probe.Name()); err != nil {
		return err
	}
	lib, err := openCatalog(cfg, false)
	if err != nil {
		return err
	}
	defer lib.Close()
	status, err := lib.catalog.Status(ctx)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "library     %s: %d laws, %d provisions\n", cfg.library, status.Laws, status.Provisions)
	last, err := lib.catalog.Upkeep(ctx)
	if err != nil {
		return err
	}
	adviseUpkeep(w, last, time.Now())
	return errors.Join(examineAccess(cfg.library, w), examineDisk(cfg.library, w))
}

// adviseUpkeep says what should be done again for the library. It is advice: a library that nobody saved works.
func adviseUpkeep(w io.Writer, last map[string]time.Time, now time.Time) {
	in, filled := last["ingestion"]
	for _, row := range []struct {
		name, label string
		days        int
		todo        string
	}{{"backup", "saved", 7, "pandect backup DEST"}, {"check", "checked", 31, "pandect check"}} {
		at, done := last[row.name]
		switch {
		case !done && filled:
			fmt.Fprintf(w, "%-11s never; run: %s\n", row.label, row.todo)
		case done && row.name == "backup" && in.After(at):
			fmt.Fprintf(w, "%-11s %s ago, and something was taken in since; run: %s\n", row.label, age(now.Sub(at)), row.todo)
		case done && now.Sub(at) > time.Duration(row.days)*24*time.Hour:
			fmt.Fprintf(w, "%-11s %s ago; run: %s\n", row.label, age(now.Sub(at)), row.todo)
		case done:
			fmt.Fprintf(w, "%-11s %s ago\n", row.label, age(now.Sub(at)))
		}
	}
}

// examineAccess says who else on this machine can read what should be its owner's: the catalogue holds hashes of passwords, signing.key is a secret. Where
// the folder keeps others out, what lies in it does not matter. Group permissions are the operator's to give.
func examineAccess(dir string, w io.Writer) error {
	const others = 0o007
	folder, err := os.Stat(dir)
	if err != nil {
		return fmt.Errorf("library: %w", err)
	}
	if runtime.GOOS == "windows" || folder.Mode()&others == 0 {
		_, err := fmt.Fprintln(w, "access      other accounts are kept out")
		return err
	}
	for _, name := range []string{"library.db", "library.db-wal", "signing.key"} {
		if info, err := os.Stat(filepath.Join(dir, name)); err == nil && info.Mode()&others != 0 {
			return fmt.Errorf("access: %s can be read by every account of this machine; run: chmod -R o= %s", filepath.Join(dir, name), dir)
		}
	}
	_, err = fmt.Fprintln(w, "access      other accounts are kept from the catalogue and the keys")
	return err
}

// room is the free space below which a disk is too full for a library: an index is written anew beside the old one.
const room = 1 << 30

// examineDisk says how large the library is and how much it can still grow. ErrUnavailable where an index could not be rebuilt.
func examineDisk(dir string, w io.Writer) error {
	var used int64
	err := filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			used += info.Size()
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("library: %w", err)
	}
	free, err := freeSpace(dir)
	if errors.Is(err, errors.ErrUnsupported) {
		_, err = fmt.Fprintf(w, "disk        %d MB used, free space not known on this system\n", used>>20)
		return err
	}
	if err != nil {
		return fmt.Errorf("disk: %w", err)
	}
	fmt.Fprintf(w, "disk        %d MB used, %d MB free\n", used>>20, free>>20)
	if need := max(room, used); free < need {
		return fmt.Errorf("disk: %d MB are free where %d MB are wanted, as much as the library has and %d MB at least; make room or move the library: %w", free>>20, need>>20, room>>20, corpus.ErrUnavailable)
	}
	return nil
}
