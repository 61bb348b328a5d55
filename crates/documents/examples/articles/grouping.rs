//! How well articles are grouped by incident.

use crate::score::Cubed;
use crate::truth::{Article, Incident, Part};
use colligate_documents::across::Reading;
use std::collections::BTreeMap;

/// B-cubed precision and recall (Bagga and Baldwin 1998) of the grouping, for the articles of each part.
pub fn b_cubed(articles: &[Article], reading: &Reading, incidents: &BTreeMap<String, Incident>) -> Vec<Cubed> {
    let mut event = vec![0; articles.len()];
    for (number, group) in reading.events.iter().enumerate() {
        for &document in &group.documents {
            event[document] = number;
        }
    }
    let mut parts = vec![Cubed::default(); Part::ALL.len()];
    for (at, article) in articles.iter().enumerate() {
        let Some(part) = incidents.get(&article.incident).map(Incident::part) else { continue };
        let same = |other: &&usize| event[**other] == event[at];
        let true_same = |other: &&usize| articles[**other].incident == article.incident;
        let all: Vec<usize> = (0..articles.len()).collect();
        let both = all.iter().filter(same).filter(true_same).count();
        let (found, truth) = (all.iter().filter(same).count(), all.iter().filter(true_same).count());
        parts[part as usize].add(both as f64 / found as f64, both as f64 / truth as f64);
    }
    parts
}
