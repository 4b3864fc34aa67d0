"""What a person caught in a letter is watched for from then on: new terms, and a new look."""

from __future__ import annotations

from dataclasses import dataclass, replace

from moderation.hints.find import check_term
from moderation.hints.hint import Kind
from moderation.sanitise.text import clean_line
from portal.db import new_id
from portal.models.staff import StaffAccount
from portal.refusal import Refusal
from portal.services.arrangements import change_terms, terms_of
from portal.services.claims import lock_own_claim
from portal.services.desk import look_again
from portal.services.granting import lock_arrangement
from portal.terms import ProtectedTerm, Side, Terms
from portal.work import Work

REASON_LIMIT = 120


class NoSuchTerm(Refusal):
    """The protected term the words belong to is not, or no longer, on the list."""

    sentence = "Please choose what the words belong to."


@dataclass(frozen=True)
class Caught:
    """Words that a person caught: of a term (`term_id`), or a new term that protects `side`."""

    words: str
    why: str
    term_id: str = ""
    kind: Kind = Kind.OTHER_ID
    side: Side | None = None


def watch_for(
    work: Work, staff: StaffAccount, delivery_id: str, seen: tuple[int, int], untrusted: Caught
) -> None:
    """Keep what was caught in the letter's arrangement, and find the letter's hints again.

    `seen`: the versions of the delivery and of the terms. Decisions made under older terms stay as they
    are. Raises UselessTerm, TextTooLong, NoSuchTerm, TermsChangedMeanwhile, and as for lock_own_claim.
    """
    caught = replace(
        untrusted, words=check_term(untrusted.words), why=clean_line(untrusted.why, REASON_LIMIT)
    )
    delivery = lock_own_claim(work, staff, delivery_id, seen[0])
    arrangement = lock_arrangement(work, delivery.arrangement_id)
    terms = terms_of(work, arrangement)
    wanted = _with(work, staff, terms, caught)
    if wanted != terms:
        change_terms(work, arrangement.id, seen[1], wanted, caught.why)
    look_again(work, staff, delivery_id, seen[0])


def is_watched(terms: Terms, caught: Caught) -> bool:
    """Whether the words are on the list already, as they would be after `watch_for`."""
    words = caught.words.strip().casefold()
    if caught.term_id:
        of_term = (one for one in terms.protected if one.id == caught.term_id)
        return any(words in {value.casefold() for value in (one.value, *one.watch)} for one in of_term)
    return any(one.side == caught.side and one.value.casefold() == words for one in terms.protected)


def _with(work: Work, staff: StaffAccount, terms: Terms, caught: Caught) -> Terms:
    if caught.term_id and caught.term_id not in {one.id for one in terms.protected}:
        raise NoSuchTerm
    if is_watched(terms, caught):
        return terms
    if caught.term_id:
        protected = tuple(
            replace(one, watch=(*one.watch, caught.words)) if one.id == caught.term_id else one
            for one in terms.protected
        )
        return replace(terms, protected=protected)
    if caught.side is None:
        raise NoSuchTerm
    today = work.now.date().isoformat()
    new = ProtectedTerm(new_id(), caught.side, caught.kind, caught.words, staff.id, caught.why, today)
    return replace(terms, protected=(*terms.protected, new))
