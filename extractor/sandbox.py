"""Run a decoder on untrusted bytes in a child with limits, and take its messages.

A helper process (`extractor.zygote`) is started once for each process that needs
it and forks a fresh child for each document, which costs a few milliseconds.
Messages are JSON with raw bytes, never pickles: a child that was taken over can
lie, but not run code here. Nothing in this module knows a file format.
"""

from __future__ import annotations

import array
import atexit
import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import weakref
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from extractor.errors import (
    DamagedInput,
    EncryptedInput,
    Failure,
    InputError,
    SlowInput,
    TooLargeInput,
    UnsupportedInput,
)
from extractor.limits import Limits
from extractor.zygote import FRAME, READY, STATUS, Request

MAX_HEAD = 64 * 1024 * 1024
"""Bytes of one message's JSON; a full page of text with the box of each word is under 10 MB."""
MAX_MESSAGE = 500
"""Characters of an error message that are taken from a child."""
PATIENCE = 5.0
"""Seconds a killed child may take to be gone; more only if the machine is at a standstill."""
START_SECONDS = 60.0
"""Seconds the helper process may take to load the decoders; about half a second is usual."""
PRELOADED = ("extractor.decoding.decode",)

_ERRORS = {
    failure.code: failure
    for failure in (DamagedInput, EncryptedInput, SlowInput, TooLargeInput, UnsupportedInput)
}
_START = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from extractor.zygote import serve; serve(int(sys.argv[2]), json.loads(sys.argv[3]))"
)


class DecoderFault(Exception):
    """What broke inside a child, as the cause of the failure that is reported."""


@dataclass(frozen=True, slots=True)
class Message:
    """What a child sent: a JSON object and raw bytes; both are as untrusted as the upload."""

    head: dict[str, object]
    payload: bytearray


def warm_up() -> None:
    """Start the helper process without waiting for it, so that the first upload finds it ready."""
    with _lock:
        _ensure_helper()


def run(
    job: str, blob: bytes, arguments: dict[str, object], *, limits: Limits, max_payload: int
) -> Child:
    """Start a child that runs the job (`module:function`) on the blob.

    Messages with a payload over `max_payload` bytes are refused.

    Raises:
        Failure: The helper process cannot be started.
    """
    request = Request(job, arguments, limits.decode_seconds, limits.decode_memory)
    document = _to_descriptor(blob)
    messages, messages_child = socket.socketpair()
    leash, leash_child = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    try:
        with _lock:
            _send(request.to_bytes(), [document, messages_child.fileno(), leash_child.fileno()])
    except BaseException:
        messages.close()
        leash.close()
        raise
    finally:
        os.close(document)
        messages_child.close()
        leash_child.close()
    return Child(messages, leash, limits.decode_seconds, max_payload)


class Child:
    """One child at work on one document, seen from outside."""

    def __init__(
        self, messages: socket.socket, leash: socket.socket, seconds: float, max_payload: int
    ) -> None:
        """Hold both sockets; the child has `seconds` in all to answer when asked."""
        self._messages = messages
        self._leash = leash
        self._allowed = seconds
        self._left = seconds
        self._max_payload = max_payload
        _children.add(self)

    def receive(self) -> Message | None:
        """Return the next message, None after the last one.

        Only the time spent waiting here counts against the child.

        Raises:
            InputError: The child reported that the document is at fault, broke
                off, or went over a limit. It is gone then.
        """
        started = time.monotonic()
        try:
            head_size, payload_size = FRAME.unpack(self._read(FRAME.size, started))
            if head_size > MAX_HEAD or payload_size > self._max_payload:
                raise DamagedInput(_BROKE_OFF.format("oversized message"))
            head = _to_object(self._read(head_size, started))
            message = Message(head, self._read(payload_size, started))
        except TimeoutError:
            self.close()
            raise SlowInput(_TOO_SLOW.format(self._allowed)) from None
        except (EOFError, ConnectionResetError):
            raise _failure_of_status(self.close(), self._allowed) from None
        except InputError:
            self.close()
            raise
        self._left -= time.monotonic() - started
        if "error" in message.head:
            self.close()
            raise _reported_failure(message.head)
        if "end" in message.head:
            self.close()
            return None
        return message

    def close(self) -> int | None:
        """End the child if it still runs, and wait until it is gone.

        Returns its exit code, minus the signal that killed it, or None if the
        helper process died with it or it was closed before.
        """
        _children.discard(self)
        self._messages.close()
        with self._leash:
            try:
                self._leash.settimeout(PATIENCE)
                # Not close(): a process forked meanwhile may hold copies of the socket.
                self._leash.shutdown(socket.SHUT_WR)
                status = self._leash.recv(STATUS.size)
            except OSError:
                return None
        return int(STATUS.unpack(status)[0]) if len(status) == STATUS.size else None

    def abandon(self) -> None:
        """Close this process's copies of the sockets and leave the child to its owner."""
        self._messages.close()
        self._leash.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _read(self, size: int, started: float) -> bytearray:
        data = bytearray(size)
        view = memoryview(data)
        while view:
            left = self._left - (time.monotonic() - started)
            if left <= 0:
                raise TimeoutError
            self._messages.settimeout(left)
            count = self._messages.recv_into(view)
            if count == 0:
                raise EOFError
            view = view[count:]
        return data


_BROKE_OFF = (
    "解码程序异常退出（{0}）：文件已损坏，或所需内存超出限制。 "
    "The decoder broke off ({0}): the file is damaged, or needs more memory than is allowed."
)
_TOO_SLOW = (
    "打开文件超过{0:g}秒，已停止。 Opening the file took more than {0:g} seconds and was stopped."
)
_TOO_MUCH_MEMORY = "打开文件所需内存超出限制。 Opening the file needs more memory than is allowed."
_DAMAGED = "文件已损坏，无法解码。 The file is damaged and cannot be decoded."


def _failure_of_status(status: int | None, allowed: float) -> InputError:
    """Return the failure for a child that ended before it said that it was done."""
    match status:
        case None:
            return InputError(_BROKE_OFF.format("helper process lost"))
        case code if code == -signal.SIGXCPU:
            return SlowInput(_TOO_SLOW.format(allowed))
        # Nobody here has killed it, so the system has: it does that when memory runs out.
        case code if code == -signal.SIGKILL:
            return TooLargeInput(_TOO_MUCH_MEMORY)
        case code if code < 0:
            return DamagedInput(_BROKE_OFF.format(f"signal {-code}"))
        case code:
            return DamagedInput(_BROKE_OFF.format(f"exit code {code}"))


def _reported_failure(head: dict[str, object]) -> InputError:
    """Return the failure that a child reported in its last message."""
    match head:
        case {"error": "memory"}:
            return TooLargeInput(_TOO_MUCH_MEMORY)
        case {"error": str(code), "message": str(text), "remedy": str(remedy)} if code in _ERRORS:
            return _ERRORS[code](text[:MAX_MESSAGE], remedy[:MAX_MESSAGE])
        case _:
            failure = DamagedInput(_DAMAGED)
            failure.__cause__ = DecoderFault(str(head.get("trace", "")))
            return failure


def _to_object(data: bytearray) -> dict[str, object]:
    try:
        head = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise DamagedInput(_BROKE_OFF.format("unreadable message")) from error
    if not isinstance(head, dict):
        raise DamagedInput(_BROKE_OFF.format("unreadable message"))
    return head


def _to_descriptor(blob: bytes) -> int:
    descriptor = os.memfd_create("upload")
    with open(descriptor, "wb", closefd=False) as file:
        file.write(blob)
    os.lseek(descriptor, 0, os.SEEK_SET)
    return descriptor


@dataclass(slots=True)
class _Helper:
    process: subprocess.Popen[bytes]
    control: socket.socket
    ready: bool = False


_lock = threading.Lock()
_children: weakref.WeakSet[Child] = weakref.WeakSet()
_helper: _Helper | None = None


def _send(packet: bytes, descriptors: list[int]) -> None:
    """Hand a request to the helper; if that has died since the last one, to a new helper."""
    rights = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", descriptors))]
    try:
        _ready_helper().sendmsg([packet], rights)
    except (BrokenPipeError, ConnectionResetError):
        _stop_helper()
        _ready_helper().sendmsg([packet], rights)


def _ready_helper() -> socket.socket:
    """Return the control socket of a helper that has loaded its decoders."""
    helper = _ensure_helper()
    if not helper.ready:
        helper.control.settimeout(START_SECONDS)
        try:
            answer = helper.control.recv(len(READY))
        except OSError as error:
            answer = str(error).encode()
        if answer != READY:
            _stop_helper()
            raise Failure("解码进程无法启动。 The decoding process cannot be started.")
        helper.ready = True
    return helper.control


def _ensure_helper() -> _Helper:
    global _helper
    if _helper is None:
        control, control_child = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        path = [entry or os.getcwd() for entry in sys.path]  # noqa: PTH109 - strings, as sys.path
        with control_child:
            descriptor = control_child.fileno()
            arguments = (json.dumps(path), str(descriptor), json.dumps(PRELOADED))
            process = subprocess.Popen(  # noqa: S603 - our own interpreter and code
                [sys.executable, "-I", "-c", _START, *arguments],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                env={"PATH": os.defpath, "LANG": "C.UTF-8", "OMP_NUM_THREADS": "1"},
                pass_fds=[descriptor],
                # Ctrl-C in a terminal is for this process, which then lets go of the helper.
                start_new_session=True,
            )
        _helper = _Helper(process, control)
    return _helper


@atexit.register
def _stop_helper() -> None:
    global _helper
    if _helper is not None:
        _helper.control.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            _helper.process.wait(PATIENCE)
        _helper = None


def _forget_after_fork() -> None:
    """Leave the helper and its children to the process that started them."""
    global _helper, _lock
    _lock = threading.Lock()
    for child in list(_children):
        child.abandon()
    _children.clear()
    if _helper is not None:
        _helper.control.close()
        # It is not a child of this process: there is nothing to wait for.
        _helper.process.returncode = 0
        _helper = None


os.register_at_fork(after_in_child=_forget_after_fork)
