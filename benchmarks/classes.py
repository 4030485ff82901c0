"""What stands out in a class: an impression that repeats, a number in other type.

    python benchmarks/classes.py seals --cache DIR
    python benchmarks/classes.py seal-cost --cache DIR [--limit N]
    python benchmarks/classes.py read-types --cache DIR
    python benchmarks/classes.py types --cache DIR

`seals` says of which classes (`fixtures/classes.py --out DIR`) a repeated impression is told, how
many of those carried over are found and how many that are none are told; `seal-cost` measures what
looking at a class costs for one more paper. `read-types` reads the classes of
`fixtures/class_types.py --out DIR` and keeps the readings; `types` asks of every paper, beside the
true ones of its class, whether its number or school stands out by its type, and measures the cost.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import cv2
import numpy as np

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.duplicates import kept_document, read_all  # noqa: E402
from extractor.document import Extraction, Kind, Page, Source  # noqa: E402
from extractor.pictures import encode_page  # noqa: E402
from extractor.signals.seal_pictures import seal_pictures  # noqa: E402
from extractor.signals.seals import find_seals  # noqa: E402
from verifier.class_work import looked_at  # noqa: E402
from verifier.duplicates.class_seals import Paper, twins  # noqa: E402
from verifier.duplicates.class_types import set_otherwise  # noqa: E402
from verifier.duplicates.document import Document, decode_page  # noqa: E402
from verifier.duplicates.impressions import is_stamped, ring_of  # noqa: E402
from verifier.readings import reading_to_bytes  # noqa: E402
from verifier.store.blobs import Blobs  # noqa: E402
from verifier.store.relations import Kept  # noqa: E402


def seals(options: argparse.Namespace) -> None:
    """Print what is told of repeated impressions in classes, stamped by hand and printed."""
    cv2.setNumThreads(1)
    counted: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for one in json.loads((options.cache / "classes.json").read_text("utf-8")):
        papers = [_sealed(options.cache / name) for name in one["papers"]]
        carries = one["impressions"]
        told = {(two.a, two.b) for two in twins(papers, range(len(papers)))}
        pairs = list(combinations(range(len(papers)), 2))
        printed = one["way"].startswith("printed")
        true = {(a, b) for a, b in pairs if carries[a] == carries[b] and not printed}
        count = counted[one["split"], one["way"]]
        count["classes"] += 1
        count["told stamped"] += is_stamped([tuple(paper.rings.values()) for paper in papers])
        count["pairs"] += len(pairs)
        count["carried over"] += len(true)
        count["found"] += len(true & told)
        count["false"] += len(told - true)
        print(f"  {one['template']} {one['way']}: told {sorted(told)}", file=sys.stderr)
    for (split, way), count in sorted(counted.items()):
        print(f"{split:9} {way:14}", ", ".join(f"{name} {count[name]}" for name in (
            "classes", "told stamped", "pairs", "carried over", "found", "false")))  # fmt: skip


def _sealed(path: Path) -> Paper:
    """Return a paper with its seals; nothing else on it is read."""
    extraction, image = _with_seals(path)
    rings = {
        number: ring
        for number, seal in enumerate(extraction.seals, start=1)
        if (ring := ring_of(seal_pictures(image, seal)[0])) is not None
    }
    return Paper(rings, lambda: Document(extraction, (image,)))


def _with_seals(path: Path) -> tuple[Extraction, np.ndarray]:
    image = decode_page(path.read_bytes())
    height, width = image.shape[:2]
    found = find_seals(image, page=1, read_strip=None)
    source = Source(path.name, path.name, "image/jpeg", 1)
    extraction = Extraction(
        source, Kind("training_certificate", 1.0), "zh", (Page(1, width, height, ()),), (), found
    )
    return extraction, image


def seal_cost(options: argparse.Namespace) -> None:
    """Print what looking at a class costs for one more paper, as the worker does it."""
    cv2.setNumThreads(1)
    with tempfile.TemporaryDirectory() as folder:
        blobs = Blobs(Path(folder))
        for one in json.loads((options.cache / "classes.json").read_text("utf-8")):
            kept = [_kept(blobs, number, options.cache / name)
                    for number, name in enumerate(one["papers"])]  # fmt: skip
            spent = []
            for last in range(len(kept))[: options.limit]:
                others = tuple(kept[:last] + kept[last + 1 :])
                begin = time.process_time()
                looked_at(blobs, (kept[last],), others)
                spent.append(time.process_time() - begin)
            print(f"{one['split']:9} {one['way']:14} {len(kept) - 1} classmates: seconds of a core"
                  f" a paper: mean {np.mean(spent):.3f} p95 {np.percentile(spent, 95):.3f}"
                  f" most {max(spent):.3f}")  # fmt: skip


def _kept(blobs: Blobs, number: int, path: Path) -> Kept:
    """Put a paper into a store as a reading leaves it there: pages, seals and what was read."""
    extraction, image = _with_seals(path)
    seals = {
        at: blobs.put(encode_page(seal_pictures(image, seal)[0]))
        for at, seal in enumerate(extraction.seals, start=1)
    }
    reading = blobs.put(reading_to_bytes(extraction))
    return Kept(number, reading, (blobs.put(encode_page(image)),), seals)


@dataclass(frozen=True, slots=True)
class _ReadPaper:
    """A paper that was read before, loaded when it is asked for."""

    cache: Path
    name: str

    @property
    def document(self) -> Document:
        return kept_document(self.cache, self.name)


def read_types(options: argparse.Namespace) -> None:
    """Read the papers of all classes that were not read yet."""
    classes = json.loads((options.cache / "types.json").read_text("utf-8"))
    read_all(options.cache, [name for one in classes for name in one["papers"]], options.workers)


def types(options: argparse.Namespace) -> None:
    """Print what is told of numbers in other type, and what of papers that are as they were."""
    cv2.setNumThreads(1)
    counted: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    spent = []
    for one in json.loads((options.cache / "types.json").read_text("utf-8")):
        true = [name for name, font in one["papers"].items() if font is None]
        for name, font in one["papers"].items():
            others = [other for other in true if other != name]
            papers = [_ReadPaper(options.cache, other) for other in (name, *others)]
            for paper in papers:
                _ = paper.document  # loaded before the clock starts
            begin = time.process_time()
            told = set_otherwise(papers, (0,))
            spent.append(time.process_time() - begin)
            numbers = any(found.field == "certificate_number" for found in told)
            count = counted[one["split"], font or "none"]
            count["papers"] += 1
            count["number told"] += numbers
            count["school told"] += len(told) - numbers
            if told:
                print(f"  {name} {font}: {told}", file=sys.stderr)
    for (split, font), count in sorted(counted.items()):
        print(f"{split:9} {font:20}", ", ".join(f"{name} {count[name]}" for name in (
            "papers", "number told", "school told")))  # fmt: skip
    print(
        f"seconds of a core a paper: mean {np.mean(spent):.3f} p95 {np.percentile(spent, 95):.3f}"
    )


def main() -> None:
    """Run one of the steps."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    steps = {"seals": seals, "seal-cost": seal_cost, "read-types": read_types, "types": types}
    parser.add_argument("step", choices=tuple(steps))
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--limit", type=int)
    options = parser.parse_args()
    steps[options.step](options)


if __name__ == "__main__":
    main()
