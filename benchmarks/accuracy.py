"""Score fixtures/dev and fixtures/test and write the tables into the docs.

    python benchmarks/accuracy.py            prints the tables
    python benchmarks/accuracy.py --write    puts them into docs/accuracy.md and both READMEs,
                                             and draws docs/reliability.svg

A table stands between `<!-- figures -->` and `<!-- /figures -->`.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from plots import drawing

ROOT = Path(__file__).resolve().parent.parent
SETS = ("dev", "test")
UPRIGHT = "by_field_without_photocopies"
TARGETS = {
    "hours": "99.5 %",
    "start_date": "99 %",
    "end_date": "99 %",
    "issue_date": "99 %",
    "holder_name": "99 %",
    "certificate_number": "98.5 %",
    "issuers": "97 %",
    "activity_title": "97 %",
}
_BLOCK = re.compile(r"(<!-- figures -->\n).*?(<!-- /figures -->)", re.DOTALL)


def score(name: str) -> dict[str, Any]:
    """Return what `xueshi evaluate --json` says of one set."""
    command = [
        str(Path(sys.executable).parent / "xueshi"),
        "evaluate",
        str(ROOT / "fixtures" / name),
    ]
    done = subprocess.run([*command, "--json"], capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout))


def percent(right: int, of: int) -> str:
    """Return a share as `98.1 % (634/646)`."""
    return f"{right / of:.1%} ({right}/{of})".replace("%", " %") if of else "—"


def summary(scores: dict[str, dict[str, Any]]) -> str:
    """Return the short table of the READMEs."""
    lines = ["| fields read exactly | dev | test |", "|---|---|---|"]
    for title, key in (
        ("all conditions but photocopies", "fields_without_photocopies"),
        ("photocopies", "photocopies"),
    ):
        cells = [percent(scores[s][key]["right"], scores[s][key]["labelled"]) for s in SETS]
        lines.append(f"| {title} | {' | '.join(cells)} |")
    for field in ("hours", "holder_name", "issue_date", "issuers", "activity_title"):
        cells = [_named(scores[s][UPRIGHT], field) for s in SETS]
        lines.append(f"| `{field}`, without photocopies | {' | '.join(cells)} |")
    cells = [percent(scores[s]["sure_and_wrong"], scores[s]["sure_values"]) for s in SETS]
    lines.append(f"| wrong among values given at 0.9 or more | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _named(rows: list[dict[str, Any]], name: str) -> str:
    row = next((row for row in rows if row["name"] == name), None)
    return percent(row["right"], row["labelled"]) if row else "—"


def tables(scores: dict[str, dict[str, Any]]) -> str:
    """Return all tables of docs/accuracy.md."""
    parts = ["### Together\n\n" + summary(scores)]
    for title, key in (
        ("field, without photocopies", UPRIGHT),
        ("condition", "by_condition"),
        ("group", "by_group"),
    ):
        names = sorted({row["name"] for s in SETS for row in scores[s][key]})
        head = f"### By {title}\n\n| {title} | dev | test |" + (
            " target |" if key == UPRIGHT else ""
        )
        rule = "|---|---|---|" + ("---|" if key == UPRIGHT else "")
        lines = [head, rule]
        for name in names:
            cells = [_named(scores[s][key], name) for s in SETS]
            target = f" {TARGETS.get(name, '')} |" if key == UPRIGHT else ""
            lines.append(f"| {name} | {' | '.join(cells)} |{target}")
        parts.append("\n".join(lines) + "\n")
    lines = [
        "### Seals",
        "",
        "Whose ring, or all whose words, come out exactly, whichever the label holds.",
        "",
        "| condition | dev | test |",
        "|---|---|---|",
    ]
    key = "seals_by_condition"
    for name in sorted({row["name"] for s in SETS for row in scores[s][key]}):
        cells = [_named(scores[s][key], name) for s in SETS]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    parts.append("\n".join(lines) + "\n")
    lines = [
        "### Risk and coverage",
        "",
        "| confidence at least | dev: given, wrong | test: given, wrong |",
        "|---|---|---|",
    ]
    for dev, test in zip(scores["dev"]["risk"], scores["test"]["risk"], strict=True):
        cells = [f"{r['given']}, {r['wrong']}" for r in (dev, test)]
        lines.append(f"| {dev['confidence']:.2f} | {' | '.join(cells)} |")
    parts.append("\n".join(lines) + "\n")
    lines = [
        "### Reliability",
        "",
        "![Confidence against the share right, and risk against coverage](reliability.svg)",
        "",
        "| confidence from | dev: given, right | test: given, right |",
        "|---|---|---|",
    ]
    spans = {s: {row["from"]: row for row in scores[s]["reliability"]} for s in SETS}
    for least in sorted({key for s in SETS for key in spans[s]}, reverse=True):
        rows = [spans[s].get(least) for s in SETS]
        cells = [f"{r['given']}, {r['right'] / r['given']:.1%}" if r else "—" for r in rows]
        lines.append(f"| {least:.2f} | {' | '.join(cells)} |".replace("%", " %"))
    parts.append("\n".join(lines) + "\n")
    kinds = [percent(scores[s]["kinds"]["right"], scores[s]["kinds"]["labelled"]) for s in SETS]
    parts.append(f"Kind of document right: dev {kinds[0]}, test {kinds[1]}.\n")
    return "\n".join(parts)


def write(path: Path, block: str) -> None:
    """Put a block of tables between the marks of a document."""
    text = path.read_text("utf-8")
    path.write_text(_BLOCK.sub(lambda match: match[1] + block + match[2], text), "utf-8")


def main() -> None:
    """Score both sets, print or write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    chosen = parser.parse_args()
    with ThreadPoolExecutor(len(SETS)) as pool:
        scores = dict(zip(SETS, pool.map(score, SETS), strict=True))
    if chosen.write:
        write(ROOT / "docs/accuracy.md", tables(scores))
        (ROOT / "docs/reliability.svg").write_text(drawing(scores), "utf-8")
        for name in ("README.md", "README.zh-CN.md"):
            write(ROOT / name, summary(scores))
    else:
        print(tables(scores))


if __name__ == "__main__":
    main()
