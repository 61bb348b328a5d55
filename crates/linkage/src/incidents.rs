//! Incidents: deaths in one event (a fire, a crash), folded into one before the search.

use crate::world::{Evidence, SAME_PLACE_KM};
use colligate_evidence::{KM_A_DEGREE, Spot};
use colligate_register::wording::counted;
use colligate_register::{Death, Register};
use std::collections::{BTreeMap, HashMap};

/// Several deaths in one event.
#[derive(Clone, Debug, PartialEq)]
pub struct Folded {
    /// Indices in the register, the one that stands for all first.
    pub deaths: Vec<u32>,
    /// Why they count as one.
    pub sentence: String,
}

/// Fewest characters of an address that two deaths share by no accident ("at home" is shorter).
const SHORTEST_ADDRESS: usize = 8;
/// Fewest characters of a case number that a text holds by no accident.
const SHORTEST_ID: usize = 5;

/// The units to be compared, each by the index of the death that stands for it, and the incidents among them.
///
/// Two deaths are of one incident if they share day and place (not at an institution, where that says nothing), or day and
/// the words of their address where coordinates do not tell, or if they share the day and the text of one names the case
/// number of the other. So is a death with all those of its like: three in a row along a street are one incident,
/// in whatever order they are registered.
pub fn fold(register: &Register, evidence: &Evidence) -> (Vec<u32>, Vec<Folded>) {
    let mut by_day: BTreeMap<i32, Vec<u32>> = BTreeMap::new();
    for (i, &day) in evidence.time.days().iter().enumerate() {
        if evidence.time.is_known(day) && evidence.time.shows_an_event(i) {
            by_day.entry(day).or_default().push(i as u32);
        }
    }
    let mut events = Events::new(register.deaths.len());
    for deaths in by_day.values().filter(|deaths| deaths.len() > 1) {
        by_place(&mut events, evidence.place.spots(), deaths);
        by_address(&mut events, register, evidence.place.spots(), deaths);
        by_name(&mut events, register, deaths);
    }
    events.told()
}

/// A rule by which deaths of one day are of one event.
#[derive(Clone, Copy)]
enum Rule {
    Place,
    Address,
    Name,
}

impl Rule {
    const ALL: [(Rule, &str); 3] = [
        (Rule::Place, "within 60 m of each other"),
        (Rule::Address, "at an address of the same words"),
        (Rule::Name, "the text of one names the case number of another"),
    ];
}

/// Which deaths are of one event, each a tree whose root is the death of the lowest index (union–find: Galler and Fischer 1964).
struct Events {
    parents: Vec<u32>,
    /// The rules that held, a bit each, by root.
    rules: Vec<u8>,
}

impl Events {
    fn new(deaths: usize) -> Events {
        Events { parents: (0..deaths as u32).collect(), rules: vec![0; deaths] }
    }

    fn root(&mut self, mut death: u32) -> u32 {
        while self.parents[death as usize] != death {
            let above = self.parents[self.parents[death as usize] as usize];
            self.parents[death as usize] = above;
            death = above;
        }
        death
    }

    fn join(&mut self, a: u32, b: u32, rule: Rule) {
        let (a, b) = (self.root(a), self.root(b));
        let (first, other) = (a.min(b), a.max(b));
        self.parents[other as usize] = first;
        self.rules[first as usize] |= self.rules[other as usize] | 1 << rule as u8;
    }

    /// The units and the incidents.
    fn told(mut self) -> (Vec<u32>, Vec<Folded>) {
        let (mut units, mut members): (Vec<u32>, BTreeMap<u32, Vec<u32>>) = Default::default();
        for death in 0..self.parents.len() as u32 {
            match self.root(death) {
                root if root == death => units.push(death),
                root => members.entry(root).or_insert_with(|| vec![root]).push(death),
            }
        }
        let incidents = members.into_iter().map(|(root, deaths)| {
            let held = Rule::ALL.iter().filter(|(rule, _)| self.rules[root as usize] & 1 << *rule as u8 != 0);
            let held: Vec<&str> = held.map(|(_, words)| *words).collect();
            let sentence = format!("{} on one day: {}", counted(deaths.len(), "death", "deaths"), held.join("; "));
            Folded { deaths, sentence }
        });
        (units, incidents.collect())
    }
}

/// Joins deaths of one day that lie within [`SAME_PLACE_KM`] of each other, not at an institution.
fn by_place(events: &mut Events, spots: &[Spot], deaths: &[u32]) {
    let place = |&&death: &&u32| {
        let spot = &spots[death as usize];
        spot.is_known() && !spot.is_institution()
    };
    let mut south_to_north: Vec<u32> = deaths.iter().filter(place).copied().collect();
    south_to_north.sort_unstable_by(|&a, &b| spots[a as usize].lat.total_cmp(&spots[b as usize].lat).then(a.cmp(&b)));
    let band = SAME_PLACE_KM / KM_A_DEGREE;
    for (n, &a) in south_to_north.iter().enumerate() {
        let spot = &spots[a as usize];
        let near = south_to_north[n + 1..].iter().take_while(|&&b| spots[b as usize].lat - spot.lat <= band);
        for &b in near {
            let other = &spots[b as usize];
            if spot.distance2(other) <= SAME_PLACE_KM * SAME_PLACE_KM {
                events.join(a, b, Rule::Place);
                if spot.lat == other.lat && spot.lon == other.lon {
                    // What lies near this one lies near the other.
                    break;
                }
            }
        }
    }
}

/// Joins deaths of one day at an address of the same words where coordinates do not tell: those without any, and with them those
/// that have coordinates, if these are of one incident by their place.
fn by_address(events: &mut Events, register: &Register, spots: &[Spot], deaths: &[u32]) {
    let mut same: HashMap<String, Vec<u32>> = HashMap::new();
    for &death in deaths.iter().filter(|&&death| !spots[death as usize].is_institution()) {
        if let Some(place) = register.deaths[death as usize].place.as_deref().filter(|it| it.len() >= SHORTEST_ADDRESS)
        {
            same.entry(place.to_ascii_lowercase()).or_default().push(death);
        }
    }
    for deaths in same.into_values() {
        let (placed, unplaced): (Vec<u32>, Vec<u32>) =
            deaths.iter().partition(|&&death| spots[death as usize].is_known());
        unplaced.windows(2).for_each(|two| events.join(two[0], two[1], Rule::Address));
        let Some((&first, rest)) = placed.split_first() else { continue };
        // Words that stand for places apart, as the name of a town, tell of none of them.
        let root = events.root(first);
        if rest.iter().all(|&death| events.root(death) == root) {
            unplaced.iter().for_each(|&death| events.join(first, death, Rule::Address));
        }
    }
}

/// Joins deaths of one day of which the text of one names the case number of the other.
fn by_name(events: &mut Events, register: &Register, deaths: &[u32]) {
    let of = |death: u32| &register.deaths[death as usize];
    let ids: Vec<(u32, u16)> = deaths
        .iter()
        .filter(|&&death| of(death).id.as_str().len() >= SHORTEST_ID)
        .map(|&death| (death, digits(of(death).id.as_str())))
        .collect();
    for &death in deaths {
        let texts = [&of(death).narrative, &of(death).cause];
        let held = texts.map(|text| text.as_deref().map_or(0, digits));
        // A text without the digits of a case number does not name it.
        for &(other, _) in ids.iter().filter(|(other, id)| *other != death && (held[0] | held[1]) & id == *id) {
            if names(of(death), of(other)) {
                events.join(death, other, Rule::Name);
            }
        }
    }
}

/// Which digits are in a text, a bit each.
fn digits(text: &str) -> u16 {
    text.bytes().filter(u8::is_ascii_digit).fold(0, |bits, digit| bits | 1 << (digit - b'0'))
}

/// True where the text of one death names the case number of the other.
fn names(death: &Death, other: &Death) -> bool {
    let named = |text: &Option<Box<str>>| text.as_deref().is_some_and(|text| text.contains(other.id.as_str()));
    named(&death.narrative) || named(&death.cause)
}
