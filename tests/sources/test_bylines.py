import pytest

from lagebild.sources.bylines import split_authors
from lagebild.sources.part_forms import is_byline


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        (["By Mara Quill and Tom Ester"], ("Mara Quill", "Tom Ester")),
        (["Von Jana Muster, Ole Beispiel und Ada Probe"], ("Jana Muster", "Ole Beispiel", "Ada Probe")),
        (["Mara Quill; Mara Quill", "MARA QUILL"], ("Mara Quill",)),
        (["Mara Quill (mara@example.org)", "https://example.org/authors/mara"], ("Mara Quill",)),
        (["Mara Quill, Foreign Correspondent"], ("Mara Quill",)),
        (["Mara Quill in Lower Vale"], ("Mara Quill",)),
        (["John A Smith"], ("John A Smith",)),
        (["admin", "", "Redaktion", "12:30 Uhr"], ()),
        (["Lina Da Costa y Pedro Di Santi"], ("Lina Da Costa", "Pedro Di Santi")),
        (["Автор: Олена Зразок"], ("Олена Зразок",)),
    ],
)
def test_names_are_freed_of_what_stands_around_them(stated, expected):
    assert split_authors(stated) == expected


def test_a_byline_is_told_from_a_sentence():
    assert is_byline("By Mara Quill and Tom Ester")
    assert is_byline("Von Jana Muster")
    assert not is_byline("By Monday the river had risen")
    assert not is_byline("Von dort aus ist die Stadt zu sehen.")
