#!/usr/bin/env python3
"""Runs one test of pointpats on a CSV of x, y and t and prints what it found and what the call alone cost.

    peer.py TEST EVENTS --km 1 --time 30 -k 3 --permutations 999

TEST is knox (the function), knox-class, jacquez or mantel. Loading Python and the file is not counted.
"""

import argparse
import csv
import json
from pathlib import Path
import sys
import warnings

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
warnings.simplefilter("ignore")

import numpy
from pointpats.spacetime import Knox, jacquez, knox, mantel

from meter import Meter, peak_memory_mb


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("test", choices=["knox", "knox-class", "jacquez", "mantel"])
    options.add_argument("events", type=Path)
    options.add_argument("--km", type=float, default=1.0)
    options.add_argument("--time", type=float, default=30.0)
    options.add_argument("-k", type=int, default=3)
    options.add_argument("--permutations", type=int, default=999)
    given = options.parse_args()
    with given.events.open(newline="", encoding="utf-8") as rows:
        events = numpy.array([[float(row[name]) for name in "xyt"] for row in csv.DictReader(rows)])
    places, times = events[:, :2].copy(), events[:, 2:].copy()
    numpy.random.seed(1)

    def run():
        if given.test == "knox":
            return knox(places, times, given.km, given.time, given.permutations)
        if given.test == "knox-class":
            found = Knox(places, times, given.km, given.time, given.permutations)
            return {"stat": found.statistic_, "pvalue": found.p_sim}
        if given.test == "jacquez":
            return jacquez(places, times, given.k, given.permutations)
        return mantel(places, times, given.permutations)

    meter = Meter()
    with meter.stage("test"):
        found = run()
    print(
        json.dumps(
            {
                "statistic": float(numpy.ravel(found["stat"])[0]),
                "p_value": float(numpy.ravel(found["pvalue"])[0]),
                **meter.stages["test"],
                "peak_memory_mb": peak_memory_mb(),
            }
        )
    )


main()
