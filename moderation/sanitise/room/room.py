"""The parent's side of the room: starts a child for one file, listens to it, and ends it.

The child has no network, no key, no variable of our environment, and none of our descriptors but the file and
the pipe it answers on. Nothing is written to a disk: the file goes in through memory, and what the child
writes is in memory too.
"""

from __future__ import annotations

import json
import os
import select
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import moderation
from moderation.sanitise.refusals import BY_NAME, Broken, TookTooLong
from moderation.sanitise.room.limits import Limits
from moderation.sanitise.room.walls import INSIDE, Strength, around, strongest
from moderation.sanitise.room.watch import family_of, held_by, kill, kill_strays
from moderation.sanitise.room.wire import BadFrame, End, Frame, Refusal, Said, Unpacker

TASKS: Mapping[str, str] = {
    "picture": "moderation.sanitise.opening.picture:open_picture",
    "pdf": "moderation.sanitise.opening.pdf:open_pdf",
    "office": "moderation.sanitise.opening.office:open_office",
    "text": "moderation.sanitise.opening.letter:open_text",
    "email": "moderation.sanitise.opening.letter:open_email",
    "read": "moderation.sanitise.opening.reading:read_pages",
}
"""What can be done in the room, and where the code for it is."""

_PACKAGE = Path(moderation.__file__ or "").parent
_START = (
    "import sys; sys.path.insert(0, sys.argv[1]); from moderation.sanitise.room.inside import main; main()"
)
_ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
_MEMORY_FOLDER = Path("/dev/shm")  # noqa: S108  (in memory, not on a disk)
_LOOK_SECONDS = 0.05
_AT_ONCE = 1024 * 1024


class Room:
    """Where strangers' bytes are opened. May be used by several threads at once; each call is a new child."""

    def __init__(
        self,
        limits: Limits | None = None,
        *,
        strength: Strength | None = None,
        tasks: Mapping[str, str] = TASKS,
        shown: Sequence[Path] = (),
    ) -> None:
        self.limits = limits or Limits()
        self.strength = strength or strongest()
        self._tasks, self._shown = tasks, (_PACKAGE, *shown)

    def bound_by(self, limits: Limits) -> Room:
        """The same room with other limits."""
        room = Room(limits, strength=self.strength, tasks=self._tasks)
        room._shown = self._shown
        return room

    def run(self, task: str, *untrusted: bytes, **args: object) -> Iterator[Frame]:
        """Does one task over one file (or pages of one file) and gives its answers as they come.

        Raises the Refused that the task raised; Broken for a child that failed or said nonsense; TookTooLong
        for one that went beyond its time, memory or number of processes. The child is gone when this ends,
        or is closed early.
        """
        with self._scratch() as scratch, self._order(task, untrusted, args, scratch) as order:
            child = subprocess.Popen(  # noqa: S603  (our own words, no shell)
                self._command(),
                stdin=order,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**_ENVIRONMENT, "HOME": str(scratch), "TMPDIR": str(scratch)},
                cwd="/",
                close_fds=True,
                start_new_session=True,
            )
            try:
                yield from self._listen(child)
            finally:
                self._end(child, scratch)

    def _end(self, child: subprocess.Popen[bytes], scratch: Path) -> None:
        """Ends the child and what it started; waits for the child alone, not for what may hold its pipe."""
        assert child.stdout is not None
        kill(child.pid)
        if self.strength is Strength.LIMITS:
            kill_strays(scratch, os.fstat(child.stdout.fileno()).st_ino)
        child.stdout.close()
        child.wait()

    def _command(self) -> list[str]:
        python = [sys.executable, "-I", "-B", "-c", _START, str(_PACKAGE.parent)]
        return [*around(self.strength, self._shown, self.limits.scratch_bytes), *python]

    @contextmanager
    def _scratch(self) -> Iterator[Path]:
        """A folder in memory where nothing but this child writes."""
        if self.strength is Strength.BUBBLEWRAP:
            yield INSIDE
            return
        folder = Path(tempfile.mkdtemp(dir=_MEMORY_FOLDER))
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    @contextmanager
    def _order(
        self, task: str, untrusted: Sequence[bytes], args: Mapping[str, object], scratch: Path
    ) -> Iterator[int]:
        """A file in memory: how long the order is (eight digits in hex), the order, and the bytes."""
        order = json.dumps(
            {
                "task": self._tasks[task],
                "args": args,
                "lengths": [len(one) for one in untrusted],
                "seconds": self.limits.seconds,
                "memory_bytes": self.limits.memory_bytes,
                "scratch_bytes": self.limits.scratch_bytes,
                "scratch": str(scratch),
            }
        ).encode()
        with os.fdopen(os.memfd_create("order", os.MFD_CLOEXEC), "w+b") as held:
            held.write(b"%08x" % len(order) + order)
            for one in untrusted:
                held.write(one)
            held.seek(0)
            yield held.fileno()

    def _listen(self, child: subprocess.Popen[bytes]) -> Iterator[Frame]:
        unpacker = Unpacker(self.limits.frame_bytes, self.limits.frames)
        for came in self._bytes_of(child):
            try:
                for said in unpacker.take(came):
                    if isinstance(said, End):
                        return
                    yield _frame(said)
            except BadFrame as nonsense:
                raise Broken from nonsense
        raise Broken

    def _bytes_of(self, child: subprocess.Popen[bytes]) -> Iterator[bytes]:
        """What the child says, until it ends; time that the listener takes between is not the child's."""
        pipe = child.stdout
        assert pipe is not None
        left = self.limits.seconds
        ready = select.poll()
        ready.register(pipe, select.POLLIN | select.POLLHUP)
        while True:
            began = time.monotonic()
            heard = ready.poll(_LOOK_SECONDS * 1000)
            left -= time.monotonic() - began
            if left <= 0 or self._takes_too_much(child.pid):
                raise TookTooLong
            if heard:
                came = os.read(pipe.fileno(), _AT_ONCE)
                if not came:
                    return
                yield came

    def _takes_too_much(self, pid: int) -> bool:
        family = family_of(pid)
        return len(family) > self.limits.processes or held_by(family) > self.limits.memory_bytes


def _frame(said: Said) -> Frame:
    if isinstance(said, Refusal):
        raise BY_NAME.get(said.name, Broken)
    assert not isinstance(said, End)
    return said
