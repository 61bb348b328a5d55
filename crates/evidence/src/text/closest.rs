//! How alike a text can be to any other.

use super::words::Texts;
use rustc_hash::{FxBuildHasher, FxHashSet};
use std::hash::BuildHasher;

/// Lifts a bound over the rounding of sums of a thousand words.
pub(super) const SUMS: f32 = 1.0 + 1e-4;

/// Similarity that each text does not exceed with any other. Words that no other text has are not shared; and where no
/// other has the very same words, it lacks one of these or has one more.
pub(super) fn closest(texts: &Texts, counts: &[u32], rarity: &[f32], weight: &[f32]) -> Vec<f32> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_no_other_repeats_is_bounded_by_what_others_share_of_it() {
        let texts = [&[0u32, 1][..], &[0, 1], &[0, 1, 2], &[3]];
        let mut all = Texts::default();
        texts.iter().for_each(|text| all.push(text));
        let closest = closest(&all, &[3, 3, 1, 1], &[1.0, 1.0, 2.0, 2.0], &[2.0, 2.0, 4.0, 2.0]);
        assert_eq!(closest[..2], [1.0, 1.0]);
        assert!((closest[2] - 0.5).abs() < 1e-3, "{closest:?}");
        assert_eq!(closest[3], 0.0);
    }
}
