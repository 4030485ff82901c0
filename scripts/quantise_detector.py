"""Make the detector of eight-bit weights: `python scripts/quantise_detector.py [--out FILE]`.

Needs the packages of the dependency group `models` (pip install --group models). The released
detector is measured on pages of fixtures/dev, prepared as the engine prepares them, and written
again with weights and activations of eight bits. The same versions give the same file; its digest
is pinned in `extractor/engines/models.py`.

Weights keep to seven bits: processors without VNNI add two products of eight bits in sixteen,
which would overflow.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps

ROOT = Path(__file__).resolve().parent.parent
PAGES = 24
OPSET = 13
"""The first in which a scale may be given for each channel."""
QUANTISED = [
    "Conv", "ConvTranspose", "Concat", "Resize", "MaxPool", "Add", "Mul", "HardSigmoid",
    "GlobalAveragePool", "Relu",
]  # fmt: skip
"""With the convolutions alone, half of the gain goes into changing between the two forms."""


def main() -> None:
    """Write the file."""
    from extractor.engines.models import DETECTOR, RELEASED_DETECTOR

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--out", type=Path, default=DETECTOR.path())
    quantise(RELEASED_DETECTOR.verified(), parser.parse_args().out)


def quantise(released: Path, out: Path) -> None:
    """Write the released detector with weights of eight bits to `out`."""
    import onnx.version_converter
    from onnxruntime.quantization import QuantFormat, QuantType, quantize_static
    from onnxruntime.quantization.shape_inference import quant_pre_process

    with tempfile.TemporaryDirectory() as folder:
        newer, prepared = Path(folder) / "newer.onnx", Path(folder) / "prepared.onnx"
        onnx.save(onnx.version_converter.convert_version(onnx.load(released), OPSET), newer)
        quant_pre_process(newer, prepared, skip_symbolic_shape=True)
        quantize_static(
            prepared,
            out,
            _Pages(onnx.load(released).graph.input[0].name),  # type: ignore[arg-type]
            quant_format=QuantFormat.QDQ,
            op_types_to_quantize=QUANTISED,
            per_channel=True,
            reduce_range=True,
            activation_type=QuantType.QUInt8,
            weight_type=QuantType.QInt8,
        )


class _Pages:
    """Hands the pages over one at a time, as the quantiser asks for them."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._pages = _pages()

    def get_next(self) -> dict[str, np.ndarray] | None:
        page = next(self._pages, None)
        return None if page is None else {self._name: page}


def _pages() -> Iterator[np.ndarray]:
    from extractor.engines.rapid import small_copy
    from extractor.ink import fade_seals

    found = sorted(path for path in (ROOT / "fixtures/dev").iterdir() if path.suffix == ".jpg")
    for path in found[:: len(found) // PAGES][:PAGES]:
        image = ImageOps.exif_transpose(Image.open(BytesIO(path.read_bytes()))).convert("RGB")
        yield small_copy(fade_seals(np.asarray(image))[0])


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
