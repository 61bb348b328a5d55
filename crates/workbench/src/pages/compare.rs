//! Two deaths side by side.

use super::death::evidence_rows;
use super::rows::in_words;
use super::{Head, Page, page};
use crate::Desk;
use crate::figures::{death_href, embedded, label, map, waterfall};
use crate::session::Signed;
use askama::Template;
use axum::extract::{Query, State};
use colligate_casefile::DeathRecord;
use colligate_linkage::result::Member;
use colligate_register::wording;
use serde::Deserialize;

#[derive(Deserialize)]
pub(crate) struct Which {
    pub a: String,
    pub b: String,
}

/// What one of the two is said to be, and where that is from.
struct Side {
    text: String,
    /// Source, and the day from which it was known; empty for what follows from other values.
    from: String,
}

struct Line {
    name: &'static str,
    a: Side,
    b: Side,
    alike: bool,
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
    evidence: Vec<(String, String, String)>,
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
        lines: lines((a, of_a), (b, of_b)),
        weight: wording::weight(compared.link.weight),
        odds: odds(compared.link.weight, "the two"),
        evidence: evidence_rows(&compared.link),
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

/// Fields of the two deaths: what it is called, the field on record that says it, and the value in force as linking reads it.
fn values(member: &Member, record: &DeathRecord) -> [(&'static str, &'static str, String); 13] {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let list = |list: &[String]| list.join(", ");
    // Toxicology that found nothing is something known.
    let found = |all: &[String]| if all.is_empty() { "none found".to_owned() } else { list(all) };
    let said = |field: &str| record.value(field).unwrap_or_default().to_owned();
    [
        ("died", "died", member.dates().map(|dates| dates.to_string()).unwrap_or_default()),
        ("place", "place", text(&member.place)),
        ("kind of place", "place_kind", text(&member.place_kind)),
        ("age", "age", text(&member.age)),
        ("sex", "sex", text(&member.sex)),
        ("kind of death", "", member.kind.clone()),
        ("category", "category", text(&member.category)),
        ("manner", "manner", text(&member.manner)),
        ("cause", "cause", text(&member.cause)),
        ("substances", "substances", member.substances.as_deref().map(found).unwrap_or_default()),
        ("circumstances", "circumstances", list(&member.circumstances)),
        ("narrative", "narrative", said("narrative")),
        ("contacts", "contacts", in_words("contacts", &said("contacts"))),
    ]
}

fn lines(a: (&Member, &DeathRecord), b: (&Member, &DeathRecord)) -> Vec<Line> {
    let from = |record: &DeathRecord, field: &str| {
        let said = record.fields.iter().find(|history| history.field == field).and_then(|history| history.said.last());
        said.map(|said| format!("{}, known from {}", said.source, said.known_from)).unwrap_or_default()
    };
    let pairs = values(a.0, a.1).into_iter().zip(values(b.0, b.1));
    pairs
        .map(|((name, field, of_a), (_, _, of_b))| Line {
            name,
            alike: !of_a.is_empty() && of_a == of_b,
            a: Side { text: of_a, from: from(a.1, field) },
            b: Side { text: of_b, from: from(b.1, field) },
        })
        .collect()
}
