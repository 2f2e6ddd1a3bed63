"""Finding a figure by a name, and what a situation holds on it."""

from __future__ import annotations

from functools import cache

from countrynames import to_code_3
from rapidfuzz import fuzz

from lagebild.records import Figure, Said, Situation
from lagebild.situation.terms import fold, is_stop, read_list, split_tokens

SIMILAR = 86.0
LONGEST_QUERY = 200


def find_figure(situation: Situation, name: str) -> tuple[Figure, ...]:
    """The figures that best fit a name as a person types it, best first; empty when none fits.

    An exact name (in any spelling) is better than a part of one, that better than a country's other names, that
    better than a word of a role, and that better than a similar spelling; only the best class found is returned.
    """
    query = fold(name[:LONGEST_QUERY])
    if not query:
        return ()
    scored = [(score, at) for at, figure in enumerate(situation.figures) if (score := _score(figure, query)) > 0]
    best = max((score for score, _ in scored), default=0)
    floor = best if best >= 3 else best - 0.05
    return tuple(situation.figures[at] for score, at in sorted(scored, key=lambda s: (-s[0], s[1])) if score >= floor)


def _score(figure: Figure, query: str) -> float:
    """How well a figure fits a folded query: 5 exact, 4 part of a name, 3 country, 2 role, below 1 similar, 0 not."""
    names = [fold(name) for name in figure.names]
    wanted = _name_words(query)
    if query in names or any(wanted and wanted == _name_words(name) for name in names):
        return 5
    if wanted and any(set(wanted) <= set(_name_words(name)) for name in names):
        return 4
    if figure.kind == "state" and figure.country and _country_code(query) == figure.country:
        return 3
    roles = {token.word for words, _ in (*figure.roles, *figure.affiliations) for token in split_tokens(words)}
    if wanted and set(wanted) <= roles | {fold(role) for role in roles}:
        return 2
    similar = max((fuzz.ratio(query, name) for name in names), default=0.0)
    parts = max((fuzz.ratio(query, word) for name in names for word in name.split() if len(word) > 3), default=0.0)
    return max(similar, parts) / 100 if max(similar, parts) >= SIMILAR else 0


@cache
def _country_code(query: str) -> str | None:
    return to_code_3(query)


def _name_words(name: str) -> tuple[str, ...]:
    """The words of a name without titles and stop words."""
    words = tuple(token.word for token in split_tokens(name))
    return tuple(word for word in words if word not in read_list("titles.txt") and not is_stop(word)) or words


def statements_of(situation: Situation, figure: Figure) -> tuple[Said, ...]:
    """What the figure says, in the situation's order."""
    at = situation.figures.index(figure)
    return tuple(said for said in situation.said if said.figure == at)


def contradictions_of(situation: Situation, figure: Figure) -> tuple[Said, ...]:
    """The statements of others that stand against the figure's in a dispute, in the situation's order."""
    at = situation.figures.index(figure)
    against: list[Said] = []
    for dispute in situation.disputes:
        for own, other in ((dispute.affirming, dispute.denying), (dispute.denying, dispute.affirming)):
            if any(said.figure == at for said in own):
                against.extend(said for said in other if said.figure != at and said not in against)
    return tuple(sorted(against, key=situation.said.index))
