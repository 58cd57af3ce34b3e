# What a keeper and a contributor type. The names are those of Pelican's own Makefile.

DEBUG ?= 0
PORT ?= 8000

python = .venv/bin/python
afterlive = $(python) -m afterlive
debug = $(if $(filter 1,$(DEBUG)),--debug)

# Python starts in a third of the time from what it has compiled before, whatever a shell tells it.
unexport PYTHONDONTWRITEBYTECODE

# Names and texts are UTF-8 whatever the locale says, or Python would not even start in a folder named Ærø.
export PYTHONUTF8 = 1

help: ## List these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-10s  %s\n", $$1, $$2 }' Makefile
	@echo
	@echo "DEBUG=1 shows all that Pelican logs. PORT=9000 serves there. PYTHON=python3.13 sets up .venv with it."

html: .venv/complete ## Build the site into output/, with what is new in documents/
	@$(afterlive) build $(debug)

import: .venv/complete ## Make articles in content/ of what is new in documents/
	@mkdir -p documents content
	$(if $(wildcard documents/*),$(afterlive) import)

verify: .venv/complete ## Prove that nothing of documents/ is missing in content/
	@$(afterlive) verify

serve: .venv/complete ## Build the site and serve it at http://localhost:8000
	@$(afterlive) serve --port $(PORT) $(debug)

devserver: .venv/complete ## Serve the site, and build it again whenever a file changes
	@$(afterlive) watch --port $(PORT) $(debug)

publish: .venv/complete ## Build the site as it is hosted, with feeds and canonical links
	@$(afterlive) publish $(debug)

offline: .venv/complete ## Pack the site into dist/: a .zip, an .html and an .epub for each live blog, a .zim for Kiwix
	@$(afterlive) offline $(debug)

zim: .venv/complete ## Install libzim, without which make offline makes no .zim
	$(install) --require-hashes -r requirements-zim.txt

# Outside GitHub's own workflows, the remote's address says what they would: OWNER/NAME.
github: export GITHUB_REPOSITORY = $(shell git remote get-url origin | sed -E 's,\.git$$,,; s,.*[:/]([^/]+/[^/]+)$$,\1,')
github: publish ## Push the hosted site to the branch gh-pages (the workflow Pages needs no such branch)
	$(python) -m ghp_import --no-jekyll --push --message "Publish the archive" output
	@echo "It will be at $$($(python) -c 'import publishconf; print(publishconf.SITEURL)')/ in some minutes"

test: .venv/complete ## Run the tests
	$(python) -m pytest --numprocesses auto --maxprocesses 8 --dist worksteal

score: .venv/complete ## Score what is read of tests/corpus/, into its figures.txt
	$(python) tests/score/scoring.py | tee tests/corpus/figures.txt

rules: .venv/complete ## List the rules of reading that no document of the tests misses
	$(python) tests/rules/missed.py

tortured = tests/faults tests/torture tests/review tests/test_bad_input.py tests/test_way.py \
	tests/reading/test_properties.py tests/site/test_incremental.py tests/site/test_paragraphs.py \
	tests/theme/test_browser.py tests/theme/test_languages_shown.py

torture: .venv/complete ## Run the tests that kill, fill, damage and attack, 200 times each (an hour; PAYLOADS=folder: other people's)
	TORTURE=200 PAYLOADS="$(PAYLOADS)" $(python) -m pytest $(tortured) --durations=0

benchmark: .venv/complete ## Measure builds beside Pelican, Hugo and Eleventy, into docs/speed.md (ten minutes)
	$(install) --require-hashes -r requirements-benchmark.txt
	$(python) benchmarks/building.py

docs: .venv/complete ## Build the documents as a site into output/docs/
	$(python) docs/build.py output/docs

lint: .venv/complete ## Check rules, format and types
	$(python) -m ruff check
	$(python) -m ruff format --check
	$(python) -m mypy

check: lint test ## Do all that CI does

clean: ## Remove output/ and dist/, and what builds remember of each other
	rm -rf output dist .cache/afterlive

fresh: ## Empty documents/ and content/ for an archive of your own (FORCE=1 does not ask)
	@uncommitted=$$(git status --short documents content) && test -z "$$uncommitted" || { \
		echo "$$uncommitted"; echo "Nothing was removed: commit or move these files first."; exit 1; }
	@test "$(FORCE)" = 1 || { \
		printf "Remove all of documents/ and content/? Git keeps what was committed. [y/N] "; \
		read -r answer && test "$$answer" = y; } || { echo "Nothing was removed."; exit 1; }
	git rm -r --quiet --ignore-unmatch documents content
	@mkdir -p documents content
	@sed -i.ours -e 's/^SITENAME = "Afterlive"$$/SITENAME = "An archive of live blogs"/' \
		-e 's/^SITESUBTITLE = "Live blogs, kept to be read"$$/SITESUBTITLE = ""/' pelicanconf.py
	@rm pelicanconf.py.ours
	@echo "Put a document into documents/, and the name of your archive into pelicanconf.py."

# .venv is made anew whenever what belongs in it changes: by uv where that works, else by Python's own venv
# and pip. The last thing written says that it is complete, so that an interrupted set-up starts over.
uv = $(shell uv --version 2>/dev/null)
with_uv = uv venv --quiet --no-python-downloads $(addprefix --python=,$(PYTHON)) .venv
with_venv = $(or $(PYTHON),python3) -m venv .venv >/dev/null 2>&1 || { echo "$$no_venv" >&2; exit 1; }
by_uv = uv pip install --quiet --compile-bytecode --python .venv
by_pip = $(python) -m pip install --quiet --disable-pip-version-check
create = $(if $(uv),$(with_uv),$(with_venv))
install = $(if $(uv),$(by_uv),$(by_pip))

define no_venv
Afterlive could not make .venv: there is no uv, and no Python with venv. Either of these mends it:
  install uv     https://docs.astral.sh/uv/getting-started/installation/
  install venv   on Debian and Ubuntu: apt install python3-venv
endef
export no_venv

define too_old
import sys
if sys.version_info < (3, 11):
    sys.exit("Python %d.%d is too old for Afterlive. Name 3.11 or later: make PYTHON=python3.13" % sys.version_info[:2])
endef
export too_old

.venv/complete: requirements.txt pyproject.toml
	@echo "Setting up .venv"
	@rm -rf .venv
	@$(create)
	@$(python) -c "$$too_old"
	@$(install) --require-hashes -r requirements.txt
	@$(install) --no-deps --no-build-isolation --editable .
	@touch $@

.DELETE_ON_ERROR:
.PHONY: help html import verify serve devserver publish offline zim github test score rules torture benchmark docs lint check clean fresh
