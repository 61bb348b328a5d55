//! Claims: who says what of whom, when, in which document, at which characters.
//!
//! One file for each kind of thing that is claimed. The grammar knows English reports about deaths; what it cannot place with a subject
//! it leaves alone.

mod day_of;
mod deaths;
mod finding;
mod investigations;
mod killing;
mod offences;
mod people;
mod proceedings;
mod quoted_mail;
mod reader;
mod reports;
mod said;
mod things;
mod types;

pub use types::{Claim, Relation, Subject, SubjectKind, Value};

use crate::mentions::Parsed;
use jiff::civil::Date;
use reader::Reader;

/// The claims of one document, in the order of its text.
pub(crate) fn read(parsed: &Parsed, document: usize, asserted_on: Option<Date>, date_inferred: bool) -> Vec<Claim> {
    let mut reader =
        Reader { parsed, document, asserted_on, date_inferred, claims: Vec::new(), quoted: quoted_mail::find(parsed) };
    people::read(&mut reader);
    deaths::read(&mut reader);
    offences::read(&mut reader);
    proceedings::read(&mut reader);
    investigations::read(&mut reader);
    reports::read(&mut reader);
    things::read(&mut reader);
    said::read(&mut reader);
    let mut claims = reader.claims;
    claims.sort_by(|a, b| {
        (a.characters.start, a.characters.end, a.relation, &a.subject).cmp(&(
            b.characters.start,
            b.characters.end,
            b.relation,
            &b.subject,
        ))
    });
    claims.dedup_by(|a, b| a.subject == b.subject && a.relation == b.relation && a.value == b.value);
    claims
}
