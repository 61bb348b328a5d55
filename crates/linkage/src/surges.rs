//! General surges: were there too many *other* deaths of one sort where and when members of a series died?
//!
//! A series leans on the kind of death of its members and on the substances that they share. The other deaths of each such
//! sort around it are scanned (space-time permutation: Kulldorff et al. 2005). Members are left out, so that a series
//! cannot be its own explanation.

use crate::describe::within_km;
use crate::error::LinkError;
use crate::explain::shared_substances;
use crate::overview::Overview;
use crate::result::{Explanation, Surge};
use crate::world::World;
use colligate_register::wording::{self, thousands};
use colligate_register::{Day, Kind, Progress, Register, Term, Within};
use colligate_scan::{
    Analysis, Cluster, Locations, LongestWindow, ModelKind, Overlap, ScanData, ScanError, StudyPeriod, TimeAggregation,
    TimeUnit, scan,
};

/// Name of the explanation.
const NAME: &str = "a general surge here at the time";
/// Deaths within so many kilometres of the centre of a series are what a surge is measured against: a town and what
/// surrounds it.
const REACH_KM: f64 = 25.0;
/// Largest radius of a surge in kilometres: a part of a town. Larger ones are told by the surge of a substance in the whole
/// register.
const RADIUS_KM: f64 = 3.0;
/// Largest number of other deaths in a circle over all the time, which is enough to tell a surge and bounds what a scan costs
/// where deaths are many.
const MOST_IN_A_CIRCLE: f64 = 150.0;
/// Kilometres between two centres of circles: a third of the largest radius.
const STEP_KM: f64 = 1.0;
/// Surges are cut by weeks, which costs a fortieth of cutting them by days.
const WEEK: TimeAggregation = TimeAggregation { unit: TimeUnit::Day, length: 7 };
/// Longest surge in days: a season.
const LONGEST_DAYS: u32 = 91;
/// Days before the first member and after the last that are scanned: a year, so that each season is there once. Longer
/// periods take a quarter that grows for a surge (Kulldorff and Hjalmars 1999).
const AROUND_DAYS: i32 = 365;
/// Fewest deaths in which a surge is looked for, and fewest of a surge.
const FEWEST: usize = 10;
const FEWEST_OF_A_SURGE: u32 = 3;
/// Draws of chance for each scan, at most.
const DRAWS: u32 = 99;
/// p-value up to which a surge is told.
const SURPRISING: f64 = 0.05;
/// Kilometres in a degree of latitude.
const KM_A_DEGREE: f64 = 111.13;

/// The surges around one series and what they say of it.
pub(crate) struct Around {
    pub(crate) surges: Vec<Surge>,
    pub(crate) explanation: Explanation,
}

/// Looks around series for surges.
pub(crate) struct Look<'a> {
    pub(crate) register: &'a Register,
    pub(crate) world: &'a World<'a>,
    pub(crate) overview: &'a Overview,
    pub(crate) seed: u64,
    pub(crate) progress: &'a dyn Progress,
}

/// Deaths of one sort.
enum Sort {
    Of(Kind),
    With(Term),
}

/// Where and when members died.
struct Ground {
    /// Members with a place and a day: index of the death, place, day.
    members: Vec<(usize, (f64, f64), Day)>,
    centre: (f64, f64),
    period: StudyPeriod,
    circles: Locations,
}

impl Look<'_> {
    /// The surges that hold a member of the series in place and time, one a sort of death at most. `fellows` are units that members
    /// stand for, and so none of the others.
    ///
    /// # Errors
    /// [`LinkError::Cancelled`]; [`LinkError::Scan`] where the scan refuses its data, which it does for no register.
    pub(crate) fn around(&self, units: &[u32], fellows: &[u32]) -> Result<Around, LinkError> {
        let of = |units: &[u32]| -> Vec<usize> {
            units.iter().map(|&unit| self.world.deaths[unit as usize] as usize).collect()
        };
        let (deaths, fellows) = (of(units), of(fellows));
        let Some(ground) = self.ground(&deaths)? else {
            return Ok(Around::none(
                "no member has both a place and a day on record, or the register is too short".to_owned(),
            ));
        };
        let (mut surges, mut told, mut scanned, mut too_few) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for sort in self.sorts(&deaths) {
            let events = self.others(&sort, &[&deaths[..], &fellows].concat(), &ground);
            let counted = format!("{} {}", thousands(events.len()), sort.in_words(self.register, events.len()));
            if events.len() < FEWEST {
                too_few.push(counted);
                continue;
            }
            scanned.push(counted);
            let clusters = self.clusters(&events, &ground)?;
            let words = sort.in_words(self.register, events.len());
            let holding = clusters.iter().find_map(|cluster| self.surge(cluster, &words, &ground));
            if let Some(surge) = holding.filter(|surge| surge.p_value <= SURPRISING) {
                told.push(sentence(&surge, deaths.len()));
                surges.push(surge);
            }
        }
        let (from, to) = (ground.period.first(), ground.period.last());
        let among =
            |sorts: &[String]| format!("{} within {REACH_KM:.0} km from {}", sorts.join(", "), wording::days(from, to));
        let sentence = match (told.is_empty(), scanned.is_empty()) {
            (false, _) => told.join("; "),
            (true, false) => format!("no surge holds a member, among the others: {}", among(&scanned)),
            (true, true) => format!("too few others to tell: {}", among(&too_few)),
        };
        let supported = surges.iter().any(|surge| 2 * surge.members.len() >= deaths.len());
        Ok(Around { surges, explanation: Explanation { name: NAME.into(), sentence, supported } })
    }

    fn ground(&self, deaths: &[usize]) -> Result<Option<Ground>, LinkError> {
        let place_and_day = |&death: &usize| {
            let on_record = &self.register.deaths[death];
            let point = on_record.point?;
            Some((death, (point.lat, point.lon), on_record.day()?))
        };
        let members: Vec<_> = deaths.iter().filter_map(place_and_day).collect();
        let days = || members.iter().map(|(.., day)| *day);
        let (Some(first), Some(last), Some((start, end))) = (days().min(), days().max(), self.overview.span()) else {
            return Ok(None);
        };
        let n = members.len() as f64;
        let centre = (
            members.iter().map(|(_, point, _)| point.0).sum::<f64>() / n,
            members.iter().map(|(_, point, _)| point.1).sum::<f64>() / n,
        );
        let period = StudyPeriod::new((first + -AROUND_DAYS).max(start), (last + AROUND_DAYS).min(end))?;
        // Two weeks are the fewest of which one can have more than its share.
        let several = period.days() >= 2 * WEEK.length;
        let circles = Locations::on_earth(&lattice(centre))?;
        Ok(several.then_some(Ground { members, centre, period, circles }))
    }

    /// The kind of most members, and the substances that at least half of them share.
    fn sorts(&self, deaths: &[usize]) -> Vec<Sort> {
        let kinds = || deaths.iter().map(|&death| self.overview.kind(death));
        let count = |kind: Kind| kinds().filter(|other| *other == kind).count();
        let most = kinds().max_by_key(|&kind| (count(kind), std::cmp::Reverse(kind)));
        let shared = shared_substances(self.register, self.overview, deaths).into_iter().map(Sort::With);
        most.into_iter().map(Sort::Of).chain(shared).collect()
    }

    /// Place and day of each other death of a sort around; of an incident, of one.
    fn others(&self, sort: &Sort, deaths: &[usize], ground: &Ground) -> Vec<(f64, f64, Day)> {
        let event = |&other: &u32| {
            // Plain columns first: they turn nearly all away.
            let day = self.overview.day(other as usize).filter(|day| ground.period.number(*day).is_some())?;
            if matches!(sort, Sort::Of(kind) if self.overview.kind(other as usize) != *kind) {
                return None;
            }
            let death = &self.register.deaths[other as usize];
            let point = death.point?;
            let wanted = match sort {
                Sort::Of(_) => true,
                Sort::With(term) => death.substances.as_deref().is_some_and(|found| found.contains(term)),
            };
            let around = wanted
                && within_km((point.lat, point.lon), ground.centre, REACH_KM)
                && !deaths.contains(&(other as usize));
            around.then_some((point.lat, point.lon, day))
        };
        self.world.deaths.iter().filter_map(event).collect()
    }

    fn clusters(&self, events: &[(f64, f64, Day)], ground: &Ground) -> Result<Vec<Cluster>, LinkError> {
        let mut data = ScanData::from_points(ground.period, events)?;
        data.grid = Some(ground.circles.clone());
        let mut analysis = Analysis::new(ModelKind::SpaceTimePermutation);
        analysis.space.max_radius = Some(RADIUS_KM);
        analysis.space.max_share = (MOST_IN_A_CIRCLE / events.len() as f64).min(0.5);
        analysis.time.aggregation = WEEK;
        analysis.time.max = LongestWindow::Units(LONGEST_DAYS);
        analysis.min_cases_high = FEWEST_OF_A_SURGE;
        // One place may see several surges.
        analysis.overlap = Overlap::NoSharedCases;
        analysis.draws.count = DRAWS;
        analysis.draws.seed = self.seed;
        match scan(&data, &analysis, &Within(self.progress)) {
            Ok(found) => Ok(found.clusters),
            Err(ScanError::Cancelled) => Err(LinkError::Cancelled),
            Err(error) => Err(error.into()),
        }
    }

    /// A cluster as a surge, if members died in its circle and time.
    fn surge(&self, cluster: &Cluster, among: &str, ground: &Ground) -> Option<Surge> {
        let (circle, significance) = (cluster.circle.as_ref()?, cluster.significance?);
        let [lat, lon] = circle.coordinates;
        let inside = |(_, point, day): &&(usize, (f64, f64), Day)| {
            (cluster.from..=cluster.to).contains(day) && within_km(*point, (lat, lon), circle.radius_km)
        };
        let members: Vec<_> = ground.members.iter().filter(inside).collect();
        (!members.is_empty()).then(|| Surge {
            among: among.to_owned(),
            lat,
            lon,
            radius_m: (1000.0 * circle.radius_km).round(),
            from: cluster.from,
            to: cluster.to,
            observed: cluster.observed,
            expected: cluster.expected,
            p_value: significance.p_value,
            members: members.iter().map(|(death, ..)| self.register.deaths[*death].id.clone()).collect(),
        })
    }
}

impl Around {
    fn none(sentence: String) -> Around {
        Around { surges: Vec::new(), explanation: Explanation { name: NAME.into(), sentence, supported: false } }
    }
}

impl Sort {
    /// So many of them, in words without the number.
    fn in_words(&self, register: &Register, count: usize) -> String {
        let deaths = wording::plural(count, "death", "deaths");
        match self {
            Sort::Of(kind) => format!("{kind} {deaths}"),
            Sort::With(term) => format!("{deaths} with {}", register.terms.text(*term)),
        }
    }
}

fn sentence(surge: &Surge, members: usize) -> String {
    format!(
        "{} other {} within {} from {}, where {} {} to be expected (p = {}); {} of the {} died there and then",
        thousands(surge.observed),
        surge.among,
        wording::distance(surge.radius_m),
        wording::days(surge.from, surge.to),
        wording::fixed(surge.expected, 1),
        if wording::fixed(surge.expected, 1) == "1.0" { "was" } else { "were" },
        wording::p_value(surge.p_value),
        thousands(surge.members.len()),
        wording::counted(members, "member", "members"),
    )
}

/// Centres of circles: a square lattice around the centre, as far as a circle may reach.
fn lattice((lat, lon): (f64, f64)) -> Vec<(f64, f64)> {
    let steps = (RADIUS_KM / STEP_KM).round() as i32;
    let north = STEP_KM / KM_A_DEGREE;
    let east = north / lat.to_radians().cos().max(0.01);
    let at = |row: i32, column: i32| {
        let lat = lat + f64::from(row) * north;
        let lon = (lon + f64::from(column) * east + 540.0).rem_euclid(360.0) - 180.0;
        (lat, lon)
    };
    let square = (-steps..=steps).flat_map(|row| (-steps..=steps).map(move |column| (row, column)));
    let inside = square.filter(|(row, column)| row * row + column * column <= steps * steps);
    inside.map(|(row, column)| at(row, column)).filter(|(lat, _)| lat.abs() <= 90.0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lattice_reaches_as_far_as_a_circle() {
        let points = lattice((51.5, 179.99));
        assert_eq!(points.len(), 29);
        assert!(points.iter().all(|&(lat, lon)| lat.abs() <= 90.0 && lon.abs() <= 180.0));
        let north = points.iter().map(|point| point.0).fold(0.0, f64::max);
        assert!(((north - 51.5) * KM_A_DEGREE - RADIUS_KM).abs() < 1e-9);
        assert!(!lattice((89.99, 0.0)).is_empty());
    }
}
