//! What is on record of a death, value by value.

use crate::actor::{Actor, Deed, Right, Wish};
use crate::db::{Row, query};
use crate::error::CaseError;
use crate::store::{Store, Writing};
use crate::values::field_named;
use colligate_register::{DeathId, Field, Register, Statement};
use serde::Serialize;
use std::collections::BTreeMap;

/// One value of a field as one source gave it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Said {
    /// Number of the statement among those of this death, from 1, in the order in which they came. It tells nothing of other deaths.
    pub number: i64,
    /// The value.
    pub value: String,
    /// Day from which it was known.
    pub known_from: String,
    /// The file or other source.
    pub source: String,
    /// Who put it on record.
    pub by: String,
    /// When.
    pub at: String,
}

/// A field with all its values, the newest last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FieldHistory {
    /// The field; written by its canonical name.
    pub field: Field,
    /// Values in the order in which they came.
    pub said: Vec<Said>,
}

/// Everything that sources said of a death.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DeathRecord {
    /// Case number.
    pub id: String,
    /// Day on which it was put on record.
    pub added_on: String,
    /// Its fields, in the order in which a person reads them.
    pub fields: Vec<FieldHistory>,
    /// Users to whom it is restricted; none where it is open to all.
    pub restricted_to: Vec<String>,
}

/// Fields that every report of a death should have, and what they are called in words.
const WANTED: [(Field, &str); 12] = [
    (Field::Died, "when it happened"),
    (Field::Point, "where, as a point"),
    (Field::Place, "the place in words"),
    (Field::PlaceKind, "the kind of place"),
    (Field::Age, "age"),
    (Field::Sex, "sex"),
    (Field::Category, "the category"),
    (Field::Cause, "cause of death"),
    (Field::Substances, "toxicology"),
    (Field::Circumstances, "circumstances"),
    (Field::Narrative, "what was found"),
    (Field::Contacts, "who found, called, attended, was last with them"),
];

/// Fields of a report that are filled, of how many, and those that are missing, in words.
pub fn completeness(filled: impl Fn(Field) -> bool) -> (usize, usize, Vec<&'static str>) {
    let missing: Vec<&str> = WANTED.iter().filter(|(field, _)| !filled(*field)).map(|(_, words)| *words).collect();
    (WANTED.len() - missing.len(), WANTED.len(), missing)
}

impl DeathRecord {
    /// The newest value of a field.
    pub fn value(&self, field: Field) -> Option<&str> {
        let field = self.fields.iter().find(|history| history.field == field)?;
        field.said.last().map(|said| said.value.as_str()).filter(|value| !value.is_empty())
    }
}

/// Fields in the order in which a person reads them; one that is not among them comes after.
const ORDER: [Field; 16] = [
    Field::Died,
    Field::DiedTo,
    Field::KnownFrom,
    Field::Place,
    Field::PlaceKind,
    Field::Point,
    Field::ImprecisionM,
    Field::Age,
    Field::Sex,
    Field::Category,
    Field::Manner,
    Field::Cause,
    Field::Substances,
    Field::Circumstances,
    Field::Narrative,
    Field::Contacts,
];

impl Store {
    /// Everything that sources said of a death.
    ///
    /// # Errors
    /// [`CaseError::NotFound`] where there is no such death or it is restricted to others.
    pub async fn death(&self, actor: &Actor, id: &str) -> Result<DeathRecord, CaseError> {
        let deaths = [id.to_owned()];
        let wish = Wish::new(Right::Read, Deed::Consultation, format!("death {id}")).on(&deaths);
        self.allow(actor, wish).await?.commit().await?;
        self.record(id).await
    }

    /// [`Store::death`] after the access check.
    pub(crate) async fn record(&self, id: &str) -> Result<DeathRecord, CaseError> {
        let row = query("SELECT added_on FROM deaths WHERE id = $1").bind(id).fetch_optional(&self.pool).await?;
        let Some(row) = row else { return Err(CaseError::NotFound { what: "death", id: id.to_owned() }) };
        let added_on = row.try_get(0)?;
        let rows = query(
            "SELECT field, value, known_from, source, by_user, at FROM statements WHERE death = $1 ORDER BY number",
        );
        let mut fields: BTreeMap<(usize, Field), FieldHistory> = BTreeMap::new();
        // Numbers of the case file go over all deaths: their gaps would tell of those that are closed to who asks.
        for (number, row) in (1i64..).zip(rows.bind(id).fetch_all(&self.pool).await?) {
            let field = field_named(&row.try_get::<String, _>(0)?)?;
            let place = ORDER.iter().position(|known| *known == field).unwrap_or(ORDER.len());
            let history = fields.entry((place, field)).or_insert_with(|| FieldHistory { field, said: Vec::new() });
            history.said.push(Said {
                number,
                value: row.try_get(1)?,
                known_from: row.try_get(2)?,
                source: row.try_get(3)?,
                by: row.try_get(4)?,
                at: row.try_get(5)?,
            });
        }
        let restricted_to = self.restricted_to(id).await?;
        Ok(DeathRecord { id: id.to_owned(), added_on, fields: fields.into_values().collect(), restricted_to })
    }

    /// Case numbers of the deaths put on record on this day or after it, newest first, at most so many; of those open to the
    /// actor.
    ///
    /// # Errors
    /// [`CaseError::Database`].
    pub async fn added_since(&self, actor: &Actor, day: &str, most: i64) -> Result<Vec<String>, CaseError> {
        actor.must(Right::Read)?;
        let closed = self.closed_to(actor).await?;
        let rows = query("SELECT id FROM deaths WHERE added_on >= $1 ORDER BY number DESC LIMIT $2");
        let rows = rows.bind(day).bind(most + closed.len() as i64).fetch_all(&self.pool).await?;
        let ids: Vec<String> = rows.iter().map(|row| row.try_get(0)).collect::<Result<_, _>>()?;
        Ok(ids.into_iter().filter(|id| !closed.contains(id)).collect())
    }

    /// Puts a value on record by hand: a new statement beside those before it.
    ///
    /// # Errors
    /// [`CaseError::NotFound`]; [`CaseError::Invalid`] for a value that cannot be read, or without a source.
    pub async fn state(
        &self,
        actor: &Actor,
        death: &str,
        field: Field,
        value: &str,
        source: &str,
    ) -> Result<(), CaseError> {
        self.admit(actor, Right::Review, "statement").await?;
        let known = self.known_now(actor).await?;
        let statement = Statement {
            death: DeathId(death.into()),
            field,
            value: value.into(),
            known_from: self.clock.today(),
            source: source.into(),
        };
        if source.trim().is_empty() {
            return Err(CaseError::Invalid("say who or what says so".to_owned()));
        }
        let deaths = [death.to_owned()];
        let wish = Wish::new(Right::Review, Deed::Alteration, format!("death {death}")).on(&deaths);
        let mut writing = self.allow(actor, wish.with(serde_json::json!({ "field": field }))).await?;
        let mut trial = Register {
            deaths: known.death(death).cloned().into_iter().collect(),
            terms: known.history().terms.clone(),
            statements: Vec::new(),
        };
        if let Err(error) = trial.apply(&statement) {
            return Err(writing.refuse(CaseError::Invalid(error.to_string())).await);
        }
        self.put_statement(&mut writing, actor, &statement).await?;
        writing.commit().await
    }

    /// Writes a statement that came from no import.
    pub(crate) async fn put_statement(
        &self,
        writing: &mut Writing<'_>,
        actor: &Actor,
        statement: &Statement,
    ) -> Result<(), CaseError> {
        let number = crate::db::next_number!(&mut writing.tx, "statements");
        query(
            "INSERT INTO statements (number, death, field, value, known_from, source, by_user, at, import) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0)",
        )
        .bind(number)
        .bind(statement.death.as_str())
        .bind(statement.field.as_str())
        .bind(&*statement.value)
        .bind(statement.known_from.to_string())
        .bind(&*statement.source)
        .bind(&actor.name)
        .bind(self.clock.written())
        .execute(&mut *writing.tx)
        .await?;
        Ok(())
    }
}
