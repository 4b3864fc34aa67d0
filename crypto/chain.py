"""The audit log as a keyed chain: every event's link depends on all events before it.

An edit, a removal in the middle or a reordering breaks the chain at that place. Removing events *from the
end* leaves a whole, shorter chain: that is only seen by whoever keeps the newest link somewhere else (a head
outside of the database) and compares.
"""

from collections.abc import Iterable

from cryptography.hazmat.primitives import constant_time, hashes, hmac

from crypto.derivation import length_prefixed

GENESIS: bytes = bytes(32)


def next_link(key: bytes, previous: bytes, number: int, event: bytes) -> bytes:
    """Give the 32-byte link (HMAC-SHA256) of event `number` (from 0, below 2^64) after the one before."""
    mac = hmac.HMAC(key, hashes.SHA256())
    mac.update(length_prefixed("letterbox/1 audit link", previous, number.to_bytes(8, "big"), event))
    return mac.finalize()


def find_break(key: bytes, links: Iterable[tuple[int, bytes, bytes]]) -> int | None:
    """Walk (number, event, link) from the first event on; give the number where the chain breaks, or None.

    None says that what is there is whole and in order, not that nothing is missing at the end.
    """
    previous = GENESIS
    for number, event, link in links:
        if not constant_time.bytes_eq(next_link(key, previous, number, event), link):
            return number
        previous = link
    return None
