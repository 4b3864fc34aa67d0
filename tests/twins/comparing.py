"""What an observer recorded in two worlds, made comparable, and where it differs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from itertools import count, islice, zip_longest

from tests.twins.tape import Asked

ID = re.compile(r"(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])")
# A form's token: itself random, of one shape and one length.
TOKEN = re.compile(r"(?<=\")I[jm][\w-]{54}\.[\w-]{6}\.[\w-]{27}(?=\")")
CODE = re.compile(r"\b(?:[0-9A-HJKMNP-TV-Z]{4}-){4}[0-9A-HJKMNP-TV-Z]{2}\b")
BOUNDARY = re.compile(r"={15}\d{19}==")  # between the parts of a mail
SECRET = re.compile(r"(?<=^letterbox-family=)[\w-]{43}(?=;)")
FORM_SESSION = re.compile(r"(?<=^letterbox-family-form=)([\w.-]+)(?=;)")
READABLE = ("text/", "application/json", "image/svg+xml")


class Names:
    """Names for what is random, so that two worlds can be laid over each other.

    Ids that are known by what they are have that name in both worlds; others are numbered as they come. A
    name is as long as what it stands for, so that lengths stay comparable. Ids of others have none until the
    observer tried them: on a page of itself one would stand as it is, and differ.
    """

    def __init__(
        self, known: dict[str, str], reference: str = "", foreign: frozenset[str] = frozenset()
    ) -> None:
        self._names = {value: f"{name:_<32}" for name, value in known.items()}
        self._reference, self._foreign, self._tried = reference, foreign, set[str]()
        self._numbers = count()

    def tried(self, sent: str) -> None:
        """The observer sent this."""
        self._tried.update(ID.findall(sent))

    def of(self, text: str) -> str:
        """A text with everything random named."""
        text = ID.sub(lambda found: self._name(found[0]), text)
        text = TOKEN.sub("token", text)
        text = BOUNDARY.sub("boundary", text)
        text = CODE.sub("7KQM-CODE-CODE-CODE-C3", text)
        return text.replace(self._reference, "REFERENC") if self._reference else text

    def _name(self, value: str) -> str:
        if value in self._foreign - self._tried:
            return value
        if value not in self._names:
            self._names[value] = f"{f'id-{next(self._numbers)}':_<32}"
        return self._names[value]

    def header(self, name: str, value: str) -> tuple[str, str]:
        """A header; of a clock's time only whether it is the time now."""
        if name == "Set-Cookie":
            return name, FORM_SESSION.sub(_shape, SECRET.sub("secret", value))
        if name == "Date" and abs(parsedate_to_datetime(value) - datetime.now(UTC)) < timedelta(minutes=5):
            return name, "now"
        return name, self.of(value)


def _shape(found: re.Match[str]) -> str:
    # A signed token of the form's session: its length varies by a sign or two as its random content packs.
    parts = [part for part in found[1].split(".") if part]
    return f"{len(parts)} parts of about {len(found[1]) // 20 * 20}"


@dataclass(frozen=True)
class Step:
    """One thing an observer did or got, and everything that came of it."""

    name: str
    status: int
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    asked: tuple[Asked, ...] = ()
    rows_matter: bool = True


@dataclass(frozen=True)
class Difference:
    """One place where two worlds differ: the step, what of it, and both values."""

    step: str
    of: str
    one: str
    other: str

    def __str__(self) -> str:
        return f"{self.step}: {self.of}: {self.one!r} / {self.other!r}"


def differences(one: Iterable[Step], other: Iterable[Step], most: int = 20) -> list[Difference]:
    """The first differences. Both worlds are walked in step, and no further than needed."""
    return list(islice(_differences(one, other), most))


def _differences(one: Iterable[Step], other: Iterable[Step]) -> Iterator[Difference]:
    for left, right in zip_longest(one, other):
        if left is None or right is None or left.name != right.name:
            yield Difference(
                (left or right).name, "step", left.name if left else "-", right.name if right else "-"
            )
            return
        yield from _of_step(left, right)


def _of_step(left: Step, right: Step) -> Iterator[Difference]:
    if left.status != right.status:
        yield Difference(left.name, "status", str(left.status), str(right.status))
    if left.body != right.body:
        same_length = len(left.body) == len(right.body)
        of = "body" if same_length else "body and its length"
        yield Difference(left.name, of, *_around(left.body, right.body))
    for name, one, other in _headers(left, right):
        yield Difference(left.name, f"header {name}", one, other)
    for of, one, other in _statements(left, right):
        yield Difference(left.name, of, one, other)


def _headers(left: Step, right: Step) -> Iterator[tuple[str, str, str]]:
    names = dict.fromkeys(name for name, _ in (*left.headers, *right.headers))
    for name in names:
        one, other = ([value for key, value in step.headers if key == name] for step in (left, right))
        if one != other:
            yield name, " | ".join(one), " | ".join(other)
    one, other = ([name for name, _ in step.headers] for step in (left, right))
    if sorted(one) == sorted(other) and one != other:
        yield "order", " ".join(one), " ".join(other)


def _around(one: bytes, other: bytes, width: int = 60) -> tuple[str, str]:
    pairs = enumerate(zip(one, other, strict=False))
    place = next((n for n, (left, right) in pairs if left != right), min(len(one), len(other)))
    start = max(place - width // 2, 0)
    return tuple(f"{len(b)} bytes, at {place}: {b[start : place + width]!r}" for b in (one, other))  # type: ignore[return-value]


def _statements(left: Step, right: Step) -> Iterator[tuple[str, str, str]]:
    if len(left.asked) != len(right.asked):
        yield "number of statements", str(len(left.asked)), str(len(right.asked))
    for one, other in zip(left.asked, right.asked, strict=False):
        if one.statement != other.statement:
            yield "statement", one.statement, other.statement
            return
        if one.rows != other.rows and left.rows_matter:
            yield f"rows of {one.statement[:200]}", str(one.rows), str(other.rows)
            return
