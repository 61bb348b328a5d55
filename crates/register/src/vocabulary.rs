//! Substances and the words for them: what a cause of death or a laboratory report says was there.

use crate::negation::Negation;
use crate::phrases::{PhraseList, Phrases, VocabularyError};
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::borrow::Cow;
use std::sync::LazyLock;

static EMBEDDED: &str = include_str!("../vocabulary/substances.toml");

static SHARED: LazyLock<Option<Vocabulary>> = LazyLock::new(|| Vocabulary::embedded().ok());

/// The substances and their synonyms, brands, slips and metabolites, ready to be looked for.
///
/// ```
/// use colligate_register::Vocabulary;
/// let words = Vocabulary::embedded()?;
/// let cause = "Acute mixed drug (6-MAM, para-fluorofentanyl, ethonol) intoxication; no cocaine detected";
/// assert_eq!(words.find(cause), ["ethanol", "fluorofentanyl", "heroin"]);
/// assert_eq!(words.canonical("gamma hydroxybutyrate"), "GHB");
/// # Ok::<(), colligate_register::VocabularyError>(())
/// ```
#[derive(Debug)]
pub struct Vocabulary {
    substances: Box<[Substance]>,
    phrases: Phrases,
    relations: Box<[(u32, Relation)]>,
    items: FxHashMap<Box<str>, u32>,
    negation: Negation,
}

/// A substance as the vocabulary knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Substance {
    /// Canonical name.
    pub name: Box<str>,
    /// Class: opioid, stimulant, benzodiazepine, alcohol, gas, poison, …
    pub class: Box<str>,
    /// What a reader must know about the words mapped to it; empty where there is nothing.
    pub note: Box<str>,
}

/// How a phrase belongs to its substance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Relation {
    /// Its name, or another name of the same thing.
    Name,
    /// A trade name of a product that acts by it.
    Brand,
    /// A name used on the street.
    Street,
    /// A slip of the pen.
    Misspelling,
    /// What the body makes of it, or a mark of its having been taken.
    Metabolite,
}

/// A substance named in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention<'v> {
    /// First byte of the phrase.
    pub start: usize,
    /// Byte after the phrase.
    pub end: usize,
    /// Canonical name of the substance.
    pub name: &'v str,
    /// How the phrase belongs to it.
    pub relation: Relation,
    /// True where the text says that it was not there, or only in the past: `negative for …`, `history of …`,
    /// `chronic … abuse`.
    pub negated: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    ignore: Vec<Ignored>,
    substance: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Ignored {
    why: String,
    phrases: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    name: String,
    class: String,
    #[serde(default)]
    also: Vec<String>,
    #[serde(default)]
    brands: Vec<String>,
    #[serde(default)]
    street: Vec<String>,
    #[serde(default)]
    misspelt: Vec<String>,
    #[serde(default)]
    metabolites: Vec<String>,
    #[serde(default)]
    short: Vec<String>,
    #[serde(default)]
    note: String,
}

/// What an ignored phrase stands for.
const NOTHING: u32 = u32::MAX;

/// Letters that an abbreviation needs to count beside other words.
const SHORTEST_ALONE: usize = 4;

/// Ends of words that make the name after them another compound: `valeryl fentanyl` is not fentanyl.
const CHEMICAL_ENDS: [&str; 9] = ["yl", "fluoro", "chloro", "bromo", "iodo", "nitro", "thio", "methoxy", "ethoxy"];

/// Ends of words that make the name after them a metabolite, which stands for its parent: `desmethyl sertraline`.
const METABOLITE_ENDS: [&str; 4] = ["desmethyl", "desethyl", "desalkyl", "dealkyl"];

impl Vocabulary {
    /// The vocabulary that comes with the program.
    pub fn embedded() -> Result<Vocabulary, VocabularyError> {
        Vocabulary::from_toml(EMBEDDED)
    }

    /// The embedded vocabulary, built once. `None` only if the program was built with a broken one.
    pub(crate) fn shared() -> Option<&'static Vocabulary> {
        SHARED.as_ref()
    }

    /// A vocabulary in the format of `vocabulary/substances.toml`, whose head explains it.
    pub fn from_toml(text: &str) -> Result<Vocabulary, VocabularyError> {
        let file: File = toml::from_str(text)?;
        let mut list = PhraseList::default();
        let mut relations = Vec::new();
        let mut items = FxHashMap::default();
        let mut substances = Vec::new();
        for entry in &file.ignore {
            for phrase in &entry.phrases {
                list.add(phrase, NOTHING, &entry.why)?;
            }
        }
        for (number, entry) in (0_u32..).zip(&file.substance) {
            let name = [entry.name.clone()];
            let groups: [(&[String], Relation); 6] = [
                (&name, Relation::Name),
                (&entry.also, Relation::Name),
                (&entry.brands, Relation::Brand),
                (&entry.street, Relation::Street),
                (&entry.misspelt, Relation::Misspelling),
                (&entry.metabolites, Relation::Metabolite),
            ];
            for (phrases, relation) in groups {
                let meaning = relations.len() as u32;
                relations.push((number, relation));
                for phrase in phrases {
                    list.add(phrase, meaning, &entry.name)?;
                    items.insert(phrase.to_ascii_lowercase().into(), number);
                }
            }
            substances.push(Substance {
                name: entry.name.as_str().into(),
                class: entry.class.as_str().into(),
                note: entry.note.as_str().into(),
            });
        }
        for (number, entry) in (0_u32..).zip(&file.substance) {
            for short in &entry.short {
                match items.get(short.to_ascii_lowercase().as_str()).copied() {
                    Some(other) if other != number => {
                        let first =
                            substances.get(other as usize).map(|substance: &Substance| substance.name.to_string());
                        return Err(VocabularyError::TwoMeanings {
                            phrase: short.clone(),
                            first: first.unwrap_or_default(),
                            second: entry.name.clone(),
                        });
                    }
                    _ => items.insert(short.to_ascii_lowercase().into(), number),
                };
            }
        }
        Ok(Vocabulary {
            substances: substances.into(),
            phrases: list.build()?,
            relations: relations.into(),
            items,
            negation: Negation::new()?,
        })
    }

    /// Every substance, in the order of the file.
    pub fn substances(&self) -> &[Substance] {
        &self.substances
    }

    /// The substance of this canonical name.
    pub fn substance(&self, name: &str) -> Option<&Substance> {
        let number = *self.items.get(name.to_ascii_lowercase().as_str())?;
        self.substances.get(number as usize).filter(|substance| substance.name.eq_ignore_ascii_case(name))
    }

    /// Canonical names of the substances that a text says were there, sorted, each once.
    pub fn find(&self, text: &str) -> Vec<&str> {
        let mut names: Vec<&str> =
            self.mentions(text).iter().filter(|mention| !mention.negated).map(|mention| mention.name).collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    /// Every phrase for a substance in a text, from left to right, denied ones too.
    pub fn mentions(&self, text: &str) -> Vec<Mention<'_>> {
        let mut mentions: Vec<Mention<'_>> = Vec::new();
        for hit in self.phrases.find(text) {
            let Some(&(number, relation)) = self.relations.get(hit.meaning as usize) else { continue };
            let Some(substance) = self.substances.get(number as usize) else { continue };
            let covered = mentions.last().map_or(0, |mention| mention.end);
            if !is_other_compound(text, covered, hit.start) {
                mentions.push(Mention {
                    start: hit.start,
                    end: hit.end,
                    name: &substance.name,
                    relation,
                    negated: false,
                });
            }
        }
        if !mentions.is_empty() {
            let spans: Vec<(usize, usize)> = mentions.iter().map(|mention| (mention.start, mention.end)).collect();
            for (mention, denied) in mentions.iter_mut().zip(self.negation.denied(text, &spans, true)) {
                mention.negated = denied;
            }
        }
        mentions
    }

    /// The canonical name of one item of a list of substances. An item that the vocabulary does not know keeps its own
    /// name in lower case, without spaces around it.
    pub fn canonical<'s>(&'s self, item: &str) -> Cow<'s, str> {
        let item = item.trim();
        let lower = item.to_ascii_lowercase();
        if let Some(substance) = self.items.get(lower.as_str()).and_then(|&number| self.substances.get(number as usize))
        {
            return Cow::Borrowed(&substance.name);
        }
        match self.find(item)[..] {
            [name] => Cow::Borrowed(name),
            _ => Cow::Owned(item.to_lowercase()),
        }
    }

    fn item(&self, word: &str) -> Option<&str> {
        let number = *self.items.get(word.to_ascii_lowercase().as_str())?;
        self.substances.get(number as usize).map(|substance| &*substance.name)
    }

    /// Canonical names of the items of a whole field of substances (`Bupren, PCP; xylazine and cod`), sorted, each once.
    /// What the field denies is left out, what the vocabulary does not know is kept under its own name in lower case.
    pub fn list(&self, field: &str) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        let mut rest = String::with_capacity(field.len());
        let mut from = 0;
        for mention in self.mentions(field) {
            if !mention.negated {
                names.push(mention.name.to_owned());
            }
            rest.push_str(field.get(from..mention.start).unwrap_or_default());
            rest.push('\u{1}');
            from = mention.end;
        }
        rest.push_str(field.get(from..).unwrap_or_default());
        for item in rest.split([',', ';', '/', '+', '&', '|', '\n']) {
            if item.contains('\u{1}') {
                // Beside a word already known only abbreviations add something: "morph PCP", not "morphine NOS".
                let words =
                    item.split(|letter: char| !letter.is_alphanumeric()).filter(|word| word.len() >= SHORTEST_ALONE);
                names.extend(words.filter_map(|word| self.item(word)).map(str::to_owned));
            } else if item.contains(char::is_alphanumeric) {
                let item = item.trim().trim_start_matches("and ").trim_matches(['(', ')', '.', ' ']);
                names.push(self.canonical(item).into_owned());
            }
        }
        names.sort_unstable();
        names.dedup();
        names
    }
}

/// Whether the word before `start`, joined by one space or hyphen, makes what follows another compound. Words before
/// `covered` belong to a substance already found.
fn is_other_compound(text: &str, covered: usize, start: usize) -> bool {
    let before = text.get(covered..start).unwrap_or_default();
    let Some(before) = before.strip_suffix(['-', ' ']) else { return false };
    let letters = before.bytes().rev().take_while(u8::is_ascii_alphabetic).count();
    let word = before.get(before.len() - letters..).unwrap_or_default();
    let ends_in = |end: &&str| {
        word.len()
            .checked_sub(end.len())
            .and_then(|from| word.get(from..))
            .is_some_and(|tail| tail.eq_ignore_ascii_case(end))
    };
    CHEMICAL_ENDS.iter().any(ends_in) && !METABOLITE_ENDS.iter().any(ends_in)
}

#[cfg(test)]
mod tests;
