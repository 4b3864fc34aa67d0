"""What a decoder might do that a stranger's bytes have taken over; run inside the room."""

import ctypes
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import numpy

from moderation.sanitise.opening.office import open_office
from moderation.sanitise.refusals import Locked
from moderation.sanitise.room.wire import Frame, Pixels

_HERE = "tests.moderation.sanitise.attacks.tasks"
TASKS = {
    name: f"{_HERE}:{name}"
    for name in (
        "hang",
        "leave",
        "crash",
        "eat_memory",
        "eat_memory_in_many",
        "eat_memory_at_once",
        "multiply",
        "lie_about_pixels",
        "say_nonsense",
        "say_too_much",
        "stop_short",
        "refuse",
        "look_around",
        "call",
        "echo",
    )
}
MEGABYTE = 1024 * 1024


def hang(untrusted: Sequence[bytes], args: dict[str, object]) -> Iterator[Frame]:
    """Starts a grandchild that sleeps, tells its mark, and sleeps."""
    subprocess.Popen([sys.executable, "-c", f"import time; time.sleep(600) # {args['mark']}"])
    yield {"began": True}
    time.sleep(600)


def leave(untrusted: Sequence[bytes], args: dict[str, object]) -> Iterator[Frame]:
    """Starts a process that leaves the family and its session, keeps one thing (`keeps`), and sleeps."""
    words = [sys.executable, "-c", f"import time; time.sleep(600) # {args['mark']}"]
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            for at in range(3, 10):
                with suppress(OSError):
                    os.set_inheritable(at, args["keeps"] == "pipe")
            os.execve(words[0], words, os.environ if args["keeps"] == "environment" else {})
        os._exit(0)
    os.wait()
    yield {"began": True}
    if args["hangs"]:
        time.sleep(600)


def crash(untrusted: Sequence[bytes], args: dict[str, object]) -> Iterator[Frame]:
    yield {"began": True}
    ctypes.string_at(0)


def eat_memory(untrusted: Sequence[bytes], args: dict[str, object]) -> Iterator[Frame]:
    held = []
    while True:
        held.append(b"x" * (8 * MEGABYTE))
        yield {"held": len(held) * 8}


def eat_memory_at_once(untrusted: Sequence[bytes], args: dict[str, object]) -> Iterator[Frame]:
    """Asks for it in one go and leaves it untouched, so that nobody who only looks on sees it."""
    yield {"held": len(numpy.zeros(400 * MEGABYTE, numpy.uint8))}


def eat_memory_in_many(untrusted: Sequence[bytes], args: dict[str, object]) -> Iterator[Frame]:
    eat = "x = b'x' * (60 * 1024 * 1024); import time; time.sleep(600)"
    for _ in range(8):
        subprocess.Popen([sys.executable, "-I", "-c", eat])
    yield {"began": True}
    time.sleep(600)


def multiply(untrusted: Sequence[bytes], args: dict[str, object]) -> Iterator[Frame]:
    for _ in range(60):
        if os.fork() == 0:
            time.sleep(600)
    yield {"began": True}
    time.sleep(600)


def lie_about_pixels(untrusted: Sequence[bytes], args: dict[str, object]) -> Iterator[Frame]:
    yield Pixels(100_000, 100_000, bytes(30))


def say_nonsense(untrusted: Sequence[bytes], args: dict[str, object]) -> Iterator[Frame]:
    os.write(1, b"PPPPPPPPPPPPPPPPPPP")  # goes nowhere
    for at in range(3, 10):  # the pipe, wherever it is
        try:
            os.write(at, b"Jxxxxxxxx")
        except OSError:
            continue
    yield {"began": True}


def say_too_much(untrusted: Sequence[bytes], args: dict[str, object]) -> Iterator[Frame]:
    yield {"long": "x" * int(str(args["length"]))}


def stop_short(untrusted: Sequence[bytes], args: dict[str, object]) -> Iterator[Frame]:
    yield {"began": True}
    os._exit(0)


def refuse(untrusted: Sequence[bytes], args: dict[str, object]) -> Iterator[Frame]:
    yield {"began": True}
    raise Locked


def look_around(untrusted: Sequence[bytes], args: dict[str, object]) -> Iterator[Frame]:
    """What can be seen and written."""
    written = []
    for place in ("/", "/usr", "/etc", "/var/tmp", "/home", str(args["elsewhere"])):
        try:
            (Path(place) / "written-from-the-room").write_text("x")
        except OSError:
            continue
        written.append(place)
    yield {
        "environment": dict(os.environ),
        "descriptors": sorted(os.listdir("/proc/self/fd")),
        "processes": [one for one in os.listdir("/proc") if one.isdigit()],
        "elsewhere": Path(str(args["elsewhere"])).exists(),
        "written": written,
        "room": os.environ["ROOM"],
    }


def call(untrusted: Sequence[bytes], args: dict[str, object]) -> Iterator[Frame]:
    """Tries to reach a server on this machine by every family of sockets."""
    failures = []
    for family, place in ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")):
        try:
            with socket.socket(family) as line:
                line.settimeout(2)
                line.connect((place, int(str(args["port"]))))
                line.sendall(b"x")
        except OSError as failure:
            failures.append(type(failure).__name__)
    yield {"failures": failures}


def echo(untrusted: Sequence[bytes], args: dict[str, object]) -> Iterator[Frame]:
    yield {"lengths": [len(one) for one in untrusted], "args": args}
    yield Pixels(2, 1, b"abcdef")


def office_without(untrusted: Sequence[bytes], args: dict[str, object]) -> Iterator[Frame]:
    """Opens a letter where no program of the system is found."""
    os.environ["PATH"] = "/nowhere"
    yield from open_office(untrusted, args)
