"""Files in a store of the S3 type: a real server of this test run, spoken to over HTTP."""

from __future__ import annotations

import asyncio
import hashlib
import logging
from datetime import timedelta

import pytest

from verifier.errors import NotFound, StoreFailure
from verifier.store import objects
from verifier.store.blob_store import BlobTooLarge
from verifier.store.blobs import Blobs, open_blobs


@pytest.fixture(scope="module")
def server():
    import boto3
    from moto.server import ThreadedMotoServer

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    made = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    made.start()
    host, port = made.get_host_and_port()
    address = f"http://{host}:{port}"
    keys = {"aws_access_key_id": "test", "aws_secret_access_key": "test"}
    boto3.client("s3", endpoint_url=address, region_name="us-east-1", **keys).create_bucket(
        Bucket="papers"
    )
    yield address
    made.stop()


@pytest.fixture
def store(server, monkeypatch):
    for name, value in {
        "AWS_ENDPOINT_URL": server, "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_REGION": "us-east-1", "AWS_ALLOW_HTTP": "true",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    return open_blobs("s3://papers/xueshi")


def test_what_is_put_is_there_by_its_digest(store):
    blob = b"certificate" * 1000
    digest = store.put(blob)
    assert digest == hashlib.sha256(blob).hexdigest()
    assert store.put(blob) == digest
    assert (store.get(digest), store.has(digest)) == (blob, True)


def test_bytes_may_come_in_parts(store):
    async def parts():
        yield b"one"
        yield b"two"

    digest, size = asyncio.run(store.put_stream(parts(), 100))
    assert (store.get(digest), size) == (b"onetwo", 6)
    with pytest.raises(BlobTooLarge):
        store.put_parts((b"x" * 60, b"y" * 60), 100)
    with pytest.raises(BlobTooLarge):
        asyncio.run(store.put_stream(parts(), 5))


def test_what_is_not_there_is_told(store):
    assert not store.has("0" * 64)
    for digest in ("0" * 64, "../../etc/passwd", "", "A" * 64):
        with pytest.raises(NotFound):
            store.get(digest)


def test_fresh_files_stay_and_old_ones_go(store, monkeypatch):
    digest = store.put(b"old")
    assert not store.drop(digest)
    monkeypatch.setattr(objects, "_FRESH", timedelta(seconds=-5))
    assert store.drop(digest)
    assert not store.has(digest)
    assert not store.drop(digest)


def test_a_store_that_does_not_answer_is_told(monkeypatch, tmp_path):
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("AWS_ALLOW_HTTP", "true")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "x")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "x")
    monkeypatch.setenv("AWS_REGION", "us-east-1")
    away = open_blobs("s3://papers")
    with pytest.raises(StoreFailure):
        away.put(b"x")
    with pytest.raises(StoreFailure):
        open_blobs("nonsense://x")
    assert isinstance(open_blobs(str(tmp_path)), Blobs)
