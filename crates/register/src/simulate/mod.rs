//! Made-up registers: for calibration, detection studies, benchmarks and teaching. No real person is in them.
//!
//! Every function here is pure: the same settings and seed give the same register byte for byte. Each death draws from
//! its own counted random stream, so the order in which deaths are drawn cannot change them.
//!
//! - [`london()`] draws a register at London's real rate from published proportions; [`barking`] adds the four Barking
//!   deaths of 2014–15 by their public facts.
//! - [`county()`] draws a plain register in which nothing is linked, for calibration.
//! - [`plant()`] puts one series into any register, for detection studies.
//! - [`deaths_like_peers`] streams registers of any size for benchmarks beside other programs.
//!
//! What is fact and what is assumption, with sources, stands in `docs/simulation.md`.

mod barking;
mod county;
mod draw;
mod london;
mod peers;
mod plane;
mod plant;
mod rhythms;

pub use barking::{barking, barking_days};
pub use county::{County, county};
pub use london::{London, london};
pub use peers::{PeerDeath, PeerTruth, Peers, deaths_like_peers};
pub use plant::{Plan, PlantError, plant};
pub use rhythms::Rhythms;

/// The value of a statement on substances where toxicology was done and found nothing; an empty value would withdraw.
pub(crate) const NOTHING_FOUND: &str = "none";
