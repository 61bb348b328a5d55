//! Passages that stand in two texts word for word.
//!
//! Copied words say nothing of who writes: a forger copies from letters, a clerk types a note again, and a prayer or a letterhead
//! stands in many texts. So they are found and left out before anything is measured.
//!
//! Texts are compared word by word in small letters, without marks, apostrophes, numbers and line breaks. Every run of
//! [`PASSAGE`] words is looked up by its hash (Karp and Rabin 1987), and so is every run of twice [`RUN`] words with one word
//! changed, left out, put in or split between them: the work grows with the words, not with their product. Where a fifth of the
//! runs of five words of one text stands in another it is a copy with changes, and runs of [`LOOSE`] words are taken too.

use super::reference::ReadText;
use rustc_hash::{FxHashMap, FxHashSet};
use std::hash::{Hash, Hasher};
use std::ops::Range;

/// Fewest words of a passage.
pub const PASSAGE: usize = 8;
/// Words on either side of a changed word that make one passage with it.
const RUN: usize = 5;
/// Words of a run in a copy with changes, and the most changed words between two of them.
const LOOSE: usize = 3;
const LOOSE_GAP: usize = 3;
/// Share of the runs of five words of the shorter text from which it is such a copy, and the fewest of them.
const COPY: f64 = 0.2;
const COPY_RUNS: usize = 10;
/// Words between the two runs, here and there, of which one is changed: none, one, or two where a word was split.
const GAPS: [(usize, usize); 5] = [(0, 1), (1, 0), (1, 1), (1, 2), (2, 1)];

/// What a key is of.
const EXACT: u8 = 8;
const FIVE: u8 = 5;

/// The hash of some words.
fn key(kind: u8, words: impl IntoIterator<Item = u64>) -> u64 {
    let mut hasher = rustc_hash::FxHasher::default();
    kind.hash(&mut hasher);
    words.into_iter().for_each(|word| word.hash(&mut hasher));
    hasher.finish()
}

/// The key of the run of `count` words at a place, where there are so many.
fn run(words: &[u64], at: usize, count: usize, kind: u8) -> Option<u64> {
    words.get(at..at + count).map(|run| key(kind, run.iter().copied()))
}

/// The words of two runs with so many words between them, where there are so many.
fn two_runs(words: &[u64], at: usize, gap: usize) -> Option<impl Iterator<Item = u64> + Clone + '_> {
    let second = at + RUN + gap;
    let (first, second) = (words.get(at..at + RUN)?, words.get(second..second + RUN)?);
    Some(first.iter().chain(second).copied())
}

/// The words of a text, ready to be looked for in others.
pub(super) struct Sought {
    words: Vec<u64>,
}

/// What two texts share: ranges of words of each, and where in the other text each key was first met.
#[derive(Default)]
pub(super) struct Common {
    /// Ranges of words of the one, in order, none touching another.
    pub here: Vec<Range<usize>>,
    /// Ranges of words of the other.
    pub there: Vec<Range<usize>>,
    /// For each range of the one the word of the other at which it begins.
    pub begins: Vec<usize>,
}

impl Sought {
    pub fn of(text: &ReadText) -> Self {
        Self { words: text.keys() }
    }

    /// The keys under which a text is looked up: of its passages, of two runs about a changed word, of runs of five.
    fn keys_at(&self, at: usize) -> impl Iterator<Item = (u64, usize)> + '_ {
        let exact = run(&self.words, at, PASSAGE, EXACT).map(|key| (key, PASSAGE));
        let joined = (0..=2).filter_map(move |gap| {
            let key = key(gap as u8, two_runs(&self.words, at, gap)?);
            Some((key, 2 * RUN + gap))
        });
        exact.into_iter().chain(joined)
    }

    fn fives(&self) -> impl Iterator<Item = u64> + '_ {
        (0..self.words.len()).filter_map(|at| run(&self.words, at, RUN, FIVE))
    }
}

/// Texts by the keys of their runs: which of them may share something with another.
pub(super) struct Index {
    sought: Vec<Sought>,
    texts: FxHashMap<u64, Vec<u32>>,
    fives: Vec<usize>,
}

/// What a text has met of one of the indexed ones.
#[derive(Default)]
struct Met {
    /// Keys of the indexed text and the word of the other at which each was first met.
    keys: FxHashMap<u64, usize>,
    there: Vec<Range<usize>>,
    fives: FxHashSet<u64>,
}

impl Index {
    /// Indexes some texts.
    pub fn of<'a>(texts: impl IntoIterator<Item = &'a ReadText>) -> Self {
        let sought: Vec<Sought> = texts.into_iter().map(Sought::of).collect();
        let mut index: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
        let mut fives = Vec::new();
        for (number, text) in (0u32..).zip(&sought) {
            let mut put = |key: u64| {
                let texts = index.entry(key).or_default();
                if texts.last() != Some(&number) {
                    texts.push(number);
                }
            };
            (0..text.words.len()).flat_map(|at| text.keys_at(at)).for_each(|(key, _)| put(key));
            text.fives().for_each(put);
            fives.push(text.fives().collect::<FxHashSet<u64>>().len());
        }
        Self { sought, texts: index, fives }
    }

    /// What a text shares with each of the indexed ones of these numbers.
    pub fn shared(&self, text: &ReadText, among: Range<usize>) -> Vec<(usize, Common)> {
        let other = Sought::of(text);
        let mut met: Vec<Met> = among.clone().map(|_| Met::default()).collect();
        let mut meet = |key: u64, with: &mut dyn FnMut(&mut Met)| {
            for &number in self.texts.get(&key).into_iter().flatten() {
                if let Some(met) = (number as usize).checked_sub(among.start).and_then(|at| met.get_mut(at)) {
                    with(met);
                }
            }
        };
        for at in 0..other.words.len() {
            if let Some(key) = run(&other.words, at, PASSAGE, EXACT) {
                meet(key, &mut |met| met.take(key, at, PASSAGE));
            }
            for (there, here) in GAPS {
                if let Some(words) = two_runs(&other.words, at, there) {
                    let key = key(here as u8, words);
                    meet(key, &mut |met| met.take(key, at, 2 * RUN + there));
                }
            }
            if let Some(key) = run(&other.words, at, RUN, FIVE) {
                meet(key, &mut |met| {
                    met.fives.insert(key);
                });
            }
        }
        let fives = other.fives().collect::<FxHashSet<u64>>().len();
        let common = |(at, met): (usize, Met)| {
            let sought = self.sought.get(at)?;
            let shorter = self.fives.get(at).copied().unwrap_or(0).min(fives);
            let copy = met.fives.len() >= COPY_RUNS && met.fives.len() as f64 >= COPY * shorter as f64;
            let common = met.common(sought, copy.then_some(&other));
            (!common.here.is_empty()).then_some((at, common))
        };
        among.zip(met).filter_map(common).collect()
    }
}

impl Met {
    fn take(&mut self, key: u64, at: usize, words: usize) {
        self.keys.entry(key).or_insert(at);
        self.there.push(at..at + words);
    }

    /// The ranges on either side; those of a copy with changes too, where the other text is one.
    fn common(self, sought: &Sought, copy: Option<&Sought>) -> Common {
        let covered = |at: usize| {
            let longest =
                sought.keys_at(at).filter(|(key, _)| self.keys.contains_key(key)).map(|(_, words)| words).max();
            longest.map(|words| at..at + words)
        };
        let mut here: Vec<Range<usize>> = match self.keys.is_empty() {
            true => Vec::new(),
            false => (0..sought.words.len()).filter_map(covered).collect(),
        };
        let mut there = self.there;
        let mut loose = FxHashMap::default();
        if let Some(other) = copy {
            here.extend(loosely(sought, other));
            there.extend(loosely(other, sought));
            for at in (0..other.words.len()).rev() {
                loose.extend(run(&other.words, at, LOOSE, LOOSE as u8).map(|key| (key, at)));
            }
        }
        let here = merged(here);
        let first = |range: &Range<usize>| {
            let strict =
                || range.clone().flat_map(|at| sought.keys_at(at)).find_map(|(key, _)| self.keys.get(&key).copied());
            let loosely =
                || range.clone().find_map(|at| loose.get(&run(&sought.words, at, LOOSE, LOOSE as u8)?).copied());
            strict().or_else(loosely).unwrap_or(0)
        };
        Common { begins: here.iter().map(first).collect(), here, there: merged(there) }
    }
}

/// Ranges of a text whose runs stand in another of which it is a copy with changes, the changed words between them too.
fn loosely(text: &Sought, other: &Sought) -> Vec<Range<usize>> {
    let runs = |text: &Sought| {
        let keys = (0..text.words.len()).filter_map(|at| Some((run(&text.words, at, LOOSE, LOOSE as u8)?, at)));
        keys.collect::<Vec<(u64, usize)>>()
    };
    let others: FxHashSet<u64> = runs(other).into_iter().map(|(key, _)| key).collect();
    let found = runs(text).into_iter().filter(|(key, _)| others.contains(key)).map(|(_, at)| at..at + LOOSE);
    let mut joined: Vec<Range<usize>> = Vec::new();
    for range in found {
        match joined.last_mut() {
            Some(last) if range.start <= last.end + LOOSE_GAP => last.end = last.end.max(range.end),
            _ => joined.push(range),
        }
    }
    joined.retain(|range| range.len() >= PASSAGE);
    joined
}

/// Ranges in order, those that touch made one.
pub(super) fn merged(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut merged: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match merged.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}

#[cfg(test)]
// One passage is a list of one range.
#[allow(clippy::single_range_in_vec_init)]
mod tests {
    use super::super::Text;
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> ReadText {
        ReadText::of(&Text { name: "a".to_owned(), text: text.to_owned() })
    }

    /// Ranges of the one and of the other.
    fn shared(one: &str, other: &str) -> (Vec<Range<usize>>, Vec<Range<usize>>) {
        let found = Index::of([&read(one)]).shared(&read(other), 0..1);
        found.into_iter().next().map(|(_, common)| (common.here, common.there)).unwrap_or_default()
    }

    const LINE: &str = "we went down to the old mill by the river";

    #[test]
    fn eight_words_are_a_passage_whatever_their_marks_and_letters_and_seven_are_none() {
        let found = shared(
            &format!("He said: {LINE} again"),
            "So\u{2014}WE WENT,\ndown to the \u{201c}old\u{201d} mill BY the river!",
        );
        assert_eq!(found, (vec![2..12], vec![1..11]));
        let [seven, eight] = ["we went down to the old mill", "we went down to the old mill by"];
        assert_eq!(shared(LINE, &format!("{seven} and so on")).0, Vec::<Range<usize>>::new());
        assert_eq!(shared(LINE, &format!("{eight} and so on")).0, [0..8]);
        assert_eq!(shared("I can't go on and you won't know why", "i cant go on and you wont know why").0, [0..9]);
    }

    #[test]
    fn one_word_changed_left_out_put_in_or_split_does_not_end_a_passage() {
        let original = "we went down to the old mill by the river and on";
        for other in [
            "we went down to the new mill by the river and on",
            "we went down to the mill by the river and on",
            "we went down to the very old mill by the river and on",
            "we went down to the ol d mill by the river and on",
        ] {
            let whole = shared(&format!("{original} of ours"), &format!("{other} again"));
            assert_eq!(whole.0.first().map(|range| range.start), Some(0), "{other}: {whole:?}");
            assert!(whole.0.iter().map(Range::len).sum::<usize>() >= 10, "{other}: {whole:?}");
        }
        let two = "we went down to the new big mill by the river and on";
        assert!(shared("we went down to the old grey mill by the river and on", two).0.is_empty());
    }

    #[test]
    fn a_copy_with_a_typing_error_in_every_sixth_word_is_one_passage() {
        let words: Vec<String> = (0..120)
            .map(|k| {
                format!("{}{}", ["sea", "hill", "lane", "oak"][k % 4], "abcdefghij".as_bytes()[k % 10] as char)
                    .repeat(1 + k % 3)
            })
            .collect();
        let typed: Vec<String> = words
            .iter()
            .enumerate()
            .map(|(k, word)| if k % 6 == 3 { format!("{word}x") } else { word.clone() })
            .collect();
        let found = shared(&words.join(" "), &typed.join(" "));
        let covered: usize = found.0.iter().map(Range::len).sum();
        assert!(covered >= 110, "{covered} of 120: {:?}", found.0);
    }

    #[test]
    fn a_hundred_thousand_words_of_one_word_are_compared_at_once() {
        let long = "no ".repeat(100_000);
        assert_eq!(shared(&long, &long).0, [0..100_000]);
    }

    proptest! {
        #[test]
        fn what_is_found_by_hashes_is_what_comparing_all_places_finds(
            one in prop::collection::vec(0..3usize, 0..60), other in prop::collection::vec(0..3usize, 0..60),
        ) {
            let text = |words: &[usize]| words.iter().map(|&k| ["sea", "hill", "lane"][k]).collect::<Vec<_>>().join(" ");
            let found = Index::of([&read(&text(&one))]).shared(&read(&text(&other)), 0..1);
            let here = found.first().map(|(_, common)| common.here.clone()).unwrap_or_default();
            let inside = |at: usize| here.iter().any(|range| range.contains(&at));
            // Every exact run of eight is inside.
            for at in 0..one.len().saturating_sub(PASSAGE - 1) {
                if other.windows(PASSAGE).any(|window| window == &one[at..at + PASSAGE]) {
                    prop_assert!((at..at + PASSAGE).all(inside), "{at} of {here:?}");
                }
            }
        }
    }
}
