//! The register: all the deaths one office knows of.

use crate::death::Death;
use crate::statement::Statement;
use crate::terms::Terms;

/// All the deaths one office knows of, whatever their category: the pool of comparison.
#[derive(Clone, Debug, Default)]
pub struct Register {
    /// The deaths with the values that were on record first, as read in the order of the source.
    pub deaths: Vec<Death>,
    /// The recurring words of all fields.
    pub terms: Terms,
    /// Later statements, in order of `known_from`: each replaces or adds one field of one death from that day on.
    pub statements: Vec<Statement>,
}
