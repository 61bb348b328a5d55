//! How much a resemblance between two deaths is worth.
//!
//! One formula serves every kind of evidence ([`carry_over`]); one file holds one kind. What varies by place and date
//! ([`Place`], [`Time`]) is kept apart from what describes a death ([`Describe`]), because a null register exchanges
//! the former and leaves the latter.
//!
//! This room takes a register and a model and returns numbers and sentences. It knows no clock, file or network.

mod age;
mod background;
mod carry_over;
mod category;
mod circumstances;
mod class;
mod columns;
mod contacts;
mod describe;
mod group;
mod in_common;
mod institutions;
mod likeness;
mod mean_ratio;
mod model;
mod narrow;
mod place;
mod plain;
mod signature;
mod substances;
mod text;
mod time;
mod weight;

pub use carry_over::{carry_over, laplace, pareto_disc};
pub use columns::{Columns, Hopeful, Within, days_within};
pub use contacts::{ContactKey, contact_keys};
pub use describe::{Describe, Description, KINDS_OF_EVIDENCE, star};
pub use institutions::Institutions;
pub use likeness::{Common, InBoth, Likeness, NEAR_ONE};
pub use mean_ratio::MeanRatios;
pub use model::{Model, ModelError};
pub use narrow::{Narrow, RUN};
pub use place::{EARTH_RADIUS_KM, KM_A_DEGREE, Place, Spot, plane_distance2};
pub use time::Time;
pub use weight::Weight;
