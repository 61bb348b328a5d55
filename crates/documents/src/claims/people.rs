//! What is said of a person: age, home, what they do.

use super::reader::Reader;
use super::types::{Relation, Value};
use colligate_register::wording;

pub(crate) fn read(reader: &mut Reader) {
    for (index, person) in reader.parsed.mentions.people.iter().enumerate() {
        if person.name.is_none() && !reader.is_dead(index) {
            continue;
        }
        let subject = reader.person(index);
        if let (Some(age), Some(at)) = (person.age, &person.age_at) {
            let text = if age >= 1.0 {
                format!("{age:.0}")
            } else {
                wording::counted((age * 12.0).round().max(0.0) as u32, "month", "months")
            };
            let value = Value {
                text,
                written: reader.parsed.text.text.get(at.clone()).unwrap_or_default().to_owned(),
                number: Some(f64::from(age)),
                when: None,
            };
            put(reader, subject.clone(), Relation::Aged, value, at);
        }
        if let (Some(home), Some(at)) = (&person.home, &person.home_at) {
            let value = Value { text: home.clone(), written: home.clone(), number: None, when: None };
            put(reader, subject.clone(), Relation::From, value, at);
        }
        if let Some(title) = &person.title {
            let value = Value { text: title.clone(), written: title.clone(), number: None, when: None };
            let at = person.mentions.first().cloned().unwrap_or_default();
            put(reader, subject, Relation::Occupation, value, &at);
        }
    }
}

fn put(
    reader: &mut Reader,
    subject: super::types::Subject,
    relation: Relation,
    value: Value,
    at: &std::ops::Range<usize>,
) {
    let from = reader.text().token_at(at.start);
    let to = reader.text().token_at(at.end.saturating_sub(1)) + 1;
    reader.put(subject, relation, value, None, from..to);
}
