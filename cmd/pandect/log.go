package main

import (
	"encoding/json"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/corpus/export"
)

func logCommand(cfg *config) *cobra.Command {
	var f corpus.CorrectionFilter
	var law, from, until, format, by string
	var undo int64
	cmd := &cobra.Command{
		Use:   "log [--law ID] [--person NAME] [--kind KIND] [--from DAY] [--until DAY] [--format csv|jsonl]",
		Short: "What people changed: corrections, tags, judgements",
		Long: `What people changed, the newest first: fields and structure of laws, tags, judgements, merged and withdrawn laws, with who, when, before and after.
--undo takes one change back; what later ones need is not taken back before them.`,
		Example: "  pandect log --law ke/act/2010/8\n  pandect log --person 'Ana Librarian' --from 2026-01-01 --format csv\n  pandect log --undo 17 --by 'Ana Librarian'",
		Args:    arguments(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			lib, err := openCatalog(cfg, false)
			if err != nil {
				return err
			}
			defer lib.Close()
			if undo != 0 {
				return takeBack(cmd, lib, undo, by)
			}
			for _, day := range []struct {
				text string
				into *corpus.Date
			}{{from, &f.From}, {until, &f.Until}} {
				if day.text != "" {
					if *day.into, err = corpus.ParseDate(day.text); err != nil {
						return usageError{err}
					}
				}
			}
			if err := f.Check(); err != nil {
				return err
			}
			f.Law = corpus.URI(law)
			log, err := lib.catalog.Corrections(cmd.Context(), f)
			if err != nil {
				return err
			}
			return writeLog(cmd, log, format)
		},
	}
	cmd.Flags().StringVar(&law, "law", "", "of one law")
	cmd.Flags().StringVar(&f.By, "person", "", "by one person")
	cmd.Flags().StringVar(&f.What, "kind", "", "of one kind: title, split, topic, judgement, merge …")
	cmd.Flags().StringVar(&from, "from", "", "since this day (YYYY-MM-DD, UTC)")
	cmd.Flags().StringVar(&until, "until", "", "until this day")
	cmd.Flags().StringVar(&format, "format", "", "csv or jsonl; without it one line a change")
	cmd.Flags().Int64Var(&undo, "undo", 0, "take back the change of this id")
	cmd.Flags().StringVar(&by, "by", "", "who takes it back")
	return cmd
}

func writeLog(cmd *cobra.Command, log []corpus.Correction, format string) error {
	w := cmd.OutOrStdout()
	switch format {
	case "csv":
		rows := [][]string{export.LogHeader}
		for i := range log {
			rows = append(rows, export.LogRow(&log[i]))
		}
		return export.Rows(w, "csv", "corrections", rows)
	case "jsonl":
		lines := json.NewEncoder(w)
		lines.SetEscapeHTML(false)
		for _, one := range log {
			if err := lines.Encode(one); err != nil {
				return err
			}
		}
		return nil
	case "":
		for _, one := range log {
			mark := ""
			if one.UndoneBy != 0 {
				mark = " (taken back)"
			} else if one.Undoes != 0 {
				mark = fmt.Sprintf(" (takes %d back)", one.Undoes)
			}
			fmt.Fprintf(w, "%d\t%s\t%s\t%s%s\t%s\t%s\t%.60q → %.60q\n", one.ID, one.At.Format("2006-01-02 15:04"), one.By, one.What, mark, one.Law, string(one.EID)+one.Subject, one.Before, one.After)
		}
		return nil
	}
	return usageError{fmt.Errorf("format %q: there are csv and jsonl", format)}
}

func takeBack(cmd *cobra.Command, lib *library, id int64, by string) error {
	found, err := lib.catalog.Corrections(cmd.Context(), corpus.CorrectionFilter{ID: id})
	if err != nil {
		return err
	}
	if len(found) == 0 || found[0].Undoes != 0 {
		return fmt.Errorf("no change %d that could be taken back: %w", id, corpus.ErrNotFound)
	}
	_, err = lib.catalog.Correct(cmd.Context(), found[0].Undo(by))
	return err
}

func duplicatesCommand(cfg *config) *cobra.Command {
	var asJSON bool
	var other, kept, by, note string
	cmd := &cobra.Command{
		Use:   "duplicates [--json] [--merge ID --into ID --by NAME]",
		Short: "Laws that may be one, and making them one",
		Long: `Lists pairs of laws that may be one: of one country, with the same title and year, or the same type, number and year. --merge lets a law be one with
--into: its texts, originals, tags and judgements join that law, and its address leads there. "pandect log --undo" brings both back. A server that runs
takes it over within seconds.`,
		Example: "  pandect duplicates\n  pandect duplicates --merge ke/act/2010/8-2 --into ke/act/2010/8 --by 'Ana Librarian' --note 'two copies'",
		Args:    arguments(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			lib, err := openCatalog(cfg, false)
			if err != nil {
				return err
			}
			defer lib.Close()
			if other != "" || kept != "" {
				_, err := lib.catalog.Correct(cmd.Context(), corpus.Correction{What: corpus.Merge, Law: corpus.URI(other), After: kept, By: by, Note: note})
				return err
			}
			return listDuplicates(cmd, lib, asJSON)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "one object a line")
	cmd.Flags().StringVar(&other, "merge", "", "the law that is one with another")
	cmd.Flags().StringVar(&kept, "into", "", "the law that is kept")
	cmd.Flags().StringVar(&by, "by", "", "who says so")
	cmd.Flags().StringVar(&note, "note", "", "why")
	return cmd
}

func listDuplicates(cmd *cobra.Command, lib *library, asJSON bool) error {
	laws, _, err := lib.catalog.Laws(cmd.Context(), corpus.LawFilter{})
	if err != nil {
		return err
	}
	said, err := lib.catalog.Corrections(cmd.Context(), corpus.CorrectionFilter{What: corpus.Apart})
	if err != nil {
		return err
	}
	twins := corpus.Twins(laws, corpus.Holding(said)...)
	lines := json.NewEncoder(cmd.OutOrStdout())
	for i := range laws {
		for _, twin := range twins[laws[i].ID] {
			if laws[i].ID > twin {
				continue
			}
			if !asJSON {
				fmt.Fprintf(cmd.OutOrStdout(), "%s\t%s\t%s\n", laws[i].ID, twin, laws[i].Title)
			} else if err := lines.Encode(map[string]string{"law": string(laws[i].ID), "other": string(twin), "title": laws[i].Title}); err != nil {
				return err
			}
		}
	}
	return nil
}
