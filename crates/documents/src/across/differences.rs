//! What does not go together in an event, side by side: contradictions, wordings, slips; and what only seems not to.

use super::agree::{Stand, compare, content};
use super::facts::Bench;
use super::types::{Difference, DifferenceKind, Fact, Side};
use crate::claims::{Claim, Relation, SubjectKind};
use crate::mentions::{Mentions, Status};

/// The differences of an event, contradictions first. Marks facts that a later document gives otherwise as superseded.
pub(crate) fn differences(bench: &Bench, facts: &mut [Fact], documents: &[usize]) -> Vec<Difference> {
    let mut found = Vec::new();
    between(bench, facts, &mut found);
    within(bench, facts, &mut found);
    subsets(bench, facts, &mut found);
    slips(bench.mentions, documents, &mut found);
    found.sort_by(|a, b| a.kind.cmp(&b.kind).then_with(|| a.sentence.cmp(&b.sentence)));
    found.dedup_by(|a, b| a.kind == b.kind && a.sentence == b.sentence);
    found
}

fn side(claim: &Claim) -> Side {
    Side { document: claim.document, characters: claim.characters.clone(), words: claim.value.written.clone() }
}

fn difference(kind: DifferenceKind, sentence: String, at: &[usize], bench: &Bench) -> Difference {
    let sides = at.iter().filter_map(|at| bench.claims.get(*at)).map(side).collect();
    Difference { kind, sentence, claims: at.to_vec(), sides }
}

/// Different facts of one subject and relation.
fn between(bench: &Bench, facts: &mut [Fact], found: &mut Vec<Difference>) {
    for first in 0..facts.len() {
        for second in first + 1..facts.len() {
            let (Some(a), Some(b)) = (facts.get(first), facts.get(second)) else { continue };
            let people = a.subject.people.iter().any(|name| b.subject.people.contains(name));
            let touches = bench.same_subject(&a.subject, &b.subject)
                || a.subject.kind == SubjectKind::Proceeding && b.subject.kind == SubjectKind::Proceeding && people;
            // What is denied or taken back contradicts nothing: it stands there with its status.
            let plain = a.status == Status::Asserted && b.status == Status::Asserted;
            if a.relation != b.relation || !touches || !plain {
                continue;
            }
            let (Some(&one), Some(&other)) = (a.claims.first(), b.claims.first()) else { continue };
            let (Some(left), Some(right)) = (bench.claims.get(one), bench.claims.get(other)) else { continue };
            let Stand::Differ(kind) = compare(left, right) else { continue };
            let same_name = bench.names.one(&left.value.text) == bench.names.one(&right.value.text);
            if same_name || kind == DifferenceKind::Precision && a.relation != Relation::From {
                continue;
            }
            let later = later(left, right);
            let kind = if kind == DifferenceKind::Contradiction && changes(a.relation) && later.is_some() {
                DifferenceKind::Superseded
            } else {
                kind
            };
            let sentence = match kind {
                DifferenceKind::Precision => format!(
                    "{}: \"{}\" and \"{}\" go together, as places that may lie in each other",
                    a.subject.name, a.value, b.value
                ),
                DifferenceKind::Wording => format!("one phrase in two wordings: \"{}\" and \"{}\"", a.value, b.value),
                DifferenceKind::Loose => format!(
                    "{}: \"{}\" beside \"{}\": an open conclusion told as a finding",
                    a.subject.name, a.value, b.value
                ),
                DifferenceKind::Superseded => {
                    format!("{}: {} \"{}\" and later \"{}\"", a.subject.name, verb(a.relation), a.value, b.value)
                }
                _ => format!("{}: {} \"{}\" or \"{}\"", a.subject.name, verb(a.relation), a.value, b.value),
            };
            found.push(difference(kind, sentence, &[one, other], bench));
            if kind == DifferenceKind::Superseded {
                let (old, new) = if later == Some(true) { (first, second) } else { (second, first) };
                if let Some(fact) = facts.get_mut(old) {
                    fact.superseded_by = Some(new);
                }
            }
        }
    }
}

/// Whether a value of this relation can change with time.
fn changes(relation: Relation) -> bool {
    matches!(
        relation,
        Relation::UnderInvestigation
            | Relation::AtRisk
            | Relation::Expected
            | Relation::ReportDue
            | Relation::Concluded
            | Relation::Aged
            | Relation::ReportStatus
    )
}

/// Whether the second claim was asserted after the first; none where they are of one day or a day is not known or inferred.
fn later(a: &Claim, b: &Claim) -> Option<bool> {
    let (one, other) = (a.asserted_on?, b.asserted_on?);
    (one != other && !a.date_inferred && !b.date_inferred).then_some(other > one)
}

fn verb(relation: Relation) -> &'static str {
    match relation {
        Relation::Aged => "aged",
        Relation::DiedOn => "died",
        Relation::From => "from",
        Relation::FoundAt => "found at",
        Relation::KilledBy => "killed by",
        Relation::Over => "over",
        Relation::UnderInvestigation => "under investigation",
        Relation::AtRisk => "at risk",
        Relation::ReportDue => "due",
        Relation::Expected => "expected",
        Relation::Sentenced => "sentenced to",
        _ => "",
    }
}

/// Claims of one fact that are not equally exact.
fn within(bench: &Bench, facts: &[Fact], found: &mut Vec<Difference>) {
    for fact in facts {
        let claims: Vec<(usize, &Claim)> =
            fact.claims.iter().filter_map(|at| bench.claims.get(*at).map(|claim| (*at, claim))).collect();
        let mut told: Vec<String> = Vec::new();
        for (index, (one, left)) in claims.iter().enumerate() {
            for (other, right) in claims.iter().skip(index + 1) {
                if compare(left, right) != Stand::Differ(DifferenceKind::Precision) {
                    continue;
                }
                let (a, b) = (&left.value.written, &right.value.written);
                let key = format!("{a}|{b}");
                if a.eq_ignore_ascii_case(b) || told.contains(&key) {
                    continue;
                }
                told.push(key);
                let sentence =
                    format!("{}: \"{a}\" and \"{b}\" go together, one more exact than the other", fact.subject.name);
                found.push(difference(DifferenceKind::Precision, sentence, &[*one, *other], bench));
            }
        }
    }
}

/// "Three of the dead" found in one place and two of them named there: a part of the whole.
fn subsets(bench: &Bench, facts: &[Fact], found: &mut Vec<Difference>) {
    let counted = facts.iter().filter(|fact| {
        fact.relation == Relation::FoundAt && fact.subject.kind == SubjectKind::Group && fact.subject.people.is_empty()
    });
    for whole in counted {
        let Some(number) = whole.subject.name.split(' ').next().and_then(|number| number.parse::<usize>().ok()) else {
            continue;
        };
        let kinds = |value: &str| -> Vec<String> { content(value) };
        let near = |other: &&Fact| {
            other.relation == Relation::FoundAt
                && other.subject.kind == SubjectKind::Person
                && kinds(&other.value)
                    .iter()
                    .any(|a| kinds(&whole.value).iter().any(|b| super::agree::same_words(a, b)))
        };
        let parts: Vec<&Fact> = facts.iter().filter(near).collect();
        if parts.is_empty() || parts.len() > number {
            continue;
        }
        let names: Vec<&str> = parts.iter().map(|fact| fact.subject.name.as_str()).collect();
        let sentence = format!(
            "{} found at \"{}\", and {} at \"{}\": the second are a part of the first",
            whole.subject.name,
            whole.value,
            names.join(" and "),
            parts[0].value
        );
        let claims: Vec<usize> = whole
            .claims
            .iter()
            .take(1)
            .chain(parts.iter().flat_map(|fact| fact.claims.iter().take(1)))
            .copied()
            .collect();
        found.push(difference(DifferenceKind::Subset, sentence, &claims, bench));
    }
}

/// A substance written as its name and as a known slip for it.
fn slips(mentions: &[&Mentions], documents: &[usize], found: &mut Vec<Difference>) {
    let all: Vec<(usize, &crate::mentions::SubstanceMention)> = documents
        .iter()
        .zip(mentions)
        .flat_map(|(document, one)| one.substances.iter().map(move |substance| (*document, substance)))
        .collect();
    for (document, slip) in all.iter().filter(|(_, mention)| mention.slip) {
        let proper = all.iter().filter(|(_, other)| other.name == slip.name && !other.slip);
        let Some((place, other)) = proper.min_by_key(|(place, _)| usize::from(place != document)) else { continue };
        let side = |document: &usize, mention: &crate::mentions::SubstanceMention| Side {
            document: *document,
            characters: mention.characters.clone(),
            words: mention.written.clone(),
        };
        let sentence = format!("\"{}\" is probably a slip for \"{}\"; both are kept", slip.written, other.written);
        found.push(Difference {
            kind: DifferenceKind::Slip,
            sentence,
            claims: Vec::new(),
            sides: vec![side(place, other), side(document, slip)],
        });
    }
}
