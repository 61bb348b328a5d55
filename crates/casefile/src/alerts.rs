//! Alerts, and the budget that says how many of them may come by chance.

mod change;
mod due;
mod raise;
mod raised;

pub use change::{Change, Grew, Since};
pub(crate) use due::is_stronger;
pub(crate) use raise::Look;

use crate::access::{Actor, Deed, Right, Wish};
use crate::error::CaseError;
use crate::series::{found_last, months};
use crate::store::Store;

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
    /// Its members.
    pub members: Vec<String>,
    /// When, UTC.
    pub at: String,
    /// E-value then.
    pub e_value: f64,
    /// E-value when series were last looked for; none where it was not among those found.
    pub e_now: Option<f64>,
    /// Level that it fell below.
    pub level: f64,
    /// The import after which it was raised.
    pub import: i64,
    /// Deaths that joined a series on record, where it grew out of one; all members where it is new.
    pub joined: Vec<String>,
    /// It was raised when the office first looked at what was on record by then: years of deaths at once, not a month's.
    pub first_look: bool,
    /// What changed since these deaths, or most of them, were last alerted or decided on; none where they were not.
    pub change: Option<Change>,
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

    /// Sets the alert budget. Series found last that are at or below the new level raise their alerts at once: nobody has to wait until
    /// something comes on record.
    ///
    /// # Errors
    /// [`CaseError::Forbidden`]; [`CaseError::Invalid`] for what is no number above 0 up to 1,000.
    pub async fn set_budget(&self, actor: &Actor, budget: Budget) -> Result<(), CaseError> {
        if !(budget.a_month > 0.0 && budget.a_month <= 1_000.0) {
            return Err(CaseError::Invalid("a budget is a number of alerts a month above 0, up to 1000".to_owned()));
        }
        self.admit(actor, Right::Administer, SETTING).await?;
        let _turn = self.linking.lock().await;
        let known = self.known(actor).await?;
        let level = budget.level(months(known.history()));
        let wish = Wish::new(Right::Administer, Deed::Administration, SETTING);
        let mut writing = self.allow(actor, wish.with(serde_json::json!({ "set": budget.a_month }))).await?;
        self.set(&mut writing, SETTING, &budget.a_month.to_string()).await?;
        let (found, through) = found_last(&mut writing).await?;
        self.raise(&mut writing, &found, &known, Look { level, import: 0, is_first: false, through }).await?;
        writing.commit().await
    }
}
