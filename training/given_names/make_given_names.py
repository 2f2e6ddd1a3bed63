"""Makes `src/lagebild/reading/data/given_names.tsv` from the lists of given names that the package Faker carries (MIT).

    python training/given_names/make_given_names.py

Needs Faker 40.63 and lagebild.  Only names are taken, no code: those that its lists of one gender have, and those of no
other, in two countries or languages, or in an English-speaking or German-speaking one.  Names that are family names
too in an English-speaking or German-speaking country, words (they stand in lower case in the texts written under
`training`), places, offices or bodies are left out.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections import defaultdict
from pathlib import Path
from textwrap import wrap

import faker.providers.person as persons

from lagebild.reading.naming.names import fold_word
from lagebild.reading.naming.shapes import means_something
from lagebild.reading.tables import read_table, split_cell

HERE = Path(__file__).parent
OUT = HERE.parents[1] / "src" / "lagebild" / "reading" / "data" / "given_names.tsv"
LISTS = {"m": ("first_names_male", "first_male_names"), "f": ("first_names_female", "first_female_names")}
SPOKEN = ("en", "de")
SHORTEST = 3  # letters
HEAD = """\
# Given names that tell a person's gender, folded to plain lower-case letters, beyond those of genders.tsv: names that
# only one gender has in the lists of the package Faker 40.63 (MIT licence, see NOTICE). Made by training/given_names.
# gender|names
"""


def main() -> None:
    """Collects, sifts and writes the names."""
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    family: set[str] = set()
    for module in pkgutil.iter_modules(persons.__path__):
        provider = importlib.import_module(f"faker.providers.person.{module.name}").Provider
        if module.name.startswith(SPOKEN):
            family.update(fold_word(n) for n in getattr(provider, "last_names", ()))
        for gender, lists in LISTS.items():
            for name in (n for each in lists for n in getattr(provider, each, ())):
                if name.isalpha() and len(fold_word(name)) >= SHORTEST:
                    found[fold_word(name)].add((gender, module.name))
    written = " ".join(p.read_text(encoding="utf-8") for p in sorted(HERE.parent.glob("*/*/*.txt")))
    words = set(re.findall(r"\b[a-z]+\b", written))
    by_hand = {name for kind, _, names in read_table("genders.tsv", 3) if kind == "name" for name in split_cell(names)}
    left_out = by_hand | words | family
    lines = []
    for gender in LISTS:
        names = [n for n, told in found.items() if {g for g, _ in told} == {gender} and _is_common(told)]
        kept = sorted(n for n in names if n not in left_out and not means_something(n.title()))
        lines += [f"{gender}|{row.replace(' ', ';')}" for row in wrap(" ".join(kept), 2000)]
    OUT.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")


def _is_common(told: set[tuple[str, str]]) -> bool:
    """Whether two countries or languages have a name, or one that speaks English or German."""
    places = {place for _, place in told}
    return len(places) > 1 or any(place.startswith(SPOKEN) for place in places)


if __name__ == "__main__":
    main()
