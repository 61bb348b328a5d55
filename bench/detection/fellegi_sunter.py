#!/usr/bin/env python3
"""How many planted series a Splink model of pairs finds, at a given number of false alarms.

    fellegi_sunter.py DIRECTORY [--model FILE] [--km 1] [--days 540] [--out FILE]

DIRECTORY holds registers as canonical CSV: null_*.csv, in which there is no series, and planted_*.csv, in which a column
`series` marks the planted members. Pairs within reach are scored, and those at or above a threshold join deaths into
clusters. The threshold is the lowest at which null registers show so many clusters on average, and show no more at any
threshold above it; a series counts as found when one cluster holds at least half of its members, two of them or
more, and is no more than twice its size.
"""

import argparse
import json
import logging
import sys
from importlib.metadata import version
from pathlib import Path

BENCH = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(BENCH), str(BENCH / "splink")]

import duckdb

from meter import Meter, machine
from model import find_pairs, load_deaths, make_linker, read_model

FALSE_ALARMS = (1.0, 0.1)  # in one register
STRONGEST_KEPT = 20_000  # pairs of a register: far more than any threshold of interest lets through


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("directory", type=Path)
    options.add_argument("--model", type=Path)
    options.add_argument("--km", type=float, default=1.0)
    options.add_argument("--days", type=int, default=540)
    options.add_argument("--out", type=Path)
    given = options.parse_args()
    logging.disable(logging.WARNING)

    here, meter, model = machine(), Meter(), read_model(given.model)
    nulls, planted = (sorted(given.directory.glob(begins + "*.csv")) for begins in ("null_", "planted_"))
    if not nulls or not planted:
        sys.exit(f"{given.directory} must hold both null_*.csv and planted_*.csv")
    with meter.stage("null"):
        chance = [strongest_pairs(path, model, given)[0] for path in nulls]
    with meter.stage("planted"):
        scored = [(path.stem, *strongest_pairs(path, model, given)) for path in planted]

    levels = []
    for rate in FALSE_ALARMS:
        threshold, seen = lowest_threshold(chance, rate)
        found = [finds(pairs, members, threshold) for _, pairs, series in scored for members in series.values()]
        levels.append(
            {
                "false_alarms_a_register": rate,
                "threshold": round(threshold, 4),
                "false_alarms_seen": seen,
                "found": sum(found),
                "recall": round(sum(found) / max(1, len(found)), 4),
            }
        )
    result = {
        "method": "Splink pairs, connected components",
        "versions": {"splink": version("splink"), "duckdb": version("duckdb")},
        "machine": here,
        "settings": {"max_km": given.km, "max_days": given.days, "model": str(given.model or "bench/splink/model.json")},
        "null_registers": len(nulls),
        "planted_series": sum(len(series) for _, _, series in scored),
        "levels": levels,
        "stages": meter.stages,
        "registers": [
            {
                "name": name,
                "series": [
                    {"series": label, "members": len(members), "first_found_at": first_found(pairs, members)}
                    for label, members in series.items()
                ],
            }
            for name, pairs, series in scored
        ],
    }
    text = json.dumps(result, indent=2) + "\n"
    if given.out:
        given.out.write_text(text, encoding="utf-8")
    else:
        print(text, end="")


def strongest_pairs(path, model, given):
    """The strongest pairs of a register as (match weight, death, death), strongest first, and the planted series."""
    connection = duckdb.connect()
    connection.execute("set enable_progress_bar = false")
    load_deaths(connection, path)
    series = {}
    if "series" in connection.sql(f"from read_csv('{path}', header = true, all_varchar = true)").columns:
        rows = connection.execute(
            f"""select series, names.id from read_csv('{path}', header = true, all_varchar = true) as r
                join names on names.name = r.id where coalesce(series, '0') not in ('', '0') order by series, names.id"""
        ).fetchall()
        for label, death in rows:
            series.setdefault(label, set()).add(death)
    find_pairs(connection, given.km, given.days)
    scored = make_linker(connection, model).inference.predict(threshold_match_weight=-20)
    pairs = connection.execute(
        f"""select match_weight, id_l, id_r from {scored.physical_name}
            order by match_weight desc, id_l, id_r limit {STRONGEST_KEPT}"""
    ).fetchall()
    connection.close()
    return pairs, series


class Clusters:
    """Deaths joined by pairs, and how many clusters of two or more there are."""

    def __init__(self):
        self.parent, self.size, self.count = {}, {}, 0

    def find(self, death):
        """The death that stands for the cluster of this one."""
        while (above := self.parent.setdefault(death, death)) != death:
            self.parent[death] = self.parent[above]
            death = above
        return death

    def join(self, a, b):
        """Puts two deaths in one cluster."""
        a, b = self.find(a), self.find(b)
        if a == b:
            return
        sizes = self.size.get(a, 1), self.size.get(b, 1)
        self.count += 1 - sum(size > 1 for size in sizes)
        self.parent[b], self.size[a] = a, sum(sizes)


def lowest_threshold(chance, rate):
    """The lowest weight to which the mean number of clusters stays at or below the rate, and that number there."""
    everything = sorted(
        ((weight, register, a, b) for register, pairs in enumerate(chance) for weight, a, b in pairs), reverse=True
    )
    clusters = [Clusters() for _ in chance]
    threshold, seen, total, place = float("inf"), 0.0, 0, 0
    while place < len(everything):
        weight = everything[place][0]
        while place < len(everything) and everything[place][0] == weight:
            _, register, a, b = everything[place]
            total -= clusters[register].count
            clusters[register].join(a, b)
            total += clusters[register].count
            place += 1
        if total > rate * len(chance) + 1e-9:
            break
        threshold, seen = weight, total / len(chance)
    return threshold, seen


def holds(clusters, members):
    """True where one cluster counts as having found these members."""
    roots = [clusters.find(member) for member in members]
    return any(
        (held := roots.count(root)) >= 2 and 2 * held >= len(members) and clusters.size.get(root, 1) <= 2 * len(members)
        for root in set(roots)
    )


def finds(pairs, members, threshold):
    """True where the clusters at this threshold find these members."""
    clusters = Clusters()
    for weight, a, b in pairs:
        if weight < threshold:
            break
        clusters.join(a, b)
    return holds(clusters, members)


def first_found(pairs, members):
    """The highest weight at which these members are found; None if at none."""
    clusters = Clusters()
    for weight, a, b in pairs:
        clusters.join(a, b)
        if (a in members or b in members) and holds(clusters, members):
            return round(weight, 4)
    return None


if __name__ == "__main__":
    main()
