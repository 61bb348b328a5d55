//! A plain county register in which nothing is linked: what calibration runs on.
//!
//! Whatever varies, varies smoothly: neighbourhoods differ in how many die and in which drugs circulate, drugs come and
//! go over the years, hospitals and apartment blocks gather many deaths at one address; where asked for, deaths have a
//! trend, a season and weekdays, and neighbourhoods grow and shrink. Given those, every death is drawn on its own.

use super::draw::{Draw, running};
use super::plane::offset;
use super::rhythms::{DAYS_A_YEAR, Days, Rhythms};
use crate::death::{Age, Death, Point, Sex};
use crate::kind::Kind;
use crate::register::Register;
use crate::terms::{Term, Terms};
use crate::time::{Day, MINUTES_A_DAY, Span};

/// Settings of a county. All its proportions are assumptions, loosely those of a large medical examiner's office.
#[derive(Clone, Debug, PartialEq)]
pub struct County {
    /// Deaths in all.
    pub deaths: usize,
    /// Years they are spread over.
    pub years: f64,
    /// First day.
    pub from: Day,
    /// Latitude and longitude of the middle.
    pub centre: (f64, f64),
    /// Side of the square in kilometres.
    pub side_km: f64,
    /// Neighbourhoods, at least one.
    pub neighbourhoods: usize,
    /// Hospitals, at least one.
    pub hospitals: usize,
    /// Different substances, at least one; the k-th most frequent is found in proportion to k^−`zipf`.
    pub substances: usize,
    /// Steepness of the frequencies of substances.
    pub zipf: f64,
    /// Share of deaths by drugs.
    pub drug_share: f64,
    /// How deaths vary over time.
    pub rhythms: Rhythms,
}

impl Default for County {
    /// 5,000 deaths in five years from 2015 in a county of 35 km square with 30 neighbourhoods, without rhythms.
    fn default() -> County {
        County {
            deaths: 5_000,
            years: 5.0,
            from: Day(16_436),
            centre: (43.04, -87.95),
            side_km: 35.0,
            neighbourhoods: 30,
            hospitals: 6,
            substances: 60,
            zipf: 1.1,
            drug_share: 0.3,
            rhythms: Rhythms::default(),
        }
    }
}

/// Kind, share among deaths not by drugs, mean age, its standard deviation, share of men, manner, cause.
type Other = (Kind, f64, f64, f64, f64, &'static str, &'static str);

const OTHERS: [Other; 8] = [
    (Kind::Natural, 0.58, 64.0, 15.0, 0.62, "natural", "Atherosclerotic cardiovascular disease"),
    (Kind::Fall, 0.16, 79.0, 13.0, 0.48, "accident", "Complications of a fall"),
    (Kind::Transport, 0.07, 42.0, 19.0, 0.74, "accident", "Multiple blunt force injuries in traffic"),
    (Kind::Gunshot, 0.08, 34.0, 15.0, 0.86, "homicide", "Gunshot wound"),
    (Kind::Asphyxia, 0.05, 41.0, 16.0, 0.79, "suicide", "Hanging"),
    (Kind::Alcohol, 0.03, 53.0, 11.0, 0.72, "natural", "Chronic alcohol use"),
    (Kind::Drowning, 0.015, 44.0, 20.0, 0.76, "accident", "Drowning"),
    (Kind::Fire, 0.015, 56.0, 20.0, 0.58, "accident", "Inhalation of smoke"),
];

/// Place kinds of deaths that are not at a hospital, with weights: at a home, then outdoors and elsewhere.
const PLACES: [(&str, f64); 5] = [("home", 0.78), ("street", 0.11), ("hotel", 0.03), ("park", 0.03), ("vehicle", 0.05)];

/// Assumption: share of deaths pronounced at a hospital, by drugs and otherwise.
const HOSPITAL_SHARE: (f64, f64) = (0.14, 0.30);

/// Assumption: spread of a neighbourhood's own taste in substances, as a standard deviation of the log.
const LOCAL_TASTE: f64 = 0.5;

/// Assumption: spread of the yearly trend of a substance, as a standard deviation of the log per year.
const TREND: f64 = 0.25;

/// Assumption: mean number of substances beside the first.
const COMPANIONS: f64 = 1.3;

const GEOGRAPHY: u16 = 20;
const DEATHS: u16 = 21;
const MOVING: u16 = 22;

struct Neighbourhood {
    centre: (f64, f64),
    sd_m: f64,
    /// Points of apartment blocks; many deaths may share one.
    blocks: Vec<(f64, f64)>,
    /// How much more or less each substance circulates here.
    taste: Vec<f64>,
    /// How many live here in the first year, relative to other neighbourhoods.
    size: f64,
    /// How it grows or shrinks: the log of the ratio of one year to the year before.
    trend: f64,
}

impl Neighbourhood {
    fn size_after(&self, years: f64) -> f64 {
        self.size * (self.trend * years).exp()
    }
}

/// A register in which nothing is linked: each death is independent of every other given its neighbourhood, its kind and its day.
/// All fields are known at once; there are no statements.
pub fn county(settings: &County, seed: u64) -> Register {
    let mut draw = Draw::stream(seed, GEOGRAPHY, 0);
    let substances = settings.substances.max(1);
    let trends: Vec<f64> = (0..substances).map(|_| draw.normal(0.0, TREND)).collect();
    let half_m = settings.side_km * 500.0;
    let clamp = |(east, north): (f64, f64)| (east.clamp(-half_m, half_m), north.clamp(-half_m, half_m));
    let mut neighbourhoods: Vec<Neighbourhood> = (0..settings.neighbourhoods.max(1))
        .map(|_| {
            let centre = offset(settings.centre, clamp(draw.blob(half_m * 0.45)));
            let sd_m = half_m * 0.06 * draw.normal(0.0, 0.4).exp();
            let blocks = (0..12).map(|_| offset(centre, draw.blob(sd_m))).collect();
            let taste = (0..substances).map(|_| draw.normal(0.0, LOCAL_TASTE).exp()).collect();
            Neighbourhood { centre, sd_m, blocks, taste, size: 1.0, trend: 0.0 }
        })
        .collect();
    let mut moving = Draw::stream(seed, MOVING, 0);
    for neighbourhood in &mut neighbourhoods {
        neighbourhood.size = draw.exponential(1.0) + 0.1;
        neighbourhood.trend = moving.normal(0.0, settings.rhythms.moving);
    }
    let hospitals: Vec<(f64, f64)> =
        (0..settings.hospitals.max(1)).map(|_| offset(settings.centre, clamp(draw.blob(half_m * 0.4)))).collect();
    let hospital_sizes = running(hospitals.iter().map(|_| draw.gamma(3.0)));

    let mut terms = Terms::default();
    let substance_terms: Vec<Term> = (0..substances).map(|k| terms.intern(&substance_name(k))).collect();
    let days = Days::new(settings.from, (settings.years * DAYS_A_YEAR).round().max(1.0), &settings.rhythms);
    let mut drawn: Vec<(i64, u64, Death)> = (0..settings.deaths as u64)
        .map(|index| {
            let mut draw = Draw::stream(seed, DEATHS, index);
            let mut death = Death::new("");
            let (at_day, minute, knows_minute) = (draw.unit(), draw.whole(0, MINUTES_A_DAY - 1), draw.chance(0.5));
            let at_home = draw.unit();
            let is_drug = draw.chance(settings.drug_share);
            let other = (!is_drug).then(|| &OTHERS[draw.weighted(OTHERS.iter().map(|other| other.1))]);
            death.kind = other.map_or(Kind::Drug, |other| other.0);
            let day = days.day(at_day, death.kind);
            let minute = i64::from(day.0) * MINUTES_A_DAY + minute;
            death.died = Some(if knows_minute { Span::between(minute, minute) } else { Span::on(day) });
            death.known_from = Some(day);
            let year = days.years(day);
            let sizes = running(neighbourhoods.iter().map(|of| of.size_after(year)));
            let home = &neighbourhoods[Draw::at(at_home, &sizes)];
            let (mean_age, sd_age, men, manner) = if let Some(&(_, _, mean, sd, men, manner, cause)) = other {
                death.cause = Some(cause.into());
                (mean, sd, men, manner)
            } else {
                let weight =
                    |k: usize| home.taste[k] * (trends[k] * year).exp() * ((k + 1) as f64).powf(-settings.zipf);
                let sums = running((0..substances).map(weight));
                let count = 1 + draw.poisson(COMPANIONS).min(5);
                let mut found: Vec<usize> = (0..count).map(|_| draw.by_running(&sums)).collect();
                found.sort_unstable();
                found.dedup();
                let names: Vec<&str> = found.iter().map(|&k| terms.text(substance_terms[k])).collect();
                death.cause = Some(toxic_effects(&names).into());
                death.substances = Some(found.iter().map(|&k| substance_terms[k]).collect());
                (43.0, 12.5, 0.69, if draw.chance(0.93) { "accident" } else { "suicide" })
            };
            death.manner = Some(terms.intern(manner));
            death.age = Some(Age::exactly(draw.normal(mean_age, sd_age).round().clamp(1.0, 104.0) as f32));
            death.sex = Some(if draw.chance(men) { Sex::Male } else { Sex::Female });
            let at_hospital = draw.chance(if is_drug { HOSPITAL_SHARE.0 } else { HOSPITAL_SHARE.1 });
            let (kind, (lat, lon), place) = if at_hospital {
                let which = draw.by_running(&hospital_sizes);
                ("hospital", hospitals[which], format!("Hospital {}", which + 1))
            } else {
                let (kind, _) = PLACES[draw.weighted(PLACES.iter().map(|place| place.1))];
                if kind == "home" && draw.chance(0.2) {
                    let block = draw.below(home.blocks.len());
                    let (east, north) = (home.blocks[block].0 * 1e4, home.blocks[block].1 * 1e4);
                    (kind, home.blocks[block], format!("Block {:.0}-{:.0}", east.abs(), north.abs()))
                } else {
                    let point = offset(home.centre, draw.blob(home.sd_m));
                    (kind, point, format!("{} {} Street", draw.whole(1, 400), draw.whole(1, 300)))
                }
            };
            death.place_kind = Some(terms.intern(kind));
            death.point = Some(Point { lat, lon, imprecision_m: 0.0 });
            death.place = Some(place.into());
            (i64::from(day.0), index, death)
        })
        .collect();
    drawn.sort_by_key(|(day, index, _)| (*day, *index));
    let name = |(number, (_, _, death)): (usize, (i64, u64, Death))| Death {
        id: crate::death::DeathId(format!("C-{:06}", number + 1).into()),
        ..death
    };
    Register { deaths: drawn.into_iter().enumerate().map(name).collect(), terms, statements: Vec::new() }
}

/// "Toxic effects of a, b and c".
pub(crate) fn toxic_effects(names: &[&str]) -> String {
    match names {
        [] => "Toxic effects of unspecified drugs".to_owned(),
        [only] => format!("Toxic effects of {only}"),
        [first @ .., last] => format!("Toxic effects of {} and {last}", first.join(", ")),
    }
}

/// The commonest substances have real names, so that readers recognise them; the others are numbered.
fn substance_name(k: usize) -> String {
    const COMMON: [&str; 12] = [
        "fentanyl",
        "cocaine",
        "ethanol",
        "heroin",
        "methamphetamine",
        "alprazolam",
        "methadone",
        "oxycodone",
        "gabapentin",
        "diphenhydramine",
        "xylazine",
        "tramadol",
    ];
    COMMON.get(k).map_or_else(|| format!("substance {:03}", k + 1), |name| (*name).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use sha2::{Digest, Sha256};

    #[test]
    fn a_county_is_the_same_again_for_the_same_seed() {
        let settings = County { deaths: 500, ..County::default() };
        let [one, again, other] = [1, 1, 2].map(|seed| format!("{:?}", county(&settings, seed).deaths));
        assert_eq!(one, again);
        assert_ne!(one, other);
    }

    /// The registers of earlier studies come out again to the last bit.
    #[test]
    fn a_county_without_rhythms_is_as_it_always_was() {
        let register = county(&County { deaths: 2_000, ..County::default() }, 1);
        let digest = Sha256::digest(format!("{:?}", register.deaths));
        let digest: String = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(digest, "ecdc0a9c17463654");
    }

    #[test]
    fn a_county_has_the_size_the_years_and_the_shares_asked_for() {
        let settings = County::default();
        let register = county(&settings, 5);
        assert_eq!(register.deaths.len(), 5_000);
        let drug = register.deaths.iter().filter(|death| death.kind == Kind::Drug).count();
        assert!((1_400..1_600).contains(&drug), "{drug}");
        assert!(register.deaths.windows(2).all(|pair| pair[0].day() <= pair[1].day()));
        let last = register.deaths.last().unwrap().day().unwrap();
        assert!(last - settings.from < 1_827 && last - settings.from > 1_800);
        assert!(register.deaths.iter().all(|death| (death.kind == Kind::Drug) == death.substances.is_some()));
    }

    #[test]
    fn substances_run_from_common_to_rare() {
        let register = county(&County::default(), 5);
        let with = |name: &str| {
            let term = register.terms.get(name).unwrap();
            let has = |death: &&Death| death.substances.as_ref().is_some_and(|found| found.contains(&term));
            register.deaths.iter().filter(has).count()
        };
        assert!(with("fentanyl") > 5 * with("substance 040"), "{} {}", with("fentanyl"), with("substance 040"));
    }
}
