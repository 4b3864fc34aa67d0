"""Asks a virus scanner (clamd) about a file. Only a clear "OK" lets it pass: everything else is not clean."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from moderation.sanitise.refusals import InfectedFile, Refused, ScannerAway

_CLEAN, _FOUND = b"stream: OK", b" FOUND"
_AT_ONCE = 64 * 1024
_LONGEST_ANSWER = 4096


@dataclass(frozen=True)
class Scanner:
    """`address`: a socket's path, or "host:port". `seconds`: for connecting and for each step after."""

    address: str
    seconds: float = 30

    def check(self, untrusted: bytes) -> None:
        """Nothing for a clean file. Raises InfectedFile; ScannerAway for any other answer, or none."""
        try:
            with self._connected() as line:
                answer = _asked(line, untrusted)
        except OSError as away:  # also when clamd closes the line because a file is too long for it
            raise ScannerAway from away
        if answer.endswith(_FOUND):
            raise InfectedFile
        if answer != _CLEAN:
            raise ScannerAway

    @contextmanager
    def _connected(self) -> Iterator[socket.socket]:
        host, colon, port = self.address.rpartition(":")
        if colon and port.isdigit() and "/" not in self.address:
            with socket.create_connection((host.strip("[]"), int(port)), self.seconds) as line:
                yield line
            return
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(self.seconds)
            line.connect(self.address)
            yield line


def fault_of(scanner: Scanner, longest: int) -> str:
    """What is wrong with the scanner, as a sentence for whoever looks after it; "" for one that is well.

    `longest`: bytes of the longest file that may come. One that takes only shorter ones gives no answer
    about a longer one, however often it is asked.
    """
    if not _takes(scanner, 1):
        return "The virus scanner gives no answer. Letters with files wait until it does."
    if not _takes(scanner, longest):
        size = f"{longest // (1024 * 1024)} MB"
        return (
            f"The virus scanner does not take files of {size}. Letters with such files wait until it does: "
            "set StreamMaxLength, MaxFileSize and MaxScanSize in clamd.conf (docs/operations.md)."
        )
    return ""


def _takes(scanner: Scanner, length: int) -> bool:
    try:
        scanner.check(bytes(length))
    except Refused:
        return False
    return True


def _asked(line: socket.socket, untrusted: bytes) -> bytes:
    """clamd(8), INSTREAM: each piece with its length before it in four bytes; a length of nothing ends."""
    line.sendall(b"zINSTREAM\0")
    for at in range(0, len(untrusted), _AT_ONCE):
        piece = untrusted[at : at + _AT_ONCE]
        line.sendall(len(piece).to_bytes(4) + piece)
    line.sendall(bytes(4))
    answer = b""
    while len(answer) < _LONGEST_ANSWER:
        came = line.recv(_LONGEST_ANSWER)
        if not came:
            break
        answer += came
    return answer.rstrip(b"\0\n")
