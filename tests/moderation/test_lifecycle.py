"""One table says what may happen to a delivery; nothing is released around it."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moderation.lifecycle import (
    DECIDING,
    TRANSITIONS,
    Action,
    NotAllowedNow,
    NotYours,
    Role,
    State,
    actions_for,
    after,
    writer_words,
)

JOURNEYS = [
    ("prepare system, claim support_worker, release support_worker", State.RELEASED),
    ("prepare system, claim manager, redact_and_release manager", State.RELEASED),
    (
        "prepare system, claim social_worker, return_to_writer social_worker, send_again writer",
        State.SENT_AGAIN,
    ),
    ("prepare system, claim manager, hold manager, take_up support_worker", State.WAITING),
    ("prepare system, claim support_worker, stop support_worker, reopen manager", State.WAITING),
    ("prepare system, claim support_worker, release support_worker, withdraw social_worker", State.WITHDRAWN),
]


@pytest.mark.parametrize(("journey", "end"), JOURNEYS)
def test_ways_a_delivery_goes(journey: str, end: State) -> None:
    state = State.RECEIVED
    for step in journey.split(", "):
        action, role = step.split()
        state = after(state, Action(action), Role(role))
    assert state is end


@pytest.mark.parametrize("before", State)
def test_nothing_is_released_but_by_somebody_who_decides_and_has_claimed_it(before: State) -> None:
    # Every step there is, and so every walk there is.
    for action, role in product(Action, Role):
        try:
            state = after(before, action, role)
        except (NotAllowedNow, NotYours):
            assert action not in actions_for(before, role)
            continue
        assert action in actions_for(before, role)
        assert state is not State.RELEASED or (
            before is State.CLAIMED
            and action in (Action.RELEASE, Action.REDACT_AND_RELEASE)
            and role in {Role.SUPPORT_WORKER, Role.SOCIAL_WORKER, Role.MANAGER}
        )


@given(st.data())
def test_no_walk_reaches_a_recipient_around_a_claim(data: st.DataObject) -> None:
    state = State.RECEIVED
    for _ in range(12):
        steps = [(action, role) for role in Role for action in actions_for(state, role)]
        if not steps:
            return
        before, (action, role) = state, data.draw(st.sampled_from(steps))
        state = after(before, action, role)
        assert state is not State.RELEASED or before is State.CLAIMED


def test_the_table_is_whole_and_every_state_is_reached() -> None:
    assert set(TRANSITIONS) == set(Action)
    reached = {transition.to_state for transition in TRANSITIONS.values()} | {State.RECEIVED}
    assert reached == set(State)
    left = set().union(*(transition.from_states for transition in TRANSITIONS.values()))
    assert set(State) - left == {State.WITHDRAWN, State.SENT_AGAIN}


@pytest.mark.parametrize("role", [Role.ADMIN, Role.INSPECTOR, Role.PARTNERSHIP_VIEWER])
def test_some_roles_decide_nothing(role: Role) -> None:
    assert all(actions_for(state, role) == [] for state in State)


def test_who_may_do_what_only() -> None:
    assert {Role.SUPPORT_WORKER, Role.SOCIAL_WORKER, Role.MANAGER} == DECIDING
    assert TRANSITIONS[Action.REOPEN].roles == {Role.MANAGER}
    assert [actions_for(state, Role.WRITER) for state in State if actions_for(state, Role.WRITER)] == [
        [Action.SEND_AGAIN]
    ]
    assert {action for state in State for action in actions_for(state, Role.SYSTEM)} == {Action.PREPARE}


def test_refusals_are_told_apart_and_plain() -> None:
    with pytest.raises(NotYours, match="Please ask a colleague"):
        after(State.CLAIMED, Action.RELEASE, Role.ADMIN)
    with pytest.raises(NotAllowedNow, match="has moved on"):
        after(State.RELEASED, Action.RELEASE, Role.MANAGER)
    with pytest.raises(NotAllowedNow):
        after(State.WAITING, Action.RELEASE, Role.MANAGER)


def test_a_writer_cannot_tell_a_held_or_stopped_letter_from_one_being_read() -> None:
    being_read = {writer_words(state) for state in (State.WAITING, State.CLAIMED, State.HELD, State.STOPPED)}
    assert being_read == {"Being read"}
    assert writer_words(State.WITHDRAWN) == writer_words(State.RELEASED) == "Released"
    assert {writer_words(state) for state in State} == {
        "Received",
        "Being read",
        "A question for you",
        "Released",
        "Sent again",
    }
