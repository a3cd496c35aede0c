# Bereginya. `make` alone lists what there is. Every target builds .venv by itself from python3.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN := $(VENV)/.run
DEV := $(VENV)/.dev
CATALOGUES := $(shell find src -name '*.po')

.PHONY: help demo desk test check bench format clean
help: ## list what there is
	@sed -n 's/^\([a-z]*\):[^#]*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 16

$(RUN): requirements/run.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	@echo "$(CURDIR)/src" > "$$($(BIN)/python -c 'import sysconfig; print(sysconfig.get_paths()["purelib"])')/bereginya.pth"
	@touch $@

$(DEV): requirements/dev.txt $(RUN)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

$(VENV)/.words: $(RUN) $(CATALOGUES)
	@PYTHONPATH=src $(BIN)/python tools/translations.py compile
	@touch $@

demo: $(RUN) $(VENV)/.words ## an invented committee in a throw-away folder, door and desk opened
	@$(BIN)/python -m bereginya demo

desk: $(RUN) $(VENV)/.words ## a real committee; the first start founds it
	@$(BIN)/python -m bereginya desk

test: $(DEV) $(VENV)/.words ## all tests, in parallel
	@PYTHONPATH=src $(BIN)/python -m bereginya.tracing # compiled before, so that no page waits for it
	@$(BIN)/python -m pytest -n 2 --dist worksteal

check: $(DEV) $(VENV)/.words ## format, lint, types, import laws, translations, tests
	@$(BIN)/ruff format --check src tests tools
	@$(BIN)/ruff check src tests tools
	@$(BIN)/mypy src tests
	@$(BIN)/lint-imports
	@$(BIN)/python tools/translations.py check
	@$(MAKE) --no-print-directory test

bench: $(DEV) $(VENV)/.words ## measure what docs/performance.md claims
	@$(BIN)/python -m tests.bench

format: $(DEV) ## put the code into the one format
	@$(BIN)/ruff format src tests tools
	@$(BIN)/ruff check --fix -q src tests tools
