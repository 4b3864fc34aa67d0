"""A portal without what its hints look things up in does not start; it is not quiet about letters instead."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

START = """
import os
from portal.settings import BadSettings, read_settings
try:
    print("starts", read_settings(os.environ).learned_hints)
except BadSettings as fault:
    print(fault)
"""


def start(house: Path, **environment: str) -> str:
    """What a start says in a copy of the portal; the copy's own code is run."""
    done = subprocess.run(
        [sys.executable, "-c", START],
        cwd=house,
        env={**os.environ, "PYTHONPATH": str(house), **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of the portal as installed, that a test may spoil."""
    for package in ("portal", "moderation", "crypto"):
        away = shutil.ignore_patterns("__pycache__", "static")
        shutil.copytree(ROOT / package, tmp_path / package, ignore=away)
    return tmp_path


def test_the_second_opinion_is_on_unless_it_is_switched_off(house: Path) -> None:
    assert start(house) == "starts True\n"
    assert start(house, LETTERBOX_LEARNED_HINTS="off") == "starts False\n"


@pytest.mark.parametrize("name", ["model_q8.onnx", "vocab.txt"])
def test_a_second_opinion_that_is_on_and_not_installed_stops_the_start(house: Path, name: str) -> None:
    (house / "moderation" / "hints" / "data" / "rampart" / name).unlink()
    said = start(house)
    assert "LETTERBOX_LEARNED_HINTS" in said
    assert name in said
    assert "make assets" in said
    assert start(house, LETTERBOX_LEARNED_HINTS="off") == "starts False\n"


def test_a_runtime_that_is_not_installed_stops_the_start_as_well(house: Path) -> None:
    # As where somebody left the package out: nothing of that name can be found.
    spoilt = START.replace("import os", "import os, sys; sys.modules['onnxruntime'] = None", 1)
    done = subprocess.run(
        [sys.executable, "-c", spoilt],
        cwd=house,
        env={**os.environ, "PYTHONPATH": str(house)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "the package onnxruntime" in done.stdout


@pytest.mark.parametrize("learned", ["on", "off"])
def test_a_missing_list_of_places_stops_the_start(house: Path, learned: str) -> None:
    (house / "moderation" / "hints" / "data" / "places.txt").unlink()
    assert "list of places" in start(house, LETTERBOX_LEARNED_HINTS=learned)
