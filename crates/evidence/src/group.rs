//! Kinds of evidence that tell the same fact twice.

use crate::describe::Describe;
use crate::likeness::{Common, InBoth};
use crate::weight::Weight;

/// A group of dependent evidence: cause text and substances, circumstances and narrative. Its factor is the mean of
/// its members' factors, never above the cap. A mean of Bayes factors keeps a mean of one over unrelated pairs however
/// the members depend on each other (Vovk and Wang 2021, section 3), which their product does not.
pub struct Group {
    name: &'static str,
    cap: f64,
    members: Vec<Box<dyn Describe>>,
}

impl Group {
    /// A group with a cap on its total weight.
    pub fn new(name: &'static str, cap: Weight, members: Vec<Box<dyn Describe>>) -> Group {
        Group { name, cap: cap.factor(), members }
    }
}

/// Sum of the factors that say something, and how many they are. A factor of one says nothing: the field is missing.
fn said(factors: impl Iterator<Item = f64>) -> (f64, u32) {
    factors.filter(|&factor| factor != 1.0).fold((0.0, 0), |(sum, said), factor| (sum + factor, said + 1))
}

/// Mean of the factors that say something, and one where none does.
fn mean((sum, said): (f64, u32)) -> f64 {
    if said == 0 { 1.0 } else { sum / f64::from(said) }
}

impl Describe for Group {
    fn name(&self) -> &'static str {
        self.name
    }

    fn factor(&self, i: usize, j: usize) -> f64 {
        mean(said(self.members.iter().map(|member| member.factor(i, j)))).min(self.cap)
    }

    /// The last member, the dearest to compare, is left out where even its bound would not lift the mean to `least`.
    fn factor_from(&self, i: usize, j: usize, least: f64) -> Option<f64> {
        let (last, others) = self.members.split_last()?;
        let (sum, said) = said(others.iter().map(|member| member.factor(i, j)));
        let silent = mean((sum, said));
        let heard = (sum + last.bound_of(i, j)) / f64::from(said + 1);
        if silent.max(heard).min(self.cap) < least {
            return None;
        }
        let factor = match last.factor(i, j) {
            1.0 => silent,
            factor => mean((sum + factor, said + 1)),
        };
        let factor = factor.min(self.cap);
        (factor >= least).then_some(factor)
    }

    fn bound(&self, i: usize) -> f64 {
        self.members.iter().map(|member| member.bound(i)).fold(1.0, f64::max).min(self.cap)
    }

    fn series_factor(&self, members: &[usize]) -> f64 {
        let factors = self.members.iter().map(|evidence| evidence.series_factor(members));
        let steps = members.len().saturating_sub(1) as i32;
        mean(said(factors)).min(self.cap.powi(steps))
    }

    fn members(&self) -> &[Box<dyn Describe>] {
        &self.members
    }

    /// The members know; of a group no more is said than whether any of them compares the two.
    fn in_both(&self, i: usize, j: usize) -> InBoth {
        let mut members = self.members.iter();
        let is_compared = members.any(|member| member.in_both(i, j).common != Common::NotCompared);
        InBoth::whole(if is_compared { Common::Some } else { Common::NotCompared })
    }

    fn sentence(&self, i: usize, j: usize) -> String {
        self.rows(i, j).into_iter().map(|(_, _, sentence)| sentence).collect::<Vec<_>>().join("; ")
    }

    /// The group's weight stands with its strongest member; the others are shown with weight 0, as told already.
    fn rows(&self, i: usize, j: usize) -> Vec<(&'static str, Weight, String)> {
        let factors: Vec<f64> = self.members.iter().map(|member| member.factor(i, j)).collect();
        let strongest = (0..factors.len()).fold(0, |best, k| if factors[k] > factors[best] { k } else { best });
        let total = Weight::of_factor(self.factor(i, j));
        let row = |k: usize| {
            let member = &self.members[k];
            let sentence = member.sentence(i, j);
            if k == strongest {
                (member.name(), total, sentence)
            } else if factors[k] == 1.0 {
                (member.name(), Weight(0.0), sentence)
            } else {
                let told = self.members[strongest].name().replace('_', " ");
                (member.name(), Weight(0.0), format!("{sentence} (counted together with {told})"))
            }
        };
        (0..self.members.len()).map(row).collect()
    }
}
