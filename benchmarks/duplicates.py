"""How well two documents are told apart, on families of certificates that a seed makes again.

    python benchmarks/duplicates.py render --cache DIR [--bases 300] [--captured 3] [--rotating 3]
                                           [--small] [--split held_out] [--seed WORD]
    python benchmarks/duplicates.py read --cache DIR [--workers 2]
    python benchmarks/duplicates.py table --cache DIR [--limit N] [--part 0/2]
    python benchmarks/duplicates.py weights --cache DIR
    python benchmarks/duplicates.py splink --cache DIR
    python benchmarks/duplicates.py index [--rows 1000000] [--database sqlite:///…]

`render` draws the pictures (Chromium), `read` keeps what reading each gave, so that the others can
be run again in minutes; `fixtures/events.py` draws proofs of conferences into a cache of their own.
`table` prints, by relation and by what happened to the picture, how many pairs came out right,
precision and recall of `same_activity`, how often the change lies inside the shown crop, and the
seconds a pair takes of one core. `weights` counts m and u of every field's outcomes on pairs of the
tuned templates; `splink` compares them with what Splink learns (`pip install splink==5.0.0`; it is
in no lock). `index` measures the search among fingerprints of which 30 % are one template's. What
stands out in a class is measured by `benchmarks/classes.py`.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import lru_cache
from importlib.util import find_spec
from itertools import combinations
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import cv2
import numpy as np

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks import splink_weights  # noqa: E402
from extractor.document import Extraction  # noqa: E402
from extractor.engines import load_engine  # noqa: E402
from extractor.pictures import encode_page  # noqa: E402
from verifier.check import read_upload, upload_from_path  # noqa: E402
from verifier.driver import WINDOW  # noqa: E402
from verifier.duplicates.document import Document, decode_page  # noqa: E402
from verifier.duplicates.fields import compare_fields  # noqa: E402
from verifier.duplicates.relation import compare  # noqa: E402
from verifier.duplicates.scan import Scan  # noqa: E402
from verifier.model import Unread  # noqa: E402
from verifier.readings import reading_from_bytes, reading_to_bytes  # noqa: E402
from verifier.relations import Comparison  # noqa: E402
from verifier.store import fingerprints  # noqa: E402
from verifier.store.database import Database  # noqa: E402
from verifier.store.fingerprints import Marked  # noqa: E402
from verifier.store.tables import fingerprint, fingerprint_band  # noqa: E402

FIELDS = {"name": "holder_name", "number": "certificate_number", "hours": "hours",
          "hours_by_one": "hours", "date": "start_date"}  # fmt: skip
"""The field that each alteration changes first."""
ACTIVITY = "same_activity"


def render(options: argparse.Namespace) -> None:
    """Draw the families into the cache."""
    more = ["--small"] if options.small else []
    for split in options.split or ():
        more += ["--split", split]
    subprocess.run(
        [sys.executable, str(ROOT / "fixtures/families.py"), "--out", str(options.cache),
         "--bases", str(options.bases), "--captured", str(options.captured),
         "--rotating", str(options.rotating), "--seed", options.seed, *more],
        check=True,
    )  # fmt: skip


def read(options: argparse.Namespace) -> None:
    """Read every picture that was not read yet."""
    named = dict.fromkeys(one[side] for one in _pairs(options.cache) for side in ("a", "b"))
    read_all(options.cache, tuple(named), options.workers)


def read_all(cache: Path, names: Sequence[str], workers: int) -> None:
    """Read those of some pictures in a folder that were not read yet; keep each reading there."""
    kept = cache / "read"
    kept.mkdir(exist_ok=True)
    waiting = [name for name in names if not (kept / f"{name}.0.jpg").exists()]
    print(len(waiting), "to read", file=sys.stderr)
    with ProcessPoolExecutor(workers, get_context("spawn")) as pool:
        jobs = [pool.submit(_read, cache, name) for name in waiting]
        for number, job in enumerate(jobs, start=1):
            job.result()
            print(f"\r{number}/{len(jobs)}", end="", file=sys.stderr)


def _read(cache: Path, name: str) -> None:
    pages: list[bytes] = []
    upload = replace(
        upload_from_path(cache / name), keep=lambda _, image: pages.append(encode_page(image))
    )
    found = read_upload(upload, engine=load_engine("rapid"))
    if isinstance(found, Unread):
        raise SystemExit(f"{name}: {found.failure.message}")
    (cache / "read" / f"{name}.reading").write_bytes(reading_to_bytes(found))
    for number in reversed(range(len(pages))):  # the first page last: it says that all is there
        (cache / "read" / f"{name}.{number}.jpg").write_bytes(pages[number])


@lru_cache(maxsize=150)
def kept_document(cache: Path, name: str) -> Document:
    """Return a document as `read_all` kept it."""
    kept = cache / "read"
    extraction = reading_from_bytes((kept / f"{name}.reading").read_bytes())
    pages = [decode_page((kept / f"{name}.{n}.jpg").read_bytes())
             for n in range(extraction.source.pages)]  # fmt: skip
    return Document(extraction, pages)


def table(options: argparse.Namespace) -> None:
    """Print how many pairs of each sort came out right."""
    cv2.setNumThreads(1)
    part, parts = (int(number) for number in options.part.split("/"))
    pairs = [one for one in _pairs(options.cache) if _is_read(options.cache, one)][part::parts]
    right: Counter[tuple[str, str, str]] = Counter()
    every: Counter[tuple[str, str, str]] = Counter()
    shown: Counter[bool] = Counter()
    said: Counter[tuple[str, str, str]] = Counter()
    seconds = []
    for one in pairs[: options.limit]:
        a, b = (kept_document(options.cache, one[side]) for side in ("a", "b"))
        begin = time.process_time()
        found = compare(a, b)
        seconds.append(time.process_time() - begin)
        key = one["split"], one["relation"], one["how"]
        every[key] += 1
        right[key] += found.kind == one["relation"]
        said[one["split"], one["relation"], found.kind] += 1
        if one["relation"] == "altered":
            shown[_shows(found, b, FIELDS[one["how"]])] += 1
        if found.kind != one["relation"]:
            print(f"  {one['a']} {one['b']}: {one['relation']} ({one['how']}), said {found.kind}:"
                  f" {', '.join(found.reasons)}", file=sys.stderr)  # fmt: skip
    for key in sorted(every):
        print(f"{key[0]:9} {key[1]:14} {key[2]:16} {right[key]:5} of {every[key]:5}"
              f" {right[key] / every[key]:7.3f}")  # fmt: skip
    for (split, wanted, given), number in sorted(said.items()):
        print(f"{split:9} {wanted:14} said {given:14} {number:5}")
    for split in sorted({split for split, _, _ in said}):
        _print_same_activity({key[1:]: n for key, n in said.items() if key[0] == split}, split)
    if shown:
        print(f"change inside the shown crop {shown[True]} of {shown.total()}")
    print(f"seconds of one core a pair: mean {np.mean(seconds):.2f}"
          f" p95 {np.percentile(seconds, 95):.2f}")  # fmt: skip


def _print_same_activity(said: Mapping[tuple[str, str], int], split: str) -> None:
    """Print how many pairs called one activity are, and how many of those that are were found."""
    wanted = sum(number for (relation, _), number in said.items() if relation == ACTIVITY)
    told = sum(number for (_, given), number in said.items() if given == ACTIVITY)
    found = said.get((ACTIVITY, ACTIVITY), 0)
    if wanted and told:
        print(f"{split:9} {ACTIVITY}: precision {found} of {told} {found / told:.3f},"
              f" recall {found} of {wanted} {found / wanted:.3f}")  # fmt: skip


def _shows(found: Comparison, document: Document, name: str) -> bool:
    """Say whether a region that differs lies on the altered field, as far as it was read."""
    field = document.extraction.first(name)
    if field is None:
        return any(one.field == name for one in found.differences)
    return any(
        one.b is not None and one.b.box.overlap(field.place.box) > 0.5 for one in found.differences
    )


def weights(options: argparse.Namespace) -> None:
    """Count the outcomes of every field on pairs that belong together and on pairs that do not.

    Together: captures of one document. Apart: bases of different families, and classmates for
    what is a holder's own.
    """
    together = [one for one in _pairs(options.cache) if one["relation"] == "same_document"
                and one["split"] == "tuned" and _is_read(options.cache, one)]  # fmt: skip
    truth = _truth(options.cache)
    bases = [name for name, one in truth.items() if one["split"] == "tuned"
             and name[-7:-6] == "m" and name.endswith(".jpg")]  # fmt: skip
    apart = [
        {"a": a, "b": b, "own": truth[a]["family"] == truth[b]["family"]}
        for a, b in combinations(bases, 2)
        if _is_read(options.cache, {"a": a, "b": b})
    ]
    counted: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for kind, pairs in (("m", together), ("u", apart)):
        for one in pairs:
            for match in _compared(options.cache, one):
                is_own = match.name in ("holder_name", "holder_id", "certificate_number")
                if match.match != "unknown" and (is_own or not one.get("own")):
                    counted[match.name][kind][match.match] += 1
    for name, kinds in counted.items():
        print(f"{name}:  # m of {kinds['m'].total()} pairs, u of {kinds['u'].total()}")
        for level in ("same", "alike", "different"):
            m, u = ((kinds[kind][level] + 0.5) / (kinds[kind].total() + 1.5) for kind in ("m", "u"))
            print(f"  {level}: {{m: {m:.4f}, u: {u:.5f}}}")


def splink(options: argparse.Namespace) -> None:
    """Print the weights beside those that Splink learns of the readings (not of altered ones)."""
    if find_spec("splink") is None:
        raise SystemExit("splink is not installed: pip install splink==5.0.0")
    pairs = _pairs(options.cache)
    truth = _truth(options.cache)
    document = {
        one["b"]: one["a"]
        for one in pairs
        if one["relation"] == "same_document" and _is_read(options.cache, one)
    }
    document |= {name: name for name in document.values()}
    names = sorted(document)
    splink_weights.report(
        [_reading(options.cache, name) for name in names],
        [document[name] for name in names],
        [truth[document[name]]["family"] for name in names],
    )


def _compared(cache: Path, one: dict[str, Any]) -> Iterator[Any]:
    yield from compare_fields(*(_reading(cache, one[side]) for side in ("a", "b")))


@lru_cache(maxsize=2000)
def _reading(cache: Path, name: str) -> Extraction:
    return reading_from_bytes((cache / "read" / f"{name}.reading").read_bytes())


def index(options: argparse.Namespace) -> None:
    """Measure the search: 30 % of the rows are one template's, each with 12 bits of noise."""
    rng = np.random.default_rng(20261125)
    rows = rng.integers(0, 256, (options.rows, 32), np.uint8)
    skewed = options.rows * 3 // 10
    template = rng.integers(0, 256, 32, np.uint8)
    rows[:skewed] = template ^ _noise(rng, skewed, 12)
    scan = Scan()
    begin = time.perf_counter()
    scan.add_many(np.arange(options.rows, dtype=np.int64), rows)
    print(f"{options.rows} rows in memory: {time.perf_counter() - begin:.2f} s,"
          f" {options.rows * 40 / 2**20:.0f} MB")  # fmt: skip
    wanted = rng.integers(0, options.rows, options.queries)
    wanted[: options.queries // 3] = rng.integers(0, skewed, options.queries // 3)
    asked = rows[wanted] ^ _noise(rng, len(wanted), 15)
    for turns in (1, 4):
        spent, worked, found = [], [], 0
        for row, bits in zip(wanted, asked, strict=True):
            begin, core = time.perf_counter(), time.process_time()
            near = scan.near([bits.tobytes()] * turns, 15, 5000)
            spent.append(time.perf_counter() - begin)
            worked.append(time.process_time() - core)
            found += any(one.key == row for one in near)
        print(f"scan, {turns} turn(s): p50 {_ms(spent, 50)} p95 {_ms(spent, 95)} ms"
              f" ({_ms(worked, 95)} of one core),"
              f" recall at 15 bits {found / len(wanted):.3f}")  # fmt: skip
    if options.bands:
        _measure_bands(options, rows, wanted, asked)


def _measure_bands(
    options: argparse.Namespace, rows: np.ndarray, wanted: np.ndarray, asked: np.ndarray
) -> None:
    """Measure the bands in a database: building in bulk and online, and asking."""
    with tempfile.TemporaryDirectory(dir=options.cache) as folder:
        database = Database(options.database or f"sqlite:///{folder}/index.db")
        with database.writing() as connection:
            # the rows stand alone here: no documents behind them
            for made in (fingerprint, fingerprint_band):
                copy = made.to_metadata(type(made.metadata)(), referred_schema_fn=None)
                for constraint in list(copy.foreign_key_constraints):
                    copy.constraints.discard(constraint)
                copy.create(connection)
        begin = time.perf_counter()
        for start in range(0, len(rows), 20_000):
            with database.writing() as connection:
                fingerprints.note_many(
                    connection,
                    (Marked(start + n, 1, bits.tobytes())
                     for n, bits in enumerate(rows[start : start + 20_000])),
                )  # fmt: skip
        print(f"bands in bulk: {len(rows) / (time.perf_counter() - begin):.0f} rows/s")
        for window in (1, WINDOW):
            begin, cpu = time.perf_counter(), time.process_time()
            for first in range(0, options.queries, window):
                with database.writing() as connection:
                    for number in range(first, min(first + window, options.queries)):
                        fingerprints.note(connection, len(rows) + number, [asked[number].tobytes()])
            each = (time.process_time() - cpu) / options.queries
            rate = options.queries / (time.perf_counter() - begin)
            print(
                f"{window} documents a transaction: {rate:.0f}/s, {1000 * each:.2f} ms of CPU each"
            )
        spent, found, hot = [], 0, 0
        with database.reading() as connection:
            for row, bits in zip(wanted, asked, strict=True):
                begin = time.perf_counter()
                near = fingerprints.near(connection, [bits.tobytes()])
                spent.append(time.perf_counter() - begin)
                hot += not near.is_complete
                found += near.is_complete and any(one.evidence == row for one in near.pages)
        complete = len(wanted) - hot
        print(f"bands: p50 {_ms(spent, 50)} p95 {_ms(spent, 95)} ms; {hot} of {len(wanted)} met a"
              " hot bucket and go to the scan;"
              f" recall of the others {found / max(complete, 1):.3f}")  # fmt: skip
        database.close()


def _noise(rng: np.random.Generator, rows: int, bits: int) -> np.ndarray:
    """Return masks of so many bits, of shape (rows, 32)."""
    made = np.zeros((rows, 32), np.uint8)
    for start in range(0, rows, 50_000):
        flips = np.zeros((min(50_000, rows - start), 256), np.uint8)
        places = rng.random(flips.shape, np.float32).argpartition(bits, axis=1)[:, :bits]
        np.put_along_axis(flips, places, 1, axis=1)
        made[start : start + len(flips)] = np.packbits(flips, axis=1)
    return made


def _ms(spent: list[float], share: int) -> str:
    return f"{1000 * float(np.percentile(spent, share)):.1f}"


def _pairs(cache: Path) -> list[dict[str, Any]]:
    return list(json.loads((cache / "pairs.json").read_text("utf-8")))


def _truth(cache: Path) -> dict[str, Any]:
    return dict(json.loads((cache / "truth.json").read_text("utf-8")))


def _is_read(cache: Path, pair: dict[str, Any]) -> bool:
    return all((cache / "read" / f"{pair[side]}.0.jpg").exists() for side in ("a", "b"))


def main() -> None:
    """Run one of the steps."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    steps = {"render": render, "read": read, "table": table, "weights": weights,
             "splink": splink, "index": index}  # fmt: skip
    parser.add_argument("step", choices=tuple(steps))
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--bases", type=int, default=300)
    parser.add_argument("--captured", type=int, default=3)
    parser.add_argument("--rotating", type=int, default=0)
    parser.add_argument("--seed", default="families")
    parser.add_argument("--small", action="store_true")
    parser.add_argument("--split", action="append")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--part", default="0/1")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--queries", type=int, default=300)
    parser.add_argument("--bands", action="store_true", help="measure the tables too")
    parser.add_argument("--database")
    options = parser.parse_args()
    if options.cache is None and options.step != "index":
        parser.error("--cache DIR is needed")
    steps[options.step](options)


if __name__ == "__main__":
    main()
