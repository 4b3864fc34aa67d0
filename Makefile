# make run    a working portal with an invented agency, on this machine
# make test   everything: lint, types, tests with PostgreSQL, mail server and browser
# make prove  the proofs at full length: every point, every schedule (hours); seeds are printed
# make bench  measurements, as ratios against a baseline in the same run

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
FRONTEND := $(shell find frontend/styles -type f 2>/dev/null) frontend/build.mjs frontend/package.json

LETTERBOX_SEED ?= $(shell date +%s)

.PHONY: run test prove bench lint assets clean

run: $(VENV)/installed assets
	$(BIN)/letterbox run

test: $(VENV)/installed $(VENV)/tested-on assets lint
	$(BIN)/pytest -n 2 --dist loadgroup

prove: $(VENV)/installed $(VENV)/tested-on assets
	@echo "To play it again: make prove LETTERBOX_SEED=$(LETTERBOX_SEED)"
	LETTERBOX_PROVE=1 LETTERBOX_SEED=$(LETTERBOX_SEED) $(BIN)/pytest -n 2 --dist loadgroup -rP tests/killed tests/faults tests/twins tests/histories

bench: $(VENV)/installed $(VENV)/tested-on $(VENV)/compared/installed assets
	$(BIN)/python -m benchmarks

# What hints are measured against has an environment of its own: it is no part of the product.
$(VENV)/compared/installed: requirements/compared.txt | $(VENV)/installed
	$(PYTHON) -m venv $(VENV)/compared
	$(VENV)/compared/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/compared.txt
	touch $@

lint: $(VENV)/installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

$(VENV)/installed: requirements/dev.txt pyproject.toml scripts/debian-packages
	PYTHON=$(PYTHON) scripts/debian-packages run
	$(PYTHON) -c 'import sys; assert (3, 11) <= sys.version_info < (3, 14), "Python 3.11, 3.12 or 3.13 is needed"'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements/dev.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/tested-on: scripts/debian-packages $(VENV)/installed
	PYTHON=$(PYTHON) scripts/debian-packages test
	touch $@

assets: portal/static/build/main.css moderation/hints/data/ordinary_words.txt moderation/hints/data/places.txt

moderation/hints/data/ordinary_words.txt: scripts/word-list | $(VENV)/installed
	scripts/word-list

moderation/hints/data/places.txt: scripts/gather.py scripts/eight_bits.py requirements/gathered.txt | $(VENV)/installed
	$(BIN)/python scripts/gather.py

portal/static/build/main.css: frontend/node_modules/.package-lock.json $(FRONTEND)
	cd frontend && npm run --silent build

frontend/node_modules/.package-lock.json: frontend/package-lock.json
	cd frontend && npm ci --silent --ignore-scripts
	touch $@

clean:
	rm -rf $(VENV) frontend/node_modules portal/static/build var
