//! Which pairs a model is judged on: all linked ones, and unlinked ones within reach and beyond it, all or a sample.

use crate::world::World;
use colligate_evidence::EARTH_RADIUS_KM;
use rand::RngExt;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use rayon::prelude::*;
use rustc_hash::FxHashSet;

/// Unlinked pairs within reach that are weighed, at most about; of more a sample is drawn.
pub const MOST_WITHIN: u64 = 3_000_000;
/// Unlinked pairs beyond reach that are weighed: they weigh little and are alike, so a sample tells their mean.
pub const SAMPLE_BEYOND: usize = 200_000;

/// Farthest and longest apart that two deaths are compared.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Compared {
    /// In kilometres.
    pub max_km: f64,
    /// In days.
    pub max_days: i32,
}

/// Unlinked pairs of one stratum.
pub(super) struct Stratum {
    /// The pairs that are weighed.
    pub pairs: Vec<(u32, u32)>,
    /// How many there are in all.
    pub all: u64,
}

impl Stratum {
    /// How many pairs each weighed one stands for.
    pub fn count(&self) -> f64 {
        self.all as f64 / self.pairs.len().max(1) as f64
    }
}

/// Tells pairs apart.
pub(super) struct Sorter<'a> {
    world: &'a World<'a>,
    compared: Compared,
    linked: FxHashSet<(u32, u32)>,
}

/// Streams of the seed: one for each death within reach, and one for all beyond.
const BEYOND: u64 = u64::MAX;

impl<'a> Sorter<'a> {
    /// Linked pairs have the smaller number first.
    pub fn new(world: &'a World<'a>, compared: Compared, linked: FxHashSet<(u32, u32)>) -> Sorter<'a> {
        Sorter { world, compared, linked }
    }

    /// True for two deaths with places and days near enough to be compared.
    pub fn within(&self, i: u32, j: u32) -> bool {
        let (a, b) = (i as usize, j as usize);
        let (from, to) = (self.world.dates[a].0, self.world.dates[b].0);
        let known = self.world.evidence.time.is_known(from) && self.world.evidence.time.is_known(to);
        known
            && from.abs_diff(to) <= self.compared.max_days.unsigned_abs()
            && self.world.spots[a].distance2(&self.world.spots[b]) <= self.compared.max_km.powi(2)
    }

    fn unlinked(&self, i: u32, j: u32) -> bool {
        !self.linked.contains(&(i.min(j), i.max(j))) && !self.world.one_event(i, j)
    }

    /// Unlinked pairs within reach, but for those of one event: linking folds these before it compares.
    pub fn within_reach(&self, most: u64, seed: u64) -> Stratum {
        let bands = Bands::new(self.world, self.compared.max_km);
        let wanted = |i: u32, j: u32| self.within(i, j) && self.unlinked(i, j);
        let count = |&i: &u32| bands.near(i).filter(|&j| wanted(i, j)).count() as u64;
        let all: u64 = bands.order.par_iter().map(count).sum();
        let share = (most as f64 / all.max(1) as f64).min(1.0);
        let drawn = |&i: &u32| -> Vec<(u32, u32)> {
            let mut random = stream(seed, u64::from(i));
            let near = bands.near(i).filter(|&j| wanted(i, j));
            near.filter(|_| share >= 1.0 || random.random::<f64>() < share).map(|j| (i, j)).collect()
        };
        Stratum { pairs: bands.order.par_iter().flat_map_iter(drawn).collect(), all }
    }

    /// A sample of the unlinked pairs beyond reach, pairs of one event left out; `within` is how many lie within.
    pub fn beyond_reach(&self, sample: usize, within: u64, seed: u64) -> Stratum {
        let deaths = self.world.deaths.len() as u32;
        let beyond = |i: u32, j: u32| i != j && !self.within(i, j) && self.unlinked(i, j);
        let total = u64::from(deaths) * u64::from(deaths.saturating_sub(1)) / 2;
        if total <= 4 * sample as u64 {
            let all = (0..deaths).flat_map(|i| (i + 1..deaths).map(move |j| (i, j)));
            let pairs: Vec<(u32, u32)> = all.filter(|&(i, j)| beyond(i, j)).collect();
            let all = pairs.len() as u64;
            return Stratum { pairs, all };
        }
        let mut random = stream(seed, BEYOND);
        let mut pairs = Vec::with_capacity(sample);
        // Where nearly all pairs lie within reach, few are left to be drawn.
        for _ in 0..20 * sample {
            let (i, j) = (random.random_range(0..deaths), random.random_range(0..deaths));
            if beyond(i, j) {
                pairs.push((i, j));
                if pairs.len() == sample {
                    break;
                }
            }
        }
        let linked_beyond = self.linked.iter().filter(|(i, j)| !self.within(*i, *j)).count() as u64;
        let linked_within = self.linked.len() as u64 - linked_beyond;
        Stratum { pairs, all: total.saturating_sub(within + linked_within + linked_beyond) }
    }
}

fn stream(seed: u64, number: u64) -> ChaCha8Rng {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    random.set_stream(number);
    random
}

/// Kilometres in a degree of latitude.
const KM_A_DEGREE: f64 = EARTH_RADIUS_KM * std::f64::consts::PI / 180.0;

/// Deaths with a place in bands of latitude as high as the reach, from west to east in each.
struct Bands<'a> {
    world: &'a World<'a>,
    height: f64,
    order: Vec<u32>,
    keys: Vec<(i64, f64)>,
}

impl<'a> Bands<'a> {
    fn new(world: &'a World<'a>, km: f64) -> Bands<'a> {
        let height = km / KM_A_DEGREE;
        let place = |&i: &u32| {
            let spot = &world.spots[i as usize];
            ((spot.lat / height).floor() as i64, spot.lon)
        };
        let mut order: Vec<u32> =
            (0..world.spots.len() as u32).filter(|&i| world.spots[i as usize].is_known()).collect();
        order.sort_by(|a, b| {
            let ((x, east), (y, other)) = (place(a), place(b));
            x.cmp(&y).then(east.total_cmp(&other)).then(a.cmp(b))
        });
        let keys = order.iter().map(place).collect();
        Bands { world, height, order, keys }
    }

    /// Deaths in this band and the next that can lie within reach, each pair met once.
    fn near(&self, i: u32) -> impl Iterator<Item = u32> + '_ {
        let spot = &self.world.spots[i as usize];
        let band = (spot.lat / self.height).floor() as i64;
        let farthest = (spot.lat.abs() + 2.0 * self.height).min(89.9);
        let wide = self.height / farthest.to_radians().cos();
        let range = move |band: i64| {
            let from = self.keys.partition_point(|key| *key < (band, spot.lon - wide));
            let to = self.keys.partition_point(|key| *key <= (band, spot.lon + wide));
            &self.order[from..to.max(from)]
        };
        let own = range(band).iter().copied().filter(move |&j| {
            let other = self.world.spots[j as usize].lon;
            other > spot.lon || (other == spot.lon && j > i)
        });
        own.chain(range(band + 1).iter().copied())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nearest::all_deaths;
    use crate::world::Evidence;
    use colligate_evidence::Model;
    use colligate_register::simulate::{County, county};

    #[test]
    fn every_unlinked_pair_within_reach_is_met_once_and_a_sample_stands_for_all() {
        let register = county(&County { deaths: 900, ..County::default() }, 2);
        let evidence = Evidence::new(&register, &Model::default());
        let all = all_deaths(&register);
        let world = World::real(&register, &evidence, &all);
        for max_km in [1.0, 40.0] {
            let linked = FxHashSet::from_iter([(0, 1), (2, 3)]);
            let sorter = Sorter::new(&world, Compared { max_km, max_days: 400 }, linked);
            let wanted = |i: u32, j: u32| sorter.within(i, j) && sorter.unlinked(i, j);
            let pairs = (0..900u32).flat_map(|i| (i + 1..900).map(move |j| (i, j)));
            let brute: FxHashSet<(u32, u32)> = pairs.filter(|&(i, j)| wanted(i, j)).collect();
            let found = sorter.within_reach(u64::MAX, 1);
            let met: FxHashSet<(u32, u32)> = found.pairs.iter().map(|&(i, j)| (i.min(j), i.max(j))).collect();
            assert_eq!((found.pairs.len(), found.all), (brute.len(), brute.len() as u64));
            assert_eq!(met, brute);
            let sample = sorter.within_reach(found.all / 3, 1);
            assert_eq!(sample.all, found.all);
            assert!((sample.count() - 3.0).abs() < 0.6, "{}", sample.count());
            assert_eq!(sorter.within_reach(found.all / 3, 1).pairs, sample.pairs);
            let (every, some) =
                (sorter.beyond_reach(1_000_000, found.all, 1), sorter.beyond_reach(2_000, found.all, 1));
            let apart = every.all as f64;
            // Pairs of one event are not known by number in a sample; there are few.
            assert!((some.all as f64 - apart).abs() < 0.01 * apart, "{} {apart}", some.all);
        }
    }
}
