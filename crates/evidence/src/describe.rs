//! What describes a death, wherever and whenever it happened: the kinds of evidence that a null register leaves as
//! they are.

use crate::age::AgeEvidence;
use crate::category::Category;
use crate::circumstances::Circumstances;
use crate::class::Classes;
use crate::contacts::Contacts;
use crate::group::Group;
use crate::in_common::InCommon;
use crate::institutions::Institutions;
use crate::likeness::InBoth;
use crate::mean_ratio::MeanRatios;
use crate::model::Model;
use crate::place::Place;
use crate::plain::{PLAIN, Plain};
use crate::substances::Substances;
use crate::text::Text;
use crate::time::Time;
use crate::weight::Weight;
use colligate_register::Register;
use rayon::prelude::*;
use std::ops::Range;

/// One kind of evidence over all deaths of a register.
pub trait Describe: Send + Sync {
    /// Its name, as in the model file.
    fn name(&self) -> &'static str;

    /// The Bayes factor of deaths `i` and `j` (indices into the register); 1 where either says nothing.
    fn factor(&self, i: usize, j: usize) -> f64;

    /// A factor that no pair with `i` in it exceeds; at least 1.
    fn bound(&self, i: usize) -> f64;

    /// The Bayes factor of `i` and `j`, or nothing where it is sooner seen that it is below `least`.
    fn factor_from(&self, i: usize, j: usize, least: f64) -> Option<f64> {
        let factor = self.factor(i, j);
        (factor >= least).then_some(factor)
    }

    /// A factor that `i` and `j` do not exceed, cheaper than theirs.
    fn bound_of(&self, i: usize, j: usize) -> f64 {
        self.bound(i).min(self.bound(j))
    }

    /// Why, in a sentence made of facts.
    fn sentence(&self, i: usize, j: usize) -> String;

    /// What is the same in `i` and `j`; of a group, ask its members.
    fn in_both(&self, i: usize, j: usize) -> InBoth;

    /// The Bayes factor of a whole series: the star of [`star`] unless the evidence knows better.
    fn series_factor(&self, members: &[usize]) -> f64 {
        star(members, |i, j| self.factor(i, j))
    }

    /// The kinds of evidence that it stands for, where it is a group; none otherwise.
    fn members(&self) -> &[Box<dyn Describe>] {
        &[]
    }

    /// The weights to show for a pair: one row, or one a member where the evidence is a group.
    fn rows(&self, i: usize, j: usize) -> Vec<(&'static str, Weight, String)> {
        vec![(self.name(), Weight::of_factor(self.factor(i, j)), self.sentence(i, j))]
    }
}

/// Bayes factor of a series under one kind of evidence: one member, each with equal probability, gave its value and
/// every other member carried it over from that one. The mean over givers of the product over the others; for two
/// members it is the factor of the pair. Under *unrelated* each giver's product has mean one, so the whole has too
/// (a mean of e-values is an e-value: Vovk and Wang 2021, section 3). A chain, in which each member resembles only
/// the one before it, has no member that all others resemble and so gains little.
pub fn star(members: &[usize], factor: impl Fn(usize, usize) -> f64) -> f64 {
    if members.len() < 2 {
        return 1.0;
    }
    let from = |giver: usize| -> f64 {
        members.iter().filter(|&&member| member != giver).map(|&member| factor(giver, member)).product()
    };
    members.iter().map(|&giver| from(giver)).sum::<f64>() / members.len() as f64
}

/// All descriptive evidence of a register under a model.
///
/// Evidence that is a look-up (categories, age) is *plain*; what compares sets or words is *rich* and costs more. The
/// search looks at the plain part of a pair first and at the rich part only where its bound leaves hope.
pub struct Description {
    evidence: Vec<Box<dyn Describe>>,
    pub(crate) plain: Plain,
    rich: Range<usize>,
    bounds: Vec<f32>,
    rich_bounds: Vec<[f32; RICH]>,
    age_means: Vec<f64>,
}

/// Kinds of descriptive evidence, groups counted once.
pub const KINDS_OF_EVIDENCE: usize = 9;
/// Bounds end here, so that their products are numbers: contacts have no cap, and a dozen that two deaths have in common would be
/// more than single precision holds. What reaches it no other evidence can bring below a floor.
const BEYOND_DOUBT: f32 = 1e12;
/// Those that are rich.
const RICH: usize = KINDS_OF_EVIDENCE - PLAIN;

impl Description {
    /// Counts the backgrounds of a register. To add a kind of evidence is to add its file, and one line here and below.
    /// Mean ratios taken before are used where there are any.
    pub fn new(
        register: &Register,
        institutions: &Institutions,
        model: &Model,
        means: Option<&MeanRatios>,
    ) -> Description {
        let classes = &Classes::new(register, institutions);
        let ((age, [kind, sex, manner, category, place_kind]), (findings, scene, contacts)) =
            rayon::join(|| plain(register, classes, model, means), || rich(register, classes, model));
        let plain = Plain::new(&age, [&kind, &sex, &manner, &category, &place_kind]);
        let age_means = age.means.clone();
        let evidence: Vec<Box<dyn Describe>> = vec![
            Box::new(kind),
            Box::new(age),
            Box::new(sex),
            Box::new(manner),
            Box::new(category),
            Box::new(place_kind),
            Box::new(Group::new("findings", model.groups.findings.cap, findings)),
            Box::new(Group::new("scene", model.groups.scene.cap, scene)),
            Box::new(contacts),
        ];
        let rich = PLAIN..evidence.len();
        // The margin keeps each bound above what it bounds, whatever the rounding of single precision.
        let rich_of = |i: usize| {
            std::array::from_fn(|k| ((evidence[PLAIN + k].bound(i) * (1.0 + 1e-5)) as f32).min(BEYOND_DOUBT))
        };
        let rich_bounds: Vec<[f32; RICH]> = (0..register.deaths.len()).into_par_iter().map(rich_of).collect();
        let plain_of = |i: usize| evidence[..PLAIN].iter().map(|kind| kind.bound(i)).product::<f64>() * (1.0 + 1e-5);
        let bound = |(i, rich): (usize, &[f32; RICH])| plain_of(i) as f32 * rich.iter().product::<f32>();
        let bounds = rich_bounds.par_iter().enumerate().map(bound).collect();
        Description { evidence, plain, rich, bounds, rich_bounds, age_means }
    }

    /// The mean ratios of this register, of which place and time have their own.
    pub fn means(&self, place: &Place, time: &Time) -> MeanRatios {
        MeanRatios { place: place.means.clone(), time: time.means.clone(), age: self.age_means.clone() }
    }

    /// The kinds of evidence, in the order in which their weights are shown.
    pub fn evidence(&self) -> &[Box<dyn Describe>] {
        &self.evidence
    }

    /// The product of all factors of `i` and `j`.
    pub fn factor(&self, i: usize, j: usize) -> f64 {
        self.plain_factor(i, j) * self.rich_factor(i, j)
    }

    /// The product of the plain factors.
    #[inline]
    fn plain_factor(&self, i: usize, j: usize) -> f64 {
        self.plain.factor(i, j)
    }

    /// The product of all factors of `i` and `j`, or nothing where it is below `least`: the product of [`factor`] to the
    /// last bit, given up as soon as bounds on what is still to come leave no hope.
    ///
    /// [`factor`]: Description::factor
    pub fn factor_from(&self, i: usize, j: usize, least: f64) -> Option<f64> {
        let plain = self.plain_factor(i, j);
        let rich = &self.evidence[self.rich.clone()];
        let (a, b) = (&self.rich_bounds[i], &self.rich_bounds[j]);
        let mut product = 1.0;
        for (k, kind) in rich.iter().enumerate() {
            let others: f64 = (k + 1..RICH).map(|k| f64::from(a[k].min(b[k]))).product();
            // The margin is for the order of the multiplications.
            product *= kind.factor_from(i, j, least * (1.0 - 1e-9) / (plain * product * others))?;
        }
        Some(plain * product)
    }

    /// False where the first of the rich evidence, in place of its bound, takes a bound on the Bayes factor of `i` and `j`
    /// below `least`. The bound is one of [`Columns::hopeful`](crate::Columns::hopeful).
    pub fn leaves_hope(&self, i: usize, j: usize, bound: f32, least: f64) -> bool {
        let (a, b) = (&self.rich_bounds[i], &self.rich_bounds[j]);
        let others: f32 = (1..RICH).map(|k| a[k].min(b[k])).product();
        let apart = f64::from(bound) / f64::from(self.rich_bound(i).min(self.rich_bound(j))) * f64::from(others);
        // The margin is for rounding to single precision.
        self.evidence[PLAIN].factor_from(i, j, least / apart * (1.0 - 1e-4)).is_some()
    }

    fn rich_factor(&self, i: usize, j: usize) -> f64 {
        self.evidence[self.rich.clone()].iter().map(|kind| kind.factor(i, j)).product()
    }

    /// A product that no pair with `i` in it exceeds.
    #[inline]
    pub(crate) fn bound(&self, i: usize) -> f32 {
        self.bounds[i]
    }

    /// A product of rich factors that no pair with `i` in it exceeds.
    #[inline]
    pub(crate) fn rich_bound(&self, i: usize) -> f32 {
        self.rich_bounds[i].iter().product()
    }
}

/// The plain evidence: age, then the categories in their order.
fn plain(
    register: &Register,
    classes: &Classes,
    model: &Model,
    means: Option<&MeanRatios>,
) -> (AgeEvidence, [Category; PLAIN - 1]) {
    let categories = [
        Category::kind(register, classes, model),
        Category::sex(register, classes, model),
        Category::manner(register, classes, model),
        Category::office(register, classes, model),
        Category::place_kind(register, classes, model),
    ];
    (AgeEvidence::new(register, classes, model, means), categories)
}

/// The members of a group of evidence.
type Members = Vec<Box<dyn Describe>>;

/// The rich evidence: findings, scene and contacts.
fn rich(register: &Register, classes: &Classes, model: &Model) -> (Members, Members, InCommon<Contacts>) {
    let findings: Members =
        vec![Box::new(Substances::count(register, classes, model)), Box::new(Text::cause(register, classes, model))];
    let scene: Members = vec![
        Box::new(Circumstances::count(register, classes, model)),
        Box::new(Text::narrative(register, classes, model)),
    ];
    (findings, scene, Contacts::count(register, classes, model))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_of_two_is_the_pair_and_a_chain_gains_less_than_a_clique() {
        let near = |i: usize, j: usize| if i.abs_diff(j) == 1 { 100.0 } else { 0.1 };
        assert_eq!(star(&[0, 1], near), 100.0);
        let chain = star(&[0, 1, 2, 3], near);
        let clique = star(&[0, 1, 2, 3], |_, _| 100.0);
        assert!(clique / chain > 100.0, "{clique} {chain}");
    }
}
