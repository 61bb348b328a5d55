//! Evidence from words: cause text and narrative.

use crate::background::Class;
use crate::carry_over::carry_over;
use crate::describe::Describe;
use crate::model::Model;
use colligate_register::{Death, Kind, Register};
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};
use std::hash::BuildHasher;

/// Texts compared by the words they share, each word counting for its rarity (Jaccard similarity weighted by inverse
/// document frequency). The similarity `s` is turned into `p`, the share of unrelated pairs of deaths of that kind that
/// are at least as alike, and `p` into the ratio `κ·p^(κ−1)`, whose mean over unrelated pairs is one (the calibrator
/// of Vovk and Wang 2021, equation 1). So boilerplate that every report of an office carries weighs nothing.
pub struct Text {
    name: &'static str,
    label: &'static str,
    w: f64,
    texts: Texts,
    rarity: Vec<f32>,
    weight: Vec<f32>,
    /// Similarity that each text does not exceed with any other.
    closest: Vec<f32>,
    held_against: Vec<HeldAgainst>,
    unrelated: Vec<Unrelated>,
    words: Vec<Box<str>>,
}

/// The words of each text by number, ascending, one text after the other.
struct Texts {
    starts: Vec<u32>,
    words: Vec<u32>,
}

impl Texts {
    fn push(&mut self, words: &[u32]) {
        self.words.extend(words);
        self.starts.push(self.words.len() as u32);
    }

    #[inline]
    fn of(&self, i: usize) -> &[u32] {
        &self.words[self.starts[i] as usize..self.starts[i + 1] as usize]
    }

    fn all(&self) -> impl Iterator<Item = &[u32]> {
        (0..self.starts.len() - 1).map(|i| self.of(i))
    }
}

/// Pairs of unrelated deaths sampled for each kind.
const SAMPLE: usize = 20_000;
/// Fewest deaths of a kind, or of a manner among it, for which it has a sample of its own: 435 pairs, of which the most
/// alike are worth 1 + w · 20 at κ 0.5.
const ENOUGH: usize = 30;
/// The sample over all kinds.
const ALL: usize = Kind::ALL.len();
/// The samples of manners.
const MANNERS: usize = ALL + 1;

/// Lifts a bound over the rounding of sums of a thousand words.
const SUMS: f32 = 1.0 + 1e-4;

impl Text {
    /// The cause of death.
    pub fn cause(register: &Register, classes: &[Class], model: &Model) -> Text {
        let (w, kappa) = (model.cause.w, model.cause.kappa);
        Text::new("cause", "cause texts", (w, kappa), register, classes, |death| death.cause.as_deref())
    }

    /// The narrative.
    pub fn narrative(register: &Register, classes: &[Class], model: &Model) -> Text {
        let (w, kappa) = (model.narrative.w, model.narrative.kappa);
        Text::new("narrative", "narratives", (w, kappa), register, classes, |death| death.narrative.as_deref())
    }

    fn new(
        name: &'static str,
        label: &'static str,
        (w, kappa): (f64, f64),
        register: &Register,
        classes: &[Class],
        text: impl Fn(&Death) -> Option<&str>,
    ) -> Text {
        let mut numbers: FxHashMap<Box<str>, u32> = FxHashMap::default();
        let mut counts: Vec<u32> = Vec::new();
        let mut texts = Texts { starts: vec![0], words: Vec::new() };
        for death in &register.deaths {
            let mut ids = Vec::new();
            if w > 0.0 {
                each_word(text(death).unwrap_or_default(), |word| {
                    let id = numbers.get(word).copied().unwrap_or_else(|| {
                        counts.push(0);
                        numbers.insert(word.into(), counts.len() as u32 - 1);
                        counts.len() as u32 - 1
                    });
                    ids.push(id);
                });
                ids.sort_unstable();
                ids.dedup();
                ids.iter().for_each(|&id| counts[id as usize] += 1);
            }
            texts.push(&ids);
        }
        texts.words.shrink_to_fit();
        let written = texts.all().filter(|text| !text.is_empty()).count() as f32;
        let rarity: Vec<f32> = counts.iter().map(|&count| (1.0 + written / count as f32).ln()).collect();
        let weight: Vec<f32> = texts.all().map(|text| text.iter().map(|&id| rarity[id as usize]).sum()).collect();
        let closest = closest(&texts, &counts, &rarity, &weight);
        let mut words: Vec<(Box<str>, u32)> = numbers.into_iter().collect();
        words.sort_unstable_by_key(|(_, id)| *id);
        let words = words.into_iter().map(|(word, _)| word).collect();
        let among = among(&texts, classes);
        let mut text = Text {
            name,
            label,
            w,
            texts,
            rarity,
            weight,
            closest,
            held_against: classes.iter().map(HeldAgainst::of).collect(),
            unrelated: Vec::new(),
            words,
        };
        text.unrelated = among.iter().map(|deaths| text.sample(deaths, kappa)).collect();
        text
    }

    /// Similarities of pairs of these deaths: of every pair where there are few, else of a fixed sample.
    fn sample(&self, deaths: &[usize], kappa: f64) -> Unrelated {
        if deaths.len() * deaths.len().saturating_sub(1) / 2 <= SAMPLE {
            let pairs = (0..deaths.len()).flat_map(|b| (0..b).map(move |a| (deaths[a], deaths[b])));
            return Unrelated::new(pairs.map(|(a, b)| self.similarity(a, b)).collect(), kappa);
        }
        // A multiplicative walk over the pairs: fixed, and spread over the whole register.
        let n = deaths.len() as u64;
        let pair = |k: u64| {
            let a = (k.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 20) % n;
            let b = (k.wrapping_mul(0xC2B2_AE3D_27D4_EB4F).rotate_left(29) >> 20) % n;
            (deaths[a as usize], deaths[b as usize])
        };
        let pairs = (1..=SAMPLE as u64).map(pair).filter(|(a, b)| a != b);
        Unrelated::new(pairs.map(|(a, b)| self.similarity(a, b)).collect(), kappa)
    }

    fn similarity(&self, i: usize, j: usize) -> f32 {
        // The sum of nothing is −0, whose bits are not those of 0.
        let shared = 0.0 + shared(self.texts.of(i), self.texts.of(j)).map(|id| self.rarity[id as usize]).sum::<f32>();
        shared / (self.weight[i] + self.weight[j] - shared).max(f32::MIN_POSITIVE)
    }

    /// The samples that a death is held against: that of its kind, or of all kinds where that is small; and that of its
    /// manner among the kind, where there is one.
    fn unrelated(&self, held: HeldAgainst) -> impl Iterator<Item = &Unrelated> {
        let kind = Some(&self.unrelated[held.kind as usize]).filter(|own| !own.alike.is_empty());
        let manner = self.unrelated.get(MANNERS + usize::from(held.manner));
        kind.or(self.unrelated.get(ALL)).into_iter().chain(manner.filter(|own| !own.alike.is_empty()))
    }

    /// The ratio of two deaths and the share of pairs as alike, by the sample of those of the two that makes least of it.
    fn compare(&self, i: usize, j: usize) -> Level {
        let similarity = self.similarity(i, j);
        let (a, b) = (self.held_against[i], self.held_against[j]);
        let other = (a != b).then_some(b);
        let samples = self.unrelated(a).chain(other.into_iter().flat_map(|other| self.unrelated(other)));
        let levels = samples.map(|unrelated| unrelated.level(similarity));
        levels.reduce(|a, b| if a.ratio <= b.ratio { a } else { b }).unwrap_or(Level { ratio: 1.0, share: 1.0 })
    }

    /// A ratio that a death with a similarity up to this one does not exceed.
    fn most(&self, i: usize, similarity: f32) -> f64 {
        let samples = self.unrelated(self.held_against[i]);
        f64::from(samples.map(|unrelated| unrelated.bound(similarity)).reduce(f32::min).unwrap_or(1.0))
    }
}

/// Which samples a death is held against.
#[derive(Clone, Copy, PartialEq, Eq)]
struct HeldAgainst {
    kind: Kind,
    manner: u16,
}

impl HeldAgainst {
    fn of(class: &Class) -> HeldAgainst {
        // Manners beyond the last number have no sample of their own.
        HeldAgainst { kind: class.kind, manner: u16::try_from(class.manner).unwrap_or(u16::MAX) }
    }
}

/// The deaths of each sample, those with a text: by kind, of all kinds, and by manner among the kind; none where they are
/// few.
fn among(texts: &Texts, classes: &[Class]) -> Vec<Vec<usize>> {
    let manner = |class: &Class| Some(HeldAgainst::of(class).manner).filter(|&manner| manner != u16::MAX);
    let last = classes.iter().filter_map(manner).max();
    let mut among = vec![Vec::new(); MANNERS + last.map_or(0, |last| usize::from(last) + 1)];
    for (i, class) in classes.iter().enumerate().filter(|(i, _)| !texts.of(*i).is_empty()) {
        among[class.kind as usize].push(i);
        among[ALL].push(i);
        if let Some(manner) = manner(class) {
            among[MANNERS + usize::from(manner)].push(i);
        }
    }
    for (_, deaths) in among.iter_mut().enumerate().filter(|(k, deaths)| *k != ALL && deaths.len() < ENOUGH) {
        deaths.clear();
    }
    among
}

/// What a similarity is worth.
#[derive(Clone, Copy, Debug)]
struct Level {
    /// The mean of `κ·p^(κ−1)` over the `p` that it stands for.
    ratio: f32,
    /// Share of unrelated pairs at least as alike.
    share: f32,
}

/// How alike unrelated deaths are: the distinct similarities of a sample, lowest first, with what each is worth, and what
/// one between two of them is.
#[derive(Clone, Debug, Default)]
struct Unrelated {
    alike: Vec<f32>,
    at: Vec<Level>,
    /// Between the one before and this one; the last stands for one above all.
    below: Vec<Level>,
    /// Where the similarities of each step begin.
    steps: Vec<u32>,
    /// The most that a similarity of each step is worth.
    most: Vec<f32>,
}

/// Bits of a similarity below which two are of one step: what is left is the exponent and eight bits of the mantissa,
/// which are in the order of the numbers.
const STEP_BITS: u32 = 15;
/// The first step: similarities below a thousandth are of one.
const FIRST: u32 = 0.001f32.to_bits() >> STEP_BITS;
/// Steps up to a similarity of 1.
const STEPS: usize = ((1f32.to_bits() >> STEP_BITS) - FIRST) as usize + 1;

#[inline]
fn step(similarity: f32) -> usize {
    ((similarity.to_bits() >> STEP_BITS).saturating_sub(FIRST) as usize).min(STEPS - 1)
}

impl Unrelated {
    fn new(mut sample: Vec<f32>, kappa: f64) -> Unrelated {
        sample.sort_unstable_by(f32::total_cmp);
        let of = sample.len() as f64 + 1.0;
        // Where many pairs are equally alike, a similarity stands for a whole interval of `p`, and the mean over
        // unrelated pairs stays one.
        let level = |more: usize, as_much: usize| {
            let (from, to) = (more as f64 / of, (as_much as f64 + 1.0) / of);
            Level { ratio: ((to.powf(kappa) - from.powf(kappa)) / (to - from)) as f32, share: to as f32 }
        };
        let mut unrelated = Unrelated::default();
        let mut left = sample.len();
        for same in sample.chunk_by(|a, b| a == b) {
            unrelated.alike.push(same[0]);
            unrelated.below.push(level(left, left));
            unrelated.at.push(level(left - same.len(), left));
            left -= same.len();
        }
        unrelated.below.push(level(0, 0));
        unrelated.steps =
            (0..=STEPS).map(|at| unrelated.alike.partition_point(|&alike| step(alike) < at) as u32).collect();
        // What is more alike is worth more.
        unrelated.most = unrelated.steps[1..].iter().map(|&end| unrelated.below[end as usize].ratio).collect();
        // And none are more alike than the same.
        let same = unrelated.level(1.0).ratio;
        unrelated.most.iter_mut().for_each(|most| *most = most.min(same));
        unrelated
    }

    /// A ratio that no similarity up to this one exceeds.
    #[inline]
    fn bound(&self, similarity: f32) -> f32 {
        self.most.get(step(similarity)).copied().unwrap_or(1.0)
    }

    fn level(&self, similarity: f32) -> Level {
        let step = step(similarity);
        let (from, to) = (self.steps[step] as usize, self.steps[step + 1] as usize);
        let at = from + self.alike[from..to].partition_point(|&alike| alike < similarity);
        match self.alike.get(at) {
            Some(&alike) if alike == similarity => self.at[at],
            _ => self.below[at],
        }
    }
}

/// Similarity that each text does not exceed with any other. Words that no other text has are not shared; and where no
/// other has the very same words, it lacks one of these or has one more.
fn closest(texts: &Texts, counts: &[u32], rarity: &[f32], weight: &[f32]) -> Vec<f32> {
    let lightest = |words: &mut dyn Iterator<Item = f32>| words.fold(f32::INFINITY, f32::min);
    let least = lightest(&mut rarity.iter().copied());
    // Two texts of one hash that are not the same only make a bound wider.
    let hash = |text: &[u32]| FxBuildHasher.hash_one(text);
    let mut hashes: Vec<u64> = texts.all().map(hash).collect();
    hashes.sort_unstable();
    let repeated: FxHashSet<u64> = hashes.windows(2).filter(|two| two[0] == two[1]).map(|two| two[0]).collect();
    drop(hashes);
    let closest = |(text, &weight): (&[u32], &f32)| {
        if repeated.contains(&hash(text)) {
            return 1.0;
        }
        let own: f32 = text.iter().filter(|&&id| counts[id as usize] == 1).map(|&id| rarity[id as usize]).sum();
        let lost = own.max(lightest(&mut text.iter().map(|&id| rarity[id as usize])));
        let fewer = (weight - lost) / weight;
        let more = if own > 0.0 { 0.0 } else { weight / (weight + least) };
        (fewer.max(more) * SUMS).min(1.0)
    };
    texts.all().zip(weight).map(closest).collect()
}

/// Hands over the words of a text, lower case, three letters or longer.
fn each_word(text: &str, mut hand_over: impl FnMut(&str)) {
    let mut lower = String::new();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().nth(2).is_some()) {
        lower.clear();
        match word.is_ascii() {
            true => lower.push_str(word),
            false => lower.push_str(&word.to_lowercase()),
        }
        lower.make_ascii_lowercase();
        hand_over(&lower);
    }
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
        if self.texts.of(i).is_empty() || self.texts.of(j).is_empty() {
            return 1.0;
        }
        carry_over(self.w, f64::from(self.compare(i, j).ratio))
    }

    fn bound(&self, i: usize) -> f64 {
        if self.texts.of(i).is_empty() {
            return 1.0;
        }
        carry_over(self.w, self.most(i, self.closest[i])).max(1.0)
    }

    /// Two texts share at most the lighter of the two, and together are at least the heavier.
    fn bound_of(&self, i: usize, j: usize) -> f64 {
        let (a, b) = (self.weight[i], self.weight[j]);
        if a == 0.0 || b == 0.0 {
            return 1.0;
        }
        let most = (a.min(b) / a.max(b) * SUMS).min(1.0);
        carry_over(self.w, self.most(i, most)).max(1.0)
    }

    fn sentence(&self, i: usize, j: usize) -> String {
        if self.texts.of(i).is_empty() || self.texts.of(j).is_empty() {
            return format!("{} not on record for both", self.label);
        }
        let share = self.compare(i, j).share;
        let mut shared: Vec<u32> = shared(self.texts.of(i), self.texts.of(j)).collect();
        shared.sort_by(|&a, &b| self.rarity[b as usize].total_cmp(&self.rarity[a as usize]).then(a.cmp(&b)));
        let shown: Vec<&str> = shared.iter().take(4).map(|&id| &*self.words[id as usize]).collect();
        let alike = format!("as alike as 1 in {:.0} unrelated pairs", 1.0 / share);
        match shown.is_empty() {
            true => format!("{} share no word", self.label),
            false => format!("{} share “{}”: {alike}", self.label, shown.join("”, “")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
            let text = Text::cause(&register, &vec![Class::any(); register.deaths.len()], &Model::default());
            for (i, j) in (0..register.deaths.len()).flat_map(|i| (0..i).map(move |j| (i, j))) {
                if !text.texts.of(i).is_empty() && !text.texts.of(j).is_empty() {
                    assert!(text.similarity(i, j) <= text.closest[i].min(text.closest[j]), "{i} {j}");
                }
                let least = text.bound(i).min(text.bound(j)).min(text.bound_of(i, j));
                assert!(text.factor(i, j) <= least * (1.0 + 1e-6), "{i} {j} {} {least}", text.factor(i, j));
            }
        }
    }

    #[test]
    fn a_text_that_no_other_repeats_is_bounded_by_what_others_share_of_it() {
        let texts = [&[0u32, 1][..], &[0, 1], &[0, 1, 2], &[3]];
        let mut all = Texts { starts: vec![0], words: Vec::new() };
        texts.iter().for_each(|text| all.push(text));
        let closest = closest(&all, &[3, 3, 1, 1], &[1.0, 1.0, 2.0, 2.0], &[2.0, 2.0, 4.0, 2.0]);
        assert_eq!(closest[..2], [1.0, 1.0]);
        assert!((closest[2] - 0.5).abs() < 1e-3, "{closest:?}");
        assert_eq!(closest[3], 0.0);
    }
}
