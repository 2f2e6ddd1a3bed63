"""The tables of a store, as the newest migration leaves them.

    blobs ──< additions >── versions >── reports        what came in, when and through whom; a report's versions
                               │
            readings, readers ─┤                        what the readers say of the whole text, and which they were
            sentences, statements, dates, actors ──< mentions, events, relations, links

Findings are numbered from 0 within their version, in the reading's order.  Lists that no query looks into (stretches of
text, roles) are JSON columns.  `sentence_index`, the full-text index over the sentences of the newest versions, is no
table of this metadata: `fulltext` keeps it.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.sql.schema import SchemaItem

from lagebild.store.times import ZonedTime

SCHEMA_TABLE = "lagebild_schema"
REVISIONS = ("0001", "0002")

metadata = MetaData()
LIST = JSON(none_as_null=True)

blobs = Table(
    "blobs",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("compressed", LargeBinary, nullable=False),
)

reports = Table(
    "reports",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("identity", Text, nullable=False, unique=True),
)

versions = Table(
    "versions",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("report", ForeignKey("reports.key"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("newest", Boolean, nullable=False),
    Column("added", ZonedTime, nullable=False),
    Column("text_sha256", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("id", Text, nullable=False),
    Column("url", Text),
    Column("outlet", Text),
    Column("title", Text),
    Column("authors", LIST, nullable=False),
    Column("published", ZonedTime),
    Column("published_at", BigInteger),
    Column("published_is_date", Boolean, nullable=False),
    Column("updated", ZonedTime),
    Column("language", Text),
    Column("parts", LIST, nullable=False),
    Column("declared", LIST, nullable=False),
    Column("pages", LIST, nullable=False),
    Column("stub", Boolean, nullable=False),
    Column("warnings", LIST, nullable=False),
    UniqueConstraint("report", "number", name="versions_numbered"),
    Index("versions_by_time", "newest", "published_at"),
    Index("versions_by_label", "id"),
    Index("versions_one_newest", "report", unique=True, sqlite_where=text("newest"), postgresql_where=text("newest")),
)

additions = Table(
    "additions",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("version", ForeignKey("versions.key"), nullable=False),
    Column("blob", ForeignKey("blobs.sha256"), nullable=False),
    Column("at", ZonedTime, nullable=False),
    Column("how", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("identity", Text),
    Column("media_type", Text),
    Column("fetched", ZonedTime),
    Column("headers", LIST, nullable=False),
    Index("additions_by_bytes", "blob"),
    Index("additions_by_version", "version"),
    Index("additions_by_address", "address"),
)

readings = Table(
    "readings",
    metadata,
    Column("version", ForeignKey("versions.key"), primary_key=True),
    Column("warnings", LIST, nullable=False),
    Column("text_type", Text, nullable=False),
    Column("declared", Text),
    Column("confidence", Double),
    Column("reasons", LIST, nullable=False),
)


def _findings(name: str, *columns: SchemaItem) -> Table:
    """A table of findings: each belongs to a version and has its number in the reading."""
    return Table(
        name,
        metadata,
        Column("version", ForeignKey("versions.key"), primary_key=True),
        Column("number", Integer, primary_key=True, autoincrement=False),
        *columns,
    )


readers = _findings("readers", Column("name", Text, nullable=False), Column("reader_version", Text, nullable=False))

sentences = Table(
    "sentences",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("version", ForeignKey("versions.key"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("reported", Boolean, nullable=False),
    Column("confidence", Double),
    UniqueConstraint("version", "number", name="sentences_numbered"),
)

statements = _findings(
    "statements",
    Column("id", Text, nullable=False),
    Column("source", LIST, nullable=False),
    Column("cue", LIST, nullable=False),
    Column("content", LIST, nullable=False),
    Column("quote", Text, nullable=False),
    Column("speaker", Text),
    Column("addressee", Text),
    Column("stance", Text, nullable=False),
    Column("certainty", Text, nullable=False),
    Column("serious", Boolean),
    Column("said", Text),
    Column("parent", Text),
    Column("confidence", Double, nullable=False),
)

dates = _findings(
    "dates",
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("type", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("alternatives", LIST, nullable=False),
)

actors = _findings(
    "actors",
    Column("id", Text, nullable=False),
    Column("name", Text, nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("country", Text),
    Column("sector", Text),
    Column("roles", LIST, nullable=False),
    Column("affiliations", LIST, nullable=False),
    Column("expert", Boolean, nullable=False),
)

mentions = _findings(
    "mentions",
    Column("actor", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
)

events = _findings(
    "events",
    Column("id", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("trigger", LIST, nullable=False),
    Column("mode", Text),
    Column("contexts", LIST, nullable=False),
    Column("actors", LIST, nullable=False),
    Column("recipients", LIST, nullable=False),
    Column("quantities", LIST, nullable=False),
    Column("date", Text),
    Column("place", LIST),
    Column("status", Text, nullable=False),
    Column("statement", Text),
    Column("confidence", Double, nullable=False),
)

relations = _findings(
    "relations",
    Column("type", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("object", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("since", Text),
    Column("until", Text),
    Column("statement", Text),
    Column("confidence", Double, nullable=False),
)

links = _findings(
    "links",
    Column("type", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("target", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
)

FINDINGS = (readings, readers, sentences, statements, dates, actors, mentions, events, relations, links)
