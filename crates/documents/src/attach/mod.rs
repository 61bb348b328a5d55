//! To the register: which deaths documents speak of, and what accepting them would put on record.

mod types;

pub use types::{Attachment, Attachments, Evidence, Proposal, SharedPerson};
