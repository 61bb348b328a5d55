//! Searches that someone kept for themselves.

use crate::actor::{Actor, Deed, Right, Wish};
use crate::db::{Row, query};
use crate::error::CaseError;
use crate::store::Store;

/// A search under a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedSearch {
    /// What its owner calls it.
    pub name: String,
    /// The words.
    pub words: String,
}

/// Searches someone can keep.
const MOST: i64 = 200;
/// Characters of a name or of the words.
const LONGEST: usize = 200;

impl Store {
    /// Keeps a search; one of the same name is replaced.
    ///
    /// # Errors
    /// [`CaseError::Invalid`] where name or words are empty or too long, or too many are kept.
    pub async fn save_search(&self, actor: &Actor, search: &SavedSearch) -> Result<(), CaseError> {
        let wish = Wish::new(Right::Read, Deed::Administration, "save a search");
        let mut writing = self.allow(actor, wish.with(serde_json::json!({ "words": search.words }))).await?;
        let (name, words) = (search.name.trim(), search.words.trim());
        let fits = |text: &str| !text.is_empty() && text.chars().count() <= LONGEST;
        let row = query("SELECT COUNT(*) FROM searches WHERE user_name = $1 AND name <> $2");
        let others: i64 = row.bind(&actor.name).bind(name).fetch_one(&mut *writing.tx).await?.try_get(0)?;
        if !fits(name) || !fits(words) || others >= MOST {
            let text =
                format!("a search is kept with a name and words of up to {LONGEST} characters, at most {MOST} of them");
            return Err(writing.refuse(CaseError::Invalid(text)).await);
        }
        query(
            "INSERT INTO searches (user_name, name, words, at) \
             VALUES ($1, $2, $3, $4) \
             ON CONFLICT (user_name, name) DO UPDATE SET words = excluded.words, at = excluded.at",
        )
        .bind(&actor.name)
        .bind(name)
        .bind(words)
        .bind(self.clock.written())
        .execute(&mut *writing.tx)
        .await?;
        writing.commit().await
    }

    /// Forgets a search; nothing happens where there is none.
    ///
    /// # Errors
    /// [`CaseError::Database`].
    pub async fn forget_search(&self, actor: &Actor, name: &str) -> Result<(), CaseError> {
        let wish = Wish::new(Right::Read, Deed::Administration, "forget a saved search");
        let mut writing = self.allow(actor, wish).await?;
        query("DELETE FROM searches WHERE user_name = $1 AND name = $2")
            .bind(&actor.name)
            .bind(name)
            .execute(&mut *writing.tx)
            .await?;
        writing.commit().await
    }

    /// The searches the actor kept, by name.
    ///
    /// # Errors
    /// [`CaseError::Database`].
    pub async fn saved_searches(&self, actor: &Actor) -> Result<Vec<SavedSearch>, CaseError> {
        actor.must(Right::Read)?;
        let rows = query("SELECT name, words FROM searches WHERE user_name = $1 ORDER BY name");
        let rows = rows.bind(&actor.name).fetch_all(&self.pool).await?;
        rows.iter().map(|row| Ok(SavedSearch { name: row.try_get(0)?, words: row.try_get(1)? })).collect()
    }
}
