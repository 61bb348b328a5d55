//! Links, series, null registers and E-values, nearest deaths, replay, training and evaluation.
//!
//! This room takes a register and a model and returns data. It knows no clock, file, database or network, and gives the
//! same result for the same seed on any number of threads.

mod all_links;
pub mod candidates;
pub mod chance;
mod curve;
mod describe;
mod error;
pub mod evaluate;
mod explain;
mod incidents;
mod likeness;
mod link;
mod many_die;
mod nearest;
pub mod null;
mod overview;
mod ready;
mod replay;
pub mod result;
mod retell;
mod review;
pub mod series;
mod summary;
mod surges;
pub mod train;
pub mod world;

pub use all_links::AllLinks;
pub use colligate_register::{Progress, Silent};
pub use curve::lay_out;
pub use error::LinkError;
pub use incidents::{Folded, fold};
pub use likeness::Likened;
pub use link::{LinkOptions, Linked, OneEvent, link, link_with_null, search};
pub use nearest::{NearestDeaths, NearestIndex, all_deaths, nearest};
pub use ready::ReadyRegister;
pub use replay::{Replayed, replay};
pub use summary::Summary;
