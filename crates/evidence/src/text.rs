//! Evidence from words: cause text and narrative.

use crate::carry_over::carry_over;
use crate::describe::Describe;
use crate::model::Model;
use colligate_register::{Death, Kind, Register};
use rustc_hash::FxHashMap;

/// Texts compared by the words they share, each word counting for its rarity (Jaccard similarity weighted by inverse
/// document frequency). The similarity `s` is turned into `p`, the share of unrelated pairs of deaths of that kind that
/// are at least as alike, and `p` into the ratio `κ·p^(κ−1)`, whose mean over unrelated pairs is one (the calibrator
/// of Vovk and Wang 2021, equation 1). So boilerplate that every report of an office carries weighs nothing.
pub struct Text {
    name: &'static str,
    label: &'static str,
    w: f64,
    kappa: f64,
    texts: Vec<Vec<u32>>,
    rarity: Vec<f32>,
    weight: Vec<f32>,
    kinds: Vec<Kind>,
    unrelated: Vec<Vec<f32>>,
    words: Vec<Box<str>>,
}

/// Pairs of unrelated deaths sampled for each kind.
const SAMPLE: usize = 20_000;
/// Fewest deaths of a kind for which it has a sample of its own.
const ENOUGH: usize = 100;
/// The sample over all kinds.
const ALL: usize = Kind::ALL.len();

impl Text {
    /// The cause of death.
    pub fn cause(register: &Register, model: &Model) -> Text {
        Text::new("cause", "cause texts", model.cause.w, model.cause.kappa, register, |death| death.cause.as_deref())
    }

    /// The narrative.
    pub fn narrative(register: &Register, model: &Model) -> Text {
        let (w, kappa) = (model.narrative.w, model.narrative.kappa);
        Text::new("narrative", "narratives", w, kappa, register, |death| death.narrative.as_deref())
    }

    fn new(
        name: &'static str,
        label: &'static str,
        w: f64,
        kappa: f64,
        register: &Register,
        text: impl Fn(&Death) -> Option<&str>,
    ) -> Text {
        let mut numbers: FxHashMap<Box<str>, u32> = FxHashMap::default();
        let mut counts: Vec<u32> = Vec::new();
        let mut texts = Vec::with_capacity(register.deaths.len());
        for death in &register.deaths {
            let mut ids = Vec::new();
            if w > 0.0 {
                for word in words(text(death).unwrap_or_default()) {
                    let next = numbers.len() as u32;
                    let id = *numbers.entry(word.into()).or_insert(next);
                    if id == next {
                        counts.push(0);
                    }
                    ids.push(id);
                }
                ids.sort_unstable();
                ids.dedup();
                ids.iter().for_each(|&id| counts[id as usize] += 1);
            }
            texts.push(ids);
        }
        let written = texts.iter().filter(|text| !text.is_empty()).count() as f32;
        let rarity: Vec<f32> = counts.iter().map(|&count| (1.0 + written / count as f32).ln()).collect();
        let weight = texts.iter().map(|text| text.iter().map(|&id| rarity[id as usize]).sum()).collect();
        let mut words: Vec<(Box<str>, u32)> = numbers.into_iter().collect();
        words.sort_unstable_by_key(|(_, id)| *id);
        let words = words.into_iter().map(|(word, _)| word).collect();
        let kinds = register.deaths.iter().map(|death| death.kind).collect();
        let mut text = Text { name, label, w, kappa, texts, rarity, weight, kinds, unrelated: Vec::new(), words };
        text.unrelated = (0..=ALL).map(|kind| text.sample(kind)).collect();
        text
    }

    /// Similarities of pairs of deaths of one kind, sorted; every pair where there are few, else a fixed sample.
    fn sample(&self, kind: usize) -> Vec<f32> {
        let of_kind = |&i: &usize| (kind == ALL || self.kinds[i] as usize == kind) && !self.texts[i].is_empty();
        let deaths: Vec<usize> = (0..self.texts.len()).filter(of_kind).collect();
        if deaths.len() < if kind == ALL { 2 } else { ENOUGH } {
            return Vec::new();
        }
        // A multiplicative walk over the pairs: fixed, and spread over the whole register.
        let n = deaths.len() as u64;
        let pair = |k: u64| {
            let a = (k.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 20) % n;
            let b = (k.wrapping_mul(0xC2B2_AE3D_27D4_EB4F).rotate_left(29) >> 20) % n;
            (deaths[a as usize], deaths[b as usize])
        };
        let pairs = (1..=SAMPLE as u64).map(pair).filter(|(a, b)| a != b);
        let mut alike: Vec<f32> = pairs.map(|(a, b)| self.similarity(a, b)).collect();
        alike.sort_unstable_by(f32::total_cmp);
        alike
    }

    fn similarity(&self, i: usize, j: usize) -> f32 {
        let shared: f32 = shared(&self.texts[i], &self.texts[j]).map(|id| self.rarity[id as usize]).sum();
        shared / (self.weight[i] + self.weight[j] - shared).max(f32::MIN_POSITIVE)
    }

    /// Shares of unrelated pairs of this kind that are more alike than this, and at least as alike.
    fn tail(&self, kind: Kind, similarity: f32) -> (f64, f64) {
        let own = &self.unrelated[kind as usize];
        let sample = if own.is_empty() { &self.unrelated[ALL] } else { own };
        let more = sample.len() - sample.partition_point(|&other| other <= similarity);
        let as_much = sample.len() - sample.partition_point(|&other| other < similarity);
        let of = sample.len() as f64 + 1.0;
        (more as f64 / of, (as_much as f64 + 1.0) / of)
    }

    /// The mean of `κ·p^(κ−1)` over the `p` that a similarity stands for: where many pairs are equally alike it stands
    /// for a whole interval, and the mean over unrelated pairs stays one.
    fn ratio(&self, (from, to): (f64, f64)) -> f64 {
        (to.powf(self.kappa) - from.powf(self.kappa)) / (to - from)
    }

    /// The ratio of two deaths and the share of pairs as alike, by the kind of the two that makes less of it.
    fn compare(&self, i: usize, j: usize) -> (f64, f64) {
        let similarity = self.similarity(i, j);
        let of_kind = |kind: Kind| {
            let tail = self.tail(kind, similarity);
            (self.ratio(tail), tail.1)
        };
        let (a, b) = (of_kind(self.kinds[i]), of_kind(self.kinds[j]));
        if a.0 <= b.0 { a } else { b }
    }
}

/// The words of a text, lower case, three letters or longer.
fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().nth(2).is_some()).map(str::to_lowercase)
}

fn shared<'a>(a: &'a [u32], b: &'a [u32]) -> impl Iterator<Item = u32> + 'a {
    let (mut i, mut j) = (0, 0);
    std::iter::from_fn(move || {
        while i < a.len() && j < b.len() {
            let (x, y) = (a[i], b[j]);
            i += usize::from(x <= y);
            j += usize::from(y <= x);
            if x == y {
                return Some(x);
            }
        }
        None
    })
}

impl Describe for Text {
    fn name(&self) -> &'static str {
        self.name
    }

    fn factor(&self, i: usize, j: usize) -> f64 {
        if self.texts[i].is_empty() || self.texts[j].is_empty() {
            return 1.0;
        }
        carry_over(self.w, self.compare(i, j).0)
    }

    fn bound(&self, i: usize) -> f64 {
        if self.texts[i].is_empty() {
            return 1.0;
        }
        // No similarity stands for a smaller share than one more alike than all of the sample.
        let own = &self.unrelated[self.kinds[i] as usize];
        let sample = if own.is_empty() { &self.unrelated[ALL] } else { own };
        carry_over(self.w, self.ratio((0.0, 1.0 / (sample.len() as f64 + 1.0)))).max(1.0)
    }

    fn sentence(&self, i: usize, j: usize) -> String {
        if self.texts[i].is_empty() || self.texts[j].is_empty() {
            return format!("{} not on record for both", self.label);
        }
        let (_, p) = self.compare(i, j);
        let mut shared: Vec<u32> = shared(&self.texts[i], &self.texts[j]).collect();
        shared.sort_by(|&a, &b| self.rarity[b as usize].total_cmp(&self.rarity[a as usize]).then(a.cmp(&b)));
        let shown: Vec<&str> = shared.iter().take(4).map(|&id| &*self.words[id as usize]).collect();
        let alike = format!("as alike as 1 in {:.0} unrelated pairs", 1.0 / p);
        match shown.is_empty() {
            true => format!("{} share no word", self.label),
            false => format!("{} share “{}”: {alike}", self.label, shown.join("”, “")),
        }
    }
}
