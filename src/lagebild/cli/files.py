"""Writing results to a file or to standard output."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path

from lagebild.errors import LagebildError


def write_lines(lines: Iterable[str], path: Path | None) -> None:
    """Write lines to a file, whole or not at all, or to standard output when `path` is None."""
    if path is None:
        for line in lines:
            sys.stdout.write(line + "\n")
        sys.stdout.flush()
        return
    partial = path.with_name(path.name + ".part")
    try:
        with partial.open("w", encoding="utf-8", errors="replace") as file:
            file.writelines(line + "\n" for line in lines)
        os.replace(partial, path)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise LagebildError(f"cannot be written: {error.strerror}", str(path), "choose another place") from None
