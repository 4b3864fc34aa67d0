"""The first 22 bytes."""

import pytest

from crypto.errors import Truncated, UnknownFormat
from crypto.header import HEADER_BYTES, Header, Kind, read_header
from tests.crypto.builders import raised

HEADER = Header(Kind.GRANT, key_id=b"key-id-8", context_digest=b"digest-8", generation=258)


def test_the_layout_is_the_documented_one() -> None:
    assert HEADER.pack() == b"\xa3\x01\x00\x00\x01\x02key-id-8digest-8"
    assert HEADER_BYTES == 22


def test_it_reads_what_it_wrote() -> None:
    assert read_header(Kind.GRANT, HEADER.pack() + b"and more") == HEADER


def test_no_kind_is_a_printable_sign_and_none_is_used_twice() -> None:
    assert all(kind > 0x7F for kind in Kind)
    assert [int(kind) for kind in Kind] == list(range(0xA1, 0xAC))


@pytest.mark.parametrize("version", [0, 2, 255])
def test_an_older_or_newer_format_is_told_as_such(version: int) -> None:
    packed = HEADER.pack()
    assert (
        raised(lambda: read_header(Kind.GRANT, packed[:1] + bytes([version]) + packed[2:])) is UnknownFormat
    )


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        (b"", Truncated),
        (b"\xa3", Truncated),
        (b"\xa3\x01", Truncated),
        (b"\xa3\x02", UnknownFormat),
        (b"\xa1", UnknownFormat),
        (b"Dear Ellie", UnknownFormat),
        (b"{}", UnknownFormat),
    ],
)
def test_other_beginnings(start: bytes, expected: type[Exception]) -> None:
    assert raised(lambda: read_header(Kind.GRANT, start)) is expected
