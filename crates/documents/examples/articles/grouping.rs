//! How well articles are grouped by incident.

use crate::score::Cubed;
use crate::truth::{Article, Incident};
use colligate_documents::across::Reading;
use std::collections::BTreeMap;

/// B-cubed precision and recall (Bagga and Baldwin 1998) of the grouping, for the articles of each half.
pub fn b_cubed(articles: &[Article], reading: &Reading, incidents: &BTreeMap<String, Incident>) -> Vec<Cubed> {
    let mut event = vec![0; articles.len()];
    for (number, group) in reading.events.iter().enumerate() {
        for &document in &group.documents {
            event[document] = number;
        }
    }
    let mut halves = vec![Cubed::default(), Cubed::default()];
    for (at, article) in articles.iter().enumerate() {
        let half = incidents.get(&article.incident).map_or(0, Incident::half);
        let same = |other: &&usize| event[**other] == event[at];
        let true_same = |other: &&usize| articles[**other].incident == article.incident;
        let all: Vec<usize> = (0..articles.len()).collect();
        let both = all.iter().filter(same).filter(true_same).count();
        let (found, truth) = (all.iter().filter(same).count(), all.iter().filter(true_same).count());
        halves[half].add(both as f64 / found as f64, both as f64 / truth as f64);
    }
    halves
}
