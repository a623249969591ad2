PYTHON ?= python3
SHARED ?= ../shared
VENV := .venv
BIN := $(VENV)/bin
WORKERS ?= 2
SIZES ?= 500,5000,50000
GROWN ?= $(or $(TMPDIR),/tmp)/travaux-grown

.PHONY: help demo test lint bench bench-desk bench-speed docs clean

help:            ## say what there is
	@grep -E '^[a-z-]+: .*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

demo: $(VENV)/installed    ## build the sample record, print its matrix, write the brief
	@mkdir -p out
	$(BIN)/travaux build sample/coverage -o out/sample.travaux
	$(BIN)/travaux matrix out/sample.travaux
	$(BIN)/travaux brief out/sample.travaux -o out/brief.html

test: lint       ## run everything that is checked
	$(BIN)/pytest -q -n $(WORKERS) --dist loadgroup

lint: $(VENV)/tested       ## style, types, and which room may import which
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/tested      ## measure against ../shared, write docs/measurements.md, check the floors
	$(BIN)/python bench/run.py --shared $(SHARED)

bench-speed: $(VENV)/tested   ## how fast readings, builds, records of each of SIZES and questions are; writes docs/scale.md
	$(BIN)/python bench/speed.py --shared $(SHARED) --sizes $(SIZES) --folder $(GROWN) --write

bench-desk: $(VENV)/tested    ## whether the desk holds 50 readers and 2 writers at once for five minutes
	$(BIN)/python bench/desk.py --folder $(GROWN)

docs: $(VENV)/installed    ## write docs/commands.md from the commands' own help
	$(BIN)/python docs/commands.py

$(VENV)/installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/tested: $(VENV)/installed
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[test]'
	@touch $@

clean:           ## remove what make made
	rm -rf $(VENV) out build dist
