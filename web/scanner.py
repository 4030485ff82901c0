"""A malware scanner of the office's choice, asked before an upload is kept."""

from __future__ import annotations

import logging
import shlex
import subprocess
from typing import BinaryIO

from verifier.errors import Infected, StoreFailure

_LOG = logging.getLogger("xueshi.web")
_CLEAN, _REFUSED = 0, 1
"""What scanners answer, after clamscan(1) and clamdscan(1)."""


def check(command: str, seconds: float, file: BinaryIO, name: str) -> None:
    """Let a command look at a file; the file stands at its beginning again afterwards.

    The command gets the bytes and never the name, and its words are shown to nobody: they may
    name paths of the machine.

    Raises:
        Infected: it refuses the file.
        StoreFailure: it gives no answer, so nothing is let in.
    """
    file.seek(0)
    try:
        done = subprocess.run(  # noqa: S603 - the operator's own command, without a shell
            shlex.split(command), input=file.read(), capture_output=True, timeout=seconds,
            check=False,
        )  # fmt: skip
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        _LOG.error("the scanner gives no answer: %s", type(error).__name__)
        raise _silent() from error
    finally:
        file.seek(0)
    if done.returncode == _REFUSED:
        raise Infected(f"查毒程序拒绝了文件：{name}。 The malware scanner refuses a file: {name}.")
    if done.returncode != _CLEAN:
        _LOG.error("the scanner ends with %d", done.returncode)
        raise _silent()


def _silent() -> StoreFailure:
    return StoreFailure(
        "查毒程序没有应答，文件未被接收。 The malware scanner gives no answer; nothing was kept.",
        "请稍后再试；管理员请检查 XUESHI_SCANNER。 Try again later; see XUESHI_SCANNER.",
    )
