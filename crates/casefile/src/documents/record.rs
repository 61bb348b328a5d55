//! A document as it is kept, with all that it offers.

use crate::db::{AnyRow, Row};
use crate::error::CaseError;
use crate::values::field_named;
use colligate_register::{Day, Field};
use serde::Serialize;
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

    pub(super) fn named(name: &str) -> Result<OfferState, CaseError> {
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
    /// Its day, where it is known.
    pub dated: Option<Day>,
    /// Its text, to which ranges refer.
    pub text: String,
    /// What stood in its file and is not in the text, each in words.
    pub not_read: Vec<String>,
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
    /// Of which field.
    pub field: Field,
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
    /// Its day, where it is known.
    pub dated: Option<Day>,
    /// Its text.
    pub text: String,
    /// SHA-256 of the text.
    pub sha256: String,
    /// Who put it on record.
    pub by: String,
    /// When, UTC.
    pub at: String,
    /// What stood in its file and is not in the text, each in words.
    pub not_read: Vec<String>,
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
    /// Its number among what this document gives of this death, from 1, in the order in which it was offered.
    pub number: i64,
    /// Case number.
    pub death: String,
    /// Of which field.
    pub field: Field,
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
    /// Its day, where it is known.
    pub dated: Option<Day>,
    /// When it was put on record, UTC.
    pub at: String,
    /// What is still offered of it.
    pub offered: i64,
}

pub(super) fn attachment_of(row: &AnyRow) -> Result<Attachment, CaseError> {
    Ok(Attachment {
        death: row.try_get(0)?,
        weight: row.try_get(1)?,
        sentences: serde_json::from_str(&row.try_get::<String, _>(2)?)?,
        state: OfferState::named(&row.try_get::<String, _>(3)?)?,
        decision: row.try_get(4)?,
    })
}

pub(super) fn offer_of(row: &AnyRow) -> Result<Offer, CaseError> {
    let (begins, ends): (i64, i64) = (row.try_get(4)?, row.try_get(5)?);
    Ok(Offer {
        number: row.try_get(0)?,
        death: row.try_get(1)?,
        field: field_named(&row.try_get::<String, _>(2)?)?,
        value: row.try_get(3)?,
        characters: begins.max(0) as usize..ends.max(0) as usize,
        state: OfferState::named(&row.try_get::<String, _>(6)?)?,
        decision: row.try_get(7)?,
    })
}
