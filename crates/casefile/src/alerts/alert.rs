//! An alert as it is shown.

use super::change::Change;

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
