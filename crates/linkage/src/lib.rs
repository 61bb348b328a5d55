//! Links, series, null registers and E-values, nearest deaths, replay, training and evaluation.

pub mod candidates;
pub mod null;
pub mod result;
pub mod series;
pub mod world;
