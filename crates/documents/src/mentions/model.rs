//! Weights fitted on news reports, as they come with the program: for each number of a person or a place, how much it tells.

use super::fate_features;
use super::lexicon::lines;
use super::town_features;
use std::sync::LazyLock;

/// Weights of the fitted models. Scores are log odds, natural; a person counts as dead above zero.
#[derive(Debug)]
pub(crate) struct Model {
    named: [f32; fate_features::COUNT],
    unnamed: [f32; fate_features::COUNT],
    town: [f32; town_features::COUNT],
}

static MODEL: LazyLock<Model> = LazyLock::new(|| Model {
    named: section("named", &fate_features::NAMES),
    unnamed: section("unnamed", &fate_features::NAMES),
    town: section("town", &town_features::NAMES),
});

const WEIGHTS: &str = include_str!("../../words/weights.txt");

/// The weights of one model, in the order of its names; zero where none is given.
fn section<const N: usize>(title: &str, names: &[&str; N]) -> [f32; N] {
    let mut weights = [0.0; N];
    let mut mine = false;
    for line in lines(WEIGHTS) {
        if let Some(head) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            mine = head == title;
        } else if let Some((name, value)) = line.split_once(' ').filter(|_| mine)
            && let Some(slot) = names.iter().position(|known| *known == name).and_then(|at| weights.get_mut(at))
        {
            *slot = value.trim().parse().unwrap_or_default();
        }
    }
    weights
}

fn dot(weights: &[f32], features: &[f32]) -> f32 {
    weights.iter().zip(features).map(|(weight, feature)| weight * feature).sum()
}

impl Model {
    /// The weights that come with the program.
    pub(crate) fn shared() -> &'static Model {
        &MODEL
    }

    /// log10 of the odds that somebody died, less where the line is drawn.
    pub(crate) fn died(&self, named: bool, features: &[f32; fate_features::COUNT]) -> f32 {
        dot(if named { &self.named } else { &self.unnamed }, features) / std::f32::consts::LN_10
    }

    /// How much a place is the one where it happened; only differences within a text mean anything.
    pub(crate) fn town(&self, features: &[f32; town_features::COUNT]) -> f32 {
        dot(&self.town, features)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_weight_has_a_number_that_it_weighs() {
        let mut title = "";
        for line in lines(WEIGHTS) {
            if line.starts_with('[') {
                title = line;
                continue;
            }
            let (name, value) = line.split_once(' ').unwrap();
            let known = if title == "[town]" {
                town_features::NAMES.contains(&name)
            } else {
                fate_features::NAMES.contains(&name)
            };
            assert!(known && value.trim().parse::<f32>().unwrap().is_finite(), "{line}");
        }
    }
}
