"""Name the model files of the default engine and prove that they are the released ones.

The files lie inside the installed rapidocr package; nothing is ever fetched.
"""

from __future__ import annotations

import hashlib
from importlib.util import find_spec
from pathlib import Path

from extractor.errors import AlteredModel, MissingEngine

DETECTOR = "PP-OCRv6_det_small.onnx"
RECOGNISER = "PP-OCRv6_rec_small.onnx"

DIGESTS = {
    DETECTOR: "090f04abcd9d9a7498bc4ebf677e4cb9bdce1fe4197ddb7e529f1ef44e1ff94f",
    RECOGNISER: "6f327246b50388f3c176ae304bd95767ea6dc0c9ae92153ef8cbe210b3c14884",
}
"""SHA-256 of each file as released in rapidocr 3.10.0 (PP-OCRv6 small, by PaddleOCR)."""


def model_folder() -> Path:
    """Return the folder of the installed package that holds the models.

    Raises:
        MissingEngine: The rapidocr package is not installed.
    """
    spec = find_spec("rapidocr")
    if spec is None or spec.origin is None:
        raise MissingEngine(
            "未安装识别引擎 rapidocr。 The recognition engine rapidocr is not installed.",
            "请运行 pip install rapidocr。 Run pip install rapidocr.",
        )
    return Path(spec.origin).parent / "models"


def verified_model(name: str, folder: Path | None = None) -> Path:
    """Return the path of a model file whose digest is the released one.

    `folder` defaults to the one of the installed package.

    Raises:
        MissingEngine: The package or the file is not there.
        AlteredModel: The file's content differs from the release.
    """
    path = (folder if folder is not None else model_folder()) / name
    if not path.is_file():
        raise MissingEngine(
            f"缺少模型文件 {name}。 The model file {name} is missing.",
            "请重新安装 rapidocr 3.10。 Install rapidocr 3.10 again.",
        )
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    if digest != DIGESTS[name]:
        raise AlteredModel(
            f"模型文件 {name} 与发布时不一致。 The model file {name} differs from its release."
        )
    return path
