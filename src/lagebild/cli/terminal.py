"""What every verb prints with: consoles, options in common, and the cleaning of foreign text for a terminal."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import datetime
from typing import Annotated
from zoneinfo import ZoneInfo

import typer
from rich.console import Console
from rich.text import Text

from lagebild.errors import SettingsError
from lagebild.exports.brief_words import OPEN, STANCES
from lagebild.records import Certainty, Citation, Hints, Quotation, Stance
from lagebild.settings import Settings, load_settings
from lagebild.store import Store, open_store

StoreOption = Annotated[
    str | None, typer.Option("--store", metavar="FILE", help="The store to use.", show_default="lagebild.db")
]
PublishedOption = Annotated[
    str | None,
    typer.Option(metavar="TIME", help="When the reports were published (ISO 8601), where they do not say it."),
]
LanguageOption = Annotated[
    str | None, typer.Option(metavar="CODE", help="The reports' language (ISO 639-1), where they do not say it.")
]

# Colours beside the signs that page and terminal share, so that nothing hangs on colour alone.
STANCE_COLOURS: dict[Stance, str] = {
    "asserts": "green",
    "denies": "red",
    "doubts": "magenta",
    "expects": "cyan",
    "intends": "cyan",
    "demands": "yellow",
    "asks": "yellow",
    "concedes": "green",
    "declines": "bright_black",
    "unknown": "bright_black",
}
_WIDTH_OF_FILES = 120
_KEPT_CONTROLS = {"\n", "\t"}
_BIDI_CONTROLS = {*range(0x202A, 0x202F), *range(0x2066, 0x206A)}


def clean(text: str) -> str:
    """Foreign text made safe for a terminal, character for character, so that offsets stay true.

    Control characters (escape sequences among them) and overrides of the writing direction become U+FFFD.
    """
    return "".join("\ufffd" if _is_unsafe(character) else character for character in text)


def _is_unsafe(character: str) -> bool:
    code = ord(character)
    return (
        (code < 0x20 and character not in _KEPT_CONTROLS)
        or 0x7F <= code < 0xA0
        or code in _BIDI_CONTROLS
        or 0xD800 <= code < 0xE000
    )


def output() -> Console:
    """The console for what was asked for; lines of a file or pipe are wrapped at a fixed width, never cut."""
    return Console(highlight=False, width=None if sys.stdout.isatty() else _WIDTH_OF_FILES)


def notices() -> Console:
    """The console for progress and failures: standard error."""
    return Console(stderr=True, highlight=False)


def settings_with(store: str | None = None) -> Settings:
    """The settings, with what the command line says on top."""
    settings = load_settings()
    return settings if store is None else replace(settings, store=store)


def existing_store(store: str | None) -> Store:
    """The store that a verb reads from; StoreError when there is none yet."""
    return open_store(settings_with(store).store, create=False)


def need_words(given: str, name: str) -> None:
    """A usage error where an argument holds nothing that could be looked for."""
    if not any(character.isalnum() for character in given):
        raise typer.BadParameter("there is nothing in it to look for", param_hint=name)


def hints_from(published: str | None, language: str | None, settings: Settings) -> Hints:
    """What the command line says about the sources; SettingsError when it makes no sense."""
    if language is not None:
        language = language.strip().lower()
        if len(language) != 2 or not (language.isascii() and language.isalpha()):
            raise SettingsError("this is no code of ISO 639-1", f"--language {language}", "write it like en or de")
    if published is None:
        return Hints(language=language)
    try:
        time = datetime.fromisoformat(published)
    except ValueError:
        raise SettingsError(
            "this is no time in ISO 8601", f"--published {published}", "write it like 2022-12-22T18:58+01:00"
        ) from None
    return Hints(published=time if time.tzinfo else time.replace(tzinfo=ZoneInfo(settings.timezone)), language=language)


def say_when(time: datetime | None, date_only: bool = False) -> str:
    """A time for people: to the minute, with its zone; "undated" when there is none."""
    if time is None:
        return "undated"
    return f"{time:%Y-%m-%d}" if date_only else f"{time:%Y-%m-%d %H:%M %Z}".rstrip()


def say_where(citation: Citation) -> str:
    """Where a line stands: outlet or report, time, and the sentence's number as `show` prints it."""
    name = clean(citation.outlet or citation.report_id)
    page = f", p. {citation.page}" if citation.page is not None else ""
    return f"{name}, {say_when(citation.published)}{page} [{citation.key}:{citation.sentence + 1}]"


def say_stance(stance: Stance, certainty: Certainty, quote: Quotation | None, serious: bool | None) -> Text:
    """A stance as sign, word and colour, with what else is known of the statement."""
    sign, _ = STANCES[stance]
    extras = [quote] if quote else []
    if certainty in ("probable", "possible"):
        extras.append(certainty)  # type: ignore[arg-type]  # the list holds words for people
    words = Text(f"{sign} {stance}", style=STANCE_COLOURS[stance])
    if extras:
        words.append(f" · {' · '.join(extras)}", style="dim")
    if serious is False:
        words.append(" · not in earnest", style="bold magenta")
    elif serious is None:
        words.append(f" · {OPEN}", style="magenta")
    return words
