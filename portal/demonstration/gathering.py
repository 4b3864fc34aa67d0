"""The people of the demonstration come: the agency, its team, the arrangements, and everybody's accounts."""

from __future__ import annotations

from dataclasses import dataclass

from portal.contact import Contact
from portal.demonstration.arrangements import ARRANGEMENTS
from portal.demonstration.people import PEOPLE, STAFF, DemoPerson, DemoStaff, Standing
from portal.demonstration.stage import Stage
from portal.models.account import Account, UnlockCode
from portal.services.accounts import Person, ask_for_unlock_code, find_accounts, make_account
from portal.services.agencies import found_agency
from portal.services.arrangements import add_member, make_arrangement, parties_of, set_state
from portal.services.sign_in import use_code
from portal.services.staff_accounts import make_staff
from portal.services.unlocking import code_to_print
from portal.terms import SIDES
from portal.work import SYSTEM, unit_of_work

PASSWORD = "teapot-garden-monday"  # noqa: S105 - invented people, and everybody is told
AGENCY = "Marlow City Council"
SERVICE = "Marlow Letterbox"


@dataclass(frozen=True)
class StaffLogIn:
    """A member of staff with the second factor's secret (base 32), which is known only now."""

    person: DemoStaff
    totp_secret: str


def found(stage: Stage) -> None:
    """The agency itself."""
    with unit_of_work(stage.worker, SYSTEM) as work:
        contact = Contact("0116 496 0123", "Monday to Friday, 9 to 5.")
        stage.agency_id = found_agency(work, AGENCY, SERVICE, contact).id


def hire(stage: Stage) -> list[StaffLogIn]:
    """The team."""
    hired = []
    for one in STAFF:
        with unit_of_work(stage.staff, SYSTEM) as work:
            made = make_staff(work, stage.agency_id, one.name, one.log_in_name, one.role, PASSWORD)
        stage.team[one.key] = made.account
        hired.append(StaffLogIn(one, made.totp_secret))
    return hired


def arrange(stage: Stage) -> None:
    """All arrangements with their parties, and everybody who belongs to one. Nobody is invited yet."""
    accounts: dict[str, Account] = {}
    people = {one.key: one for one in PEOPLE}
    for agreed in ARRANGEMENTS:
        with unit_of_work(stage.staff, stage.as_staff("sam")) as work:
            terms = agreed.terms(work.now.date(), stage.team["sam"].id)
            made = make_arrangement(work, stage.agency_id, terms)
            stage.arrangements[agreed.key] = made.id
            parties = parties_of(work, made.id)
            for side in SIDES:
                stage.parties[agreed.key, side] = parties[side].id
                for key in agreed.members(side):
                    if key not in accounts:
                        person = _person(people[key], PEOPLE.index(people[key]))
                        accounts[key] = make_account(work, stage.agency_id, person)
                    add_member(work, parties[side].id, accounts[key])
    _invite(stage, accounts)


def _person(one: DemoPerson, number: int) -> Person:
    return Person(
        one.name,
        one.mail,
        one.mail,
        f"07700 900{200 + number}",
        one.address or f"{number + 3} Sycamore Way, LE88 3{'ABDEFGHJL'[number % 9]}N",
        one.language,
        one.notes,
    )


def _invite(stage: Stage, accounts: dict[str, Account]) -> None:
    for one in PEOPLE:
        if one.standing in (Standing.LOG_IN, Standing.ACTIVE):
            _activate(stage, one, accounts[one.key])
        elif one.standing is Standing.LAPSED:
            _ask_by_mail(stage, accounts[one.key])


def _ask_by_mail(stage: Stage, account: Account) -> None:
    with unit_of_work(stage.staff, stage.as_staff("anita")) as work:
        ask_for_unlock_code(work, account, "mail")
    stage.crowd_at_work.drain()


def _activate(stage: Stage, one: DemoPerson, account: Account) -> None:
    """By a printed code, typed at the family door: the way of everybody who has one."""
    crowd = one.standing is Standing.ACTIVE
    with unit_of_work(stage.staff, stage.as_staff("anita")) as work:
        code_id = ask_for_unlock_code(work, account, "post").id
    (stage.crowd_at_work if crowd else stage.at_work).drain()
    with unit_of_work(stage.staff, stage.as_staff("anita")) as work:
        code = code_to_print(work, work.session.get_one(UnlockCode, code_id))
    with unit_of_work(stage.crowd_family if crowd else stage.family, SYSTEM) as work:
        stage.people[one.key] = use_code(work, code, PASSWORD, one.mail)[0]


def invite_newcomers(stage: Stage) -> None:
    """Those whose invitation is only a few days old. Their codes go by mail and still work."""
    for one in PEOPLE:
        if one.standing is Standing.INVITED:
            _ask_by_mail(stage, _account_of(stage, one))


def _account_of(stage: Stage, one: DemoPerson) -> Account:
    with unit_of_work(stage.staff, SYSTEM, writes=False) as work:
        (known,) = find_accounts(work, stage.agency_id, one.name)
        return known.account


def close_channel(stage: Stage, key: str, state: str) -> None:
    """An arrangement is paused, prohibited or ended."""
    with unit_of_work(stage.staff, stage.as_staff("marcus")) as work:
        set_state(work, stage.arrangements[key], state)
