//! The circles around every centre, found once for all draws: neighbours from near to far.

use crate::locations::{Locations, straight};
use rayon::prelude::*;

/// How large a circle may be.
pub(crate) struct Reach<'a> {
    /// What each place weighs: cases, population or measure over the whole study period.
    pub(crate) weights: &'a [f64],
    /// The most a circle may weigh.
    pub(crate) most: f64,
    /// Longest straight-line radius.
    pub(crate) radius: f64,
}

/// For each centre its neighbours from near to far, as far as the limits let a circle reach. Which cases fall on
/// which day does not matter here, so all draws share it.
///
/// Places enter one by one, as in SaTScan: of two at one distance the one with the lower coordinates is nearer (first x, then
/// y, then z in space; x, then y on a plane). The first place that would make the circle too large ends it.
pub(crate) struct Circles {
    lists: Lists,
    near_each_other: Vec<u32>,
}

enum Lists {
    /// Up to 65,536 places.
    Small(Vec<Box<[u16]>>),
    /// More.
    Large(Vec<Box<[u32]>>),
}

impl Circles {
    /// Finds the circles around every centre.
    pub(crate) fn around(centres: &Locations, places: &Locations, reach: &Reach<'_>) -> Circles {
        let sorted = ByHeight::new(places, reach);
        let near_each_other = along_a_curve(centres.points());
        let lists = if places.len() <= 1 << 16 {
            Lists::Small(sorted.around_all(centres.points(), &near_each_other, |place| place as u16))
        } else {
            Lists::Large(sorted.around_all(centres.points(), &near_each_other, |place| place))
        };
        Circles { lists, near_each_other }
    }

    /// How many centres there are.
    pub(crate) fn centres(&self) -> usize {
        self.near_each_other.len()
    }

    /// All centres in an order in which neighbours follow each other: what is read for one is still at hand for the next.
    pub(crate) fn near_each_other(&self) -> &[u32] {
        &self.near_each_other
    }

    /// Writes the places around a centre, from near to far, into `members`.
    pub(crate) fn members(&self, centre: usize, members: &mut Vec<u32>) {
        self.nearest(centre, usize::MAX, members);
    }

    /// The same for the nearest `count` of them.
    pub(crate) fn nearest(&self, centre: usize, count: usize, members: &mut Vec<u32>) {
        members.clear();
        match &self.lists {
            Lists::Small(lists) => members.extend(lists[centre].iter().take(count).map(|&place| u32::from(place))),
            Lists::Large(lists) => members.extend(lists[centre].iter().take(count)),
        }
    }
}

/// The order of points along Morton's (1966) curve: the bits of their coordinates, interleaved.
fn along_a_curve(points: &[[f64; 3]]) -> Vec<u32> {
    let extent =
        |axis: usize| points.iter().fold((f64::INFINITY, 0.0f64), |(low, _), point| (low.min(point[axis]), 0.0)).0;
    let lows = [extent(0), extent(1), extent(2)];
    let widest = points.iter().flat_map(|point| point.iter().zip(lows).map(|(x, low)| x - low)).fold(0.0, f64::max);
    let scale = if widest > 0.0 { 1023.0 / widest } else { 0.0 };
    let code = |point: &[f64; 3]| {
        let cells: Vec<u32> = point.iter().zip(lows).map(|(x, low)| ((x - low) * scale) as u32).collect();
        (0..10).rev().fold(0u32, |code, bit| cells.iter().fold(code, |code, cell| code << 1 | (cell >> bit & 1)))
    };
    let codes: Vec<u32> = points.iter().map(code).collect();
    let mut order: Vec<u32> = (0..points.len() as u32).collect();
    order.sort_unstable_by_key(|&index| (codes[index as usize], index));
    order
}

/// Places sorted by their third coordinate: two points within a straight-line distance differ in it by no more.
struct ByHeight<'a> {
    order: Vec<u32>,
    points: &'a [[f64; 3]],
    reach: &'a Reach<'a>,
    most: f64,
    /// So many places weigh more than a circle may, whichever they are.
    enough: usize,
    /// The first radius to try.
    guess: f64,
}

type Near = (f64, u32);

impl<'a> ByHeight<'a> {
    fn new(places: &'a Locations, reach: &'a Reach<'a>) -> ByHeight<'a> {
        let points = places.points();
        let mut order: Vec<u32> = (0..points.len() as u32).collect();
        order.sort_by(|&a, &b| points[a as usize][2].total_cmp(&points[b as usize][2]));
        let most = reach.most * (1.0 + 1e-12);
        let mut light: Vec<f64> = reach.weights.to_vec();
        light.sort_unstable_by(f64::total_cmp);
        let mut together = 0.0;
        let fit = light.iter().take_while(|&&weight| {
            together += weight;
            together <= most
        });
        let enough = fit.count() + 1;
        ByHeight { order, points, reach, most, enough, guess: guess(points, enough) }
    }

    fn around_all<T: Send>(
        &self,
        centres: &[[f64; 3]],
        order: &[u32],
        short: impl Fn(u32) -> T + Sync,
    ) -> Vec<Box<[T]>> {
        let one = |near: &mut Vec<Near>, &centre: &u32| {
            let list: Box<[T]> = self.around(&centres[centre as usize], near).map(&short).collect();
            (centre, list)
        };
        let mut lists: Vec<(u32, Box<[T]>)> = order.par_iter().map_init(Vec::new, one).collect();
        lists.sort_unstable_by_key(|&(centre, _)| centre);
        lists.into_iter().map(|(_, list)| list).collect()
    }

    fn around<'n>(&self, centre: &[f64; 3], near: &'n mut Vec<Near>) -> impl Iterator<Item = u32> + 'n {
        // A first guess of the radius is widened until it holds enough places.
        let mut radius = self.guess.min(self.reach.radius);
        loop {
            self.within(centre, radius, near);
            let heavy = near.len() >= self.enough
                || near.iter().map(|&(_, place)| self.reach.weights[place as usize]).sum::<f64>() > self.most;
            if heavy || radius >= self.reach.radius || near.len() == self.points.len() {
                break;
            }
            radius = (radius * 1.5).min(self.reach.radius);
        }
        if near.len() > self.enough {
            // All at the distance of the last one that may fit stay in.
            let (_, &mut (limit, _), _) =
                near.select_nth_unstable_by_key(self.enough, |&(distance, _)| distance.to_bits());
            near.retain(|&(distance, _)| distance <= limit);
        }
        self.sort(near);
        let mut inside = 0.0;
        let fits = near.iter().take_while(|&&(_, place)| {
            inside += self.reach.weights[place as usize];
            inside <= self.most
        });
        let fits = fits.count();
        near[..fits].iter().map(|&(_, place)| place)
    }

    /// Sorts by distance alone, which is fast, and then the few that are at one distance.
    fn sort(&self, near: &mut [Near]) {
        near.sort_unstable_by_key(|&(distance, _)| distance.to_bits());
        let mut start = 0;
        while start < near.len() {
            let end = start + near[start..].iter().take_while(|one| one.0 == near[start].0).count();
            if end - start > 1 {
                near[start..end].sort_unstable_by(|a, b| self.nearer(a, b));
            }
            start = end;
        }
    }

    fn within(&self, centre: &[f64; 3], radius: f64, near: &mut Vec<Near>) {
        near.clear();
        let height = |place: u32| self.points[place as usize][2];
        let slack = radius * (1.0 + 1e-9);
        let low = self.order.partition_point(|&place| height(place) < centre[2] - slack);
        let high = self.order.partition_point(|&place| height(place) <= centre[2] + slack);
        for &place in &self.order[low..high] {
            let point = &self.points[place as usize];
            if (point[0] - centre[0]).abs() <= slack && (point[1] - centre[1]).abs() <= slack {
                let distance = straight(centre, point);
                if distance <= radius {
                    near.push((distance, place));
                }
            }
        }
    }

    fn nearer(&self, a: &Near, b: &Near) -> std::cmp::Ordering {
        let point = |near: &Near| self.points[near.1 as usize];
        a.0.total_cmp(&b.0).then_with(|| {
            let [[x, y, z], [u, v, w]] = [point(a), point(b)];
            x.total_cmp(&u).then(y.total_cmp(&v)).then(z.total_cmp(&w)).then(a.1.cmp(&b.1))
        })
    }
}

/// A radius that would hold so many points if they were spread evenly over their extent.
fn guess(points: &[[f64; 3]], enough: usize) -> f64 {
    let side = |axis: usize| {
        let ends = (f64::INFINITY, f64::NEG_INFINITY);
        let (low, high) = points.iter().fold(ends, |(low, high), point| (low.min(point[axis]), high.max(point[axis])));
        (high - low).max(0.0)
    };
    let widest = side(0).max(side(1)).max(side(2));
    let share = (enough as f64 / points.len().max(1) as f64).min(1.0);
    if share >= 0.5 || widest <= 0.0 { f64::INFINITY } else { 0.6 * widest * share.sqrt() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row_of_four(most: f64, radius: f64) -> Vec<Vec<u32>> {
        let locations = Locations::on_plane(&[(0.0, 0.0), (1.0, 0.0), (2.0, 0.0), (4.0, 0.0)]).unwrap();
        let reach = Reach { weights: &[1.0; 4], most, radius };
        let circles = Circles::around(&locations, &locations, &reach);
        let list = |centre| {
            let mut members = Vec::new();
            circles.members(centre, &mut members);
            members
        };
        (0..circles.centres()).map(list).collect()
    }

    #[test]
    fn places_enter_one_by_one_the_lower_coordinate_first() {
        assert_eq!(row_of_four(4.0, f64::INFINITY)[1], [1, 0, 2, 3]);
    }

    #[test]
    fn circles_stop_at_the_radius_and_at_the_share() {
        assert_eq!(row_of_four(4.0, 1.0)[0], [0, 1]);
        assert_eq!(row_of_four(2.0, f64::INFINITY)[1], [1, 0]);
        assert_eq!(row_of_four(0.5, f64::INFINITY)[1], [0u32; 0], "no place fits");
    }

    #[test]
    fn the_first_guess_of_a_radius_does_not_matter() {
        let points: Vec<(f64, f64)> = (0..300).map(|i| (f64::from(i * 37 % 101), f64::from(i * i % 89))).collect();
        let locations = Locations::on_plane(&points).unwrap();
        let weights: Vec<f64> = (0..300).map(|i| f64::from(i % 3)).collect();
        let reach = Reach { weights: &weights, most: 30.0, radius: f64::INFINITY };
        let circles = Circles::around(&locations, &locations, &reach);
        let sorted = ByHeight::new(&locations, &reach);
        for centre in 0..300 {
            let mut all: Vec<Near> = (0..300)
                .map(|place| (straight(&locations.points()[centre], &locations.points()[place]), place as u32))
                .collect();
            all.sort_by(|a, b| sorted.nearer(a, b));
            let mut inside = 0.0;
            let fits = all.iter().take_while(|&&(_, place)| {
                inside += weights[place as usize];
                inside <= 30.0
            });
            let mut members = Vec::new();
            circles.members(centre, &mut members);
            assert_eq!(members, fits.map(|&(_, place)| place).collect::<Vec<_>>());
        }
    }
}
