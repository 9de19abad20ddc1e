# genrekit: `make` lists what can be made. Written for GNU make 3.81 and later, on Linux, macOS and
# Windows (Git Bash).

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:

VENV ?= .venv
LOCK := requirements.lock
UV ?= uv
PYTHON ?=
DATA ?=
JOBS ?=
LAB_FLAGS ?=
RUN ?=

ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif
PY := $(BIN)/python
STAMP := $(VENV)/.complete

# What a user's shell sets for other projects must not reach this one. Which index pip asks is left
# as the machine has it.
unexport PYTHONPATH PYTHONHOME PYTHONSTARTUP PYTHONDONTWRITEBYTECODE JUPYTER_PATH IPYTHONDIR MPLBACKEND
unexport PIP_TARGET PIP_PREFIX PIP_ROOT PIP_CONSTRAINT PIP_BUILD_CONSTRAINT PIP_REQUIREMENT
export PIP_USER := 0
export PIP_REQUIRE_VIRTUALENV := 0
export PIP_ONLY_BINARY := :none:
export PIP_NO_BINARY := :none:
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_NO_INPUT := 1
export KERAS_BACKEND := tensorflow
export TF_CPP_MIN_LOG_LEVEL := 3

# The stamp is written last and holds the folder it was written for: half-made environments, and those
# of a folder since moved or copied, are made again.
ifneq ($(wildcard $(STAMP)),)
ifneq ($(shell $(PY) -c "import os; print(open('$(STAMP)').read() == os.getcwd())" 2>/dev/null),True)
$(shell rm -f $(STAMP))
endif
endif

.PHONY: help env check run test lint fast unit nbval lab app student slides book study bench notebooks lock check-lock clean

help: ## List the targets
	@echo "usage: make TARGET"
	@echo
	@sed -n 's/^\([a-z-]*\):.*## /  \1|/p' Makefile | awk -F'|' '{ printf "%-14s %s\n", $$1, $$2 }'
	@echo
	@echo "make run DATA=path/to/songs works on your own songs: a folder with one folder for each genre."
	@echo "make run JOBS=1 executes one notebook at a time, not two: in half the memory."
	@echo "make env PYTHON=python3.12 chooses the Python (3.11 to 3.13)."

run: $(STAMP) ## Run all notebooks, both experiments: pages and confusion matrices in results/
	@$(PY) -m genrekit run $(if $(DATA),--data-dir "$(DATA)") $(if $(JOBS),--jobs $(JOBS))

# Tests run side by side, JOBS at a time: one more than there are processors, since some wait for a browser or for
# what they have killed, and four at most, since a process that trains networks holds a gigabyte. A notebook stays
# in one process. What takes longest comes first, so that nobody waits for it at the end; and notebooks that use the
# run of 05 come when it is there.
# TensorFlow gets one thread in each: several of many threads wait for each other.
test fast unit nbval: export TF_NUM_INTEROP_THREADS := 1
ONE_MORE = $(shell $(PY) -c "import os; print((os.cpu_count() or 1) + 1)")
SIDE_BY_SIDE = $(PY) -m pytest -n $(or $(JOBS),$(ONE_MORE)) --maxprocesses=4
BY_FILE = $(SIDE_BY_SIDE) --dist loadfile --no-loadscope-reorder
FIRST := 05 test_robust 04 test_sweep 03 02 01 09 10 test_app 06 11 08 07 test_student test_explore test_study \
	test_book test_report
IN_ORDER = $(foreach name,$(FIRST),$(wildcard notebooks/$(name)_*.ipynb tests/$(name).py))
ALL = $(IN_ORDER) $(filter-out $(IN_ORDER),$(wildcard notebooks/*.ipynb) $(shell grep -l "mark.slow" tests/test_*.py))

test: lint fast ## Lint, unit tests (fast ones first), and every notebook against its stored outputs
	@echo "== slow unit tests and notebooks"
	@$(BY_FILE) -m slow --nbval $(ALL)

unit: fast
	@echo "== slow unit tests"
	@$(BY_FILE) -m slow $(filter tests%,$(ALL))

nbval: $(STAMP)
	@echo "== notebooks"
	@$(BY_FILE) --nbval -v $(filter notebooks%,$(ALL))

fast: $(STAMP)
	@echo "== unit tests"
	@$(SIDE_BY_SIDE) -m "not slow" --dist worksteal tests

lint: $(STAMP)
	@echo "== ruff"
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .

# In this JupyterLab the glossary opens as a page, not in an editor, and nothing is fetched.
lab: $(STAMP) ## Open JupyterLab on notebooks/
	@mkdir -p $(VENV)/share/jupyter/lab/settings
	@cp genrekit/notebooks/lab.json $(VENV)/share/jupyter/lab/settings/overrides.json
	@GENREKIT_FIGURE_SCALE=2 $(PY) -m jupyterlab --notebook-dir=notebooks $(LAB_FLAGS)

app: $(STAMP) ## Serve notebook 08 as a web page on this machine: choose a song, see what the network hears
	@$(PY) -m genrekit app $(if $(RUN),--run "$(RUN)")

check: ## Say what is missing or of the wrong version
	@if test -f $(STAMP); then $(PY) -m genrekit check; \
	else python="$$($(FIND_PYTHON))" && "$$python" -m genrekit check; fi

study: $(STAMP) ## 26 or 18 MFCCs over five seeds, and what each step beyond is worth: about an hour
	@$(PY) -m genrekit study

student: $(STAMP) ## Write the students' copies of the notebooks, without solutions, to results/student
	@$(PY) -m genrekit student

slides: $(STAMP) ## Write a deck for each notebook and one for the course, with hand-outs, to slides/
	@$(PY) -m genrekit slides

book: $(STAMP) ## Build the book: all notebooks, glossary, guide, reference, in results/book
	@$(PY) -m genrekit book

bench: $(STAMP) ## Measure speed, size and memory; print them and write them to results/
	@$(PY) -m genrekit bench

notebooks: $(STAMP) ## Execute the notebooks in place and strip what does not belong in git
	@$(PY) -m genrekit notebooks

env: $(STAMP) ## Make the environment in .venv

lock: ## Pin every dependency with its hashes (needs uv)
	@$(UV) --version >/dev/null 2>&1 || { echo "make lock needs uv: pip install uv, or UV=path/to/uv" >&2; exit 1; }
	$(UV) pip compile pyproject.toml --all-extras --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-config --custom-compile-command "make lock" --quiet \
		--output-file $(LOCK) $(LOCK_FLAGS)

# uv asks the index for the files that each machine would install, and installs none of them.
CHECK_PLATFORMS := x86_64-unknown-linux-gnu aarch64-apple-darwin x86_64-pc-windows-msvc
check-lock: ## Show that the lock resolves to wheels on each Python and system (needs uv)
	@$(UV) --version >/dev/null 2>&1 || { echo "make check-lock needs uv: pip install uv, or UV=path/to/uv" >&2; exit 1; }
	@python="$$($(FIND_PYTHON))" || exit 1; \
	empty=$$(mktemp -d) || exit 1; trap 'rm -rf "$$empty"' EXIT; \
	for version in 3.11 3.12 3.13; do for platform in $(CHECK_PLATFORMS); do \
		printf '%s  %-26s ' $$version $$platform; \
		answer=$$($(UV) pip install --no-config --dry-run --python "$$python" --python-version $$version \
			--python-platform $$platform --only-binary :all: --no-binary python-speech-features \
			--require-hashes --target "$$empty" -r $(LOCK) 2>&1) \
			|| { echo "$$answer"; exit 1; }; \
		echo "$$answer" | sed -n 's/^Would install/wheels for all but python_speech_features:/p'; \
	done; done

clean: ## Remove the environment and what tools leave behind (results and caches stay)
	rm -rf $(VENV) build genrekit.egg-info .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	find . -name .ipynb_checkpoints -type d -prune -exec rm -rf {} +

# The first Python that runs (a name may be there and not work: pyenv's shims, the Windows store's) and
# is of a supported version.
define FIND_PYTHON
try() { "$$@" -c 'import sys, venv, ensurepip; (3, 11) <= sys.version_info[:2] <= (3, 13) or sys.exit(1); print(sys.executable)' 2>/dev/null; }; \
$(if $(PYTHON),try "$(PYTHON)",try python3 || try python3.13 || try python3.12 || try python3.11 || try python || \
	try py -3.13 || try py -3.12 || try py -3.11) || { \
	echo "genrekit needs Python 3.11, 3.12 or 3.13 with venv, and $(if $(PYTHON),PYTHON=$(PYTHON) is none,found none):" \
		"install one (on Debian and Ubuntu also python3-venv), or say make PYTHON=path/to/python" >&2; \
	exit 1; }
endef

# setuptools goes in first, from the same lock: it builds python_speech_features and the kit itself, so
# that nothing is installed that the lock does not pin.
$(STAMP): $(LOCK)
	@python="$$($(FIND_PYTHON))" || exit 1; \
	echo "Making $(VENV) with $$("$$python" --version): once, some minutes, about 3 GB"; \
	rm -rf $(VENV) && "$$python" -m venv $(VENV)
	@awk '/^[a-z]/ { wanted = /^(setuptools|wheel|packaging)==/ } wanted' $(LOCK) > $(VENV)/build.txt
	@$(PY) -m pip install --quiet --require-hashes -r $(VENV)/build.txt
	@$(PY) -m pip install --require-hashes --no-build-isolation -r $(LOCK)
	@$(PY) -m pip install --quiet --no-deps --no-build-isolation -e .
	@$(PY) -c "import os; open('$(STAMP)', 'w').write(os.getcwd())"
	@echo "$(VENV) is complete"
