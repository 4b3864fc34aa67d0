"""Who holds grants, who read what when, and who was told."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from portal.sealing import CopyKind
from tests.histories.history import CopyRow, Final, History, Step
from tests.histories.replay import RELEASES

AGENCY = frozenset({"agency"})
AGENCYS_OWN = frozenset(
    {
        CopyKind.PERSON,
        CopyKind.TERMS,
        CopyKind.UNLOCK_LETTER,
        CopyKind.SAFE_LETTER,
        CopyKind.SAFE_PICTURE,
        CopyKind.SMALL_PICTURE,
        CopyKind.PAGE_READING,
        CopyKind.FILE_NOTES,
        CopyKind.PAINTED_PAGE,
        CopyKind.PAINTED_SMALL,
        CopyKind.PROOF,
        CopyKind.HINTS,
        CopyKind.REVIEW,
        CopyKind.REASONS,
    }
)


def only_who_may_holds_a_grant(_history: History, final: Final) -> Iterator[str]:
    """Who is in a party holds its card and what was released to it; nobody holds anything of others."""
    due = _due(final)
    writers = {one.id: one.account for one in final.items} | {
        one: who for one, (who, _) in final.drafts.items()
    }
    for copy in final.copies:
        yield from _of_copy(copy, due, writers)
    for missing in due.keys() - {one.id for one in final.copies}:
        yield f"the copy {missing} isn't there"


def _of_copy(copy: CopyRow, due: dict[str, frozenset[str]], writers: dict[str, str]) -> Iterator[str]:
    people = copy.holders - AGENCY
    if copy.id in due:
        for one in people ^ due[copy.id]:
            yield f"{one} {'has no' if one in due[copy.id] else 'has a'} grant on the {copy.kind} {copy.id}"
    elif copy.kind in AGENCYS_OWN and people:
        yield f"{sorted(people)} hold grants on {copy.kind}"
    elif copy.kind in (CopyKind.LETTER, CopyKind.NOTE) and people != {writers.get(copy.subject)}:
        yield f"{sorted(people)} hold grants on a {copy.kind} of somebody else"
    elif copy.kind == CopyKind.DRAFT and copy.holders != {writers.get(copy.subject)}:
        yield f"{sorted(copy.holders)} hold grants on a draft"
    elif len(people) > 1:
        yield f"{sorted(people)} hold grants on {copy.kind}"


def _due(final: Final) -> dict[str, frozenset[str]]:
    members: dict[str, set[str]] = defaultdict(set)
    for party, account in final.members:
        members[party].add(account)
    due = {copy: frozenset(members[party]) for party, copy in final.cards.items()}
    for row in final.releases:
        who = frozenset() if row.withdrawn else frozenset(members[row.to_party])
        due |= dict.fromkeys(row.copies, who)
    return due


def nobody_reads_what_is_gone(history: History, final: Final) -> Iterator[str]:
    """Nobody opens a letter after it was taken back, or after they left the party."""
    releases = {one.id: one for one in final.releases}
    for read in history.done("read"):
        row = releases.get(read.subject)
        if row is None:
            yield f"{read.who} read {read.subject}, which was never released"
            continue
        back = [one for one in history.done("withdraw") if one.told.get("release") == row.id]
        if any(one.ended < read.began for one in back):
            yield f"{read.who} read {row.id} after it was taken back"
        if not _may_be_member(history, read, f"{row.to_party} {read.told['account']}"):
            yield f"{read.who} read {row.id} after leaving the party"


def _may_be_member(history: History, read: Step, place: str) -> bool:
    left = [one for one in history.done("leave") if one.subject == place and one.ended < read.began]
    if not left:
        return True
    last = max(left, key=lambda one: one.began)
    return any(
        one.subject == place and one.ended > last.began and one.began < read.ended
        for one in history.done("join")
    )


def the_right_people_are_told(_history: History, final: Final) -> Iterator[str]:
    """One mail for each letter received, each question, and each release to those who were members then."""
    mails = Counter(final.mails)
    yield from (f"{mail} is there {count} times" for mail, count in mails.items() if count > 1)
    told: dict[tuple[str, str], set[str]] = defaultdict(set)
    for mail in final.mails:
        told[mail.template, mail.occasion].add(mail.account)
    for item in final.items:
        if told["received", item.id] != {item.account} & final.with_mail:
            yield f"the writer of {item.id} was not told once that it came"
    writers = {one.id: one.account for one in final.items}
    item_of = {one.id: one.item for one in final.deliveries}
    for decision in final.decisions:
        writer = {writers[item_of[decision.delivery]]} & final.with_mail
        if decision.action == "return_to_writer" and told["question", decision.delivery] != writer:
            yield f"the writer was not told once that {decision.delivery} came back"
    yield from _told_of_releases(final, told)


def _told_of_releases(final: Final, told: dict[tuple[str, str], set[str]]) -> Iterator[str]:
    members: dict[str, set[str]] = defaultdict(set)
    to = {one.id: one.to_party for one in final.deliveries}
    made: dict[str, list[str]] = defaultdict(list)
    for row in final.releases:
        made[row.delivery].append(row.id)
    then: dict[str, set[str]] = {}
    for event in (one for one in final.events if one.chain == "staff"):
        if event.event == "member_added":
            members[event.subject].add(str(event.detail["account"]))
        elif event.event == "member_removed":
            members[event.subject].discard(str(event.detail["account"]))
        elif event.event in RELEASES:
            then[event.subject] = set(members[to[event.subject]])
    for delivery, people in then.items():
        if len(made[delivery]) == 1 and told["waiting", made[delivery][0]] != people & final.with_mail:
            yield f"of the release of {delivery} others were told than who may read it"
