"""The command, called in this process."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from verifier import __main__ as command


@dataclass(frozen=True)
class Result:
    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self.out.splitlines()]


@pytest.fixture
def xueshi(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Result]:
    def call(*arguments: str | Path) -> Result:
        monkeypatch.setattr(sys, "argv", ["xueshi", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            command.main()
        captured = capsys.readouterr()
        code = ended.value.code
        return Result(int(code) if code is not None else 0, captured.out, captured.err)

    return call
