"""Measure what the picture signals say of captures whose truth is known.

    python benchmarks/originality.py [--draws 6] [--kit tuned] [--keep FILE] [--write]
    python benchmarks/originality.py --folder fixtures/test

The first draws scans, photographs, copies and screens from their seeds
(fixtures/draw_captures.py), reads each as the product does, and prints the target table, what
each class of capture was called, and risk against coverage; `--write` puts the tables into
docs/originality.md. `--keep` notes each finished draw in a file, from which a run that was broken
off goes on: it is good for one state of the program. No threshold was chosen on the kit
`held_out`. The second asks a labelled folder: its truth.json says `original`.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

import cv2

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "fixtures"))

from draw_captures import KITS, drawn

from extractor.document import CaptureReason
from extractor.engines import Engine, load_engine
from extractor.extract import extract
from extractor.intake import open_upload
from extractor.pages import read_page
from extractor.signals import look_at_page

FALSE = {
    "original": {"copy", "recapture"},
    "copy": {"original"},
    "colour copy": {"original"},
    "grey": {"original", "copy", "recapture"},
    "recapture": {"original"},
    "screenshot": {"copy"},
    "born_digital": {"copy", "recapture"},
}
ANSWERS = ("original", "copy", "recapture", "born_digital", "undecided")
_BLOCK = re.compile(r"(<!-- originality -->\n).*?(<!-- /originality -->)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Judged:
    """One capture and what the signals called it."""

    kind: str
    truth: str
    sealed: bool
    answer: str
    reason: str
    words_expected: bool
    copier: str
    name: str


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of one core that the signals took on a page, and its reading by the engine."""

    signals: float
    reading: float


def judge_draw(kit: str, draw: int, engine: Engine) -> tuple[list[Judged], list[Cost]]:
    """Return what each capture of one draw was called, and the cost on some of them."""
    judged, costs = [], []
    for capture in drawn(kit, draw + 1, first=draw):
        found = extract(capture.blob, capture.name, engine=engine).originality
        judged.append(
            Judged(
                capture.kind.name,
                capture.kind.truth,
                capture.kind.sealed,
                found.assessment.value,
                str(found.reason),
                bool(capture.words),
                capture.copier,
                capture.name,
            )
        )
        if len(costs) < 3 and capture.kind.name.startswith(("flatbed", "phone", "faded")):
            costs.append(cost(capture.blob, capture.name, engine))
        print(
            f"{capture.name} {capture.kind.name}: {found.assessment.value} {found.reason}",
            file=sys.stderr,
        )
    return judged, costs


def judge_kits(
    kits: Sequence[str], draws: int, engine: Engine, keep: Path | None
) -> tuple[dict[str, list[Judged]], dict[str, list[Cost]]]:
    """Return both for each kit, all kits one draw after another."""
    judged: dict[str, list[Judged]] = {kit: [] for kit in kits}
    costs: dict[str, list[Cost]] = {kit: [] for kit in kits}
    kept = _kept(keep)
    for draw in range(draws):
        for kit in kits:
            if (kit, draw) not in kept:
                kept[kit, draw] = judge_draw(kit, draw, engine)
                _note(keep, kit, draw, *kept[kit, draw])
            judged[kit] += kept[kit, draw][0]
            costs[kit] += kept[kit, draw][1]
    return judged, costs


def _kept(keep: Path | None) -> dict[tuple[str, int], tuple[list[Judged], list[Cost]]]:
    """Return the finished draws of earlier runs."""
    if keep is None or not keep.exists():
        return {}
    notes = map(json.loads, keep.read_text("utf-8").splitlines())
    return {
        (note["kit"], note["draw"]): (
            [Judged(**one) for one in note["judged"]],
            [Cost(**one) for one in note["costs"]],
        )
        for note in notes
    }


def _note(
    keep: Path | None, kit: str, draw: int, judged: Sequence[Judged], costs: Sequence[Cost]
) -> None:
    if keep is None:
        return
    note = {
        "kit": kit,
        "draw": draw,
        "judged": [asdict(one) for one in judged],
        "costs": [asdict(one) for one in costs],
    }
    with keep.open("a", encoding="utf-8") as file:
        file.write(json.dumps(note, ensure_ascii=False) + "\n")


def cost(blob: bytes, name: str, engine: Engine) -> Cost:
    """Return what the signals of the first page cost beside its reading; rings are not read."""
    cv2.setNumThreads(1)
    with open_upload(blob, name) as upload:
        sheet = next(iter(upload.sheets()))
        start = time.process_time()
        read = read_page(sheet, engine)
        middle = time.process_time()
        look_at_page(read.image, read.page, sheet.facts, file=upload.facts)
        return Cost(time.process_time() - middle, middle - start)


def share(
    judged: Sequence[Judged], of: Callable[[Judged], bool], good: Callable[[Judged], bool]
) -> str:
    """Return a share as `95 % (19/20)`."""
    chosen = [one for one in judged if of(one)]
    right = sum(good(one) for one in chosen)
    return (
        f"{right / len(chosen):.0%} ({right}/{len(chosen)})".replace("%", " %") if chosen else "—"
    )


def _is(answer: str) -> Callable[[Judged], bool]:
    return lambda one: one.answer == answer


def _named(*words: str) -> Callable[[Judged], bool]:
    return lambda one: any(one.kind.startswith(word) for word in words)


TARGETS: tuple[tuple[str, str, Callable[[Judged], bool], Callable[[Judged], bool]], ...] = (
    ("originals called copy", "≤ 0.1 %", lambda one: one.truth == "original", _is("copy")),
    (
        "sealed colour originals passed",
        "≥ 95 %",
        _named("flatbed original", "phone original"),
        _is("original"),
    ),
    (
        "of these with a faded seal (18 to 40 % ink)",
        "",
        _named("faded seal"),
        _is("original"),
    ),
    (
        "black-and-white copies passed as original",
        "0",
        _named("black-and-white copy", "red stamp", "certified"),
        _is("original"),
    ),
    (
        "with a seal, called copy: flatbed",
        "≥ 85 %",
        _named("black-and-white copy, flatbed"),
        _is("copy"),
    ),
    (
        "with a seal, called copy: phone",
        "≥ 65 %",
        _named("black-and-white copy, phone"),
        _is("copy"),
    ),
    (
        "screens with a grid found",
        "≥ 90 %",
        _named("photo of a screen"),
        lambda one: one.reason == CaptureReason.SCREEN_GRID,
    ),
    (
        "other captures called a screen's",
        "≤ 1 %",
        lambda one: one.truth not in ("recapture", "screenshot"),
        lambda one: one.reason in (CaptureReason.SCREEN_GRID, CaptureReason.SCREENSHOT),
    ),
    (
        "copy words read",
        "≥ 95 %",
        lambda one: one.words_expected,
        lambda one: one.reason == CaptureReason.COPY_WORDS,
    ),
    (
        "grey and two-level files undecided",
        "100 %",
        lambda one: one.truth == "grey",
        _is("undecided"),
    ),
    ("colour copies passed as original (undecidable)", "", _named("colour copy"), _is("original")),
)


def target_table(kits: dict[str, list[Judged]]) -> str:
    """Return the table of the targets."""
    lines = [f"| measured | {' | '.join(kits)} | target |", "|---|" + "---|" * (len(kits) + 1)]
    for title, target, of, good in TARGETS:
        cells = [share(judged, of, good) for judged in kits.values()]
        lines.append(f"| {title} | {' | '.join(cells)} | {target} |")
    return "\n".join(lines)


def cost_table(costs: dict[str, list[Cost]]) -> str:
    """Return what the signals cost."""
    flat = [one for each in costs.values() for one in each]
    if not flat:
        return ""
    middle = sorted(flat, key=lambda one: one.signals)[len(flat) // 2]
    ratio = sum(one.signals for one in flat) / sum(one.reading for one in flat)
    return (
        f"Signals of a page without reading the rings: median {middle.signals:.2f} s of one core, "
        f"{ratio:.0%} of the engine's reading of the same pages (targets 0.4 s, 25 %)."
    ).replace("%", " %")


def class_table(judged: Sequence[Judged]) -> str:
    """Return what each class of capture was called, with risk against coverage."""
    rows = defaultdict(list)
    for one in judged:
        rows[one.kind].append(one)
    lines = [
        f"| class of capture | n | {' | '.join(ANSWERS)} | decided | of these wrong |",
        "|---|" + "---|" * (len(ANSWERS) + 3),
    ]
    for kind, ones in rows.items():
        counted = Counter(one.answer for one in ones)
        decided = [one for one in ones if one.answer != "undecided"]
        wrong = sum(one.answer in FALSE[one.truth] for one in decided)
        cells = " | ".join(str(counted[answer] or "") for answer in ANSWERS)
        part = f"{len(decided) / len(ones):.0%}"
        risk = f"{wrong}/{len(decided)}" if decided else "—"
        lines.append(f"| {kind} | {len(ones)} | {cells} | {part} | {risk} |")
    return "\n".join(lines).replace("%", " %")


def judge_folder(folder: Path, engine: Engine) -> str:
    """Return what the documents of a labelled folder were called, by their label."""
    truth = json.loads((folder / "truth.json").read_text("utf-8"))
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for name, label in sorted(truth.items()):
        found = extract((folder / name).read_bytes(), name, engine=engine).originality
        said = {True: "original", False: "copy", None: "not labelled"}[label.get("original")]
        counted[f"{said}, {label.get('condition', '')}"][f"{found.assessment} {found.reason}"] += 1
        if said == "original" and found.assessment == "copy":
            print(f"original called copy: {name} {found.reason}", file=sys.stderr)
    lines = ["| label, condition | called |", "|---|---|"]
    for label, answers in sorted(counted.items()):
        lines.append(f"| {label} | {', '.join(f'{n} {a}' for a, n in answers.most_common())} |")
    return "\n".join(lines)


def main() -> None:
    """Measure, print or write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--draws", type=int, default=6)
    parser.add_argument("--kit", choices=tuple(KITS), action="append")
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--write", action="store_true")
    chosen = parser.parse_args()
    engine = load_engine("rapid")
    if chosen.folder:
        print(judge_folder(chosen.folder, engine))
        return
    kits, costs = judge_kits(chosen.kit or tuple(KITS), chosen.draws, engine, chosen.keep)
    parts = [target_table(kits), cost_table(costs)]
    parts += [f"#### {kit}\n\n{class_table(judged)}" for kit, judged in kits.items()]
    block = "\n\n".join(parts) + "\n"
    if chosen.write:
        path = ROOT / "docs/originality.md"
        text = path.read_text("utf-8")
        path.write_text(_BLOCK.sub(lambda match: match[1] + block + match[2], text), "utf-8")
    else:
        print(block)


if __name__ == "__main__":
    main()
