"""The vocabulary of lagebild as frozen dataclasses; whatever passes between rooms is one of these.

Every finding points into `Report.text` by character offsets (Python string indices, end exclusive), and
`text[start:end]` is what a person is shown.  `None` means "not there" or "not known"; an empty tuple
means "looked for and none found".  Terms follow docs/vocabulary.md (PARC/PolNeAR for statements, TIMEX3 for
dates, PLOVER 2021 for actors and events, schema.org and IPTC for text types).
"""

from lagebild.records.answers import Answer, Direction, Evidence, Proposition
from lagebild.records.findings import (
    Actor,
    ActorKind,
    Certainty,
    Claim,
    DateMention,
    DateType,
    Event,
    EventStatus,
    Kind,
    Link,
    LinkType,
    Place,
    Quantity,
    Quotation,
    Reading,
    Reason,
    Relation,
    RelationType,
    Sentence,
    Stance,
    Statement,
    TextType,
)
from lagebild.records.holdings import Hit, Outcome, Stored
from lagebild.records.reports import Declaration, Document, Failure, Hints, Page, Part, PartName, Report, TextTypeName
from lagebild.records.situations import Citation, Dispute, Figure, Moment, Said, Situation
from lagebild.records.spans import Span

__all__ = [
    "Actor",
    "ActorKind",
    "Answer",
    "Certainty",
    "Citation",
    "Claim",
    "DateMention",
    "DateType",
    "Declaration",
    "Direction",
    "Dispute",
    "Document",
    "Event",
    "EventStatus",
    "Evidence",
    "Failure",
    "Figure",
    "Hints",
    "Hit",
    "Kind",
    "Link",
    "LinkType",
    "Moment",
    "Outcome",
    "Page",
    "Part",
    "PartName",
    "Place",
    "Proposition",
    "Quantity",
    "Quotation",
    "Reading",
    "Reason",
    "Relation",
    "RelationType",
    "Report",
    "Said",
    "Sentence",
    "Situation",
    "Span",
    "Stance",
    "Statement",
    "Stored",
    "TextType",
    "TextTypeName",
]
