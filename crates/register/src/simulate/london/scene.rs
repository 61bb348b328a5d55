//! What is noted at the scene: circumstances, who found and who attended, and when it must have happened.

use super::courses::{Course, Toxicology};
use crate::death::Contact;
use crate::kind::Kind;
use crate::simulate::draw::Draw;
use crate::time::{Day, MINUTES_A_DAY, Span};

/// Assumption: share of deaths outside institutions of which circumstances are noted at all. Of the others nothing is
/// known, which is not "no".
const NOTED: f64 = 0.62;

/// Assumption: officers for each thousand people of a borough who attend deaths.
const OFFICERS_PER_THOUSAND: f64 = 0.12;

const OUTDOORS: [&str; 5] = ["street", "park", "churchyard", "water", "railway"];
const CARED_FOR: [&str; 4] = ["hospital", "care home", "hospice", "prison"];

/// What is known of a death when its scene is drawn.
pub(super) struct Case<'a> {
    pub(super) course: &'a Course,
    pub(super) place_kind: &'static str,
    pub(super) manner: &'static str,
    pub(super) borough: usize,
    /// Thousands of people of the borough.
    pub(super) people: f64,
    pub(super) institution: Option<usize>,
    /// Position in the order of drawing: unique, so that names and telephones made from it are.
    pub(super) index: u64,
}

impl Case<'_> {
    fn outdoors(&self) -> bool {
        OUTDOORS.contains(&self.place_kind)
    }

    fn cared_for(&self) -> bool {
        CARED_FOR.contains(&self.place_kind)
    }

    /// Who finds, with weights (assumption).
    fn finders(&self) -> &'static [(&'static str, f64)] {
        match self.place_kind {
            "home" => &[
                ("found by family", 0.55),
                ("found by friend", 0.25),
                ("found by police", 0.15),
                ("found by staff", 0.05),
            ],
            "hotel" | "shelter" | "commercial" | "workplace" => &[("found by staff", 0.75), ("found by friend", 0.25)],
            _ => &[("found by passer-by", 0.7), ("found by police", 0.2), ("found by friend", 0.1)],
        }
    }
}

/// Circumstance codes. Every probability here is an assumption: the share of cases in which the code is both true and
/// noted, among those of which circumstances are noted at all.
pub(super) fn circumstances(case: &Case, draw: &mut Draw) -> Vec<&'static str> {
    if case.cared_for() || !draw.chance(NOTED) {
        return Vec::new();
    }
    let (outdoors, drug, suicide) = (case.outdoors(), case.course.kind == Kind::Drug, case.manner == "suicide");
    let at_home = case.place_kind == "home";
    let traffic = case.course.kind == Kind::Transport;
    let opioid = case.course.toxicology == Toxicology::Opioid;
    let party = matches!(case.course.toxicology, Toxicology::Party | Toxicology::Ghb);
    let finder = case.finders()[draw.weighted(case.finders().iter().map(|finder| finder.1))].0;
    let shares = [
        ("found outdoors", if outdoors { 0.95 } else { 0.0 }),
        ("found in water", if case.place_kind == "water" { 0.95 } else { 0.0 }),
        (finder, if traffic { 0.0 } else { 0.8 }),
        ("alone", if at_home { 0.55 } else { 0.2 }),
        ("locked from inside", if at_home { 0.30 } else { 0.0 }),
        ("propped sitting", if outdoors && !traffic { 0.04 } else { 0.015 }),
        ("face down", if traffic { 0.0 } else { 0.05 }),
        ("telephone missing", if outdoors && !traffic { 0.03 } else { 0.008 }),
        ("wallet missing", if outdoors { 0.03 } else { 0.004 }),
        ("naked", if at_home { 0.04 } else { 0.006 }),
        ("note present", if suicide { 0.33 } else { 0.002 }),
        (
            "drug paraphernalia",
            if opioid {
                0.55
            } else if party {
                0.30
            } else {
                0.004
            },
        ),
        (
            "injection marks",
            if opioid {
                0.20
            } else if party {
                0.04
            } else {
                0.001
            },
        ),
        ("bottle of liquid", if case.course.toxicology == Toxicology::Ghb { 0.15 } else { 0.004 }),
        ("medication at scene", if case.course.toxicology == Toxicology::Medicine { 0.60 } else { 0.08 }),
        ("history of drug use", if drug { 0.45 } else { 0.02 }),
        ("prior overdose", if drug { 0.10 } else { 0.003 }),
        ("history of self-harm", if suicide { 0.30 } else { 0.01 }),
        ("sexual activity", if party { 0.08 } else { 0.003 }),
        ("homeless", if opioid || outdoors { 0.08 } else { 0.0 }),
        ("unexplained injuries", 0.012),
        ("unknown to area", if outdoors { 0.02 } else { 0.002 }),
        ("reported missing", if outdoors { 0.04 } else { 0.005 }),
        ("last seen with somebody", 0.05),
        ("decomposed", if at_home { 0.04 } else { 0.01 }),
        ("anonymous call", 0.004),
    ];
    shares.into_iter().filter(|(_, share)| draw.chance(*share)).map(|(code, _)| code).collect()
}

/// Finder and officers. Names are codes. Telephones are invented, under the country code 999, each given once; only
/// the managers of care homes and hospices and the officers of a borough recur, as they would.
pub(super) fn contacts(case: &Case, draw: &mut Draw) -> Vec<Contact> {
    let mut contacts = Vec::new();
    let person = |role: &str, name: String, telephone: Option<String>| Contact {
        role: role.into(),
        name: Some(name.into()),
        telephone: telephone.map(Into::into),
        ..Contact::default()
    };
    if let Some(number) = case.institution {
        let code = case.borough * 1_000 + number;
        let letter = if case.place_kind == "hospice" { 'H' } else { 'M' };
        let line = code + if letter == 'H' { 500 } else { 0 };
        contacts.push(person("caller", format!("Manager {letter}{code:05}"), Some(format!("+999900{line:06}"))));
    }
    if case.cared_for() {
        return contacts;
    }
    if draw.chance(0.75) {
        let telephone = draw.chance(0.8).then(|| telephone(case.index));
        contacts.push(person("finder", format!("Witness {:06}", case.index + 1), telephone));
    }
    let officers = ((case.people * OFFICERS_PER_THOUSAND).ceil() as usize).max(2);
    let first = draw.below(officers);
    let mut on_duty = vec![first];
    if draw.chance(0.6) {
        let second = draw.below(officers);
        if second != first {
            on_duty.push(second);
        }
    }
    contacts.extend(
        on_duty
            .into_iter()
            .map(|officer| person("attended", format!("PC {}", 1_000 + case.borough * 100 + officer), None)),
    );
    contacts
}

/// An invented telephone: different for every index below 10⁸, and not in order.
fn telephone(index: u64) -> String {
    format!("+9991{:08}", (index * 48_271 + 20_129) % 100_000_000)
}

/// When it must have happened, for a death reported on a day: to the minute where people were there; between last seen
/// alive and found where it was found; else some time on the day. Shares and lengths are assumptions.
pub(super) fn died(case: &Case, reported: Day, decomposed: bool, draw: &mut Draw) -> Span {
    let midnight = i64::from(reported.0) * MINUTES_A_DAY;
    let minute = midnight + draw.whole(0, MINUTES_A_DAY - 1);
    let witnessed = case.cared_for() || case.course.kind == Kind::Transport || draw.chance(0.12);
    if decomposed {
        return Span::between(minute - draw.exponential(12.0 * 1440.0) as i64 - 2880, minute);
    }
    if witnessed {
        return if draw.chance(0.8) { Span::between(minute, minute) } else { Span::on(reported) };
    }
    if draw.chance(0.45) {
        return Span::between(minute - draw.exponential(9.0 * 60.0).min(2.0 * 1440.0) as i64 - 10, minute);
    }
    Span::on(reported)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn no_two_witnesses_share_a_telephone() {
        let all: BTreeSet<String> = (0..50_000).map(telephone).collect();
        assert_eq!(all.len(), 50_000);
    }
}
