"""Large contents in chunks: what may be cut, moved, doubled or changed, and what is told."""

import subprocess
import sys
from collections.abc import Iterable

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st

from crypto.context import Context
from crypto.derivation import key_id_of, message_key
from crypto.errors import Altered, Truncated, UnknownFormat, WrongKey, WrongRecord
from crypto.header import Header, Kind
from crypto.stream import CHUNK_SIZE, MAX_CHUNK_SIZE, StreamSealer, seal_stream, unseal_stream
from tests.crypto.builders import KEY, OTHER_KEY, OTHER_PLACES, PLACE, flipped, raised

PREFIX = 22 + 4 + 32 + 32
CHUNK = 16
FRAME = 4 + CHUNK + 16


def sealed_in_chunks(plaintext: bytes, chunk_size: int = CHUNK) -> bytes:
    sealer = StreamSealer(KEY, PLACE, chunk_size)
    return sealer.update(plaintext) + sealer.finish()


def opened(pieces: Iterable[bytes]) -> bytes:
    return b"".join(unseal_stream(KEY, pieces, PLACE))


def pieces_of(sealed: bytes, size: int) -> list[bytes]:
    return [sealed[at : at + size] for at in range(0, len(sealed), size)]


def frames_of(sealed: bytes) -> tuple[bytes, list[bytes]]:
    return sealed[:PREFIX], pieces_of(sealed[PREFIX:], FRAME)


FOUR_CHUNKS = sealed_in_chunks(bytes(range(56)))


@given(
    pieces=st.lists(st.binary(max_size=40), max_size=12),
    chunk_size=st.integers(1, 50),
    again=st.integers(1, 100),
)
def test_any_pieces_in_any_pieces_out(pieces: list[bytes], chunk_size: int, again: int) -> None:
    sealer = StreamSealer(KEY, PLACE, chunk_size)
    sealed = b"".join(sealer.update(piece) for piece in pieces) + sealer.finish()
    assert opened(pieces_of(sealed, again)) == b"".join(pieces)


@pytest.mark.parametrize("length", [0, 1, 15, 16, 17, 31, 32, 33, 48])
def test_lengths_round_the_borders_of_chunks(length: int) -> None:
    sealed = sealed_in_chunks(bytes(length))
    assert opened([sealed]) == bytes(length)
    assert len(sealed) == PREFIX + length + 20 * max(1, -(-length // CHUNK))


@pytest.mark.parametrize("length", [0, 1, CHUNK_SIZE, 3 * CHUNK_SIZE, 3 * CHUNK_SIZE + 1])
def test_the_iterating_form_seals_the_same_way(length: int) -> None:
    plaintext = bytes(range(256)) * (length // 256) + bytes(length % 256)
    sealed = b"".join(seal_stream(KEY, pieces_of(plaintext, 100_000), PLACE))
    assert opened(pieces_of(sealed, 70_001)) == plaintext
    assert len(sealed) == PREFIX + length + 20 * max(1, -(-length // CHUNK_SIZE))


def test_a_buffer_that_is_filled_anew_does_not_change_what_was_taken() -> None:
    sealer, buffer = StreamSealer(KEY, PLACE, CHUNK), bytearray(b"first letter 123")
    sealed = sealer.update(buffer)
    buffer[:] = b"SECOND LETTER 45"
    sealed += sealer.update(memoryview(buffer)) + sealer.finish()
    assert opened([sealed]) == b"first letter 123SECOND LETTER 45"


@pytest.mark.parametrize("length", range(len(FOUR_CHUNKS)))
def test_cut_anywhere_the_end_is_missed(length: int) -> None:
    assert raised(lambda: opened([FOUR_CHUNKS[:length]])) is Truncated


def test_before_a_cut_only_whole_true_chunks_are_given() -> None:
    plaintexts = unseal_stream(KEY, [FOUR_CHUNKS[: PREFIX + 2 * FRAME + 5]], PLACE)
    assert next(plaintexts) + next(plaintexts) == bytes(range(32))
    with pytest.raises(Truncated):
        next(plaintexts)


def rearranged() -> dict[str, bytes]:
    prefix, frames = frames_of(FOUR_CHUNKS)
    one, two, three, last = frames
    other_prefix, (other, *_) = frames_of(sealed_in_chunks(bytes(range(56))))
    return {
        "two exchanged": prefix + two + one + three + last,
        "one left out": prefix + one + three + last,
        "first left out": prefix + two + three + last,
        "one doubled": prefix + one + one + two + three + last,
        "one from another stream": prefix + other + two + three + last,
        "under another stream's header": other_prefix + one + two + three + last,
        "last one doubled": FOUR_CHUNKS + last,
        "another whole stream behind": FOUR_CHUNKS + FOUR_CHUNKS,
        "one byte behind": FOUR_CHUNKS + b"\0",
        "the third marked as last": prefix + one + two + flipped(three, 0, 0x80),
        "the last not marked": prefix + one + two + three + flipped(last, 0, 0x80),
    }


@pytest.mark.parametrize(("name", "sealed"), rearranged().items(), ids=rearranged().keys())
@pytest.mark.parametrize("size", [1, 7, 10_000])
def test_every_rearrangement_is_refused(name: str, sealed: bytes, size: int) -> None:
    assert raised(lambda: opened(pieces_of(sealed, size))) is Altered, name


def expected_error(index: int) -> set[type[Exception]]:
    for end, errors in ((2, {UnknownFormat}), (6, {Altered}), (14, {WrongKey}), (22, {WrongRecord})):
        if index < end:
            return set(errors)
    last_head = PREFIX + 3 * FRAME
    if last_head <= index < last_head + 4:
        # The length of the last chunk: a longer one runs past the end before its seal can be tried.
        return {Altered, Truncated}
    return {Altered}


@pytest.mark.parametrize("bit", [1, 64])
def test_each_changed_byte_gives_the_error_of_its_place(bit: int) -> None:
    for index in range(len(FOUR_CHUNKS)):
        error = raised(opened, [flipped(FOUR_CHUNKS, index, bit)])
        assert error in expected_error(index), index


@pytest.mark.parametrize("place", OTHER_PLACES)
def test_it_opens_at_no_other_place(place: Context) -> None:
    assert raised(lambda: list(unseal_stream(KEY, [FOUR_CHUNKS], place))) is WrongRecord


def test_another_key_is_told_as_such() -> None:
    assert raised(lambda: list(unseal_stream(OTHER_KEY, [FOUR_CHUNKS], PLACE))) is WrongKey


@pytest.mark.parametrize("chunk_size", [0, -1, MAX_CHUNK_SIZE + 1])
def test_a_chunk_size_has_bounds(chunk_size: int) -> None:
    with pytest.raises(ValueError, match="1 MiB"):
        StreamSealer(KEY, PLACE, chunk_size)


@pytest.mark.parametrize("chunk_size", [0, MAX_CHUNK_SIZE + 1, 2**32 - 1])
def test_even_a_true_header_cannot_make_us_ask_for_more_memory(chunk_size: int) -> None:
    head = Header(Kind.STREAM, key_id_of(KEY), PLACE.digest()).pack() + chunk_size.to_bytes(4, "big")
    aes_key, commitment = message_key(KEY, bytes(32), head + PLACE.encode())
    frame_head = (1 << 31 | min(chunk_size, 5)).to_bytes(4, "big")
    frame = AESGCM(aes_key).encrypt(bytes(11) + b"\x01", bytes(min(chunk_size, 5)), frame_head)
    assert raised(opened, [head + bytes(32) + commitment + frame_head + frame]) is Altered


def test_a_finished_stream_takes_no_more() -> None:
    sealer = StreamSealer(KEY, PLACE)
    sealer.finish()
    with pytest.raises(ValueError, match="finished"):
        sealer.update(b"more")
    with pytest.raises(ValueError, match="finished"):
        sealer.finish()


def test_two_seals_of_the_same_share_nothing_after_the_chunk_size() -> None:
    first, second = sealed_in_chunks(bytes(56)), sealed_in_chunks(bytes(56))
    assert first[:26] == second[:26]
    starts = [26, 34, 58, PREFIX + 4, PREFIX + FRAME + 4, PREFIX + 2 * FRAME + 4]
    assert len({sealed[at : at + 8] for sealed in (first, second) for at in starts}) == 12


MEASURED = """
from pathlib import Path
from crypto.context import Context
from crypto.stream import seal_stream, unseal_stream

# The high-water mark of this process alone; getrusage would inherit that of the process which started it.
def peak_kib():
    return int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0])

place, key, piece = Context("photograph", "1", "a"), bytes(32), bytes(1024 * 1024)
before = peak_kib()
size = 0
for part in unseal_stream(key, seal_stream(key, (piece for _ in range(100)), place), place):
    size += len(part)
assert size == 100 * 1024 * 1024
print(peak_kib() - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="reads the memory of a process from /proc")
def test_a_hundred_megabytes_pass_through_constant_memory() -> None:
    run = subprocess.run([sys.executable, "-c", MEASURED], capture_output=True, text=True, check=True)
    assert int(run.stdout) < 32 * 1024
