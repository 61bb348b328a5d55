//! Points that stand for a town, not for an address: many deaths at exactly one point whose places read differently.

use super::{deaths, grouped};
use crate::register::Register;
use crate::wording::counted;
use rustc_hash::{FxHashMap, FxHashSet};

/// Deaths at one point below which nothing is concluded.
const MANY: usize = 20;

/// Imprecision given to such a point, in metres: about the radius of a town of 30 square kilometres.
const TOWN_M: f32 = 3000.0;

/// An address is believed where this share of the places at the point are one address.
const ONE_ADDRESS: f64 = 0.5;

/// Coordinates are those of towns throughout where fewer than this share of the points stand alone.
const ALONE: f64 = 0.05;

/// Deaths with points below which a register as a whole is not judged.
const ENOUGH: usize = 200;

/// Marks points that stand for a wider area as imprecise.
pub(super) fn run(register: &mut Register, notes: &mut Vec<String>) {
    let mut points: Vec<(u64, u64, u32)> = Vec::new();
    for (at, death) in register.deaths.iter().enumerate() {
        if let Some(point) = death.point.filter(|point| point.imprecision_m == 0.0) {
            points.push((point.lat.to_bits(), point.lon.to_bits(), at as u32));
        }
    }
    points.sort_unstable();
    let groups = || points.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1));
    let all = points.len();
    let alone = groups().filter(|group| group.len() == 1).count();
    if all >= ENOUGH && (alone as f64) < ALONE * all as f64 {
        for (_, _, at) in &points {
            make_imprecise(register, *at);
        }
        notes.push(format!(
            "The {} with coordinates share {}: centres of towns or areas, not addresses, and taken as imprecise by {TOWN_M} m.",
            deaths(all),
            counted(groups().count(), "point", "points")
        ));
        return;
    }
    let found: Vec<&[(u64, u64, u32)]> =
        groups().filter(|group| group.len() >= MANY && !is_one_address(register, group)).collect();
    for (_, _, at) in found.iter().copied().flatten() {
        make_imprecise(register, *at);
    }
    if let Some(note) = of_unknown_nature(register, groups()) {
        notes.push(note);
    }
    let members: usize = found.iter().map(|group| group.len()).sum();
    let points = found.len();
    if points > 0 {
        notes.push(format!(
            "{} stand at {} with many different addresses: such a point stands for a town, and is taken as imprecise by {TOWN_M} m.",
            deaths(members),
            counted(points, "point", "points")
        ));
    }
}

/// Says where many deaths stand at one exact point and nothing tells an address from the centre of a town: most have no kind of
/// place, and no place with a house number.
fn of_unknown_nature<'p>(register: &Register, groups: impl Iterator<Item = &'p [(u64, u64, u32)]>) -> Option<String> {
    let says_little = |&(_, _, at): &(u64, u64, u32)| {
        let death = &register.deaths[at as usize];
        let is_address = |place: &str| place.contains(|c: char| c.is_ascii_digit());
        death.place_kind.is_none() && !death.place.as_deref().is_some_and(is_address)
    };
    let unknown = |group: &&[(u64, u64, u32)]| {
        let precise = register.deaths[group[0].2 as usize].point.is_some_and(|point| point.imprecision_m == 0.0);
        precise && group.len() >= MANY && 2 * group.iter().filter(|one| says_little(one)).count() > group.len()
    };
    let all: Vec<_> = groups.filter(unknown).collect();
    let most = all.iter().max_by_key(|group| group.len())?;
    let at = format!("{:.4}, {:.4}", f64::from_bits(most[0].0), f64::from_bits(most[0].1));
    let stand = match all.len() {
        1 => format!("{} stand at one exact point ({at})", deaths(most.len())),
        n => format!("{} exact points hold {MANY} deaths or more, most {} ({at})", grouped(n), grouped(most.len())),
    };
    Some(format!(
        "{stand}, and no address tells what is there: taken for a place where many die. Give imprecision_m where it is the centre of a town."
    ))
}

fn make_imprecise(register: &mut Register, at: u32) {
    if let Some(point) = register.deaths.get_mut(at as usize).and_then(|death| death.point.as_mut()) {
        point.imprecision_m = TOWN_M;
    }
}

/// True where most places at the point are one address or one institution, however they are spelled, or where too few
/// say anything.
fn is_one_address(register: &Register, group: &[(u64, u64, u32)]) -> bool {
    let mut keys: FxHashMap<String, usize> = FxHashMap::default();
    let mut said = 0;
    for &(_, _, at) in group {
        if let Some(key) = register.deaths[at as usize].place.as_deref().map(key).filter(|key| !key.is_empty()) {
            *keys.entry(key).or_default() += 1;
            said += 1;
        }
    }
    let most = keys.values().copied().max().unwrap_or(0);
    said < MANY / 2 || keys.len() < 3 || most as f64 >= ONE_ADDRESS * said as f64
}

/// What two spellings of one address have in common: the house number and the street's own name, or, without a number,
/// the words before the first comma.
fn key(place: &str) -> String {
    const COMMON: [&str; 26] = [
        "n",
        "s",
        "e",
        "w",
        "north",
        "south",
        "east",
        "west",
        "st",
        "street",
        "ave",
        "avenue",
        "rd",
        "road",
        "dr",
        "drive",
        "blvd",
        "boulevard",
        "pkwy",
        "parkway",
        "pl",
        "place",
        "ct",
        "court",
        "ln",
        "lane",
    ];
    let lower = place.to_lowercase();
    let own: FxHashSet<&str> = COMMON.into_iter().collect();
    let mut words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty() && !own.contains(word));
    match words.next() {
        Some(first) if first.starts_with(|c: char| c.is_ascii_digit()) => {
            format!("{first} {}", words.next().unwrap_or_default())
        }
        _ => lower.split(',').next().unwrap_or_default().trim().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::death::{Death, Point};

    fn register(places: impl Iterator<Item = String>) -> Register {
        let mut register = Register::default();
        for (at, place) in places.enumerate() {
            let mut death = Death::new(&at.to_string());
            death.point = Some(Point { lat: 43.0, lon: -88.0, imprecision_m: 0.0 });
            death.place = Some(place.into());
            register.deaths.push(death);
        }
        register
    }

    #[test]
    fn a_hospital_spelled_in_many_ways_stays_precise() {
        let ways = [
            "9200 W. Wisconsin Avenue",
            "9200 West Wisconsin Ave, #3",
            "9200 Wisconsin av.",
            "8700 Watertown Plank Rd",
        ];
        let mut register = register((0..100).map(|at| ways[at % 4].to_owned()));
        run(&mut register, &mut Vec::new());
        assert!(register.deaths.iter().all(|death| death.point.unwrap().imprecision_m == 0.0));
    }

    #[test]
    fn many_addresses_at_one_point_make_it_a_town() {
        let mut register = register((0..100).map(|at| format!("{} Street {at}", at * 7)));
        let mut notes = Vec::new();
        run(&mut register, &mut notes);
        assert!(register.deaths.iter().all(|death| death.point.unwrap().imprecision_m == TOWN_M));
        assert!(notes[0].starts_with("100 deaths stand at 1 point"), "{notes:?}");
    }

    #[test]
    fn one_point_of_which_nothing_tells_what_it_is_is_said() {
        let mut notes = Vec::new();
        run(&mut register((0..30).map(|_| "Ilford".to_owned())), &mut notes);
        assert!(notes[0].starts_with("30 deaths stand at one exact point (43.0000, -88.0000)"), "{notes:?}");
        notes.clear();
        run(&mut register((0..30).map(|_| "9200 W. Wisconsin Avenue".to_owned())), &mut notes);
        assert_eq!(notes, Vec::<String>::new());
    }
}
