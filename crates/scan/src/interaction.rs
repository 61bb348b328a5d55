//! Tests of interaction: are cases that are near in space also near in time, more often than chance brings about?
//!
//! A scan asks *where and when*; these tests ask *whether at all*, over the whole register at once. Three questions:
//!
//! | test | counts | needs |
//! |---|---|---|
//! | [`knox`] | pairs near in space and near in time | two thresholds |
//! | [`mantel`] | how closeness in space and in time go together over all pairs | two transforms |
//! | [`jacquez`] | nearest neighbours in space that are nearest neighbours in time | a number of neighbours |
//!
//! All three take the same [`Events`], and all judge what they find by dealing the times out anew among the places
//! ([`Permutations`]). Places where many cases are, and times when many are, count for nothing by themselves. But a
//! population that grows in one place more than in another looks like interaction to every one of them (Kulldorff and
//! Hjalmars 1999).
//!
//! Permutation `i` has stream `i` of its seed, and sums are taken in one order: the same seed gives the same bytes
//! on any number of threads and on any processor.

mod error;
mod events;
mod jacquez;
mod knox;
mod mantel;
mod moments;
mod near;
mod pair_sums;
mod permutations;
mod poisson;
mod ranks;
mod transform;
mod tree;

pub use error::InteractionError;
pub use events::Events;
pub use jacquez::{Jacquez, jacquez};
pub use knox::{Knox, Near, knox};
pub use mantel::{Mantel, mantel};
pub use permutations::{Permutations, Permuted};
pub use transform::Transform;

#[cfg(test)]
mod tests;
