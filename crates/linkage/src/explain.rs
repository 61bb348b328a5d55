//! Innocent explanations, from the data: each is shown beside every series, supported or not.

use crate::many_die;
use crate::overview::Overview;
use crate::result::Explanation;
use crate::world::World;
use colligate_register::wording::{self, counted, figure, thousands};
use colligate_register::{Day, Register, Term};

/// Days before and after a series in which a surge is looked for, and the same length a year earlier to compare.
const SEASON: i32 = 45;
/// How many times the usual rate counts as a surge.
const SURGE: f64 = 1.5;

/// Explanations that a review must weigh: an institution, a surge of a substance, a place where many die, one supply.
pub(crate) fn explanations(
    register: &Register,
    world: &World,
    overview: &Overview,
    units: &[u32],
    centre: Option<(f64, f64)>,
) -> Vec<Explanation> {
    let deaths: Vec<usize> = units.iter().map(|&unit| world.deaths[unit as usize] as usize).collect();
    let mut all = vec![institution(world, units), many_die::explanation(overview, &deaths, centre)];
    all.push(one_day(overview, &deaths));
    let shared = shared_substances(register, overview, &deaths);
    all.extend(shared.into_iter().map(|term| surge(overview, register.terms.text(term), &deaths, term)));
    all
}

fn institution(world: &World, units: &[u32]) -> Explanation {
    let at = units.iter().filter(|&&unit| world.spots[unit as usize].is_institution()).count();
    let sentence = match at {
        0 => "none of them died at a place where many die".to_owned(),
        at => format!(
            "{} of {} died at a place where many die (hospital, home, shelter …)",
            thousands(at),
            thousands(units.len())
        ),
    };
    Explanation { name: "same institution".into(), sentence, supported: 2 * at > units.len() }
}

fn one_day(overview: &Overview, deaths: &[usize]) -> Explanation {
    let mut days: Vec<Day> = deaths.iter().filter_map(|&at| overview.day(at)).collect();
    if days.len() < deaths.len() {
        let sentence = "the dates are not all known well enough to say".to_owned();
        return Explanation { name: "one incident or one supply".into(), sentence, supported: false };
    }
    days.sort_unstable();
    let span = days.last().zip(days.first()).map_or(0, |(last, first)| *last - *first);
    let sentence = match span {
        0 => "all on one day: one event or one supply may explain them".to_owned(),
        1..=3 => format!("all within {} days: one event or one supply may explain them", span + 1),
        _ => format!("spread over {}: one event does not explain them", counted(span.unsigned_abs(), "day", "days")),
    };
    Explanation { name: "one incident or one supply".into(), sentence, supported: span <= 3 }
}

/// Substances that at least half of the members share.
pub(crate) fn shared_substances(register: &Register, overview: &Overview, deaths: &[usize]) -> Vec<Term> {
    let mut terms: Vec<Term> =
        deaths.iter().flat_map(|&at| register.deaths[at].substances.iter().flatten().copied()).collect();
    terms.sort_unstable();
    let count = |term: Term| terms.iter().filter(|&&other| other == term).count();
    let mut shared: Vec<Term> = terms.iter().copied().filter(|&term| 2 * count(term) >= deaths.len()).collect();
    shared.dedup();
    shared.retain(|&term| count(term) >= 2);
    shared.sort_by_key(|&term| (overview.with(term), term));
    shared.truncate(3);
    shared
}

/// Was this substance on the rise everywhere at that time? Its count in the register, without the series, against what
/// its rate over the whole register gives for as many days.
fn surge(overview: &Overview, name: &str, deaths: &[usize], term: Term) -> Explanation {
    let days = || deaths.iter().filter_map(|&at| overview.day(at));
    let (Some(first), Some(last), Some((start, end))) = (days().min(), days().max(), overview.span()) else {
        return Explanation {
            name: format!("surge of {name}"),
            sentence: "dates not on record".into(),
            supported: false,
        };
    };
    let (from, to) = (first + -SEASON, last + SEASON);
    let with: Vec<Day> = overview.days_with(term, deaths).collect();
    let then = with.iter().filter(|&&day| day >= from && day <= to).count();
    let window = f64::from((to.0.min(end.0) - from.0.max(start.0) + 1).max(1));
    let expected = with.len() as f64 * window / f64::from((end - start + 1).max(1));
    Explanation {
        name: format!("surge of {name}"),
        sentence: format!(
            "{} with {name} in the whole register from {}; its rate over all years gives {}",
            counted(then, "other death", "other deaths"),
            wording::days(from, to),
            figure(expected)
        ),
        supported: then >= 5 && then as f64 > SURGE * expected,
    }
}
