# The commands of the academy. `make run` is all that a first visit needs.
PYTHON ?= python3
VENV = .venv/bin/python

# Arguments for pytest: make test PYTEST="-- -k notes"
PYTEST ?=

.PHONY: run dev test check system-packages bench messages lock

run: ; @$(PYTHON) -m scripts.run

dev: ; @$(PYTHON) -m scripts.run --develop

test: ; @$(PYTHON) -m scripts.suite $(PYTEST)

check: ; @$(PYTHON) -m scripts.check

# Install what PDF, translating and the tests want from the operating system.
system-packages: ; @$(PYTHON) -m scripts.machine

# Measure how fast pages are served, webs drawn and surveys counted; writes build/bench*.json.
bench:
	@$(PYTHON) -c "from scripts import virtualenv; virtualenv.ready(virtualenv.DEVELOP)"
	@$(VENV) -m scripts.bench
	@$(VENV) -m scripts.bench.webs
	@$(VENV) -m scripts.bench.surveys
	@$(VENV) -m scripts.bench.storm

# Collect the interface's strings into locales/ for translators.
messages:
	@$(PYTHON) -c "from scripts import virtualenv; virtualenv.ready(virtualenv.DEVELOP)"
	@$(VENV) -m scripts.catalogues

# Lock the requirements anew from pyproject.toml; needs uv.
LOCK = uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header
lock:
	$(LOCK) pyproject.toml --output-file requirements.txt
	$(LOCK) pyproject.toml --group dev --constraint requirements.txt --output-file requirements-dev.txt
