//! Search over everything that a user may see.

use crate::access::{Actor, Deed, Right, Wish};
use crate::error::CaseError;
use crate::matters::{COLUMNS, Matter, NEWEST};
use crate::names::Subject;
use crate::store::Store;
use rustc_hash::FxHashSet;
use sqlx::Row;

/// Something that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// What it is about.
    pub subject: Subject,
    /// Where in it: a field of a death, or a kind of matter.
    pub place: String,
    /// The text around what was found.
    pub excerpt: String,
}

/// Characters of text shown on either side.
const AROUND: usize = 60;

impl Store {
    /// Deaths and matters with all of these words, in any case, at most so many.
    ///
    /// # Errors
    /// [`CaseError::Database`].
    pub async fn search(&self, actor: &Actor, words: &str, most: usize) -> Result<Vec<Hit>, CaseError> {
        let words: Vec<String> = words.split_whitespace().map(str::to_lowercase).take(8).collect();
        if words.is_empty() {
            return Ok(Vec::new());
        }
        let wish = Wish::new(Right::Read, Deed::Consultation, "search").with(serde_json::json!({ "words": words }));
        self.allow(actor, wish).await?.commit().await?;
        let closed = self.closed_to(actor).await?;
        let known = self.known(actor).await?;
        let searching = {
            let (words, closed) = (words.clone(), closed.clone());
            tokio::task::spawn_blocking(move || in_deaths(&known, &words, &closed, most))
        };
        let mut hits = searching.await.map_err(|error| CaseError::Damaged(error.to_string()))?;
        if hits.len() < most {
            hits.extend(self.in_matters(&words, &closed, most - hits.len()).await?);
        }
        Ok(hits)
    }

    async fn in_matters(
        &self,
        words: &[String],
        closed: &FxHashSet<String>,
        most: usize,
    ) -> Result<Vec<Hit>, CaseError> {
        let text = format!("{COLUMNS} WHERE {NEWEST} ORDER BY m.at DESC, m.id");
        let rows = sqlx::query(sqlx::AssertSqlSafe(text)).fetch_all(&self.pool).await?;
        let mut hits = Vec::new();
        for row in &rows {
            let body: String = row.try_get(3)?;
            let Some(excerpt) = excerpt(&said(&serde_json::from_str(&body)?), words) else { continue };
            let matter = Matter::from_row(row)?;
            let Ok(deaths) = self.deaths_of(&matter.subject).await else { continue };
            if hits.len() < most && !deaths.iter().any(|death| closed.contains(death)) {
                let place = matter.body.kind().as_str().replace('_', "-");
                hits.push(Hit { subject: matter.subject, place, excerpt });
            }
        }
        Ok(hits)
    }
}

fn in_deaths(known: &crate::known::Known, words: &[String], closed: &FxHashSet<String>, most: usize) -> Vec<Hit> {
    let register = known.ready().register();
    let term = |term: colligate_register::Term| register.terms.text(term);
    let mut hits = Vec::new();
    // The newest first.
    for death in register.deaths.iter().rev().filter(|death| !closed.contains(death.id.as_str())) {
        let substances: Vec<&str> = death.substances.iter().flatten().map(|&found| term(found)).collect();
        let circumstances: Vec<&str> = death.circumstances.iter().map(|&found| term(found)).collect();
        let contact = |c: &colligate_register::Contact| {
            let parts = [
                Some(&c.role),
                c.name.as_ref(),
                c.telephone.as_ref(),
                c.handle.as_ref(),
                c.address.as_ref(),
                c.vehicle.as_ref(),
            ];
            parts.into_iter().flatten().map(|part| &**part).collect::<Vec<_>>().join(" ")
        };
        let contacts: Vec<String> = death.contacts.iter().map(contact).collect();
        let text = |text: &Option<Box<str>>| text.as_deref().unwrap_or_default().to_owned();
        let fields = [
            ("case number", death.id.to_string()),
            ("place", text(&death.place)),
            ("cause", text(&death.cause)),
            ("substances", substances.join(", ")),
            ("circumstances", circumstances.join(", ")),
            ("narrative", text(&death.narrative)),
            ("contacts", contacts.join("; ")),
        ];
        let whole = fields.iter().map(|(_, text)| text.to_lowercase()).collect::<Vec<_>>().join("\n");
        if !words.iter().all(|word| whole.contains(word.as_str())) {
            continue;
        }
        let found = fields.iter().find_map(|(name, text)| Some((name, excerpt(text, &words[..1])?)));
        if let Some((name, excerpt)) = found {
            hits.push(Hit { subject: Subject::Death(death.id.to_string()), place: (*name).to_owned(), excerpt });
        }
        if hits.len() >= most {
            break;
        }
    }
    hits
}

/// The words of a matter, without the names of its parts.
fn said(body: &serde_json::Value) -> String {
    match body {
        serde_json::Value::String(text) => format!("{text}. "),
        serde_json::Value::Array(items) => items.iter().map(said).collect(),
        serde_json::Value::Object(parts) => {
            let told = parts.iter().filter(|(name, _)| !["kind", "record_hash"].contains(&name.as_str()));
            told.map(|(_, part)| said(part)).collect()
        }
        _ => String::new(),
    }
}

/// The text around the first word, where it has all of them.
fn excerpt(text: &str, words: &[String]) -> Option<String> {
    let lower = text.to_lowercase();
    if !words.iter().all(|word| lower.contains(word.as_str())) {
        return None;
    }
    let at = lower.find(words.first()?.as_str())?;
    let before = lower[..at].chars().count();
    let shown: String = text.chars().skip(before.saturating_sub(AROUND)).take(2 * AROUND).collect();
    Some(shown)
}
