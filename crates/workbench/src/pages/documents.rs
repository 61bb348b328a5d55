//! Documents: what they seem to speak of and what they say, to be accepted or refused value by value.

use super::{Head, Page, looking, page};
use crate::Desk;
use crate::error::Refusal;
use crate::figures::{death_href, encoded};
use crate::log::log;
use crate::session::{Posted, Signed};
use askama::Template;
use axum::extract::{Multipart, Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use colligate_casefile::minute;
use colligate_casefile::{
    CaseError, DocumentRecord, DocumentShort, Offer, OfferState, ReadDocuments, Right, read_documents,
};
use colligate_reader::Stop;
use colligate_register::wording;
use colligate_register::{Day, Field, read_contacts};
use serde::Deserialize;

/// Documents listed, at most.
const MOST: usize = 200;

/// The page of a document.
pub(crate) fn document_href(id: &str) -> String {
    format!("/documents/{}", encoded(id))
}

#[derive(Template)]
#[template(path = "documents.html")]
struct DocumentsPage {
    head: Head,
    documents: Vec<(String, DocumentShort)>,
    /// Parts of what was just sent that could not be read.
    refused: Vec<String>,
}

/// Documents as a page lists them.
pub(crate) fn listed(documents: Vec<DocumentShort>) -> Vec<(String, DocumentShort)> {
    documents.into_iter().map(|document| (document_href(&document.id), document)).collect()
}

pub(crate) async fn list(State(desk): State<Desk>, by: Signed) -> Page {
    listing(&desk, &by, Vec::new()).await
}

async fn listing(desk: &Desk, by: &Signed, refused: Vec<String>) -> Page {
    desk.store.consult(by.actor(), "documents").await?;
    let documents = listed(desk.store.documents(by.actor(), None, MOST).await?);
    page(&DocumentsPage { documents, refused, head: Head::new(by, desk.store.clock().today().to_string()) })
}

/// A piece of the text; marked where something is offered from it.
struct Piece {
    text: String,
    offer: Option<usize>,
}

struct AttachmentRow {
    death: String,
    href: String,
    weight: String,
    sentences: Vec<String>,
    state: &'static str,
    open: bool,
}

struct OfferRow {
    /// Place among all offers of the page, which ties it to its words in the text.
    place: usize,
    /// Number among what the document gives of this death.
    number: i64,
    death: String,
    href: String,
    field: &'static str,
    value: String,
    quote: String,
    state: &'static str,
    open: bool,
}

#[derive(Template)]
#[template(path = "document.html")]
struct DocumentPage {
    head: Head,
    id: String,
    name: String,
    dated: Option<Day>,
    by: String,
    at: String,
    not_read: Vec<String>,
    attachments: Vec<AttachmentRow>,
    offers: Vec<OfferRow>,
    pieces: Vec<Piece>,
}

pub(crate) async fn show(State(desk): State<Desk>, Path(id): Path<String>, by: Signed) -> Page {
    let document = desk.store.document(by.actor(), &id).await?;
    let attachments = document.attachments.iter().map(|one| AttachmentRow {
        death: one.death.clone(),
        href: death_href(&one.death),
        weight: wording::weight(one.weight),
        sentences: one.sentences.clone(),
        state: one.state.as_str(),
        open: one.state == OfferState::Offered,
    });
    let offers = document.offers.iter().enumerate().map(|(place, one)| OfferRow {
        place,
        number: one.number,
        death: one.death.clone(),
        href: death_href(&one.death),
        field: one.field.in_words(),
        value: told(one),
        quote: document.text.get(one.characters.clone()).unwrap_or_default().to_owned(),
        state: one.state.as_str(),
        open: one.state == OfferState::Offered,
    });
    page(&DocumentPage {
        attachments: attachments.collect(),
        offers: offers.collect(),
        pieces: pieces(&document),
        id: document.id,
        name: document.name,
        dated: document.dated,
        by: document.by,
        not_read: document.not_read,
        at: minute(&document.at),
        head: Head::new(&by, desk.store.clock().today().to_string()),
    })
}

/// What is offered, for people: a contact by name and role.
fn told(offer: &Offer) -> String {
    let contacts = read_contacts(&offer.value).ok().filter(|_| offer.field == Field::Contacts);
    contacts.map_or_else(
        || offer.value.clone(),
        |contacts| contacts.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
    )
}

/// The text in pieces, those marked from which something is offered; of two that overlap the first is.
fn pieces(document: &DocumentRecord) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut at = 0;
    let piece = |from: usize, to: usize, offer| {
        let text = document.text.get(from..to).unwrap_or_default().to_owned();
        Piece { text, offer }
    };
    for (place, offer) in document.offers.iter().enumerate().filter(|(_, offer)| !offer.characters.is_empty()) {
        if offer.characters.start < at {
            continue;
        }
        pieces.push(piece(at, offer.characters.start, None));
        pieces.push(piece(offer.characters.start, offer.characters.end, Some(place)));
        at = offer.characters.end;
    }
    pieces.push(piece(at, document.text.len(), None));
    pieces
}

type Done = Result<Redirect, Refusal>;

fn invalid(text: &str) -> CaseError {
    CaseError::Invalid(text.to_owned())
}

/// Documents as files: read, held against the deaths that are open to who sends them, and put on record with what they offer.
pub(crate) async fn add(State(desk): State<Desk>, by: Signed, mut parts: Multipart) -> Result<Response, Refusal> {
    let (mut csrf, mut files) = (String::new(), Vec::new());
    while let Some(part) = parts.next_field().await.map_err(|error| invalid(&error.to_string()))? {
        match part.name() {
            Some("csrf") => csrf = part.text().await.map_err(|error| invalid(&error.to_string()))?,
            Some("file") => {
                let name = part.file_name().unwrap_or("a document without a name").to_owned();
                files.push((name, part.bytes().await.map_err(|error| invalid(&error.to_string()))?.to_vec()));
            }
            _ => {}
        }
    }
    if csrf != by.session.csrf {
        return Err(Refusal::Forged);
    }
    files.retain(|(_, bytes)| !bytes.is_empty());
    if files.is_empty() {
        return Err(invalid("choose a document").into());
    }
    if !by.actor().role.has(Right::Review) {
        let user = by.actor().name.clone();
        return Err(CaseError::Forbidden { user, right: Right::Review.as_str() }.into());
    }
    let sight = desk.store.sight_now(by.actor()).await?;
    let beside = desk.store.documents_beside(by.actor()).await?;
    // Who gives up waiting ends the child that reads.
    let (reader, stop) = (desk.store.reader().clone(), Stop::never());
    let _given_up = stop.on_drop();
    let ReadDocuments { documents, earlier, refused } =
        looking(move || read_documents(&files, &sight, &beside, &reader, &stop)).await?;
    let mut last = String::new();
    for document in &documents {
        last = desk.store.add_document(by.actor(), document).await?;
    }
    for (id, offers) in &earlier {
        desk.store.add_offers(by.actor(), id, offers).await?;
    }
    if refused.is_empty() {
        let one = documents.len() == 1;
        return Ok(Redirect::to(&if one { document_href(&last) } else { "/documents".to_owned() }).into_response());
    }
    Ok(listing(&desk, &by, refused).await?.into_response())
}

#[derive(Deserialize)]
pub(crate) struct Decided {
    answer: String,
    why: String,
    #[serde(default)]
    death: String,
}

/// Whether a document speaks of a death.
pub(crate) async fn decide_attachment(
    State(desk): State<Desk>,
    Path(id): Path<String>,
    posted: Posted<Decided>,
) -> Done {
    let Decided { answer, why, death } = posted.form;
    desk.store.decide_attachment(posted.by.actor(), &id, &death, answer == "accept", &why).await?;
    Ok(Redirect::to(&document_href(&id)))
}

#[derive(Deserialize)]
pub(crate) struct DecidedOffer {
    death: String,
    number: String,
    answer: String,
    why: String,
}

/// Whether what it says goes on record.
pub(crate) async fn decide_offer(
    State(desk): State<Desk>,
    Path(id): Path<String>,
    posted: Posted<DecidedOffer>,
) -> Done {
    let DecidedOffer { death, number, answer, why } = posted.form;
    let number = number.parse().map_err(|_| invalid("say which of the values that are offered"))?;
    desk.store.decide_offer(posted.by.actor(), &id, (&death, number), answer == "accept", &why).await?;
    let (store, actor) = (desk.store.clone(), posted.by.actor().clone());
    tokio::spawn(async move {
        if let Err(error) = store.link(&actor, 0, colligate_register::Silent).await {
            log(format_args!("error: series could not be looked for: {error}"));
        }
    });
    Ok(Redirect::to(&document_href(&id)))
}
