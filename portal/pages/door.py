"""A door: a Flask application in which one request is one unit of work."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from ipaddress import IPv6Address, IPv6Network, ip_address
from typing import Any, cast

from flask import Flask, Request, current_app, g, request
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf.csrf import CSRFProtect
from limits import RateLimitItem

from portal.access import Permission, permission_of
from portal.pages.password_gate import PasswordGate, works_on_a_password
from portal.pages.refused import note_refused
from portal.pages.uploads import DoorRequest, abandon_uploads, takes_files
from portal.throttle import Throttle, TooManyTries
from portal.work import NOBODY, House, Work, unit_of_work

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
Try = tuple[RateLimitItem, tuple[str, ...]]
LIMITS = "letterbox_limits"

csrf = CSRFProtect()


def limited(tries: Callable[[Request], Sequence[Try]]) -> Callable[[Any], Any]:
    """Declare what a view's requests count against. Counted before the unit of work begins, so that a
    refused try is counted although nothing else of it is kept."""

    def declare(view: Any) -> Any:
        setattr(view, LIMITS, tries)
        return view

    return declare


class Door(Flask):
    """One of the two web applications.

    Each request: count tries, begin a unit of work, find out who it is, check the view's permission,
    check the form's token, run the view, commit. Any error rolls everything back.
    """

    request_class = DoorRequest
    house: House
    throttle: Throttle
    password_gate: PasswordGate
    permits: Callable[[Permission], bool]
    refuse: Callable[[Permission], ResponseReturnValue]
    after_work: Callable[[], None]

    def dispatch_request(self) -> ResponseReturnValue:
        """One request, one unit of work."""
        if request.routing_exception is not None:
            # Also for pages that don't exist: their 404 is the same as that for what isn't theirs.
            with unit_of_work(self.house, NOBODY, writes=False) as work:
                g.work = work
                self.permits(Permission.ANYONE)
            self.raise_routing_exception(request)
        endpoint = cast(str, request.endpoint)
        if endpoint == "static":
            return super().dispatch_request()
        cast(DoorRequest, request).set_limits()
        writes = request.method not in SAFE_METHODS
        if writes and not takes_files():
            # Read before anything is asked of the database: a letter on its way from a slow telephone must
            # not keep everybody else waiting, and the words must be at hand when the database is away.
            request.form  # noqa: B018 - reading it is the point
        heavy = works_on_a_password(self.view_functions[endpoint])
        # Outside of everything that asks the database: nobody waits there for who waits here.
        with self.password_gate.passed() if heavy else nullcontext():
            return self._one_unit(endpoint, writes=writes)

    def _one_unit(self, endpoint: str, *, writes: bool) -> ResponseReturnValue:
        self._count_tries(endpoint)
        if writes and takes_files():
            self._take_in_files()
        with unit_of_work(self.house, NOBODY, writes=writes) as work:
            g.work = work
            needed = permission_of(self, endpoint)
            if not self.permits(needed):
                return self.refuse(needed)
            if writes:
                csrf.protect()
            response = super().dispatch_request()
            # Templates that read lazily, and rows that wait to be written, must fail inside the unit.
            work.session.flush()
        self.after_work()
        return response

    def _take_in_files(self) -> None:
        """Read pictures before the unit of work that writes begins, of people who may send them alone."""
        with unit_of_work(self.house, NOBODY, writes=False) as work:
            g.work = work
            if self.permits(permission_of(self, cast(str, request.endpoint))):
                csrf.protect()
        # Who it is, is found out again in the unit that writes: a session may have ended meanwhile.
        g.pop("_login_user", None)

    def _count_tries(self, endpoint: str) -> None:
        tries = getattr(self.view_functions[endpoint], LIMITS, None)
        if tries is not None:
            for limit, parts in tries(request):
                self._count_try(limit, parts)

    def _count_try(self, limit: RateLimitItem, parts: tuple[str, ...]) -> None:
        try:
            self.throttle.count(limit, *parts)
        except TooManyTries:
            note_refused(f"try over {limit.namespace}")
            raise

    def do_teardown_request(self, *args: Any, **kwargs: Any) -> None:
        """Uploads nobody took are dropped."""
        abandon_uploads()
        super().do_teardown_request(*args, **kwargs)


def this_door() -> Door:
    """The door that serves this request."""
    return cast(Door, current_app)


def this_work() -> Work:
    """This request's unit of work."""
    return cast(Work, g.work)


def signed_in() -> bool:
    """Is somebody signed in?"""
    return bool(current_user.is_authenticated)


def network_of(untrusted: Request) -> str:
    """Where a request comes from, as far as the trusted proxies tell.

    Of an IPv6 address the first half: every household and every rented computer has all of the second half,
    18 million million million addresses, and would never meet a limit. No address at all is one network.
    """
    try:
        address = ip_address(untrusted.remote_addr or "")
    except ValueError:
        return "unknown"
    if isinstance(address, IPv6Address) and address.ipv4_mapped is None:
        return str(IPv6Network((address.packed, 64), strict=False))
    return str(getattr(address, "ipv4_mapped", None) or address)
