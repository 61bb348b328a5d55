#!/usr/bin/env python3
"""Turns a synthetic register as Parquet into the canonical form that every side of a measurement reads.

    prepare.py deaths.parquet out.csv        (or out.parquet)

The input has the columns id, date, lat, lon, age, sex, substances (a list), place_type and perhaps narrative; beside it
stands deaths.truth.parquet (id, series_id). Written are out.csv and out.truth.csv (id, series). An empty list of
substances is written as missing: nothing says whether anybody looked.
"""

import sys
from pathlib import Path

import duckdb


def main():
    source, target = Path(sys.argv[1]), Path(sys.argv[2])
    form = "(format csv, header)" if target.suffix == ".csv" else "(format parquet, compression zstd)"
    connection = duckdb.connect()
    connection.execute(
        f"""copy (select id, date as died, lat, lon, age, case sex when 'M' then 'male' when 'F' then 'female' end as sex,
                  nullif(array_to_string(substances, ';'), '') as substances, place_type as place_kind
                  from '{source}' order by id) to '{target}' {form}"""
    )
    truth = source.with_name(source.stem + ".truth.parquet")
    if truth.exists():
        connection.execute(
            f"copy (select id, series_id as series from '{truth}' order by id) to '{target.with_suffix('')}.truth.csv' (format csv, header)"
        )


main()
