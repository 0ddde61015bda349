# Everything sets itself up in .venv; nothing else on the machine is touched.
PYTHON ?= python3
IDEA ?= A lighthouse keeper befriends a storm
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -q
SOURCES := orchestrator generation stitching templates
# As many processes as cores, but each may hold a model: a gigabyte. A process keeps to neighbouring tests, which share films.
IN_PARALLEL := -n logical --maxprocesses 4 --dist worksteal
# What the tests write is flushed to the disk again and again; where memory has the room, it is written there.
IN_MEMORY := $(shell df -k --output=avail /dev/shm 2>/dev/null | awk 'NR == 2 && $$1 > 4000000 { print "PYTEST_DEBUG_TEMPROOT=/dev/shm" }')
# The tests start the command line some hundreds of times; it would be compiled anew each time.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help film test browser check types-of-film types-of-tests bench reliability docs clean

help:
	@echo 'make film IDEA="A lighthouse keeper befriends a storm"   make a film from one line'
	@echo 'make test                                                run all tests'
	@echo 'make browser                                             install Chromium (Debian, as root), which one test plays a film in'
	@echo 'make check                                               format, lint, types, import rules'
	@echo 'make bench                                               measure'
	@echo 'make reliability                                         try the store in every way, and write docs/reliability.md'
	@echo 'make docs                                                write the generated pages of docs/'

film: $(VENV)/.ready
	@mkdir -p films
	@cd films && ../$(BIN)/filmwright make "$$IDEA"

test: $(VENV)/.ready-test
	@$(IN_MEMORY) $(BIN)/python -m pytest $(IN_PARALLEL) $(ARGS)

# The only target that touches the machine. Without it `make test` leaves the browser's test out, and says so.
browser:
	@command -v chromium || { apt-get update -qq && apt-get install -qq -y --no-install-recommends chromium; }

check: $(VENV)/.ready-test
	@$(BIN)/ruff format --check $(SOURCES) tests bench docs
	@$(BIN)/ruff check $(SOURCES) tests bench docs
	@$(BIN)/lint-imports
	@$(MAKE) --no-print-directory --jobs 2 types-of-film types-of-tests

# In two parts: all of it at once is more than the checker's memory holds by default.
types-of-film:
	@$(BIN)/basedpyright $(SOURCES)

types-of-tests:
	@$(BIN)/basedpyright tests bench docs

bench: $(VENV)/.ready-test
	@$(BIN)/python bench/film.py
	@$(BIN)/python bench/finish.py
	@$(BIN)/python bench/stitch.py
	@$(BIN)/python bench/stitch.py mix
	@$(BIN)/python bench/diffusion.py

# As root, with strace, it tries more: docs/reliability.md says what.
reliability: $(VENV)/.ready-test
	@$(BIN)/python docs/reliability_page.py $(ARGS)

docs: $(VENV)/.ready-test
	@$(BIN)/python docs/generate.py

clean:
	rm -rf $(VENV) build dist

export IDEA

$(VENV)/.python:
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' || \
		{ echo 'Filmwright needs Python 3.11, 3.12 or 3.13; name one with: make $(MAKECMDGOALS) PYTHON=python3.12'; exit 2; }
	@echo 'setting up .venv (once)'
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.ready: $(VENV)/.python pyproject.toml
	@$(PIP) install -e .
	@touch $@

# The CPU build of torch and the development tools, from their pinned list.
$(VENV)/.ready-test: $(VENV)/.python pyproject.toml constraints.txt requirements-dev.txt
	@echo 'installing what the tests need (once)'
	@$(PIP) install -c constraints.txt -e '.[llm,local,quant,ray,s3,voices]' -r requirements-dev.txt
	@touch $(VENV)/.ready $@
