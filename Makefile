# Yimen 一门. Two commands matter: make run, make test.
.DEFAULT_GOAL := run
.NOTPARALLEL:
.PHONY: run test check need bundles press build gen fmt fuzz bench shots clean

gofiles = $(shell find . -name '*.go' -not -path './node_modules/*')

run: bundles press build ## build all, then serve on 127.0.0.1:8080 (YIMEN_ADDR)
	@YIMEN_DEMO=$${YIMEN_DEMO:-true} exec bin/yimen serve

test: need bundles check ## all checks and all tests, on both databases and in a browser
	scripts/with-postgres.sh --no-fsync go test -timeout 65m ./...
	go test -tags pkcs11 -run Device ./seal

check: tools/bin/templ ## what needs no database: form, vet, staticcheck, generated pages, architecture
	@wrong=$$(gofmt -l $(gofiles)); test -z "$$wrong" || { echo "Not formatted (make fmt): $$wrong" >&2; exit 1; }
	scripts/templ-fresh.sh
	go build ./...
	go vet ./...
	tools/bin/staticcheck ./...
	go test -count=1 .

need: ## Node, PostgreSQL, Chromium, fonts, Typst: installed where that is allowed
	@scripts/need.sh test
	@scripts/press.sh

bundles: ## web/assets → web/dist
	@scripts/need.sh run
	@scripts/bundle.sh

press: ## what documents are printed with; without it they are printed later
	@scripts/press.sh --try

build:
	go build -o bin/yimen ./cmd/yimen

gen: tools/bin/templ ## pages: *.templ → *_templ.go
	tools/bin/templ generate -log-level error

fmt: gen
	gofmt -w $(gofiles)

fuzz: ## a million random acts, then every fuzz target for FUZZTIME (30s)
	scripts/with-postgres.sh --no-fsync scripts/fuzz.sh $(FUZZTIME)

bench: need build ## whole cases through the program, beside pgbench, on a durable PostgreSQL
	scripts/with-postgres.sh scripts/bench.sh

shots: need bundles ## pictures of every page and document → shots/
	YIMEN_SHOTS=$(CURDIR)/shots scripts/with-postgres.sh --no-fsync go test -count=1 -timeout 30m -run 'Journey|Shots' ./web/... ./paper
	YIMEN_SHOTS=$(CURDIR)/shots go test -count=1 -timeout 30m -run 'Printed|Office|CentrePapers' ./annex

clean: ## what can be built again; never var/, where the data is
	rm -rf bin shots tools/bin node_modules
	find web/dist -type f -not -name .keep -delete

tools/bin/templ: tools/go.mod tools/go.sum
	GOBIN=$(CURDIR)/tools/bin go -C tools install tool
	touch $@
