//! Clusters among some of the deaths, for other programs. `docs/scan-schema.md` tells what each field means.

use crate::error::ReportError;
use crate::scan::quoted;
use colligate_register::Day;
use colligate_scan::Warning;
use colligate_scan::interaction::Permutations;
use colligate_scan::subset::{SubsetCluster, SubsetLimits, SubsetScan};
use serde_json::{Value, json};
use std::io::{Error, Write};

/// Name and version of the schema.
pub const SCHEMA: &str = "colligate.subsets/1";

/// What was scanned and how.
#[derive(Clone, Debug)]
pub struct SubsetFacts {
    /// The register and which of its deaths, in words.
    pub source: String,
    /// Version of the program.
    pub version: String,
    /// The day on which the register was read: dates after it are no dates.
    pub today: Day,
    /// First day of the study period.
    pub from: Day,
    /// Last day of the study period.
    pub to: Day,
    /// The settings.
    pub limits: SubsetLimits,
    /// How often the days were dealt out anew.
    pub draws: Permutations,
    /// Deaths that match and were not scanned, counted by reason.
    pub left_out: Vec<Warning>,
    /// The deaths scanned, by the number under which clusters name them; each is a location of its own.
    pub deaths: Vec<SubsetDeath>,
}

/// A death that was scanned.
#[derive(Clone, Debug)]
pub struct SubsetDeath {
    /// Case number.
    pub id: String,
    /// The day.
    pub day: Day,
    /// Latitude and longitude.
    pub point: (f64, f64),
}

impl SubsetFacts {
    /// The deaths of a cluster.
    pub(crate) fn deaths_of<'a>(&'a self, cluster: &'a SubsetCluster) -> impl Iterator<Item = &'a SubsetDeath> {
        cluster.cases.iter().filter_map(|&case| self.deaths.get(case as usize))
    }

    /// Where the middle of a cluster is.
    pub(crate) fn centre_of(&self, cluster: &SubsetCluster) -> Option<(f64, f64)> {
        self.deaths.get(cluster.centre as usize).map(|death| death.point)
    }
}

/// A subset scan as pretty JSON, ending in a line break.
///
/// # Errors
/// [`ReportError::Json`] where the serialiser refuses, which it does for no value of this type.
pub fn subsets_json(facts: &SubsetFacts, found: &SubsetScan) -> Result<String, ReportError> {
    let cluster = |cluster: &SubsetCluster| -> Value {
        let deaths: Vec<&str> = facts.deaths_of(cluster).map(|death| death.id.as_str()).collect();
        json!({ "cluster": cluster, "coordinates": facts.centre_of(cluster), "deaths": deaths })
    };
    let clusters: Vec<Value> = found.clusters.iter().map(cluster).collect();
    let value = json!({
        "schema": SCHEMA,
        "source": facts.source,
        "version": facts.version,
        "today": facts.today,
        "from": facts.from,
        "to": facts.to,
        "scanned": facts.deaths.len(),
        "left_out": facts.left_out.iter().map(|one| one.count).sum::<u64>(),
        "left_out_reasons": facts.left_out,
        "limits": facts.limits,
        "draws": facts.draws.count,
        "seed": facts.draws.seed,
        "clusters": clusters,
        "strongest": found.strongest,
    });
    let mut text = serde_json::to_string_pretty(&value)?;
    text.push('\n');
    Ok(text)
}

/// The line list: one row a death in a cluster, as CSV with the columns `cluster,case,died,latitude,longitude`.
///
/// # Errors
/// Where `out` cannot be written.
pub fn subset_line_list(facts: &SubsetFacts, found: &SubsetScan, out: &mut impl Write) -> Result<(), Error> {
    writeln!(out, "cluster,case,died,latitude,longitude")?;
    for (at, cluster) in found.clusters.iter().enumerate() {
        for SubsetDeath { id, day, point } in facts.deaths_of(cluster) {
            writeln!(out, "{},{},{day},{},{}", at + 1, quoted(id), point.0, point.1)?;
        }
    }
    Ok(())
}
