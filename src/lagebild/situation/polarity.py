"""Whether a stretch of text affirms or denies something in it, from the words around: negations, hedges, clauses.

Word rules, not a parse, so that they work on stored readings: a negation counts when it stands in the same clause,
at most `REACH` words before, or when one of the phrases of `negations_after.txt` follows in the same sentence.
Two negations are not multiplied out: the sign is then 0, "the grammar does not decide".
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from lagebild.situation.terms import Token, fold, read_list, split_tokens

REACH = 10
_SENTENCE_ENDS = ".?!;\n"


@dataclass(frozen=True, slots=True)
class Polarity:
    """`sign` is 1 (affirmed), -1 (negated) or 0 (left open); `words` are the text's words that decided, if any.

    `hedged` is true where it is left open by hedges alone, with no negation about.
    """

    sign: int
    words: tuple[str, ...] = ()
    hedged: bool = False


@cache
def _phrases(name: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    """First word to the phrases of a list that begin with it, longest first."""
    index: dict[str, list[tuple[str, ...]]] = {}
    for phrase in read_list(name):
        words = tuple(phrase.split())
        index.setdefault(words[0], []).append(words)
    return {word: tuple(sorted(found, key=lambda p: (-len(p), p))) for word, found in index.items()}


def _match(tokens: Sequence[Token], at: int, name: str) -> int:
    """How many tokens from `at` on are a phrase of the list; 0 when none is."""
    for phrase in _phrases(name).get(tokens[at].word, ()):
        if tuple(token.word for token in tokens[at : at + len(phrase)]) == phrase:
            return len(phrase)
    return 0


def _spans(tokens: Sequence[Token], places: Iterable[int], name: str) -> list[tuple[int, int]]:
    """(first token, past the last token) of each phrase of the list that begins at one of the places; no overlaps."""
    found: list[tuple[int, int]] = []
    for at in places:
        if (not found or at >= found[-1][1]) and (length := _match(tokens, at, name)):
            found.append((at, at + length))
    return found


def _is_break(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether a clause begins with token `at`."""
    if at and (tokens[at - 1].word, tokens[at].word) == ("anything", "but"):
        return False
    between = text[tokens[at - 1].end : tokens[at].start] if at else ""
    return any(mark in _SENTENCE_ENDS for mark in between) or _match(tokens, at, "clause_breaks.txt") > 0


def _clause(text: str, tokens: Sequence[Token], first: int) -> range:
    """The tokens before `first` in its clause, at most REACH of them."""
    start = first
    while start > max(0, first - REACH) and not _is_break(text, tokens, start):
        start -= 1
    return range(start, first)


def _rest(text: str, tokens: Sequence[Token], last: int) -> range:
    """The tokens after `last` in its sentence."""
    end = last + 1
    while end < len(tokens) and not any(m in _SENTENCE_ENDS for m in text[tokens[end - 1].end : tokens[end].start]):
        end += 1
    return range(last + 1, end)


def weigh_polarity(text: str, tokens: Sequence[Token], first: int, last: int, own: Collection[int] = ()) -> Polarity:
    """Whether `text` affirms what its tokens `first` to `last` name; the tokens `own` turn nothing around themselves.

    >>> from lagebild.situation.terms import split_tokens
    >>> text = "The minister has not resigned"
    >>> weigh_polarity(text, split_tokens(text), 4, 4)
    Polarity(sign=-1, words=('not',), hedged=False)
    """
    before = _clause(text, tokens, first)
    negations = [
        *_spans(tokens, before, "negations.txt"),
        *_spans(tokens, range(first, last + 1), "negations.txt"),
    ]
    taken = {i for start, end in negations for i in range(start, end)}
    negations += [
        (i, i + 1) for i in (*before, *range(first, last + 1)) if _is_contracted(tokens[i]) and i not in taken
    ]
    negations = [span for span in negations if not _is_idle(tokens, span) and not set(range(*span)) & set(own)]
    after = _spans(tokens, _rest(text, tokens, last), "negations_after.txt")
    hedges = _spans(tokens, (*before, *range(first, last + 1)), "hedges.txt")
    hedges = [span for span in hedges if not set(range(*span)) <= set(own)]
    words = tuple(text[tokens[start].start : tokens[end - 1].end] for start, end in (*negations, *after) or hedges)
    if len(negations) + bool(after) == 1:
        return Polarity(-1, words)
    return Polarity(0 if negations or hedges else 1, words, hedged=bool(hedges) and not negations)


def weigh_denial(
    text: str, tokens: Sequence[Token], first: int, last: int, own: Collection[int] = (), *, lexical: bool
) -> Polarity:
    """What somebody who denies says of tokens `first` to `last`: -1, or 0 where a negation is denied.

    `lexical` says that the cue denies by itself ("dismissed"); else the stance was taken from the very negations in the
    words, which then do not count twice.  Possibility and evaluation ("rumours", "as unfounded") strengthen a denial.
    """
    polarity = weigh_polarity(text, tokens, first, last, own)
    following = {words for words in polarity.words if fold(words) in read_list("negations_after.txt")}
    turned = lexical and not polarity.hedged and any(words not in following for words in polarity.words)
    return Polarity(0 if turned else -1, polarity.words if turned else ())


def denies_by_itself(cue: str) -> bool:
    """Whether the words of a cue hold a verb or noun of denial."""
    return any(token.word in read_list("denial_verbs.txt") for token in split_tokens(cue))


def is_negation(word: str) -> bool:
    """Whether a word says no to the verb beside it: "not", "never", "cannot", "didn't"."""
    return word in {"not", "never", "cannot"} or word.endswith("n't")


def _is_contracted(token: Token) -> bool:
    """Whether the token is an auxiliary with "not" drawn into it."""
    return token.word.endswith("n't") and len(token.word) > 3


def _is_idle(tokens: Sequence[Token], span: tuple[int, int]) -> bool:
    """Whether a negation turns nothing around: "not only", "no doubt", "no longer" keeps its force."""
    following = tokens[span[1]].word if span[1] < len(tokens) else ""
    return (tokens[span[0]].word, following) in {("not", "only"), ("no", "doubt"), ("not", "just"), ("not", "least")}
