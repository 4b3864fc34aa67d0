"""The numbers of docs/limits.md are those of the code."""

from __future__ import annotations

from pathlib import Path

import pytest

from moderation.hints.find import LONGEST_TERM
from moderation.sanitise.pictures import MAX_BYTES, MAX_PIXELS, MOST_SCANS
from moderation.sanitise.text import LETTER_LIMIT
from portal import throttle
from portal.pages.forms import MOST_FIELDS
from portal.pages.uploads import FORM_BYTES
from portal.rules import AgencyRules
from portal.services.accounts import LONGEST_DETAIL
from portal.services.draft_pictures import MOST_DRAFT_PICTURES
from portal.services.drafts import DESCRIPTION_LIMIT, MOST_DRAFTS, MOST_KEPT
from portal.services.guessable import OUR_WORDS
from portal.services.sign_in import LEAST_PASSWORD, LONGEST_PASSWORD
from portal.services.troubles import OFTEN
from portal.settings import read_settings
from portal.staff.scanning_in import AT_ONCE
from portal.web_server import LIMITS, PATIENCE_SECONDS

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "limits.md").read_text(encoding="utf-8")
SETTINGS = read_settings({})
RULES = AgencyRules()
MEBIBYTE = 1024 * 1024


@pytest.mark.parametrize(
    "said",
    [
        f"at most {LETTER_LIMIT} characters |",
        f"at most {MOST_KEPT} characters, kept word for word",
        f"| words about a picture | at most {DESCRIPTION_LIMIT} characters |",
        f"one line, at most {LONGEST_DETAIL} characters",
        f"| a protected term | {LONGEST_TERM} characters at most",
        f"| a password | {LEAST_PASSWORD} to {LONGEST_PASSWORD} characters, any",
        f"{MOST_FIELDS['family']} fields at the family door, {MOST_FIELDS['staff']} at the staff door",
        f"{FORM_BYTES // MEBIBYTE} MiB without its picture",
        f"At most {MAX_BYTES // MEBIBYTE} MiB and {MAX_PIXELS // 1_000_000} million pixels",
        f"{MOST_SCANS} passes",
        f"{MOST_DRAFT_PICTURES} in a draft",
        f"and {MOST_DRAFT_PICTURES} with a letter that staff scan in (at most"
        f" {AT_ONCE * MAX_BYTES // MEBIBYTE} MiB in one form)",
        f"At most {MOST_DRAFTS} drafts a person",
        f"| sign-in: one name from one network | {throttle.SIGN_IN_HERE.amount} |",
        f"| sign-in: one name from everywhere | {throttle.SIGN_IN_NAME.amount} |",
        f"changing a password: one network | {throttle.SIGN_IN_NETWORK.amount} |",
        f"| unlock codes: one network | {throttle.CODE_NETWORK.amount} |",
        f"| saving: one network | {throttle.SAVES.amount} |",
        f"| looking a letter over: one network | {throttle.LOOKS.amount} |",
        f"| pictures: one network | {throttle.UPLOADS.amount} |",
        f"| a letter as a file: one person | {throttle.KEPT_LETTERS.amount} |",
        f"by e-mail {RULES.unlock_code_days_by_mail} days, by post {RULES.unlock_code_days_by_post}, once",
        f"over after {SETTINGS.idle_minutes} minutes without a press",
        f"after {SETTINGS.absolute_hours} hours whatever happens",
        f"Staff: {SETTINGS.staff_idle_minutes} minutes and {SETTINGS.staff_absolute_hours} hours",
        f"One password guess takes {SETTINGS.argon.memory_kib // 1024} MiB",
        f"by {LIMITS['threads']} threads a process",
        "by one guess at a time in each process (ten more may wait for three seconds",
        f"dropped after {PATIENCE_SECONDS:.0f} seconds, a request after {LIMITS['timeout']}",
        f"staff are told of what failed {OFTEN} times",
        f"nothing is sent in clear; {SETTINGS.mail.timeout_seconds} s |",
        ", ".join(sorted(OUR_WORDS)) + ".",
    ],
)
def test_the_page_says_what_the_code_does(said: str) -> None:
    assert said in PAGE


def test_every_limit_is_for_a_quarter_of_an_hour() -> None:
    assert throttle.WINDOW_MINUTES == 15
