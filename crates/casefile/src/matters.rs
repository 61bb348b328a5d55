//! What people put on record about deaths and series. Each kind of matter is data (`matters/kinds/`), and what stands here is done with all of
//! them alike; decisions have more to them (`decisions.rs`). A change is a new version; who wrote which version, and when, stays.

mod body;
mod check;
mod kinds;
mod length;
mod looking;
mod matter;
mod named;
mod schema;
mod select;
mod spec;
mod state;
mod wording;
mod writing;

pub use body::Body;
pub use kinds::{CONCERN, DECISION, EXHIBIT, HAND_OFF, KINDS, LEAD, kind_named};
pub use length::Length;
pub use matter::{Matter, NewMatter};
pub(crate) use select::{newest_matter, select_matters};
pub use spec::{
    Asked, Chain, Choice, Disclosure, Due, FieldSpec, Input, Mark, MatterSpec, Open, Owner, PolicyDays, Prefill, Sees,
    Who,
};
pub use state::State;
pub use wording::minute;
pub(crate) use writing::new_id;
