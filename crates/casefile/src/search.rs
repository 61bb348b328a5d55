//! Search over everything that a user may see.

use crate::actor::{Actor, Deed, Right, Wish};
use crate::db::{Row, query};
use crate::error::CaseError;
use crate::index::{OtherValue, fields};
use crate::matters::{Matter, MatterSpec, newest_matter, select_matters};
use crate::names::Subject;
use crate::series_record::SeriesShort;
use crate::sight::Sight;
use crate::store::Store;
use colligate_register::wording::day;
use colligate_register::{Day, Death, Field, Register};
use memchr::memmem;
use std::fmt;

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

/// Where in something the words were found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the value in force of a field.
    Field(Field),
    /// In the value in force of a field, as its source wrote it.
    AsWritten(Field),
    /// In a value that another took the place of.
    Earlier {
        /// The field.
        field: Field,
        /// Day from which the next value was known.
        replaced_on: Day,
    },
    /// Among the deaths of a series.
    Deaths,
    /// In a matter of this kind.
    Matter(&'static MatterSpec),
    /// In the text of a document.
    Text,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::Field(field) => f.write_str(field.in_words()),
            Place::AsWritten(field) => write!(f, "{}, as it was written", field.in_words()),
            Place::Earlier { field, replaced_on } => {
                write!(f, "{}, an earlier value, replaced on {}", field.in_words(), day(*replaced_on))
            }
            Place::Deaths => f.write_str("deaths"),
            Place::Matter(kind) => f.write_str(kind.label),
            Place::Text => f.write_str("text"),
        }
    }
}

/// Something that was found, and where in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// What it is.
    pub found: Found,
    /// Where in it.
    pub place: Place,
    /// The text around what was found.
    pub excerpt: String,
}

/// What a search found, a page of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hits {
    /// Deaths by the values in force, then by all others that were said of them, then series, matters and documents.
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
                hits.extend(in_other_values(&sight, &words, enough - hits.len()));
                hits
            })
        };
        let mut hits = searching.await?;
        if hits.len() < enough {
            hits.extend(self.in_series(actor, &words, enough - hits.len()).await?);
        }
        if hits.len() < enough {
            hits.extend(self.in_matters(actor, &words, &sight, enough - hits.len()).await?);
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
            Some(Hit { found: Found::Subject(Subject::Series(series.id)), place: Place::Deaths, excerpt })
        };
        Ok(all.into_iter().filter_map(hit).take(most).collect())
    }

    async fn in_documents(&self, actor: &Actor, words: &[String], most: usize) -> Result<Vec<Hit>, CaseError> {
        let mut hits = Vec::new();
        for short in self.documents(actor, None, usize::MAX).await? {
            let row = query("SELECT text FROM documents WHERE id = $1").bind(&short.id);
            let Some(row) = row.fetch_optional(&self.pool).await? else { continue };
            let text = format!("{}\n{}", short.name, row.try_get::<String, _>(0)?);
            let Some(excerpt) = excerpt(&text, words) else { continue };
            hits.push(Hit { found: Found::Document { id: short.id, name: short.name }, place: Place::Text, excerpt });
            if hits.len() == most {
                break;
            }
        }
        Ok(hits)
    }

    async fn in_matters(
        &self,
        actor: &Actor,
        words: &[String],
        sight: &Sight,
        most: usize,
    ) -> Result<Vec<Hit>, CaseError> {
        let hidden = self.hidden_matters(actor).await?;
        let text = select_matters!(concat!(newest_matter!(), " ORDER BY m.at DESC, m.id"));
        let rows = query(text).fetch_all(&self.pool).await?;
        let mut hits = Vec::new();
        for row in &rows {
            let matter = Matter::from_row(row)?;
            let Some(excerpt) = excerpt(&matter.body.searched(), words) else { continue };
            let Ok(deaths) = self.deaths_of(&matter.subject).await else { continue };
            if hits.len() < most && !hidden.contains(&matter.id) && deaths.iter().all(|death| sight.is_open(death)) {
                let place = Place::Matter(matter.body.kind());
                let found = Found::Matter { id: matter.id, about: matter.subject };
                hits.push(Hit { found, place, excerpt });
            }
        }
        Ok(hits)
    }
}

fn in_deaths(sight: &Sight, words: &[String], most: usize) -> Vec<Hit> {
    let register = sight.register();
    let searchers: Vec<_> = words.iter().map(|word| memmem::Finder::new(word.as_bytes())).collect();
    // The newest first.
    let all = register.deaths.iter().zip(sight.known().index().texts()).rev();
    let with_all = all.filter(|(_, text)| searchers.iter().all(|word| word.find(text.as_bytes()).is_some()));
    let open = with_all.filter(|(death, _)| sight.is_open(death.id.as_str()));
    open.take(most).filter_map(|(death, _)| hit(register, death, words)).collect()
}

/// Values that are not in force, or not in these words, the newest deaths first.
fn in_other_values(sight: &Sight, words: &[String], most: usize) -> Vec<Hit> {
    let all = sight.known().other_values().iter().rev();
    let with_all = all.filter(|value| words.iter().all(|word| value.lower.contains(word.as_str())));
    let open = with_all.filter(|value| sight.is_open(&value.death));
    let hit = |value: &OtherValue| Hit {
        found: Found::Subject(Subject::Death(value.death.to_string())),
        place: match value.replaced_on {
            Some(replaced_on) => Place::Earlier { field: value.field, replaced_on },
            None => Place::AsWritten(value.field),
        },
        excerpt: excerpt(&value.text, words).unwrap_or_default(),
    };
    open.take(most).map(hit).collect()
}

fn hit(register: &Register, death: &Death, words: &[String]) -> Option<Hit> {
    // A field with all of the words says more than one with the first of them.
    let with = |words: &[String]| {
        fields(death, &register.terms).find_map(|(field, text)| Some((field, excerpt(&text, words)?)))
    };
    let (field, excerpt) = with(words).or_else(|| with(&words[..1]))?;
    let found = Found::Subject(Subject::Death(death.id.to_string()));
    Some(Hit { found, place: Place::Field(field), excerpt })
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
