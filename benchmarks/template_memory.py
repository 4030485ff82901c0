"""What the memory of templates is worth: papers of one class against strangers, in one run.

    python fixtures/exports.py --out DIR
    python benchmarks/template_memory.py DIR [--each 40]

Each paper of a class (`DIR/exported/CLASS`, `DIR/scanned/CLASS`) is read with and without the
memory, and a stranger in turn: a document
of another template. It prints by how much a
class of forty is faster than forty strangers, and whether memory changed any line or value.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("OMP_NUM_THREADS", "1")

from extractor.document import Extraction  # noqa: E402
from extractor.engines.line_memory import LineMemory  # noqa: E402
from extractor.engines.rapid import Rapid  # noqa: E402
from extractor.extract import extract  # noqa: E402

STRANGERS = ROOT / "fixtures" / "dev"
PICTURES = (".jpg", ".png", ".webp")


@dataclass(slots=True)
class Told:
    """What one way of making papers came to; seconds are of one core."""

    papers: int = 0
    remembered: float = 0.0
    whole: float = 0.0
    strangers: float = 0.0
    lines: int = 0
    lines_equal: int = 0
    values: int = 0
    values_equal: int = 0


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--each", type=int, default=40, help="papers of a class that are read")
    options = parser.parse_args()
    whole = Rapid()
    others = cycle(_strangers())
    _read(next(others), whole)
    for way in sorted(folder for folder in options.folder.iterdir() if folder.is_dir()):
        told = Told()
        for family in sorted(way.iterdir()):
            memory = Rapid(memory=LineMemory())
            for path in sorted(family.iterdir())[: options.each]:
                _compare(told, path, whole=whole, memory=memory)
                told.strangers += _read(next(others), whole)[1]  # to strangers memory is no use
        _print(way.name, told)


def _compare(told: Told, path: Path, *, whole: Rapid, memory: Rapid) -> None:
    (full, took), (quick, shorter) = _read(path, whole), _read(path, memory)
    told.papers += 1
    told.whole += took
    told.remembered += shorter
    lines, others = (sorted(_lines(each)) for each in (full, quick))
    told.lines += len(lines)
    told.lines_equal += sum(text in others for text in lines)
    values, others = (_values(each) for each in (full, quick))
    told.values += len(values)
    told.values_equal += sum(value in others for value in values)


def _print(way: str, told: Told) -> None:
    print(f"\n| {way}, {told.papers} papers | |\n|---|---|")
    ratio = told.strangers / told.remembered
    print(f"| a class against as many strangers, times faster | {ratio:.2f} |")
    print(f"| against the same papers without memory | {told.whole / told.remembered:.2f} |")
    print(f"| lines with the same text | {told.lines_equal} of {told.lines} |")
    print(f"| fields with the same value | {told.values_equal} of {told.values} |")
    sys.stdout.flush()


def _read(path: Path, engine: Rapid) -> tuple[Extraction, float]:
    began = time.process_time()
    read = extract(path.read_bytes(), path.name, engine=engine)
    return read, time.process_time() - began


def _lines(read: Extraction) -> list[str]:
    return [line.text for page in read.pages for line in page.lines]


def _values(read: Extraction) -> list[tuple[str, str]]:
    return [(field.name, str(field.value)) for field in read.fields]


def _strangers() -> list[Path]:
    """Return a clean picture of each template, so that no two are of one family."""
    truth = json.loads((STRANGERS / "truth.json").read_text("utf-8"))
    by_template = {
        label["template"]: STRANGERS / name
        for name, label in truth.items()
        if name.endswith(PICTURES) and label["condition"].startswith("clean")
    }
    return list(by_template.values())


if __name__ == "__main__":
    main()
