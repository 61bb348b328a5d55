//! Facts: claims of one subject and relation that say the same, with their sources.

use super::agree::{Stand, compare};
use super::same_people::{Names, same_organisation};
use super::types::{DifferenceKind, Fact};
use crate::claims::{Claim, Relation, Subject, SubjectKind};
use crate::mentions::Mentions;

/// What is needed to bring claims together.
pub(crate) struct Bench<'b> {
    pub(crate) claims: &'b [Claim],
    pub(crate) names: &'b Names,
    pub(crate) mentions: &'b [&'b Mentions],
    /// Number of the source of each document.
    pub(crate) source: &'b [usize],
}

impl Bench<'_> {
    /// Whether two subjects are the same, names of people already in one form.
    pub(crate) fn same_subject(&self, a: &Subject, b: &Subject) -> bool {
        if a.kind != b.kind {
            return false;
        }
        match a.kind {
            SubjectKind::Organisation if same_organisation(&a.name, &b.name, self.mentions) => true,
            SubjectKind::Organisation | SubjectKind::Report => {
                let parts = |name: &str| name.split(" of the ").chain(name.split(" by ")).last().map(str::to_owned);
                a.name == b.name
                    || plain(&a.name) == plain(&b.name)
                    || matches!((parts(&a.name), parts(&b.name)), (Some(a), Some(b)) if same_organisation(&a, &b, self.mentions))
                        && head(&a.name) == head(&b.name)
            }
            SubjectKind::Proceeding | SubjectKind::Group => {
                a.people == b.people && plain(head(&a.name)) == plain(head(&b.name))
            }
            _ => a.name == b.name,
        }
    }
}

fn head(name: &str) -> &str {
    name.split([':'])
        .next()
        .and_then(|name| name.split(" of the ").next())
        .and_then(|name| name.split(" by ").next())
        .unwrap_or_default()
}

fn plain(name: &str) -> String {
    name.to_lowercase().trim_start_matches("the ").replace(['“', '”', '"'], "")
}

/// The facts of an event from its claims.
pub(crate) fn facts(bench: &Bench, claims: &[usize]) -> Vec<Fact> {
    let mut facts: Vec<Fact> = Vec::new();
    for &at in claims {
        let Some(claim) = bench.claims.get(at) else { continue };
        let subject = bench.names.subject(&claim.subject);
        let found = facts.iter().position(|fact| {
            fact.relation == claim.relation
                && fact.status == claim.status
                && bench.same_subject(&fact.subject, &subject)
                && fact.claims.iter().filter_map(|at| bench.claims.get(*at)).all(|other| agrees(bench, other, claim))
        });
        match found.and_then(|at| facts.get_mut(at)) {
            Some(fact) => {
                fact.claims.push(at);
                if is_finer(claim, fact) {
                    fact.value = shown(bench, claim);
                    fact.happened = claim.happened.or(fact.happened);
                }
                fact.happened = fact.happened.or(claim.happened);
            }
            None => facts.push(Fact {
                subject,
                relation: claim.relation,
                status: claim.status,
                value: shown(bench, claim),
                happened: claim.happened,
                claims: vec![at],
                documents: Vec::new(),
                sources: 0,
                superseded_by: None,
            }),
        }
    }
    for fact in &mut facts {
        let claims = fact.claims.iter().filter_map(|at| bench.claims.get(*at));
        fact.documents = claims.map(|claim| claim.document).collect();
        fact.documents.sort_unstable();
        fact.documents.dedup();
        let mut sources: Vec<usize> = fact.documents.iter().filter_map(|at| bench.source.get(*at).copied()).collect();
        sources.sort_unstable();
        sources.dedup();
        // The same words of one speaker in several papers were said once.
        fact.sources = if fact.relation == Relation::Said { 1 } else { sources.len() };
    }
    facts.sort_by(|a, b| {
        (&a.subject, a.relation, &a.value, a.status).cmp(&(&b.subject, b.relation, &b.value, b.status))
    });
    facts
}

/// Whether two claims are one fact: the same, or one more exact than the other.
fn agrees(bench: &Bench, a: &Claim, b: &Claim) -> bool {
    if matches!(a.relation, Relation::KilledBy | Relation::ForgedBy | Relation::FoundWith | Relation::Purports) {
        return bench.names.one(&a.value.text) == bench.names.one(&b.value.text);
    }
    match compare(a, b) {
        Stand::Same => true,
        // Homes that lie in each other stand side by side.
        Stand::Differ(DifferenceKind::Precision) => a.relation != Relation::From,
        _ => false,
    }
}

/// Whether a claim is more exact than the value of a fact.
fn is_finer(claim: &Claim, fact: &Fact) -> bool {
    match (claim.happened, fact.happened) {
        (Some(mine), Some(theirs)) => mine.precision < theirs.precision || (!mine.by && theirs.by),
        (Some(_), None) => true,
        _ => {
            claim.relation != Relation::DiedOn
                && claim.value.text.len() > fact.value.len()
                && claim.value.number.is_none()
        }
    }
}

/// A value as shown, names in one form.
fn shown(bench: &Bench, claim: &Claim) -> String {
    bench.names.one(&claim.value.text).to_owned()
}
