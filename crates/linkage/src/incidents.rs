//! Incidents: deaths in one event (a fire, a crash), folded into one before the search.

use crate::world::{Evidence, SAME_PLACE_KM};
use colligate_register::{Death, Register};
use std::collections::BTreeMap;

/// Several deaths in one event.
#[derive(Clone, Debug, PartialEq)]
pub struct Folded {
    /// Indices in the register, the one that stands for all first.
    pub deaths: Vec<u32>,
    /// Why they count as one.
    pub sentence: String,
}

/// The units to be compared, each by the index of the death that stands for it, and the incidents among them.
///
/// Two deaths are one incident if they share day and place (not at an institution, where that says nothing), or day and
/// the words of their address, or if the text of one names the case number of the other.
pub fn fold(register: &Register, evidence: &Evidence) -> (Vec<u32>, Vec<Folded>) {
    let mut by_day: BTreeMap<i32, Vec<u32>> = BTreeMap::new();
    for (i, &day) in evidence.time.days().iter().enumerate() {
        if evidence.time.is_known(day) {
            by_day.entry(day).or_default().push(i as u32);
        }
    }
    let digits: Vec<Digits> = register.deaths.iter().map(Digits::of).collect();
    let mut leader: Vec<u32> = (0..register.deaths.len() as u32).collect();
    for deaths in by_day.values() {
        for (n, &a) in deaths.iter().enumerate() {
            for &b in &deaths[n + 1..] {
                if leader[b as usize] == b && one_event(register, evidence, &digits, a as usize, b as usize) {
                    leader[b as usize] = leader[a as usize];
                }
            }
        }
    }
    let mut members: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (i, &first) in leader.iter().enumerate() {
        if first != i as u32 {
            members.entry(first).or_insert_with(|| vec![first]).push(i as u32);
        }
    }
    let units = leader.iter().enumerate().filter(|(i, first)| **first == *i as u32).map(|(i, _)| i as u32).collect();
    let incidents = members.into_values().map(|deaths| {
        let sentence = format!("{} deaths on one day at one place, or told of together", deaths.len());
        Folded { deaths, sentence }
    });
    (units, incidents.collect())
}

/// True for two deaths of one day at one place.
fn one_event(register: &Register, evidence: &Evidence, digits: &[Digits], a: usize, b: usize) -> bool {
    let (x, y) = (&evidence.place.spots()[a], &evidence.place.spots()[b]);
    let (first, second) = (&register.deaths[a], &register.deaths[b]);
    let names = |a: usize, b: usize| digits[a].may_name(digits[b]);
    if names(a, b) && names_the_other(first, second) || names(b, a) && names_the_other(second, first) {
        return true;
    }
    if x.is_institution() || y.is_institution() {
        return false;
    }
    if x.is_known() && y.is_known() {
        return x.distance2(y) <= SAME_PLACE_KM * SAME_PLACE_KM;
    }
    match (&first.place, &second.place) {
        (Some(place), Some(other)) => place.len() >= 8 && place.eq_ignore_ascii_case(other),
        _ => false,
    }
}

/// Which digits are in the texts of a death and in its case number, a bit each: a text without the digits of a case
/// number does not name it.
#[derive(Clone, Copy)]
struct Digits {
    texts: u16,
    id: u16,
}

impl Digits {
    fn of(death: &Death) -> Digits {
        let of = |text: &str| text.bytes().filter(u8::is_ascii_digit).fold(0, |bits, digit| bits | 1 << (digit - b'0'));
        let texts = [&death.narrative, &death.cause].map(|text| text.as_deref().map_or(0, of));
        Digits { texts: texts[0] | texts[1], id: of(death.id.as_str()) }
    }

    fn may_name(self, other: Digits) -> bool {
        self.texts & other.id == other.id
    }
}

/// True where the text of one death names the case number of the other.
fn names_the_other(death: &Death, other: &Death) -> bool {
    let id = other.id.as_str();
    let named = |text: &Option<Box<str>>| text.as_deref().is_some_and(|text| text.contains(id));
    id.len() >= 5 && (named(&death.narrative) || named(&death.cause))
}
