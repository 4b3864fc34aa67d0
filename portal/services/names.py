"""Log-in names and name search, both by blind index: the tables hold no name."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from sqlalchemy import delete

from crypto.blind_index import blind_index
from portal.models.arrangement import NameToken
from portal.work import Work


def fold_name(name: str) -> str:
    """How names are compared: without case, accents or space at the ends."""
    spread = unicodedata.normalize("NFKD", name.strip().casefold())
    return "".join(letter for letter in spread if not unicodedata.combining(letter))


def log_in_index(work: Work, log_in_name: str) -> bytes:
    """The blind index of a log-in name (an e-mail address, or a name staff gave)."""
    return blind_index(work.house.keys["log_in_index"], "log-in", fold_name(log_in_name))


def name_tokens(work: Work, names: Iterable[str]) -> set[bytes]:
    """Blind indexes of every word of these names."""
    words = {word for name in names for word in fold_name(name).replace("-", " ").split()}
    return {blind_index(work.house.keys["name_index"], "name", word) for word in words}


def index_names(work: Work, agency_id: str, subject_kind: str, subject_id: str, names: Iterable[str]) -> None:
    """Replace the search words of one record."""
    work.session.execute(delete(NameToken).where(NameToken.subject_id == subject_id))
    work.session.add_all(
        NameToken(subject_id=subject_id, token=token, subject_kind=subject_kind, agency_id=agency_id)
        for token in name_tokens(work, names)
    )
