//! Innocent explanations, from the data: each is shown beside every series, supported or not.

use crate::describe::is_near;
use crate::result::Explanation;
use crate::world::World;
use colligate_register::{Day, Register, Term};

/// Days before and after a series in which a surge is looked for, and the same length a year earlier to compare.
const SEASON: i32 = 45;
/// How many times the usual rate counts as a surge.
const SURGE: f64 = 1.5;

/// Explanations that a review must weigh: an institution, a surge of a substance, a place where many die, one supply.
pub(crate) fn explanations(
    register: &Register,
    world: &World,
    units: &[u32],
    centre: Option<(f64, f64)>,
) -> Vec<Explanation> {
    let deaths: Vec<usize> = units.iter().map(|&unit| world.deaths[unit as usize] as usize).collect();
    let mut all = vec![institution(world, units), place(register, &deaths, centre)];
    all.push(one_day(register, &deaths));
    all.extend(shared_substances(register, &deaths).into_iter().map(|term| surge(register, &deaths, term)));
    all
}

fn institution(world: &World, units: &[u32]) -> Explanation {
    let at = units.iter().filter(|&&unit| world.spots[unit as usize].is_institution()).count();
    let sentence = match at {
        0 => "none of them died at a place where many die".to_owned(),
        at => format!("{at} of {} died at a place where many die (hospital, home, shelter …)", units.len()),
    };
    Explanation { name: "same institution".into(), sentence, supported: 2 * at > units.len() }
}

fn place(register: &Register, deaths: &[usize], centre: Option<(f64, f64)>) -> Explanation {
    let kind = register.deaths[deaths[0]].kind;
    let near = register
        .deaths
        .iter()
        .filter(|death| death.kind == kind && is_near(death.point.map(|point| (point.lat, point.lon)), centre));
    let near = near.count();
    let of = register.deaths.iter().filter(|death| death.kind == kind).count();
    Explanation {
        name: "a place where many die".into(),
        sentence: format!("{near} of all {of} {kind} deaths on record lie within 2 km of the centre"),
        supported: near as f64 > 0.05 * of as f64 && near > 10 * deaths.len(),
    }
}

fn one_day(register: &Register, deaths: &[usize]) -> Explanation {
    let mut days: Vec<Day> = deaths.iter().filter_map(|&at| register.deaths[at].day()).collect();
    days.sort_unstable();
    let span = days.last().zip(days.first()).map_or(0, |(last, first)| *last - *first);
    let sentence = match span {
        0..=3 => format!("all within {} days: one event or one supply may explain them", span + 1),
        _ => format!("spread over {span} days: one event does not explain them"),
    };
    Explanation { name: "one incident or one supply".into(), sentence, supported: span <= 3 }
}

/// Substances that at least half of the members share.
fn shared_substances(register: &Register, deaths: &[usize]) -> Vec<Term> {
    let mut terms: Vec<Term> =
        deaths.iter().flat_map(|&at| register.deaths[at].substances.iter().flatten().copied()).collect();
    terms.sort_unstable();
    let count = |term: Term| terms.iter().filter(|&&other| other == term).count();
    let mut shared: Vec<Term> = terms.iter().copied().filter(|&term| 2 * count(term) >= deaths.len()).collect();
    shared.dedup();
    shared.retain(|&term| count(term) >= 2);
    shared.sort_by_key(|&term| (everywhere(register, term), term));
    shared.truncate(3);
    shared
}

fn everywhere(register: &Register, term: Term) -> usize {
    register.deaths.iter().filter(|death| has(death, term)).count()
}

fn has(death: &colligate_register::Death, term: Term) -> bool {
    death.substances.as_deref().is_some_and(|found| found.contains(&term))
}

/// Was this substance on the rise everywhere at that time? Its count in the register, without the series, against what
/// its rate over the whole register gives for as many days.
fn surge(register: &Register, deaths: &[usize], term: Term) -> Explanation {
    let name = register.terms.text(term);
    let days: Vec<Day> = deaths.iter().filter_map(|&at| register.deaths[at].day()).collect();
    let (Some(&first), Some(&last)) = (days.iter().min(), days.iter().max()) else {
        return Explanation {
            name: format!("surge of {name}"),
            sentence: "dates not on record".into(),
            supported: false,
        };
    };
    let (from, to) = (first + -SEASON, last + SEASON);
    let all: Vec<Day> = register.deaths.iter().filter_map(|death| death.day()).collect();
    let (Some(&start), Some(&end)) = (all.iter().min(), all.iter().max()) else {
        return Explanation {
            name: format!("surge of {name}"),
            sentence: "dates not on record".into(),
            supported: false,
        };
    };
    let others = (0..register.deaths.len()).filter(|at| !deaths.contains(at)).map(|at| &register.deaths[at]);
    let with: Vec<Day> = others.filter(|death| has(death, term)).filter_map(|death| death.day()).collect();
    let then = with.iter().filter(|&&day| day >= from && day <= to).count();
    let window = f64::from((to.0.min(end.0) - from.0.max(start.0) + 1).max(1));
    let expected = with.len() as f64 * window / f64::from((end - start + 1).max(1));
    Explanation {
        name: format!("surge of {name}"),
        sentence: format!(
            "{then} other deaths with {name} in the whole register from {from} to {to}; its rate over all years gives \
             {expected:.0}"
        ),
        supported: then >= 5 && then as f64 > SURGE * expected,
    }
}
