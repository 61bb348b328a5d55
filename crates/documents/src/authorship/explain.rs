//! The habits that weighed most.

use super::profile::{Counts, Vocabulary};
use super::space::{Placed, Space};
use super::tokens::{CONTENT, NUMBER};
use serde::Serialize;

/// How many habits are told on either side.
const TOLD: usize = 8;

/// An n-gram of the masked text and what it added to the likeness.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Weighed {
    /// The n-gram; `[word]` and `[number]` stand for what was masked.
    pub habit: String,
    /// What it added to the cosine, from −1 to 1.
    pub part: f64,
    /// How often it stands in the questioned text.
    pub times: u32,
    /// Times in 1,000 words and marks of the questioned text.
    pub questioned: f64,
    /// The same in the known texts.
    pub known: f64,
    /// The mean of the reference writers.
    pub reference: f64,
    /// The sentence that says it.
    pub sentence: String,
}

/// The habits that spoke most for one writer and against.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Habits {
    /// Shared departures from what is usual, the strongest first.
    pub same: Vec<Weighed>,
    /// Opposite departures, the strongest first.
    pub different: Vec<Weighed>,
}

/// The two texts compared.
pub(super) struct Compared<'a> {
    pub questioned: (&'a Counts, &'a Placed),
    pub known: (&'a Counts, &'a Placed),
}

impl Habits {
    /// Finds them.
    pub(super) fn of(space: &Space, vocabulary: &Vocabulary, compared: &Compared) -> Self {
        let mut parts = space.parts(compared.questioned.1, compared.known.1);
        parts.sort_by(|a, b| b.3.total_cmp(&a.3).then(a.0.cmp(&b.0)));
        let told = |&(gram, _, _, part): &(u32, f64, f64, f64)| {
            // Half of the n-grams counted are single tokens: shares of all are doubled to be shares of tokens.
            let rate = |text: &Counts| 2000.0 * text.share(gram);
            let mut one = Weighed {
                habit: shown(&vocabulary.name(gram)),
                part,
                times: compared.questioned.0.count(gram) as u32,
                questioned: rate(compared.questioned.0),
                known: rate(compared.known.0),
                reference: 2000.0 * space.mean(gram),
                sentence: String::new(),
            };
            one.sentence = sentence(&one);
            one
        };
        Self {
            same: parts.iter().filter(|one| one.3 > 0.0).take(TOLD).map(told).collect(),
            different: parts.iter().rev().filter(|one| one.3 < 0.0).take(TOLD).map(told).collect(),
        }
    }
}

/// An n-gram with its masks in brackets.
fn shown(name: &str) -> String {
    let token = |token: &str| match token {
        CONTENT => "[word]".to_owned(),
        NUMBER => "[number]".to_owned(),
        other => other.to_owned(),
    };
    name.split(' ').map(token).collect::<Vec<_>>().join(" ")
}

fn sentence(one: &Weighed) -> String {
    let than = |rate: f64| if rate > one.reference { "more" } else { "less" };
    let (questioned, known) = (than(one.questioned), than(one.known));
    let who = match (questioned == known, questioned) {
        (true, _) => format!("both texts use it {questioned} than is usual"),
        (false, "more") => "more than usual in the questioned text, less in the known texts".to_owned(),
        (false, _) => "less than usual in the questioned text, more in the known texts".to_owned(),
    };
    format!(
        "\u{201c}{}\u{201d}: {who} ({:.1} and {:.1} in 1,000 words and marks; reference writers {:.1}).",
        one.habit, one.questioned, one.known, one.reference
    )
}
