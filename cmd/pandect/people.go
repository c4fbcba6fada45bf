package main

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"os/user"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/corpus/password"
)

func peopleCommand(cfg *config) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "people",
		Short: "Who may sign in to the web site, and what they may do there",
		Long: `Who may sign in to the web site. A reader reads a private library (pandect serve --private), a librarian also judges and answers, an administrator
also looks after people. As long as there are no people, nobody signs in. Passwords are asked for on the terminal, or are the first line of
standard input. A new role or password signs the person out everywhere.`,
		Example: "  pandect people add 'Ana Librarian' --role administrator\n  pandect people list\n  pandect people role 'Ana Librarian' librarian\n  pandect people password 'Ana Librarian'\n  pandect people remove 'Ana Librarian'\n  pandect people log",
		Args:    arguments(cobra.NoArgs),
		RunE:    func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(peopleAdd(cfg), peopleList(cfg), peopleLog(cfg),
		peopleChange(cfg, "role NAME ROLE", "Give a person another role", "role 'Ana Librarian' librarian", 2, false, func(cmd *cobra.Command, lib *library, args []string) error {
			return lib.catalog.SetRole(cmd.Context(), args[0], args[1], byCommand())
		}),
		peopleChange(cfg, "password NAME", "Give a person a new password", "password 'Ana Librarian'", 1, false, func(cmd *cobra.Command, lib *library, args []string) error {
			if _, err := lib.catalog.Person(cmd.Context(), args[0]); err != nil { // before anybody types one
				return err
			}
			secret, err := newSecret(cmd, args[0])
			if err != nil {
				return err
			}
			return lib.catalog.SetSecret(cmd.Context(), args[0], secret, byCommand())
		}),
		peopleChange(cfg, "remove NAME", "Take a person's right to sign in away; what they judged stays", "remove 'Ana Librarian'", 1, false, func(cmd *cobra.Command, lib *library, args []string) error {
			return lib.catalog.RemovePerson(cmd.Context(), args[0], byCommand())
		}))
	return cmd
}

func peopleAdd(cfg *config) *cobra.Command {
	var role string
	cmd := peopleChange(cfg, "add NAME [--role reader]", "Let a person sign in", "add 'Ana Librarian' --role administrator", 1, true, func(cmd *cobra.Command, lib *library, args []string) error {
		p := corpus.Person{Name: args[0], Role: role, Added: time.Now()}
		if err := p.Check(); err != nil {
			return err
		}
		var err error
		if p.Secret, err = newSecret(cmd, p.Name); err != nil {
			return err
		}
		return lib.catalog.AddPerson(cmd.Context(), p, byCommand())
	})
	cmd.Flags().StringVar(&role, "role", corpus.Reader, strings.Join(corpus.Roles, ", "))
	return cmd
}

func peopleList(cfg *config) *cobra.Command {
	return peopleChange(cfg, "list", "Names, roles and since when", "list", 0, false, func(cmd *cobra.Command, lib *library, _ []string) error {
		all, err := lib.catalog.People(cmd.Context())
		for _, p := range all {
			fmt.Fprintf(cmd.OutOrStdout(), "%s\t%s\t%s\n", p.Name, p.Role, p.Added.Format(time.DateOnly))
		}
		return err
	})
}

func peopleLog(cfg *config) *cobra.Command {
	return peopleChange(cfg, "log", "What was done to people, the newest first: when, by whom, to whom, what, the role before and after", "log", 0, false, func(cmd *cobra.Command, lib *library, _ []string) error {
		log, err := lib.catalog.PeopleLog(cmd.Context(), 0)
		for _, p := range log {
			fmt.Fprintf(cmd.OutOrStdout(), "%s\t%s\t%s\t%s\t%s\t%s\n", p.At.Format(time.RFC3339), p.By, p.Person, p.What, p.Before, p.After)
		}
		return err
	})
}

// byCommand signs what a command does to people: whoever may write the library's folder may run it, so the system's name of the user is all that is known.
func byCommand() string {
	if u, err := user.Current(); err == nil {
		return "pandect people (" + u.Username + ")"
	}
	return "pandect people"
}

// peopleChange is a command on the people of a library, which it makes where create says so; a running server knows of it at once.
func peopleChange(cfg *config, use, short, example string, args int, create bool, run func(cmd *cobra.Command, lib *library, args []string) error) *cobra.Command {
	return &cobra.Command{
		Use: use, Short: short, Long: short + ".", Example: "  pandect people " + example, Args: arguments(cobra.ExactArgs(args)),
		RunE: func(cmd *cobra.Command, args []string) error {
			lib, err := openCatalog(cfg, create)
			if err != nil {
				return err
			}
			return errors.Join(run(cmd, lib, args), lib.Close())
		},
	}
}

// newSecret asks for a password, twice where a person types it, and hashes it.
func newSecret(cmd *cobra.Command, name string) (string, error) {
	plain, err := readPassword(cmd, name)
	if err != nil {
		return "", err
	}
	if err := password.Check(plain, name); err != nil {
		return "", err
	}
	return password.Hash(plain), nil
}

func readPassword(cmd *cobra.Command, name string) (string, error) {
	f, ok := cmd.InOrStdin().(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		line, err := bufio.NewReader(cmd.InOrStdin()).ReadString('\n')
		if err != nil && line == "" {
			return "", usageError{errors.New("no password on standard input")}
		}
		return strings.TrimRight(line, "\r\n"), nil
	}
	ask := func(prompt string) ([]byte, error) {
		fmt.Fprintf(cmd.ErrOrStderr(), prompt, name)
		b, err := term.ReadPassword(int(f.Fd()))
		fmt.Fprintln(cmd.ErrOrStderr())
		return b, err
	}
	first, err := ask("Password for %s: ")
	if err != nil {
		return "", err
	}
	second, err := ask("Again for %s: ")
	if err != nil {
		return "", err
	}
	if string(first) != string(second) {
		return "", usageError{errors.New("the two passwords are not the same")}
	}
	return string(first), nil
}
