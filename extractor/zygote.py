"""Fork one bounded child for each document; the main loop of a small process of its own.

It is started by `extractor.sandbox`, stays single-threaded, has the decoders
loaded once, and never looks at a document itself: only its children do, one
each, within limits that they cannot lift.
"""

from __future__ import annotations

import array
import contextlib
import ctypes
import gc
import importlib
import json
import math
import os
import resource
import selectors
import signal
import socket
import struct
import traceback
from dataclasses import asdict, dataclass

from extractor.errors import InputError
from extractor.messages import Emit, Job, Payload, Pieces

FRAME = struct.Struct("!II")
"""What precedes a message of a child: the bytes of its JSON head and of its payload."""
STATUS = struct.Struct("!i")
"""How a child ended: its exit code, or minus the signal that killed it."""
READY = b"ready"
MAX_REQUEST = 64 * 1024
MAX_TRACE = 4000

_PR_SET_PDEATHSIG = 1
_PR_SET_NO_NEW_PRIVS = 38
_OPEN_FILES = 32


@dataclass(frozen=True, slots=True)
class Request:
    """One document to decode: which function does it, with what, within what."""

    job: str
    arguments: dict[str, object]
    seconds: float
    memory: int

    def to_bytes(self) -> bytes:
        """Return the request as it travels."""
        return json.dumps(asdict(self)).encode()


@dataclass(frozen=True, slots=True)
class _Running:
    """A child at work and the socket whose closing ends it."""

    pid: int
    leash: socket.socket


def serve(control_fd: int, modules: list[str]) -> None:
    """Load the modules, then fork a child for each request until the other side closes.

    A module with a function `warm_up` has it called, before anything is forked.

    A request is one packet with three descriptors: the document, the socket
    that takes the child's messages, and the leash: when its other end closes
    the child is killed, when the child ends its status is written there.
    """
    for name in modules:
        warm_up = getattr(importlib.import_module(name), "warm_up", None)
        if warm_up is not None:
            warm_up()
    control = socket.socket(fileno=control_fd)
    wake, woken = os.pipe()
    os.set_blocking(wake, False)
    os.set_blocking(woken, False)
    signal.signal(signal.SIGCHLD, lambda _number, _frame: None)
    signal.set_wakeup_fd(woken, warn_on_full_buffer=False)
    gc.collect()
    gc.freeze()
    control.send(READY)
    with selectors.DefaultSelector() as selector:
        selector.register(control, selectors.EVENT_READ)
        selector.register(wake, selectors.EVENT_READ)
        _loop(selector, control, wake)


def _loop(selector: selectors.BaseSelector, control: socket.socket, wake: int) -> None:
    children: dict[int, _Running] = {}
    while True:
        for key, _ in selector.select():
            if key.fileobj is control:
                packet, fds = _receive_request(control)
                if not packet:
                    _kill_all(children)
                    return
                child = _fork(Request(**json.loads(packet)), fds)
                children[child.pid] = child
                selector.register(child.leash, selectors.EVENT_READ, child)
            elif key.fileobj == wake:
                os.read(wake, 4096)
            else:
                # The other side has let go of the leash: whatever the child does is not wanted.
                selector.unregister(key.fileobj)
                _kill(key.data.pid, children)
        _reap(selector, children)


def _receive_request(control: socket.socket) -> tuple[bytes, list[int]]:
    try:
        packet, ancillary, _, _ = control.recvmsg(MAX_REQUEST, socket.CMSG_SPACE(3 * 4))
    except ConnectionResetError:
        return b"", []
    fds = array.array("i")
    for level, kind, data in ancillary:
        if level == socket.SOL_SOCKET and kind == socket.SCM_RIGHTS:
            fds.frombytes(data)
    return packet, list(fds)


def _fork(request: Request, fds: list[int]) -> _Running:
    document, messages, leash = fds
    parent = os.getpid()
    pid = os.fork()
    if pid == 0:
        # Whatever happens, a child must never return into the loop above.
        try:
            _be_a_child(request, document, messages, parent)
        finally:
            os._exit(1)
    with contextlib.suppress(PermissionError, ProcessLookupError):
        os.setpgid(pid, pid)
    os.close(document)
    os.close(messages)
    return _Running(pid, socket.socket(fileno=leash))


def _kill(pid: int, children: dict[int, _Running]) -> None:
    """Kill the child's whole group; only one not yet reaped, so its number is still its own."""
    if pid in children:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(pid, signal.SIGKILL)


def _kill_all(children: dict[int, _Running]) -> None:
    for pid in children:
        _kill(pid, children)


def _reap(selector: selectors.BaseSelector, children: dict[int, _Running]) -> None:
    for pid in list(children):
        ended, status = os.waitpid(pid, os.WNOHANG)
        if not ended:
            continue
        # What the child may have forked goes with it.
        _kill(pid, children)
        leash = children.pop(pid).leash
        with contextlib.suppress(KeyError):
            selector.unregister(leash)
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            leash.send(STATUS.pack(os.waitstatus_to_exitcode(status)))
        leash.close()


def _be_a_child(request: Request, document: int, messages: int, parent: int) -> None:
    os.setpgid(0, 0)
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    libc = ctypes.CDLL(None)
    libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        return
    libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    _keep_only(document, messages)
    with socket.socket(fileno=messages) as sender:

        def emit(head: dict[str, object], payload: Payload = b"") -> None:
            if not isinstance(payload, Pieces):
                payload = Pieces(len(payload), (payload,) if payload else ())
            data = json.dumps(head, ensure_ascii=False).encode("utf-8", "replace")
            sender.sendall(FRAME.pack(len(data), payload.size) + data)
            for part in payload.parts:
                sender.sendall(part)

        job = _find_job(request.job)
        with open(document, "rb") as file:
            blob = file.read()
        _limit(request)
        emit(_outcome(job, blob, request.arguments, emit))
    os._exit(0)


def _outcome(job: Job, blob: bytes, arguments: dict[str, object], emit: Emit) -> dict[str, object]:
    """Run the job and return the last message: its end, or what went wrong."""
    try:
        job(blob, arguments, emit)
    except InputError as failure:
        return {"error": failure.code, "message": failure.message, "remedy": failure.remedy}
    except MemoryError:
        return {"error": "memory"}
    except BrokenPipeError:
        os._exit(0)
    # A decoder may raise anything on hostile bytes; here, in a process made to
    # be thrown away, is the door where that becomes "this file is damaged".
    except Exception:  # noqa: BLE001
        return {"error": "defect", "trace": traceback.format_exc()[-MAX_TRACE:]}
    return {"end": True}


def _find_job(name: str) -> Job:
    module, _, function = name.partition(":")
    job: Job = getattr(importlib.import_module(module), function)
    return job


def _keep_only(*descriptors: int) -> None:
    """Close all other descriptors, and point the standard ones nowhere."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nowhere, standard)
    first = 3
    for kept in sorted(descriptors):
        os.closerange(first, kept)
        first = kept + 1
    os.closerange(first, max(first, resource.getrlimit(resource.RLIMIT_NOFILE)[0]))


def _limit(request: Request) -> None:
    with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123 - Path is not loaded here
        pages = int(file.read().split()[0])
    memory = pages * resource.getpagesize() + request.memory
    seconds = math.ceil(request.seconds)
    for limit, soft, hard in (
        (resource.RLIMIT_AS, memory, memory),
        # The soft limit's signal tells the cause; the hard one, a second later, only kills.
        (resource.RLIMIT_CPU, seconds, seconds + 1),
        (resource.RLIMIT_NOFILE, _OPEN_FILES, _OPEN_FILES),
        (resource.RLIMIT_FSIZE, 0, 0),
        (resource.RLIMIT_CORE, 0, 0),
    ):
        given = resource.getrlimit(limit)[1]
        if given != resource.RLIM_INFINITY:
            soft, hard = min(soft, given), min(hard, given)
        resource.setrlimit(limit, (soft, hard))
