# Two commands are enough: `make demo` and `make test`. Both make what they need in .venv.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
DEMO := .demo/ukraine-2025
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: demo test test-all check fmt bench docs screenshot clean

demo: $(VENV)/.ready $(DEMO)
	@cd $(DEMO) && $(CURDIR)/$(BIN)/planver review us-28 e3-28

test: $(VENV)/.ready-dev
	$(BIN)/python -m pytest -q -n auto

# The suite on every Python from 3.11 up that is installed, each in a .venv of its own.
test-all:
	@for python in $$(for name in 11 12 13 14 15; do command -v python3.$$name; done; \
	    ls -d "$${PYENV_ROOT:-$$HOME/.pyenv}"/versions/3.1[1-9].*/bin/python3 2>/dev/null); do \
	  version=$$($$python -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) || continue; \
	  case " $$seen " in *" $$version "*) continue;; esac; seen="$$seen $$version"; \
	  echo "== Python $$version"; \
	  $(MAKE) --no-print-directory test VENV=.venv-$$version PYTHON=$$python || exit 1; \
	done

check: $(VENV)/.ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/planver check --strict plans
	$(BIN)/planver fmt --check plans/*/*.plan.yaml
	$(BIN)/coverage run -m pytest -q tests/unit tests/laws
	$(BIN)/coverage report --fail-under=100
	$(BIN)/python -m pytest -q -n auto --ignore=tests/unit --ignore=tests/laws

fmt: $(VENV)/.ready-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/planver fmt plans/*/*.plan.yaml

# `make bench PEERS=1` also installs the peers that pip and npm have, in a place of their own;
# ARGS are those of `python -m benchmarks --help`.
bench: $(VENV)/.ready-dev $(if $(PEERS),.venv-peers/.ready)
	$(BIN)/python -m benchmarks --json benchmarks/out/figures.json $(ARGS)

.venv-peers/.ready:
	$(PYTHON) -m venv .venv-peers
	.venv-peers/bin/python -m pip install --quiet --disable-pip-version-check redlines \
	    typing-extensions xmldiff
	-npm install --silent --prefix .venv-peers pandiff
	@touch $@

# Pages of docs/ that are made from the code; a test says when they are out of date.
docs: $(VENV)/.ready-dev
	$(BIN)/python -m docs.generate

screenshot: $(VENV)/.ready
	$(BIN)/python -m planver.tui.screenshot docs/screenshot.svg

clean:
	rm -rf .venv* .demo .*_cache .coverage* build dist

$(DEMO): $(VENV)/.ready $(wildcard plans/ukraine-2025/*.yaml)
	@rm -rf $(DEMO)
	@$(BIN)/planver demo $(DEMO)
	@touch $(DEMO)

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "planver needs Python 3.11 or newer; name one: make PYTHON=python3.12 ...")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.ready: $(VENV)/bin/python pyproject.toml
	$(PIP) --editable .
	@touch $@

$(VENV)/.ready-dev: $(VENV)/.ready pyproject.toml
	$(PIP) --editable '.[dev]'
	@touch $@
