"""The speaker behind the source of each statement, and to whom it was said.

A name resolves to its actor, a pronoun by `pronouns`, a role ("the foreign minister") to the only person of the report
who was introduced with it, "I" and "we" inside a quotation to whoever speaks the quotation, outside to the author, an
actor without a name where the text names none.  Words for somebody unnamed ("two officials familiar with the matter")
become an actor of their own and are never merged into a person.  Where the evidence is thin the speaker stays None.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from dataclasses import replace

from spacy.tokens import Token

from lagebild.reading.naming.countries import find_country
from lagebild.reading.naming.roles import read_role
from lagebild.reading.parsed import Parsed, Reader
from lagebild.reading.references.allusions import find_alluded, find_parents, find_pronouns, find_works, note_phrases
from lagebild.reading.references.bodies import BodyFinder, find_fuller_bodies
from lagebild.reading.references.conversations import Conversation, is_answer, is_label, is_question
from lagebild.reading.references.descriptions import Describer, find_declared_author
from lagebild.reading.references.letters import Letters
from lagebild.reading.references.pronouns import Resolver
from lagebild.reading.references.several import find_antecedent_noun, find_taken_up, span_of_noun
from lagebild.reading.references.sources import MentionIndex, Source, TokenIndex, read_source
from lagebild.reading.references.strangers import Cast
from lagebild.reading.statements.quotations import find_quotes
from lagebild.reading.tables import read_words
from lagebild.records import Actor, Reading, Report, Span, Statement

_MOST_AROUND = 50  # contents before a place that are looked at for one that surrounds it
_LEAD_PARTS = 2
_TELLING = read_words("telling")


def read_speakers(parsed: Parsed, reading: Reading) -> Reading:
    """The reading with speaker and addressee of each statement, and with the unnamed speakers among its actors."""
    if parsed.doc is None or not reading.statements:
        return reading
    finder = _Finder(parsed, reading)
    found: dict[str, tuple[str | None, str | None]] = {}
    later: list[tuple[Statement, Source]] = []
    for statement in sorted(reading.statements, key=_first_place):
        finder.follow_pronouns(_first_place(statement))
        source = read_source(finder.tokens, finder.mentions, statement.source)
        if source is not None and source.sort == "first person":
            later.append((statement, source))
        speaker = finder.find_speaker(statement, source)
        found[statement.id] = (speaker, finder.find_addressee(statement))
    outer = _OuterSpeakers(reading.statements, {key: value[0] for key, value in found.items()})
    for statement, source in later:
        spoken = outer.find(statement, source.span)
        if spoken is None and outer.is_narrated(statement, source.span):
            spoken = finder.letters.find_writer(source.span.start) or finder.describer.author
            spoken = spoken or finder.find_narrator(source)
        found[statement.id] = (spoken, found[statement.id][1])
    statements = tuple(
        replace(s, speaker=found[s.id][0], addressee=found[s.id][1] or s.addressee) for s in reading.statements
    )
    return replace(reading, statements=statements, actors=finder.cast.actors())


def _first_place(statement: Statement) -> int:
    spans = (*statement.source, *statement.cue, *statement.content)
    return min((span.start for span in statement.source or spans), default=0)


def _find_lead(report: Report) -> int:
    """Where the lead ends: the headline and the first block of the body, in which people appear before their names."""
    return report.parts[_LEAD_PARTS - 1].end if len(report.parts) > _LEAD_PARTS else 0


class _Finder:
    """Everything that finding a speaker looks at, for one report."""

    def __init__(self, parsed: Parsed, reading: Reading) -> None:
        assert parsed.doc is not None
        self.tokens = TokenIndex(parsed.doc)
        self.mentions = MentionIndex(reading.actors)
        self.resolver = Resolver(parsed.report, parsed.doc, reading.actors)
        self.cast = Cast(reading.actors, parsed.report.text)
        self.describer = Describer(parsed.report, parsed.doc, reading.actors, self.resolver)
        self._fuller = self._find_fuller(reading.actors)
        self._bodies = BodyFinder(reading.actors, self._fuller)
        self._works = find_works(parsed.doc, self.mentions, self._fuller)
        self._parents = find_parents(parsed.doc, self.mentions)
        quotes = find_quotes(parsed.report.text, parsed.report.parts)
        asked = Cast(reading.actors, parsed.report.text)
        note_phrases(parsed.doc, quotes, asked, self._parents, self.resolver)
        self._pronouns = deque(find_pronouns(parsed.doc, quotes))
        self.letters = Letters(parsed.report, reading.actors)
        self._conversation = Conversation(parsed.report, reading.actors)
        self._first_answer = min(
            (s.content[0].start for s in reading.statements if is_answer(parsed.report, s)), default=0
        )
        self._report = parsed.report
        self._lead = _find_lead(parsed.report)
        self._text = parsed.report.text

    def _find_fuller(self, actors: tuple[Actor, ...]) -> dict[str, str]:
        """The actor of the longer name for each short name that takes one up."""
        found = find_fuller_bodies(actors)
        named = {a.id: self.describer.find_fuller(a) for a in actors}
        found.update({short: full for short, full in named.items() if full is not None})
        for short, full in found.items():
            self.cast.take_over(full, short)
        return found

    def follow_pronouns(self, end: int) -> None:
        """Resolves what "he" and "she" mean up to a place, so that later ones can take it up."""
        while self._pronouns and self._pronouns[0].idx < end:
            pronoun = self._pronouns.popleft()
            self.resolver.resolve(pronoun.lower_, pronoun.idx, ())

    def find_speaker(self, statement: Statement, source: Source | None) -> str | None:
        """The actor who makes a statement, None when there is no source or it stays open; not for the first person."""
        speaker = self._find(statement, source)
        return self._fuller.get(speaker, speaker) if speaker is not None else None

    def _find(self, statement: Statement, source: Source | None) -> str | None:
        if is_answer(self._report, statement):
            return self._conversation.find_answerer(self._first_answer)
        if is_question(self._report, statement) or source is None or source.head is None:
            return None
        if source.sort in ("first person", "nobody"):
            return None
        if source.sort == "pronoun":
            return self._find_meant(source.head, source, statement)
        speaker = self._find_labelled(source, statement) or self._find_by_sort(source.head, source, statement)
        if speaker is not None:
            self.resolver.note(source.span.start, speaker, self.cast.stands_as(speaker))
        return speaker

    def _find_meant(self, pronoun: Token, source: Source, statement: Statement) -> str | None:
        """Whom a pronoun means: somebody near, else what the one noun before it stands for."""
        choice = self.resolver.resolve(pronoun.lower_, pronoun.idx, statement.content)
        if choice is None:
            noun = find_taken_up(pronoun)
            return self._find_noun(noun, source.span) if noun is not None else None
        self.cast.take_pronoun(choice.actor, source.span)
        self.resolver.note(pronoun.idx, choice.actor, self.cast.kind(choice.actor))
        return choice.actor

    def _find_by_sort(self, head: Token, source: Source, statement: Statement) -> str | None:
        """Whom a name, "who" or a description stands for."""
        if source.sort == "name":
            words = self.tokens.within(source.span)
            return self.describer.find_by_name(words, source.actor) or source.actor
        return self._find_antecedent(head) if source.sort == "relative" else self._find_described(source, statement)

    def _find_labelled(self, source: Source, statement: Statement) -> str | None:
        """The person whose family name is the label of a transcript, in capitals before a colon, or None."""
        if not is_label(self._report, statement):
            return None
        return self._conversation.find_labelled(self._text[source.span.start : source.span.end].strip(" ,.:;\n"))

    def _find_described(self, source: Source, statement: Statement) -> str | None:
        """A capital or state as source, a person by role, else somebody unnamed."""
        assert source.head is not None
        spelled = self._text[source.span.start : source.span.end].strip(" ,:;\n")
        words = spelled.rstrip(" .")
        named = words[:1].isupper() or words.startswith("the ")
        country = (find_country(spelled) or find_country(words)) if named else None
        if country is not None and country.sense in ("name", "capital", "seat"):
            return self.cast.find_state(country, source.span, words)
        if source.sort == "several":
            return self.cast.add_stranger(source.span, words, source.head, plural=True)
        holder = self.cast.find_by_role(words, source.head, source.span, lead=source.span.start < self._lead)
        holder = holder or self._find_apposed(source.head) or self._find_gathered(source, words, statement)
        return holder or self.cast.find_or_add_stranger(source.span, words, source.head)

    def _find_apposed(self, head: Token) -> str | None:
        """The named actor in apposition to whom a description stands: "Lind Group, a lender that …"."""
        return self.mentions.around(head.head.idx) if head.dep_ == "appos" and head.i > head.head.i else None

    def _find_gathered(self, source: Source, words: str, statement: Statement) -> str | None:
        """The named actor whom the words mean although they neither name them nor a role they were introduced with."""
        assert source.head is not None
        tokens = self.tokens.within(source.span)
        found = (
            self.describer.find_by_name(tokens, None)
            or self.describer.find_owner(tokens, self.mentions)
            or self.describer.find_kin(tokens)
            or find_alluded(tokens, self._works, self._parents)
        )
        if found is None and not self.cast.knows_other(source.head, words):
            found = self._bodies.find(tokens) or self._bodies.find_begun(tokens)
            found = found or self.describer.find_described(tokens, source.head, words, statement.content)
        return found

    def _find_antecedent(self, pronoun: Token) -> str | None:
        """The actor whom "who" refers back to: the noun of its clause, or the person in whose role that noun stands."""
        if pronoun.lower_ != "which" and (named := self._find_adjacent(pronoun)) is not None:
            return named
        noun = find_antecedent_noun(pronoun)
        if noun is None:
            return None
        span = Span(pronoun.idx, pronoun.idx + len(pronoun.text))
        apposed = self.mentions.around(noun.head.idx) if noun.dep_ == "appos" else None
        return self.cast.holder_at(noun.idx) or apposed or self._find_noun(noun, span)

    def _find_noun(self, noun: Token, taken: Span) -> str | None:
        """The actor of a noun to which a pronoun at `taken` refers back: a named one, else somebody unnamed."""
        named = self.mentions.around(noun.idx)
        if named is None and noun.pos_ not in ("NOUN", "PROPN"):
            return None
        if named is None:
            span = span_of_noun(noun)
            named = self.cast.find_or_add_stranger(span, self._text[span.start : span.end], noun)
        self.cast.take_pronoun(named, taken)
        return named

    def _find_adjacent(self, pronoun: Token) -> str | None:
        """The actor whose name, or whose role in apposition, ends right before "who"."""
        position = pronoun.i - 1
        if position >= 1 and pronoun.doc[position].text == ",":
            position -= 1
        if position < 0:
            return None
        before = pronoun.doc[position].idx
        named = self.mentions.around(before)
        return named if named and self.cast.kind(named) == "person" else self.cast.holder_at(before)

    def find_narrator(self, source: Source) -> str | None:
        """The author as whom the text says "I" or "we"; nobody in an interview, where others say so."""
        words = self._text[source.span.start : source.span.end]
        if self.describer.is_interview:
            return None
        return self.cast.find_narrator(source.span, words, find_declared_author(self._report))

    def find_addressee(self, statement: Statement) -> str | None:
        """The actor who is told, where the cue is a verb of telling with an object: "told reporters"."""
        for span in statement.cue:
            for token in self.tokens.within(span):
                if token.lemma_.lower() not in _TELLING or token.pos_ != "VERB":
                    continue
                for child in token.children:
                    if child.dep_ in ("dobj", "dative", "iobj") and child.i - token.i in range(1, 12):
                        return self._name_addressee(child, statement)
        return None

    def _name_addressee(self, noun: Token, statement: Statement) -> str | None:
        """An addressed noun as an actor; pronouns and what belongs to the content stay out."""
        if noun.pos_ not in ("NOUN", "PROPN") or any(s.start <= noun.idx < s.end for s in statement.content):
            return None
        named = self.mentions.around(noun.idx)
        if named is not None:
            return named
        first = noun.left_edge.i
        words = list(noun.doc[first : noun.i + 1])
        span = Span(words[0].idx, noun.idx + len(noun.text))
        text = self._text[span.start : span.end]
        if find_country(text) is not None or read_role(text).sort in (None, "name", "thing"):
            return None
        return self.cast.find_by_role(text, noun, span) or self.cast.find_or_add_stranger(span, text, noun)


class _OuterSpeakers:
    """Who speaks the quotation around a place: for "I" and "we"."""

    def __init__(self, statements: tuple[Statement, ...], speakers: dict[str, str | None]) -> None:
        entries = [(c.start, c.end, s.id, speakers[s.id]) for s in statements for c in s.content if speakers[s.id]]
        self._entries = sorted(entries)
        self._starts = [entry[0] for entry in self._entries]
        self._all = sorted((c.start, c.end, s.id) for s in statements for c in s.content)
        self._all_starts = [entry[0] for entry in self._all]
        self._by_id = {s.id: speakers[s.id] for s in statements}

    def is_narrated(self, statement: Statement, span: Span) -> bool:
        """Whether a place stands in nobody's content, so that its "I" is the author's."""
        high = bisect_right(self._all_starts, span.start)
        around = self._all[max(0, high - _MOST_AROUND) : high]
        return not any(end >= span.end and identity != statement.id for _, end, identity in around)

    def find(self, statement: Statement, span: Span) -> str | None:
        """The speaker of the parent, else of the narrowest content around the first person; None for the author."""
        if statement.parent is not None and self._by_id.get(statement.parent):
            return self._by_id[statement.parent]
        high = bisect_right(self._starts, span.start)
        best: tuple[int, str | None] | None = None
        for start, end, identity, speaker in self._entries[max(0, high - _MOST_AROUND) : high]:
            if end >= span.end and identity != statement.id and (best is None or end - start < best[0]):
                best = (end - start, speaker)
        return best[1] if best else None


READER = Reader("speakers", "7", frozenset({"en"}), read_speakers)
