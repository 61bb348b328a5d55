//! Stretches of time that do not overlap, each a run of intervals.

/// A run of intervals, from the first to the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stretch {
    pub(crate) first: u32,
    pub(crate) last: u32,
}

impl Stretch {
    /// Both parts of the stretch that lie apart from a window in it by at least `gap` intervals. Parts shorter than `shortest`
    /// intervals are left out.
    pub(crate) fn beside(self, window: Stretch, gap: u32, shortest: u32) -> impl Iterator<Item = Stretch> {
        let before = window.first.checked_sub(gap + 1).map(|last| Stretch { last, ..self });
        let after = Some(Stretch { first: window.last.saturating_add(gap + 1), ..self });
        let long_enough =
            move |part: &Stretch| part.first.saturating_add(shortest.max(1)) <= part.last.saturating_add(1);
        before.into_iter().chain(after).filter(long_enough)
    }
}

/// Stretches that do not overlap.
#[derive(Clone, Debug)]
pub(crate) struct Stretches {
    stretches: Vec<Stretch>,
    /// Of each interval, one more than the number of its stretch; 0 where it lies in none.
    of: Vec<u32>,
}

impl Stretches {
    /// Stretches of a period of so many intervals. They must not overlap.
    pub(crate) fn new(intervals: usize, stretches: Vec<Stretch>) -> Stretches {
        let mut of = vec![0; intervals];
        for (number, stretch) in (1..).zip(&stretches) {
            let range = stretch.first as usize..(stretch.last as usize + 1).min(intervals);
            of.get_mut(range).into_iter().flatten().for_each(|one| *one = number);
        }
        Stretches { stretches, of }
    }

    /// The whole period as one stretch.
    pub(crate) fn whole(intervals: usize) -> Stretches {
        Stretches::new(intervals, vec![Stretch { first: 0, last: intervals.saturating_sub(1) as u32 }])
    }

    /// How many there are.
    pub(crate) fn count(&self) -> usize {
        self.stretches.len()
    }

    /// The number of the stretch that holds a window from one interval to another; `None` where none does.
    #[inline]
    pub(crate) fn number(&self, (start, end): (usize, usize)) -> Option<usize> {
        let number = (*self.of.get(end)? as usize).checked_sub(1)?;
        (self.stretches[number].first as usize <= start).then_some(number)
    }
}

impl IntoIterator for Stretches {
    type Item = Stretch;
    type IntoIter = std::vec::IntoIter<Stretch>;

    fn into_iter(self) -> Self::IntoIter {
        self.stretches.into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stretch(first: u32, last: u32) -> Stretch {
        Stretch { first, last }
    }

    fn parts(whole: Stretch, window: Stretch, gap: u32, shortest: u32) -> Vec<Stretch> {
        whole.beside(window, gap, shortest).collect()
    }

    #[test]
    fn a_window_leaves_what_lies_apart_from_it() {
        let whole = stretch(0, 9);
        assert_eq!(parts(whole, stretch(4, 5), 1, 1), [stretch(0, 2), stretch(7, 9)]);
        assert_eq!(parts(whole, stretch(4, 5), 0, 1), [stretch(0, 3), stretch(6, 9)]);
        assert_eq!(parts(whole, stretch(4, 5), 1, 3), [stretch(0, 2), stretch(7, 9)]);
        assert_eq!(parts(whole, stretch(4, 5), 1, 4), []);
        assert_eq!(parts(whole, stretch(1, 8), 1, 1), [], "nothing is left at either end");
        assert_eq!(parts(whole, stretch(0, 9), 0, 1), []);
        assert_eq!(parts(stretch(3, 9), stretch(4, 5), 0, 1), [stretch(3, 3), stretch(6, 9)]);
        assert_eq!(parts(stretch(3, 9), stretch(4, 5), 1, 1), [stretch(7, 9)]);
    }

    #[test]
    fn a_window_belongs_to_the_stretch_that_holds_all_of_it() {
        let stretches = Stretches::new(10, vec![stretch(0, 2), stretch(5, 8)]);
        assert_eq!(stretches.number((0, 2)), Some(0));
        assert_eq!(stretches.number((5, 5)), Some(1));
        assert_eq!(stretches.number((2, 6)), None);
        assert_eq!(stretches.number((3, 4)), None);
        assert_eq!(stretches.number((8, 9)), None);
        assert_eq!(Stretches::whole(10).number((0, 9)), Some(0));
    }
}
