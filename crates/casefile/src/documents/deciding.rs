//! Deciding on what a document offers: each value by itself, with a reason.

use super::OfferState;
use crate::actor::{Actor, Deed, Right, Wish};
use crate::db::{AnyRow, Row, query};
use crate::decision::{DecisionKind, NewDecision};
use crate::error::CaseError;
use crate::matters::{DECISION, new_id};
use crate::names::Subject;
use crate::store::{Store, Writing};
use crate::values::field_named;
use colligate_documents::attach::with_contact;
use colligate_register::{Contact, DeathId, Field, Register, Statement, read_contacts, write_contacts};

impl Store {
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
        let closed = self.closed_to(actor).await?;
        let wish = Wish::new(Right::Review, Deed::Alteration, format!("document {document} beside death {death}"));
        let mut writing = self.allow(actor, wish.on(&deaths).or_missing("document", document)).await?;
        let outcome = async {
            let row = query(
                "SELECT state, name FROM attachments JOIN documents ON id = document WHERE document = $1 AND death = $2",
            );
            let row = row.bind(document).bind(death).fetch_optional(&mut *writing.tx).await?;
            let missing = || CaseError::NotFound { what: "attachment", id: format!("{document} to {death}") };
            let row = row.filter(|_| !closed.contains(death)).ok_or_else(missing)?;
            still_offered(&row, document)?;
            let name: String = row.try_get(1)?;
            let verb = if accept { "speaks" } else { "does not speak" };
            let value = format!("{name} {verb} of this death");
            let decision = self.decide_on_document(&mut writing, actor, death, value, why).await?;
            query("UPDATE attachments SET state = $1, decision = $2 WHERE document = $3 AND death = $4")
                .bind(state(accept).as_str())
                .bind(&decision)
                .bind(document)
                .bind(death)
                .execute(&mut *writing.tx)
                .await?;
            if !accept {
                // What it says of a death that it does not speak of falls with that.
                query("UPDATE offers SET state = 'refused', decision = $1 WHERE document = $2 AND death = $3 AND state = 'offered'")
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

    /// Decides whether a value that a document gives of a death goes on record: as a new statement, whose source is the document, known
    /// from today. `number` is that of the value among what the document gives of the death ([`crate::Offer::number`]).
    ///
    /// # Errors
    /// As [`Store::decide_attachment`]; [`CaseError::Invalid`] for a value that its field cannot hold.
    pub async fn decide_offer(
        &self,
        actor: &Actor,
        document: &str,
        (death, number): (&str, i64),
        accept: bool,
        why: &str,
    ) -> Result<(), CaseError> {
        self.admit(actor, Right::Review, "document").await?;
        let deaths = self.deaths_of_document(document).await?;
        let closed = self.closed_to(actor).await?;
        let known = self.known_now(actor).await?;
        let what = format!("offer {number} on death {death} of document {document}");
        let wish = Wish::new(Right::Review, Deed::Alteration, what);
        let mut writing = self.allow(actor, wish.on(&deaths).or_missing("document", document)).await?;
        let outcome = async {
            let row = query(
                "SELECT o.state, d.name, o.number, o.field, o.value, o.begins, o.ends FROM offers o \
                 JOIN documents d ON d.id = o.document WHERE o.document = $1 AND o.death = $2 \
                 ORDER BY o.number LIMIT 1 OFFSET $3",
            );
            let missing = || CaseError::NotFound { what: "offer", id: format!("{number} on death {death}") };
            let before = number.checked_sub(1).filter(|before| *before >= 0).ok_or_else(missing)?;
            let row = row.bind(document).bind(death).bind(before).fetch_optional(&mut *writing.tx).await?;
            let row = row.filter(|_| !closed.contains(death)).ok_or_else(missing)?;
            still_offered(&row, document)?;
            let (name, kept): (String, i64) = (row.try_get(1)?, row.try_get(2)?);
            let (field, value) = (field_named(&row.try_get::<String, _>(3)?)?, row.try_get::<String, _>(4)?);
            let (begins, ends): (i64, i64) = (row.try_get(5)?, row.try_get(6)?);
            let verb = if accept { "accepted" } else { "refused" };
            let told = format!("{verb} from {name}: {} {value}", field.in_words());
            let decision = self.decide_on_document(&mut writing, actor, death, told, why).await?;
            if accept {
                let death_now = known.death(death);
                let value = match field == Field::Contacts {
                    true => joined(death_now.map_or(&[], |death| &*death.contacts), &value)?,
                    false => value,
                };
                let statement = Statement {
                    death: DeathId(death.into()),
                    field,
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
            query("UPDATE offers SET state = $1, decision = $2 WHERE number = $3")
                .bind(state(accept).as_str())
                .bind(&decision)
                .bind(kept)
                .execute(&mut *writing.tx)
                .await?;
            Ok(())
        };
        match outcome.await {
            Ok(()) => writing.commit().await,
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
        let id = new_id(&DECISION);
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

fn state(accept: bool) -> OfferState {
    if accept { OfferState::Accepted } else { OfferState::Refused }
}

fn still_offered(row: &AnyRow, document: &str) -> Result<(), CaseError> {
    match OfferState::named(&row.try_get::<String, _>(0)?)? {
        OfferState::Offered => Ok(()),
        _ => Err(CaseError::Conflict { what: format!("document {document}") }),
    }
}
