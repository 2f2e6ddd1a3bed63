"""Mentions of persons gathered into persons."""

from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.reading.naming.mentions import Mention
from lagebild.reading.naming.people import gather_people


def make_mentions(*names: str, distance: int = 10) -> list[Mention]:
    """Mentions `distance` words apart; "Mr." or "Mrs." before a name gives it a gender."""
    mentions = []
    for number, name in enumerate(names):
        gender = {"Mr.": "m", "Mrs.": "f"}.get(name.split()[0], "")
        words = tuple(word for word in name.split() if word not in ("Mr.", "Mrs."))
        first = number * distance
        mentions.append(Mention(first, first + len(words) - 1, words, "person", gender, bool(gender)))
    return mentions


def names(*given_names: str, distance: int = 10) -> list[tuple[str, int]]:
    return [(" ".join(p.words), len(p.mentions)) for p in gather_people(make_mentions(*given_names, distance=distance))]


def test_a_surname_before_the_full_name_is_the_same_person():
    assert names("Holm", "Peter Holm") == [("Peter Holm", 2)]


def test_a_double_surname_belongs_to_the_longer_name():
    assert names("Ines Prado Vega", "Prado Vega", "Vega") == [("Ines Prado Vega", 3)]


def test_initials_and_transliterations_join():
    assert names("J. Holm", "Julia Holm") == [("Julia Holm", 2)]
    assert names("Serhiy Tschernow", "Sergei Chernov") == [("Serhiy Tschernow", 2)]


def test_father_and_son_stay_apart():
    assert len(names("Otto Brandt", "Otto Brandt Jr.")) == 2


def test_a_title_tells_two_of_one_surname_apart():
    assert names("Karl Brandt", "Helga Brandt", "Mrs. Brandt") == [("Karl Brandt", 1), ("Helga Brandt", 2)]


def test_a_surname_of_two_near_people_is_neither():
    assert names("Karl Brandt", "Otto Brandt", "Brandt") == [("Karl Brandt", 1), ("Otto Brandt", 1), ("Brandt", 1)]


def test_a_surname_of_two_is_the_one_named_just_now():
    far = names("Karl Brandt", *["Eva Moser"] * 6, "Otto Brandt", "Brandt", distance=80)
    assert ("Otto Brandt", 2) in far


@settings(deadline=None)
@given(st.lists(st.sampled_from(["Karl Brandt", "Otto Brandt", "Brandt", "Mrs. Brandt", "Wang", "Li Wang", "Karl"])))
def test_every_mention_has_exactly_one_person(given_names):
    mentions = make_mentions(*given_names)
    gathered = [mention for person in gather_people(mentions) for mention in person.mentions]
    assert sorted(gathered, key=lambda m: m.first) == mentions
