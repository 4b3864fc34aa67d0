"""The finished document: tidy, tagged, the same each time, and it tells nothing of its making."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image
from weasyprint import HTML
from weasyprint.urls import FatalURLFetchingError

from moderation.redaction.document import ReleasedPage, _PagesOnly, make_document
from moderation.redaction.document_proof import prove_pdf
from moderation.redaction.pixels import paint
from moderation.redaction.proof import Proof
from tests.moderation.pages import drawn, jpeg_of

JPEG = paint(jpeg_of(drawn("We moved to", "far away")[0]), ())
TEXT = "Dear all,\nwe are <b>well</b> & happy in [taken out].\n\nWith love"
PAGES = [ReleasedPage(JPEG, "A drawing of a boat"), ReleasedPage(JPEG)]
PDF = make_document("A letter for you", TEXT, PAGES)


def failed(proof: Proof) -> list[str]:
    return [check.name for check in proof.checks if not check.passed]


def run(*words: str) -> str:
    return subprocess.run(words, capture_output=True, check=True).stdout.decode("utf-8", "replace")


def test_the_words_and_pages_are_in_it_and_nothing_beneath(tmp_path: Path) -> None:
    file = tmp_path / "letter.pdf"
    file.write_bytes(PDF)
    words = run("pdftotext", str(file), "-").split()
    assert " ".join(words) == (
        "A letter for you Dear all, we are <b>well</b> & happy in [taken out]. With love 1"
        " A drawing of a boat 2 3"
    )
    assert "No syntax or stream encoding errors" in run("qpdf", "--check", str(file))
    with pikepdf.open(file) as opened:
        pictures = [one.read_raw_bytes() for one in opened.objects if _is_picture(one)]
    assert set(pictures) == {JPEG}


def _is_picture(one: pikepdf.Object) -> bool:
    return isinstance(one, pikepdf.Stream) and one.get("/Subtype") == pikepdf.Name.Image


def test_it_is_tagged_has_a_language_and_describes_its_pictures() -> None:
    with pikepdf.open(BytesIO(PDF)) as opened:
        assert str(opened.Root.Lang) == "en-GB"
        assert bool(opened.Root.MarkInfo.Marked)
        assert bool(opened.Root.ViewerPreferences.DisplayDocTitle)
        told = [
            str(one["/Alt"])
            for one in opened.objects
            if isinstance(one, pikepdf.Dictionary) and "/Alt" in one
        ]
    assert sorted(told) == ["A drawing of a boat", "Page 2 of 2, a picture without a description"]


def test_it_names_no_program_no_date_and_no_file(tmp_path: Path) -> None:
    file = tmp_path / "letter.pdf"
    file.write_bytes(PDF)
    told = run("exiftool", "-a", "-G1", "-s", str(file))
    tags = {
        line.split("]")[1].split(":")[0].strip()
        for line in told.splitlines()
        if not line.startswith(("[System]", "[ExifTool]"))
    }
    assert tags == {
        "FileType", "FileTypeExtension", "MIMEType", "PDFVersion", "Linearized", "Language", "TaggedPDF",
        "PageCount", "Part", "Title",
    }  # fmt: skip


_AGAIN = """
import sys
from tests.moderation.redaction.test_document import PDF
sys.stdout.buffer.write(PDF)
"""


def test_the_same_letter_makes_the_same_bytes_in_another_process() -> None:
    made = subprocess.run(
        [sys.executable, "-c", _AGAIN],
        capture_output=True,
        check=True,
        env={"PYTHONHASHSEED": "12", "PATH": "/usr/bin:/bin"},
    )
    assert made.stdout == PDF


@pytest.mark.parametrize(
    "url", ["file:///etc/hostname", "http://localhost/x.png", "page:7", "data:image/png,x"]
)
def test_a_document_fetches_nothing_but_its_pages(url: str) -> None:
    with pytest.raises(FatalURLFetchingError):
        HTML(string=f'<img src="{url}">', url_fetcher=_PagesOnly({"page:0": JPEG})).write_pdf()


def test_what_looks_like_mark_up_is_words() -> None:
    evil = '"><img src="file:///etc/hostname"><style>@import "http://localhost/"</style>'
    made = make_document(evil, evil, [ReleasedPage(JPEG, evil)], language=evil)
    assert failed(prove_pdf(made, [], [JPEG])) == []


def test_honest_documents_pass() -> None:
    assert failed(prove_pdf(PDF, ["Oakham", "Sam", "Ann", "parent"], [JPEG])) == []
    assert failed(prove_pdf(make_document("A letter", "Only words", []), ["Oakham"])) == []


@pytest.mark.parametrize("removed", ["Well", "far boat", "boat", "with LOVE", "letter for"])
def test_words_and_descriptions_are_looked_through(removed: str) -> None:
    assert ("text" in failed(prove_pdf(PDF, [removed], [JPEG]))) == (removed != "far boat")


def changed(change: Callable[[pikepdf.Pdf], Any]) -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(PDF)) as opened:
        change(opened)
        opened.save(out)
    return out.getvalue()


def _text_beneath(opened: pikepdf.Pdf) -> None:
    """White words under the picture, as scanners write them."""
    page = opened.pages[1]
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    page.obj.Resources.Font["/F9"] = opened.make_indirect(font)
    page.contents_add(
        pikepdf.Stream(opened, b"BT /F9 12 Tf 3 Tr 40 700 Td (Oak) Tj (ham) Tj ET"), prepend=True
    )


def _author(opened: pikepdf.Pdf) -> None:
    opened.docinfo["/Author"] = "M. Oakham"


def _open_action(opened: pikepdf.Pdf) -> None:
    opened.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def _attachment(opened: pikepdf.Pdf) -> None:
    opened.attachments["letter.docx"] = b"the original"


def _loose_object(opened: pikepdf.Pdf) -> None:
    opened.Root["/Kept"] = opened.make_indirect(pikepdf.Stream(opened, b"....moved to oakham...."))


def _wide_string(opened: pikepdf.Pdf) -> None:
    opened.Root["/Kept"] = pikepdf.String("zu Öakham")


def _thumbnail(opened: pikepdf.Pdf) -> None:
    opened.pages[0].obj["/Thumb"] = opened.make_indirect(pikepdf.Stream(opened, b"\x00"))


def _layer(opened: pikepdf.Pdf) -> None:
    opened.Root["/OCProperties"] = pikepdf.Dictionary()


def _other_picture(opened: pikepdf.Pdf) -> None:
    picture = next(one for one in opened.objects if _is_picture(one))
    other = paint(jpeg_of(Image.new("RGB", (480, 400), "red")), ())
    picture.write(other, filter=pikepdf.Name.DCTDecode)


def _producer(opened: pikepdf.Pdf) -> None:
    with opened.open_metadata() as told:
        told["pdf:Producer"] = "Some Writer 7"


@pytest.mark.parametrize(
    ("change", "names"),
    [
        (_text_beneath, ["text"]),
        (_author, ["nothing told", "text", "bytes"]),
        (_open_action, ["nothing active"]),
        (_attachment, ["nothing active"]),
        (_loose_object, ["bytes"]),
        (_wide_string, ["text"]),
        (_thumbnail, ["nothing active"]),
        (_layer, ["nothing active"]),
        (_other_picture, ["pictures"]),
        (_producer, ["nothing told"]),
    ],
)
def test_what_was_left_in_a_document_is_seen(change: Callable[[pikepdf.Pdf], Any], names: list[str]) -> None:
    seen = failed(prove_pdf(changed(change), ["Oakham"], [JPEG]))
    assert set(names) <= set(seen)
    assert set(seen) - set(names) <= {"nothing told"}, "a save by another program tells of it"


def test_an_earlier_version_and_bytes_behind_the_end_are_seen() -> None:
    assert failed(prove_pdf(PDF + PDF, [], [JPEG])) == ["one version"]
    assert failed(prove_pdf(PDF + b"% Oakham", ["Oakham"], [JPEG])) == ["one version", "bytes"]
    assert failed(prove_pdf(b"no pdf", [])) == ["opens"]
