"""Agency keys for one process: public halves by certificate, private halves by the root key."""

from __future__ import annotations

import base64
import importlib

from sqlalchemy import func, select
from sqlalchemy.orm import Session, undefer

from crypto.agency import AgencyKeys, SealedGeneration
from crypto.certificates import check_certificate
from crypto.context import Context
from crypto.errors import MissingGeneration, SealError
from crypto.grants import ReadyKey
from crypto.root_keys import EitherRootKey, LocalRootKey, RootKey
from portal.keys import DoorKeys, KeysMissing
from portal.models.agency import AgencyKey
from portal.settings import Settings

CONTENT = "content"
ESCROW = "escrow"


def agency_key_context(agency_id: str, purpose: str, number: int) -> Context:
    """What an agency key's certificate is bound to."""
    return Context("agency-key", f"{purpose}:{number}", agency_id)


def root_key_for(settings: Settings, keys: DoorKeys, purpose: str) -> RootKey:
    """The root key that seals agency keys of one purpose. Raises KeysMissing where this door has none."""
    own = keys[f"root_{purpose}"]  # asked first: no provider may give a door what its table denies
    newer = _root_key(settings, settings.root_keys[purpose], own)
    former = keys.former(f"root_{purpose}")
    if settings.old_root_keys[purpose]:
        return EitherRootKey(newer, _root_key(settings, settings.old_root_keys[purpose], former or own))
    return newer if former is None else EitherRootKey(newer, LocalRootKey(former))


def new_root_key_for(settings: Settings, keys: DoorKeys, purpose: str) -> RootKey:
    """The same without any older key. Raises KeysMissing where this door has none."""
    return _root_key(settings, settings.root_keys[purpose], keys[f"root_{purpose}"])


def _root_key(settings: Settings, provider: str, own: bytes) -> RootKey:
    if provider.startswith("kms:"):
        # An optional extra of some size: loaded only where a key service is named.
        service = importlib.import_module("portal.kms_provider")
        found: RootKey = service.kms_root_key(
            provider.removeprefix("kms:"), settings.kms_region, settings.kms_endpoint
        )
        return found
    if provider.startswith("base64:"):
        return LocalRootKey(base64.b64decode(provider.removeprefix("base64:"), validate=True))
    return LocalRootKey(own)


class WrongRootKey(Exception):
    """The root key here doesn't open the agencies' keys in this database."""


class Keyring:
    """The agency keys this process may use.

    The family door can only ask for public halves; `private` raises KeysMissing there.
    Opened private halves stay in memory for the life of the process (staff door and worker).
    """

    def __init__(self, settings: Settings, keys: DoorKeys) -> None:
        self.settings = settings
        self.keys = keys
        self._opened: dict[str, AgencyKeys] = {}
        self._ready: dict[tuple[str, str, int], ReadyKey] = {}
        self._checked: dict[tuple[str, str, int], bytes] = {}

    def public(self, session: Session, agency_id: str, purpose: str) -> tuple[int, bytes]:
        """The newest generation's number and public half. Raises NotCertified if it isn't ours."""
        newest = session.scalar(
            select(func.max(AgencyKey.number)).where(
                AgencyKey.agency_id == agency_id, AgencyKey.purpose == purpose
            )
        )
        if newest is None:
            raise MissingGeneration
        known = self._checked.get((agency_id, purpose, newest))
        if known is None:
            row = session.get_one(AgencyKey, (agency_id, purpose, newest))
            context = agency_key_context(agency_id, purpose, newest)
            check_certificate(self.keys["certificate_check"], row.public, row.certificate, context)
            known = self._checked[(agency_id, purpose, newest)] = row.public
        return newest, known

    def private(self, session: Session, agency_id: str, purpose: str, number: int) -> bytes:
        """The private half of one generation. Raises KeysMissing, MissingGeneration, WrongKey."""
        _ = self.keys[f"root_{purpose}"]  # denied first, whatever is at hand
        cached = self._opened.get(f"{agency_id}:{purpose}")
        if cached is not None:
            try:
                return cached.private(agency_id, purpose, number)
            except MissingGeneration:
                pass  # made by another process since: look again
        rows = session.scalars(
            select(AgencyKey)
            .where(AgencyKey.agency_id == agency_id, AgencyKey.purpose == purpose)
            .options(undefer(AgencyKey.sealed_private))
        )
        opened = AgencyKeys(
            root_key_for(self.settings, self.keys, purpose),
            [SealedGeneration(r.agency_id, r.purpose, r.number, r.public, r.sealed_private) for r in rows],
        )
        self._opened[f"{agency_id}:{purpose}"] = opened
        return opened.private(agency_id, purpose, number)

    def check(self, session: Session) -> None:
        """Raises WrongRootKey unless all agencies' newest keys open here, as far as this process may."""
        for purpose in (CONTENT, ESCROW):
            newest = select(AgencyKey.agency_id, func.max(AgencyKey.number)).where(
                AgencyKey.purpose == purpose
            )
            for agency_id, number in session.execute(newest.group_by(AgencyKey.agency_id)).all():
                try:
                    self.private(session, agency_id, purpose, number)
                except KeysMissing:
                    break
                except SealError as fault:
                    raise WrongRootKey(
                        f"{WrongRootKey.__doc__} ({purpose}: {type(fault).__name__})"
                    ) from None

    def ready(self, session: Session, agency_id: str, purpose: str, number: int) -> ReadyKey:
        """The same, ready to open grants with. Raises as `private`."""
        name = (agency_id, purpose, number)
        private = self.private(session, *name)
        if name not in self._ready:
            self._ready[name] = ReadyKey(private)
        return self._ready[name]
