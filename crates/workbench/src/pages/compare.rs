//! Two deaths side by side.

use super::death::evidence_rows;
use super::{Head, Page, page};
use crate::Desk;
use crate::figures::{death_href, embedded, label, map, waterfall};
use crate::session::Signed;
use askama::Template;
use axum::extract::{Query, State};
use colligate_linkage::result::Member;
use serde::Deserialize;

#[derive(Deserialize)]
pub(crate) struct Which {
    pub a: String,
    pub b: String,
}

struct Line {
    name: &'static str,
    a: String,
    b: String,
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
    page(&ComparePage {
        a: (death_href(a.id.as_str()), label(a)),
        b: (death_href(b.id.as_str()), label(b)),
        lines: lines(a, b),
        weight: format!("{:.1}", compared.link.weight),
        odds: odds(compared.link.weight, "the two"),
        evidence: evidence_rows(&compared.link),
        waterfall: embedded(&waterfall(&compared.link)),
        map: embedded(&map([(a, "member"), (b, "member")].into_iter(), &desk.layers)),
        head: Head::new(&by, desk.store.clock().today().to_string()),
    })
}

/// A weight in words: how many times better one explanation is than the other.
pub(crate) fn odds(weight: f64, deaths: &str) -> String {
    let times = 10f64.powf(weight.abs());
    let times = if times < 1e6 { format!("{times:.0}") } else { format!("10^{:.1}", weight.abs()) };
    let (better, worse) = if weight >= 0.0 { ("linked", "unrelated") } else { ("unrelated", "linked") };
    format!("“{better}” explains what {deaths} have in common {times} times better than “{worse}”")
}

fn lines(a: &Member, b: &Member) -> Vec<Line> {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let list = |list: &[String]| list.join(", ");
    let of = |member: &Member| {
        [
            ("died", member.day.map(|day| day.to_string()).unwrap_or_default()),
            ("place", text(&member.place)),
            ("kind of place", text(&member.place_kind)),
            ("age", text(&member.age)),
            ("sex", text(&member.sex)),
            ("kind of death", member.kind.clone()),
            ("category", text(&member.category)),
            ("manner", text(&member.manner)),
            ("cause", text(&member.cause)),
            ("substances", member.substances.as_deref().map_or_else(|| "no toxicology on record".to_owned(), list)),
            ("circumstances", list(&member.circumstances)),
        ]
    };
    let pairs = of(a).into_iter().zip(of(b));
    pairs.map(|((name, a), (_, b))| Line { name, alike: !a.is_empty() && a == b, a, b }).collect()
}
