//! Links, series, null registers and E-values, nearest deaths, replay, training and evaluation.

pub mod result;
