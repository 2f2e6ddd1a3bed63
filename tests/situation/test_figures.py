from stored_factories import make_stored

from lagebild.situation import draw_situation, find_figure
from lagebild.situation.figures import gather_figures


def names(stored):
    return sorted(tuple(sorted(f.names)) for f in gather_figures(stored))


def test_one_person_spelled_with_and_without_marks_is_one_figure():
    one = make_stored("Jana Körth spoke.", key=1, actors=[("Jana Körth", "person", {})])
    other = make_stored("Jana Korth left.", key=2, actors=[("Jana Korth", "person", {})])
    (figure,) = gather_figures([one, other])
    assert set(figure.names) == {"Jana Körth", "Jana Korth"}
    assert figure.members == ((1, "Jana Körth"), (2, "Jana Korth"))


def test_namesakes_of_different_countries_stay_apart():
    one = make_stored("Ivo Marn spoke.", key=1, actors=[("Ivo Marn", "person", {"country": "FRA"})])
    other = make_stored("Ivo Marn left.", key=2, actors=[("Ivo Marn", "person", {"country": "CHL"})])
    assert len(gather_figures([one, other])) == 2


def test_two_transliterations_are_one_when_the_country_agrees():
    one = make_stored("Sergej Najenko spoke.", key=1, actors=[("Sergej Najenko", "person", {"country": "UKR"})])
    other = make_stored("Serhey Nayenko left.", key=2, actors=[("Serhey Nayenko", "person", {"country": "UKR"})])
    unknown = make_stored("Serhey Nayenko left.", key=2, actors=[("Serhey Nayenko", "person", {})])
    assert len(gather_figures([one, other])) == 1
    assert len(gather_figures([one, unknown])) == 2


def test_similar_but_different_names_stay_apart():
    one = make_stored("Ivan Marlow spoke.", key=1, actors=[("Ivan Marlow", "person", {"country": "GBR"})])
    other = make_stored("Ivana Marlow left.", key=2, actors=[("Ivana Barlow", "person", {"country": "GBR"})])
    assert len(gather_figures([one, other])) == 2


def test_a_surname_joins_its_only_bearer_when_the_role_agrees():
    full = make_stored(
        "Harbour master Ilse Dorn spoke.", key=1, actors=[("Ilse Dorn", "person", {"roles": ["Harbour master"]})]
    )
    short = make_stored(
        "The harbour master Dorn left.", key=2, actors=[("Dorn", "person", {"roles": ["harbour master"]})]
    )
    stranger = make_stored("A baker, Dorn, left.", key=3, actors=[("Dorn", "person", {"roles": ["baker"]})])
    figures = gather_figures([full, short, stranger])
    assert {figure.members for figure in figures} == {((1, "Ilse Dorn"), (2, "Dorn")), ((3, "Dorn"),)}


def in_company(key, name, *others):
    text = f"{name} spoke. " + " ".join(f"{other} listened." for other in others)
    return make_stored(text, key=key, actors=[(name, "person", {}), *((o, "organisation", {}) for o in others)])


def test_a_surname_joins_its_only_bearer_in_the_same_company():
    full = in_company(1, "Ilse Dorn", "Pell Harbour Board", "Orl Assembly", "Lantern League")
    assert len(gather_figures([full, in_company(2, "Dorn", "Pell Harbour Board", "Orl Assembly")])) == 4
    assert len(gather_figures([full, in_company(2, "Dorn", "Pell Harbour Board")])) == 5


def test_two_spellings_are_one_in_the_same_company_but_siblings_are_not():
    bodies = ("Pell Harbour Board", "Orl Assembly")
    one, two = in_company(1, "Ludmira Zhestova", *bodies), in_company(2, "Lyudmira Schestowa", *bodies)
    assert len(gather_figures([one, two])) == 3
    assert len(gather_figures([in_company(1, "Ivan Marlow", *bodies), in_company(2, "Ivana Marlow", *bodies)])) == 4


def test_a_surname_of_two_people_joins_neither():
    one = make_stored("Ilse Dorn spoke.", key=1, actors=[("Ilse Dorn", "person", {"country": "DEU"})])
    two = make_stored("Otto Dorn spoke.", key=2, actors=[("Otto Dorn", "person", {"country": "DEU"})])
    short = make_stored("Dorn left.", key=3, actors=[("Dorn", "person", {"country": "DEU"})])
    assert len(gather_figures([one, two, short])) == 3


def test_a_state_its_government_and_its_army_are_three_figures():
    actors = [
        ("Chile", "state", {"country": "CHL"}),
        ("Santiago", "state", {"country": "CHL", "sector": "GOV"}),
        ("Chilean army", "organisation", {"country": "CHL", "sector": "MIL"}),
    ]
    text = "Chile waits. Santiago denies. The Chilean army is silent."
    assert len(gather_figures([make_stored(text, key=1, actors=actors), make_stored(text, key=2, actors=actors)])) == 3


def test_a_capital_that_speaks_is_the_government():
    one = make_stored("Santiago denies.", key=1, actors=[("Santiago", "state", {"country": "CHL", "sector": "GOV"})])
    other = make_stored(
        "The Chilean government denies.",
        key=2,
        actors=[("Chilean government", "organisation", {"country": "CHL", "sector": "GOV"})],
    )
    assert len(gather_figures([one, other])) == 1


def test_ministries_of_one_government_stay_apart():
    text = "The Defence Ministry and the Health Ministry differ."
    actors = [
        ("Defence Ministry", "organisation", {"country": "CHL", "sector": "GOV"}),
        ("Health Ministry", "organisation", {"country": "CHL", "sector": "GOV"}),
    ]
    assert len(gather_figures([make_stored(text, actors=actors)])) == 2


def test_observers_of_two_reports_are_not_the_same_people():
    stored = [
        make_stored("Some observers doubt it.", key=k, actors=[("Some observers", "unnamed", {})]) for k in (1, 2)
    ]
    assert len(gather_figures(stored)) == 2


def test_a_name_is_found_in_other_spellings_by_surname_and_by_role():
    stored = make_stored(
        "General Ilse Dörn, commander of the Northern Fleet, spoke with Otto Hahl.",
        actors=[
            ("Ilse Dörn", "person", {"roles": ["commander of the Northern Fleet"]}),
            ("Otto Hahl", "person", {}),
        ],
    )
    situation = draw_situation([stored])
    for query in ("Ilse Dörn", "dorn", "General Dörn", "commander", "Northern Fleet", "Ilse Dorne"):
        assert [figure.name for figure in find_figure(situation, query)] == ["Ilse Dörn"], query
    for query in ("", "   ", "Nobody", "x" * 10_000):
        assert find_figure(situation, query) == ()
