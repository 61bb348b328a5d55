//! Cues around somebody who is not the subject: what was done to them, who they were identified as, what of theirs is spoken of.

use super::cast::{At, Cast, Form};
use super::fate_object_cues::{BEFORE, DEAD_WORDS, OTHER_WORDS, OWN};
use super::lexicon::is;
use super::line_list::{is_of_dead, item, label};
use super::lists::{is_list, is_list_of_names, skip_back};
use super::text::Text;

/// Cues before the mention as object, skipping its age and description.
pub(super) fn before(text: &Text, cast: &Cast, index: usize, fatal: bool) -> Option<f32> {
    let mention = cast.at.get(index)?;
    if let Some(weight) = label(text, mention) {
        return Some(weight);
    }
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
    // A name that opens a line of such a list.
    if item(text, start) == first && is_of_dead(text, start) {
        return Some(if fatal || !hurt(text) { 2.5 } else { 0.5 });
    }
    let end = skip_back(text, first, start);
    if (text.word(end) == "as" || text.phrase(end.saturating_sub(1), &["to", "be"])) && end > start {
        return identified(text, start, end, mention.to, fatal);
    }
    let earlier = text.sentence_of(start).checked_sub(1).and_then(|at| text.sentences.get(at));
    let told_before = earlier.is_some_and(|before| {
        (before.start..before.end).any(|at| text.any(at, &DEAD_WORDS) || text.any(at, &["death", "deaths"]))
    });
    // "They include …", "those deaths included …", "the dead include …".
    let theirs = (start..end).any(|at| text.any(at, &["dead", "deaths", "deceased", "killed", "bodies"]))
        || told_before && text.any(start, &["they", "those", "these", "the"]);
    if fatal
        && text.any(end, &["include", "includes", "included", "including"])
        && end > start
        && end - start <= 4
        && theirs
    {
        let other = (start..end).any(|at| text.any(at, &OTHER_WORDS));
        return (!other).then_some(2.0);
    }
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
        let victims = (start..end).any(|at| text.word(at) == "victims") && !is_plain(text, start, end);
        let all = if victims && hurt(text) { 0.9 } else { 2.0 };
        return if (start..end).any(|at| text.any(at, &OTHER_WORDS)) { None } else { Some(all) };
    }
    // "Two people died at the scene, including …".
    let told = |words: &[&str]| (start..end).any(|at| text.any(at, words));
    if text.word(end) == "including" && told(&["killed", "died", "dead", "slain"]) && !told(&HURT) {
        return Some(2.0);
    }
    // "Were killed, along with her niece, …".
    let along = text.phrase(end.saturating_sub(1), &["along", "with"])
        || text.phrase(end.saturating_sub(1), &["together", "with"]);
    if along && (start..end).any(|at| text.any(at, &["killed", "died", "dead", "murdered"])) {
        return Some(2.0);
    }
    // "Was killed, along with her unborn child; Ada Quill, 35; …".
    let joined =
        (start..first).rev().find(|at| text.phrase(*at, &["along", "with"]) || text.phrase(*at, &["as", "well", "as"]));
    if let Some(joined) = joined
        && (start..joined).any(|at| text.any(at, &["killed", "died", "dead", "murdered", "slain"]))
        && is_list(text, joined, first)
    {
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

/// Words that leave no doubt that a victim is dead.
const PLAINLY_DEAD: [&str; 9] =
    ["dead", "deceased", "killed", "died", "fatally", "slain", "coroner", "examiner", "bodies"];

/// Whether the text tells of people who were hurt: then not every victim is one of the dead.
fn hurt(text: &Text) -> bool {
    (0..text.tokens.len()).any(|at| text.any(at, &HURT))
}

/// Words of those who were hurt.
const HURT: [&str; 5] = ["injured", "wounded", "hospitalized", "survived", "critical"];

/// Whether a sentence, up to a token, or the two before it leave no doubt that the victims it speaks of are dead.
fn is_plain(text: &Text, start: usize, end: usize) -> bool {
    let tells = |from: usize, to: usize, words: &[&str]| (from..to).any(|at| text.any(at, words));
    let number = text.sentence_of(start);
    let earlier = text.sentences.get(number.saturating_sub(2)..number).unwrap_or_default();
    tells(start, end, &PLAINLY_DEAD)
        || earlier.iter().any(|one| tells(one.start, one.end, &PLAINLY_DEAD))
            && !earlier.iter().any(|one| tells(one.start, one.end, &HURT))
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
    if near(&["victims"]) && !is_plain(text, start, end) && hurt(text) {
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
pub(super) fn own(text: &Text, mention: &At) -> Option<f32> {
    if text.any(mention.to, &["memorial", "memorials"]) {
        return Some(2.0);
    }
    if !text.is_possessive(mention.to) {
        return None;
    }
    let cue = |at: usize| OWN.iter().find(|(word, _)| text.word(at) == *word).map(|(_, weight)| *weight);
    (mention.to + 1..mention.to + 6)
        .take_while(|at| text.is_word(*at) || text.any(*at, &[","]) || text.number(*at).is_some())
        .find_map(cue)
}

/// "Victim Smith", "the victim, Smith", "left Smith dead".
pub(super) fn beside(text: &Text, mention: &At, fatal: bool) -> Option<f32> {
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
pub(super) fn introduced(text: &Text, cast: &Cast, index: usize, fatal: bool) -> Option<f32> {
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
