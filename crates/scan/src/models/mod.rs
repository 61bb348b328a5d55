//! What chance means: one file for each model.

mod bernoulli;
mod permutation;
mod poisson;

pub(crate) use bernoulli::Bernoulli;
pub(crate) use permutation::Permutation;
pub(crate) use poisson::Poisson;

use crate::arrangement::Arrangement;
use crate::likelihood::Statistic;
use crate::measure::Measure;
use rand_chacha::ChaCha8Rng;
use serde::{Deserialize, Serialize};

/// Which model says what is expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ModelKind {
    /// Cases among people at risk, whose number is known by place and time (Kulldorff 1997; Kulldorff, Athas, Feuer, Miller and Key 1998).
    Poisson,
    /// Cases among cases and controls (Kulldorff 1997).
    Bernoulli,
    /// Cases alone: their dates could as well be dealt out anew among the places (Kulldorff, Heffernan, Hartman,
    /// Assunção and Mostashari 2005).
    SpaceTimePermutation,
}

/// A model with its data: what was observed, what counts as at risk, and how chance deals.
pub(crate) trait Model: Sync + Send {
    /// How windows are judged.
    fn statistic(&self) -> Statistic;
    /// What every place and interval counts; the same in every draw.
    fn measure(&self) -> &Measure;
    /// The cases as they were.
    fn observed(&self) -> &Arrangement;
    /// The cases as chance deals them, into `drawn`. `scratch` is memory to use again.
    fn draw(&self, random: &mut ChaCha8Rng, drawn: &mut Arrangement, scratch: &mut Vec<u32>);
    /// People in a window that holds these places from interval `start` to before `end`, where the model knows of people.
    fn population(&self, places: &[u32], start: u32, end: u32) -> Option<f64>;
    /// The same without the data of a cluster: cases, and people or measure, of these places from interval `start` to before `end`
    /// (the permutation model: of all intervals). `None` where nothing is left to scan.
    fn without(&self, places: &[u32], start: u32, end: u32) -> Option<Box<dyn Model>>;
}

/// True for the cases of an arrangement that lie outside a window.
fn outside(places: &[u32], count: usize, start: u32, end: u32) -> impl Fn(&(u32, u32)) -> bool + Clone + use<> {
    let mut taken = vec![false; count];
    places.iter().for_each(|&place| taken[place as usize] = true);
    move |&(place, time)| !(taken[place as usize] && (start..end).contains(&time))
}
