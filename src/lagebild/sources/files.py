"""Files, folders and standard input: bytes found on this machine."""

from __future__ import annotations

import io
import os
import stat
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, BinaryIO

from lagebild.errors import NotFound, TooLarge, Unreadable

_CHUNK = 65_536


def list_files(folder: Path) -> Iterator[Path]:
    """The files below a folder, sorted by path; hidden files and folders are skipped, links to folders not followed."""
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(here) / name for name in sorted(names) if not name.startswith("."))


def open_file(path: Path) -> BinaryIO:
    """The file, opened.  Raises NotFound or Unreadable with one line that says why."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise Unreadable("this is no ordinary file", str(path))
        return path.open("rb")
    except (FileNotFoundError, NotADirectoryError):
        raise NotFound("there is no such file", str(path)) from None
    except PermissionError:
        raise Unreadable("the file may not be read", str(path), "change its permissions") from None
    except (OSError, ValueError) as error:
        raise Unreadable(f"the file cannot be opened ({error})", str(path)) from None


def read_whole(stream: IO[bytes], address: str, limit: int) -> bytes:
    """All bytes of a stream.  Raises TooLarge when there are more than `limit`, Unreadable when reading fails."""
    try:
        raw = stream.read(limit + 1)
    except OSError as error:
        raise Unreadable(f"reading failed ({error.strerror or error})", address) from None
    if len(raw) > limit:
        raise TooLarge(f"over the limit of {limit} bytes", address, "raise max_bytes to read it")
    return raw


class GzipStream(io.RawIOBase):
    """The bytes inside a gzip stream, decompressed piece by piece so that memory stays bounded."""

    def __init__(self, stream: IO[bytes], address: str) -> None:
        self._stream = stream
        self._address = address
        self._decoder = zlib.decompressobj(wbits=31)
        self._ended = False

    def readable(self) -> bool:
        """A gzip stream can be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # typeshed's buffer type is private
        """Fill the buffer with decompressed bytes; 0 at the end.  Raises Unreadable when the stream is broken."""
        while not self._ended:
            compressed = self._decoder.unconsumed_tail or self._next_input()
            try:
                piece = self._decoder.decompress(compressed, len(buffer))
            except zlib.error:
                raise Unreadable("the gzip data are broken", self._address) from None
            if piece:
                buffer[: len(piece)] = piece
                return len(piece)
            if not compressed and not self._decoder.eof:
                raise Unreadable("the gzip data end too early", self._address)
        return 0

    def _next_input(self) -> bytes:
        """More compressed bytes; where one member of the archive ends, the next may begin."""
        data = self._decoder.unused_data if self._decoder.eof else b""
        if self._decoder.eof:
            data = data.lstrip(b"\x00") or self._stream.read(_CHUNK)
            if not data:
                self._ended = True
                return b""
            self._decoder = zlib.decompressobj(wbits=31)
        return data or self._stream.read(_CHUNK)


class Rewound(io.RawIOBase):
    """A stream whose first bytes were looked at, read from its beginning again."""

    def __init__(self, head: bytes, stream: IO[bytes]) -> None:
        self._head = head
        self._stream = stream

    def readable(self) -> bool:
        """A stream that was read from can be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # typeshed's buffer type is private
        """Fill the buffer from the head, then from the stream itself."""
        piece = self._head[: len(buffer)] or self._stream.read(len(buffer))
        self._head = self._head[len(piece) :]
        buffer[: len(piece)] = piece
        return len(piece)


def look_ahead(stream: IO[bytes], size: int) -> tuple[bytes, IO[bytes]]:
    """The first bytes of a stream, and the stream as if they had not been read."""
    head = b""
    while len(head) < size and (piece := stream.read(size - len(head))):
        head += piece
    return head, io.BufferedReader(Rewound(head, stream), _CHUNK)


def unfold_start(head: bytes) -> bytes:
    """What the first bytes of a gzip stream unfold to, as far as they are whole."""
    try:
        return zlib.decompressobj(wbits=31).decompress(head, _CHUNK)
    except zlib.error:
        return b""


def unfold_gzip(stream: IO[bytes], address: str) -> IO[bytes]:
    """The stream inside a gzip stream."""
    return io.BufferedReader(GzipStream(stream, address), _CHUNK)
