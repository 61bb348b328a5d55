#!/usr/bin/env python3
"""How many planted series Colligate finds, at a given E-value and at a given number of false alarms.

    colligate.py DIRECTORY PROGRAM [--draws 999] [--threads N] [--out FILE]

DIRECTORY holds registers as canonical CSV: null_*.csv, in which there is no series, and planted_*.csv, in which a
column `series` marks the planted members. PROGRAM is the binary `colligate`, which links each register. A series counts
as found when one reported series holds at least half of its members, two of them or more, and is no more than twice
its size. Told are those found at an E-value, with the series that null registers show at it, and those found at the
highest E-value at which null registers show so many series on average.
"""

import argparse
import csv
import json
import math
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1])]

from meter import Meter, machine

FALSE_ALARMS = (1.0, 0.1)  # in one register, and E-values


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("directory", type=Path)
    options.add_argument("program", type=Path)
    options.add_argument("--draws", type=int, default=999)
    options.add_argument("--threads", type=int)
    options.add_argument("--out", type=Path)
    given = options.parse_args()

    here, meter = machine(), Meter()
    version = subprocess.run([given.program, "--version"], check=True, capture_output=True, text=True).stdout.split()[1]
    nulls, planted = (sorted(given.directory.glob(begins + "*.csv")) for begins in ("null_", "planted_"))
    if not nulls or not planted:
        sys.exit(f"{given.directory} must hold both null_*.csv and planted_*.csv")
    with meter.stage("null"):
        chance = sorted(e_value for path in nulls for e_value, *_ in link(path, given))
    registers = []
    with meter.stage("planted"):
        for path in planted:
            reported = link(path, given)
            for label, members in planted_series(path).items():
                found = [e_value for e_value, size, deaths in reported if finds(size, deaths, members)]
                e_value = min(found, default=None)
                registers.append({"name": path.stem, "series": label, "members": len(members), "e_value": e_value})

    e_values = [register["e_value"] for register in registers]
    result = {
        "method": "Colligate",
        "version": version,
        "machine": here,
        "settings": {"draws": given.draws},
        "null_registers": len(nulls),
        "planted_series": len(registers),
        "levels": [
            level | share(e_values, chance, len(nulls), threshold)
            for rate in FALSE_ALARMS
            for level, threshold in (
                ({"e_value": rate}, rate),
                ({"false_alarms_a_register": rate}, highest_threshold(chance, rate * len(nulls))),
            )
        ],
        "stages": meter.stages,
        "registers": registers,
    }
    text = json.dumps(result, indent=2) + "\n"
    if given.out:
        given.out.write_text(text, encoding="utf-8")
    else:
        print(text, end="")


def link(path, given):
    """The series of a register as (E-value, members, deaths): a member stands for all deaths of its incident."""
    with tempfile.TemporaryDirectory() as folder:
        command = [given.program, "link", path, "--quiet", "--draws", str(given.draws), "--no-scan", "--no-replay"]
        command += ["--top", "500", "--format", "json", "--out", Path(folder) / "results"]
        command += ["--threads", str(given.threads)] if given.threads else []
        output = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout
    found = json.loads(output)["series"]
    return [(series["e_value"]["value"], len(series["members"]), deaths_of(series)) for series in found]


def deaths_of(series):
    """The deaths of a series."""
    return {death for member in series["members"] for death in (member["id"], *member["incident"])}


def planted_series(path):
    """The members of each planted series."""
    series = {}
    with open(path, encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["series"] not in ("", "0"):
                series.setdefault(row["series"], set()).add(row["id"])
    return series


def finds(size, deaths, members):
    """True where a series of this size that holds these deaths counts as having found these members."""
    held = len(deaths & members)
    return held >= 2 and 2 * held >= len(members) and size <= 2 * len(members)


def highest_threshold(chance, allowed):
    """The highest E-value at which null registers show no more series than allowed; infinite where none show more."""
    at = int(allowed + 1e-9)
    return math.nextafter(chance[at], 0) if at < len(chance) else math.inf


def share(e_values, chance, registers, threshold):
    """Series found at or below this E-value, and those that a null register shows there."""
    found = sum(e_value is not None and e_value <= threshold for e_value in e_values)
    seen = sum(e_value <= threshold for e_value in chance) / registers
    return {
        "threshold": threshold if math.isfinite(threshold) else None,
        "false_alarms_seen": seen,
        "found": found,
        "recall": round(found / max(1, len(e_values)), 4),
    }


if __name__ == "__main__":
    main()
