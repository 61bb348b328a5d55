//! Setting how many alerts may come by chance.

use super::alert::Budget;
use super::raise::Look;
use crate::actor::{Actor, Deed, Right, Wish};
use crate::error::CaseError;
use crate::last_look::{found_last, months};
use crate::store::Store;

/// One false alert in twenty months: the authors' choice, to be changed by the office.
const DEFAULT: f64 = 0.05;
const SETTING: &str = "alert budget a month";
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
