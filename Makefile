# Two commands matter: `make nightly` and `make test`. Each does all of its own set-up.
PYTHON ?= python3
VENV := .venv
CONFIG ?= configs/nightly.yaml
INSTALLED := $(VENV)/.installed

.PHONY: nightly test check clean
.DEFAULT_GOAL := nightly

nightly: $(INSTALLED)
	$(VENV)/bin/jembatan models fetch $(CONFIG)
	@# Exit 3 says: published, and something needs a person. That is a good night.
	$(VENV)/bin/jembatan run $(CONFIG) || test $$? -eq 3

test: $(INSTALLED) check
	@# Side by side, a file to a process; each model that tests train is trained once, by the first that needs it.
	$(VENV)/bin/python -m pytest -n auto --maxprocesses 4 --dist loadfile

check: $(INSTALLED)
	$(VENV)/bin/ruff check jobs eval tests
	$(VENV)/bin/ruff format --check jobs eval tests
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports

$(INSTALLED): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Jembatan needs Python 3.11 or newer; '$(PYTHON)' is not. Try: make PYTHON=python3.11" >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || \
	  { echo "Python's venv module is missing. On Debian: apt install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@# Python compiles what it imports, when it does; all of the libraries at once would take half a minute more.
	$(VENV)/bin/python -m pip install --disable-pip-version-check --no-compile -c constraints.txt -e '.[eval,dev]'
	touch $@

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis
