"""A child that a stranger's bytes have taken over reaches nothing, keeps nothing and harms nothing else."""

import os
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

import pytest

from moderation.sanitise.refusals import Broken, Locked, TookTooLong
from moderation.sanitise.room.limits import MEBIBYTE, Limits
from moderation.sanitise.room.room import Room
from moderation.sanitise.room.walls import Strength, strongest
from moderation.sanitise.room.watch import family_of
from moderation.sanitise.room.wire import BadFrame, Json, Pixels, Unpacker
from tests.moderation.sanitise.attacks.tasks import TASKS

TESTS = Path(__file__).resolve().parents[2]
SMALL = Limits(seconds=20, memory_bytes=200 * MEBIBYTE, scratch_bytes=MEBIBYTE, processes=30)
PATIENT = replace(SMALL, seconds=80)
EACH = [Strength.BUBBLEWRAP, Strength.NAMESPACES, Strength.LIMITS]


def room(strength: Strength | None = None, limits: Limits = SMALL) -> Room:
    return Room(limits, strength=strength, tasks=TASKS, shown=(TESTS,))


def only(frames: object) -> Json:
    (frame,) = list(frames)  # type: ignore[call-overload]
    assert isinstance(frame, dict)
    return frame


def running(mark: str) -> list[int]:
    found = []
    for one in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if mark.encode() in one.read_bytes():
                found.append(int(one.parent.name))
        except OSError:
            continue
    return [pid for pid in found if pid != os.getpid()]


def gone(mark: str, within: float = 10) -> bool:
    until = time.monotonic() + within
    while running(mark) and time.monotonic() < until:
        time.sleep(0.05)
    return not running(mark)


def gone_process(pid: int, within: float = 10) -> bool:
    until = time.monotonic() + within
    while Path(f"/proc/{pid}").exists() and time.monotonic() < until:
        time.sleep(0.05)
    return not Path(f"/proc/{pid}").exists()


@pytest.mark.parametrize("strength", EACH)
def test_what_is_given_arrives_and_what_is_said_comes_back(strength: Strength) -> None:
    said, pixels = room(strength).run("echo", b"abc", b"", word="hello")
    assert said == {"lengths": [3, 0], "args": {"word": "hello"}}
    assert pixels == Pixels(2, 1, b"abcdef")


@pytest.mark.parametrize("strength", EACH)
def test_the_network_is_not_there(strength: Strength) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        said = only(room(strength).run("call", port=server.getsockname()[1]))
        assert len(said["failures"]) == 2  # type: ignore[arg-type]
        came, _, _ = select.select([server], [], [], 0)
    assert not came


@pytest.mark.parametrize("strength", EACH)
def test_neither_our_environment_nor_our_descriptors_go_along(
    strength: Strength, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("LETTERBOX_ROOT_KEY", "SECRETKEY")
    with (tmp_path / "keys").open("w") as held:
        os.set_inheritable(held.fileno(), True)
        said = only(room(strength).run("look_around", elsewhere=str(tmp_path)))
    assert "SECRETKEY" not in str(said["environment"])
    assert set(said["environment"]) <= {"PATH", "LANG", "LC_ALL", "HOME", "TMPDIR", "ROOM", "PWD"}  # type: ignore[call-overload]
    assert len(said["descriptors"]) <= 5  # type: ignore[arg-type]
    assert not Path(str(said["room"])).exists()


def test_with_bubblewrap_no_file_and_no_process_of_ours_is_seen_and_nothing_is_written(
    tmp_path: Path,
) -> None:
    said = only(room(Strength.BUBBLEWRAP).run("look_around", elsewhere=str(tmp_path)))
    assert said["elsewhere"] is False
    assert len(said["processes"]) <= 3  # type: ignore[arg-type]
    assert not (tmp_path / "written-from-the-room").exists()
    assert said["written"] == []


@pytest.mark.parametrize("strength", EACH)
def test_one_that_hangs_is_ended_with_all_it_started(strength: Strength) -> None:
    mark = f"mark-{strength}-{os.getpid()}"
    began = time.monotonic()
    with pytest.raises(TookTooLong):
        list(room(strength, Limits(seconds=3)).run("hang", mark=mark))
    assert time.monotonic() - began < 15
    assert gone(mark)


@pytest.mark.parametrize("hangs", [True, False], ids=["child hangs", "child is done"])
@pytest.mark.parametrize("keeps", ["pipe", "environment"])
@pytest.mark.parametrize("strength", EACH)
def test_what_left_the_family_holds_nobody_up_and_is_ended(
    strength: Strength, keeps: str, hangs: bool
) -> None:
    mark = f"mark-{strength}-{keeps}-{hangs}-{os.getpid()}"
    frames = room(strength, Limits(seconds=15)).run("leave", mark=mark, keeps=keeps, hangs=hangs)
    assert next(frames) == {"began": True}

    def to_the_end() -> None:
        with suppress(TookTooLong):
            list(frames)

    listener = threading.Thread(target=to_the_end, daemon=True)
    listener.start()
    listener.join(60)
    assert not listener.is_alive()
    assert gone(mark)


def test_one_that_is_left_early_is_ended_as_well() -> None:
    mark = f"mark-left-{os.getpid()}"
    frames = room().run("hang", mark=mark)
    assert next(frames) == {"began": True}
    assert running(mark)
    frames.close()  # type: ignore[attr-defined]
    assert gone(mark)


@pytest.mark.parametrize("strength", EACH)
def test_when_we_are_killed_so_is_the_child(strength: Strength) -> None:
    mark = f"mark-killed-{strength}-{os.getpid()}"
    start = (
        "import sys; from tests.moderation.sanitise.test_room import room, Strength;"
        f"frames = room(Strength({strength.value!r})).run('hang', mark={mark!r});"
        "print(next(frames), flush=True); input()"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", start], stdout=subprocess.PIPE, stdin=subprocess.PIPE, cwd=TESTS.parent
    )
    assert parent.stdout is not None
    assert b"began" in parent.stdout.readline()
    children = family_of(parent.pid)[1:]
    parent.kill()
    parent.communicate()
    if strength is not Strength.LIMITS:
        assert gone(mark)
        return
    assert gone_process(children[0])
    for pid in running(mark):  # what the child started lives on there, within its limits
        os.kill(pid, signal.SIGKILL)


def test_a_crash_is_a_broken_file() -> None:
    frames = room().run("crash")
    assert next(frames) == {"began": True}
    with pytest.raises(Broken):
        list(frames)


def test_the_end_of_a_child_that_did_not_say_it_was_done_is_not_an_end() -> None:
    with pytest.raises(Broken):
        list(room().run("stop_short"))


def test_a_refusal_is_passed_on_by_its_name() -> None:
    with pytest.raises(Locked):
        list(room().run("refuse"))


def test_one_process_gets_no_more_memory_than_its_bound() -> None:
    held: list[Json] = []
    with pytest.raises(TookTooLong):
        held.extend(one for one in room().run("eat_memory") if isinstance(one, dict))
    assert 50 < len(held) * 8 <= SMALL.memory_bytes // MEBIBYTE


def test_the_kernel_itself_refuses_more_memory() -> None:
    with pytest.raises(TookTooLong):
        list(room().run("eat_memory_at_once"))


def test_several_processes_together_get_no_more_either() -> None:
    began = time.monotonic()
    with pytest.raises(TookTooLong):
        list(room(limits=PATIENT).run("eat_memory_in_many"))
    assert time.monotonic() - began < PATIENT.seconds / 2


def test_no_more_processes_than_its_bound() -> None:
    began = time.monotonic()
    with pytest.raises(TookTooLong):
        list(room(limits=PATIENT).run("multiply"))
    assert time.monotonic() - began < PATIENT.seconds / 2


@pytest.mark.parametrize(("task", "args"), [("lie_about_pixels", {}), ("say_nonsense", {})])
def test_what_has_no_business_on_the_pipe_is_a_broken_file(task: str, args: dict[str, object]) -> None:
    with pytest.raises(Broken):
        list(room().run(task, **args))


def test_a_longer_answer_than_its_bound_is_a_broken_file() -> None:
    little = Limits(seconds=20, frame_bytes=1000)
    assert only(room(limits=little).run("say_too_much", length=900))
    with pytest.raises(Broken):
        list(room(limits=little).run("say_too_much", length=1000))


@pytest.mark.parametrize(
    "came",
    [
        b"J-0000001",
        b"X00000000",
        b"J00000002[]",
        b"J00000001{",
        b"P00000004abcd",
        b"P00000008\x00\x00\x00\x00\x00\x00\x00\x00",
        b"P0000000b\x00\x00\x00\x02\x00\x00\x00\x01abc",
    ],
)
def test_a_frame_that_is_not_one_is_told(came: bytes) -> None:
    with pytest.raises(BadFrame):
        list(Unpacker(1000, 10).take(came))


def test_no_more_frames_than_their_bound() -> None:
    unpacker = Unpacker(1000, 2)
    assert len(list(unpacker.take(b"J00000002{}" * 2))) == 2
    with pytest.raises(BadFrame):
        list(unpacker.take(b"J00000002{}"))


def test_the_strongest_that_can_be_built_is_taken_and_said() -> None:
    assert Room().strength is strongest()
