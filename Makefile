# demo: live through the whole story (LISTEN=host:port) · test: everything CI runs · check: style and types
# fix: format · rehearse: play every story · each prepares what it needs and says so
PYTHON ?= python3
BIN := .venv/bin
STORIES := src/untilthen/rehearsal/stories

.PHONY: demo test check fix rehearse style-tools
.DEFAULT_GOAL := help
help:
	@sed -n '1,2s/^# //p' Makefile

demo:
	@$(PYTHON) -m tools.prepare demo
	@$(BIN)/untilthen demo $(if $(LISTEN),--listen $(LISTEN))

test:
	@$(PYTHON) -m tools.prepare test
	@$(MAKE) --no-print-directory style-tools
	$(BIN)/pytest -n 2 --dist loadfile

check:
	@$(PYTHON) -m tools.prepare check
	@$(MAKE) --no-print-directory style-tools
	$(BIN)/pytest tests/style

style-tools:
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

fix:
	@$(PYTHON) -m tools.prepare check
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

rehearse:
	@$(PYTHON) -m tools.prepare demo
	@set -e; for story in $(STORIES)/*.toml; do $(BIN)/untilthen rehearse --story $$story; done
