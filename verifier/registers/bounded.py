"""An uploaded list read in a child process with limits: a hostile workbook costs only itself.

The child answers with plain JSON, never with objects; what it says is checked again here.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from types import MappingProxyType

from verifier.errors import Fault, RegisterError
from verifier.model import RegisterEntry
from verifier.registers.load import Register, load_register
from verifier.registers.tables import MAX_BYTES

SECONDS = 60
MEMORY = 2 * 1024**3
_LARGEST_ANSWER = 64 * 1024**2


def read_bounded(blob: bytes, ending: str, register: str) -> Register:
    """Return the register that the bytes of an upload hold; `ending` is `.csv` or `.xlsx`.

    Raises:
        RegisterError: they cannot be read within the limits, or are wrong; carries every fault.
    """
    if len(blob) > MAX_BYTES:
        raise _refused(f"超过 {MAX_BYTES} 字节 · more than {MAX_BYTES} bytes")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"list{ending}"
        path.write_bytes(blob)
        command = [sys.executable, "-m", "verifier.registers.bounded", str(path), register]
        try:
            done = subprocess.run(  # noqa: S603 - our own command
                command, capture_output=True, timeout=SECONDS, check=False
            )
        except subprocess.TimeoutExpired as error:
            raise _refused("读取时间过长 · takes too long to read") from error
    if done.returncode != 0 or len(done.stdout) > _LARGEST_ANSWER:
        raise _refused("无法读取 · cannot be read")
    try:
        told = json.loads(done.stdout)
        faults = [Fault(str(f), int(line), str(reason)) for f, line, reason in told["faults"]]
        notes = tuple(Fault(str(f), int(line), str(reason)) for f, line, reason in told["notes"])
        entries = tuple(
            RegisterEntry(
                str(name), str(status),
                MappingProxyType({str(k): str(v) for k, v in columns.items()}), int(line),
            )
            for name, status, columns, line in told["entries"]
        )  # fmt: skip
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _refused("无法读取 · cannot be read") from error
    if faults:
        raise RegisterError(faults)
    return Register(register, entries, notes)


def _refused(reason: str) -> RegisterError:
    return RegisterError([Fault("", 1, reason)])


def _answer(path: Path, register: str) -> dict[str, object]:
    try:
        found = load_register(path, register)
    except RegisterError as error:
        return {
            "faults": [[f.file, f.line, f.reason] for f in error.faults],
            "notes": [],
            "entries": [],
        }
    return {
        "faults": [],
        "notes": [[f.file, f.line, f.reason] for f in found.notes],
        "entries": [[e.name, e.status, dict(e.columns), e.line] for e in found.entries],
    }


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    json.dump(_answer(Path(sys.argv[1]), sys.argv[2]), sys.stdout)
