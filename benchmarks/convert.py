"""How many facts a second `xueshi convert` takes, and whether its memory stays flat.

    python benchmarks/convert.py            prints the table
    python benchmarks/convert.py --write    puts it into docs/performance.md

Every line of the input is another set of facts, so that nothing is looked up twice.
The two sizes run in the same session; the ratio of their peak memory says whether
memory grows with the input.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from itertools import islice, product
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "performance.md"
POLICY = "hefei-hr-2021"
SIZES = (20_000, 100_000)
_BLOCK = re.compile(r"(<!-- convert -->\n).*?(<!-- /convert -->)", re.DOTALL)


def facts() -> Iterator[dict[str, object]]:
    """Yield sets of facts over the rows of the Hefei table, none twice."""
    for number in range(1_000_000):
        yield {"activity": "paper", "venue_level": "national", "characters": 1000 + number}
        yield {"activity": "book", "characters": 20_000 + number}
        yield {"activity": "training", "level": "provincial", "days": 5, "hours": number % 9999}
        yield {"activity": "self_study", "hours": number % 9999, "year": 2016 + number % 6}
        yield {
            "activity": "conference",
            "level": "ministry",
            "presented": True,
            "characters": number,
        }
        level, sub, rank = next(
            islice(product(("national", "provincial", "municipal"), (True, False), range(1, 8)),
                   number % 42, None)
        )  # fmt: skip
        yield {
            "activity": "project",
            "level": level,
            "sub_project": sub,
            "rank": rank,
            "years": number % 1000,
        }


def measure(count: int) -> tuple[float, int]:
    """Return facts a second of processor time, and peak memory in KiB, of one call."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "facts.jsonl"
        with source.open("w", encoding="utf-8") as stream:
            for one in islice(facts(), count):
                stream.write(json.dumps(one) + "\n")
        command = Path(sys.executable).parent / "xueshi"
        child = os.fork()
        if child == 0:
            null = os.open(os.devnull, os.O_WRONLY)
            os.dup2(null, 1)
            os.execv(command, [str(command), "convert", str(source), "--policy", POLICY])
        _, status, usage = os.wait4(child, 0)
        if os.waitstatus_to_exitcode(status) != 0:
            raise SystemExit("xueshi convert failed")
    return count / (usage.ru_utime + usage.ru_stime), usage.ru_maxrss


def table() -> str:
    """Measure and return the table."""
    (_, small), (speed, large) = (measure(size) for size in SIZES)
    return (
        "| measured | value | target |\n|---|---|---|\n"
        f"| different facts a second on one core, {SIZES[1]:,} in one call |"
        f" {round(speed, -2):,.0f} | ≥ 20,000 |\n"
        f"| peak memory at {SIZES[1]:,} / at {SIZES[0]:,} | {large / small:.2f} | flat |\n"
    )


def main() -> None:
    """Print the table, or write it into the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    wanted = parser.parse_args()
    shown = table()
    sys.stdout.write(shown)
    if wanted.write:
        text = PAGE.read_text(encoding="utf-8")
        PAGE.write_text(_BLOCK.sub(rf"\g<1>{shown}\g<2>", text), encoding="utf-8")


if __name__ == "__main__":
    main()
