"""An agency's practice is settings: changed by name, by number, and seen at once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from portal.cli.main import cli
from portal.rules import AgencyRules
from portal.services.agencies import rules_of
from portal.services.calendar import next_due
from portal.work import SYSTEM, unit_of_work
from tests.builders import Portal, make_portal


def letterbox(portal: Portal, *arguments: str) -> Result:
    """The command, told of this portal by its settings."""
    return CliRunner().invoke(cli, arguments, env={"LETTERBOX_DATA": str(portal.settings.data)})


def test_rules_are_shown_and_changed_by_name(small_portal: Portal) -> None:
    assert "decide_within_days=10" in letterbox(small_portal, "rules").output
    shown = letterbox(small_portal, "rules", "decide_within_days=5", "most_pictures=2")
    assert (shown.exit_code, "decide_within_days=5" in shown.output) == (0, True)
    with unit_of_work(small_portal.staff, SYSTEM, writes=False) as work:
        assert rules_of(work, small_portal.agency_id) == AgencyRules(decide_within_days=5, most_pictures=2)


@pytest.mark.parametrize(
    "wrong", ["decide=5", "most_pictures=many", "most_pictures", "most_pictures=-1", "=5"]
)
def test_what_is_no_rule_changes_nothing(small_portal: Portal, wrong: str) -> None:
    told = letterbox(small_portal, "rules", "hold_review_days=30", wrong)
    assert (told.exit_code, "The rules are: decide_within_days" in told.output) == (1, True)
    with unit_of_work(small_portal.staff, SYSTEM, writes=False) as work:
        assert rules_of(work, small_portal.agency_id) == AgencyRules()


def test_an_agency_that_is_not_there_is_named_as_such(tmp_path: Path) -> None:
    told = letterbox(make_portal(tmp_path / "portal"), "rules", "--agency", "0" * 32)
    assert (told.exit_code, "no agency with this id" in told.output) == (1, True)


@pytest.mark.parametrize(("early_days", "month"), [(45, date(2027, 6, 1)), (20, date(2026, 6, 1))])
def test_how_early_a_letter_counts_is_the_agencys_rule(early_days: int, month: date) -> None:
    due = next_due((6,), date(2026, 5, 1), date(2025, 7, 1), date(2026, 5, 2), early_days)
    assert due is not None
    assert due.month == month
