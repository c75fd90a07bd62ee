# Everything that installs, starts, tests and checks the portal. `make` alone lists the commands.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.SUFFIXES:
MESSAGES := $(patsubst %.po,%.mo,$(wildcard locale/*/LC_MESSAGES/*.po))
PYTHON_DONE := .venv/.requirements-installed
NODE_DONE := node_modules/.lock-installed

.PHONY: help
help:  ## list these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-8s %s\n", $$1, $$2}' Makefile

.PHONY: setup
setup: run-packages test-packages dependencies  ## install what is missing: Python, front-end and system packages

.PHONY: run
run: run-packages dependencies  ## start the portal in rehearsal on http://127.0.0.1:8000 (PORT= changes it)
	@exec .venv/bin/python manage.py run_rehearsal

.PHONY: reset
reset:  ## delete the rehearsal's database, files and mails
	@scripts/reset

.PHONY: test
test: setup  ## run the whole suite on SQLite, then what asks the database on PostgreSQL
	@scripts/test

.PHONY: coverage
coverage: setup  ## run the suite on SQLite and print the lines and branches that it leaves out
	@scripts/coverage

.PHONY: check
check: run-packages dependencies  ## check format, style, types, layers, migrations and production settings
	@scripts/check

.PHONY: bench
bench: setup  ## print how fast the portal is (SECTIONS= names some of scripts/bench)
	@scripts/bench $(SECTIONS)

.PHONY: run-packages test-packages
run-packages test-packages: %-packages:
	@scripts/install-packages $*

.PHONY: dependencies
dependencies: $(PYTHON_DONE) $(NODE_DONE) $(MESSAGES)

$(PYTHON_DONE): requirements.txt requirements-dev.txt
	@scripts/install-python
	@touch $@

$(NODE_DONE): package.json package-lock.json
	@scripts/install-node
	@touch $@

%.mo: %.po
	@msgfmt --check-format --output-file=$@ $<
