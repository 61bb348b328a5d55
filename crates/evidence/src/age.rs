//! Evidence from age.

mod columns;
mod counts;
mod fast;

use crate::background::Share;
use crate::class::{Among, Classes};
use crate::describe::Describe;
use crate::likeness::{Common, InBoth};
use crate::mean_ratio::{MeanRatios, mean_ratios};
use crate::model::Model;
use colligate_register::wording::{self, are};
use colligate_register::{Kind, Register};
pub(crate) use columns::AgeColumns;
use counts::{Counts, Densities, year};
pub(crate) use fast::FastAge;
use fast::kernel;

/// Ages in years: a Laplace kernel of the difference against the density of ages among deaths of that kind, at that
/// institution or in that manner, whichever is the densest.
pub struct AgeEvidence {
    fast: FastAge,
    classes: Classes,
    /// Among which deaths of its class the age of each is the commonest.
    among: Vec<Among>,
    counts: Counts,
    pub(crate) means: Vec<f64>,
}

/// Pairs of each kind from which the mean ratio is taken.
const PAIRS: usize = 200_000;

impl AgeEvidence {
    /// Counts the ages of a register, with mean ratios taken before where there are any.
    pub(crate) fn new(
        register: &Register,
        classes: &Classes,
        model: &Model,
        means: Option<&MeanRatios>,
    ) -> AgeEvidence {
        let ages: Vec<_> = register.deaths.iter().map(|death| death.age.map(|age| (age.low, age.high))).collect();
        let kinds: Vec<Kind> = register.deaths.iter().map(|death| death.kind).collect();
        let counts = Counts::new(&ages, classes);
        let densities = Densities::new(&counts);
        let densest = ages.iter().zip(classes.iter()).map(|(age, class)| match age {
            None => (Among::Kind, 0.0),
            Some(age) => {
                let (among, density) = densities.densest(class, *age);
                (among, (1.0 / density) as f32)
            }
        });
        let (among, mut inverse): (Vec<Among>, Vec<f32>) = densest.unzip();
        let scale = model.age.scale;
        let ratio = |i: usize, j: usize| {
            let near = f64::from(inverse[i].min(inverse[j]));
            Some(kernel(ages[i]?, ages[j]?, scale) * near)
        };
        let means = means.map_or_else(|| mean_ratios(&kinds, PAIRS, ratio), |means| means.age.clone());
        inverse.iter_mut().zip(&kinds).for_each(|(inverse, kind)| *inverse /= means[*kind as usize] as f32);
        let fast = FastAge::new(model.age.w, scale, ages, inverse);
        AgeEvidence { fast, classes: classes.clone(), among, counts, means }
    }

    pub(crate) fn fast(&self) -> FastAge {
        self.fast.clone()
    }
}

impl Describe for AgeEvidence {
    fn name(&self) -> &'static str {
        "age"
    }

    #[inline]
    fn factor(&self, i: usize, j: usize) -> f64 {
        self.fast.factor(i, j)
    }

    fn bound(&self, i: usize) -> f64 {
        self.fast.bound(i)
    }

    fn in_both(&self, i: usize, j: usize) -> InBoth {
        InBoth::whole(match (self.fast.range(i), self.fast.range(j)) {
            (Some(a), Some(b)) if a == b => Common::Everything,
            (Some(_), Some(_)) => Common::Some,
            _ => Common::NotCompared,
        })
    }

    fn sentence(&self, i: usize, j: usize) -> String {
        let (Some(a), Some(b)) = (self.fast.range(i), self.fast.range(j)) else {
            return "age not on record for both".to_owned();
        };
        let side = self.fast.commoner(i, j);
        let (class, among) = (self.classes.of(side), self.among[side]);
        let (centre, gap) = (0.5 * (a.0 + a.1), (0.5 * (a.0 + a.1) - 0.5 * (b.0 + b.1)).abs());
        let reach = gap.ceil();
        let counted = |among: Among| {
            let (near, of) = self.counts.within(class, among, year(centre - reach)..=year(centre + reach));
            (near, Share { count: near as u32, of: of as u32 }.among(&self.classes.words(class, among)))
        };
        let (near, kind) = counted(Among::Kind);
        let (counts, verb) = match among {
            Among::Kind => (kind, are(near)),
            narrower => (format!("{kind} and {}", counted(narrower).1), "are"),
        };
        let apart = match gap {
            gap if gap < 0.01 => "the same age".to_owned(),
            gap if gap < 1.0 => "less than a year apart".to_owned(),
            gap => format!("{} apart", counted_years(gap)),
        };
        format!("ages {} and {}: {apart}; {counts} {verb} as close in age", words(a), words(b))
    }
}

fn words((low, high): (f32, f32)) -> String {
    wording::age(low.into(), high.into())
}

fn counted_years(gap: f32) -> String {
    wording::counted(gap.round().max(0.0) as u32, "year", "years")
}
