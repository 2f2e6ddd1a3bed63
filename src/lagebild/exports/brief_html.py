"""The brief as one HTML file that needs nothing else: no script, no font, no image from elsewhere.

Everything that comes from a report is escaped by Jinja2; a Content-Security-Policy in the page allows its own style
sheet, by hash, and nothing more.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from datetime import datetime
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from lagebild import __version__
from lagebild.exports.brief_copies import cut_copy
from lagebild.exports.brief_pages import Brief
from lagebild.exports.brief_types import mark_kind, view_type
from lagebild.exports.brief_words import KINDS, STATUSES
from lagebild.records import Answer, Situation

_UNMARKED = ("headline", "subheading", "caption", "teaser", "label")
_TEMPLATES = Environment(
    loader=PackageLoader("lagebild.exports", "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def render_brief_html(situation: Situation, made: datetime, title: str, answers: Sequence[Answer] = ()) -> str:
    """The brief as an HTML page; `made` is printed on it, so that the same situation gives the same bytes."""
    css = resources.files("lagebild.exports").joinpath("templates", "brief.css").read_text(encoding="utf-8")
    return _TEMPLATES.get_template("brief.html").render(
        brief=Brief(situation, made, title, answers),
        css=Markup(css),  # noqa: S704  # our own file, not input
        css_hash=hash_style(css),
        cut_copy=cut_copy,
        kinds=KINDS,
        statuses=STATUSES,
        unmarked=_UNMARKED,
        mark_kind=mark_kind,
        view_type=view_type,
        version=__version__,
    )


def hash_style(css: str) -> str:
    """The hash by which a Content-Security-Policy allows a style sheet that stands in the page."""
    return "sha256-" + base64.b64encode(hashlib.sha256(css.encode("utf-8")).digest()).decode("ascii")
