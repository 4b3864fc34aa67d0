"""The second opinion at the desk: its hints, and a plain word where it could not be given."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders import Portal, close, make_portal
from tests.staff.office import make_office, take

ROOT = Path(__file__).resolve().parents[2]
PLAIN = "hiya, she goes to a friday class in masjid noor and she loves it. love dawn"
"""Without capitals, and without a word that rules know."""

SAYS = "by the second opinion"
NOT_AVAILABLE = "The second opinion was not available"


@pytest.fixture(params=["on", "off"])
def portal_with(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[str, Portal]]:
    """A portal with the second opinion switched on, and one with it off."""
    made = make_portal(tmp_path / "portal", LETTERBOX_LEARNED_HINTS=request.param)
    yield request.param, made
    close(made)


def test_its_hints_are_on_the_desk_and_before_release_unless_it_is_off(
    portal_with: tuple[str, Portal],
) -> None:
    switched, portal = portal_with
    office = make_office(portal)
    delivery_id = office.letter(PLAIN)
    sam = office.worker()
    desk = take(sam, delivery_id)
    page, before = desk.text, sam.get(f"/desk/{delivery_id}/preview").text
    for shown in (page, before):
        assert (SAYS in shown) == (switched == "on")
        assert NOT_AVAILABLE not in shown
    assert ("masjid noor" in page.split("Hints</h2>")[1]) == (switched == "on")


BROKEN = """
import sys, tempfile
from pathlib import Path
from tests.builders import close, make_portal
from tests.staff.office import make_office, words_of
with tempfile.TemporaryDirectory() as folder:
    portal = make_portal(Path(folder) / "portal", LETTERBOX_LEARNED_HINTS="on")
    office = make_office(portal)
    sam = office.worker()
    for text in ("hiya, all is well", "ring me on 07700 900123"):
        print("PAGE", words_of(sam.get("/desk/" + office.letter(text))))
    close(portal)
"""


def test_a_letter_that_the_model_could_not_read_says_so_on_the_desk_and_is_never_called_clean(
    tmp_path: Path,
) -> None:
    # A copy of the portal whose model was cut short on the disk; everything in it is run as it stands.
    for package in ("portal", "moderation", "crypto", "templates"):
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    model = tmp_path / "moderation" / "hints" / "data" / "rampart" / "model_q8.onnx"
    model.write_bytes(model.read_bytes()[:100_000])
    done = subprocess.run(
        [sys.executable, "-c", BROKEN],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    clean, with_number = (page for page in done.stdout.split("PAGE ") if page.strip())
    for page in (clean, with_number):
        assert NOT_AVAILABLE in page
        assert "Nothing was found" not in page
    assert "The rules found nothing." in clean
    assert "telephone number" in with_number
