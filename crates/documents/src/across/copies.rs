//! Near-copies of one text, by MinHash over runs of words: an agency's text printed by several papers is one source.
//!
//! Broder (1997): the share of equal minimum hashes estimates the Jaccard resemblance of the sets of runs. Bands of hashes find the
//! candidates (Leskovec, Rajaraman and Ullman 2014, chapter 3).

use rustc_hash::{FxHashMap, FxHasher};
use std::hash::{Hash, Hasher};

/// Words in a run.
const RUN: usize = 5;
/// Hashes of a signature.
const HASHES: usize = 64;
/// Hashes of a band: at a resemblance of 0.5 two texts share some band of 16 in 64%, at 0.7 in 99% of cases.
const BAND: usize = 4;
/// Resemblance from which two texts are copies.
const COPY: f64 = 0.6;

/// A number for each text; texts that copy each other share the number of the first.
pub(crate) fn sources(texts: &[&str]) -> Vec<usize> {
    let signatures: Vec<Option<[u64; HASHES]>> = texts.iter().map(|text| signature(text)).collect();
    let mut source: Vec<usize> = (0..texts.len()).collect();
    let mut bands: FxHashMap<(usize, u64), Vec<usize>> = FxHashMap::default();
    for (at, signature) in signatures.iter().enumerate() {
        let Some(signature) = signature else { continue };
        let mut nearest: Option<usize> = None;
        for (band, hashes) in signature.chunks(BAND).enumerate() {
            let mut hasher = FxHasher::default();
            hashes.hash(&mut hasher);
            let others = bands.entry((band, hasher.finish())).or_default();
            for other in others.iter() {
                let alike = signatures.get(*other).and_then(Option::as_ref).map(|other| resemblance(signature, other));
                if alike.is_some_and(|alike| alike >= COPY) {
                    nearest = Some(nearest.map_or(*other, |known: usize| known.min(*other)));
                }
            }
            others.push(at);
        }
        if let Some(first) = nearest.and_then(|first| source.get(first).copied())
            && let Some(mine) = source.get_mut(at)
        {
            *mine = first;
        }
    }
    source
}

fn resemblance(a: &[u64; HASHES], b: &[u64; HASHES]) -> f64 {
    a.iter().zip(b).filter(|(a, b)| a == b).count() as f64 / HASHES as f64
}

/// The least hash of the runs of a text under each of the hash functions; none for a text without a whole run.
fn signature(text: &str) -> Option<[u64; HASHES]> {
    let words: Vec<u64> =
        text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).map(hash).collect();
    let mut least = [u64::MAX; HASHES];
    let mut any = false;
    for run in words.windows(RUN) {
        let base = run.iter().fold(0_u64, |sum, word| mix(sum ^ word));
        for (number, least) in (0_u64..).zip(least.iter_mut()) {
            *least = (*least).min(mix(base ^ number.wrapping_mul(0x9e37_79b9_7f4a_7c15)));
        }
        any = true;
    }
    any.then_some(least)
}

fn hash(word: &str) -> u64 {
    // FNV-1a over lower case: the same on every machine.
    word.chars().flat_map(char::to_lowercase).fold(0xcbf2_9ce4_8422_2325, |hash, letter| {
        (hash ^ u64::from(u32::from(letter))).wrapping_mul(0x0100_0000_01b3)
    })
}

/// The finaliser of SplitMix64 (Steele, Lea and Flood 2014).
fn mix(mut value: u64) -> u64 {
    value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_with_another_headline_is_a_copy_and_another_text_is_not() {
        let body = "Two men were found dead in a flat on the third floor of a block near the harbour on Monday, and officers \
                    asked anyone who had seen a blue van in the street that night to come forward with what they knew.";
        let headline = format!("HARBOUR DEATHS. {body}");
        let other =
            "The council voted to spend more on roads next year after a long meeting about the budget of the town.";
        assert_eq!(sources(&[body, &headline, other]), [0, 0, 2]);
    }
}
