# What a person may want, one word each. `make` alone lists them.
# Everything but `web`, `e2e` and `engines` needs Python 3.11 alone.

PYTHON ?= python3
PORT   ?=
STORE  ?=
ARGS   ?=

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help demo test check arrow web e2e bench peers docs engines package clean

VENV := .venv
BIN  := $(VENV)/bin
RUN  := $(VENV)/.installed
DEV  := $(VENV)/.installed-dev
WEB  := viz/web

export PYTHONUNBUFFERED := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

help: ## this list
	@sed -nE 's/^([a-z0-9]+):.*## (.*)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 18
	@printf '\n  PYTHON=python3.12   which Python\n  PORT=9000           where demo listens\n  STORE=embedded:DIR  which store (or bolt://…, neo4j://…)\n  ARGS="-k fold"      handed on to the command\n'

demo: $(RUN) ## the 2018 programme on a map, in your browser
	$(if $(STORE),MAILLAGE_STORE='$(STORE)') $(BIN)/maillage demo $(if $(PORT),--port $(PORT)) $(ARGS)

test: $(DEV) ## all tests that this machine can run
	$(BIN)/pytest $(ARGS)

check: $(DEV) arrow ## ruff, mypy; tsc and eslint where npm is
	$(BIN)/ruff check .
	$(BIN)/mypy
	@if [ -d $(WEB)/node_modules ]; then cd $(WEB) && npm run check; else echo 'viz/web not installed here: tsc and eslint left out (npm ci in viz/web)'; fi

arrow: $(DEV) ## api | viz -> loaders | graph -> schema
	$(BIN)/lint-imports --no-logo

web: ## rebuild the explorer from viz/web into viz/static (needs Node)
	cd $(WEB) && npm ci --no-audit --no-fund && npm run build

e2e: $(DEV) ## journeys through the explorer in a real browser (needs Node and Chromium)
	cd $(WEB) && npm run e2e

bench: $(DEV) ## rates and latencies, as tables
	$(BIN)/python -m benchmarks $(ARGS)

peers: ## neomodel and py2neo in an environment of their own, for `make bench`
	$(PYTHON) -m venv .peers
	.peers/bin/pip install neomodel==7.0.0 py2neo==2021.2.4

docs: $(DEV) ## pages and files made from the code: the ontology, the methods, the OpenAPI schema
	$(BIN)/python -m maillage.schema.export
	$(BIN)/python -m maillage.graph.analysis.methods docs
	$(BIN)/python -m maillage.api.openapi $(WEB)/openapi.json

engines: $(DEV) ## fetch Neo4j for the tests (needs Maven and Java)
	$(BIN)/python -m tests.engines.releases

package: $(DEV) ## sdist, and the wheel made from it, in dist/
	rm -rf dist
	$(BIN)/python -m build

clean: ## everything that can be made again
	rm -rf dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache $(WEB)/node_modules

# ------------------------------------------------------------------ the environment, made once
$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo 'maillage needs Python 3.11 or newer: make PYTHON=python3.12 …' >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo 'Python cannot make a virtual environment: on Debian and Ubuntu, apt install python3-venv' >&2; exit 1; }

# One word for each package as it comes, since the engine and pandas take a while; errors are shown whole.
# --no-compile: Python compiles what is used at its first use, and most of it never is.
define install
@echo 'Installing into $(VENV), once; a minute or two:'
@$(BIN)/python -m pip install --no-compile -c constraints.txt -e '$(1)' | while read -r word name _; do \
	case "$$word $$name" in 'Installing collected') printf '\nunpacking…\n';; Collecting\ *) printf '%s ' "$${name%%[<>=!~;[(]*}";; esac; done
@touch $@
endef

$(RUN): pyproject.toml constraints.txt | $(BIN)/python
	$(call install,.)

$(DEV): pyproject.toml constraints.txt | $(BIN)/python
	$(call install,.[dev])
	@touch $(RUN)
