"""Reads a history and the database it ended in, and finds what must never have happened.

Pure functions: nothing of the portal's services is asked, so that a fault there can't hide itself. The order
of what happened comes from the audit chains: each event is written under a lock that the next must pass.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from tests.histories.history import FAULT, Final, History
from tests.histories.readers import (
    nobody_reads_what_is_gone,
    only_who_may_holds_a_grant,
    the_right_people_are_told,
)
from tests.histories.replay import (
    deliveries_go_the_agreed_way,
    nobody_acts_on_what_they_did_not_see,
    releases_are_of_the_terms_of_the_moment,
    versions_count_every_step,
)

Rule = Callable[[History, Final], Iterator[str]]


def no_faults(history: History, _final: Final) -> Iterator[str]:
    """Nobody meets anything but a plain refusal."""
    for one in history.steps:
        if one.outcome == FAULT:
            yield f"{one.who} {one.operation} {one.subject}: {one.told.get('fault')}"


def every_letter_sent_is_there(history: History, final: Final) -> Iterator[str]:
    """A letter that was said to be sent is there, with a delivery for each recipient; and none else is."""
    items, on_way = {one.id: one for one in final.items}, Counter(one.item for one in final.deliveries)
    chosen: dict[str, tuple[int, int]] = {}
    for one in history.done("save", "again"):
        chosen[one.subject] = max(
            chosen.get(one.subject, (0, 0)), (one.after or 0, int(one.told["recipients"]))
        )
    sent = {str(one.told["item"]): one.subject for one in history.done("send")}
    for item, draft in sent.items():
        if item not in items:
            yield f"the letter {item} was sent and isn't there"
        elif on_way[item] != chosen[draft][1] and draft not in _thrown_away(history):
            yield f"the letter {item} is for {chosen[draft][1]} and goes to {on_way[item]}"
    for item in items.keys() - sent.keys() - final.given_items:
        yield f"nobody sent the letter {item}"


def a_draft_becomes_one_letter(history: History, final: Final) -> Iterator[str]:
    """However often it is sent, a draft is one letter, and is no draft any more."""
    letters: dict[str, set[str]] = {}
    for one in history.done("send"):
        letters.setdefault(one.subject, set()).add(str(one.told["item"]))
    for draft, made in letters.items():
        if len(made) > 1:
            yield f"the draft {draft} became {len(made)} letters"
    for draft, count in Counter(one.draft for one in final.items).items():
        if count > 1:
            yield f"the draft {draft} became {count} letters"
        if draft in final.drafts:
            yield f"the draft {draft} was sent and is still there"


def _thrown_away(history: History) -> set[str]:
    # The form that began such a draft may be sent once more, and begins it anew with version 1.
    return {one.subject for one in history.done("throw away")}


def no_draft_is_lost(history: History, final: Final) -> Iterator[str]:
    """What somebody saved is there, or it was sent, or thrown away."""
    gone = {one.draft for one in final.items} | _thrown_away(history)
    saved: dict[str, int] = {}
    for one in history.done("save", "again"):
        saved[one.subject] = max(saved.get(one.subject, 0), one.after or 0)
    for draft, version in saved.items():
        if draft in gone:
            continue
        if draft not in final.drafts:
            yield f"the draft {draft} was saved and isn't there"
        elif final.drafts[draft][1] != version:
            yield f"the draft {draft} was saved as version {version} and is {final.drafts[draft][1]}"


def one_saving_on_each_version(history: History, _final: Final) -> Iterator[str]:
    """Of two savings that began from the same version, one is refused, unless both say the same."""
    made: dict[tuple[str, int | None], set[str]] = {}
    for one in history.done("save"):
        made.setdefault((one.subject, one.after), set()).add(str(one.told["words"]))
    for (draft, version), words in made.items():
        if len(words) > 1 and draft not in _thrown_away(history):
            yield f"version {version} of the draft {draft} was saved with {len(words)} different texts"


def a_release_happens_once(_history: History, final: Final) -> Iterator[str]:
    """There is one release of a delivery for each decision to release it, never two, and to its own party."""
    made = Counter(one.delivery for one in final.releases)
    decided = Counter(one.delivery for one in final.decisions if _plain(one.action) == "release")
    for delivery in made | decided:
        if not made[delivery] == decided[delivery] == 1:
            yield f"{delivery} has {made[delivery]} releases and {decided[delivery]} decisions to release it"
    to = {one.id: one.to_party for one in final.deliveries}
    for row in (*final.releases, *final.decisions):
        if to[row.delivery] != row.to_party:
            yield f"{row.delivery} was decided for another party than its own"


def each_decision_was_taken_by_somebody(history: History, final: Final) -> Iterator[str]:
    """As many decisions of each kind on a delivery as presses that were obeyed, by the same people."""
    kept = Counter((one.delivery, _plain(one.action), one.staff) for one in final.decisions)
    taken = Counter((one.subject, one.operation, str(one.told["staff"])) for one in history.decisions())
    for key in kept | taken:
        if kept[key] != taken[key]:
            yield f"{key}: {kept[key]} decisions, {taken[key]} presses that were obeyed"


def _plain(action: str) -> str:
    return {"redact_and_release": "release", "return_to_writer": "return"}.get(action, action)


def terms_are_numbered_one_by_one(_history: History, final: Final) -> Iterator[str]:
    """Versions of the terms have no gap."""
    for arrangement, (_, version) in final.arrangements.items():
        if final.versions.get(arrangement, ()) != tuple(range(1, version + 1)):
            yield f"the terms of {arrangement} are numbered {final.versions.get(arrangement)}"


def each_change_of_terms_is_kept(history: History, final: Final) -> Iterator[str]:
    """Each change that was obeyed made a version, and nothing else did."""
    changes = Counter(one.subject for one in history.done("change terms"))
    for arrangement, (_, version) in final.arrangements.items():
        if version != 1 + changes[arrangement]:
            yield f"{changes[arrangement]} changes made version {version} of {arrangement}"


def events_are_numbered_one_by_one(_history: History, final: Final) -> Iterator[str]:
    """No event of a chain is missing or doubled."""
    chains: dict[str, list[int]] = {}
    for one in final.events:
        chains.setdefault(one.chain, []).append(one.number)
    for chain, numbers in chains.items():
        if numbers != list(range(1, len(numbers) + 1)):
            yield f"the chain {chain} has gaps"


OF_THE_END: tuple[Rule, ...] = (
    no_faults,
    a_release_happens_once,
    deliveries_go_the_agreed_way,
    releases_are_of_the_terms_of_the_moment,
    only_who_may_holds_a_grant,
    the_right_people_are_told,
    terms_are_numbered_one_by_one,
    events_are_numbered_one_by_one,
)
"""What can be told from the database alone, and from whether anybody met a fault."""

RULES: tuple[Rule, ...] = (
    *OF_THE_END,
    every_letter_sent_is_there,
    a_draft_becomes_one_letter,
    no_draft_is_lost,
    one_saving_on_each_version,
    each_decision_was_taken_by_somebody,
    versions_count_every_step,
    nobody_acts_on_what_they_did_not_see,
    nobody_reads_what_is_gone,
    each_change_of_terms_is_kept,
)


def check(history: History, final: Final, rules: tuple[Rule, ...] = RULES) -> list[str]:
    """Every violation, beginning with the rule that it breaks."""
    return [f"{rule.__name__}: {found}" for rule in rules for found in rule(history, final)]
