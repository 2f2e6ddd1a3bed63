"""What a report gives away about a person's gender: honorific, noun of role, given name; None where nothing."""

from __future__ import annotations

from spacy.tokens import Doc

from lagebild.reading.naming.given_names import gender_words
from lagebild.reading.naming.honorifics import HONORIFICS
from lagebild.reading.naming.names import fold_word
from lagebild.records import Actor

MOST_MENTIONS = 50  # mentions looked at for an honorific


def read_gender(doc: Doc, starts: dict[int, int], actor: Actor) -> str | None:
    """ "m" or "f" for a person, None without evidence or with evidence for both.

    `starts` maps the character where a token begins to the token's number.
    """
    if actor.kind != "person":
        return None
    titles = {_title_before(doc, starts.get(span.start)) for span in actor.mentions[:MOST_MENTIONS]} - {""}
    if titles:
        return titles.pop() if len(titles) == 1 else None
    nouns = gender_words()["role"]
    said = {nouns[word] for role in actor.roles for word in role.words.lower().split()[-3:] if word in nouns}
    first = {nouns[word] for role in actor.roles for word in role.words.lower().split()[:1] if word in nouns}
    said = first or said
    if len(said) == 1:
        return said.pop()
    words = actor.name.split()
    return (gender_words()["name"].get(fold_word(words[0])) or None) if len(words) > 1 else None


def _title_before(doc: Doc, token: int | None) -> str:
    """The gender of the honorific before a token, "" if there is none."""
    if token is None:
        return ""
    position = token - 1
    if position >= 0 and doc[position].text == ".":
        position -= 1
    return HONORIFICS.get(doc[position].lower_.rstrip("."), "") if position >= 0 else ""
