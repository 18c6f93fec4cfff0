# What a contributor runs. Plain GNU make and Python 3.11 or newer; all paths are relative, so any folder will do.
# PYTHON=... picks the interpreter that the environment is made from.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON ?= $(shell for name in python3 python3.13 python3.12 python3.11; do \
	if "$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then echo "$$name"; exit; fi; done; echo python3)
VENV := .venv
RUN := $(VENV)/bin/python
CASE ?= cases/alice-marie-johnson.yaml
WORKERS ?= 2
LENITY_DATA ?= ../shared/data
LENITY_INPUTS ?= ../shared/inputs
PIP := -m pip install --quiet --disable-pip-version-check

# A stamp says which pyproject.toml the environment was filled from; --editable makes a change of code show at once.
PACKAGE := $(VENV)/.installed
TOOLS := $(VENV)/.installed-dev
BENCH := .venv-bench/.installed

.PHONY: help review test test-all slow check lint format types layers examples axe cluster docs validate bench clean

help:  ## What there is to run
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | awk -F '\t' '{printf "  make %-10s %s\n", $$1, $$2}'

review: $(PACKAGE)  ## Review a case (CASE=path; the shipped case by default)
	@$(VENV)/bin/lenity review "$(CASE)"

test: $(TOOLS)  ## The fast tests, which is most of them
	@$(RUN) -m pytest -n $(WORKERS) -m "not slow"

slow: $(TOOLS)  ## The slow tests alone
	@$(RUN) -m pytest -n $(WORKERS) -m slow || [ $$? -eq 5 ]  # 5: no test is marked slow

test-all: $(TOOLS)  ## Every test
	@$(RUN) -m pytest -n $(WORKERS)

check: lint types layers examples test  ## All that a change must pass: format, lint, types, layers, examples, tests

lint: $(TOOLS)  ## Format and lint
	@$(RUN) -m ruff format --check .
	@$(RUN) -m ruff check .

format: $(TOOLS)  ## Put files into the one format
	@$(RUN) -m ruff format .
	@$(RUN) -m ruff check --fix .

types: $(TOOLS)  ## Types, strict in the rooms that the others stand on
	@$(RUN) -m mypy

layers: $(TOOLS)  ## A room imports only from rooms below it
	@$(RUN) -m pytest tests/test_layers.py

examples: $(TOOLS)  ## The examples in docstrings
	@$(RUN) -m pytest --doctest-modules src/lenity

AXE := build/axe/node_modules/axe-core/axe.min.js
$(AXE):
	@npm install --silent --no-audit --no-fund --no-package-lock --prefix build/axe axe-core@4

axe: $(AXE)  ## Fetch axe-core, with which the slow tests check pages for accessibility (needs npm, and Chromium to run)

cluster: $(TOOLS)  ## Install Ray, with which the slow tests run --engine ray too
	@$(RUN) $(PIP) --editable ".[cluster]"

docs: $(TOOLS)  ## Write the reference pages anew
	@$(RUN) docs/build.py

validate: $(PACKAGE)  ## Hold the law to public data (LENITY_DATA=folder; PAGE=page to write figures into), intake to documents with keys (LENITY_INPUTS=folder)
	@$(RUN) validation/run.py "$(LENITY_DATA)" $(if $(PAGE),--into "$(PAGE)")
	@$(RUN) validation/intake.py "$(LENITY_INPUTS)"

bench: $(PACKAGE) $(BENCH)  ## Measure speed and peak memory, in an environment of its own (PART=screening for one part, RECORDS=number for a smaller screen)
	@LENITY_DATA="$(LENITY_DATA)" $(if $(RECORDS),LENITY_BENCH_RECORDS="$(RECORDS)") .venv-bench/bin/python bench/run.py $(PART)

clean:  ## Remove environments, caches and what was built
	@rm -rf .venv .venv-bench build dist out .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/bin/python:
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "lenity needs Python 3.11 or newer; say which with: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	@"$(PYTHON)" -m venv $(VENV) || \
		{ rm -rf $(VENV); echo "Python has no venv module; on Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }

$(PACKAGE): pyproject.toml | $(VENV)/bin/python
	@echo "Installing lenity into $(VENV) (once)" >&2
	@$(RUN) $(PIP) --editable .
	@touch $@

$(TOOLS): pyproject.toml $(PACKAGE) | $(VENV)/bin/python
	@echo "Installing what tests and checks need into $(VENV) (once)" >&2
	@$(RUN) $(PIP) --editable '.[dev]'
	@touch $@

$(BENCH): bench/requirements.txt pyproject.toml
	@echo "Installing what the measurements need into .venv-bench (once)" >&2
	@"$(PYTHON)" -m venv .venv-bench
	@.venv-bench/bin/python $(PIP) --requirement bench/requirements.txt --editable .
	@touch $@
