//! Finding many phrases in one pass over a text, on word boundaries and without regard to case.

use aho_corasick::{AhoCorasick, AhoCorasickKind, Input, MatchKind};
use rustc_hash::FxHashMap;

/// Phrases, each standing for a number of the caller's choice. Of two phrases that start at one place the longer wins.
///
/// A phrase counts where no letter or digit touches it, save for a plural `s` and for words that typists glue on:
/// `ofcocaine`, `fentanyltoxicity`. Phrases are ASCII, so every offset found lies on a character boundary.
#[derive(Debug)]
pub(crate) struct Phrases {
    automaton: AhoCorasick,
    meanings: Box<[u32]>,
}

/// A phrase found at `start..end` bytes of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub start: usize,
    pub end: usize,
    pub meaning: u32,
}

/// What is wrong with a list of phrases or with the vocabulary file it came from.
#[derive(Debug, thiserror::Error)]
pub enum VocabularyError {
    /// The file is not the TOML it should be.
    #[error("the vocabulary cannot be read: {0}")]
    Toml(#[from] toml::de::Error),
    /// A phrase that could never be found.
    #[error("the phrase {phrase:?} of {name:?} must be one to 100 ASCII characters without spaces around it")]
    Phrase {
        /// The phrase.
        phrase: String,
        /// The entry it belongs to.
        name: String,
    },
    /// One phrase with two meanings.
    #[error("the phrase {phrase:?} stands for both {first:?} and {second:?}; leave it in one entry")]
    TwoMeanings {
        /// The phrase.
        phrase: String,
        /// The entry that had it first.
        first: String,
        /// The other one.
        second: String,
    },
    /// More phrases than a matcher can hold.
    #[error("the vocabulary has too many phrases: {0}")]
    TooLarge(#[from] aho_corasick::BuildError),
}

/// Words before a phrase, with no space between, that do not make it another word.
const GLUED_BEFORE: [&str; 7] = ["of", "and", "with", "including", "or", "acute", "intoxication"];

/// Words after a phrase, with no space between, that do not make it another word.
const GLUED_AFTER: [&str; 7] = ["s", "and", "toxicity", "intoxication", "overdose", "or", "combined"];

/// Letters read of a word that may be glued on: one more than the longest has.
const LONGEST_GLUED: usize = 13;

/// Collects phrases, each under the name of its entry, and refuses what cannot work.
#[derive(Default)]
pub(crate) struct PhraseList {
    phrases: Vec<Box<str>>,
    meanings: Vec<u32>,
    seen: FxHashMap<Box<str>, (u32, Box<str>)>,
}

impl PhraseList {
    /// Adds a phrase that stands for `meaning`, with hyphens for its spaces and spaces for its hyphens as well. `name`
    /// is its entry's: the first meaning of a phrase in an entry stands, and no other entry may have it.
    pub fn add(&mut self, phrase: &str, meaning: u32, name: &str) -> Result<(), VocabularyError> {
        let usable = !phrase.is_empty() && phrase.len() <= 100 && phrase.is_ascii() && phrase.trim() == phrase;
        if !usable {
            return Err(VocabularyError::Phrase { phrase: phrase.into(), name: name.into() });
        }
        let phrase = phrase.to_ascii_lowercase();
        for form in [phrase.clone(), phrase.replace('-', " "), phrase.replace(' ', "-")] {
            match self.seen.get(form.as_str()) {
                Some((before, first)) if *before != meaning && **first != *name => {
                    return Err(VocabularyError::TwoMeanings {
                        phrase: form,
                        first: first.to_string(),
                        second: name.into(),
                    });
                }
                Some(_) => {}
                None => {
                    self.seen.insert(form.as_str().into(), (meaning, name.into()));
                    self.phrases.push(form.into());
                    self.meanings.push(meaning);
                }
            }
        }
        Ok(())
    }

    /// The matcher of all phrases added.
    pub fn build(self) -> Result<Phrases, VocabularyError> {
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .ascii_case_insensitive(true)
            .kind(Some(AhoCorasickKind::DFA))
            .build(self.phrases.iter().map(|phrase| phrase.as_bytes()))?;
        Ok(Phrases { automaton, meanings: self.meanings.into() })
    }
}

impl Phrases {
    /// The phrases in a text, from left to right, none overlapping another.
    pub fn find<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Found> + 't {
        let mut from = 0;
        std::iter::from_fn(move || {
            while from < text.len() {
                let hit = self.automaton.find(Input::new(text).range(from..))?;
                if starts_word(text, hit.start()) && ends_word(text, hit.end()) {
                    from = hit.end();
                    let meaning = self.meanings.get(hit.pattern().as_usize()).copied()?;
                    return Some(Found { start: hit.start(), end: hit.end(), meaning });
                }
                from = hit.start() + 1;
            }
            None
        })
    }
}

fn starts_word(text: &str, start: usize) -> bool {
    let bytes = text.as_bytes();
    match start.checked_sub(1).and_then(|before| bytes.get(before)) {
        None => true,
        Some(byte) if byte.is_ascii_alphabetic() => {
            let letters = bytes[..start].iter().rev().take(LONGEST_GLUED).take_while(|b| b.is_ascii_alphabetic());
            let word = &text[start - letters.count()..start];
            GLUED_BEFORE.iter().any(|glued| word.eq_ignore_ascii_case(glued))
        }
        Some(byte) if byte.is_ascii() => !byte.is_ascii_digit(),
        Some(_) => text[..start].chars().next_back().is_none_or(|letter| !letter.is_alphanumeric()),
    }
}

fn ends_word(text: &str, end: usize) -> bool {
    let bytes = text.as_bytes();
    match bytes.get(end) {
        None => true,
        Some(byte) if byte.is_ascii_alphabetic() => {
            let letters = bytes[end..].iter().take(LONGEST_GLUED).take_while(|b| b.is_ascii_alphabetic());
            let word = &text[end..end + letters.count()];
            GLUED_AFTER.iter().any(|glued| word.eq_ignore_ascii_case(glued))
        }
        Some(byte) if byte.is_ascii() => !byte.is_ascii_digit(),
        Some(_) => text[end..].chars().next().is_none_or(|letter| !letter.is_alphanumeric()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(phrases: &[&str], text: &str) -> Vec<String> {
        let mut list = PhraseList::default();
        for (number, phrase) in phrases.iter().enumerate() {
            list.add(phrase, number as u32, phrase).unwrap();
        }
        let phrases = list.build().unwrap();
        phrases.find(text).map(|hit| text[hit.start..hit.end].to_owned()).collect()
    }

    #[test]
    fn a_phrase_inside_a_longer_word_does_not_count() {
        assert_eq!(found(&["fentanyl"], "fluorofentanyl norfentanyls 4fentanyl fentanyl4"), Vec::<String>::new());
        assert_eq!(found(&["fentanyl"], "(fentanyl) /Fentanyl- FENTANYL"), ["fentanyl", "Fentanyl", "FENTANYL"]);
    }

    #[test]
    fn a_letter_outside_ascii_is_a_letter() {
        assert_eq!(found(&["inn"], "éinn innö — inn —"), ["inn"]);
    }

    #[test]
    fn words_typed_together_are_taken_apart() {
        assert_eq!(
            found(&["cocaine", "opiate"], "ofcocaine andcocainetoxicity opiates"),
            ["cocaine", "cocaine", "opiate"]
        );
    }

    #[test]
    fn a_phrase_that_fails_does_not_hide_one_inside_it() {
        assert_eq!(found(&["yl fentanyl", "fentanyl"], "acetyl fentanyl"), ["fentanyl"]);
    }

    #[test]
    fn one_phrase_cannot_stand_for_two_entries() {
        let mut list = PhraseList::default();
        list.add("liquid e", 0, "GHB").unwrap();
        let error = list.add("Liquid-E", 1, "MDMA").unwrap_err();
        assert_eq!(
            error.to_string(),
            "the phrase \"liquid-e\" stands for both \"GHB\" and \"MDMA\"; leave it in one entry"
        );
    }
}
