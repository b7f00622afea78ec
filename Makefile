# Rafflesia: `make run` serves everything, `make test` runs every test. Nothing but Python 3.11, make and apt is needed.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.NOTPARALLEL:

PORT ?= 8000
APP_PORT ?= 8550
export RAFFLESIA_DATA_DIR ?= var
export RAFFLESIA_PORT ?= $(PORT)
export RAFFLESIA_WEB_DIR ?= build/web

VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip install -qq --disable-pip-version-check --require-hashes
COMPILE := $(VENV)/bin/uv pip compile pyproject.toml --quiet --generate-hashes --no-emit-index-url --no-annotate --no-header

.PHONY: help
help: ## Say what can be done here
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /make \1\t/' | expand -t 16

# An installed lock file leaves a stamp; the developers' set contains the gateway's.
$(PY):
	tools/venv.sh $(VENV)

$(VENV)/gateway.stamp: requirements/gateway.lock | $(PY)
	$(PIP) -r $<
	touch $@

$(VENV)/dev.stamp: requirements/dev.lock | $(PY)
	$(PIP) -r $<
	touch $@ $(VENV)/gateway.stamp

.PHONY: install dev
install: $(VENV)/gateway.stamp ## Install what running needs
dev: $(VENV)/dev.stamp ## Install what developing and testing need

.PHONY: locales web data run app
locales: install ## Compile the message catalogues
	@$(PY) -m tools.locales >/dev/null

web: install ## Build the browser app into build/web, when its inputs changed
	$(PY) -m tools.build_web --if-changed

data: install ## Prepare the database and load the content
	$(PY) -m gateway migrate
	$(PY) -m gateway import

run: web data ## Serve everything at http://127.0.0.1:$PORT (data in $RAFFLESIA_DATA_DIR)
	exec $(PY) -m gateway serve

app: locales ## Serve the app by a process at http://127.0.0.1:$APP_PORT, for fast development
	FLET_FORCE_WEB_SERVER=true FLET_WEB_NO_CDN=true FLET_SERVER_IP=127.0.0.1 FLET_SERVER_PORT=$(APP_PORT) exec $(PY) main.py

.PHONY: needs test check screenshots sheets soak bench lock clean
needs: dev ## Install the Chromium and the PostgreSQL of the tests when they are missing
	@$(PY) -m tools.test_needs

# dev comes first: it installs the gateway's set too, so nothing is installed twice.
test: dev needs web locales ## Run every test, a process for each core
	RAFFLESIA_REQUIRE_BROWSER=1 $(PY) -m pytest -n auto --dist loadfile $(ARGS)

check: dev ## Lint, formatting, types
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy

screenshots: dev needs web ## Take the README's pictures anew (RAFFLESIA_PACKS: with roads and borders)
	$(PY) -m tools.screenshots

sheets: dev needs web ## Take every main screen on every device, in all colours and both languages, into build/sheets
	$(PY) -m tools.sheets $(ARGS)

MINUTES ?= 30
soak: dev needs web ## Leave a kiosk to random hands for $MINUTES minutes (30); `make test` does it for two
	RAFFLESIA_SOAK_MINUTES=$(MINUTES) RAFFLESIA_REQUIRE_BROWSER=1 $(PY) -m pytest -q tests/browser/test_kiosk_soak.py

bench: dev ## Run the benchmarks
	$(PY) -m benchmarks

.PHONY: qr
qr: dev ## Read back the join codes of 20,000 random networks (some 4 minutes; `make test` reads 2,000)
	RAFFLESIA_WIFI_PAIRS=20000 $(PY) -m pytest -q tests/unit/finding/test_wifi_pairs.py

.PHONY: bench-start
bench-start: dev needs web ## Measure the start in Chromium against the plain recipe (some 20 minutes)
	$(PY) -m benchmarks.start $(ARGS)

lock: dev ## Resolve the dependencies anew
	$(PY) -m pip install --quiet uv
	$(COMPILE) --universal --python-version 3.11 --extra gateway --extra postgres --group dev -o requirements/dev.lock
	$(COMPILE) --universal --python-version 3.11 --extra gateway --group build -c requirements/dev.lock -o requirements/gateway.lock
	$(COMPILE) --python-platform wasm32-pyodide2025 --python-version 3.14 -c requirements/dev.lock -o requirements/web.lock

clean: ## Remove what was built; the data stays
	rm -rf build .pytest_cache .mypy_cache .ruff_cache .hypothesis tests/browser/output
	find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +
	find assets -name '*.mo' -delete
