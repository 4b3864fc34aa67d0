"""A removed string is found in bytes in every form that is looked for; elsewhere nothing is found."""

import base64

import pytest

from moderation.redaction.jpeg_parts import NotWhole, take_apart
from moderation.redaction.traces import find_traces
from tests.moderation.pages import drawn, jpeg_of

WORD = "Oakham-Zoë"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "latin-1"])
def test_plain_in_any_case(encoding: str) -> None:
    for spelling in (WORD, WORD.replace("Oakham", "OAKHAM")):
        assert encoding in find_traces(b"xy" + spelling.encode(encoding) + b"z", WORD)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "latin-1"])
@pytest.mark.parametrize("before", range(3))
def test_base64_and_hex_wherever_they_begin(encoding: str, before: int) -> None:
    whole = b"x" * before + WORD.lower().encode(encoding) + b"behind"
    assert f"base64 of {encoding}" in find_traces(base64.b64encode(whole), WORD)
    assert f"hex of {encoding}" in find_traces(whole.hex().encode(), WORD)
    assert f"hex of {encoding}" in find_traces(whole.hex().upper().encode(), WORD)


def test_nothing_where_nothing_is() -> None:
    assert find_traces(jpeg_of(drawn("to Oakham")[0]), "Oakham") == ()


def test_short_forms_are_looked_for_only_where_asked() -> None:
    assert find_traces(b"..sam..", "Sam") == ("utf-8", "latin-1")
    assert find_traces(b"..sam..", "Sam", 6) == ()


@pytest.mark.parametrize("cut", [0, 1, 2, 20, 400, -1, -2])
def test_a_picture_cut_off_is_no_picture(cut: int) -> None:
    with pytest.raises(NotWhole):
        take_apart(jpeg_of(drawn("to Oakham")[0])[:cut])


def test_a_whole_picture_has_nothing_strange_in_it() -> None:
    for options in ({}, {"progressive": True}, {"restart_marker_blocks": 4}):
        parts = take_apart(jpeg_of(drawn("to Oakham")[0], **options))
        assert parts.strangers() == ()
        assert len(parts.scans) > 500
