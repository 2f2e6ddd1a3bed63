"""One actor under many names: the actors of many readings gathered into figures, with what speaks for it.

Merging is cautious, since a wrong merger puts words into somebody's mouth: persons merge by their full name (folded and
transliterated, so that Gürth and Gurth are one) unless countries contradict; by a similar full name, or by the surname
alone, only where country, role or the company of other names speak for it and nobody else bears that name.  States
merge by country, the governments of one country by country and sector, other bodies by their name.  The unnamed never
merge across reports.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import JaroWinkler

from lagebild.records import Actor, Citation, Claim, Figure, Stored
from lagebild.situation.citations import cite_span
from lagebild.situation.foreign_names import add_foreign_names
from lagebild.situation.terms import fold, is_stop, read_list, split_tokens

SIMILAR_NAME = 0.92
COMPANY = 2  # other figures named in both reports that make it likely that a name means the same person
LONGEST_NAME = 80
_GOVERNMENT = "GOV"


@dataclass(frozen=True, slots=True)
class _Member:
    """An actor of one reading, with its name folded to tokens without titles.

    `company` holds the folded names of all actors of its report that have a name.
    """

    stored: Stored
    actor: Actor
    tokens: tuple[str, ...]
    company: frozenset[str]

    @property
    def roles(self) -> frozenset[str]:
        """The words of the roles and affiliations the report gives, folded, without stop words."""
        claims = (*self.actor.roles, *self.actor.affiliations)
        words = (token.stem for claim in claims for token in split_tokens(claim.words) if not is_stop(token.word))
        return frozenset(words)


class _Groups:
    """Sets of members that are held to be one figure; joining two sets keeps the earlier number."""

    def __init__(self, count: int) -> None:
        self._above = list(range(count))

    def find(self, at: int) -> int:
        while self._above[at] != at:
            self._above[at] = self._above[self._above[at]]
            at = self._above[at]
        return at

    def join(self, one: int, other: int) -> None:
        low, high = sorted((self.find(one), self.find(other)))
        self._above[high] = low

    def members(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        for at in range(len(self._above)):
            found[self.find(at)].append(at)
        return found


def gather_figures(reports: Sequence[Stored]) -> tuple[Figure, ...]:
    """The figures of a set of reports, those with most mentions first; every actor is in exactly one of them."""
    company = {stored.key: _find_company(stored) for stored in reports}
    members = [
        _Member(stored, actor, _fold_name(actor.name), company[stored.key])
        for stored in reports
        for actor in stored.reading.actors
    ]
    groups = _Groups(len(members))
    _join_equal_keys(members, groups)
    _join_similar_names(members, groups)
    _join_surnames(members, groups)
    figures = [_make_figure([members[at] for at in found]) for found in groups.members().values()]
    counts = {id(figure): _count_mentions(figure, reports) for figure in figures}
    ordered = sorted(figures, key=lambda figure: (-counts[id(figure)], figure.name, figure.members))
    return add_foreign_names(ordered, reports, lambda name: tuple(map(_spell, _fold_name(name))))


def _count_mentions(figure: Figure, reports: Sequence[Stored]) -> int:
    members = set(figure.members)
    return sum(len(a.mentions) for s in reports for a in s.reading.actors if (s.key, a.id) in members)


def _find_company(stored: Stored) -> frozenset[str]:
    """The names in a report by which it can be told what it is about: full names of persons, names of bodies."""
    names = (_fold_name(actor.name) for actor in stored.reading.actors if actor.kind != "unnamed")
    return frozenset(" ".join(map(_spell, name)) for name in names)


def _fold_name(name: str) -> tuple[str, ...]:
    """The name as folded words without titles and articles; a name of nothing else is kept whole."""
    words = tuple(token.word.removesuffix("'s") for token in split_tokens(name[:LONGEST_NAME]))
    return tuple(word for word in words if word not in read_list("titles.txt")) or words


def _key(member: _Member, at: int) -> tuple[str, ...]:
    """What members must share to be one figure without further evidence; unique where nothing is enough."""
    actor, name = member.actor, " ".join(member.tokens)
    if actor.kind == "unnamed" or not name:
        return ("alone", str(at))
    if actor.kind == "person":
        return ("person", name) if len(member.tokens) > 1 else ("alone", str(at))
    bodies = read_list("government_bodies.txt")
    if actor.sector == _GOVERNMENT and actor.country and not bodies.intersection(member.tokens):
        return ("government", actor.country)
    if actor.kind == "state":
        return ("state", actor.country or name, actor.sector or "")
    return (actor.kind, name, actor.country or "") if actor.kind == "group" else (actor.kind, name)


def _join_equal_keys(members: Sequence[_Member], groups: _Groups) -> None:
    """Members of one key become one figure, unless the countries of two persons contradict each other."""
    first: dict[tuple[str, ...], int] = {}
    for at, member in enumerate(members):
        key = _key(member, at)
        if key[0] in {"person", "organisation"} and member.actor.country:
            blank = first.get(key)
            if blank is not None and _contradict(members[blank], member):
                key = (*key, member.actor.country)
        groups.join(first.setdefault(key, at), at)


def _contradict(one: _Member, other: _Member) -> bool:
    """Whether the two have different countries."""
    return bool(one.actor.country and other.actor.country and one.actor.country != other.actor.country)


def _agree(one: _Member, other: _Member) -> bool:
    """Whether something besides the name says that the two are one: country, a word of their roles, or company."""
    if _contradict(one, other):
        return False
    same_country = one.actor.country is not None and one.actor.country == other.actor.country
    if same_country or one.roles & other.roles:
        return True
    own = {_spell(token) for token in (*one.tokens, *other.tokens)}
    others = [name for name in one.company & other.company if not own & set(name.split())]
    return one.stored.key != other.stored.key and len(others) >= COMPANY


def similar_names(one: str, other: str) -> bool:
    """Whether two names as written may be spellings of one: every word of the shorter one is like the other's."""
    left, right = _fold_name(one), _fold_name(other)
    if len(left) == 1 or len(right) == 1:
        return bool(left and right) and _similar(left[-1], right[-1])
    return len(left) == len(right) and all(_similar(a, b) for a, b in zip(left, right, strict=True))


def _similar(one: str, other: str) -> bool:
    """Whether two folded names may be spellings of one: Najew and Nayev, not Ivan and Ivanka."""
    if one == other:
        return True
    spelled = [_spell(name) for name in (one, other)]
    if min(map(len, spelled)) < 4 or abs(len(one) - len(other)) > 2:
        return False
    if spelled[0] != spelled[1] and (spelled[0].startswith(spelled[1]) or spelled[1].startswith(spelled[0])):
        return False  # Ivan and Ivana are two people
    return spelled[0] == spelled[1] or JaroWinkler.similarity(spelled[0], spelled[1]) >= SIMILAR_NAME


_SPELLINGS = {  # letters that transliterations of one name exchange, longest first
    "sch": "s",
    "sh": "s",
    "zh": "s",
    "ch": "c",
    "kh": "h",
    "qu": "kv",
    "iy": "i",
    "ij": "i",
    "yu": "u",
    "ju": "u",
    "ya": "a",
    "ja": "a",
    "ue": "u",
    "oe": "o",
    "ae": "a",
    "j": "i",
    "y": "i",
    "w": "v",
    "q": "k",
}


def _spell(name: str) -> str:
    """The name with the letters that transliterations exchange made one."""
    for letters, plain in _SPELLINGS.items():
        name = name.replace(letters, plain)
    return name


def _persons(members: Sequence[_Member]) -> Iterator[tuple[int, _Member]]:
    return ((at, member) for at, member in enumerate(members) if member.actor.kind == "person" and member.tokens)


def _join_similar_names(members: Sequence[_Member], groups: _Groups) -> None:
    """Full names that may be spellings of one another merge where country or role speak for it."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for at, member in _persons(members):
        if len(member.tokens) > 1:
            blocks[_spell(member.tokens[-1])[:2]].append(at)
    for block in blocks.values():
        for place, one in enumerate(block):
            for other in block[place + 1 :]:
                if groups.find(one) != groups.find(other) and _may_be_one(members[one], members[other]):
                    groups.join(one, other)


def _may_be_one(one: _Member, other: _Member) -> bool:
    """Whether two full names are spellings of one, or one has a middle name more, and country or role agree."""
    names = (one.tokens[0], other.tokens[0]), (one.tokens[-1], other.tokens[-1])
    return all(_similar(*pair) for pair in names) and _agree(one, other)


def _join_surnames(members: Sequence[_Member], groups: _Groups) -> None:
    """A surname alone joins the one full name that ends in it, else its like, where evidence agrees."""
    full = [(at, member) for at, member in _persons(members) if len(member.tokens) > 1]
    by_spelling: dict[str, list[tuple[int, _Member]]] = defaultdict(list)
    for at, member in full:
        by_spelling[_spell(member.tokens[-1])].append((at, member))
    alone: dict[str, list[int]] = {}
    for at, member in _persons(members):
        if len(member.tokens) != 1:
            continue
        bearers = by_spelling.get(_spell(member.tokens[0]), [])
        if len({groups.find(bearer) for bearer, _ in bearers}) == 1 and any(_agree(member, m) for _, m in bearers):
            groups.join(bearers[0][0], at)
        elif not bearers:
            alike = alone.setdefault(_spell(member.tokens[0]), [])
            if (earlier := next((a for a in alike if _agree(members[a], member)), None)) is not None:
                groups.join(earlier, at)
            alike.append(at)


def _make_figure(members: Sequence[_Member]) -> Figure:
    """One figure from its members; names by how often they are used, the fullest of the frequent ones shown."""
    uses: Counter[str] = Counter()
    for member in members:
        uses[member.actor.name] += 1
        uses.update(_named_mentions(member))
    shown = Counter({m.actor.name: uses[m.actor.name] for m in members})
    name = max(shown, key=lambda n: (len(_fold_name(n)), shown[n], n))
    sectors = Counter(m.actor.sector for m in members if m.actor.sector)
    return Figure(
        name=name,
        kind=Counter(m.actor.kind for m in members).most_common(1)[0][0],
        names=(name, *(other for other, _ in uses.most_common() if other != name)),
        members=tuple((m.stored.key, m.actor.id) for m in members),
        country=next((m.actor.country for m in members if m.actor.country), None),
        sector=sectors.most_common(1)[0][0] if sectors else None,
        roles=_gather_claims((m.stored, claim) for m in members for claim in m.actor.roles),
        affiliations=_gather_claims((m.stored, claim) for m in members for claim in m.actor.affiliations),
        expert=any(m.actor.expert for m in members),
    )


def _named_mentions(member: _Member) -> Iterator[str]:
    """The mentions that are names: they begin with a capital and hold a word that is neither title nor stop word."""
    text = member.stored.reading.report.text
    if member.actor.kind == "unnamed":
        return
    for start, end in member.actor.mentions:
        words = " ".join(text[start:end].split())
        tokens = _fold_name(words)
        if words[:1].isupper() and len(words) <= LONGEST_NAME and any(not is_stop(token) for token in tokens):
            yield words


def _gather_claims(claims: Iterable[tuple[Stored, Claim]]) -> tuple[tuple[str, Citation], ...]:
    """Roles or affiliations, each wording once, with the first place that says so."""
    found: dict[str, tuple[str, Citation]] = {}
    for stored, claim in claims:
        found.setdefault(fold(claim.words), (claim.words, cite_span(stored, *claim.span)))
    return tuple(found.values())
