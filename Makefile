# Two commands: `make demo` and `make test`. Python 3.11+ with pip is all a machine needs; pip and npm read the
# usual environment variables and configuration files, also for mirrors and certificates.
.DEFAULT_GOAL := help
.PHONY: help env node face schema demo serve test lint types dist soak chaos load bench fit fidelity lock rebaseline clean
.NOTPARALLEL:
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
BIN := .venv/bin
DATABASE_TESTS := tests/classroom tests/engine tests/runs/test_*.py tests/orders tests/scoring
SAY := @printf '\n== %s\n'
# Debian's and other machines' own Node is too old: the wheel's comes first.
export PATH := $(CURDIR)/$(BIN):$(PATH)

ENV_STAMP = .venv/made-from-$(shell cat requirements/test.txt pyproject.toml | cksum | tr -d ' ')
NODE_STAMP = frontend/node_modules/made-from-$(shell cksum < frontend/package-lock.json | tr -d ' ')
FACE_FILES = find frontend \( -name node_modules -o -name dist -o -name coverage \) -prune -o -type f -print
FACE_STAMP = frontend/dist/made-from-$(shell $(FACE_FILES) | LC_ALL=C sort | xargs cksum | cksum | tr -d ' ')

help:
	@echo 'make demo           play 60 days of first-store, print the scorecards, serve on 127.0.0.1:8000'
	@echo 'make demo SERVE=0   the same, and end after the print-out'
	@echo 'make test           every check and every test'
	@echo 'make dist           a wheel with the front end inside: dist/*.whl'
	@echo 'make bench          build/bench.json'
	@echo 'make chaos          kill workers and servers while runs are played; build/chaos.json'
	@echo 'make load           a class at work against real servers; build/load.json (EMBEDDED=1: build/load-embedded.json)'
	@echo 'make soak           500 seasons of random decisions and shocks'
	@echo 'make fidelity       simulated against real facts (DATA=DIR JSON=FILE); make fit DATA=DIR: fit the worlds anew'
	@echo 'make env            only .venv with the test dependencies'
	@echo 'make lock           make the lock files anew; make rebaseline: accept the golden run as it now is'

env:
	@test -f $(ENV_STAMP) || $(MAKE) .venv-anew

.PHONY: .venv-anew
.venv-anew:
	$(SAY) 'Python environment'
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "SimLab needs Python 3.11 or newer; set PYTHON=")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/test.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@rm -f .venv/made-from-* && touch $(ENV_STAMP)

node: env
	@test -f $(NODE_STAMP) || { printf '\n== Front-end dependencies\n' && cd frontend && npm ci --no-audit --no-fund \
	  && cd .. && touch $(NODE_STAMP); }

face: node
	@test -f $(FACE_STAMP) || { printf '\n== Front end\n' && rm -rf frontend/dist && (cd frontend && npm run build) \
	  && touch $(FACE_STAMP); }

demo: env face
	$(BIN)/simlab demo $(if $(filter 0,$(SERVE)),--no-serve)

serve: env face
	$(BIN)/simlab serve

lint: env
	$(SAY) 'Style, import contracts'
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-cache

types: env
	$(SAY) 'Types'
	$(BIN)/mypy

schema: node
	$(SAY) 'Migrations and API description'
	@mkdir -p build
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python manage.py spectacular --file build/openapi.yaml --validate --fail-on-warn
	diff -u frontend/openapi.yaml build/openapi.yaml
	cd frontend && npx --no-install openapi-typescript openapi.yaml --output ../build/schema.d.ts
	diff -u frontend/src/api/schema.d.ts build/schema.d.ts

test: lint types schema face
	$(SAY) 'Front end'
	cd frontend && npm run lint && npm run test
	$(SAY) 'What touches a database, on the production profile: PostgreSQL and Redis'
	$(BIN)/python -m tests.servers $(BIN)/python -m pytest -q --ignore-glob='tests/*/domain' $(wildcard $(DATABASE_TESTS))
	$(SAY) 'Everything, on the embedded profile: unit, property, golden, API, races, services, browser journey'
	$(BIN)/python -m pytest -q --durations=5

# With the front end inside: whoever installs the wheel needs no Node.
dist: face
	$(SAY) 'Wheel'
	@rm -rf build/lib build/bdist.* dist
	$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --no-build-isolation --wheel-dir dist .
	@ls dist/*.whl

soak: env
	SOAK_GAMES=500 $(BIN)/python -m pytest -q tests/soak

# Real servers and workers on the loopback; at most 15 minutes. SEED=2 draws another storm.
chaos: env
	$(BIN)/python -m tests.chaos $(if $(SEED),--seed $(SEED))

# Two profiles on the loopback, a minute each: 200 students on PostgreSQL and Redis; EMBEDDED=1: 60 on the embedded default.
load: env
	$(BIN)/python -m tests.load $(if $(EMBEDDED),--embedded)

bench: env
	$(BIN)/python -m bench

# DATA is a folder of the calibration files or of others with the same names; nothing of it is kept but parameters and facts.
fit: env
	@test -n '$(DATA)' || { echo 'make fit DATA=DIR'; exit 2; }
	$(BIN)/python -m fidelity fit '$(DATA)'

fidelity: env
	$(BIN)/python -m fidelity compare $(if $(DATA),'$(DATA)') $(if $(JSON),--json '$(JSON)')

COMPILE = $(BIN)/uv pip compile --quiet --no-config --universal --python-version 3.11 --generate-hashes --no-header \
  --no-annotate --no-emit-index-url --no-emit-find-links pyproject.toml
lock: env
	$(COMPILE) $(UPGRADE) --output-file requirements/runtime.txt
	$(COMPILE) $(UPGRADE) --all-extras --constraints requirements/runtime.txt --output-file requirements/test.txt
	cd frontend && npm install --package-lock-only --no-audit --no-fund

rebaseline: env
	$(BIN)/python -m tests.golden.baseline

clean:
	rm -rf build dist frontend/dist
