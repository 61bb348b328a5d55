//! Raising alerts, inside the transaction that keeps what was found.

use super::change::{Change, Since, grew, roles_in_common};
use super::due::{Before, Deed, Due, Evidence, due};
use crate::db::next_number;
use crate::db::{Row, query};
use crate::decision::Decision;
use crate::error::CaseError;
use crate::found::weighed_then;
use crate::known::Known;
use crate::matters::Body;
use crate::names::Subject;
use crate::reviews::e_value_on;
use crate::store::{Store, Writing};
use colligate_linkage::result::{EvidenceWeight, Series};
use colligate_register::Death;
use rustc_hash::FxHashMap;

/// A look for series, after which alerts are raised.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Look {
    /// The E-value at or below which a series raises an alert.
    pub level: f64,
    /// The import after which it was made; 0 for none.
    pub import: i64,
    /// The office looks for the first time.
    pub is_first: bool,
    /// Number of the last statement on record that was looked at.
    pub through: i64,
}

impl Store {
    /// Raises an alert for each series at or below the level that no alert was raised on, that a death joined, or that is ten times
    /// stronger than when it was last alerted or decided on. Numbers of the alerts.
    pub(crate) async fn raise(
        &self,
        writing: &mut Writing<'_>,
        found: &[Series],
        known: &Known,
        look: Look,
    ) -> Result<Vec<i64>, CaseError> {
        let before = before(writing).await?;
        let mut raised = Vec::new();
        for series in found.iter().filter(|series| series.e_value.value <= look.level) {
            let members: Vec<&str> = series.members.iter().map(|member| member.id.as_str()).collect();
            let (against, joined) = match due(&members, series.e_value.value, &before) {
                Due::No => continue,
                Due::Watch => {
                    self.watch(writing, series, look).await?;
                    continue;
                }
                Due::First { kin, joined } => (kin, joined),
                Due::Stronger(last) => (Some(last), Vec::new()),
            };
            let change = match against {
                Some(last) => Some(changed(writing, last, series, known).await?),
                None => None,
            };
            let number = next_number!(&mut writing.tx, "alerts");
            query(
                "INSERT INTO alerts (number, series, at, e_value, level, import, joined, first_look, on_record, evidence, changed) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
            )
            .bind(number)
            .bind(&series.id)
            .bind(self.clock.written())
            .bind(series.e_value.value)
            .bind(look.level)
            .bind(look.import)
            .bind(serde_json::to_string(&joined)?)
            .bind(i64::from(look.is_first))
            .bind(look.through)
            .bind(serde_json::to_string(&weights(&series.evidence))?)
            .bind(change.map(|change| serde_json::to_string(&change)).transpose()?.unwrap_or_default())
            .execute(&mut *writing.tx)
            .await?;
            raised.push(number);
        }
        Ok(raised)
    }

    /// Keeps how strong a series is by itself, which is part of a larger one that was alerted on.
    async fn watch(&self, writing: &mut Writing<'_>, series: &Series, look: Look) -> Result<(), CaseError> {
        query("INSERT INTO watched (series, at, e_value, on_record, evidence) VALUES ($1, $2, $3, $4, $5)")
            .bind(&series.id)
            .bind(self.clock.written())
            .bind(series.e_value.value)
            .bind(look.through)
            .bind(serde_json::to_string(&weights(&series.evidence))?)
            .execute(&mut *writing.tx)
            .await?;
        Ok(())
    }
}

fn weights(evidence: &[EvidenceWeight]) -> Vec<(String, f64)> {
    evidence.iter().map(|row| (row.evidence.clone(), row.weight)).collect()
}

/// All alerts, what is watched, and all decisions on series.
async fn before(writing: &mut Writing<'_>) -> Result<Vec<Before>, CaseError> {
    let mut before = Vec::new();
    for (deed, text) in [
        (
            Deed::Alert,
            "SELECT a.series, s.members, a.e_value, a.at, a.on_record, a.evidence \
             FROM alerts a JOIN series s ON s.id = a.series ORDER BY a.number",
        ),
        (
            Deed::Watched,
            "SELECT a.series, s.members, a.e_value, a.at, a.on_record, a.evidence \
             FROM watched a JOIN series s ON s.id = a.series ORDER BY a.series",
        ),
    ] {
        for row in query(text).fetch_all(&mut *writing.tx).await? {
            let evidence: String = row.try_get(5)?;
            before.push(Before {
                deed: deed.clone(),
                series: row.try_get(0)?,
                members: serde_json::from_str(&row.try_get::<String, _>(1)?)?,
                e_value: row.try_get(2)?,
                at: row.try_get(3)?,
                through: row.try_get(4)?,
                evidence: match evidence.is_empty() {
                    true => Evidence::Unknown,
                    false => Evidence::Weights(serde_json::from_str(&evidence)?),
                },
            });
        }
    }
    before.extend(decided(writing).await?);
    Ok(before)
}

/// All decisions on series, whatever became of them.
async fn decided(writing: &mut Writing<'_>) -> Result<Vec<Before>, CaseError> {
    let mut members: FxHashMap<String, Vec<String>> = FxHashMap::default();
    for row in query("SELECT id, members FROM series").fetch_all(&mut *writing.tx).await? {
        members.insert(row.try_get(0)?, serde_json::from_str(&row.try_get::<String, _>(1)?)?);
    }
    let rows = query(
        "SELECT id, subject, body FROM matters WHERE kind = 'decision' AND version = 1 AND subject LIKE 'series %' \
         ORDER BY at, id",
    );
    let mut decided = Vec::new();
    for row in rows.fetch_all(&mut *writing.tx).await? {
        let subject = Subject::from_text(&row.try_get::<String, _>(1)?);
        let body: Body = serde_json::from_str(&row.try_get::<String, _>(2)?)?;
        let Some(decision) = body.decision() else { continue };
        let Some(members) = subject.as_ref().and_then(|subject| members.get(subject.id())) else { continue };
        let series = subject.as_ref().map(|subject| subject.id().to_owned()).unwrap_or_default();
        let Some(e_value) = e_value_then(writing, &series, &decision).await? else { continue };
        let found = decision.found.as_ref();
        decided.push(Before {
            deed: Deed::Decision { id: row.try_get(0)?, value: decision.value.clone() },
            series,
            members: members.clone(),
            e_value,
            at: decision.decided_at.clone(),
            through: weighed_then(&mut writing.tx, &decision).await?,
            evidence: found.map_or(Evidence::Unknown, |found| Evidence::Found(found.hash.clone())),
        });
    }
    Ok(decided)
}

/// The E-value of a series when it was decided on; by the day, where the decision does not keep it.
async fn e_value_then(writing: &mut Writing<'_>, series: &str, decision: &Decision) -> Result<Option<f64>, CaseError> {
    if let Some(found) = &decision.found {
        return Ok(Some(found.e_value));
    }
    e_value_on(&mut writing.tx, series, decision.decided_at.get(..10).unwrap_or_default()).await
}

/// What changed since an alert or a decision.
async fn changed(
    writing: &mut Writing<'_>,
    last: &Before,
    series: &Series,
    known: &Known,
) -> Result<Change, CaseError> {
    // Evidence of other deaths is not that of these.
    let then = if last.series == series.id { evidence_then(writing, &last.evidence).await? } else { None };
    let grew = then.map(|then| grew(&then, &weights(&series.evidence))).unwrap_or_default();
    let deaths: Vec<&Death> = series.members.iter().filter_map(|member| known.death(member.id.as_str())).collect();
    let has_contacts = grew.iter().any(|grew| grew.evidence == "contacts");
    Ok(Change {
        since: match &last.deed {
            Deed::Alert => Since::Alert,
            Deed::Watched => Since::Found,
            Deed::Decision { id, value } => Since::Decision { id: id.clone(), value: value.clone() },
        },
        at: last.at.clone(),
        series: last.series.clone(),
        e_value: last.e_value,
        through: last.through,
        grew,
        roles: if has_contacts { roles_in_common(&deaths) } else { Vec::new() },
        on_record: Vec::new(),
        left: Vec::new(),
    })
}

async fn evidence_then(
    writing: &mut Writing<'_>,
    evidence: &Evidence,
) -> Result<Option<Vec<(String, f64)>>, CaseError> {
    let hash = match evidence {
        Evidence::Weights(weights) => return Ok(Some(weights.clone())),
        Evidence::Unknown => return Ok(None),
        Evidence::Found(hash) => hash,
    };
    let row = query("SELECT told FROM found WHERE hash = $1").bind(hash);
    let Some(row) = row.fetch_optional(&mut *writing.tx).await? else { return Ok(None) };
    let series: Series = serde_json::from_str(&row.try_get::<String, _>(0)?)?;
    Ok(Some(weights(&series.evidence)))
}
