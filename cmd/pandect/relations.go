package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/corpus/relation"
)

func relationsCommand(cfg *config) *cobra.Command {
	var asJSON, find bool
	cmd := &cobra.Command{
		Use:   "relations [--json] [--find] [LAW…]",
		Short: "What laws say of others: amended, repealed, carried out",
		Long: `What laws say of others, a line for each: the law that says it, the kind, the law that is meant where the library holds it, how it is named, where, and the words.
Kinds: ` + strings.Join(corpus.RelationKinds, ", ") + `. Without LAW, of every law.

--find looks for them anew in the wording that is held, as a new release of Pandect may find more, and prints the laws for which that changed something. What people said of
relations stays. It is safe to stop and to run again: what is found already is not stored again.`,
		Example: "  pandect relations\n  pandect relations --json ke/act/2010/8\n  pandect relations --find",
		RunE: func(cmd *cobra.Command, args []string) error {
			if find {
				return findRelations(cmd, cfg, args)
			}
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
	cmd.Flags().BoolVar(&find, "find", false, "find them anew in what is held")
	cmd.MarkFlagsMutuallyExclusive("json", "find")
	return cmd
}

// findRelations gives the texts of laws (none: of all) the relations that this program finds, and says what became of them.
func findRelations(cmd *cobra.Command, cfg *config, laws []string) error {
	ctx := cmd.Context()
	lib, engine, err := openToStore(ctx, cfg, cmd.ErrOrStderr())
	if err != nil {
		return err
	}
	defer lib.Close()
	texts, changed := 0, 0
	again := func(t *corpus.Text) {
		before := t.Relations
		relation.Find(t)
		texts++
		if slices.Equal(before, t.Relations) {
			return
		}
		changed++
		fmt.Fprintf(cmd.OutOrStdout(), "%s\t%s\t+%d\t-%d\n", t.ID, t.Language, without(t.Relations, before), without(before, t.Relations))
	}
	if len(laws) == 0 {
		err = rewriteAll(ctx, lib, again)
	} else {
		ids := make([]corpus.URI, len(laws))
		for i, law := range laws {
			ids[i] = corpus.URI(law)
			if _, err := lib.catalog.Texts(ctx, ids[i]); err != nil {
				return err
			}
		}
		err = rewriteLaws(ctx, lib, ids, again)
	}
	if err == nil && engine != nil {
		err = heal(ctx, lib.catalog, engine)
	}
	_, printed := fmt.Fprintf(cmd.ErrOrStderr(), "texts %d · with other relations than before %d\n", texts, changed)
	return errors.Join(err, printed)
}

// without is how many relations of a are not in b, wherever their evidence stands.
func without(a, b []corpus.Relation) (n int) {
	for _, r := range a {
		same := func(o corpus.Relation) bool { return o.Kind == r.Kind && o.Mention == r.Mention && o.By == r.By }
		if !slices.ContainsFunc(b, same) {
			n++
		}
	}
	return n
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
