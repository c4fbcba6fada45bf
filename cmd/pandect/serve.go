package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"github.com/pandect/pandect/api"
	"github.com/pandect/pandect/index/compare"
	"github.com/pandect/pandect/ingest"
)

func serveCommand(cfg *config) *cobra.Command {
	flags := serveFlags{addr: envOr("PANDECT_ADDR", "127.0.0.1:8080"), base: os.Getenv("PANDECT_BASE"), edit: os.Getenv("PANDECT_EDIT") == "true", private: os.Getenv("PANDECT_PRIVATE") == "true"}
	cmd := &cobra.Command{
		Use:     "serve [--addr 127.0.0.1:8080]",
		Short:   "The web site and the API",
		Long:    "The web site and the API. It stops on SIGINT or SIGTERM, after the answers under way.",
		Example: "  pandect serve\n  pandect serve --addr 0.0.0.0:80 --library /srv/laws",
		Args:    arguments(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			lib, err := openLibrary(cmd.Context(), cfg, false)
			if err != nil {
				return err
			}
			defer lib.Close()
			return serve(cmd, lib, flags)
		},
	}
	cmd.Flags().StringVar(&flags.addr, "addr", flags.addr, "address to listen on (or PANDECT_ADDR)")
	cmd.Flags().StringVar(&flags.base, "base", flags.base, "public address of the site, such as https://laws.example.org (or PANDECT_BASE); without it that of the request")
	cmd.Flags().BoolVar(&flags.edit, "edit", flags.edit, "everyone who reaches the site may edit (or PANDECT_EDIT=true); who asks from this machine itself, not through a proxy, may anyway on a loopback address; where the library has people, librarians alone")
	flags.oidc.Issuer, flags.oidc.Client, flags.oidc.RoleClaim = os.Getenv("PANDECT_OIDC_ISSUER"), os.Getenv("PANDECT_OIDC_CLIENT"), envOr("PANDECT_OIDC_ROLE_CLAIM", "roles")
	flags.oidcSecretFile, flags.oidcRoles, flags.oidcDomains = os.Getenv("PANDECT_OIDC_SECRET_FILE"), os.Getenv("PANDECT_OIDC_ROLES"), os.Getenv("PANDECT_OIDC_DOMAINS")
	cmd.Flags().StringVar(&flags.oidc.Issuer, "oidc-issuer", flags.oidc.Issuer, "the site that vouches for people who sign in (OpenID Connect), such as https://login.example.org (or PANDECT_OIDC_ISSUER); needs --base")
	cmd.Flags().StringVar(&flags.oidc.Client, "oidc-client", flags.oidc.Client, "the id under which that site knows this one (or PANDECT_OIDC_CLIENT)")
	cmd.Flags().StringVar(&flags.oidcSecretFile, "oidc-secret-file", flags.oidcSecretFile, "file whose first line is the client's secret (or PANDECT_OIDC_SECRET_FILE; or the secret itself in PANDECT_OIDC_SECRET)")
	cmd.Flags().StringVar(&flags.oidc.RoleClaim, "oidc-role-claim", flags.oidc.RoleClaim, "what the ID token calls roles or groups; dots lead into objects (or PANDECT_OIDC_ROLE_CLAIM)")
	cmd.Flags().StringVar(&flags.oidcRoles, "oidc-roles", flags.oidcRoles, "which of them has which role here: law-admins=administrator,law-staff=librarian,*=reader (or PANDECT_OIDC_ROLES); without it everybody is a reader")
	cmd.Flags().StringVar(&flags.oidcDomains, "oidc-domains", flags.oidcDomains, "mail addresses of these domains may sign in: example.org,example.net (or PANDECT_OIDC_DOMAINS); without it all")
	cmd.Flags().BoolVar(&flags.private, "private", flags.private, "who is not signed in sees nothing (or PANDECT_PRIVATE=true)")
	return cmd
}

// serveFlags say where the site is and what may be done there.
type serveFlags struct {
	addr, base string
	edit       bool
	private    bool

	oidc                                   api.OIDC // Issuer "": nobody vouches for people
	oidcSecretFile, oidcRoles, oidcDomains string
}

// voucher is the site that vouches for people; nil where none is named.
func (f *serveFlags) voucher() (*api.OIDC, error) {
	o := &f.oidc
	if o.Issuer == "" {
		return nil, nil
	}
	o.Secret = os.Getenv("PANDECT_OIDC_SECRET")
	if f.oidcSecretFile != "" {
		b, err := os.ReadFile(f.oidcSecretFile)
		if err != nil {
			return nil, fmt.Errorf("secret of OpenID Connect: %w", err)
		}
		line, _, _ := strings.Cut(string(b), "\n")
		o.Secret = strings.TrimSpace(line)
	}
	list := func(s string) []string {
		return strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == ' ' })
	}
	for _, pair := range list(f.oidcRoles) {
		from, role, ok := strings.Cut(pair, "=")
		if !ok {
			return nil, usageError{fmt.Errorf("--oidc-roles: %q is not NAME=ROLE", pair)}
		}
		if o.Roles == nil {
			o.Roles = map[string]string{}
		}
		o.Roles[from] = role
	}
	o.Domains = list(strings.ToLower(f.oidcDomains))
	if err := o.Check(strings.TrimRight(f.base, "/")); err != nil {
		return nil, usageError{err}
	}
	return o, nil
}

// grace is how long answers under way may take after a stop.
const grace = 10 * time.Second

// At how much more than what is in use the garbage collector runs, in per cent; GOGC in the environment says otherwise. Half of Go's 100 holds a server of 100,000 provisions near
// 300 MB, for a tenth more of the processor's time. A command that fills a library and ends has 200 MB in the place of 150, for a tenth less (doc/performance.md).
const (
	whileServing = 50
	whileFilling = 200
)

func collectAt(percent int) {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(percent)
	}
}

// serve answers until the command's context ends, and keeps the index up to date with what other processes store.
func serve(cmd *cobra.Command, lib *library, flags serveFlags) error {
	ctx := cmd.Context()
	log := slog.New(slog.NewJSONHandler(cmd.ErrOrStderr(), nil))
	vouched, err := flags.voucher()
	if err != nil {
		return err
	}
	if people, err := lib.catalog.People(ctx); err != nil || (flags.private || vouched != nil) && len(people) == 0 {
		return errors.Join(err, errors.New("a library that is private, or for whose people another site vouches, needs an administrator of its own; make the first with: pandect people add NAME --role administrator"))
	}
	collectAt(whileServing)
	listener, err := net.Listen("tcp", flags.addr)
	if err != nil {
		return fmt.Errorf("listen: %w; choose another with --addr", err)
	}
	analyst, err := lib.analyst()
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	pages, err := newPageStore(lib)
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	defer pages.Close()
	reader := readerFlags{jobs: 1, ocr: true}
	pool, err := reader.pool()
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	defer pool.Close()
	handler, err := api.New(api.Server{
		Unsound: ingest.Unsound, OIDC: vouched,
		Pages: pages, Uploads: lib.catalog,
		Catalog: lib.catalog, Files: lib.files, People: lib.catalog, Search: lib.engine, Scheme: lib.scheme, Log: log, Version: version(),
		Base: strings.TrimRight(flags.base, "/"), Edit: flags.edit, EditHere: isLoopback(listener.Addr()),
		Free: func() (int64, error) { return freeSpace(lib.dir) }, Private: flags.private, Gaps: analyst,
		Compare: &compare.Comparer{Catalog: lib.catalog, Find: analyst, Scheme: lib.scheme, Elements: analyst.Elements},
	})
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second, ReadTimeout: time.Minute, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 64 << 10}
	ctx, stopKeeper := context.WithCancel(ctx)
	var keeping sync.WaitGroup
	defer keeping.Wait() // the caller closes the library then
	defer stopKeeper()
	keep := &keeper{lib: lib, log: log}
	keeping.Go(func() { keep.follow(ctx) })
	sent := uploader{queue: lib.catalog, files: lib.files, log: log, pause: time.Second / 2, index: keep.heal,
		pipeline: ingest.Pipeline{Files: lib.files, Catalog: lib.catalog, Read: pool.Read}}
	keeping.Go(func() { sent.run(ctx) })
	keeping.Go(func() {
		if err := lib.engine.Warm(); err != nil {
			log.Error("read the index", "error", err)
		}
		if err := analyst.Warm(ctx); err != nil && ctx.Err() == nil {
			log.Error("read what the countries hold", "error", err)
		}
		debug.FreeOSMemory() // what was read in between is several times what is kept
	})
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	fmt.Fprintf(cmd.OutOrStdout(), "Pandect is at http://%s\n", listener.Addr())
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	stop, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
	defer cancel()
	if err := server.Shutdown(stop); err != nil && !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// isLoopback says whether only this machine, and what it runs, reaches addr.
func isLoopback(addr net.Addr) bool {
	tcp, ok := addr.(*net.TCPAddr)
	return ok && tcp.IP.IsLoopback()
}
