//! Alerts, and the budget that says how many of them may come by chance.

use crate::access::{Actor, Deed, Right, Wish};
use crate::error::CaseError;
use crate::store::{Store, Writing, next_number};
use colligate_linkage::result::Series;
use sqlx::Row;

/// How many alerts a month an office is ready to look at though chance alone raises them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Budget {
    /// Alerts a month by chance, above 0.
    pub a_month: f64,
}

impl Budget {
    /// The E-value at or below which a series raises an alert. An E-value counts series of chance over all the months of the
    /// register, so over `months` months a budget of `b` a month allows for `b · months` of them.
    ///
    /// ```
    /// use colligate_casefile::Budget;
    /// assert_eq!(Budget { a_month: 0.5 }.level(48.0), 24.0);
    /// ```
    pub fn level(self, months: f64) -> f64 {
        self.a_month * months
    }
}

/// One false alert in twenty months: the authors' choice, to be changed by the office.
const DEFAULT: f64 = 0.05;
const SETTING: &str = "alert budget a month";
/// The import after which the office first looked for series.
pub(crate) const FIRST_LOOK: &str = "first look after import";

/// An alert that was raised.
#[derive(Clone, Debug, PartialEq)]
pub struct Alert {
    /// Number, from 1.
    pub number: i64,
    /// The series.
    pub series: String,
    /// When, UTC.
    pub at: String,
    /// E-value then.
    pub e_value: f64,
    /// Level that it fell below.
    pub level: f64,
    /// The import after which it was raised.
    pub import: i64,
    /// Deaths that joined a series on record, where it grew out of one; all members where it is new.
    pub joined: Vec<String>,
    /// It was raised when the office first looked at what was on record by then: years of deaths at once, not a month's.
    pub first_look: bool,
}

impl Store {
    /// The alert budget.
    ///
    /// # Errors
    /// [`CaseError::Database`].
    pub async fn budget(&self) -> Result<Budget, CaseError> {
        let set = self.setting(SETTING).await?.and_then(|text| text.parse().ok());
        Ok(Budget { a_month: set.unwrap_or(DEFAULT) })
    }

    /// Sets the alert budget.
    ///
    /// # Errors
    /// [`CaseError::Forbidden`]; [`CaseError::Invalid`] for what is no number above 0 up to 1,000.
    pub async fn set_budget(&self, actor: &Actor, budget: Budget) -> Result<(), CaseError> {
        if !(budget.a_month > 0.0 && budget.a_month <= 1_000.0) {
            return Err(CaseError::Invalid("a budget is a number of alerts a month above 0, up to 1000".to_owned()));
        }
        let wish = Wish::new(Right::Administer, Deed::Administration, SETTING);
        let mut writing = self.allow(actor, wish.with(serde_json::json!({ "set": budget.a_month }))).await?;
        self.set(&mut writing, SETTING, &budget.a_month.to_string()).await?;
        writing.commit().await
    }

    /// Raises an alert for each series at or below the level of which none was raised before; a death that joins a series makes
    /// it another series, so that one that was rejected comes back.
    pub(crate) async fn raise(
        &self,
        writing: &mut Writing<'_>,
        found: &[Series],
        budget: &Budget,
        months: f64,
        import: i64,
    ) -> Result<Vec<String>, CaseError> {
        let level = budget.level(months);
        let mut before: Vec<Vec<String>> = Vec::new();
        let rows = sqlx::query("SELECT s.members FROM alerts a JOIN series s ON s.id = a.series ORDER BY a.number");
        for row in rows.fetch_all(&mut *writing.tx).await? {
            before.push(serde_json::from_str(&row.try_get::<String, _>(0)?)?);
        }
        let mut raised = Vec::new();
        for series in found.iter().filter(|series| series.e_value.value <= level) {
            let members: Vec<&str> = series.members.iter().map(|member| member.id.as_str()).collect();
            let in_other = |other: &[String], id: &str| other.iter().any(|known| known == id);
            if before.iter().any(|other| members.iter().all(|id| in_other(other, id))) {
                continue;
            }
            let shared = |other: &&Vec<String>| members.iter().filter(|id| in_other(other, id)).count();
            let kin = before.iter().max_by_key(shared).filter(|other| shared(other) >= 2);
            let joined: Vec<&str> =
                members.iter().copied().filter(|id| kin.is_none_or(|other| !in_other(other, id))).collect();
            let number = next_number!(&mut writing.tx, "alerts");
            sqlx::query("INSERT INTO alerts VALUES ($1, $2, $3, $4, $5, $6, $7)")
                .bind(number)
                .bind(&series.id)
                .bind(self.clock.written())
                .bind(series.e_value.value)
                .bind(level)
                .bind(import)
                .bind(serde_json::to_string(&joined)?)
                .execute(&mut *writing.tx)
                .await?;
            raised.push(series.id.clone());
        }
        Ok(raised)
    }

    /// Alerts, those of the newest day first and of one day the strongest, at most so many; those of series with a member that is closed to the actor are left out.
    ///
    /// # Errors
    /// [`CaseError::Database`].
    pub async fn alerts(&self, actor: &Actor, most: i64) -> Result<Vec<Alert>, CaseError> {
        actor.must(Right::Read)?;
        let closed = self.closed_to(actor).await?;
        let first: Option<i64> = self.setting(FIRST_LOOK).await?.and_then(|text| text.parse().ok());
        let rows = sqlx::query(
            "SELECT a.number, a.series, a.at, a.e_value, a.level, a.import, a.joined, s.deaths FROM alerts a \
             JOIN series s ON s.id = a.series ORDER BY SUBSTR(a.at, 1, 10) DESC, a.e_value, a.number",
        );
        let mut alerts = Vec::new();
        for row in rows.fetch_all(&self.pool).await? {
            if alerts.len() as i64 == most {
                break;
            }
            let members: Vec<String> = serde_json::from_str(&row.try_get::<String, _>(7)?)?;
            if members.iter().any(|member| closed.contains(member)) {
                continue;
            }
            alerts.push(Alert {
                number: row.try_get(0)?,
                series: row.try_get(1)?,
                at: row.try_get(2)?,
                e_value: row.try_get(3)?,
                level: row.try_get(4)?,
                import: row.try_get(5)?,
                joined: serde_json::from_str(&row.try_get::<String, _>(6)?)?,
                first_look: first == Some(row.try_get(5)?),
            });
        }
        Ok(alerts)
    }
}
