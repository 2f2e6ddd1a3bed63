"""Our own labelled sentences and reports as documents: a text, and labels that point into it by offsets."""

from __future__ import annotations

import random
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from lagebild.models.stances import STANCES

TYPES = (
    *("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT"),
    *("THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "NONE"),
)
STATUSES = ("happened", "ongoing", "planned", "hypothetical", "denied", "unknown")
KINDS = ("fact", "background", "assessment", "expectation", "question", "other")
UNLABELLED = ""
"""The kind of a sentence that stands in a report and was not labelled: the headline of our own."""
_MARK = re.compile(r"\[([ART]) ([^\[\]]*)\]")
Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class EventLabel:
    """One event (type "NONE": none) at its places in the text of a document; `second` is a blind pass's type.

    `whole` says that all its parties in the sentence are labelled, and nobody else is one.
    """

    type: str
    second: str
    mode: str
    contexts: tuple[str, ...]
    status: str
    triggers: Spans
    actors: Spans
    recipients: Spans
    sentence: tuple[int, int]
    whole: bool = False


@dataclass(frozen=True)
class KindLabel:
    """A sentence with its kind, whether somebody else answers for it, and the kind a second, blind pass gave it.

    The sentences of a document are all there, in order; one that nobody labelled has the kind UNLABELLED.
    """

    start: int
    end: int
    kind: str
    reported: bool
    second: str


@dataclass(frozen=True)
class EarnestLabel:
    """What somebody is said to say: the places of source, cue and content, and whether it is meant in earnest."""

    sources: Spans
    cues: Spans
    contents: Spans
    earnest: bool
    sentence: tuple[int, int]


@dataclass(frozen=True)
class StanceLabel:
    """How a source stands to what is said; `second` is the stance a blind pass gave, else the first's again."""

    sources: Spans
    cues: Spans
    contents: Spans
    stance: str
    second: str
    sentence: tuple[int, int]


@dataclass(frozen=True)
class Document:
    """A text with everything labelled in it."""

    id: str
    text: str
    events: tuple[EventLabel, ...] = ()
    kinds: tuple[KindLabel, ...] = ()
    earnest: tuple[EarnestLabel, ...] = ()
    stances: tuple[StanceLabel, ...] = ()
    text_type: str = ""


def strip_marks(marked: str, names: str = "ART") -> tuple[str, dict[str, list[tuple[int, int]]]]:
    """The sentence without its brackets, and the places that they held, by letter."""
    places: dict[str, list[tuple[int, int]]] = {name: [] for name in names}
    out: list[str] = []
    length = at = 0
    for match in re.finditer(rf"\[([{names}]) ([^\[\]]*)\]", marked):
        out.append(marked[at : match.start()])
        length += match.start() - at
        places[match[1]].append((length, length + len(match[2])))
        out.append(match[2])
        length += len(match[2])
        at = match.end()
    out.append(marked[at:])
    return "".join(out), places


def read_second_types(path: Path) -> dict[str, str]:
    """The types or stances of the blind pass by file and line: lines `file:line TYPE status` or `file:line STANCE`."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return {line.split()[0]: line.split()[1] for line in lines if line.strip()}


def read_second_kinds(path: Path) -> dict[str, list[str]]:
    """The kinds of the blind pass by report: a line `=== id`, then one of letters."""
    if not path.exists():
        return {}
    names = {name[0]: name for name in KINDS}
    blocks = [block.split("\n") for block in path.read_text(encoding="utf-8").split("=== ")[1:]]
    return {block[0].strip(): [names[label[0]] for label in block[1].split()] for block in blocks}


def read_event_lines(folder: Path) -> Iterator[tuple[str, str, EventLabel]]:
    """File and line, sentence and label of every line `TYPE|mode|contexts|status|marked sentence`.

    Raises ValueError for a line that is not of that form.
    """
    second = read_second_types(folder.parent / "pass_b.txt")
    for path in sorted(folder.glob("*.txt")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip() or line.startswith("#"):
                continue
            name = f"{path.stem}:{number}"
            fields = line.split("|", 4)
            if len(fields) != 5 or fields[0] not in TYPES or (fields[3] or "unknown") not in STATUSES:
                raise ValueError(f"{path}:{number}: {line[:80]}")
            text, places = strip_marks(fields[4].strip())
            if "[" in text or not places["T"]:
                raise ValueError(f"{path}:{number}: brackets: {line[:80]}")
            contexts = tuple(c.strip() for c in fields[2].split(",") if c.strip())
            yield (
                name,
                text,
                EventLabel(
                    *(fields[0], second.get(name, fields[0]), fields[1].strip(), contexts, fields[3] or "unknown"),
                    *(tuple(places[name]) for name in "TAR"),
                    (0, len(text)),
                    True,
                ),
            )


def pack(items: list[tuple[str, str, list]], rng: random.Random) -> Iterator[tuple[str, str, list[tuple[int, list]]]]:
    """Sentences joined to texts of one to five: id, text, and for each sentence its offset and labels."""
    items = items[:]
    rng.shuffle(items)
    while items:
        some = [items.pop() for _ in range(min(len(items), rng.choice((1, 1, 2, 3, 5))))]
        text, placed = "", []
        for _, sentence, labels in some:
            text += rng.choice((" ", " ", "\n\n")) if text else ""
            placed.append((len(text), labels))
            text += sentence
        yield some[0][0], text, placed


def shift(spans: Spans, by: int) -> Spans:
    """The spans moved by an offset."""
    return tuple((s + by, e + by) for s, e in spans)


def shift_event(label: EventLabel, by: int) -> EventLabel:
    """The event label moved by an offset."""
    return EventLabel(
        *(label.type, label.second, label.mode, label.contexts, label.status),
        *(shift(x, by) for x in (label.triggers, label.actors, label.recipients, (label.sentence,))[:3]),
        shift((label.sentence,), by)[0],
        label.whole,
    )


def shift_earnest(label: EarnestLabel, by: int) -> EarnestLabel:
    """The label of earnestness moved by an offset."""
    return EarnestLabel(
        *(shift(x, by) for x in (label.sources, label.cues, label.contents)),
        label.earnest,
        shift((label.sentence,), by)[0],
    )


def shift_stance(label: StanceLabel, by: int) -> StanceLabel:
    """The label of a stance moved by an offset."""
    return StanceLabel(
        *(shift(x, by) for x in (label.sources, label.cues, label.contents)),
        *(label.stance, label.second),
        shift((label.sentence,), by)[0],
    )


def read_events(folder: Path) -> list[tuple[str, str, list[EventLabel]]]:
    """Every sentence once, with all its labels."""
    found: dict[str, tuple[str, str, list[EventLabel]]] = {}
    for name, text, label in read_event_lines(folder):
        found.setdefault(text, (name, text, []))[2].append(label)
    return list(found.values())


def read_reports(folder: Path) -> list[Document]:
    """The labelled reports: `# TEXTTYPE | headline`, then `KIND[ r] | sentence` lines, blank between paragraphs."""
    documents, second = [], read_second_kinds(folder.parent / "pass_b.txt")
    for path in sorted(folder.glob("*.txt")):
        blocks = re.split(r"^# ", path.read_text(encoding="utf-8"), flags=re.M)[1:]
        for number, block in enumerate(blocks, 1):
            head, *lines = block.split("\n")
            text_type, _, headline = head.partition("|")
            text, fresh = headline.strip(), True
            labels = [KindLabel(0, len(text), UNLABELLED, False, UNLABELLED)]
            blind = iter(second.get(f"{path.stem}:{number}", ()))
            for line in lines:
                if not line.strip():
                    fresh = True
                    continue
                kind, bar, sentence = line.partition("|")
                name, *flag = kind.split()
                if name not in KINDS or not bar or flag not in ([], ["r"]):
                    raise ValueError(f"{path}: {line[:80]}")
                text += "\n\n" if fresh else " "
                end = len(text) + len(sentence.strip())
                labels.append(KindLabel(len(text), end, name, bool(flag), next(blind, name)))
                text += sentence.strip()
                fresh = False
            name = f"{path.stem}:{number}"
            documents.append(Document(name, text, kinds=tuple(labels), text_type=text_type.strip()))
    return documents


def cut_out(document: Document, rng: random.Random) -> Document | None:
    """One to four labelled sentences in a row as a document of their own: short texts have kinds, too."""
    labels = [k for k in document.kinds if k.kind]
    if len(labels) < 6:
        return None
    first = rng.randrange(len(labels))
    some = labels[first : first + rng.choice((1, 1, 2, 4))]
    start, end = some[0].start, some[-1].end
    kinds = tuple(KindLabel(k.start - start, k.end - start, k.kind, k.reported, k.second) for k in some)
    return Document(document.id, document.text[start:end], kinds=kinds)


def cut_passages(name: str, document: Document) -> Iterator[Document]:
    """The paragraphs with labels of events, earnestness and stances, each with the one before and the one after it.

    Stretches that meet become one document.
    """
    labels = [*document.events, *document.earnest, *document.stances]
    borders = [0, *(m.end() for m in re.finditer(r"\n\n+", document.text)), len(document.text)]
    stretches: list[list[int]] = []
    for start, end in sorted(label.sentence for label in labels):
        first = borders[max(bisect_right(borders, start) - 2, 0)]
        last = borders[min(bisect_left(borders, end) + 1, len(borders) - 1)]
        if stretches and first <= stretches[-1][1]:
            stretches[-1][1] = max(last, stretches[-1][1])
        else:
            stretches.append([first, last])
    for stretch in stretches:
        start, end = stretch
        yield Document(
            name,
            document.text[start:end],
            events=tuple(shift_event(x, -start) for x in document.events if _is_inside(x.sentence, stretch)),
            earnest=tuple(shift_earnest(x, -start) for x in document.earnest if _is_inside(x.sentence, stretch)),
            stances=tuple(shift_stance(x, -start) for x in document.stances if _is_inside(x.sentence, stretch)),
        )


def _is_inside(inner: Sequence[int], outer: Sequence[int]) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def read_earnest(folder: Path) -> list[tuple[str, str, list[EarnestLabel]]]:
    """The labelled passages: `yes|no|marked passage` with [S source], [C cue] and [P content]."""
    found: dict[str, tuple[str, str, list[EarnestLabel]]] = {}
    for path in sorted(folder.glob("*.txt")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip() or line.startswith("#"):
                continue
            flag, _, marked = line.partition("|")
            if flag not in {"yes", "no"}:
                raise ValueError(f"{path}:{number}: {line[:80]}")
            text, places = strip_marks(marked.strip(), "SCP")
            label = EarnestLabel(*(tuple(places[x]) for x in "SCP"), flag == "yes", (0, len(text)))
            found.setdefault(text, (f"{path.stem}:{number}", text, []))[2].append(label)
    return list(found.values())


def read_stances(folder: Path) -> list[tuple[str, str, list[StanceLabel]]]:
    """The labelled passages: `STANCE|marked passage` with [S source], [C cue] and [P content]."""
    found: dict[str, tuple[str, str, list[StanceLabel]]] = {}
    blind = read_second_types(folder.parent / "pass_b.txt")
    for path in sorted(folder.glob("*.txt")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip() or line.startswith("#"):
                continue
            stance, _, marked = line.partition("|")
            text, places = strip_marks(marked.strip(), "SCP")
            if stance not in STANCES or "[" in text:
                raise ValueError(f"{path}:{number}: {line[:80]}")
            name = f"{path.stem}:{number}"
            second = blind.get(name, stance)
            label = StanceLabel(*(tuple(places[x]) for x in "SCP"), stance, second, (0, len(text)))
            found.setdefault(text, (name, text, []))[2].append(label)
    return list(found.values())
