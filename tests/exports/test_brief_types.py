"""Kinds, label and experts in a brief, and that nothing of a report gets out of its place."""

import re
from dataclasses import replace
from datetime import UTC, datetime

from lagebild.exports.brief_html import render_brief_html
from lagebild.exports.brief_markdown import render_brief_markdown
from lagebild.exports.brief_types import view_type
from lagebild.records import Actor, Claim, Part, Reading, Reason, Report, Sentence, Span, Stored, TextType
from lagebild.situation import draw_situation

NOW = datetime(2031, 5, 2, tzinfo=UTC)
TEXT = "It rained. That was <b>overdue</b>. Jonna Wiek is a hydrologist."


def make_stored(name="Jonna Wiek"):
    second, third = TEXT.index("That"), TEXT.index("Jonna")
    sentences = (
        Sentence(0, 10, "fact", False, 0.8),
        Sentence(second, third - 1, "assessment", True, 0.8),
        Sentence(third, len(TEXT), "background", False, 0.8),
    )
    role = TEXT.index("hydrologist")
    actor = Actor(
        "a1",
        name,
        "person",
        (Span(third, third + 10),),
        roles=(Claim("hydrologist", Span(role, role + 11)),),
        expert=True,
    )
    report = Report("r", "r", TEXT, (Part(0, len(TEXT), "body"),), language="en")
    found = TextType("news", None, 0.6, (Reason(second, third - 1, "a <i>reason</i>"),))
    reading = Reading(report, sentences, actors=(actor,), text_type=found, readers={"attribution": "1"})
    return Stored(1, 1, 1, NOW, reading)


def render(stored):
    return render_brief_html(draw_situation([stored]), NOW, "Rain")


def test_the_bar_is_filled_from_end_to_end():
    shares = view_type(make_stored()).shares
    assert [share.kind for share in shares] == ["fact", "background", "assessment"]
    assert shares[0].start == 0
    assert abs(shares[-1].start + shares[-1].length - 100) < 0.1


def test_no_bar_where_no_kind_was_read():
    stored = make_stored()
    bare = tuple(replace(s, kind="unknown") for s in stored.reading.sentences)
    assert view_type(replace(stored, reading=replace(stored.reading, sentences=bare))).shares == ()


def test_the_page_marks_kinds_by_sign_and_words():
    page = render(make_stored())
    assert re.search(r'class="k k-assessment"[^>]*title="assessment, reported: [^"]*"[^>]*>◆”<', page)
    assert 'aria-label="stated as fact:"' in page


def test_label_stands_before_and_experts_after_the_copy():
    copy = render(make_stored()).split('id="r1"')[-1]
    assert copy.index("reader-label") < copy.index("It rained.") < copy.index("Experts in this text")
    assert 'href="#r1-s2"' in copy


def test_markup_of_a_report_stays_text():
    page = render(make_stored("<script>x</script>"))
    assert "<script" not in page
    assert "<i>reason" not in page
    assert "<b>overdue" not in page


def test_markdown_says_label_shares_reasons_and_experts():
    page = render_brief_markdown(draw_situation([make_stored()]), NOW, "Rain")
    assert "This text reports current events." in page
    assert "◆ assessment 33 %" in page
    assert "expert: Jonna Wiek; hydrologist" in page
    assert "says so: Jonna Wiek is a hydrologist." in page
