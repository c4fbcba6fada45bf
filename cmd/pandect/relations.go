package main

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/pandect/pandect/corpus"
)

func relationsCommand(cfg *config) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "relations [--json] [LAW…]",
		Short: "What laws say of others: amended, repealed, carried out",
		Long: `What laws say of others, a line for each: the law that says it, the kind, the law that is meant where the library holds it, how it is named, where, and the words.
Kinds: ` + strings.Join(corpus.RelationKinds, ", ") + `. Without LAW, of every law.`,
		Example: "  pandect relations\n  pandect relations --json ke/act/2010/8",
		RunE: func(cmd *cobra.Command, args []string) error {
			lib, err := openCatalog(cfg, false)
			if err != nil {
				return err
			}
			defer lib.Close()
			w := cmd.OutOrStdout()
			found, held := 0, 0
			show := func(t corpus.Text) error {
				for _, r := range t.Outgoing() {
					found++
					if r.Law != "" {
						held++
					}
					if asJSON {
						if err := json.NewEncoder(w).Encode(struct {
							From corpus.URI `json:"from"`
							corpus.Relation
							Says string `json:"says,omitempty"`
						}{t.ID, r, t.Says(&r)}); err != nil {
							return err
						}
						continue
					}
					fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\n", t.ID, r.Kind, r.Law, r.Words, r.EID, oneLine(t.Says(&r)))
				}
				return nil
			}
			if len(args) == 0 {
				err = lib.catalog.Each(cmd.Context(), show)
			}
			for _, id := range args {
				if err == nil {
					err = lib.catalog.EachOf(cmd.Context(), corpus.URI(id), show)
				}
			}
			if err == nil {
				_, err = fmt.Fprintf(cmd.ErrOrStderr(), "relations %d · to laws of the library %d\n", found, held)
			}
			return err
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "one JSON object a line")
	return cmd
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
