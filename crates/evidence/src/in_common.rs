//! Evidence from what two deaths have in common of a set of things: substances, circumstances, contacts. Weighed in one
//! way ([`Carry`]), told each in its own.

use crate::describe::Describe;
use crate::likeness::{Common, InBoth};
use crate::signature::{Carry, Item, Sets};

/// Says in words what two deaths have in common.
pub trait Tell: Send + Sync {
    /// Name of the evidence, as in the model file.
    const NAME: &'static str;
    /// Said where one of the two sets is empty.
    const NOT_ON_RECORD: &'static str;
    /// Said where both sets hold something, and nothing in common.
    const NOTHING_IN_COMMON: &'static str;

    /// What `i` and `j` have in common, in the order of the numbers of the things; at least one.
    fn tell(&self, i: usize, j: usize, shared: Vec<Item>) -> String;

    /// A thing that `i` and `j` have in common, as it is on record of them: one word, or more where the two write it in different ways.
    fn words(&self, i: usize, j: usize, value: u32) -> Vec<String>;
}

/// A set a death, how sets are carried over, and the words for what is in them.
pub struct InCommon<T> {
    /// How a set is carried over.
    pub carry: Carry,
    /// The sets, in the order of the register.
    pub sets: Sets,
    /// The words.
    pub told: T,
}

impl<T: Tell> Describe for InCommon<T> {
    fn name(&self) -> &'static str {
        T::NAME
    }

    #[inline]
    fn factor(&self, i: usize, j: usize) -> f64 {
        self.carry.factor(&self.sets, i, j)
    }

    fn bound(&self, i: usize) -> f64 {
        self.carry.bound(&self.sets, i)
    }

    fn series_factor(&self, members: &[usize]) -> f64 {
        self.carry.series_factor(&self.sets, members)
    }

    fn in_both(&self, i: usize, j: usize) -> InBoth {
        let mut shared = 0;
        let mut words = Vec::new();
        for item in self.sets.shared(i, j) {
            shared += 1;
            words.extend(self.told.words(i, j, item.value));
        }
        InBoth { common: Common::of_sets(shared, self.sets.of(i).len(), self.sets.of(j).len()), shared: words }
    }

    fn sentence(&self, i: usize, j: usize) -> String {
        if self.sets.of(i).is_empty() || self.sets.of(j).is_empty() {
            return T::NOT_ON_RECORD.to_owned();
        }
        let shared: Vec<Item> = self.sets.shared(i, j).collect();
        if shared.is_empty() {
            return T::NOTHING_IN_COMMON.to_owned();
        }
        self.told.tell(i, j, shared)
    }
}

/// The rarest first; of equally rare ones the lower number.
pub fn rarest_first(mut items: Vec<Item>) -> Vec<Item> {
    items.sort_by(|a, b| b.inverse.total_cmp(&a.inverse).then(a.value.cmp(&b.value)));
    items
}

/// Words with their counts, "a (2 of 8), b (4 of 8 falls)": among which deaths is said once for those in a row that have it in
/// common.
pub(crate) fn listed(items: &[(&str, String, String)]) -> String {
    let one = |(k, (word, counts, among)): (usize, &(&str, String, String))| match items.get(k + 1) {
        Some((_, _, next)) if next == among => format!("{word} ({counts})"),
        _ => format!("{word} ({counts} {among})"),
    };
    items.iter().enumerate().map(one).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_counts_have_in_common_is_said_once() {
        let share = |count| format!("{count} of 8");
        let items = [("a", share(2), "falls".to_owned()), ("b", share(4), "falls".to_owned())];
        assert_eq!(listed(&items), "a (2 of 8), b (4 of 8 falls)");
        let apart = [("a", share(2), "deaths there".to_owned()), ("b", share(4), "falls".to_owned())];
        assert_eq!(listed(&apart), "a (2 of 8 deaths there), b (4 of 8 falls)");
    }
}
