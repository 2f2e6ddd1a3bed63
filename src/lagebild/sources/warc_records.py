"""WARC records: the archive cut into its records, so that a broken one does not take the others with it.

Each record of a compressed archive is a gzip member of its own (ISO 28500, annex D): after damage the next member that
opens with "WARC/" is looked for.  An archive that was compressed as a whole is read too, up to where it is damaged.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from typing import IO

from lagebild.errors import Unreadable

_CHUNK = 65_536
_MAGIC = b"\x1f\x8b\x08"
_MOST_HEADER = 65_536
_BROKEN_HEADER = "its header is broken"


def cut_records(stream: IO[bytes], limit: int) -> Iterator[bytes | str]:
    """The bytes of each record, or one line that says why it cannot be had; at most `limit` bytes of each are held."""
    compressed = _Compressed(stream)
    if not compressed.starts_with(_MAGIC[:2]):
        yield from _cut_plain(io.BufferedReader(_Rest(compressed), _CHUNK), limit)
        return
    while not compressed.is_done():
        try:
            yield from _cut_plain(io.BufferedReader(_Member(compressed), _CHUNK), limit)
        except Unreadable as error:
            yield error.what
            compressed.skip_to_member()


def _cut_plain(stream: IO[bytes], limit: int) -> Iterator[bytes | str]:
    """The records of an uncompressed archive."""
    line = stream.readline(_MOST_HEADER)
    while line:
        if not line.strip():
            line = stream.readline(_MOST_HEADER)
            continue
        header, length = _read_header(line, stream)
        if length is None:
            yield _BROKEN_HEADER
            line = _skip_to_record(stream, b"" if line.startswith(b"WARC/") else line)
            continue
        if length > limit:
            yield f"over the limit of {limit} bytes"
            _skip(stream, length)
        else:
            block = stream.read(length)
            yield header + block + b"\r\n\r\n" if len(block) == length else "it ends too early"
        line = stream.readline(_MOST_HEADER)


def _read_header(line: bytes, stream: IO[bytes]) -> tuple[bytes, int | None]:
    """The header of a record with its first line, and the length of its block (None when it does not say)."""
    if not line.startswith(b"WARC/"):
        return b"", None
    header, length = line, None
    while (line := stream.readline(_MOST_HEADER)).strip():
        header += line
        name, _colon, value = line.partition(b":")
        if name.strip().lower() == b"content-length" and value.strip().isdigit():
            length = int(value)
        if len(header) > _MOST_HEADER:
            return b"", None
    return header + b"\r\n", length


def _skip_to_record(stream: IO[bytes], line: bytes) -> bytes:
    """The first line of the next record, b"" when there is none."""
    while True:
        if line.startswith(b"WARC/") and len(line) < 20:
            return line
        line = stream.readline(_CHUNK)
        if not line:
            return b""


def _skip(stream: IO[bytes], length: int) -> None:
    """Read past this many bytes."""
    while length > 0 and (piece := stream.read(min(length, _CHUNK))):
        length -= len(piece)


class _Compressed:
    """The bytes of an archive that are not yet read, with those that were read too far."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self.ahead = b""

    def starts_with(self, magic: bytes) -> bool:
        """Whether the rest begins with these bytes."""
        return self._fill(len(magic)).startswith(magic)

    def is_done(self) -> bool:
        """Whether nothing is left but padding."""
        self.ahead = self.ahead.lstrip(b"\x00")
        return not self._fill(1).strip(b"\x00")

    def take(self) -> bytes:
        """The next bytes, b"" at the end."""
        piece, self.ahead = self.ahead, b""
        return piece or self._stream.read(_CHUNK)

    def skip_to_member(self) -> None:
        """Go on to where the next compressed record begins."""
        here = 1
        while True:
            found = self.ahead.find(_MAGIC, here)
            if found >= 0 and len(self._fill(found + 600)) > found and _opens_record(self.ahead[found : found + 600]):
                self.ahead = self.ahead[found:]
                return
            if found >= 0:
                here = found + 1
                continue
            piece = self._stream.read(_CHUNK)
            if not piece:
                self.ahead = b""
                return
            self.ahead, here = self.ahead[-2:] + piece, 0

    def _fill(self, size: int) -> bytes:
        while len(self.ahead) < size and (piece := self._stream.read(_CHUNK)):
            self.ahead += piece
        return self.ahead


def _opens_record(start: bytes) -> bool:
    """Whether compressed bytes unfold to the beginning of a record."""
    try:
        return zlib.decompressobj(wbits=31).decompress(start, 5) == b"WARC/"
    except zlib.error:
        return False


class _Rest(io.RawIOBase):
    """What is left of an archive, as it is."""

    def __init__(self, compressed: _Compressed) -> None:
        self._compressed = compressed

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # typeshed's buffer type is private
        piece = self._compressed.take()
        self._compressed.ahead = piece[len(buffer) :]
        piece = piece[: len(buffer)]
        buffer[: len(piece)] = piece
        return len(piece)


class _Member(io.RawIOBase):
    """The bytes inside the next gzip member of an archive.  Reading raises Unreadable where it is broken."""

    def __init__(self, compressed: _Compressed) -> None:
        self._compressed = compressed
        self._decoder = zlib.decompressobj(wbits=31)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # typeshed's buffer type is private
        while not self._decoder.eof:
            data = self._decoder.unconsumed_tail or self._compressed.take()
            try:
                piece = self._decoder.decompress(data, len(buffer))
            except zlib.error:
                self._compressed.ahead = data
                raise Unreadable("its gzip data are broken") from None
            if self._decoder.eof:
                self._compressed.ahead = self._decoder.unused_data
            if piece:
                buffer[: len(piece)] = piece
                return len(piece)
            if not data:
                raise Unreadable("it ends too early")
        return 0
