"""How large a page that we made is."""

from io import BytesIO

from PIL import Image


def size_of(safe_jpeg: bytes) -> tuple[int, int]:
    """Width and height in pixels of a JPEG that was made safe, from its header."""
    with Image.open(BytesIO(safe_jpeg), formats=["JPEG"]) as picture:
        return picture.size
