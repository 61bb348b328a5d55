//! What is given out as files; each is a disclosure.

use crate::actor::{Actor, Deed, Right, Wish};
use crate::error::CaseError;
use crate::series_record::SeriesRecord;
use crate::store::Store;
use colligate_register::{write_csv, write_parquet};

/// What a file of deaths is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Canonical CSV.
    Csv,
    /// Parquet with the same columns.
    Parquet,
}

impl Format {
    fn name(self) -> &'static str {
        match self {
            Format::Csv => "CSV",
            Format::Parquet => "Parquet",
        }
    }
}

impl Store {
    /// All deaths that are open to the actor, every statement in force, as a file.
    ///
    /// # Errors
    /// [`CaseError::Database`].
    pub async fn export_deaths(&self, actor: &Actor, format: Format) -> Result<Vec<u8>, CaseError> {
        self.admit(actor, Right::Read, "export").await?;
        let open = self.sight_now(actor).await?.open_register();
        let wish = Wish::new(Right::Read, Deed::Disclosure, format!("all deaths as {}", format.name()));
        self.allow(actor, wish.with(serde_json::json!({ "deaths": open.deaths.len() }))).await?.commit().await?;
        let writing = tokio::task::spawn_blocking(move || {
            let mut bytes = Vec::new();
            match format {
                Format::Csv => write_csv(&open, &mut bytes)?,
                Format::Parquet => write_parquet(&open, &mut bytes)?,
            }
            Ok(bytes)
        });
        writing.await?.map_err(|error: std::io::Error| CaseError::Internal(error.to_string()))
    }

    /// Enters that what is on record of these deaths is given out.
    ///
    /// # Errors
    /// [`CaseError::NotFound`] for a death that is closed to the actor.
    pub async fn disclose(&self, actor: &Actor, what: &str, deaths: &[String]) -> Result<(), CaseError> {
        self.allow(actor, Wish::new(Right::Read, Deed::Disclosure, what).on(deaths)).await?.commit().await
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

    /// The E-value at or below which a series raises an alert now.
    ///
    /// # Errors
    /// [`CaseError::Database`].
    pub async fn level(&self, actor: &Actor) -> Result<f64, CaseError> {
        let known = self.known(actor).await?;
        Ok(self.budget().await?.level(crate::last_look::months(known.history())))
    }
}
