"""`letterbox make-safe`: the real command over real files."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from portal.cli.main import cli
from tests.moderation.pages import drawn, jpeg_of
from tests.moderation.pictures import exif

LETTERBOX = Path(sys.executable).parent / "letterbox"


def command(*words: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(LETTERBOX), "make-safe", *map(str, words)],
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"},
    )


def photograph(folder: Path) -> Path:
    picture, _ = drawn("We live in a house near Oakham", "since the spring, love Zoë", size=(560, 400))
    file = folder / "Oakham holiday.JPG"
    file.write_bytes(jpeg_of(picture, exif=exif(), comment=b"taken in Oakham"))
    return file


def test_a_photograph_with_words_taken_out(tmp_path: Path) -> None:
    out = tmp_path / "copy"
    ended = command(
        photograph(tmp_path), "--out", out, "--remove", "Oakham", "--remove", "zoe", "--remove", "Cardiff"
    )
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout == "Pages: 1. Places taken out: 2.\n"
    assert ended.stderr == "Nothing was found for --remove number 3.\n"
    assert sorted(file.name for file in out.iterdir()) == ["letter.pdf", "page-01.jpg", "report.json"]
    report = json.loads((out / "report.json").read_text("utf-8"))
    assert report["kind"] == "jpeg"
    assert report["pages"][0]["text"] == "We live in a house near\nsince the spring, love"
    assert len(report["pages"][0]["removed"]) == 2
    assert report["pages"][0]["proof"]["passed"] is report["proof"]["passed"] is True
    assert "read again" in {check["name"] for check in report["pages"][0]["proof"]["checks"]}
    for file in out.iterdir():
        assert not any(
            secret in file.read_bytes().lower() for secret in (b"oakham", "zoë".encode(), b"secret")
        )
    for file in ("page-01.jpg", "letter.pdf"):
        told = subprocess.run(
            ["exiftool", "-a", "-G1", str(out / file)], capture_output=True, text=True, check=True
        )
        assert not {"GPS", "IFD0", "XMP-x", "Photoshop"} & {
            line[1:].split("]")[0] for line in told.stdout.splitlines()
        }
    assert _read_by_another(out / "page-01.jpg").split()[:3] == ["We", "live", "in"]
    assert "akham" not in _read_by_another(out / "page-01.jpg")


def _read_by_another(file: Path) -> str:
    """A reader that the portal does not use."""
    return subprocess.run(["tesseract", str(file), "-"], capture_output=True, text=True, check=True).stdout


def test_a_safe_copy_says_what_was_read_and_where(tmp_path: Path) -> None:
    ended = command(photograph(tmp_path), "--out", tmp_path / "copy")
    assert ended.returncode == 0, ended.stderr
    [page] = json.loads((tmp_path / "copy" / "report.json").read_text("utf-8"))["pages"]
    assert page["text"] == "We live in a house near Oakham\nsince the spring, love Zoë"
    word = page["words"][6]
    assert (word["text"], page["text"][word["start"] : word["end"]]) == ("Oakham", "Oakham")
    assert set(word["box"]) == {"left", "top", "width", "height"}
    assert page["codes"] == page["faces"] == page["removed"] == []


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "This file is empty"),
        (b"\x7fELF" + bytes(200), "cannot open this kind"),
        (b"%PDF-1.7\nbroken", "damaged"),
    ],
)
def test_a_refused_file_leaves_nothing(tmp_path: Path, content: bytes, sentence: str) -> None:
    file = tmp_path / "letter.jpg"
    file.write_bytes(content)
    ended = CliRunner().invoke(cli, ["make-safe", str(file), "--out", str(tmp_path / "copy")])
    assert ended.exit_code != 0
    assert sentence in ended.stderr
    assert "Traceback" not in ended.output
    assert list((tmp_path / "copy").iterdir()) == []


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "copy").mkdir()
    (tmp_path / "copy" / "mine").write_text("mine")
    ended = CliRunner().invoke(cli, ["make-safe", str(photograph(tmp_path)), "--out", str(tmp_path / "copy")])
    assert ended.exit_code == 1
    assert "holds something already" in ended.stderr
    assert [file.name for file in (tmp_path / "copy").iterdir()] == ["mine"]


def test_words_without_letters_are_asked_for_again(tmp_path: Path) -> None:
    words = ["make-safe", str(photograph(tmp_path)), "--out", str(tmp_path / "copy"), "--remove", " - "]
    ended = CliRunner().invoke(cli, words)
    assert ended.exit_code == 2
    assert "at least one letter" in ended.stderr
