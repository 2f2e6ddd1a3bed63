import pytest

from lagebild.asking.deeds import read_deed
from lagebild.reading.parse import load_parser
from lagebild.settings import Settings


def parse(text):
    parser = load_parser(Settings(), "en")
    doc = parser.make_doc(text)
    for token in doc:
        token.is_sent_start = token.i == 0
    return next(iter(parser.pipe([doc])))


def deed_of(text, action):
    doc = parse(text)
    start = text.index(action)
    return read_deed(doc.char_span(start, start + len(action)))


@pytest.mark.parametrize(
    ("text", "action", "doers", "receivers"),
    [
        ("Ostelia will attack Havrenia.", "attack", ["Ostelia"], ["Havrenia"]),
        ("Ostelia was attacked by Havrenia.", "attacked", ["Havrenia"], ["Ostelia"]),
        ("Ostelia has no plans to attack Havrenia.", "attack", ["Ostelia"], ["Havrenia"]),
        ("Karvelia urged Ostelia to attack Havrenia.", "attack", ["Ostelia"], ["Havrenia"]),
        ("Karvelia and Ostelia attacked Havrenia.", "attacked", ["Karvelia", "Ostelia"], ["Havrenia"]),
        ("Ostelia launched an attack on Havrenia.", "attack", ["Ostelia"], ["Havrenia"]),
        ("The invasion of Havrenia by Ostelia began.", "invasion", ["Ostelia"], ["Havrenia"]),
        ("Ostelia was dragged into the war.", "dragged", ["Ostelia"], []),
    ],
)
def test_who_does_and_who_receives(text, action, doers, receivers):
    deed = deed_of(text, action)
    assert [token.text for token in deed.doers] == doers
    assert [t.text for t in deed.receivers if t.pos_ == "PROPN" and t.text not in doers] == receivers


def test_a_deed_that_is_only_spoken_of_has_no_doer():
    assert deed_of("Ostelia responded to the attack.", "attack").doers == ()
    assert deed_of("Ostelia mourned the victims of the attack.", "attack").doers == ()


@pytest.mark.parametrize(
    ("text", "past"),
    [
        ("Ostelia attacked Havrenia.", True),
        ("Ostelia has attacked Havrenia.", True),
        ("Ostelia will attack Havrenia.", False),
    ],
)
def test_what_happened_is_told_from_what_will(text, past):
    assert deed_of(text, "attacked" if past else "attack").past is past
