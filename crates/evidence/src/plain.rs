//! The plain evidence of a death, look-ups all of it: for a pair at once, and for one death against a run of others.

use crate::age::{AgeColumns, AgeEvidence, FastAge};
use crate::category::{Category, CategoryColumns, category_factor};
use std::ops::Range;

/// How many kinds of evidence are plain; they stand first.
pub(crate) const PLAIN: usize = 6;

/// The plain evidence of a death, side by side in memory.
#[derive(Clone, Copy)]
struct PlainDeath {
    values: [u32; PLAIN - 1],
    inverse: [f32; PLAIN - 1],
}

/// The plain evidence of all deaths: the same factors as those of each kind, without a call for each.
pub(crate) struct Plain {
    deaths: Vec<PlainDeath>,
    w: [f64; PLAIN - 1],
    age: FastAge,
}

impl Plain {
    pub(crate) fn new(age: &AgeEvidence, categories: [&Category; PLAIN - 1]) -> Plain {
        let death = |i: usize| PlainDeath {
            values: categories.map(|category| category.value(i)),
            inverse: categories.map(|category| category.inverse(i)),
        };
        let deaths = (0..categories[0].len()).map(death).collect();
        Plain { deaths, w: categories.map(Category::w), age: age.fast() }
    }

    #[inline]
    pub(crate) fn factor(&self, i: usize, j: usize) -> f64 {
        let (a, b) = (&self.deaths[i], &self.deaths[j]);
        let mut product = self.age.factor(i, j);
        for k in 0..PLAIN - 1 {
            product *= category_factor(self.w[k], (a.values[k], a.inverse[k]), (b.values[k], b.inverse[k]));
        }
        product
    }
}

impl Plain {
    /// The ages.
    pub(crate) fn age(&self) -> &FastAge {
        &self.age
    }

    /// Category `k` of a death, where on record.
    pub(crate) fn value(&self, i: usize, k: usize) -> Option<u32> {
        Some(self.deaths[i].values[k]).filter(|_| self.deaths[i].inverse[k] > 0.0)
    }

    /// `w` of category `k`, and one over the frequency of its value for a death.
    pub(crate) fn weighing(&self, i: usize, k: usize) -> (f64, f32) {
        (self.w[k], self.deaths[i].inverse[k])
    }
}

/// The plain evidence of a run of deaths, column by column.
pub(crate) struct PlainColumns {
    age: AgeColumns,
    categories: [CategoryColumns; PLAIN - 1],
}

impl Plain {
    /// Columns of these deaths, in this order.
    pub(crate) fn columns(&self, deaths: &[u32]) -> PlainColumns {
        let column = |k: usize| {
            let of = |&death: &u32| {
                let death = &self.deaths[death as usize];
                (death.values[k], death.inverse[k])
            };
            CategoryColumns::new(deaths.iter().map(of))
        };
        PlainColumns { age: AgeColumns::new(&self.age, deaths), categories: std::array::from_fn(column) }
    }

    /// Multiplies `out` by bounds on the plain factors of `a` with those of `range`.
    #[inline(always)]
    pub(crate) fn bounds(&self, columns: &PlainColumns, a: usize, range: Range<usize>, out: &mut [f32]) {
        columns.age.bounds(&self.age, a, range.clone(), out);
        for (category, &w) in columns.categories.iter().zip(&self.w) {
            category.factors(w, a, range.clone(), out);
        }
    }
}
