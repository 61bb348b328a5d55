//! What is given out as files; each is a disclosure.

use crate::access::{Actor, Deed, Right, Wish};
use crate::error::CaseError;
use crate::series::SeriesRecord;
use crate::store::Store;
use colligate_register::{Register, write_csv};

impl Store {
    /// All deaths that are open to the actor, every statement in force, as canonical CSV.
    ///
    /// # Errors
    /// [`CaseError::Database`].
    pub async fn export_csv(&self, actor: &Actor) -> Result<Vec<u8>, CaseError> {
        let closed = self.closed_to(actor).await?;
        let known = self.known(actor).await?;
        let register = known.ready().register();
        let open = register.deaths.iter().filter(|death| !closed.contains(death.id.as_str()));
        let open = Register { deaths: open.cloned().collect(), terms: register.terms.clone(), statements: Vec::new() };
        let wish = Wish::new(Right::Read, Deed::Disclosure, "all deaths as CSV");
        self.allow(actor, wish.with(serde_json::json!({ "deaths": open.deaths.len() }))).await?.commit().await?;
        let mut text = Vec::new();
        write_csv(&open, &mut text).map_err(|error| CaseError::Damaged(error.to_string()))?;
        Ok(text)
    }

    /// The current series that are open to the actor, to be given out.
    ///
    /// # Errors
    /// [`CaseError::Database`].
    pub async fn export_series(&self, actor: &Actor) -> Result<Vec<SeriesRecord>, CaseError> {
        let open = self.all_series(actor).await?;
        let wish = Wish::new(Right::Read, Deed::Disclosure, "all series as GeoJSON");
        self.allow(actor, wish.with(serde_json::json!({ "series": open.len() }))).await?.commit().await?;
        let mut series = Vec::new();
        for one in open {
            series.extend(self.series_record(&one.id).await?);
        }
        Ok(series)
    }

    /// Canonical names of the fields of a death that are filled, as far as completeness asks for them.
    ///
    /// # Errors
    /// [`CaseError::NotFound`].
    pub async fn filled(&self, actor: &Actor, death: &str) -> Result<Vec<String>, CaseError> {
        let closed = self.closed_to(actor).await?;
        if closed.contains(death) {
            return Err(CaseError::NotFound { what: "death", id: death.to_owned() });
        }
        let record = self.record(death).await?;
        Ok(record.fields.into_iter().map(|history| history.field).collect())
    }

    /// The E-value at or below which a series raises an alert now.
    ///
    /// # Errors
    /// [`CaseError::Database`].
    pub async fn level(&self, actor: &Actor) -> Result<f64, CaseError> {
        let known = self.known(actor).await?;
        Ok(self.budget().await?.level(crate::series::months(known.history())))
    }
}
