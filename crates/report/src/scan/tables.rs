//! Clusters, their places and their cases as tables.

use super::facts::ScanFacts;
use colligate_register::Day;
use colligate_scan::{Cluster, ScanResult};
use std::collections::BTreeMap;
use std::io::{Error, Write};

/// Clusters as a table in the manner of SaTScan's `.col.txt`: one row a cluster, columns apart by blanks.
///
/// # Errors
/// Where `out` cannot be written.
pub fn cluster_table(result: &ScanResult, out: &mut impl Write) -> Result<(), Error> {
    writeln!(
        out,
        "CLUSTER LOC_ID LATITUDE LONGITUDE RADIUS SPAN START_DATE END_DATE NUMBER_LOC TEST_STAT P_VALUE RECURR_INT \
         OBSERVED EXPECTED ODE REL_RISK POPULATION"
    )?;
    for (at, cluster) in result.clusters.iter().enumerate() {
        let circle = cluster.circle.as_ref();
        let centre = circle.map_or(["NA".to_owned(), "NA".to_owned()], |circle| {
            circle.coordinates.map(|coordinate| format!("{coordinate:.6}"))
        });
        let name = cluster.names.first().filter(|_| circle.is_some()).map_or("All", String::as_str);
        writeln!(
            out,
            "{} {} {} {} {} {} {} {} {} {:.6} {} {} {} {:.6} {:.6} {} {}",
            at + 1,
            word(name),
            centre[0],
            centre[1],
            some(circle.map(|circle| circle.radius_km), 6),
            some(circle.map(|circle| circle.span_km), 6),
            slashes(cluster.from),
            slashes(cluster.to),
            cluster.places.len(),
            cluster.statistic,
            some(p_value(cluster), 8),
            some(cluster.recurrence_days, 0),
            cluster.observed,
            cluster.expected,
            cluster.observed_to_expected,
            some(cluster.relative_risk, 6),
            some(cluster.population, 2),
        )?;
    }
    Ok(())
}

/// Places of clusters as a table in the manner of SaTScan's `.gis.txt`: one row a place in a cluster. Identifiers at one point have
/// a row each, with the cases that came under each.
///
/// # Errors
/// Where `out` cannot be written.
pub fn place_table(facts: &ScanFacts, result: &ScanResult, out: &mut impl Write) -> Result<(), Error> {
    writeln!(out, "LOC_ID CLUSTER P_VALUE RECURR_INT CLU_OBS CLU_EXP CLU_ODE CLU_RR LOC_OBS LOC_LAT LOC_LONG")?;
    for (at, cluster) in result.clusters.iter().enumerate() {
        let mut observed: BTreeMap<(u32, &str), u32> = BTreeMap::new();
        for case in facts.cases_of(cluster) {
            *observed.entry((case.place, case.name.as_str())).or_default() += case.count;
        }
        for (name, place) in facts.named_places(cluster) {
            let coordinates = facts.places.get(place as usize);
            writeln!(
                out,
                "{} {} {} {} {} {:.6} {:.6} {} {} {} {}",
                word(name),
                at + 1,
                some(p_value(cluster), 8),
                some(cluster.recurrence_days, 0),
                cluster.observed,
                cluster.expected,
                cluster.observed_to_expected,
                some(cluster.relative_risk, 6),
                observed.get(&(place, name)).copied().unwrap_or(0),
                some(coordinates.map(|at| at[0]), 6),
                some(coordinates.map(|at| at[1]), 6),
            )?;
        }
    }
    Ok(())
}

/// The line list: one row a case in a cluster, as CSV with the columns `cluster,case,died,place,latitude,longitude,count`. Clusters
/// are numbered from 1.
///
/// # Errors
/// Where `out` cannot be written.
pub fn line_list<'a>(
    facts: &ScanFacts,
    clusters: impl IntoIterator<Item = &'a Cluster>,
    out: &mut impl Write,
) -> Result<(), Error> {
    writeln!(out, "cluster,case,died,place,latitude,longitude,count")?;
    for (at, cluster) in clusters.into_iter().enumerate() {
        for case in facts.cases_of(cluster) {
            let coordinates = facts.places.get(case.place as usize);
            writeln!(
                out,
                "{},{},{},{},{},{},{}",
                at + 1,
                quoted(case.id.as_deref().unwrap_or_default()),
                case.died.map_or_else(|| case.day.to_string(), |died| died.to_string()),
                quoted(&case.name),
                coordinates.map_or(String::new(), |at| at[0].to_string()),
                coordinates.map_or(String::new(), |at| at[1].to_string()),
                case.count,
            )?;
        }
    }
    Ok(())
}

fn p_value(cluster: &Cluster) -> Option<f64> {
    cluster.significance.map(|found| found.p_value)
}

/// A number, or `NA` where there is none.
fn some(number: Option<f64>, digits: usize) -> String {
    number.map_or("NA".to_owned(), |number| format!("{number:.digits$}"))
}

/// A name without blanks, which part the columns.
fn word(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join("_")
}

/// A field of CSV (RFC 4180). A leading sign that a spreadsheet would take for a formula is held back by an apostrophe.
pub(crate) fn quoted(field: &str) -> String {
    let field = if field.starts_with(['=', '+', '-', '@', '\t']) { format!("'{field}") } else { field.to_owned() };
    if field.contains([',', '"', '\n', '\r']) { format!("\"{}\"", field.replace('"', "\"\"")) } else { field }
}

fn slashes(day: Day) -> String {
    let (year, month, number) = day.ymd();
    format!("{year}/{month}/{number}")
}
