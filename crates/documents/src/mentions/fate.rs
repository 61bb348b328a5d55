//! Whether each person of the cast died, by the cues around every mention.

use super::cast::{Cast, Form};
use super::fate_cues::{AFTER, Cue, FATAL, Need};
use super::fate_features::{COUNT, OF_EVENT};
use super::fate_object::{before, beside, introduced, own};
use super::lexicon::is;
use super::lists::{is_list, skip_back};
use super::model::Model;
use super::status::{denies, is_corrected};
use super::text::Text;

/// Tokens read after and before a mention.
const REACH: usize = 40;
/// Share of its weight that each further cue of one person adds: mentions repeat each other.
const REPEAT: f32 = 0.25;
/// Weight from which a cue says outright that somebody died.
const PLAIN: f32 = 2.0;
/// Weight of somebody who is taken out of the dead.
const ALIVE: f32 = -0.1;
/// Ways in which a mention can tell: as subject, as object, by what of theirs is spoken of, by the word beside it, by its sentence's place.
pub(super) const WAYS: usize = 5;

/// What the cues around the mentions of one person come to.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Cues {
    /// The heaviest cue of each way that tells of their death.
    pub(super) dead: [f32; WAYS],
    /// The heaviest of each way that tells against it, below zero.
    pub(super) alive: [f32; WAYS],
    /// How many tell of it, and how many against.
    pub(super) count: [u16; 2],
    /// Sum of either side, repeats counted for less.
    sum: [f32; 2],
}

impl Cues {
    /// Both sides together.
    pub(super) fn total(&self) -> f32 {
        self.sum[0].min(4.5) + self.sum[1].max(-4.5)
    }
}

/// The cues of each member. `old` are the sentences, sorted, that tell of a day long before.
pub(super) fn gather(text: &Text, cast: &Cast, old: &[usize], fatal: bool) -> Vec<Cues> {
    let mut cues: Vec<Cues> = vec![Cues::default(); cast.members.len()];
    for (index, at) in cast.at.iter().enumerate() {
        // What the document takes back it does not say.
        if is_corrected(text, at.from) {
            continue;
        }
        // A death of years before is told beside the one that the text is about.
        let past = old.binary_search(&text.sentence_of(at.from)).is_ok();
        let scale = match (at.form, past) {
            (_, true) => 0.3,
            (Form::Pronoun, _) => 0.7,
            _ => 1.0,
        };
        let all = [
            after(text, cast, index),
            before(text, cast, index, fatal),
            own(text, at),
            beside(text, at, fatal),
            introduced(text, cast, index, fatal),
        ];
        let Some(mine) = cues.get_mut(at.person) else { continue };
        for (way, weight) in all.into_iter().enumerate().filter_map(|(way, weight)| Some((way, weight? * scale))) {
            let side = usize::from(weight <= 0.0);
            mine.count[side] += 1;
            let sum = &mut mine.sum[side];
            *sum = if weight.abs() > sum.abs() { weight + REPEAT * *sum } else { *sum + REPEAT * weight };
            let most = if side == 0 { mine.dead.get_mut(way) } else { mine.alive.get_mut(way) };
            if let Some(most) = most.filter(|most| weight.abs() > most.abs()) {
                *most = weight;
            }
        }
    }
    cues
}

/// The weight of each member's being one of the dead of the event that the text is about: above zero they count as such.
pub(crate) fn weights(cast: &Cast, features: &[[f32; COUNT]]) -> Vec<f32> {
    let model = Model::shared();
    cast.members.iter().zip(features).map(|(member, features)| model.died(!member.words.is_empty(), features)).collect()
}

/// The weight of each member's death, in whatever event.
pub(crate) fn weights_of_all(cast: &Cast, features: &[[f32; COUNT]]) -> Vec<f32> {
    let of_all = |features: &[f32; COUNT]| {
        let mut numbers = *features;
        for at in OF_EVENT {
            if let Some(number) = numbers.get_mut(at) {
                *number = 0.0;
            }
        }
        numbers
    };
    weights(cast, &features.iter().map(of_all).collect::<Vec<_>>())
}

/// Takes those who spoke out of the dead, unless something says outright that they died.
pub(crate) fn spare(text: &Text, cast: &Cast, spoke: &[usize], weights: &mut [&mut Vec<f32>]) {
    let doubtful = |person: &usize| weights.iter().any(|all| all.get(*person).is_some_and(|weight| *weight > 0.0));
    if !spoke.iter().any(doubtful) {
        return;
    }
    let cues = gather(text, cast, &[], true);
    for person in spoke {
        let plain = cues.get(*person).is_some_and(|cues| cues.dead.iter().any(|weight| *weight >= PLAIN));
        for all in weights.iter_mut().filter(|_| !plain) {
            if let Some(weight) = all.get_mut(*person) {
                *weight = weight.min(ALIVE);
            }
        }
    }
}

/// Whether the head of the text tells of a death.
pub(super) fn is_fatal(text: &Text) -> bool {
    let end = text.sentences.get(5).or(text.sentences.last()).map_or(0, |sentence| sentence.end);
    (0..end).any(|at| text.any(at, &FATAL))
}

/// First words of cues that somebody was hurt.
const HURT: [&str; 12] = [
    "in",
    "injured",
    "wounded",
    "hurt",
    "hospitalized",
    "critical",
    "serious",
    "stable",
    "underwent",
    "opened",
    "grazed",
    "fled",
];

/// Cues after the mention as subject.
fn after(text: &Text, cast: &Cast, index: usize) -> Option<f32> {
    let mention = cast.at.get(index)?;
    let sentence = text.sentence(mention.from);
    // "According to Salford Coroner Ada Quill, a man died": she tells it.
    let source = (mention.titled_from.saturating_sub(8).max(sentence.start)..mention.titled_from)
        .rev()
        .take_while(|at| text.is_word(*at) || text.is_possessive(*at))
        .any(|at| text.phrase(at, &["according", "to"]));
    if source {
        return None;
    }
    let governed = skip_back(text, mention.titled_from, sentence.start);
    if text.is_possessive(mention.to)
        || governed < mention.titled_from
            && text.any(governed, &["of", "for", "with", "by", "from", "against", "about", "to"])
    {
        return None;
    }
    let mut end = sentence.end.min(mention.to + REACH);
    let mut at = mention.to;
    let mut verbs = 0;
    let mut discount = 1.0;
    let mut next = index + 1 + cast.at.iter().skip(index + 1).take_while(|other| other.from < mention.to).count();
    let mut before: Option<f32> = None;
    let mut last_to = mention.to;
    while at < end {
        // The next of a list shares what is said of all.
        if let Some(other) =
            cast.at.get(next).filter(|other| other.titled_from > at && is_list(text, last_to, other.titled_from))
        {
            last_to = other.to;
            end = sentence.end.min(other.to + REACH);
            at = other.to;
            next += 1;
            continue;
        }
        // Another person takes over, unless the two stand in one list.
        if let Some(other) = cast.at.get(next).filter(|other| other.titled_from <= at || other.from == at) {
            if other.person != mention.person && !is_list(text, last_to, other.titled_from) {
                return before;
            }
            last_to = other.to;
            end = sentence.end.min(other.to + REACH);
            at = other.to.max(at + 1);
            next += 1;
            continue;
        }
        let quote = text.any(at, &["\"", "“", ";"]);
        let other = verbs > 0
            && text.any(at, &["it", "they", "someone", "police", "officers", "deputies", "gunman", "shooter"]);
        if quote || other {
            return before;
        }
        let admitted = text.any(at, &["admitted"]) && text.any(at - 1, &["was", "been", "were", "being"]);
        if text.can(at, is::SAID) && !text.any(at, &["reported", "confirmed", "announced"]) && !admitted {
            // "…, 20, said Sergeant Bell": another speaks.
            let inverted = text.capital(at + 1)
                || text.can(at + 1, is::RANK | is::RELATIVE)
                || text.any(at + 1, &["police", "officials", "authorities", "the", "his", "her"]);
            let near = !inverted && (at <= mention.to + 1 || verbs == 0 && text.word(at - 1) == ",");
            return before.or(near.then_some(-1.5));
        }
        if let Some(cue) = AFTER.iter().find(|cue| matches(text, cue, at, mention.to)) {
            let weight = cue.weight * discount;
            // Hurt, or in a hospital, and what they did to others: they may have died yet, by the end of the sentence.
            let may_yet = HURT.contains(&cue.words.first().copied().unwrap_or_default()) || cue.need == Need::Active;
            if may_yet && cue.weight < 0.0 {
                before = before.or(Some(weight));
            } else if cue.weight.abs() >= 1.0 {
                return Some(
                    before.map_or(weight, |first: f32| if first.abs() > weight.abs() { first } else { weight }),
                );
            }
            // "Was shot" may yet be followed by "and died".
            before = before.or(Some(weight));
        } else if text.word(at) == "found"
            && (at + 1..end.min(at + 10))
                .any(|later| text.any(later, &["dead", "deceased", "lifeless", "hanged", "drowned"]))
        {
            return Some(3.0 * discount);
        } else if text.any(at, &["when", "before", "while", "after", "because", "but", "that"]) {
            discount = 0.7;
            verbs += 1;
        } else if text.word(at).len() > 3 && text.word(at).ends_with("ed") {
            verbs += 1;
        }
        if verbs > 3 {
            return before;
        }
        at += 1;
    }
    before
}

fn matches(text: &Text, cue: &Cue, at: usize, from: usize) -> bool {
    if !text.phrase(at, cue.words) {
        return false;
    }
    // "Was not killed", "never died": what is denied is no cue of a death.
    let denied = (at.saturating_sub(3).max(from)..at).any(|word| denies(text, word));
    if denied && cue.weight > 0.0 {
        return false;
    }
    let passive = || {
        (from..at)
            .rev()
            .take(7)
            .take_while(|back| !text.any(*back, &[",", "."]))
            .any(|back| text.any(back, &["was", "were", "been", "be", "being", "is", "are", "got", "both", "left"]))
            || at == from
            || at == from + 1 && text.word(from) == ","
            || at >= 2 && text.any(at - 1, &["and"]) && text.any(at - 2, &["shot", "stabbed", "robbed", "beaten"])
    };
    match cue.need {
        Need::Nothing => true,
        Need::Passive => passive(),
        Need::Active => !passive(),
    }
}
