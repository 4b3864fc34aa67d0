"""Plays the audit log again, step by step, by the table of what may happen to a delivery."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from moderation.lifecycle import TRANSITIONS, Action, Role, State
from tests.histories.history import DeliveryRow, Event, Final, History

DECISIONS = {
    "delivery_released": Action.RELEASE,
    "delivery_redacted_and_released": Action.REDACT_AND_RELEASE,
    "delivery_returned": Action.RETURN_TO_WRITER,
    "delivery_held": Action.HOLD,
    "delivery_stopped": Action.STOP,
    "delivery_reopened": Action.REOPEN,
    "delivery_withdrawn": Action.WITHDRAW,
    "delivery_handed_back": Action.HAND_BACK,
}
NEEDS_NO_CLAIM = frozenset({Action.REOPEN, Action.WITHDRAW})
RELEASES = frozenset({"delivery_released", "delivery_redacted_and_released"})


@dataclass
class Playing:
    """One delivery while the log is played: its state, who has it, since when, and how often it changed."""

    row: DeliveryRow
    state: State = State.WAITING
    holder: str | None = None
    since: datetime | None = None
    changes: int = 0

    def claim(self, event: Event, final: Final) -> Iterator[str]:
        """Somebody took the letter."""
        free = self.state in (State.WAITING, State.HELD)
        if self.state is State.CLAIMED and self.since is not None:
            free = event.at >= self.since + timedelta(minutes=final.claim_minutes)
        if not free:
            yield f"{event.actor} took {self.row.id}, which was {self.state} by {self.holder}"
        if final.roles.get(event.actor) not in TRANSITIONS[Action.CLAIM].roles:
            yield f"{event.actor} took {self.row.id} without the right to"
        self.state, self.holder, self.since = State.CLAIMED, event.actor, event.at
        self.changes += 1

    def decide(self, event: Event, final: Final) -> Iterator[str]:
        """Somebody decided, or handed it back."""
        action = DECISIONS[event.event]
        transition = TRANSITIONS[action]
        if self.state not in transition.from_states:
            yield f"{self.row.id}: {action} from {self.state}"
        if action not in NEEDS_NO_CLAIM and self.holder != event.actor:
            yield f"{event.actor} did {action} to {self.row.id}, which {self.holder} had"
        if Role(final.roles.get(event.actor, Role.WRITER)) not in transition.roles:
            yield f"{event.actor} did {action} to {self.row.id} without the right to"
        self.state, self.holder, self.since = transition.to_state, None, None
        self.changes += 1


def _played(final: Final) -> Iterator[tuple[Playing | None, str]]:
    playing = {row.id: Playing(row) for row in final.deliveries}
    for event in (one for one in final.events if one.chain == "staff"):
        one = playing.get(event.subject)
        if one is not None and event.event == "delivery_claimed":
            yield from ((one, found) for found in one.claim(event, final))
        elif one is not None and event.event in DECISIONS:
            yield from ((one, found) for found in one.decide(event, final))
    yield from ((one, "") for one in playing.values())


def _prepared(final: Final) -> set[str]:
    return {one.subject for one in final.events if one.event == "letter_made_safe"}


def deliveries_go_the_agreed_way(_history: History, final: Final) -> Iterator[str]:
    """Each step was allowed from there, to that role, and to the one who had the letter; and all add up."""
    prepared = _prepared(final)
    for one, found in _played(final):
        if found:
            yield found
            continue
        assert one is not None
        row, state = one.row, one.state
        if row.item not in prepared and one.changes == 0:
            state = State.RECEIVED
        if row.state == State.SENT_AGAIN and state is State.RETURNED:
            state = State.SENT_AGAIN
        if (row.state, row.claimed_by) != (state, one.holder):
            yield f"{row.id} is {row.state} with {row.claimed_by}; the log says {state} with {one.holder}"


def versions_count_every_step(history: History, final: Final) -> Iterator[str]:
    """A delivery's version rose by one for each thing done to it: none was lost and none done twice."""
    prepared, kept = _prepared(final), {}
    for step in history.done("choose", "look again"):
        kept[step.subject] = kept.get(step.subject, 0) + bool(step.told["changed"])
    for one, found in _played(final):
        if found or one is None:
            continue
        made = 1 + (one.row.item in prepared) + one.changes + kept.get(one.row.id, 0)
        made += one.row.state == State.SENT_AGAIN
        if one.row.version != made:
            yield f"{one.row.id} has version {one.row.version} after {made - 1} changes"


def nobody_acts_on_what_they_did_not_see(history: History, _final: Final) -> Iterator[str]:
    """Whatever is done to a delivery is done to the version that its page showed."""
    desk = ("claim", "choose", "look again", "hand back", "release", "return", "hold", "stop", "reopen")
    for step in history.done(*desk, "withdraw"):
        assert step.before is not None
        if step.told["changed"] and step.after != step.before + 1:
            yield f"{step.who} {step.operation} {step.subject}: saw {step.before}, made {step.after}"


def releases_are_of_the_terms_of_the_moment(_history: History, final: Final) -> Iterator[str]:
    """At each release the arrangement was open, and the decision was under its newest terms."""
    arrangement_of = {row.id: row.arrangement for row in final.deliveries}
    version: dict[str, int] = {}
    state: dict[str, str] = {}
    for event in (one for one in final.events if one.chain == "staff"):
        if event.event == "arrangement_changed":
            version[event.subject] = int(event.detail["version"])
        elif event.event == "arrangement_state_set":
            state[event.subject] = str(event.detail["state"])
        elif event.event in RELEASES:
            about = arrangement_of[event.subject]
            if int(event.detail["terms_version"]) != version.get(about, 1):
                yield f"{event.subject} was released under terms {event.detail['terms_version']}"
            if state.get(about, "active") != "active":
                yield f"{event.subject} was released while letters could not pass"
