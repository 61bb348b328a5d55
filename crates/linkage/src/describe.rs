//! What is found, put into words: members, links with their evidence, series with what would break them.

use crate::chance::{Null, Strong, WEAKEST};
use crate::explain::explanations;
use crate::incidents::Folded;
use crate::link::LinkOptions;
use crate::overview::{Overview, month};
use crate::replay::strongest_part;
use crate::result::{self, EvidenceWeight, Explanation, Link, Member, RunSummary, Series};
use crate::series::LARGEST;
use crate::surges::Look;
use crate::world::World;
use colligate_evidence::Weight;
use colligate_register::{Age, DateRange, Day, DeathId, Progress, Register, Term, wording};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Puts what a run found into words.
pub(crate) struct Teller<'a> {
    register: &'a Register,
    pub(crate) world: &'a World<'a>,
    null: Option<&'a Null>,
    incident_of: BTreeMap<u32, &'a Folded>,
    overview: Arc<Overview>,
    /// Weight of a link from which a series is grown.
    seed: f64,
}

/// Radius around a series within which other deaths are its background, in kilometres.
pub(crate) const NEARBY_KM: f64 = 2.0;
/// Points of other deaths shown on a map, at most.
const POINTS: usize = 2_000;
/// Days before and after a series within which other deaths are shown on its map.
const MARGIN_DAYS: i32 = 365;

impl<'a> Teller<'a> {
    pub(crate) fn new(
        register: &'a Register,
        world: &'a World<'a>,
        incidents: &'a [Folded],
        null: Option<&'a Null>,
        seed: f64,
    ) -> Teller<'a> {
        let incident_of = incidents.iter().filter_map(|folded| Some((*folded.deaths.first()?, folded))).collect();
        Teller { register, world, null, incident_of, overview: Arc::new(Overview::new(register)), seed }
    }

    /// Tells of deaths and pairs, given the overview of the register.
    pub(crate) fn of_pairs(register: &'a Register, world: &'a World<'a>, overview: Arc<Overview>) -> Teller<'a> {
        Teller { register, world, null: None, incident_of: BTreeMap::new(), overview, seed: f64::INFINITY }
    }

    pub(crate) fn death(&self, unit: u32) -> usize {
        self.world.deaths[unit as usize] as usize
    }

    pub(crate) fn series(&self, rank: usize, strong: &Strong) -> Series {
        let mut units = strong.set.members.clone();
        units.sort_by_key(|&unit| (self.world.dates[unit as usize].0, unit));
        let members: Vec<Member> = units.iter().map(|&unit| self.member(unit, &units)).collect();
        let mut links: Vec<Link> = Vec::new();
        for (n, &a) in units.iter().enumerate() {
            links.extend(units[n + 1..].iter().map(|&b| self.link(a, b)));
        }
        links.sort_by(|x, y| y.weight.total_cmp(&x.weight).then_with(|| x.a.cmp(&y.a)).then_with(|| x.b.cmp(&y.b)));
        let weakest = members.iter().min_by(|x, y| x.weight.total_cmp(&y.weight)).map(|member| member.id.clone());
        let places: Vec<(f64, f64)> = members.iter().filter_map(|member| member.lat.zip(member.lon)).collect();
        let centre = (!places.is_empty()).then(|| {
            let n = places.len() as f64;
            (places.iter().map(|place| place.0).sum::<f64>() / n, places.iter().map(|place| place.1).sum::<f64>() / n)
        });
        let days = days_of(&members);
        let e_value = self.null.map_or(NO_E_VALUE, |null| null.e_value(strong.strength));
        let breaks = self.breaks(&units, strong.set.weight);
        let explanations: Vec<Explanation> = explanations(self.register, self.world, &self.overview, &units, centre);
        Series {
            rank,
            id: series_id(members.iter().map(|member| &member.id)),
            e_value,
            weight: strong.set.weight,
            evidence: self.series_evidence(&units, &links),
            extent_m: self.extent(&units),
            lat: centre.map(|centre| centre.0),
            lon: centre.map(|centre| centre.1),
            from: days.map(DateRange::first),
            to: days.map(DateRange::last),
            weakest: weakest.unwrap_or_else(|| DeathId("".into())),
            breaks,
            explanations,
            visibility: None,
            background: self.background(&units, centre),
            nearby: self.nearby(&units, centre),
            surges: None,
            members,
            links,
        }
    }

    /// Weight of units as one series.
    pub(crate) fn weight(&self, units: &[u32]) -> f64 {
        self.world.series_weight(units)
    }

    /// What looks around series for surges.
    pub(crate) fn look(&'a self, seed: u64, progress: &'a dyn Progress) -> Look<'a> {
        Look { register: self.register, world: self.world, overview: &self.overview, seed, progress }
    }

    /// Weight of each kind of evidence for the whole series, with the sentence of the pair it is strongest in.
    fn series_evidence(&self, units: &[u32], links: &[Link]) -> Vec<EvidenceWeight> {
        let row = |(name, weight): (&'static str, f64)| {
            // Of three or more, a sentence about two says which two.
            let of = |link: &Link| match units.len() {
                0..=2 => String::new(),
                _ => format!(" ({} and {})", link.a, link.b),
            };
            let rows = links.iter().flat_map(|link| link.evidence.iter().map(move |row| (row, link)));
            let best = rows.filter(|(row, _)| group_of(&row.evidence) == name);
            let best = best.max_by(|x, y| x.0.weight.total_cmp(&y.0.weight)).map(|(row, link)| (row, of(link)));
            let sentence = best.map(|(row, of)| format!("{}{of}", row.sentence)).unwrap_or_default();
            EvidenceWeight { evidence: name.to_owned(), weight, sentence }
        };
        self.world.series_parts(units).into_iter().map(row).collect()
    }

    fn pairs<'u>(&self, units: &'u [u32]) -> impl Iterator<Item = (u32, u32)> + 'u {
        units.iter().enumerate().flat_map(move |(n, &a)| units[n + 1..].iter().map(move |&b| (a, b)))
    }

    pub(crate) fn link(&self, a: u32, b: u32) -> Link {
        let evidence = self.rows(a, b);
        let weight = evidence.iter().map(|row| row.weight).sum();
        Link { a: self.id(a), b: self.id(b), weight, evidence }
    }

    /// A link between two units, the earlier death first.
    pub(crate) fn link_by_day(&self, a: u32, b: u32) -> Link {
        let day = |unit: u32| (self.world.dates[unit as usize].0, unit);
        if day(a) <= day(b) { self.link(a, b) } else { self.link(b, a) }
    }

    /// The weight of each evidence of a pair, in the order of the model.
    fn rows(&self, a: u32, b: u32) -> Vec<EvidenceWeight> {
        let (i, j) = (self.death(a), self.death(b));
        let factors = self.world.factors(a as usize, b as usize);
        let evidence = self.world.evidence;
        let row = |name: &str, weight: Weight, sentence: String| EvidenceWeight {
            evidence: name.to_owned(),
            weight: weight.0,
            sentence,
        };
        let mut rows = vec![
            row("place", Weight::of_factor(factors[0]), evidence.place.sentence(i, j)),
            row("time", Weight::of_factor(factors[1]), evidence.time.sentence(self.register, i, j)),
        ];
        for kind in evidence.description.evidence() {
            rows.extend(kind.rows(i, j).into_iter().map(|(name, weight, sentence)| row(name, weight, sentence)));
        }
        rows
    }

    pub(crate) fn id(&self, unit: u32) -> DeathId {
        self.register.deaths[self.death(unit)].id.clone()
    }

    /// A member with what the series would lose without it.
    pub(crate) fn member(&self, unit: u32, series: &[u32]) -> Member {
        let without: Vec<u32> = series.iter().copied().filter(|&other| other != unit).collect();
        let weight = match series.len() {
            0 | 1 => 0.0,
            _ => self.world.series_weight(series) - self.world.series_weight(&without),
        };
        Member { weight, ..self.death_told(self.death(unit)) }
    }

    /// A death by itself.
    pub(crate) fn death_told(&self, at: usize) -> Member {
        let death = &self.register.deaths[at];
        let word = |term: Option<Term>| term.map(|term| self.register.terms.text(term).to_owned());
        let words = |terms: &[Term]| terms.iter().map(|&term| self.register.terms.text(term).to_owned()).collect();
        let incident = self.incident_of.get(&(at as u32)).map(|folded| &folded.deaths[1..]).unwrap_or_default();
        Member {
            id: death.id.clone(),
            line: death.line,
            day: death.day_within(1),
            died: death.dates(),
            lat: death.point.map(|point| point.lat),
            lon: death.point.map(|point| point.lon),
            place: death.place.as_deref().map(str::to_owned),
            place_kind: word(death.place_kind),
            age: death.age.map(age_in_words),
            sex: death.sex.map(|sex| sex.as_str().to_owned()),
            kind: death.kind.as_str().to_owned(),
            manner: word(death.manner),
            category: word(death.category),
            cause: death.cause.as_deref().map(str::to_owned),
            substances: death.substances.as_deref().map(words),
            circumstances: words(&death.circumstances),
            incident: incident.iter().map(|&death| self.register.deaths[death as usize].id.clone()).collect(),
            weight: 0.0,
        }
    }

    fn extent(&self, units: &[u32]) -> Option<f64> {
        let spot = |unit: u32| &self.world.spots[unit as usize];
        let distances = self.pairs(units).map(|(a, b)| spot(a).distance2(spot(b))).filter(|d2| !d2.is_nan());
        distances.max_by(f64::total_cmp).map(|d2| (d2.sqrt() * 1000.0).round())
    }

    /// What would break the series: how far the E-value would rise without each member, or one kind of evidence.
    fn breaks(&self, units: &[u32], weight: f64) -> Vec<String> {
        let Some(null) = self.null else { return Vec::new() };
        let mut breaks = Vec::new();
        let e_of = |units: &[u32], weight: f64, silent: Option<&str>| {
            let strength = null.strength(units.len(), weight);
            let stands = strength > WEAKEST && self.grows(units, silent);
            if stands { null.e_value(strength).value } else { f64::INFINITY }
        };
        let would_be = |left: f64| match left.is_finite() {
            true => format!("E would be {}", e_words(left)),
            false => "no series would be left".to_owned(),
        };
        if units.len() > 2 {
            for &unit in units {
                let without: Vec<u32> = units.iter().copied().filter(|&other| other != unit).collect();
                let left = e_of(&without, self.world.series_weight(&without), None);
                breaks.push((left, format!("without {}, {}", self.id(unit), would_be(left))));
            }
        }
        let parts = self.world.series_parts(units);
        for (name, part) in parts.iter().filter(|(_, part)| *part > 0.3) {
            let left = e_of(units, weight - part, Some(name));
            breaks.push((left, format!("if {} said nothing, {}", name.replace('_', " "), would_be(left))));
        }
        breaks.sort_by(|x, y| y.0.total_cmp(&x.0));
        breaks.into_iter().take(4).map(|(_, sentence)| sentence).collect()
    }

    /// True where some pair of these units is strong enough for a series to be grown from it, one kind of evidence left out.
    fn grows(&self, units: &[u32], silent: Option<&str>) -> bool {
        let weight = |(a, b): (u32, u32)| -> f64 {
            let factors = self.world.factors(a as usize, b as usize);
            let heard = self.world.names().zip(factors).filter(|(name, _)| Some(*name) != silent);
            heard.map(|(_, factor)| factor.log10()).sum()
        };
        self.pairs(units).any(|pair| weight(pair) >= self.seed)
    }

    /// Deaths of the members' kinds nearby, by month over the whole register.
    fn background(&self, units: &[u32], centre: Option<(f64, f64)>) -> Vec<(Day, u32)> {
        let mut months: BTreeMap<Day, u32> = self.overview.months().map(|month| (month, 0)).collect();
        let kinds: Vec<_> = units.iter().map(|&unit| self.overview.kind(self.death(unit))).collect();
        let near = self.overview.near(centre).filter(|(death, _)| kinds.contains(&self.overview.kind(*death)));
        for month in near.filter_map(|(death, _)| month(self.overview.day(death)?)) {
            *months.entry(month).or_default() += 1;
        }
        months.into_iter().collect()
    }

    /// Places of other deaths around the series in space and time, evenly thinned.
    fn nearby(&self, units: &[u32], centre: Option<(f64, f64)>) -> Vec<(f64, f64)> {
        let members: Vec<usize> = units.iter().map(|&unit| self.death(unit)).collect();
        let days = || members.iter().filter_map(|&death| self.overview.day(death));
        let (Some(first), Some(last)) = (days().min(), days().max()) else { return Vec::new() };
        let soon = |day: Day| day - first >= -MARGIN_DAYS && day - last <= MARGIN_DAYS;
        let near = self.overview.near(centre).filter(|(death, _)| !members.contains(death));
        let all: Vec<(f64, f64)> =
            near.filter(|(death, _)| self.overview.day(*death).is_some_and(soon)).map(|(_, point)| point).collect();
        let step = all.len().div_ceil(POINTS).max(1);
        all.into_iter().step_by(step).collect()
    }

    pub(crate) fn incident(&self, folded: &Folded) -> result::Incident {
        let first = folded.deaths.first().map(|&death| &self.register.deaths[death as usize]);
        result::Incident {
            deaths: folded.deaths.iter().map(|&death| self.register.deaths[death as usize].id.clone()).collect(),
            day: first.and_then(|death| death.day_within(1)),
            place: first.and_then(|death| death.place.as_deref().map(str::to_owned)),
            sentence: folded.sentence.clone(),
            kept_apart: None,
        }
    }

    /// An incident of which the deaths were compared one by one, every death being a unit, and what they are as a series.
    pub(crate) fn kept_apart(&self, incident: &Folded, series: &[Series]) -> result::Incident {
        let told = self.incident(incident);
        let mut deaths = incident.deaths.clone();
        deaths.truncate(LARGEST);
        let (weight, e_value) = match self.null {
            Some(null) => {
                let (part, strength) = strongest_part(self.world, null, deaths);
                (self.weight(&part), null.e_value(strength))
            }
            None => (self.weight(&deaths), NO_E_VALUE),
        };
        let held =
            |series: &&Series| series.members.iter().filter(|member| told.deaths.contains(&member.id)).count() > 1;
        let series = series.iter().find(held).map(|series| series.id.clone());
        result::Incident { kept_apart: Some(result::KeptApart { weight, e_value, series }), ..told }
    }
}

/// Days within which a member must be dated to say when its series began and ended, where any is.
const MONTH_DAYS: u32 = 31;

/// The days from the first death to the last, of those dated to within a month; of all, where none is.
fn days_of(members: &[Member]) -> Option<DateRange> {
    let within = |days: u32| {
        let dates = || members.iter().filter_map(Member::dates).filter(move |dates| dates.days() <= days);
        let (first, last) = (dates().map(DateRange::first).min()?, dates().map(DateRange::last).max()?);
        Some(DateRange::between(first, last))
    };
    within(MONTH_DAYS).or_else(|| within(u32::MAX))
}

/// No null registers were drawn.
const NO_E_VALUE: result::EValue = result::EValue { value: f64::NAN, low: f64::NAN, high: f64::NAN, from_tail: false };

/// The group under which a kind of evidence counts for a whole series.
fn group_of(evidence: &str) -> &str {
    match evidence {
        "substances" | "cause" => "findings",
        "circumstances" | "narrative" => "scene",
        other => other,
    }
}

pub(crate) fn is_near(point: Option<(f64, f64)>, centre: Option<(f64, f64)>) -> bool {
    point.zip(centre).is_some_and(|(point, centre)| within_km(point, centre, NEARBY_KM))
}

/// True where two places, by latitude and longitude, lie at most so many kilometres apart.
pub(crate) fn within_km(point: (f64, f64), centre: (f64, f64), km: f64) -> bool {
    let root_cos = |lat: f64| lat.to_radians().cos().max(0.0).sqrt();
    let d2 = colligate_evidence::plane_distance2(
        (point.0, point.1, root_cos(point.0)),
        (centre.0, centre.1, root_cos(centre.0)),
    );
    d2 <= km * km
}

/// An identifier made from the members' case numbers: the same in every run that finds the same series.
pub(crate) fn series_id<'a>(members: impl Iterator<Item = &'a DeathId>) -> String {
    let mut ids: Vec<&str> = members.map(DeathId::as_str).collect();
    ids.sort_unstable();
    let digest = Sha256::digest(ids.join("\u{1f}"));
    digest.iter().take(5).map(|byte| format!("{byte:02x}")).collect()
}

fn age_in_words(age: Age) -> String {
    wording::age(age.low.into(), age.high.into())
}

/// An E-value in figures; what is far above every level is not told further.
pub(crate) fn e_words(e: f64) -> String {
    if e >= 100.0 { "over 100".to_owned() } else { wording::e_value(e) }
}

pub(crate) fn run_summary(options: &LinkOptions, draws: u32, compared: u64, links: u64) -> RunSummary {
    RunSummary {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        seed: options.seed,
        draws,
        draws_asked: options.draws,
        max_km: options.reach.max_km,
        max_days: options.reach.max_days,
        floor: options.reach.floor,
        alert: options.alert,
        today: options.today,
        among: options.among.as_ref().map(ToString::to_string),
        exploratory: options.exploratory,
        keep_incidents: options.keep_incidents,
        pairs_compared: compared,
        links,
    }
}
