package main

import (
	"encoding/json"
	"fmt"
	"io"
	"time"

	"github.com/spf13/cobra"

	"github.com/pandect/pandect/corpus"
)

func statusCommand(cfg *config) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use: "status [--json]", Short: "What is in the library", Long: `What is in the library: laws, texts, provisions, originals, attempts and failures; and how long ago it last took a document in, was
saved, found sound and indexed anew.`,
		Example: "  pandect status\n  pandect status --json --library /srv/laws",
		Args:    arguments(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			lib, err := openCatalog(cfg, false)
			if err != nil {
				return err
			}
			defer lib.Close()
			s, err := lib.catalog.Status(cmd.Context())
			if err != nil {
				return err
			}
			last, err := lib.catalog.Upkeep(cmd.Context())
			if err != nil {
				return err
			}
			w := cmd.OutOrStdout()
			if asJSON {
				return json.NewEncoder(w).Encode(struct {
					corpus.Status
					Upkeep map[string]time.Time `json:"upkeep"`
				}{s, last})
			}
			fmt.Fprintf(w, "laws        %d\ntexts       %d\nprovisions  %d\noriginals   %d\nattempts    %d\nfailed      %d\n",
				s.Laws, s.Texts, s.Provisions, s.Originals, s.Attempts, s.Failed)
			if !s.Changed.IsZero() {
				fmt.Fprintf(w, "changed     %s\n", s.Changed.Format("2006-01-02 15:04:05 UTC"))
			}
			printUpkeep(w, last, time.Now())
			_, err = fmt.Fprintf(w, "fingerprint %s\n", s.Fingerprint)
			return err
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print it as JSON")
	return cmd
}

func printUpkeep(w io.Writer, last map[string]time.Time, now time.Time) {
	for _, row := range []struct{ name, label string }{{"ingestion", "taken in"}, {"backup", "saved"}, {"check", "checked"}, {"reindex", "reindexed"}} {
		if at, ok := last[row.name]; ok {
			fmt.Fprintf(w, "%-11s %s, %s ago\n", row.label, at.Format("2006-01-02 15:04:05 UTC"), age(now.Sub(at)))
		} else {
			fmt.Fprintf(w, "%-11s never\n", row.label)
		}
	}
}

// age is a duration in its largest unit, rounded down.
func age(d time.Duration) string {
	switch {
	case d < time.Minute:
		return fmt.Sprintf("%d s", max(0, int(d.Seconds())))
	case d < time.Hour:
		return fmt.Sprintf("%d min", int(d.Minutes()))
	case d < 48*time.Hour:
		return fmt.Sprintf("%d h", int(d.Hours()))
	}
	return fmt.Sprintf("%d days", int(d.Hours()/24))
}
