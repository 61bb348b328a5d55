//! One run: from a register to explained series with E-values.

use crate::all_links::AllLinks;
use crate::candidates::{RawLink, Reach, links};
use crate::chance::{KEPT_A_DRAW, Null, Strong};
use crate::describe::{Teller, run_summary};
use crate::error::LinkError;
use crate::incidents::{Folded, fold};
use crate::nearest::all_deaths;
use crate::null::Exchange;
use crate::replay::look_back;
use crate::result::{self, LinkResult};
use crate::review::Asked;
use crate::series::{Grown, LARGEST, grow};
use crate::summary::Summary;
use crate::world::{Evidence, World};
use colligate_evidence::Model;
use colligate_register::{Day, Filter, Progress, Register};
use rayon::prelude::*;

/// Settings of a run.
#[derive(Clone, Debug)]
pub struct LinkOptions {
    /// How far the search reaches.
    pub reach: Reach,
    /// Null registers, at most. With none, series are weighed but have no E-value.
    pub draws: u32,
    /// Draw them all, even where the answer is clear before.
    pub all_draws: bool,
    /// Seed of the null registers.
    pub seed: u64,
    /// E-value at or below which a series raises an alert.
    pub alert: f64,
    /// Series reported, at most.
    pub top: usize,
    /// Report only series with a death that matches; all deaths stay in the pool.
    pub among: Option<Filter>,
    /// The settings were chosen after a look at the data.
    pub exploratory: bool,
    /// Compare the deaths of one incident one by one, and link them as any others; the incidents are listed all the same.
    pub keep_incidents: bool,
    /// Find out when each series at or below the alert level could first have been seen.
    pub replay: bool,
    /// Scan around each series for surges of other deaths.
    pub surges: bool,
    /// Days between two looks: of a look back, beside the days on which something became known of a member (none where
    /// 0); of a replay, from one day looked at to the next.
    pub every: i32,
    /// The day on which the register was read, as the result is to record it.
    pub today: Option<Day>,
}

impl Default for LinkOptions {
    fn default() -> LinkOptions {
        LinkOptions {
            reach: Reach { max_km: 1.0, max_days: 540, floor: Reach::floor_for(0) },
            draws: 999,
            all_draws: false,
            seed: 1,
            alert: 1.0,
            top: 50,
            among: None,
            exploratory: false,
            keep_incidents: false,
            replay: true,
            surges: true,
            every: 0,
            today: None,
        }
    }
}

/// What a run gives.
#[derive(Clone, Debug)]
pub struct Linked {
    /// The result.
    pub result: LinkResult,
    /// Every link found.
    pub links: AllLinks,
}

/// Weight above the floor from which a link is the seed of a series.
const SEED_ABOVE_FLOOR: f64 = 0.5;
/// Series expected more often than this in one null register are not reported.
const REPORTED: f64 = 10.0;
/// Null registers drawn between two looks at whether the answer is clear.
const BATCH: u32 = 100;

/// Links a register: folds incidents, finds links and series, judges them against null registers, explains them.
///
/// # Errors
/// [`LinkError::TooFew`] for fewer than two deaths, [`LinkError::Cancelled`] when `progress` asks to stop.
pub fn link(
    register: &Register,
    summary: result::RegisterSummary,
    model: &Model,
    options: &LinkOptions,
    progress: &dyn Progress,
) -> Result<Linked, LinkError> {
    Ok(link_with_null(register, summary, model, options, None, progress)?.0)
}

/// [`link`], and what the null registers said where any were drawn. Where they are given, from an earlier run over nearly
/// the same register, none are drawn: a day's deaths among years of them change what chance gives by less than drawing does.
/// Those of other rules than today's ([`Null::is_current`]) are passed over.
///
/// # Errors
/// As [`link`].
pub fn link_with_null(
    register: &Register,
    summary: result::RegisterSummary,
    model: &Model,
    options: &LinkOptions,
    null: Option<Null>,
    progress: &dyn Progress,
) -> Result<(Linked, Option<Null>), LinkError> {
    let latest = register.latest();
    progress.stage("counting backgrounds", 1);
    let evidence = Evidence::new(&latest, model);
    let counted = Counted { history: register, latest: &latest, evidence: &evidence };
    link_counted(&counted, summary, model, options, null, progress)
}

/// A register whose backgrounds are counted.
pub(crate) struct Counted<'a> {
    /// With its later statements apart.
    pub(crate) history: &'a Register,
    /// Every statement in force.
    pub(crate) latest: &'a Register,
    /// The backgrounds of the latest.
    pub(crate) evidence: &'a Evidence,
}

/// [`link_with_null`] where the backgrounds are counted.
pub(crate) fn link_counted(
    counted: &Counted,
    summary: result::RegisterSummary,
    model: &Model,
    options: &LinkOptions,
    null: Option<Null>,
    progress: &dyn Progress,
) -> Result<(Linked, Option<Null>), LinkError> {
    let Counted { history, latest: register, evidence } = *counted;
    if register.deaths.len() < 2 {
        return Err(LinkError::TooFew(register.deaths.len()));
    }
    let Units { units, folded, incidents } = Units::of(register, evidence, options.keep_incidents);
    let world = World::real(register, evidence, &units);
    progress.stage("comparing deaths", 1);
    let (raw, compared) = links(&world, &options.reach);
    progress.stage("growing series", 1);
    let found = search(&world, &raw, &options.reach, options.one_event());
    let null = match null.filter(Null::is_current) {
        Some(null) => Some(null),
        None => draw(register, &world, &found, options, progress)?,
    };
    let mut strong: Vec<Strong> = match &null {
        Some(null) => null.keep(&found),
        None => by_weight(&found),
    };
    if let Some(null) = &null {
        strong.retain(|series| null.e_value(series.strength).value <= REPORTED);
    }
    let asked = options.among.as_ref().map(|filter| Asked::of(filter, register, &units, &folded));
    if let Some(asked) = &asked {
        strong.retain(|series| asked.any(&series.set.members));
    }
    let e_values = |null: &Null| strong.iter().map(|series| null.e_value(series.strength).value).collect::<Vec<_>>();
    let e_values = null.as_ref().map(e_values);
    let standing_out = e_values.map(|all| all.iter().filter(|e_value| **e_value <= options.alert).count() as u64);
    strong.truncate(options.top);
    let teller = Teller::new(register, &world, &folded, null.as_ref(), options.reach.floor + SEED_ABOVE_FLOOR);
    progress.stage("explaining series", strong.len() as u64);
    let told = strong.par_iter().enumerate().map(|(rank, strong)| {
        stop_if_cancelled(progress)?;
        let series = teller.series(rank + 1, strong);
        progress.advance(1);
        Ok(series)
    });
    let mut series = told.collect::<Result<Vec<result::Series>, LinkError>>()?;
    if options.surges {
        look_for_surges(&teller, &strong, &mut series, options.seed, progress)?;
    }
    if let Some(null) = null.as_ref().filter(|_| options.replay) {
        look_back(history, model, &mut series, null, options, progress)?;
    }
    let review = asked.map(|asked| asked.review(&teller, &raw, &series));
    let observed: Vec<f64> = strong.iter().map(|series| series.strength).collect();
    let listed: Vec<f64> = series.iter().map(|series| series.e_value.value).collect();
    let result = LinkResult {
        schema: result::SCHEMA.to_owned(),
        register: summary,
        model: result::ModelSummary { name: model.name.clone(), hash: model.hash(), toml: model.to_toml() },
        summary: match compared {
            0 => Summary::nothing_compared(),
            _ => Summary::of(&listed, standing_out, options.alert),
        },
        run: run_summary(options, null.as_ref().map_or(0, Null::draws), compared, raw.len() as u64),
        incidents: incidents
            .iter()
            .map(|incident| match options.keep_incidents {
                true => teller.kept_apart(incident, &series),
                false => teller.incident(incident),
            })
            .collect(),
        series,
        lost: Vec::new(),
        review,
        chance: null.as_ref().map(|null| null.chance(&observed)).unwrap_or_default(),
    };
    let links = AllLinks::new(register, &world, raw);
    Ok((Linked { result, links }, null))
}

/// Scans around each series for surges, and says what they explain.
fn look_for_surges(
    teller: &Teller,
    strong: &[Strong],
    series: &mut [result::Series],
    seed: u64,
    progress: &dyn Progress,
) -> Result<(), LinkError> {
    progress.stage("looking for surges", series.len() as u64);
    let look = teller.look(seed, progress);
    series.par_iter_mut().zip(strong).try_for_each(|(series, strong)| {
        let around = look.around(&strong.set.members, &[])?;
        series.surges = Some(around.surges);
        series.explanations.push(around.explanation);
        progress.advance(1);
        Ok(())
    })
}

/// What is compared with what.
pub(crate) struct Units {
    /// The units, each by the index of the death that stands for it.
    pub(crate) units: Vec<u32>,
    /// The incidents that were folded into one unit each.
    pub(crate) folded: Vec<Folded>,
    /// All incidents, folded or kept apart.
    pub(crate) incidents: Vec<Folded>,
}

impl Units {
    /// The units of a register: incidents, and deaths that belong to none; or every death by itself.
    pub(crate) fn of(register: &Register, evidence: &Evidence, keep_incidents: bool) -> Units {
        let (units, incidents) = fold(register, evidence);
        match keep_incidents {
            true => Units { units: all_deaths(register), folded: Vec::new(), incidents },
            false => Units { units, folded: incidents.clone(), incidents },
        }
    }
}

/// What two units are that one event would explain ([`World::one_event`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OneEvent {
    /// No link: incidents are folded, and what falls together by chance is none.
    NoLink,
    /// A link as any other, in the register and in null registers alike.
    Link,
}

impl LinkOptions {
    /// What two units are that one event would explain.
    pub fn one_event(&self) -> OneEvent {
        if self.keep_incidents { OneEvent::Link } else { OneEvent::NoLink }
    }
}

/// Series of a world from its links, by size.
pub fn search(world: &World, raw: &[RawLink], reach: &Reach, one_event: OneEvent) -> Vec<Vec<Grown>> {
    let seed = (reach.floor + SEED_ABOVE_FLOOR) as f32;
    if one_event == OneEvent::Link {
        return grow(world, raw, seed);
    }
    let apart: Vec<RawLink> = raw.iter().copied().filter(|link| !world.one_event(link.a, link.b)).collect();
    grow(world, &apart, seed)
}

/// Without null registers: the heaviest series of each size by weight a member more.
fn by_weight(found: &[Vec<Grown>]) -> Vec<Strong> {
    let strength = |set: &Grown| set.weight / (set.members.len() - 1) as f64;
    let mut all: Vec<Strong> =
        found.iter().flatten().map(|set| Strong { strength: strength(set), set: set.clone() }).collect();
    all.sort_by(|x, y| y.strength.total_cmp(&x.strength).then_with(|| x.set.members.cmp(&y.set.members)));
    crate::series::without_overlap_by(all.into_iter(), |strong| &strong.set.members)
}

/// The null registers, in batches until the answer is clear or all are drawn; `None` where none is asked for.
fn draw(
    register: &Register,
    world: &World,
    found: &[Vec<Grown>],
    options: &LinkOptions,
    progress: &dyn Progress,
) -> Result<Option<Null>, LinkError> {
    if options.draws == 0 {
        return Ok(None);
    }
    let exchange = Exchange::new(register, world);
    progress.stage("drawing null registers", u64::from(options.draws));
    let mut drawn: Vec<Vec<Vec<Grown>>> = Vec::new();
    loop {
        let from = drawn.len() as u64;
        let to = (from + u64::from(BATCH)).min(u64::from(options.draws));
        let batch: Vec<_> = (from..to)
            .into_par_iter()
            .map(|number| {
                if progress.cancelled() {
                    return Vec::new();
                }
                let found = null_series(&exchange, world, options, number);
                progress.advance(1);
                found
            })
            .collect();
        stop_if_cancelled(progress)?;
        drawn.extend(batch);
        let null = Null::new(&drawn, LARGEST - 1);
        if to == u64::from(options.draws) || (!options.all_draws && is_clear(&null, found, options.alert)) {
            return Ok(Some(null));
        }
    }
}

/// The series of one null register by size.
fn null_series(exchange: &Exchange, world: &World, options: &LinkOptions, number: u64) -> Vec<Vec<Grown>> {
    let null = exchange.draw(world, options.seed, number);
    let (raw, _) = links(&null, &options.reach);
    let mut found = search(&null, &raw, &options.reach, options.one_event());
    found.iter_mut().for_each(|sets| sets.truncate(KEPT_A_DRAW));
    found
}

/// True where every series of interest lies clearly on one side of the alert level and of a tenth of it.
pub(crate) fn is_clear(null: &Null, found: &[Vec<Grown>], alert: f64) -> bool {
    let levels = [alert, 0.1 * alert];
    null.keep(found)
        .iter()
        .map(|strong| null.e_value(strong.strength))
        .all(|e_value| levels.iter().all(|&level| e_value.high < level || e_value.low > level))
}

pub(crate) fn stop_if_cancelled(progress: &dyn Progress) -> Result<(), LinkError> {
    if progress.cancelled() { Err(LinkError::Cancelled) } else { Ok(()) }
}
