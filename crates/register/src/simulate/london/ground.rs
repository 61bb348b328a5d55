//! Streets, blocks of flats, institutions, parks and water of the simulated London.

use super::boroughs::{BOROUGHS, HOSPITALS, PRISONS, THAMES};
use crate::simulate::draw::{Draw, running};
use crate::simulate::plane::{metres, offset};

/// Assumption: streets per thousand people, each standing for several real ones.
const STREETS_PER_THOUSAND: f64 = 1.1;
/// Assumption: share of streets with a block of flats, and share of that street's deaths at home that are in it.
const BLOCK_SHARE: f64 = 0.2;
const IN_BLOCK: f64 = 0.4;
/// Assumption: thousands of people for each place of a kind.
const PEOPLE_PER_PLACE: [(&str, f64); 9] = [
    ("care home", 20.0),
    ("park", 30.0),
    ("churchyard", 40.0),
    ("hotel", 30.0),
    ("shelter", 60.0),
    ("railway", 40.0),
    ("water", 120.0),
    ("hospice", 400.0),
    ("commercial", 15.0),
];
/// Assumption: how far people are taken to a hospital, as the mean of an exponential, in metres.
const HOSPITAL_REACH_M: f64 = 3_000.0;
/// Assumption: share of deaths in water that are in the Thames.
const THAMES_SHARE: f64 = 0.6;

const NAMES: [&str; 64] = [
    "Abbot", "Acre", "Alder", "Anchor", "Ashby", "Bakers", "Barley", "Beech", "Bishop", "Bramley", "Briar", "Brook",
    "Canal", "Cedar", "Chapel", "Cherry", "Clay", "Copper", "Crane", "Dale", "Dover", "Elder", "Elm", "Fern", "Field",
    "Forge", "Garnet", "Glebe", "Grange", "Hazel", "Heath", "Hollow", "Ivy", "Juniper", "Kestrel", "Kiln", "Lark",
    "Laurel", "Linden", "Lock", "Maple", "Marsh", "Mill", "Miner", "Nettle", "Oak", "Orchard", "Osier", "Palmer",
    "Pear", "Poplar", "Quarry", "Reed", "Rowan", "Sable", "Sedge", "Sorrel", "Spring", "Tanner", "Thorn", "Vale",
    "Weaver", "Willow", "Wren",
];
const STREET_WORDS: [&str; 8] = ["Road", "Street", "Avenue", "Lane", "Close", "Gardens", "Way", "Terrace"];

struct Street {
    middle: (f64, f64),
    /// East and north of half its length, in metres.
    half: (f64, f64),
    name: String,
    block: Option<((f64, f64), String)>,
}

/// A place where people die, with its name.
struct Spot {
    kind: &'static str,
    point: (f64, f64),
    name: String,
    /// Metres around the point over which bodies lie; 0 for an address.
    spread_m: f64,
}

struct District {
    streets: Vec<Street>,
    spots: Vec<Spot>,
    hospitals: Vec<f64>,
}

/// The ground on which deaths are put.
pub(super) struct Ground {
    districts: Vec<District>,
    people: Vec<f64>,
    ghb: Vec<f64>,
}

/// Where a death is put.
pub(super) struct Site {
    pub(super) point: (f64, f64),
    pub(super) imprecision_m: f32,
    pub(super) text: String,
    /// Number of the care home or other institution in the borough whose manager calls; none for the rest.
    pub(super) institution: Option<usize>,
}

impl Ground {
    /// Lays out all boroughs, each from its own stream.
    pub(super) fn lay(seed: u64, purpose: u16) -> Ground {
        let districts = (0..BOROUGHS.len()).map(|at| district(at, &mut Draw::stream(seed, purpose, at as u64)));
        Ground {
            districts: districts.collect(),
            people: running(BOROUGHS.iter().map(|borough| borough.people)),
            ghb: running(BOROUGHS.iter().map(|borough| borough.people * borough.ghb)),
        }
    }

    /// A borough drawn by its people, or by where GHB is used.
    pub(super) fn borough(&self, ghb: bool, draw: &mut Draw) -> usize {
        draw.by_running(if ghb { &self.ghb } else { &self.people })
    }

    /// A site of this kind in a borough; hospitals and prisons lie where they lie.
    pub(super) fn site(&self, borough: usize, kind: &str, draw: &mut Draw) -> Site {
        let district = &self.districts[borough];
        let name = BOROUGHS[borough].name;
        match kind {
            "hospital" => {
                let (hospital, lat, lon) = HOSPITALS[draw.by_running(&district.hospitals)];
                Site { point: (lat, lon), imprecision_m: 0.0, text: hospital.to_owned(), institution: None }
            }
            "prison" => {
                let (prison, lat, lon, _) = PRISONS[draw.weighted(PRISONS.iter().map(|prison| prison.3))];
                Site { point: (lat, lon), imprecision_m: 0.0, text: prison.to_owned(), institution: None }
            }
            "home" => home(&district.streets, name, draw),
            "water" if draw.chance(THAMES_SHARE) => thames(draw),
            _ => spot(&district.spots, kind, draw).unwrap_or_else(|| on_street(&district.streets, name, draw)),
        }
    }
}

fn district(at: usize, draw: &mut Draw) -> District {
    let borough = &BOROUGHS[at];
    let sd = (borough.km2 / std::f64::consts::PI).sqrt() * 500.0;
    let quarters: Vec<(f64, f64)> = (0..10).map(|_| offset(borough.centre, draw.blob(sd * 0.9))).collect();
    let sizes = running((0..10).map(|_| draw.gamma(2.0)));
    let street_count = (borough.people * STREETS_PER_THOUSAND).ceil() as usize;
    let streets: Vec<Street> = (0..street_count)
        .map(|_| {
            let middle = offset(quarters[draw.by_running(&sizes)], draw.blob(sd * 0.4));
            let (length, bearing) = (draw.between(80.0, 500.0), draw.between(0.0, std::f64::consts::TAU));
            let half = (0.5 * length * bearing.cos(), 0.5 * length * bearing.sin());
            let name = format!("{} {}", NAMES[draw.below(NAMES.len())], STREET_WORDS[draw.below(STREET_WORDS.len())]);
            let block = draw.chance(BLOCK_SHARE).then(|| {
                let house = format!("{} House, {name}", NAMES[draw.below(NAMES.len())]);
                (along(middle, half, draw), house)
            });
            Street { middle, half, name, block }
        })
        .collect();
    let mut spots = Vec::new();
    for (kind, people) in PEOPLE_PER_PLACE {
        let count = (borough.people / people).ceil() as usize;
        for number in 1..=count {
            let point = offset(quarters[draw.by_running(&sizes)], draw.blob(sd * 0.5));
            let word = NAMES[draw.below(NAMES.len())];
            let (name, spread_m) = match kind {
                "railway" => (format!("{word} station {number}, {}", borough.name), 0.0),
                "park" => (format!("{word} Park, {}", borough.name), 150.0),
                "churchyard" => (format!("churchyard {number}, {}", borough.name), 25.0),
                "water" => (format!("{word} Water, {}", borough.name), 80.0),
                "commercial" => (format!("{word} Parade {number}, {}", borough.name), 0.0),
                _ => (format!("{word} {kind} {number}, {}", borough.name), 0.0),
            };
            spots.push(Spot { kind, point, name, spread_m });
        }
    }
    let near = |&(_, lat, lon): &(&str, f64, f64)| (-metres(borough.centre, (lat, lon)) / HOSPITAL_REACH_M).exp();
    District { streets, spots, hospitals: running(HOSPITALS.iter().map(near)) }
}

fn along(middle: (f64, f64), half: (f64, f64), draw: &mut Draw) -> (f64, f64) {
    let share = draw.between(-1.0, 1.0);
    let (east, north) = draw.blob(6.0);
    offset(middle, (share * half.0 + east, share * half.1 + north))
}

fn home(streets: &[Street], borough: &str, draw: &mut Draw) -> Site {
    let street = &streets[draw.below(streets.len())];
    let (point, text) = match &street.block {
        Some((point, house)) if draw.chance(IN_BLOCK) => {
            (*point, format!("Flat {}, {house}, {borough}", draw.whole(1, 90)))
        }
        _ => {
            let point = along(street.middle, street.half, draw);
            (point, format!("{} {}, {borough}", draw.whole(1, 180), street.name))
        }
    };
    Site { point, imprecision_m: 0.0, text, institution: None }
}

fn on_street(streets: &[Street], borough: &str, draw: &mut Draw) -> Site {
    let street = &streets[draw.below(streets.len())];
    let point = along(street.middle, street.half, draw);
    Site { point, imprecision_m: 10.0, text: format!("{}, {borough}", street.name), institution: None }
}

fn spot(spots: &[Spot], kind: &str, draw: &mut Draw) -> Option<Site> {
    let count = spots.iter().filter(|spot| spot.kind == kind).count();
    let which = draw.below(count);
    let (number, spot) = spots.iter().filter(|spot| spot.kind == kind).enumerate().nth(which)?;
    let point = if spot.spread_m > 0.0 { offset(spot.point, draw.blob(spot.spread_m)) } else { spot.point };
    let imprecision_m = if spot.spread_m > 0.0 { 10.0 } else { 0.0 };
    let institution = (kind == "care home" || kind == "hospice").then_some(number);
    Some(Site { point, imprecision_m, text: spot.name.clone(), institution })
}

fn thames(draw: &mut Draw) -> Site {
    let leg = draw.below(THAMES.len() - 1);
    let (from, to, share) = (THAMES[leg], THAMES[leg + 1], draw.unit());
    let point = (from.0 + share * (to.0 - from.0), from.1 + share * (to.1 - from.1));
    Site {
        point: offset(point, draw.blob(40.0)),
        imprecision_m: 50.0,
        text: "River Thames".to_owned(),
        institution: None,
    }
}
