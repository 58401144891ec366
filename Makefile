# Two commands do all the set-up: `make demo` runs the main job, `make test` passes the tests.
.DEFAULT_GOAL := help
.PHONY: help build demo test lint format unit end-to-end bench docs clean
SHELL := /bin/bash
tools := $(CURDIR)/.build-tools
export SALLYPORT_DUCKDB ?= $(firstword $(wildcard $(tools)/libduckdb.so $(tools)/libduckdb.dylib) $(tools)/libduckdb.so)
python := $(tools)/venv/bin/python

help:  ## lists these targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## */\t/' | expand -t 14

build:  ## one release binary with the engine beside it, in bin/
	@SALLYPORT_DUCKDB= Scripts/prerequisites build
	swift build -c release --static-swift-stdlib --scratch-path .build-static --product sally \
	    --explicit-target-dependency-import-check error
	@mkdir -p bin
	@install -m 755 .build-static/release/sally bin/sally.new && strip bin/sally.new && mv bin/sally.new bin/sally
	@for engine in $(tools)/libduckdb.*; do ln -sf "../.build-tools/$$(basename "$$engine")" bin/; done
	@bin/sally --version

demo: build  ## the main job: all three contexts, end to end, on a local tenant of its own
	@data=(); for file in ../shared/datasets/*.zip; do [ -f "$$file" ] && data+=(--data "$$file"); done; \
	    if [ "$${#data[@]}" = 0 ]; then echo "demo: no recordings found, the generated storyline is used" >&2; fi; \
	    bin/sally quickstart "$${data[@]}"

lint:  ## formatting and layers
	@Scripts/lint

format:  ## rewrites the sources in the house's format
	swift format --in-place --parallel --recursive Package.swift Sources Tests

test: lint unit end-to-end  ## everything that CI checks

unit:
	@SALLYPORT_DUCKDB= Scripts/prerequisites test
	swift build --build-tests --explicit-target-dependency-import-check error
	swift test --skip-build --filter 'AsyncHTTPClientTransportTests|SallyportCLITests'
	swift test --skip-build --skip 'AsyncHTTPClientTransportTests|SallyportCLITests'

end-to-end: $(tools)/venv/ready
	@swift build --product sally
	SALLY="$$(swift build --show-bin-path)/sally" $(python) -m pytest -q Tests/EndToEnd

$(tools)/venv/ready: Tests/EndToEnd/requirements.txt
	@Scripts/prerequisites test
	@Scripts/python-tools $(tools)/venv $<

bench: build $(tools)/bench/ready  ## figures as ratios, in one run
	@SALLYPORT_DUCKDB= Scripts/prerequisites bench
	@Benchmarks/run
	@$(tools)/bench/bin/python Benchmarks/KQL/run --growth

$(tools)/bench/ready: Benchmarks/KQL/requirements.txt
	@Scripts/python-tools $(tools)/bench $<

clean:  ## removes what builds left, not the downloaded tools
	rm -rf .build .build-static bin
