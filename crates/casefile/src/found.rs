//! A series as it stood when somebody decided on it. Series are looked for after each import, and what is found then takes the place of what
//! was found before; a decision keeps what it was made on.

use crate::actor::Actor;
use crate::db::{AnyConnection, Row, query};
use crate::decision::{Decision, SeriesFound};
use crate::entry::hex;
use crate::error::CaseError;
use crate::last_look::linked_through;
use crate::matters::Matter;
use crate::names::Subject;
use crate::store::{Store, Writing};
use colligate_linkage::result::{EValue, Link, Series};
use sha2::{Digest, Sha256};

/// A series as it was found when a decision was made on it.
#[derive(Clone, Debug, PartialEq)]
pub struct SeriesThen {
    /// Its E-value, with its 95% interval.
    pub e_value: EValue,
    /// Its weight: log10 of its Bayes factor.
    pub weight: f64,
    /// Case numbers of its members.
    pub members: Vec<String>,
    /// Its links, strongest first. Sentences are left out: their counts may hold deaths that are closed to who reads them.
    pub links: Vec<Link>,
    /// What is kept has the hash that the decision keeps.
    pub is_whole: bool,
}

/// Keeps what was found of a series, as it stands inside the transaction; nothing for a death.
pub(crate) async fn keep_found(writing: &mut Writing<'_>, subject: &Subject) -> Result<Option<SeriesFound>, CaseError> {
    let Subject::Series(id) = subject else { return Ok(None) };
    let row = query("SELECT told, e_value, weight FROM series WHERE id = $1").bind(id);
    let Some(row) = row.fetch_optional(&mut *writing.tx).await? else { return Ok(None) };
    let told: String = row.try_get(0)?;
    let hash = hex(&Sha256::digest(told.as_bytes()));
    // What came later than the last look is not in it yet.
    let through = linked_through(writing).await?.unwrap_or(0);
    let keep = query(
        "INSERT INTO found (hash, series, told, through) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (hash) DO UPDATE SET through = excluded.through",
    );
    keep.bind(&hash).bind(id).bind(told).bind(through).execute(&mut *writing.tx).await?;
    Ok(Some(SeriesFound { hash, e_value: row.try_get(1)?, weight: row.try_get(2)? }))
}

impl Store {
    /// The series as it was found when a decision was made on it; nothing for other decisions, and for what is none.
    ///
    /// # Errors
    /// [`CaseError::NotFound`] where a death of it is closed to the actor.
    pub async fn found_then(&self, actor: &Actor, matter: &Matter) -> Result<Option<SeriesThen>, CaseError> {
        let Some(decision) = matter.body.decision() else { return Ok(None) };
        let Some(found) = &decision.found else { return Ok(None) };
        self.open_deaths_of(actor, &matter.subject).await?;
        let row = query("SELECT told FROM found WHERE hash = $1").bind(&found.hash);
        let Some(row) = row.fetch_optional(&self.pool).await? else { return Ok(None) };
        let told: String = row.try_get(0)?;
        let is_whole = hex(&Sha256::digest(told.as_bytes())) == found.hash;
        let series: Series = serde_json::from_str(&told)?;
        let mut links = series.links;
        for evidence in links.iter_mut().flat_map(|link| &mut link.evidence) {
            evidence.sentence.clear();
        }
        let members = series.members.iter().map(|member| member.id.as_str().to_owned()).collect();
        Ok(Some(SeriesThen { e_value: series.e_value, weight: series.weight, members, links, is_whole }))
    }
}

/// Number of the last statement that was weighed when a decision was made: that of the series as it was found, or the last on record.
pub(crate) async fn weighed_then(connection: &mut AnyConnection, decision: &Decision) -> Result<i64, CaseError> {
    let Some(found) = &decision.found else { return Ok(decision.on_record) };
    let row = query("SELECT through FROM found WHERE hash = $1 AND through > 0").bind(&found.hash);
    let row = row.fetch_optional(&mut *connection).await?;
    Ok(row.map(|row| row.try_get(0)).transpose()?.unwrap_or(decision.on_record))
}
