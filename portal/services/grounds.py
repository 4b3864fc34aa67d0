"""Why something was decided about a letter, and the record that is kept of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from moderation.decision import Reason
from moderation.lifecycle import Action
from portal.db import new_id
from portal.models.account import Account
from portal.models.delivery import Decision, Delivery
from portal.models.item import Item
from portal.models.staff import StaffAccount
from portal.sealing import CopyKind, account_recipient, agency_recipient, seal_json
from portal.services.on_paper import sent_here
from portal.work import Work


@dataclass(frozen=True)
class Grounds:
    """Why: codes, words for the record (written to be read one day), and what the writer is told.

    `kept`: places that the hints hold back (LeftHint.key), each with the reason why it may stay.
    """

    reasons: tuple[Reason, ...] = ()
    record: str = ""
    told: str = ""
    kept: tuple[tuple[str, str], ...] = ()


def writer_of(work: Work, delivery: Delivery) -> Account:
    """Whose letter it is."""
    return work.session.get_one(Account, work.session.get_one(Item, delivery.item_id).account_id)


def reads_words(work: Work, delivery: Delivery) -> bool:
    """Can the writer read here what they are told? Whose letter came on paper can't; then staff tell them."""
    sent = work.session.scalar(select(Item.id).where(Item.id == delivery.item_id, sent_here()))
    return sent is not None and writer_of(work, delivery).state != "closed"


def store_decision(
    work: Work,
    staff: StaffAccount,
    delivery: Delivery,
    action: Action,
    terms_version: int,
    grounds: Grounds,
    digest: bytes | None,
    proofs: Sequence[dict[str, object]] = (),
) -> None:
    """Note what was decided and why; what the writer is told is sealed to the writer as well."""
    decision_id, agency_id = new_id(), delivery.agency_id
    agency = agency_recipient(work, agency_id)
    # The digest is of words somebody might guess: in clear, it would tell whether the guess is right.
    decided = digest.hex() if digest else ""
    reasons = {
        "reasons": grounds.reasons,
        "record": grounds.record,
        "kept": grounds.kept,
        "digest": decided,
        "proofs": list(proofs),
    }
    told_id = None
    if grounds.told.strip():
        told = {"text": grounds.told}
        writer = writer_of(work, delivery)
        to = [agency, account_recipient(work, writer)] if reads_words(work, delivery) else [agency]
        told_id = seal_json(work, agency_id, CopyKind.TOLD, decision_id, told, to).id
    work.session.add(
        Decision(
            id=decision_id,
            agency_id=agency_id,
            delivery_id=delivery.id,
            action=action,
            staff_id=staff.id,
            to_party_id=delivery.to_party_id,
            terms_version=terms_version,
            reasons_copy_id=seal_json(work, agency_id, CopyKind.REASONS, decision_id, reasons, [agency]).id,
            told_copy_id=told_id,
            decided_at=work.now,
        )
    )
    work.record(f"delivery_{_PAST[action]}", agency_id, delivery.id, terms_version=terms_version)


_PAST = {
    Action.RELEASE: "released",
    Action.REDACT_AND_RELEASE: "redacted_and_released",
    Action.RETURN_TO_WRITER: "returned",
    Action.HOLD: "held",
    Action.STOP: "stopped",
    Action.REOPEN: "reopened",
    Action.WITHDRAW: "withdrawn",
}
