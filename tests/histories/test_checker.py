"""The checker finds each kind of fault that is put into a history that was whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from tests.builders import close
from tests.histories.checker import RULES, check
from tests.histories.final import read_final
from tests.histories.history import DONE, FAULT, Event, Final, History, Mail, Step
from tests.histories.office import AtDesk
from tests.histories.prologue import play_prologue
from tests.histories.stage import sqlite_copies
from tests.histories.writers import Device

Whole = tuple[History, Final]
Plant = Callable[[History, Final], Whole]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Whole:
    """A short history: a letter is sent, another read, and the one that was released is taken back."""
    folder: Path = tmp_path_factory.mktemp("planted")
    stage = sqlite_copies(folder, play_prologue)()
    history, chance = History(list(stage.before)), Random(0)
    dawn = Device(
        "Dawn",
        stage,
        history,
        chance,
        who=stage.dawn,
        parties=(stage.dawns.birth,),
        tokens=[stage.begun],
        versions={stage.begun: 1},
    )
    dawn.post_box()
    dawn.read()
    dawn.send()
    dawn.tokens.append("f" * 32)
    dawn.tokens.remove(stage.begun)
    dawn.write()
    boss = AtDesk("manager", stage, history, chance, staff=stage.manager, now_at=stage.deliveries()[1])
    boss.decide("withdraw")
    assert all(one.outcome == DONE for one in history.steps), history.steps
    final = read_final(stage.portal.worker, stage.given)
    close(stage.portal)
    return history, final


def step(history: History, operation: str) -> Step:
    """The first step of a kind."""
    return history.done(operation)[0]


def more(history: History, *steps: Step) -> History:
    """With these steps besides."""
    return History([*history.steps, *steps])


def without(history: History, operation: str) -> History:
    """Without the steps of a kind."""
    return History([one for one in history.steps if one.operation != operation])


def events(final: Final, change: Callable[[list[Event]], None]) -> Final:
    """With another audit log."""
    log = list(final.events)
    change(log)
    return replace(final, events=tuple(log))


def at(log: list[Event], name: str) -> int:
    """Where the first event of a kind stands."""
    return next(n for n, one in enumerate(log) if one.event == name)


def by_another(name: str) -> Plant:
    """Somebody else did this than did it."""

    def change(final: Final, log: list[Event]) -> None:
        place = at(log, name)
        other = next(one for one in sorted(final.roles) if one != log[place].actor)
        log[place] = replace(log[place], actor=other)

    return lambda history, final: (history, events(final, lambda log: change(final, log)))


def dropped(name: str) -> Plant:
    """This never stood in the log."""
    return lambda history, final: (history, events(final, lambda log: log.__delitem__(at(log, name))))


def older_terms(history: History, final: Final) -> Whole:
    """A release, right after the terms had changed."""

    def change(log: list[Event]) -> None:
        place = at(log, "delivery_released")
        about = {one.id: one.arrangement for one in final.deliveries}[log[place].subject]
        log.insert(
            place, replace(log[place], event="arrangement_changed", subject=about, detail={"version": 2})
        )

    return history, events(final, change)


def while_paused(history: History, final: Final) -> Whole:
    """A release, right after the channel was closed."""

    def change(log: list[Event]) -> None:
        place = at(log, "delivery_released")
        about = {one.id: one.arrangement for one in final.deliveries}[log[place].subject]
        closed = {"state": "paused"}
        log.insert(place, replace(log[place], event="arrangement_state_set", subject=about, detail=closed))

    return history, events(final, change)


def granted(kind: str, holder: str) -> Plant:
    """One copy of a kind has one more holder."""

    def change(final: Final) -> Final:
        copy = next(one for one in final.copies if one.kind == kind)
        rest = tuple(one for one in final.copies if one is not copy)
        return replace(final, copies=(*rest, replace(copy, holders=copy.holders | {holder})))

    return lambda history, final: (history, change(final))


def read_late(history: History, final: Final) -> Whole:
    """Dawn reads once more after the letter was taken back."""
    last = history.steps[-1].ended
    return more(history, replace(step(history, "read"), began=last + 1, ended=last + 2)), final


def read_after_leaving(history: History, final: Final) -> Whole:
    """Dawn had left before she read."""
    read = step(history, "read")
    party = next(one.to_party for one in final.releases if one.id == read.subject)
    place = f"{party} {read.told['account']}"
    return more(history, Step("case", "leave", place, read.began - 2, read.began - 1)), final


def versions(number: int) -> Plant:
    """Deliveries whose version is another."""
    return lambda history, final: (
        history,
        replace(
            final, deliveries=tuple(replace(one, version=one.version + number) for one in final.deliveries)
        ),
    )


def moved(history: History, final: Final) -> Whole:
    """A delivery's state, changed with nobody having done anything."""
    deliveries = tuple(replace(one, state="released") for one in final.deliveries)
    return history, replace(final, deliveries=deliveries)


PLANTED: dict[str, tuple[str, Plant]] = {
    "a fault": (
        "no_faults",
        lambda h, f: (more(h, Step("Dawn", "send", "x", 1, 2, FAULT, told={"fault": "500"})), f),
    ),
    "a lost letter": (
        "every_letter_sent_is_there",
        lambda h, f: (h, replace(f, items=tuple(one for one in f.items if one.id in f.given_items))),
    ),
    "an item without delivery": (
        "every_letter_sent_is_there",
        lambda h, f: (
            h,
            replace(f, deliveries=tuple(one for one in f.deliveries if one.item in f.given_items)),
        ),
    ),
    "a letter nobody sent": ("every_letter_sent_is_there", lambda h, f: (without(h, "send"), f)),
    "a doubled letter": (
        "a_draft_becomes_one_letter",
        lambda h, f: (h, replace(f, items=(*f.items, replace(f.items[-1], id="again")))),
    ),
    "a press that made another letter": (
        "a_draft_becomes_one_letter",
        lambda h, f: (more(h, replace(step(h, "send"), told={"item": "another"})), f),
    ),
    "a lost draft": ("no_draft_is_lost", lambda h, f: (h, replace(f, drafts={}))),
    "a lost saving": (
        "no_draft_is_lost",
        lambda h, f: (more(h, replace(h.done("save")[-1], after=9)), f),
    ),
    "words written over": (
        "one_saving_on_each_version",
        lambda h, f: (more(h, replace(step(h, "save"), told={"words": "others", "recipients": 1})), f),
    ),
    "released twice": (
        "a_release_happens_once",
        lambda h, f: (h, replace(f, releases=(*f.releases, replace(f.releases[0], id="again")))),
    ),
    "released to another": (
        "a_release_happens_once",
        lambda h, f: (h, replace(f, releases=tuple(replace(one, to_party="x") for one in f.releases))),
    ),
    "a decision nobody took": ("each_decision_was_taken_by_somebody", lambda h, f: (without(h, "return"), f)),
    "a lost decision": ("each_decision_was_taken_by_somebody", lambda h, f: (h, replace(f, decisions=()))),
    "decided without a claim": ("deliveries_go_the_agreed_way", by_another("delivery_returned")),
    "released from the shelf": ("deliveries_go_the_agreed_way", dropped("delivery_claimed")),
    "a state from nowhere": ("deliveries_go_the_agreed_way", moved),
    "a claim over a claim": (
        "deliveries_go_the_agreed_way",
        lambda h, f: (
            h,
            events(f, lambda log: log.insert(at(log, "delivery_claimed"), log[at(log, "delivery_claimed")])),
        ),
    ),
    "a role that never decides": (
        "deliveries_go_the_agreed_way",
        lambda h, f: (h, replace(f, roles=dict.fromkeys(f.roles, "admin"))),
    ),
    "a version left out": ("versions_count_every_step", versions(1)),
    "a version used twice": ("versions_count_every_step", versions(-1)),
    "decided on an older page": (
        "nobody_acts_on_what_they_did_not_see",
        lambda h, f: (more(h, replace(step(h, "return"), before=1, after=3)), f),
    ),
    "released under older terms": ("releases_are_of_the_terms_of_the_moment", older_terms),
    "released while paused": ("releases_are_of_the_terms_of_the_moment", while_paused),
    "a grant to somebody else": ("only_who_may_holds_a_grant", granted("card", "f" * 32)),
    "a grant on a release taken back": ("only_who_may_holds_a_grant", granted("released-letter", "f" * 32)),
    "a grant on the agency's own": ("only_who_may_holds_a_grant", granted("hints", "f" * 32)),
    "a draft that the agency opens": ("only_who_may_holds_a_grant", granted("draft", "agency")),
    "a member without a grant": (
        "only_who_may_holds_a_grant",
        lambda h, f: (h, replace(f, members=f.members | {(next(iter(f.cards)), "f" * 32)})),
    ),
    "read after it was taken back": ("nobody_reads_what_is_gone", read_late),
    "read after leaving": ("nobody_reads_what_is_gone", read_after_leaving),
    "nobody told": ("the_right_people_are_told", lambda h, f: (h, replace(f, mails=()))),
    "told twice": ("the_right_people_are_told", lambda h, f: (h, replace(f, mails=f.mails * 2))),
    "a stranger told": (
        "the_right_people_are_told",
        lambda h, f: (
            h,
            replace(f, mails=(*f.mails, *(Mail("waiting", "f" * 32, one.id) for one in f.releases))),
        ),
    ),
    "a gap in the terms": (
        "terms_are_numbered_one_by_one",
        lambda h, f: (h, replace(f, versions=dict.fromkeys(f.versions, (1, 3)))),
    ),
    "a lost change of terms": (
        "each_change_of_terms_is_kept",
        lambda h, f: (more(h, Step("case", "change terms", next(iter(f.arrangements)), 1, 2)), f),
    ),
    "a lost event": ("events_are_numbered_one_by_one", dropped("delivery_claimed")),
}


def test_a_whole_history_is_found_whole(whole: Whole) -> None:
    assert check(*whole) == []


@pytest.mark.parametrize("name", PLANTED)
def test_what_is_planted_is_found(whole: Whole, name: str) -> None:
    rule, plant = PLANTED[name]
    found = check(*plant(*whole))
    assert any(one.startswith(f"{rule}:") for one in found), found


def test_every_rule_finds_something() -> None:
    assert {rule for rule, _ in PLANTED.values()} == {rule.__name__ for rule in RULES}
