//! Alerts on record, as they are shown.

use super::alert::Alert;
use super::change::Change;
use crate::actor::{Actor, Right};
use crate::db::{AnyRow, Row, query};
use crate::error::CaseError;
use crate::since::Values;
use crate::store::Store;
use rustc_hash::{FxHashMap, FxHashSet};

/// Alerts with what their series is now, of all or of those that follow.
macro_rules! select_alerts {
    ($rest:literal) => {
        concat!(
            "SELECT a.number, a.series, a.at, a.e_value, a.level, a.import, a.joined, a.first_look, a.on_record, a.changed, \
             s.members, s.deaths, s.current, s.e_value FROM alerts a JOIN series s ON s.id = a.series ",
            $rest
        )
    };
}

/// An alert, with what is needed to say what changed.
struct Kept {
    alert: Alert,
    /// All deaths that its series tells of.
    deaths: Vec<String>,
    /// Number of the last statement that was weighed when it was raised.
    through: i64,
}

/// The members of a series, and all deaths that it tells of.
struct Of {
    members: Vec<String>,
    deaths: Vec<String>,
}

impl Store {
    /// Alerts, those of the newest day first and of one day the strongest, at most so many; those of series with a member that is closed
    /// to the actor are left out.
    ///
    /// # Errors
    /// [`CaseError::Database`].
    pub async fn alerts(&self, actor: &Actor, most: i64) -> Result<Vec<Alert>, CaseError> {
        actor.must(Right::Read)?;
        let closed = self.closed_to(actor).await?;
        let text = select_alerts!("ORDER BY SUBSTR(a.at, 1, 10) DESC, a.e_value, a.number");
        let mut rows = Vec::new();
        for row in query(text).fetch_all(&self.pool).await? {
            if rows.len() as i64 == most {
                break;
            }
            let row = read(&row)?;
            if !row.deaths.iter().any(|death| closed.contains(death)) {
                rows.push(row);
            }
        }
        self.with_changes(rows, &closed).await
    }

    /// The alerts with these numbers.
    pub(crate) async fn alerts_of(&self, numbers: Vec<i64>) -> Result<Vec<Alert>, CaseError> {
        let mut rows = Vec::new();
        for number in numbers {
            let text = select_alerts!("WHERE a.number = $1");
            let row = query(text).bind(number).fetch_optional(&self.pool).await?;
            rows.extend(row.as_ref().map(read).transpose()?);
        }
        self.with_changes(rows, &FxHashSet::default()).await
    }

    /// Fills in what came on record, and which deaths are no longer in a series. A change since something that is closed to the actor, or
    /// that was erased, is left out.
    async fn with_changes(&self, mut rows: Vec<Kept>, closed: &FxHashSet<String>) -> Result<Vec<Alert>, CaseError> {
        let first = rows.iter().filter_map(|row| row.alert.change.as_ref()).map(|change| change.through).min();
        let Some(first) = first else { return Ok(rows.into_iter().map(|row| row.alert).collect()) };
        let series = self.deaths_by_series().await?;
        let changed = rows.iter().filter(|row| row.alert.change.is_some());
        let mut deaths: Vec<String> = changed.flat_map(|row| row.deaths.iter().cloned()).collect();
        deaths.sort_unstable();
        deaths.dedup();
        let values = self.values_after(&deaths, first).await?;
        for row in &mut rows {
            let Some(change) = row.alert.change.take() else { continue };
            let of = series.get(&change.series).filter(|of| !of.deaths.iter().any(|death| closed.contains(death)));
            row.alert.change = of.map(|of| filled(change, of, row, &values));
        }
        Ok(rows.into_iter().map(|row| row.alert).collect())
    }

    async fn deaths_by_series(&self) -> Result<FxHashMap<String, Of>, CaseError> {
        let mut all = FxHashMap::default();
        for row in query("SELECT id, members, deaths FROM series").fetch_all(&self.pool).await? {
            let of = Of {
                members: serde_json::from_str(&row.try_get::<String, _>(1)?)?,
                deaths: serde_json::from_str(&row.try_get::<String, _>(2)?)?,
            };
            all.insert(row.try_get(0)?, of);
        }
        Ok(all)
    }
}

fn filled(change: Change, then: &Of, row: &Kept, values: &Values) -> Change {
    // What was on record of a death that joined is no news about the others.
    let both: Vec<String> = row.deaths.iter().filter(|death| then.deaths.contains(death)).cloned().collect();
    let left = then.members.iter().filter(|member| !row.deaths.contains(member)).cloned().collect();
    Change { on_record: values.between(&both, change.through, row.through), left, ..change }
}

fn read(row: &AnyRow) -> Result<Kept, CaseError> {
    let texts = |column: usize| -> Result<Vec<String>, CaseError> {
        Ok(serde_json::from_str(&row.try_get::<String, _>(column)?)?)
    };
    let (changed, first_look, current): (String, i64, i64) = (row.try_get(9)?, row.try_get(7)?, row.try_get(12)?);
    let now: f64 = row.try_get(13)?;
    let alert = Alert {
        number: row.try_get(0)?,
        series: row.try_get(1)?,
        members: texts(10)?,
        at: row.try_get(2)?,
        e_value: row.try_get(3)?,
        e_now: (current != 0).then_some(now),
        level: row.try_get(4)?,
        import: row.try_get(5)?,
        joined: texts(6)?,
        first_look: first_look != 0,
        change: if changed.is_empty() { None } else { Some(serde_json::from_str(&changed)?) },
    };
    Ok(Kept { alert, deaths: texts(11)?, through: row.try_get(8)? })
}
