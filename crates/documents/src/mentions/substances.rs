//! Substances, by the register's vocabulary.

use super::types::SubstanceMention;
use colligate_register::{Relation, Vocabulary};
use std::sync::LazyLock;

static VOCABULARY: LazyLock<Option<Vocabulary>> = LazyLock::new(|| Vocabulary::embedded().ok());

/// Words that the vocabulary reads as slips in toxicology and that mean something else in prose.
const PROSE: [&str; 4] = ["heroine", "heron", "gas", "air"];
/// Words near "GBH" that make it grievous bodily harm.
const HARM: [&str; 6] = ["convicted", "charged", "grievous", "assault", "wounding", "sentenced"];

pub(crate) fn find(text: &str) -> Vec<SubstanceMention> {
    let Some(vocabulary) = VOCABULARY.as_ref() else { return Vec::new() };
    let mentions = vocabulary.mentions(text).into_iter().filter_map(|mention| {
        let written = text.get(mention.start..mention.end)?;
        let slip = mention.relation == Relation::Misspelling;
        if slip
            && (PROSE.contains(&written.to_ascii_lowercase().as_str())
                || written == "GBH" && is_harm(text, mention.start))
        {
            return None;
        }
        Some(SubstanceMention {
            characters: mention.start..mention.end,
            name: mention.name.to_owned(),
            written: written.to_owned(),
            denied: mention.negated,
            slip,
        })
    });
    mentions.collect()
}

/// Whether an offence stands in the hundred bytes before.
fn is_harm(text: &str, at: usize) -> bool {
    let from = (at.saturating_sub(100)..at).find(|from| text.is_char_boundary(*from)).unwrap_or(at);
    let before = text.get(from..at).unwrap_or_default().to_ascii_lowercase();
    let clause = before.rsplit(['.', ';']).next().unwrap_or_default();
    HARM.iter().any(|word| clause.contains(word))
}
