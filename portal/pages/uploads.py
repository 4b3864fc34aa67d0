"""Uploads are sealed while they come in. Nothing of them touches a disk in clear, not even for a moment."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from io import RawIOBase
from typing import IO, Any, NamedTuple, cast

from flask import Request, current_app, g, request
from flask_login import current_user
from werkzeug.datastructures import FileStorage

from crypto.stream import StreamSealer
from moderation.sanitise.first_look import LOOK_BYTES
from portal.access import View
from portal.blobs import BlobStore, BlobWriter
from portal.db import new_id
from portal.pages.forms import CountingParser
from portal.sealing import CopyKind, NewCopy, begin_copy

FORM_BYTES = 6 * 1024 * 1024
TAKES_PICTURES = "letterbox_takes_pictures"


class Takes(NamedTuple):
    """What a view takes of files, in bytes: each file at most, and all of one form."""

    each: int
    together: int


def takes_pictures(most_bytes: int, at_once: int = 1) -> Callable[[View], View]:
    """Declare that a view takes files of at most this many bytes, and in one form no more than so many of the
    largest; all other views drop files unread."""

    def declare(view: View) -> View:
        setattr(view, TAKES_PICTURES, Takes(most_bytes, most_bytes * at_once))
        return view

    return declare


def takes_files() -> bool:
    """Does the view of this request take pictures?"""
    return hasattr(current_app.view_functions.get(request.endpoint or ""), TAKES_PICTURES)


class UploadedPicture(RawIOBase):
    """Where the form parser writes a file: straight through the sealer into the store.

    Looks like a file to the parser, but can't be read back: what was written is open to nobody
    here except by the grant made later. `too_large` is set instead of stopping in mid-request, so
    that the person gets a sentence and not a broken connection.
    """

    def __init__(self, new: NewCopy, store: BlobStore, most_bytes: int) -> None:
        self.new = new
        self.head = b""
        self.size = 0
        self.too_large = False
        self.taken = False
        self._most = most_bytes
        self._store = store
        self._digest = hashlib.sha256()
        self._sealer = StreamSealer(new.key, new.context)
        self._writer: BlobWriter | None = store.create()
        self._finished = False

    def writable(self) -> bool:
        """The parser asks."""
        return True

    def write(self, untrusted: Any) -> int:
        """Seal one part of the file."""
        self.size += len(untrusted)
        if self.size > self._most:
            self.too_large = True
        if self._writer is not None and not self.too_large:
            if len(self.head) < LOOK_BYTES:
                self.head += bytes(untrusted[: LOOK_BYTES - len(self.head)])
            self._digest.update(untrusted)
            self._writer.write(self._sealer.update(bytes(untrusted)))
        return len(untrusted)

    def seek(self, offset: int, whence: int = 0) -> int:
        """The parser rewinds a finished file; there is nothing to rewind."""
        return 0

    @property
    def digest(self) -> str:
        """By which the same file is known again; kept sealed, for in clear it would tell a guess right."""
        return self._digest.hexdigest()

    def take(self) -> NewCopy:
        """The file is wanted: finish it in the store and hand over the begun copy."""
        assert self._writer is not None
        self._writer.write(self._sealer.finish())
        self._writer.finish()
        self._finished = True
        self.new.row.blob = self._writer.name
        self.taken = True
        return self.new

    def abandon(self) -> None:
        """The file is not wanted, or the request failed before its letter was stored."""
        if self._writer is not None and not self._finished:
            self._writer.abandon()
        self._writer = None


def files_of(field: str) -> list[FileStorage]:
    """The files of a field; with nothing chosen, a browser sends one part without name and bytes."""
    files = request.files.getlist(field)
    return [one for one in files if one.filename or cast(UploadedPicture, one.stream).size]


class DroppedFile(RawIOBase):
    """A file sent where none is taken: read past and kept nowhere."""

    def writable(self) -> bool:
        """The parser asks."""
        return True

    def write(self, untrusted: Any) -> int:
        """Forget it."""
        return len(untrusted)

    def seek(self, offset: int, whence: int = 0) -> int:
        """Nothing to rewind."""
        return 0


class DoorRequest(Request):
    """A request whose files never reach a temporary file."""

    form_data_parser_class = CountingParser

    def set_limits(self) -> None:
        """Small everywhere but where pictures are taken. Before anything of the body is read."""
        self.max_form_memory_size = FORM_BYTES
        self.max_content_length = FORM_BYTES + self._takes().together

    def form_in_hand(self) -> Mapping[str, str]:
        """The form, if all of it was read; a body that broke off is not begun again."""
        found: Mapping[str, str] = self.__dict__.get("form", {})
        return found

    def _takes(self) -> Takes:
        view = current_app.view_functions.get(self.endpoint or "")
        found: Takes = getattr(view, TAKES_PICTURES, Takes(0, 0))
        return found

    def _get_file_stream(
        self,
        total_content_length: int | None,
        content_type: str | None,
        filename: str | None = None,
        content_length: int | None = None,
    ) -> IO[bytes]:
        most = self._takes().each
        if not most or not current_user.is_authenticated:
            return cast(IO[bytes], DroppedFile())
        agency_id = current_user.account.agency_id
        new = begin_copy(g.work, agency_id, CopyKind.PICTURE, new_id())
        upload = UploadedPicture(new, g.work.house.blobs, most)
        g.setdefault("uploads", []).append(upload)
        return cast(IO[bytes], upload)


def abandon_uploads() -> None:
    """Drop what was uploaded in this request and not taken."""
    for upload in g.pop("uploads", []):
        if not upload.taken:
            upload.abandon()
