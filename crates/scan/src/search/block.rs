//! The cases of a block of draws, stored by case, so that neighbours are read once for all draws.

use crate::arrangement::Arrangement;
use std::ops::Range;

/// A block of draws: for each place, in which draws its cases count and up to which start.
pub(super) struct Block {
    places: Vec<PlaceCounts>,
    counts: Vec<Counts>,
}

/// What is read of a place when it comes into a circle, side by side in memory.
#[derive(Clone, Copy)]
struct PlaceCounts {
    weight: f64,
    begin: u32,
    end: u32,
}

/// A draw in which a case counts, and the last start it counts for.
#[derive(Clone, Copy, Default)]
pub(super) struct Counts {
    pub(super) draw: u8,
    pub(super) until: u8,
}

impl Block {
    /// Deals a range of draws of cases whose places begin at `starts`. Cases before the interval `first` do not count; later ones count up to the start of their interval, at
    /// most up to start `last`.
    pub(super) fn new(
        weights: &[f64],
        starts: &[u32],
        first: u32,
        last: u32,
        range: Range<u32>,
        mut deal: impl FnMut(u32, &mut Arrangement),
    ) -> Block {
        let cases = starts.last().map_or(0, |&count| count as usize);
        let dealt: Vec<Arrangement> = range
            .map(|number| {
                let mut drawn = Arrangement::default();
                deal(number, &mut drawn);
                drawn
            })
            .collect();
        let mut begins = vec![0u32; cases + 2];
        for drawn in &dealt {
            for (begin, &time) in begins[2..].iter_mut().zip(&drawn.times) {
                *begin += u32::from(time >= first);
            }
        }
        for case in 2..begins.len() {
            begins[case] += begins[case - 1];
        }
        let mut counts = vec![Counts::default(); begins[begins.len() - 1] as usize];
        for (draw, drawn) in dealt.iter().enumerate() {
            for (next, &time) in begins[1..].iter_mut().zip(&drawn.times) {
                if time >= first {
                    counts[*next as usize] = Counts { draw: draw as u8, until: (time - first).min(last) as u8 };
                    *next += 1;
                }
            }
        }
        let places = weights.iter().zip(starts.windows(2)).map(|(&weight, cases)| PlaceCounts {
            weight,
            begin: begins[cases[0] as usize],
            end: begins[cases[1] as usize],
        });
        Block { places: places.collect(), counts }
    }

    /// The weight of a place, and the draws in which its cases count, case after case.
    #[inline(always)]
    pub(super) fn at(&self, place: u32) -> (f64, &[Counts]) {
        let PlaceCounts { weight, begin, end } = self.places[place as usize];
        (weight, &self.counts[begin as usize..end as usize])
    }
}
