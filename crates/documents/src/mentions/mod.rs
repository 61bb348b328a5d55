//! What a document names: people, dates, places, organisations, substances, counts, durations and quotations, each at its bytes.
//!
//! Gazetteer, grammar and a few weights; no model. What is read depends on the document alone.

mod about;
mod ages;
mod cast;
mod clause;
mod country;
mod counts;
mod dates;
mod described;
mod durations;
mod fate;
mod fate_cues;
mod fate_features;
mod fate_near;
mod fate_object;
mod fate_object_cues;
mod fate_press;
mod gazetteer;
mod headline;
mod lexicon;
mod line_list;
mod lists;
mod model;
mod name_weight;
mod names;
mod organisations;
mod own_day;
mod people;
mod places;
mod pronouns;
mod quotations;
mod roles;
mod same_name;
mod sentences;
mod shown;
mod speaker;
mod status;
mod substances;
mod text;
mod tokens;
mod town_features;
mod town_relations;
mod types;
mod when;

pub use status::Status;
pub use types::{
    About, Count, DateMention, Duration, Mentions, Organisation, Person, Place, PlaceKind, Quotation, Role, Sentence,
    SubstanceMention,
};
pub use when::{Expression, Precision, Tense, When};

pub(crate) use clause::{around, start as clause_start};
pub(crate) use gazetteer::key as place_key;
pub(crate) use lexicon::is;
pub(crate) use line_list::is_of_dead;
pub(crate) use organisations::same as same_organisation;
pub(crate) use same_name::same_name;
pub(crate) use speaker::{Scene, Voice, verbs as verbs_of_saying};
pub(crate) use status::{Kind, status};
pub(crate) use text::Text;

use crate::Document;
use cast::Member;
use headline::Headline;
use jiff::civil::Date;
use places::PlaceAt;

/// What a place of the gazetteer lies in, where only one such place is known.
pub(crate) fn place_within(name: &str) -> Option<&'static str> {
    lexicon::Lexicon::shared().places().major(&place_key(name)).and_then(|entry| entry.within)
}

/// The kind of a place of the gazetteer.
pub(crate) fn place_kind(name: &str) -> Option<PlaceKind> {
    lexicon::Lexicon::shared().places().major(&place_key(name)).map(|entry| entry.kind)
}

/// A document with its grammar: what claims are read from.
pub(crate) struct Parsed<'t> {
    pub(crate) text: Text<'t>,
    pub(crate) cast: cast::Cast,
    pub(crate) dates: Vec<dates::Dated>,
    pub(crate) places: Vec<PlaceAt>,
    pub(crate) organisations: Vec<organisations::OrganisationAt>,
    pub(crate) counts: Vec<counts::CountAt>,
    /// Weight of the death of each of the cast.
    pub(crate) died: Vec<f32>,
    pub(crate) mentions: Mentions,
}

/// Everything a document names. Dates are counted from the day the document bears, or one written at its head.
///
/// ```
/// use colligate_documents::{Document, Origin, mentions};
/// let text = "Ada Quill, 31, of Salford, was found dead on Tuesday, police said.";
/// let document = Document {
///     name: "report".into(),
///     title: None,
///     date: "2019-05-09".parse().ok(),
///     text: text.into(),
///     origin: Origin::whole(text.len()),
/// };
/// let found = mentions::find(&document);
/// let ada = &found.people[0];
/// assert_eq!((ada.name.as_deref(), ada.age, ada.home.as_deref()), (Some("Ada Quill"), Some(31.0), Some("Salford")));
/// assert!(ada.is(mentions::Role::Deceased));
/// assert_eq!(found.dates[0].when.unwrap().to_string(), "2019-05-07");
/// ```
pub fn find(document: &Document) -> Mentions {
    parse(document, document.date).mentions
}

/// Reads a document as of a day.
pub(crate) fn parse(document: &Document, day: Option<Date>) -> Parsed<'_> {
    let text = Text::new(&document.text);
    let mut text = text;
    let title = document.title.as_deref().map(Text::new);
    text.country = text.country.or(title.as_ref().and_then(|title| title.country));
    let headline = document.title.as_deref().map(Headline::read);
    let dates = dates::find(&text);
    let own = own_day::own_day(&text, &dates);
    // A copy fetched later bears a later day than the one that the text gives.
    let dated = match (day, own) {
        (Some(day), Some(own)) => Some(day.min(own)),
        (day, own) => day.or(own),
    };
    let resolved = dates::resolve(&text, &dates, dated);
    let mut cast = cast::find(&text, headline.as_ref().map(|headline| &headline.cast));
    let found = places::find(&text, &cast);
    if fate::gather(&text, &cast, &[], true).iter().all(|cues| cues.total() < 1.0) {
        cast.add_unknown(&text);
    }
    pronouns::add(&text, &mut cast);
    let (organisations, organisations_at) = organisations::find(&text);
    let old = long_before(&text, &dates, &resolved, dated);
    let spans: Vec<(usize, usize)> = dates.iter().map(|date| (date.from, date.to)).collect();
    if let Some(headline) = &headline {
        let only = headline.only_here(&cast).cloned().collect::<Vec<_>>();
        cast.members.extend(only.into_iter().map(|member| Member { age_at: None, ..member }));
    }
    let when = about::when(&text, &resolved, &spans, dated).and_then(|at| resolved.get(at)).cloned();
    let other_days = other_days(&text, &dates, &resolved, when.as_ref());
    let died_features = fate_features::features(&text, headline.as_ref(), &cast, &old, &other_days);
    let mut of_event = fate::weights(&cast, &died_features);
    // A death of long before is one all the same, though not of this event.
    let long_ago = (!old.is_empty()).then(|| fate_features::features(&text, headline.as_ref(), &cast, &[], &[]));
    let mut died = fate::weights_of_all(&cast, long_ago.as_ref().unwrap_or(&died_features));
    // Whoever is the subject of a verb of saying, and of whose death nothing is said outright, lives.
    let spoke = speaker::Scene { text: &text, cast: &cast, organisations: &organisations_at, died: &[] }.who_spoke();
    fate::spare(&text, &cast, &spoke, &mut [&mut of_event, &mut died]);
    let scene = speaker::Scene { text: &text, cast: &cast, organisations: &organisations_at, died: &died };
    let quotations = quotations::find(&scene, &organisations);
    let in_title = title.as_ref().map(|title| (title, places::find(title, &cast::Cast::default())));
    let title_places = in_title.as_ref().map(|(title, places)| (*title, places.as_slice()));
    let chosen = about::city(&text, &found, document.title.as_deref(), headline.as_ref());
    let city = chosen.and_then(|town| match (&headline, town.in_title) {
        (Some(headline), true) => headline.places.get(town.place).map(|at| named_in_title(&headline.text, at)),
        _ => found.get(town.place).map(|at| place(&text, at)),
    });
    // The name of a paper or station in the title, where nothing else is left.
    let city = city.or_else(|| {
        let (title, places) = title_places?;
        let town = about::city(title, places, None, None)?;
        places.get(town.place).map(|at| named_in_title(title, at))
    });
    let counts = counts::find(&text);
    let about = About {
        dead: about::dead(&cast, &of_event),
        region: city.as_ref().and_then(|city| city.within.clone()),
        city,
        when,
    };
    let mentions = Mentions {
        sentences: text
            .sentences
            .iter()
            .map(|span| Sentence { characters: text.bytes(span.start, span.end), paragraph: span.paragraph })
            .collect(),
        people: people::people(&text, &cast, &died),
        dates: resolved,
        places: found.iter().map(|at| place(&text, at)).collect(),
        organisations,
        substances: substances::find(&document.text),
        counts: counts.iter().map(|at| counts::count(&text, at)).collect(),
        durations: durations::find(&text),
        quotations,
        about,
        dated,
    };
    Parsed { text, cast, dates, places: found, organisations: organisations_at, counts, died, mentions }
}

/// What the fitted models weigh of a document: the numbers of each person and of each town or county.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Traits {
    /// For each of [`Mentions::people`], in the order of [`died_traits`].
    pub people: Vec<Vec<f32>>,
    /// Towns and counties by name in lower case, with their numbers in the order of [`town_traits`].
    pub towns: Vec<(String, Vec<f32>)>,
}

/// Names of the numbers that tell whether somebody died.
pub fn died_traits() -> &'static [&'static str] {
    &fate_features::NAMES
}

/// Names of the numbers that tell whether it happened in a place.
pub fn town_traits() -> &'static [&'static str] {
    &town_features::NAMES
}

/// The numbers that the fitted models weigh, for whoever fits them anew or wants to know why.
pub fn traits(document: &Document) -> Traits {
    let parsed = parse(document, document.date);
    let headline = document.title.as_deref().map(Headline::read);
    let old = long_before(&parsed.text, &parsed.dates, &parsed.mentions.dates, parsed.mentions.dated);
    let when = parsed.mentions.about.when.as_ref();
    let other_days = other_days(&parsed.text, &parsed.dates, &parsed.mentions.dates, when);
    let people = fate_features::features(&parsed.text, headline.as_ref(), &parsed.cast, &old, &other_days);
    let towns = town_features::candidates(&parsed.text, &parsed.places, document.title.as_deref(), headline.as_ref());
    Traits {
        people: people.iter().map(|one| one.to_vec()).collect(),
        towns: towns.into_iter().map(|town| (town.key, town.features.to_vec())).collect(),
    }
}

/// Days from the event's after which a day is another's.
const APART: i32 = 2;
/// Days from which something told of is long before the document.
const LONG: i32 = 500;

/// Sentences that give a day long before the document's, and none near it.
fn long_before(text: &Text, dates: &[dates::Dated], resolved: &[DateMention], dated: Option<Date>) -> Vec<usize> {
    let Some(dated) = dated else { return Vec::new() };
    let far = |date: &DateMention| {
        date.when.is_some_and(|when| when.to.until(dated).is_ok_and(|span| span.get_days() > LONG))
    };
    let mut old: Vec<usize> =
        dates.iter().zip(resolved).filter(|(_, date)| far(date)).map(|(date, _)| text.sentence_of(date.from)).collect();
    let near = |sentence: &usize| {
        dates
            .iter()
            .zip(resolved)
            .any(|(date, mention)| text.sentence_of(date.from) == *sentence && mention.when.is_some() && !far(mention))
    };
    old.retain(|sentence| !near(sentence));
    old.dedup();
    old
}

/// Sentences, sorted, that give a day apart from the event's, and none near it: other deaths are told in them.
fn other_days(text: &Text, dates: &[dates::Dated], resolved: &[DateMention], when: Option<&DateMention>) -> Vec<usize> {
    let Some(event) = when.and_then(|date| date.when) else { return Vec::new() };
    let days = |date: &DateMention| {
        let when = date.when.filter(|when| when.precision <= Precision::Month)?;
        let gap = |from: Date, to: Date| from.until(to).map_or(0, |span| span.get_days());
        Some(gap(event.to, when.from).max(gap(when.to, event.from)))
    };
    let mut near: Vec<usize> = Vec::new();
    let mut far: Vec<usize> = Vec::new();
    for (date, mention) in dates.iter().zip(resolved) {
        match days(mention) {
            Some(days) if days > APART => far.push(text.sentence_of(date.from)),
            Some(_) => near.push(text.sentence_of(date.from)),
            None => {}
        }
    }
    far.dedup();
    far.retain(|sentence| !near.contains(sentence));
    far
}

/// A place that the title alone names has no bytes of the text.
fn named_in_title(title: &Text, at: &PlaceAt) -> Place {
    Place { characters: 0..0, ..place(title, at) }
}

fn place(text: &Text, at: &PlaceAt) -> Place {
    let name = text.slice(at.from, at.to);
    let name = match gazetteer::proper(name) {
        Some(city) => city.to_owned(),
        None => name.split_whitespace().collect::<Vec<_>>().join(" "),
    };
    Place { characters: text.bytes(at.from, at.to), name, kind: at.kind, within: at.within.clone() }
}
