//! How a case stands by the decisions in force, and what was on record when a decision was made.

use crate::actor::{Actor, Right};
use crate::db::{Part, Row, made_of, query};
use crate::decision::{CLOSED, Decision, DecisionKind};
use crate::decisions::{decisions_in_force, hash_of_record};
use crate::error::CaseError;
use crate::matters::{Matter, newest_matter, select_matters};
use crate::names::Subject;
use crate::store::Store;
use crate::values::field_named;
use colligate_register::Field;
use rustc_hash::FxHashMap;

/// How a death stands by the decisions in force.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Standing {
    /// The category that was decided on, whatever a source says.
    pub category: Option<String>,
    /// The decision that closed the case, where it is closed.
    pub closed: Option<Decision>,
}

impl Standing {
    /// By these matters of a death.
    fn of(matters: &[Matter]) -> Standing {
        let mut standing = Standing::default();
        for (_, decision) in decisions_in_force(matters) {
            match decision.about {
                DecisionKind::Category => standing.category = Some(decision.value),
                DecisionKind::Close if decision.value == CLOSED => standing.closed = Some(decision),
                _ => {}
            }
        }
        standing
    }
}

/// Deaths or series asked for by one query, at most.
const BATCH: usize = 200;

/// A value that was in force when a decision was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueThen {
    /// Case number.
    pub death: String,
    /// Of which field.
    pub field: Field,
    /// The value.
    pub value: String,
    /// Day from which it was known.
    pub known_from: String,
    /// Who or what says so.
    pub source: String,
}

/// What was on record when a decision was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordThen {
    /// The values of each death then in force.
    pub values: Vec<ValueThen>,
    /// The statements of that moment have the hash that the decision keeps.
    pub is_whole: bool,
}

impl Store {
    /// How each of these deaths stands by the decisions in force.
    ///
    /// # Errors
    /// [`CaseError::NotFound`] for a death that is closed to the actor.
    pub async fn standings(&self, actor: &Actor, deaths: &[String]) -> Result<Vec<Standing>, CaseError> {
        actor.must(Right::Read)?;
        let closed = self.closed_to(actor).await?;
        if let Some(death) = deaths.iter().find(|death| closed.contains(*death)) {
            return Err(CaseError::NotFound { what: "death", id: death.clone() });
        }
        let subjects: Vec<Subject> = deaths.iter().map(|death| Subject::Death(death.clone())).collect();
        let of = self.decisions_on(&subjects).await?;
        Ok(subjects
            .iter()
            .map(|subject| of.get(subject).map_or_else(Standing::default, |of| Standing::of(of)))
            .collect())
    }

    /// The decisions on each of these, oldest first.
    pub(crate) async fn decisions_on(
        &self,
        subjects: &[Subject],
    ) -> Result<FxHashMap<Subject, Vec<Matter>>, CaseError> {
        let mut of: FxHashMap<Subject, Vec<Matter>> = FxHashMap::default();
        for some in subjects.chunks(BATCH) {
            let text = made_of([
                Part::Text(select_matters!("m.subject IN (")),
                Part::Places { first: 1, count: some.len() },
                Part::Text(concat!(") AND m.kind = 'decision' AND ", newest_matter!(), " ORDER BY m.at, m.id")),
            ]);
            let mut query = query(text);
            for subject in some {
                query = query.bind(subject.to_string());
            }
            for row in &query.fetch_all(&self.pool).await? {
                let matter = Matter::from_row(row)?;
                of.entry(matter.subject.clone()).or_default().push(matter);
            }
        }
        Ok(of)
    }

    /// What was on record of the deaths concerned when a decision was made; nothing for what is no decision.
    ///
    /// # Errors
    /// [`CaseError::NotFound`] where a death of it is closed to the actor.
    pub async fn record_then(&self, actor: &Actor, matter: &Matter) -> Result<Option<RecordThen>, CaseError> {
        // As it is kept, for what people see of a decision does not hold the number of its last statement.
        let matter = self.matter_record(&matter.id).await?;
        let Some(decision) = matter.body.decision() else { return Ok(None) };
        let deaths = self.open_deaths_of(actor, &matter.subject).await?;
        let mut values = Vec::new();
        for death in &deaths {
            let rows = query(
                "SELECT field, value, known_from, source FROM statements s WHERE death = $1 AND number = \
                 (SELECT MAX(number) FROM statements l WHERE l.death = s.death AND l.field = s.field AND l.number <= $2) \
                 ORDER BY field",
            );
            for row in rows.bind(death).bind(decision.on_record).fetch_all(&self.pool).await? {
                values.push(ValueThen {
                    death: death.clone(),
                    field: field_named(&row.try_get::<String, _>(0)?)?,
                    value: row.try_get(1)?,
                    known_from: row.try_get(2)?,
                    source: row.try_get(3)?,
                });
            }
        }
        let mut connection = self.pool.acquire().await.map_err(CaseError::from)?;
        let hash = hash_of_record(&mut connection, &deaths, decision.on_record).await?;
        Ok(Some(RecordThen { values, is_whole: hash == decision.record_hash }))
    }

    /// The deaths of a subject, all of which are open to the actor.
    pub(crate) async fn open_deaths_of(&self, actor: &Actor, subject: &Subject) -> Result<Vec<String>, CaseError> {
        let (deaths, closed) = (self.deaths_of(subject).await?, self.closed_to(actor).await?);
        match deaths.iter().any(|death| closed.contains(death)) {
            true => Err(CaseError::NotFound { what: subject.kind(), id: subject.id().to_owned() }),
            false => Ok(deaths),
        }
    }
}
