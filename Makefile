# Everything that a person types here; "make help" lists it.
# Stamp files under .venv/ remember what was done, so that nothing is done twice.

.DEFAULT_GOAL := help
.SUFFIXES:
.DELETE_ON_ERROR:

VENV := .venv
PYTHON := $(VENV)/bin/python
PIP := $(PYTHON) -m pip install --disable-pip-version-check --quiet --require-hashes --only-binary :all:
# the commands of .venv go first: its npm serves where the machine has none
export PATH := $(CURDIR)/$(VENV)/bin:$(PATH)

BUILT := inspector/web/static/built
ENGLISH := translations/en/LC_MESSAGES/messages
TEXTS := inspector templates
# what Debian calls the things that the tests need and Python cannot install
SYSTEM := chromium fonts-croscore libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 poppler-utils

.PHONY: help run test setup check format bench system messages lock

help: ## say what can be typed
	@sed -nE 's/^([a-z]+):.*## (.*)/make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

run: $(VENV)/.runs $(VENV)/.built $(ENGLISH).mo ## set everything up, load sample data once, serve on http://127.0.0.1:8000 (or PORT)
	@exec $(PYTHON) -m inspector.run

# all tests at once on all cores
test: setup ## set everything up and run all tests (a part of them: make test ARGS="-k name")
	@$(MAKE) --no-print-directory system WHEN=possible
	@exec $(PYTHON) -m pytest $(or $(ARGS),-n auto)

setup: $(VENV)/.tests $(VENV)/.built $(ENGLISH).mo ## install everything that run and test need, start nothing
	@:

check: setup ## format, lint, types, criteria sets, layers, translations
	@$(PYTHON) -m ruff format --check --quiet . || { echo 'Type "make format".' >&2; exit 1; }
	@$(PYTHON) -m ruff check --quiet .
	@$(PYTHON) -m mypy
	@$(PYTHON) -m inspector criteria check
	@$(PYTHON) -m pytest -q tests/architecture

format: $(VENV)/.tests ## lay the code out and mend what can be mended by itself
	@$(PYTHON) -m ruff format .
	@$(PYTHON) -m ruff check --fix .

bench: setup ## measure speed and weight against bare twins (one of them: make bench ONLY=name)
	@exec $(PYTHON) -m bench $(ONLY)

# WHEN=possible: say what is missing instead of failing, and let the tests that need it speak for themselves
system: ## install the system packages that the tests need (Debian and Ubuntu, as root)
	@missing=; for name in $(SYSTEM); do \
	  dpkg-query -W -f '$${db:Status-Abbrev}' $$name 2>/dev/null | grep -q '^ii' || missing="$$missing $$name"; done; \
	if [ -z "$$missing" ]; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  echo "Installing$$missing …"; \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing >/dev/null; \
	else \
	  echo "Missing:$$missing. As root: make system" >&2; [ "$(WHEN)" = possible ]; \
	fi

messages: setup ## collect the texts of pages into the English catalogue, for translation
	@pybabel --quiet extract --mapping-file=pyproject.toml --no-location --sort-output --project=Inspector \
	  --keywords=lazy_gettext --keywords=lazy_ngettext:1,2 --output-file=$(VENV)/messages.pot $(TEXTS)
	@pybabel --quiet update --locale=en --input-file=$(VENV)/messages.pot --output-file=$(ENGLISH).po \
	  --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --width=110
	@$(PYTHON) -m pytest -q tests/architecture/test_translations.py

lock: ## pin the newest allowed packages anew (needs uv: pipx install uv)
	@for list in requirements requirements-dev requirements-node; do \
	  uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --no-header --no-emit-index-url \
	    --annotation-style line --upgrade --output-file $$list.txt $$list.in || exit 1; done
	@npm install --package-lock-only --ignore-scripts

$(PYTHON):
	@for name in python3 python3.14 python3.13 python3.12 python3.11; do \
	  if $$name -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' 2>/dev/null; then found=$$name; break; fi; \
	done; \
	if [ -z "$$found" ]; then echo 'Inspector needs Python 3.11, 3.12, 3.13 or 3.14; none was found.' >&2; exit 1; fi; \
	if ! $$found -m venv $(VENV); then \
	  rm -rf $(VENV); \
	  echo "$$found cannot make virtual environments with pip. On Debian and Ubuntu: apt-get install python3-venv" >&2; \
	  exit 1; \
	fi

$(VENV)/.runs: requirements.txt | $(PYTHON)
	@echo 'Installing Python packages …'
	@$(PIP) -r requirements.txt
	@touch $@

$(VENV)/.tests: requirements-dev.txt $(VENV)/.runs
	@echo 'Installing what the tests need …'
	@$(PIP) -r requirements-dev.txt
	@touch $@

# a folder that somebody removed is made again, whatever the stamp says
ifeq ($(wildcard node_modules),)
.PHONY: $(VENV)/.node
endif
ifeq ($(wildcard $(BUILT)),)
.PHONY: $(VENV)/.built
endif

$(VENV)/.node: package-lock.json .npmrc requirements-node.txt | $(VENV)/.runs
	@node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)' 2>/dev/null && npm --version >/dev/null 2>&1 \
	  || { echo 'Installing Node …'; $(PIP) -r requirements-node.txt; }
	@echo 'Installing front-end files …'
	@npm ci --ignore-scripts --silent
	@touch $@

$(VENV)/.built: $(VENV)/.node package.json $(shell find inspector/web/assets -type f 2>/dev/null)
	@echo 'Building style sheets and scripts …'
	@npm run --silent build
	@touch $@

$(ENGLISH).mo: $(ENGLISH).po | $(VENV)/.runs
	@pybabel --quiet compile --directory=translations
