//! The evaluation of a model on a register of which some series are known.

use super::folds::deal;
use super::pairs::{Compared, MOST_WITHIN, SAMPLE_BEYOND, Sorter, Stratum};
use super::result::{Evaluation, EvaluationRun, PairCounts, SCHEMA};
use super::tally::Tally;
use super::truth::Truth;
use crate::nearest::{NearestIndex, all_deaths};
use crate::result::{ModelSummary, RegisterSummary};
use crate::train::{TrainError, train};
use crate::world::{Evidence, World};
use colligate_evidence::Model;
use colligate_register::wording::counted;
use colligate_register::{Day, DeathId, Labels, Progress, Register};
use rayon::prelude::*;

/// How a model is evaluated.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EvaluateOptions {
    /// Unlinked pairs are compared within this reach.
    pub compared: Compared,
    /// Folds in which the model is learned anew; 0 to take it as it is.
    pub folds: usize,
    /// Seed of folds and samples.
    pub seed: u64,
    /// The day on which the register was read, for the result.
    pub today: Option<Day>,
}

/// Why nothing can be evaluated.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum EvaluateError {
    /// Learning in a fold failed, or the labels do not fit the register.
    #[error(transparent)]
    Train(#[from] TrainError),
    /// Fewer series than folds.
    #[error(
        "{folds} folds need {folds} series of two deaths or more that share no death, and the labels have {series}; take {}",
        match series { 0 | 1 => "no folds".to_owned(), &series => format!("{} or fewer", counted(series, "fold", "folds")) }
    )]
    TooFewSeries {
        /// Folds asked for.
        folds: usize,
        /// Series that can be held out apart.
        series: usize,
    },
    /// Nothing to tell linked pairs from.
    #[error("no unlinked pair of deaths with place and date lies within reach; widen the reach, in distance or days")]
    NothingUnlinked,
}

/// Judges a model by known series. The register is taken as it is; give the latest view of one with later statements.
///
/// All pairs within a known series are linked, all others unlinked, although nobody may have looked at them. Linked
/// pairs are all weighed; unlinked ones within reach all, or a sample of about [`MOST_WITHIN`], each standing for as
/// many as it was drawn from; of those beyond reach a sample, only for the mean Bayes factor and the calibration.
/// With folds each linked pair is weighed by a model learned from the series of the other folds, and unlinked pairs are
/// dealt over the folds; backgrounds are counted over the whole register, without labels.
///
/// # Errors
/// [`EvaluateError`] where labels and register do not fit or hold too little.
pub fn evaluate(
    register: &Register,
    summary: RegisterSummary,
    labels: &Labels,
    model: &Model,
    options: &EvaluateOptions,
    progress: &dyn Progress,
) -> Result<Evaluation, EvaluateError> {
    let truth = Truth::new(register, labels)?;
    let folds = options.folds.max(1);
    let (fold_of, apart) = deal(&truth.series, folds, options.seed);
    if options.folds > apart || (options.folds > 0 && apart < 2) {
        return Err(EvaluateError::TooFewSeries { folds: options.folds, series: apart });
    }
    let all = all_deaths(register);
    let mut tally = Tally::new(&truth);
    let mut linked_beyond = 0;
    let mut strata: Option<[Stratum; 2]> = None;
    for fold in 0..folds {
        let of_fold =
            |what: &str| if folds > 1 { format!("{what}, fold {} of {folds}", fold + 1) } else { what.to_owned() };
        let learned;
        let model = if options.folds > 0 {
            progress.stage(&of_fold("learning"), 0);
            let others = (0..truth.series.len()).filter(|&at| fold_of[at] != fold && truth.series[at].len() > 1);
            let others: Vec<Vec<DeathId>> = others.map(|at| labels.series[at].deaths.clone()).collect();
            learned = train(register, &others, model)?.model;
            &learned
        } else {
            model
        };
        progress.stage(&of_fold("weighing pairs"), 0);
        let evidence = Evidence::new(register, model);
        let world = World::real(register, &evidence, &all);
        if strata.is_none() {
            let sorter = Sorter::new(&world, options.compared, truth.linked());
            let within = sorter.within_reach(MOST_WITHIN, options.seed);
            if within.all == 0 {
                return Err(EvaluateError::NothingUnlinked);
            }
            let beyond = sorter.beyond_reach(SAMPLE_BEYOND, within.all, options.seed);
            linked_beyond = truth.pairs.iter().filter(|pair| !sorter.within(pair.i, pair.j)).count() as u64;
            strata = Some([within, beyond]);
        }
        let weight = |i: u32, j: u32| world.factor(i as usize, j as usize).log10();
        for (at, pair) in truth.pairs.iter().enumerate().filter(|(_, pair)| fold_of[pair.series] == fold) {
            tally.linked[at] = weight(pair.i, pair.j);
        }
        for (stratum, weights) in strata.iter().flatten().zip(&mut tally.unlinked) {
            let own = |&&(i, j): &&(u32, u32)| (i as usize + j as usize) % folds == fold;
            let weighed = stratum.pairs.par_iter().filter(own).map(|&(i, j)| (weight(i, j), fold));
            weights.par_extend(weighed);
        }
        let held: Vec<usize> = (0..truth.series.len()).filter(|&at| fold_of[at] == fold).collect();
        let members = held.iter().map(|&at| truth.series[at].len() as u64).sum();
        progress.stage(&of_fold("ranking the nearest"), members);
        tally.ask_nearest(&truth, &held, &NearestIndex::new(register, &evidence, &all), progress);
        tally.ask_series(&truth, &held, weight);
    }
    let [within, beyond] = strata.ok_or(EvaluateError::NothingUnlinked)?;
    let deaths = register.deaths.len();
    Ok(Evaluation {
        schema: SCHEMA.to_owned(),
        register: summary,
        labels: truth.summary(labels),
        model: ModelSummary { name: model.name.clone(), hash: model.hash(), toml: model.to_toml() },
        run: EvaluationRun {
            today: options.today,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            seed: options.seed,
            folds: options.folds as u64,
            max_km: options.compared.max_km,
            max_days: options.compared.max_days,
        },
        pairs: PairCounts {
            linked: truth.pairs.len() as u64,
            linked_beyond,
            unlinked_within: within.all,
            weighed_within: within.pairs.len() as u64,
            unlinked_beyond: beyond.all,
            weighed_beyond: beyond.pairs.len() as u64,
        },
        discrimination: tally.discrimination(&truth, &within),
        nearest: tally.nearest(deaths),
        identification: tally.identification(&truth),
        calibration: tally.calibration(deaths, [&within, &beyond]),
        folds: tally.folds(&truth, &fold_of, options.folds, &within),
    })
}
