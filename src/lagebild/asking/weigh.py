"""What the weighing model says where the grammar is silent: a direction with its confidence, or still none.

The grammar comes first and stands wherever it decides, also where it finds that words leave something open ("might",
"if") or speak of somebody else's deed.  The model, a small cross-encoder, is asked in two cases only: where a passage
was found whose direction the grammar cannot tell, and where a sentence names the question's parties, but its action
only in words that no table knows.  It must be surer in the second case.  The last reason of every direction says
which of the two decided.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lagebild.asking.parties import Party
from lagebild.asking.questions import Sought
from lagebild.models.weighing import Weigher
from lagebild.records import Direction, Evidence, Reading, Sentence, Statement, Stored
from lagebild.situation.citations import cite_span, is_prose
from lagebild.situation.said import name_speaker
from lagebild.situation.terms import split_tokens

SURE = 0.8
"""Least probability at which the model's direction is taken for a passage that the grammar found."""
SURE_ALONE = 0.92
"""The same for a sentence that only the model speaks for."""
BY_GRAMMAR = "by the grammar"
MOST = 48
"""Sentences weighed for one question; further ones stay unclear, or out."""
_DIRECTIONS: tuple[Direction, ...] = ("affirms", "denies", "unclear")  # in the order of the model's labels


@dataclass(frozen=True, slots=True)
class Draft:
    """Evidence as the grammar leaves it: `silent` where its direction is for the model to say, if it can.

    `found` is false for a sentence that the grammar did not find to bear on the question.
    """

    evidence: Evidence
    silent: bool = False
    found: bool = True


def weigh_drafts(question: str, drafts: Sequence[Draft], weigher: Weigher | None) -> Iterator[Evidence]:
    """The evidence in the order of the drafts, what was silent weighed; without a model it stays as it is."""
    asked = [at for at, draft in enumerate(drafts) if draft.silent][:MOST] if weigher is not None else []
    shares = weigher.weigh([(question, drafts[at].evidence.citation.text) for at in asked]) if weigher and asked else ()
    weights = {at: [float(share) for share in row] for at, row in zip(asked, shares, strict=True)}
    for at, draft in enumerate(drafts):
        weighed = _decide(draft, weights[at]) if at in weights else _leave(draft)
        if weighed is not None:
            yield weighed


def _leave(draft: Draft) -> Evidence | None:
    """What the grammar left, marked as its word where it decided; None where it found nothing."""
    if not draft.found or draft.evidence.direction == "unclear":
        return draft.evidence if draft.found else None
    return replace(draft.evidence, reasons=(*draft.evidence.reasons, BY_GRAMMAR))


def _decide(draft: Draft, shares: Sequence[float]) -> Evidence | None:
    """The evidence with the model's direction where it is sure enough; None where nothing then speaks for it."""
    best = max(range(len(shares)), key=lambda i: shares[i])
    direction, share = _DIRECTIONS[best], shares[best]
    if direction == "unclear" or share < (SURE if draft.found else SURE_ALONE):
        return draft.evidence if draft.found else None
    reasons = (*draft.evidence.reasons, f"by the weighing model, {share:.2f}")
    return replace(draft.evidence, direction=direction, reasons=reasons)


def draft_unfound(stored: Stored, number: int, sought: Sought) -> Iterator[Draft]:
    """The draft of a sentence that names the question's parties and says its action in words that no table knows."""
    reading = stored.reading
    sentence = reading.sentences[number]
    words = reading.report.text[sentence.start : sentence.end]
    if not is_prose(reading, sentence.start) or words.rstrip(" \n\"”’'»“)").endswith("?"):
        return
    statement = _covering(reading, sentence)
    if (statement is not None and statement.serious is False) or not _is_about(reading, sentence, statement, sought):
        return
    evidence = Evidence(
        citation=cite_span(stored, sentence.start, sentence.end),
        speaker=name_speaker(reading, statement) if statement else None,
        stance=statement.stance if statement else "unknown",
        direction="unclear",
        reasons=("the action is said in other words",),
        score=0.5,
        serious=statement.serious if statement else None,
    )
    yield Draft(evidence, silent=True, found=False)


def _covering(reading: Reading, sentence: Sentence) -> Statement | None:
    """The outermost statement that covers at least half of a sentence; None when the report itself speaks."""
    need = (sentence.end - sentence.start) / 2
    holding = [s for s in reading.statements if _shared(s, sentence) >= need]
    return max(holding, key=lambda s: _shared(s, sentence), default=None)


def _shared(statement: Statement, sentence: Sentence) -> int:
    """How many characters of a sentence the statement's content holds."""
    return sum(max(0, min(end, sentence.end) - max(start, sentence.start)) for start, end in statement.content)


def _is_about(reading: Reading, sentence: Sentence, statement: Statement | None, sought: Sought) -> bool:
    """Whether all who act or speak are named in the sentence or make the statement, and one of those who receive."""
    speaker = reading.actor(statement.speaker) if statement else None
    if any(speaker is None or not party.is_actor(speaker) for party in sought.speakers):
        return False
    for party in sought.agents:
        own = speaker is not None and party.is_actor(speaker)
        if not own and not _is_named(reading, sentence, party):
            return False
    return not sought.targets or any(_is_named(reading, sentence, party) for party in sought.targets)


def _is_named(reading: Reading, sentence: Sentence, party: Party) -> bool:
    """Whether a sentence names a party, by its own words or by an actor that stands for it."""
    words = reading.report.text[sentence.start : sentence.end]
    if any(party.is_token(token, words) for token in split_tokens(words)):
        return True
    inside = (a for a in reading.actors if any(sentence.start <= s and e <= sentence.end for s, e in a.mentions))
    return any(party.is_actor(actor) for actor in inside)
