# Two commands: `make demo` and `make test`. Each sets itself up.
PYTHON ?= $(shell command -v python3.11 || echo python3)

demo_options = $(if $(PORT),--port=$(PORT)) $(if $(SANDBOX_PORT),--sandbox-port=$(SANDBOX_PORT)) \
	$(if $(LOA_DATA_DIR),--data-dir="$(LOA_DATA_DIR)")

.DEFAULT_GOAL := help
.PHONY: help demo demo-check test test-postgres faults lint types contracts migrations-check bench messages clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-18s %s\n", $$1, $$2 }' Makefile

demo: ## all of Loa on this machine [PORT=8000 SANDBOX_PORT=8001 LOA_DATA_DIR=var]
	@$(PYTHON) -m deploy.demo $(demo_options)

demo-check: ## the same in a folder of its own, compared with the sandbox's ledger, then stopped
	@$(PYTHON) -m deploy.demo --check $(demo_options)

test: ## every check and every test
	@$(PYTHON) -m deploy.checks

test-postgres: ## tests of races, ledgers and deliveries on a PostgreSQL of its own [TESTS="tests/..."]
	@$(PYTHON) -m deploy.postgres $(TESTS)

faults: ## every fault of a platform × every death of ours; writes docs/faults.md [SEED=1]
	@$(PYTHON) -m deploy.faults $(SEED)

lint: ## ruff: mistakes and format
	@$(PYTHON) -m deploy.checks lint format

types: ## mypy
	@$(PYTHON) -m deploy.checks types

contracts: ## who may import whom
	@$(PYTHON) -m deploy.checks contracts

migrations-check: ## models and migrations agree
	@$(PYTHON) -m deploy.checks migrations

bench: ## benchmarks: prints times; of the translation memory on PostgreSQL too, if it is installed
	@$(PYTHON) -m deploy.bench

messages: ## texts of the code into the catalogues, and which have no Vietnamese yet
	@$(PYTHON) -m deploy.bootstrap --dev --system
	@.venv/bin/python -m deploy.messages extract
	@.venv/bin/python -m deploy.messages compile
	@.venv/bin/python -m deploy.messages check

clean: ## remove the environment, the caches and the compiled files; var/ stays
	rm -rf .venv .venv.lock .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	find cms -name '*.mo' -delete
