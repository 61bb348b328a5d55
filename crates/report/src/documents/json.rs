//! Everything that was read, for other programs.

use super::{DocumentsFacts, View};
use crate::error::ReportError;
use colligate_documents::across::Reading;
use colligate_documents::{DateOrigin, NotRead, Piece};
use serde_json::{Map, Value, json};

/// Name and version of the schema.
pub const SCHEMA: &str = "colligate.documents/1";

/// What was read as pretty JSON, ending in a line break.
///
/// # Errors
/// [`ReportError::Json`] where the serialiser refuses, which it does for no value of this type.
pub fn documents_json(facts: &DocumentsFacts<'_>, reading: &Reading) -> Result<String, ReportError> {
    let view = View { facts, reading };
    let mut documents = Vec::new();
    for (at, document) in reading.documents.iter().enumerate() {
        let mut value = object(serde_json::to_value(document)?);
        let origin = facts.origins.get(at);
        value.insert("pieces".into(), origin.map_or(Value::Null, |origin| origin.pieces.iter().map(piece).collect()));
        value.insert("date_from".into(), origin.and_then(|origin| origin.date.as_ref()).map_or(Value::Null, date_from));
        value.insert(
            "not_read".into(),
            origin.map_or(Value::Null, |origin| origin.not_read.iter().map(not_read).collect()),
        );
        documents.push(Value::Object(value));
    }
    let mut claims = Vec::new();
    for claim in &reading.claims {
        let mut value = object(serde_json::to_value(claim)?);
        let origin = facts.origins.get(claim.document);
        let places = origin.map(|origin| origin.places(claim.characters.clone())).unwrap_or_default();
        value.insert("words".into(), view.words(claim.document, &claim.characters).into());
        value.insert("places".into(), places.iter().map(piece).collect());
        claims.push(Value::Object(value));
    }
    let register = match &facts.register {
        Some((source, attachments)) => json!({ "source": source, "attachments": attachments }),
        None => Value::Null,
    };
    let value = json!({
        "schema": SCHEMA,
        "version": facts.version,
        "documents": documents,
        "claims": claims,
        "events": reading.events,
        "register": register,
        "refused": facts.refused,
    });
    Ok(format!("{value:#}\n"))
}

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(object) => object,
        other => Map::from_iter([("value".to_owned(), other)]),
    }
}

fn piece(piece: &Piece) -> Value {
    json!({
        "text": [piece.text.start, piece.text.end],
        "source": [piece.source.start, piece.source.end],
        "page": piece.page,
    })
}

fn not_read(one: &NotRead) -> Value {
    let NotRead { what, pages, part, count } = one;
    json!({ "what": what, "pages": pages, "part": part, "count": count, "words": one.in_words() })
}

fn date_from(date: &DateOrigin) -> Value {
    json!({
        "place": date.place,
        "source": date.source.as_ref().map(|range| [range.start, range.end]),
        "page": date.page,
    })
}
