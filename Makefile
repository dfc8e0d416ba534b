# What this repository can be asked to do. Python 3.11 or later with pip is enough; the rest goes into .venv.
.DEFAULT_GOAL := help
.PHONY: help demo test coverage bench lock clean browser

RUN := .venv/bin/python
READY := .venv/.ready
WORKERS ?= 2
# Tests of one file stay together, so that what they share is made once; who has finished takes over from who has not.
SHARED = -n $(WORKERS) --dist worksteal

NEW_ENOUGH := -c 'import pip, sys, venv; sys.exit(sys.version_info < (3, 11))'
PYTHON ?= $(shell for name in python3.11 python3 python3.12 python3.13 python3.14; do \
	$$name $(NEW_ENOUGH) 2>/dev/null && echo $$name && break; done)

help:  ## what can be asked for
	@sed -n 's/^\([a-z]*\):.*## /make \1\t/p' Makefile | expand -t 14

demo: $(READY)  ## a studio's year of invented work, collected over HTTP, then the dashboard
	@.venv/bin/reelspend demo

test: $(READY) browser  ## style, types, house rules and every test
	@$(RUN) -m ruff check
	@$(RUN) -m mypy
	@$(RUN) -m pytest $(SHARED)

coverage: $(READY) browser  ## every test, and the lines that none of them runs; takes half as long again
	@$(RUN) -m pytest $(SHARED) --cov

bench: $(READY)  ## how long the large things take
	@$(RUN) -m pytest tests/bench -q -s -o python_files='bench_*.py'

lock: $(READY)  ## requirements.lock anew from pyproject.toml; pins stay where they still fit
	@CUSTOM_COMPILE_COMMAND="make lock" $(RUN) -m piptools compile --quiet --extra dev --build-deps-for editable \
		--generate-hashes --allow-unsafe --strip-extras --no-emit-index-url --no-emit-find-links \
		--no-emit-trusted-host --no-emit-options --output-file requirements.lock pyproject.toml

clean:  ## as freshly cloned: .venv, caches and builds go; ledgers stay
	@rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis .coverage* htmlcov build dist
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Installed without pip's own byte code, because compileall does the same on all cores; imports are half of a cold start.
$(READY): requirements.lock pyproject.toml
	@"$(PYTHON)" $(NEW_ENOUGH) 2>/dev/null || { echo >&2 "Reelspend needs Python 3.11 or later with pip and venv:" \
		"install it, or say which one it is with 'make PYTHON=/path/to/python3.11 …'."; exit 1; }
	@echo "Installing what requirements.lock names into .venv, about a minute, only when it changed …"
	@"$(PYTHON)" -m venv --without-pip .venv
	@"$(PYTHON)" -m pip --python $(RUN) install --quiet --no-compile --require-hashes -r requirements.lock
	@$(RUN) -m pip install --quiet --no-compile --no-deps --no-build-isolation --editable .
	@$(RUN) -m compileall -qq -j 0 .venv/lib db collectors dashboard || true
	@touch $@

# The browser tests look at real screens. Chrome will do; else Debian's Chromium comes where we may install it.
browser:
	@for name in chromium chromium-browser google-chrome google-chrome-stable; do \
		command -v $$name >/dev/null && exit 0; done; \
	root=$$(test "$$(id -u)" = 0 || echo "sudo -n"); \
	if command -v apt-get >/dev/null && $$root true 2>/dev/null; then \
		echo "Installing Debian's chromium for the browser tests …"; \
		$$root apt-get update -qq && \
		$$root env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends chromium </dev/null; \
	else \
		echo >&2 "The browser tests need Chromium or Google Chrome on the PATH: install one, then run 'make test' again."; \
		exit 1; \
	fi
