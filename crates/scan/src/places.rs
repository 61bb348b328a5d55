//! Named places: what the identifiers in case, population and coordinate files stand for.

use crate::error::ScanError;
use crate::locations::{CoordinateSystem, Locations};
use std::collections::BTreeMap;

/// Places in the order of their names. Identifiers at exactly one point are one place: they always enter a circle
/// together, so a place may have several names.
#[derive(Clone, Debug, PartialEq)]
pub struct Places {
    names: Vec<Vec<String>>,
    locations: Locations,
    numbers: BTreeMap<String, u32>,
}

impl Places {
    /// Places given as (name, first coordinate, second coordinate). The same name may come again with the same coordinates.
    ///
    /// # Errors
    /// [`ScanError::TwoPoints`] where a name comes again elsewhere; [`ScanError::BadCoordinates`], numbered in the order
    /// given; [`ScanError::TooMany`].
    pub fn new(system: CoordinateSystem, named: &[(String, f64, f64)]) -> Result<Places, ScanError> {
        let all: Vec<(f64, f64)> = named.iter().map(|&(_, first, second)| (first, second)).collect();
        Locations::new(system, &all)?;
        let mut by_name: BTreeMap<&str, (f64, f64)> = BTreeMap::new();
        for (name, first, second) in named {
            let point = (first + 0.0, second + 0.0);
            if *by_name.entry(name).or_insert(point) != point {
                return Err(ScanError::TwoPoints { name: name.clone() });
            }
        }
        let mut by_point: BTreeMap<[u64; 2], u32> = BTreeMap::new();
        let (mut names, mut coordinates, mut numbers) = (Vec::<Vec<String>>::new(), Vec::new(), BTreeMap::new());
        for (name, (first, second)) in by_name {
            let number = *by_point.entry([first.to_bits(), second.to_bits()]).or_insert(names.len() as u32);
            if number as usize == names.len() {
                names.push(Vec::new());
                coordinates.push((first, second));
            }
            names[number as usize].push(name.to_owned());
            numbers.insert(name.to_owned(), number);
        }
        Ok(Places { names, locations: Locations::new(system, &coordinates)?, numbers })
    }

    /// One place that stands for everywhere: enough for a scan in time alone.
    ///
    /// # Errors
    /// None in practice.
    pub fn everywhere() -> Result<Places, ScanError> {
        Places::new(CoordinateSystem::Plane, &[("All".to_owned(), 0.0, 0.0)])
    }

    /// How many places there are.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// True where there are none.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// How many names there are: more than places where several share a point.
    pub fn names_in_all(&self) -> usize {
        self.numbers.len()
    }

    /// Number of the place with this name.
    pub fn number(&self, name: &str) -> Option<u32> {
        self.numbers.get(name).copied()
    }

    /// Names of a place, in order.
    pub fn names(&self, place: u32) -> &[String] {
        self.names.get(place as usize).map_or(&[], Vec::as_slice)
    }

    /// Where the places are.
    pub fn locations(&self) -> &Locations {
        &self.locations
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(rows: &[(&str, f64, f64)]) -> Vec<(String, f64, f64)> {
        rows.iter().map(|&(name, x, y)| (name.to_owned(), x, y)).collect()
    }

    #[test]
    fn names_at_one_point_are_one_place() {
        let rows = named(&[("b", 1.0, 2.0), ("c", 0.0, 0.0), ("a", 1.0, 2.0), ("c", 0.0, 0.0)]);
        let places = Places::new(CoordinateSystem::Plane, &rows).unwrap();
        assert_eq!((places.len(), places.names_in_all()), (2, 3));
        assert_eq!(places.names(0), ["a", "b"]);
        assert_eq!(places.number("b"), Some(0));
        assert_eq!(places.locations().coordinates(1), [0.0, 0.0]);
    }

    #[test]
    fn a_name_cannot_be_at_two_points() {
        let wrong = Places::new(CoordinateSystem::Plane, &named(&[("a", 1.0, 2.0), ("a", 1.0, 3.0)]));
        assert_eq!(wrong, Err(ScanError::TwoPoints { name: "a".into() }));
    }
}
