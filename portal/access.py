"""Who may what: one table. Every view declares its permission; one that doesn't stops the start."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import TypeVar

from flask import Flask

from moderation.lifecycle import Role

View = TypeVar("View", bound=Callable[..., object])
PERMISSION = "letterbox_permission"


class Permission(StrEnum):
    """What a page may need of the person in front of it."""

    ANYONE = "anyone"
    CORRESPOND = "correspond"
    STAFF = "staff"
    SEE_DESK = "see desk"
    WORK_AT_DESK = "work at desk"
    DECIDE = "decide"
    SEE_CASES = "see cases"
    CASEWORK = "casework"
    POST_ROOM = "post room"
    MANAGE_STAFF = "manage staff"
    MANAGE_HINTS = "manage hints"
    SEE_AUDIT = "see audit"
    SEE_TOTALS = "see totals"


_READERS = frozenset(
    {
        Permission.STAFF,
        Permission.SEE_DESK,
        Permission.WORK_AT_DESK,
        Permission.DECIDE,
        Permission.SEE_CASES,
        Permission.CASEWORK,
        Permission.POST_ROOM,
    }
)

ROLE_PERMISSIONS: Mapping[Role, frozenset[Permission]] = {
    Role.ADMIN: frozenset(
        {
            Permission.STAFF,
            Permission.SEE_DESK,
            Permission.SEE_CASES,
            Permission.POST_ROOM,
        }
    ),
    Role.SUPPORT_WORKER: _READERS,
    Role.SOCIAL_WORKER: _READERS,
    Role.MANAGER: _READERS
    | {
        Permission.MANAGE_STAFF,
        Permission.MANAGE_HINTS,
        Permission.SEE_AUDIT,
        Permission.SEE_TOTALS,
    },
    Role.INSPECTOR: frozenset({Permission.STAFF, Permission.SEE_AUDIT, Permission.SEE_TOTALS}),
    Role.PARTNERSHIP_VIEWER: frozenset({Permission.STAFF, Permission.SEE_TOTALS}),
}


class UndeclaredPermission(Exception):
    """A route without a declared permission: the door doesn't open."""


def needs(permission: Permission) -> Callable[[View], View]:
    """Declare what a view needs. Stands directly under the route."""

    def declare(view: View) -> View:
        setattr(view, PERMISSION, permission)
        return view

    return declare


def permission_of(app: Flask, endpoint: str) -> Permission:
    """What an endpoint needs. Raises UndeclaredPermission."""
    if endpoint == "static":
        return Permission.ANYONE
    permission = getattr(app.view_functions[endpoint], PERMISSION, None)
    if not isinstance(permission, Permission):
        raise UndeclaredPermission(endpoint)
    return permission


def check_every_route(app: Flask) -> None:
    """Raises UndeclaredPermission naming every route that declares none."""
    undeclared = []
    for rule in app.url_map.iter_rules():
        try:
            permission_of(app, rule.endpoint)
        except UndeclaredPermission:
            undeclared.append(f"{rule.rule} ({rule.endpoint})")
    if undeclared:
        raise UndeclaredPermission(f"no permission declared: {', '.join(sorted(undeclared))}")
