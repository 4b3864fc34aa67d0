"""How much work on passwords one process takes on at a time.

Each try costs a fifth of a second of a processor and much memory, on purpose. A flood of them, from however
many networks, must not keep people from reading: one is worked on, a few wait, and the rest are asked to come
back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore
from typing import Any

from portal.refusal import Refusal

AT_ONCE = 1
WAITING = 10
PATIENCE_SECONDS = 3.0
WORKS_ON_PASSWORDS = "letterbox_works_on_passwords"


class TooBusy(Refusal):
    """More people are signing in than this process takes on."""

    sentence = "Very many people are signing in just now. Please wait a minute, then press the button again."


class PasswordGate:
    """Lets a few through. Threads that serve readers are never all behind it: there are more of them."""

    def __init__(self) -> None:
        self._places = BoundedSemaphore(AT_ONCE + WAITING)
        self._work = BoundedSemaphore(AT_ONCE)

    @contextmanager
    def passed(self) -> Iterator[None]:
        """Work on a password in here. Raises TooBusy."""
        if not self._places.acquire(blocking=False):
            raise TooBusy
        try:
            if not self._work.acquire(timeout=PATIENCE_SECONDS):
                raise TooBusy
            try:
                yield
            finally:
                self._work.release()
        finally:
            self._places.release()


def works_on_passwords(view: Any) -> Any:
    """Declare that a view's requests cost the work of a password. They pass the gate before anything else is
    asked of the database, so that nobody waits there for who waits here."""
    setattr(view, WORKS_ON_PASSWORDS, True)
    return view


def works_on_a_password(view: Callable[..., Any]) -> bool:
    """Was it declared?"""
    return bool(getattr(view, WORKS_ON_PASSWORDS, False))
