"""Every attack on the way of a file: what is released is searched for what was hidden, with tools that the
portal does not use; and what is refused is refused in a sentence that says what to do."""

from __future__ import annotations

import re
import subprocess
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream
from PIL import Image, ImageDraw, ImageFont

from moderation.redaction.document import ReleasedPage, make_document
from moderation.sanitise.making import make_safe
from moderation.sanitise.refusals import (
    Broken,
    BrokenPicture,
    EmptyFile,
    Locked,
    NotTaken,
    Refused,
    TooLarge,
    TooManyPixels,
    TwoKinds,
)
from moderation.sanitise.room.room import Room
from tests.moderation.pictures import (
    SAMPLE_HEIC,
    SECRET,
    encoded,
    jpeg_claiming,
    phone_jpeg,
    png_claiming,
    png_with_texts,
)
from tests.moderation.sanitise.attacks.letters import docx, tricky_docx, tricky_odt
from tests.moderation.sanitise.attacks.pdfs import busy, document, hidden_words, locked, noted, saved

HIDDEN = re.compile(r"\w*SECRET\w*|BENEATH|LAYERWORDS|GPS(?:Lat|Lon)|JavaScript", re.I)
NOWHERE = 9  # a port that nobody listens on


def board(words: str, mode: str = "RGB") -> Image.Image:
    """A board with words that every reader of pages reads."""
    picture = Image.new(mode, (900, 240), "white")
    ImageDraw.Draw(picture).text((60, 80), words, fill="black", font=ImageFont.load_default(72))
    return picture


def cropped_png() -> bytes:
    """A short picture saved over the file of a long one, whose end is still there."""
    whole, rest = encoded(board(f"Hello {SECRET}")), encoded(board("Hello").crop((0, 0, 300, 240)))
    return rest + whole[len(rest) :] + encoded(board(SECRET))


def words_under_alpha() -> bytes:
    """Words that are there, and fully transparent."""
    picture = board(SECRET, "RGBA")
    picture.putalpha(0)
    return encoded(picture)


def later_frames(kind: str) -> bytes:
    """A second picture in the same file, with the words."""
    first, later = board("Hello"), board(SECRET)
    if kind == "GIF":
        return encoded(first.quantize(), kind, save_all=True, append_images=[later.quantize()], duration=9)
    return encoded(first, kind, save_all=True, append_images=[later], duration=9)


def filled_form() -> bytes:
    """A form that keeps a value which it does not show, and XML details of the whole file."""
    made = document("Dear Carol")
    field = Dictionary(FT=Name.Tx, T="name", V="VALUESECRET", Subtype=Name.Widget, F=2)
    field.Rect = Array([100, 400, 300, 440])
    made.Root.AcroForm = Dictionary(Fields=Array([made.make_indirect(field)]))
    made.pages[0].obj.Annots = Array([made.make_indirect(field)])
    made.Root.Metadata = Stream(made, b"<x:xmpmeta>XMPSECRET</x:xmpmeta>")
    return saved(made)


def older_version() -> bytes:
    """A PDF changed by an addition at its end (ISO 32000, 7.5.6): the page of before is still in the file."""
    made = document("OLDSECRET")
    whole = saved(made, object_stream_mode=pikepdf.ObjectStreamMode.disable, compress_streams=False)
    with pikepdf.open(BytesIO(whole)) as old:
        number, root = old.pages[0].obj.Contents.objgen[0], old.Root.objgen[0]
        size = int(old.trailer.Size)
    words = b"BT /F1 14 Tf 72 700 Td (Dear Carol) Tj ET"
    changed = b"%d 0 obj\n<< /Length %d >>\nstream\n%s\nendstream\nendobj\n" % (number, len(words), words)
    table = (
        b"xref\n%d 1\n%010d 00000 n \ntrailer\n<< /Size %d /Root %d 0 R /Prev %s >>\nstartxref\n%d\n%%%%EOF"
    )
    before = whole[whole.rindex(b"startxref") :].split()[1]
    return whole + changed + table % (number, len(whole), size, root, before, len(whole + changed))


CARRIERS: dict[str, Callable[[], bytes]] = {
    "exif, gps, xmp, iptc, another thumbnail, a tail": phone_jpeg,
    "png texts and a tail": png_with_texts,
    "a cropped png with its old end": cropped_png,
    "heic": lambda: SAMPLE_HEIC,
    "words under alpha": words_under_alpha,
    "later frames of a gif": lambda: later_frames("GIF"),
    "later frames of a png": lambda: later_frames("PNG"),
    "later frames of a webp": lambda: later_frames("WEBP"),
    "pdf: program, action, attachment, layer, note": busy,
    "pdf: white, invisible, tiny and covered words": hidden_words,
    "pdf: beneath a note": noted,
    "pdf: a form": filled_form,
    "pdf: an older version": older_version,
    "docx: deleted, commented, hidden, macro, object, remote": lambda: tricky_docx(NOWHERE),
    "odt: deleted, commented, hidden, macro, remote": lambda: tricky_odt(NOWHERE),
}


@pytest.mark.parametrize("name", CARRIERS)
def test_nothing_of_what_a_file_hid_is_in_what_is_released(name: str, tmp_path: Path) -> None:
    safe = make_safe(CARRIERS[name](), Room(), None)
    pages = [ReleasedPage(one.jpeg) for one in safe.pages]
    (tmp_path / "letter.pdf").write_bytes(make_document("A letter", "Dear Carol", pages))
    for number, page in enumerate(pages, start=1):
        (tmp_path / f"page-{number}.jpg").write_bytes(page.jpeg)
    assert safe.pages
    for file in sorted(tmp_path.iterdir()):
        for tool, said in searched(file):
            assert not HIDDEN.search(said), (file.name, tool, HIDDEN.search(said))
    # The writer's words that show are not lost with those that were hidden.
    if "pdf" in name or "docx" in name or "odt" in name:
        assert "Carol" in " ".join(one.reading.text for one in safe.pages)


def searched(file: Path) -> list[tuple[str, str]]:
    """What each tool finds in a file, on it, and in its pictures."""
    tools = [["exiftool", "-a", "-u", "-G1", file], ["strings", "-n", "5", file]]
    tools += [["strings", "-n", "5", "-e", "l", file], ["strings", "-n", "5", "-e", "b", file]]
    if file.suffix == ".pdf":
        tools += [["pdftotext", file, "-"], ["qpdf", "--qdf", "--object-streams=disable", file, "-"]]
    else:
        tools += [["tesseract", file, "-"]]
    return [(str(tool[0]), _said(tool)) for tool in tools]


def _said(tool: list[str | Path]) -> str:
    return subprocess.run(tool, capture_output=True, check=True).stdout.decode("utf-8", "replace")


def test_the_search_finds_what_is_there(tmp_path: Path) -> None:
    """The tools themselves: each finds what it is for in the files as they came."""
    found = set()
    for number, make in enumerate((phone_jpeg, busy, hidden_words, lambda: encoded(board(SECRET), "JPEG"))):
        content = make()
        file = tmp_path / f"{number}{'.pdf' if content.startswith(b'%PDF') else '.jpg'}"
        file.write_bytes(content)
        found |= {tool for tool, said in searched(file) if HIDDEN.search(said)}
    assert found == {"exiftool", "strings", "pdftotext", "qpdf", "tesseract"}


def zip_in_word() -> bytes:
    """A letter whose one part unpacks to more than we take."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(docx("Dear Carol"))) as plain, zipfile.ZipFile(out, "w", 8) as packed:
        for one in plain.namelist():
            packed.writestr(one, plain.read(one))
        packed.writestr("word/media/image1.png", bytes(200_000_000))
    return out.getvalue()


def billion_laughs() -> bytes:
    """Entities of entities."""
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return docx("&l9;", before=f'<!DOCTYPE d [<!ENTITY l0 "ha">{laughs}]>')


def streams_in_streams() -> bytes:
    """A PDF whose page unpacks to two thousand times its size."""
    made = document("Dear Carol")
    made.pages[0].obj.Contents = Stream(made, b"0 0 m " * 40_000_000)
    return saved(made, compress_streams=True, recompress_flate=True)


SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
REFUSED: dict[str, tuple[Callable[[], bytes], tuple[type[Refused], ...]]] = {
    "0 bytes": (bytes, (EmptyFile,)),
    "svg named as a photograph": (lambda: SVG, (NotTaken,)),
    "html named as a photograph": (lambda: b"<!doctype html><script>alert(1)</script>", (NotTaken,)),
    "a picture and an archive": (lambda: zip_behind(b"%PDF-1.7\n"), (TwoKinds,)),
    "65,535 x 65,535 as png": (lambda: png_claiming(65_535, 65_535), (TooManyPixels,)),
    "65,535 x 65,535 as jpeg": (lambda: jpeg_claiming(65_535, 65_535), (TooManyPixels,)),
    "a tiff of too many pixels": (lambda: wide_tiff(), (TooManyPixels,)),
    "an archive bomb in a letter": (zip_in_word, (TooLarge, Broken)),
    "a locked pdf": (locked, (Locked,)),
    "a pdf cut off": (lambda: busy()[:200], (Broken,)),
    "a picture cut off": (lambda: phone_jpeg()[:700], (BrokenPicture, Broken)),
}


def zip_behind(head: bytes) -> bytes:
    """Two kinds at once: a beginning of one, and a whole archive behind it."""
    return head + docx("Dear Carol")


def wide_tiff() -> bytes:
    """A small TIFF whose tables promise any number of pixels."""
    tiff = encoded(Image.new("1", (20_000, 20_000)), "TIFF", compression="group4")
    assert len(tiff) < 100_000
    return tiff


@pytest.mark.parametrize("name", REFUSED)
def test_what_can_not_be_made_safe_is_refused_and_told(name: str) -> None:
    make, refusals = REFUSED[name]
    with pytest.raises(refusals) as refused:
        make_safe(make(), Room(), None)
    assert refused.value.sentence.endswith(".")
    assert SECRET not in str(refused.value)


@pytest.mark.parametrize("make", [billion_laughs, streams_in_streams])
def test_what_grows_without_end_is_ended(make: Callable[[], bytes]) -> None:
    """It may be refused, or come out small; it takes neither memory nor time without bound."""
    try:
        made = make_safe(make(), Room(), None)
    except Refused:
        return
    assert len(made.pages) <= 2
    assert sum(len(one.reading.text) for one in made.pages) < 3000
