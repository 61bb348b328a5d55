//! Plants one series into a register, for studies of how many are found.
//!
//! The members look like other drug deaths of the register: whatever a plan does not set is copied from real or
//! simulated drug deaths of the same register.

use super::NOTHING_FOUND;
use super::county::toxic_effects;
use super::draw::Draw;
use super::plane::{metres, offset};
use crate::death::{Age, Death, DeathId, Point, Sex};
use crate::field::Field;
use crate::kind::Kind;
use crate::register::Register;
use crate::statement::Statement;
use crate::terms::Term;
use crate::time::{Day, MINUTES_A_DAY, Span};
use rustc_hash::{FxHashMap, FxHashSet};

/// What to plant. The defaults are those of the detection study in the design: four deaths within 300 m and a year.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// Deaths in the series, 2 to 8.
    pub size: usize,
    /// Radius in metres of the disc in which they lie.
    pub radius_m: f64,
    /// Days over which they spread.
    pub days: i32,
    /// Standard deviation in years of the members' ages around that of the anchor.
    pub age_sd: f64,
    /// Probability that a member has the anchor's sex; otherwise it keeps that of the death it is copied from.
    pub same_sex: f64,
    /// Whether the members share a rare substance.
    pub shared_substance: bool,
    /// Probability that a member has the shared substance; two have it at the least.
    pub carry: f64,
    /// Lowest and highest share of deaths with toxicology in which the shared substance is found.
    pub rarity: (f64, f64),
}

impl Default for Plan {
    fn default() -> Plan {
        Plan {
            size: 4,
            radius_m: 300.0,
            days: 365,
            age_sd: 3.0,
            same_sex: 0.85,
            shared_substance: true,
            carry: 0.8,
            rarity: (0.010, 0.015),
        }
    }
}

/// Why nothing could be planted.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum PlantError {
    /// The size is not one of 2 to 8.
    #[error("a series of {0} deaths cannot be planted; ask for 2 to 8")]
    Size(usize),
    /// Radius or days make no sense.
    #[error("radius {radius_m} m and {days} days cannot be planted; both must be above 0")]
    Extent {
        /// Radius asked for.
        radius_m: f64,
        /// Days asked for.
        days: i32,
    },
    /// No drug death with a day and a place of its own.
    #[error(
        "the register has no drug death with toxicology, a day and coordinates away from places where five or more died"
    )]
    NoAnchor,
    /// A shared substance was asked for and there is none.
    #[error("the register has no toxicology, so no rare substance can be shared")]
    NoSubstance,
}

/// Exact points with so many deaths are institutions or other hot spots: no series is anchored there.
const HOT_SPOT: usize = 5;

/// Companions of a member are copied from a drug death at most so many days away.
const NEARBY_DAYS: i32 = 182;

/// How many substances nearest to the band count as rare where none lies in it.
const FALLBACK_CHOICE: usize = 3;

const PLANT: u16 = 30;

/// A drug death to copy from: where it stands in the register and what was found, first or later.
struct Donor {
    at: usize,
    day: Day,
    substances: Vec<Term>,
}

/// Plants one series. Returns the register with the members appended and their identifiers.
///
/// The anchor is a drug death with a place of its own, drawn at random: the disc lies around its place, the ages
/// around its age. Where the register learns substances and causes by later statements, so do the members.
///
/// ```
/// use colligate_register::simulate::{County, Plan, county, plant};
/// let register = county(&County::default(), 1);
/// let (planted, members) = plant(&register, &Plan::default(), 1).unwrap();
/// assert_eq!(members.len(), 4);
/// assert_eq!(planted.deaths.len(), register.deaths.len() + 4);
/// ```
pub fn plant(register: &Register, plan: &Plan, seed: u64) -> Result<(Register, Vec<DeathId>), PlantError> {
    if !(2..=8).contains(&plan.size) {
        return Err(PlantError::Size(plan.size));
    }
    if !(plan.radius_m > 0.0 && plan.days > 0) {
        return Err(PlantError::Extent { radius_m: plan.radius_m, days: plan.days });
    }
    let mut result = register.clone();
    let later = later_statements(register);
    let found = found_substances(&mut result, &later);
    let donors = donors(&result, &found, &later);
    let mut draw = Draw::stream(seed, PLANT, 0);
    let anchor = donors.get(draw.below(donors.len())).ok_or(PlantError::NoAnchor)?;
    let Some(centre) = register.deaths[anchor.at].point else { return Err(PlantError::NoAnchor) };
    let shared = match plan.shared_substance {
        true => Some(rare(&found, plan.rarity, &mut draw).ok_or(PlantError::NoSubstance)?),
        false => None,
    };
    let carriers = carriers(plan, &mut draw);
    let first = start(register, anchor.day, plan.days, &mut draw);
    let age = register.deaths[anchor.at].age.map(Age::middle);
    let sex = register.deaths[anchor.at].sex;

    let mut taken: FxHashSet<Box<str>> = register.deaths.iter().map(|death| death.id.0.clone()).collect();
    let mut members = Vec::with_capacity(plan.size);
    let mut added: Vec<Statement> = Vec::new();
    for carries in carriers {
        let day = first + draw.whole(0, i64::from(plan.days)) as i32;
        let donor = &donors[draw.below(donors.len())];
        let mut substances = companions(&donors, day, &mut draw).to_vec();
        if let (true, Some(term)) = (carries, shared) {
            substances.push(term);
        }
        substances.sort_unstable();
        substances.dedup();

        let source = &register.deaths[donor.at];
        let id = free_id(&mut taken, seed, members.len());
        let place = offset((centre.lat, centre.lon), draw.disc(plan.radius_m));
        let shift = day - donor.day;
        let mut death = Death {
            id: id.clone(),
            line: 0,
            died: source.died.map(|span| moved(span, shift)),
            known_from: source.known_from.map(|known| known + shift),
            point: Some(Point { lat: place.0, lon: place.1, imprecision_m: centre.imprecision_m }),
            place: address_near(register, place, &mut draw),
            narrative: None,
            contacts: Box::default(),
            ..source.clone()
        };
        if let Some(age) = age {
            let years = draw.normal(f64::from(age), plan.age_sd).round().clamp(1.0, 110.0);
            death.age = Some(Age::exactly(years as f32));
        }
        if sex.is_some() && draw.chance(plan.same_sex) {
            death.sex = sex;
        } else if death.sex.is_none() {
            death.sex = Some(if draw.chance(0.5) { Sex::Male } else { Sex::Female });
        }
        let names: Vec<&str> = substances.iter().map(|&term| result.terms.text(term)).collect();
        let (cause, listed) = (toxic_effects(&names), names.join(";"));
        let statements = later.get(&*source.id.0).map_or(&[][..], Vec::as_slice);
        added.extend(statements.iter().map(|statement| Statement {
            death: id.clone(),
            field: statement.field,
            value: match statement.field {
                Field::Substances => listed.as_str().into(),
                Field::Cause => cause.as_str().into(),
                Field::Manner => "accident".into(),
                _ => statement.value.clone(),
            },
            known_from: statement.known_from + shift,
            source: statement.source.clone(),
        }));
        let told_later = |field: Field| statements.iter().any(|statement| statement.field == field);
        if !told_later(Field::Substances) {
            death.substances = Some(substances.into());
        }
        if !told_later(Field::Cause) {
            death.cause = Some(cause.into());
        }
        if !told_later(Field::Manner) {
            death.manner = Some(result.terms.intern("accident"));
            death.kind = Kind::Drug;
        }
        result.deaths.push(death);
        members.push(id);
    }
    result.statements.extend(added);
    result.statements.sort_by_key(|statement| statement.known_from);
    Ok((result, members))
}

/// Later statements of each death, in order.
fn later_statements(register: &Register) -> FxHashMap<&str, Vec<&Statement>> {
    let mut later: FxHashMap<&str, Vec<&Statement>> = FxHashMap::default();
    for statement in &register.statements {
        later.entry(&statement.death.0).or_default().push(statement);
    }
    later
}

/// What was found in each death in the end; `None` where no toxicology is on record.
fn found_substances(register: &mut Register, later: &FxHashMap<&str, Vec<&Statement>>) -> Vec<Option<Vec<Term>>> {
    let terms = &mut register.terms;
    let mut of = |death: &Death| {
        let last = later.get(&*death.id.0)?.iter().rev().find(|statement| statement.field == Field::Substances)?;
        let names = last.value.split(';').map(str::trim).filter(|name| !name.is_empty() && *name != NOTHING_FOUND);
        Some(names.map(|name| terms.intern(name)).collect::<Vec<Term>>())
    };
    register
        .deaths
        .iter()
        .map(|death| of(death).or_else(|| death.substances.as_ref().map(|found| found.to_vec())))
        .collect()
}

/// Drug deaths with toxicology, a day and a point where few died, in the order of the register. A death whose kind is
/// not known yet counts where its later cause names a substance found.
fn donors(register: &Register, found: &[Option<Vec<Term>>], later: &FxHashMap<&str, Vec<&Statement>>) -> Vec<Donor> {
    let spot = |point: Point| (point.lat.to_bits(), point.lon.to_bits());
    let mut crowd: FxHashMap<(u64, u64), usize> = FxHashMap::default();
    for point in register.deaths.iter().filter_map(|death| death.point) {
        *crowd.entry(spot(point)).or_default() += 1;
    }
    let is_drug = |death: &Death, substances: &[Term]| match death.kind {
        Kind::Drug => true,
        Kind::Unknown => later.get(&*death.id.0).is_some_and(|statements| {
            let names = |cause: &str| substances.iter().any(|&term| cause.contains(register.terms.text(term)));
            statements.iter().any(|statement| statement.field == Field::Cause && names(&statement.value))
        }),
        _ => false,
    };
    let donor = |(at, death): (usize, &Death)| {
        let substances = found.get(at)?.as_deref().filter(|found| !found.is_empty())?;
        let apart = crowd.get(&spot(death.point?)).is_none_or(|&count| count < HOT_SPOT);
        let donor = Donor { at, day: death.day()?, substances: substances.to_vec() };
        (apart && is_drug(death, substances)).then_some(donor)
    };
    register.deaths.iter().enumerate().filter_map(donor).collect()
}

/// A substance found in so rare a share of deaths with toxicology; where there is none, one of those that come nearest.
fn rare(found: &[Option<Vec<Term>>], (low, high): (f64, f64), draw: &mut Draw) -> Option<Term> {
    let mut counts: FxHashMap<Term, usize> = FxHashMap::default();
    for &term in found.iter().flatten().flatten() {
        *counts.entry(term).or_default() += 1;
    }
    let tested = found.iter().flatten().count().max(1) as f64;
    let outside = |count: usize| {
        let share = count as f64 / tested;
        (low - share).max(share - high).max(0.0)
    };
    let mut terms: Vec<(f64, Term)> = counts.into_iter().map(|(term, count)| (outside(count), term)).collect();
    terms.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let inside = terms.iter().filter(|(outside, _)| *outside == 0.0).count();
    let choice = if inside > 0 { inside } else { FALLBACK_CHOICE.min(terms.len()) };
    terms.get(draw.below(choice)).map(|&(_, term)| term)
}

/// Which members have the shared substance: each with the plan's probability, but two at the least.
fn carriers(plan: &Plan, draw: &mut Draw) -> Vec<bool> {
    let mut carries: Vec<bool> = (0..plan.size).map(|_| draw.chance(plan.carry)).collect();
    while carries.iter().filter(|&&carries| carries).count() < 2 {
        let more = draw.below(plan.size);
        carries[more] = true;
    }
    carries
}

/// First day of the span: the anchor's day lies in it, and it stays within the register where it fits.
fn start(register: &Register, anchor: Day, days: i32, draw: &mut Draw) -> Day {
    let known = register.deaths.iter().filter_map(Death::day);
    let (low, high) = known.fold((anchor, anchor), |(low, high), day| (low.min(day), high.max(day)));
    let first = anchor + -(draw.whole(0, i64::from(days)) as i32);
    first.min(high + -days).max(low)
}

/// Substances of a random drug death nearby in time, or of any where none is near.
fn companions<'a>(donors: &'a [Donor], day: Day, draw: &mut Draw) -> &'a [Term] {
    let near: Vec<&Donor> = donors.iter().filter(|donor| (donor.day - day).abs() <= NEARBY_DAYS).collect();
    match near.get(draw.below(near.len())) {
        Some(donor) => &donor.substances,
        None => donors.get(draw.below(donors.len())).map_or(&[], |donor| &donor.substances),
    }
}

/// An address such as the nearest death has, with another house number; `None` where that has no number.
fn address_near(register: &Register, place: (f64, f64), draw: &mut Draw) -> Option<Box<str>> {
    let numbered = register.deaths.iter().filter_map(|death| {
        let (point, text) = (death.point?, death.place.as_deref()?);
        let (number, street) = text.split_once(' ')?;
        let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| (metres(place, (point.lat, point.lon)), street))
    });
    let (_, street) = numbered.min_by(|a, b| a.0.total_cmp(&b.0))?;
    Some(format!("{} {street}", draw.whole(1, 199)).into())
}

/// The span so many days later.
fn moved(span: Span, days: i32) -> Span {
    let minutes = i64::from(days) * MINUTES_A_DAY;
    Span { from: span.from + minutes, to: span.to + minutes }
}

/// A case number that the register does not have yet.
fn free_id(taken: &mut FxHashSet<Box<str>>, seed: u64, member: usize) -> DeathId {
    let mut text: Box<str> = format!("P-{seed}-{}", member + 1).into();
    while !taken.insert(text.clone()) {
        text = format!("{text}x").into();
    }
    DeathId(text)
}

#[cfg(test)]
mod tests {
    use super::super::county::{County, county};
    use super::*;

    fn planted(plan: &Plan, seed: u64) -> (Register, Vec<Death>) {
        let register = county(&County::default(), 3);
        let (register, members) = plant(&register, plan, seed).unwrap();
        let deaths = register.deaths.iter().filter(|death| members.contains(&death.id)).cloned().collect();
        (register, deaths)
    }

    #[test]
    fn a_planted_series_keeps_to_its_plan() {
        let plan = Plan { size: 6, radius_m: 200.0, days: 300, ..Plan::default() };
        for seed in 0..20 {
            let (register, deaths) = planted(&plan, seed);
            assert_eq!(deaths.len(), 6);
            let places: Vec<_> = deaths.iter().map(|death| death.point.map(|p| (p.lat, p.lon)).unwrap()).collect();
            let days: Vec<_> = deaths.iter().map(|death| death.day().unwrap()).collect();
            for (i, &place) in places.iter().enumerate() {
                assert!(places.iter().all(|&other| metres(place, other) <= 401.0));
                assert!(days.iter().all(|&other| (other - days[i]).abs() <= 300));
            }
            assert!(deaths.iter().all(|death| death.kind == Kind::Drug && death.substances.is_some()));
            let terms = deaths.iter().flat_map(|death| death.substances.iter().flatten().copied());
            let mut counts: FxHashMap<Term, usize> = FxHashMap::default();
            terms.for_each(|term| *counts.entry(term).or_default() += 1);
            let tested = register.deaths.iter().filter(|death| death.substances.is_some()).count() as f64;
            let shared_and_rare = counts.iter().any(|(term, &shared)| {
                let has = |death: &&Death| death.substances.as_ref().is_some_and(|found| found.contains(term));
                let others = register.deaths.iter().filter(has).count() - shared;
                shared >= 2 && (0.009..=0.016).contains(&(others as f64 / tested))
            });
            assert!(shared_and_rare, "seed {seed}");
        }
    }

    #[test]
    fn the_same_seed_plants_the_same_series() {
        let texts = [4, 4, 5].map(|seed| format!("{:?}", planted(&Plan::default(), seed).1));
        assert_eq!(texts[0], texts[1]);
        assert_ne!(texts[0], texts[2]);
    }

    #[test]
    fn members_have_no_contacts_or_sentences_of_other_deaths() {
        let (_, deaths) = planted(&Plan::default(), 9);
        assert!(deaths.iter().all(|death| death.contacts.is_empty() && death.narrative.is_none()));
        assert!(
            deaths.iter().all(|death| death.cause.as_ref().is_some_and(|cause| cause.starts_with("Toxic effects")))
        );
    }

    #[test]
    fn a_register_without_drug_deaths_cannot_be_planted() {
        assert_eq!(plant(&Register::default(), &Plan::default(), 1).unwrap_err(), PlantError::NoAnchor);
        let nine = Plan { size: 9, ..Plan::default() };
        assert_eq!(plant(&Register::default(), &nine, 1).unwrap_err(), PlantError::Size(9));
    }
}
