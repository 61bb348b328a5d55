//! Documents beside deaths: what they seem to speak of and what they say is offered, and nothing of it is on record before someone
//! decides that it is.

use crate::access::{Actor, Deed, Right, Wish};
use crate::audit::hex;
use crate::decisions::{DecisionKind, NewDecision};
use crate::error::CaseError;
use crate::matters::new_id;
use crate::names::{MatterKind, Subject};
use crate::store::{Store, Writing, next_number};
use colligate_documents::attach::with_contact;
use colligate_register::{Contact, DeathId, Field, Register, Statement, read_contacts, write_contacts};
use rustc_hash::FxHashSet;
use serde::Serialize;
use sha2::{Digest, Sha256};
use sqlx::Row;
use sqlx::any::AnyRow;
use std::ops::Range;

/// Whether something offered was accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum OfferState {
    /// Nobody decided yet.
    Offered,
    /// Accepted.
    Accepted,
    /// Refused.
    Refused,
}

impl OfferState {
    /// Its name on record.
    pub fn as_str(self) -> &'static str {
        match self {
            OfferState::Offered => "offered",
            OfferState::Accepted => "accepted",
            OfferState::Refused => "refused",
        }
    }

    fn named(name: &str) -> Result<OfferState, CaseError> {
        let all = [OfferState::Offered, OfferState::Accepted, OfferState::Refused];
        let found = all.into_iter().find(|state| state.as_str() == name);
        found.ok_or_else(|| CaseError::Damaged(format!("{name:?} is no state of an offer")))
    }
}

/// A document to be put on record, with what was read in it.
#[derive(Clone, Debug, Default)]
pub struct NewDocument {
    /// Its name.
    pub name: String,
    /// Its day, `2014-09-20`; empty where it is not known.
    pub dated: String,
    /// Its text, to which ranges refer.
    pub text: String,
    /// Deaths that it seems to speak of.
    pub attachments: Vec<NewAttachment>,
    /// What it says of them.
    pub offers: Vec<NewOffer>,
}

/// A death that a document seems to speak of.
#[derive(Clone, Debug, PartialEq)]
pub struct NewAttachment {
    /// Case number.
    pub death: String,
    /// log10 of the Bayes factor.
    pub weight: f64,
    /// The reasons.
    pub sentences: Vec<String>,
}

/// A value that a document gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewOffer {
    /// Case number.
    pub death: String,
    /// Canonical field.
    pub field: String,
    /// The value.
    pub value: String,
    /// Bytes of the text that say it.
    pub characters: Range<usize>,
}

/// A document on record.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DocumentRecord {
    /// Its identifier.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its day; empty where it is not known.
    pub dated: String,
    /// Its text.
    pub text: String,
    /// SHA-256 of the text.
    pub sha256: String,
    /// Who put it on record.
    pub by: String,
    /// When, UTC.
    pub at: String,
    /// Deaths that it speaks or seems to speak of, heaviest first.
    pub attachments: Vec<Attachment>,
    /// What it says of them, in the order of the text.
    pub offers: Vec<Offer>,
}

/// A death that a document speaks or seems to speak of.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Attachment {
    /// Case number.
    pub death: String,
    /// log10 of the Bayes factor.
    pub weight: f64,
    /// The reasons.
    pub sentences: Vec<String>,
    /// Whether someone accepted it.
    pub state: OfferState,
    /// The decision by which; empty before.
    pub decision: String,
}

/// A value that a document gives.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Offer {
    /// Its number.
    pub number: i64,
    /// Case number.
    pub death: String,
    /// Canonical field.
    pub field: String,
    /// The value.
    pub value: String,
    /// Bytes of the text that say it.
    pub characters: Range<usize>,
    /// Whether someone accepted it.
    pub state: OfferState,
    /// The decision by which; empty before.
    pub decision: String,
}

/// A document in short.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DocumentShort {
    /// Its identifier.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its day; empty where it is not known.
    pub dated: String,
    /// When it was put on record, UTC.
    pub at: String,
    /// What is still offered of it.
    pub offered: i64,
}

/// Documents beside which new ones are read, at most: the newest.
const MOST_BESIDE: usize = 500;
/// Bytes of a document's text, at most.
const LONGEST: usize = 4 << 20;

impl Store {
    /// Puts a document on record, with all that it offers; its identifier. The same text again is the same document.
    ///
    /// # Errors
    /// [`CaseError::Forbidden`]; [`CaseError::NotFound`] for a death that is closed to the actor; [`CaseError::Invalid`] for an empty
    /// or too long text, or a range that is not in it.
    pub async fn add_document(&self, actor: &Actor, new: &NewDocument) -> Result<String, CaseError> {
        self.admit(actor, Right::Review, "document").await?;
        let fits = |range: &Range<usize>| new.text.get(range.clone()).is_some();
        if new.text.trim().is_empty() || new.text.len() > LONGEST || !new.offers.iter().all(|o| fits(&o.characters)) {
            let text = format!("{} holds no text that can be kept, or more than {} megabytes", new.name, LONGEST >> 20);
            return Err(CaseError::Invalid(text));
        }
        let sha256 = hex(&Sha256::digest(new.text.as_bytes()));
        let id = format!("f-{}", &sha256[..16]);
        let deaths: Vec<String> = new.attachments.iter().map(|attachment| attachment.death.clone()).collect();
        let wish = Wish::new(Right::Review, Deed::Collection, format!("document {id}")).on(&deaths);
        let wish = wish.with(serde_json::json!({ "sha256": sha256 }));
        let mut writing = self.allow(actor, wish).await?;
        let there = sqlx::query("SELECT 1 FROM documents WHERE id = $1").bind(&id);
        if there.fetch_optional(&mut *writing.tx).await?.is_some() {
            writing.commit().await?;
            return Ok(id);
        }
        sqlx::query("INSERT INTO documents VALUES ($1, $2, $3, $4, $5, $6, $7)")
            .bind(&id)
            .bind(&new.name)
            .bind(&new.dated)
            .bind(&new.text)
            .bind(&sha256)
            .bind(&actor.name)
            .bind(self.clock.written())
            .execute(&mut *writing.tx)
            .await?;
        for attachment in &new.attachments {
            sqlx::query("INSERT INTO attachments VALUES ($1, $2, $3, $4, 'offered', '')")
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
                    |old: &Offer| (&old.death, &old.field, &old.value) == (&offer.death, &offer.field, &offer.value);
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
        self.document_record(id).await
    }

    async fn document_record(&self, id: &str) -> Result<DocumentRecord, CaseError> {
        let row = sqlx::query("SELECT id, name, dated, text, sha256, by_user, at FROM documents WHERE id = $1");
        let row = row.bind(id).fetch_optional(&self.pool).await?;
        let row = row.ok_or_else(|| CaseError::NotFound { what: "document", id: id.to_owned() })?;
        let attachments = sqlx::query(
            "SELECT death, weight, sentences, state, decision FROM attachments WHERE document = $1 ORDER BY weight DESC, death",
        );
        let attachments = attachments.bind(id).fetch_all(&self.pool).await?;
        let offers = sqlx::query(
            "SELECT number, death, field, value, begins, ends, state, decision FROM offers WHERE document = $1 ORDER BY begins, number",
        );
        let offers = offers.bind(id).fetch_all(&self.pool).await?;
        Ok(DocumentRecord {
            id: row.try_get(0)?,
            name: row.try_get(1)?,
            dated: row.try_get(2)?,
            text: row.try_get(3)?,
            sha256: row.try_get(4)?,
            by: row.try_get(5)?,
            at: row.try_get(6)?,
            attachments: attachments.iter().map(attachment_of).collect::<Result<_, _>>()?,
            offers: offers.iter().map(offer_of).collect::<Result<_, _>>()?,
        })
    }

    /// Deaths that a document speaks or seems to speak of; a refused one it does not.
    async fn deaths_of_document(&self, id: &str) -> Result<Vec<String>, CaseError> {
        let rows =
            sqlx::query("SELECT death FROM attachments WHERE document = $1 AND state <> 'refused' ORDER BY death");
        let rows = rows.bind(id).fetch_all(&self.pool).await?;
        Ok(rows.iter().map(|row| row.try_get(0)).collect::<Result<_, _>>()?)
    }

    /// Documents that speak or seem to speak of any of these deaths.
    pub(crate) async fn documents_with(&self, deaths: &FxHashSet<String>) -> Result<Vec<String>, CaseError> {
        let rows = sqlx::query("SELECT document, death FROM attachments WHERE state <> 'refused' ORDER BY document");
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
            let rows = sqlx::query("SELECT document FROM attachments WHERE death = $1 AND state <> 'refused'");
            for row in rows.bind(death).fetch_all(&self.pool).await? {
                asked.insert(row.try_get(0)?);
            }
        }
        if of.is_some() && asked.is_empty() {
            return Ok(Vec::new());
        }
        let rows = sqlx::query(
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
                let (name, dated) = (row.try_get(1)?, row.try_get(2)?);
                found.push(DocumentShort { id, name, dated, at: row.try_get(3)?, offered: row.try_get(4)? });
            }
        }
        Ok(found)
    }

    /// Decides that a document speaks of a death, or does not.
    ///
    /// # Errors
    /// [`CaseError::Forbidden`], [`CaseError::NotFound`]; [`CaseError::Conflict`] where someone decided since;
    /// [`CaseError::Invalid`] without a reason.
    pub async fn decide_attachment(
        &self,
        actor: &Actor,
        document: &str,
        death: &str,
        accept: bool,
        why: &str,
    ) -> Result<(), CaseError> {
        self.admit(actor, Right::Review, "document").await?;
        let deaths = self.deaths_of_document(document).await?;
        let wish = Wish::new(Right::Review, Deed::Alteration, format!("document {document} beside death {death}"));
        let mut writing = self.allow(actor, wish.on(&deaths).or_missing("document", document)).await?;
        let outcome = async {
            let row = sqlx::query(
                "SELECT state, name FROM attachments JOIN documents ON id = document WHERE document = $1 AND death = $2",
            );
            let row = row.bind(document).bind(death).fetch_optional(&mut *writing.tx).await?;
            let missing = || CaseError::NotFound { what: "attachment", id: format!("{document} to {death}") };
            let row = row.ok_or_else(missing)?;
            still_offered(&row, document)?;
            let name: String = row.try_get(1)?;
            let verb = if accept { "speaks" } else { "does not speak" };
            let value = format!("{name} {verb} of this death");
            let decision = self.decide_on_document(&mut writing, actor, death, value, why).await?;
            sqlx::query("UPDATE attachments SET state = $1, decision = $2 WHERE document = $3 AND death = $4")
                .bind(state(accept).as_str())
                .bind(&decision)
                .bind(document)
                .bind(death)
                .execute(&mut *writing.tx)
                .await?;
            if !accept {
                // What it says of a death that it does not speak of falls with that.
                sqlx::query("UPDATE offers SET state = 'refused', decision = $1 WHERE document = $2 AND death = $3 AND state = 'offered'")
                    .bind(&decision)
                    .bind(document)
                    .bind(death)
                    .execute(&mut *writing.tx)
                    .await?;
            }
            Ok(())
        };
        match outcome.await {
            Ok(()) => writing.commit().await,
            Err(reason) => Err(writing.refuse(reason).await),
        }
    }

    /// Decides whether a value that a document gives goes on record: as a new statement, whose source is the document, known from
    /// today.
    ///
    /// # Errors
    /// As [`Store::decide_attachment`]; [`CaseError::Invalid`] for a value that its field cannot hold.
    pub async fn decide_offer(&self, actor: &Actor, number: i64, accept: bool, why: &str) -> Result<String, CaseError> {
        self.admit(actor, Right::Review, "document").await?;
        let missing = || CaseError::NotFound { what: "offer", id: number.to_string() };
        let row = sqlx::query("SELECT document FROM offers WHERE number = $1").bind(number);
        let row = row.fetch_optional(&self.pool).await?.ok_or_else(missing)?;
        let document: String = row.try_get(0)?;
        let deaths = self.deaths_of_document(&document).await?;
        let known = self.known_now(actor).await?;
        let wish = Wish::new(Right::Review, Deed::Alteration, format!("offer {number} of document {document}"));
        let mut writing = self.allow(actor, wish.on(&deaths).or_missing("document", &document)).await?;
        let outcome = async {
            let row = sqlx::query(
                "SELECT o.state, d.name, o.death, o.field, o.value, o.begins, o.ends FROM offers o \
                 JOIN documents d ON d.id = o.document WHERE o.number = $1",
            );
            let row = row.bind(number).fetch_one(&mut *writing.tx).await?;
            still_offered(&row, &document)?;
            let (name, death): (String, String) = (row.try_get(1)?, row.try_get(2)?);
            let (field, value): (String, String) = (row.try_get(3)?, row.try_get(4)?);
            let (begins, ends): (i64, i64) = (row.try_get(5)?, row.try_get(6)?);
            let verb = if accept { "accepted" } else { "refused" };
            let told = format!("{verb} from {name}: {} {value}", field.replace('_', " "));
            let decision = self.decide_on_document(&mut writing, actor, &death, told, why).await?;
            if accept {
                let death_now = known.death(&death);
                let value = match field == Field::Contacts.as_str() {
                    true => joined(death_now.map_or(&[], |death| &*death.contacts), &value)?,
                    false => value,
                };
                let statement = Statement {
                    death: DeathId(death.as_str().into()),
                    field: field.into(),
                    value: value.into(),
                    known_from: self.clock.today(),
                    source: format!("{name}, characters {begins} to {ends} ({document})").into(),
                };
                let mut trial = Register {
                    deaths: death_now.cloned().into_iter().collect(),
                    terms: known.history().terms.clone(),
                    statements: Vec::new(),
                };
                trial.apply(&statement).map_err(|error| CaseError::Invalid(error.to_string()))?;
                self.put_statement(&mut writing, actor, &statement).await?;
            }
            sqlx::query("UPDATE offers SET state = $1, decision = $2 WHERE number = $3")
                .bind(state(accept).as_str())
                .bind(&decision)
                .bind(number)
                .execute(&mut *writing.tx)
                .await?;
            Ok(())
        };
        match outcome.await {
            Ok(()) => writing.commit().await.map(|()| document),
            Err(reason) => Err(writing.refuse(reason).await),
        }
    }

    async fn decide_on_document(
        &self,
        writing: &mut Writing<'_>,
        actor: &Actor,
        death: &str,
        value: String,
        why: &str,
    ) -> Result<String, CaseError> {
        let id = new_id(MatterKind::Decision);
        let new = NewDecision {
            subject: Subject::Death(death.to_owned()),
            about: DecisionKind::Document,
            value,
            reason: why.to_owned(),
            explanations: None,
            policy: "documents are held against their source, value by value".to_owned(),
            supersedes: None,
        };
        self.put_decision(writing, actor, &id, &new, &[death.to_owned()], Vec::new()).await?;
        Ok(id)
    }
}

/// Contacts on record with those of an offer: a statement replaces what a field held, and an offer adds to it.
fn joined(known: &[Contact], offered: &str) -> Result<String, CaseError> {
    let mut all = known.to_vec();
    for contact in read_contacts(offered).map_err(CaseError::Invalid)? {
        all = with_contact(&all, &contact).unwrap_or(all);
    }
    Ok(write_contacts(&all))
}

async fn put_offer(writing: &mut Writing<'_>, document: &str, offer: &NewOffer) -> Result<(), CaseError> {
    let number = next_number!(&mut writing.tx, "offers");
    sqlx::query("INSERT INTO offers VALUES ($1, $2, $3, $4, $5, $6, $7, 'offered', '')")
        .bind(number)
        .bind(document)
        .bind(&offer.death)
        .bind(&offer.field)
        .bind(&offer.value)
        .bind(offer.characters.start as i64)
        .bind(offer.characters.end as i64)
        .execute(&mut *writing.tx)
        .await?;
    Ok(())
}

fn state(accept: bool) -> OfferState {
    if accept { OfferState::Accepted } else { OfferState::Refused }
}

fn still_offered(row: &AnyRow, document: &str) -> Result<(), CaseError> {
    match OfferState::named(&row.try_get::<String, _>(0)?)? {
        OfferState::Offered => Ok(()),
        _ => Err(CaseError::Conflict { what: format!("document {document}") }),
    }
}

fn attachment_of(row: &AnyRow) -> Result<Attachment, CaseError> {
    Ok(Attachment {
        death: row.try_get(0)?,
        weight: row.try_get(1)?,
        sentences: serde_json::from_str(&row.try_get::<String, _>(2)?)?,
        state: OfferState::named(&row.try_get::<String, _>(3)?)?,
        decision: row.try_get(4)?,
    })
}

fn offer_of(row: &AnyRow) -> Result<Offer, CaseError> {
    let (begins, ends): (i64, i64) = (row.try_get(4)?, row.try_get(5)?);
    Ok(Offer {
        number: row.try_get(0)?,
        death: row.try_get(1)?,
        field: row.try_get(2)?,
        value: row.try_get(3)?,
        characters: begins.max(0) as usize..ends.max(0) as usize,
        state: OfferState::named(&row.try_get::<String, _>(6)?)?,
        decision: row.try_get(7)?,
    })
}
