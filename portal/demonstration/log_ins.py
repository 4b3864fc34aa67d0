"""The list of log-ins of a demonstration: written beside its data, and read again for one-time codes."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

import pyotp

from portal.demonstration.gathering import PASSWORD, SERVICE, StaffLogIn
from portal.demonstration.people import PEOPLE, Standing
from portal.refusal import Refusal

FILE_NAME = "log-ins.txt"
_SECRET = re.compile(r"otpauth://\S+")


class NoDemonstration(Refusal):
    """No list of log-ins in the folder."""

    sentence = "There is no demonstration in this folder."


def describe_log_ins(staff: Sequence[StaffLogIn]) -> Iterator[str]:
    """The list, line by line. Everybody in it is invented, so it may lie open to whoever tries the portal."""
    yield f"Everybody's password: {PASSWORD}"
    yield ""
    yield "Families (the family door):"
    for one in PEOPLE:
        if one.standing is Standing.LOG_IN:
            yield f"  {one.mail:<28} {one.name}, {one.who}"
    yield ""
    yield "Staff (the staff door). They need a one-time code as well: letterbox demo-codes"
    for log_in in staff:
        person = log_in.person
        uri = pyotp.TOTP(log_in.totp_secret).provisioning_uri(name=person.log_in_name, issuer_name=SERVICE)
        yield f"  {person.log_in_name:<28} {person.name}, {str(person.role).replace('_', ' ')}"
        yield f"  {'':<28} {uri}"


def write_log_ins(folder: Path, lines: Sequence[str]) -> Path:
    """Keep the list beside the data, readable by its owner alone."""
    path = folder / FILE_NAME
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
    return path


def codes_now(folder: Path, now: datetime) -> list[tuple[str, str]]:
    """The team's log-in names, each with its one-time code of this moment. Raises NoDemonstration."""
    try:
        text = (folder / FILE_NAME).read_text(encoding="utf-8")
    except FileNotFoundError:
        raise NoDemonstration from None
    second_factors = [pyotp.parse_uri(uri) for uri in _SECRET.findall(text)]
    return [(one.name, one.at(now)) for one in second_factors if isinstance(one, pyotp.TOTP)]
