"""Name the model files of the default engine and prove that they are the expected ones.

The recogniser lies inside the installed rapidocr package, the detector beside this module;
nothing is ever fetched.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from extractor.errors import AlteredModel, MissingEngine

RELEASE = "rapidocr"
"""The package that carries the models of PP-OCRv6 small, by PaddleOCR, as released."""


@dataclass(frozen=True, slots=True)
class Model:
    """A model file: its name, the SHA-256 of its content, and who carries it.

    `package` is the installed package in whose folder `models` it lies, or None for
    the folder `weights` beside this module.
    """

    name: str
    digest: str
    package: str | None = None

    def path(self) -> Path:
        """Return where the file is to be found.

        Raises:
            MissingEngine: The package is not installed.
        """
        if self.package is None:
            return Path(__file__).parent / "weights" / self.name
        spec = find_spec(self.package)
        if spec is None or spec.origin is None:
            raise MissingEngine(
                f"未安装识别引擎 {self.package}。 "
                f"The recognition engine {self.package} is not installed.",
                f"请运行 pip install {self.package}。 Run pip install {self.package}.",
            )
        return Path(spec.origin).parent / "models" / self.name

    def verified(self) -> Path:
        """Return the path of the file after comparing its digest.

        Raises:
            MissingEngine: The package or the file is not there.
            AlteredModel: The file's content is not the expected one.
        """
        path = self.path()
        if not path.is_file():
            raise MissingEngine(
                f"缺少模型文件 {self.name}。 The model file {self.name} is missing.",
                "请重新安装 xueshi 与 rapidocr 3.10。 Install xueshi and rapidocr 3.10 again.",
            )
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        if digest != self.digest:
            raise AlteredModel(
                f"模型文件 {self.name} 与发布时不一致。 "
                f"The model file {self.name} differs from its release."
            )
        return path


RELEASED_DETECTOR = Model(
    "PP-OCRv6_det_small.onnx",
    "090f04abcd9d9a7498bc4ebf677e4cb9bdce1fe4197ddb7e529f1ef44e1ff94f",
    RELEASE,
)
"""What the detector in use was made of."""

DETECTOR = Model(
    "PP-OCRv6_det_small_int8.onnx",
    "d685ea73b25d2f498345de7dc7833857240e1a5f71131eb7562582617ab5d721",
)
"""The released one with weights of eight bits, by `scripts/quantise_detector.py`."""

RECOGNISER = Model(
    "PP-OCRv6_rec_small.onnx",
    "6f327246b50388f3c176ae304bd95767ea6dc0c9ae92153ef8cbe210b3c14884",
    RELEASE,
)
