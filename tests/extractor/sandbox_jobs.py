"""Jobs that do to a sandbox what a decoder under attack could do."""

import os
import signal
import socket
import time
from pathlib import Path

from extractor.errors import EncryptedInput


def echo(blob, arguments, emit):
    emit({"size": len(blob), "arguments": arguments, "pid": os.getpid()}, blob)


def segfault(_blob, _arguments, _emit):
    os.kill(os.getpid(), signal.SIGSEGV)


def leave(_blob, _arguments, _emit):
    os._exit(3)


def hang(_blob, _arguments, emit):
    emit({"pid": os.getpid(), "helper": os.getppid()}, b"")
    while True:
        time.sleep(60)


def spin(_blob, _arguments, emit):
    emit({"pid": os.getpid()}, b"")
    while True:
        pass


def hang_with_a_child(_blob, _arguments, emit):
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(write, b"x")
        while True:
            time.sleep(60)
    os.read(read, 1)
    emit({"pid": child}, b"")
    os._exit(0)


def allocate(_blob, arguments, emit):
    emit({"got": len(bytearray(arguments["bytes"]))}, b"")


def refuse(_blob, _arguments, _emit):
    raise EncryptedInput("加密。 Encrypted.", "去除密码。 Remove it.")


def break_down(_blob, _arguments, _emit):
    raise KeyError("a decoder's own defect")


def babble(_blob, arguments, _emit):
    """Write bytes that are no message to whatever socket there is."""
    for descriptor in range(3, 32):
        try:
            with socket.socket(fileno=os.dup(descriptor)) as found:
                found.sendall(bytes.fromhex(arguments["hex"]))
        except OSError:
            continue
    os._exit(0)


def look_around(_blob, arguments, emit):
    """Report what a taken-over decoder could lay hands on."""
    path = Path(arguments["path"])
    try:
        path.write_bytes(b"x" * 10)
        written = True
    except OSError:
        written = False
    descriptors = list(Path("/proc/self/fd").iterdir())
    emit({"environment": sorted(os.environ), "written": written, "open": len(descriptors)}, b"")


def send_many(_blob, arguments, emit):
    for number in range(arguments["count"]):
        emit({"number": number}, bytes(arguments["bytes"]))
