//! Alerts, and the budget that says how many of them may come by chance.

mod alert;
mod budget;
mod change;
mod due;
mod raise;
mod raised;

pub(crate) use alert::FIRST_LOOK;
pub use alert::{Alert, Budget};
pub use change::{Change, Grew, Since};
pub(crate) use raise::Look;
