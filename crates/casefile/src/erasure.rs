//! Taking a death off the record.

use crate::actor::{Actor, Deed, Right, Wish};
use crate::db::{Row, query};
use crate::error::CaseError;
use crate::on_record::ERASURES;
use crate::store::{Store, Writing};
use serde_json::Value;

/// What an erasure took off the record, and what it could not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Erased {
    /// Values of the death.
    pub values: u64,
    /// Decisions, leads, concerns, exhibits and hand-offs about it and its series, each version of them.
    pub matters: u64,
    /// Documents that spoke of it.
    pub documents: u64,
    /// Series found with it.
    pub series: u64,
    /// Texts about other deaths out of which its case number was taken.
    pub texts: u64,
    /// Values of other deaths and titles of documents that still hold its case number: what a source said is not rewritten.
    pub left: u64,
}

/// What stands where the case number was.
const INSTEAD: &str = "[erased]";

impl Store {
    /// Takes a death off the record: its values, the series found with it, and what people wrote about these. Where its case number stands
    /// in what they wrote about others, or in a search somebody kept, it is taken out; a name is not looked for, for the program cannot
    /// know whose it is. The entry in the audit trail says that and why, and nothing of what was erased.
    ///
    /// # Errors
    /// [`CaseError::Forbidden`], [`CaseError::NotFound`]; [`CaseError::Invalid`] without a reason.
    pub async fn erase(&self, actor: &Actor, death: &str, why: &str) -> Result<Erased, CaseError> {
        if why.trim().is_empty() {
            return Err(CaseError::Invalid("an erasure needs its reason".to_owned()));
        }
        let deaths = [death.to_owned()];
        let wish = Wish::new(Right::Administer, Deed::Erasure, format!("death {death}")).on(&deaths).because(why);
        let mut writing = self.allow(actor, wish).await?;
        let mut erased = erase_record(&mut writing, death).await?;
        // Series are found anew without it.
        for series in self.series_with(&deaths.iter().cloned().collect()).await? {
            erased.series += 1;
            erased.matters += erase_series(&mut writing, &series).await?;
        }
        query("DELETE FROM matter_names WHERE matter NOT IN (SELECT id FROM matters)")
            .execute(&mut *writing.tx)
            .await?;
        if is_telling(death) {
            erased.texts = take_out(&mut writing, death).await?;
            erased.left = still_named(&mut writing, death).await?;
        }
        let before: i64 = self.setting(ERASURES).await?.and_then(|text| text.parse().ok()).unwrap_or(0);
        self.set(&mut writing, ERASURES, &(before + 1).to_string()).await?;
        writing.commit().await?;
        Ok(erased)
    }
}

async fn erase_record(writing: &mut Writing<'_>, death: &str) -> Result<Erased, CaseError> {
    let mut rows = [0; 4];
    // The numbers of its statements stay taken, so that none comes to mean another.
    let texts = [
        "UPDATE statements SET death = NULL, field = '', value = '', source = '', by_user = '' WHERE death = $1",
        "DELETE FROM matters WHERE death = $1",
        // A document that speaks of it holds what is erased.
        "DELETE FROM documents WHERE id IN (SELECT document FROM attachments WHERE death = $1 AND state <> 'refused')",
        // What is offered of it, and who may see it, goes with it.
        "DELETE FROM deaths WHERE id = $1",
    ];
    for (text, rows) in texts.into_iter().zip(&mut rows) {
        *rows = query(text).bind(death).execute(&mut *writing.tx).await?.rows_affected();
    }
    let [values, matters, documents, ..] = rows;
    Ok(Erased { values, matters, documents, ..Erased::default() })
}

/// Versions of matters that went with the series; its days and alerts go with it.
async fn erase_series(writing: &mut Writing<'_>, series: &str) -> Result<u64, CaseError> {
    let matters = query("DELETE FROM matters WHERE series = $1").bind(series);
    let matters = matters.execute(&mut *writing.tx).await?.rows_affected();
    query("DELETE FROM series WHERE id = $1").bind(series).execute(&mut *writing.tx).await?;
    Ok(matters)
}

/// Takes the case number out of what people wrote about others, and forgets searches for it; the texts changed.
async fn take_out(writing: &mut Writing<'_>, death: &str) -> Result<u64, CaseError> {
    let like = containing(death);
    let holding = query("SELECT id, version, body FROM matters WHERE LOWER(body) LIKE $1 ESCAPE '!'");
    let mut changed = 0;
    for row in holding.bind(&like).fetch_all(&mut *writing.tx).await? {
        let (id, version): (String, i64) = (row.try_get(0)?, row.try_get(1)?);
        let mut body: Value = serde_json::from_str(&row.try_get::<String, _>(2)?)?;
        if !rewrite(&mut body, death) {
            continue;
        }
        let update = query("UPDATE matters SET body = $1 WHERE id = $2 AND version = $3");
        update.bind(body.to_string()).bind(id).bind(version).execute(&mut *writing.tx).await?;
        changed += 1;
    }
    let searches =
        query("DELETE FROM searches WHERE LOWER(words) LIKE $1 ESCAPE '!' OR LOWER(name) LIKE $1 ESCAPE '!'");
    Ok(changed + searches.bind(&like).execute(&mut *writing.tx).await?.rows_affected())
}

/// Values of other deaths and documents that hold the case number.
async fn still_named(writing: &mut Writing<'_>, death: &str) -> Result<u64, CaseError> {
    let mut left = 0;
    for text in [
        "SELECT value FROM statements WHERE LOWER(value) LIKE $1 ESCAPE '!'",
        "SELECT text FROM documents WHERE LOWER(text) LIKE $1 ESCAPE '!'",
    ] {
        for row in query(text).bind(containing(death)).fetch_all(&mut *writing.tx).await? {
            left += u64::from(without(&row.try_get::<String, _>(0)?, death).is_some());
        }
    }
    Ok(left)
}

/// True for a case number that cannot well be anything else: "7" is also a count of days.
fn is_telling(number: &str) -> bool {
    let (digit, letter) = (|c: char| c.is_ascii_digit(), |c: char| c.is_alphabetic());
    number.chars().count() >= 4 || (number.contains(digit) && number.contains(letter))
}

/// A pattern for what contains the text, and for some that does not: databases differ in what is the lower case of letters
/// beyond ASCII, so that anything may stand for those.
fn containing(text: &str) -> String {
    let of = |letter: char| match letter {
        '!' | '%' | '_' => format!("!{letter}"),
        letter if letter.is_ascii() => letter.to_ascii_lowercase().to_string(),
        _ => "%".to_owned(),
    };
    format!("%{}%", text.chars().map(of).collect::<String>())
}

/// Takes the number out of every text in the value; true where it stood there.
fn rewrite(value: &mut Value, number: &str) -> bool {
    match value {
        Value::String(text) => match without(text, number) {
            Some(other) => {
                *text = other;
                true
            }
            None => false,
        },
        Value::Array(values) => values.iter_mut().fold(false, |any, value| rewrite(value, number) | any),
        Value::Object(fields) => fields.values_mut().fold(false, |any, value| rewrite(value, number) | any),
        _ => false,
    }
}

/// The text without the number, where it stands in it as a word; "A2" does not stand in "A21".
fn without(text: &str, number: &str) -> Option<String> {
    let (lower, wanted) = (text.to_ascii_lowercase(), number.to_ascii_lowercase());
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let (mut kept, mut from) = (String::new(), 0);
    for (at, _) in lower.match_indices(&wanted) {
        let end = at + wanted.len();
        if is_word(text[..at].chars().next_back()) || is_word(text[end..].chars().next()) {
            continue;
        }
        kept.push_str(&text[from..at]);
        kept.push_str(INSTEAD);
        from = end;
    }
    (from > 0).then(|| kept + &text[from..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_taken_out_as_a_word_and_in_any_case() {
        assert_eq!(
            without("Same finder as A2; see also a2.", "A2").unwrap(),
            "Same finder as [erased]; see also [erased]."
        );
        assert_eq!(without("A21 and BA2", "A2"), None);
        assert_eq!(without("Größe: A2", "A2").unwrap(), "Größe: [erased]");
    }

    #[test]
    fn a_number_that_may_be_a_count_is_left() {
        assert!(!is_telling("7") && !is_telling("123"));
        assert!(is_telling("A2") && is_telling("23-06425") && is_telling("4711"));
    }

    #[test]
    fn what_a_pattern_means_by_itself_is_taken_as_written() {
        assert_eq!(containing("50%_A!"), "%50!%!_a!!%");
        assert_eq!(containing("Ä1"), "%%1%");
    }
}
