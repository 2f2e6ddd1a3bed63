import pytest

from lagebild.asking.declaratives import state_question
from lagebild.asking.deeds import read_deed
from lagebild.asking.mirrors import find_deed, find_opposite, is_anothers, read_asked
from lagebild.reading.parse import load_parser
from lagebild.settings import Settings


def parse(text):
    parser = load_parser(Settings(), "en")
    doc = parser.make_doc(text)
    for token in doc:
        token.is_sent_start = token.i == 0
    return next(iter(parser.pipe([doc])))


def found(question, sentence):
    asked = read_asked(parse(question))
    return asked is not None and find_deed(asked, parse(sentence)) is not None


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Will the dockers of Vell accept the offer?", "The dockers of Vell will accept the offer."),
        ("Will the dockers of Vell accept the offer?", "The dockers of Vell will not accept the offer."),
        ("Did the surgeon lose the file?", "The surgeon lost the file on a train."),
        ("Will the Pella bridge be closed?", "The Pella bridge will be closed in May."),
        ("Will Karvelia attack Ostelia?", "Karvelia will attack Ostelia."),
    ],
)
def test_a_sentence_with_the_words_of_the_question_in_their_parts_mirrors_it(question, sentence):
    assert found(question, sentence)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Will the dockers of Vell accept the offer?", "The dockers of Vell will accept the medal."),
        ("Will the dockers of Vell accept the offer?", "The dockers of Orm will accept the offer."),
        ("Will Karvelia attack Ostelia?", "Ostelia will attack Karvelia."),
        ("Will Karvelia attack Ostelia?", "Karvelia will attack Havrenia."),
        ("Will Karvelia attack Ostelia?", "Karvelia will attack Havrenia, far from Ostelia."),
        ("Will Karvelia attack Ostelia?", "Karvelia condemned the attack on Ostelia."),
        ("Will Merid Bank buy the mill?", "Savon Bank will buy the mill."),
    ],
)
def test_another_who_or_what_mirrors_nothing(question, sentence):
    assert not found(question, sentence)


def test_the_same_done_by_others_is_told_apart():
    asked = read_asked(parse("Did students occupy the library?"))
    assert is_anothers(asked, parse("Police occupied the library."))
    assert not is_anothers(asked, parse("Students occupied the library."))
    assert not is_anothers(asked, parse("They occupied the library."))


def read_question(question):
    return read_asked(parse(state_question(question, load_parser(Settings(), "en"))))


@pytest.mark.parametrize(
    ("question", "sentence", "word"),
    [
        ("Will Captain Solt be dismissed?", "The dismissal of Captain Solt is certain.", "dismissal"),
        ("Will the airport of Glave be sold?", "The sale of the airport of Glave is certain.", "sale"),
        ("Is Colonel Vann under arrest?", "Colonel Vann is under arrest.", "arrest"),
        ("Is Lena Marsh the new chief?", "Lena Marsh is the new chief.", "chief"),
        ("Was the bill passed by the Senate?", "The Senate passed the bill.", "passed"),
        ("Will the regulator fine Arkon?", "Arkon will be fined by the regulator.", "fined"),
    ],
)
def test_a_deed_is_found_as_a_noun_as_a_state_and_in_the_other_voice(question, sentence, word):
    action = find_deed(read_question(question), parse(sentence))
    assert (action.text if action is not None else None) == word


def test_a_place_may_be_named_elsewhere_in_the_sentence():
    asked = read_question("Have reservists been called up in Ostelia?")
    assert find_deed(asked, parse("No Ostelian unit has been moved, and no reservist has been called up.")) is not None
    assert find_deed(asked, parse("Ostelia says no reservist has been called up in Karvelia.")) is None


@pytest.mark.parametrize(
    ("question", "sentence", "word"),
    [
        ("Did the council approve the plan?", "The council voted down the plan.", "voted"),
        ("Will the strike end?", "The strike will go on.", "go"),
        ("Will the strike end?", "The strike will end.", None),
        ("Did the council approve the plan?", "The board rejected the plan.", None),
    ],
)
def test_a_verb_that_excludes_the_deed_is_found_with_the_same_parts(question, sentence, word):
    action = find_opposite(read_question(question), parse(sentence))
    assert (action.text if action is not None else None) == word


def test_a_question_without_a_verb_has_no_clause():
    assert read_asked(parse("Ostelia?")) is None


@pytest.mark.parametrize(
    ("text", "action", "word"),
    [
        ("Ostelia will attack Havrenia if the talks fail.", "attack", "if"),
        ("Ostelia would attack Havrenia only in a war.", "attack", "would"),
        ("Villagers hope that Ostelia will free the priest.", "free", "hope"),
        ("Ostelia is considering attacking Havrenia.", "attacking", "considering"),
        ("Ostelia will attack Havrenia.", "attack", None),
        ("The minister said that Ostelia would attack Havrenia.", "attack", None),
        ("Ostelia asked for help and attacked Havrenia.", "attacked", None),
    ],
)
def test_what_hangs_on_a_condition_or_a_wish_is_seen(text, action, word):
    doc = parse(text)
    start = text.index(action)
    condition = read_deed(doc.char_span(start, start + len(action))).condition
    assert (condition.text if condition is not None else None) == word
