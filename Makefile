# Topset: 'make' lists what there is.
.DEFAULT_GOAL := help
SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: help setup run test test-slow lint bench evals learn lock clean

help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-8s %s\n", $$1, $$2}'

setup: $(BIN)/topset ## Make the virtual environment with all that Topset needs

run: $(BIN)/topset ## Open the coach in the browser
	$(BIN)/topset ui

test: $(VENV)/.dev ## Run the tests: all but the slow ones and those in a browser
	$(BIN)/python -m pytest -n 2 --dist loadfile

test-slow: $(VENV)/.dev ## Run the slow tests: many processes, many random athletes
	$(BIN)/python -m pytest -n 2 --dist load -m slow

lint: $(VENV)/.dev ## Check style, types, sizes and the import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -q tests/test_shape.py

bench: $(VENV)/.dev ## Measure speed against peers and limits
	$(BIN)/python -m benchmarks

lock: ## Make the lock files again (needs uv)
	uv pip compile pyproject.toml $(LOCK_OPTIONS) -o requirements.lock
	uv pip compile pyproject.toml --group dev $(LOCK_OPTIONS) -c requirements.lock -o requirements-dev.lock
	uv pip compile pyproject.toml evals/requirements.in $(LOCK_OPTIONS) -o evals/requirements.lock

LOCK_OPTIONS := --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --upgrade

clean: ## Remove what setup made
	rm -rf $(VENV) .venv-evals build *.egg-info

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Topset needs Python 3.11 or newer: make PYTHON=/path/to/python3.11"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(BIN)/topset: $(VENV)/.made requirements.lock pyproject.toml
	@echo "Installing what Topset needs (about a minute, once) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: $(BIN)/topset requirements-dev.lock
	@echo "Installing the tools for development ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-dev.lock
	@touch $@

evals: .venv-evals/.made ## Judge the coach: every suite, with its floors
	.venv-evals/bin/python -m evals --floors --quiet --side judge --side develop

LEARNERS := evals.learn evals.learn_encoder evals.learn_deciding evals.learn_red_flags evals.learn_number_roles evals.tagged \
	evals.learn_naming evals.learn_tagger evals.learn_certainty evals.learn_telling evals.learn_endings evals.learn_asked

learn: .venv-evals/.made ## Train the shipped classifiers again on the corpus
	for each in $(LEARNERS); do .venv-evals/bin/python -m $$each || exit 1; done

.venv-evals/.made: evals/requirements.lock pyproject.toml
	@echo "Installing what the evals need (about two minutes, once) ..."
	@$(PYTHON) -m venv .venv-evals
	@.venv-evals/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r evals/requirements.lock
	@.venv-evals/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@
