//! A k-d tree over places (Bentley 1975): who is within a distance, and who is nearest.

use crate::locations::Locations;

/// Places in a leaf, at most: fewer would cost more in visits to nodes than they save in distances.
const LEAF: usize = 8;

/// Places sorted so that near ones stand near each other. *Positions* in this order stand for events throughout.
pub(super) struct Tree {
    points: Vec<[f64; 3]>,
    /// The event at each position.
    order: Vec<u32>,
    nodes: Vec<Node>,
}

/// A box around a run of positions. Its left half follows it in the list of nodes.
struct Node {
    low: [f64; 3],
    high: [f64; 3],
    from: u32,
    to: u32,
    /// The right half; 0 for a leaf.
    right: u32,
}

impl Tree {
    /// Sorts the places.
    pub(super) fn new(places: &Locations) -> Tree {
        let mut sorted: Vec<([f64; 3], u32)> =
            (0..places.len()).map(|event| (places.point(event), event as u32)).collect();
        let mut nodes = Vec::new();
        if !sorted.is_empty() {
            split(&mut sorted, 0, &mut nodes);
        }
        Tree {
            points: sorted.iter().map(|&(point, _)| point).collect(),
            order: sorted.iter().map(|&(_, event)| event).collect(),
            nodes,
        }
    }

    /// The event at each position.
    pub(super) fn order(&self) -> &[u32] {
        &self.order
    }

    /// Fills the list with the positions whose squared straight-line distance of a position is at most `reach`, that
    /// position itself among them.
    pub(super) fn within(&self, position: usize, reach: f64, found: &mut Vec<u32>) {
        found.clear();
        if !self.nodes.is_empty() {
            self.collect(0, &self.points[position], reach, found);
        }
    }

    fn collect(&self, node: usize, centre: &[f64; 3], reach: f64, found: &mut Vec<u32>) {
        let inside = &self.nodes[node];
        if inside.nearest(centre) > reach {
            return;
        }
        if inside.farthest(centre) <= reach {
            found.extend(inside.from..inside.to);
        } else if inside.right == 0 {
            found.extend(
                (inside.from..inside.to).filter(|&other| squared(centre, &self.points[other as usize]) <= reach),
            );
        } else {
            self.collect(node + 1, centre, reach, found);
            self.collect(inside.right as usize, centre, reach, found);
        }
    }

    /// Squared straight-line distance to the `k`-th nearest other position; infinite where there are fewer. `best` is
    /// memory to use again.
    pub(super) fn reach_of_nearest(&self, position: usize, k: usize, best: &mut Vec<f64>) -> f64 {
        best.clear();
        if !self.nodes.is_empty() {
            self.nearest(0, position, k, best);
        }
        if best.len() < k { f64::INFINITY } else { best.last().copied().unwrap_or(f64::INFINITY) }
    }

    fn nearest(&self, node: usize, position: usize, k: usize, best: &mut Vec<f64>) {
        let inside = &self.nodes[node];
        let centre = &self.points[position];
        if best.len() == k && best.last().is_some_and(|&worst| inside.nearest(centre) >= worst) {
            return;
        }
        if inside.right == 0 {
            for other in (inside.from as usize..inside.to as usize).filter(|&other| other != position) {
                let distance = squared(centre, &self.points[other]);
                let place = best.partition_point(|&known| known <= distance);
                if place < k {
                    best.truncate(k - 1);
                    best.insert(place, distance);
                }
            }
            return;
        }
        let (left, right) = (node + 1, inside.right as usize);
        let left_first = self.nodes[left].nearest(centre) <= self.nodes[right].nearest(centre);
        let (first, second) = if left_first { (left, right) } else { (right, left) };
        self.nearest(first, position, k, best);
        self.nearest(second, position, k, best);
    }

    /// Squared straight-line distance of two positions.
    pub(super) fn squared(&self, a: usize, b: usize) -> f64 {
        squared(&self.points[a], &self.points[b])
    }
}

impl Node {
    /// Squared distance to the nearest point of the box. Rounded step by step like [`squared`], each step of which
    /// grows with its arguments: it never exceeds the distance of a point inside.
    fn nearest(&self, centre: &[f64; 3]) -> f64 {
        let point = [0, 1, 2].map(|axis| centre[axis].clamp(self.low[axis], self.high[axis]));
        squared(centre, &point)
    }

    /// Squared distance to the farthest corner of the box: no point inside is farther.
    fn farthest(&self, centre: &[f64; 3]) -> f64 {
        let corner = [0, 1, 2].map(|axis| {
            let (low, high) = (self.low[axis], self.high[axis]);
            if (centre[axis] - low).abs() > (centre[axis] - high).abs() { low } else { high }
        });
        squared(centre, &corner)
    }
}

/// As [`Locations`] takes it, so that the same pairs are at one distance.
#[inline]
fn squared(a: &[f64; 3], b: &[f64; 3]) -> f64 {
    let part = |axis: usize| (a[axis] - b[axis]) * (a[axis] - b[axis]);
    part(0) + part(1) + part(2)
}

/// Puts places in order and notes the boxes around them.
fn split(places: &mut [([f64; 3], u32)], from: u32, nodes: &mut Vec<Node>) {
    let mut low = [f64::INFINITY; 3];
    let mut high = [f64::NEG_INFINITY; 3];
    for (point, _) in places.iter() {
        for axis in 0..3 {
            low[axis] = low[axis].min(point[axis]);
            high[axis] = high[axis].max(point[axis]);
        }
    }
    let here = nodes.len();
    nodes.push(Node { low, high, from, to: from + places.len() as u32, right: 0 });
    if places.len() <= LEAF {
        places.sort_unstable_by_key(|&(_, event)| event);
        return;
    }
    let width = |axis: usize| high[axis] - low[axis];
    let widest = (1..3).fold(0, |widest, axis| if width(axis) > width(widest) { axis } else { widest });
    let half = places.len() / 2;
    places.select_nth_unstable_by(half, |a, b| a.0[widest].total_cmp(&b.0[widest]).then(a.1.cmp(&b.1)));
    let (left, right) = places.split_at_mut(half);
    split(left, from, nodes);
    nodes[here].right = nodes.len() as u32;
    split(right, from + half as u32, nodes);
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::{RngExt, SeedableRng};
    use rand_chacha::ChaCha8Rng;

    /// Places on a coarse lattice, so that many coincide or lie at one distance.
    fn crowded(seed: u64, count: usize, on_earth: bool) -> Locations {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        let mut part = || f64::from(random.random_range(0..12u8));
        let points: Vec<(f64, f64)> = (0..count).map(|_| (part(), part())).collect();
        if on_earth { Locations::on_earth(&points).unwrap() } else { Locations::on_plane(&points).unwrap() }
    }

    #[test]
    fn places_within_a_distance_are_those_of_a_look_at_all() {
        for seed in 0..20 {
            let places = crowded(seed, 150, seed % 2 == 0);
            let tree = Tree::new(&places);
            let reach = places.straight_squared(seed as usize, 99);
            let mut found = Vec::new();
            for position in 0..150 {
                tree.within(position, reach, &mut found);
                let event = tree.order()[position] as usize;
                let mut events: Vec<usize> = found.iter().map(|&other| tree.order()[other as usize] as usize).collect();
                events.sort_unstable();
                let all: Vec<usize> =
                    (0..150).filter(|&other| places.straight_squared(event, other) <= reach).collect();
                assert_eq!(events, all);
            }
        }
    }

    #[test]
    fn the_nearest_are_those_of_a_look_at_all() {
        for (seed, k) in [(1, 1), (2, 3), (3, 10), (4, 99), (5, 100)] {
            let places = crowded(seed, 100, seed % 2 == 0);
            let tree = Tree::new(&places);
            for position in 0..100 {
                let event = tree.order()[position] as usize;
                let mut all: Vec<f64> = (0..100)
                    .filter(|&other| other != event)
                    .map(|other| places.straight_squared(event, other))
                    .collect();
                all.sort_unstable_by(f64::total_cmp);
                let wanted = all.get(k - 1).copied().unwrap_or(f64::INFINITY);
                assert_eq!(tree.reach_of_nearest(position, k, &mut Vec::new()), wanted);
            }
        }
    }

    #[test]
    fn no_places_have_no_neighbours() {
        let tree = Tree::new(&Locations::on_plane(&[]).unwrap());
        assert!(tree.order().is_empty());
    }
}
