//! What a report of a scan tells beside the result.

use colligate_register::{DateRange, Day};
use colligate_scan::{Analysis, Cluster, CoordinateSystem};
use serde::Serialize;

/// What was scanned and how.
#[derive(Clone, Debug, Serialize)]
pub struct ScanFacts {
    /// The register or parameter file, and which of its deaths, in words.
    pub source: String,
    /// The settings.
    pub analysis: Analysis,
    /// Seed and version are in `analysis.draws` and here.
    pub version: String,
    /// The day on which the register was read: dates after it are no dates. `None` for a parameter file, which says itself which days
    /// are scanned.
    pub today: Option<Day>,
    /// How places are given.
    pub system: CoordinateSystem,
    /// Coordinates of each place by its number: latitude and longitude, or x and y. Empty in a scan of time alone.
    pub places: Vec<[f64; 2]>,
    /// Names of each place by its number: several where identifiers share a point.
    #[serde(skip)]
    pub names: Vec<Vec<String>>,
    /// Every case, by the number under which clusters name it.
    #[serde(skip)]
    pub cases: Vec<ScanCase>,
}

impl ScanFacts {
    /// Names and numbers of the places of a cluster, from the centre outwards: one pair a name.
    pub fn named_places<'a>(&'a self, cluster: &'a Cluster) -> impl Iterator<Item = (&'a str, u32)> {
        cluster.places.iter().flat_map(|&place| {
            let names = self.names.get(place as usize).map_or(&[][..], Vec::as_slice);
            names.iter().map(move |name| (name.as_str(), place))
        })
    }

    /// The cases of a cluster, in the order of their numbers.
    pub fn cases_of<'a>(&'a self, cluster: &'a Cluster) -> impl Iterator<Item = &'a ScanCase> {
        cluster.cases.iter().filter_map(|&case| self.cases.get(case as usize))
    }
}

/// A case, or several of one place and day.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ScanCase {
    /// Case number of the death; nothing where the file has counts alone.
    pub id: Option<String>,
    /// Number of the place.
    pub place: u32,
    /// Name of the place, as the data have it for this case.
    pub name: String,
    /// The day.
    pub day: Day,
    /// The days on which it can have happened, where it is not known to the day: then `day` is the middle of them and no day
    /// to show.
    pub died: Option<DateRange>,
    /// How many.
    pub count: u32,
}
