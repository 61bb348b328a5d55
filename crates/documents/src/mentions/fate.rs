//! Whether each person of the cast died, by the cues around every mention.

use super::cast::{At, Cast, Form};
use super::fate_cues::{AFTER, BEFORE, Cue, DEAD_WORDS, FATAL, Need, OTHER_WORDS, OWN};
use super::lexicon::is;
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

/// Cues before the mention as object, skipping its age and description.
fn before(text: &Text, cast: &Cast, index: usize, fatal: bool) -> Option<f32> {
    let mention = cast.at.get(index)?;
    let start = text.sentence(mention.from).start;
    // The head of a list speaks for all of it.
    let mut first = mention.titled_from;
    let mut earlier = index;
    while let Some(other) = earlier.checked_sub(1).and_then(|at| cast.at.get(at)).filter(|other| other.to <= first) {
        if !is_list(text, other.to, first) {
            break;
        }
        first = other.titled_from;
        earlier -= 1;
    }
    let start = text.sentence(first).start.min(start);
    // A list of names on lines of their own, under "the victims were:".
    if first == start && first > 0 && text.word(first - 1) == ":" {
        let head = text.sentence(first - 1);
        let told = |words: &[&str]| (head.start..head.end).any(|at| text.any(at, words));
        return (told(&DEAD_WORDS) && !told(&OTHER_WORDS)).then_some(if fatal { 2.0 } else { 0.5 });
    }
    let end = skip_back(text, first, start);
    if (text.word(end) == "as" || text.phrase(end.saturating_sub(1), &["to", "be"])) && end > start {
        return identified(text, start, end, mention.to, fatal);
    }
    let earlier = text.sentence_of(start).checked_sub(1).and_then(|at| text.sentences.get(at));
    let told_before = earlier.is_some_and(|before| (before.start..before.end).any(|at| text.any(at, &DEAD_WORDS)));
    // "He was Bernard Gillis." "The names are …"
    let short = text.any(start, &["he", "she", "they", "the", "their"]) && end > start && end - start <= 3;
    if fatal && short && told_before && text.any(end, &["was", "were", "are", "is"]) {
        return Some(2.0);
    }
    if end > start
        && (text.word(end) == "is" || text.word(end) == "was" || text.word(end) == "were" || text.word(end) == ":")
        && (start..end).any(|at| text.any(at, &DEAD_WORDS))
        && end - start < 22
    {
        let victims =
            (start..end).any(|at| text.word(at) == "victims") && !(start..end).any(|at| text.any(at, &PLAINLY_DEAD));
        let all = if victims && hurt(text) { 0.9 } else { 2.0 };
        return if (start..end).any(|at| text.any(at, &OTHER_WORDS)) { None } else { Some(all) };
    }
    // "Were killed, along with her niece, …".
    let along = text.phrase(end.saturating_sub(1), &["along", "with"])
        || text.phrase(end.saturating_sub(1), &["together", "with"]);
    if along && (start..end).any(|at| text.any(at, &["killed", "died", "dead", "murdered"])) {
        return Some(2.0);
    }
    // "Linked to those of": of whose deaths were just spoken.
    if text.phrase(end.saturating_sub(1), &["those", "of"])
        && (start..end).any(|at| text.any(at, &["death", "deaths", "murders", "killings"]))
    {
        return Some(2.5);
    }
    let matched = |(words, _): &&(&[&str], f32)| {
        (end + 1).checked_sub(words.len()).is_some_and(|from| from >= start && text.phrase(from, words))
    };
    let (words, weight) = BEFORE.iter().filter(matched).max_by_key(|(words, _)| words.len())?;
    // "Was killed, Smith said": the verb is passive, the person another.
    let from = (end + 1).saturating_sub(words.len());
    let passive = from > start
        && text.any(from - 1, &["was", "were", "been", "be", "is", "are"])
        && words.last().is_some_and(|word| *word != "of");
    (!passive).then_some(*weight)
}

/// The last token that governs a mention: its determiner, age, title and descriptions skipped.
fn skip_back(text: &Text, first: usize, start: usize) -> usize {
    let mut at = first;
    let mut skipped = 0;
    while at > start && skipped < 10 {
        let before = at - 1;
        let skips = text.any(
            before,
            &[
                "a",
                "an",
                "the",
                "his",
                "her",
                "their",
                "-",
                "year",
                "years",
                "month",
                "old",
                "both",
                "local",
                "then",
                "former",
                "and",
                "young",
                "beloved",
                "two",
                "three",
                "four",
                "students",
                "brothers",
                "sisters",
                "estranged",
                "pregnant",
            ],
        ) || text.kind(before) == Some(super::tokens::TokenKind::Number)
            || text.can(before, is::RELATIVE | is::TRADE | is::TITLE | is::RANK | is::NUMBER | is::PERSON)
            || text.word(before) == ","
                && at < first
                && text.can(before.saturating_sub(1), is::RELATIVE | is::PERSON | is::TRADE);
        if !skips {
            return before;
        }
        at = before;
        skipped += 1;
    }
    at
}

/// Words that leave no doubt that a victim is dead.
const PLAINLY_DEAD: [&str; 9] =
    ["dead", "deceased", "killed", "died", "fatally", "slain", "coroner", "examiner", "bodies"];

/// Whether the text tells of people who were hurt: then not every victim is one of the dead.
fn hurt(text: &Text) -> bool {
    (0..text.tokens.len()).any(|at| text.any(at, &["injured", "wounded", "hospitalized", "survived", "critical"]))
}

/// "Identified the victim as": whom the sentence speaks of.
fn identified(text: &Text, start: usize, end: usize, to: usize, fatal: bool) -> Option<f32> {
    let names = (start..end).any(|at| {
        text.any(
            at,
            &[
                "identified",
                "identify",
                "named",
                "identifies",
                "identifying",
                "known",
                "confirms",
                "confirmed",
                "believed",
                "presumed",
                "id'd",
                "ided",
            ],
        )
    });
    if !names {
        return None;
    }
    let limit = text.sentence(start).end;
    let near = |words: &[&str]| (start..end).any(|at| text.any(at, words));
    if near(&OTHER_WORDS) {
        return Some(-1.5);
    }
    if near(&["victims"]) && !near(&PLAINLY_DEAD) && hurt(text) {
        return Some(0.9);
    }
    if near(&DEAD_WORDS) || (to..limit).any(|at| text.any(at, &["dead", "died", "killed", "deceased"])) {
        return Some(2.5);
    }
    // "They have been identified as": whoever the sentence before speaks of.
    let earlier = text.sentence_of(start).checked_sub(1).and_then(|at| text.sentences.get(at));
    let told = |words: &[&str]| earlier.is_some_and(|before| (before.start..before.end).any(|at| text.any(at, words)));
    if told(&["dead", "died", "killed", "deceased", "fatally", "death", "bodies", "body"]) {
        return Some(2.2);
    }
    if told(&OTHER_WORDS) || told(&["arrested", "custody", "charged"]) {
        return Some(-0.5);
    }
    Some(if fatal { 1.6 } else { 0.5 })
}

/// "Smith's death", "his body": what of the person is spoken of.
fn own(text: &Text, mention: &At) -> Option<f32> {
    if !text.is_possessive(mention.to) {
        return None;
    }
    let cue = |at: usize| OWN.iter().find(|(word, _)| text.word(at) == *word).map(|(_, weight)| *weight);
    (mention.to + 1..mention.to + 6)
        .take_while(|at| text.is_word(*at) || text.any(*at, &[","]) || text.number(*at).is_some())
        .find_map(cue)
}

/// "Victim Smith", "the victim, Smith", "left Smith dead".
fn beside(text: &Text, mention: &At, fatal: bool) -> Option<f32> {
    let sentence = text.sentence(mention.from);
    if mention.form == Form::Described && text.word(mention.to.saturating_sub(1)) == "deceased" {
        return Some(3.0);
    }
    let list_end = (mention.to..sentence.end.min(mention.to + 24))
        .find(|at| text.any(*at, &["dead"]))
        .filter(|at| is_list_of_names(text, mention.to, *at));
    if list_end.is_some() && (sentence.start..mention.from).any(|at| text.any(at, &["found", "left", "leaving"])) {
        return Some(3.0);
    }
    if (mention.to..sentence.end.min(mention.to + 3)).any(|at| text.any(at, &["dead"]))
        && (sentence.start..mention.from)
            .any(|at| text.any(at, &["found", "left", "leaving", "pronounced", "shot", "declared"]))
    {
        return Some(3.0);
    }
    let near = mention.titled_from.saturating_sub(4).max(sentence.start)..mention.titled_from;
    let other = near.clone().any(|at| text.any(at, &OTHER_WORDS));
    let many = near.clone().any(|at| text.word(at) == "victims") && fatal && hurt(text);
    if many && !other {
        return Some(0.9);
    }
    let victim =
        near.clone().any(|at| text.any(at, &["victim", "victims"])) && !near.clone().any(|at| text.is_possessive(at));
    (victim && !other).then_some(if fatal { 1.6 } else { 0.3 })
}

/// A full name that opens the sentence after one that tells of a death and names nobody.
fn introduced(text: &Text, cast: &Cast, index: usize, fatal: bool) -> Option<f32> {
    let mention = cast.at.get(index)?;
    let sentence = text.sentence(mention.from);
    let first = !cast.at.iter().take(index).any(|other| other.person == mention.person);
    let opens = mention.titled_from <= sentence.start + 6
        && (mention.titled_from == sentence.start || text.word(mention.titled_from - 1) == ",");
    if !(fatal && first && opens && mention.form == Form::Full)
        || (mention.to..mention.to + 3).any(|at| text.can(at, is::SAID))
    {
        return None;
    }
    let before = text.sentence_of(mention.from).checked_sub(1).and_then(|at| text.sentences.get(at))?;
    let dead = (before.start..before.end)
        .any(|at| text.any(at, &["killed", "died", "dead", "fatally", "murdered", "slain", "dies"]));
    let named = cast.at.iter().any(|other| {
        (before.start..before.end).contains(&other.from) && matches!(other.form, Form::Full | Form::Short)
    });
    (dead && !named).then_some(1.3)
}

/// Whether only further names of a list, their ages and homes stand between two tokens.
fn is_list_of_names(text: &Text, from: usize, to: usize) -> bool {
    (from..to).all(|at| {
        text.capital(at)
            || !text.is_word(at)
            || text.any(at, &["and", "of", "year", "old", "aged", "his", "her", "their"])
            || text.can(at, is::RELATIVE | is::PERSON)
    })
}

/// Whether nothing but what belongs to a list stands between two people: commas, ages, homes and "and".
fn is_list(text: &Text, from: usize, to: usize) -> bool {
    if from > to || to - from > 14 {
        return false;
    }
    let mut joint = false;
    let mut place = false;
    for at in from..to {
        let word = text.word(at);
        if matches!(word, "," | "and" | ";" | "&" | "along" | "with") {
            joint = true;
            place = false;
        } else if matches!(word, "of" | "from" | "in") {
            place = true;
        } else if place && text.capital(at) || text.kind(at) == Some(super::tokens::TokenKind::Number) {
        } else if !matches!(
            word,
            "aged"
                | "age"
                | "("
                | ")"
                | "a"
                | "an"
                | "the"
                | "his"
                | "her"
                | "-"
                | "year"
                | "old"
                | "both"
                | "also"
                | "."
                | "years"
                | "two"
                | "three"
                | "four"
                | "five"
                | "father"
                | "couple"
                | "children"
                | "sons"
                | "daughters"
                | "kids"
        ) && !text.can(at, is::RELATIVE | is::TRADE | is::TITLE | is::RANK | is::PERSON | is::NUMBER)
        {
            return false;
        }
    }
    joint
}
