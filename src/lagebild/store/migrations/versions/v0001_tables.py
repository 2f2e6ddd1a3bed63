"""The tables of reports, their versions and bytes, and everything found in them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.sql.schema import SchemaItem

revision = "0001"
down_revision = None

LIST = sa.JSON(none_as_null=True)


def upgrade() -> None:
    """Make the tables."""
    _make_reports()
    _make_versions()
    _make_additions()
    _make_whole_text_findings()
    _make_passages()
    _make_actors()
    _make_events()


def _text(name: str, *, required: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=not required)


def _list(name: str, *, required: bool = True) -> sa.Column[object]:
    return sa.Column(name, LIST, nullable=not required)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False)


def _flag(name: str, *, required: bool = True) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean, nullable=not required)


def _confidence(*, required: bool = True) -> sa.Column[float]:
    return sa.Column("confidence", sa.Double, nullable=not required)


def _make_findings(name: str, *columns: SchemaItem) -> None:
    op.create_table(
        name,
        sa.Column("version", sa.Integer, sa.ForeignKey("versions.key"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        *columns,
    )


def _make_reports() -> None:
    op.create_table(
        "blobs",
        sa.Column("sha256", sa.Text, primary_key=True),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("compressed", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "reports",
        sa.Column("key", sa.Integer, primary_key=True),
        sa.Column("identity", sa.Text, nullable=False, unique=True),
    )


def _make_versions() -> None:
    op.create_table(
        "versions",
        sa.Column("key", sa.Integer, primary_key=True),
        sa.Column("report", sa.Integer, sa.ForeignKey("reports.key"), nullable=False),
        _number("number"),
        _flag("newest"),
        _text("added", required=True),
        _text("text_sha256", required=True),
        _text("text", required=True),
        _text("id", required=True),
        _text("url"),
        _text("outlet"),
        _text("title"),
        _list("authors"),
        _text("published"),
        sa.Column("published_at", sa.BigInteger),
        _flag("published_is_date"),
        _text("updated"),
        _text("language"),
        _list("parts"),
        _list("declared"),
        _list("pages"),
        _flag("stub"),
        _list("warnings"),
        sa.UniqueConstraint("report", "number", name="versions_numbered"),
    )
    op.create_index("versions_by_time", "versions", ["newest", "published_at"])
    op.create_index("versions_by_label", "versions", ["id"])
    newest = sa.text("newest")
    op.create_index(
        "versions_one_newest", "versions", ["report"], unique=True, sqlite_where=newest, postgresql_where=newest
    )


def _make_additions() -> None:
    op.create_table(
        "additions",
        sa.Column("key", sa.Integer, primary_key=True),
        sa.Column("version", sa.Integer, sa.ForeignKey("versions.key"), nullable=False),
        sa.Column("blob", sa.Text, sa.ForeignKey("blobs.sha256"), nullable=False),
        _text("at", required=True),
        _text("how", required=True),
        _text("by", required=True),
        _text("address", required=True),
        _text("identity"),
        _text("media_type"),
        _text("fetched"),
        _list("headers"),
    )
    op.create_index("additions_by_bytes", "additions", ["blob"])
    op.create_index("additions_by_version", "additions", ["version"])
    op.create_index("additions_by_address", "additions", ["address"])


def _make_whole_text_findings() -> None:
    op.create_table(
        "readings",
        sa.Column("version", sa.Integer, sa.ForeignKey("versions.key"), primary_key=True),
        _list("warnings"),
        _text("text_type", required=True),
        _text("declared"),
        _confidence(required=False),
        _list("reasons"),
    )
    _make_findings("readers", _text("name", required=True), _text("reader_version", required=True))


def _make_passages() -> None:
    op.create_table(
        "sentences",
        sa.Column("key", sa.Integer, primary_key=True),
        sa.Column("version", sa.Integer, sa.ForeignKey("versions.key"), nullable=False),
        _number("number"),
        _number("start"),
        _number("end"),
        _text("kind", required=True),
        _flag("reported"),
        _confidence(required=False),
        sa.UniqueConstraint("version", "number", name="sentences_numbered"),
    )
    _make_findings(
        "statements",
        _text("id", required=True),
        _list("source"),
        _list("cue"),
        _list("content"),
        _text("quote", required=True),
        _text("speaker"),
        _text("addressee"),
        _text("stance", required=True),
        _text("certainty", required=True),
        _flag("serious", required=False),
        _text("said"),
        _text("parent"),
        _confidence(),
    )
    _make_findings(
        "dates",
        _number("start"),
        _number("end"),
        _text("type", required=True),
        _text("value", required=True),
        _list("alternatives"),
    )


def _make_actors() -> None:
    _make_findings(
        "actors",
        _text("id", required=True),
        _text("name", required=True),
        _text("kind", required=True),
        _text("country"),
        _text("sector"),
        _list("roles"),
        _list("affiliations"),
        _flag("expert"),
    )
    op.create_index("ix_actors_name", "actors", ["name"])
    _make_findings("mentions", _number("actor"), _number("start"), _number("end"))
    _make_findings(
        "relations",
        _text("type", required=True),
        _text("subject", required=True),
        _text("object", required=True),
        _number("start"),
        _number("end"),
        _text("since"),
        _text("until"),
        _text("statement"),
        _confidence(),
    )


def _make_events() -> None:
    _make_findings(
        "events",
        _text("id", required=True),
        _text("type", required=True),
        _list("trigger"),
        _text("mode"),
        _list("contexts"),
        _list("actors"),
        _list("recipients"),
        _list("quantities"),
        _text("date"),
        _list("place", required=False),
        _text("status", required=True),
        _text("statement"),
        _confidence(),
    )
    _make_findings(
        "links",
        _text("type", required=True),
        _text("source", required=True),
        _text("target", required=True),
        _number("start"),
        _number("end"),
    )
