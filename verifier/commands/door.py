"""How every command ends: an exit code, and a short message where something is wrong.

Exit codes: 0 nothing to object to, 1 findings need a person, 2 wrong usage, 3 a file could not be
read, 4 the engine, 5 a notice's file, 6 the store, 70 a defect of the program, 130 interrupted.
"""

from __future__ import annotations

import errno
import functools
import os
import sys
from collections.abc import Callable
from typing import ParamSpec

import typer

from extractor.errors import Failure

P = ParamSpec("P")

DEFECT, INTERRUPTED, BROKEN_PIPE = 70, 130, 141
_MISUSED = {
    "MissingParameter": "缺少必填的参数。",
    "NoSuchOption": "没有这个选项。",
    "BadOptionUsage": "选项缺少值。",
    "BadParameter": "参数的值不对。",
}
"""What was wrong with a call, by the parser's own kind of error; it gives the names in English."""


def enter(app: typer.Typer) -> None:
    """Run the command line; never returns. A call that no command takes is told in Chinese, too."""
    try:
        # without its own mode the parser hands back the exit code, and raises what it would print
        raise SystemExit(app(prog_name="xueshi", standalone_mode=False))
    except typer.Abort:
        raise SystemExit(1) from None
    except typer.TyperException as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            sys.stderr.write(f"{error}\n")
        else:
            _tell(_misuse(error))
        raise SystemExit(2) from None


def _misuse(error: typer.TyperException) -> Failure:
    from verifier.errors import UsageFailure

    context = getattr(error, "ctx", None)
    help_of = f"{context.command_path if context is not None else 'xueshi'} --help"
    chinese = _MISUSED.get(type(error).__name__, "命令用法不对。")
    said = getattr(error, "format_message", error.__str__)()
    return UsageFailure(f"{chinese} {said}", f"用法见 {help_of}。 See {help_of}.")


def door(command: Callable[P, int | None]) -> Callable[P, None]:
    """Turn what a command returns or raises into an exit code and a short message."""

    @functools.wraps(command)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            code = command(*args, **kwargs) or 0
        except Failure as failure:
            _tell(failure)
            code = failure.exit_code
        except KeyboardInterrupt:
            sys.stderr.write("\n已中断。 Interrupted.\n")
            code = INTERRUPTED
        except BrokenPipeError:
            # The reader of our output is gone; without this the interpreter
            # complains once more when it flushes at the end.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            code = BROKEN_PIPE
        except (typer.Exit, typer.Abort, typer.BadParameter):
            raise
        except Exception as error:  # noqa: BLE001 - the last door: a defect is told, not shown
            code = _tell_unforeseen(error)
        raise typer.Exit(code)

    return guarded


def _tell(failure: Failure) -> None:
    from verifier.terminal.report import open_console, print_failure

    print_failure(open_console(sys.stderr), failure)


def _tell_unforeseen(error: Exception) -> int:
    """Tell of what no command foresaw, and return its exit code."""
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        from verifier.errors import StoreFull

        failure = StoreFull("结果无法写入。 The results cannot be written.")
        _tell(failure)
        return failure.exit_code
    _tell_defect(error)
    return DEFECT


def _tell_defect(error: Exception) -> None:
    # Read straight from the environment: the settings may be what failed.
    if os.environ.get("XUESHI_DEBUG") == "1":
        import traceback

        traceback.print_exception(error, file=sys.stderr)
    sys.stderr.write(
        f"✗ 程序内部错误（{type(error).__name__}）。 A defect of the program.\n"
        "  → 请报告；XUESHI_DEBUG=1 显示详情。 Please report it; XUESHI_DEBUG=1 shows more.\n"
    )
