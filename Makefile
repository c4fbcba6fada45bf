# Pandect. `make demo` shows it, `make test` tests it; both bring what they need from the system with `make tools`.
GO ?= go
SHARED ?= ../shared
STATICCHECK = honnef.co/go/tools/cmd/staticcheck@v0.8.2
GOVULNCHECK = golang.org/x/vuln/cmd/govulncheck@v1.9.0
GOSEC = github.com/securego/gosec/v2/cmd/gosec@v2.30.0
# Not asked for: G104 (staticcheck and review look at errors; what is left is written to a client that may be gone), G115 (numbers of documents, places and years,
# bounded where they are read), G304 (commands open the files that they are told to; what the network names is a SHA-256).
GOSEC_RULES = -exclude=G104,G115,G304 -exclude-dir=.ci -exclude-dir=testdata
CYCLONEDX = github.com/CycloneDX/cyclonedx-gomod/cmd/cyclonedx-gomod@v1.10.0
OUT ?= .cache
# One set of flags for all that is built, so that what the program links (SQLite above all) is compiled once for the program, vet, staticcheck and the tests.
export GOFLAGS ?= -trimpath
# What has no goroutines that others do not have: a killed child, a long import, and commands one after another. Of these, ingest, import, fetch and extract stay, in their scripts.
UNRACED = ^TestKill_|^TestImport_ConstantMemory$$|^TestOpen_UpgradeOnFullDisk$$|^TestScripts$$/^(backup|curating|demo|gaps|harvest|harvest_foreign|interchange|merge|people|usage|wordings)$$
BENCH_UNITS ?= 10000,100000

.PHONY: demo run test walks pictures validate kills check build bench load eval tools fuzz image vuln sbom reproducible lint clean

build: ## the program, in bin/pandect
	$(GO) build -o bin/pandect ./cmd/pandect

demo: tools build ## fills a library with the demonstration laws and serves it
	bin/pandect demo --library $(OUT)/demo

run: demo

tools: ## tesseract, Chromium, poppler and fonts, for scans and browser tests
	@sh .ci/tools

test: tools ## every test; what a missing tool keeps from running says so
	$(GO) test -timeout 30m ./...

validate: ## exports by the validators of others: Akoma Ntoso's schema, EPUBCheck, veraPDF, the W3C's checker of HTML, readers of Python; a harvester of others
	@sh .ci/validators $(OUT)/validators
	PANDECT_VALIDATORS=$(abspath $(OUT)/validators) $(GO) test ./corpus/export -run 'Schema|Check|Archive|SecondReader|PDF' -v
	PANDECT_VALIDATORS=$(abspath $(OUT)/validators) $(GO) test ./api ./cmd/pandect -run 'Schema|SecondClient' -v

walks: tools ## the walks of reader, drafter, adviser, librarian and administrator, each in three languages, three widths, with script and without
	$(GO) test ./cmd/pandect ./api -run 'TestWalks|TestBrowser' -walks -timeout 60m

pictures: tools ## doc/screenshots, taken anew of the demonstration library
	$(GO) test ./cmd/pandect -run TestWalks/pictures -pictures $(CURDIR)/doc/screenshots

kills: ## the program killed 480 times amid ingestion, import, merge, serving, reindex, backup, upgrade and writing: prints what was lost
	$(GO) test ./cmd/pandect -run TestKill_ -v -kills 60 -timeout 30m
	$(GO) test ./corpus/sqlite -run TestKill_ -v -kills 60 -upgrade-kills 60

check: ## format, vet, staticcheck, races, module file
	@test -z "$$(gofmt -l $$(git ls-files '*.go'))" || { gofmt -l $$(git ls-files '*.go'); exit 1; }
	$(GO) vet ./...
	$(GO) run $(STATICCHECK) ./...
	$(GO) mod verify
	$(GO) test -race -short -vet=off -timeout 30m -skip '$(UNRACED)' ./...

vuln: ## known vulnerabilities in what is linked
	$(GO) run $(GOVULNCHECK) ./...

lint: ## what gosec finds; each exception stands with its reason in the code
	$(GO) run $(GOSEC) -quiet $(GOSEC_RULES) ./...

sbom: build ## doc/sbom.cdx.json: what is linked, as CycloneDX
	@python3 .ci/sbom $(CYCLONEDX)

reproducible: ## builds twice in different folders and compares byte by byte
	@sh .ci/reproducible

bench: build tools ## speed beside peers in the same run: SQLite FTS5, PostgreSQL, Lucene, poppler, tesseract; BENCH_UNITS=1000000 for more provisions
	$(GO) test -run '^$$' -bench . -benchtime 1s ./...
	cd .ci/bench && $(GO) build -tags sqlite_fts5 -o $(abspath $(OUT))/bench-peers .
	@$(OUT)/bench-peers --shared $(SHARED) --units $(BENCH_UNITS)

load: build ## more than it can do, asked of it over loopback: prints what came back
	$(GO) run ./cmd/load -program bin/pandect

eval: build ## quality, on the real laws of $(SHARED)
	@sh .ci/eval $(SHARED) $(OUT)/eval

fuzz: ## a short run of every fuzz target
	@sh .ci/fuzz 20s

image: ## the container image
	docker build -t pandect .

clean:
	rm -rf bin $(OUT)
