"""Large contents, chunk by chunk, in constant memory: photographs, documents, backups.

The STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár, CRYPTO 2015): one key for the stream alone; the
nonce is the number of the chunk and a mark on the last one. A chunk that is changed, moved, doubled, left out
or taken from elsewhere does not open, and an end that is cut off is seen.
"""

import itertools
from collections.abc import Iterable, Iterator

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import constant_time
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from crypto.box import TAG_BYTES, new_salt
from crypto.context import Context
from crypto.derivation import COMMITMENT_BYTES, SALT_BYTES, key_id_of, message_key
from crypto.errors import Altered, Truncated
from crypto.header import HEADER_BYTES, Header, Kind, read_header

# Fastest where a chunk and its seal stay in the processor's cache and below malloc's mmap threshold (128
# KiB).
CHUNK_SIZE = 64 * 1024
# Bounds the memory that a hostile header can make an opener ask for.
MAX_CHUNK_SIZE = 1024 * 1024
_SIZE_BYTES = 4
_FRAME_HEAD_BYTES = 4
_LAST = 1 << 31
_HEAD_BYTES = HEADER_BYTES + _SIZE_BYTES
_SALT_END = _HEAD_BYTES + SALT_BYTES
_PREFIX_BYTES = _SALT_END + COMMITMENT_BYTES


def _nonce(number: int, last: bool) -> bytes:
    return number.to_bytes(11, "big") + (b"\x01" if last else b"\x00")


class StreamSealer:
    """Seals one stream: `update` as often as wanted, then `finish` once. Give out the bytes in order.

    The header comes with the first bytes given out. Holds back at most one chunk, because the last one is
    marked.
    """

    def __init__(self, key: bytes, context: Context, chunk_size: int = CHUNK_SIZE) -> None:
        """Raise ValueError unless the key has 32 bytes and the chunk size is from 1 byte to 1 MiB."""
        if not 1 <= chunk_size <= MAX_CHUNK_SIZE:
            raise ValueError("A chunk has from 1 byte to 1 MiB.")
        head = Header(Kind.STREAM, key_id_of(key), context.digest()).pack()
        head += chunk_size.to_bytes(_SIZE_BYTES, "big")
        salt = new_salt()
        aes_key, commitment = message_key(key, salt, head + context.encode())
        self._cipher = AESGCM(aes_key)
        self._chunk_size = chunk_size
        self._pieces = [head + salt + commitment]
        self._buffer = memoryview(bytearray(chunk_size))
        self._held = memoryview(b"")
        self._number = 0
        self._finished = False

    def update(self, data: bytes | bytearray | memoryview) -> bytes:
        """Take more plaintext, of any length; give what can be sealed already (often nothing)."""
        return b"".join(self.update_pieces(data))

    def finish(self) -> bytes:
        """Seal the last chunk and give it. Nothing may follow."""
        return b"".join(self.finish_pieces())

    def update_pieces(self, data: bytes | bytearray | memoryview) -> list[bytes]:
        """Do as `update`, but leave the pieces apart: joining them is a sixth of the time of sealing them."""
        self._refuse_if_finished()
        view = memoryview(data)
        while view:
            room = self._chunk_size - len(self._held)
            if not room:
                self._seal_held(last=False)
            elif self._held:
                self._gather(view[:room])
                view = view[room:]
            else:
                self._held = view[:room]
                view = view[room:]
        if not isinstance(data, bytes):
            # The caller may fill this buffer anew before the next call; bytes stay as they are.
            self._gather(memoryview(b""))
        return self._take_pieces()

    def finish_pieces(self) -> list[bytes]:
        """Do as `finish`, but leave the pieces apart."""
        self._refuse_if_finished()
        self._finished = True
        self._seal_held(last=True)
        return self._take_pieces()

    def _refuse_if_finished(self) -> None:
        if self._finished:
            raise ValueError("This stream is finished.")

    def _gather(self, part: memoryview) -> None:
        # A piece that is a whole chunk is sealed where it lies; only what straddles chunks is copied, once.
        filled, end = len(self._held), len(self._held) + len(part)
        if self._held.obj is not self._buffer.obj:
            self._buffer[:filled] = self._held
        self._buffer[filled:end] = part
        self._held = self._buffer[:end]

    def _seal_held(self, last: bool) -> None:
        frame_head = (len(self._held) | (_LAST if last else 0)).to_bytes(_FRAME_HEAD_BYTES, "big")
        self._pieces.append(frame_head)
        self._pieces.append(self._cipher.encrypt(_nonce(self._number, last), self._held, frame_head))
        self._held = memoryview(b"")
        self._number += 1

    def _take_pieces(self) -> list[bytes]:
        pieces, self._pieces = self._pieces, []
        return pieces


def seal_stream(key: bytes, chunks: Iterable[bytes], context: Context) -> Iterator[bytes]:
    """Seal an iterable of plaintext pieces of any size; memory in use does not grow with the content."""
    sealer = StreamSealer(key, context)
    for chunk in chunks:
        yield from sealer.update_pieces(chunk)
    yield from sealer.finish_pieces()


class _Source:
    """Gives exactly as many bytes as asked for, out of pieces of any size; fewer only at the end."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = iter(pieces)
        self._view = memoryview(b"")

    def take(self, size: int) -> memoryview | bytes:
        first = self._next(size)
        if len(first) == size:
            return first
        # Joined at the end: one copy into memory of the right size, and it need not be cleared before.
        gathered, missing = [first], size - len(first)
        while missing and first:
            first = self._next(missing)
            gathered.append(first)
            missing -= len(first)
        return b"".join(gathered)

    def _next(self, most: int) -> memoryview:
        while not self._view:
            piece = next(self._pieces, None)
            if piece is None:
                break
            self._view = memoryview(piece)
        taken, self._view = self._view[:most], self._view[most:]
        return taken


def _open_prefix(key: bytes, source: _Source, context: Context) -> tuple[AESGCM, int]:
    prefix = bytes(source.take(_PREFIX_BYTES))
    header = read_header(Kind.STREAM, prefix)
    if len(prefix) < _PREFIX_BYTES:
        raise Truncated
    header.check_key(key_id_of(key))
    header.check_record(context)
    head, salt, commitment = prefix[:_HEAD_BYTES], prefix[_HEAD_BYTES:_SALT_END], prefix[_SALT_END:]
    aes_key, expected = message_key(key, salt, head + context.encode())
    if not constant_time.bytes_eq(commitment, expected):
        raise Altered
    chunk_size = int.from_bytes(head[HEADER_BYTES:], "big")
    if not 1 <= chunk_size <= MAX_CHUNK_SIZE:
        raise Altered
    return AESGCM(aes_key), chunk_size


def _open_chunk(cipher: AESGCM, source: _Source, number: int, chunk_size: int) -> tuple[bytes, bool]:
    frame_head = source.take(_FRAME_HEAD_BYTES)
    if len(frame_head) < _FRAME_HEAD_BYTES:
        raise Truncated
    word = int.from_bytes(frame_head, "big")
    size, last = word & ~_LAST, bool(word & _LAST)
    if size > chunk_size or (size < chunk_size and not last):
        raise Altered
    sealed = source.take(size + TAG_BYTES)
    if len(sealed) < size + TAG_BYTES:
        raise Truncated
    try:
        return cipher.decrypt(_nonce(number, last), sealed, frame_head), last
    except InvalidTag:
        raise Altered from None


def unseal_stream(key: bytes, chunks: Iterable[bytes], context: Context) -> Iterator[bytes]:
    """Open a sealed stream that comes in pieces of any size; give only plaintext that was authenticated.

    What is given before the end is genuine, but whether it is *all* is known only when the iterator ends
    without an error: until then nothing that depends on the whole may be done with it.
    Raises (while iterating) UnknownFormat, Truncated, WrongKey, WrongRecord or Altered (also for bytes after
    the end).
    """
    source = _Source(chunks)
    cipher, chunk_size = _open_prefix(key, source, context)
    for number in itertools.count():
        plaintext, last = _open_chunk(cipher, source, number, chunk_size)
        if not last:
            yield plaintext
            continue
        if source.take(1):
            raise Altered
        yield plaintext
        return
