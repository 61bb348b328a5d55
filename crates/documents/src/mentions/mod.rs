//! What a document names: people, dates, places, organisations, substances, counts, durations and quotations, each at its bytes.
//!
//! Gazetteer, grammar and a few weights; no model. What is read depends on the document alone.

mod about;
mod ages;
mod cast;
mod counts;
mod dates;
mod described;
mod durations;
mod fate;
mod fate_cues;
mod fate_object;
mod gazetteer;
mod lexicon;
mod lists;
mod name_weight;
mod names;
mod organisations;
mod own_day;
mod people;
mod places;
mod pronouns;
mod quotations;
mod roles;
mod sentences;
mod shown;
mod substances;
mod text;
mod tokens;
mod types;
mod when;

pub use types::{
    About, Count, DateMention, Duration, Mentions, Organisation, Person, Place, PlaceKind, Quotation, Role, Sentence,
    SubstanceMention,
};
pub use when::{Expression, Precision, Tense, When};

pub(crate) use cast::same_name;
pub(crate) use gazetteer::key as place_key;
pub(crate) use lexicon::is;
pub(crate) use organisations::same as same_organisation;
pub(crate) use text::Text;

use crate::Document;
use jiff::civil::Date;
use places::PlaceAt;

/// What a place of the gazetteer lies in, where only one such place is known.
pub(crate) fn place_within(name: &str) -> Option<&'static str> {
    lexicon::Lexicon::shared().places().named(&place_key(name)).and_then(|entry| entry.within)
}

/// The kind of a place of the gazetteer.
pub(crate) fn place_kind(name: &str) -> Option<PlaceKind> {
    lexicon::Lexicon::shared().places().named(&place_key(name)).map(|entry| entry.kind)
}

/// A document with its grammar: what claims are read from.
pub(crate) struct Parsed<'t> {
    pub(crate) text: Text<'t>,
    pub(crate) cast: cast::Cast,
    pub(crate) dates: Vec<dates::Dated>,
    pub(crate) places: Vec<PlaceAt>,
    pub(crate) organisations: Vec<organisations::OrganisationAt>,
    pub(crate) counts: Vec<counts::CountAt>,
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
    let title = document.title.as_deref().map(Text::new);
    let dates = dates::find(&text);
    let own = own_day::own_day(&text, &dates);
    // A copy fetched later bears a later day than the one that the text gives.
    let dated = match (day, own) {
        (Some(day), Some(own)) => Some(day.min(own)),
        (day, own) => day.or(own),
    };
    let resolved = dates::resolve(&text, &dates, dated);
    let mut cast = cast::find(&text);
    let found = places::find(&text, &cast);
    pronouns::add(&text, &mut cast);
    let (organisations, organisations_at) = organisations::find(&text);
    let old = long_before(&text, &dates, &resolved, dated);
    let died = fate::weights(&text, title.as_ref(), &cast, &old);
    let quotations = quotations::find(&text, &cast, &organisations, &organisations_at);
    let in_title = title.as_ref().map(|title| (title, places::find(title, &cast::Cast::default())));
    let title_places = in_title.as_ref().map(|(title, places)| (*title, places.as_slice()));
    let spans: Vec<(usize, usize)> = dates.iter().map(|date| (date.from, date.to)).collect();
    let city = about::city(&text, &found, title_places).and_then(|at| found.get(at)).map(|at| place(&text, at));
    let city = city.or_else(|| {
        let (title, places) = title_places?;
        let at = about::city(title, places, None).and_then(|at| places.get(at))?;
        Some(Place { characters: 0..0, ..place(title, at) })
    });
    let counts = counts::find(&text);
    let about = About {
        dead: about::dead(&cast, &died),
        region: city.as_ref().and_then(|city| city.within.clone()),
        city,
        when: about::when(&text, &resolved, &spans, dated).and_then(|at| resolved.get(at)).cloned(),
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
    Parsed { text, cast, dates, places: found, organisations: organisations_at, counts, mentions }
}

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

fn place(text: &Text, at: &PlaceAt) -> Place {
    let name = text.slice(at.from, at.to).split_whitespace().collect::<Vec<_>>().join(" ");
    Place { characters: text.bytes(at.from, at.to), name, kind: at.kind, within: at.within.clone() }
}
