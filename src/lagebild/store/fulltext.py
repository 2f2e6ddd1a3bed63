"""The full-text index over the sentences of the newest versions: the one place that knows SQLite's FTS5.

The index, made by migration 0002, holds no text of its own (an FTS5 table without content): a sentence's words are a
slice of its version's text.  A row must be taken out with the very words it was put in with, so whoever changes
sentences does both in the transaction of the change.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, text

from lagebild.records import Hit

_PUT_IN = text("INSERT INTO sentence_index (rowid, words) VALUES (:key, :words)")
_TAKE_OUT = text("INSERT INTO sentence_index (sentence_index, rowid, words) VALUES ('delete', :key, :words)")
_SEARCH = text(
    """
    SELECT versions.report, versions.number, sentences.number AS sentence, found.rank
    FROM (
        SELECT rowid AS key, rank FROM sentence_index WHERE sentence_index MATCH :query ORDER BY rank LIMIT :limit
    ) AS found
    JOIN sentences ON sentences.key = found.key
    JOIN versions ON versions.key = sentences.version
    ORDER BY found.rank, found.key
    """
)


def put_in(connection: Connection, sentences: Iterable[tuple[int, str]]) -> None:
    """Index sentences, given as (key, words)."""
    if rows := [{"key": key, "words": words} for key, words in sentences]:
        connection.execute(_PUT_IN, rows)


def take_out(connection: Connection, sentences: Iterable[tuple[int, str]]) -> None:
    """Take sentences out again, with the words they were put in with."""
    if rows := [{"key": key, "words": words} for key, words in sentences]:
        connection.execute(_TAKE_OUT, rows)


def search_sentences(connection: Connection, terms: Sequence[str], limit: int, *, every: bool) -> tuple[Hit, ...]:
    """Sentences that hold any (or `every`) one of the terms, best first by BM25."""
    phrases = [quote_term(term) for term in terms if term.strip()]
    if not phrases or limit <= 0:
        return ()
    query = (" AND " if every else " OR ").join(phrases)
    rows = connection.execute(_SEARCH, {"query": query, "limit": limit})
    return tuple(Hit(report, version, sentence, rank) for report, version, sentence, rank in rows)


def quote_term(term: str) -> str:
    """The term as an FTS5 string: whatever it holds is data; several words are a phrase.

    NUL would end the query and half characters cannot be sent, so both become blanks, as the tokenizer sees them.
    """
    plain = term.replace("\0", " ").encode("utf-8", "replace").decode("utf-8")
    return '"' + plain.replace('"', '""') + '"'
