"""The Fellegi–Sunter model of a pair of deaths for Splink: what is compared, at which levels, with which weights.

Everything a comparison needs is a column made once while loading, so that Splink's SQL does arithmetic only. Pairs come
from plain SQL on cells of the map and of time, which Splink 5 accepts ready-made: several times cheaper than its own
blocking rules, which join on equality alone.
"""

import json
from pathlib import Path

import splink.comparison_level_library as levels
import splink.comparison_library as comparisons
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

KM_A_DEGREE = 111.195  # of latitude, on a sphere of 6,371.0088 km
CELLS_A_SIDE = 1_000_000  # more than there are cells in any direction, so that three numbers fit in one key


def read_model(path=None):
    """The model file, by default the one beside this script."""
    return json.loads(Path(path or Path(__file__).with_name("model.json")).read_text(encoding="utf-8"))


def load_deaths(connection, source):
    """Makes the tables `deaths` and `names` (id, case number) from a canonical CSV or Parquet file.

    A column that is not there counts as missing throughout. The word `none` among substances says that somebody looked
    and found nothing, which is not missing.
    """
    text = str(source).endswith((".csv", ".csv.gz"))
    rows = f"read_csv('{source}', header = true, all_varchar = true)" if text else f"'{source}'"
    there = set(connection.sql(f"from {rows}").columns)

    def column(name):
        return f"cast({name} as varchar)" if name in there else "null::varchar"

    connection.execute(
        f"""create table named as select {column("id")} as name, row_number() over (order by {column("id")}) as id,
            datediff('day', date '1970-01-01', try_cast(left({column("died")}, 10) as date)) as day,
            try_cast({column("lat")} as double) * {KM_A_DEGREE} as north,
            try_cast({column("lon")} as double) * {KM_A_DEGREE} as east,
            cos(radians(try_cast({column("lat")} as double))) / 2 as half_cosine,
            try_cast({column("age")} as double) as age, {column("sex")} as sex, {column("place_kind")} as place_kind,
            case when {column("substances")} = 'none' then []
                 when {column("substances")} <> '' then list_distinct(string_split({column("substances")}, ';')) end as substances
            from {rows}"""
    )
    connection.execute(
        """create table commonness as select substance, count(*) as deaths
           from (select unnest(substances) as substance from named) group by substance"""
    )
    connection.execute(
        """create table deaths as select named.*, rarest.rarest_substance from named left join
           (select id, arg_min(substance, (deaths, substance)) as rarest_substance
            from (select id, unnest(substances) as substance from named) join commonness using (substance) group by id) as rarest
           using (id) order by id"""
    )
    connection.execute("create table names as select id, name from deaths; drop table named; alter table deaths drop name")


def squared_distance(left, right):
    """SQL for the square of the distance in kilometres between two rows: a plane at their mean cosine of latitude.

    `left` and `right` say how a column of either row is written: `a.{}`, or `{}_l` as Splink writes it.
    """
    east = f"({left.format('east')} - {right.format('east')}) * ({left.format('half_cosine')} + {right.format('half_cosine')})"
    north = f"({left.format('north')} - {right.format('north')})"
    return f"({east}) * ({east}) + {north} * {north}"


def find_pairs(connection, max_km, max_days):
    """Makes the table `pairs` of all pairs within reach and returns how many there are.

    Cells are `max_km` wide where a degree of longitude is shortest, so that a pair within reach always lies in one cell
    or two touching ones.
    """

    def cell(across, up, later):
        return f"((column_ - {across})::bigint * {CELLS_A_SIDE} + row_ - {up}) * {CELLS_A_SIDE} + period - {later}"

    connection.execute(
        f"""create table cells as select *, {cell(0, 0, 0)} as cell from
            (select id, east, north, half_cosine, day,
             cast(floor(east * 2 * (select min(half_cosine) from deaths where north is not null) / {max_km}) as integer) as column_,
             cast(floor(north / {max_km}) as integer) as row_,
             cast(floor(day / {max_days}) as integer) as period
             from deaths where north is not null and day is not null)"""
    )
    connection.execute(
        f"""create table pairs as
            with offsets as (select * from (values (0, 0), (1, 0), (-1, 1), (0, 1), (1, 1)) as o(across, up)),
            periods as (select unnest([-1, 0, 1]) as later),
            shifted as (select id, east, north, half_cosine, day, {cell("across", "up", "later")} as cell, across = 0 and up = 0 as same
                        from cells, offsets, periods)
            select '0' as match_key, least(a.id, b.id) as join_key_l, greatest(a.id, b.id) as join_key_r
            from cells as a join shifted as b using (cell)
            where (not b.same or a.id < b.id) and abs(a.day - b.day) <= {max_days}
            and {squared_distance("a.{}", "b.{}")} <= {max_km * max_km}"""
    )
    return connection.execute("select count(*) from pairs").fetchall()[0][0]


def make_linker(connection, model, seed=1):
    """A Splink linker on the table `deaths` with the m of the model file and u estimated from random pairs."""
    rows = connection.execute("select count(*) from deaths").fetchall()[0][0]
    settings = SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="id",
        # Never used for pairs, which are given ready-made, but Splink wants a rule.
        blocking_rules_to_generate_predictions=[block_on("day")],
        comparisons=[comparison(name, levels_) for name, levels_ in model["comparisons"].items()],
        probability_two_random_records_match=min(0.5, model["expected_linked_pairs"] / max(1, rows * (rows - 1) / 2)),
        retain_matching_columns=False,
        retain_intermediate_calculation_columns=False,
    )
    api = DuckDBAPI(connection=connection)
    linker = Linker(api.register("deaths", dataset_display_name="deaths", table_name="deaths_for_splink"), settings)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e7 if rows >= 500_000 else 1e6, seed=seed)
    for made in linker._settings_obj.comparisons:
        wanted = model["comparisons"][made.output_column_name]["m"]
        filled = [level for level in made.comparison_levels if not level.is_null_level]
        for level, m in zip(filled, wanted, strict=True):
            level.m_probability = m
            # A level that no random pair reached has no u: say one in ten thousand rather than nothing.
            if not isinstance(level.u_probability, float):
                level.u_probability = 1e-4
    linker.table_management.register_blocked_pairs_for_predict(api.register("pairs", table_name="pairs_for_splink"))
    return linker


def comparison(name, settings):
    """The comparison of this name in the model file."""
    if name == "distance_km":
        distance = squared_distance("{}_l", "{}_r")
        return custom(name, "north_l is null or north_r is null", [f"{distance} <= {km * km}" for km in settings["at_most"]])
    if name == "gap_days":
        return custom(name, "day_l is null or day_r is null", [f"abs(day_l - day_r) <= {days}" for days in settings["at_most"]])
    if name == "age_years":
        return custom(name, "age_l is null or age_r is null", [f"abs(age_l - age_r) <= {years}" for years in settings["at_most"]])
    if name == "shared_substances":
        return custom(
            name,
            "substances_l is null or substances_r is null",
            [f"len(list_intersect(substances_l, substances_r)) >= {count}" for count in settings["at_least"]],
        )
    exact = comparisons.ExactMatch(name)
    return exact.configure(term_frequency_adjustments=True) if settings.get("term_frequencies") else exact


def custom(name, missing, conditions):
    """A comparison of SQL conditions, most alike first, with a level for missing values and one for everything else."""
    null = levels.CustomLevel(missing, label_for_charts="missing").configure(is_null_level=True)
    ordered = [levels.CustomLevel(condition, label_for_charts=condition) for condition in conditions]
    return comparisons.CustomComparison(
        output_column_name=name, comparison_levels=[null, *ordered, levels.ElseLevel()]
    )
