//! How well a person of a document fits a death, evidence by evidence, each with a sentence.
//!
//! As in linkage, each evidence is a Bayes factor: the chance of what agrees if it is the same death, over its share among the deaths of
//! the register. A mismatch costs no more than the chance that a report is wrong (*elicited*: a tenth for ages, dates and places).

use super::background::Background;
use super::types::{Attachment, Evidence};
use crate::across::{Reading, full_name};
use crate::claims::Relation;
use crate::mentions::place_key;
use colligate_register::wording::{self, counted, have, percent, plural, thousands};
use colligate_register::{Day, Death};

/// Chance that a report gives an age, date or place rightly.
const RIGHT: f64 = 0.9;
/// What a day or a year beside the told one takes off, log10: a quarter as likely as the same (*elicited*).
const OFF_BY_ONE: f64 = 0.6;
/// Chance that a report names a substance that the register has.
const NAMED: f64 = 0.7;
/// Most that all substances together may weigh: one toxicology report tells them all.
const MOST_SUBSTANCES: f64 = 2.5;
/// Words of a place that are compared, longest first.
const MOST_WORDS: usize = 6;

/// What a document says of one of the dead.
#[derive(Clone, Debug, Default)]
pub(crate) struct Described {
    pub(crate) document: usize,
    pub(crate) person: usize,
    pub(crate) shown: String,
    /// First and last name in lower case.
    pub(crate) name: Option<(String, String)>,
    pub(crate) age: Option<f32>,
    /// First and last day of death.
    pub(crate) days: Option<(Day, Day)>,
    /// Words of the places, in lower case.
    pub(crate) place: Vec<String>,
    pub(crate) substances: Vec<String>,
}

impl Described {
    pub(crate) fn of(reading: &Reading, document: usize, person: usize) -> Described {
        let mut described = Described { document, person, ..Described::default() };
        let Some(one) = reading.documents.get(document).and_then(|one| one.mentions.people.get(person)) else {
            return described;
        };
        described.shown = one.shown();
        described.age = one.age;
        described.name = one
            .name
            .as_deref()
            .and_then(full_name)
            .and_then(|name| name.split_once(' ').map(|(first, last)| (first.to_owned(), last.to_owned())));
        for claim in reading
            .claims
            .iter()
            .filter(|claim| claim.is_asserted() && claim.document == document)
            .filter(|claim| claim.subject.people.contains(&described.shown))
        {
            match claim.relation {
                Relation::DiedOn => {
                    let day = |date: jiff::civil::Date| Day::from_ymd(date.year(), date.month(), date.day());
                    let days = claim.happened.and_then(|when| Some((day(when.from)?, day(when.to)?)));
                    // The most exact time told.
                    if let Some((from, to)) = days
                        && described.days.is_none_or(|(first, last)| to - from < last - first)
                    {
                        described.days = Some((from, to));
                    }
                }
                Relation::FoundAt => described.place.extend(words(&claim.value.text)),
                Relation::Substance => described.substances.push(claim.value.text.clone()),
                _ => {}
            }
        }
        described.place.sort_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
        described.place.dedup();
        described.place.truncate(MOST_WORDS);
        described.substances.sort_unstable();
        described.substances.dedup();
        described
    }
}

fn words(place: &str) -> Vec<String> {
    let kept = |word: &&str| word.len() > 3 && word.starts_with(char::is_uppercase);
    place.split(|letter: char| !letter.is_alphanumeric()).filter(kept).map(place_key).collect()
}

/// The attachment of a described person to a death.
pub(crate) fn weigh(described: &Described, at: usize, background: &Background) -> Option<Attachment> {
    let death = background.register.deaths.get(at)?;
    let evidence: Vec<Evidence> = [
        name(described, death, background),
        age(described, death, background),
        date(described, death, background),
        place(described, death, background),
        substances(described, death, background),
    ]
    .into_iter()
    .flatten()
    .collect();
    let weight = evidence.iter().map(|evidence| evidence.weight).sum();
    Some(Attachment {
        document: described.document,
        person: described.person,
        shown: described.shown.clone(),
        death: death.id.clone(),
        weight,
        evidence,
    })
}

/// log10 of a Bayes factor for something that agrees and has this share.
fn agrees(right: f64, share: f64) -> f64 {
    (1.0 - right + right / share.clamp(1e-9, 1.0)).log10()
}

fn name(described: &Described, death: &Death, background: &Background) -> Option<Evidence> {
    let (first, last) = described.name.as_ref()?;
    let text = death.narrative.as_deref()?.to_lowercase();
    let all: Vec<&str> = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let family = all.iter().any(|word| word == last);
    if !family {
        return None;
    }
    let deaths = background.register.deaths.len() as f64;
    let share = |word: &str| (background.count_of_word(word) as f64).max(0.5) / deaths;
    let near =
        all.windows(3).any(|run| run.first().is_some_and(|word| word == first) && run.iter().any(|word| word == last));
    let (share, said) = if near { (share(first) * share(last), "full name") } else { (share(last), "family name") };
    let weight = agrees(if near { RIGHT } else { 0.5 }, share.max(1.0 / (deaths * 10.0)));
    let sentence = format!(
        "its narrative holds the {said} {}; {} of {} {} \"{last}\"",
        described.shown,
        thousands(background.count_of_word(last)),
        counted(background.register.deaths.len(), "narrative", "narratives"),
        plural(background.count_of_word(last), "holds", "hold")
    );
    Some(Evidence { name: "name", weight, sentence })
}

fn age(described: &Described, death: &Death, background: &Background) -> Option<Evidence> {
    let (told, known) = (described.age?, death.age?);
    if told >= known.low - 1.0 && told <= known.high + 1.0 {
        let share = background.share_of_age(told).max(f64::from(known.high - known.low) / 120.0);
        let sentence = format!(
            "aged {told:.0} in the document and {:.0} in the register; {} of deaths are within a year of that",
            known.middle(),
            percent(share)
        );
        let off = if told >= known.low.floor() && told < known.high.floor() + 1.0 { 0.0 } else { OFF_BY_ONE };
        return Some(Evidence { name: "age", weight: agrees(RIGHT, share) - off, sentence });
    }
    let sentence = format!("aged {told:.0} in the document but {:.0} in the register", known.middle());
    Some(Evidence { name: "age", weight: (1.0 - RIGHT).log10(), sentence })
}

fn date(described: &Described, death: &Death, background: &Background) -> Option<Evidence> {
    let ((from, to), day) = (described.days?, death.day()?);
    let told = wording::days(from, to);
    if day >= from + -1 && day <= to + 1 {
        let share = background.share_of_days(from, to);
        let sentence = format!(
            "died {told} in the document and {} in the register; {} of deaths are of that time",
            wording::day(day),
            percent(share)
        );
        let off = if day >= from && day <= to { 0.0 } else { OFF_BY_ONE };
        return Some(Evidence { name: "date", weight: agrees(RIGHT, share) - off, sentence });
    }
    Some(Evidence {
        name: "date",
        weight: (1.0 - RIGHT).log10(),
        sentence: format!("died {told} in the document but {day} in the register"),
    })
}

fn place(described: &Described, death: &Death, background: &Background) -> Option<Evidence> {
    let known = place_key(death.place.as_deref()?);
    if described.place.is_empty() {
        return None;
    }
    let deaths = background.register.deaths.len() as f64;
    let shared: Vec<&String> = described
        .place
        .iter()
        .filter(|word| known.split(|letter: char| !letter.is_alphanumeric()).any(|other| other == *word))
        .collect();
    let rarest = shared.iter().map(|word| (background.count_of_word(word), *word)).min();
    match rarest {
        Some((count, word)) => {
            let share = (count as f64).max(0.5) / deaths;
            let sentence = format!(
                "\"{word}\" in both places; {} of {} {} it",
                thousands(count),
                counted(background.register.deaths.len(), "death", "deaths"),
                have(count)
            );
            Some(Evidence { name: "place", weight: agrees(RIGHT, share), sentence })
        }
        // Two descriptions of one place may share no word.
        None => Some(Evidence { name: "place", weight: -0.2, sentence: "the two places share no word".into() }),
    }
}

fn substances(described: &Described, death: &Death, background: &Background) -> Option<Evidence> {
    let known = death.substances.as_ref()?;
    if described.substances.is_empty() {
        return None;
    }
    let terms = &background.register.terms;
    let shared: Vec<&String> =
        described.substances.iter().filter(|name| known.iter().any(|term| terms.text(*term) == **name)).collect();
    if shared.is_empty() {
        let weight = (1.0 - NAMED).log10() / 2.0;
        return Some(Evidence {
            name: "substances",
            weight,
            sentence: "no substance of the document is in its toxicology".into(),
        });
    }
    let weight: f64 = shared.iter().map(|name| agrees(NAMED, background.share_of_substance(name))).sum();
    let named: Vec<String> = shared
        .iter()
        .map(|name| format!("{name} ({} of tested deaths)", percent(background.share_of_substance(name))))
        .collect();
    Some(Evidence {
        name: "substances",
        weight: weight.min(MOST_SUBSTANCES),
        sentence: format!("{} in both", named.join(", ")),
    })
}
