"""Layouts that tell a text type by themselves: interview, live ticker, agency report, list, verse, press release."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lagebild.reading.genres.prose import Prose, load_patterns
from lagebild.records import Span

Found = tuple[float, tuple[Span, ...]]
NOTHING: Found = (0.0, ())
_TIME = re.compile(
    r"\W*(?:(?:Update|Aktualisiert)\W+)?(?:[01]?\d|2[0-3])[:.h][0-5]\d(?:\s?(?:Uhr|[ap]\.?m\.?|GMT|BST|ET|CET|CEST)\b|\b)",
    re.IGNORECASE,
)
_TURN_MARK = re.compile(r"(?:Q|A|Question|Answer|Frage|Antwort)\s?:\s")
_NAME_TURN = re.compile(r"([A-ZÄÖÜ][\w.’'-]*(?: [A-ZÄÖÜ][\w.’'-]*){0,3})\s?:\s")
_QUESTION = re.compile(r"\?[\"”“»'’)]*$")
_DATELINE = re.compile(
    r"(?:[A-ZÄÖÜ][\w.’'/ -]{1,40},? ?(?:[A-Z][a-z]+\.? \d{1,2} ?)?)?"
    r"\((?:Reuters|AP|AFP|dpa|dpa/\S{1,12}|APA|sda|epd|KNA|TASS|Xinhua|ANSA|EFE|PTI|Bloomberg"
    r"|[A-Z][\w ]{1,24} (?:Wire|Press|News))\)"
)
_AGENCY = re.compile(
    r"\b(?:dpa(?:-infocom|/\w{2,4})?|Agence France-Presse|Associated Press|\(?Reporting by\b|\(c\) dpa|© dpa"
    r"|The Canadian Press)\b"
)
_BULLET = re.compile(r"^(?:[•‣▪*–—-]|\d{1,3}[.)])\s")
_LAST_WORD = re.compile(r"[.!?…:;][\"”“»'’)]*$")
_RELEASE = re.compile(
    r"\bFOR IMMEDIATE RELEASE\b|\b(?:Media|Press) contact\b|\bPressekontakt\b|\bNotes to editors\b|^###$|^ENDS$",
    re.MULTILINE | re.IGNORECASE,
)
_LONGEST_QUESTION = 500
_ENDS = 300  # characters at either end of a text where an agency signs


def find_interview(prose: Prose) -> Found:
    """Turns of an interview: questions that stand alone and are answered in the first person, or names with colons."""
    blocks = sorted([*prose.paragraphs, *prose.headings[1:]])
    asked = [b for b in blocks if _asks(prose.text, b)]
    answers = [b for b, before in zip(blocks[1:], blocks) if _asks(prose.text, before) and not _asks(prose.text, b)]
    pattern = load_patterns(prose.language, "words")
    spoken = [
        b for b in answers if any(pattern[n].search(prose.text, *b) for n in ("first_person", "we_person", "address"))
    ]
    marked = [b for b in blocks if _TURN_MARK.match(prose.text, *b)]
    named = _name_turns(prose.text, blocks)
    if len(marked) >= 4 or len(named) >= 6:
        return min(1.0, max(len(marked), len(named)) / 8), tuple((marked or named)[:3])
    if len(spoken) < 2 or len(spoken) < 0.3 * len(answers):
        return NOTHING
    share = len(asked) / max(len(blocks), 1)
    return min(1.0, len(spoken) / 4) * min(1.0, share / 0.2), tuple(asked[:3])


def _asks(text: str, block: Span) -> bool:
    """Whether a block is a question and little else."""
    return block.end - block.start < _LONGEST_QUESTION and bool(_QUESTION.search(text[block.start : block.end]))


def _name_turns(text: str, blocks: Sequence[Span]) -> list[Span]:
    """The blocks that begin with one of two names and a colon, where these come by turns; no "Price: £40" of a list."""
    whole = (b for b in blocks if _LAST_WORD.search(text[b.start : b.end]))
    turns = [(m[1], b) for b in whole if (m := _NAME_TURN.match(text, *b))]
    counts: dict[str, int] = {}
    for name, _ in turns:
        counts[name] = counts.get(name, 0) + 1
    if sum(number >= 3 for number in counts.values()) < 2:
        return []
    return [b for name, b in turns if counts[name] >= 3]


def find_ticker(prose: Prose) -> Found:
    """Paragraphs or headings that begin with a time of day, as a live report sets before its entries."""
    blocks = sorted([*prose.paragraphs, *prose.headings])
    timed = [Span(b.start, m.end()) for b in blocks if (m := _TIME.match(prose.text, *b))]
    return (min(1.0, len(timed) / 5), tuple(timed[:3])) if len(timed) >= 2 else NOTHING


def find_agency(prose: Prose) -> Found:
    """A dateline with an agency, or the agency's mark, at the beginning or end of the text."""
    text = prose.text
    first = prose.paragraphs[0] if prose.paragraphs else Span(0, min(len(text), _ENDS))
    if match := _DATELINE.search(text, first.start, min(first.end, first.start + 120)):
        return 1.0, (Span(*match.span()),)
    for start, end in ((first.start, first.start + _ENDS), (max(0, len(text) - _ENDS), len(text))):
        if match := _AGENCY.search(text, start, end):
            return 1.0, (Span(*match.span()),)
    return NOTHING


def find_present_scene(prose: Prose) -> Found:
    """The share of the text's own sentences in which a person does something in the present tense."""
    if prose.doc is None or not prose.sentences:
        return NOTHING
    starts = {s.start for s in prose.sentences}
    places = []
    for sentence in prose.doc.sents:
        if sentence.start_char not in starts:
            continue
        root = sentence.root
        subject = next((t for t in root.lefts if t.dep_ == "nsubj"), None)
        if subject is None or root.tag_ not in ("VBZ", "VBP") or prose.voice[root.idx].isspace():
            continue
        if subject.lower_ in ("he", "she", "i") or subject.ent_type_ == "PERSON":
            places.append(Span(root.idx, root.idx + len(root)))
    return min(1.0, len(places) / len(prose.sentences) / 0.25), tuple(places[:3])


def find_lists(prose: Prose) -> Found:
    """The share of blocks that are items of a list or too short to be prose."""
    blocks = prose.paragraphs
    if len(blocks) < 4:
        return NOTHING
    items = [b for b in blocks if _BULLET.match(prose.text[b.start : b.end])]
    short = [b for b in blocks if b.end - b.start < 60 and not _LAST_WORD.search(prose.text[b.start : b.end])]
    found = items if len(items) >= len(short) else short
    share = len(found) / len(blocks)
    return (min(1.0, (share - 0.3) / 0.4), tuple(found[:3])) if share > 0.3 else NOTHING


def find_verse(prose: Prose) -> Found:
    """Short lines, most of which end in no full stop, though the text is not a list."""
    lines = [
        line for block in prose.paragraphs for line in prose.text[block.start : block.end].split("\n") if line.strip()
    ]
    if len(lines) < 6:
        return NOTHING
    short = sum(len(line) < 60 and not _BULLET.match(line) for line in lines) / len(lines)
    open_ended = sum(not _LAST_WORD.search(line.rstrip()) for line in lines) / len(lines)
    strength = 1.0 if short > 0.9 and open_ended > 0.4 else 0.0
    return strength, prose.paragraphs[:1] if strength else ()


def find_release(prose: Prose) -> Found:
    """The marks of a press release."""
    found = [Span(*match.span()) for match in _RELEASE.finditer(prose.text)]
    return min(1.0, len(found) / 1), tuple(found[:3])
