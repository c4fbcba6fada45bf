package main

import (
	"encoding/json"
	"fmt"

	"github.com/spf13/cobra"
)

func statusCommand(cfg *config) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use: "status [--json]", Short: "What is in the library", Long: "What is in the library: laws, texts, provisions, originals, attempts and failures.",
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
			w := cmd.OutOrStdout()
			if asJSON {
				return json.NewEncoder(w).Encode(s)
			}
			fmt.Fprintf(w, "laws        %d\ntexts       %d\nprovisions  %d\noriginals   %d\nattempts    %d\nfailed      %d\n",
				s.Laws, s.Texts, s.Provisions, s.Originals, s.Attempts, s.Failed)
			if !s.Changed.IsZero() {
				fmt.Fprintf(w, "changed     %s\n", s.Changed.Format("2006-01-02 15:04:05 UTC"))
			}
			_, err = fmt.Fprintf(w, "fingerprint %s\n", s.Fingerprint)
			return err
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print it as JSON")
	return cmd
}
