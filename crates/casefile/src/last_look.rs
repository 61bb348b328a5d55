//! What series were found when they were last looked for, and with what on record.

use crate::db::{Row, query};
use crate::error::CaseError;
use crate::on_record::Through;
use crate::store::Writing;
use colligate_linkage::result::Series;

/// The last statement, and the erasures, that series were looked for with.
pub(crate) const LINKED: &str = "linked through";

/// How far series were looked for, as it is noted.
pub(crate) fn mark(through: Through) -> String {
    format!("{} {}", through.0, through.1)
}

/// The series found last, strongest first, and the number of the last statement that they were looked for with.
pub(crate) async fn found_last(writing: &mut Writing<'_>) -> Result<(Vec<Series>, i64), CaseError> {
    let mut found = Vec::new();
    let rows = query("SELECT told FROM series WHERE current = 1 ORDER BY e_value, id");
    for row in rows.fetch_all(&mut *writing.tx).await? {
        found.push(serde_json::from_str(&row.try_get::<String, _>(0)?)?);
    }
    Ok((found, linked_through(writing).await?.unwrap_or(0)))
}

/// Number of the last statement that series were looked for with; none where they never were.
pub(crate) async fn linked_through(writing: &mut Writing<'_>) -> Result<Option<i64>, CaseError> {
    let row = query("SELECT value FROM settings WHERE name = $1").bind(LINKED);
    let Some(row) = row.fetch_optional(&mut *writing.tx).await? else { return Ok(None) };
    Ok(row.try_get::<String, _>(0)?.split(' ').next().and_then(|number| number.parse().ok()))
}

/// Months that a register spans, at least one.
pub(crate) fn months(register: &colligate_register::Register) -> f64 {
    let days = || register.deaths.iter().filter_map(|death| death.day());
    let span = days().min().zip(days().max()).map_or(0, |(first, last)| last - first);
    (f64::from(span) / 30.44).max(1.0)
}
