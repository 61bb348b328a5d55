//! Search over everything that a user may see.

use crate::access::{Actor, Deed, Right, Wish};
use crate::error::CaseError;
use crate::matters::{COLUMNS, Matter, NEWEST};
use crate::names::Subject;
use crate::series_record::SeriesShort;
use crate::sight::Sight;
use crate::store::Store;
use colligate_register::{Contact, Day, Death, Register, Statement, Term};
use memchr::memmem;
use rustc_hash::FxHashMap;
use sqlx::Row;

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// A death or a series.
    Subject(Subject),
    /// A matter.
    Matter {
        /// Its identifier.
        id: String,
        /// What it is about.
        about: Subject,
    },
    /// A document.
    Document {
        /// Its identifier.
        id: String,
        /// Its name.
        name: String,
    },
}

/// Something that was found, and where in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// What it is.
    pub found: Found,
    /// Where in it: a field of a death, a kind of matter.
    pub place: String,
    /// The text around what was found.
    pub excerpt: String,
}

/// What a search found, a page of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hits {
    /// Deaths by the values in force, then by earlier ones, then series, matters and documents.
    pub hits: Vec<Hit>,
    /// There are more after these.
    pub more: bool,
}

/// Characters of text shown on either side.
const AROUND: usize = 60;

impl Store {
    /// Deaths (by the values in force, and by those they took the place of), series, matters and documents with all of these words, in any
    /// case: so many, after the first `skip`.
    ///
    /// # Errors
    /// [`CaseError::Database`].
    pub async fn search(&self, actor: &Actor, words: &str, skip: usize, most: usize) -> Result<Hits, CaseError> {
        let words: Vec<String> = words.split_whitespace().map(str::to_lowercase).take(8).collect();
        if words.is_empty() {
            return Ok(Hits::default());
        }
        let wish = Wish::new(Right::Read, Deed::Consultation, "search").with(serde_json::json!({ "words": words }));
        self.allow(actor, wish).await?.commit().await?;
        let sight = self.sight(actor).await?;
        // One more than is shown tells whether there are more.
        let enough = skip.saturating_add(most).saturating_add(1);
        let searching = {
            let (words, sight) = (words.clone(), sight.clone());
            tokio::task::spawn_blocking(move || {
                let mut hits = in_deaths(&sight, &words, enough);
                hits.extend(in_earlier_values(&sight, &words, enough - hits.len()));
                hits
            })
        };
        let mut hits = searching.await.map_err(|error| CaseError::Damaged(error.to_string()))?;
        if hits.len() < enough {
            hits.extend(self.in_series(actor, &words, enough - hits.len()).await?);
        }
        if hits.len() < enough {
            hits.extend(self.in_matters(&words, &sight, enough - hits.len()).await?);
        }
        if hits.len() < enough {
            hits.extend(self.in_documents(actor, &words, enough - hits.len()).await?);
        }
        let more = hits.len() >= enough;
        Ok(Hits { hits: hits.into_iter().skip(skip).take(most).collect(), more })
    }

    async fn in_series(&self, actor: &Actor, words: &[String], most: usize) -> Result<Vec<Hit>, CaseError> {
        let mut all = self.all_series(actor).await?;
        all.extend(self.kept_series(actor).await?);
        let hit = |series: SeriesShort| {
            let text = format!("{}: {}", series.id, series.members.join(", "));
            let excerpt = excerpt(&text, words)?;
            Some(Hit { found: Found::Subject(Subject::Series(series.id)), place: "deaths".to_owned(), excerpt })
        };
        Ok(all.into_iter().filter_map(hit).take(most).collect())
    }

    async fn in_documents(&self, actor: &Actor, words: &[String], most: usize) -> Result<Vec<Hit>, CaseError> {
        let mut hits = Vec::new();
        for short in self.documents(actor, None, usize::MAX).await? {
            let row = sqlx::query("SELECT text FROM documents WHERE id = $1").bind(&short.id);
            let Some(row) = row.fetch_optional(&self.pool).await? else { continue };
            let text = format!("{}\n{}", short.name, row.try_get::<String, _>(0)?);
            let Some(excerpt) = excerpt(&text, words) else { continue };
            hits.push(Hit {
                found: Found::Document { id: short.id, name: short.name },
                place: "text".to_owned(),
                excerpt,
            });
            if hits.len() == most {
                break;
            }
        }
        Ok(hits)
    }

    async fn in_matters(&self, words: &[String], sight: &Sight, most: usize) -> Result<Vec<Hit>, CaseError> {
        let text = format!("{COLUMNS} WHERE {NEWEST} ORDER BY m.at DESC, m.id");
        let rows = sqlx::query(sqlx::AssertSqlSafe(text)).fetch_all(&self.pool).await?;
        let mut hits = Vec::new();
        for row in &rows {
            let body: String = row.try_get(3)?;
            let Some(excerpt) = excerpt(&said(&serde_json::from_str(&body)?), words) else { continue };
            let matter = Matter::from_row(row)?;
            let Ok(deaths) = self.deaths_of(&matter.subject).await else { continue };
            if hits.len() < most && deaths.iter().all(|death| sight.is_open(death)) {
                let place = matter.body.kind().as_str().replace('_', "-");
                let found = Found::Matter { id: matter.id, about: matter.subject };
                hits.push(Hit { found, place, excerpt });
            }
        }
        Ok(hits)
    }
}

/// Fields of a death that are searched, by what they are called on a page.
const FIELDS: [&str; 9] =
    ["case number", "day", "category", "place", "cause", "substances", "circumstances", "narrative", "contacts"];

/// The texts of all deaths in small letters, so that a search does no more than look.
pub(crate) struct Index(Vec<Box<str>>);

impl Index {
    pub fn new(register: &Register) -> Index {
        let all = register.deaths.iter().map(|death| texts(register, death).join("\n").to_lowercase().into());
        Index(all.collect())
    }
}

/// A value that another took the place of.
pub(crate) struct Replaced {
    death: String,
    field: Box<str>,
    text: Box<str>,
    /// The text in small letters.
    lower: Box<str>,
    /// Day from which the next was known.
    on: Day,
}

/// All values that others took the place of, in the order of the register and of what was said of each death.
pub(crate) fn replaced(history: &Register) -> Vec<Replaced> {
    let mut later: FxHashMap<&str, Vec<&Statement>> = FxHashMap::default();
    for statement in &history.statements {
        later.entry(statement.death.as_str()).or_default().push(statement);
    }
    let mut all = Vec::new();
    for death in &history.deaths {
        let Some(later) = later.get(death.id.as_str()) else { continue };
        let first = texts(history, death);
        let mut before: FxHashMap<&str, &str> = FIELDS.iter().copied().zip(first.iter().map(String::as_str)).collect();
        for statement in later {
            let said = before.insert(&statement.field, &statement.value);
            let Some(text) = said.filter(|text| !text.is_empty()) else { continue };
            let lower = text.to_lowercase().into();
            let (field, on) = (statement.field.clone(), statement.known_from);
            all.push(Replaced { death: death.id.to_string(), field, text: text.into(), lower, on });
        }
    }
    all
}

/// The texts of a death, in the order of [`FIELDS`].
fn texts(register: &Register, death: &Death) -> [String; FIELDS.len()] {
    let term = |&term: &Term| register.terms.text(term);
    let text = |text: &Option<Box<str>>| text.as_deref().unwrap_or_default().to_owned();
    let contact = |c: &Contact| {
        let others = [&c.name, &c.telephone, &c.handle, &c.address, &c.vehicle];
        let parts = std::iter::once(&*c.role).chain(others.into_iter().flatten().map(|part| &**part));
        parts.collect::<Vec<_>>().join(" ")
    };
    [
        death.id.to_string(),
        death.dates().map(|dates| dates.to_string()).unwrap_or_default(),
        death.category.iter().map(term).collect::<Vec<_>>().concat(),
        text(&death.place),
        text(&death.cause),
        death.substances.iter().flatten().map(term).collect::<Vec<_>>().join(", "),
        death.circumstances.iter().map(term).collect::<Vec<_>>().join(", "),
        text(&death.narrative),
        death.contacts.iter().map(contact).collect::<Vec<_>>().join("; "),
    ]
}

fn in_deaths(sight: &Sight, words: &[String], most: usize) -> Vec<Hit> {
    let register = sight.register();
    let searchers: Vec<_> = words.iter().map(|word| memmem::Finder::new(word.as_bytes())).collect();
    let index = &sight.known().index().0;
    // The newest first.
    let all = register.deaths.iter().zip(index).rev();
    let with_all = all.filter(|(_, text)| searchers.iter().all(|word| word.find(text.as_bytes()).is_some()));
    let open = with_all.filter(|(death, _)| sight.is_open(death.id.as_str()));
    open.take(most).filter_map(|(death, _)| hit(register, death, words)).collect()
}

/// Values that others took the place of, the newest deaths first.
fn in_earlier_values(sight: &Sight, words: &[String], most: usize) -> Vec<Hit> {
    let all = sight.known().replaced().iter().rev();
    let with_all = all.filter(|value| words.iter().all(|word| value.lower.contains(word.as_str())));
    let open = with_all.filter(|value| sight.is_open(&value.death));
    let hit = |value: &Replaced| Hit {
        found: Found::Subject(Subject::Death(value.death.clone())),
        place: format!("{}, an earlier value, replaced on {}", value.field.replace('_', " "), value.on),
        excerpt: excerpt(&value.text, words).unwrap_or_default(),
    };
    open.take(most).map(hit).collect()
}

fn hit(register: &Register, death: &Death, words: &[String]) -> Option<Hit> {
    let texts = texts(register, death);
    let (name, excerpt) =
        FIELDS.iter().zip(&texts).find_map(|(name, text)| Some((name, excerpt(text, &words[..1])?)))?;
    Some(Hit { found: Found::Subject(Subject::Death(death.id.to_string())), place: (*name).to_owned(), excerpt })
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
