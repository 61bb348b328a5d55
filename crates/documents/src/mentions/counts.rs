//! Counts: how many of what.

use super::lexicon::is;
use super::text::Text;
use super::types::Count;

/// Nouns that are counted in reports about deaths.
const COUNTED: [&str; 64] = [
    "people",
    "men",
    "women",
    "children",
    "boys",
    "girls",
    "teens",
    "teenagers",
    "victims",
    "persons",
    "others",
    "officers",
    "deputies",
    "deaths",
    "bodies",
    "murders",
    "killings",
    "rapes",
    "assaults",
    "offences",
    "offenses",
    "counts",
    "charges",
    "shots",
    "inquests",
    "suspects",
    "witnesses",
    "families",
    "relatives",
    "students",
    "adults",
    "homicides",
    "cases",
    "overdoses",
    "reports",
    "investigations",
    "patients",
    "residents",
    "times",
    "rounds",
    "police",
    "officials",
    "inmates",
    "prisoners",
    "doses",
    "tablets",
    "calls",
    "convictions",
    "arrests",
    "attacks",
    "incidents",
    "shootings",
    "staff",
    "employees",
    "man",
    "woman",
    "person",
    "child",
    "boy",
    "girl",
    "victim",
    "officer",
    "juveniles",
    "concerns",
];
/// Words between the number and the noun.
const LONGEST: usize = 3;

/// A count at tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct CountAt {
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) number: u64,
    /// First token of what is counted.
    pub(crate) noun: usize,
}

pub(crate) fn find(text: &Text) -> Vec<CountAt> {
    let mut found: Vec<CountAt> = Vec::new();
    let mut at = 0;
    while at < text.tokens.len() {
        match read(text, at) {
            Some(count) => {
                at = count.to;
                found.push(count);
            }
            None => at += 1,
        }
    }
    found
}

fn read(text: &Text, at: usize) -> Option<CountAt> {
    let (number, noun) = text.number(at)?;
    let end = text.sentence(at).end.min(noun + LONGEST + 1);
    // "Seven of whom", "three of Port's victims".
    if text.word(noun) == "of" {
        let to = (noun + 1..end + 2)
            .find(|at| text.any(*at, &COUNTED) || text.any(*at, &["whom", "them", "these", "those"]))?;
        let through = (noun + 1..to).all(|at| text.is_word(at) || text.is_possessive(at));
        return through.then_some(CountAt { from: at, to: to + 1, number, noun: noun + 1 });
    }
    let mut last = None;
    for word in noun..end {
        if !text.is_word(word) || text.number(word).is_some() {
            break;
        }
        if text.any(word, &COUNTED) {
            last = Some(word);
        } else if last.is_some()
            || text.any(word, &["and", "or", "of", "in", "to", "the", "a", "was", "were", "year", "years"])
            || text.can(word, is::MONTH)
        {
            break;
        }
    }
    last.map(|last| CountAt { from: at, to: last + 1, number, noun })
}

pub(crate) fn count(text: &Text, at: &CountAt) -> Count {
    let of = text.slice(at.noun, at.to).split_whitespace().collect::<Vec<_>>().join(" ");
    Count { characters: text.bytes(at.from, at.to), number: at.number, of }
}
