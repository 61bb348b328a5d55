//! Decisions and the evidence that they were made on: how strong a series was then and is now, and what came on record since.

use crate::actor::{Actor, Right};
use crate::db::{AnyConnection, Row, query};
use crate::decision::{Decision, DecisionKind};
use crate::decisions::decisions_in_force;
use crate::error::CaseError;
use crate::found::weighed_then;
use crate::matters::Matter;
use crate::names::Subject;
use crate::series_record::SeriesShort;
use crate::since::NewValue;
use crate::store::Store;
use crate::strength::is_stronger;
use serde::Serialize;

/// A decision, with the evidence that it was made on and what there is now.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DecidedOn {
    /// Identifier of the decision.
    pub id: String,
    /// What was decided: `rejected`, …
    pub value: String,
    /// Who decided.
    pub decider: String,
    /// When, UTC.
    pub at: String,
    /// For a series: its E-value then; none where it was not kept.
    pub e_then: Option<f64>,
    /// For a series: its E-value when it was last found.
    pub e_now: Option<f64>,
    /// Values that came on record of its deaths since.
    pub since: Vec<NewValue>,
}

impl DecidedOn {
    /// True where it was made on older evidence: something came on record of these deaths since, or the E-value is ten times smaller or
    /// larger than it was.
    pub fn is_on_older_evidence(&self) -> bool {
        let moved =
            self.e_then.zip(self.e_now).is_some_and(|(then, now)| is_stronger(now, then) || is_stronger(then, now));
        moved || !self.since.is_empty()
    }
}

impl Store {
    /// The review in force of each of these series, where there is one.
    ///
    /// # Errors
    /// [`CaseError::NotFound`] for a series with a death that is closed to the actor.
    pub async fn reviews(&self, actor: &Actor, series: &[SeriesShort]) -> Result<Vec<Option<DecidedOn>>, CaseError> {
        actor.must(Right::Read)?;
        let closed = self.closed_to(actor).await?;
        if let Some(series) = series.iter().find(|series| series.deaths.iter().any(|death| closed.contains(death))) {
            return Err(CaseError::NotFound { what: "series", id: series.id.clone() });
        }
        let subjects: Vec<Subject> = series.iter().map(|series| Subject::Series(series.id.clone())).collect();
        let of = self.decisions_on(&subjects).await?;
        let mut reviews = Vec::new();
        for (subject, series) in subjects.iter().zip(series) {
            let in_force = of.get(subject).map(|matters| decisions_in_force(matters)).unwrap_or_default();
            let review = in_force.into_iter().find(|(_, decision)| decision.about == DecisionKind::Link);
            reviews.push(match review {
                Some((matter, decision)) => {
                    Some(self.decided(matter, &decision, &series.deaths, Some(series.e_value)).await?)
                }
                None => None,
            });
        }
        Ok(reviews)
    }

    /// The evidence that a decision was made on, and what there is now; nothing for another matter, and for a decision on a document, which
    /// is itself what brings values on record.
    ///
    /// # Errors
    /// [`CaseError::NotFound`] where a death of it is closed to the actor.
    pub async fn decided_on(&self, actor: &Actor, matter: &Matter) -> Result<Option<DecidedOn>, CaseError> {
        // As it is kept, for what people see of a decision does not hold the number of its last statement.
        let matter = &self.matter_record(&matter.id).await?;
        let Some(decision) = matter.body.decision() else { return Ok(None) };
        if decision.about == DecisionKind::Document {
            return Ok(None);
        }
        let deaths = self.open_deaths_of(actor, &matter.subject).await?;
        let e_now = match &matter.subject {
            Subject::Series(id) => self.series_record(id).await?.map(|series| series.short.e_value),
            Subject::Death(_) => None,
        };
        self.decided(matter, &decision, &deaths, e_now).await.map(Some)
    }

    async fn decided(
        &self,
        matter: &Matter,
        decision: &Decision,
        deaths: &[String],
        e_now: Option<f64>,
    ) -> Result<DecidedOn, CaseError> {
        let through = weighed_then(&mut *self.pool.acquire().await?, decision).await?;
        Ok(DecidedOn {
            id: matter.id.clone(),
            value: decision.value.clone(),
            decider: decision.decider.clone(),
            at: decision.decided_at.clone(),
            e_then: self.e_value_when(&matter.subject, decision).await?,
            e_now,
            since: self.values_after(deaths, through).await?.between(deaths, through, i64::MAX),
        })
    }

    /// The E-value of a series when it was decided on; by the day, where the decision does not keep it.
    async fn e_value_when(&self, subject: &Subject, decision: &Decision) -> Result<Option<f64>, CaseError> {
        match (subject, &decision.found) {
            (Subject::Death(_), _) => Ok(None),
            (Subject::Series(_), Some(found)) => Ok(Some(found.e_value)),
            (Subject::Series(id), None) => {
                let mut connection = self.pool.acquire().await.map_err(CaseError::from)?;
                e_value_on(&mut connection, id, decision.decided_at.get(..10).unwrap_or_default()).await
            }
        }
    }
}

/// The E-value of a series as it was found last on a day, or before it.
pub(crate) async fn e_value_on(
    connection: &mut AnyConnection,
    series: &str,
    day: &str,
) -> Result<Option<f64>, CaseError> {
    let row = query("SELECT e_value FROM series_days WHERE series = $1 AND day <= $2 ORDER BY day DESC LIMIT 1");
    let row = row.bind(series).bind(day).fetch_optional(&mut *connection).await?;
    Ok(row.map(|row| row.try_get(0)).transpose()?)
}
