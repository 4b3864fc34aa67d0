"""The form of an arrangement: from fields to terms, with a sentence at every field that needs mending."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from moderation.hints.find import UselessTerm, check_term
from moderation.hints.hint import Kind
from moderation.hints.watch.proposals import proposals
from moderation.sanitise.text import TextTooLong, clean_line, clean_text
from portal.db import new_id
from portal.staff.asked import Form, asked_day
from portal.staff.words import BASES
from portal.terms import SIDES, ProtectedTerm, Side, SideTerms, Terms

LINE = 120
MORE_ROWS = 5
MOST_PICTURES = 20
MOST_WATCHED = 60
"""Words on one term's watch list."""
_ABOUT_CHILD = {
    "child_birth_name": "Please give the name at birth.",
    "child_adoptive_name": "Please give the adoptive name.",
}
_ABOUT_SIDE = {
    "relationship": "Please say who this side is to the child.",
    "calls_child": "Please say how this side names the child.",
    "calls_them": "Please say how this side names the other side.",
    "signs": "Please say how this side signs.",
}


@dataclass(frozen=True)
class Row:
    """One line of the list of protected words. `watch`: its watch list, one word or name a line; `offered`:
    what is proposed for it and not on it yet."""

    id: str = ""
    kind: str = Kind.SURNAME
    value: str = ""
    reason: str = ""
    watch: str = ""
    offered: tuple[str, ...] = ()

    @property
    def known_kind(self) -> Kind:
        """What it is about; whatever identifies, for a kind that is none."""
        return Kind(self.kind) if self.kind in list(Kind) else Kind.OTHER_ID

    def watched(self) -> list[str]:
        """The lines of its watch list, as typed."""
        return [line.strip() for line in self.watch.splitlines() if line.strip()]

    def with_proposals(self) -> Row:
        """With what the program proposes to watch for."""
        if not self.value.strip():
            return self
        there = {one.casefold() for one in self.watched()}
        found = proposals(self.known_kind, self.value[:LINE])
        return replace(self, offered=tuple(one for one in found if one.casefold() not in there))


@dataclass(frozen=True)
class TermsForm:
    """The form as it stands on the page: what was typed, unchanged."""

    values: Mapping[str, str]
    months: Mapping[str, tuple[str, ...]]
    receives: frozenset[str]
    rows: Mapping[str, tuple[Row, ...]]

    def value(self, name: str) -> str:
        """What stands in one field."""
        return self.values.get(name, "")


@dataclass
class _Reader:
    """Reads field by field and keeps each sentence, instead of stopping at the first."""

    form: TermsForm
    faults: dict[str, str] = field(default_factory=dict)

    def line(self, name: str, needed: str = "") -> str:
        try:
            text = clean_line(self.form.value(name), LINE)
        except TextTooLong as refused:
            self.faults[name] = str(refused)
            return ""
        if needed and not text:
            self.faults[name] = needed
        return text


def empty_form(most_pictures: int) -> TermsForm:
    """For a new arrangement, which begins with the agency's own number of pictures."""
    return TermsForm(
        {"basis": BASES[0], "most_pictures": str(most_pictures)},
        dict.fromkeys(SIDES, ()),
        frozenset(SIDES),
        {side: (Row(),) * MORE_ROWS for side in SIDES},
    )


def form_of(terms: Terms) -> TermsForm:
    """For changing an arrangement."""
    values = {
        "child_birth_name": terms.child_birth_name,
        "child_adoptive_name": terms.child_adoptive_name,
        "child_born": terms.child_born,
        "basis": terms.basis,
        "most_pictures": str(terms.most_pictures),
        "allowed": "\n".join(terms.allowed),
        "risk_notes": terms.risk_notes,
        "no_faces": "" if terms.faces else "yes",
    }
    for side in SIDES:
        values |= {f"{side}-{name}": str(getattr(terms.side(side), name)) for name in _ABOUT_SIDE}
    return TermsForm(
        values,
        {side: tuple(str(month) for month in terms.side(side).months) for side in SIDES},
        frozenset(side for side in SIDES if terms.side(side).receives_pictures),
        {side: (*_rows_of(terms, side), *(Row(),) * MORE_ROWS) for side in SIDES},
    )


def _rows_of(terms: Terms, side: Side) -> Iterable[Row]:
    return (
        Row(one.id, one.kind, one.value, one.reason, "\n".join(one.watch))
        for one in terms.protected
        if one.side == side
    )


def read_form(untrusted: Form, more: str = "") -> TermsForm:
    """As it was posted, with what was ticked put on the watch lists; `more` names a side that wants more
    empty rows."""
    return TermsForm(
        {name: untrusted.get(name, "") for name in untrusted},
        {side: tuple(untrusted.getlist(f"{side}-months")) for side in SIDES},
        frozenset(side for side in SIDES if untrusted.get(f"{side}-receives_pictures")),
        {side: (*_posted_rows(untrusted, side), *(Row(),) * (MORE_ROWS * (more == side))) for side in SIDES},
    )


def _posted_rows(untrusted: Form, side: str) -> tuple[Row, ...]:
    lists = [untrusted.getlist(f"{side}-term-{name}") for name in ("id", "kind", "value", "reason")]
    rows = [Row(*parts) for parts in zip(*lists, strict=False)]
    watch = [*untrusted.getlist(f"{side}-term-watch"), *[""] * len(rows)]
    return tuple(
        replace(row, watch="\n".join([*typed.splitlines(), *untrusted.getlist(f"{side}-{number}-take")]))
        for number, (row, typed) in enumerate(zip(rows, watch, strict=False))
    )


def with_proposals(form: TermsForm, side: str) -> TermsForm:
    """The form with words to watch for proposed for every term of one side; nothing is kept by that."""
    proposed = {one: tuple(map(Row.with_proposals, rows)) for one, rows in form.rows.items() if one == side}
    return replace(form, rows={**form.rows, **proposed})


def terms_of_form(
    form: TermsForm, known: Terms | None, staff_id: str, today: date
) -> tuple[Terms | None, dict[str, str]]:
    """The terms, or a sentence for each field to mend. `known` are the terms that are being changed."""
    read = _Reader(form)
    child = {name: read.line(name, needed) for name, needed in _ABOUT_CHILD.items()}
    born = asked_day(form.value("child_born"))
    if born is None or born > today:
        read.faults["child_born"] = "Please give the day of birth, for example 9 March 2018."
    sides = {side: _side(read, side) for side in SIDES}
    protected = tuple(one for side in SIDES for one in _protected(read, side, known, staff_id, today))
    terms = Terms(
        **child,
        child_born=born.isoformat() if born else "",
        basis=_basis(read),
        adoptive=sides["adoptive"],
        birth=sides["birth"],
        most_pictures=_most_pictures(read),
        protected=protected,
        allowed=_allowed(read),
        risk_notes=_risk_notes(read),
        faces=not read.form.value("no_faces"),
    )
    return (None if read.faults else terms), read.faults


def _basis(read: _Reader) -> str:
    basis = read.form.value("basis")
    if basis not in BASES:
        read.faults["basis"] = "Please say what the exchange rests on."
    return basis


def _most_pictures(read: _Reader) -> int:
    text = read.form.value("most_pictures").strip()
    if not (text.isascii() and text.isdigit() and int(text[:4]) <= MOST_PICTURES):
        read.faults["most_pictures"] = f"Please give a number from 0 to {MOST_PICTURES}."
        return 0
    return int(text)


def _risk_notes(read: _Reader) -> str:
    try:
        return clean_text(read.form.value("risk_notes"))
    except TextTooLong as refused:
        read.faults["risk_notes"] = str(refused)
        return ""


def _side(read: _Reader, side: Side) -> SideTerms:
    words = {name: read.line(f"{side}-{name}", needed) for name, needed in _ABOUT_SIDE.items()}
    months = {
        int(text) for text in read.form.months[side] if text.isascii() and text.isdigit() and len(text) < 3
    }
    return SideTerms(
        **words,
        months=tuple(sorted(months)),
        receives_pictures=side in read.form.receives,
    )


def _allowed(read: _Reader) -> tuple[str, ...]:
    found: list[str] = []
    for text in read.form.value("allowed").splitlines():
        if text.strip():
            try:
                found.append(check_term(text))
            except UselessTerm as refused:
                read.faults["allowed"] = f"{refused} (“{text.strip()[:40]}”)"
    return tuple(found)


def _protected(
    read: _Reader, side: Side, known: Terms | None, staff_id: str, today: date
) -> Iterable[ProtectedTerm]:
    before = {one.id: one for one in known.protected if one.side == side} if known else {}
    kept = {row.id for row in read.form.rows[side]}
    for number, row in enumerate(read.form.rows[side]):
        if not row.value.strip() and not row.reason.strip() and not row.watched():
            continue
        name, watch = f"{side}-term-{number}", _watched(read, f"{side}-watch-{number}", row)
        try:
            value, reason = check_term(row.value), clean_line(row.reason, LINE)
        except (UselessTerm, TextTooLong) as refused:
            read.faults[name] = str(refused)
            continue
        # A new line that is there already was sent twice: a second press, or once more after a refusal.
        wanted = (row.known_kind, value, reason)
        same = [one for one in before.values() if (one.kind, one.value, one.reason) == wanted]
        old = next((one for one in same if one.id == row.id or (not row.id and one.id not in kept)), None)
        if old is not None:
            yield replace(before.pop(old.id), watch=watch)  # who added it, and when, stays
        else:
            yield ProtectedTerm(
                new_id(), side, row.known_kind, value, staff_id, reason, today.isoformat(), watch
            )


def _watched(read: _Reader, name: str, row: Row) -> tuple[str, ...]:
    """The watch list of one term, each word once."""
    found: dict[str, str] = {}
    for text in row.watched():
        try:
            word = check_term(text)
        except UselessTerm as refused:
            read.faults[name] = f"{refused} (“{text[:40]}”)"
            continue
        found.setdefault(word.casefold(), word)
    found.pop(row.value.strip().casefold(), None)
    if len(found) > MOST_WATCHED:
        read.faults[name] = f"Please keep to {MOST_WATCHED} words for one line of the list."
    return tuple(found.values())
