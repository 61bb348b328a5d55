//! What came on record of deaths after an alert was raised on them or somebody decided on them.

use crate::db::{Part, Row, made_of, query};
use crate::error::CaseError;
use crate::store::Store;
use crate::values::field_named;
use colligate_register::Field;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;

/// A value that came on record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NewValue {
    /// Of which death.
    pub death: String,
    /// Which field.
    pub field: Field,
    /// The day on which it was put on record, in UTC.
    pub day: String,
}

/// Deaths asked for by one query, at most.
const BATCH: usize = 200;

/// The values of some deaths that came after a statement, in the order in which they came.
#[derive(Default)]
pub(crate) struct Values(FxHashMap<String, Vec<(i64, NewValue)>>);

impl Values {
    /// Those of these deaths that came after one statement, up to another; the last of each field of each death.
    pub fn between(&self, deaths: &[String], after: i64, through: i64) -> Vec<NewValue> {
        let of = |death: &String| self.0.get(death).into_iter().flatten();
        let mut all: Vec<&(i64, NewValue)> =
            deaths.iter().flat_map(of).filter(|(number, _)| *number > after && *number <= through).collect();
        all.sort_unstable_by_key(|(number, _)| -number);
        let mut seen: FxHashSet<(&str, Field)> = FxHashSet::default();
        all.retain(|(_, value)| seen.insert((&value.death, value.field)));
        all.into_iter().rev().map(|(_, value)| value.clone()).collect()
    }
}

impl Store {
    /// The values of these deaths that came after a statement.
    pub(crate) async fn values_after(&self, deaths: &[String], after: i64) -> Result<Values, CaseError> {
        let mut values = Values::default();
        for some in deaths.chunks(BATCH) {
            let text = made_of([
                Part::Text("SELECT number, death, field, at FROM statements WHERE number > $1 AND death IN ("),
                Part::Places { first: 2, count: some.len() },
                Part::Text(") ORDER BY number"),
            ]);
            let mut query = query(text).bind(after);
            for death in some {
                query = query.bind(death);
            }
            for row in query.fetch_all(&self.pool).await? {
                let (death, at): (String, String) = (row.try_get(1)?, row.try_get(3)?);
                let day = at.get(..10).unwrap_or_default().to_owned();
                let value = NewValue { death: death.clone(), field: field_named(&row.try_get::<String, _>(2)?)?, day };
                values.0.entry(death).or_default().push((row.try_get(0)?, value));
            }
        }
        Ok(values)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_each_field_the_last_value_counts() {
        let value = |field: Field, day: &str| NewValue { death: "a".into(), field, day: day.into() };
        let of = vec![
            (3, value(Field::Age, "1")),
            (5, value(Field::Cause, "2")),
            (7, value(Field::Age, "3")),
            (9, value(Field::Sex, "4")),
        ];
        let values = Values([("a".to_owned(), of)].into_iter().collect());
        let deaths = ["a".to_owned(), "b".to_owned()];
        assert_eq!(values.between(&deaths, 2, 8), [value(Field::Cause, "2"), value(Field::Age, "3")]);
        assert_eq!(values.between(&deaths, 7, i64::MAX), [value(Field::Sex, "4")]);
    }
}
