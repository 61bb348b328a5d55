#!/usr/bin/env python3
"""Scores with Splink every pair of deaths within reach and says what it cost and how good it was.

    link.py REGISTER [--truth FILE] [--model FILE] [--threads N] [--memory 16GB] [--threshold 0.5] [--out FILE]

REGISTER is canonical CSV or Parquet; the truth file has the columns id and series, members of series only. Prints one
JSON object, or adds it to the list in FILE.
"""

import argparse
import json
import logging
from importlib.metadata import version
from pathlib import Path
import sys

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import duckdb

from meter import Meter, machine, peak_memory_mb
from model import find_pairs, load_deaths, make_linker, read_model


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("register", type=Path)
    options.add_argument("--truth", type=Path)
    options.add_argument("--model", type=Path)
    options.add_argument("--threads", type=int)
    options.add_argument("--memory", default="16GB")
    options.add_argument("--threshold", type=float, default=0.5, help="match probability below which a pair is not kept")
    options.add_argument("--out", type=Path)
    given = options.parse_args()
    logging.disable(logging.WARNING)

    here, meter, model = machine(), Meter(), read_model(given.model)
    connection = duckdb.connect()
    connection.execute(f"set memory_limit = '{given.memory}'; set enable_progress_bar = false")
    if given.threads:
        connection.execute(f"set threads = {given.threads}")

    with meter.stage("load"):
        load_deaths(connection, given.register)
    with meter.stage("pairs"):
        pairs = find_pairs(connection, model["max_km"], model["max_days"])
    with meter.stage("train"):
        linker = make_linker(connection, model)
    with meter.stage("score"):
        scored = linker.inference.predict(threshold_match_probability=given.threshold)
    with meter.stage("cluster"):
        linker.clustering.cluster_pairwise_predictions_at_threshold(scored, threshold_match_probability=given.threshold)
    memory = peak_memory_mb()

    rows = connection.execute("select count(*) from deaths").fetchall()[0][0]
    working = sum(meter.stages[name]["cpu_s"] for name in ("pairs", "score"))
    result = {
        "tool": "splink",
        "versions": {"splink": version("splink"), "duckdb": version("duckdb")},
        "machine": here,
        "register": given.register.name,
        "deaths": rows,
        "pairs": pairs,
        "stages": meter.stages,
        "pairs_and_score_cpu_s": round(working, 3),
        "total_cpu_s": round(sum(stage["cpu_s"] for stage in meter.stages.values()), 3),
        "peak_memory_mb": memory,
        "threshold": given.threshold,
        "kept": connection.execute(f"select count(*) from {scored.physical_name}").fetchall()[0][0],
    }
    if given.truth:
        result["accuracy_of_pairs"] = accuracy(connection, scored.physical_name, given.truth, (given.threshold, 0.9, 0.99))
    report(result, given.out)


def accuracy(connection, scored, truth, thresholds):
    """Precision, recall and F1 of pairs at fixed probabilities, and the best F1 any cut would give with hindsight."""
    connection.execute(
        f"""create table truth as select names.id, series from read_csv('{truth}', header = true, types = {{'id': 'varchar'}}) as t
            join names on names.name = t.id"""
    )
    total = connection.execute(
        "select coalesce(sum(n * (n - 1) // 2), 0) from (select count(*) as n from truth group by series)"
    ).fetchall()[0][0]
    connection.execute(
        f"""create table judged as select match_weight, match_probability, coalesce(a.series = b.series, false) as true_
            from {scored} as s left join truth as a on a.id = s.id_l left join truth as b on b.id = s.id_r"""
    )
    found = {"true_pairs": int(total)}
    for threshold in thresholds:
        ((true, false),) = connection.execute(
            "select count(*) filter (where true_), count(*) filter (where not true_) from judged where match_probability >= ?",
            [threshold],
        ).fetchall()
        found[f"at_{threshold:g}"] = scores(true, false, total)
    best = connection.execute(
        f"""with cuts as (select match_weight, sum(count(*) filter (where true_)) over (order by match_weight desc) as true_,
            sum(count(*) filter (where not true_)) over (order by match_weight desc) as false_ from judged group by match_weight)
            select match_weight, true_, false_ from cuts order by 2.0 * true_ / (true_ + false_ + {total}) desc, match_weight desc limit 1"""
    ).fetchall()
    for weight, true, false in best:
        found["best_with_hindsight"] = {"match_weight": round(weight, 3), **scores(true, false, total)}
    return found


def scores(true, false, total):
    """Counts with precision, recall and F1."""
    true, false = int(true), int(false)
    return {
        "true": true,
        "false": false,
        "precision": round(true / max(1, true + false), 4),
        "recall": round(true / max(1, total), 4),
        "f1": round(2 * true / max(1, true + false + total), 4),
    }


def report(result, out):
    """Prints the result, or adds it to the list in the file."""
    if not out:
        print(json.dumps(result, indent=2))
        return
    results = json.loads(out.read_text(encoding="utf-8")) if out.exists() else []
    out.write_text(json.dumps([*results, result], indent=2) + "\n", encoding="utf-8")


main()
