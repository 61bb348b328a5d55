//! The kinds of matter: one file and one line each.

mod concern;
mod decision;
mod exhibit;
mod hand_off;
mod lead;

pub use concern::CONCERN;
pub use decision::DECISION;
pub use exhibit::EXHIBIT;
pub use hand_off::HAND_OFF;
pub use lead::LEAD;

use super::spec::MatterSpec;

#[cfg(test)]
mod sealed;
#[cfg(test)]
pub(crate) use sealed::SEALED;

/// All kinds, in the order in which their forms stand.
pub static KINDS: [&MatterSpec; 5] = [&LEAD, &CONCERN, &EXHIBIT, &HAND_OFF, &DECISION];

/// The kind of this name on record.
pub fn kind_named(name: &str) -> Option<&'static MatterSpec> {
    all_kinds().find(|kind| kind.name == name)
}

/// All kinds; in tests of this crate, one for those who are named as well.
pub(crate) fn all_kinds() -> impl Iterator<Item = &'static MatterSpec> {
    #[cfg(test)]
    return KINDS.into_iter().chain([&SEALED]);
    #[cfg(not(test))]
    return KINDS.into_iter();
}
