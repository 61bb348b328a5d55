//! Whether each person of the cast died, by the cues around every mention.

use super::cast::{Cast, Form};
use super::fate_cues::{AFTER, Cue, FATAL, Need};
use super::fate_object::{before, beside, introduced, own};
use super::lexicon::is;
use super::lists::{is_list, skip_back};
use super::text::Text;
use super::types::Role;

/// Tokens read after and before a mention.
const REACH: usize = 28;
/// Share of its weight that each further cue of one person adds: mentions repeat each other.
const REPEAT: f32 = 0.25;
/// Weight from which a person counts as dead.
pub(crate) const DIED: f32 = 1.0;

/// Weight of the cues from which somebody counts as dead where the text tells of a death and of nobody's plainly.
const DOUBTFUL: f32 = 0.45;

/// The weight of each member's death, above zero where they count as dead. `old` are the sentences, sorted, that tell of a day long before.
pub(crate) fn weights(text: &Text, title: Option<&Text>, cast: &Cast, old: &[usize]) -> Vec<f32> {
    let fatal = is_fatal(text) || title.is_some_and(is_fatal);
    let mut cues: Vec<(f32, f32)> = vec![(0.0, 0.0); cast.members.len()];
    for (index, at) in cast.at.iter().enumerate() {
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
        let Some((dead, alive)) = cues.get_mut(at.person) else { continue };
        for weight in all.into_iter().flatten().map(|weight| weight * scale) {
            let side = if weight > 0.0 { &mut *dead } else { &mut *alive };
            *side = if weight.abs() > side.abs() { weight + REPEAT * *side } else { *side + REPEAT * weight };
        }
    }
    let sum = |(dead, alive): &(f32, f32)| dead.min(4.5) + alive.max(-4.5) - DIED;
    let mut weights: Vec<f32> = cues.iter().map(sum).collect();
    for (weight, member) in weights.iter_mut().zip(&cast.members) {
        let office = member.titles.iter().any(|(from, to)| (*from..*to).any(|at| text.can(at, is::RANK)));
        *weight -= if office { OFFICE } else { 0.0 };
    }
    // A text that tells of a death and of nobody's plainly: whoever was shot, stabbed or struck in it.
    let named: Vec<usize> = (0..cast.members.len())
        .filter(|person| cast.members.get(*person).is_some_and(|member| member.words.len() >= 2))
        .collect();
    let is_dead = |person: &usize| weights.get(*person).is_some_and(|weight| *weight > 0.0);
    if fatal && !named.iter().any(is_dead) {
        let doubtful: Vec<usize> = named
            .iter()
            .copied()
            .filter(|person| weights.get(*person).is_some_and(|weight| *weight > DOUBTFUL - DIED))
            .collect();
        let chosen = if doubtful.is_empty() { only_bystander(text, cast, &named, &cues) } else { doubtful };
        for person in chosen {
            if let Some(weight) = weights.get_mut(person) {
                *weight = 0.1;
            }
        }
    }
    weights
}

/// The one named person with no part in the case: no office, no charge, no word said. Where there are several, nobody.
fn only_bystander(text: &Text, cast: &Cast, named: &[usize], cues: &[(f32, f32)]) -> Vec<usize> {
    let parts = |person: usize| {
        let roles = super::roles::of(text, cast, person);
        roles.iter().any(|role| !matches!(role, Role::Injured | Role::Relative))
    };
    // Bylines and captions name whoever took the picture or wrote the text.
    let press = |person: usize| {
        cast.at.iter().filter(|at| at.person == person).any(|at| {
            let before = at.titled_from.saturating_sub(3)..at.titled_from;
            text.any(at.to, &["/", "|"])
                || before.clone().any(|word| {
                    text.any(word, &["photo", "contact", "credit", "courtesy", "by", "reporter", "cnn", "reports"])
                })
                || (at.to..at.to + 2).any(|word| text.any(word, &["contributed", "reports", "reporting"]))
        })
    };
    let quiet = |person: &usize| {
        !press(*person) && cues.get(*person).is_some_and(|(_, alive)| *alive > -0.5) && !parts(*person)
    };
    let quiet: Vec<usize> = named.iter().copied().filter(quiet).collect();
    if quiet.len() == 1 { quiet } else { Vec::new() }
}

/// What an office before the name takes off: officials are named beside the dead far more often than among them.
const OFFICE: f32 = 0.7;

/// Whether the head of the text tells of a death.
fn is_fatal(text: &Text) -> bool {
    let end = text.sentences.get(5).or(text.sentences.last()).map_or(0, |sentence| sentence.end);
    (0..end).any(|at| text.any(at, &FATAL))
}

/// Cues after the mention as subject.
fn after(text: &Text, cast: &Cast, index: usize) -> Option<f32> {
    let mention = cast.at.get(index)?;
    let sentence = text.sentence(mention.from);
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
        if text.can(at, is::SAID) && !text.any(at, &["reported", "confirmed", "announced"]) {
            // "…, 20, said Sergeant Bell": another speaks.
            let inverted = text.capital(at + 1)
                || text.can(at + 1, is::RANK | is::RELATIVE)
                || text.any(at + 1, &["police", "officials", "authorities", "the", "his", "her"]);
            let near = !inverted && (at <= mention.to + 1 || verbs == 0 && text.word(at - 1) == ",");
            return before.or(near.then_some(-1.5));
        }
        if let Some(cue) = AFTER.iter().find(|cue| matches(text, cue, at, mention.to)) {
            let weight = cue.weight * discount;
            if cue.weight.abs() >= 1.0 {
                return Some(
                    before.map_or(weight, |first: f32| if first.abs() > weight.abs() { first } else { weight }),
                );
            }
            // "Was shot" may yet be followed by "and died".
            before = before.or(Some(weight));
        } else if text.word(at) == "found"
            && (at + 1..end.min(at + 10)).any(|later| text.any(later, &["dead", "deceased", "lifeless"]))
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
    let passive = || {
        (from..at)
            .rev()
            .take(7)
            .take_while(|back| !text.any(*back, &[",", "."]))
            .any(|back| text.any(back, &["was", "were", "been", "be", "being", "is", "are", "got", "both", "left"]))
            || at == from
            || at >= 2 && text.any(at - 1, &["and"]) && text.any(at - 2, &["shot", "stabbed", "robbed", "beaten"])
    };
    match cue.need {
        Need::Nothing => true,
        Need::Passive => passive(),
        Need::Active => !passive(),
    }
}
