//! Registers of any size for benchmarks beside other programs: counties of one density, with planted series and truth.
//!
//! The density never changes with the size: one county is 100,000 deaths on 2,450 km² in ten years (the size of Cook
//! County's register); more deaths make more counties, fewer make a smaller one. So pairs to compare grow in
//! proportion to deaths. All other proportions are assumptions, loosely those of a large medical examiner's office.
//!
//! Deaths come in order of their day and are numbered in that order. They are drawn day by day from counted streams,
//! so a register of ten million is written without ever being held.

use super::draw::{Draw, running};
use crate::death::{Age, Death, Point, Sex};
use crate::kind::Kind;
use crate::register::Register;
use crate::terms::Terms;
use crate::time::{Day, Span};
use rand_distr::{Binomial, Distribution};
use rustc_hash::FxHashMap;
use std::io::{self, Write};

const COUNTY_DEATHS: f64 = 100_000.0;
const COUNTY_SIDE_KM: f64 = 49.5;
const DAYS: usize = 3652;
/// 1 August 2014.
const FIRST_DAY: Day = Day(16_283);
/// Latitude and longitude of the first county; the others follow 3° east, ten to a row, rows 2° south.
const FIRST_COUNTY: (f64, f64) = (41.85, -87.70);
const KM_A_DEGREE: f64 = 111.195;

const NEIGHBOURHOODS: usize = 40;
/// Standard deviation in km of the neighbourhoods' centres, and of the deaths around a centre.
const CENTRES_SD_KM: f64 = 10.0;
const BLOB_SD_KM: f64 = 1.5;
const BLOB_SD_LOG_SD: f64 = 0.5;
/// Weights of the neighbourhoods follow a Dirichlet distribution with this parameter.
const NEIGHBOURHOOD_ALPHA: f64 = 0.7;
/// Share of deaths spread evenly over the county, and share at one of its hot spots (hospitals, homes).
const EVEN_SHARE: f64 = 0.25;
const HOT_SHARE: f64 = 0.08;
const HOT_SPOTS: usize = 60;
const NO_POINT: f64 = 0.02;
const NO_AGE: f64 = 0.01;

const DRUG_SHARE: f64 = 0.5;
const ZIPF: f64 = 1.6;
/// A drug death has one substance and a Poisson number more, five at most.
const MORE_SUBSTANCES: f64 = 1.2;

const SERIES_SIZE: (i64, i64) = (3, 8);
const SERIES_RADIUS_KM: f64 = 0.25;
/// Shortest and longest span of a series in days.
const SERIES_DAYS: (i64, i64) = (60, 539);
const SERIES_AGE_SD: f64 = 4.0;
const SERIES_SAME_SEX: f64 = 0.85;
/// Series share a substance of this rank or rarer.
const RARE_FROM: usize = 45;
/// Probability that a member's narrative has the series' own detail.
const DETAIL: f64 = 0.7;

/// Eighty substances, the commonest first.
const SUBSTANCES: [&str; 80] = [
    "fentanyl",
    "cocaine",
    "ethanol",
    "heroin",
    "acetylfentanyl",
    "4-anpp",
    "methamphetamine",
    "alprazolam",
    "morphine",
    "diphenhydramine",
    "methadone",
    "oxycodone",
    "hydrocodone",
    "gabapentin",
    "xylazine",
    "codeine",
    "amphetamine",
    "clonazepam",
    "diazepam",
    "quetiapine",
    "trazodone",
    "citalopram",
    "fluoxetine",
    "sertraline",
    "tramadol",
    "zolpidem",
    "MDMA",
    "PCP",
    "buprenorphine",
    "hydromorphone",
    "amitriptyline",
    "cyclobenzaprine",
    "bupropion",
    "venlafaxine",
    "mirtazapine",
    "carfentanil",
    "lorazepam",
    "etizolam",
    "bromazolam",
    "ketamine",
    "duloxetine",
    "doxepin",
    "olanzapine",
    "metonitazene",
    "isotonitazene",
    "protonitazene",
    "mitragynine",
    "tianeptine",
    "phenibut",
    "U-47700",
    "pentobarbital",
    "phenobarbital",
    "propofol",
    "rocuronium",
    "succinylcholine",
    "vecuronium",
    "insulin",
    "digoxin",
    "potassium chloride",
    "lidocaine",
    "verapamil",
    "propranolol",
    "colchicine",
    "aconite",
    "strychnine",
    "thallium",
    "arsenic",
    "cyanide",
    "paraquat",
    "rodenticide",
    "ricin",
    "nicotine",
    "ethylene glycol",
    "methanol",
    "scopolamine",
    "warfarin",
    "helium",
    "chloroform",
    "GHB",
    "flecainide",
];

/// Kinds of place with weights. Hot spots are hospitals, nursing homes and shelters.
const PLACES: [(&str, f64); 12] = [
    ("residence", 0.38),
    ("apartment", 0.17),
    ("hospital", 0.14),
    ("street", 0.08),
    ("vehicle", 0.05),
    ("hotel", 0.04),
    ("nursing home", 0.05),
    ("park", 0.02),
    ("shelter", 0.02),
    ("workplace", 0.02),
    ("jail", 0.01),
    ("other", 0.02),
];
const HOT_PLACES: [(&str, f64); 3] = [("hospital", 0.6), ("nursing home", 0.3), ("shelter", 0.1)];

const FINDERS: [&str; 10] = [
    "a friend",
    "a relative",
    "the partner",
    "a neighbour",
    "the landlord",
    "a cleaner",
    "a passer-by",
    "a colleague",
    "a carer",
    "police on a welfare check",
];
const POSTURES: [&str; 8] = [
    "on the floor",
    "in bed",
    "in an armchair",
    "in the bathroom",
    "at the kitchen table",
    "beside a parked car",
    "under a blanket",
    "in the hallway",
];
const HISTORIES: [&str; 10] = [
    "high blood pressure",
    "diabetes",
    "back pain",
    "heavy drinking",
    "low mood",
    "asthma",
    "heart disease",
    "epilepsy",
    "opioid dependence",
    "no illness known to the family",
];
const SCENES: [&str; 9] = [
    "no injuries were seen",
    "the door had to be forced",
    "tablets were collected",
    "foil and a lighter lay nearby",
    "the room was tidy",
    "a glass was kept for testing",
    "the radio was playing",
    "there was no note",
    "a meal stood untouched",
];
const DETAILS: [&str; 8] = [
    "a green thermos flask stood beside the body",
    "a man with a clipboard had called the day before",
    "two clean glasses stood on a tray",
    "a needle mark was seen on the ankle",
    "a paper boat lay on the pillow",
    "all medicine bottles had been emptied",
    "an unaddressed parcel stood open",
    "a new helper had been mentioned",
];
const ENDINGS: [&str; 4] = [
    "life was pronounced extinct at the scene",
    "pronounced in the emergency department",
    "resuscitation was tried without success",
    "toxicology and a post-mortem were asked for",
];

const LAYOUT: u16 = 40;
const SERIES: u16 = 41;
const COUNTS: u16 = 42;
const BY_DAY: u16 = 43;

/// One death of a peer register.
#[derive(Clone, Debug, PartialEq)]
pub struct PeerDeath {
    /// Number from 0 in order of the day.
    pub id: u64,
    /// Day of death.
    pub day: Day,
    /// Latitude and longitude in degrees.
    pub point: Option<(f64, f64)>,
    /// Age in years.
    pub age: Option<u8>,
    /// Sex.
    pub sex: Sex,
    /// What was found; empty in deaths not by drugs.
    pub substances: Vec<&'static str>,
    /// Kind of place.
    pub place_kind: &'static str,
    /// A few sentences.
    pub narrative: String,
}

/// Which death belongs to which series.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PeerTruth {
    /// Number of the death.
    pub id: u64,
    /// Number of its series from 0.
    pub series: u32,
}

struct Layout {
    centres: Vec<(f64, f64)>,
    spreads: Vec<f64>,
    weights: Vec<f64>,
    hot: Vec<(f64, f64)>,
    hot_weights: Vec<f64>,
}

#[derive(Clone)]
struct Member {
    series: u32,
    county: usize,
    xy: (f64, f64),
    age: u8,
    sex: Sex,
    substance: &'static str,
    place_kind: &'static str,
    detail: Option<&'static str>,
}

/// A peer register that is drawn as it is read.
pub struct Peers {
    seed: u64,
    side_km: f64,
    scale: f64,
    layouts: Vec<Layout>,
    substance_sums: Vec<f64>,
    place_sums: Vec<f64>,
    /// Members of series by day.
    members: Vec<Vec<Member>>,
    /// Background deaths by day.
    background: Vec<u64>,
}

/// A register of `n` deaths, `series` of which are planted series of three to eight (within `n`, as far as they fit).
///
/// ```
/// use colligate_register::simulate::deaths_like_peers;
/// let peers = deaths_like_peers(10_000, 20, 7);
/// assert_eq!(peers.iter().count(), 10_000);
/// let mut csv = Vec::new();
/// peers.write_csv(&mut csv).unwrap();
/// assert!(csv.starts_with(b"id,died,"));
/// ```
pub fn deaths_like_peers(n: u64, series: u32, seed: u64) -> Peers {
    let counties = ((n as f64 / COUNTY_DEATHS).round() as usize).max(1);
    let scale = (n as f64 / counties as f64 / COUNTY_DEATHS).sqrt().min(1.0);
    let side_km = COUNTY_SIDE_KM * scale;
    let layouts: Vec<Layout> = (0..counties).map(|county| layout(seed, county, side_km, scale)).collect();
    let mut peers = Peers {
        seed,
        side_km,
        scale,
        layouts,
        substance_sums: running((1..=SUBSTANCES.len()).map(|rank| (rank as f64).powf(-ZIPF))),
        place_sums: running(PLACES.iter().map(|place| place.1)),
        members: vec![Vec::new(); DAYS],
        background: vec![0; DAYS],
    };
    let mut planted = 0;
    for number in 0..series {
        let members = peers.plan_series(number);
        if planted + members.len() as u64 > n {
            break;
        }
        planted += members.len() as u64;
        for (day, member) in members {
            peers.members[day].push(member);
        }
    }
    peers.background = counts_by_day(n - planted, seed);
    peers
}

/// Spreads the background evenly over the days, one binomial draw a day.
fn counts_by_day(total: u64, seed: u64) -> Vec<u64> {
    let mut left = total;
    let mut rng = Draw::stream(seed, COUNTS, 0);
    (0..DAYS)
        .map(|day| {
            let share = 1.0 / (DAYS - day) as f64;
            let count = Binomial::new(left, share.min(1.0)).map_or(0, |binomial| binomial.sample(rng.rng()));
            left -= count;
            count
        })
        .collect()
}

fn layout(seed: u64, county: usize, side_km: f64, scale: f64) -> Layout {
    let mut draw = Draw::stream(seed, LAYOUT, county as u64);
    let half = side_km / 2.0;
    let clamp = |(x, y): (f64, f64)| (x.clamp(-half, half), y.clamp(-half, half));
    let centres = (0..NEIGHBOURHOODS).map(|_| clamp(draw.blob(CENTRES_SD_KM * scale))).collect();
    let spreads = (0..NEIGHBOURHOODS).map(|_| BLOB_SD_KM * scale * draw.normal(0.0, BLOB_SD_LOG_SD).exp()).collect();
    let weights = running((0..NEIGHBOURHOODS).map(|_| draw.gamma(NEIGHBOURHOOD_ALPHA)));
    let hot = (0..HOT_SPOTS).map(|_| clamp(draw.blob(CENTRES_SD_KM * scale * 1.3))).collect();
    let hot_weights = running((0..HOT_SPOTS).map(|_| draw.exponential(1.0)));
    Layout { centres, spreads, weights, hot, hot_weights }
}

impl Peers {
    /// How many deaths there are.
    pub fn len(&self) -> u64 {
        self.background.iter().sum::<u64>() + self.members.iter().map(|members| members.len() as u64).sum::<u64>()
    }

    /// True where there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The deaths in order of their day, drawn as they are asked for.
    pub fn iter(&self) -> impl Iterator<Item = PeerDeath> + '_ {
        let starts = self.starts();
        (0..DAYS).flat_map(move |day| self.day(day, starts[day]))
    }

    /// Members of series, in order of their numbers.
    pub fn truth(&self) -> Vec<PeerTruth> {
        let starts = self.starts();
        let of_day = |day: usize| {
            let order = self.order(day).1;
            let start = starts[day];
            let members = self.members[day].iter().enumerate();
            members.map(move |(at, member)| PeerTruth { id: start + order[at], series: member.series }).collect()
        };
        let mut truth: Vec<PeerTruth> = (0..DAYS).flat_map(|day| -> Vec<PeerTruth> { of_day(day) }).collect();
        truth.sort_unstable();
        truth
    }

    /// Writes the deaths as CSV, a day at a time. Several substances are separated by `;`.
    pub fn write_csv(&self, writer: impl Write) -> io::Result<()> {
        let mut writer = io::BufWriter::with_capacity(1 << 16, writer);
        writeln!(writer, "id,died,lat,lon,age,sex,substances,place_kind,narrative")?;
        for death in self.iter() {
            write!(writer, "{},{},", death.id, death.day)?;
            match death.point {
                Some((lat, lon)) => write!(writer, "{lat:.6},{lon:.6},")?,
                None => write!(writer, ",,")?,
            }
            if let Some(age) = death.age {
                write!(writer, "{age}")?;
            }
            let (sex, substances) = (death.sex.as_str(), death.substances.join(";"));
            writeln!(writer, ",{sex},{substances},{},\"{}\"", death.place_kind, death.narrative)?;
        }
        writer.flush()
    }

    /// Writes the truth as CSV.
    pub fn write_truth_csv(&self, writer: impl Write) -> io::Result<()> {
        let mut writer = io::BufWriter::new(writer);
        writeln!(writer, "id,series")?;
        for PeerTruth { id, series } in self.truth() {
            writeln!(writer, "{id},{series}")?;
        }
        writer.flush()
    }

    /// All of it in memory.
    pub fn register(&self) -> Register {
        let mut terms = Terms::default();
        let deaths = self.iter().map(|peer| {
            let mut death = Death::new(&peer.id.to_string());
            death.died = Some(Span::on(peer.day));
            death.point = peer.point.map(|(lat, lon)| Point { lat, lon, imprecision_m: 0.0 });
            death.age = peer.age.map(|age| Age::exactly(f32::from(age)));
            death.sex = Some(peer.sex);
            death.place_kind = Some(terms.intern(peer.place_kind));
            if !peer.substances.is_empty() {
                death.kind = Kind::Drug;
                let mut found: Vec<_> = peer.substances.iter().map(|name| terms.intern(name)).collect();
                found.sort_unstable();
                death.substances = Some(found.into());
            }
            death.narrative = Some(peer.narrative.into());
            death
        });
        Register { deaths: deaths.collect(), terms, statements: Vec::new() }
    }

    /// Number of the first death of each day.
    fn starts(&self) -> Vec<u64> {
        let counts = (0..DAYS).map(|day| self.background[day] + self.members[day].len() as u64);
        counts
            .scan(0, |next, count| {
                let start = *next;
                *next += count;
                Some(start)
            })
            .collect()
    }

    /// The day's stream and where in the day its members of series stand, so that they are not all first or last.
    fn order(&self, day: usize) -> (Draw, Vec<u64>) {
        let mut draw = Draw::stream(self.seed, BY_DAY, day as u64);
        let total = self.background[day] as usize + self.members[day].len();
        let mut order: Vec<u64> = Vec::with_capacity(self.members[day].len());
        while order.len() < self.members[day].len() {
            let place = draw.below(total) as u64;
            if !order.contains(&place) {
                order.push(place);
            }
        }
        (draw, order)
    }

    fn day(&self, day: usize, start: u64) -> Vec<PeerDeath> {
        let (mut draw, order) = self.order(day);
        let members: FxHashMap<u64, &Member> = order.into_iter().zip(&self.members[day]).collect();
        let total = self.background[day] + self.members[day].len() as u64;
        (0..total).map(|place| self.death(start + place, day, members.get(&place).copied(), &mut draw)).collect()
    }

    fn death(&self, id: u64, day: usize, member: Option<&Member>, draw: &mut Draw) -> PeerDeath {
        let county = member.map_or_else(|| draw.below(self.layouts.len()), |member| member.county);
        let (xy, hot) = self.place(county, true, draw);
        let xy = member.map_or(xy, |member| member.xy);
        let hot = hot && member.is_none();
        let is_drug = member.is_some() || draw.chance(DRUG_SHARE);
        let (mean, sd, women) = if is_drug { (46.0, 12.0, 0.30) } else { (68.0, 17.0, 0.42) };
        let age = draw.normal(mean, sd).round().clamp(0.0, 103.0) as u8;
        let age = member.map_or(age, |member| member.age);
        let sex = if draw.chance(women) { Sex::Female } else { Sex::Male };
        let sex = member.map_or(sex, |member| member.sex);
        let place_kind = match (member, hot) {
            (Some(member), _) => member.place_kind,
            (None, true) => HOT_PLACES[draw.weighted(HOT_PLACES.iter().map(|place| place.1))].0,
            (None, false) => PLACES[draw.by_running(&self.place_sums)].0,
        };
        let mut substances: Vec<&'static str> = Vec::new();
        if is_drug {
            let count = 1 + draw.poisson(MORE_SUBSTANCES).min(5);
            let drawn: Vec<&str> = (0..count).map(|_| SUBSTANCES[draw.by_running(&self.substance_sums)]).collect();
            let first = member.map(|member| member.substance);
            for name in first.into_iter().chain(drawn.into_iter().skip(usize::from(member.is_some()))) {
                if !substances.contains(&name) {
                    substances.push(name);
                }
            }
        }
        let detail = member.and_then(|member| member.detail);
        let narrative = narrative(age, sex, place_kind, &substances, detail, draw);
        let known_point = !draw.chance(NO_POINT) || member.is_some();
        let known_age = !draw.chance(NO_AGE) || member.is_some();
        PeerDeath {
            id,
            day: FIRST_DAY + day as i32,
            point: known_point.then(|| degrees(county, xy)),
            age: known_age.then_some(age),
            sex,
            substances,
            place_kind,
            narrative,
        }
    }

    /// Kilometres east and north of a county's middle, and whether that is a hot spot.
    fn place(&self, county: usize, hot_spots: bool, draw: &mut Draw) -> ((f64, f64), bool) {
        let layout = &self.layouts[county];
        let half = self.side_km / 2.0;
        let at = draw.unit();
        if at < EVEN_SHARE {
            ((draw.between(-half, half), draw.between(-half, half)), false)
        } else if hot_spots && at > 1.0 - HOT_SHARE {
            (layout.hot[draw.by_running(&layout.hot_weights)], true)
        } else {
            let which = draw.by_running(&layout.weights);
            let (x, y) = layout.centres[which];
            let (dx, dy) = draw.blob(layout.spreads[which]);
            ((x + dx, y + dy), false)
        }
    }

    fn plan_series(&self, number: u32) -> Vec<(usize, Member)> {
        let mut draw = Draw::stream(self.seed, SERIES, u64::from(number));
        let size = draw.whole(SERIES_SIZE.0, SERIES_SIZE.1);
        let county = draw.below(self.layouts.len());
        let (centre, _) = self.place(county, false, &mut draw);
        let span = draw.whole(SERIES_DAYS.0, SERIES_DAYS.1);
        let first = draw.whole(0, DAYS as i64 - span - 1);
        let age = draw.between(25.0, 85.0);
        let sex = draw.chance(0.5);
        let substance = SUBSTANCES[RARE_FROM + draw.below(SUBSTANCES.len() - RARE_FROM)];
        let place_kind = PLACES[draw.by_running(&self.place_sums)].0;
        let detail = DETAILS[draw.below(DETAILS.len())];
        (0..size)
            .map(|_| {
                let (dx, dy) = draw.disc(SERIES_RADIUS_KM);
                let day = (first + draw.whole(0, span)) as usize;
                let female = if draw.chance(SERIES_SAME_SEX) { sex } else { draw.chance(0.5) };
                let member = Member {
                    series: number,
                    county,
                    xy: (centre.0 + dx, centre.1 + dy),
                    age: draw.normal(age, SERIES_AGE_SD).round().clamp(1.0, 100.0) as u8,
                    sex: if female { Sex::Female } else { Sex::Male },
                    substance,
                    place_kind,
                    detail: draw.chance(DETAIL).then_some(detail),
                };
                (day, member)
            })
            .collect()
    }

    /// Side of one county in kilometres, and how much smaller it is than a full one.
    pub fn extent(&self) -> (f64, f64) {
        (self.side_km, self.scale)
    }
}

fn degrees(county: usize, (x, y): (f64, f64)) -> (f64, f64) {
    let row = FIRST_COUNTY.0 - 2.0 * (county / 10) as f64;
    let lon = FIRST_COUNTY.1 + 3.0 * (county % 10) as f64 + x / (KM_A_DEGREE * row.to_radians().cos());
    let round = |degrees: f64| (degrees * 1e6).round() / 1e6;
    (round(row + y / KM_A_DEGREE), round(lon))
}

fn narrative(
    age: u8,
    sex: Sex,
    place_kind: &str,
    substances: &[&str],
    detail: Option<&str>,
    draw: &mut Draw,
) -> String {
    let mut one = |texts: &[&'static str]| texts[draw.below(texts.len())];
    let mut text = format!(
        "A {age} year old {} was found by {} {} ({place_kind}). Known: {}",
        sex.as_str(),
        one(&FINDERS),
        one(&POSTURES),
        one(&HISTORIES)
    );
    let (more, scene, scene_too, ending) = (one(&HISTORIES), one(&SCENES), one(&SCENES), one(&ENDINGS));
    if draw.chance(0.5) {
        text.push_str(" and ");
        text.push_str(more);
        text.push_str("; ");
        text.push_str(scene_too);
    }
    for part in [Some(scene), detail].into_iter().flatten() {
        text.push_str("; ");
        text.push_str(part);
    }
    if !substances.is_empty() {
        text.push_str("; toxicology found ");
        text.push_str(&substances.join(" and "));
    }
    text.push_str("; ");
    text.push_str(ending);
    text.push('.');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_peer_register_has_its_size_its_order_and_its_series() {
        let peers = deaths_like_peers(20_000, 30, 7);
        assert_eq!(peers.len(), 20_000);
        let deaths: Vec<PeerDeath> = peers.iter().collect();
        assert!(deaths.iter().enumerate().all(|(at, death)| death.id == at as u64));
        assert!(deaths.windows(2).all(|pair| pair[0].day <= pair[1].day));
        let truth = peers.truth();
        for series in 0..30 {
            let members: Vec<&PeerDeath> =
                truth.iter().filter(|known| known.series == series).map(|known| &deaths[known.id as usize]).collect();
            assert!((3..=8).contains(&members.len()));
            let shared = |name: &&str| members.iter().all(|member| member.substances.contains(name));
            assert!(members[0].substances.iter().any(shared));
            let points: Vec<_> = members.iter().filter_map(|member| member.point).collect();
            assert!(points.iter().all(|&point| super::super::plane::metres(points[0], point) < 505.0));
        }
    }

    #[test]
    fn a_peer_register_is_written_the_same_every_time() {
        let write = |seed| {
            let mut bytes = Vec::new();
            deaths_like_peers(3_000, 5, seed).write_csv(&mut bytes).unwrap();
            bytes
        };
        assert_eq!(write(7), write(7));
        assert_ne!(write(7), write(8));
    }

    #[test]
    fn shares_are_those_of_the_peers_generator() {
        let peers = deaths_like_peers(20_000, 0, 3);
        let deaths: Vec<PeerDeath> = peers.iter().collect();
        let share = |of: &dyn Fn(&PeerDeath) -> bool| deaths.iter().filter(|d| of(d)).count() as f64 / 20_000.0;
        assert!((share(&|death| !death.substances.is_empty()) - 0.5).abs() < 0.015);
        assert!((share(&|death| death.point.is_none()) - 0.02).abs() < 0.005);
        assert!((share(&|death| death.substances.contains(&"fentanyl")) - 0.345).abs() < 0.02);
        assert!((share(&|death| death.place_kind == "residence") - 0.35).abs() < 0.02);
    }

    #[test]
    fn density_does_not_change_with_size() {
        let (side, scale) = deaths_like_peers(25_000, 0, 1).extent();
        assert!((side - 24.75).abs() < 1e-9 && (scale - 0.5).abs() < 1e-9);
        assert_eq!(deaths_like_peers(300_000, 0, 1).layouts.len(), 3);
    }
}
