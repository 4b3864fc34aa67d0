"""letterbox: set up, serve, work, invite."""

from __future__ import annotations

import logging
import signal
import sys
from pathlib import Path

import click
from sqlalchemy import select

from moderation.lifecycle import Role
from moderation.sanitise.making import missing_tools
from moderation.sanitise.pictures import MAX_BYTES
from moderation.sanitise.scanner import fault_of
from portal.cli.hints import hints
from portal.cli.houses import agency_named, settings_here, worker_house
from portal.cli.make_safe import make_safe_command
from portal.cli.safekeeping import COMMANDS
from portal.clock import now
from portal.contact import Contact
from portal.demonstration.building import build_demonstration
from portal.demonstration.log_ins import codes_now
from portal.demonstration.running import run_everything
from portal.keyring import WrongRootKey
from portal.keys import KeyFileBroken, KeysExist, KeysMissing, load_keys, make_keys
from portal.locked_room import scanner_of
from portal.migrating import DatabaseBehind, migrate
from portal.models.account import Account
from portal.refusal import Refusal
from portal.services.accounts import ask_for_unlock_code
from portal.services.agencies import change_contact, change_rules, found_agency, rules_of
from portal.services.audit import CHAINS, check_chain, start_chains
from portal.services.names import log_in_index
from portal.services.staff_accounts import STAFF_ROLES, make_staff
from portal.serving import serve as serve_door
from portal.work import SYSTEM, open_house, unit_of_work
from portal.worker.running import Worker


@click.group()
def cli() -> None:
    """Letters between adoptive families and birth relatives, checked by the letterbox team."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(message)s")
    for chatty in ("alembic", "weasyprint"):
        logging.getLogger(chatty).setLevel(logging.WARNING)


for command in (*COMMANDS, hints, make_safe_command):
    cli.add_command(command)


@cli.command()
def init() -> None:
    """Make keys and tables. Keys are never overwritten."""
    settings = settings_here()
    try:
        make_keys(settings)
        click.echo(f"Keys made in {settings.keys}. Only family.json belongs on its host.")
    except KeysExist as fault:
        click.echo(f"{fault}; they stay as they are.")
    migrate_tables()


def migrate_tables() -> None:
    """Bring the tables up to date; on a fresh database also begin the audit chains."""
    house = open_house(settings_here(), "worker", now)
    migrate(house.engine)
    with unit_of_work(house, SYSTEM) as work:
        start_chains(work)


@cli.command("migrate")
def migrate_command() -> None:
    """Bring the tables up to date."""
    migrate_tables()


@cli.command()
@click.argument("name")
@click.option("--service-name", default="Letterbox", help="What families see at the top of every page.")
@click.option("--telephone", required=True, help="Whom families may ring.")
@click.option("--hours", default="", help="When, as a sentence.")
def agency(name: str, service_name: str, telephone: str, hours: str) -> None:
    """Set up an agency with its keys."""
    with unit_of_work(worker_house(), SYSTEM) as work:
        made = found_agency(work, name, service_name, Contact(telephone, hours))
        click.echo(made.id)


@cli.command()
@click.option("--telephone", required=True, help="Whom families may ring.")
@click.option("--hours", default="", help="When, as a sentence.")
@click.option("--service-name", default="", help="What families see at the top of every page, if it changes.")
@click.option("--agency", "named", help="Its id; may be left out where there is only one.")
def contact(telephone: str, hours: str, service_name: str, named: str | None) -> None:
    """Change whom families ring."""
    with unit_of_work(worker_house(), SYSTEM) as work:
        change_contact(work, agency_named(work, named), Contact(telephone, hours), service_name)


@cli.command()
@click.argument("changes", nargs=-1, metavar="[NAME=NUMBER]...")
@click.option("--agency", "named", help="Its id; may be left out where there is only one.")
def rules(changes: tuple[str, ...], named: str | None) -> None:
    """Show an agency's rules, after changing those that are given."""
    pairs = {name: value for name, _, value in (one.partition("=") for one in changes)}
    try:
        with unit_of_work(worker_house(), SYSTEM) as work:
            agency_id = agency_named(work, named)
            now_true = change_rules(work, agency_id, pairs) if pairs else rules_of(work, agency_id)
    except Refusal as refusal:
        raise click.ClickException(str(refusal)) from None
    for name, value in now_true.to_json().items():
        click.echo(f"{name}={value}")


@cli.command()
@click.argument("name")
@click.argument("log_in_name")
@click.option("--agency", "agency_id", help="Its id; may be left out where there is only one.")
@click.option("--role", type=click.Choice([str(role) for role in STAFF_ROLES]), default=str(Role.MANAGER))
@click.password_option()
def staff(name: str, log_in_name: str, agency_id: str | None, role: str, password: str) -> None:
    """Make a member of staff, such as the first manager. Prints the second factor's secret once."""
    try:
        with unit_of_work(worker_house(), SYSTEM) as work:
            made = make_staff(work, agency_named(work, agency_id), name, log_in_name, Role(role), password)
    except Refusal as refusal:
        raise click.ClickException(str(refusal)) from None
    click.echo(f"Second factor (type it into an authenticator app): {made.totp_secret}")


@cli.command()
@click.argument("log_in_name")
@click.option("--by", "channel", type=click.Choice(["mail", "post"]), default="mail")
def invite(log_in_name: str, channel: str) -> None:
    """Ask for a fresh unlock code for somebody; the worker makes and sends it."""
    try:
        with unit_of_work(worker_house(), SYSTEM) as work:
            query = select(Account).where(Account.log_in == log_in_index(work, log_in_name))
            account = work.session.scalars(query).one_or_none()
            if account is None:
                raise click.ClickException("Nobody has this log-in name.")
            code = ask_for_unlock_code(work, account, channel)
    except Refusal as refusal:
        raise click.ClickException(str(refusal)) from None
    click.echo(f"Asked. The code will work until {code.expires_at:%d %B %Y}.")


@cli.command()
@click.option("--door", type=click.Choice(["family", "staff"]), required=True)
@click.option("--bind", default="", help="host:port; by default 127.0.0.1:8001 (family) or :8002 (staff).")
@click.option("--processes", default=2, show_default=True)
def serve(door: str, bind: str, processes: int) -> None:
    """Serve one door."""
    default = "127.0.0.1:8001" if door == "family" else "127.0.0.1:8002"
    try:
        serve_door(settings_here(), door, bind or default, processes)
    except (KeysMissing, KeyFileBroken, DatabaseBehind, WrongRootKey) as fault:
        raise click.ClickException(str(fault)) from None


@cli.command("worker")
def worker_command() -> None:
    """Run a worker: makes safe what comes in, makes unlock codes, sends notices."""
    for missing in missing_tools():
        click.echo(missing, err=True)
    worker = Worker(worker_house())
    scanner = scanner_of(worker.house.settings)
    if scanner and (fault := fault_of(scanner, MAX_BYTES)):
        click.echo(fault, err=True)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: worker.stopping.set())
    worker.run()


@cli.command("verify-audit")
def verify_audit() -> None:
    """Check that nothing in the audit log was changed, taken out or cut off."""
    house = worker_house()
    broken = False
    for chain in CHAINS:
        key = load_keys(house.settings, chain)[f"chain_{chain}"]
        with unit_of_work(house, SYSTEM, writes=False) as work:
            report = check_chain(work, chain, key)
        whole = report.broken_at is None
        broken = broken or not whole
        state = "whole" if whole else f"BROKEN at number {report.broken_at}"
        click.echo(f"{chain}: {report.events} events, {state}")
    sys.exit(1 if broken else 0)


@cli.command()
def demo() -> None:
    """Fill an empty portal with an invented agency. Refuses when anything is there already."""
    try:
        for line in build_demonstration(worker_house()):
            click.echo(line)
    except Refusal as refusal:
        raise click.ClickException(str(refusal)) from None


@cli.command()
@click.option("--folder", type=click.Path(path_type=Path), default=Path("var/demonstration"))
def run(folder: Path) -> None:
    """Run the demonstration: both doors, the worker, and a mail server that keeps mails in a folder."""
    try:
        run_everything(folder.absolute())
    except Refusal as refusal:
        raise click.ClickException(str(refusal)) from None


@cli.command("demo-codes")
@click.option("--folder", type=click.Path(path_type=Path), default=Path("var/demonstration"))
def demo_codes(folder: Path) -> None:
    """Print the one-time codes of this moment for the demonstration's staff. Each works once."""
    try:
        for log_in_name, code in codes_now(folder, now()):
            click.echo(f"{log_in_name:<28} {code}")
    except Refusal as refusal:
        raise click.ClickException(str(refusal)) from None


def main() -> None:
    """The `letterbox` command."""
    cli()
