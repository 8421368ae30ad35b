# chiso: `make help` lists the targets.
#
# Everything that is needed goes into .venv by itself; Python 3.11 or newer with venv, and make, are enough.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

# Values travel in the environment, as they were typed: nothing of them becomes part of a shell command, and make
# does not expand what stands behind a dollar sign.
VALUES := YEAR PROVINCE PROVINCES LOCALE UNITS FILE OUT JOBS SCHEDULER KERNELS WHY CELL_SECONDS REPORT_SECONDS \
	INDEX INDEX_YEAR SOURCE SOURCE_VI URL PUBLISHED PUBLISHER_VI PUBLISHER_EN \
	RESPONDENTS MEASURED ALLOW_MISSING PARTIAL SHEET TABLE PAGE COLUMN REPLACE DRY_RUN NOTEBOOK FORM KIND LAB_OPTIONS WHEELHOUSE \
	PLAN DOCUMENT NEW_AGENCIES AGENCY SITE_URL PORT CERTIFICATES
$(foreach name,$(VALUES),$(eval override $(name) := $$(value $(name))))
export $(VALUES)

# Containers often forbid Python to keep what it has compiled: every process of a run would compile the package again.
unexport PYTHONDONTWRITEBYTECODE

# Of two runs of make, each waits for the files of the other; within one, order matters.
.NOTPARALLEL:
.DEFAULT_GOAL := help
.PHONY: help report reports sheets site serve import ingest check verify test lint style bench lab lock wheelhouse clean

PYTHON_IS_NEW = $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	echo 'error: Python 3.11 or newer is needed; name one with `make PYTHON=python3.12 …`.' >&2; exit 1; }

help: ## Show this help
	@printf 'Usage: make TARGET [YEAR=2021] [PROVINCE=can-tho] [LOCALE="vi en"] [UNITS=34]\n\n'
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

report: $(READY) ## Make the briefing of a province: YEAR=2021 [PROVINCE=can-tho] [LOCALE="vi en"] [FORMATS="pdf html docx"] [NOTEBOOK=my.ipynb] [FORM=nd30 [KIND=ke-hoach]]
	@$(BIN)/python -m chiso report

reports: $(READY) ## Make many briefings: YEAR="2021 2022" [PROVINCES=all|region:NAME|"a, b"] [JOBS=4] [SCHEDULER=tcp://host:8786] [FORM=nd30]
	@$(BIN)/python -m chiso reports

sheets: $(READY) ## Make the sheets of agencies: YEAR=2021 [PROVINCE=can-tho] [AGENCY=all|so-noi-vu] [LOCALE="vi en"] [FORMATS="pdf docx"] [JOBS=4]
	@$(BIN)/python -m chiso sheets

site: $(READY) ## Build the site of all briefings: [YEAR="2021 2022"] [PROVINCES=all|region:NAME|"a, b"] [SITE_URL=https://…] [JOBS=4]
	@$(BIN)/python -m chiso site

serve: $(READY) ## Show the site on this machine: [PORT=8000]
	@$(BIN)/python -m chiso serve

import: $(READY) ## Bring a published table in: INDEX= INDEX_YEAR= FILE= SOURCE= URL= PUBLISHED= [DRY_RUN=1] …; or who carries out a plan: PLAN= FILE= [PROVINCE=]
	@$(BIN)/python -m chiso import

ingest: $(READY) ## Build data/processed from data/raw
	@$(BIN)/python -m chiso ingest

check: $(READY) ## Check data/raw; or the claims of a text: FILE=text.docx [OUT=commented.docx] [PROVINCE=] [YEAR=]
	@$(BIN)/python -m chiso check

verify: $(READY) ## Make a report twice and compare every byte: YEAR=2021; or check a PDF: FILE=some.pdf [CERTIFICATES=ca.pem]
	@if [ -n "$$FILE" ]; then $(BIN)/python -m chiso verify -- "$$FILE"; else $(BIN)/python -m chiso reproduce; fi

test: style ## Run lint and all tests
	@# Types are checked beside the tests: alone, the check would leave all processors idle but one.
	@mkdir -p .chiso; $(BIN)/mypy > .chiso/types 2>&1 & types=$$!; \
	$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder < /dev/null; tests=$$?; \
	wait $$types; types=$$?; cat .chiso/types; exit $$((tests || types))

lint: style ## Check style, types, layers and that no outputs of notebooks would be committed
	@$(BIN)/mypy

style: $(READY)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/lint-imports
	@$(BIN)/python tests/kept_notebooks.py

bench: $(READY) ## Measure speed, memory and growth against the stock way and plain calls: docs/performance.md
	@$(BIN)/python benchmarks/reports.py
	@$(BIN)/python tests/load.py

lab: $(READY) ## Open the notebooks in JupyterLab [LAB_OPTIONS="--ip=0.0.0.0 --port=8890"]
	@# Outputs stay in the files and out of git. Where the environment is gone, files are committed as they are.
	@# A clone that another user owns, as a volume of a container may be, is trusted by who runs its code.
	@if [ -e .git ] && command -v git > /dev/null; then \
		git -c safe.directory="$$(pwd -P)" config filter.chiso.clean \
			'if [ -x $(BIN)/python ]; then $(BIN)/python -m chiso.kept_notebook; else cat; fi' || \
		echo 'git takes no settings here: outputs of notebooks would be committed.' >&2; fi
	@# As root there is a container, without a browser that would run. Options are words, and nothing but words.
	@set -f; if [ "$$(id -u)" -eq 0 ]; then set -- --allow-root --no-browser; fi; \
	exec $(BIN)/jupyter lab "$$@" $$LAB_OPTIONS

lock: ## Resolve the newest versions into requirements.lock (needs uv)
	@uv pip compile --quiet --universal --python-version 3.11 --upgrade --generate-hashes \
		--only-binary :all: --no-emit-index-url --no-header --no-annotate --group test --group lint --group build \
		pyproject.toml --output-file requirements.lock

wheelhouse: ## Collect all packages in a folder, for a set-up without an index: [WHEELHOUSE=wheelhouse]
	@$(PYTHON_IS_NEW)
	@house="$${WHEELHOUSE:-wheelhouse}"; set -e; mkdir -p .chiso; trap 'rm -rf .chiso/pip' EXIT; \
	$(PYTHON) -m venv --clear .chiso/pip; \
	.chiso/pip/bin/python -m pip download --quiet --disable-pip-version-check --only-binary :all: --no-deps \
		--require-hashes -r requirements.lock $(addprefix -r ,$(wildcard requirements-own.lock)) --dest "$$house"; \
	printf 'Made %s. Take it along with the clone, and give WHEELHOUSE=… there if it lies elsewhere.\n' "$$house"

clean: ## Remove everything that was built; data/raw and the environment stay
	@rm -rf .chiso site reports/[0-9]* data/processed/*.csv data/processed/*.json data/processed/comparisons
	@rm -f data/processed/.*.new data/processed/.*.old
	@rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(READY): requirements.lock pyproject.toml $(wildcard requirements-own.txt requirements-own.lock)
	@$(PYTHON_IS_NEW)
	@mkdir -p .chiso
	@# Two runs set up one after the other. What was begun and not ended, when somebody stopped it, is begun anew.
	@exec 9> .chiso/setup; if command -v flock > /dev/null && ! flock -n 9; then \
		echo 'Another run is setting up $(VENV); waiting for it to end.' >&2; flock 9; fi; \
	stale=; for file in $^; do [ $@ -nt $$file ] || stale=1; done; [ -n "$$stale" ] || exit 0; \
	house="$${WHEELHOUSE:-wheelhouse}"; set --; \
	if [ -d "$$house" ]; then set -- --no-index --find-links "$$house"; elif [ -n "$$WHEELHOUSE" ]; then \
		printf 'error: There is no folder %s.\n  where: WHEELHOUSE\n  what to do: %s\n' "$$house" \
			'Make it by `make wheelhouse` where an index can be reached, or leave WHEELHOUSE out.' >&2; exit 1; fi; \
	echo 'Setting up $(VENV): once, about two minutes.' >&2; \
	test -e $@ || $(PYTHON) -m venv --clear $(VENV) || { \
		echo 'error: Python has no venv module; on Debian and Ubuntu: apt install python3-venv.' >&2; \
		rm -rf $(VENV); exit 1; }; \
	set -e; install='$(BIN)/python -m pip install --quiet --disable-pip-version-check'; \
	$$install "$$@" --require-hashes -r requirements.lock || { [ $$# -eq 0 ] || \
		printf 'error: The wheels in %s are not those of this clone.\n  why: %s\n  what to do: %s\n' "$$house" \
			'They have to be made with the same requirements.lock, kind of system and version of Python.' \
			'Make them anew by `make wheelhouse`, or take the folder away to use an index.' >&2; exit 1; }; \
	$$install --no-deps --no-build-isolation --editable .; \
	if [ -n '$(filter requirements-own%,$^)' ] || [ -e $(VENV)/.locked ]; then \
		$(BIN)/python -m chiso libraries $${1:+--find-links "$$house"}; fi; \
	cp requirements.lock $(VENV)/.locked; touch $@
