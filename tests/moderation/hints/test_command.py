"""`letterbox hints` as somebody runs it: a process of its own, without settings, database or keys."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

LETTER = "Dear Ann,\nwe moved to Skelby, near the old mill. My number is 07700 900123.\nLove, Jo P.\n"
TERMS = {
    "protected": [
        {"kind": "place", "value": "Skelby", "side": "adoptive", "watch": ["the old mill"]},
        {"kind": "surname", "value": "Pemberthy"},
    ],
    "allowed": ["Ann", "Jo"],
}


def _run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).with_name("letterbox")
    return subprocess.run(
        [program, "hints", *arguments], cwd=folder, env={"PATH": "/usr/bin"}, capture_output=True, text=True
    )


def _files(folder: Path) -> tuple[str, str]:
    (folder / "letter.txt").write_text(LETTER, encoding="utf-8")
    (folder / "terms.json").write_text(json.dumps(TERMS), encoding="utf-8")
    return "letter.txt", "terms.json"


def test_it_prints_hints_to_read(tmp_path: Path) -> None:
    letter, terms = _files(tmp_path)
    run = _run(tmp_path, letter, "--terms", terms)
    assert run.returncode == 0, run.stderr
    assert "Cannot go on without a decision (" in run.stdout
    assert "line 2, 22-28: 'Skelby' [place] This is a protected place." in run.stdout
    assert "watch list of a protected place" in run.stdout
    assert "07700 900123" in run.stdout


def test_it_prints_hints_for_programs(tmp_path: Path) -> None:
    letter, terms = _files(tmp_path)
    told = json.loads(_run(tmp_path, letter, "--terms", terms, "--json").stdout)
    assert told["second_opinion"] == "given"
    first = told["hints"][0]
    assert (first["start"], first["end"], first["kind"], first["strength"]) == (22, 28, "place", "hold")
    alone = json.loads(_run(tmp_path, letter, "--json", "--rules-only").stdout)
    assert alone["second_opinion"] == "off"
    assert [one["kind"] for one in alone["hints"] if one["strength"] == "hold"] == ["phone"]


def test_it_predicts_one_line_a_letter_in_the_letters_own_places(tmp_path: Path) -> None:
    secrets = [{"id": "s1", "kind": "place", "holder": "adopters", "value": "Skelby"}]
    arrangement = {"child_known_as": "Ann", "allowed_names": ["Jo"], "secrets": secrets}
    lines = [
        {"id": "a", "author": "adopters", "text": "We moved to\r\nSkelby.", "arrangement": arrangement},
        {"id": "b", "author": "birth_family", "text": "Thank you, Jo.", "arrangement": arrangement},
    ]
    (tmp_path / "letters.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    run = _run(tmp_path, "--predict", "letters.jsonl")
    first, second = [json.loads(line) for line in run.stdout.splitlines()]
    assert first == {"id": "a", "spans": [[13, 19, "place", "hold"]]}
    assert second == {"id": "b", "spans": []}


def test_what_it_cannot_read_is_said_plainly(tmp_path: Path) -> None:
    letter, _ = _files(tmp_path)
    (tmp_path / "list.json").write_text("[1]", encoding="utf-8")
    (tmp_path / "kind.json").write_text('{"protected": [{"kind": "x", "value": "y"}]}', encoding="utf-8")
    (tmp_path / "raw.txt").write_bytes(b"\xff\xfe\x00")
    for arguments, said in (
        ([letter, "--terms", "list.json"], "it must be an object"),
        ([letter, "--terms", "kind.json"], "term 1 has no known kind"),
        ([letter, "--terms", letter], "not JSON"),
        (["raw.txt"], "no text in UTF-8"),
        (["nothing.txt"], "can't be read"),
        (["--predict", "list.json"], "line 1 is no labelled letter"),
        ([], "Give a FILE"),
    ):
        run = _run(tmp_path, *arguments)
        assert run.returncode != 0
        assert said in run.stderr, (arguments, run.stderr)
        assert "Traceback" not in run.stderr
