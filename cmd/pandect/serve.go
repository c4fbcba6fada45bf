package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/url"
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
	var flags serveFlags
	cmd := &cobra.Command{
		Use:     "serve [--addr 127.0.0.1:8080]",
		Short:   "The web site and the API",
		Long:    "The web site and the API. It stops on SIGINT or SIGTERM, after the answers under way.",
		Example: "  pandect serve\n  pandect serve --addr 0.0.0.0:80 --library /srv/laws",
		Args:    arguments(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := flags.checkBase(); err != nil {
				return err
			}
			lib, err := openLibrary(cmd.Context(), cfg, false)
			if err != nil {
				return err
			}
			defer lib.Close()
			return serve(cmd, lib, flags)
		},
	}
	for name, into := range map[string]*string{"addr": &flags.addr, "base": &flags.base, "oidc-issuer": &flags.oidc.Issuer, "oidc-client": &flags.oidc.Client, "oidc-secret-file": &flags.oidcSecretFile,
		"oidc-role-claim": &flags.oidc.RoleClaim, "oidc-roles": &flags.oidcRoles, "oidc-domains": &flags.oidcDomains} {
		textSetting(cmd.Flags(), into, name)
	}
	switchSetting(cmd.Flags(), &flags.edit, "edit")
	switchSetting(cmd.Flags(), &flags.private, "private")
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

// checkBase takes the slash off the end of the public address. What is no address of a site is a wrong use: every link of feeds, citations and exports would lead
// nowhere, and a cookie that should be Secure would not be.
func (f *serveFlags) checkBase() error {
	if f.base == "" {
		return nil
	}
	u, err := url.Parse(strings.TrimRight(f.base, "/"))
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Hostname() == "" || u.User != nil || u.Path != "" || u.RawQuery != "" || u.Fragment != "" {
		return usageError{fmt.Errorf("--base %q: the public address is written https://laws.example.org, without a path, since the site stands at the root of its host", f.base)}
	}
	f.base = u.String()
	return nil
}

// voucher is the site that vouches for people; nil where none is named.
func (f *serveFlags) voucher() (*api.OIDC, error) {
	o := &f.oidc
	if o.Issuer == "" {
		return nil, nil
	}
	o.Secret = oidcSecret()
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
	if err := o.Check(f.base); err != nil {
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
		Base: flags.base, Edit: flags.edit, EditHere: isLoopback(listener.Addr()),
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
