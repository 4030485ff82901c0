"""Files as browsers and programs send them: looked at, counted, and written to the blob folder."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import UploadFile
from fastapi.concurrency import run_in_threadpool

from extractor.errors import TooLargeInput
from verifier.claim_file import MOST_FILES
from verifier.errors import WrongInput
from verifier.store.blob_store import BlobTooLarge
from verifier.store.submissions import Upload
from web import scanner
from web.desk import Desk

_PART = 1 << 20


async def keep(
    desk: Desk, files: Sequence[UploadFile] | None, photo: UploadFile | None = None
) -> list[Upload]:
    """Write uploaded files, and a picture just taken, to the blob folder; return what they are.

    Raises:
        WrongInput: there is none, or too many.
        TooLargeInput: one is larger than allowed.
        Infected: the office's scanner refuses one; none of them is taken in.
        StoreFailure: the scanner or the folder gives no answer.
    """
    chosen = [file for file in (*(files or ()), photo) if file is not None and file.filename]
    if not 1 <= len(chosen) <= MOST_FILES:
        raise WrongInput(f"请选择 1 至 {MOST_FILES} 个文件。 Choose one to {MOST_FILES} files.")
    most, chosen_scanner = desk.settings.max_bytes, desk.settings.scanner
    uploads = []
    for file in chosen:

        def put(upload: UploadFile = file) -> tuple[str, int]:
            if chosen_scanner is not None:
                scanner.check(
                    chosen_scanner, desk.settings.scanner_seconds, upload.file, str(upload.filename)
                )
            return desk.blobs.put_parts(iter(lambda: upload.file.read(_PART), b""), most)

        try:
            digest, size = await run_in_threadpool(put)
        except BlobTooLarge as error:
            raise TooLargeInput(
                f"文件超过 {most} 字节：{file.filename}。"
                f" A file is larger than allowed: {file.filename}."
            ) from error
        uploads.append(Upload(digest, size, str(file.filename)))
    return uploads
