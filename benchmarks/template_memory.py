"""How much a memory of templates could save at the very most, before anything is built.

    python benchmarks/template_memory.py [FOLDER] [--families 5] [--each 4]

Documents of one template differ in names, dates and numbers. If a page were registered on the
first of its family, detection could be left out and every line that is the same would not have to
be recognised. The first of each family is read; of the others it is measured what detection and
the recognition of lines with the same text cost, and the orientation's vote, which reads
the five longest lines, whatever they say. The bound takes registering and comparing as free
and the comparison as never wrong; both are not.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("OMP_NUM_THREADS", "1")

from extractor.engines.rapid import Rapid  # noqa: E402
from extractor.extract import extract  # noqa: E402

VOTE = "the vote on which way is up, with its five lines"


@dataclass(slots=True)
class Watch:
    """CPU seconds by part of the reading, and of each line by its text."""

    parts: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    lines: list[tuple[str, float]] = field(default_factory=list)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=ROOT / "fixtures" / "dev")
    parser.add_argument("--families", type=int, default=5)
    parser.add_argument("--each", type=int, default=4)
    options = parser.parse_args()
    engine, watch = Rapid(), Watch()
    _watched(engine, "_detect", lambda took, _: _add(watch, "detection", took))
    _watched(engine, "_upright", lambda took, _: _add(watch, VOTE, took))
    _watched(engine, "_line", lambda took, found: watch.lines.append((found[0].text, took)))
    _watched(engine, "read_strip", lambda took, _: _add(watch, "seals' rings", took))
    total = same = count = seen = 0.0
    parts: dict[str, float] = defaultdict(float)
    for family in _families(options.folder, options.families, options.each):
        known: set[str] = set()
        for turn, path in enumerate(family):
            watch.parts.clear()
            watch.lines.clear()
            began = time.process_time()
            extract(path.read_bytes(), path.name, engine=engine)
            took = time.process_time() - began
            texts = {_plain(text) for text, _ in watch.lines}
            if turn:
                total += took
                alike = [took for text, took in watch.lines if _plain(text) in known]
                same += sum(alike)
                count += len(alike)
                seen += len(watch.lines)
                parts["recognition of lines"] += sum(took for _, took in watch.lines)
                for name, spent in watch.parts.items():
                    parts[name] += spent
            else:
                known = texts
    print("| share of a document's CPU | |\n|---|---|")
    for name, spent in parts.items():
        print(f"| {name} | {spent / total:.0%} |")
    rest = 1 - sum(parts.values()) / total
    print(f"| decoding, seals, signals, fields: everything else | {rest:.0%} |")
    print(f"| lines with a text that the family's first has, too | {count / seen:.0%} |")
    print(f"| their recognition | {same / total:.0%} |")
    bound = total / (total - same - parts["detection"] - parts[VOTE])
    print(f"| at most so many times faster | {bound:.2f} |")


def _families(folder: Path, families: int, each: int) -> list[list[Path]]:
    truth = json.loads((folder / "truth.json").read_text("utf-8"))
    found: dict[str, list[Path]] = defaultdict(list)
    for name, label in sorted(truth.items()):
        if name.endswith(".jpg") and label["condition"] != "photocopy":
            found[label["template"]].append(folder / name)
    large = [paths[:each] for paths in found.values() if len(paths) >= each]
    return large[:: max(1, len(large) // families)][:families]


def _watched(engine: Any, name: str, tell: Callable[[float, Any], None]) -> None:  # noqa: ANN401
    act = getattr(engine, name)

    def timed(*given: Any) -> Any:  # noqa: ANN401
        began = time.process_time()
        found = act(*given)
        tell(time.process_time() - began, found)
        return found

    setattr(engine, name, timed)


def _add(watch: Watch, name: str, took: float) -> None:
    watch.parts[name] += took


def _plain(text: str) -> str:
    return "".join(text.split())


if __name__ == "__main__":
    main()
