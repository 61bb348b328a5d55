//! Registers of any size for benchmarks beside other programs: counties of one density, with planted series and truth.
//!
//! The density never changes with the size: one county is 100,000 deaths on 2,450 km² in ten years (the size of Cook
//! County's register); more deaths make more counties, fewer make a smaller one. So pairs to compare grow in
//! proportion to deaths. All other proportions are assumptions, loosely those of a large medical examiner's office.
//!
//! Deaths come in order of their day and are numbered in that order. They are drawn day by day from counted streams,
//! so a register of ten million is written without ever being held.

mod death;
mod layout;
mod narrative;
mod series;
mod shares;
mod write;

pub use death::PeerDeath;

use super::draw::Draw;
use crate::time::Day;
use layout::Layout;
use rand_distr::{Binomial, Distribution};
use rustc_hash::FxHashMap;
use series::Member;
use shares::Shares;

const COUNTY_DEATHS: f64 = 100_000.0;
const COUNTY_SIDE_KM: f64 = 49.5;
const DAYS: usize = 3652;
/// 1 August 2014.
const FIRST_DAY: Day = Day(16_283);

/// The streams of random numbers, all different.
const LAYOUT: u16 = 40;
const SERIES: u16 = 41;
const COUNTS: u16 = 42;
const BY_DAY: u16 = 43;

/// Which death belongs to which series.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PeerTruth {
    /// Number of the death.
    pub id: u64,
    /// Number of its series from 0.
    pub series: u32,
}

/// A peer register that is drawn as it is read.
pub struct Peers {
    seed: u64,
    side_km: f64,
    scale: f64,
    layouts: Vec<Layout>,
    shares: Shares,
    /// Members of series by day.
    members: Vec<Vec<Member>>,
    /// Background deaths by day.
    background: Vec<u64>,
}

/// A register of `n` deaths, `series` of which are planted series of three to eight (within `n`, as far as they fit).
///
/// ```
/// use colligate_register::simulate::deaths_like_peers;
/// let peers = deaths_like_peers(10_000, 20, 7);
/// assert_eq!(peers.iter().count(), 10_000);
/// let mut csv = Vec::new();
/// peers.write_csv(&mut csv).unwrap();
/// assert!(csv.starts_with(b"id,died,"));
/// ```
pub fn deaths_like_peers(n: u64, series: u32, seed: u64) -> Peers {
    let counties = ((n as f64 / COUNTY_DEATHS).round() as usize).max(1);
    let scale = (n as f64 / counties as f64 / COUNTY_DEATHS).sqrt().min(1.0);
    let side_km = COUNTY_SIDE_KM * scale;
    let layouts: Vec<Layout> = (0..counties).map(|county| Layout::draw(seed, county, side_km, scale)).collect();
    let shares = Shares::new();
    let mut members = vec![Vec::new(); DAYS];
    let mut planted = 0;
    for number in 0..series {
        let planned = series::plan(number, seed, &layouts, &shares);
        if planted + planned.len() as u64 > n {
            break;
        }
        planted += planned.len() as u64;
        for (day, member) in planned {
            members[day].push(member);
        }
    }
    let background = counts_by_day(n - planted, seed);
    Peers { seed, side_km, scale, layouts, shares, members, background }
}

/// Spreads the background evenly over the days, one binomial draw a day.
fn counts_by_day(total: u64, seed: u64) -> Vec<u64> {
    let mut left = total;
    let mut rng = Draw::stream(seed, COUNTS, 0);
    (0..DAYS)
        .map(|day| {
            let share = 1.0 / (DAYS - day) as f64;
            let count = Binomial::new(left, share.min(1.0)).map_or(0, |binomial| binomial.sample(rng.rng()));
            left -= count;
            count
        })
        .collect()
}

impl Peers {
    /// How many deaths there are.
    pub fn len(&self) -> u64 {
        self.background.iter().sum::<u64>() + self.members.iter().map(|members| members.len() as u64).sum::<u64>()
    }

    /// True where there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Side of one county in kilometres, and how much smaller it is than a full one.
    pub fn extent(&self) -> (f64, f64) {
        (self.side_km, self.scale)
    }

    /// The deaths in order of their day, drawn as they are asked for.
    pub fn iter(&self) -> impl Iterator<Item = PeerDeath> + '_ {
        let starts = self.starts();
        (0..DAYS).flat_map(move |day| self.day(day, starts[day]))
    }

    /// Members of series, in order of their numbers.
    pub fn truth(&self) -> Vec<PeerTruth> {
        let starts = self.starts();
        let of_day = |day: usize| {
            let order = self.order(day).1;
            let start = starts[day];
            let members = self.members[day].iter().enumerate();
            members.map(move |(at, member)| PeerTruth { id: start + order[at], series: member.series }).collect()
        };
        let mut truth: Vec<PeerTruth> = (0..DAYS).flat_map(|day| -> Vec<PeerTruth> { of_day(day) }).collect();
        truth.sort_unstable();
        truth
    }

    /// Number of the first death of each day.
    fn starts(&self) -> Vec<u64> {
        let counts = (0..DAYS).map(|day| self.background[day] + self.members[day].len() as u64);
        counts
            .scan(0, |next, count| {
                let start = *next;
                *next += count;
                Some(start)
            })
            .collect()
    }

    /// The day's stream and where in the day its members of series stand, so that they are not all first or last.
    fn order(&self, day: usize) -> (Draw, Vec<u64>) {
        let mut draw = Draw::stream(self.seed, BY_DAY, day as u64);
        let total = self.background[day] as usize + self.members[day].len();
        let mut order: Vec<u64> = Vec::with_capacity(self.members[day].len());
        while order.len() < self.members[day].len() {
            let place = draw.below(total) as u64;
            if !order.contains(&place) {
                order.push(place);
            }
        }
        (draw, order)
    }

    fn day(&self, day: usize, start: u64) -> Vec<PeerDeath> {
        let (mut draw, order) = self.order(day);
        let members: FxHashMap<u64, &Member> = order.into_iter().zip(&self.members[day]).collect();
        let total = self.background[day] + self.members[day].len() as u64;
        let death = |place: u64| {
            let member = members.get(&place).copied();
            death::draw(start + place, FIRST_DAY + day as i32, member, &self.layouts, &self.shares, &mut draw)
        };
        (0..total).map(death).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_peer_register_has_its_size_its_order_and_its_series() {
        let peers = deaths_like_peers(20_000, 30, 7);
        assert_eq!(peers.len(), 20_000);
        let deaths: Vec<PeerDeath> = peers.iter().collect();
        assert!(deaths.iter().enumerate().all(|(at, death)| death.id == at as u64));
        assert!(deaths.windows(2).all(|pair| pair[0].day <= pair[1].day));
        let truth = peers.truth();
        for series in 0..30 {
            let members: Vec<&PeerDeath> =
                truth.iter().filter(|known| known.series == series).map(|known| &deaths[known.id as usize]).collect();
            assert!((3..=8).contains(&members.len()));
            let shared = |name: &&str| members.iter().all(|member| member.substances.contains(name));
            assert!(members[0].substances.iter().any(shared));
            let points: Vec<_> = members.iter().filter_map(|member| member.point).collect();
            assert!(points.iter().all(|&point| super::super::plane::metres(points[0], point) < 505.0));
        }
    }

    #[test]
    fn a_peer_register_is_written_the_same_every_time() {
        let write = |seed| {
            let mut bytes = Vec::new();
            deaths_like_peers(3_000, 5, seed).write_csv(&mut bytes).unwrap();
            bytes
        };
        assert_eq!(write(7), write(7));
        assert_ne!(write(7), write(8));
    }

    #[test]
    fn shares_are_those_of_the_peers_generator() {
        let peers = deaths_like_peers(20_000, 0, 3);
        let deaths: Vec<PeerDeath> = peers.iter().collect();
        let share = |of: &dyn Fn(&PeerDeath) -> bool| deaths.iter().filter(|d| of(d)).count() as f64 / 20_000.0;
        assert!((share(&|death| !death.substances.is_empty()) - 0.5).abs() < 0.015);
        assert!((share(&|death| death.point.is_none()) - 0.02).abs() < 0.005);
        assert!((share(&|death| death.substances.contains(&"fentanyl")) - 0.345).abs() < 0.02);
        assert!((share(&|death| death.place_kind == "residence") - 0.35).abs() < 0.02);
    }

    #[test]
    fn density_does_not_change_with_size() {
        let (side, scale) = deaths_like_peers(25_000, 0, 1).extent();
        assert!((side - 24.75).abs() < 1e-9 && (scale - 0.5).abs() < 1e-9);
        assert_eq!(deaths_like_peers(300_000, 0, 1).layouts.len(), 3);
    }
}
