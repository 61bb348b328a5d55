//! What can be wrong with what a scan is given.

use colligate_register::Day;
use colligate_register::wording::{self, are, counted, figure, thousands};

/// Why a scan cannot be made.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum ScanError {
    /// There is nothing to scan.
    #[error("there are no cases to scan")]
    NoCases,
    /// There is nothing to compare the cases with.
    #[error("there are no controls: the Bernoulli model compares cases with controls")]
    NoControls,
    /// There is nobody at risk.
    #[error("there is no population: the Poisson model compares cases with the people at risk")]
    NoPopulation,
    /// The caller asked to stop.
    #[error("stopped before the end")]
    Cancelled,
    /// Time cannot be scanned in one piece.
    #[error("the study period is cut into fewer than two intervals; a scan in time needs two or more")]
    TooFewIntervals,
    /// Settings that do not go together.
    #[error("{what} does not go with {with}")]
    DoesNotGoWith {
        /// One setting.
        what: &'static str,
        /// The other.
        with: &'static str,
    },
    /// Cases where the model expects none.
    #[error(
        "{} at {place} between {} and {}, where nobody is at risk: look at population and cases",
        counted(*cases, "case", "cases"), wording::day(*from), wording::day(*to)
    )]
    NobodyAtRisk {
        /// Where.
        place: String,
        /// First day.
        from: Day,
        /// Last day.
        to: Day,
        /// How many.
        cases: u32,
    },
    /// A kind of people that has cases but no population.
    #[error(
        "{} of category \"{category}\", in which the population is zero", counted(*cases, "case is", "cases are")
    )]
    EmptyCategory {
        /// Covariates of the category, with spaces between.
        category: String,
        /// How many.
        cases: u64,
    },
    /// One place is given twice, at two points.
    #[error("location {name} is given at two points")]
    TwoPoints {
        /// Its identifier.
        name: String,
    },
    /// The period ends before it begins.
    #[error("the study period ends on {}, before it begins on {}", wording::day(*last), wording::day(*first))]
    EmptyPeriod {
        /// First day.
        first: Day,
        /// Last day.
        last: Day,
    },
    /// A case lies outside the study period.
    #[error("case {case} is of {}, outside the study period {} to {}", wording::day(*day), wording::day(*first), wording::day(*last))]
    OutsidePeriod {
        /// Number of the case, from 0.
        case: usize,
        /// Its day.
        day: Day,
        /// First day of the period.
        first: Day,
        /// Last day of the period.
        last: Day,
    },
    /// A case names a location that is not there.
    #[error("case {case} is at location {location}, but there {} only {}", are(*locations), thousands(*locations))]
    NoSuchLocation {
        /// Number of the case, from 0.
        case: usize,
        /// The location it names.
        location: u32,
        /// How many there are.
        locations: usize,
    },
    /// A coordinate is not a number or not on the map.
    #[error("location {location} is at {first}, {second}: {wanted}")]
    BadCoordinates {
        /// Number of the location, from 0.
        location: usize,
        /// Latitude, or x.
        first: f64,
        /// Longitude, or y.
        second: f64,
        /// What would do.
        wanted: &'static str,
    },
    /// More cases or locations than 32-bit numbers can tell apart.
    #[error("{} {what} are more than a scan can number ({})", thousands(*found), thousands(*most))]
    TooMany {
        /// Cases or locations.
        what: &'static str,
        /// How many.
        found: usize,
        /// How many at most.
        most: usize,
    },
    /// A limit makes no sense.
    #[error("{limit} is {}; {wanted}", figure(*found))]
    BadLimit {
        /// Which limit.
        limit: &'static str,
        /// Its value.
        found: f64,
        /// What would do.
        wanted: &'static str,
    },
}
