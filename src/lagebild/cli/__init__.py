"""The command line: one file for each verb, which parses, calls one library function and renders.

Exit status: 0 when all went well, 1 when some inputs failed, 2 for a usage error.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterable
from importlib import import_module

import typer
from typer.exceptions import TyperException

from lagebild import __version__
from lagebild.errors import LagebildError, SettingsError

VERBS = (
    "read",
    "annotate",
    "show",
    "who",
    "timeline",
    "disputes",
    "changes",
    "ask",
    "brief",
    "export",
    "schema",
    "demo",
)
USAGE = 2
FAILED = 1
INTERRUPTED = 130


def build_app(verbs: Iterable[str] = VERBS) -> typer.Typer:
    """The program with these verbs; each is imported only here, since parsing a language takes seconds to load."""
    app = typer.Typer(
        name="lagebild",
        help="Reads news reports and shows what is going on: what is stated, by whom, and where it is written.",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_take_options)
    for verb in verbs:
        app.command()(getattr(import_module(f"lagebild.cli.{verb}"), verb))
    return app


def _print_version(wanted: bool) -> None:
    """Print the version and end."""
    if wanted:
        typer.echo(f"lagebild {__version__}")
        raise typer.Exit


def _take_options(
    debug: bool = typer.Option(False, "--debug", help="Show a traceback when something goes wrong."),
    version: bool = typer.Option(False, "--version", callback=_print_version, is_eager=True, help="Show the version."),
) -> None:
    """Read news reports and show what is going on: what is stated, by whom, and where it is written."""


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and end the process with its exit status; errors are one line on standard error."""
    given = sys.argv[1:] if arguments is None else arguments
    for noisy in ("trafilatura", "htmldate", "pypdf", "warcio"):
        logging.getLogger(noisy).setLevel(logging.CRITICAL)
    if "--debug" in given:
        logging.basicConfig(level=logging.WARNING)
        logging.getLogger("lagebild").setLevel(logging.DEBUG)
    sys.exit(_run(given))


def _run(arguments: list[str]) -> int:
    """The exit status of one call."""
    named = next((argument for argument in arguments if argument in VERBS), None)
    try:
        return build_app((named,) if named else VERBS)(arguments, standalone_mode=False) or 0
    except TyperException as error:
        _complain_of_usage(error, arguments)
        return USAGE
    except BrokenPipeError:
        sys.stderr.close()  # whoever read our output has stopped, and Python would complain of it once more at the end
        return 0
    except (typer.Abort, KeyboardInterrupt):
        _complain("interrupted")
        return INTERRUPTED
    except Exception as error:  # the border of the program
        if "--debug" in arguments:
            raise
        return _explain(error)


def _complain_of_usage(error: TyperException, arguments: list[str]) -> None:
    """One line on what was wrong with the call; the whole help when nothing was asked."""
    if not arguments:
        print(error.format_message())
        return
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "lagebild"
    said = error.format_message().replace("Value error, ", "").rstrip(".")  # the checker's own name for what is wrong
    _complain(f"{said}. See '{command} --help'.")


def _explain(error: Exception) -> int:
    """One line on an error, and the exit status; whatever is no LagebildError is a defect of the program."""
    if isinstance(error, LagebildError):
        _complain(str(error))
        return USAGE if isinstance(error, SettingsError) else FAILED
    _complain(f"unexpected {type(error).__name__}: {error}; `lagebild --debug VERB …` shows where")
    return FAILED


def _complain(message: str) -> None:
    """One line on standard error."""
    print("lagebild:", " ".join(message.split()), file=sys.stderr)
