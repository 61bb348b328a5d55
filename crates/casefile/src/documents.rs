//! Documents beside deaths: what they seem to speak of and what they say is offered, and nothing of it is on record before someone
//! decides that it is.

mod deciding;
mod record;

pub use record::{Attachment, DocumentRecord, DocumentShort, NewAttachment, NewDocument, NewOffer, Offer, OfferState};

use crate::actor::{Actor, Deed, Right, Wish};
use crate::db::next_number;
use crate::db::{Row, query};
use crate::entry::hex;
use crate::error::CaseError;
use crate::store::{Store, Writing};
use crate::values::{day_or_none, written_day};
use colligate_register::wording;
use record::{attachment_of, offer_of};
use rustc_hash::FxHashSet;
use sha2::{Digest, Sha256};
use std::ops::Range;

/// Documents beside which new ones are read, at most: the newest.
const MOST_BESIDE: usize = 500;
/// Bytes of a document's text, at most.
const LONGEST: usize = 4 << 20;

impl Store {
    /// Puts a document on record, with all that it offers; its identifier. The same text again is the same document, unless that one is
    /// closed to the actor: then it is another, and nothing tells them that there is one.
    ///
    /// # Errors
    /// [`CaseError::Forbidden`]; [`CaseError::NotFound`] for a death that is closed to the actor; [`CaseError::Invalid`] for an empty
    /// or too long text, or a range that is not in it.
    pub async fn add_document(&self, actor: &Actor, new: &NewDocument) -> Result<String, CaseError> {
        self.admit(actor, Right::Review, "document").await?;
        let fits = |range: &Range<usize>| new.text.get(range.clone()).is_some();
        if new.text.trim().is_empty() || new.text.len() > LONGEST || !new.offers.iter().all(|o| fits(&o.characters)) {
            let text = format!("{} holds no text that can be kept, or more than {}", new.name, wording::bytes(LONGEST));
            return Err(CaseError::Invalid(text));
        }
        let sha256 = hex(&Sha256::digest(new.text.as_bytes()));
        let id = format!("f{:015x}", rand::random::<u64>() >> 4);
        let deaths: Vec<String> = new.attachments.iter().map(|attachment| attachment.death.clone()).collect();
        let wish = Wish::new(Right::Review, Deed::Collection, format!("document {id}")).on(&deaths);
        let wish = wish.with(serde_json::json!({ "sha256": sha256 }));
        let hidden = self.documents_with(&self.closed_to(actor).await?).await?;
        let mut writing = self.allow(actor, wish).await?;
        let same = query("SELECT id FROM documents WHERE sha256 = $1 ORDER BY at, id").bind(&sha256);
        for row in same.fetch_all(&mut *writing.tx).await? {
            let there: String = row.try_get(0)?;
            if !hidden.contains(&there) {
                writing.commit().await?;
                return Ok(there);
            }
        }
        query(
            "INSERT INTO documents (id, name, dated, text, sha256, by_user, at, not_read) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(&id)
        .bind(&new.name)
        .bind(written_day(new.dated))
        .bind(&new.text)
        .bind(&sha256)
        .bind(&actor.name)
        .bind(self.clock.written())
        .bind(serde_json::to_string(&new.not_read)?)
        .execute(&mut *writing.tx)
        .await?;
        for attachment in &new.attachments {
            query(
                "INSERT INTO attachments (document, death, weight, sentences, state, decision) \
             VALUES ($1, $2, $3, $4, 'offered', '')",
            )
            .bind(&id)
            .bind(&attachment.death)
            .bind(attachment.weight)
            .bind(serde_json::to_string(&attachment.sentences)?)
            .execute(&mut *writing.tx)
            .await?;
        }
        let known: FxHashSet<&str> = deaths.iter().map(String::as_str).collect();
        for offer in new.offers.iter().filter(|offer| known.contains(offer.death.as_str())) {
            put_offer(&mut writing, &id, offer).await?;
        }
        writing.commit().await?;
        Ok(id)
    }

    /// Offers more of a document on record: people whom a later document names too. What was offered of it before, whatever became of
    /// that, is not offered again.
    ///
    /// # Errors
    /// [`CaseError::Forbidden`]; [`CaseError::NotFound`] where the document is not there, or speaks of a death that is closed to the
    /// actor; [`CaseError::Invalid`] for a range that is not in its text.
    pub async fn add_offers(&self, actor: &Actor, id: &str, new: &[NewOffer]) -> Result<(), CaseError> {
        self.admit(actor, Right::Review, "document").await?;
        let deaths = self.deaths_of_document(id).await?;
        let record = self.document_record(id).await?;
        let wish = Wish::new(Right::Review, Deed::Collection, format!("document {id}"));
        let mut writing = self.allow(actor, wish.on(&deaths).or_missing("document", id)).await?;
        let outcome = async {
            for offer in new.iter().filter(|offer| deaths.contains(&offer.death)) {
                if record.text.get(offer.characters.clone()).is_none() {
                    return Err(CaseError::Invalid(format!("{} has no such characters", record.name)));
                }
                let is_same =
                    |old: &Offer| (&old.death, old.field, &old.value) == (&offer.death, offer.field, &offer.value);
                if !record.offers.iter().any(is_same) {
                    put_offer(&mut writing, id, offer).await?;
                }
            }
            Ok(())
        };
        match outcome.await {
            Ok(()) => writing.commit().await,
            Err(reason) => Err(writing.refuse(reason).await),
        }
    }

    /// The newest documents that are open to the actor, whole: what new ones are held beside.
    ///
    /// # Errors
    /// [`CaseError::Database`].
    pub async fn documents_beside(&self, actor: &Actor) -> Result<Vec<DocumentRecord>, CaseError> {
        let mut records = Vec::new();
        for short in self.documents(actor, None, MOST_BESIDE).await? {
            records.push(self.document_record(&short.id).await?);
        }
        Ok(records)
    }

    /// A document with all that it offers.
    ///
    /// # Errors
    /// [`CaseError::NotFound`] where it is not there, or speaks of a death that is closed to the actor.
    pub async fn document(&self, actor: &Actor, id: &str) -> Result<DocumentRecord, CaseError> {
        let deaths = self.deaths_of_document(id).await?;
        let wish = Wish::new(Right::Read, Deed::Consultation, format!("document {id}"));
        self.allow(actor, wish.on(&deaths).or_missing("document", id)).await?.commit().await?;
        let closed = self.closed_to(actor).await?;
        let mut record = self.document_record(id).await?;
        // Somebody decided that it does not speak of these, which does not open them.
        record.attachments.retain(|attachment| !closed.contains(&attachment.death));
        record.offers.retain(|offer| !closed.contains(&offer.death));
        Ok(record)
    }

    async fn document_record(&self, id: &str) -> Result<DocumentRecord, CaseError> {
        let row = query("SELECT id, name, dated, text, sha256, by_user, at, not_read FROM documents WHERE id = $1");
        let row = row.bind(id).fetch_optional(&self.pool).await?;
        let row = row.ok_or_else(|| CaseError::NotFound { what: "document", id: id.to_owned() })?;
        let attachments = query(
            "SELECT death, weight, sentences, state, decision FROM attachments WHERE document = $1 ORDER BY weight DESC, death",
        );
        let attachments = attachments.bind(id).fetch_all(&self.pool).await?;
        let offers = query(
            "SELECT (SELECT COUNT(*) FROM offers e WHERE e.document = o.document AND e.death = o.death AND e.number <= o.number), \
             death, field, value, begins, ends, state, decision FROM offers o WHERE document = $1 ORDER BY begins, number",
        );
        let offers = offers.bind(id).fetch_all(&self.pool).await?;
        Ok(DocumentRecord {
            id: row.try_get(0)?,
            name: row.try_get(1)?,
            dated: day_or_none(&row.try_get::<String, _>(2)?)?,
            text: row.try_get(3)?,
            sha256: row.try_get(4)?,
            by: row.try_get(5)?,
            at: row.try_get(6)?,
            not_read: serde_json::from_str(&row.try_get::<String, _>(7)?)?,
            attachments: attachments.iter().map(attachment_of).collect::<Result<_, _>>()?,
            offers: offers.iter().map(offer_of).collect::<Result<_, _>>()?,
        })
    }

    /// Deaths that a document speaks or seems to speak of; a refused one it does not.
    async fn deaths_of_document(&self, id: &str) -> Result<Vec<String>, CaseError> {
        let rows = query("SELECT death FROM attachments WHERE document = $1 AND state <> 'refused' ORDER BY death");
        let rows = rows.bind(id).fetch_all(&self.pool).await?;
        Ok(rows.iter().map(|row| row.try_get(0)).collect::<Result<_, _>>()?)
    }

    /// Documents that speak or seem to speak of any of these deaths.
    pub(crate) async fn documents_with(&self, deaths: &FxHashSet<String>) -> Result<Vec<String>, CaseError> {
        let rows = query("SELECT document, death FROM attachments WHERE state <> 'refused' ORDER BY document");
        let mut with = Vec::new();
        for row in rows.fetch_all(&self.pool).await? {
            if deaths.contains(&row.try_get::<String, _>(1)?) {
                with.push(row.try_get(0)?);
            }
        }
        Ok(with)
    }

    /// Documents, the newest first, at most so many: all, or those that speak or seem to speak of any of some deaths. One that
    /// speaks of a death that is closed to the actor is left out.
    ///
    /// # Errors
    /// [`CaseError::Database`].
    pub async fn documents(
        &self,
        actor: &Actor,
        of: Option<&[String]>,
        most: usize,
    ) -> Result<Vec<DocumentShort>, CaseError> {
        actor.must(Right::Read)?;
        let closed = self.closed_to(actor).await?;
        let mut asked: FxHashSet<String> = FxHashSet::default();
        for death in of.unwrap_or_default() {
            let rows = query("SELECT document FROM attachments WHERE death = $1 AND state <> 'refused'");
            for row in rows.bind(death).fetch_all(&self.pool).await? {
                asked.insert(row.try_get(0)?);
            }
        }
        if of.is_some() && asked.is_empty() {
            return Ok(Vec::new());
        }
        let rows = query(
            "SELECT d.id, d.name, d.dated, d.at, (SELECT COUNT(*) FROM offers o WHERE o.document = d.id AND o.state = 'offered') + \
             (SELECT COUNT(*) FROM attachments a WHERE a.document = d.id AND a.state = 'offered') FROM documents d ORDER BY d.at DESC, d.id",
        );
        let mut found = Vec::new();
        for row in rows.fetch_all(&self.pool).await? {
            let id: String = row.try_get(0)?;
            if found.len() >= most || (of.is_some() && !asked.contains(&id)) {
                continue;
            }
            if !self.deaths_of_document(&id).await?.iter().any(|death| closed.contains(death)) {
                let (name, dated) = (row.try_get(1)?, day_or_none(&row.try_get::<String, _>(2)?)?);
                found.push(DocumentShort { id, name, dated, at: row.try_get(3)?, offered: row.try_get(4)? });
            }
        }
        Ok(found)
    }
}

async fn put_offer(writing: &mut Writing<'_>, document: &str, offer: &NewOffer) -> Result<(), CaseError> {
    let number = next_number!(&mut writing.tx, "offers");
    query(
        "INSERT INTO offers (number, document, death, field, value, begins, ends, state, decision) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, 'offered', '')",
    )
    .bind(number)
    .bind(document)
    .bind(&offer.death)
    .bind(offer.field.as_str())
    .bind(&offer.value)
    .bind(offer.characters.start as i64)
    .bind(offer.characters.end as i64)
    .execute(&mut *writing.tx)
    .await?;
    Ok(())
}
