//! Sets of things found with a death (substances, circumstances, contacts) and what it says that two sets share some.

use crate::carry_over::carry_over;

/// A set for each death, its members sorted, each with one over its frequency in the background of that death.
#[derive(Clone, Debug, Default)]
pub struct Sets {
    starts: Vec<u32>,
    items: Vec<Item>,
    /// A bit for each member, of 64: sets without a common bit share nothing.
    bits: Vec<u64>,
}

/// A member of a set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Item {
    /// What it is.
    pub value: u32,
    /// One over its frequency among deaths of that kind around that time.
    pub inverse: f32,
    /// Probability that it, of all members of its set, is the signature: in proportion to its surprisal, the logarithm of
    /// `inverse` (Shannon 1948). What stands out is more likely to be what a series has in common.
    pub share: f32,
}

impl Item {
    /// A member with this inverse frequency; its share is worked out by [`Sets::new`].
    pub fn new(value: u32, inverse: f32) -> Item {
        Item { value, inverse, share: 0.0 }
    }
}

/// Surprisal of the commonest members, so that none has no share at all.
const LEAST_SURPRISAL: f32 = 0.1;

impl Sets {
    /// One set a death, in the order of the register; an empty set says nothing.
    pub fn new(sets: impl Iterator<Item = Vec<Item>>) -> Sets {
        let mut all = Sets { starts: vec![0], items: Vec::new(), bits: Vec::new() };
        for mut set in sets {
            let surprisal = |item: &Item| item.inverse.ln().max(LEAST_SURPRISAL);
            let total: f32 = set.iter().map(surprisal).sum();
            set.iter_mut().for_each(|item| item.share = surprisal(item) / total);
            all.bits.push(set.iter().fold(0, |bits, item| bits | 1 << (item.value % 64)));
            all.items.extend(set);
            all.starts.push(all.items.len() as u32);
        }
        all
    }

    /// The set of a death.
    #[inline]
    pub fn of(&self, i: usize) -> &[Item] {
        &self.items[self.starts[i] as usize..self.starts[i + 1] as usize]
    }

    /// False where two deaths certainly share no member.
    #[inline]
    fn may_share(&self, i: usize, j: usize) -> bool {
        self.bits[i] & self.bits[j] != 0
    }

    /// The members that two deaths share, each with the smaller of the two inverse frequencies and of the two shares: the
    /// conservative side.
    #[inline]
    pub fn shared(&self, i: usize, j: usize) -> impl Iterator<Item = Item> + '_ {
        let (mut a, mut b) = (self.of(i).iter(), self.of(j).iter());
        let (mut x, mut y) = (a.next(), b.next());
        std::iter::from_fn(move || {
            while let (Some(left), Some(right)) = (x, y) {
                if left.value <= right.value {
                    x = a.next();
                }
                if right.value <= left.value {
                    y = b.next();
                }
                if left.value == right.value {
                    let (inverse, share) = (left.inverse.min(right.inverse), left.share.min(right.share));
                    return Some(Item { value: left.value, inverse, share });
                }
            }
            None
        })
    }
}

/// How a set is carried over. Two accounts are mixed half and half, because a series may share one thing that matters
/// (the drug that killed) among much that does not, or may share many common things together:
///
/// - *signature*: one member of the set, each with the probability [`Item::share`], is carried over for certain and the
///   rest comes from the background. The ratio is the mean over the members of `1/f` where shared and 0 where not.
/// - *product*: each member is carried over by itself with probability `carry`: `(1 − carry) + carry/f` where shared,
///   and `1 − carry/2` where only one of the two has it, which makes the mean exactly one for any `f`. Where neither
///   has it, it says nothing.
#[derive(Clone, Copy, Debug)]
pub struct Carry {
    /// Probability that the set is carried over at all.
    pub w: f64,
    /// Probability that a member is, under *product*.
    pub carry: f64,
}

/// Share of *signature* in the mixture.
const SIGNATURE: f64 = 0.5;

impl Carry {
    /// Bayes factor of a pair of sets; 1 where one is empty.
    pub fn factor(self, sets: &Sets, i: usize, j: usize) -> f64 {
        let (n, m) = (sets.of(i).len(), sets.of(j).len());
        if n == 0 || m == 0 {
            return 1.0;
        }
        let (mut signature, mut product, mut shared) = (0.0, 1.0, 0);
        let common = sets.may_share(i, j).then(|| sets.shared(i, j));
        for item in common.into_iter().flatten() {
            let inverse = f64::from(item.inverse);
            signature += f64::from(item.share) * inverse;
            product *= carry_over(self.carry, inverse);
            shared += 1;
        }
        product *= (1.0 - 0.5 * self.carry).powi((n + m - 2 * shared) as i32);
        carry_over(self.w, SIGNATURE * signature + (1.0 - SIGNATURE) * product)
    }

    /// A factor that no pair with this death exceeds.
    pub fn bound(self, sets: &Sets, i: usize) -> f64 {
        let set = sets.of(i);
        if set.is_empty() {
            return 1.0;
        }
        let signature: f64 = set.iter().map(|item| f64::from(item.share) * f64::from(item.inverse)).sum();
        let product: f64 = set.iter().map(|item| carry_over(self.carry, f64::from(item.inverse)).max(1.0)).product();
        carry_over(self.w, SIGNATURE * signature + (1.0 - SIGNATURE) * product).max(1.0)
    }

    /// Bayes factor of a series: each member gives with equal probability, and under *signature* one and the same thing
    /// is carried over to all the others.
    pub fn series_factor(self, sets: &Sets, members: &[usize]) -> f64 {
        let known: Vec<usize> = members.iter().copied().filter(|&member| !sets.of(member).is_empty()).collect();
        match known[..] {
            [] | [_] => return 1.0,
            // A pair takes the smaller of two shares; from three members on each giver has its own.
            [i, j] => return self.factor(sets, i, j),
            _ => {}
        }
        let given = |giver: usize| {
            let others = || known.iter().copied().filter(move |&member| member != giver);
            let one = |item: &Item| -> f64 {
                let factor = |member: usize| {
                    let same = sets.of(member).iter().find(|other| other.value == item.value);
                    carry_over(self.w, same.map_or(0.0, |same| f64::from(same.inverse.min(item.inverse))))
                };
                f64::from(item.share) * others().map(factor).product::<f64>()
            };
            let set = sets.of(giver);
            let signature: f64 = set.iter().map(one).sum();
            let product: f64 = others().map(|member| carry_over(self.w, self.product(sets, giver, member))).product();
            SIGNATURE * signature + (1.0 - SIGNATURE) * product
        };
        known.iter().map(|&giver| given(giver)).sum::<f64>() / known.len() as f64
    }

    fn product(self, sets: &Sets, i: usize, j: usize) -> f64 {
        let (mut product, mut shared) = (1.0, 0);
        for item in sets.shared(i, j) {
            product *= carry_over(self.carry, f64::from(item.inverse));
            shared += 1;
        }
        let unshared = sets.of(i).len() + sets.of(j).len() - 2 * shared;
        product * (1.0 - 0.5 * self.carry).powi(unshared as i32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sets(all: &[&[(u32, f32)]]) -> Sets {
        Sets::new(all.iter().map(|set| set.iter().map(|&(value, inverse)| Item::new(value, inverse)).collect()))
    }

    const CARRY: Carry = Carry { w: 0.5, carry: 0.4 };

    #[test]
    fn the_mean_factor_over_independent_sets_is_one() {
        // All four sets of two things with frequencies 0.3 and 0.05; the empty set counts as known here by a third
        // thing that everyone has.
        let (f, g) = (0.3f64, 0.05f64);
        let all: Vec<(f64, Vec<(u32, f32)>)> = (0..4)
            .map(|k| {
                let (a, b) = (k & 1 == 1, k & 2 == 2);
                let p = (if a { f } else { 1.0 - f }) * (if b { g } else { 1.0 - g });
                let mut set = vec![(0, 1.0)];
                if a {
                    set.push((1, (1.0 / f) as f32));
                }
                if b {
                    set.push((2, (1.0 / g) as f32));
                }
                (p, set)
            })
            .collect();
        let mean: f64 = all
            .iter()
            .flat_map(|(p, a)| all.iter().map(move |(q, b)| (p * q, a, b)))
            .map(|(p, a, b)| p * CARRY.factor(&sets(&[a, b]), 0, 1))
            .sum();
        // The signature uses the larger set of the two, the conservative side, so the mean may fall a little below.
        assert!(mean <= 1.0 + 1e-6 && mean > 0.9, "{mean}");
    }

    #[test]
    fn a_series_that_shares_one_rare_thing_outweighs_its_pairs() {
        let all = sets(&[&[(1, 80.0), (2, 1.5)], &[(1, 80.0), (3, 2.0)], &[(1, 80.0)], &[(2, 1.5), (3, 2.0)]]);
        let three = CARRY.series_factor(&all, &[0, 1, 2]);
        assert!(three > 500.0, "{three}");
        let four = CARRY.series_factor(&all, &[0, 1, 2, 3]);
        assert!(four < three && four > three * 0.2, "{four}");
        assert!((CARRY.series_factor(&all, &[0, 1]) - CARRY.factor(&all, 0, 1)).abs() < 1e-9);
    }

    #[test]
    fn no_pair_exceeds_the_bound() {
        let all = sets(&[&[(1, 80.0), (2, 1.5)], &[(1, 60.0), (2, 1.2)], &[(2, 1.5)], &[]]);
        for i in 0..4 {
            for j in 0..4 {
                assert!(CARRY.factor(&all, i, j) <= CARRY.bound(&all, i).min(CARRY.bound(&all, j)));
            }
        }
    }
}
