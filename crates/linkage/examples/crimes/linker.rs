//! The model of case linkage and how it is trained.

use super::data::Pair;
use super::features::Features;
use super::recipes::{Kernel, Recipe};
use super::support::Table;
use colligate_linkage::train::{Exponents, fit_exponents, fit_exponents_about, fit_mixture};

/// A trained model: the mean of its members' weights.
pub struct Linker<'f> {
    features: &'f Features,
    pub members: Vec<Member>,
}

/// Carry-over kernels with what was learned of them.
pub struct Member {
    /// Each kernel with the shares carried over by its parts.
    pub kernels: Vec<(Kernel, Vec<f64>)>,
    /// Exponents of the kernels, and after them of what third crimes say.
    pub exponents: Option<Exponents>,
    /// Weights of all pairs, natural logarithm, where third crimes are heard.
    weights: Option<Table>,
}

/// The ratios of one kernel: of each factor by itself, and of all factors together.
fn ratios(kernel: &Kernel, features: &[Vec<f32>; 12]) -> Vec<f64> {
    let mut rows: Vec<f64> = vec![1.0];
    for factor in kernel {
        let own: Vec<f64> = factor.iter().flat_map(|k| features[*k].iter().map(|r| f64::from(*r))).collect();
        let products: Vec<f64> = rows.iter().flat_map(|x| own.iter().map(move |y| x * y)).collect();
        rows.extend(products);
    }
    rows.split_off(1)
}

/// Natural logarithm of the Bayes factor of one kernel, before its exponent.
fn log_factor((kernel, w): &(Kernel, Vec<f64>), features: &[Vec<f32>; 12]) -> f64 {
    let background = 1.0 - w.iter().sum::<f64>();
    (background + ratios(kernel, features).iter().zip(w).map(|(r, w)| r * w).sum::<f64>()).ln()
}

/// Most that linked pairs carry over: a mismatch must stay possible.
const MOST: f64 = 0.99;

impl<'f> Linker<'f> {
    pub fn train(features: &'f Features, pairs: &[&Pair], recipe: &Recipe) -> Linker<'f> {
        let member = |kernels: &Vec<Kernel>| Member::train(features, pairs, kernels, recipe);
        Linker { features, members: recipe.members.iter().map(member).collect() }
    }

    /// Weight of a pair: log10 of the Bayes factor.
    pub fn weight(&self, i: usize, j: usize) -> f64 {
        self.members.iter().map(|member| member.weight(self.features, i, j)).sum::<f64>() / self.members.len() as f64
    }
}

impl Member {
    fn train(features: &Features, pairs: &[&Pair], kernels: &[Kernel], recipe: &Recipe) -> Member {
        let linked: Vec<&&Pair> = pairs.iter().filter(|pair| pair.linked).collect();
        let sample = |pair: &Pair| if pair.linked { pair.weight.powf(recipe.evened) } else { 1.0 };
        let fit = |kernel: &Kernel| {
            let rows: Vec<Vec<f64>> = linked.iter().map(|pair| ratios(kernel, features.of(pair.i, pair.j))).collect();
            let components = rows.first().map_or(0, Vec::len) + 1;
            let prior = vec![recipe.prior / components as f64; components];
            let mut w = fit_mixture(&rows, |k| sample(linked[k]), &prior);
            let total = w.iter().sum::<f64>();
            if total > MOST {
                w.iter_mut().for_each(|w| *w *= MOST / total);
            }
            (kernel.clone(), w)
        };
        let mut member = Member { kernels: kernels.iter().map(fit).collect(), exponents: None, weights: None };
        if let Some(pull) = recipe.pull {
            let rows: Vec<Vec<f64>> = pairs.iter().map(|pair| member.logs(features, pair.i, pair.j)).collect();
            let labels: Vec<bool> = pairs.iter().map(|pair| pair.linked).collect();
            member.exponents = fit_exponents(&rows, &labels, |k| sample(pairs[k]), pull);
            if recipe.rounds > 0 {
                member.hear_others(features, pairs, recipe, pull, sample);
            }
        }
        member
    }

    /// Rounds of evidence from third crimes, each taken from the log odds that the model gives to all pairs as it is, and
    /// learned together with the exponents of the kernels. The weight is then the log odds less those of the training
    /// pairs.
    fn hear_others(
        &mut self,
        features: &Features,
        pairs: &[&Pair],
        recipe: &Recipe,
        pull: f64,
        sample: impl Fn(&Pair) -> f64,
    ) {
        let Some(mut fit) = self.exponents.take() else { return };
        let n = features.n;
        let own: Vec<Table> =
            self.kernels.iter().map(|kernel| Table::new(n, |i, j| log_factor(kernel, features.of(i, j)))).collect();
        let labels: Vec<bool> = pairs.iter().map(|pair| pair.linked).collect();
        let mut centre = vec![1.0; own.len()];
        centre.resize(own.len() + recipe.supports.len(), 0.0);
        let row = |heard: &[Table], i: usize, j: usize| -> Vec<f64> {
            own.iter().chain(heard).map(|table| table.at(i, j)).collect()
        };
        let mut log_odds = Table::new(n, |i, j| fit.intercept + fit.total(&row(&[], i, j)));
        for _ in 0..recipe.rounds {
            let heard: Vec<Table> = recipe.supports.iter().map(|support| support.of(&log_odds)).collect();
            let rows: Vec<Vec<f64>> = pairs.iter().map(|pair| row(&heard, pair.i, pair.j)).collect();
            let Some(next) = fit_exponents_about(&rows, &labels, |k| sample(pairs[k]), pull, &centre) else { break };
            log_odds = Table::new(n, |i, j| next.intercept + next.total(&row(&heard, i, j)));
            fit = next;
        }
        let total =
            |wanted: bool| -> f64 { pairs.iter().filter(|pair| pair.linked == wanted).map(|pair| sample(pair)).sum() };
        let prior = (total(true) / total(false)).ln();
        self.weights = Some(Table::new(n, |i, j| log_odds.at(i, j) - prior));
        self.exponents = Some(fit);
    }

    fn logs(&self, features: &Features, i: usize, j: usize) -> Vec<f64> {
        self.kernels.iter().map(|kernel| log_factor(kernel, features.of(i, j))).collect()
    }

    /// Weight of a pair: log10 of the Bayes factor.
    fn weight(&self, features: &Features, i: usize, j: usize) -> f64 {
        if let Some(weights) = &self.weights {
            return weights.at(i, j) / std::f64::consts::LN_10;
        }
        let logs = self.logs(features, i, j);
        let total = self.exponents.as_ref().map_or_else(|| logs.iter().sum(), |exponents| exponents.total(&logs));
        total / std::f64::consts::LN_10
    }
}
