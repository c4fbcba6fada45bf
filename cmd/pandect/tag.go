package main

import (
	"bufio"
	"encoding/json"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/corpus/export"
	"github.com/pandect/pandect/corpus/topic"
	"github.com/pandect/pandect/ingest/tag"
)

func tagCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:     "tag [--json] FILE.jsonl",
		Short:   "Show records with topics and requirements on every provision, storing nothing",
		Long:    "Show records with topics and requirements on every provision, storing nothing. Without --json, a line a tag with the rule that gave it.",
		Example: "  pandect tag laws.jsonl\n  pandect tag --json laws.jsonl > tagged.jsonl",
		Args:    arguments(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			scheme, err := topic.Load()
			if err != nil {
				return err
			}
			tagger, err := tag.New(scheme)
			if err != nil {
				return err
			}
			f, err := openInput(cmd, args[0])
			if err != nil {
				return err
			}
			defer f.Close()
			out := bufio.NewWriter(cmd.OutOrStdout())
			encode := json.NewEncoder(out)
			encode.SetEscapeHTML(false)
			failed := false
			for t, err := range export.ReadJSONL(f) {
				if err != nil {
					failed = true
					fmt.Fprintf(cmd.ErrOrStderr(), "%s: %v\n", args[0], err)
					continue
				}
				tagger.Tag(&t)
				if asJSON {
					err = encode.Encode(t)
				} else {
					err = printTags(out, &t)
				}
				if err != nil {
					return err
				}
			}
			if err := out.Flush(); err != nil {
				return err
			}
			if failed {
				return errPartly
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "one interchange record a law")
	return cmd
}

func printTags(out *bufio.Writer, t *corpus.Text) error {
	for p := range corpus.All(t.Provisions) {
		for _, tags := range [...][]corpus.Tag{p.Topics, p.Needs} {
			for _, g := range tags {
				if _, err := fmt.Fprintf(out, "%s\t%s\t%.2f\t%s\n", corpus.Ref{Law: t.ID, EID: p.EID}, g.ID, g.Weight, g.Rule); err != nil {
					return err
				}
			}
		}
	}
	return nil
}
