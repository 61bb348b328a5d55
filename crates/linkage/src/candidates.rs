//! Every pair of units near enough in place and time whose weight can reach the floor.

mod cells;

pub use cells::{Block, Cells};

use crate::world::World;
use colligate_evidence::{Hopeful, Within};
use rayon::prelude::*;
use std::ops::Range;

/// How far the search reaches.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reach {
    /// Farthest apart two deaths are compared, in kilometres. Infinite: however far, and where a place is not known.
    pub max_km: f64,
    /// Longest gap over which two deaths are compared, in days. [`i32::MAX`]: however long, and where a date is not known.
    pub max_days: i32,
    /// Weight below which a pair is not a link.
    pub floor: f64,
}

/// The floor of a register of up to [`COMMON`] deaths.
const FLOOR: f64 = 3.3;
/// Deaths up to which the floor stays.
const COMMON: f64 = 50_000.0;

impl Reach {
    /// The floor for a register of so many deaths: 3.3, and above 50,000 deaths more by the logarithm of how many times as
    /// many they are.
    ///
    /// The number of pairs grows with the square of the deaths, that of chance pairs of a given weight with it; so a floor
    /// that rises as fast as the deaths keeps the links a death as many as they are, and no weaker link could come to
    /// mean anything in so large a register.
    ///
    /// ```
    /// use colligate_linkage::candidates::Reach;
    /// assert_eq!(Reach::floor_for(20_000), 3.3);
    /// assert!((Reach::floor_for(500_000) - 4.3).abs() < 1e-12);
    /// ```
    pub fn floor_for(deaths: usize) -> f64 {
        FLOOR + (deaths as f64 / COMMON).log10().max(0.0)
    }

    /// Every pair of the register whose weight reaches the floor.
    pub fn everywhere(floor: f64) -> Reach {
        Reach { max_km: f64::INFINITY, max_days: i32::MAX, floor }
    }
}

/// A link between two units, the smaller number first.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RawLink {
    /// One unit.
    pub a: u32,
    /// The other unit.
    pub b: u32,
    /// Weight: log10 of the Bayes factor.
    pub weight: f32,
}

/// All links within reach and how many pairs were compared, in the order of the units.
pub fn links(world: &World, reach: &Reach) -> (Vec<RawLink>, u64) {
    let cells = Cells::new(world, reach);
    let block_links = |block: &Block| {
        let mut out = Vec::new();
        let mut compared = 0;
        for others in cells.others(block) {
            compared += score_block(world, reach, &cells, block.left.clone(), others, &mut out);
        }
        (out, compared)
    };
    let blocks: Vec<(Vec<RawLink>, u64)> = cells.blocks().par_iter().map(block_links).collect();
    let compared = blocks.iter().map(|(_, compared)| compared).sum();
    let mut links: Vec<RawLink> = blocks.into_iter().flat_map(|(links, _)| links).collect();
    links.sort_unstable_by_key(|link| (link.a, link.b));
    (links, compared)
}

/// Scores one block of plain columns: the pairs of the rows `left` with the rows `others`, both in order of date; where
/// they overlap, each pair once. Adds the links to `out` and returns how many pairs lay within reach.
///
/// A pair is looked at closely only where the bound on it reaches the floor ([`colligate_evidence::Columns::hopeful`]).
/// The bounds hold for every pair, so the links are those of scoring all of it.
pub fn score_block(
    world: &World,
    reach: &Reach,
    cells: &Cells,
    left: Range<usize>,
    others: Range<usize>,
    out: &mut Vec<RawLink>,
) -> u64 {
    let max2 = reach.max_km * reach.max_km;
    let least = 10f64.powf(reach.floor);
    let floor = (least * (1.0 - 1e-6)) as f32;
    let within = Within { max_km2: max2 as f32, max_days: reach.max_days, least: floor };
    let mut hopeful = Vec::new();
    let compared = cells.columns.hopeful(left, others, &within, &mut hopeful);
    for Hopeful { a, b, bound } in hopeful {
        let (x, y) = (cells.units[a as usize], cells.units[b as usize]);
        let (i, j) = (world.deaths[x as usize] as usize, world.deaths[y as usize] as usize);
        if !world.evidence.description.leaves_hope(i, j, bound, least) {
            continue;
        }
        if world.spots[x as usize].distance2(&world.spots[y as usize]) > max2 {
            continue;
        }
        if let Some(factor) = world.factor_from(x as usize, y as usize, least) {
            out.push(RawLink { a: x.min(y), b: x.max(y), weight: factor.log10() as f32 });
        }
    }
    compared
}
