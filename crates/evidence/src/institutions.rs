//! Places where many die: hospitals, homes, prisons, and the centroids of towns. Their dead differ from those of the
//! kind elsewhere (the very old in one home, children in one hospital), so that backgrounds are taken there too.

use crate::background::{Background, Share};
use crate::class::Class;
use colligate_register::{Kind, Register};
use rustc_hash::{FxHashMap, FxHashSet};

/// No institution.
pub(crate) const NONE: u32 = u32::MAX;

/// Deaths at one address from which it counts as a place where many die.
const MANY: usize = 6;
/// Points within this many degrees of latitude (about 20 m) are one address.
const ADDRESS_DEGREES: f64 = 0.0002;
/// From this imprecision a point is the centroid of an area, not an address.
const TOWN_M: f32 = 800.0;

/// The institution of each death, if it has one, and how common each is by kind of death.
pub struct Institutions {
    number: Vec<u32>,
    town: Vec<bool>,
    background: Background,
}

impl Institutions {
    /// Finds the institutions of a register.
    pub fn new(register: &Register) -> Institutions {
        let cells: Vec<Option<(i64, i64, bool)>> = register.deaths.iter().map(cell).collect();
        let mut counts: FxHashMap<(i64, i64, bool), usize> = FxHashMap::default();
        cells.iter().flatten().for_each(|cell| *counts.entry(*cell).or_default() += 1);
        let named: FxHashSet<(i64, i64, bool)> =
            (0..cells.len()).filter(|&i| is_named(register, i)).filter_map(|i| cells[i]).collect();
        let is_large = |cell: &(i64, i64, bool), count: usize| cell.2 || count >= MANY || named.contains(cell);
        let mut large: Vec<(i64, i64, bool)> =
            counts.into_iter().filter(|(cell, count)| is_large(cell, *count)).map(|(cell, _)| cell).collect();
        large.sort_unstable();
        let numbers = merge(&large);
        let number_of = |cell: &Option<(i64, i64, bool)>| {
            let Some((row, column, town)) = *cell else { return NONE };
            if let Some(&number) = numbers.get(&(row, column, town)) {
                return number;
            }
            // An address next door to a place where many die is that place, geocoded a little differently.
            neighbours(row, column).find_map(|(row, column)| numbers.get(&(row, column, town)).copied()).unwrap_or(NONE)
        };
        let number: Vec<u32> = cells.iter().map(number_of).collect();
        let town = cells.iter().map(|cell| cell.is_some_and(|cell| cell.2)).collect();
        let known = number.iter().zip(&register.deaths).filter(|(number, _)| **number != NONE);
        let background =
            Background::count(known.map(|(&number, death)| (Class { kind: death.kind, ..Class::any() }, number)));
        Institutions { number, town, background }
    }

    pub(crate) fn of(&self, i: usize) -> u32 {
        self.number[i]
    }

    pub(crate) fn is_town(&self, i: usize) -> bool {
        self.town[i]
    }

    pub(crate) fn frequency(&self, i: usize, kind: Kind) -> f64 {
        self.background.frequency(Class { kind, ..Class::any() }, self.number[i])
    }

    pub(crate) fn share(&self, i: usize, kind: Kind) -> Share {
        self.background.share(kind, self.number[i])
    }
}

/// Kinds of place that are an institution however few died there: those who run it have to do with all of them.
const NAMED: [&str; 6] = ["hospital", "hospice", "care home", "prison", "shelter", "hotel"];

fn is_named(register: &Register, i: usize) -> bool {
    let kind = register.deaths[i].place_kind.map(|term| register.terms.text(term));
    kind.is_some_and(|kind| NAMED.contains(&kind))
}

fn cell(death: &colligate_register::Death) -> Option<(i64, i64, bool)> {
    let point = death.point?;
    let town = point.imprecision_m >= TOWN_M;
    let row = (point.lat / ADDRESS_DEGREES).floor();
    let width = ADDRESS_DEGREES / (row * ADDRESS_DEGREES).to_radians().cos().max(1e-3);
    Some((row as i64, (point.lon / width).floor() as i64, town))
}

fn neighbours(row: i64, column: i64) -> impl Iterator<Item = (i64, i64)> {
    (-1..=1).flat_map(move |dy| (-1..=1).map(move |dx| (row + dy, column + dx)))
}

/// Numbers the large cells, neighbours alike: a campus that straddles a cell border is one institution.
fn merge(large: &[(i64, i64, bool)]) -> FxHashMap<(i64, i64, bool), u32> {
    let mut numbers: FxHashMap<(i64, i64, bool), u32> = large.iter().map(|cell| (*cell, NONE)).collect();
    let mut next = 0;
    for &cell in large {
        if numbers[&cell] != NONE {
            continue;
        }
        let mut open = vec![cell];
        while let Some((row, column, town)) = open.pop() {
            match numbers.get_mut(&(row, column, town)) {
                Some(number) if *number == NONE => *number = next,
                _ => continue,
            }
            if !town {
                open.extend(neighbours(row, column).map(|(row, column)| (row, column, town)));
            }
        }
        next += 1;
    }
    numbers
}
