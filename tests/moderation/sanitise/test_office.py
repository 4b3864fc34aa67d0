"""Word, OpenDocument and RTF letters: what a person would see printed, and nothing that hides in them."""

import select
import socket
from contextlib import closing
from pathlib import Path

import pytest

from moderation.sanitise.making import missing_tools
from moderation.sanitise.refusals import Broken, NoWordReader, TooLarge
from moderation.sanitise.room.room import Room
from tests.moderation.sanitise.attacks.letters import (
    RTF,
    bomb_docx,
    docx,
    laughing_docx,
    tricky_docx,
    tricky_odt,
)
from tests.moderation.sanitise.opened import opened, read_by_eye

CROSSED_OUT = "Words that were crossed out (tracked changes) were left out."
HIDDEN, COMMENTS = "Hidden text was left out.", "Comments were left out."
MACRO, ELSEWHERE = "A program (macro) was left out.", "Pictures or files from elsewhere were left out."


@pytest.mark.parametrize(
    ("build", "kind", "dropped"),
    [
        (
            tricky_docx,
            "docx",
            {CROSSED_OUT, HIDDEN, COMMENTS, MACRO, ELSEWHERE, "Objects inside were left out."},
        ),
        (tricky_odt, "odt", {CROSSED_OUT, HIDDEN, COMMENTS, MACRO, ELSEWHERE}),
        (lambda port: RTF, "rtf", {CROSSED_OUT, HIDDEN}),
    ],
    ids=["docx", "odt", "rtf"],
)
def test_what_hides_in_a_letter_does_not_come_through(
    build: object, kind: str, dropped: set[str], tmp_path: Path
) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        got = opened("office", build(server.getsockname()[1]), kind=kind)  # type: ignore[operator]
        called, _, _ = select.select([server], [], [], 0)
    assert not called
    assert "Dear Carol, all is well." in got.named
    assert "seen" in got.named
    assert "SECRET" not in got.named + read_by_eye(got.pages[0], tmp_path)
    assert set(got.dropped) == dropped


def test_a_plain_letter_loses_nothing() -> None:
    got = opened("office", docx("Dear Carol", "all is well"), kind="docx")
    assert got.named.split() == ["Dear", "Carol", "all", "is", "well"]
    assert got.dropped == []


def test_entities_of_entities_are_not_laughed_at() -> None:
    with pytest.raises(Broken):
        opened("office", laughing_docx(), kind="docx")


def test_an_archive_that_unpacks_to_too_much_is_refused() -> None:
    bomb = bomb_docx(121)
    assert len(bomb) < 1024 * 1024
    with pytest.raises(TooLarge):
        opened("office", bomb, kind="docx")


def test_without_libreoffice_a_letter_is_refused_and_it_is_said(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert missing_tools() == ()
    monkeypatch.setenv("PATH", str(tmp_path))
    (said,) = missing_tools()
    assert "LibreOffice" in said
    without = Room(tasks={"office": "tests.moderation.sanitise.attacks.tasks:office_without"}, shown=(TESTS,))
    with pytest.raises(NoWordReader):
        opened("office", docx("Dear Carol"), without, kind="docx")


TESTS = Path(__file__).resolve().parents[2]
