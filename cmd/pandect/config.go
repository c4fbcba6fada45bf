package main

import (
	"fmt"
	"os"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// config is what every command that opens a library is told.
type config struct {
	library string
}

// setting is one thing that an operator decides: by a flag, else by a variable of the environment, else by leaving it.
type setting struct {
	env, flag string // flag "": a secret stands on no command line
	otherwise string // what holds where neither says anything
	what      string // for the help
}

// settings are all that the environment says to this program, with the flags that say it too. doc/config.md has the same rows, and a test holds that.
var settings = []setting{
	{"PANDECT_LIBRARY", "library", "./library", "folder of the library"},
	{"PANDECT_ADDR", "addr", "127.0.0.1:8080", "address to listen on"},
	{"PANDECT_CONTACT", "contact", "", "an `ADDRESS` (mail or web) where the hosts asked can reach you"},
	{"PANDECT_BASE", "base", "", "public address of the site, such as https://laws.example.org; without it that of the request"},
	{"PANDECT_EDIT", "edit", "false", "everyone who reaches the site may edit; who asks from this machine itself, not through a proxy, may anyway on a loopback address; where the library has people, librarians alone"},
	{"PANDECT_PRIVATE", "private", "false", "who is not signed in sees nothing"},
	{"PANDECT_OIDC_ISSUER", "oidc-issuer", "", "the site that vouches for people who sign in (OpenID Connect), such as https://login.example.org; needs --base"},
	{"PANDECT_OIDC_CLIENT", "oidc-client", "", "the id under which that site knows this one"},
	{"PANDECT_OIDC_SECRET_FILE", "oidc-secret-file", "", "file whose first line is the client's secret; or the secret itself in PANDECT_OIDC_SECRET"},
	{"PANDECT_OIDC_SECRET", "", "", ""},
	{"PANDECT_OIDC_ROLE_CLAIM", "oidc-role-claim", "roles", "what the ID token calls roles or groups; dots lead into objects"},
	{"PANDECT_OIDC_ROLES", "oidc-roles", "", "which of them has which role here: law-admins=administrator,law-staff=librarian,*=reader; without it everybody is a reader"},
	{"PANDECT_OIDC_DOMAINS", "oidc-domains", "", "mail addresses of these domains may sign in: example.org,example.net; without it all"},
}

// adder gives a command the flags of settings.
type adder interface {
	StringVar(p *string, name, value, usage string)
	BoolVar(p *bool, name string, value bool, usage string)
}

// textSetting adds the flag of a setting.
func textSetting(flags adder, into *string, name string) {
	s := settingOf(name)
	flags.StringVar(into, name, s.otherwise, s.what+" (or "+s.env+")")
}

// switchSetting adds the flag of a setting that is on or off.
func switchSetting(flags adder, into *bool, name string) {
	s := settingOf(name)
	flags.BoolVar(into, name, s.otherwise == "true", s.what+" (or "+s.env+"=true)")
}

func settingOf(flag string) setting {
	for _, s := range settings {
		if s.flag == flag {
			return s
		}
	}
	panic("no setting --" + flag) // a command's own mistake, which every start of the program finds
}

// fromEnvironment gives the flags of a command that its line left alone what the environment says. One that cannot be read is a wrong use: a site must not be
// open because somebody wrote PANDECT_PRIVATE=yes.
func fromEnvironment(cmd *cobra.Command, _ []string) error {
	for _, s := range settings {
		f, value := cmd.Flags().Lookup(s.flag), os.Getenv(s.env)
		if s.flag == "" || f == nil || f.Changed || value == "" {
			continue
		}
		if err := f.Value.Set(value); err != nil {
			return usageError{fmt.Errorf("%s=%s: it is to be true or false", s.env, value)} // texts take any
		}
	}
	return nil
}

// oidcSecret is the one setting without a flag.
func oidcSecret() string { return os.Getenv("PANDECT_OIDC_SECRET") }

// version is what the build recorded: the module's version, or the revision it was built from.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" {
			return s.Value[:min(12, len(s.Value))]
		}
	}
	return info.Main.Version
}
