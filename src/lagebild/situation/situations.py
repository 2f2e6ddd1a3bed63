"""Many readings to one picture of what is going on."""

from __future__ import annotations

from collections.abc import Iterable

from lagebild.records import Situation, Stored
from lagebild.situation.disputes import find_disputes
from lagebild.situation.figures import gather_figures
from lagebild.situation.key_points import gather_key_points
from lagebild.situation.said import gather_said, time_of
from lagebild.situation.timeline import draw_timeline


def draw_situation(stored: Iterable[Stored]) -> Situation:
    """The situation as the reports give it, from records alone; of each report the latest version given counts.

    Reports are ordered by publication, the undated last.
    """
    latest: dict[int, Stored] = {}
    for one in stored:
        if one.key not in latest or latest[one.key].version < one.version:
            latest[one.key] = one
    reports = tuple(sorted(latest.values(), key=lambda s: (time_of(s.reading.report.published), s.key)))
    figures = gather_figures(reports)
    said = gather_said(reports, figures)
    return Situation(
        reports=reports,
        figures=figures,
        said=said,
        disputes=find_disputes(reports, figures, said),
        timeline=draw_timeline(reports),
        key_points=gather_key_points(reports),
    )
