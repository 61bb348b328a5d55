//! Circumstance codes: what a report tells of the scene and the hours before, in a fixed list of codes.

use crate::negation::Negation;
use crate::phrases::{PhraseList, Phrases, VocabularyError};
use serde::Deserialize;

static EMBEDDED: &str = include_str!("../vocabulary/circumstances.toml");

/// The codes of `vocabulary/circumstances.toml` and the phrases by which they are found.
///
/// ```
/// use colligate_register::Circumstances;
/// let codes = Circumstances::embedded()?;
/// let report = "Found by a dog walker, propped up against a wall. No phone was found. No needle marks.";
/// assert_eq!(codes.find(report), ["found by passer-by", "propped sitting", "telephone missing"]);
/// # Ok::<(), colligate_register::VocabularyError>(())
/// ```
#[derive(Debug)]
pub struct Circumstances {
    codes: Box<[Circumstance]>,
    phrases: Phrases,
    negation: Negation,
}

/// One code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Circumstance {
    /// The code: `propped sitting`.
    pub code: Box<str>,
    /// What it says, in a sentence.
    pub means: Box<str>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    circumstance: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    code: String,
    means: String,
    phrases: Vec<String>,
}

impl Circumstances {
    /// The codes that come with the program.
    pub fn embedded() -> Result<Circumstances, VocabularyError> {
        Circumstances::from_toml(EMBEDDED)
    }

    /// Codes in the format of `vocabulary/circumstances.toml`.
    pub fn from_toml(text: &str) -> Result<Circumstances, VocabularyError> {
        let file: File = toml::from_str(text)?;
        let mut list = PhraseList::default();
        for (number, entry) in (0_u32..).zip(&file.circumstance) {
            list.add(&entry.code, number, &entry.code)?;
            for phrase in &entry.phrases {
                list.add(phrase, number, &entry.code)?;
            }
        }
        let codes = file.circumstance.into_iter();
        let codes = codes.map(|entry| Circumstance { code: entry.code.into(), means: entry.means.into() }).collect();
        Ok(Circumstances { codes, phrases: list.build()?, negation: Negation::new()? })
    }

    /// Every code, in the order of the file.
    pub fn codes(&self) -> &[Circumstance] {
        &self.codes
    }

    /// Codes of what a narrative states, sorted, each once. What it denies is left out.
    pub fn find(&self, narrative: &str) -> Vec<&str> {
        let hits: Vec<_> = self.phrases.find(narrative).collect();
        if hits.is_empty() {
            return Vec::new();
        }
        let spans: Vec<(usize, usize)> = hits.iter().map(|hit| (hit.start, hit.end)).collect();
        let denied = self.negation.denied(narrative, &spans, false);
        let stated = hits.iter().zip(denied).filter(|(_, denied)| !denied);
        let mut codes: Vec<&str> = stated
            .filter_map(|(hit, _)| self.codes.get(hit.meaning as usize).map(|circumstance| &*circumstance.code))
            .collect();
        codes.sort_unstable();
        codes.dedup();
        codes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(narrative: &str) -> Vec<String> {
        Circumstances::embedded().unwrap().find(narrative).into_iter().map(str::to_owned).collect()
    }

    #[test]
    fn codes_are_found_in_the_words_of_reports() {
        assert_eq!(
            find(
                "He was found in the churchyard by a member of the public walking her dog, in a sitting position; his mobile phone was never found. A note in his hand."
            ),
            ["found by passer-by", "found outdoors", "note present", "propped sitting", "telephone missing"]
        );
    }

    #[test]
    fn a_denied_circumstance_is_not_found() {
        assert_eq!(
            find("There was no note found at the scene, and no injection marks or paraphernalia."),
            Vec::<String>::new()
        );
        assert_eq!(find("Needle marks were not seen. A suicide note was not found."), Vec::<String>::new());
    }

    #[test]
    fn what_is_missing_is_a_circumstance_though_it_is_said_with_no() {
        assert_eq!(find("No phone. No wallet."), ["telephone missing", "wallet missing"]);
    }

    #[test]
    fn history_is_a_circumstance() {
        assert_eq!(find("History of overdose and history of drug abuse"), ["history of drug use", "prior overdose"]);
    }
}
