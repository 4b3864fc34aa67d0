"""What is gathered from others is pinned, credited, and asks nobody for anything when it runs."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
HINTS = ROOT / "moderation" / "hints"

QUIET = """
import os, sys
def refuse(event, arguments):
    if event.startswith(("socket.", "urllib.", "http.")):
        raise RuntimeError(event)
sys.addaudithook(refuse)
from moderation.hints.gazetteer import is_place
from moderation.hints.learned.when_needed import WhenNeeded
assert is_place("skipton")
assert WhenNeeded().find("We live at 14 Thornbury Crescent now.")
links = [os.readlink(f"/proc/self/fd/{one}") for one in os.listdir("/proc/self/fd") if one.isdigit()
         and os.path.exists(f"/proc/self/fd/{one}")]
print([one for one in links if one.startswith("socket")])
"""


def test_every_package_is_pinned_with_its_hash_and_credited_with_its_version() -> None:
    wanted = (ROOT / "requirements" / "gathered.txt").read_text(encoding="utf-8")
    pinned = re.findall(r"^([a-z-]+)==(\S+) \\\n    --hash=sha256:[0-9a-f]{64}$", wanted, re.MULTILINE)
    assert len(pinned) == len(re.findall(r"^[a-z]", wanted, re.MULTILINE)) == 3
    notices = (HINTS / "NOTICES.md").read_text(encoding="utf-8").casefold()
    for name, version in pinned:
        assert name in notices
        assert version in notices


def test_none_of_it_is_in_the_repository_and_its_licences_lie_beside_it() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "moderation/hints/data"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert listed.stdout.split() in ([], ["moderation/hints/data/__init__.py"])  # [] outside of a repository
    licence = (HINTS / "data" / "rampart" / "LICENSE").read_text(encoding="utf-8")
    assert "Creative Commons Attribution 4.0" in licence
    assert "National Design Studio" in (HINTS / "data" / "rampart" / "NOTICE").read_text(encoding="utf-8")
    assert "Changed: the weights" in (HINTS / "NOTICES.md").read_text(encoding="utf-8")
    assert "rampart" in (ROOT / ".dockerignore").read_text(encoding="utf-8")


def test_reading_a_letter_opens_no_connection() -> None:
    done = subprocess.run(
        [sys.executable, "-c", QUIET], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout.strip()) == (0, "[]"), done.stderr[-800:]


def test_the_runtime_is_not_loaded_before_the_first_letter() -> None:
    code = (
        "import sys, portal.app, portal.cli.main; print('onnxruntime' in sys.modules, 'cv2' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False False"
