//! What follows from a death's own text: names of substances in its cause, its kind, the kind of its place, the
//! circumstances its narrative tells.

use crate::circumstances::Circumstances;
use crate::death::Death;
use crate::kind::{Kind, classify};
use crate::place_kind;
use crate::terms::{Term, Terms};
use crate::vocabulary::Vocabulary;
use std::sync::LazyLock;

static CIRCUMSTANCES: LazyLock<Option<Circumstances>> = LazyLock::new(|| Circumstances::embedded().ok());

/// Canonical names of the substances named in a text; none where it names none.
pub(crate) fn substances_in(text: &str) -> Vec<&'static str> {
    Vocabulary::shared().map(|words| words.find(text)).unwrap_or_default()
}

/// Canonical names of the substances in one item of a list: the item itself, in lower case, where it is not known.
pub(crate) fn substances(item: &str) -> Vec<String> {
    Vocabulary::shared().map_or_else(|| vec![item.trim().to_lowercase()], |words| words.list(item))
}

/// Canonical names of the substances that a remark in a yes-or-no column names; what it denies and what is not known as a
/// substance is left out.
pub(crate) fn known_substances(remark: &str) -> Vec<String> {
    let Some(words) = Vocabulary::shared() else { return Vec::new() };
    words.list(remark).into_iter().filter(|name| words.substance(name).is_some()).collect()
}

/// Fills `substances`, `kind`, `place_kind` and `circumstances` from what the death already holds. Doing so twice
/// changes nothing.
///
/// Substances on record stay and those named in the cause are added: a cause that stops naming a substance does not
/// take a laboratory's finding off the record. A kind that the text does not tell stays what it was.
pub(crate) fn enrich(death: &mut Death, terms: &mut Terms) {
    let found = death.cause.as_deref().map(substances_in).unwrap_or_default();
    if !found.is_empty() {
        let added = found.into_iter().map(|name| terms.intern(name)).collect();
        death.substances = Some(union(death.substances.as_deref().unwrap_or_default(), added));
    }
    if let Some(told) = death.narrative.as_deref().zip(CIRCUMSTANCES.as_ref()).map(|(text, codes)| codes.find(text)) {
        let added = told.into_iter().map(|code| terms.intern(code)).collect();
        death.circumstances = union(&death.circumstances, added);
    }
    if death.place_kind.is_none() {
        let kind = death.place.as_deref().and_then(place_kind::classify);
        death.place_kind = kind.map(|kind| terms.intern(kind));
    }
    let text = |term: Option<Term>| term.map(|term| terms.text(term));
    let substances: Vec<&str> = death.substances.iter().flatten().map(|&term| terms.text(term)).collect();
    let kind = classify(text(death.manner), text(death.category), death.cause.as_deref(), &substances);
    if kind != Kind::Unknown {
        death.kind = kind;
    }
}

/// Both lists as one, sorted, each term once.
fn union(old: &[Term], mut added: Vec<Term>) -> Box<[Term]> {
    added.extend_from_slice(old);
    added.sort_unstable();
    added.dedup();
    added.into()
}
