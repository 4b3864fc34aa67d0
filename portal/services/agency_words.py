"""An agency's own words for its hints: proposed by anybody at the desk, accepted or declined by a manager."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any

from crypto.errors import NotCertified
from moderation.hints.find import check_term
from moderation.hints.hint import Kind
from moderation.hints.lists import AgencyLists
from moderation.lifecycle import NotYours, Role
from moderation.sanitise.text import clean_line
from portal.db import new_id
from portal.models.hint_lists import AgencyWords
from portal.models.staff import StaffAccount
from portal.refusal import NotThere, Refusal
from portal.sealing import AgencyOpener, CopyKind, agency_recipient, forget_copy, open_json, seal_json
from portal.services.turns import wait_for_turn
from portal.work import Work

MOST_WORDS = 500
REASON_LIMIT = 200


class WordList(StrEnum):
    """Which of the two lists."""

    QUIET = "quiet"
    WATCH = "watch"


class WordState(StrEnum):
    """How far a word came. Only accepted ones change any hint."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    REMOVED = "removed"


class SettledAlready(Refusal):
    """Somebody was quicker."""

    sentence = "A colleague has settled this already. Please look again."


class OwnProposal(Refusal):
    """One pair of eyes is too few for what changes every letter's hints."""

    sentence = "You proposed this yourself. Please let another manager look at it."


class TooManyWords(Refusal):
    """The list is full."""

    sentence = "Your team's lists are full. Please ask a manager to take off what is no longer needed."


@dataclass(frozen=True)
class AgencyWord:
    """One word (or several that belong together): who proposed it and why, who settled it; ISO days."""

    id: str
    list: WordList
    kind: Kind
    words: str
    why: str
    state: WordState
    proposed_by: str
    proposed_on: str
    settled_by: str = ""
    settled_on: str = ""

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> AgencyWord:
        """As opened."""
        known: dict[str, Any] = {
            "list": WordList(stored["list"]),
            "kind": Kind(stored["kind"]),
            "state": WordState(stored["state"]),
        }
        return cls(**(stored | known))


def words_of_agency(work: Work, agency_id: str) -> list[AgencyWord]:
    """Every word there is or was, oldest first. Raises NotCertified for a list that is not the newest."""
    return _opened(work, work.session.get(AgencyWords, agency_id, populate_existing=work.writes))


def _opened(work: Work, row: AgencyWords | None) -> list[AgencyWord]:
    if row is None:
        return []
    opener = AgencyOpener(row.agency_id)
    stored = open_json(work, row.copy_id, CopyKind.AGENCY_WORDS, row.agency_id, opener)
    if stored["version"] != row.version:
        raise NotCertified
    return [AgencyWord.from_json(one) for one in stored["words"]]


def lists_of(work: Work, agency_id: str) -> AgencyLists:
    """The accepted words, for the hints of every letter at the agency's desk."""
    accepted = [one for one in words_of_agency(work, agency_id) if one.state is WordState.ACCEPTED]
    return AgencyLists(
        tuple(one.words for one in accepted if one.list is WordList.QUIET),
        tuple((one.kind, one.words) for one in accepted if one.list is WordList.WATCH),
    )


def propose_words(
    work: Work, staff: StaffAccount, to_list: WordList, kind: Kind, untrusted_words: str, untrusted_why: str
) -> None:
    """Ask a manager to put words on a list. What is there already, or waits, is not put there twice.

    Raises UselessTerm, TextTooLong, TooManyWords.
    """
    words, why = check_term(untrusted_words), clean_line(untrusted_why, REASON_LIMIT)
    live = (WordState.PROPOSED, WordState.ACCEPTED)

    def add(there: list[AgencyWord]) -> list[AgencyWord]:
        same = (one for one in there if one.list is to_list and one.state in live)
        if any(one.words.casefold() == words.casefold() for one in same):
            return there
        if sum(one.state in live for one in there) >= MOST_WORDS:
            raise TooManyWords
        made = AgencyWord(
            new_id(), to_list, kind, words, why, WordState.PROPOSED, staff.id, work.now.date().isoformat()
        )
        work.record("agency_words_proposed", staff.agency_id, made.id, list=str(to_list))
        return [*there, made]

    _change(work, staff.agency_id, add)


def settle_words(work: Work, staff: StaffAccount, word_id: str, state: WordState) -> None:
    """Accept or decline what was proposed, or take off what was accepted. Twice is once.

    Raises NotYours for anybody but a manager, NotThere, OwnProposal, SettledAlready.
    """
    if Role(staff.role) is not Role.MANAGER:
        raise NotYours

    def settle(there: list[AgencyWord]) -> list[AgencyWord]:
        old = next((one for one in there if one.id == word_id), None)
        if old is None:
            raise NotThere
        if old.state is state and old.settled_by == staff.id:
            return there
        if old.state is not _BEFORE.get(state):
            raise SettledAlready
        if state is WordState.ACCEPTED and old.proposed_by == staff.id:
            raise OwnProposal
        today = work.now.date().isoformat()
        new = replace(old, state=state, settled_by=staff.id, settled_on=today)
        work.record(f"agency_words_{state}", staff.agency_id, word_id, list=str(old.list))
        return [new if one is old else one for one in there]

    _change(work, staff.agency_id, settle)


_BEFORE = {
    WordState.ACCEPTED: WordState.PROPOSED,
    WordState.DECLINED: WordState.PROPOSED,
    WordState.REMOVED: WordState.ACCEPTED,
}


def _change(work: Work, agency_id: str, change: Callable[[list[AgencyWord]], list[AgencyWord]]) -> None:
    """One person at a time: each change is made to what the one before left."""
    wait_for_turn(work, "agency-words", agency_id.encode())
    row = work.session.get(AgencyWords, agency_id, with_for_update=True, populate_existing=True)
    there = _opened(work, row)
    wanted = change(there)
    if wanted == there:
        return
    version = row.version + 1 if row else 1
    content = {"version": version, "words": [asdict(one) for one in wanted]}
    to = [agency_recipient(work, agency_id)]
    copy = seal_json(work, agency_id, CopyKind.AGENCY_WORDS, agency_id, content, to)
    if row is None:
        work.session.add(AgencyWords(agency_id=agency_id, version=version, copy_id=copy.id))
        work.session.flush()
        return
    old, row.version, row.copy_id = row.copy_id, version, copy.id
    work.session.flush()
    forget_copy(work, old)
