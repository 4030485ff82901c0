# Short names for what is done often; `./run-tests` is the whole of it.
.PHONY: check test fixtures schemas accuracy speed

bin := .venv/bin

check:  ## format, lint, types, import direction, quick tests
	$(bin)/ruff format --check .
	$(bin)/ruff check .
	$(bin)/mypy
	$(bin)/lint-imports
	$(bin)/pytest -q -m "not ocr and not tesseract and not browser"

test:  ## everything, as in CI
	./run-tests

fixtures:  ## render the labelled documents again
	$(bin)/python fixtures/make.py

accuracy:  ## the tables of docs/accuracy.md
	$(bin)/xueshi evaluate fixtures/dev
	$(bin)/xueshi evaluate fixtures/test

speed:  ## the tables of docs/performance.md
	$(bin)/python benchmarks/speed.py
