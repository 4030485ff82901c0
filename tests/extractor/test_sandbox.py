import json
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from extractor import sandbox
from extractor.errors import DamagedInput, EncryptedInput, SlowInput, TooLargeInput
from extractor.limits import DEFAULT_LIMITS

JOBS = "tests.extractor.sandbox_jobs"
QUICK = replace(DEFAULT_LIMITS, decode_seconds=1.0)
GONE_WITHIN = 10.0
"""Seconds after which a killed process must be gone, on a machine under load."""


def start(job, blob=b"document", limits=DEFAULT_LIMITS, max_payload=1 << 24, **arguments):
    return sandbox.run(f"{JOBS}:{job}", blob, arguments, limits=limits, max_payload=max_payload)


def is_alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def wait_until_gone(pid):
    deadline = time.monotonic() + GONE_WITHIN
    while is_alive(pid):
        assert time.monotonic() < deadline, f"process {pid} lives on"
        time.sleep(0.01)


def assert_next_document_is_fine():
    with start("echo", b"next") as child:
        assert child.receive().payload == b"next"


def test_a_job_gets_the_document_and_its_messages_arrive_in_order():
    with start("echo", b"\x00\xff" * 1000, colour="红") as child:
        message = child.receive()
        assert message.head["size"] == 2000
        assert message.head["arguments"] == {"colour": "红"}
        assert message.payload == b"\x00\xff" * 1000
        assert child.receive() is None


def test_each_document_gets_a_process_of_its_own():
    pids = set()
    for _ in range(3):
        with start("echo") as child:
            pids.add(child.receive().head["pid"])
    assert len(pids) == 3
    assert os.getpid() not in pids


@pytest.mark.parametrize("job", ["segfault", "leave"])
def test_a_decoder_that_crashes_costs_one_document(job):
    with pytest.raises(DamagedInput, match="异常退出"):
        start(job).receive()
    assert_next_document_is_fine()


def test_a_decoder_that_hangs_is_stopped_and_gone():
    child = start("hang", limits=QUICK)
    pid = child.receive().head["pid"]
    with pytest.raises(SlowInput, match="1秒"):
        child.receive()
    wait_until_gone(pid)
    assert_next_document_is_fine()


def test_a_decoder_that_computes_forever_is_stopped_though_nobody_waits_for_it():
    child = start("spin", limits=QUICK)
    pid = child.receive().head["pid"]
    wait_until_gone(pid)
    with pytest.raises(SlowInput):
        child.receive()


def test_time_that_the_reader_takes_does_not_count_against_the_decoder():
    with start("send_many", limits=QUICK, count=3, bytes=10) as child:
        child.receive()
        time.sleep(1.2)
        assert child.receive().head == {"number": 1}


def test_memory_within_the_limit_is_given_and_beyond_it_refused():
    limits = replace(DEFAULT_LIMITS, decode_memory=200 << 20)
    with start("allocate", limits=limits, bytes=100 << 20) as child:
        assert child.receive().head == {"got": 100 << 20}
    with pytest.raises(TooLargeInput, match="内存"):
        start("allocate", limits=limits, bytes=300 << 20).receive()
    assert_next_document_is_fine()


def test_a_failure_of_the_document_keeps_its_class_and_words():
    with pytest.raises(EncryptedInput) as caught:
        start("refuse").receive()
    assert caught.value.message == "加密。 Encrypted."
    assert caught.value.remedy == "去除密码。 Remove it."


def test_an_unforeseen_error_is_damage_and_keeps_its_trace_as_the_cause():
    with pytest.raises(DamagedInput) as caught:
        start("break_down").receive()
    assert "a decoder's own defect" in str(caught.value.__cause__)


@pytest.mark.parametrize(
    "sent",
    [
        "ffffffffffffffff",
        "00000002000000007b7b",
        "00000002000000005b5d",
        "0000000200fffffff7b7d0",
        "000000",
    ],
    ids=["huge", "no JSON", "a list", "huge payload", "cut off"],
)
def test_nonsense_from_a_decoder_that_was_taken_over_is_refused(sent):
    with pytest.raises(DamagedInput):
        start("babble", hex=sent[: len(sent) // 2 * 2], max_payload=1000).receive()
    assert_next_document_is_fine()


def test_a_payload_over_the_agreed_size_is_refused():
    with pytest.raises(DamagedInput):
        start("echo", bytes(1001), max_payload=1000).receive()


def test_a_decoder_sees_no_secrets_writes_no_file_and_holds_no_foreign_descriptor(tmp_path):
    path = tmp_path / "written"
    with start("look_around", path=str(path)) as child:
        seen = child.receive().head
    assert set(seen["environment"]) <= {"PATH", "LANG", "OMP_NUM_THREADS", "LC_CTYPE"}
    assert seen["written"] is False
    assert not path.exists() or path.stat().st_size == 0
    # Three standard ones to nowhere, the document, the messages and the listing itself.
    assert seen["open"] <= 6


def test_what_a_decoder_has_started_ends_with_it():
    child = start("hang_with_a_child")
    pid = child.receive().head["pid"]
    child.close()
    wait_until_gone(pid)


def test_closing_early_ends_the_decoder():
    child = start("hang")
    pid = child.receive().head["pid"]
    assert child.close() == -signal.SIGKILL
    assert not is_alive(pid)


def test_a_decoder_waits_until_its_pages_are_taken():
    with start("send_many", count=50, bytes=1 << 20) as child:
        numbers = [child.receive().head["number"] for _ in range(50)]
        assert numbers == list(range(50))
        assert child.receive() is None


def test_many_threads_may_use_it_at_once():
    def size_of(number):
        with start("echo", bytes(number)) as child:
            return child.receive().head["size"]

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(size_of, range(24))) == list(range(24))


def test_it_outlives_the_thread_that_started_it():
    sandbox._stop_helper()
    thread = threading.Thread(target=sandbox.warm_up)
    thread.start()
    thread.join()
    helper = sandbox._helper
    assert_next_document_is_fine()
    assert sandbox._helper is helper


def echo_in_a_worker(number):
    with start("echo", bytes(number)) as child:
        return child.receive().head["size"]


def test_forked_workers_get_helpers_of_their_own():
    assert_next_document_is_fine()
    with start("send_many", count=2, bytes=1) as open_meanwhile:
        with multiprocessing.get_context("fork").Pool(2) as pool:
            assert pool.map(echo_in_a_worker, [5, 6, 7]) == [5, 6, 7]
        assert open_meanwhile.receive().head == {"number": 0}
    assert_next_document_is_fine()


def test_a_helper_that_was_killed_is_replaced():
    with start("hang") as child:
        helper = child.receive().head["helper"]
        os.kill(helper, signal.SIGKILL)
        sandbox._helper.process.wait(GONE_WITHIN)
    assert_next_document_is_fine()


def test_no_process_is_left_when_the_parent_is_killed():
    program = (
        "import json, os, signal\n"
        "from extractor import sandbox\n"
        "from extractor.limits import DEFAULT_LIMITS\n"
        f"child = sandbox.run('{JOBS}:hang', b'', {{}}, limits=DEFAULT_LIMITS, max_payload=0)\n"
        "print(json.dumps(child.receive().head), flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        check=False,
    )
    assert ended.returncode == -signal.SIGKILL
    pids = json.loads(ended.stdout)
    wait_until_gone(pids["pid"])
    wait_until_gone(pids["helper"])


def test_importing_the_intake_loads_no_decoder():
    program = "import sys, extractor.intake; print(' '.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        check=True,
    )
    loaded = set(done.stdout.split())
    assert not loaded & {"PIL", "pypdfium2", "pillow_heif", "cv2", "onnxruntime", "spacy"}
