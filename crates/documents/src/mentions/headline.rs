//! What the title tells: who is named in it, how old, and whether they died.

use super::cast::{Cast, Member};
use super::fate::{self, Cues};
use super::places::{self, PlaceAt};
use super::same_name::same_name;
use super::text::Text;

/// Marks that part a headline from the name of its paper or station.
const MARKS: [&str; 4] = [" - ", " | ", " :: ", " — "];

/// A title, read.
#[derive(Debug)]
pub(crate) struct Headline<'t> {
    pub(crate) text: Text<'t>,
    pub(crate) cast: Cast,
    pub(super) places: Vec<PlaceAt>,
    cues: Vec<Cues>,
    /// Whether it tells of a death.
    pub(crate) fatal: bool,
    /// How many it tells to have died, where it says so.
    pub(super) count: Option<usize>,
}

/// What the title says of one person of the text.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Told {
    /// Weight of the cues for their death and against it.
    pub(super) dead: f32,
    pub(super) alive: f32,
    /// Whether it gives their full or family name, and whether their age.
    pub(super) named: bool,
    pub(super) aged: bool,
}

impl<'t> Headline<'t> {
    pub(crate) fn read(title: &'t str) -> Headline<'t> {
        let cut = MARKS.iter().filter_map(|mark| title.find(mark)).min().unwrap_or(title.len());
        let text = Text::new(title.get(..cut).unwrap_or(title));
        let cast = super::cast::find(&text, None);
        let cues = fate::gather(&text, &cast, &[], true);
        let fatal = fate::is_fatal(&text);
        let count = count(&text, usize::MAX);
        let places = places::find(&text, &cast);
        Headline { text, cast, places, cues, fatal, count }
    }

    /// What it says of a person of the text.
    pub(super) fn of(&self, member: &Member) -> Told {
        let mut told = Told::default();
        for (other, cues) in self.cast.members.iter().zip(&self.cues) {
            let named = other.words.len() >= 2 && same_name(&other.words, &member.words);
            let aged = matches!((other.age, member.age), (Some(one), Some(two)) if (one - two).abs() < 0.01);
            let apart = other.words.len() >= 2 && member.words.len() >= 2 && !named;
            if (named || aged) && !apart {
                told.named |= named;
                told.aged |= aged;
                told.dead = told.dead.max(cues.total());
                told.alive = told.alive.min(cues.total());
            }
        }
        if let Some(last) = member.words.last().filter(|_| member.words.len() >= 2) {
            told.named |= (0..self.text.tokens.len()).any(|at| self.text.capital(at) && self.text.word(at) == last);
        }
        told
    }

    /// People whom the title says to have died, by age alone, and whom nobody of the text can be: their age and sex.
    pub(super) fn only_here<'a>(&'a self, cast: &'a Cast) -> impl Iterator<Item = &'a Member> {
        let known = |age: f32| cast.members.iter().any(|member| member.age.is_some_and(|own| (own - age).abs() < 0.01));
        self.cast
            .members
            .iter()
            .zip(&self.cues)
            .filter(move |(member, cues)| {
                member.words.is_empty() && cues.total() >= 1.0 && member.age.is_some_and(|age| !known(age))
            })
            .map(|(member, _)| member)
    }
}

/// "1 killed, 4 wounded", "Man dies", "leaves two dead", "one of five shot dies": how many died, by the words before `end`.
pub(super) fn count(text: &Text, end: usize) -> Option<usize> {
    const DEAD: [&str; 8] = ["killed", "dead", "dies", "die", "died", "slain", "fatally", "murdered"];
    const ONE: [&str; 12] =
        ["man", "woman", "boy", "girl", "teen", "teenager", "toddler", "child", "infant", "baby", "student", "mother"];
    let end = text.tokens.len().min(end);
    let mut told = None;
    for at in 0..end {
        if let Some((number, next)) = text.number(at).filter(|(number, _)| (1..=30).contains(number)) {
            let reach = if number == 1 { 8 } else { 3 };
            let near = (next..(next + reach).min(end)).take_while(|after| !text.any(*after, &[",", ";", ".", "and"]));
            if !text.any(next, &["-", "year", "month"]) && near.into_iter().any(|after| text.any(after, &DEAD)) {
                return usize::try_from(number).ok();
            }
        }
        let near = (at + 1..(at + 5).min(end)).take_while(|after| !text.any(*after, &["in", "after", "by"]));
        if ONE.contains(&text.word(at)) && near.into_iter().any(|after| text.any(after, &DEAD)) {
            told = told.or(Some(1));
        }
    }
    told
}
