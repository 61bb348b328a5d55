//! A simulated register at London's real rate, built from published proportions.
//!
//! On the day a death is reported only its first-day fields are there: place, age, sex, category, circumstances, who
//! found and who attended. Cause, toxicology and manner follow as statements, for all deaths alike.

mod boroughs;
mod courses;
mod ground;
mod scene;
mod toxicology;

use self::boroughs::BOROUGHS;
use self::courses::{CATEGORIES, COURSES, Course, Rhythm};
use self::ground::Ground;
use self::scene::Case;
use super::NOTHING_FOUND;
use super::draw::{Draw, running};
use crate::death::{Age, Death, DeathId, Point, Sex};
use crate::field::Field;
use crate::kind::Kind;
use crate::register::Register;
use crate::statement::Statement;
use crate::terms::Terms;
use crate::time::Day;

/// Reports of death a day to London's police: 10,978 in 2022 (HMICFRS 2023).
const REPORTS_A_DAY: f64 = 30.0;

/// Settings of the simulated London.
#[derive(Clone, Debug, PartialEq)]
pub struct London {
    /// Day on which the first death can be reported.
    pub from: Day,
    /// Day on which the last can be.
    pub to: Day,
    /// Deaths reported in all.
    pub deaths: usize,
}

impl London {
    /// London's real rate between two days, both included.
    pub fn between(from: Day, to: Day) -> London {
        let days = (i64::from(to.0) - i64::from(from.0) + 1).max(1);
        London { from, to, deaths: (days as f64 * REPORTS_A_DAY) as usize }
    }
}

impl Default for London {
    /// 43,800 deaths from 1 January 2012 to 31 December 2015.
    fn default() -> London {
        London { from: Day(15_340), to: Day(16_800), deaths: 43_800 }
    }
}

/// More deaths from December to March than in the other months, by the year in which the winter ends: 15.5%, 19.6%, 11.6%, 27%, 15%
/// in England and Wales, 2011/12 to 2015/16 (ONS, Excess winter mortality). Other winters: 18% (assumption).
const WINTER_EXCESS: [(i16, f64); 5] = [(2012, 0.155), (2013, 0.196), (2014, 0.116), (2015, 0.27), (2016, 0.15)];
const OTHER_WINTERS: f64 = 0.18;

/// GHB in 2015 beside the years before: the proportion rose by 119% from 2014 (Hockenhull et al. 2017).
const GHB_RISE_2015: f64 = 2.19;

/// Share of toxicology cases with GHB in the years up to 2014: the flat level at which 0.92% were found over 2011–15
/// with the rise of 2015 (Hockenhull et al. 2017: 61 of 6,633; calculation: 0.92% × 5 / (4 + 2.19)).
const GHB_UP_TO_2014: f64 = 0.0092 * 5.0 / (4.0 + GHB_RISE_2015);

/// Share of reported deaths with toxicology. Published: 6,633 cases in five years from seven of London's eight coroners'
/// jurisdictions: 12.1% of 30 a day, or 13.8% if the eighth is like the others. At 13.2% the 58 GHB deaths of June
/// 2011 to October 2015 come out.
const TOXICOLOGY_SHARE: f64 = 0.132;

/// Drug poisonings rise by 10% a year (ONS: 3,346 registered in 2014, 3,674 in 2015); at the weekend by a fifth (assumption).
const DRUGS_A_YEAR: f64 = 0.095;
const DRUGS_WEEKEND: f64 = 1.2;

/// Assumption: Mondays bring more reports, of those found after a weekend alone.
const MONDAY: f64 = 1.05;

/// Toxicology is known about six weeks after the report (assumption, as for the Barking deaths): mean and standard deviation in days.
const TOXICOLOGY_DAYS: (f64, f64) = (42.0, 6.0);

/// Inquests end after 26 to 27 weeks on average (Ministry of Justice, 2018 and 2019): mean in days. The shape is an assumption.
const INQUEST_DAYS: f64 = 185.0;

const GROUND: u16 = 10;
const DEATHS: u16 = 11;

/// A register at London's rate. The same settings and seed give the same register.
///
/// ```
/// use colligate_register::{Field, simulate::{London, london}};
/// let register = london(&London { deaths: 300, ..London::default() }, 1);
/// assert_eq!(register.deaths.len(), 300);
/// assert!(register.deaths.iter().all(|death| death.substances.is_none()));
/// assert!(register.statements.iter().any(|statement| statement.field == Field::Substances));
/// ```
pub fn london(settings: &London, seed: u64) -> Register {
    let ground = Ground::lay(seed, GROUND);
    let calendars = Calendars::new(settings.from, settings.to);
    let shares = running(COURSES.iter().map(|course| match course.rhythm {
        Rhythm::Ghb => 100_000.0 * TOXICOLOGY_SHARE * GHB_UP_TO_2014 * calendars.mean_ghb,
        _ => course.share,
    }));
    let mut terms = Terms::default();
    let mut drawn: Vec<(Day, u64, Death, Vec<Later>)> = (0..settings.deaths as u64)
        .map(|index| {
            let mut draw = Draw::stream(seed, DEATHS, index);
            let course = &COURSES[draw.by_running(&shares)];
            let reported = calendars.day(course.rhythm, &mut draw);
            let (death, later) = death(course, reported, index, &ground, &mut terms, &mut draw);
            (reported, index, death, later)
        })
        .collect();
    drawn.sort_by_key(|(reported, index, _, _)| (*reported, *index));
    let mut deaths = Vec::with_capacity(drawn.len());
    let mut statements = Vec::with_capacity(drawn.len() * 2);
    for (number, (_, _, mut death, later)) in drawn.into_iter().enumerate() {
        death.id = DeathId(format!("LDN-{:06}", number + 1).into());
        statements.extend(later.into_iter().map(|later| Statement {
            death: death.id.clone(),
            field: later.field,
            value: later.value.into(),
            known_from: later.known_from,
            source: later.source.into(),
        }));
        deaths.push(death);
    }
    statements.sort_by_key(|statement| statement.known_from);
    Register { deaths, terms, statements }
}

/// One field that becomes known later.
struct Later {
    field: Field,
    value: String,
    known_from: Day,
    source: &'static str,
}

fn death(
    course: &Course,
    reported: Day,
    index: u64,
    ground: &Ground,
    terms: &mut Terms,
    draw: &mut Draw,
) -> (Death, Vec<Later>) {
    let pick = |weighted: &[(&'static str, f64)], draw: &mut Draw| {
        weighted.get(draw.weighted(weighted.iter().map(|one| one.1))).map_or("", |one| one.0)
    };
    let borough = ground.borough(course.rhythm == Rhythm::Ghb, draw);
    let place_kind = pick(course.places, draw);
    let site = ground.site(borough, place_kind, draw);
    let manner = pick(course.manners, draw);
    let category = draw.weighted(course.categories.into_iter());
    let people = BOROUGHS[borough].people;
    let case = Case { course, place_kind, manner, borough, people, institution: site.institution, index };
    let codes = scene::circumstances(&case, draw);
    let span = scene::died(&case, reported, codes.contains(&"decomposed"), draw);

    let mut death = Death::new("");
    death.died = Some(span);
    death.known_from = Some(reported);
    death.point = Some(Point { lat: site.point.0, lon: site.point.1, imprecision_m: site.imprecision_m });
    death.place = Some(site.text.into());
    death.place_kind = Some(terms.intern(place_kind));
    death.age = Some(age(course, draw));
    death.sex = Some(if draw.chance(course.men) { Sex::Male } else { Sex::Female });
    death.category = Some(terms.intern(CATEGORIES[category]));
    let unexplained = CATEGORIES[category] == "unexplained";
    death.kind = if !unexplained && draw.chance(course.plain) { course.kind } else { Kind::Unknown };
    let mut circumstances: Vec<_> = codes.iter().map(|code| terms.intern(code)).collect();
    circumstances.sort_unstable();
    death.circumstances = circumstances.into();
    death.contacts = scene::contacts(&case, draw).into();
    let later = later(course, manner, reported, draw);
    (death, later)
}

fn age(course: &Course, draw: &mut Draw) -> Age {
    let group = draw.weighted(course.ages.iter().map(|group| group.0));
    let (_, mean, sd) = course.ages.get(group).copied().unwrap_or((1.0, 50.0, 20.0));
    let years = draw.normal(mean, sd);
    if course.kind == Kind::Infant {
        return Age::exactly(((years.abs() * 12.0).round().min(11.0) / 12.0) as f32);
    }
    Age::exactly(years.round().clamp(14.0, 106.0) as f32)
}

/// Cause, toxicology and manner, with the days on which they become known.
fn later(course: &Course, manner: &'static str, reported: Day, draw: &mut Draw) -> Vec<Later> {
    let mut later = Vec::with_capacity(3);
    let after = |mean: f64, least: f64, draw: &mut Draw| reported + (least + draw.exponential(mean)).min(400.0) as i32;
    let toxicology_day = reported + draw.normal(TOXICOLOGY_DAYS.0, TOXICOLOGY_DAYS.1).round().clamp(21.0, 84.0) as i32;
    let year = f64::from(reported.ymd().0) + reported.season();
    let names = draw.chance(course.tested).then(|| toxicology::found(course.toxicology, year, draw));
    if let Some(names) = &names {
        let value = if names.is_empty() { NOTHING_FOUND.to_owned() } else { names.join(";") };
        later.push(Later { field: Field::Substances, value, known_from: toxicology_day, source: "toxicology" });
    }
    let cause_day = if course.causes.is_empty() {
        toxicology_day + draw.whole(1, 21) as i32
    } else if course.categories[0] > 0.5 {
        after(1.5, 1.0, draw)
    } else {
        after(6.0, 2.0, draw)
    };
    let cause = match course.causes.get(draw.below(course.causes.len())) {
        Some(cause) => (*cause).to_owned(),
        None => drug_cause(names.as_deref().unwrap_or(&[]), draw),
    };
    let source = if course.categories[0] > 0.5 { "attending doctor" } else { "post-mortem" };
    later.push(Later { field: Field::Cause, value: cause, known_from: cause_day, source });
    let manner_day = match manner {
        "natural" | "homicide" => cause_day,
        _ => cause_day + (30.0 + draw.gamma(3.0) * (INQUEST_DAYS - 30.0) / 3.0) as i32,
    };
    let source = if manner == "natural" { source } else { "coroner" };
    later.push(Later { field: Field::Manner, value: manner.to_owned(), known_from: manner_day, source });
    later
}

/// As certificates word it; the wording is an assumption.
fn drug_cause(names: &[&str], draw: &mut Draw) -> String {
    match names {
        [only] => format!("{only} toxicity"),
        _ if draw.chance(0.5) => format!("Mixed drug toxicity ({})", names.join(", ")),
        _ => super::county::toxic_effects(names),
    }
}

/// How many deaths each day gets, by rhythm, as running sums.
struct Calendars {
    from: Day,
    sums: [(Rhythm, Vec<f64>); 5],
    /// Mean of GHB's daily rate beside that of 2014.
    mean_ghb: f64,
}

impl Calendars {
    fn new(from: Day, to: Day) -> Calendars {
        let days = (i64::from(to.0) - i64::from(from.0) + 1).max(1) as i32;
        let rhythms = [Rhythm::Even, Rhythm::Winter, Rhythm::Drugs, Rhythm::Ghb, Rhythm::Summer];
        let sums = rhythms.map(|rhythm| (rhythm, running((0..days).map(|day| rate(rhythm, from + day)))));
        let ghb = (0..days).map(|day| ghb_level(from + day)).sum::<f64>() / f64::from(days);
        Calendars { from, sums, mean_ghb: ghb }
    }

    fn day(&self, rhythm: Rhythm, draw: &mut Draw) -> Day {
        let sums = self.sums.iter().find(|(of, _)| *of == rhythm);
        sums.map_or(self.from, |(_, sums)| self.from + draw.by_running(sums) as i32)
    }
}

fn ghb_level(day: Day) -> f64 {
    if day.ymd().0 >= 2015 { GHB_RISE_2015 } else { 1.0 }
}

fn rate(rhythm: Rhythm, day: Day) -> f64 {
    let monday = if day.weekday() == 0 { MONDAY } else { 1.0 };
    let weekend = if day.weekday() >= 5 { DRUGS_WEEKEND } else { 1.0 };
    let years = f64::from(day - Day(16_253)) / 365.25;
    match rhythm {
        Rhythm::Even => monday,
        Rhythm::Winter => monday * winter(day),
        Rhythm::Drugs => weekend * (DRUGS_A_YEAR * years).exp(),
        Rhythm::Ghb => weekend * ghb_level(day),
        Rhythm::Summer => 1.0 - 0.3 * (std::f64::consts::TAU * (day.season() - 0.05)).cos(),
    }
}

/// From December to March a half wave of the winter's mean excess, highest at the end of January; 1 in the other months.
fn winter(day: Day) -> f64 {
    let (year, month, _) = day.ymd();
    let ends = if month == 12 { year + 1 } else { year };
    if (4..=11).contains(&month) {
        return 1.0;
    }
    let first = Day::from_ymd(ends - 1, 12, 1).unwrap_or(day);
    let excess = WINTER_EXCESS.iter().find(|winter| winter.0 == ends).map_or(OTHER_WINTERS, |winter| winter.1);
    let share = (f64::from(day - first) + 0.5) / 121.0;
    1.0 + excess * std::f64::consts::FRAC_PI_2 * (std::f64::consts::PI * share.min(1.0)).sin()
}

#[cfg(test)]
mod tests;
