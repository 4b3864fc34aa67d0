"""What may happen to a delivery, from which state, by whom. Buttons, rules and tests read this one table.

A delivery is one item on its way to one recipient party. Nothing is released but from `claimed`: by a person
with the right to decide, who has it open and nobody else has.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class State(StrEnum):
    """Where a delivery is."""

    RECEIVED = "received"  # sealed in the queue; nobody has looked
    WAITING = "waiting"  # made safe, with hints; on the desk
    CLAIMED = "claimed"  # one person is reading it
    RELEASED = "released"  # the recipient may read it
    RETURNED = "returned"  # the writer is asked to change it
    HELD = "held"  # on file, with a day to look again
    STOPPED = "stopped"  # safeguarding
    WITHDRAWN = "withdrawn"  # was released, and is no longer
    SENT_AGAIN = "sent_again"  # the writer sent another in its place


class Action(StrEnum):
    """What somebody does to a delivery."""

    PREPARE = "prepare"
    CLAIM = "claim"
    HAND_BACK = "hand_back"
    RELEASE = "release"
    REDACT_AND_RELEASE = "redact_and_release"
    RETURN_TO_WRITER = "return_to_writer"
    HOLD = "hold"
    STOP = "stop"
    REOPEN = "reopen"
    TAKE_UP = "take_up"
    WITHDRAW = "withdraw"
    SEND_AGAIN = "send_again"


class Role(StrEnum):
    """Who does it. `SYSTEM` is the worker process."""

    SYSTEM = "system"
    ADMIN = "admin"
    SUPPORT_WORKER = "support_worker"
    SOCIAL_WORKER = "social_worker"
    MANAGER = "manager"
    INSPECTOR = "inspector"
    PARTNERSHIP_VIEWER = "partnership_viewer"
    WRITER = "writer"


class NotAllowedNow(Exception):
    """The delivery is not in a state for this action: mostly because somebody else was quicker."""

    sentence = "This letter has moved on since you opened the page. Please look at it again."

    def __str__(self) -> str:
        return self.sentence


class NotYours(Exception):
    """This role never takes this action."""

    sentence = "Your role can't do this. Please ask a colleague who decides about letters."

    def __str__(self) -> str:
        return self.sentence


class ManagerNeeded(Exception):
    """The letter carries an alarm: what reaches a family is a manager's to decide."""

    sentence = (
        "This letter needs a manager. You can stop it, hold it or hand it back; only a manager can release "
        "it or send it back to the writer."
    )

    def __str__(self) -> str:
        return self.sentence


@dataclass(frozen=True)
class Transition:
    """From any of these states to that one, by any of these roles."""

    from_states: frozenset[State]
    to_state: State
    roles: frozenset[Role]


DECIDING = frozenset({Role.SUPPORT_WORKER, Role.SOCIAL_WORKER, Role.MANAGER})
"""Roles that read letters and decide about them. Admin logs and posts, and decides no content."""


def _by(roles: frozenset[Role], to_state: State, *from_states: State) -> Transition:
    return Transition(frozenset(from_states), to_state, roles)


_MANAGER = frozenset({Role.MANAGER})
_SYSTEM = frozenset({Role.SYSTEM})
_WRITER = frozenset({Role.WRITER})

TRANSITIONS: Mapping[Action, Transition] = MappingProxyType(
    {
        Action.PREPARE: _by(_SYSTEM, State.WAITING, State.RECEIVED),
        Action.CLAIM: _by(DECIDING, State.CLAIMED, State.WAITING),
        Action.HAND_BACK: _by(DECIDING, State.WAITING, State.CLAIMED),
        Action.RELEASE: _by(DECIDING, State.RELEASED, State.CLAIMED),
        Action.REDACT_AND_RELEASE: _by(DECIDING, State.RELEASED, State.CLAIMED),
        Action.RETURN_TO_WRITER: _by(DECIDING, State.RETURNED, State.CLAIMED),
        Action.HOLD: _by(DECIDING, State.HELD, State.CLAIMED),
        Action.STOP: _by(DECIDING, State.STOPPED, State.CLAIMED),
        Action.REOPEN: _by(_MANAGER, State.WAITING, State.STOPPED),
        Action.TAKE_UP: _by(DECIDING, State.WAITING, State.HELD),
        Action.WITHDRAW: _by(DECIDING, State.WITHDRAWN, State.RELEASED),
        Action.SEND_AGAIN: _by(_WRITER, State.SENT_AGAIN, State.RETURNED),
    }
)


REACHES_A_FAMILY = frozenset({Action.RELEASE, Action.REDACT_AND_RELEASE, Action.RETURN_TO_WRITER})
"""What the reader's or the writer's side learns of. On a letter with an alarm these are a manager's alone:
what is sent back tells the writer that something was noticed."""


def after(state: State, action: Action, role: Role, *, alarmed: bool = False) -> State:
    """The state after `role` took `action`. `alarmed`: the letter carries an alarm.

    Raises NotYours (never), NotAllowedNow (not from here), ManagerNeeded (not this letter).
    """
    transition = TRANSITIONS[action]
    if role not in transition.roles:
        raise NotYours
    if state not in transition.from_states:
        raise NotAllowedNow
    if _is_managers(action, alarmed) and role is not Role.MANAGER:
        raise ManagerNeeded
    return transition.to_state


def _is_managers(action: Action, alarmed: bool) -> bool:
    return alarmed and action in REACHES_A_FAMILY


def actions_for(state: State, role: Role, *, alarmed: bool = False) -> list[Action]:
    """What `role` may do to a delivery in `state`, in the table's order."""
    return [
        action
        for action, transition in TRANSITIONS.items()
        if role in transition.roles
        and state in transition.from_states
        and (role is Role.MANAGER or not _is_managers(action, alarmed))
    ]


_WRITER_WORDS = {
    State.RECEIVED: "Received",
    State.WAITING: "Being read",
    State.CLAIMED: "Being read",
    State.RETURNED: "A question for you",
    State.RELEASED: "Released",
    State.SENT_AGAIN: "Sent again",
    # "Held" or "stopped" would tell a writer that a secret was hit, or warn somebody who is a danger before
    # anybody could act. The team tells the writer what can be told, in its own words and time.
    State.HELD: "Being read",
    State.STOPPED: "Being read",
    # It was released, and that stays true. Any other word would tell of a withdrawal on the day it happens.
    State.WITHDRAWN: "Released",
}


def writer_words(state: State) -> str:
    """What the writer's tracker says of a delivery in `state`."""
    return _WRITER_WORDS[state]
