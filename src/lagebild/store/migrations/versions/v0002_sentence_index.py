"""The full-text index over the sentences of the newest versions, filled from what is stored."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_PER_VERSION = sa.text('SELECT key, "start", "end" FROM sentences WHERE version = :version')


def upgrade() -> None:
    """Make the index and put in every sentence of a newest version."""
    connection = op.get_bind()
    op.execute(
        "CREATE VIRTUAL TABLE sentence_index"
        " USING fts5 (words, content = '', tokenize = 'porter unicode61 remove_diacritics 2')"
    )
    put_in = sa.text("INSERT INTO sentence_index (rowid, words) VALUES (:key, :words)")
    for version in connection.execute(sa.text("SELECT key FROM versions WHERE newest")).scalars().all():
        query = sa.text("SELECT text FROM versions WHERE key = :version")
        text = connection.execute(query, {"version": version}).scalar_one()
        sentences = connection.execute(_PER_VERSION, {"version": version}).all()
        if sentences:
            connection.execute(put_in, [{"key": key, "words": text[start:end]} for key, start, end in sentences])
