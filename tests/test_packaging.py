"""What is shipped: the image can be built from what is here, and the wheel holds all that runs."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
SHIPPED = ("portal", "crypto", "moderation", "templates")


def copied_from_here() -> list[str]:
    """What the Dockerfile copies out of this folder (not out of an earlier stage)."""
    lines = re.findall(r"^COPY (?!--from)(.+)$", DOCKERFILE, re.MULTILINE)
    return [source for line in lines for source in line.split()[:-1]]


@pytest.mark.parametrize("source", [*copied_from_here(), *re.findall(r"-r (\S+)", DOCKERFILE)])
def test_what_the_image_is_built_from_is_there(source: str) -> None:
    assert (ROOT / source).exists()


def test_the_image_is_built_with_what_was_tested_with() -> None:
    pinned = re.compile(r"^([a-z0-9-]+)==(\S+)", re.MULTILINE)
    tested, run, build = (
        set(pinned.findall((ROOT / f"requirements/{name}.txt").read_text(encoding="utf-8")))
        for name in ("dev", "run", "build")
    )
    assert run | build <= tested


def test_what_makes_the_model_is_there_before_it_is_made_and_not_where_it_runs() -> None:
    _, _, builds, runs = re.split(r"^FROM ", DOCKERFILE, flags=re.MULTILINE)
    assert builds.index("-r requirements/build.txt") < builds.index("RUN python scripts/gather.py")
    assert {f"scripts/{path.name}" for path in (ROOT / "scripts").glob("*.py")} <= set(copied_from_here())
    assert "build.txt" not in runs
    pinned = (ROOT / "requirements" / "run.txt").read_text(encoding="utf-8")
    assert not re.findall(r"^(?:onnx|ml-dtypes)==", pinned, re.MULTILINE)


def test_the_wheel_holds_every_file_that_runs(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    held = set(zipfile.ZipFile(wheel).namelist())
    wanted = {
        str(path.relative_to(ROOT))
        for package in SHIPPED
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert wanted <= held
    assert "portal/migrations/script.py.mako" in held
    assert "templates/mail/waiting.txt" in held
    for name in ("NOTICES.md", "data/places.txt", "data/rampart/model_q8.onnx", "data/rampart/LICENSE"):
        assert f"moderation/hints/{name}" in held
