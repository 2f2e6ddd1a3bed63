"""What is judged within one report: metadata, parts, dates, statements, roles."""

from __future__ import annotations

from datetime import datetime

from gold import Names, Row, Tally, likeness, locate, same_words, words_at

from lagebild.records import Reading, Span, Statement

_FOUND = 0.5


def judge_metadata(tally: Tally, reading: Reading, row: Row) -> None:
    """Title, outlet, authors, times, language and declared type of one page."""
    report, page = reading.report, row["page"]
    found = {
        "title": report.title,
        "outlet": report.outlet,
        "language": report.language,
        "published": report.published,
        "updated": report.updated,
    }
    for name, value in found.items():
        wanted = datetime.fromisoformat(row[name]) if name in {"published", "updated"} else row[name]
        tally.judge("metadata", value == wanted, f"{page} {name} is {value}, not {wanted}")
    authors = list(report.authors)
    right = authors == row["authors"] or (not row["authors"] and authors == row.get("credits"))
    tally.judge("metadata", right, f"{page} authors are {authors}, not {row['authors']}")
    declared = reading.text_type.declared
    silent = row["declared"] == "NewsArticle" and declared is None
    tally.judge("declared", silent or declared == row["text_type"], f"{page} declares {declared}")


def judge_parts(tally: Tally, reading: Reading, row: Row) -> None:
    """Whether the words of each part stand in a part of its name."""
    text = reading.report.text
    parts = [(p.part, " ".join(text[p.start : p.end].split())) for p in reading.report.parts]
    for wanted in row["parts"]:
        held = {name for name, words in parts if wanted["words"] in words}
        right = wanted["part"] in held
        tally.judge("parts", right, f"{row['page']} {wanted['part']} is {sorted(held)}: {wanted['words'][:60]}")


def judge_dates(tally: Tally, reading: Reading, row: Row) -> None:
    """Whether each expression is found, and with its type and value."""
    for wanted in row["dates"]:
        place = locate(reading.report.text, wanted["words"], wanted["within"])
        near = [d for d in reading.dates if place and d.start < place.end and d.end > place.start]
        here = f"{row['page']} {wanted['within']!r}"
        tally.judge("dates_found", bool(near), here)
        values = [f"{d.type} {d.value}" for d in near]
        due = f"{wanted['type']} {wanted['value']}"
        tally.judge("dates_value", due in values, f"{here} is {values}, not {due}")


def judge_statements(tally: Tally, reading: Reading, row: Row, names: Names) -> None:
    """Whether each statement is found; of those found, whose it is and the stance."""
    for wanted in row["statements"]:
        here = f"{row['page']} {wanted['id']} {wanted['speaker']} {wanted['stance']}: {wanted['words'][:60]!r}"
        found = _find_statement(reading, wanted)
        tally.judge("statements_found", found is not None, here)
        if found is None:
            if wanted["stance"] == "denies":
                tally.judge("denials_found", False)
            continue
        judge_speaker(tally, reading, found.speaker, (wanted["speaker"], here), names)
        tally.judge("stance_right", found.stance == wanted["stance"], f"{found.stance} for {here}")
        if wanted["stance"] == "denies":
            tally.judge("denials_found", found.stance == "denies")
        else:
            tally.judge("no_false_denial", found.stance != "denies", here)
        if "serious" in wanted:
            tally.judge("jokes_seen", found.serious is False, here)


def judge_speaker(tally: Tally, reading: Reading, speaker: str | None, wanted: tuple[str, str], names: Names) -> None:
    """Count a speaker as right, unknown or wrong; somebody unnamed for somebody with a name is unknown."""
    actor, (name, here) = reading.actor(speaker), wanted
    right = actor is not None and names.fit(actor, reading.report.text, name)
    vague = actor is None or (actor.kind == "unnamed" and name != name.lower())
    tally.judge("speaker_right", right)
    tally.judge("speaker_unknown", vague and not right)
    tally.judge("speaker_not_wrong", right or vague, f"{actor.name if actor else None} for {here}")


def _find_statement(reading: Reading, wanted: Row) -> Statement | None:
    """The predicted statement that is the gold's; None when there is none."""
    text = reading.report.text
    if "within" in wanted:
        around = locate(text, wanted["within"])
        inside = [s for s in reading.statements if around and _lies_in(s, around)]
        short = [s for s in inside if len(words_at(text, s.content)) <= 1 or s.stance == wanted["stance"]]
        return max(short, key=lambda s: s.stance == wanted["stance"], default=None)
    place = locate(text, wanted["words"])
    if place is None:
        return None
    due = words_at(text, [place])
    scored = []
    for statement in reading.statements:
        content = words_at(text, statement.content)
        alike = likeness(due, content)
        if alike >= _FOUND or due <= content:
            scored.append((alike, statement))
    return max(scored, key=lambda pair: pair[0])[1] if scored else None


def _lies_in(statement: Statement, around: Span) -> bool:
    """Whether a statement is made in this stretch: its cue, else its content, stands there."""
    return any(around.start <= s and e <= around.end for s, e in statement.cue or statement.content)


def judge_role(tally: Tally, reading: Reading, row: Row, names: Names) -> None:
    """Role, affiliation and expert of one actor of one page; an actor that was not found has none of them right."""
    found = [a for a in reading.actors if names.fit(a, reading.report.text, row["actor"])]
    here = f"{row['page']} {row['actor']}"
    held = [c.words for a in found for c in a.roles]
    tally.judge("roles", any(same_words(w, row["role"]) for w in held), f"{here} is {held}, not {row['role']!r}")
    if row["affiliation"]:
        held = [c.words for a in found for c in a.affiliations]
        right = any(same_words(w, row["affiliation"]) for w in held)
        tally.judge("affiliations", right, f"{here} is at {held}, not {row['affiliation']!r}")
    tally.judge("experts", any(a.expert for a in found) == row["expert"] and bool(found), f"{here} {row['expert']}")
