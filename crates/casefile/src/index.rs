//! What a search looks through: the values in force of every death, and all others that were ever said of it.

use crate::values::{contacts_in_words, value_in_words};
use colligate_register::{Day, Death, Field, Register, Statement, Terms, What, field_text};
use rustc_hash::FxHashMap;

/// Fields of a death that are searched, in the order in which what was found is shown. Latitude and longitude stand in the point.
const SEARCHED: [Field; 17] = [
    Field::Id,
    Field::Died,
    Field::DiedTo,
    Field::Category,
    Field::Place,
    Field::Cause,
    Field::Substances,
    Field::Circumstances,
    Field::Narrative,
    Field::Contacts,
    Field::Age,
    Field::Sex,
    Field::Manner,
    Field::PlaceKind,
    Field::Point,
    Field::ImprecisionM,
    Field::KnownFrom,
];

/// The texts of a death, by field.
type Texts = [String; SEARCHED.len()];

/// The text of a field as it is searched and shown.
pub(crate) fn text(death: &Death, terms: &Terms, field: Field) -> String {
    match field {
        Field::Contacts => contacts_in_words(&death.contacts),
        _ => field_text(death, terms, field),
    }
}

fn texts(death: &Death, terms: &Terms) -> Texts {
    SEARCHED.map(|field| text(death, terms, field))
}

/// The fields of a death that are searched, with their texts.
pub(crate) fn fields<'a>(death: &'a Death, terms: &'a Terms) -> impl Iterator<Item = (Field, String)> + 'a {
    SEARCHED.into_iter().map(|field| (field, text(death, terms, field)))
}

/// The texts of all deaths in small letters, so that a search does no more than look.
pub(crate) struct Index(Vec<Box<str>>);

impl Index {
    /// Of the values in force.
    pub fn new(register: &Register) -> Index {
        let lower = |death: &Death| texts(death, &register.terms).join("\n").to_lowercase().into();
        Index(register.deaths.iter().map(lower).collect())
    }

    /// The text of each death, in the order of the register.
    pub fn texts(&self) -> impl DoubleEndedIterator<Item = &str> + ExactSizeIterator {
        self.0.iter().map(|text| &**text)
    }
}

/// A value that was said of a death and does not stand among its values in force, or not in those words.
#[derive(Debug, PartialEq)]
pub(crate) struct OtherValue {
    /// Case number.
    pub death: Box<str>,
    /// Of which field.
    pub field: Field,
    /// The value.
    pub text: Box<str>,
    /// The same in small letters.
    pub lower: Box<str>,
    /// Day from which the next was known; none for a value in force as its source wrote it.
    pub replaced_on: Option<Day>,
}

/// All other values of a register, in its order and in that in which they were said of each death.
///
/// Each statement is put into force on its death, and what it changed is looked at: a statement on one field may take away another one,
/// as a new day of death takes away the last day on which it can have been.
pub(crate) fn other_values(history: &Register) -> Vec<OtherValue> {
    let mut said: FxHashMap<usize, Vec<&Statement>> = FxHashMap::default();
    for change in history.changes() {
        if let What::Field(at, _) = change.what
            && let Some(statement) = history.statements.get(at)
        {
            said.entry(change.death).or_default().push(statement);
        }
    }
    let mut terms = history.terms.clone();
    let mut all = Vec::new();
    for (at, death) in history.deaths.iter().enumerate() {
        if let Some(said) = said.get(&at) {
            terms = of_death(death.clone(), terms, said, &mut all);
        }
    }
    all
}

/// The other values of one death; gives the terms back.
fn of_death(death: Death, terms: Terms, said: &[&Statement], all: &mut Vec<OtherValue>) -> Terms {
    let id: Box<str> = death.id.as_str().into();
    let mut trial = Register { deaths: vec![death], terms, statements: Vec::new() };
    let now = |trial: &Register| trial.deaths.first().map(|death| texts(death, &trial.terms)).unwrap_or_default();
    let mut add = |field: Field, text: &str, replaced_on: Option<Day>| {
        let lower = text.to_lowercase().into();
        all.push(OtherValue { death: id.clone(), field, text: text.into(), lower, replaced_on });
    };
    let mut before = now(&trial);
    // What the last statement on a field says in its source's own words.
    let mut written: FxHashMap<Field, String> = FxHashMap::default();
    for statement in said {
        // One that cannot be put into force stays on record, and is found by its own words.
        let _ = trial.apply_at(0, statement);
        let after = now(&trial);
        for ((field, old), new) in SEARCHED.into_iter().zip(&before).zip(&after) {
            if !old.is_empty() && old != new {
                add(field, old, Some(statement.known_from));
            }
        }
        let words = value_in_words(statement.field, &statement.value);
        let earlier = written.insert(statement.field, words);
        let is_new = written.get(&statement.field) != earlier.as_ref();
        if let Some(earlier) = earlier.filter(|earlier| is_new && is_other(earlier, &before)) {
            add(statement.field, &earlier, Some(statement.known_from));
        }
        before = after;
    }
    let mut written: Vec<(Field, String)> = written.into_iter().collect();
    written.sort_unstable();
    for (field, text) in written.iter().filter(|(_, text)| is_other(text, &before)) {
        add(*field, text, None);
    }
    trial.terms
}

/// True where a text stands in none of the values that are searched.
fn is_other(text: &str, texts: &Texts) -> bool {
    let text = text.to_lowercase();
    !text.is_empty() && !texts.iter().any(|value| value.to_lowercase().contains(&text))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use colligate_register::{Input, ReadOptions, read};

    /// A register of one death with these statements, and its other values.
    fn others(row: &str, said: &[(Field, &str, &str)]) -> Vec<(Field, String, Option<String>)> {
        let text = format!("id,died,died_to,cause,substances,age\n{row}\n");
        let input = Input::Bytes { name: "day.csv".into(), bytes: text.into() };
        let mut register = read(input, &ReadOptions::default()).unwrap().register;
        let id = register.deaths[0].id.clone();
        register.statements = said
            .iter()
            .map(|(field, value, known_from)| Statement {
                death: id.clone(),
                field: *field,
                value: (*value).into(),
                known_from: known_from.parse().unwrap(),
                source: "letter".into(),
            })
            .collect();
        let of = |value: OtherValue| (value.field, value.text.to_string(), value.replaced_on.map(|on| on.to_string()));
        other_values(&register).into_iter().map(of).collect()
    }

    #[test]
    fn a_new_day_of_death_takes_away_the_last_day_on_which_it_can_have_been() {
        let found = others("A1,2014-09-18,2014-09-20,,,", &[(Field::Died, "2014-09-19", "2014-10-01")]);
        let on = Some("2014-10-01".to_owned());
        let expected =
            [(Field::Died, "2014-09-18".to_owned(), on.clone()), (Field::DiedTo, "2014-09-20".to_owned(), on)];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_value_is_found_as_its_source_wrote_it_and_as_it_is_read() {
        let found = others(
            "A1,2014-09-18,,,,",
            &[(Field::Died, "20 Sep 2014", "2014-10-01"), (Field::Died, "21 Sep 2014", "2014-10-02")],
        );
        let texts: Vec<(&str, bool)> = found.iter().map(|(_, text, on)| (text.as_str(), on.is_some())).collect();
        assert_eq!(texts, [("2014-09-18", true), ("2014-09-20", true), ("20 Sep 2014", true), ("21 Sep 2014", false)]);
    }

    #[test]
    fn the_same_value_again_replaces_nothing_and_a_withdrawn_one_is_an_earlier_one() {
        assert!(others("A1,2014-09-18,,,,23", &[(Field::Age, "23", "2014-10-01")]).is_empty());
        let found = others("A1,2014-09-18,,,,23", &[(Field::Age, "", "2014-10-01")]);
        assert_eq!(found, [(Field::Age, "23".to_owned(), Some("2014-10-01".to_owned()))]);
    }
}
