//! Two deaths side by side.

mod shared;

use super::{Head, Page, page};
use crate::Desk;
use crate::figures::{death_href, embedded, label, map, waterfall};
use crate::session::Signed;
use askama::Template;
use axum::extract::{Query, State};
use colligate_casefile::DeathRecord;
use colligate_casefile::words::day_of;
use colligate_evidence::Likeness;
use colligate_linkage::Likened;
use colligate_linkage::result::{EvidenceWeight, Link, Member};
use colligate_register::Field;
use colligate_register::wording::{self, weight};
use serde::Deserialize;
use shared::{Piece, Shared};

#[derive(Deserialize)]
pub(crate) struct Which {
    pub a: String,
    pub b: String,
}

/// What one of the two is said to be, and where that is from.
struct Side {
    /// The text, with what the other death has, too, apart.
    pieces: Vec<Piece>,
    /// Source, and the day from which it was known; empty for what follows from other values.
    from: String,
}

struct Line {
    name: &'static str,
    a: Side,
    b: Side,
    likeness: Likeness,
}

impl Line {
    /// On record of both, and not compared all the same: by name or not at all.
    fn is_known(&self) -> bool {
        !self.a.pieces.is_empty() && !self.b.pieces.is_empty()
    }
}

/// A row of the evidence: what it says by itself, and what it adds to the link.
struct EvidenceLine {
    name: String,
    likeness: Likeness,
    /// Its weight by itself, where it is counted together with another.
    alone: String,
    weight: String,
    why: String,
}

#[derive(Template)]
#[template(path = "compare.html")]
struct ComparePage {
    head: Head,
    a: (String, String),
    b: (String, String),
    lines: Vec<Line>,
    weight: String,
    odds: String,
    evidence: Vec<EvidenceLine>,
    waterfall: String,
    map: String,
}

pub(crate) async fn show(State(desk): State<Desk>, Query(which): Query<Which>, by: Signed) -> Page {
    let compared = desk.store.compare(by.actor(), &which.a, &which.b).await?;
    let (a, b) = (&compared.a, &compared.b);
    let (of_a, of_b) = &compared.records;
    page(&ComparePage {
        a: (death_href(a.id.as_str()), label(a)),
        b: (death_href(b.id.as_str()), label(b)),
        lines: lines((a, of_a), (b, of_b), &compared.likened),
        weight: weight(compared.link.weight),
        odds: odds(compared.link.weight, "the two"),
        evidence: evidence(&compared.link, &compared.likened),
        waterfall: embedded(&waterfall(&compared.link)),
        map: embedded(&map([(a, "member"), (b, "member")].into_iter(), &desk.layers)),
        head: Head::new(&by, desk.store.clock().today().to_string()),
    })
}

/// A weight in words: how many times better one explanation is than the other.
pub(crate) fn odds(weight: f64, deaths: &str) -> String {
    let times = match weight.abs() {
        ..0.05 => return format!("“linked” and “unrelated” explain what {deaths} have in common as well"),
        size @ ..=6.0 => wording::figure(10f64.powf(size)),
        size => format!("10{}", wording::superscript(size.round() as i32)),
    };
    let (better, worse) = if weight >= 0.0 { ("linked", "unrelated") } else { ("unrelated", "linked") };
    format!("“{better}” explains what {deaths} have in common {times} times better than “{worse}”")
}

/// How what is in a field is compared.
#[derive(Clone, Copy)]
enum Compared {
    /// As a whole.
    Whole,
    /// Word by word.
    Words,
    /// Thing by thing, as linking reads them.
    List(fn(&Member) -> &[String]),
    /// Part by part of each contact.
    Contacts,
}

/// A field of a death as it is compared: the kind of evidence that does, and how.
struct Row {
    /// The field on record that says it; none for the kind of death, which follows from several.
    field: Option<Field>,
    evidence: &'static str,
    how: Compared,
}

impl Row {
    fn name(&self) -> &'static str {
        self.field.map_or("kind of death", Field::in_words)
    }
}

const fn row(field: Option<Field>, evidence: &'static str, how: Compared) -> Row {
    Row { field, evidence, how }
}

const ROWS: [Row; 13] = [
    row(Some(Field::Died), "time", Compared::Whole),
    row(Some(Field::Place), "place", Compared::Whole),
    row(Some(Field::PlaceKind), "place_kind", Compared::Whole),
    row(Some(Field::Age), "age", Compared::Whole),
    row(Some(Field::Sex), "sex", Compared::Whole),
    row(None, "kind", Compared::Whole),
    row(Some(Field::Category), "category", Compared::Whole),
    row(Some(Field::Manner), "manner", Compared::Whole),
    row(Some(Field::Cause), "cause", Compared::Words),
    row(Some(Field::Substances), "substances", Compared::List(substances)),
    row(Some(Field::Circumstances), "circumstances", Compared::List(circumstances)),
    row(Some(Field::Narrative), "narrative", Compared::Words),
    row(Some(Field::Contacts), "contacts", Compared::Contacts),
];

fn substances(member: &Member) -> &[String] {
    member.substances.as_deref().unwrap_or_default()
}

fn circumstances(member: &Member) -> &[String] {
    &member.circumstances
}

/// The value in force of a field as linking reads it.
fn value(row: &Row, member: &Member, record: &DeathRecord) -> String {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    match row.field {
        None => member.kind.clone(),
        Some(Field::Died) => member.dates().map(|dates| dates.short_words()).unwrap_or_default(),
        Some(Field::Place) => text(&member.place),
        Some(Field::PlaceKind) => text(&member.place_kind),
        Some(Field::Age) => text(&member.age),
        Some(Field::Sex) => text(&member.sex),
        Some(Field::Category) => text(&member.category),
        Some(Field::Manner) => text(&member.manner),
        Some(Field::Cause) => text(&member.cause),
        // Toxicology that found nothing is something known.
        Some(Field::Substances) if member.substances.as_ref().is_some_and(Vec::is_empty) => "none found".to_owned(),
        Some(other) => record.value(other).unwrap_or_default().to_owned(),
    }
}

fn lines(a: (&Member, &DeathRecord), b: (&Member, &DeathRecord), likened: &[Likened]) -> Vec<Line> {
    ROWS.iter().map(|row| line(row, a, b, likened)).collect()
}

fn line(row: &Row, a: (&Member, &DeathRecord), b: (&Member, &DeathRecord), likened: &[Likened]) -> Line {
    let texts = (value(row, a.0, a.1), value(row, b.0, b.1));
    let of = likened.iter().find(|likened| likened.evidence == row.evidence);
    let likeness = of.map_or(Likeness::NotCompared, |likened| likened.likeness);
    let is_same = likeness != Likeness::NotCompared && texts.0 == texts.1;
    let side = |member: &Member, record: &DeathRecord, text: &str| Side {
        pieces: match (row.how, of.map(Shared::of)) {
            (Compared::Words, Some(shared)) => shared.in_words(text),
            (Compared::List(things), Some(shared)) if !things(member).is_empty() => shared.in_list(things(member)),
            (Compared::Contacts, Some(shared)) => shared.in_contacts(text),
            _ => Shared::whole(text, is_same),
        },
        from: row.field.map(|field| from(record, field)).unwrap_or_default(),
    };
    Line { name: row.name(), likeness, a: side(a.0, a.1, &texts.0), b: side(b.0, b.1, &texts.1) }
}

/// Source of the value in force, and the day from which it was known.
fn from(record: &DeathRecord, field: Field) -> String {
    let said = record.fields.iter().find(|history| history.field == field).and_then(|history| history.said.last());
    said.map(|said| format!("{}, known from {}", said.source, day_of(&said.known_from))).unwrap_or_default()
}

fn evidence(link: &Link, likened: &[Likened]) -> Vec<EvidenceLine> {
    let line = |row: &EvidenceWeight| {
        let of = likened.iter().find(|likened| likened.evidence == row.evidence);
        let alone = of.map(|of| of.weight).filter(|alone| weight(*alone) != weight(row.weight));
        EvidenceLine {
            name: row.evidence.replace('_', " "),
            likeness: of.map_or(Likeness::NotCompared, |of| of.likeness),
            alone: alone.map(weight).unwrap_or_default(),
            weight: weight(row.weight),
            why: row.sentence.clone(),
        }
    };
    link.evidence.iter().map(line).collect()
}
