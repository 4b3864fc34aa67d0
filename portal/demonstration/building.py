"""Building the demonstration: a year of letters in the order in which they were written and read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from sqlalchemy import select

from moderation.lifecycle import State
from portal.demonstration import gathering, posting
from portal.demonstration.arrangements import ARRANGEMENTS
from portal.demonstration.gathering import StaffLogIn
from portal.demonstration.letters import DRAFTS, LETTERS
from portal.demonstration.log_ins import FILE_NAME, describe_log_ins, write_log_ins
from portal.demonstration.people import PEOPLE
from portal.demonstration.stage import MovingClock, Stage, open_stage
from portal.demonstration.story import DemoLetter, Ending
from portal.models.agency import Agency
from portal.refusal import Refusal
from portal.work import SYSTEM, House, unit_of_work

_FOUNDED, _ARRANGED, _NEWCOMERS = 400, 390, 3
# Claims end after an hour; whoever looks at the demonstration first should still see somebody at work.
_CLAIMED_DAYS_AGO = 0.01


class NotEmpty(Refusal):
    """There is an agency: perhaps a real one."""

    sentence = "There is something in this portal already. The demonstration needs an empty one."


@dataclass(frozen=True)
class Scene:
    """Something that happens at a moment of the story. `seen`: the worker gets to it before anything else."""

    at: datetime
    play: Callable[[Stage], None]
    seen: bool = True


def build_demonstration(house: House) -> Iterator[str]:
    """Fill an empty portal; yields lines for the terminal. `house` is the worker's. Raises NotEmpty."""
    refuse_unless_empty(house)
    with open_stage(house) as stage:
        yield "People come in ..."
        staff = _gather(stage)
        yield f"{len(staff)} staff, {len(PEOPLE)} correspondents, {len(ARRANGEMENTS)} arrangements."
        yield "A year of letters ..."
        for scene in scenes(stage.clock):
            stage.clock.moment = scene.at
            scene.play(stage)
            if scene.seen:
                stage.at_work.drain()
        yield f"{len(LETTERS)} letters and {len(DRAFTS)} drafts."
    lines = list(describe_log_ins(staff))
    write_log_ins(house.settings.data, lines)
    yield ""
    yield from lines
    yield ""
    yield f"This list is kept in {FILE_NAME}, beside the data."


def refuse_unless_empty(house: House) -> None:
    """Never mix invented people with real ones. Raises NotEmpty."""
    with unit_of_work(house, SYSTEM, writes=False) as work:
        if work.session.scalar(select(Agency.id).limit(1)) is not None:
            raise NotEmpty


def _gather(stage: Stage) -> list[StaffLogIn]:
    stage.clock.moment = stage.clock.moment_of(_FOUNDED)
    gathering.found(stage)
    staff = gathering.hire(stage)
    stage.clock.moment = stage.clock.moment_of(_ARRANGED)
    gathering.arrange(stage)
    return staff


def scenes(clock: MovingClock) -> list[Scene]:
    """The whole story in the order of time."""
    told = [
        *(scene for letter in LETTERS for scene in _scenes_of(clock, letter)),
        *_closings(clock),
        *_drafts(clock),
        Scene(clock.moment_of(_NEWCOMERS), gathering.invite_newcomers),
    ]
    return sorted(told, key=lambda scene: scene.at)


def _scenes_of(clock: MovingClock, letter: DemoLetter) -> Iterator[Scene]:
    seen = all(ending.state is not State.RECEIVED for _, ending in letter.to)
    yield Scene(clock.moment_of(letter.days_ago), partial(posting.send, letter=letter), seen)
    for key, ending in letter.to:
        yield from _ending_of(clock, letter, key, ending)


def _ending_of(clock: MovingClock, letter: DemoLetter, key: str, ending: Ending) -> Iterator[Scene]:
    if ending.state in (State.RECEIVED, State.WAITING):
        return
    if ending.state is State.CLAIMED:
        at = clock.moment_of(_CLAIMED_DAYS_AGO)
        yield Scene(at, partial(posting.take, letter=letter, key=key, ending=ending), seen=False)
        return
    decided = letter.days_ago - ending.after_days
    yield Scene(clock.moment_of(decided), partial(posting.decide, letter=letter, key=key, ending=ending))
    if ending.state is State.WITHDRAWN:
        at = clock.moment_of(decided - 1)
        yield Scene(at, partial(posting.take_back, letter=letter, key=key, ending=ending))
    if ending.opened_after is not None:
        at = clock.moment_of(decided - ending.opened_after)
        yield Scene(at, partial(posting.open_letter, letter=letter, key=key))


def _closings(clock: MovingClock) -> Iterator[Scene]:
    for agreed in ARRANGEMENTS:
        if agreed.closed is not None:
            state, days_ago = agreed.closed
            close = partial(gathering.close_channel, key=agreed.key, state=state)
            yield Scene(clock.moment_of(days_ago), close)


def _drafts(clock: MovingClock) -> Iterator[Scene]:
    for draft in DRAFTS:
        yield Scene(clock.moment_of(draft.days_ago), partial(posting.begin, draft=draft))
