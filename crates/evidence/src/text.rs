//! Evidence from words: cause text and narrative.

mod closest;
mod held_against;
mod unrelated;
mod words;

use crate::carry_over::carry_over;
use crate::class::Classes;
use crate::describe::Describe;
use crate::likeness::{Common, InBoth};
use crate::model::Model;
use closest::{SUMS, closest};
use colligate_register::{Death, Register};
use held_against::HeldAgainst;
use unrelated::Unrelated;
use words::{Texts, Words, shared};

/// Texts compared by the words they share, each word counting for its rarity (Jaccard similarity weighted by inverse
/// document frequency). The similarity `s` is turned into `p`, the share of unrelated pairs of deaths of that kind that
/// are at least as alike, and `p` into the ratio `κ·p^(κ−1)`, whose mean over unrelated pairs is one (the calibrator
/// of Vovk and Wang 2021, equation 1). So boilerplate that every report of an office carries weighs nothing.
pub struct Text {
    name: &'static str,
    label: &'static str,
    w: f64,
    similarity: Similarity,
    /// Similarity that each text does not exceed with any other.
    closest: Vec<f32>,
    held_against: HeldAgainst,
    words: Vec<Box<str>>,
}

/// Pairs of unrelated deaths sampled for each kind.
const SAMPLE: usize = 20_000;

/// Rarity of a word that stands in half of all texts, the logarithm of 3.
const IN_MOST: f32 = 1.098_612_3;

impl Text {
    /// The cause of death.
    pub fn cause(register: &Register, classes: &Classes, model: &Model) -> Text {
        let (w, kappa) = (model.cause.w, model.cause.kappa);
        Text::new("cause", "cause texts", (w, kappa), register, classes, |death| death.cause.as_deref())
    }

    /// The narrative.
    pub fn narrative(register: &Register, classes: &Classes, model: &Model) -> Text {
        let (w, kappa) = (model.narrative.w, model.narrative.kappa);
        Text::new("narrative", "narratives", (w, kappa), register, classes, |death| death.narrative.as_deref())
    }

    fn new(
        name: &'static str,
        label: &'static str,
        (w, kappa): (f64, f64),
        register: &Register,
        classes: &Classes,
        text: impl Fn(&Death) -> Option<&str>,
    ) -> Text {
        let texts = register.deaths.iter().map(|death| text(death).filter(|_| w > 0.0).unwrap_or_default());
        let Words { texts, counts, words } = Words::of(texts);
        let written = texts.all().filter(|text| !text.is_empty()).count() as f32;
        let rarity: Vec<f32> = counts.iter().map(|&count| (1.0 + written / count as f32).ln()).collect();
        let weight: Vec<f32> = texts.all().map(|text| text.iter().map(|&id| rarity[id as usize]).sum()).collect();
        let closest = closest(&texts, &counts, &rarity, &weight);
        let similarity = Similarity { texts, rarity, weight };
        let held_against = HeldAgainst::new(&similarity.texts, classes, |deaths| similarity.sample(deaths, kappa));
        Text { name, label, w, similarity, closest, held_against, words }
    }

    fn is_on_record(&self, i: usize) -> bool {
        !self.similarity.texts.of(i).is_empty()
    }
}

/// How alike texts are: the weight of the words that two share over that of all words of either.
struct Similarity {
    texts: Texts,
    rarity: Vec<f32>,
    weight: Vec<f32>,
}

impl Similarity {
    #[inline]
    fn of(&self, i: usize, j: usize) -> f32 {
        // The sum of nothing is −0, whose bits are not those of 0.
        let shared = 0.0 + shared(self.texts.of(i), self.texts.of(j)).map(|id| self.rarity[id as usize]).sum::<f32>();
        shared / (self.weight[i] + self.weight[j] - shared).max(f32::MIN_POSITIVE)
    }

    /// Of pairs of these deaths: of every pair where there are few, else of a fixed sample.
    fn sample(&self, deaths: &[usize], kappa: f64) -> Unrelated {
        if deaths.len() * deaths.len().saturating_sub(1) / 2 <= SAMPLE {
            let pairs = (0..deaths.len()).flat_map(|b| (0..b).map(move |a| (deaths[a], deaths[b])));
            return Unrelated::new(pairs.map(|(a, b)| self.of(a, b)).collect(), kappa);
        }
        // A multiplicative walk over the pairs: fixed, and spread over the whole register.
        let n = deaths.len() as u64;
        let pair = |k: u64| {
            let a = (k.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 20) % n;
            let b = (k.wrapping_mul(0xC2B2_AE3D_27D4_EB4F).rotate_left(29) >> 20) % n;
            (deaths[a as usize], deaths[b as usize])
        };
        let pairs = (1..=SAMPLE as u64).map(pair).filter(|(a, b)| a != b);
        Unrelated::new(pairs.map(|(a, b)| self.of(a, b)).collect(), kappa)
    }
}

impl Describe for Text {
    fn name(&self) -> &'static str {
        self.name
    }

    fn factor(&self, i: usize, j: usize) -> f64 {
        if !self.is_on_record(i) || !self.is_on_record(j) {
            return 1.0;
        }
        carry_over(self.w, f64::from(self.held_against.ratio(i, j, self.similarity.of(i, j))))
    }

    fn bound(&self, i: usize) -> f64 {
        if !self.is_on_record(i) {
            return 1.0;
        }
        carry_over(self.w, self.held_against.most(i, self.closest[i])).max(1.0)
    }

    /// Two texts share at most the lighter of the two, and together are at least the heavier.
    fn bound_of(&self, i: usize, j: usize) -> f64 {
        let (a, b) = (self.similarity.weight[i], self.similarity.weight[j]);
        if a == 0.0 || b == 0.0 {
            return 1.0;
        }
        let most = (a.min(b) / a.max(b) * SUMS).min(1.0);
        carry_over(self.w, self.held_against.most(i, most)).max(1.0)
    }

    fn in_both(&self, i: usize, j: usize) -> InBoth {
        let Similarity { texts, rarity, .. } = &self.similarity;
        let (a, b) = (texts.of(i), texts.of(j));
        let all: Vec<u32> = shared(a, b).collect();
        let common = Common::of_sets(all.len(), a.len(), b.len());
        // What stands in most texts is not named beside what does not.
        let mut named: Vec<u32> = all.iter().copied().filter(|&id| rarity[id as usize] > IN_MOST).collect();
        if named.is_empty() {
            named = all;
        }
        InBoth { common, shared: named.into_iter().map(|id| self.words[id as usize].to_string()).collect() }
    }

    fn sentence(&self, i: usize, j: usize) -> String {
        if !self.is_on_record(i) || !self.is_on_record(j) {
            return format!("{} not on record for both", self.label);
        }
        let Similarity { texts, rarity, .. } = &self.similarity;
        let mut shared: Vec<u32> = shared(texts.of(i), texts.of(j)).collect();
        if shared.is_empty() {
            return format!("{} share no word", self.label);
        }
        shared.sort_by(|&a, &b| rarity[b as usize].total_cmp(&rarity[a as usize]).then(a.cmp(&b)));
        let shown: Vec<&str> = shared.iter().take(4).map(|&id| &*self.words[id as usize]).collect();
        let alike = self.held_against.words(i, j, self.similarity.of(i, j));
        format!("{} share “{}”: {alike}", self.label, shown.join("”, “"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::institutions::Institutions;

    #[test]
    fn no_two_texts_are_more_alike_than_their_bounds_say() {
        let texts = [
            "acute fentanyl toxicity",
            "acute fentanyl toxicity",
            "acute toxicity",
            "gunshot wound of the chest",
            "stab wound of the chest",
            "drowning",
            "",
            "exsanguination",
            "acute fentanyl cocaine toxicity",
        ];
        let death = |(k, text): (usize, &str)| {
            let mut death = Death::new(&k.to_string());
            death.cause = (!text.is_empty()).then(|| text.into());
            death
        };
        let register =
            Register { deaths: (0..180).map(|k| death((k, texts[k % texts.len()]))).collect(), ..Register::default() };
        let few = Register {
            deaths: texts.iter().enumerate().map(|(k, text)| death((k, text))).collect(),
            ..Register::default()
        };
        for register in [register, few] {
            let classes = Classes::new(&register, &Institutions::new(&register)).any();
            let text = Text::cause(&register, &classes, &Model::default());
            for (i, j) in (0..register.deaths.len()).flat_map(|i| (0..i).map(move |j| (i, j))) {
                if text.is_on_record(i) && text.is_on_record(j) {
                    assert!(text.similarity.of(i, j) <= text.closest[i].min(text.closest[j]), "{i} {j}");
                }
                let least = text.bound(i).min(text.bound(j)).min(text.bound_of(i, j));
                assert!(text.factor(i, j) <= least * (1.0 + 1e-6), "{i} {j} {} {least}", text.factor(i, j));
            }
        }
    }
}
