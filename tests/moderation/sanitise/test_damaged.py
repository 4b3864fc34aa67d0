"""Damaged files: whatever is flipped or cut, one of our refusals comes out, or a kind, and nothing else."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest

from moderation.sanitise.first_look import first_look
from moderation.sanitise.kinds import MOST_PARTS, Kind, kind_of
from moderation.sanitise.making import make_safe
from moderation.sanitise.refusals import Broken, Locked, NotTaken, Refused, TooLarge
from moderation.sanitise.room.room import Room
from tests.moderation.sanitise.attacks.letters import docx, odt, zipped
from tests.moderation.sanitise.attacks.pdfs import pdf

ODT_IS = b"application/vnd.oasis.opendocument.text"
FLIPS = (0x01, 0x80, 0xFF)


def packed(parts: dict[str, bytes], way: int) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", way) as made:
        for name, body in parts.items():
            made.writestr(name, body)
    return out.getvalue()


def with_spoilt_stream(way: int) -> bytes:
    """An OpenDocument letter whose first part is packed, and damaged within."""
    whole = packed({"mimetype": ODT_IS * 20, "META-INF/manifest.xml": b"", "content.xml": b""}, way)
    begins = whole.index(b"mimetype") + len(b"mimetype")
    return whole[: begins + 10] + b"\xff" * 12 + whole[begins + 22 :]


DAMAGED = {
    "no manifest": zipped({"mimetype": ODT_IS, "content.xml": "<a/>"}),
    "deflate": with_spoilt_stream(zipfile.ZIP_DEFLATED),
    "lzma": with_spoilt_stream(zipfile.ZIP_LZMA),
    "bzip2": with_spoilt_stream(zipfile.ZIP_BZIP2),
}


@pytest.mark.parametrize("untrusted", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_archive_is_told_apart_unopened_and_is_broken_in_the_room(untrusted: bytes) -> None:
    assert kind_of(untrusted) is Kind.ODT
    with pytest.raises(Broken) as refused:
        make_safe(untrusted, Room(), None)
    assert type(refused.value) is Broken


@pytest.mark.parametrize(
    ("untrusted", "refusal"),
    [
        (odt("Hello", manifest="<manifest:encryption-data/>"), Locked),
        (
            zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<a/>"}),
            NotTaken,
        ),
    ],
    ids=["locked", "a sheet"],
)
def test_what_an_open_document_is_the_room_says(untrusted: bytes, refusal: type[Refused]) -> None:
    assert kind_of(untrusted) is Kind.ODT
    with pytest.raises(refusal) as refused:
        make_safe(untrusted, Room(), None)
    assert type(refused.value) is refusal


def test_a_table_of_endless_length_is_not_read() -> None:
    with pytest.raises(TooLarge):
        kind_of(zipped({f"{number}": b"" for number in range(MOST_PARTS + 1)}))


@pytest.fixture(scope="module")
def word_before(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A letter in the old Word format, as LibreOffice writes it."""
    folder = tmp_path_factory.mktemp("doc")
    (folder / "letter.docx").write_bytes(docx("Dear Carol"))
    words = [str(shutil.which("soffice")), f"-env:UserInstallation={(folder / 'profile').as_uri()}"]
    words += ["--headless", "--convert-to", "doc:MS Word 97", "--outdir", str(folder)]
    subprocess.run([*words, str(folder / "letter.docx")], check=True, capture_output=True)
    return (folder / "letter.doc").read_bytes()


BUILDS: dict[Kind, Callable[[bytes], bytes]] = {
    Kind.DOCX: lambda doc: docx("Dear Carol"),
    Kind.ODT: lambda doc: odt("Dear Carol"),
    Kind.PDF: lambda doc: pdf("Dear Carol"),
    Kind.DOC: lambda doc: doc,
}


@pytest.mark.parametrize("kind", BUILDS)
def test_each_byte_flipped_and_each_length_gives_a_kind_or_a_refusal(kind: Kind, word_before: bytes) -> None:
    whole = BUILDS[kind](word_before)
    assert kind_of(whole) is kind
    step = max(1, len(whole) // 3000)
    for at in range(0, len(whole), step):
        for flip in FLIPS:
            looked_at(whole[:at] + bytes([whole[at] ^ flip]) + whole[at + 1 :])
        looked_at(whole[:at])


def looked_at(untrusted: bytes) -> None:
    for look in (kind_of, first_look):
        try:
            look(untrusted)
        except Refused:
            continue


def test_bytes_behind_the_table_s_fields_are_believed_by_nobody() -> None:
    """Two flips at once in an archive's table: lengths and places that do not fit each other."""
    whole = odt("Dear Carol")
    table = whole.index(b"PK\x01\x02")
    for one in range(table, len(whole), 7):
        for other in range(one + 1, min(one + 40, len(whole))):
            bent = bytearray(whole)
            bent[one] ^= 0xFF
            bent[other] ^= 0xFF
            looked_at(bytes(bent))
