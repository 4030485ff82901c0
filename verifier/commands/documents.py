"""What the commands of `xueshi` do: call the one judgement, print, choose the exit code.

Loaded only when a command runs; `verifier.__main__` holds the options.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from rich.live import Live
from rich.spinner import Spinner
from rich.text import Text

from extractor.engines import ENGINES, Engine, load_engine
from extractor.errors import MissingInput, TooLargeInput
from extractor.limits import Limits
from verifier.check import Upload, read_upload, upload_from_path
from verifier.check import check as check_claim
from verifier.claim_whole import whole_of
from verifier.contract.models import READING_SCHEMA, SCHEMA, BundleModel
from verifier.contract.report import bundle_of, reading_to_json, report_to_json, unread_to_json
from verifier.errors import UsageFailure
from verifier.model import Claim, Recommendation, Report, Unread
from verifier.policy.load import load_policy
from verifier.registers import FileRegisters, load_registers
from verifier.relations import CONCERNS
from verifier.settings import Settings, load_settings
from verifier.terminal import report as terminal
from verifier.terminal.whole import print_whole

if TYPE_CHECKING:
    from verifier.against import FolderLedger

STANDARD_INPUT = "-"

Tell = Callable[[str], None]


def check(
    files: Sequence[str],
    policy_id: str,
    claim: Claim,
    *,
    as_json: bool,
    engine_name: str | None,
    today: date,
    registers: Path | None = None,
    against: Path | None = None,
    pictures: Path | None = None,
) -> int:
    """Check the papers of one claim, print a report for each and for all, return the exit code."""
    settings = load_settings()
    lists = _registers(registers or settings.registers)
    policy = load_policy(policy_id, settings.policies)
    uploads = _drawn(_uploads(files, settings.limits), pictures)
    engine = _engine(engine_name, settings)
    ledger = None
    if against is not None:
        ledger = _ledger(against, files, engine=engine, limits=settings.limits)
        uploads = [ledger.watch(upload) for upload in uploads]
    with _at_work() as tell:
        reports = check_claim(
            claim,
            _told(uploads, tell),
            policy,
            engine=engine,
            today=today,
            ledger=ledger,
            registers=lists,
            limits=settings.limits,
            trust_roots=settings.trust_roots,
            confidence_floor=settings.confidence_floor,
        )
    whole = whole_of(reports) if len(reports) > 1 else None
    for file, report in enumerate(reports, start=1):
        bundle = bundle_of(file, len(reports), whole) if whole is not None else None
        _print(report, bundle, as_json=as_json)
    if whole is not None and not as_json:
        print_whole(terminal.open_console(sys.stdout), reports, whole, claimed=claim.hours)
    return exit_code(reports)


def _ledger(folder: Path, files: Sequence[str], *, engine: Engine, limits: Limits) -> FolderLedger:
    """Return a folder as the ledger; what could not be read in it goes to standard error."""
    from verifier.against import ledger_of_folder

    given = [Path(name) for name in files if name != STANDARD_INPUT]
    with _at_work() as tell:
        tell(folder.name)
        ledger, unread = ledger_of_folder(folder, engine=engine, leave_out=given, limits=limits)
    for one in unread:
        terminal.print_unread(terminal.open_console(sys.stderr), one)
    return ledger


def _registers(folder: Path | None) -> FileRegisters | None:
    """Return the lists of a folder; what is worth knowing about them goes to standard error."""
    if folder is None:
        return None
    lists = load_registers(folder)
    console = terminal.open_console(sys.stderr)
    for note in lists.notes:
        console.print(Text(f"· {note.text}", style="dim"))
    return lists


def exit_code(reports: Sequence[Report | Unread]) -> int:
    """Return the exit code for a claim's reports: unread files weigh more than findings."""
    unread = [report.failure.exit_code for report in reports if isinstance(report, Unread)]
    if unread:
        return max(unread)
    ready = Recommendation.READY
    return int(any(isinstance(r, Report) and r.recommendation is not ready for r in reports))


def read(
    files: Sequence[str],
    *,
    as_json: bool,
    engine_name: str | None,
    pictures: Path | None = None,
) -> int:
    """Read each file, print what was read as soon as it is, return the exit code."""
    settings = load_settings()
    uploads = _drawn(_uploads(files, settings.limits), pictures)
    engine = _engine(engine_name, settings)
    code = 0
    for number, upload in enumerate(uploads, start=1):
        with _at_work() as tell:
            tell(f"{number}/{len(uploads)}  {upload.name}")
            found = read_upload(
                upload, engine=engine, limits=settings.limits, trust_roots=settings.trust_roots
            )
        if isinstance(found, Unread):
            code = max(code, found.failure.exit_code)
            _print_unread(found, READING_SCHEMA, as_json=as_json)
        elif as_json:
            _line(reading_to_json(found))
        else:
            terminal.print_reading(terminal.open_console(sys.stdout), found)
    return code


def compare(a: str, b: str, *, as_json: bool, engine_name: str | None, picture: Path | None) -> int:
    """Compare two files and print how they are related; return the exit code.

    0: nothing to object to (classmates, another proof, unrelated); 1: a person looks.
    """
    from verifier.comparing import read_document
    from verifier.contract.models import COMPARISON_SCHEMA
    from verifier.contract.relation import comparison_line
    from verifier.duplicates.picture import encode_png, evidence_picture
    from verifier.duplicates.relation import compare as compare_documents
    from verifier.terminal.relation import print_comparison

    settings = load_settings()
    uploads = _uploads((a, b), settings.limits)
    engine = _engine(engine_name, settings)
    with _at_work() as tell:
        read = [
            read_document(upload, engine=engine, limits=settings.limits)
            for upload in _told(uploads, tell)
        ]
    for one in read:
        if isinstance(one, Unread):
            _print_unread(one, COMPARISON_SCHEMA, as_json=as_json)
    unread = [one.failure.exit_code for one in read if isinstance(one, Unread)]
    first, second = read
    if isinstance(first, Unread) or isinstance(second, Unread):
        return max(unread)
    found = compare_documents(first, second)
    sources = first.extraction.source, second.extraction.source
    if as_json:
        _line(comparison_line(found, *sources))
    else:
        print_comparison(terminal.open_console(sys.stdout), found, *sources)
    drawn = evidence_picture(first, second, found) if picture is not None else None
    if picture is not None and drawn is not None:
        _write(picture, encode_png(drawn))
    return int(found.kind in CONCERNS)


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise UsageFailure(
            f"无法写入 {path.name!r}。 The picture cannot be written: {error.strerror}.",
            "请换一个可写的位置。 Choose a place that can be written to.",
        ) from error


def evaluate(folder: Path, *, as_json: bool, engine_name: str | None) -> int:
    """Score the readings of a labelled folder, print the tables, return the exit code."""
    from verifier import pairs

    settings = load_settings()
    engine = _engine(engine_name, settings)
    if (folder / pairs.FILE).is_file():
        return pairs.run(folder, engine=engine, as_json=as_json, limits=settings.limits)
    from verifier.evaluation.evaluate import run

    return run(folder, engine=engine, as_json=as_json, limits=settings.limits)


def _print(report: Report | Unread, bundle: BundleModel | None, *, as_json: bool) -> None:
    if isinstance(report, Unread):
        _print_unread(report, SCHEMA, as_json=as_json)
    elif as_json:
        _line(report_to_json(report, bundle))
    else:
        terminal.print_report(terminal.open_console(sys.stdout), report)


def _print_unread(unread: Unread, schema: str, *, as_json: bool) -> None:
    if as_json:
        _line(unread_to_json(unread, schema))
    else:
        terminal.print_unread(terminal.open_console(sys.stderr), unread)
    if unread.failure.__cause__ is not None and os.environ.get("XUESHI_DEBUG") == "1":
        traceback.print_exception(unread.failure.__cause__)


def _line(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _engine(name: str | None, settings: Settings) -> Engine:
    chosen = name if name is not None else settings.engine
    if chosen not in ENGINES:
        known = ", ".join(ENGINES)
        raise UsageFailure(
            f"没有名为 {chosen!r} 的识别引擎。 There is no engine of that name.",
            f"可选：{known}。 Choose one of: {known}.",
        )
    return load_engine(chosen)


def _uploads(files: Sequence[str], limits: Limits) -> list[Upload]:
    if list(files).count(STANDARD_INPUT) > 1:
        raise UsageFailure(
            "标准输入只能给一次。 Standard input can be given only once.",
            "请只写一个 -。 Write - once.",
        )
    return [
        Upload("stdin", lambda: _standard_input(limits))
        if name == STANDARD_INPUT
        else upload_from_path(Path(name), limits=limits)
        for name in files
    ]


def _drawn(uploads: list[Upload], folder: Path | None) -> list[Upload]:
    if folder is None:
        return uploads
    from verifier.looking import with_pictures

    return with_pictures(uploads, folder)


def _standard_input(limits: Limits) -> bytes:
    blob = sys.stdin.buffer.read(limits.max_bytes + 1)
    if len(blob) > limits.max_bytes:
        raise TooLargeInput(
            f"输入超过 {limits.max_bytes} 字节。 The input is larger than {limits.max_bytes} bytes."
        )
    if not blob:
        raise MissingInput("标准输入是空的。 Standard input is empty.")
    return blob


def _told(uploads: Sequence[Upload], tell: Tell) -> Iterator[Upload]:
    """Yield the uploads, telling of each when its turn comes."""
    for number, upload in enumerate(uploads, start=1):
        tell(f"{number}/{len(uploads)}  {upload.name}")
        yield upload


@contextmanager
def _at_work() -> Iterator[Tell]:
    """Show on a terminal's standard error what is being read; elsewhere stay silent."""
    console = terminal.open_console(sys.stderr)
    if not console.is_terminal:
        yield lambda _: None
        return
    spinner = Spinner("dots")
    # rich would otherwise send results printed meanwhile to standard error too.
    with Live(
        spinner, console=console, transient=True, redirect_stdout=False, redirect_stderr=False
    ) as live:

        def tell(what: str) -> None:
            spinner.update(text=Text(f"读取 reading {terminal.safe(what)}"))
            live.refresh()

        yield tell
