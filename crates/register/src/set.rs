//! From text to one field of a death: the one parser behind the canonical CSV, every profile and every statement.

use crate::death::{Death, Point, Sex};
use crate::enrich;
use crate::field::Field;
use crate::parse::dating::Dating;
use crate::parse::{age, contact, date, is_absent, list, point};
use crate::terms::{Term, Terms};
use crate::time::Span;
use crate::{manner, place_kind, sex};

/// Sets one field from its text; empty text, or a word for "unknown", takes the value away.
///
/// # Errors
/// What is wrong with the text, in a sentence without a full stop. The death is unchanged then.
pub(crate) fn set(
    death: &mut Death,
    terms: &mut Terms,
    field: Field,
    text: &str,
    dating: Dating,
) -> Result<(), String> {
    let text = text.trim();
    let absent = is_absent(text) && !(field == Field::Substances && text.eq_ignore_ascii_case("none"));
    let filled = (!absent).then_some(text);
    match field {
        Field::Id => return Err("a case number cannot be changed".to_owned()),
        Field::Died => death.died = filled.map(|text| date::parse(text, dating)).transpose()?,
        Field::DiedTo => set_died_to(death, filled, dating)?,
        Field::KnownFrom => {
            let span = filled.map(|text| date::parse(text, dating)).transpose()?;
            death.known_from = span.map(|span| Span { from: span.to, to: span.to }.day());
        }
        Field::Lat | Field::Lon => set_coordinate(death, field, filled)?,
        Field::Point => {
            let imprecision_m = death.point.map_or(0.0, |point| point.imprecision_m);
            death.point = match filled {
                Some(text) => {
                    let (_, lat, lon) = point::both(text)?;
                    let (lat, lon) = point::checked(lat, lon)?;
                    Some(Point { lat, lon, imprecision_m })
                }
                None => None,
            };
        }
        Field::ImprecisionM => {
            let metres = filled.map(imprecision).transpose()?.unwrap_or(0.0);
            match &mut death.point {
                Some(point) => point.imprecision_m = metres,
                None if filled.is_none() => {}
                None => return Err("there is no point whose imprecision this could be".to_owned()),
            }
        }
        Field::Place => death.place = filled.map(Box::from),
        Field::PlaceKind => {
            let kind = filled.map(place_kind::canonical).filter(|kind| !kind.is_empty());
            death.place_kind = kind.map(|kind| word(terms, &kind));
        }
        Field::Age => death.age = filled.map(age::parse).transpose()?,
        Field::Sex => death.sex = filled.map(recorded_sex).transpose()?.flatten(),
        Field::Manner => death.manner = filled.and_then(manner::canonical).map(|manner| word(terms, &manner)),
        Field::Category => death.category = filled.map(|text| word(terms, text)),
        Field::Cause => death.cause = filled.map(Box::from),
        Field::Substances => death.substances = filled.and_then(|text| substances(terms, text)),
        Field::Circumstances => {
            let items = filled.map(|text| list::split(text, ';')).unwrap_or_default();
            death.circumstances = sorted(items.iter().map(|item| word(terms, item)).collect());
        }
        Field::Narrative => death.narrative = filled.map(Box::from),
        Field::Contacts => death.contacts = filled.map(contact::parse).transpose()?.unwrap_or_default().into(),
    }
    Ok(())
}

/// A sex, or `None` where the office says that it does not know it.
pub(crate) fn recorded_sex(text: &str) -> Result<Option<Sex>, String> {
    const UNKNOWN: [&str; 4] = ["u", "undetermined", "not determined", "not specified"];
    match sex::parse(text) {
        None if UNKNOWN.iter().any(|word| text.eq_ignore_ascii_case(word)) => Ok(None),
        None => Err(format!("{text:?} is not a sex; write female, male or other")),
        sex => Ok(sex),
    }
}

fn set_died_to(death: &mut Death, text: Option<&str>, dating: Dating) -> Result<(), String> {
    let Some(text) = text else {
        death.died = death.died.map(|span| Span { from: span.from, to: span.from });
        return Ok(());
    };
    let to = date::parse(text, dating)?.to;
    match death.died {
        Some(span) if to < span.from => {
            Err(format!("{text:?} is before the first moment at which the death can have happened"))
        }
        Some(span) => {
            death.died = Some(Span { from: span.from, to });
            Ok(())
        }
        None => Err("there is no first moment of death that this could be the last of".to_owned()),
    }
}

fn set_coordinate(death: &mut Death, field: Field, text: Option<&str>) -> Result<(), String> {
    let Some(text) = text else {
        death.point = None;
        return Ok(());
    };
    let degrees = point::degrees(text)?;
    let Some(old) = death.point else {
        return Err("one coordinate makes no place; state field point with both, as 51.5366, 0.0757".to_owned());
    };
    let (lat, lon) = if field == Field::Lat { (degrees, old.lon) } else { (old.lat, degrees) };
    let (lat, lon) = point::checked(lat, lon)?;
    death.point = Some(Point { lat, lon, ..old });
    Ok(())
}

/// Metres, 0 or more.
pub(crate) fn imprecision(text: &str) -> Result<f32, String> {
    match text.parse::<f32>() {
        Ok(metres) if metres.is_finite() && metres >= 0.0 => Ok(metres),
        _ => Err(format!("{text:?} is not a number of metres")),
    }
}

/// What offices write where nobody looked, or where the laboratory has not answered yet.
const NOT_KNOWN: [&str; 16] = [
    "not tested",
    "untested",
    "not done",
    "not performed",
    "not requested",
    "not available",
    "no sample",
    "no toxicology",
    "pending",
    "results pending",
    "toxicology pending",
    "awaited",
    "awaiting results",
    "awaiting toxicology",
    "to follow",
    "tbc",
];

/// What offices write where somebody looked and found nothing.
const NOTHING_FOUND: [&str; 12] = [
    "none",
    "negative",
    "neg",
    "no",
    "nothing",
    "none detected",
    "none found",
    "nothing detected",
    "nothing found",
    "not detected",
    "no drugs",
    "no drugs detected",
];

/// Substances of a list: empty where they were looked for and not found, nothing where it is not known whether they were.
pub(crate) fn substances(terms: &mut Terms, text: &str) -> Option<Box<[Term]>> {
    let says = |words: &[&str], item: &str| words.iter().any(|word| item.eq_ignore_ascii_case(word));
    let mut items = list::split(text, ';');
    items.retain(|item| !says(&NOT_KNOWN, item));
    if items.is_empty() {
        return None;
    }
    items.retain(|item| !says(&NOTHING_FOUND, item));
    Some(sorted(items.iter().flat_map(|item| enrich::substances(item)).map(|name| terms.intern(&name)).collect()))
}

/// A set of terms as a death keeps it.
pub(crate) fn sorted(mut items: Vec<Term>) -> Box<[Term]> {
    items.sort_unstable();
    items.dedup();
    items.into()
}

/// A recurring word: lower case, single spaces.
pub(crate) fn word(terms: &mut Terms, text: &str) -> Term {
    let plain = text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    if plain {
        return terms.intern(text);
    }
    let single_spaced = |pair: &[u8]| pair != b"  ";
    if text.bytes().all(|byte| byte.is_ascii_graphic() || byte == b' ') && text.as_bytes().windows(2).all(single_spaced)
    {
        return terms.intern(text.to_ascii_lowercase().trim());
    }
    let mut made = String::with_capacity(text.len());
    for part in text.split_whitespace() {
        if !made.is_empty() {
            made.push(' ');
        }
        made.extend(part.chars().flat_map(char::to_lowercase));
    }
    terms.intern(&made)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::Vocabulary;

    #[test]
    fn every_canonical_substance_reads_as_itself() {
        let words = Vocabulary::embedded().unwrap();
        let mut terms = Terms::default();
        for substance in words.substances() {
            let written = list::join([substance.name.as_ref()], ';');
            let read: Vec<&str> =
                substances(&mut terms, &written).iter().flatten().map(|&term| terms.text(term)).collect::<Vec<_>>();
            assert_eq!(read, [substance.name.as_ref()], "{written}");
        }
    }

    #[test]
    fn what_nobody_looked_for_is_not_on_record_and_what_was_not_found_is_an_empty_list() {
        let mut terms = Terms::default();
        for text in ["not tested", "Pending", "awaited; pending", "toxicology pending"] {
            assert_eq!(substances(&mut terms, text), None, "{text}");
        }
        for text in ["none", "NEGATIVE", "none detected", "negative; not tested"] {
            assert_eq!(substances(&mut terms, text), Some(Box::default()), "{text}");
        }
        assert_eq!(substances(&mut terms, "fentanyl; pending").map(|all| all.len()), Some(1));
    }

    #[test]
    fn a_field_that_cannot_be_read_leaves_the_death_as_it_was() {
        let mut terms = Terms::default();
        let mut death = Death::new("A1");
        let mut set = |field, text| set(&mut death, &mut terms, field, text, Dating::default());
        assert_eq!(set(Field::Age, "23"), Ok(()));
        assert!(set(Field::Age, "old").is_err());
        assert!(set(Field::Lat, "51.5").is_err());
        assert_eq!(set(Field::Point, "51.5, 0.07"), Ok(()));
        assert_eq!(set(Field::Lat, "51.6"), Ok(()));
        assert!(set(Field::DiedTo, "2014-06-19").is_err());
        assert!(set(Field::Id, "A2").is_err());
        assert_eq!(death.age.map(|age| age.low), Some(23.0));
        assert_eq!(death.point.map(|point| point.lat), Some(51.6));
    }
}
