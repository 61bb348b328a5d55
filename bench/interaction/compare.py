#!/usr/bin/env python3
"""Times tests of interaction side by side with pointpats (and R's surveillance, where R is there with it), on the same events in one run, and writes one JSON object.

    compare.py PROGRAM [--small 5000] [--large 50000] [--out FILE]

PROGRAM is the example `interaction` of `colligate-scan`, built in release. Its cost is that of the whole process, reading the
file included; of pointpats only the call is counted.
"""

import argparse
from importlib.metadata import version
import json
import os
from pathlib import Path
import random
import shutil
import subprocess
import sys
import tempfile
import time

here = Path(__file__).resolve().parent
sys.path.insert(0, str(here.parent))

from meter import machine

DAYS = 3 * 365
KM, TIME, K = 1.0, 30.0, 3


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("program", type=Path)
    options.add_argument("--small", type=int, default=5_000)
    options.add_argument("--large", type=int, default=50_000)
    options.add_argument("--out", type=Path)
    given = options.parse_args()

    result = {
        "peer": {"pointpats": version("pointpats"), "numpy": version("numpy"), "scipy": version("scipy")},
        "machine": machine(),
        "settings": {"km": KM, "days": TIME, "k": K, "mantel": "reciprocals of 1 + distance"},
        "runs": [],
    }
    with tempfile.TemporaryDirectory() as folder:
        for events, plan in ((given.small, SMALL), (given.large, LARGE)):
            path = Path(folder, f"{events}.csv")
            write_events(path, events)
            for test, permutations, peer in plan:
                run = {"test": test, "events": events, "permutations": permutations}
                run["colligate"] = ours(given.program, test, path, permutations)
                for name, peers_permutations in peer:
                    theirs = pointpats(name, path, peers_permutations)
                    run[f"pointpats {name}"] = {"permutations": peers_permutations, **theirs}
                if test == "knox" and events == given.small and shutil.which("Rscript"):
                    run["surveillance knox"] = surveillance(path, 99)
                result["runs"].append(run)
                print(json.dumps(run), file=sys.stderr)
    text = json.dumps(result, indent=2) + "\n"
    if given.out:
        given.out.write_text(text, encoding="utf-8")
    else:
        print(text, end="")


# Test, permutations of ours, and the peer's ways of making it with theirs: fewer where more would take an hour.
SMALL = [
    ("knox", 999, [("knox", 999), ("knox-class", 999)]),
    ("jacquez", 999, [("jacquez", 999)]),
    ("mantel", 999, []),
    ("mantel", 9, [("mantel", 9)]),
]
LARGE = [("knox", 999, [("knox", 999)]), ("jacquez", 999, []), ("mantel", 9, [])]


def write_events(path, count):
    """Half of the events spread over 40 by 40 km, half around fifty towns, on days of three years."""
    draw = random.Random(count)
    towns = [(draw.uniform(0, 40), draw.uniform(0, 40), draw.uniform(0.3, 2.0)) for _ in range(50)]
    with path.open("w", encoding="utf-8") as out:
        out.write("x,y,t\n")
        for event in range(count):
            if event % 2:
                x, y = draw.uniform(0, 40), draw.uniform(0, 40)
            else:
                east, north, spread = draw.choice(towns)
                x, y = draw.gauss(east, spread), draw.gauss(north, spread)
            out.write(f"{x:.5f},{y:.5f},{draw.randrange(DAYS)}\n")


def ours(program, test, path, permutations):
    """The whole process, its result and what it cost."""
    command = [program, test, path, "--km", KM, "--time", TIME, "-k", K, "--permutations", permutations]
    began = time.perf_counter()
    with subprocess.Popen([str(word) for word in command], stdout=subprocess.PIPE) as process:
        found = json.loads(process.stdout.read())
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{program} ended with {process.returncode}")
    return {
        "statistic": found.get("correlation", found["observed"]),
        "p_value": (found["permuted"] or {}).get("p_value"),
        "near_in_space": found.get("near_in_space"),
        "cpu_s": round(usage.ru_utime + usage.ru_stime, 3),
        "wall_s": round(time.perf_counter() - began, 3),
        "peak_memory_mb": round(usage.ru_maxrss / 1024),
    }


def pointpats(test, path, permutations):
    """What the peer prints of itself."""
    command = [sys.executable, here / "peer.py", test, path, "--km", KM, "--time", TIME, "-k", K]
    command += ["--permutations", permutations]
    return json.loads(subprocess.run([str(word) for word in command], stdout=subprocess.PIPE, check=True).stdout)


def surveillance(path, permutations):
    """What R's package prints of itself, where R is there with it."""
    command = ["Rscript", here / "peer.R", path, KM, TIME, permutations]
    done = subprocess.run([str(word) for word in command], stdout=subprocess.PIPE, check=True)
    # The package tells how far it is before the object.
    text = done.stdout.decode()
    return json.loads(text[text.index("{"):])


main()
