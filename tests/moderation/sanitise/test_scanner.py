"""A real clamd with a signature of our own: what it knows is refused, and no clear answer is a refusal."""

import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from moderation.sanitise.making import make_safe
from moderation.sanitise.refusals import InfectedFile, ScannerAway
from moderation.sanitise.room.room import Room
from moderation.sanitise.scanner import Scanner, fault_of
from tests.moderation.sanitise.attacks.letters import docx

BAD = b"INVENTED-VIRUS-OF-THE-LETTERBOX-TESTS"
LONGEST = 1024 * 1024


@pytest.fixture(scope="module")
def clamd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Its socket. It knows one virus, and takes no stream longer than LONGEST."""
    folder = tmp_path_factory.mktemp("clamd")
    folder.chmod(0o755)
    (folder / "known").mkdir()
    (folder / "known" / "tests.ndb").write_text(f"Letterbox.Test:0:*:{BAD.hex()}\n")
    line = folder / "line"
    settings = (
        f"LocalSocket {line}\nDatabaseDirectory {folder / 'known'}\nForeground yes\nUser root\n"
        f"StreamMaxLength {LONGEST}\nTemporaryDirectory {folder}\nConcurrentDatabaseReload no\n"
    )
    (folder / "clamd.conf").write_text(settings)
    words = ["clamd", f"--config-file={folder / 'clamd.conf'}"]
    with subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        until = time.monotonic() + 60
        while not line.exists() and time.monotonic() < until:
            assert process.poll() is None
            time.sleep(0.05)
        yield line
        process.terminate()


def test_a_clean_file_passes_and_one_it_knows_does_not(clamd: Path) -> None:
    scanner = Scanner(str(clamd))
    scanner.check(b"Dear Carol")
    scanner.check(b"x" * 200_000)
    for infected in (BAD, b"Dear Carol " * 9000 + BAD, docx("Dear Carol", word_S_a__bin=BAD)):
        with pytest.raises(InfectedFile):
            scanner.check(infected)


def test_a_file_too_long_for_the_scanner_does_not_pass(clamd: Path) -> None:
    with pytest.raises(ScannerAway):
        Scanner(str(clamd)).check(b"x" * (LONGEST + 1))


def test_nothing_is_opened_before_it_was_found_clean(clamd: Path) -> None:
    nothing_can_be_opened = Room(tasks={})
    with pytest.raises(InfectedFile):
        make_safe(b"Dear Carol " + BAD, nothing_can_be_opened, Scanner(str(clamd)))
    with pytest.raises(KeyError):
        make_safe(b"Dear Carol", nothing_can_be_opened, Scanner(str(clamd)))


@pytest.mark.parametrize("address", ["/nowhere/at/all", "127.0.0.1:1", "nonsense:1"])
def test_a_scanner_that_is_not_there_lets_nothing_pass(address: str) -> None:
    with pytest.raises(ScannerAway):
        Scanner(address, seconds=2).check(b"Dear Carol")


@pytest.mark.parametrize(
    "answer", [b"", b"stream: ", b"stream: OK ERROR\0", b"INSTREAM size limit exceeded. ERROR\0", b"OK\0"]
)
def test_any_other_answer_lets_nothing_pass(answer: bytes) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        thread = threading.Thread(target=_answer_once, args=(server, answer))
        thread.start()
        with pytest.raises(ScannerAway):
            Scanner(f"127.0.0.1:{server.getsockname()[1]}", seconds=5).check(b"Dear Carol")
        thread.join()


def test_a_scanner_that_says_nothing_is_not_waited_for_for_ever() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as server, pytest.raises(ScannerAway):
        Scanner(f"127.0.0.1:{server.getsockname()[1]}", seconds=0.2).check(b"Dear Carol")


def _answer_once(server: socket.socket, answer: bytes) -> None:
    line, _ = server.accept()
    with line:
        heard = b""
        while not heard.endswith(bytes(4)):
            heard += line.recv(4096)
        line.sendall(answer)


def test_a_scanner_that_takes_less_than_our_longest_file_is_found_out(clamd: Path) -> None:
    scanner = Scanner(str(clamd))
    assert fault_of(scanner, LONGEST) == ""
    assert "does not take files of 2 MB" in fault_of(scanner, 2 * LONGEST)
    assert "gives no answer" in fault_of(Scanner("/nowhere/at/all"), LONGEST)
