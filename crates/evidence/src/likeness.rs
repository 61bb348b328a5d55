//! Whether two deaths are alike in one kind of evidence, by the Bayes factor of that evidence.

use crate::weight::Weight;
use serde::{Deserialize, Serialize};

/// How much of what is on record of two deaths is the same, for one kind of evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Common {
    /// The two are not compared: not on record for both, or recorded in a way that the evidence does not compare.
    NotCompared,
    /// Nothing is the same.
    Nothing,
    /// Some of it is the same; or it is measured, and near or far: ages, days, distances.
    Some,
    /// All of it is the same.
    Everything,
}

impl Common {
    /// By counts: how many things the two share, and how many there are of each.
    pub(crate) fn of_sets(shared: usize, a: usize, b: usize) -> Common {
        match shared {
            _ if a == 0 || b == 0 => Common::NotCompared,
            0 => Common::Nothing,
            _ if shared == a && shared == b => Common::Everything,
            _ => Common::Some,
        }
    }
}

/// What is the same in two deaths, for one kind of evidence.
#[derive(Clone, Debug, PartialEq)]
pub struct InBoth {
    /// How much of it.
    pub common: Common,
    /// The things that both have, where the evidence compares things: substances, circumstances, words in lower case, contacts as
    /// [`contact_keys`](crate::contact_keys) gives them.
    pub shared: Vec<String>,
}

impl InBoth {
    /// What is compared as a whole or measured: no things to name.
    pub(crate) fn whole(common: Common) -> InBoth {
        InBoth { common, shared: Vec::new() }
    }
}

/// Whether two deaths are alike in one kind of evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Likeness {
    /// The evidence says nothing of these two: not on record for both, or not comparable.
    NotCompared,
    /// It speaks for a link: its Bayes factor is above 1. Or it is all the same, and too common to speak for or against one.
    Alike,
    /// It speaks neither for a link nor against one: its Bayes factor is near 1, though some is the same, or near.
    PartlyAlike,
    /// It speaks against a link: its Bayes factor is below 1, or nothing is the same.
    Unlike,
}

/// A weight nearer to 0 than this is near a Bayes factor of 1, 0.89 to 1.12: what is printed as 0.0.
pub const NEAR_ONE: f64 = 0.05;

impl Likeness {
    /// By the Bayes factor of the evidence, and by what is the same.
    ///
    /// ```
    /// use colligate_evidence::{Common, Likeness};
    /// // A rare finder in both is alike, though one death has an officer more.
    /// assert_eq!(Likeness::of(500.0, Common::Some), Likeness::Alike);
    /// // Something shared that half of all deaths share says nothing.
    /// assert_eq!(Likeness::of(1.02, Common::Some), Likeness::PartlyAlike);
    /// // Two of one sex where nearly all are.
    /// assert_eq!(Likeness::of(1.02, Common::Everything), Likeness::Alike);
    /// assert_eq!(Likeness::of(0.97, Common::Nothing), Likeness::Unlike);
    /// assert_eq!(Likeness::of(1.0, Common::NotCompared), Likeness::NotCompared);
    /// ```
    pub fn of(factor: f64, common: Common) -> Likeness {
        let weight = Weight::of_factor(factor).0;
        match common {
            Common::NotCompared => Likeness::NotCompared,
            _ if weight >= NEAR_ONE => Likeness::Alike,
            Common::Nothing => Likeness::Unlike,
            Common::Everything if weight > -NEAR_ONE => Likeness::Alike,
            Common::Some if weight <= -NEAR_ONE => Likeness::Unlike,
            // Nothing that is all the same is called unlike.
            Common::Everything | Common::Some => Likeness::PartlyAlike,
        }
    }

    /// Its name: `alike`, …
    pub fn as_str(self) -> &'static str {
        match self {
            Likeness::NotCompared => "not compared",
            Likeness::Alike => "alike",
            Likeness::PartlyAlike => "partly alike",
            Likeness::Unlike => "unlike",
        }
    }
}
