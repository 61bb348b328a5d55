//! The pairs of events that are near in space: found once, or anew for each batch of permutations where they are too many
//! to keep.

use super::tree::Tree;
use rayon::prelude::*;

/// Pairs kept in memory, at most: 256 MB of them.
const KEPT: u64 = 1 << 26;
/// Positions looked at in one go.
const RUN: usize = 1024;

/// The neighbours of each position that come after it, so that each pair is met once.
pub(super) struct NearPairs {
    tree: Tree,
    reach: f64,
    /// Neighbours of all positions in one list and where those of each begin; `None` where they are too many.
    kept: Option<(Vec<u32>, Vec<usize>)>,
    pairs: u64,
    neighbours_squared: f64,
}

impl NearPairs {
    /// Finds the pairs at a squared straight-line distance of at most `reach`.
    pub(super) fn new(tree: Tree, reach: f64) -> NearPairs {
        NearPairs::keeping(tree, reach, KEPT)
    }

    fn keeping(tree: Tree, reach: f64, most: u64) -> NearPairs {
        let runs: Vec<usize> = (0..tree.order().len()).step_by(RUN).collect();
        let in_run = |&from: &usize| from..(from + RUN).min(tree.order().len());
        let count = |run: &usize| {
            let mut found = Vec::new();
            in_run(run).fold((0u64, 0u64), |(neighbours, squares), position| {
                tree.within(position, reach, &mut found);
                let others = found.len() as u64 - 1;
                (neighbours + others, squares + others * others)
            })
        };
        let counted: Vec<(u64, u64)> = runs.par_iter().map(count).collect();
        let pairs = counted.iter().map(|&(neighbours, _)| neighbours).sum::<u64>() / 2;
        let neighbours_squared = counted.iter().map(|&(_, squares)| squares as f64).sum();
        let kept = (pairs <= most).then(|| {
            let lists = |run: &usize| {
                let (mut list, mut ends, mut found) = (Vec::new(), Vec::new(), Vec::new());
                for position in in_run(run) {
                    tree.within(position, reach, &mut found);
                    list.extend(found.iter().filter(|&&other| other as usize > position));
                    ends.push(list.len());
                }
                (list, ends)
            };
            let (mut list, mut starts) = (Vec::with_capacity(pairs as usize), vec![0]);
            for (part, ends) in runs.par_iter().map(lists).collect::<Vec<_>>() {
                let before = list.len();
                list.extend_from_slice(&part);
                starts.extend(ends.into_iter().map(|end| before + end));
            }
            (list, starts)
        });
        NearPairs { tree, reach, kept, pairs, neighbours_squared }
    }

    /// How many pairs there are.
    pub(super) fn pairs(&self) -> u64 {
        self.pairs
    }

    /// Sum over events of the square of the number of their neighbours.
    pub(super) fn neighbours_squared(&self) -> f64 {
        self.neighbours_squared
    }

    /// The event at each position.
    pub(super) fn order(&self) -> &[u32] {
        self.tree.order()
    }

    /// The neighbours of a position that come after it. `found` is memory to use again.
    #[inline]
    pub(super) fn after<'a>(&'a self, position: usize, found: &'a mut Vec<u32>) -> &'a [u32] {
        if let Some((list, starts)) = &self.kept {
            return &list[starts[position]..starts[position + 1]];
        }
        self.tree.within(position, self.reach, found);
        found.retain(|&other| other as usize > position);
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locations::Locations;

    #[test]
    fn pairs_that_are_not_kept_are_found_anew() {
        let points: Vec<(f64, f64)> = (0..2500).map(|i| (f64::from(i * 7 % 50), f64::from(i * 13 % 61))).collect();
        let tree = || Tree::new(&Locations::on_plane(&points).unwrap());
        let (kept, anew) = (NearPairs::keeping(tree(), 9.0, u64::MAX), NearPairs::keeping(tree(), 9.0, 10));
        assert!(kept.kept.is_some() && anew.kept.is_none());
        assert_eq!(kept.pairs(), anew.pairs());
        let (mut found, mut other) = (Vec::new(), Vec::new());
        let mut met = 0;
        for position in 0..2500 {
            let neighbours = kept.after(position, &mut found);
            assert_eq!(neighbours, anew.after(position, &mut other));
            met += neighbours.len() as u64;
        }
        assert_eq!(met, kept.pairs());
    }
}
