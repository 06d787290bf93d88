# One word runs everything. Needs only Python 3.11 or newer, git and make.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
READY := .venv/.ready

.PHONY: help run report test lint types check bench pictures install messages clean

help: ## Show this help
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(READY): pyproject.toml uv.lock hatch_build.py $(wildcard akuntabel/locale/*/LC_MESSAGES/*.po)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Akuntabel needs Python 3.11 or newer; set PYTHON=/path/to/python3.11"; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet --disable-pip-version-check "uv>=0.9"
	$(BIN)/uv sync --system-certs --quiet --frozen --inexact --reinstall-package akuntabel
	@touch $@

install: $(READY) ## Set up .venv and nothing else

run: report ## Build the Paser 2024 report, then serve the app on http://127.0.0.1:8000
	@$(BIN)/akuntabel serve --welcome 'contoh*'

report: $(READY) ## Load the Paser 2024 data and write its report into out/
	@$(BIN)/akuntabel demo
	@$(BIN)/akuntabel report kpu-paser 2024 --out out

test: $(READY) ## Run all tests (on PostgreSQL when DATABASE_URL says so)
	@$(BIN)/python -m pytest -n 2

lint: $(READY) ## Check style
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: $(READY) ## Check types
	@$(BIN)/mypy akuntabel

check: lint types test ## Everything that must pass before a change lands

bench: $(READY) ## Measure against the usual tools (they install into .bench)
	@bench/run

pictures: $(READY) ## Take the pictures of the user guide from the running product (needs chromium)
	@$(BIN)/python docs/pictures/take.py

messages: $(READY) ## Collect texts for translation (needs GNU gettext)
	cd akuntabel && ../$(BIN)/akuntabel manage makemessages -l en --no-obsolete --no-location

clean: ## Remove the environment and everything that was built
	rm -rf .venv .bench out var .mypy_cache .pytest_cache .ruff_cache .hypothesis
