//! What documents are compared by when they are grouped: names, city, day, ages, words.

use crate::Document;
use crate::mentions::{Mentions, PlaceKind, Precision, Role, place_key};
use jiff::civil::Date;
use rustc_hash::FxHashMap;

/// What one document is compared by.
#[derive(Clone, Debug, Default)]
pub(crate) struct Features {
    /// Full names, "first last" in lower case, each with whether it is of somebody dead, hurt or charged. Sorted.
    pub(crate) names: Vec<(u32, bool)>,
    /// The city of the event.
    pub(crate) city: Option<u32>,
    /// Every city, county and street named, sorted.
    pub(crate) places: Vec<u32>,
    /// Day of the event, where it is told to the day.
    pub(crate) day: Option<Date>,
    /// Day of the document.
    pub(crate) dated: Option<Date>,
    /// Ages of the dead, the hurt and the undescribed, sorted.
    pub(crate) ages: Vec<u16>,
    /// Words with their weights, sorted by word; of length one.
    pub(crate) words: Vec<(u32, f32)>,
}

/// How many documents have each feature.
#[derive(Debug, Default)]
pub(crate) struct Counts {
    pub(crate) documents: usize,
    pub(crate) names: Vec<u32>,
    pub(crate) places: Vec<u32>,
    pub(crate) words: Vec<u32>,
}

#[derive(Default)]
struct Interner(FxHashMap<String, u32>);

impl Interner {
    fn number(&mut self, text: String) -> u32 {
        let next = self.0.len() as u32;
        *self.0.entry(text).or_insert(next)
    }
}

/// Words shorter than this are left out.
const SHORTEST: usize = 3;
/// Words of a document that are compared, heaviest first.
const MOST_WORDS: usize = 120;

/// Features of documents, and how common each is among them.
pub(crate) fn features(documents: &[Document], mentions: &[&Mentions]) -> (Vec<Features>, Counts) {
    let (mut names, mut places, mut words) = (Interner::default(), Interner::default(), Interner::default());
    let mut all = Vec::with_capacity(documents.len());
    let mut raw: Vec<Vec<(u32, f32)>> = Vec::with_capacity(documents.len());
    for (document, mentions) in documents.iter().zip(mentions) {
        let mut one = Features { dated: mentions.dated, ..Features::default() };
        for person in &mentions.people {
            if let Some(name) = person.name.as_deref().and_then(full_name) {
                let central = person.died_weight > 0.0
                    || [Role::Offender, Role::Accused, Role::Injured].iter().any(|role| person.is(*role));
                one.names.push((names.number(name), central));
            }
            if let Some(age) = person.age {
                one.ages.push(age as u16);
            }
        }
        one.names.sort_unstable();
        one.names.dedup_by_key(|(name, _)| *name);
        one.ages.sort_unstable();
        one.ages.dedup();
        one.city = mentions.about.city.as_ref().map(|city| places.number(place_key(&city.name)));
        let kept =
            |kind: PlaceKind| matches!(kind, PlaceKind::City | PlaceKind::County | PlaceKind::Street | PlaceKind::Site);
        one.places = mentions
            .places
            .iter()
            .filter(|place| kept(place.kind))
            .map(|place| places.number(place_key(&place.name)))
            .collect();
        one.places.extend(one.city);
        one.places.sort_unstable();
        one.places.dedup();
        let when = mentions.about.when.as_ref().and_then(|date| date.when);
        one.day = when.filter(|when| when.precision == Precision::Day).map(|when| when.from);
        let mut counted: FxHashMap<u32, f32> = FxHashMap::default();
        let title = document.title.as_deref().unwrap_or_default();
        for word in document
            .text
            .split(|letter: char| !letter.is_alphanumeric())
            .chain(title.split(|letter: char| !letter.is_alphanumeric()))
        {
            if word.len() >= SHORTEST {
                *counted.entry(words.number(word.to_lowercase())).or_default() += 1.0;
            }
        }
        let mut counted: Vec<(u32, f32)> = counted.into_iter().collect();
        counted.sort_unstable_by_key(|(word, _)| *word);
        raw.push(counted);
        all.push(one);
    }
    let mut counts = Counts {
        documents: documents.len(),
        names: vec![0; names.0.len()],
        places: vec![0; places.0.len()],
        words: vec![0; words.0.len()],
    };
    for (one, raw) in all.iter().zip(&raw) {
        one.names.iter().for_each(|(name, _)| add(&mut counts.names, *name));
        one.places.iter().for_each(|place| add(&mut counts.places, *place));
        raw.iter().for_each(|(word, _)| add(&mut counts.words, *word));
    }
    for (one, raw) in all.iter_mut().zip(raw) {
        one.words = weighted(raw, &counts);
    }
    (all, counts)
}

/// Words by term frequency and inverse document frequency (Sparck Jones 1972), the heaviest kept, of length one.
fn weighted(raw: Vec<(u32, f32)>, counts: &Counts) -> Vec<(u32, f32)> {
    let documents = counts.documents as f32;
    let idf =
        |word: u32| ((documents + 1.0) / (counts.words.get(word as usize).copied().unwrap_or(1) as f32 + 0.5)).ln();
    let mut words: Vec<(u32, f32)> =
        raw.into_iter().map(|(word, count)| (word, (1.0 + count.ln()) * idf(word).max(0.0))).collect();
    words.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    words.truncate(MOST_WORDS);
    words.sort_unstable_by_key(|(word, _)| *word);
    let length = words.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
    if length > 0.0 {
        words.iter_mut().for_each(|(_, weight)| *weight /= length);
    }
    words
}

fn add(counts: &mut [u32], at: u32) {
    if let Some(count) = counts.get_mut(at as usize) {
        *count += 1;
    }
}

/// "first last" in lower case; none for a single name.
pub(crate) fn full_name(name: &str) -> Option<String> {
    let words: Vec<String> = name
        .split(|letter: char| letter.is_whitespace() || letter == '"' || letter == '“' || letter == '”')
        .map(|word| word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase())
        .filter(|word| !word.is_empty() && !["jr", "sr", "ii", "iii", "iv"].contains(&word.as_str()))
        .collect();
    let (first, last) = (words.first()?, words.last()?);
    (words.len() >= 2).then(|| format!("{first} {last}"))
}
