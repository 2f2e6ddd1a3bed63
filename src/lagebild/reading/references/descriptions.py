"""Named actors behind words that are no name of theirs: "the senator", "his wife", "Nowicka's brief", "the Post".

A person who was introduced with a role is found by it (`strangers`); this is for what the text only lets one gather.
Each rule speaks only where one actor fits, since a wrong person is worse than nobody.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from lagebild.reading.naming.given_names import gender_words
from lagebild.reading.naming.names import fold_word
from lagebild.reading.naming.roles import read_role
from lagebild.reading.naming.terms import find_term
from lagebild.reading.references.pronouns import Resolver
from lagebild.reading.references.sources import MentionIndex
from lagebild.reading.references.unnamed import is_calling
from lagebild.reading.tables import read_words
from lagebild.records import Actor, Report, Span

_PERSON_NOUNS = read_words("person_nouns")
_KIN_NOUNS = read_words("kin_nouns")
_SAYING_NOUNS = read_words("saying_nouns")
_AUTHOR_VERBS = read_words("author_verbs")
_POSSESSIVE_ENDS = ("'s", "’s", "'", "’")
_FULL_NAME = 2  # words
_LONGEST_NAME = 4  # words of a declared author
_DESKS = read_words("organisation_words") | read_words("desks")
_LONGEST_TITLE = 6  # characters before the name: "Rep. "
_ASKING = 3  # paragraphs that only ask make a text an interview
_LONGEST_QUESTION = 300
_LAST_PARTS = 2  # where an op-ed says who its author is


@dataclass(frozen=True, slots=True)
class _Named:
    """An actor of a report with its name as folded words."""

    actor: Actor
    words: tuple[str, ...]


class Describer:
    """Finds whom a description means, for one report."""

    def __init__(self, report: Report, doc: Doc, actors: tuple[Actor, ...], resolver: Resolver) -> None:
        self._doc = doc
        self._resolver = resolver
        self._named = [_Named(a, tuple(fold_word(w) for w in a.name.split())) for a in actors if a.kind != "unnamed"]
        self._by_word: dict[str, list[_Named]] = {}
        for named in self._named:
            for word in {named.words[-1], *named.words} if named.words else ():
                self._by_word.setdefault(word, []).append(named)
        self._kin = self._find_kin()
        self._people = {a.id: a for a in actors if a.kind == "person"}
        self.author = find_author(report, actors)
        self.is_interview = _is_interview(report)

    def _find_kin(self) -> dict[str, list[str]]:
        """Persons by the word of kinship that a text puts right before their name or in their role."""
        found: dict[str, list[str]] = {}
        starts = {token.idx: token.i for token in self._doc}
        for named in self._named:
            if named.actor.kind != "person":
                continue
            words = {w.lower() for role in named.actor.roles for w in role.words.split()}
            for span in named.actor.mentions[:10]:
                at = starts.get(span.start)
                if at:
                    words.add(self._doc[at - 1].lower_)
            for word in words & _KIN_NOUNS:
                found.setdefault(word.removeprefix("ex-"), []).append(named.actor.id)
        return found

    def find_fuller(self, actor: Actor) -> str | None:
        """The longer-named organisation that a short name takes up: "the Post" for "The Brenholm Post", or None."""
        words = [w for w in actor.name.split() if w.lower() != "the"]
        if actor.kind != "organisation" or len(words) != 1 or not actor.mentions:
            return None
        longer = [
            n.actor
            for n in self._by_word.get(fold_word(words[0]), ())
            if n.actor.kind == "organisation" and len(n.words) > 1 and n.words[-1] == fold_word(words[0])
        ]
        before = [a for a in longer if a.id != actor.id and a.mentions and a.mentions[0].start < actor.mentions[0].end]
        return before[0].id if len(before) == 1 and len(longer) == 1 else None

    def find_by_name(self, words: list[Token], held: str | None) -> str | None:
        """The person whose family name stands alone as a source, where the names found there say otherwise.

        `held` is the actor that the mentions give, with a name that runs beyond the source ("Hora Breaks"), or None.
        """
        names = [t for t in words if t.text not in _POSSESSIVE_ENDS]
        if len(names) != 1 or not names[0].text[:1].isupper() or names[0].tag_ == "NNPS":
            return None
        word = fold_word(names[0].text.removesuffix("’s").removesuffix("'s"))
        fitting = [n.actor for n in self._by_word.get(word, ()) if n.actor.kind == "person" and n.actor.id != held]
        if any(n.actor.id == held and n.words[-1] == word for n in self._named):
            return None
        surnamed = [a for a in fitting if fold_word(a.name.split()[-1]) == word]
        if len(surnamed) != 1:
            return None
        mentions = next((len(n.actor.mentions) for n in self._named if n.actor.id == held), 0)
        return surnamed[0].id if len(surnamed[0].mentions) > mentions else None

    def find_owner(self, words: list[Token], mentions: MentionIndex) -> str | None:
        """Who says what a possessive begins: "Nowicka's", "Nowicka's brief", "her submission to the court"."""
        first = words[0]
        if first.lower_ in ("her", "his") and len(words) > 1:
            noun = next((t for t in words[1:4] if t.pos_ in ("NOUN", "PROPN")), None)
            if noun is None or noun.lower_ not in _SAYING_NOUNS:
                return None
            choice = self._resolver.resolve(first.lower_, first.idx, ())
            return choice.actor if choice else None
        at = next((n for n, t in enumerate(words) if t.text in _POSSESSIVE_ENDS), None)
        if at is None or at == 0:
            return self.find_by_name(words, None) if first.text.endswith(("'s", "’s")) else None
        after = [t for t in words[at + 1 :] if t.pos_ in ("NOUN", "PROPN")]
        if after and after[0].lower_ not in _SAYING_NOUNS:
            return None
        owner = mentions.around(words[at - 1].idx)
        return owner or self.find_by_name(words[:at], None)

    def find_kin(self, words: list[Token]) -> str | None:
        """Whom "his wife" or "her ex-husband" means, where one person of the report is called so."""
        if words[0].lower_ not in ("his", "her") or words[-1].lower_.removeprefix("ex-") not in _KIN_NOUNS:
            return None
        holders = set(self._kin.get(words[-1].lower_.removeprefix("ex-"), ()))
        return holders.pop() if len(holders) == 1 else None

    def find_described(self, words: list[Token], head: Token, text: str, content: tuple[Span, ...]) -> str | None:
        """The person in the foreground whom a definite phrase for one person takes up: "the Vermont senator"."""
        noun = head.lower_
        if head.tag_ in ("NNS", "NNPS") or not _is_definite(words) or _belongs_to_thing(words):
            return None
        term = find_term(head.text)
        if noun not in _PERSON_NOUNS and (term is None or term.sort != "person") and not is_calling(noun):
            return None
        role = read_role(text)
        others: set[str | None] = {
            actor.id
            for actor in self._people.values()
            if _conflicts(actor.country, role.country)
            or _conflicts(actor.sector, role.sector)
            or any(noun in r.words.lower().split() for r in actor.roles)  # found by the role, were it theirs
        }
        owners = {self._owner_at(t) for t in words if t.text in _POSSESSIVE_ENDS}
        gender = gender_words()["role"].get(noun)
        choice = self._resolver.resolve_person(words[0].idx, content, gender, others | owners)
        return choice.actor if choice else None

    def _owner_at(self, mark: Token) -> str | None:
        before = mark.idx - 1
        return next((a.id for a in self._people.values() if any(s.start <= before < s.end for s in a.mentions)), None)


def _is_definite(words: list[Token]) -> bool:
    """Whether a phrase begins with "the" or a possessive name; "one of the …" and plain plurals do not."""
    if words[0].lower_ == "the":
        return not any(t.lower_ in ("and", "or") and t.head.pos_ == "PROPN" for t in words)
    return any(t.text in _POSSESSIVE_ENDS for t in words[1:4]) and words[0].text[:1].isupper()


def _belongs_to_thing(words: list[Token]) -> bool:
    """Whether a phrase is somebody of a thing that has no name, and so mostly another: "the programme's host"."""
    marks = [n for n, t in enumerate(words) if t.text in _POSSESSIVE_ENDS]
    return bool(marks) and words[0].lower_ == "the" and words[marks[0] - 1].text[:1].islower()


def _conflicts(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and one != other


def find_author(report: Report, actors: tuple[Actor, ...]) -> str | None:
    """The actor who wrote the report: its only declared author, or the person whom its last lines introduce.

    The last lines count where a text speaks of "I" outside quotations; the caller asks only then.  In an interview "I"
    is mostly whoever is asked, so that nobody is given.
    """
    if _is_interview(report):
        return None
    people = [a for a in actors if a.kind == "person" and a.mentions]
    if report.authors:
        wanted = {tuple(fold_word(w) for w in name.split()) for name in report.authors}
        known = [a for a in people if tuple(fold_word(w) for w in a.name.split()) in wanted]
        return known[0].id if len(report.authors) == 1 and len(known) == 1 else None
    for part in report.parts[-_LAST_PARTS:]:
        for actor in people:
            begins = next((s for s in actor.mentions if part.start <= s.start <= part.start + _LONGEST_TITLE), None)
            if begins is None or len(report.text[begins.start : begins.end].split()) < _FULL_NAME:
                continue
            named_before = any(len(report.text[s.start : s.end].split()) > 1 and s < begins for s in actor.mentions)
            after = report.text[begins.end : begins.end + 40].replace(",", " ").split()[:3]
            if not named_before and _AUTHOR_VERBS & set(after):
                return actor.id
    return None


def find_declared_author(report: Report) -> str | None:
    """The name of the one person whom a report declares as its author; None for several, for desks and agencies."""
    if len(report.authors) != 1:
        return None
    words = report.authors[0].split()
    named = _FULL_NAME <= len(words) <= _LONGEST_NAME and all(word[:1].isupper() for word in words[:: len(words) - 1])
    return report.authors[0] if named and not _DESKS & {fold_word(word) for word in words} else None


def _is_interview(report: Report) -> bool:
    """Whether a report declares itself an interview, or has its form: several paragraphs that only ask."""
    if any(declared.label == "interview" for declared in report.declared):
        return True
    asking = 0
    for part in report.parts:
        words = report.text[part.start : part.end].rstrip()
        asking += part.part in ("body", "subheading") and len(words) <= _LONGEST_QUESTION and words.endswith("?")
    return asking >= _ASKING
