// Package api is the library over HTTP: pages for people and JSON for programs, under one address. One file a resource; error.go alone
// knows which error is which status, state.go what a browser may keep. It asks the catalogue, the originals and the search for what it
// needs and knows no engine and no database. Start with New.
package api

import (
	"context"
	"log/slog"
	"net/http"
	"runtime"
	"sync/atomic"

	"github.com/labstack/echo/v4"
	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/corpus/topic"
	"github.com/pandect/pandect/index"
	"github.com/pandect/pandect/index/compare"
	"github.com/pandect/pandect/index/gap"
	"github.com/pandect/pandect/ui"
)

// catalog is what the pages ask of corpus.Catalog.
type catalog interface {
	Texts(ctx context.Context, law corpus.URI) ([]corpus.Text, error)
	Text(ctx context.Context, law corpus.URI, language string) (corpus.Text, error)
	Versions(ctx context.Context, law corpus.URI) ([]corpus.Version, error)
	Version(ctx context.Context, law corpus.URI, id string) (corpus.Text, error)
	Named(ctx context.Context, country string, keys []string) (map[string][]corpus.URI, error)
	RelatedTo(ctx context.Context, law corpus.URI) ([]corpus.Related, error)
	Units(ctx context.Context, refs []corpus.Ref) ([]corpus.Unit, error)
	Moved(ctx context.Context, ref corpus.Ref) (corpus.Ref, error)
	Each(ctx context.Context, fn func(corpus.Text) error) error
	EachOf(ctx context.Context, law corpus.URI, fn func(corpus.Text) error) error
	Changes(ctx context.Context, f corpus.ChangeFilter) ([]corpus.Change, error)
	Laws(ctx context.Context, f corpus.LawFilter) ([]corpus.Text, int, error)
	Original(ctx context.Context, sha256 string) (corpus.Original, error)
	Attempts(ctx context.Context, f corpus.AttemptFilter) ([]corpus.Attempt, error)
	SetTag(ctx context.Context, ref corpus.Ref, requirement bool, tag corpus.Tag) (corpus.Correction, error)
	Correct(ctx context.Context, cs ...corpus.Correction) ([]corpus.Correction, error)
	Corrections(ctx context.Context, f corpus.CorrectionFilter) ([]corpus.Correction, error)
	Judge(ctx context.Context, js ...corpus.Judgement) error
	Judgements(ctx context.Context, country, instrument string) ([]corpus.Judgement, error)
	JudgementHistory(ctx context.Context, country, instrument string) ([]corpus.Judgement, error)
	Status(ctx context.Context) (corpus.Status, error)
}

type searcher interface {
	Search(ctx context.Context, q index.Query) (index.Result, error)
}

// pager shows pages of originals, counted from 1, scale times as large as a screen needs them. ErrNotFound where there is none of that number, ErrUnsupported where it cannot be drawn.
type pager interface {
	Page(ctx context.Context, sha256 string, page, scale int) (corpus.PageImage, error)
}

// Server is what New needs.
type Server struct {
	Catalog catalog
	Files   corpus.Files
	People  corpus.People // nil, or nobody in it: nobody signs in
	Search  searcher
	Scheme  *topic.Scheme
	Log     *slog.Logger // nil: nothing is logged

	Base    string // public address, https://laws.example.org; "" = as the request came
	Version string // of the program, for the about page
	Private bool   // nothing is shown to who is not signed in
	OIDC    *OIDC  // nil: people sign in with their passwords alone

	// Who may edit as long as the library has no people: everyone who reaches the server, or who sits at its machine.
	Edit, EditHere bool

	Unsound      func(*corpus.Text) []string // what is unsound in a tree, English; nil: that is not looked at
	Pages        pager                       // nil: pages of originals are not shown
	Limits       Limits                      // of requests at work and waiting
	Uploads      uploads                     // nil: nothing is taken in over the web
	UploadLimits UploadLimits
	Free         func() (int64, error) // bytes left on the disk of the originals; nil, or an error: not known

	Gaps    analyst  // nil: one on the catalogue, without a table of parties
	Compare comparer // nil: one on the catalogue
}

type server struct {
	Server
	pages  *ui.Pages
	state  *state
	texts  recent
	laid   pressed
	origin *http.CrossOriginProtection // keeps other sites from sending our forms

	paging, exporting, giving, sending, receiving, vouching, drawing *gate
	metrics                                                          *metrics

	governed atomic.Bool   // the library has, or had, people
	tries    tries         // to sign in
	issuer   issuer        // of OIDC
	turns    chan struct{} // to hash a password
	clientIP echo.IPExtractor
}

// clientIP is the address that asks; a proxy on this machine says for whom it does.
var clientIP = echo.ExtractIPFromXFFHeader(echo.TrustLinkLocal(false), echo.TrustPrivateNet(false))

// New makes the handler of the whole site. An error means that the program is unsound (a template, a message, the scheme).
func New(s Server) (http.Handler, error) {
	pages, err := ui.New()
	if err != nil {
		return nil, err
	}
	return handler(s, pages)
}

func handler(s Server, pages *ui.Pages) (http.Handler, error) {
	if s.Log == nil {
		s.Log = slog.New(slog.DiscardHandler)
	}
	if s.Scheme == nil {
		s.Scheme = &topic.Scheme{}
	}
	if s.Search != nil {
		s.Search = newTurns(s.Search, runtime.GOMAXPROCS(0))
	}
	if err := s.fill(); err != nil {
		return nil, err
	}
	l := s.Limits.fill()
	s.UploadLimits = s.UploadLimits.fill()
	h := &server{
		Server: s, pages: pages, state: &state{source: s.Catalog}, origin: http.NewCrossOriginProtection(), metrics: newMetrics(),
		paging: newGate("page", l.Pages, l.Waiting, l.Patience), exporting: newGate("export", l.Exports, l.Waiting, 10*l.Patience),
		giving:  newGate("original", givings, givings, l.Patience),
		sending: newGate("upload", sendings, sendings, 10*l.Patience), receiving: newGate("form", receivings, receivings, l.Patience),
		vouching: newGate("issuer", vouchings, vouchings, l.Patience), drawing: newGate("leaf", drawings, l.Waiting, 10*l.Patience),
		turns:    make(chan struct{}, hashing),
		clientIP: clientIP,
	}
	e := echo.New()
	e.HideBanner, e.HidePort = true, true
	e.HTTPErrorHandler = h.problem
	e.Pre(slashless)
	e.Use(identified, h.logged, h.recovered, secured, paced, h.bounded, h.received, h.admitted, timed, compressed, h.sameSite, h.recognised)
	h.routes(e)
	return e, nil
}

// fill makes the analyst and the comparer that the server was not given.
func (s *Server) fill() error {
	if s.Gaps != nil && s.Compare != nil {
		return nil
	}
	lexicon, err := topic.LoadLexicon(nil)
	if err != nil {
		return err
	}
	elements, err := topic.LoadElements(lexicon)
	if err != nil {
		return err
	}
	a := &gap.Analyst{Catalog: s.Catalog, Scheme: s.Scheme, Elements: elements, Search: s.Search}
	if s.Gaps == nil {
		s.Gaps = a
	}
	if s.Compare == nil {
		s.Compare = &compare.Comparer{Catalog: s.Catalog, Find: a, Scheme: s.Scheme, Elements: elements}
	}
	return nil
}

// routes is the map of the site.
func (s *server) routes(e *echo.Echo) {
	get := func(path string, handler echo.HandlerFunc, m ...echo.MiddlewareFunc) {
		e.Match([]string{http.MethodGet, http.MethodHead}, path, handler, m...)
	}
	get("/", s.home)
	get("/search", s.search)
	get("/search.atom", s.feed)
	get("/advanced", s.advanced)
	get("/law/*", s.lawPage)
	get("/laws", either(s.lawsPage, s.laws))
	get("/countries", either(s.countriesPage, s.jurisdictions))
	get("/countries/:code", either(s.countryPage, s.countryLaws))
	get("/topics", either(s.topicsPage, s.topics))
	get("/instruments", either(s.instrumentsPage, s.instruments))
	get("/instruments/:id", either(s.instrumentPage, s.instrument))
	get("/collection", either(s.collectionPage, s.collectionJSON))
	get("/collection.docx", s.draft)
	get("/attempts", either(s.attemptsPage, s.attempts))
	get("/gaps", s.gapsPage)
	librarian, reader, administrator := s.needs(corpus.Librarian), s.needs(corpus.Reader), s.needs(corpus.Administrator)
	e.POST("/gaps", s.judge, librarian)
	get("/checklist", either(s.checklistPage, s.assessments))
	e.POST("/checklist", s.answer, librarian)
	e.POST("/checklist/import", s.importAnswers, librarian)
	get("/compare", s.comparePage)
	get("/definitions", s.definitionsPage)
	get("/edit", s.editPage, librarian)
	e.POST("/edit", s.edit, librarian)
	e.POST("/undo", s.undo, librarian)
	e.POST("/relation", s.relate, librarian)
	get("/structure", either(s.structurePage, s.structureJSON), librarian)
	e.POST("/structure", s.correctStructure, librarian)
	get("/merge", s.mergePage, librarian)
	e.POST("/merge", s.merge, librarian)
	get("/log", s.logPage, librarian)
	get("/tags", s.tagsPage)
	e.POST("/tags", s.setTag, librarian)
	get("/help", s.helpPage)
	get("/about", s.aboutPage)

	get("/signin", s.signInPage)
	get(oidcAway, s.oidcStart)
	get(oidcBack, s.oidcReturn)
	e.POST("/signin", s.signIn)
	e.POST("/signout", s.signOut, reader)
	get("/account", s.accountPage, reader)
	e.POST("/account", s.setPassword, reader)
	get("/people", s.peoplePage, administrator)
	get("/queue", s.queuePage, librarian)
	e.POST("/queue", s.looked, librarian)
	get("/upload", s.uploadPage, librarian)
	e.POST("/upload", s.upload, librarian)
	e.POST("/upload/again", s.readAgain, librarian)
	e.POST("/people", s.changePeople, administrator)

	get("/api/v1/search", s.search)
	get("/api/v1/suggest", s.suggest)
	get("/api/v1/laws", s.laws)
	get("/api/v1/laws/*", s.law)
	get("/api/v1/originals/:sha256", s.original)
	get("/api/v1/originals/:sha256/pages/:page", s.pageImage)
	get("/api/v1/topics", s.topics)
	get("/api/v1/jurisdictions", s.jurisdictions)
	get("/api/v1/instruments", s.instruments)
	get("/api/v1/instruments/:id", s.instrument)
	get("/api/v1/collection", s.collectionJSON)
	get("/api/v1/status", s.statusJSON)
	get("/api/v1/attempts", s.attempts)
	get("/api/v1/export", s.export)
	get(tablePath, s.table)
	get(tablePath+"-metadata.json", s.tableMetadata)
	get("/api/v1/gaps", s.gapsJSON)
	get("/api/v1/assessments", s.assessments)
	e.POST("/api/v1/assessments", s.postJudgement, librarian)
	get("/api/v1/compare", s.compareJSON)
	get("/api/v1/definitions", s.definitions)
	get("/api/v1/structure", s.structureJSON, librarian)
	get("/api/v1/duplicates", s.duplicates, librarian)
	get("/api/v1/corrections", s.correctionsJSON, librarian)
	e.POST("/api/v1/corrections", s.postCorrections, librarian)
	e.POST("/api/v1/corrections/:id/undo", s.undoCorrection, librarian)

	get("/static/:name", s.static)
	get("/openapi.yaml", s.openapi)
	get("/opensearch.xml", s.openSearch)
	get("/sitemap.xml", s.sitemap)
	get("/topics.jsonld", s.skos)
	get("/topics.ttl", s.skosTurtle)
	get("/oai", s.oai)
	e.POST("/oai", s.oai)
	get("/oai/record.xsd", s.oaiSchema)
	get("/robots.txt", s.robots)
	get("/favicon.ico", s.favicon)
	get("/healthz", s.health)
	get("/readyz", s.ready)
	get("/metrics", s.metricsText)
}
