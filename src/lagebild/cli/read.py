"""`lagebild read`: reports into the store."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.progress import BarColumn, Progress, TextColumn

from lagebild.cli.terminal import (
    LanguageOption,
    PublishedOption,
    StoreOption,
    clean,
    hints_from,
    notices,
    output,
    settings_with,
)
from lagebild.ingest import Summary, read_sources, read_stale
from lagebild.store import open_store


def read(
    sources: Annotated[
        list[str] | None,
        typer.Argument(metavar="SOURCE...", help="Files, folders, addresses, feeds, WARC files; - is standard input."),
    ] = None,
    store: StoreOption = None,
    published: PublishedOption = None,
    language: LanguageOption = None,
    stale: Annotated[bool, typer.Option("--stale", help="Read again what older readers read.")] = False,
) -> None:
    """Read reports and keep them in the store; reading the same bytes twice changes nothing."""
    if not sources and not stale:
        raise typer.BadParameter("name at least one source, or use --stale", param_hint="SOURCE...")
    settings = settings_with(store)
    hints = hints_from(published, language, settings)
    with open_store(settings.store) as opened, _progress() as bar:
        task = bar.add_task("reading", total=None, name="")

        def advance(done: object) -> None:
            bar.update(task, advance=1, name=clean(str(getattr(done, "address", "")))[-60:])

        summaries = []
        if stale:
            summaries.append(read_stale(opened, settings, progress=advance))
        if sources:
            summaries.append(read_sources(sources, opened, settings, hints, by=settings.user, progress=advance))
    _close(summaries, settings.store)


def _progress() -> Progress:
    """A bar on standard error that leaves nothing behind."""
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed} {task.fields[name]}"))
    return Progress(*columns, console=notices(), transient=True)


def _close(summaries: list[Summary], store: str) -> None:
    """The closing count, a line for each failure, and the exit status."""
    failures = [failure for summary in summaries for failure in summary.failures]
    for failure in failures:
        notices().print(f"failed: {clean(failure.reason)}", markup=False, soft_wrap=True)
    stopped = [summary.stopped for summary in summaries if summary.stopped]
    counts = {
        "new": sum(s.new for s in summaries),
        "unchanged": sum(s.unchanged for s in summaries),
        "new version": sum(s.new_versions for s in summaries),
        "read again": sum(s.read_again for s in summaries),
        "failed": len(failures),
    }
    if not counts["read again"]:
        del counts["read again"]
    line = ", ".join(f"{count} {name}" for name, count in counts.items())
    output().print(f"{line} (in {store})", markup=False)
    for reason in stopped:
        notices().print(f"stopped early: {clean(reason)}", markup=False, soft_wrap=True)
    if failures or stopped:
        raise typer.Exit(1)
