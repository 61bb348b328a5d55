#!/usr/bin/env python3
"""Times a prospective space-time permutation scan as events grow, beside SaTScan, and writes one JSON object.

    compare.py PROGRAM [--sizes 1000,10000,50000] [--draws 999] [--peers DIR] [--out FILE]

PROGRAM is `colligate`, built in release. DIR holds `gen_scan_events.py N SEED FOLDER`, which
writes N.cas and N.geo (point events on 40 by 40 km and three years of days, one cluster planted), and `scan_base.prm` (circles up
to 10% of the cases, windows up to 60 days); by default `../shared/peers` beside this repository.

Both programs read the same files. With SATSCAN=/path/to/its/batch/program in the environment the peer is run in the same go,
with as few draws as tell what one costs; without it, its seconds are those published for that program on these cases.
Costs are those of the whole process, reading included.
"""

import argparse
import json
import math
import os
from pathlib import Path
import re
import subprocess
import sys
import tempfile
import time

here = Path(__file__).resolve().parent
sys.path.insert(0, str(here.parent))

from meter import machine

SEED = 1
SETTINGS = {"AnalysisType": 4, "MaxSpatialSizeInPopulationAtRisk": 10, "MaxTemporalSize": 60}

# CPU seconds and peak megabytes of SaTScan 10.3.2 (batch, built from its published source) on these cases, by events and draws.
PUBLISHED = {
    "source": "SaTScan 10.3.2, built from its published source, measured before on a two-core machine of the same kind",
    "runs": {
        1_000: [{"draws": 999, "cpu_s": 21.7, "peak_memory_mb": 55}],
        10_000: [
            {"draws": 0, "cpu_s": 22.8, "peak_memory_mb": 294},
            {"draws": 9, "cpu_s": 73.9, "peak_memory_mb": 466},
        ],
        50_000: [{"draws": 0, "cpu_s": 869.0, "peak_memory_mb": 1_843}],
    },
}


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("program", type=Path)
    options.add_argument("--sizes", default="1000,10000,50000")
    options.add_argument("--draws", type=int, default=999)
    options.add_argument("--peers", type=Path, default=here.parents[2] / "shared" / "peers")
    options.add_argument("--out", type=Path)
    given = options.parse_args()
    generator, base = given.peers / "gen_scan_events.py", given.peers / "scan_base.prm"
    for needed in (given.program, generator, base):
        if not needed.is_file():
            sys.exit(f"{needed} is not there; see --help")
    sizes = [int(size) for size in given.sizes.split(",")]

    satscan = os.environ.get("SATSCAN")
    result = {
        "machine": machine(),
        "settings": {"model": "space-time permutation", "timing": "prospective", "max_share": 0.1, "max_days": 60},
        "peer": "run in the same go" if satscan else PUBLISHED["source"],
        "cases": [],
    }
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            subprocess.run(
                [sys.executable, generator, str(size), str(SEED), folder], check=True, stdout=subprocess.DEVNULL
            )
            ours = [median_run(given.program, base, Path(folder), size, draws) for draws in (0, given.draws)]
            case = {"events": size, "colligate": ours}
            case["colligate_a_draw_cpu_s"] = a_draw(ours)
            case["satscan"] = theirs = run_peer(satscan, base, Path(folder), size, given.draws)
            whole, estimated = whole_run(theirs, given.draws)
            case["satscan_whole_cpu_s"], case["satscan_whole_is"] = whole, estimated
            if whole:
                case["times_less_cpu"] = round(whole / max(ours[-1]["cpu_s"], 0.01), 1)
            bare = [run["cpu_s"] for run in theirs if run["draws"] == 0]
            if bare:
                case["times_less_cpu_without_draws"] = round(bare[0] / max(ours[0]["cpu_s"], 0.01), 1)
            result["cases"].append(case)
            print(json.dumps(case), file=sys.stderr)
    costs = [(case["events"], case["colligate"][-1]["cpu_s"]) for case in result["cases"]]
    result["growth"] = growth(costs)
    text = json.dumps(result, indent=2) + "\n"
    if given.out:
        given.out.write_text(text, encoding="utf-8")
    else:
        print(text, end="")


def parameters(base, folder, size, draws):
    """The base parameters for one case, as a file beside its data."""
    text = base.read_text(encoding="utf-8")
    path = folder / f"{size}-{draws}.prm"
    files = {"CaseFile": f"{size}.cas", "CoordinatesFile": f"{size}.geo", "ResultsFile": f"{size}-{draws}.txt"}
    files = {name: folder / value for name, value in files.items()}
    for name, value in {**files, **SETTINGS, "MonteCarloReps": draws}.items():
        text, changed = re.subn(rf"(?m)^{name}=.*$", lambda _: f"{name}={value}", text)
        if changed != 1:
            sys.exit(f"{base} has {changed} lines with {name}; one is needed")
    path.write_text(text, encoding="utf-8")
    return path


def median_run(program, base, folder, size, draws):
    """Our run; where it takes less than a second, the one of median cost of five."""
    runs = [run_ours(program, base, folder, size, draws)]
    if runs[0]["cpu_s"] < 1:
        runs += [run_ours(program, base, folder, size, draws) for _ in range(4)]
    return sorted(runs, key=lambda run: run["cpu_s"])[len(runs) // 2]


def run_ours(program, base, folder, size, draws):
    """Our run, with the statistic of its strongest cluster."""
    file = parameters(base, folder, size, draws)
    out = ["--quiet", "--format", "json", "--out", file.with_suffix("")]
    printed, cost = timed([program, "scan", "--prm", file, "--all-draws", *out])
    clusters = json.loads(printed)["result"]["clusters"]
    return {"draws": draws, "statistic": round(clusters[0]["statistic"], 6) if clusters else None, **cost}


def run_peer(satscan, base, folder, size, draws):
    """The peer's runs: the whole one where it takes minutes, else none and nine draws, which tell what one costs."""
    if not satscan:
        return PUBLISHED["runs"].get(size, [])
    few = [draws] if size <= 1_000 else [0, 9] if size <= 10_000 else [0]
    runs = []
    for count in few:
        file = parameters(base, folder, size, count)
        _, cost = timed([satscan, file])
        found = re.search(r"Test statistic\.*: ([\d.]+)", (folder / f"{size}-{count}.txt").read_text(encoding="utf-8"))
        runs.append({"draws": count, "statistic": float(found[1]) if found else None, **cost})
    return runs


def timed(command):
    """What a program prints, and what it cost."""
    began = time.perf_counter()
    with subprocess.Popen([str(word) for word in command], stdout=subprocess.PIPE, text=True) as process:
        printed = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{command[0]} ended with {process.returncode}")
    return printed, {
        "cpu_s": round(usage.ru_utime + usage.ru_stime, 3),
        "wall_s": round(time.perf_counter() - began, 3),
        "peak_memory_mb": round(usage.ru_maxrss / 1024),
    }


def a_draw(runs):
    """CPU seconds of one draw, from two runs with different numbers of them."""
    first, last = runs[0], runs[-1]
    draws = last["draws"] - first["draws"]
    return round((last["cpu_s"] - first["cpu_s"]) / draws, 5) if draws else None


def whole_run(runs, draws):
    """CPU seconds of the peer with all draws, and how they are known."""
    for run in runs:
        if run["draws"] == draws:
            return run["cpu_s"], "measured"
    if len(runs) < 2:
        return None, "not known: no draw was measured"
    return round(runs[0]["cpu_s"] + (draws - runs[0]["draws"]) * a_draw(runs)), "from runs with fewer draws"


def growth(costs):
    """Exponents of the growth of cost with events: over all cases (least squares of logarithms), and from each to the next."""
    if len(costs) < 2:
        return None
    points = [(math.log(events), math.log(max(cost, 1e-3))) for events, cost in costs]
    x, y = (sum(values) / len(points) for values in zip(*points))
    slope = sum((a - x) * (b - y) for a, b in points) / sum((a - x) ** 2 for a, _ in points)
    steps = [
        {"from": first[0], "to": last[0], "exponent": round((q[1] - p[1]) / (q[0] - p[0]), 2)}
        for (first, last), (p, q) in zip(zip(costs, costs[1:]), zip(points, points[1:]))
    ]
    return {"exponent": round(slope, 2), "steps": steps}


main()
