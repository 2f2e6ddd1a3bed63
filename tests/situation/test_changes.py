from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from stored_factories import DAY, make_stored

from lagebild.situation import compare_versions

OLD = "Seven people were hurt when the dam broke. The mayor resigned. It rained."


def test_an_altered_sentence_shows_its_words():
    new = make_stored(OLD.replace("Seven", "Nine"), version=2)
    changes = compare_versions(make_stored(OLD), new)
    (altered,) = changes.altered
    assert (altered.removed, altered.added) == (("Seven",), ("Nine",))
    assert (changes.added, changes.removed, changes.title) == ((), (), None)
    assert (changes.old, changes.new) == (1, 2)


def test_added_and_removed_sentences_are_told_apart():
    new = make_stored(
        "Seven people were hurt when the dam broke. It rained. Schools stay closed until Friday.", version=2
    )
    changes = compare_versions(make_stored(OLD), new)
    assert [c.text for c in changes.removed] == ["The mayor resigned."]
    assert [c.text for c in changes.added] == ["Schools stay closed until Friday."]
    assert changes.altered == ()


def test_title_and_times_are_compared():
    new = make_stored(OLD, version=2, title="Correction", updated=DAY + timedelta(hours=1))
    changes = compare_versions(make_stored(OLD), new)
    assert changes.title == ("Title 1", "Correction")
    assert changes.updated == (None, DAY + timedelta(hours=1))
    assert not changes.nothing


def test_another_reports_teaser_is_no_change():
    old = make_stored(OLD + "\n\nMore: sports.", parts=[("Seven", "body"), ("More", "teaser")])
    new = make_stored(OLD + "\n\nMore: weather.", parts=[("Seven", "body"), ("More", "teaser")], version=2)
    assert compare_versions(old, new).nothing


sentences = st.lists(st.sampled_from(["It rained.", "The dam broke.", "The dam held.", "Nobody was hurt."]), max_size=8)


@given(sentences, sentences)
@settings(max_examples=60, deadline=None)
def test_every_sentence_is_kept_removed_added_or_altered(before, after):
    old, new = make_stored(" ".join(before)), make_stored(" ".join(after), version=2)
    changes = compare_versions(old, new)
    kept_before = len(before) - len(changes.removed) - len(changes.altered)
    kept_after = len(after) - len(changes.added) - len(changes.altered)
    assert kept_before == kept_after >= 0
    assert compare_versions(new, new).nothing
