"""Which letters of a text no installed font can draw: they would stand on the page as empty boxes."""

from __future__ import annotations

import shutil
import subprocess

_MOST_ASKED = 40


def scripts_without_font(text: str) -> list[str]:
    """A letter of each range of 256 that no font covers, as fontconfig says; [] if it can't be asked."""
    if shutil.which("fc-list") is None:
        return []
    ranges = {ord(one) >> 8: one for one in text if ord(one) > 0x17F and one.isalpha()}
    return [one for one in list(ranges.values())[:_MOST_ASKED] if not _drawn(one)]


def _drawn(letter: str) -> bool:
    asked = ["fc-list", f":charset={ord(letter):x}", "family"]
    answer = subprocess.run(asked, capture_output=True, check=False, stdin=subprocess.DEVNULL)  # noqa: S603
    return answer.returncode != 0 or bool(answer.stdout.strip())
