"""Limits on how often something may be tried, counted in the database so that they hold over processes."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import Any

from limits import RateLimitItem, RateLimitItemPerMinute
from limits.storage import Storage
from limits.strategies import FixedWindowRateLimiter
from sqlalchemy import Engine, case, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from crypto.blind_index import blind_index
from portal.clock import ASTRAY
from portal.db import transaction
from portal.models.background import RateCount
from portal.refusal import Refusal
from portal.services.names import fold_name

WINDOW_MINUTES = 15

# What is limited: tries in 15 minutes. A stranger who knows somebody's log-in name can use up
# the tries from the stranger's own network only; the wide limit, of one name from anywhere, is there
# against somebody who guesses from many networks.
SIGN_IN_HERE = RateLimitItemPerMinute(10, WINDOW_MINUTES, namespace="sign-in")
SIGN_IN_NAME = RateLimitItemPerMinute(100, WINDOW_MINUTES, namespace="sign-in-name")
SIGN_IN_NETWORK = RateLimitItemPerMinute(60, WINDOW_MINUTES, namespace="sign-in-network")
CODE_NETWORK = RateLimitItemPerMinute(20, WINDOW_MINUTES, namespace="code-network")
SAVES = RateLimitItemPerMinute(900, WINDOW_MINUTES, namespace="saves")
LOOKS = RateLimitItemPerMinute(90, WINDOW_MINUTES, namespace="looks")
UPLOADS = RateLimitItemPerMinute(120, WINDOW_MINUTES, namespace="uploads")
KEPT_LETTERS = RateLimitItemPerMinute(20, WINDOW_MINUTES, namespace="kept-letters")


class TooManyTries(Refusal):
    """A limit of the throttle was passed."""

    sentence = "You have tried too often. Please wait a quarter of an hour and try again."


class _TableStorage(Storage):
    """The counts live in our own table: no further server, and shared by every process."""

    STORAGE_SCHEME = None

    def __init__(self, engine: Engine) -> None:
        super().__init__()
        self.engine = engine

    @property
    def base_exceptions(self) -> type[Exception]:
        return OSError

    def incr(self, key: str, expiry: float, amount: int = 1) -> int:
        now = datetime.now(UTC)
        until = now + timedelta(seconds=expiry)
        dialect: Any = postgresql if self.engine.dialect.name == "postgresql" else sqlite
        # A window that ends later than one begun now was begun by a clock that was wrong.
        fresh = (RateCount.expires_at <= now) | (RateCount.expires_at > until + ASTRAY)
        upsert = (
            dialect.insert(RateCount)
            .values(key=key, count=amount, expires_at=until)
            .on_conflict_do_update(
                index_elements=[RateCount.key],
                set_={
                    "count": case((fresh, amount), else_=RateCount.count + amount),
                    "expires_at": case((fresh, until), else_=RateCount.expires_at),
                },
            )
            .returning(RateCount.count)
        )
        with transaction(self.engine) as session:
            return int(session.execute(upsert).scalar_one())

    def _row(self, key: str) -> tuple[int, float]:
        with transaction(self.engine, writes=False) as session:
            row = session.get(RateCount, key)
            if row is None or row.expires_at <= datetime.now(UTC):
                return 0, time.time()
            return row.count, row.expires_at.timestamp()

    def get(self, key: str) -> int:
        return self._row(key)[0]

    def get_expiry(self, key: str) -> float:
        return self._row(key)[1]

    def check(self) -> bool:
        with transaction(self.engine, writes=False) as session:
            session.execute(select(1))
        return True

    def reset(self) -> int | None:
        with transaction(self.engine) as session:
            session.execute(delete(RateCount))
        return None

    def take_back(self, key: str) -> None:
        """One try less."""
        with transaction(self.engine) as session:
            less = update(RateCount).where(RateCount.key == key, RateCount.count > 0)
            session.execute(less.values(count=RateCount.count - 1))

    def clear(self, key: str) -> None:
        with transaction(self.engine) as session:
            session.execute(delete(RateCount).where(RateCount.key == key))


class Throttle:
    """Counts tries under keyed hashes: the table holds neither addresses nor log-in names."""

    def __init__(self, engine: Engine, key: bytes) -> None:
        self._key = key
        self._storage = _TableStorage(engine)
        self._limiter = FixedWindowRateLimiter(self._storage)

    def count(self, limit: RateLimitItem, *parts: str) -> None:
        """Count one try. Raises TooManyTries when the limit is passed."""
        if not self._limiter.hit(limit, self._name(parts)):
            raise TooManyTries

    def take_back(self, limit: RateLimitItem, *parts: str) -> None:
        """Somebody got in: that try doesn't count. Earlier slips still do, or a stranger in the same network
        could tell from his own limit that the name exists and its owner was here."""
        self._storage.take_back(limit.key_for(self._name(parts)))

    def mark(self, log_in_name: str) -> str:
        """What stands in the log for a log-in name somebody tried: equal for the same, and no way back."""
        return blind_index(self._key, "log", fold_name(log_in_name[:400])).hex()[:12]

    def _name(self, parts: tuple[str, ...]) -> str:
        return blind_index(self._key, "throttle", "\0".join(parts)).hex()


def sweep_counts(engine: Engine, now: datetime) -> None:
    """Delete counts whose window is over."""
    with transaction(engine) as session:
        session.execute(delete(RateCount).where(RateCount.expires_at <= now))
