# Two commands on a fresh machine: `make demo` and `make test`. `make help` lists the rest.
SHELL := /bin/bash
.DEFAULT_GOAL := help
UV := $(shell command -v uv 2>/dev/null || echo .tools/bin/uv)
RUN := $(UV) run --frozen
ARGS ?=
WORKERS ?= 2

.PHONY: help install system-packages demo serve test test-recovery test-fuzz check lint types imports \
        messages openapi bench-batch bench-check bench-expiry bench-intake bench-log bench-scale bench-names screenshots clean

help:  ## what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-16s %s\n", $$1, $$2}'

.tools/bin/uv:
	python3 -m venv .tools && .tools/bin/pip install --quiet --disable-pip-version-check uv

install: $(if $(filter .tools/bin/uv,$(UV)),.tools/bin/uv)  ## the environment, from the lock
	@$(UV) sync --frozen --quiet

system-packages:  ## Debian's Chromium, LibreOffice Calc, a CJK font and a C compiler for the browser tests
	@scripts/system-packages

demo: install  ## set up everything, generate a district, run the main job, serve it
	@$(RUN) mingjian demo $(ARGS)

serve: install  ## serve what is there
	@$(RUN) mingjian serve $(ARGS)

test: install system-packages  ## the whole test suite
	@$(RUN) pytest -n $(WORKERS) --dist loadgroup $(ARGS)

test-recovery: install  ## kill -9 of web, worker and database, 100 times
	@MINGJIAN_KILLS=100 $(RUN) pytest tests/recovery $(ARGS)

test-fuzz: install  ## 5,000 mutated files instead of 500
	@MINGJIAN_MUTATIONS=5000 $(RUN) pytest tests/fuzz $(ARGS)

check: lint types imports  ## style, types and floors

lint: install
	@$(RUN) ruff check . && $(RUN) ruff format --check .

types: install
	@$(RUN) mypy src tests bench tools

imports: install
	@$(RUN) lint-imports

messages: install  ## compile the English of the screens
	@$(RUN) pybabel compile -d src/mingjian/web/locale -D django

openapi: install  ## write the committed description of the API anew
	@$(RUN) mingjian openapi > docs/client-developer/openapi.json

bench-check: install  ## answers per second against pgbench
	@$(RUN) python -m bench.check $(ARGS)

bench-batch: install  ## a workbook of 100,000 codes, checked, against calls one by one
	@$(RUN) python -m bench.batch $(ARGS)

bench-expiry: install  ## moving the date alone changes answers, at equal cost
	@$(RUN) python -m bench.expiry $(ARGS)

bench-intake: install  ## rows per second against COPY and frictionless
	@$(RUN) python -m bench.intake $(ARGS)

bench-log: install  ## sealing, proving, verifying against hashing alone
	@$(RUN) python -m bench.log $(ARGS)

bench-scale: install  ## cost per row and per check from 10^4 to 10^6 subjects
	@$(RUN) python -m bench.scale $(ARGS)

bench-names: install  ## precision and recall of name matching
	@$(RUN) python -m bench.names $(ARGS)

screenshots: install system-packages  ## take the pictures in docs/screens anew
	@MINGJIAN_SCREENS=docs/screens $(RUN) pytest tests/browser $(ARGS)

clean:  ## remove the environment and the demo's state
	rm -rf .venv .tools .mingjian
