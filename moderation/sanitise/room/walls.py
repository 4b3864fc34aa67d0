"""What stands around the child, from the strongest that this host lets us build.

With bubblewrap the child sees read-only programs and fonts, an empty folder in memory, and no process,
network, key, database or file of ours. Without it, the kernel's namespaces take away network and processes;
where a host forbids these too, limits and the kernel filter remain (no_network.py).
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Sequence
from enum import StrEnum
from functools import cache
from pathlib import Path


class Strength(StrEnum):
    """How the room is locked."""

    BUBBLEWRAP = "bubblewrap"
    NAMESPACES = "namespaces"
    LIMITS = "limits"


INSIDE = Path("/room")
"""The child's own folder where bubblewrap stands: in memory, gone with it."""

_SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64")
_SETTINGS = (
    "/etc/fonts",
    "/etc/libreoffice",
    "/etc/ld.so.cache",
    "/etc/alternatives",
    "/var/cache/fontconfig",
)
_PROBE_SECONDS = 10


@cache
def strongest() -> Strength:
    """The strongest this host lets us build, found by building it once around a program that does nothing."""
    for strength in (Strength.BUBBLEWRAP, Strength.NAMESPACES):
        if _works([*around(strength, (), 1024 * 1024), "true"]):
            return strength
    return Strength.LIMITS


def _works(command: Sequence[str]) -> bool:
    if shutil.which(command[0]) is None:
        return False
    try:
        ended = subprocess.run(  # noqa: S603  (our own words, no shell)
            command, capture_output=True, timeout=_PROBE_SECONDS, check=False, stdin=subprocess.DEVNULL
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return ended.returncode == 0


def around(strength: Strength, shown: Sequence[Path], scratch_bytes: int) -> list[str]:
    """What to put before the child's command; `shown`: what it may read besides the system."""
    if strength is Strength.BUBBLEWRAP:
        return _bubblewrap(shown, scratch_bytes)
    if strength is Strength.NAMESPACES:
        spaces = ("--user", "--map-root-user", "--net", "--ipc", "--uts", "--pid", "--fork", "--kill-child")
        return ["setpriv", "--pdeathsig", "KILL", "unshare", *spaces]
    return []


def _bubblewrap(shown: Sequence[Path], scratch_bytes: int) -> list[str]:
    words = ["bwrap", "--unshare-all", "--die-with-parent", "--new-session", "--cap-drop", "ALL"]
    for place in _SYSTEM:
        if Path(place).is_symlink():
            words += ["--symlink", str(Path(place).readlink()), place]
        elif Path(place).exists():
            words += ["--ro-bind", place, place]
    words += ["--proc", "/proc", "--dev", "/dev"]
    for place in ("/tmp", str(INSIDE)):  # noqa: S108  (a fresh one, in the child's memory)
        words += ["--size", str(scratch_bytes), "--tmpfs", place]
    for place in (*_SETTINGS, sys.prefix, sys.base_prefix, *map(str, shown)):
        words += ["--ro-bind-try", place, place]
    return [*words, "--remount-ro", "/", "--chdir", str(INSIDE), "--"]
