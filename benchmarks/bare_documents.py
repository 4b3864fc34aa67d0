"""The work of a safe copy by the bare libraries, in one process of its own and without a room.

`python -m benchmarks.bare_documents KIND FILE` prints how many characters were read.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import cv2
import cv2.data
import numpy as np
import pypdfium2
import zxingcpp
from PIL import Image
from rapidocr import RapidOCR

from moderation.sanitise.pictures import LONG_EDGE

DOTS = 200


def pages(kind: str, file: Path) -> Iterator[Image.Image]:
    """As pixels, at the size that safe copies have."""
    if kind == "jpeg":
        with Image.open(file) as picture:
            picture.draft(None, (LONG_EDGE, LONG_EDGE))
            whole = picture.convert("RGB")
        whole.thumbnail((LONG_EDGE, LONG_EDGE), Image.Resampling.LANCZOS)
        yield whole
        return
    with tempfile.TemporaryDirectory() as folder:
        if kind == "docx":
            profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
            words = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, str(file)]
            subprocess.run(words, check=True, capture_output=True)
            file = Path(folder, file.with_suffix(".pdf").name)
        for page in pypdfium2.PdfDocument(file):
            yield page.render(scale=DOTS / 72).to_pil().convert("RGB")


def main(kind: str, file: Path) -> None:
    """Encodes and reads every page."""
    threads = {"EngineConfig.onnxruntime.intra_op_num_threads": 1}
    reader = RapidOCR(params={"Global.log_level": "critical", "Global.return_word_box": True, **threads})
    faces = cv2.CascadeClassifier(f"{cv2.data.haarcascades}haarcascade_frontalface_default.xml")
    read = 0
    for page in pages(kind, file):
        page.save(BytesIO(), "JPEG", quality=85, optimize=True)
        pixels = np.ascontiguousarray(np.asarray(page)[:, :, ::-1])
        read += sum(map(len, reader(pixels).txts or ()))
        zxingcpp.read_barcodes(pixels)
        small = cv2.resize(pixels, None, fx=1000 / max(page.size), fy=1000 / max(page.size))
        faces.detectMultiScale(cv2.cvtColor(small, cv2.COLOR_BGR2GRAY), 1.1, 6, minSize=(30, 30))
    print(read)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
