"""Print one table of speed and memory, every figure a ratio or a reading of this one run.

    python benchmarks/speed.py [FOLDER] [--pages 12] [--rounds 2]

Each file of the folder is read in turn by the whole product, by RapidOCR with the
product's settings and nothing else, and by RapidOCR as it comes, all on one
thread, so that a busy machine slows them alike. Then one worker and two workers
read the same files. Nothing is asserted: see docs/performance.md for the targets.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path
from statistics import median

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

ROOT = Path(__file__).resolve().parent.parent
PICTURES = {".jpg", ".jpeg", ".png", ".webp", ".bmp", ".tif", ".tiff"}
HELP_RUNS = 5
HEAVY = ("cv2", "onnxruntime", "rapidocr", "spacy", "pypdfium2")
TARGETS = {
    "product / bare configured engine": "≥ 0.85",
    "product / RapidOCR defaults": "≥ 2.4",
    "two workers / one": "≥ 1.7",
    "peak memory of a worker": "≤ 600 MB",
    "xueshi --help": "< 0.5 s",
    "heavy modules behind --help": "none",
}

Reader = Callable[[bytes], object]


def main() -> None:
    """Measure and print the table."""
    options = _options()
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    blobs = _files(options.folder, options.pages)
    readers: dict[str, Reader] = {
        "product": product(),
        "bare": bare_configured(),
        "defaults": rapidocr_defaults(),
    }
    seconds = _interleaved(readers, blobs, options.rounds)
    single = _workers(1, blobs, options.rounds)
    double = _workers(2, blobs, options.rounds)
    rows = [
        *((f"pages per second, {name}", f"{1 / value:.2f}") for name, value in seconds.items()),
        ("product / bare configured engine", f"{seconds['bare'] / seconds['product']:.2f}"),
        ("product / RapidOCR defaults", f"{seconds['defaults'] / seconds['product']:.2f}"),
        ("two workers / one", f"{2 * single[0] / double[0]:.2f}"),
        ("peak memory of a worker", f"{max(*single[1], *double[1]) / 1e6:.0f} MB"),
        ("xueshi --help", f"{_help_seconds():.2f} s"),
        ("heavy modules behind --help", ", ".join(_heavy_modules()) or "none"),
    ]
    print(f"{len(blobs)} pages, {options.rounds} rounds, one thread each\n")
    print("| measured | value | target |\n|---|---|---|")
    for name, value in rows:
        print(f"| {name} | {value} | {TARGETS.get(name, '')} |")


def product() -> Reader:
    """Return the whole product: bytes in, fields out; without memory, for pages come again."""
    from extractor.engines.rapid import Rapid
    from extractor.extract import extract

    engine = Rapid()
    return lambda blob: extract(blob, "page", engine=engine)


def bare_configured() -> Reader:
    """Return RapidOCR alone with the product's settings and the red channel."""
    from extractor.engines.models import RECOGNISER, RELEASED_DETECTOR

    read = _rapidocr(
        {
            "Global.use_cls": False,
            "Global.max_side_len": 5000,
            "Global.text_score": 0.0,
            "Det.limit_type": "max",
            "Det.limit_side_len": 960,
            "Rec.rec_batch_num": 1,
            "Det.model_path": str(RELEASED_DETECTOR.verified()),
            "Rec.model_path": str(RECOGNISER.verified()),
        }
    )
    return lambda blob: read(np.repeat(_decoded(blob)[..., :1], 3, axis=2))


def rapidocr_defaults() -> Reader:
    """Return RapidOCR as it comes."""
    read = _rapidocr({})
    return lambda blob: read(_decoded(blob)[..., ::-1])


def _rapidocr(params: dict[str, object]) -> Callable[[NDArray[np.uint8]], object]:
    from rapidocr import RapidOCR

    threads = {"EngineConfig.onnxruntime.intra_op_num_threads": 1, "Global.log_level": "error"}
    return RapidOCR(params=threads | params)


def _decoded(blob: bytes) -> NDArray[np.uint8]:
    return np.asarray(ImageOps.exif_transpose(Image.open(BytesIO(blob))).convert("RGB"))


def _interleaved(
    readers: dict[str, Reader], blobs: Sequence[bytes], rounds: int
) -> dict[str, float]:
    """Return the mean seconds a page takes each reader, page by page in turn."""
    for read in readers.values():
        read(blobs[0])
    spent = dict.fromkeys(readers, 0.0)
    for turn in range(rounds):
        for number, blob in enumerate(blobs):
            names = list(readers)
            first = (turn + number) % len(names)
            for name in names[first:] + names[:first]:
                start = time.perf_counter()
                readers[name](blob)
                spent[name] += time.perf_counter() - start
    return {name: value / (rounds * len(blobs)) for name, value in spent.items()}


def _workers(count: int, blobs: Sequence[bytes], rounds: int) -> tuple[float, list[int]]:
    """Return the wall seconds in which each of `count` workers read all, and their peaks."""
    context = multiprocessing.get_context("spawn")
    start, results = context.Barrier(count + 1), context.Queue()
    workers = [
        context.Process(target=_work, args=(blobs, rounds, start, results)) for _ in range(count)
    ]
    for worker in workers:
        worker.start()
    start.wait()
    began = time.perf_counter()
    peaks = [results.get() for _ in workers]
    seconds = time.perf_counter() - began
    for worker in workers:
        worker.join()
    return seconds, peaks


def _work(blobs: Sequence[bytes], rounds: int, start: object, results: object) -> None:
    read = product()
    read(blobs[0])
    start.wait()  # type: ignore[attr-defined]  # the types of a context's parts are private
    for _ in range(rounds):
        for blob in blobs:
            read(blob)
    results.put(_peak_memory())  # type: ignore[attr-defined]


def _peak_memory() -> int:
    """Return the most bytes this process has held in memory.

    Linux's own figure is used: what getrusage says includes the parent's before exec.
    """
    for line in Path("/proc/self/status").read_text("utf-8").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024
    return 0


def _help_seconds() -> float:
    times = []
    for _ in range(HELP_RUNS):
        start = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "verifier", "--help"], cwd=ROOT, check=True, capture_output=True
        )
        times.append(time.perf_counter() - start)
    return median(times)


def _heavy_modules() -> list[str]:
    script = "import sys, verifier.__main__; print(*sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, check=True, capture_output=True, text=True
    )
    return [name for name in HEAVY if name in run.stdout.split()]


def _files(folder: Path, count: int) -> list[bytes]:
    """Return pictures spread evenly over the sorted folder."""
    found = sorted(path for path in folder.rglob("*") if path.suffix.lower() in PICTURES)
    if not found:
        sys.exit(f"no pictures in {folder}")
    step = max(1, len(found) // count)
    return [path.read_bytes() for path in found[::step][:count]]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path, nargs="?", default=ROOT / "fixtures" / "dev")
    parser.add_argument("--pages", type=int, default=12)
    parser.add_argument("--rounds", type=int, default=2)
    return parser.parse_args()


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
