//! One death, drawn.

use super::super::draw::Draw;
use super::layout::{Layout, degrees};
use super::narrative;
use super::series::Member;
use super::shares::Shares;
use crate::death::Sex;
use crate::time::Day;

const NO_POINT: f64 = 0.02;
const NO_AGE: f64 = 0.01;
const DRUG_SHARE: f64 = 0.5;
/// A drug death has one substance and a Poisson number more, five at most.
const MORE_SUBSTANCES: f64 = 1.2;

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

/// Draws a death, which keeps what its series settles, if it is in one.
pub(super) fn draw(
    id: u64,
    day: Day,
    member: Option<&Member>,
    layouts: &[Layout],
    shares: &Shares,
    draw: &mut Draw,
) -> PeerDeath {
    let county = member.map_or_else(|| draw.below(layouts.len()), |member| member.county);
    let (xy, hot) = layouts[county].place(true, draw);
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
        (None, true) => shares.hot_place_kind(draw),
        (None, false) => shares.place_kind(draw),
    };
    let substances = if is_drug { substances(member, shares, draw) } else { Vec::new() };
    let detail = member.and_then(|member| member.detail);
    let narrative = narrative::write(age, sex, place_kind, &substances, detail, draw);
    let known_point = !draw.chance(NO_POINT) || member.is_some();
    let known_age = !draw.chance(NO_AGE) || member.is_some();
    PeerDeath {
        id,
        day,
        point: known_point.then(|| degrees(county, xy)),
        age: known_age.then_some(age),
        sex,
        substances,
        place_kind,
        narrative,
    }
}

/// The substances of a drug death, that of its series first.
fn substances(member: Option<&Member>, shares: &Shares, draw: &mut Draw) -> Vec<&'static str> {
    let count = 1 + draw.poisson(MORE_SUBSTANCES).min(5);
    let drawn: Vec<&str> = (0..count).map(|_| shares.substance(draw)).collect();
    let first = member.map(|member| member.substance);
    let mut substances: Vec<&'static str> = Vec::new();
    for name in first.into_iter().chain(drawn.into_iter().skip(usize::from(member.is_some()))) {
        if !substances.contains(&name) {
            substances.push(name);
        }
    }
    substances
}
