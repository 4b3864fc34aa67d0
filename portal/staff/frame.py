"""What every page of the staff door shows around its content."""

from __future__ import annotations

from flask import g, request, url_for

from moderation.lifecycle import Role
from portal.access import ROLE_PERMISSIONS, Permission
from portal.staff.words import DONE

# (permission, words, endpoint, blueprints that belong to it)
_NAVIGATION = (
    (Permission.SEE_DESK, "Desk", "desk.queue_page", ("desk", "deciding", "watching")),
    (Permission.SEE_CASES, "Arrangements", "cases.list_page", ("cases", "scanning_in")),
    (Permission.SEE_CASES, "People", "accounts.list_page", ("accounts",)),
    (Permission.POST_ROOM, "Post room", "post_room.post_page", ("post_room",)),
    (Permission.MANAGE_STAFF, "Team", "team.team_page", ("team",)),
    (Permission.MANAGE_HINTS, "Hints", "hint_lists.figures_page", ("hint_lists",)),
    (Permission.SEE_AUDIT, "Audit log", "audit.audit_page", ("audit",)),
    (Permission.SEE_TOTALS, "Totals", "totals.totals_page", ("totals",)),
    (Permission.STAFF, "You", "own.own_page", ("own",)),
)


def note_role(role: Role | None) -> None:
    """Remember for this request's pages what the person may do; error pages ask the database nothing."""
    g.staff_role = role


def may(name: str) -> bool:
    """May the person in front of the page do this? `name` is a permission's name in capitals."""
    role: Role | None = g.get("staff_role")
    return role is not None and Permission[name] in ROLE_PERMISSIONS[role]


def frame_values() -> dict[str, object]:
    """Values for the layout; `done` is the plain sentence for a `?done=` code of ours, and of ours alone."""
    # A page that refuses looks the same wherever it stands.
    here = None if g.get("refused") else request.blueprint
    shown = [entry for entry in _NAVIGATION if may(entry[0].name)]
    return {
        "home_url": url_for("own.first_page"),
        "sign_out_url": url_for("signing_in.sign_out"),
        "navigation": [
            {"text": text, "href": url_for(endpoint), "current": here in blueprints}
            for _, text, endpoint, blueprints in shown
        ],
        "done": DONE.get(request.args.get("done", ""), ""),
        "may": may,
        "faults": {},
    }
