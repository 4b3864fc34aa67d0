"""Child processes: started together, watched, and ended together, each by its own id."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

# A door gets 20 seconds to finish what it is answering.
_PATIENCE_SECONDS = 25.0


@dataclass(frozen=True)
class Child:
    """A process of ours and what to call it."""

    name: str
    process: subprocess.Popen[bytes]


@dataclass
class Children:
    """All processes of one demonstration."""

    started: list[Child] = field(default_factory=list)

    def start(
        self,
        name: str,
        arguments: Sequence[str],
        environment: Mapping[str, str],
        handed_down: Sequence[int] = (),
        *,
        silent: bool = False,
    ) -> None:
        """Start this Python with these arguments. Sockets in `handed_down` stay open in the child; a
        `silent` one is heard only when something is wrong."""
        process = subprocess.Popen(  # noqa: S603 - our own modules, no shell, no words of anybody's
            [sys.executable, *arguments],
            env=dict(environment),
            pass_fds=tuple(handed_down),
            stdout=subprocess.DEVNULL if silent else None,
            # In a group of its own: Ctrl-C reaches us alone, and we end the children in good order.
            start_new_session=True,
        )
        self.started.append(Child(name, process))

    def ended(self) -> Child | None:
        """A child that has ended, if any has."""
        return next((child for child in self.started if child.process.poll() is not None), None)

    def end(self) -> None:
        """Ask every child to end, the last one first, and wait; whoever doesn't is ended."""
        for child in reversed(self.started):
            if child.process.poll() is None:
                child.process.terminate()
        until = time.monotonic() + _PATIENCE_SECONDS
        for child in reversed(self.started):
            try:
                child.process.wait(max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.process.kill()
                child.process.wait()
