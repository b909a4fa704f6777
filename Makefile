# Every command a person types. `make` alone lists them.

SHELL := /bin/bash
SWIFT_SOURCES := Package.swift Sources Tests
FORMAT_FILES = $(shell git ls-files --cached --others --exclude-standard -- '*.swift' ':!Sources/API')
DEMO_ARGUMENTS := $(if $(DEMO_EXIT),--exit --gateway-port 0,)
BENCH_ARGUMENTS := $(if $(BENCH_QUICK),--quick,) $(if $(BENCH_LARGE),--large,) \
	$(if $(BENCH_LEDGER),--ledger $(BENCH_LEDGER) --source-version $(shell git describe --always --dirty 2>/dev/null),)

# Debug builds, with assertions, that are optimised: most of the tests count, reason and encrypt, and take a third of the
# time. All commands share the flags, and so what was built.
SWIFT_FLAGS := --explicit-target-dependency-import-check error \
	-Xswiftc -O -Xswiftc -assert-config -Xswiftc Debug -Xcc -O2
# Tests that start, stop and kill the services and the commands as processes.
PROCESS_TESTS := EndToEndTests|CommandTests

.DEFAULT_GOAL := help
.PHONY: help setup build build-tests test test-fast test-one lint format layers examples protos check-protos demo demo-apart bench clean

help: ## List the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

setup: ## Install the system packages that Mantel is built and tested with (Debian, Ubuntu)
	@deploy/setup.sh

build: setup ## Build everything
	@echo "== Building"
	@swift build $(SWIFT_FLAGS)

examples: setup ## Prepare the Python examples, which a test runs
	@deploy/examples.sh

build-tests: setup examples
	@echo "== Building with tests; the first time takes a quarter of an hour"
	@swift build --build-tests $(SWIFT_FLAGS)

test: lint layers build-tests ## Format, documents, layers, and all tests, end to end included
	@echo "== Testing"
	@deploy/test.sh

test-fast: build-tests ## All tests but those that start processes
	@deploy/test.sh --skip '$(PROCESS_TESTS)'

test-one: build-tests ## The tests whose names match: make test-one FILTER=ConsentTests
	@deploy/test.sh --filter '$(FILTER)'

lint: ## Check the format of the sources, and that the documents name files that exist
	@echo "== Format"
	@swift format lint --strict --parallel $(FORMAT_FILES)
	@echo "== Documents"
	@deploy/check-documents.sh

format: ## Format the sources
	@swift format --in-place --parallel $(FORMAT_FILES)

layers: ## Hold the sources to the layers
	@echo "== Layers"
	@deploy/check-layers.sh

protos: setup ## Make the generated code anew from Protos
	@Protos/generate.sh
	@MANTEL_WRITE_BASELINE=1 swift test $(SWIFT_FLAGS) --filter ProtoRulesTests

check-protos: setup ## Check that the generated code is what Protos gives
	@folder=$$(mktemp -d) && Protos/generate.sh "$$folder" && diff -r "$$folder" Sources/API && rm -r "$$folder"

demo: build ## Tell the story of Mantel on a synthetic Meetjesland (DEMO_EXIT=1 ends after the story)
	@swift run --skip-build mantel demo $(DEMO_ARGUMENTS)

demo-apart: build ## The same with the five services as five processes
	@swift run --skip-build mantel demo --apart $(DEMO_ARGUMENTS)

bench: setup ## Measure how fast it is (BENCH_QUICK=1: a minute; BENCH_LARGE=1: two million; BENCH_LEDGER=file: keep the results)
	@echo "== Building in release mode; the first time takes some minutes"
	@swift build -c release --product mantel
	@swift build -c release --product mantel-bench
	@swift run -c release --skip-build mantel-bench $(BENCH_ARGUMENTS)

clean: ## Throw away what was built and the demo's data
	@rm -rf .build .build-* demo-data
